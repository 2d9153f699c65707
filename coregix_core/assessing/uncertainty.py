"""How far a transform may be off: the CE90 of its true error over the area, joined from what is known to err.

Scatter shrinks with the number of points; what all points share does not. So the terms are the covariance of the fit,
what an independent measurement finds off in common, what a third one at another scale finds otherwise, what bends and
a parametric model cannot follow, and, of a local field, what pixels still ask for and places that nothing supports.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .._typing import Floats
from ..fitting import Fit, jacobian
from ..geometry import LocalTransform, Transform
from ..matching import local_planes, smooth_part
from ..pairing import RIM, CommonGround, Pair, Solution, moved_by, window_of
from ..search_tree import search_tree
from .criteria import CRITERIA, PLACES
from .evidence import Evidence, places_of
from .few_places import few_places
from .noise import weights
from .steep_field import beyond_field
from .trend import shared_by_neighbours, trend_of
from .unlikeness import unlike

# Degree of the surfaces that a model can follow; 1 of an affine. One that is not free in every slope follows none.
FOLLOWS = {"translation": 0, "rigid": 0, "similarity": 0, "homography": 2}

# Spacing of a field's finest nodes, in pixels of the frame, and of how many at most it has any.
_NODE, _MAX_SAMPLES = 8.0, 60_000

# Clusters along each axis by which a fit gathers the errors of neighbours (``fitting``).
CLUSTERS = 6

# Places along each axis at which it is looked at how far a field may be off that nothing supports.
_UNSEEN = 25


@dataclass(frozen=True)
class Terms:
    """What an uncertainty is made of: root mean squares over the area, in pixels of the frame.

    ``scatter`` and ``covariance`` shrink with the number of points, ``common`` is what an independent measurement
    finds off, ``scales`` what one at another scale finds otherwise, ``unlike`` what images that share so little have
    been off by, ``bend`` what a parametric model leaves, ``copies`` what coarser pixels hide that both images copy,
    ``aside`` how far the images lie aside at coarser scales or by some of their detail, ``field`` how far pixels would
    bend a local field, ``unsupported`` what it may do where there are no tie points, and ``relief`` what ground as
    rough as the field may do between its nodes.
    """

    floor: float = CRITERIA.floor_px
    scatter: float = 0.0
    covariance: float = 0.0
    common: float = 0.0
    scales: float = 0.0
    unlike: float = 0.0
    bend: float = 0.0
    copies: float = 0.0
    aside: float = 0.0
    field: float = 0.0
    unsupported: float = 0.0
    relief: float = 0.0

    @property
    def ce90(self) -> float:
        """The terms as one: they err independently of each other."""
        return float(np.sqrt(np.square(list(vars(self).values())).sum()))

    @property
    def of_images(self) -> float:
        """The same of how well the two images lie on each other: without what relief does to the ground in both."""
        return replace(self, relief=0.0).ce90


def terms_of(pair: Pair, transform: Transform, evidence: Evidence, solution: Solution | None) -> Terms:
    """The terms of the uncertainty of ``transform``, by what was measured under it."""
    # Over the whole area and not at the tie points: where there are none, the model is least certain.
    places, common = places_of(pair), evidence.common()
    # By the median: the largest residuals are places that changed, of which the fit took no notice.
    spread = float(np.median(np.hypot(*evidence.residual[evidence.stable].T)))
    found = {"scatter": CRITERIA.scatter * spread, "common": _common(evidence, common, places),
             "scales": _scales(evidence, common, places), "unlike": unlike(pair, evidence, solution),
             "copies": CRITERIA.copies * evidence.copies}
    if transform.model == "local":
        # A field errs differently from place to place, and by less than windows are wide: pixels show how far.
        # Where noise leaves only coarser images to measure in, places are known in their pixels.
        doubt = 0.0 if solution is None else CRITERIA.field * evidence.level * solution.doubt
        found |= {"floor": CRITERIA.field_floor_px, "field": doubt,
                  "unsupported": max(_unsupported(pair, transform, evidence), beyond_field(pair, transform, evidence),
                                     _unseen(pair, transform, evidence, doubt)),
                  "relief": relief_of(pair, transform)}
    else:
        # The fit's covariance is that of a parametric model; of a field, and of none, it says nothing.
        fitted = None if solution is None or transform.model == "identity" else solution.fit
        covariance = 0.0 if fitted is None else _rms(fitted.error_at(places))
        times = CRITERIA.perspective if transform.model == "homography" else CRITERIA.covariance / _seen(solution)
        bend = max(_bend(evidence, places, transform.model), _lacked(common, places, transform.model),
                   CRITERIA.blurred * evidence.relief, evidence.parted, evidence.hills)
        found |= {"covariance": times * covariance, "bend": bend}
    if evidence.departure is not None and evidence.departure.bends:
        # What bends away from a field is not held by it either; windows blur the steepest.
        found["bend"] = max(found.get("bend", 0.0), CRITERIA.steep * evidence.departure.rms)
    terms = Terms(**found)
    # Ground that bends lies aside at coarse scales as well, and is stated already.
    aside = evidence.way_aside if max(evidence.aside, evidence.turned) > terms.ce90 else 0.0
    return replace(terms, aside=max(aside, evidence.second_displacement))


def aside_of(pair: Pair, transform: Transform, evidence: Evidence, solution: Solution | None) -> float:
    """The part of the CE90 (pixels) for images that lie aside by some of their detail; 0 if none do."""
    return terms_of(pair, transform, evidence, solution).aside


def _seen(solution: Solution | None) -> float:
    """How much of a fit's standard error its clusters see: of few points in small images, a third."""
    if solution is None or solution.looked is None:
        return 1.0
    level, points = solution.looked
    found = points.kept().fixed
    return float(np.sqrt(seen_share(found, window_of(solution.proxy) * level))) if len(found) else 1.0


def seen_share(points: Floats, window: float) -> float:
    """Share of a fit's variance that its clusters see: neighbours in different ones share pixels as well.

    Errors of windows are alike by how much of each other they hold, so that along an axis with clusters of side L the
    pairs within one cluster hold 1 - w / 3L of all that is alike within w.
    """
    ratio = np.maximum(np.ptp(points, axis=0) / CLUSTERS / (PLACES.taper * window), 1e-3)
    return float(np.prod(np.where(ratio < 1, ratio * (1 - ratio / 3), 1 - 1 / (3 * np.maximum(ratio, 1)))))


def _common(evidence: Evidence, common: Fit | None, places: Floats) -> float:
    """What the independent measurement finds off in common, and how well it knows that."""
    if common is None:
        return 0.0
    off, doubt = _rms(common(places) - places), _rms(common.error_at(places))
    return common_part(evidence) * off + CRITERIA.common_doubt * doubt


def common_part(evidence: Evidence) -> float:
    """Part that counts of what a measurement finds off in common: all, if it saw the ground in the tones of one image.

    The solve did not, and errs by more.
    """
    return 1.0 if evidence.toned else CRITERIA.common


def _scales(evidence: Evidence, common: Fit | None, places: Floats) -> float:
    """By how much the two measurements differ: shadows, seasons and layover look otherwise at another scale."""
    second = evidence.second
    if second is None or common is None:
        return 0.0
    other = second.common()
    # What could not confirm the first measurement is no confirmation: it may be off by as much as places agree.
    if other is None or not second.convinces:
        return CRITERIA.unconfirmed * evidence.level
    apart = _rms(other(places) - common(places)) ** 2
    # Neither of two that contradict each other is known to be right.
    if np.sqrt(apart) > CRITERIA.near * evidence.level:
        return CRITERIA.contradicted * float(np.sqrt(apart))
    # What both err by at random is no difference of the scales, and the other terms hold it.
    noise = _rms(other.error_at(places)) ** 2 + _rms(common.error_at(places)) ** 2
    return CRITERIA.scales * float(np.sqrt(max(apart - noise, 0.0)))


def _bend(evidence: Evidence, places: Floats, model: str) -> float:
    """What is left of terrain, lenses and attitude under a parametric model, over all of the places.

    That is the smooth part of the residuals; but where much is found again beyond doubt that does not agree with its
    neighbours, the ground is steeper than windows see, and all that was found counts.
    """
    positions, residual = evidence.points.fixed[evidence.stable], evidence.residual[evidence.stable]
    far = evidence.far
    # Ground that moved by itself is beyond the search as well, and no bend of the rest.
    if evidence.motion is not None:
        return CRITERIA.bend * smooth_part(positions, residual)
    trend = trend_of(positions, residual, places, FOLLOWS.get(model, 1), evidence.level, weights=weights(evidence))
    shared = CRITERIA.shared * shared_by_neighbours(positions, trend.rest)
    few = few_places(evidence)
    near = max(CRITERIA.bend * smooth_part(positions, trend.rest), 0.0 if few is None else few.rms,
               # As little of a surface, it is the measurement's own.
               shared if shared > CRITERIA.min_trend * evidence.level else 0.0)
    beyond = 0.0 if far is None else smooth_part(far.points.fixed[far.stable], far.residual[far.stable])
    # A coarse look errs by parts of its pixels: less than half of one was within the reach of the finer look.
    if far is None or beyond <= CRITERIA.beyond * far.level:
        beyond = 0.0
    return max(float(np.hypot(trend.ce90, near)), CRITERIA.bend * beyond, CRITERIA.steep * _steep(evidence))


def _lacked(common: Fit | None, places: Floats, model: str) -> float:
    """What the residuals have in common that a model cannot follow: a turn under a translation, a stretch of one axis.

    Fewer parameters are chosen where the others do not pay, which is no proof that they are none.
    """
    if common is None or model in ("affine", "homography", "identity"):
        return 0.0
    off = common(places) - places
    # All that the model is free in, as moves of the places.
    design = jacobian(model, places - places.mean(0), np.eye(2)).reshape(off.size, -1)
    rest = off.ravel() - design @ np.linalg.lstsq(design, off.ravel(), rcond=None)[0]
    # A mean over many pairs without any of it would be what the measurement errs by.
    beyond = _rms(rest.reshape(off.shape)) ** 2 - _rms(common.error_at(places)) ** 2
    return CRITERIA.lacked * float(np.sqrt(max(beyond, 0.0)))


def _steep(evidence: Evidence) -> float:
    """Root mean square of all residuals that were found beyond doubt; 0 if those places mostly agree.

    Ground that moved by itself is no slope of the rest.
    """
    clear = _clear(evidence)
    if evidence.departure is not None and not evidence.departure.bends:
        clear &= ~evidence.departure.among
    # Clear matches that contradict their neighbours are no wrong ones where they are many: the ground itself is steep.
    apart = int((clear & ~evidence.agree).sum())
    if apart < max(CRITERIA.min_agreeing, CRITERIA.steep_share * clear.sum()):
        return 0.0
    looks = [look for look in (evidence, evidence.far) if look is not None and _clear(look).any()]
    return max(_rms(look.residual[_clear(look)]) for look in looks)


def whole_spread(evidence: Evidence) -> float:
    """CE90 of the residuals at all places that were found, those that clearly disagree with their neighbours included.

    What agrees with nothing and correlates no better than chance does was not found: that is noise, and no ground.
    """
    found = evidence.agree | _clear(evidence)
    return float(np.quantile(np.hypot(*evidence.residual[found].T), 0.9)) if found.any() else 0.0


def _clear(evidence: Evidence) -> NDArray[np.bool_]:
    """Measured places that correlate better than places that were found by chance do."""
    return np.asarray(evidence.measured & (evidence.points.score >= CRITERIA.clear_score))


def _unsupported(pair: Pair, transform: Transform, evidence: Evidence) -> float:
    """How far a field may be off, over the whole area, for places that no tie point is near."""
    points = evidence.points.fixed[evidence.agree]
    field = pair.frame.to_frame(*transform(*pair.frame.to_world(points))) - points
    return _rms(unsupported_at(points, field, evidence.points.fixed[evidence.valid]))


def _unseen(pair: Pair, transform: Transform, evidence: Evidence, doubt: float) -> float:
    """How far a field may be off, over all that the moving raster reaches, for what lies in holes and under clouds."""
    if evidence.ground is None:
        return 0.0
    left, bottom, right, top = pair.area
    x, y = np.meshgrid(*(np.linspace(a, b, _UNSEEN) for a, b in ((left, right), (bottom, top))))
    places = pair.frame.to_frame(x.ravel(), y.ravel())
    places = places[evidence.ground.reaches(places)]
    return float(np.sqrt(squares_unseen(pair, transform, CRITERIA.unseen, CRITERIA.unseen_astray * doubt,
                                        evidence.ground, places).mean()))


def squares_unseen(pair: Pair, field: Transform, times: float, astray: float, ground: CommonGround, places: Floats
                   ) -> Floats:
    """Squares (m,) of what a field may do on the way to places from the nearest ground that both images show.

    It bends so many ``times`` as it does elsewhere over as far, and its slope, as uncertain as itself, leads ``astray``
    by the pixel of the distance. Where it has left its affine farther than on any ground, it is off by that.
    """
    gap = ground.distance(places)
    bends = ground.bends(lambda at: moved_by(pair, field, at), gap, places)
    strays = ground.strays(lambda at: moved_by(pair, field, at) - moved_by(pair, _affine_of(field), at), places)
    return np.asarray((times * bends) ** 2 + (astray * np.maximum(gap - RIM, 0.0)) ** 2 + strays**2 * (gap > 0))


def _affine_of(field: Transform) -> Transform:
    """What a local field is a change of; the transform itself of any other."""
    return field.affine if isinstance(field, LocalTransform) else field


def unsupported_at(points: Floats, field: Floats, places: Floats) -> Floats:
    """How far a field may be off at ``places`` (m, 2): it is a guess where no tie point is near.

    ``points`` (n, 2) are those that agree, ``field`` (n, 2) their displacement. How fast the field bends is known from
    where it is supported; the error of a straight guess grows with the square of the distance, up to what the field
    amounts to at all.
    """
    # What neighbours' planes do not say of a point: how far the field departs from straight within a spacing.
    bends = _rms(field - local_planes(points, field))
    # A deviation each of two places has; what a plane explains, the affine would extrapolate beyond the points as well.
    plane = np.column_stack([points, np.ones(len(points))])
    explained = plane @ np.linalg.lstsq(plane, field, rcond=None)[0]
    bound = np.sqrt(2) * _rms(field - explained)
    tree = search_tree(points)
    spacing = float(np.median(tree.query(points, 2)[0][:, 1]))
    # Pixels speak for the field up to about where windows do.
    beyond = np.maximum(tree.query(places)[0] / spacing - 0.75, 0.0)
    return np.asarray(np.minimum(bends * beyond**2, bound))


def relief_of(pair: Pair, transform: Transform) -> float:
    """What ground as rough as a field may do between its nodes, root mean square in pixels."""
    return CRITERIA.relief * _roughness(pair, transform)


def _roughness(pair: Pair, transform: Transform) -> float:
    """How far a field bends at random within one of its finest nodes, root mean square in pixels.

    Terrain is rough at all scales (Turcotte 1997): what bends a field down to its finest nodes goes on below them, in
    the images, and in the terrain models by which both were rectified. Smooth waves leave next to nothing there.
    """
    left, bottom, right, top = pair.area
    corners = pair.frame.to_frame([left, right], [bottom, top])
    width, height = (float(v) for v in np.ptp(corners, axis=0))
    step = max(_NODE, float(np.sqrt(width * height / _MAX_SAMPLES)))
    cols, rows = (max(2, int(extent / step)) for extent in (width, height))
    x, y = np.meshgrid(np.linspace(left, right, cols), np.linspace(bottom, top, rows))
    field = (pair.frame.to_frame(*transform(x.ravel(), y.ravel())) - pair.frame.to_frame(x.ravel(), y.ravel())
             ).reshape(rows, cols, 2)
    # Edges go, where nothing lies beyond; an image that is all edge says nothing.
    if min(rows, cols) <= 18:
        return 0.0
    # Within one node and within two, where the affine part and slow bends are gone.
    within = [_rms((field - ndimage.gaussian_filter(field, (n, n, 0)))[8:-8, 8:-8].reshape(-1, 2)) for n in (1, 2)]
    # What is smooth bends four times as much within twice the length: only what is more than that is rough.
    return float(np.sqrt(max(within[0] ** 2 - (within[1] / 4) ** 2, 0.0)))


def _rms(values: Floats) -> float:
    """Root mean square of lengths (n,), or of the lengths of vectors (n, 2)."""
    return float(np.sqrt((values**2).sum(-1).mean() if values.ndim > 1 else (values**2).mean()))
