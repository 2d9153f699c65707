"""How far two transforms of a pair lie apart, and how far one moves places."""

from __future__ import annotations

import numpy as np

from .._typing import Floats
from ..geometry import Transform
from .pair import Pair


def distance(a: Transform, b: Transform, pair: Pair) -> float:
    """Root mean square difference of two transforms over the area, in pixels."""
    x, y = corners_of(pair)
    # In the frame, whose pixels are square: degrees of longitude and latitude would not add up to a length.
    gap = pair.frame.to_frame(*a(x, y)) - pair.frame.to_frame(*b(x, y))
    return float(np.sqrt((gap**2).sum(1).mean()))


def corners_of(pair: Pair) -> tuple[Floats, Floats]:
    """Places x, y (9,) over the pair's area and along its border, by which transforms are compared."""
    left, bottom, right, top = pair.area
    x, y = np.meshgrid(np.linspace(left, right, 3), np.linspace(bottom, top, 3))
    return x.ravel(), y.ravel()


def moved_by(pair: Pair, transform: Transform, places: Floats) -> Floats:
    """Displacement (m, 2) of places (m, 2) under a transform, in pixels of the frame."""
    return np.asarray(pair.frame.to_frame(*transform(*pair.frame.to_world(places))) - places)
