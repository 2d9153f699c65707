"""One band averaged over coarser pixels, by strips: memory is bounded by the result, not by the raster."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import rasterio
from numpy.typing import NDArray
from scipy import ndimage, sparse

from .._typing import Floats, Mask
from ..geometry import Grid
from ..imaging import Image, solid
from ..threads import beat

# (col0, row0, col1, row1) in pixels.
Box = tuple[float, float, float, float]

# (col, row, width, height) in whole pixels.
PixelBox = tuple[int, int, int, int]

# Reads a box of a dataset: finite values (height, width), and which are valid (None for all).
Read = Callable[[rasterio.DatasetReader, PixelBox], tuple[NDArray[np.float32], Mask | None]]

# Pixels of one band that a decimated read holds at a time.
STRIP_PIXELS = 8_000_000

# Share of a coarser pixel that must be valid beside a hole, and elsewhere, where only single pixels are missing.
WHOLE, VALID = 0.999, 0.5


def averaged(read: Read, level: rasterio.DatasetReader, band: int, grid: Grid, box: PixelBox, factor: float) -> Image:
    """Means of a band (from 0) over pixels about ``factor`` times those of ``grid``.

    ``box`` is in pixels of ``grid``, ``level`` the raster of that grid or an overview of it.
    """
    step = grid.width / level.width, grid.height / level.height
    col, row, width, height = inside(
        (box[0] / step[0], box[1] / step[1], (box[0] + box[2]) / step[0], (box[1] + box[3]) / step[1]),
        level.width, level.height) or (0, 0, 1, 1)
    shape = max(1, round(height * step[1] / factor)), max(1, round(width * step[0] / factor))
    # Means are separable: the weights of a pixel are those of its row times those of its column, so that both are small
    # sparse matrices.
    down, across = area_weights(np.linspace(0, height, shape[0] + 1)), area_weights(np.linspace(0, width, shape[1] + 1))
    total, share = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for start, count in strips(level, band, (col, row, width, height)):
        values, valid = read(level, (col, start, width, count))
        beat()
        # The result's rows that this strip touches: a row between two strips gets a part from each.
        first, last = (start - row) * shape[0] // height, -(-(start - row + count) * shape[0] // height)
        part = down[first:last, start - row : start - row + count]
        # Invalid pixels were read as 0 and add nothing; the division by their share comes at the end.
        total[first:last] += (across @ (part @ values).T).T
        share[first:last] += part.sum(axis=1)[:, None] if valid is None else (
            across @ (part @ valid.astype(np.float32)).T).T
    valid = _enough(share, overview=level.width < grid.width)
    place = grid.transform * grid.transform.translation(col * step[0], row * step[1]) * grid.transform.scale(
        step[0] * width / shape[1], step[1] * height / shape[0])
    means = np.where(valid, total / np.maximum(share, np.float32(1e-6)), 0).astype(np.float32)
    return Image(means, valid, Grid(grid.crs, place, *shape[::-1]))


def _enough(share: NDArray[np.float32], *, overview: bool) -> Mask:
    """Pixels of which enough is valid, by the share that is."""
    # Shares are sums of float32 weights, which come to 1 only nearly.
    whole = np.asarray(share >= WHOLE)
    if whole.all():
        return whole
    # The mean over a part of a pixel lies off its middle: beside a hole always to the same side, elsewhere to any.
    near = ndimage.maximum_filter(solid(share < VALID).view(np.uint8), 3, mode="constant", cval=0).view(bool)
    # Overviews average what is valid in a pixel, however little that is: they do not say which border pixels are whole.
    good = np.asarray((share >= VALID) & ~near)
    return good if overview else whole | good


def inside(window: Box | None, width: int, height: int) -> PixelBox | None:
    """(col, row, width, height) of the whole pixels that a window touches, or None where it touches none."""
    if window is None:
        return 0, 0, width, height
    # Bounds on a pixel's edge must not take in the next pixel for a rounding error.
    # A millionth of a pixel is far above the rounding of coordinates of 1e7 and far below what anyone sees.
    col0, row0 = max(0, int(np.floor(window[0] + 1e-6))), max(0, int(np.floor(window[1] + 1e-6)))
    col1, row1 = min(width, int(np.ceil(window[2] - 1e-6))), min(height, int(np.ceil(window[3] - 1e-6)))
    return (col0, row0, col1 - col0, row1 - row0) if col0 < col1 and row0 < row1 else None


def strips(dataset: rasterio.DatasetReader, band: int, box: PixelBox) -> Iterator[tuple[int, int]]:
    """(row, rows) of strips that end on the file's own blocks, so that none is decoded twice."""
    _, row, width, height = box
    block = dataset.block_shapes[band][0]
    # Whole blocks, one at least, however wide the raster is.
    step = max(1, STRIP_PIXELS // max(1, width) // block) * block
    end = row + height
    while row < end:
        stop = min(end, (row // step + 1) * step)
        yield row, stop - row
        row = stop


def area_weights(edges: Floats) -> sparse.csr_array:
    """(n, pixels) weights of the averages between n + 1 ``edges``, in pixels counted from 0, rising."""
    size = int(np.ceil(edges[-1] - 1e-6))
    # Cut at the edges of both, so that each piece lies in one pixel and in one part.
    parts = np.union1d(edges, np.arange(np.ceil(edges[0]), size + 1.0).clip(max=edges[-1]))
    middle = (parts[1:] + parts[:-1]) / 2
    target = np.clip(np.searchsorted(edges, middle) - 1, 0, len(edges) - 2)
    weights = (np.diff(parts) / np.diff(edges)[target]).astype(np.float32)
    return sparse.csr_array((weights, (target, np.minimum(middle.astype(int), size - 1))), shape=(len(edges) - 1, size))
