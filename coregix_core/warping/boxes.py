"""How an output is worked on: boxes of whole tiles, as many at a time as memory holds, in threads but in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from ..geometry import Grid
from ..io import Raster

# (col, row, width, height) in whole pixels.
Box = tuple[int, int, int, int]

Made = TypeVar("Made")

# Pixels of a block where memory allows; a block is a row of whole tiles, so that each is written once.
BLOCK_PIXELS = 512 * 2048


def in_order(made: Callable[[Box], Made], boxes: Sequence[Box], threads: int) -> Generator[tuple[Box, Made]]:
    """What is ``made`` of each box, in their order, computed in threads a little ahead of the one that is taken."""
    # Threads suffice: GDAL and numpy compute without Python's lock.
    with ThreadPoolExecutor(threads) as pool:
        ahead: deque[tuple[Box, Future[Made]]] = deque()
        try:
            for box in boxes:
                # In the order of the boxes, so that the file's bytes do not depend on which thread is done first.
                ahead.append((box, pool.submit(made, box)))
                # One more than are in work, so that no thread waits while a block is written.
                if len(ahead) > threads:
                    first, future = ahead.popleft()
                    yield first, future.result()
            while ahead:
                first, future = ahead.popleft()
                yield first, future.result()
        finally:
            # A stop or an error must not wait for blocks that nobody will take.
            for _, future in ahead:
                future.cancel()


def block_shape(max_pixels: float, split_factor: int, tile: int) -> tuple[int, int]:
    """(height, width) of the blocks: a row of whole tiles, as many as that many pixels hold, but one at least.

    A tile that is written in parts would be compressed, and kept in the file, as often.
    """
    # Each step of the option halves what a block holds.
    pixels = min(max_pixels, BLOCK_PIXELS) / 2**split_factor
    return tile, max(1, int(pixels) // tile**2) * tile


def shares(source: Raster, memory_budget: int, threads: int, tile: int) -> tuple[int, float]:
    """How many blocks to work on at a time, and the pixels of each that fit into half of the memory."""
    # Two copies of source and output each, and their validity.
    # Bytes: twice source and output in the source's type, and four for masks and weights.
    per_pixel = source.count * (4 * np.dtype(source.dtype).itemsize + 4)
    pixels = memory_budget / 2 / per_pixel
    # As many blocks again wait to be written, and one is. Rather fewer at a time than tiles in parts.
    workers = int(np.clip((pixels / tile**2 - 1) // 2, 1, threads))
    return workers, pixels / (2 * workers + 1)


def boxes_of(grid: Grid, shape: tuple[int, int]) -> Iterator[Box]:
    """Boxes of a shape (height, width) that tile a grid, row by row; those at its far edges are smaller."""
    height, width = shape
    for row in range(0, grid.height, height):
        for col in range(0, grid.width, width):
            yield col, row, min(width, grid.width - col), min(height, grid.height - row)


def quarters(box: Box) -> Iterator[tuple[Box, tuple[slice, slice, slice]]]:
    """The halves or quarters of a box that are about square, and where they lie in the box's arrays."""
    col, row, width, height = box
    # A long strip is halved along its length alone: squares are nearest to affine.
    # Rounded up, so that no third row or column of a pixel is left over.
    w = width if height > 2 * width else -(-width // 2)
    h = height if width > 2 * height else -(-height // 2)
    for r in range(0, height, h):
        for c in range(0, width, w):
            part = (col + c, row + r, min(w, width - c), min(h, height - r))
            yield part, np.s_[:, r : r + part[3], c : c + part[2]]
