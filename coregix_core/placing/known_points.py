"""Known points: pairs of places that a person found, from which an alignment starts and against which it is checked."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, replace

import numpy as np
from affine import Affine
from rasterio.crs import CRS

from .._typing import Floats
from ..errors import InputError, Sentence
from ..findings import KnownPoints, Placement
from ..fitting import Fit, determined, fit, mirrored, to_homography, to_transform
from ..geometry import AffineTransform, Frame, Grid, Transform, apply_affine, intersection, projected_bounds
from ..io import Raster, read_points
from .stray_points import stray_point
from .whereabouts import placement_on

log = logging.getLogger("coregix_core")

# x, y in the fixed CRS, and the columns and rows that show them; (n,) each.
_Places = tuple[Floats, Floats, Floats, Floats]

CONTROL_POINTS = "control_points"
"""By what a raster was found whose own file has ground control points and no other georeference."""

# Points that a model takes. Three fix an affine and four a homography, but then a slip in one goes wholly into it.
_ENOUGH = {"translation": 1, "rigid": 2, "similarity": 2, "affine": 4, "homography": 6}

# Models that start as another one.
_START = {"auto": "affine", "local": "affine", "homography": "affine"}

# Width of the points' cloud over its length below which they count as lying in one line: an error of a point would
# shear the raster fifty times as much.
_THIN = 0.02

# Root mean square (pixels) from which on points speak of a slip, or of a model that cannot carry them.
_FAR = 20.0


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
        # Points may be off, and say nothing of the places between them.
        return shown + max(right - left, top - bottom) / 2

    def start(self, frame: Frame, model: str) -> AffineTransform:
        """The transform through the points: the richest that they carry and ``model`` allows, fitted robustly.

        Points in one line carry no affine, and those of one place a translation alone. Raises InputError where it is
        none that two images of one place can have.
        """
        # An affine as a start commits to nothing: the tie points choose the model.
        richest = _START.get(model, model)
        simpler = {"affine": "similarity", "similarity": "translation", "rigid": "translation"}
        places = frame.to_frame(self.x, self.y)
        while self.x.size < _ENOUGH[richest] or not _apart(places, richest):
            richest = simpler[richest]
        if richest in ("rigid", "similarity") and mirrored(places, frame.to_frame(self.shown_x, self.shown_y)):
            raise _turned_over(self.path)
        found = self._fit(richest, frame)
        self._warn_of_slips(frame, to_transform(found, frame))
        area = abs(float(np.linalg.det(found.matrix)))
        # A point file of another raster gives almost any matrix; a wrong scale shows that at once.
        if not 0.5 < area < 2:
            raise InputError(Sentence("{path}: by the known points the source's area is off by a factor of "
                                      "{area:.3g}; give the point file that was made for this pair.", path=self.path,
                                      area=area))
        return to_transform(found, frame)

    def _warn_of_slips(self, frame: Frame, fitted: AffineTransform) -> None:
        """Warn of points that lie far from the transform fitted to them, of which none could be left out."""
        rmse_px = self.residual(frame, fitted).rmse_px
        if rmse_px > _FAR:
            log.warning(Sentence("The known points of {path} lie {rmse_px:.1f} px (rmse) from the transform fitted to "
                                 "them ({model}); check them.", path=self.path, rmse_px=rmse_px, model=fitted.model))

    def given(self, frame: Frame, model: str) -> Transform:
        """The transform through the points where they alone say what it is: as ``start``, or a homography.

        Raises InputError for points that determine no homography, and as ``start``.
        """
        if model != "homography":
            return self.start(frame, model)
        if self.x.size < _ENOUGH[model]:
            raise InputError(Sentence("The number of points of {path} that are enabled is {count}, and a homography "
                                      "takes {enough} or more; set more of them, or choose an affine.", path=self.path,
                                      count=self.x.size, enough=_ENOUGH[model]))
        if not determined(model, frame.to_frame(self.x, self.y)):
            raise InputError(Sentence("The points of {path} lie in one line, or nearly, and a homography takes four of "
                                      "which no three do; set more of them, or choose an affine.", path=self.path),
                             parameter="known_points", value=self.path)
        return to_homography(self._fit(model, frame), frame)

    def _fit(self, model: str, frame: Frame) -> Fit:
        fixed_points, moving_points = frame.to_frame(self.x, self.y), frame.to_frame(self.shown_x, self.shown_y)
        count, middle = len(fixed_points), fixed_points.mean(0)
        # About the middles of both: beside a shift of a hundred kilometres the matrix would be lost in the sums.
        shift = moving_points.mean(0) - middle
        # Nothing is known of how exactly each point was set: all count alike.
        found = fit(model, fixed_points, moving_points - shift, np.tile(np.eye(2), (count, 1, 1)),
                    np.ones(count, bool), middle)
        return replace(found, shift=found.shift + shift)

    def residual(self, frame: Frame, transform: Transform) -> KnownPoints:
        """How far the points lie from where ``transform`` puts them."""
        gap = frame.to_frame(*transform(self.x, self.y)) - frame.to_frame(self.shown_x, self.shown_y)
        rmse = float(np.sqrt((gap**2).sum(1).mean()))
        return KnownPoints(int(self.x.size), rmse, rmse * frame.pixel)


def read_known(path: str | os.PathLike[str], moving: Grid, own: Grid, fixed: Grid, model: str = "auto") -> Known:
    """The enabled points of a .points file of QGIS's Georeferencer, made for the moving raster.

    One that contradicts all others is left out, with a warning, unless ``model`` is a homography.
    ``moving`` is where that raster is taken to lie; ``own`` is its file's grid, in which the points were set.

    Raises InputError where the file cannot be used or was made for another raster.
    """
    x, y, col, row = _places_and_pixels(path, own, fixed, model, tell=True)
    known = Known(os.fspath(path), x, y, *fixed.world_of(moving.crs, *moving.to_world(col, row)))
    if not (np.isfinite(known.shown_x).all() and np.isfinite(known.shown_y).all()):
        raise _nowhere(path)
    return known


def place_by_points(path: str | os.PathLike[str], own: Grid, fixed: Grid, model: str) -> tuple[Grid, Placement]:
    """The moving raster's grid in the fixed CRS by known points alone, whatever its ``own`` grid says.

    By least squares, without regard to the sizes of the points' errors: it is a start. An affine if there are points
    enough and ``model`` allows it, else a similarity.

    Raises InputError for points that place no raster, or would mirror it.
    """
    places = _places_and_pixels(path, own, fixed, model)
    grid = _placed(os.fspath(path), places, own, fixed, model)
    return grid, placement_on(grid, "points", len(places[0]), None)


def place_by_control_points(moving: Raster, fixed: Grid) -> tuple[Grid, Placement, float]:
    """The moving raster's grid in the fixed CRS by its file's own control points, as ``place_by_points``.

    With how far off it the points lie (pixels of the moving raster, root mean square). One that contradicts all others
    is left out, with a warning. Raises InputError as that does, and where the points have no place in the fixed CRS.
    """
    points, own = moving.control_points, moving.grid
    assert points is not None
    x, y = fixed.world_of(points.crs or fixed.crs, points.x, points.y)
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise _nowhere(moving.path)
    x, y, col, row = _without_stray(moving.path, (x, y, *points.pixels(own)), fixed, tell=True)
    grid = _placed(moving.path, (x, y, col, row), own, fixed, "affine")
    off = np.subtract(grid.to_pixel(x, y), (col, row))
    return grid, placement_on(grid, CONTROL_POINTS, len(x), None), float(np.sqrt((off**2).sum(0).mean()))


def _placed(path: str, places: _Places, own: Grid, fixed: Grid, model: str) -> Grid:
    """The grid in the fixed CRS on which ``own`` pixels lie nearest to their places."""
    from skimage.transform import estimate_transform

    x, y, col, row = places
    start = "affine" if len(x) >= _ENOUGH["affine"] and _START.get(model, model) == "affine" else "similarity"
    # In pixels of the fixed raster: in degrees, a similarity of pixels is none of coordinates. Those of a raster whose
    # rows run the other way are counted the other way, as nothing is mirrored by that.
    pixels = fixed.transform if fixed.transform.determinant < 0 else fixed.transform * Affine.scale(1, -1)
    shown_at, true_at = np.stack([col, row], 1), np.stack(apply_affine(~pixels, x, y), 1)
    if not _apart(shown_at, start):
        raise InputError(Sentence("{path} places no raster: give two points or more that lie apart, and of {enough} "
                                  "or more not all in one line.", path=path, enough=_ENOUGH["affine"]),
                         parameter="known_points", value=path)
    matrix = np.asarray(estimate_transform(start, shown_at, true_at).params, float)
    if np.linalg.det(matrix[:2, :2]) <= 0:
        raise _turned_over(path)
    grid = Grid(fixed.crs, pixels * Affine(*matrix[:2].ravel()), own.width, own.height)
    if intersection(grid.bounds, fixed.bounds) is None:
        raise InputError(Sentence("{path} places the source outside the reference, around {x:.12g}, {y:.12g}; check "
                                  "the points' places, and the CRS in which they are given.", path=path,
                                  x=grid.middle[0], y=grid.middle[1]), parameter="known_points", value=path)
    return grid


def _apart(points: Floats, model: str) -> bool:
    """Whether points (n, 2), in pixels, lie far enough from each other, and from one line, for a model of them."""
    if model == "translation":
        return True
    return _spread(points) >= 1.0 and (model != "affine" or _spread(points, 1) >= _THIN * _spread(points))


def _spread(points: Floats, axis: int = 0) -> float:
    """Length of the points' cloud along its longest axis, or across (1), as a standard deviation."""
    return float(np.linalg.svd(points - points.mean(0), compute_uv=False)[axis] / np.sqrt(len(points)))


def _places_and_pixels(path: str | os.PathLike[str], own: Grid, fixed: Grid, model: str, *, tell: bool = False
                       ) -> _Places:
    """x, y of the enabled points in the fixed CRS, and the column and row of each in the moving raster; (n,) each.

    Without a point that contradicts all others; a warning names it if ``tell``.
    """
    points = read_points(path)
    # In the Georeferencer, people disable points that they found to be wrong.
    use = points.enabled
    if not use.any():
        raise InputError(Sentence("{path} holds no point that is enabled; enable some in QGIS's Georeferencer.",
                                  path=os.fspath(path)))
    x, y = fixed.world_of(points.crs or fixed.crs, points.x[use], points.y[use])
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise _nowhere(path)
    col, row = points.pixels(own)
    places = x, y, col[use], row[use]
    # A tilted view is no affine: a good point in its corner would contradict the others.
    return places if model == "homography" else _without_stray(os.fspath(path), places, fixed, tell=tell)


def _without_stray(path: str, places: _Places, fixed: Grid, *, tell: bool) -> _Places:
    """The places without the one that contradicts all others, if there is one; a warning names it if ``tell``."""
    x, y, col, row = places
    stray = stray_point(np.stack([col, row], 1), np.stack(apply_affine(~fixed.transform, x, y), 1))
    if stray is None:
        return places
    number, off_px = stray
    if tell:
        log.warning(Sentence("{path}: the point at {x:.12g}, {y:.12g} lies {off_px:.0f} pixels of the reference from "
                             "where all others put it, and is left out; correct it or disable it.",
                             path=path, x=x[number], y=y[number], off_px=off_px))
    left = np.arange(x.size) != number
    return x[left], y[left], col[left], row[left]


def _nowhere(path: str | os.PathLike[str]) -> InputError:
    return InputError(Sentence("{path}: some points have no place in the reference's CRS; check that of the file.",
                               path=os.fspath(path)))


def _turned_over(path: str | os.PathLike[str]) -> InputError:
    # Of a scan nothing but the points says so, and a slip in those is likelier than a mirror image.
    return InputError(Sentence("The points of {path} turn the other way in the source than in the reference; check "
                               "whether x and y, or the signs of the rows, are exchanged. If the source itself is a "
                               "mirror image, flip it in an image editor first.", path=os.fspath(path)),
                      parameter="known_points", value=path)
