"""Heights at places, from an elevation model on any grid."""

from __future__ import annotations

import os

import numpy as np
from rasterio.crs import CRS

from .._typing import Floats
from ..errors import GeoreferenceError, Sentence
from .raster import Raster, open_raster

# Pixels of a model that are read: a larger one is averaged, which hardly changes heights.
MAX_PIXELS = 4_000_000


def require_heights(path: str | os.PathLike[str], crs: CRS | None) -> None:
    """Raise RasterError or GeoreferenceError if ``heights_at`` could not use a model for places of a CRS."""
    with open_raster(path, role="elevation model") as model:
        _require_way(model, crs)


def _require_way(model: Raster, crs: CRS | None) -> None:
    if (model.grid.crs is None) != (crs is None):
        raise GeoreferenceError(
            Sentence("The elevation model {path} has no CRS, and the reference has one; use a model that lies where "
                     "the reference does.", path=model.path) if model.grid.crs is None else
            Sentence("The elevation model {path} has a CRS, and the reference has none; use a model that lies where "
                     "the reference does.", path=model.path))


def heights_at(path: str | os.PathLike[str], crs: CRS | None, x: Floats, y: Floats) -> Floats:
    """Heights (n,) at places x, y (n,) of a CRS, linearly between pixel centres; NaN where the model has none.

    Raises RasterError if the model cannot be read, GeoreferenceError if there is no way between its CRS and the other.
    """
    from scipy.ndimage import map_coordinates

    with open_raster(path, role="elevation model") as model:
        grid = model.grid
        _require_way(model, crs)
        col, row = grid.to_pixel(*grid.world_of(crs, x, y))
        near = (col > -1) & (row > -1) & (col < grid.width + 1) & (row < grid.height + 1)
        heights = np.full(len(x), np.nan)
        if not near.any():
            return heights
        box = (max(0.0, np.floor(col[near].min()) - 1), max(0.0, np.floor(row[near].min()) - 1),
               min(float(grid.width), np.ceil(col[near].max()) + 1),
               min(float(grid.height), np.ceil(row[near].max()) + 1))
        factor = max(1.0, float(np.sqrt((box[2] - box[0]) * (box[3] - box[1]) / MAX_PIXELS)))
        part = model.read_band(0, box, factor)
    values = np.where(part.valid, part.values, np.float32("nan"))
    col, row = part.grid.to_pixel(*part.grid.world_of(crs, x[near], y[near]))
    # Pixel centres lie at halves; beyond the outermost ones there is nothing to interpolate between.
    heights[near] = map_coordinates(values, [row - 0.5, col - 0.5], order=1, mode="constant", cval=np.nan)
    return heights
