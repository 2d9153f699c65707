"""The frame of a pair: pixels of the coarser raster about a centre, the same length along both axes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from rasterio.crs import CRS

from .._typing import Bounds, Floats
from .grid import Grid, lengthening
from .projection import project


@dataclass(frozen=True)
class Frame:
    """An isotropic frame in pixels of the coarser raster, in which lengths and angles mean what they say.

    ``centre`` and ``unit`` are in CRS units: frame = (world - centre) / unit. In a geographic CRS a unit of x is longer
    in degrees than a unit of y, so that both are the same length on the ground at the centre.
    """

    centre: tuple[float, float]
    unit: tuple[float, float]

    def to_frame(self, x: ArrayLike, y: ArrayLike) -> Floats:
        """World coordinates (n,), (n,) to frame coordinates (n, 2)."""
        world = np.stack([np.ravel(x), np.ravel(y)], 1).astype(float)
        return np.asarray((world - self.centre) / self.unit)

    def to_world(self, points: Floats) -> tuple[Floats, Floats]:
        """Frame coordinates (n, 2) to world coordinates (n,), (n,)."""
        world = points * self.unit + self.centre
        return world[:, 0], world[:, 1]

    @property
    def pixel(self) -> float:
        """Length of a pixel in CRS units (along y)."""
        return self.unit[1]


def common_frame(fixed: Grid, moving: Grid, bounds: Bounds) -> Frame:
    """The frame of a pair: centred in ``bounds`` (fixed CRS), its unit the coarser raster's pixel there."""
    x, y = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
    stretch = lengthening(fixed.crs, y)
    # The coarser of the two: finer detail is in one image alone and cannot be compared.
    size = max(fixed.pixel_size / np.sqrt(stretch), _pixel_size_in(moving, fixed.crs, x, y) / np.sqrt(stretch))
    # Plain numbers, as lengths by them are told to people.
    return Frame((x, y), (float(size * stretch), float(size)))


def _pixel_size_in(grid: Grid, crs: CRS | None, x: float, y: float) -> float:
    """Side of a square of the area that a pixel of ``grid`` at (x, y) in ``crs`` has there, in units of ``crs``."""
    if grid.crs == crs:
        return grid.pixel_size
    col, row = grid.to_pixel(*grid.world_of(crs, [x], [y]))
    # The middle of the fixed area may have no place in the moving CRS: then the moving raster's own middle will do.
    if not np.isfinite(col).all() or not np.isfinite(row).all():
        col, row = np.array([grid.width / 2]), np.array([grid.height / 2])
    cols, rows = col + np.array([0.0, 1.0, 0.0]), row + np.array([0.0, 0.0, 1.0])
    px, py = project(grid.crs, crs, *grid.to_world(cols, rows), near=x)
    # By finite differences over one pixel: that is exact enough for a size, and works for any projection.
    area = (px[1] - px[0]) * (py[2] - py[0]) - (px[2] - px[0]) * (py[1] - py[0])
    return float(np.sqrt(abs(area)))
