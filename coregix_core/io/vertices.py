"""Where places truly lie that were digitised on the moving raster."""

from __future__ import annotations

import logging

import numpy as np
from rasterio.crs import CRS

from .._typing import Floats
from ..errors import GeoreferenceError, Sentence
from ..geometry import project
from .saved_transform import SavedTransform

log = logging.getLogger("coregix_core")


def crs_of_true(crs: CRS | None, saved: SavedTransform) -> CRS | None:
    """The CRS in which true places of vectors in ``crs`` are written: their own, and of pixels the fixed one."""
    return saved.fixed_crs if crs is None and saved.placed else crs


def true_vertices(x: Floats, y: Floats, crs: CRS | None, saved: SavedTransform) -> tuple[Floats, Floats]:
    """True places (n,) of vertices (n,) in ``crs``, in the CRS of ``crs_of_true``.

    Vectors of a raster without georeference are in its pixels, whatever CRS their file has to name; rows may be counted
    downward to negative numbers, as QGIS shows them.

    Raises GeoreferenceError where vertices have no place in the fixed CRS, or are none of the moving raster.
    """
    shown = _of_placed(x, y, crs, saved) if saved.placed else _of_trusted(x, y, crs, saved)
    if not np.isfinite(shown).all():
        raise GeoreferenceError(Sentence("Some vertices have no place in {crs}; leave them out, or check the "
                                         "CRS of the vectors.", crs=saved.fixed_crs))
    # A layer may hold no vertices at all.
    true = saved.transform.inverse(*shown) if x.size else (x, y)
    _warn_of_extrapolation(saved, *true)
    # On the vectors' own side of the antimeridian, unless their numbers are no longitudes.
    return project(saved.fixed_crs, crs_of_true(crs, saved), *true, near=None if saved.placed else x)


def _of_trusted(x: Floats, y: Floats, crs: CRS | None, saved: SavedTransform) -> tuple[Floats, Floats]:
    """Shown places of vertices on a raster whose georeference was trusted."""
    # Pixels cannot be distinguished from metres without a CRS.
    if (crs is None) != (saved.fixed_crs is None):
        raise GeoreferenceError("Of the vectors and the transform, one has a CRS and the other has none; give the "
                                "vectors the CRS of the raster that they were digitised on.")
    return project(crs, saved.fixed_crs, x, y, near=saved.shown_near)


def _of_placed(x: Floats, y: Floats, crs: CRS | None, saved: SavedTransform) -> tuple[Floats, Floats]:
    """Shown places of vertices on a raster that was placed: the numbers of its own file."""
    if not saved.in_pixels:
        own = saved.moving
        return (x, y) if crs is None or own.crs is None else project(crs, own.crs, x, y, near=own.middle[0])
    if crs is not None and _lie_on_the_ground(x, y, crs, saved):
        raise GeoreferenceError(
            "The transform was measured on a raster without a georeference, and the vectors lie at true places "
            "already. Vectors of such a raster are in its pixels; save them without a CRS.")
    # Rows below the first are negative where y points up; what was drawn around the image goes beyond its first row.
    return x, -y if y.size and y.min() + y.max() < 0 else y


def _lie_on_the_ground(x: Floats, y: Floats, crs: CRS, saved: SavedTransform) -> bool:
    """Whether any vertex lies in the area in which the transform was measured, by the CRS of the vectors."""
    left, bottom, right, top = saved.extent
    px, py = project(crs, saved.fixed_crs, x, y, near=(left + right) / 2)
    return bool(((px >= left) & (px <= right) & (py >= bottom) & (py <= top)).any())


def _warn_of_extrapolation(saved: SavedTransform, x: Floats, y: Floats) -> None:
    left, bottom, right, top = saved.extent
    outside = int(((x < left) | (x > right) | (y < bottom) | (y > top)).sum())
    # Told and not refused: a translation holds beyond its area, and a person may know that.
    if outside:
        log.warning(Sentence("{outside} of {count} vertices lie outside the area in which the transform was measured.",
                             outside=outside, count=x.size))
