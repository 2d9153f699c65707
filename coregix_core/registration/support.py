"""The uncertainty of a transform place by place: what tie points hold is known better than what lies beyond them.

A solution has what was measured of it (``place_errors``). A transform that a person gave has no more than the
uncertainty of the whole: its mean square over the area is that, and at each place it goes by the leverage of the place
among the tie points (Hoaglin and Welsch 1978).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .._typing import Floats
from ..assessing import Evidence, aside_of, places_of, squares_at
from ..fitting import jacobian
from ..pairing import Solution
from .stages import Outcome

# Tie points below which they say nothing of where the transform is known better.
MIN_PLACES = 6


def ce90_at(outcome: Outcome) -> Callable[[Floats, Floats], Floats]:
    """A function of places x, y (n,) in the fixed CRS: the CE90 (n,) of the transform there, in units of that CRS.

    NaN everywhere if there is no uncertainty of the whole.
    """
    pair, seen, whole = outcome.pair, outcome.seen, outcome.assessment.uncertainty_ce90_px
    known = seen if seen is not None and whole is not None and _says_where(*seen) else None
    moved = outcome.assessment.moved_ground
    # Which of two halves has moved, nobody can tell.
    either = moved.length_px**2 if moved is not None and moved.undecided else 0.0
    if known is not None:
        either += aside_of(pair, outcome.transform, *known) ** 2

    def at(x: Floats, y: Floats) -> Floats:
        places = pair.frame.to_frame(x, y)
        squares = (_of_whole(outcome, places) if known is None
                   else squares_at(pair, outcome.transform, *known, places) + either)
        return np.asarray(np.sqrt(squares) * pair.frame.pixel)

    return at


def _says_where(evidence: Evidence, solution: Solution) -> bool:
    """Whether what was measured says where a solution is known better."""
    return evidence.stable.sum() >= MIN_PLACES and (solution.transform.model == "local" or solution.fit is not None)


def _of_whole(outcome: Outcome, places: Floats) -> Floats:
    """Squares (n,) of a CE90 of which the whole alone is known: as points hold a model that is fitted to them."""
    found, model = outcome.assessment, outcome.transform.model
    points = found.tie_points
    controls = outcome.pair.frame.to_frame(points.x[points.inlier], points.y[points.inlier])
    whole = float("nan") if found.uncertainty_ce90_px is None else found.uncertainty_ce90_px
    if len(controls) < MIN_PLACES:
        return np.full(len(places), whole**2)
    return np.asarray(
        whole**2 * leverage(model, controls, places) / leverage(model, controls, places_of(outcome.pair)).mean())


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
