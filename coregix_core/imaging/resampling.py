"""Bring a moving image onto the grid of the fixed one under a transform, in memory, for the solve and the tie points.

Interpolation is by cubic B-splines (Unser 1999), whose phase error at fractions of a pixel is below a thousandth of a
pixel for smooth images; the output file is resampled apart from this, by ``warp.py``.
"""

from __future__ import annotations

import numpy as np
from rasterio.crs import CRS
from scipy import ndimage

from ..geometry import AffineTransform, Floats, Grid, Transform
from .image import Image
from .proxies import smoothed

_LATTICE_STEP = 16
"""Pixels between the places at which a change of CRS is computed exactly; between them it is interpolated."""


def resample(moving: Image, transform: Transform, fixed_crs: CRS | None, grid: Grid) -> Image:
    """The moving image as it looks on ``grid`` (in the fixed CRS) under ``transform``.

    A pixel is valid where the four pixels around its place are.
    """
    col, row = moving_pixels(grid, transform, fixed_crs, moving.grid)
    # scipy counts from the centre of the first pixel, grids from its corner.
    at = np.stack([row - 0.5, col - 0.5])
    values = moving.values
    if not moving.valid.all():
        # The spline's infinite response would carry a cliff at the mask's edge into valid pixels.
        values = np.where(moving.valid, values, smoothed(values, moving.valid, 2.0))
    spline = ndimage.spline_filter(values, order=3, output=np.float32, mode="mirror")
    # The spline was filtered above; filtered twice it would sharpen.
    out = ndimage.map_coordinates(spline, at, order=3, mode="mirror", prefilter=False, output=np.float32)
    invalid = (~moving.valid).astype(np.float32)
    # What is interpolated is invalidity, with 1 outside: beyond the border counts as invalid as well.
    valid = ndimage.map_coordinates(invalid, at, order=1, mode="constant", cval=1.0, output=np.float32) < 1e-3
    return Image(np.where(valid, out, np.float32(0)), valid, grid)


def moving_pixels(
    grid: Grid, transform: Transform, fixed_crs: CRS | None, moving_grid: Grid
) -> tuple[Floats, Floats]:
    """Place of each pixel centre of ``grid`` in the moving grid: (columns, rows), shape of the grid, corner convention.

    Pixels that have no place there are far outside (-1e9).
    """
    # A field may bend between the nodes of so wide a lattice.
    step = 1 if not isinstance(transform, AffineTransform) else _LATTICE_STEP
    rows, cols = (np.arange(0, n - 1 + step, step) for n in grid.shape)
    x, y = grid.to_world(*np.meshgrid(cols + 0.5, rows + 0.5))
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
