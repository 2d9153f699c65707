"""The images of a level for the steps by all pixels, and the normal equations of a field's nodes from them.

Small levels are read once and kept; large ones are streamed by tiles, and whether their pixels have anything to say is
decided by some of the tiles first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TypeVar

import numpy as np

from .._typing import Floats
from ..fields import Cells, Lattice, NodeEquations, NormalEquations, cells_of, node_equations, with_random_signs
from ..geometry import Grid, Transform
from ..imaging import Proxy, levelled_pair
from ..pairing import Block, Pair, tiles

# Largest side (pixels) of the tiles in which a level is streamed; threads do not count, or they would change the
# result.
_TILE = 640

# Pixels of a level up to which its images are kept while the field is stepped: 24 bytes each.
_KEPT_PIXELS = 5_000_000

# Parts of a large level by which it is decided whether its pixels have anything to say, and the side of each.
SAMPLE, _SAMPLE_SIDE = 16, 320

# Pixels of a level up to which all of it decides: as many as the sample of a large one has.
_DECIDED_BY_ALL = 1_700_000

# Correlation of gradients from which two images are of one kind: red and blue light had 0.80 where they lay in place, a
# photograph and itself, rectified otherwise, 0.86 and more before they did.
_ALIKE = 0.85

Item = TypeVar("Item")

# A part of a level: where it lies, or its images as well.
Tile = Grid | Block


@dataclass(frozen=True)
class Tiles:
    """All tiles of a level; the moving images of those that are ``kept`` lie around where ``transform`` puts them."""

    pair: Pair
    transform: Transform
    grids: Sequence[Grid]
    kept: bool

    @cached_property
    def images(self) -> Sequence[Tile]:
        """The tiles: those of small levels are read once, large ones at each step, or they would fill the memory."""
        # When they are first asked for: most levels are done with by their sample.
        return self.pair.each(partial(_block, self.pair, self.transform), self.grids) if self.kept else self.grids


@dataclass(frozen=True)
class LevelImages:
    """The images of a level: all ``tiles``, the ``sample`` that stands for them, and the edge proxy to compare."""

    pair: Pair
    level: float
    tiles: Tiles
    sample: Sequence[Tile]
    sampled: bool
    """Whether the sample is less than all tiles."""
    proxy: str

    def under(self, transform: Transform, proxy: str) -> LevelImages:
        """The same images, compared by what suits them under ``transform``: ``proxy``, or gradients themselves."""
        # Gradients themselves say most, but only if bright is bright in both.
        return replace(self, proxy="correlation" if _alike(self.pair, transform, self.sample) else proxy)


def level_images(pair: Pair, transform: Transform, level: float, proxy: str) -> LevelImages:
    """The images of a level, the moving ones around where ``transform`` puts them; ``proxy`` is the edge proxy."""
    whole = pair.grid_at(level)
    pixels = whole.width * whole.height
    grids = tiles(whole, tile_side(pair), 0)
    of_level = Tiles(pair, transform, grids, pixels <= _KEPT_PIXELS)
    if pixels <= _DECIDED_BY_ALL:
        return LevelImages(pair, level, of_level, of_level.images, False, proxy)
    # All of the sample is kept: it is looked at a few times.
    sample = pair.each(partial(_block, pair, transform), [middle(grid) for grid in spread(grids, SAMPLE)])
    return LevelImages(pair, level, of_level, sample, True, proxy)


def middle(grid: Grid) -> Grid:
    """The middle of a tile, so much as a sample takes of it."""
    (height, width), side = grid.shape, _SAMPLE_SIDE
    return grid.window(max(0, (width - side) // 2), max(0, (height - side) // 2), min(side, width), min(side, height))


def train_and_test(images: LevelImages, transform: Transform, lattice: Lattice, *, signed: bool = False
                   ) -> list[NormalEquations]:
    """The normal equations from the sample's cells: those a field is fitted to, and those it is tested by.

    If ``signed``, also those of all of them with random signs, from which the field's error is drawn.
    """
    def parts(cells: Cells) -> list[Cells]:
        train_test = [cells.part(~cells.test), cells.part(cells.test)]
        return [*train_test, with_random_signs(cells, lattice)] if signed else train_test

    return summed(images, transform, lattice, parts, sample=True)


def of_signed(images: LevelImages, transform: Transform, lattice: Lattice) -> NormalEquations:
    """The normal equations from the sample's cells with random signs."""
    (equations,) = summed(images, transform, lattice, lambda cells: [with_random_signs(cells, lattice)], sample=True)
    return equations


def of_all(images: LevelImages, transform: Transform, lattice: Lattice) -> NormalEquations:
    """The normal equations of the nodes from all cells of a level."""
    (equations,) = summed(images, transform, lattice, lambda cells: [cells])
    return equations


def summed(images: LevelImages, transform: Transform, lattice: Lattice, parts: Callable[[Cells], Sequence[Cells]],
           *, sample: bool = False) -> list[NormalEquations]:
    """The normal equations from each of the ``parts`` that the cells of all tiles, or of the sample, are split into."""
    pair, tiled = images.pair, images.sample if sample else images.tiles.images

    def of_tile(tile: Tile) -> list[NodeEquations]:
        block = _block(pair, transform, tile)
        fixed, moving = _proxies(pair, transform, block, images.proxy)
        cells = cells_of(*levelled_pair(fixed, moving), block.fixed.grid, pair.frame)
        return [node_equations(part, lattice) for part in parts(cells)]

    sums: list[NormalEquations] = []
    # A few tiles at a time, or their equations would fill the memory; added in their order, whatever the threads are.
    for i in range(0, len(tiled), pair.threads):
        for of_one in pair.each(of_tile, tiled[i : i + pair.threads]):
            sums = sums or [NormalEquations(lattice) for _ in of_one]
            for total, part in zip(sums, of_one, strict=True):
                total.add(part)
    return sums


def tile_side(pair: Pair) -> float:
    """Side of a tile, smaller if chunks are asked for."""
    height, width = pair.grid_at(1.0).shape
    return min(_TILE, max(256.0, float(np.sqrt(height * width / pair.chunks))))


def spread(items: Sequence[Item], count: int) -> Sequence[Item]:
    """About so many of the items, spread evenly over their order."""
    if len(items) <= count:
        return items
    # A golden section and not a plain step: that might take all of them from one column of tiles.
    golden = (5**0.5 - 1) / 2
    order = np.argsort((np.arange(len(items)) * golden) % 1)
    return [items[i] for i in sorted(order[:count].tolist())]


def _alike(pair: Pair, transform: Transform, tiled: Sequence[Tile]) -> bool:
    """Whether the gradients of both images correlate as those of one kind of image do."""
    def products(tile: Tile) -> Floats:
        block = _block(pair, transform, tile)
        fixed, moving = _proxies(pair, transform, block, "correlation")
        both = fixed.valid & moving.valid
        f, m = fixed.values[both], moving.values[both]
        return np.array([np.vdot(f, m).real, np.vdot(f, f).real, np.vdot(m, m).real], float)

    common, first, second = np.sum(pair.each(products, tiled), 0)
    return bool(common > _ALIKE * np.sqrt(first * second))


def _proxies(pair: Pair, transform: Transform, block: Block, proxy: str) -> tuple[Proxy, Proxy]:
    """The edge proxies of a tile's images, the moving one placed under ``transform``."""
    return block.fixed_proxy(proxy, edges=True), block.moving_proxy(pair, transform, proxy)


def _block(pair: Pair, transform: Transform, tile: Tile) -> Block:
    """The images of a tile, read unless they are kept; the moving one has room for what the field may change."""
    if isinstance(tile, Block):
        return tile
    fixed = pair.fixed_block(tile)
    return Block(fixed, pair.moving_image(fixed.grid, transform, 16))
