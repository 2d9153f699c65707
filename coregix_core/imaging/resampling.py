"""Bring a moving image onto the grid of the fixed one under a transform, in memory, for the solve and the tie points.

Interpolation is by cubic B-splines (Unser 1999), whose phase error at fractions of a pixel is below a thousandth of a
pixel for smooth images; the output file is resampled apart from this, by ``warp.py``.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from rasterio.crs import CRS
from scipy import ndimage

from .._typing import Floats, Mask
from ..geometry import AffineTransform, Grid, Transform
from ..threads import in_bands
from .image import Image

# Pixels between the places at which a change of CRS is computed exactly; between them it is interpolated.
_NODE_STEP = 16

# Pixels by which a column may change from the first row to the last and count as the same.
_SAME_PLACE = 1e-5

# Share of the four pixels around a place, by their weights, that may be invalid.
_MISSING = 1e-3

Kernel = Callable[[Floats], tuple[int, Floats]]


def resample(moving: Image, transform: Transform, fixed_crs: CRS | None, grid: Grid) -> Image:
    """The moving image as it looks on ``grid`` (in the fixed CRS) under ``transform``.

    A pixel is valid where the four pixels around its place are.
    """
    axes = _separate(grid, transform, fixed_crs, moving.grid)
    if axes is not None:
        return _resampled_by_axes(moving, *axes, grid)
    col, row = moving_pixels(grid, transform, fixed_crs, moving.grid)
    values, valid = np.empty(grid.shape, np.float32), np.empty(grid.shape, bool)
    spline, all_valid = moving.spline, bool(moving.valid.all())

    def fill(rows: slice) -> None:
        # scipy counts from the centre of the first pixel, grids from its corner.
        at = np.stack([row[rows] - 0.5, col[rows] - 0.5])
        # The spline is filtered already; filtered twice it would sharpen.
        ndimage.map_coordinates(spline, at, order=3, mode="mirror", prefilter=False, output=values[rows])
        valid[rows] = _inside(at, moving.valid.shape) if all_valid else _usable(moving.valid, at)
        values[rows][~valid[rows]] = 0

    in_bands(fill, grid.height)
    return Image(values, valid, grid)


def _separate(grid: Grid, transform: Transform, fixed_crs: CRS | None, moving_grid: Grid
              ) -> tuple[Floats, Floats] | None:
    """Moving columns (width,) and rows (height,) of a grid's, corner convention, if each follows from its own alone."""
    if not isinstance(transform, AffineTransform) or (fixed_crs != moving_grid.crs and None not in (
            fixed_crs, moving_grid.crs)):
        return None
    cols, rows = np.arange(0.5, grid.width, dtype=float), np.arange(0.5, grid.height, dtype=float)

    def place(at_col: Floats, at_row: Floats) -> tuple[Floats, Floats]:
        return moving_grid.to_pixel(*moving_grid.world_of(fixed_crs, *transform(*grid.to_world(at_col, at_row))))

    # An affine that keeps the axes at the corners keeps them between.
    col, row = place(cols[[0, -1]], rows[[0, -1], None])
    if max(np.ptp(col, axis=0).max(), np.ptp(row, axis=1).max()) > _SAME_PLACE:
        return None
    return place(cols, rows[:1])[0], place(cols[:1], rows)[1]


def _resampled_by_axes(moving: Image, col: Floats, row: Floats, grid: Grid) -> Image:
    """The moving image at all pairs of columns (width,) and rows (height,): the weights of one axis serve them all."""
    at = row - 0.5, col - 0.5
    inside = [(a >= 0) & (a <= size - 1) for a, size in zip(at, moving.valid.shape, strict=True)]
    valid = inside[0][:, None] & inside[1]
    # Rows first: whole ones are gathered faster, and there may be fewer of them than before.
    values = _weighted(_weighted(moving.spline, at[0], 0, _cubic), at[1], 1, _cubic)
    if not moving.valid.all():
        missing = (~moving.valid).astype(np.float32)
        valid &= _weighted(_weighted(missing, at[0], 0, _linear), at[1], 1, _linear) < _MISSING
    values[~valid] = 0
    return Image(values, valid, grid)


def _weighted(values: NDArray[np.float32], at: Floats, axis: int, kernel: Kernel) -> NDArray[np.float32]:
    """Values (height, width) at places (n,) along an axis, between pixel centres, mirrored at the border."""
    size = values.shape[axis]
    low = np.floor(at).astype(np.intp)
    first, weights = kernel(at - low)
    shape = (len(at), values.shape[1]) if axis == 0 else (values.shape[0], len(at))
    out = np.zeros(shape, np.float32)

    def fill(rows: slice) -> None:
        for i, weight in enumerate(weights.astype(np.float32), start=first):
            # 0 1 2 1 0: the period is twice the size less the two ends, which are not repeated.
            index = np.abs((low + i + size - 1) % max(2 * size - 2, 1) - (size - 1))
            if axis == 0:
                out[rows] += values[index[rows]] * weight[rows, None]
            else:
                out[rows] += values[rows].take(index, 1) * weight

    in_bands(fill, shape[0])
    return out


def _cubic(t: Floats) -> tuple[int, Floats]:
    """The first neighbour of a place, and the weights (4, n) of a cubic B-spline from it on; ``t`` (n,) in 0..1."""
    s = 1 - t
    return -1, np.stack([s**3, 4 - 6 * t**2 + 3 * t**3, 4 - 6 * s**2 + 3 * s**3, t**3]) / 6


def _linear(t: Floats) -> tuple[int, Floats]:
    """The same of linear interpolation, (2, n)."""
    return 0, np.stack([1 - t, t])


def _inside(at: Floats, shape: tuple[int, int]) -> Mask:
    """Whether places (2, height, width) lie between the centres of pixels of an image of a shape."""
    rows, cols = ((a >= 0) & (a <= size - 1) for a, size in zip(at, shape, strict=True))
    return np.asarray(rows & cols)


def _usable(valid: Mask, at: Floats) -> Mask:
    """Whether all pixels around places (2, height, width), as (row, column) between pixel centres, are valid."""
    # What is interpolated is invalidity, with 1 outside: beyond the border counts as invalid as well.
    share = ndimage.map_coordinates((~valid).astype(np.float32), at, order=1, mode="constant", cval=1.0,
                                    output=np.float32)
    return np.asarray(share < _MISSING)


def moving_pixels(
    grid: Grid, transform: Transform, fixed_crs: CRS | None, moving_grid: Grid
) -> tuple[Floats, Floats]:
    """Place of each pixel centre of ``grid`` in the moving grid: (columns, rows), shape of the grid, corner convention.

    Pixels that have no place there are far outside (-1e9).
    """
    # A field may bend between nodes so far apart.
    step = 1 if not isinstance(transform, AffineTransform) else _NODE_STEP
    rows, cols = (np.arange(0.5, n - 0.5 + step, step) for n in grid.shape)
    x, y = grid.open_world(cols, rows)
    col, row = moving_grid.to_pixel(*moving_grid.world_of(fixed_crs, *transform(x, y)))
    # NaN would spread over all pixels between the nodes when they are interpolated.
    col, row = (np.where(np.isfinite(col) & np.isfinite(row), a, -1e9) for a in (col, row))
    if step == 1:
        return col, row
    return _dense(col, grid.shape, step), _dense(row, grid.shape, step)


def _dense(sparse: Floats, shape: tuple[int, int], step: int) -> Floats:
    """Bilinear interpolation of nodes ``step`` pixels apart onto every pixel."""
    for axis, size in enumerate(shape):
        at = np.arange(size) / step
        low = np.minimum(at.astype(int), max(sparse.shape[axis] - 2, 0))
        high = np.minimum(low + 1, sparse.shape[axis] - 1)
        part = (at - low).reshape((-1, 1) if axis == 0 else (1, -1))
        sparse = np.take(sparse, low, axis) * (1 - part) + np.take(sparse, high, axis) * part
    return sparse
