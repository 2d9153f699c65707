"""Points from one CRS to another, by PROJ."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from rasterio.crs import CRS, CPLE_BaseError
from rasterio.errors import CRSError
from rasterio.warp import transform as transform_points

from .._typing import Floats
from ..errors import GeoreferenceError, Sentence
from .points import points

# rasterio lets errors of GDAL through in places; of its public modules this one alone has a name for them.
GDAL_ERROR = CPLE_BaseError


def project(source: CRS | None, target: CRS | None, x: ArrayLike, y: ArrayLike, *,
            near: float | Floats | None = None) -> tuple[Floats, Floats]:
    """Points from one CRS to another; points that have no image become inf.

    Longitudes come out within half a turn of ``near`` where that is given: a raster across the antimeridian goes on
    beyond 180 degrees, where PROJ begins anew at -180.

    Raises GeoreferenceError where there is no way from the one CRS to the other.
    """
    x, y = points(x, y)
    # Without PROJ the coordinates stay bit for bit what they were.
    if source == target:
        return _unwrapped(target, x, near), y
    if source is None or target is None:
        raise GeoreferenceError("One raster has a CRS and the other has none; give both or neither a CRS.")
    try:
        px, py = _projected(source, target, x.ravel(), y.ravel())
    except CRSError as error:
        raise GeoreferenceError(Sentence("There is no way from {source} to {target}: {error}.", source=source,
                                         target=target, error=error)) from error
    return _unwrapped(target, np.reshape(px, x.shape), near), np.reshape(py, y.shape)


def _unwrapped(crs: CRS | None, x: Floats, near: float | Floats | None) -> Floats:
    """Longitudes within half a turn of ``near``; other coordinates, and those that are there, as they are."""
    if near is None or crs is None or not crs.is_geographic:
        return x
    with np.errstate(invalid="ignore"):  # a place that there is not (inf) has no turns
        turns = np.where(np.isfinite(x), np.rint((x - near) / 360.0), 0.0)
    return x - 360.0 * turns if turns.any() else x


def _projected(source: CRS, target: CRS, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Points (n,) from one CRS to another, inf where they have no image."""
    try:
        px, py = transform_points(source, target, x, y)
    except GDAL_ERROR:
        # rasterio refuses all points for one that fails: halve until that one is alone.
        if x.size == 1:
            return np.full(1, np.inf), np.full(1, np.inf)
        half = x.size // 2
        first, second = _projected(source, target, x[:half], y[:half]), _projected(source, target, x[half:], y[half:])
        return np.concatenate([first[0], second[0]]), np.concatenate([first[1], second[1]])
    return np.asarray(px, float), np.asarray(py, float)
