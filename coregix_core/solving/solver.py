"""From a pair to a transform: coarse start, elastix, then tie points level by level down to the pixels themselves.

What may be tried is tried in order of likelihood, and the trial that most tie points agree on is taken.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import numpy as np

from ..errors import Sentence
from ..geometry import AffineTransform
from ..matching import ELASTIX_METRICS, Elastix, Peak, Start
from ..options import MetricName
from ..pairing import SEARCH, Pair, Request, Solution, distance, overlap
from ..progress import Progress
from .coarse_solve import (
    Coarse,
    by_elastix,
    levels_of,
    nothing_found,
    read_coarse,
    require_common,
    searched,
    within_reach,
)
from .greater_part import of_greater_part
from .perspective import in_perspective
from .tie_point_solve import by_tie_points, through_bends
from .trial import Trial

log = logging.getLogger("coregix_core")

# Share of tie points in agreement that settles the matter: nothing else is tried.
_CLEAR = 0.4

# Strength of the search's best peak up to which it is chance: unrelated images had 4 to 6, radar and optical 11.
_CHANCE = 6.0

# Part of a correlation beyond doubt up to which the images agree nowhere else: ground that repeats has from 0.75 on.
_ALONE = 0.5

# Pixels of the first level of tie points within which two guesses are one: windows of both see the same places.
_SAME = SEARCH / 2

# Pieces of work of the first reading and of the search, if no turn but the first is tried.
_READS, _TURNS = 5, 8

# Part of the progress that a trial leaves to those after it.
_REST = 0.4

# The metrics that ``auto`` tries, in this order. Edges first: they hold across bands and inverted contrast; grey values
# are looked at if edges do not agree.
_EXACT: tuple[MetricName, ...] = ("orientation", "mutual-information")
_AUTOMATIC: tuple[MetricName, ...] = (*_EXACT, "structure")


def solve(pair: Pair, request: Request, engine: Elastix, progress: Progress) -> Solution:
    """Find the transform of a pair.

    Raises RasterError where a raster or the pair holds nothing to align by, UnreliableAlignmentError where there is
    nothing to start from.
    """
    levels = levels_of(pair, request)
    if request.metric in ELASTIX_METRICS or request.start is not None:
        # It loads while the images are read. Other pairs mostly do without it.
        engine.start()
    with progress.stage("read", _READS):
        # What the search needs is read once, outside the loop: every trial looks at the same images.
        coarse = read_coarse(pair, levels[0], request)
    with progress.stage("solve"):
        seen: list[Solution] = []
        trials = _trials(pair, levels, coarse, request, engine, progress, seen)
        best = _most_agreed(_results(trials, pair, levels, request, progress, seen))
        if best is None:
            raise nothing_found(Sentence(
                "the best shift leaves nothing in common, or lies beyond the largest one that is looked for"))
        if best.agreement >= _CLEAR:
            best = of_greater_part(best, pair, levels, coarse, request, progress)
        return _from_near(best, levels, request, progress)


def solved_from(start: AffineTransform, like: Solution, pair: Pair, request: Request, progress: Progress
                ) -> Solution | None:
    """What tie points make of a start by the metric of another solution; None if they do not agree, or too far away."""
    area = overlap(pair, start)
    if area is None:
        return None
    levels, trial = levels_of(pair, request), Trial(start, like.metric, like.proxy)
    found = in_perspective(by_tie_points(pair.within(area), levels, trial, request, progress), levels, request)
    return found if found.fit is not None and within_reach(found.transform, pair, request) else None


def _most_agreed(found: Iterator[Solution]) -> Solution | None:
    """The solution that the largest share of tie points agrees on; none is asked for after one that is clear."""
    best: Solution | None = None
    for solution in found:
        if best is None or solution.agreement > best.agreement:
            best = solution
        if best.agreement >= _CLEAR:
            break
    return best


def _from_near(found: Solution, levels: list[float], request: Request, progress: Progress) -> Solution:
    """What edges or grey values make of the place that structure alone found under ``auto``, if they agree there.

    Windows that are sheared or stretched against each other resemble too little for them, and once in place they may.
    """
    if found.metric != "structure" or request.metric != "auto" or not isinstance(found.transform, AffineTransform):
        return found
    for metric in _EXACT:
        trial = Trial(found.transform, metric, proxy_of(metric))
        nearer = in_perspective(by_tie_points(found.pair, levels[-2:], trial, request, progress), levels, request)
        if nearer.agreement >= _CLEAR:
            return nearer
    return found


def _results(trials: Iterator[Trial], pair: Pair, levels: list[float], request: Request, progress: Progress,
             seen: list[Solution]) -> Iterator[Solution]:
    """What tie points make of each trial, if that is within what is allowed; the trials to come find it in ``seen``."""
    for number in count():
        # Few pairs need a second trial: each has most of the progress that those before it left.
        with progress.portion(1 - _REST**number, 1 - _REST ** (number + 1)):
            trial = next(trials, None)
            if trial is None:
                return
            area = overlap(pair, trial.transform)
            if area is None:
                continue
            # Blocks are spread over what this trial says is common: elsewhere there is nothing to measure.
            found = in_perspective(by_tie_points(pair.within(area), levels, trial, request, progress), levels, request)
            # Where the images lie beyond doubt, no other metric and no elastix makes straight what bends.
            found = through_bends(found, request) if trial.alone else found
            log.debug("trial by %s: %.2f of the tie points agree", trial.metric, found.agreement)
        if within_reach(found.transform, pair, request):
            seen.append(found)
            yield replace(found, alone=trial.transform) if trial.alone else found


def _trials(pair: Pair, levels: list[float], coarse: Coarse, request: Request, engine: Elastix, progress: Progress,
            seen: list[Solution]) -> Iterator[Trial]:
    """What to try, most likely first; each is made only when those before it did not convince.

    ``seen`` grows by what tie points make of each.
    """
    for metric in _AUTOMATIC if request.metric == "auto" else (request.metric,):
        proxy = proxy_of(metric)
        progress.report(0.0, f"start by {metric}", until=0.3, pieces=_TURNS)
        found = _started(pair, coarse, request, proxy)
        require_common(pair, coarse, found.transform, request)
        progress.report(0.3, "start found", until=0.5)
        tried: list[AffineTransform] = []
        same = _SAME * levels[1]
        # Near the georeference many places are right by that, whatever the search saw.
        chance = (found.peak.strength <= _CHANCE
                  and distance(found.transform, AffineTransform("identity", pair.frame.centre), pair) > same)
        for guess in _guesses(pair, coarse, found, request, metric, engine, progress, seen):
            if all(distance(guess, other, pair) > same for other in tried):
                tried.append(guess)
                searched_for = guess is found.transform
                yield Trial(guess, metric, proxy, by_chance=chance and searched_for,
                            alone=searched_for and found.clear and found.peak.elsewhere < _ALONE)


def _started(pair: Pair, coarse: Coarse, request: Request, proxy: str) -> Start:
    """The start that is asked for, of which nothing more is known, or what the search finds."""
    if request.start is None:
        return searched(pair, coarse, request, proxy)
    return Start(request.start, Peak(0.0, 0.0, 0.0, np.inf, 0.0))


def _guesses(pair: Pair, coarse: Coarse, found: Start, request: Request, metric: str, engine: Elastix,
             progress: Progress, seen: list[Solution]) -> Iterator[AffineTransform]:
    """Transforms for the tie points to begin with, most likely first; ``seen`` is what they made of those before."""
    # A metric that is asked for is that of elastix.
    if request.metric != "auto" and metric != "structure":
        yield by_elastix(pair, coarse, found.transform, request, metric, engine, progress)
    before = len(seen)
    yield found.transform
    # Where tie points agree on a way from the start, they end where elastix would lead them. Where neither edges nor
    # grey values agree, it has nothing to go by.
    agreed = any(solution.fit is not None for solution in seen[before:])
    if request.metric == "auto" and metric != "structure" and found.peak.strength > _CHANCE and not agreed:
        yield by_elastix(pair, coarse, found.transform, request, metric, engine, progress)
    # Clouds may lead all of them astray.
    yield AffineTransform("identity", pair.frame.centre)


def proxy_of(metric: str) -> str:
    """The proxy that a metric compares."""
    return {"auto": "orientation", "mutual-information": "balanced", "structure": "pooled"}.get(metric, metric)
