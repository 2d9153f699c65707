"""The uncertainty of a transform place by place: what tie points hold is known better than what lies beyond them.

A model that is fitted to points errs by the leverage of a place among them (Hoaglin and Welsch 1978); a field is a
guess where no point is near. A model's uncertainty is scaled so that its mean square over the area is that of
the whole; a field's is that of the whole where it is held.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .._typing import Floats
from ..fitting import jacobian
from ..geometry import Transform
from .evidence import places_of
from .stages import Outcome
from .uncertainty import unsupported_at

FEWEST = 6
"""Tie points below which they say nothing of where the transform is known better."""


def ce90_at(outcome: Outcome) -> Callable[[Floats, Floats], Floats]:
    """A function of places x, y (n,) in the fixed CRS: the CE90 (n,) of the transform there, in units of that CRS.

    NaN everywhere if there is no uncertainty of the whole.
    """
    pair, found = outcome.pair, outcome.assessment
    points = found.tie_points
    controls = pair.frame.to_frame(points.x[points.inlier], points.y[points.inlier])
    whole = float("nan") if found.uncertainty_ce90_px is None else found.uncertainty_ce90_px
    if len(controls) < FEWEST:
        return lambda x, _: np.full(np.shape(x), whole * pair.frame.pixel)
    area = places_of(pair)

    def at(x: Floats, y: Floats) -> Floats:
        places = pair.frame.to_frame(x, y)
        if outcome.transform.model == "local":
            squares = _of_field(outcome, controls, area, places, whole)
        else:
            model = outcome.transform.model
            squares = whole**2 * leverage(model, controls, places) / leverage(model, controls, area).mean()
        return np.asarray(np.sqrt(squares) * pair.frame.pixel)

    return at


def leverage(model: str, controls: Floats, places: Floats) -> Floats:
    """Variance (m,) of a fitted model at ``places`` (m, 2), in units of that amid the ``controls`` (n, 2)."""
    about = places - controls.mean(0)
    if model == "homography":
        return _designed(model, controls - controls.mean(0), about)
    if model == "affine":
        inverse = np.linalg.pinv(np.cov((controls - controls.mean(0)).T, bias=True))
        return np.asarray(1 + np.einsum("mi,ij,mj->m", about, inverse, about))
    if model in ("rigid", "similarity"):
        return np.asarray(1 + (about**2).sum(1) / max(float(controls.var(0).sum()), 1e-12))
    return np.ones(len(places))


def _designed(model: str, controls: Floats, places: Floats) -> Floats:
    """The same by the model's own derivatives, about the middle of the points."""
    # Of order 1, whose squares and fourth powers are so as well.
    size = max(float(np.abs(controls).max()), 1e-9)
    points, at = (jacobian(model, of / size, np.eye(2)) for of in (controls, places))
    inverse = np.linalg.pinv(np.einsum("nik,nil->kl", points, points) / len(controls))
    return np.asarray(np.einsum("mik,kl,mil->m", at, inverse, at) / 2)


def _of_field(outcome: Outcome, controls: Floats, area: Floats, places: Floats, whole: float) -> Floats:
    """Squares of a field's CE90: that of the whole where points hold it, and growing with the distance from them.

    Nowhere less than the whole: of made-up waves and hills, nine of ten pixels near tie points err by up to that, and
    less than half of it was stated too often (``bench/displacement.py``).
    """
    field = _displacement(outcome.transform, outcome, controls)
    guess = unsupported_at(controls, field, area)
    # The whole counts places without support as they are on average; beyond that they are on their own.
    beyond = unsupported_at(controls, field, places) ** 2 - float((guess**2).mean())
    return np.asarray(whole**2 + np.maximum(beyond, 0.0))


def _displacement(transform: Transform, outcome: Outcome, places: Floats) -> Floats:
    frame = outcome.pair.frame
    return frame.to_frame(*transform(*frame.to_world(places))) - places
