"""Every turn and every scale, by outlines: for images that share no features.

Maps, radar, thermal images and seasons have edges in common, but few features whose surroundings look alike in grey.
All similarities are looked at in few pixels (``every_turn``), the best hundreds of them in more (``edge_points``), and
what the correlation of edges over the whole images says of the few that are left places them, and ranks them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

import numpy as np
from scipy.special import log_ndtr

from ..geometry import Floats
from ..imaging import Image
from ..threads import each
from .edge_points import EdgePoints, Near, Placed
from .every_turn import THOROUGH, Sweep, every_turn
from .reduced_proxies import Complex, reduced_proxies
from .turned_correlation import TurnedCorrelation

# Similarities that are looked at in more pixels, for each pixel of the first look's side, and those of them that are
# looked at closely. The right one was the 388th of one pair, and far ahead of all others in more pixels.
_LOOKED_AT, _CLOSELY = 6, 40

# What a step of turn, scale and shift leaves open of the first, in pixels of the second look, and of that.
_NEAR = Near(np.radians([-2.0, 0.0, 2.0]), np.array([0.96, 1.0, 1.04]), np.arange(-4, 5, 2))
_CLOSE = Near(np.radians([-1.0, 0.0, 1.0]), np.array([0.98, 1.0, 1.02]), np.arange(-2, 3))
_CLOSEST = Near(np.radians([-0.5, 0.0, 0.5]), np.array([0.99, 1.0, 1.01]), np.arange(-1, 2))

# Distance of the corners, in lengths of the moving image, below which two similarities are one.
_ALIKE = 0.06

# Candidates that are correlated over all shifts, for each pixel of the first look's side, and that distance of theirs.
_CORRELATED, _APART = 0.08, 0.12

# The best of them, and strengths between which turn and scale are then varied by as much as moves the border by a
# pixel, in finer pixels as well: below it is luck, and above there is no doubt.
_VARIED, _DOUBTFUL = 2, (6.8, 12.0)

# Longest sides (pixels) of the smaller image's part of the ground where edges are correlated: in finer pixels the right
# place stands out further, unless noise has them.
_SIDES, _FINER = (300, 150), 450

# The finest of them, in pixels of the first look's side: a glance shows what stands out far, or nothing.
_FINEST = 5

# What is correlated: lamps and roofs rule where strengths are as they are, texture and noise where they are levelled.
# Half of either, edges of maps, radar, depth and nights stand out a tenth further than by both of these together.
_EDGES, _SIGMA = ("tempered",), 0.5

# Pixel sizes of an image in which its edges are kept: most candidates share one of the two images in one of few sizes.
_KEPT = 4

# How much longer the larger image may be, before the smaller one is correlated in fewer pixels.
_LARGER = 4

# Turns, scales and shifts that are independent, of all that are looked at, in the finest pixels: 2 degrees, 4 %, and
# squares of 3 pixels over an area twice as long. The best of 49 unrelated pairs was 6.1 in the mean, as without a
# heavier tail; those beyond 7 were sums of 27 to 95 pieces of ground, where right places have 100 to 250.
_INDEPENDENT = 180 * 60 * len(_SIDES) * (2 * max(_SIDES) / 3) ** 2

# How much wider the tail of correlations is than that of normal deviates, as ground is not random.
_HEAVIER = 1.1

# Distance of the corners from which on a candidate is a rival, in lengths of the moving image; and the strength up to
# which rivals are what unrelated ground has, however many pieces they are of. One that is stronger says that the tail
# is wider still: long borders in both images, of a mosaic or of what is not known to be invalid, lie on each other in
# many places.
_ELSEWHERE, _RIVAL = 0.3, 6.0


@dataclass(frozen=True)
class Candidate:
    """A similarity fixed = factor * moving + offset (complex pixels) under which ``edges`` places lie along edges.

    ``strength`` is how far its correlation stands out, in standard deviations of all that were tried, ``pieces`` of how
    many parts of the ground that is the sum. ``chance`` is the logarithm to base 10 of how many such correlations are
    expected of unrelated images.
    """

    factor: complex
    offset: complex
    strength: float
    edges: int = 0
    chance: float = 0.0
    pieces: float = 1.0


class _Edges:
    """The edges of two images in the pixel sizes that were asked for lately, and ``sides`` as in ``_SIDES``.

    ``finer`` are those in which doubtful candidates are looked at besides.
    """

    def __init__(self, fixed: Image, moving: Image, sides: Sequence[int] = _SIDES) -> None:
        self.sides = sides
        self.finer = [_FINER] if max(_SIDES) in sides else []
        self.shapes = fixed.values.shape, moving.values.shape
        self.middle = (moving.values.shape[1] + 1j * moving.values.shape[0]) / 2
        self.of_fixed, self.of_moving = (lru_cache(_KEPT)(partial(reduced_proxies, i, proxies=_EDGES, sigma=_SIGMA))
                                         for i in (fixed, moving))

    def correlation(self, pixel: float, scale: float) -> TurnedCorrelation:
        """Of both in pixels ``pixel`` times those of the fixed image, of which one of the moving image is ``scale``."""
        fixed, moving = self.of_fixed(round(pixel, 6)), self.of_moving(round(pixel / scale, 6))
        return TurnedCorrelation(*zip(fixed, moving, strict=True))


def all_turns(fixed: Image, moving: Image, scales: tuple[float, float], sweep: Sweep = THOROUGH) -> list[Candidate]:
    """The best similarities over all turns, shifts, and ``scales`` (fixed pixels per moving pixel, from, to)."""
    found = [Candidate(p.factor, p.offset, p.strength, p.along) for p in _nearer(fixed, moving, scales, sweep)]
    factor, offset = (np.array(part, complex) for part in ([c.factor for c in found], [c.offset for c in found]))
    distinct = _distinct(factor, offset, moving.values.shape, _APART, round(_CORRELATED * sweep.side))
    edges = _Edges(fixed, moving, [side for side in _SIDES if side <= _FINEST * sweep.side])
    first = _looked_at(edges, [found[i] for i in distinct], edges.sides)
    second = [_varied_if_doubtful(edges, c) for c in first[:_VARIED]] + first[_VARIED:]
    return _beside_rivals(sorted(second, key=lambda c: -c.strength), moving.values.shape)


def _varied_if_doubtful(edges: _Edges, candidate: Candidate) -> Candidate:
    """The candidate, looked at again where that may decide whether it is luck."""
    doubtful = _DOUBTFUL[0] < candidate.strength < _DOUBTFUL[1]
    return _varied(edges, candidate) if doubtful else candidate


def _beside_rivals(found: list[Candidate], shape: tuple[int, ...]) -> list[Candidate]:
    """Candidates, strongest first, as likely as they are if the strongest one elsewhere is luck."""
    factor, offset = (np.array(part, complex) for part in ([c.factor for c in found], [c.offset for c in found]))
    rivals = [found[i].strength for i in _distinct(factor, offset, shape, _ELSEWHERE, 2)[1:]]
    wider = max([1.0, *(rival / _RIVAL for rival in rivals)])
    return [replace(c, chance=_by_luck(_weighed(c.strength / wider, c.pieces))) for c in found]


def _looked_at(edges: _Edges, several: list[Candidate], sides: Sequence[int]) -> list[Candidate]:
    """Candidates as the pixels see them in which they stand out further; strongest first."""
    def seen_in(side: int) -> list[Candidate]:
        return _in_units(each(lambda c: _correlated(edges, c, side), several))

    looks = zip(*map(seen_in, sides), strict=True)
    return sorted((max(seen, key=lambda c: c.strength) for seen in looks), key=lambda c: -c.strength)


def _nearer(fixed: Image, moving: Image, scales: tuple[float, float], sweep: Sweep) -> list[Placed]:
    """What stands out of all turns and scales, looked at in more pixels; strongest first."""
    peaks = every_turn(fixed, moving, scales, sweep).strongest_first()
    several = _distinct(peaks.factor, peaks.offset, moving.values.shape, _ALIKE, _LOOKED_AT * sweep.side)
    points = EdgePoints(fixed, moving)

    def look(found: list[tuple[complex, complex]], near: Near) -> list[Placed]:
        parts = each(lambda part: [points.best(*f, near) for f in part], [found[i::4] for i in range(4)])
        return sorted((p for part in parts for p in part), key=lambda p: (-p.strength, p.factor.real, p.factor.imag))

    first = look([(complex(peaks.factor[i]), complex(peaks.offset[i])) for i in several], _NEAR)
    close = look([(p.factor, p.offset) for p in first[:_CLOSELY] if p.strength > 0], _CLOSE)
    return look([(p.factor, p.offset) for p in close], _CLOSEST)


def _distinct(factor: Complex, offset: Complex, shape: tuple[int, ...], within: float, count: int) -> list[int]:
    """Which of similarities (n,), strongest first, are no neighbours of a stronger one: ``count`` at most.

    Neighbours' corners lie ``within`` that part of the moving image's length of each other, in the mean.
    """
    at, size = _corners(factor, offset, shape)
    left, kept = np.ones(len(size), bool), []
    for i in range(len(size)):
        if left[i]:
            kept.append(i)
            left &= np.abs(at - at[i]).mean(1) > within * np.minimum(size, size[i])
        if len(kept) == count:
            break
    return kept


def _corners(factor: Complex, offset: Complex, shape: tuple[int, ...]) -> tuple[Complex, Floats]:
    """Where the corners of the moving image lie (n, 4) under similarities, and its longer side (n,) there."""
    height, width = shape
    corners = np.array([0, width, 1j * height, width + 1j * height])
    return factor[:, None] * corners + offset[:, None], np.abs(factor) * max(shape)


def _in_units(seen: list[tuple[Candidate, float]]) -> list[Candidate]:
    """What was seen in units of what is usual of all."""
    if not seen:
        return []
    typical = max(float(np.median([usual for _, usual in seen])), 1e-9)
    found = [replace(c, strength=c.strength / typical) for c, _ in seen]
    return [replace(c, chance=_by_luck(_weighed(c.strength, c.pieces))) for c in found]


def _by_luck(strength: float) -> float:
    """Logarithm of how many correlations of unrelated images are expected to be as strong, of all that there are."""
    # The logarithm of the tail itself: beyond 38 deviations its value is 0. The candidates are the best of all turns,
    # scales and shifts, so that each of these is a trial.
    tail = float(log_ndtr(-max(strength, 0.0) / _HEAVIER)) / np.log(10)
    return float(tail + np.log10(_INDEPENDENT))


def _weighed(strength: float, pieces: float) -> float:
    """The strength that is as rare of many pieces as one is of a sum of few, of which one is large by luck."""
    # By the first term of how the tail of a sum departs from that of normal deviates, that of its kurtosis (Edgeworth
    # 1905), which holds for moderate strengths.
    excess = min(strength, _DOUBTFUL[1]) ** 4 / (12 * max(pieces, 1.0)) * _HEAVIER**2
    return float(np.sqrt(max(strength**2 - excess, 0.0)))


def _varied(edges: _Edges, found: Candidate) -> Candidate:
    """A candidate under the turn, and then the scale, near its own under which it stands out most."""
    step, sides = 2.0 / max(_SIDES), [*edges.finer, *edges.sides]
    found = max([found, *_looked_at(edges, [found], edges.finer)], key=lambda c: c.strength)
    for by in (np.exp(1j * step), 1 + step):
        place = found.factor * edges.middle + found.offset
        near = [replace(found, factor=found.factor * to, offset=place - found.factor * to * edges.middle)
                for to in (by, 1 / by)]
        found = max([found, *_looked_at(edges, near, sides)], key=lambda c: c.strength)
    return found


def _correlated(edges: _Edges, near: Candidate, side: int) -> tuple[Candidate, float]:
    """A candidate where the correlation of edges places it, under its own turn and scale; and what is usual.

    The smaller image's ground is at most ``side`` pixels long.
    """
    expected, scale = near.factor * edges.middle + near.offset, abs(near.factor)
    # Never finer than the coarser of the two.
    pixel = max(_in_pixels(*edges.shapes, scale, side), scale)
    both, turn = edges.correlation(pixel, scale), float(np.angle(near.factor))
    place, strength, usual = both.near(turn, expected / pixel)
    # What is luck in any case need not be looked at.
    pieces = both.pieces(turn, place) if strength > _DOUBTFUL[0] * usual else 1.0
    return replace(near, offset=place * pixel - near.factor * edges.middle, strength=strength, pieces=pieces), usual


def _in_pixels(fixed: tuple[int, ...], moving: tuple[int, ...], scale: float, side: int) -> float:
    """Side of a pixel, in fixed pixels, in which the smaller image of two shapes is ``side`` pixels long."""
    sizes = max(fixed), scale * max(moving)
    return float(max(min(sizes) / side, max(sizes) / (_LARGER * side), 1.0))
