"""Known points: pairs of places that a person found, from which an alignment starts and against which it is checked."""

from __future__ import annotations

import os
from dataclasses import dataclass

import numpy as np
from rasterio.crs import CRS

from .._typing import Floats
from ..errors import InputError
from ..findings import KnownPoints
from ..fitting import fit
from ..geometry import AffineTransform, Frame, Grid, Transform, projected_bounds
from ..io import Raster, read_points
from .tie_point_solve import to_transform

_ENOUGH = {"translation": 1, "rigid": 2, "similarity": 2, "affine": 4}
"""Points that a model's start takes. Three fix an affine, but then a slip in one goes wholly into it."""


@dataclass(frozen=True)
class Known:
    """True places ``x``, ``y`` and the places where the moving raster shows them; (n,), all in the fixed CRS."""

    path: str
    x: Floats
    y: Floats
    shown_x: Floats
    shown_y: Floats

    def reach(self, moving: Grid, crs: CRS | None) -> float:
        """The largest shift to make room for, in CRS units: what the points show, and half the moving image besides."""
        left, bottom, right, top = projected_bounds(moving, crs, near=float(self.x.mean()))
        shown = float(np.hypot(self.shown_x - self.x, self.shown_y - self.y).max())
        # Points may be off, and tell nothing of the places between them.
        return shown + max(right - left, top - bottom) / 2

    def start(self, frame: Frame, model: str) -> AffineTransform:
        """The transform through the points: the richest that they carry and ``model`` allows, fitted robustly.

        Raises InputError where it is none that two images of one place can have.
        """
        # An affine as a start commits to nothing: the tie points choose the model.
        richest = {"auto": "affine", "local": "affine"}.get(model, model)
        simpler = {"affine": "similarity", "similarity": "translation", "rigid": "translation"}
        while self.x.size < _ENOUGH[richest]:
            richest = simpler[richest]
        source, target = frame.to_frame(self.x, self.y), frame.to_frame(self.shown_x, self.shown_y)
        count = len(source)
        # Nothing is known of how exactly each point was set: all count alike.
        found = fit(richest, source, target, np.tile(np.eye(2), (count, 1, 1)), np.ones(count, bool), np.zeros(2))
        area = abs(float(np.linalg.det(found.matrix)))
        # A point file of another raster gives almost any matrix; a wrong scale shows that at once.
        if not 0.5 < area < 2:
            raise InputError(f"{self.path}: by the known points the source's area is off by a factor of {area:.3g}; "
                             "give the point file that was made for this pair.")
        return to_transform(found, frame)

    def residual(self, frame: Frame, transform: Transform) -> KnownPoints:
        """How far the points lie from where ``transform`` puts them."""
        gap = frame.to_frame(*transform(self.x, self.y)) - frame.to_frame(self.shown_x, self.shown_y)
        rmse = float(np.sqrt((gap**2).sum(1).mean()))
        return KnownPoints(int(self.x.size), rmse, rmse * frame.pixel)


def read_known(path: str | os.PathLike[str], moving: Raster, fixed: Raster) -> Known:
    """The enabled points of a .points file of QGIS's Georeferencer, made for the moving raster.

    Raises InputError where the file cannot be used or was made for another raster.
    """
    points, crs = read_points(path), fixed.grid.crs
    # In the Georeferencer, people disable points that they found to be wrong.
    use = points.enabled
    if not use.any():
        raise InputError(f"{os.fspath(path)} holds no point that is enabled; enable some in QGIS's Georeferencer.")
    x, y = fixed.grid.world_of(points.crs or crs, points.x, points.y)
    shown = fixed.grid.world_of(moving.grid.crs, *moving.grid.to_world(*points.pixels(moving.grid)))
    known = Known(os.fspath(path), *(a[use] for a in (x, y, *shown)))
    if not all(np.isfinite(a).all() for a in (known.x, known.y, known.shown_x, known.shown_y)):
        raise InputError(f"{known.path}: some points have no place in the reference's CRS; check the CRS of the file.")
    return known
