"""How far measured places lie from where a transform puts them, and whether that leaves a field anything to find.

Lengths are in pixels of the pair's frame; limits are of a level, in its own pixels.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..geometry import LocalTransform, Transform
from ..matching import neighbours_agree, smooth_part
from ..pairing import Pair, Points

# Points that agree below which a field would be bent on hardly more than chance.
MIN_PLACES = 30

# How near (pixels of the level) places have to be for nothing to be left to find, and which share of them: of all that
# a further pass of a level has seen; and of those that agree, in a sample that speaks for what it has not seen.
_NEAR, _NEAR_SHARE, _ALL_BUT_FEW = 0.1, 0.9, 0.99

# Pixels of a level that neighbours may lie aside together for nothing to be left to find, as a root mean square: less
# than any model is taken for.
_SHARED = 0.01

# Pixels of a level that neighbours may differ by: under a cloud every place is found somewhere, and the steepest ground
# leaves hardly more than a pixel of a plane.
_SPREAD = 1.5


def aside(pair: Pair, transform: Transform, points: Points) -> Floats:
    """How far (n, 2) points lie from where a transform puts them."""
    return np.asarray(points.moving - pair.frame.to_frame(*transform(*pair.frame.to_world(points.fixed))))


def of_ground(points: Points, off: Floats, level: float) -> NDArray[np.bool_]:
    """Which of the points lie aside as ground does: as their neighbours do, if these agree among themselves."""
    return neighbours_agree(points.fixed, off, spread=_SPREAD * level)


def most_in_place(pair: Pair, transform: Transform, level: float, points: Points) -> bool:
    """Whether nearly all points lie where the transform says, so that another field would be one of their errors."""
    return bool(len(points.fixed)) and _are_near(aside(pair, transform, points), level, _NEAR_SHARE)


def nothing_aside(pair: Pair, transform: Transform, level: float, points: Points) -> bool:
    """Whether all but few of the points that agree with their neighbours lie where the transform says."""
    off = aside(pair, transform, points)
    # What is wrong lies anywhere, and would not bend a field either.
    agree = of_ground(points, off, level)
    if agree.sum() < MIN_PLACES or not _are_near(off[agree], level, _ALL_BUT_FEW):
        return False
    # Noise differs from place to place; what neighbours have in common, a field would take. Where there is none yet,
    # finer levels will look again.
    common = smooth_part(points.fixed[agree], off[agree]) if isinstance(transform, LocalTransform) else 0.0
    return common < _SHARED * level


def _are_near(off: Floats, level: float, share: float) -> bool:
    """Whether such a share of what lies aside (n, 2) does so by next to nothing."""
    return bool(np.quantile(np.hypot(*off.T), share) < _NEAR * level)
