"""A solution by the ground that stayed alone, where a part that lies a pixel aside has drawn it.

Tie points agree within a pixel, so that both parts agree on a transform between them. What an independent measurement
saw says which of them lie on the greater part.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..fitting import to_transform
from ..pairing import Request, Solution, distance, measure
from .tie_point_solve import agreed

# Looks at most, each from nearer than the last, and pixels of the level by which a further one would not move it.
_LOOKS, _SETTLED = 3, 0.01


def by_stable_part(found: Solution, stayed: Callable[[Floats], NDArray[np.bool_]], request: Request) -> Solution | None:
    """The solution by the tie points whose places ``stayed``; None if they agree on none, or on the same."""
    if found.looked is None or not _is_of_tie_points(found, request):
        return None
    made, (level, points) = found, found.looked
    for look in range(_LOOKS):
        if look:
            points = measure(made.pair, made.blocks, made.transform, made.proxy, request.edges)
        kept = points.kept()
        agreement = agreed(kept.part(stayed(kept.fixed)), made.pair, request.transform, last=True)
        if agreement is None:
            return None
        before, made = made, replace(made, transform=to_transform(agreement[0], made.pair.frame), fit=agreement[0],
                                     looked=(level, points))
        if look and distance(before.transform, made.transform, made.pair) < _SETTLED * level:
            break
    return None if distance(found.transform, made.transform, made.pair) < _SETTLED * level else made


def _is_of_tie_points(found: Solution, request: Request) -> bool:
    """Whether a solution is a fit to tie points, of images that are there to be measured again."""
    return found.fit is not None and bool(found.blocks) and request.transform != "local"
