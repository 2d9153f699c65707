"""Every turn and every scale, by outlines: for images that share no features.

Maps, radar, thermal images and seasons have edges in common, but few features whose surroundings look alike in grey.
Outlines around places are matched for each turn and scale, and the displacement that most matches vote for is a
candidate. What the correlation of edges over the whole images says of it then places it, and ranks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import log_ndtr

from ..geometry import Floats
from ..imaging import Image
from .agreement import each_others_nearest
from .log_polar import SECTORS, Complex, Edges, Rings, descriptors, edges_of, reduced_proxy, surroundings
from .turned_correlation import TurnedCorrelation

# Longest side (pixels) of the images whose outlines are matched.
_VOTING_SIDE = 400

# Places in an image of that side; a longer image has as many to an area.
_PLACES = 450

# Ratio of a scale to the next: cells on the outermost ring then hold about the same.
_STRETCH = 1.3

# Distance (pixels) within which displacements are one: what half a step of turn and scale displaces.
_VOTE = 22.0

# Votes, and pixels along the shorter side, with fewer of which nothing can be said.
_MIN_VOTES, _SMALLEST = 5, 60

# Candidates that are correlated.
_LOOKED_AT = 8

# Longest side (pixels) of the smaller image's part of the ground where edges are correlated.
_SIDE = 144

# How much longer the larger image may be, before the smaller one is correlated in fewer pixels.
_LARGER = 4

# Turns and scales that are tried around a vote: what edges 72 pixels from the middle tell apart.
_COARSE = np.radians([-6.0, -3.0, 0.0, 3.0, 6.0]), 1.09 ** np.array([-1.0, 0.0, 1.0])

# The same around what was strongest of them.
_FINE = np.radians([-1.5, -0.75, 0.0, 0.75, 1.5]), 1.02 ** np.arange(-2.0, 3.0)

# Candidates that are looked at between the steps.
_FINER = 2

# Places of one look that are independent: a square of 43 pixels, over edges that are some pixels wide.
_INDEPENDENT = 300

# How much wider the tail of correlations is than that of normal deviates, as ground is not random.
_HEAVIER = 1.2


@dataclass(frozen=True)
class Candidate:
    """A similarity fixed = factor * moving + offset (complex pixels) that ``votes`` matches spoke for.

    ``strength`` is how far its correlation stands out, in standard deviations of all that were tried. ``chance`` is the
    logarithm to base 10 of how many such correlations are expected near the votes of unrelated images.
    """

    factor: complex
    offset: complex
    strength: float
    votes: int = 0
    chance: float = 0.0


def all_turns(fixed: Image, moving: Image, scales: tuple[float, float], count: int = 8) -> list[Candidate]:
    """The best similarities over all turns, shifts, and ``scales`` (fixed pixels per moving pixel, from, to)."""
    shape = moving.values.shape
    voted = sorted(_voted(fixed, moving, scales), key=lambda c: -c.strength)
    seen = [t for vote in _apart(voted, shape, _LOOKED_AT) for t in _correlated(fixed, moving, vote, *_COARSE)]
    # The few first between those steps: where images share little, windows need a start that is nearly right.
    seen += [t for c in _apart(_ranked(seen), shape, _FINER) for t in _correlated(fixed, moving, c, *_FINE)]
    return _apart(_ranked(seen), shape, count)


def _ranked(seen: list[tuple[Candidate, float]]) -> list[Candidate]:
    """What was seen, strongest first, in units of what is usual of all."""
    if not seen:
        return []
    typical = max(float(np.median([usual for _, usual in seen])), 1e-9)
    found = [replace(c, strength=c.strength / typical) for c, _ in seen]
    found = [replace(c, chance=_by_luck(c.strength, len(seen))) for c in found]
    return sorted(found, key=lambda c: -c.strength)


def _by_luck(strength: float, looks: int) -> float:
    """Logarithm of how many correlations of unrelated images are expected to be as strong in so many ``looks``."""
    # The logarithm of the tail itself: beyond 38 deviations its value is 0.
    tail = float(log_ndtr(-max(strength, 0.0) / _HEAVIER)) / np.log(10)
    return float(tail + np.log10(looks * _INDEPENDENT))


def _voted(fixed: Image, moving: Image, scales: tuple[float, float]) -> Iterator[Candidate]:
    """What the outlines of each scale and turn vote for; its strength is that of the vote."""
    first, second = _Ladder(fixed, (0.0,)), _Ladder(moving, (0.0, np.pi / SECTORS))
    for scale in _scales(scales):
        finest = max(_in_pixels(fixed, moving, scale, _VOTING_SIDE), scale)
        # In whole steps of the scales, so that both images are looked at in few sizes.
        pixel = _STRETCH ** np.ceil(np.log(finest) / np.log(_STRETCH) - 1e-6)
        fixed_outlines, moving_outlines = first.at(pixel), second.at(pixel / scale)
        if fixed_outlines is None or moving_outlines is None:
            continue
        fixed_descriptors = descriptors(fixed_outlines.rings[0.0])
        for start, rings in moving_outlines.rings.items():
            for sectors in range(SECTORS):
                i, j = each_others_nearest(fixed_descriptors @ descriptors(rings, sectors).T)
                factor = scale * np.exp(1j * (2 * np.pi * sectors / SECTORS - start))
                shift = fixed_outlines.edges.places[i] - factor * moving_outlines.edges.places[j]
                yield from _vote(complex(factor), shift, _VOTE * pixel, int(fixed.valid.sum()))


def _vote(factor: complex, shift: Complex, reach: float, area: int) -> Iterator[Candidate]:
    """The displacement that most of ``shift`` (n,) agree on within ``reach``; ``area`` is what they are spread over."""
    if len(shift) < _MIN_VOTES:
        return
    near = np.abs(shift[:, None] - shift) < reach
    # Each displacement votes for all near it: a mode without bins, whose edges could part what belongs together.
    votes = near.sum(1)
    best = int(np.argmax(votes))
    if votes[best] >= _MIN_VOTES:
        # Displacements of unrelated images are spread evenly, so that a circle has its share of the area.
        by_luck = len(shift) * np.pi * reach**2 / max(area, 1)
        strength = (votes[best] - 1 - by_luck) / np.sqrt(by_luck + 1)
        yield Candidate(factor, complex(shift[near[best]].mean()), float(strength), int(votes[best]))


@dataclass(frozen=True)
class _Level:
    """The edges of an image in some pixel size, and what lies around them from each direction that cells begin at."""

    edges: Edges
    rings: dict[float, Rings]


class _Ladder:
    """An image in several pixel sizes, each looked at once."""

    def __init__(self, image: Image, starts: tuple[float, ...]) -> None:
        self.image, self.starts = image, starts
        self._levels: dict[float, _Level | None] = {}

    def at(self, pixel: float) -> _Level | None:
        """The image in pixels ``pixel`` times as large; None where too little is to be seen in them."""
        height, width = (n / pixel for n in self.image.values.shape)
        if min(height, width) < _SMALLEST:
            return None
        key = round(float(pixel), 6)
        if key not in self._levels:
            edges = edges_of(self.image, key, max(2, round(_PLACES * height * width / _VOTING_SIDE**2)))
            enough = len(edges.places) >= _MIN_VOTES
            self._levels[key] = _Level(edges, {start: surroundings(edges, start) for start in self.starts}
                                       ) if enough else None
        return self._levels[key]


def _scales(bounds: tuple[float, float]) -> list[float]:
    """Whole steps of ``_STRETCH`` that cover the bounds."""
    low, high = (np.log(b) / np.log(_STRETCH) for b in bounds)
    return [float(_STRETCH**k) for k in range(int(np.floor(low + 0.5)), int(np.ceil(high - 0.5)) + 1)]


def _correlated(fixed: Image, moving: Image, vote: Candidate, turns: Floats, scales: Floats
                ) -> Iterator[tuple[Candidate, float]]:
    """What the correlation of edges says near a vote: the best place for each turn and scale, and what is usual."""
    middle = (moving.values.shape[1] + 1j * moving.values.shape[0]) / 2
    expected = vote.factor * middle + vote.offset
    for scale in abs(vote.factor) * scales:
        # Never finer than the coarser of the two.
        pixel = max(_in_pixels(fixed, moving, float(scale), _SIDE), float(scale))
        both = TurnedCorrelation(reduced_proxy(fixed, pixel), reduced_proxy(moving, pixel / scale))
        for turn in np.angle(vote.factor) + turns:
            place, strength, usual = both.near(float(turn), expected / pixel)
            factor = complex(scale * np.exp(1j * turn))
            yield Candidate(factor, place * pixel - factor * middle, strength, vote.votes), usual


def _in_pixels(fixed: Image, moving: Image, scale: float, side: int) -> float:
    """Side of a pixel, in fixed pixels, in which the smaller image is ``side`` pixels long."""
    sizes = max(fixed.values.shape), scale * max(moving.values.shape)
    return float(max(min(sizes) / side, max(sizes) / (_LARGER * side), 1.0))


def _apart(found: list[Candidate], shape: tuple[int, ...], count: int) -> list[Candidate]:
    """The strongest that are not neighbours of a stronger one."""
    kept: list[Candidate] = []
    height, width = shape
    corners = np.array([0, width, 1j * height, width + 1j * height])
    for candidate in found:
        places = candidate.factor * corners + candidate.offset
        size = abs(candidate.factor) * max(shape)
        if all(np.abs(places - (k.factor * corners + k.offset)).mean() > 0.12 * size for k in kept):
            kept.append(candidate)
        if len(kept) == count:
            break
    return kept
