"""A transform as a raster: how far each place was moved, and how well that is known.

Three bands of float32 on the output's grid, or on one that is so many whole pixels coarser: east and north, by which
what the source shows has to be moved, and the CE90 of that, all in units of the raster's own CRS; right and down, in
pixels, if it has no georeference.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.windows import Window

from ..geometry import Floats, Grid, Transform, project
from ..io import TILE, creating

BANDS = ("displacement east", "displacement north", "CE90")
# Without a georeference places are columns and rows, and these count downwards.
BANDS_IN_PIXELS = ("displacement right", "displacement down", "CE90")

# Pixels along the longer side: fields bend over tens of pixels, so that more would say nothing new.
LONGEST = 2048

# CE90 (n,) at places x, y (n,), in units of the fixed CRS.
Uncertainty = Callable[[Floats, Floats], Floats]


@dataclass(frozen=True)
class DisplacementField:
    """Displacement and its CE90 at places of a grid in any CRS.

    ``transform`` maps true places to shown ones in ``fixed_crs``; ``ce90`` is in units of that CRS.
    """

    transform: Transform
    ce90: Uncertainty
    fixed_crs: CRS | None
    grid_crs: CRS | None

    def __call__(self, x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
        """(east, north, CE90) at places x, y (n,) of the grid's CRS, in its units; NaN beyond a projection's reach."""
        # The transform speaks the fixed CRS; the field is to be in that of its own grid, there and back.
        true = project(self.grid_crs, self.fixed_crs, x, y, near=self.transform.centre[0])
        mapped = project(self.fixed_crs, self.grid_crs, *self.transform(*true), near=x)
        ce90 = self.ce90(*true)
        return x - mapped[0], y - mapped[1], ce90 * self._scale(*true)

    def _scale(self, x: Floats, y: Floats) -> Floats:
        """Units of the grid's CRS in a unit of the fixed one, at places of that: the root of the ratio of areas."""
        if self.grid_crs == self.fixed_crs:
            return np.ones_like(x)
        # A step that is small on Earth and large beside the rounding of coordinates, in degrees or in metres.
        step = 1e-4 if self.fixed_crs is not None and self.fixed_crs.is_geographic else 10.0
        here, east, north = (np.stack(project(self.fixed_crs, self.grid_crs, x + dx, y + dy))
                             for dx, dy in ((0.0, 0.0), (step, 0.0), (0.0, step)))
        across, up = (east - here) / step, (north - here) / step
        return np.asarray(np.sqrt(np.abs(across[0] * up[1] - across[1] * up[0])))


def write_displacement(path: str | os.PathLike[str], field: DisplacementField, grid: Grid, *,
                       tags: Mapping[str, str] | None = None) -> None:
    """Write a field onto ``grid``, or onto one so much coarser that it has at most ``LONGEST`` pixels along a side.

    A cloud-optimised GeoTIFF. Raises InputError where the folder cannot take the file, OutputError where it cannot be
    written whole.
    """
    # By whole pixels: those of the field then cover whole pixels of the output.
    factor = int(np.ceil(max(grid.shape) / LONGEST))
    coarse = grid if factor == 1 else grid.scaled(factor)
    with creating(path, coarse, count=3, dtype="float32", nodata=float("nan"), format="cog", tags=tags) as out:
        for band, name in enumerate(BANDS_IN_PIXELS if _is_pixels(grid) else BANDS, 1):
            out.set_band_description(band, name)
        out.units = ("pixel" if _is_pixels(grid) else _unit(coarse.crs),) * 3
        for window, values in _rows(field, coarse):
            out.write(values, window=window)


def _rows(field: DisplacementField, grid: Grid) -> Iterator[tuple[Window, NDArray[np.float32]]]:
    """The field by rows of tiles, each (3, rows, columns), at the pixels' centres."""
    for top in range(0, grid.height, TILE):
        height = min(TILE, grid.height - top)
        col, row = np.meshgrid(np.arange(grid.width) + 0.5, np.arange(top, top + height) + 0.5)
        x, y = grid.to_world(col.ravel(), row.ravel())
        values = np.stack(field(x, y)).reshape(3, height, grid.width).astype(np.float32)
        yield Window(0, top, grid.width, height), values


def _is_pixels(grid: Grid) -> bool:
    return grid.crs is None and grid.transform.is_identity


def _unit(crs: CRS | None) -> str:
    if crs is None:
        return "unit"
    return "degree" if crs.is_geographic else str(crs.units_factor[0] or "unit").lower()
