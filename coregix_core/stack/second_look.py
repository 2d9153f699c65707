"""A second look at the links of few images whose ground is not known well: all of them at the same places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..options import RegisterOptions
from ..own_process import main_left_out
from ..pairing import WHOLE_PIXELS
from ..progress import Progress
from ..registration import PLACE_WINDOW, LinkPoints
from .closure import common_closures, quantiles
from .criteria import STACKS
from .framed import expected, frame_link, link_pixel, shown_at
from .images import StackImage
from .links import POLL_SECONDS, Found, Notes, task_of
from .noted_places import NotedPlaces, Sought, completed
from .same_places import lattice, shared, worth_it
from .solution import Solution
from .underway import Underway
from .workers import LinkTask, PlacesTask, measured_at_places

Pair = tuple[int, int]
Seen = dict[Pair, LinkPoints]
Solve = Callable[[Found, str], Solution]

# Parts of the look after which the first solution is known, and all links are measured; and what weighing the places
# and each solution are of beats.
_BEGUN, _MEASURED, _WEIGHED, _BEATS, _STEPS = 0.08, 0.8, 0.9, 80, 25

_COMPARED = "links are compared at the same places"


def may_pay(images: Sequence[StackImage], options: RegisterOptions) -> bool:
    """Whether there are so few images, and such a transform, that a second look may be taken."""
    return options.transform != "local" and len(images) <= STACKS.few


@dataclass(frozen=True)
class _Asked:
    """What of a link is sought, what an earlier run noted of it, and how a worker begins."""

    sought: Sought
    noted: NotedPlaces | None
    known: NDArray[np.intp]
    path: Path
    link: LinkTask


class SecondLook:
    """Measures all links at the same places, and keeps what it finds for the next run.

    ``solve`` makes a solution of links by a model; ``track``, in a stage, may raise to stop.
    """

    def __init__(self, images: Sequence[StackImage], notes: Notes, pool: Executor, options: RegisterOptions,
                 solve: Solve, track: Progress, underway: Underway) -> None:
        self.images, self.notes, self.pool, self.options = images, notes, pool, options
        self.solve, self.track, self.underway = solve, track, underway
        self._count = self._done = 0
        self._seen: Seen = {}

    def run(self, found: Found) -> tuple[Found, str]:
        """The links at places that all share, if triangles close better by them, else as found; and by which model."""
        if not may_pay(self.images, self.options):
            return found, self.options.transform
        self.track.report(0.0, _COMPARED, until=_BEGUN, pieces=_STEPS)
        before = self.solve(found, self.options.transform)
        anew = self._anew(found, before)
        if anew is None or before.adjustment is None:
            return found, self.options.transform
        # Which model the links support was told by all their points; fewer would take a simpler one for as good.
        model = before.adjustment.model
        self.track.report(_WEIGHED, _COMPARED, pieces=_STEPS)
        return (anew, model) if _better(before, self.solve(anew, model)) else (found, self.options.transform)

    def _anew(self, found: Found, before: Solution) -> Found | None:
        """The links at the places that count in all of them; None if it does not pay, or there are too few."""
        asked = self._asked(found, before) if before.adjustment is not None and worth_it(before.links) else None
        seen = None if asked is None else self._measured(found, asked)
        if seen is None:
            return None
        self.track.report(_MEASURED, _COMPARED, until=_WEIGHED, pieces=_BEATS)
        return _by_shared(self.images, found, before, seen)

    def _asked(self, found: Found, before: Solution) -> dict[Pair, _Asked] | None:
        """What of each link is sought; None if images share too little or too much, or one's place is not known."""
        ground, state = before.ground, before.adjustment
        assert state is not None
        # The datum stays whatever images are added; else the first one, beside which later dates are.
        first = before.used[0] if before.datum is None else before.datum
        k, grid = before.used.index(first), self.images[first].grid
        # By half a pixel, so that the middles of cells of an odd side are corners of pixels, as those of windows are.
        zero = ground.to_frame(grid, *grid.to_world(np.array([0.5]), np.array([0.5])))[0]
        areas = np.array([state(k, ground.areas[i]) for k, i in enumerate(before.used)])
        cells = lattice(areas, WHOLE_PIXELS, lambda true: shown_at(state, k, true) - zero,
                        lambda shown: state(k, shown + zero))
        if cells is None:
            return None
        of = {"cells_of": self.notes.inputs[first], "spacing": STACKS.spacing, "window": PLACE_WINDOW,
              "unit": ground.frame.unit, "crs": str(ground.crs)}
        asked = {}
        for pair in _pairs(before):
            one = self._of_link(found, before, pair, *cells, of)
            if one is None:
                return None
            asked[pair] = one
        return asked

    def _of_link(self, found: Found, before: Solution, pair: Pair, cells: NDArray[np.int64], places: Floats,
                 of: dict[str, object]) -> _Asked | None:
        """What of a link is sought; None if it is not known where to begin."""
        ground, state = before.ground, before.adjustment
        assert state is not None
        start = expected(self.images, ground, pair, state, before.used)
        if start is None:
            return None
        shown = shown_at(state, before.used.index(pair[0]), places)
        at = np.stack(ground.to_world(self.images[pair[0]].grid, shown), 1)
        sought = Sought(cells, at, np.stack(start(*at.T), 1) - at)
        path = self.notes.path(pair, ".npz", metric=found[pair].metric, **of)
        noted = NotedPlaces.read(path)
        known = np.full(len(cells), -1) if noted is None else noted.known(sought, found[pair].pixel)
        return _Asked(sought, noted, known, path, task_of(self.images, self.options, pair, start))

    def _measured(self, found: Found, asked: dict[Pair, _Asked]) -> Seen | None:
        """What each link finds at the places that are sought; None if one of them finds nothing."""
        self._count, self.underway.changed = len(asked), self._notify
        running: dict[Future[LinkPoints | None], Pair] = {}
        for pair, one in asked.items():
            missing = one.known < 0
            if not missing.any():
                self._done += 1
                self._keep(pair, one, None)
                continue
            x, y = one.sought.places[missing].T
            with main_left_out():
                future = self.pool.submit(measured_at_places, PlacesTask(one.link, found[pair].metric, x, y))
            if future.done():
                # Of this process itself, which measures while it submits.
                self._take(pair, one, future.result())
            else:
                running[future] = pair
            self._notify()
        while running:
            for future in wait(running, POLL_SECONDS, "FIRST_COMPLETED").done:
                pair = running.pop(future)
                self._take(pair, asked[pair], future.result())
            self._notify()
        # In the order of the links: which is finished first is chance.
        return {pair: self._seen[pair] for pair in asked} if len(self._seen) == len(asked) else None

    def _take(self, pair: Pair, asked: _Asked, points: LinkPoints | None) -> None:
        """Keep what a link found, at once, so that a run that is stopped has it the next time; None if nothing."""
        self._done += 1
        if points is not None:
            self._keep(pair, asked, points).write(asked.path)

    def _keep(self, pair: Pair, asked: _Asked, points: LinkPoints | None) -> NotedPlaces:
        whole = completed(asked.noted, asked.known, asked.sought, points)
        self._seen[pair] = whole.points
        return whole

    def _notify(self) -> None:
        part = min(1.0, (self._done + self.underway.links) / max(self._count, 1))
        self.track.report(_BEGUN + (_MEASURED - _BEGUN) * part,
                          f"{self._done} of {self._count} links are measured at the same places")


def _better(before: Solution, after: Solution) -> bool:
    """Whether triangles close better by the second solution, which rests on no less than the first."""
    if after.used != before.used or sum(link.used for link in after.results) < len(before.links):
        return False
    then, now = quantiles(common_closures(before)), quantiles(common_closures(after))
    return then is not None and now is not None and now[0] < then[0]


def _pairs(solution: Solution) -> list[Pair]:
    """The images of each link of a solution."""
    return [(solution.used[link.first], solution.used[link.second]) for link in solution.links]


def _by_shared(images: Sequence[StackImage], found: Found, solution: Solution, seen: Seen) -> Found | None:
    """The links by the places that count in all of them; None if these are too few."""
    state, ground = solution.adjustment, solution.ground
    assert state is not None
    links = {pair: frame_link(images, ground, pair, points, found[pair].pixel) for pair, points in seen.items()}
    counting = shared(links, state, solution.used)
    if counting is None:
        return None
    which, information = counting
    own_ties = {(link.first, link.second): link.ties for link in solution.results}
    made = dict(found)
    for pair, points in seen.items():
        size = link_pixel(images, ground, pair, found[pair].pixel)
        ties = LinkPoints(points.x[which], points.y[which], points.shown_x[which], points.shown_y[which],
                          information * size**2, np.ones(len(which), bool))
        made[pair] = replace(found[pair], ties=ties, window_px=float(PLACE_WINDOW), spacing_px=STACKS.spacing,
                             own_ties=own_ties[pair])
    return made
