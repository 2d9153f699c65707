"""How far richer models would put places elsewhere that were not taken, as noise nearly hides what they add.

A turn or a scale below what shows beyond doubt is left out, and the covariance of the model that is taken knows nothing
of it. So each richer model counts by the evidence for it beside the one taken (Schwarz 1978): the mean over models is
what is known of a place, whichever of them is right (Hoeting et al. 1999).
"""

from __future__ import annotations

import numpy as np

from .._typing import Floats
from ..fitting import Fit, carried, fit
from ..geometry import AFFINE, FREEDOM
from ..pairing import Solution
from .trend import monomials
from .uncertainty import CLUSTERS

# Weight of a point in the fit from which on it agrees.
_AGREES = 0.3


def left_open(solution: Solution, seen: float, area: Floats, places: Floats) -> Floats:
    """Mean squares (m,) of how far places (m, 2) lie from where a model puts them by what it leaves out.

    In square pixels of the frame; ``area`` (k, 2) are places all over it, ``seen`` is the share of a fit's variance
    that its covariance shows. 0 of a model that no points carry a richer one than.
    """
    taken = solution.fit
    richer = [] if taken is None else _richer(solution, taken)
    if taken is None or not richer:
        return np.zeros(len(places))
    odds = [0.0, *(_evidence(other, taken, seen, area) for other in richer)]
    share = np.exp(np.array(odds) - max(odds))
    total = np.zeros(len(area))
    for weight, other in zip((share / share.sum())[1:], richer, strict=True):
        more = (other.error_at(area) ** 2 - taken.error_at(area) ** 2) / seen
        total += weight * (((other(area) - taken(area)) ** 2).sum(1) + more)
    # Affine models differ by one, and err by a square: all of it is of second degree, and known by a few places.
    middle, half = area.mean(0), np.maximum(np.ptp(area, axis=0) / 2, 1e-9)
    surface = np.linalg.lstsq(monomials((area - middle) / half, 2), total, rcond=None)[0]
    return np.asarray(np.maximum(monomials((places - middle) / half, 2) @ surface, 0.0))


def _richer(solution: Solution, taken: Fit) -> list[Fit]:
    """The models with more parameters that the points carry, fitted to the same ones."""
    if taken.model not in AFFINE or solution.looked is None:
        return []
    points = solution.looked[1].kept()
    agree = taken.weights > _AGREES if len(taken.weights) == len(points.fixed) else np.ones(len(points.fixed), bool)
    return [fit(model, points.fixed, points.moving, points.information, agree, taken.centre)
            for model in AFFINE[AFFINE.index(taken.model) + 1:] if carried(model, agree, points.fixed)]


def _evidence(other: Fit, taken: Fit, seen: float, area: Floats) -> float:
    """Logarithm of the odds of a richer model: half of what it explains less its price (Schwarz 1978)."""
    more = FREEDOM[other.model] - FREEDOM[taken.model]
    # By how many parameters there are, and not by the difference of two covariances: of few clusters that is anything.
    by_chance = (other.error_at(area) ** 2).mean() / seen * more / FREEDOM[other.model]
    explained = ((other(area) - taken(area)) ** 2).sum(1).mean() / max(by_chance, 1e-18)
    # Neighbours err together: clusters are what is counted.
    return float(more * (explained - np.log(CLUSTERS**2)) / 2)
