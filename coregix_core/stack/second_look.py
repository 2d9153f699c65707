"""A second look at the links of few images whose ground is not known well: all of them at the same places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, wait
from dataclasses import replace

import numpy as np

from .._typing import Floats
from ..options import RegisterOptions
from ..own_process import main_left_out
from ..pairing import WHOLE_PIXELS
from ..registration import PLACE_WINDOW, LinkPoints
from .closure import common_closures, quantiles
from .criteria import STACKS
from .images import StackImage
from .links import POLL_SECONDS, Found, task_of
from .same_places import lattice, shared, worth_it
from .solution import Solution, expected, frame_link, link_pixel
from .workers import PlacesTask, measured_at_places

Seen = dict[tuple[int, int], LinkPoints]
Solve = Callable[[Found, str], Solution]


def looked_again(images: Sequence[StackImage], found: Found, solve: Solve, pool: Executor, options: RegisterOptions,
                 report: Callable[[], object]) -> tuple[Found, str]:
    """The links at places that all share, if triangles close better by them, else as found; and the model to solve by.

    ``solve`` makes a solution of links by a model; ``report`` is called now and then, and may raise to stop.
    """
    if options.transform == "local" or len(images) > STACKS.few:
        return found, options.transform
    before = solve(found, options.transform)
    anew = _anew(images, found, before, pool, options, report)
    if anew is None or before.adjustment is None:
        return found, options.transform
    # Which model the links support was told by all their points; fewer would take a simpler one for as good.
    model = before.adjustment.model
    after = solve(anew, model)
    if after.used != before.used or sum(link.used for link in after.results) < len(before.links):
        return found, options.transform
    then, now = quantiles(common_closures(before)), quantiles(common_closures(after))
    better = then is not None and now is not None and now[0] < then[0]
    return (anew, model) if better else (found, options.transform)


def _anew(images: Sequence[StackImage], found: Found, before: Solution, pool: Executor, options: RegisterOptions,
          report: Callable[[], object]) -> Found | None:
    """The links at the places that count in all of them; None if it does not pay, or there are too few."""
    state = before.adjustment
    if state is None or not worth_it(before.links):
        return None
    places = lattice(np.array([state(k, before.ground.areas[i]) for k, i in enumerate(before.used)]), WHOLE_PIXELS)
    seen = None if places is None else _measured(images, found, before, places, pool, options, report)
    return None if seen is None else _by_shared(images, found, before, seen)


def _measured(images: Sequence[StackImage], found: Found, solution: Solution, places: Floats, pool: Executor,
              options: RegisterOptions, report: Callable[[], object]) -> Seen | None:
    """What the links of a solution find at places (n, 2) of its frame; None if one of them finds nothing."""
    running: dict[tuple[int, int], Future[LinkPoints | None]] = {}
    for pair in _pairs(solution):
        task = _task(images, found, solution, places, pair, options)
        if task is None:
            return None
        with main_left_out():
            running[pair] = pool.submit(measured_at_places, task)
        report()
    while wait(running.values(), POLL_SECONDS).not_done:
        report()
    made = {pair: points for pair, future in running.items() if (points := future.result()) is not None}
    return made if len(made) == len(running) else None


def _task(images: Sequence[StackImage], found: Found, solution: Solution, places: Floats, pair: tuple[int, int],
          options: RegisterOptions) -> PlacesTask | None:
    """What a worker is asked of a link; None if it is not known where to begin."""
    ground, state, first = solution.ground, solution.adjustment, solution.correction(pair[0])
    assert state is not None
    start = expected(images, ground, pair, state, solution.used)
    if start is None or first is None:
        return None
    shown = ground.frame.to_frame(*first(*ground.frame.to_world(places)))
    x, y = ground.to_world(images[pair[0]].grid, shown)
    return PlacesTask(task_of(images, options, pair, start), found[pair].metric, x, y)


def _pairs(solution: Solution) -> list[tuple[int, int]]:
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
    made = dict(found)
    for pair, points in seen.items():
        size = link_pixel(images, ground, pair, found[pair].pixel)
        ties = LinkPoints(points.x[which], points.y[which], points.shown_x[which], points.shown_y[which],
                          information * size**2, np.ones(len(which), bool))
        made[pair] = replace(found[pair], ties=ties, window_px=float(PLACE_WINDOW), spacing_px=STACKS.spacing)
    return made
