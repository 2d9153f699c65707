"""What points say of a model and what they do not: by least squares, a line of points fits any shear."""

from __future__ import annotations

import numpy as np

from .._typing import Floats
from .parametric import ROUNDED, determined, fit

# A reflection explains points that leave it less than a quarter of what they leave the best similarity, which has to
# be a tenth of their extent: points that are nearly in one line are their own mirror image.
_BETTER, _LARGE = 0.25, 0.1


def alone(model: str, places: Floats) -> int | None:
    """Index of the one of places (n, 2) without which a ``model`` of them has no one answer; None if there is none.

    Such a point is met exactly, wherever it is said to lie: no other one could tell that it is wrong.
    """
    x = np.column_stack([places - places.mean(0), np.ones(len(places))])
    # How much each point pulls on its own place (Hoaglin and Welsch 1978): one that is alone does so fully.
    pull = np.einsum("ij,ji->i", x, np.linalg.pinv(x))
    most = int(np.argmax(pull))
    return None if determined(model, np.delete(places, most, 0)) else most


def distinct(places: Floats) -> int:
    """How many of places (n, 2) are different ones, beyond what rounding sets apart."""
    x = places - places.mean(0)
    step = max(float(np.abs(x).max()) * 1e-6, ROUNDED * float(np.abs(places).max()), 1e-300)
    return len(np.unique(np.round(x / step), axis=0))


def mirrored(true: Floats, shown: Floats) -> bool:
    """Whether points (n, 2) lie in ``shown`` as in a mirror: no turn and scale explains what a reflection does."""
    here, there = (a - np.median(a, axis=0) for a in (true, shown))
    width, extent = (float(np.median(np.hypot(*a.T))) for a in (here, there))
    if min(width, extent) <= 0:
        return False
    direct, turned_over = (_left(a / width, there / extent) for a in (here, here * (-1, 1)))
    return bool(direct > _LARGE and turned_over < _BETTER * direct)


def _left(true: Floats, shown: Floats) -> float:
    """The spread of what the best similarity leaves, robustly."""
    count = len(true)
    return fit("similarity", true, shown, np.tile(np.eye(2), (count, 1, 1)), np.ones(count, bool), np.zeros(2)).scale
