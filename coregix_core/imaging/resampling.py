"""Bring a moving image onto the grid of the fixed one under a transform, in memory, for the solve and the tie points.

Interpolation is by cubic B-splines (Unser 1999), whose phase error at fractions of a pixel is below a thousandth of a
pixel for smooth images; the output file is resampled apart from this, by ``warp.py``.
"""

from __future__ import annotations

import numpy as np
from rasterio.crs import CRS
from scipy import ndimage

from .._typing import Floats, Mask
from ..geometry import AffineTransform, Grid, Transform
from .image import Image

_LATTICE_STEP = 16
"""Pixels between the places at which a change of CRS is computed exactly; between them it is interpolated."""


def resample(moving: Image, transform: Transform, fixed_crs: CRS | None, grid: Grid) -> Image:
    """The moving image as it looks on ``grid`` (in the fixed CRS) under ``transform``.

    A pixel is valid where the four pixels around its place are.
    """
    col, row = moving_pixels(grid, transform, fixed_crs, moving.grid)
    # scipy counts from the centre of the first pixel, grids from its corner.
    at = np.stack([row - 0.5, col - 0.5])
    # The spline is filtered already; filtered twice it would sharpen.
    out = ndimage.map_coordinates(moving.spline, at, order=3, mode="mirror", prefilter=False, output=np.float32)
    valid = _shown(moving.valid, at)
    return Image(np.where(valid, out, np.float32(0)), valid, grid)


def _shown(valid: Mask, at: Floats) -> Mask:
    """Whether all pixels around places (2, height, width), as (row, column) between pixel centres, are valid."""
    if valid.all():
        inside = [(a >= 0) & (a <= size - 1) for a, size in zip(at, valid.shape, strict=True)]
        return np.asarray(inside[0] & inside[1])
    # What is interpolated is invalidity, with 1 outside: beyond the border counts as invalid as well.
    share = ndimage.map_coordinates((~valid).astype(np.float32), at, order=1, mode="constant", cval=1.0,
                                    output=np.float32)
    return np.asarray(share < 1e-3)


def moving_pixels(
    grid: Grid, transform: Transform, fixed_crs: CRS | None, moving_grid: Grid
) -> tuple[Floats, Floats]:
    """Place of each pixel centre of ``grid`` in the moving grid: (columns, rows), shape of the grid, corner convention.

    Pixels that have no place there are far outside (-1e9).
    """
    # A field may bend between the nodes of so wide a lattice.
    step = 1 if not isinstance(transform, AffineTransform) else _LATTICE_STEP
    rows, cols = (np.arange(0.5, n - 0.5 + step, step) for n in grid.shape)
    x, y = grid.open_world(cols, rows)
    col, row = moving_grid.to_pixel(*moving_grid.world_of(fixed_crs, *transform(x, y)))
    # NaN would spread over all pixels between the nodes when they are interpolated.
    col, row = (np.where(np.isfinite(col) & np.isfinite(row), a, -1e9) for a in (col, row))
    if step == 1:
        return col, row
    return _dense(col, grid.shape, step), _dense(row, grid.shape, step)


def _dense(sparse: Floats, shape: tuple[int, int], step: int) -> Floats:
    """Bilinear interpolation of a lattice with ``step`` pixels between nodes onto every pixel."""
    for axis, size in enumerate(shape):
        at = np.arange(size) / step
        low = np.minimum(at.astype(int), max(sparse.shape[axis] - 2, 0))
        high = np.minimum(low + 1, sparse.shape[axis] - 1)
        part = (at - low).reshape((-1, 1) if axis == 0 else (1, -1))
        sparse = np.take(sparse, low, axis) * (1 - part) + np.take(sparse, high, axis) * part
    return sparse
