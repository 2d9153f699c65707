"""Of the displacements under which ground that repeats agrees alike, the one nearest to the georeference.

Nothing in the images says which of them is right. The rasters' own files do, as far as anything does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .._typing import Floats
from ..assessing import clearly_better, displaced, recurrences, shift_of
from ..geometry import AffineTransform, LocalTransform, Transform
from ..pairing import Pair, Request, Solution
from ..progress import Progress
from ..solving import solved_from

# Displacements that are tried, the nearest first, and pixels of the look within which a solution is at one of them.
_TRIED, _AT = 3, 4.0

# Longest side (pixels) of the look.
_SIZE = 640

# Share of the displacements that lies within the spread.
_WITHIN = 0.9


@dataclass(frozen=True)
class Recurring:
    """The solution nearest to the georeference; how far the next one and nine in ten of the others lie from it (px)."""

    solution: Solution
    next: float
    spread: float


def nearest_recurrence(pair: Pair, found: Solution, request: Request, progress: Progress) -> Recurring | None:
    """The solution whose displacement is the least of all under which a ``pair`` agrees as under the one ``found``.

    None if the images agree better under that one than a period aside, or nobody's files say where they lie.
    """
    straight = _straight(found.transform)
    if request.start is not None or straight is None:
        return None
    ways = recurrences(pair, straight, found.proxy, request.largest_shift(pair))
    here = shift_of(pair, straight)
    for way in ways[_lengths(pair, ways - here) > _own(pair)][:_TRIED]:
        other = solved_from(displaced(straight, way - here), found, pair, request, progress)
        if other is None or _lengths(pair, shift_of(pair, other.transform) - way) > _own(pair):
            continue
        if clearly_better(pair, straight, other.transform, found.proxy):
            return None
        nearer = min((found, other), key=lambda s: float(_lengths(pair, shift_of(pair, s.transform))))
        return _recurring(pair, nearer, ways)
    return None


def _recurring(pair: Pair, solution: Solution, ways: Floats) -> Recurring:
    """The solution with how far the others (n, 2) lie."""
    away = np.sort(_lengths(pair, ways - shift_of(pair, solution.transform)))
    others = away[away > _own(pair)]
    spread = np.quantile(np.append(0.0, others), _WITHIN, method="higher")
    return Recurring(solution, float(others[0]), float(spread))


def _straight(transform: Transform) -> AffineTransform | None:
    """What of a transform is affine; None of a homography."""
    if isinstance(transform, LocalTransform):
        return transform.affine
    return transform if isinstance(transform, AffineTransform) else None


def _lengths(pair: Pair, shifts: Floats) -> Floats:
    """Lengths (...) of shifts (..., 2) in CRS units, in pixels of the frame."""
    return np.asarray(np.linalg.norm(shifts / np.array(pair.frame.unit), axis=-1))


def _own(pair: Pair) -> float:
    """Pixels of the frame within which two displacements are one."""
    return _AT * max(1.0, max(pair.grid_at(1.0).shape) / _SIZE)
