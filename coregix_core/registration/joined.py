"""Where tie points do not agree by themselves: one placement by all windows at once, and elastix's opinion of it.

Radar, maps and night images may show so little in any one window that its best match is a wrong one, and yet enough
in all of them together. The evidence is joined over proxies and windows (``joint_evidence``); how strong it is by luck
is known from unrelated pairs. Small windows look near the georeference (``nearby``), and larger ones farther off, of
which others then look again, each by itself. All of that is edges, so that nothing independent has looked: mutual
information of all pixels, maximised by elastix from several places around the solution, knows grey values alone. What
it confirms needs less evidence, and of what lies farther off nothing else stands; the two differ by how far it may be
off. Where edges place nothing, tones may (``by_tones``).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtrc

from ..assessing import CRITERIA, JOINED, OVERLAY, Evidence, agreeing, assess_joined, assess_nearby, spread_of
from ..findings import Assessment
from ..geometry import AffineTransform, identity
from ..imaging import Image, apart_from_saturated, averaged, edge_proxy
from ..matching import (
    Elastix,
    JointPeak,
    JointSurfaces,
    joint_surfaces,
    shrunk,
    window_centres,
)
from ..pairing import Pair, Points, Request, Solution, distance, overlap
from ..progress import Progress
from ..solving import Coarse, levels_of, read_coarse, within_reach
from ..threads import each
from .by_tones import found_by_tones
from .joint_looks import middle_of, placed_by, points_of, ranges_of
from .nearby import Nearby, found_nearby
from .opinion import opinion_of
from .overlaid import is_overlaid

log = logging.getLogger("coregix_core")

# What is joined. Phase congruency and self-similarity besides showed no more, on 12 parts of radar and optical scenes
# and 24 made-up pairs, and took more than as long again.
_PROXIES = ("balanced", "pooled")

# Sides of the windows and how far they are looked for, in pixels of the search's images and of the level.
_COARSE_WINDOW, _COARSE_SEARCH = 64, 24
_FINE_WINDOW, _FINE_SEARCH = 128, 10

# Rolls by which it is measured what other ground shows: more where that decides, fewer where it only sets a unit.
_ROLLS, _FINE_ROLLS = 4, 2

# Shorter side (pixels) of the images of the search from which on there are windows enough.
_SMALLEST = 3 * _COARSE_WINDOW

# Score of a window that is not found beyond doubt.
_DOUBTFUL = 0.99 * CRITERIA.clear_score

# Largest turn and its step (degrees) where a placement is made exact.
_FIRST_LOOK, _SECOND_LOOK = (0.75, 0.25), (0.2, 0.1)


def by_joined_evidence(pair: Pair, request: Request, engine: Elastix, progress: Progress
                       ) -> tuple[Solution, Assessment] | None:
    """The placement that all windows support and elastix confirms, and the assessment of it; None if there is none.

    Raises what ``Elastix.register`` raises.
    """
    # It decides what is compared by itself, which is not what was asked for otherwise.
    if request.metric != "auto" or not request.edges:
        return None
    level = levels_of(pair, request)[0]
    coarse = read_coarse(pair, level, request)
    nearby = found_nearby(pair, coarse, request, level)
    found = None if nearby is None else _taken_nearby(pair, coarse.fixed, nearby, level, engine, progress)
    found = found or _taken(pair, coarse, request, level, engine, progress)
    if found is None:
        return _taken_by_tones(pair, coarse, request, level)
    return None if is_overlaid(pair, coarse, request, found[0].transform) else found


def _taken_nearby(pair: Pair, fixed: Image, nearby: Nearby, level: float, engine: Elastix, progress: Progress
                  ) -> tuple[Solution, Assessment] | None:
    """What stands of a placement that small windows support nearby, if that is no chance."""
    evidence = nearby.evidence
    opinion = opinion_of(pair, fixed, nearby.transform, engine, progress)
    log.debug("nearby: chance %.1g and %.1g, mutual information ends %s px away", nearby.chance, opinion.chance,
              np.round(opinion.ends, 1).tolist())
    # Where grey values have nothing in common they confirm nothing, which is no contradiction.
    confirmed = opinion.confirms and nearby.chance * opinion.chance < JOINED.confirmed_nearby
    # Where most of its parts lie elsewhere by themselves as well, it is as improbable as any agreement has to be.
    borne_out = 2 * evidence.agree.sum() > evidence.measured.sum()
    if not confirmed and nearby.chance > (JOINED.taken_nearby if borne_out else CRITERIA.chance):
        return None
    doubt = float(np.hypot(nearby.doubt, opinion.difference if opinion.confirms else 0.0))
    area = overlap(pair, nearby.transform) or pair.area
    solution = Solution(nearby.transform, pair.within(area), "structure", "pooled", level, (), None, evidence.share)
    return solution, assess_nearby(solution, evidence, doubt, nearby.windows, confirmed=opinion.confirms)


def _taken_by_tones(pair: Pair, coarse: Coarse, request: Request, level: float) -> tuple[Solution, Assessment] | None:
    """What stands of a placement by tones: mutual information took it, so that it can confirm nothing of it."""
    nearby = found_by_tones(pair, coarse, request, level)
    # What lies over both has tones as well, and nothing tells it from ground here.
    if nearby is None or distance(nearby.transform, identity(pair.frame.centre), pair) < OVERLAY.beside:
        return None
    area = overlap(pair, nearby.transform) or pair.area
    solution = Solution(nearby.transform, pair.within(area), "structure", "pooled", level, (), None,
                        nearby.evidence.share)
    return solution, assess_nearby(solution, nearby.evidence, nearby.doubt, nearby.windows, confirmed=False)


def _taken(pair: Pair, coarse: Coarse, request: Request, level: float, engine: Elastix, progress: Progress
           ) -> tuple[Solution, Assessment] | None:
    """What stands of a placement that larger windows support, wherever it lies."""
    seen = _by_edges(pair, coarse, request, level)
    if seen is None:
        return None
    # Mutual information looks at grey values, not at edges: it can contradict what all windows took their shifts from.
    opinion = opinion_of(pair, coarse.fixed, seen.transform, engine, progress)
    log.debug("joined: chance %.1g and %.1g, halves differ by %.2f px, %d windows agree, mutual information ends %s px "
              "away", seen.evidence.chance, opinion.chance, seen.halves, seen.evidence.agree.sum(),
              np.round(opinion.ends, 1).tolist())
    if not opinion.confirms or seen.evidence.chance * opinion.chance > CRITERIA.chance:
        return None
    area = overlap(pair, seen.transform) or pair.area
    solution = Solution(seen.transform, pair.within(area), "structure", "pooled", level, (), None, seen.evidence.share)
    return solution, assess_joined(solution, seen.evidence, float(np.hypot(seen.halves, opinion.difference)))


def _by_edges(pair: Pair, coarse: Coarse, request: Request, level: float) -> _Exact | None:
    """The placement that all windows support, and the probability of that by luck; None if there is none."""
    found = _searched(pair, coarse, request)
    if found is None or found.chance > JOINED.search:
        return None
    seen = _exact(pair, coarse.fixed, found.transform, request, level)
    if seen is None or not within_reach(seen.transform, pair, request):
        return None
    evidence, afar = seen.evidence, _from_afar(pair, found, seen.transform)
    enough = found.chance * evidence.chance < CRITERIA.chance
    # The finer look says more about the uncertainty, so that it counts wherever it is evidence enough.
    if not _borne_out(evidence) or (not enough and afar.chance < evidence.chance):
        evidence = afar
    # The windows of the second look are others, at other places, and not what the placement was chosen by; those of the
    # first are, which their probability counts.
    return replace(seen, evidence=replace(evidence, chance=found.chance * evidence.chance))


def _from_afar(pair: Pair, found: _Found, transform: AffineTransform) -> Evidence:
    """How the windows of the search, each by itself among all its shifts, bear a placement out."""
    # Of none is it beyond doubt what it shows: the best of so many shifts stands out as far by luck.
    points = replace(found.points, score=np.minimum(found.points.score, _DOUBTFUL))
    expected = pair.frame.to_frame(*transform(*pair.frame.to_world(points.fixed)))
    residual = expected - points.moving
    measured = np.isfinite(residual[:, 0])
    agree = np.zeros(len(residual), bool)
    agree[measured] = np.hypot(*residual[measured].T) < JOINED.near * found.level
    likely = min(1.0, JOINED.chosen * np.pi * (JOINED.near * found.level)**2
                 / (2 * points.search + found.level)**2)
    # Half of the counts, for windows share half of their pixels.
    chance = float(bdtrc(agree.sum() // 2 - 1, measured.sum() // 2, likely)) if agree.sum() > 1 else 1.0
    return Evidence(found.level, points, residual, agree, chance)


def _borne_out(evidence: Evidence) -> bool:
    """Whether enough windows agree by themselves, all over the area, and most of them on the solution."""
    agree = evidence.agree
    enough = agree.sum() >= max(CRITERIA.min_agreeing, CRITERIA.min_share * evidence.measured.sum())
    if not enough or spread_of(evidence) < CRITERIA.min_spread:
        return False
    length = np.hypot(*evidence.residual[agree].T) / evidence.level
    return bool(np.median(length) < CRITERIA.borne_out)


@dataclass(frozen=True)
class _Found:
    """A placement, and the probability that unrelated ground supports any so well.

    ``points`` is what each window of the search shows by itself, in pixels of the pair's frame, ``level`` of its own.
    """

    transform: AffineTransform
    chance: float
    points: Points
    level: float


@dataclass(frozen=True)
class _Exact:
    """A placement made exact, the windows' own displacements under it, and by how much its two halves differ (px)."""

    transform: AffineTransform
    evidence: Evidence
    halves: float


def _searched(pair: Pair, coarse: Coarse, request: Request) -> _Found | None:
    """The placement near the georeference, or near the start that is given, that has most support."""
    # Half of the rolls tell where there is next to nothing.
    glance = _search(pair, coarse, request, _ROLLS // 2)
    if glance is None or glance.chance > JOINED.glimpse:
        return None
    return _search(pair, coarse, request, _ROLLS)


def _search(pair: Pair, coarse: Coarse, request: Request, rolls: int) -> _Found | None:
    fixed = shrunk(coarse.fixed, coarse.step)
    if coarse.wide is None or min(fixed.values.shape) < _SMALLEST:
        return None
    # No farther: what a search has chosen among all shifts is the best of more than luck is known for.
    start = request.start or identity(pair.frame.centre)
    surfaces = _surfaces(pair, coarse.fixed, start, _COARSE_WINDOW, _COARSE_SEARCH, rolls, coarse.step)
    if surfaces is None:
        return None
    peak = surfaces.peak(middle_of(fixed), ranges_of(request, (3.0, 1.0), (0.03, 0.01), _COARSE_SEARCH))
    level = fixed.grid.pixel_size / pair.frame.pixel
    return _Found(placed_by(peak, start, pair, fixed, request), _chance_of(peak),
                  points_of(pair, fixed, surfaces, start, level), level)


def _chance_of(peak: JointPeak) -> float:
    """Probability that unrelated ground supports the best of so many placements as well."""
    # If other ground reaches more than is usual, all strengths are taken to be too large.
    strength = peak.strength * min(1.0, JOINED.usual / max(peak.luck, 1e-9))
    log.debug("joined: strength %.1f, %.1f of other ground", peak.strength, peak.luck)
    # The distribution of the best of many tries (Gumbel); expm1 keeps the digits of a probability near 0.
    return float(-np.expm1(-np.exp((JOINED.strength - strength) / JOINED.strength_scale)))


@dataclass(frozen=True)
class _Look:
    """What windows show under a start, their best placement, and that of any part of them."""

    surfaces: JointSurfaces
    peak: JointPeak
    transform: AffineTransform
    best_of: Callable[[JointSurfaces], AffineTransform]


def _look(pair: Pair, fixed: Image, start: AffineTransform, request: Request, turns: tuple[float, float]
          ) -> _Look | None:
    """The best placement close to a start, on the level's own pixels; largest turn and its step in degrees."""
    surfaces = _surfaces(pair, fixed, start, _FINE_WINDOW, _FINE_SEARCH, _FINE_ROLLS)
    if surfaces is None:
        return None
    # A turn and a stretch that move the edges by as much; the outermost shifts are left for those.
    ranges = ranges_of(request, turns, (turns[0] / 75, turns[1] / 75), _FINE_SEARCH - 2)

    def placed_here(peak: JointPeak) -> AffineTransform:
        return placed_by(peak, start, pair, fixed, request)

    peak = surfaces.peak(middle_of(fixed), ranges)
    return _Look(surfaces, peak, placed_here(peak), lambda part: placed_here(part.peak(middle_of(fixed), ranges)))


def _exact(pair: Pair, fixed: Image, start: AffineTransform, request: Request, level: float) -> _Exact | None:
    """A placement made exact on the level's own pixels, and how well its windows agree on it."""
    first = _look(pair, fixed, start, request, _FIRST_LOOK)
    # The second look is from nearer: windows then hold the same ground.
    second = first and _look(pair, fixed, first.transform, request, _SECOND_LOOK)
    if first is None or second is None:
        return None
    white, black = (second.best_of(second.surfaces.part(half)) for half in _halves(second.surfaces))
    points = points_of(pair, fixed, second.surfaces, first.transform, level)
    expected = pair.frame.to_frame(*second.transform(*pair.frame.to_world(points.fixed)))
    # Each half has half of the windows: the whole errs by half of what they differ by.
    return _Exact(second.transform, agreeing(points, expected - points.moving, level), distance(white, black, pair) / 2)


def _surfaces(pair: Pair, fixed: Image, start: AffineTransform, window: int, search: int, rolls: int, step: int = 1
              ) -> JointSurfaces | None:
    """What the windows show under a start, in pixels ``step`` times those of the image; None if there are too few."""
    shape = fixed.values.shape[0] // step, fixed.values.shape[1] // step
    rows, cols = window_centres(shape, window, search, window / 2)
    if len(rows) < CRITERIA.min_places:
        return None
    moving = pair.moving_image(fixed.grid, start, 0.0, any_overview=True)
    apart = apart_from_saturated(fixed, pair.place(moving, start, fixed.grid), moving)
    makers = [(image, proxy) for image in apart for proxy in _PROXIES]
    # Edges of the fine pixels, averaged: of radar's speckle and of fine texture there is more than in coarse pixels.
    made = each(lambda maker: averaged(edge_proxy(*maker), step), makers)
    return joint_surfaces(made[: len(_PROXIES)], made[len(_PROXIES) :], rows, cols, window, search, rolls)


def _halves(surfaces: JointSurfaces) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Every other window, as on the squares of a chessboard: two halves that both cover the area."""
    cols, rows = (np.unique(v, return_inverse=True)[1] for v in (surfaces.places.real, surfaces.places.imag))
    white = np.asarray((cols + rows) % 2 == 0)
    return white, ~white
