"""Ground that a solution leaves aside where it is the greater part: what moved by itself may be the sharper image.

A search finds the displacement that shows most clearly. If more places that show anything do not lie on it than do, the
search looks again at the ground that it leaves aside, and the displacement that more places agree on is taken. Ground
that bends is none of that: its places agree with their neighbours, though not with one displacement of all.
"""

from __future__ import annotations

import logging
from dataclasses import replace

import numpy as np
from scipy import ndimage

from .._typing import Floats
from ..errors import UnreliableAlignmentError
from ..fitting import Fit
from ..matching import EDGE
from ..pairing import SEARCH, Pair, Points, Request, Solution, distance, overlap, window_of
from ..progress import Progress
from .coarse_solve import Coarse, searched, within_reach
from .tie_point_solve import by_tie_points, coherent
from .trial import Trial

log = logging.getLogger("coregix_core")

# How many times as many places may agree with their neighbours as agree on a solution, if the ground is not bent.
_BENT = 1.2


def of_greater_part(found: Solution, pair: Pair, levels: list[float], coarse: Coarse, request: Request,
                    progress: Progress) -> Solution:
    """The solution that more of the ground agrees on: the one that was found, or that of what it leaves aside."""
    # A start that was given says which part is meant.
    if request.start is not None or found.fit is None or found.looked is None:
        return found
    if not _leaves_more(*found.looked, _agreeing(found)):
        return found
    try:
        start = searched(pair, _without(found, pair, coarse, levels[0]), request, found.proxy).transform
    except UnreliableAlignmentError:
        return found
    area = overlap(pair, start)
    # Windows of the first solution reach as far by themselves: what is nearer is no other part.
    if area is None or distance(start, found.transform, pair) < SEARCH / 2 * found.looked[0]:
        return found
    other = by_tie_points(pair.within(area), levels, Trial(start, found.metric, found.proxy), request, progress)
    log.debug("%d places agree, and %d on what the others show", _agreeing(found), _agreeing(other))
    return other if _agreeing(other) > _agreeing(found) and within_reach(other.transform, pair, request) else found


def _leaves_more(level: float, points: Points, agree: int) -> bool:
    """Whether more places show something elsewhere than lie on a solution (``agree``), and the ground is not bent."""
    # What moved out of reach is found on the border of the search, or anywhere.
    counted = int(np.isin(points.reason, ("", EDGE)).sum())
    return counted > 2 * agree and _as_neighbours(points.kept(), level) <= _BENT * agree


def _agreeing(solution: Solution) -> int:
    """How many tie points lie on the fit."""
    return 0 if solution.fit is None or solution.looked is None else len(_on(solution.fit, *solution.looked))


def _as_neighbours(points: Points, level: float) -> float:
    """How many tie points are displaced as their neighbours are."""
    return coherent(points, level) * len(points.fixed)


def _on(fitted: Fit, level: float, points: Points) -> Floats:
    """The places (n, 2) whose windows were found where a fit says, to a pixel of their level."""
    kept = points.kept()
    return np.asarray(kept.fixed[np.hypot(*(kept.moving - fitted(kept.fixed)).T) < level])


def _without(found: Solution, pair: Pair, coarse: Coarse, level: float) -> Coarse:
    """The images of the search without the ground on which windows agree with a solution."""
    assert found.looked is not None
    assert found.fit is not None
    grid = coarse.fixed.grid
    col, row = grid.to_pixel(*pair.frame.to_world(_on(found.fit, *found.looked)))
    free = np.ones(grid.shape, bool)
    free[np.clip(row.astype(int), 0, grid.height - 1), np.clip(col.astype(int), 0, grid.width - 1)] = False
    # Half a window about its middle has nearly all of its weight.
    reach = window_of(found.proxy) * found.looked[0] / 2 / level
    return replace(coarse, fixed=coarse.fixed.only(ndimage.distance_transform_edt(free) > reach))
