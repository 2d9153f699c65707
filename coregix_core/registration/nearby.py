"""The placement near the georeference that small windows all over the area support together.

Each window's edges are weighed by their own strength, as they are and gathered along their lines: noise has neither.
With them go the ridges of lines, which have one middle however wide a sensor or a draughtsman shows them, and windows
count by what both images hold there.
Small windows lie aside of what bends or has changed, and hundreds of them leave luck little: a placement within a few
pixels and half a degree stands out though no window, however large, shows anything by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from ..assessing import CRITERIA, JOINED, OVERLAY, Evidence
from ..geometry import AffineTransform, identity
from ..imaging import (
    Image,
    Proxy,
    apart_from_saturated,
    averaged,
    edge_proxy,
    flattened,
    line_proxy,
    ridge_proxy,
)
from ..matching import JointPeak, JointSurfaces, followed, joint_surfaces, shrunk, window_centres
from ..pairing import Pair, Request, distance
from ..solving import Coarse, within_reach
from ..threads import each
from .joint_looks import middle_of, placed_by, points_of, ranges_of

log = logging.getLogger("coregix_core")

# Side of the windows (pixels of their image).
_WINDOW, _FINE_WINDOW = 24, 48

# Pixels along the border of an image that edges leave invalid.
_BORDER = 3

# How far beyond that turns and scales move a window, in pixels of the search.
_TURNED = 8

# The same where it is made exact, in pixels of the level, and how far it is looked for.
FINE_REACH, FINE_TURNED = 8, 2

# Largest turn and its step (degrees), largest stretch and its step, where it is made exact.
_EXACT = (0.4, 0.1), (0.004, 0.001)

# Rolls by which it is measured what other ground shows: at first, where something is found, and where it is made exact.
_FIRST_ROLLS, _ROLLS, _FINE_ROLLS = 2, 4, 1

# Makes of two images on one grid what is compared of them.
Part = Callable[[Image, Image], tuple[Image, Image]]

# What windows show of the moving image as a transform places it.
Shown = Callable[[AffineTransform], JointSurfaces]

# Models that have fewer parameters than a similarity.
_FEW = ("translation", "rigid")

# Shorter side (pixels of the search) from which on there are windows enough.
SMALLEST = 128

# Parts along each axis that have to show a placement by themselves; each spans half of the area.
_PARTS = 3


@dataclass(frozen=True)
class Span:
    """The placements that are looked at: largest turn and its step (degrees), largest stretch and its step, and shifts.

    ``reach`` is in pixels of the level, and ``least`` those of the search that it has at least. ``place`` is that of
    the distribution of the largest for unrelated pairs, and ``usual`` the most that other ground reached.
    """

    turns: tuple[float, float]
    stretches: tuple[float, float]
    reach: int
    least: int
    place: float
    usual: float

    def shifts(self, step: int) -> int:
        """The reach in pixels of a search whose pixels are ``step`` times those of the level."""
        return max(self.least, self.reach // step)


# What lies near is told by less; what lies farther off, or is turned more, is the best of more. The last is no farther
# than the one before where the search is on the level's own pixels.
NEAR = Span((0.75, 0.25), (0.0075, 0.0025), 16, 8, JOINED.nearby, JOINED.usual)
WIDE = Span((2.0, 0.5), (0.02, 0.005), 24, 12, JOINED.widely, JOINED.usual_widely)
FAR = replace(WIDE, least=24, place=JOINED.afar)


@dataclass(frozen=True)
class Nearby:
    """A placement by so many windows, and the probability that unrelated ground supports any so well.

    ``evidence`` is what parts of the area show by themselves, ``doubt`` by how much the whole may be off (root mean
    square, px) as it lies elsewhere without one quarter or another, ``strength`` how strong it is where it is exact.
    """

    transform: AffineTransform
    chance: float
    evidence: Evidence
    doubt: float
    windows: int
    strength: float


def found_nearby(pair: Pair, coarse: Coarse, request: Request, level: float) -> Nearby | None:
    """The placement near the georeference, or near the start that is given, if it is no chance that it is supported."""
    if coarse.wide is None or min(shrunk(coarse.fixed, coarse.step).values.shape) < SMALLEST:
        return None
    start = request.start or identity(pair.frame.centre)
    spans = (NEAR, WIDE) if coarse.step == 1 else (NEAR, WIDE, FAR)
    peak, chance, _ = _likeliest(pair, coarse, start, request, _FIRST_ROLLS, spans)
    # Two rolls tell where there is next to nothing.
    if chance <= JOINED.search:
        peak, chance, _ = _likeliest(pair, coarse, start, request, _ROLLS, spans)
    if chance > JOINED.near_search:
        return None
    small = shrunk(coarse.fixed, coarse.step)

    def shown(placed: AffineTransform) -> JointSurfaces:
        return _surfaces(pair, coarse.fixed, placed, 1, _FINE_WINDOW, FINE_REACH + FINE_TURNED, _FINE_ROLLS)

    return made_exact(pair, coarse.fixed, placed_by(peak, start, pair, small, request), request, level, chance, shown)


@dataclass(frozen=True)
class Left:
    """What is left of a pair near the georeference: by what chance it shows ground, and how far by the window.

    ``chance`` is as ``chance_nearby``, ``strength`` that by one over the root of the number of windows.
    """

    chance: float
    strength: float


def left_without(pair: Pair, coarse: Coarse, request: Request, apart: Part | None = None) -> Left | None:
    """What is left of the images without what is soft, and without what ``apart`` takes off both.

    That may lie over both, whatever the ground. None where there is next to nothing to look at.
    """
    if coarse.wide is None or min(shrunk(coarse.fixed, coarse.step).values.shape) < SMALLEST:
        return None

    def beneath(fixed: Image, placed: Image) -> tuple[Image, Image]:
        kept = (fixed, placed) if apart is None else apart(fixed, placed)
        return flattened(kept[0], OVERLAY.flat), flattened(kept[1], OVERLAY.flat)

    start, spans = identity(pair.frame.centre), (NEAR, WIDE)
    peak, chance, windows = _likeliest(pair, coarse, start, request, _FIRST_ROLLS, spans, beneath)
    # Where nothing is compared other ground supports nothing either.
    return None if peak.luck < OVERLAY.usual else Left(chance, peak.strength / max(windows, 1) ** 0.5)


def _likeliest(pair: Pair, coarse: Coarse, start: AffineTransform, request: Request, rolls: int,
               spans: tuple[Span, ...], part: Part | None = None) -> tuple[JointPeak, float, int]:
    """The placement that is least likely to be of unrelated ground, the probability of that, and the windows."""
    search = max(span.shifts(coarse.step) for span in spans) + _TURNED
    surfaces = _surfaces(pair, coarse.fixed, start, coarse.step, _WINDOW, search, rolls, part)
    middle, found = middle_of(shrunk(coarse.fixed, coarse.step)), []
    for span in spans:
        reach = span.shifts(coarse.step)
        peak = surfaces.peak(middle, ranges_of(request, span.turns, span.stretches, reach))
        # On the border the maximum is a slope that goes on beyond it.
        inside = max(abs(peak.shift.real), abs(peak.shift.imag)) < reach
        found.append((peak, chance_nearby(peak, reach, span) if inside else 1.0))
    return *min(found, key=lambda seen: seen[1]), len(surfaces.places)


def chance_nearby(peak: JointPeak, reach: int, span: Span = NEAR) -> float:
    """Probability that unrelated ground supports the best of the placements of a span as well; ``reach`` in pixels."""
    # If other ground reaches more than is usual, all strengths are taken to be too large.
    strength = peak.strength * min(1.0, span.usual / max(peak.luck, 1e-9))
    # So many times as many placements are so many times as many chances.
    places = ((2 * reach + 1) / (2 * span.least + 1)) ** 2
    log.debug("nearby: strength %.1f, %.1f of other ground", peak.strength, peak.luck)
    return float(-np.expm1(-places * np.exp((span.place - strength) / JOINED.nearby_scale)))


def made_exact(pair: Pair, fixed: Image, start: AffineTransform, request: Request, level: float, chance: float,
               shown: Shown) -> Nearby | None:
    """A placement made exact on the pixels of ``fixed``, by what windows show of the moving image as it places that.

    None if it lies beyond what is allowed, if one quarter of the area has most of the support and the others have no
    more than by chance, or if hardly any part shows a place by itself.
    """
    look = _closely(pair, fixed, start, request, shown)
    if look.peak.mirrored:
        # From there windows hold the same ground.
        look = _closely(pair, fixed, look.transform, request, shown)
    surfaces, found, quarters = look.surfaces, look.transform, _spans(look.surfaces.places, 2, 0.5)
    if not within_reach(found, pair, request) or any(_rules(surfaces, look.peak, quarter) for quarter in quarters):
        return None
    # A jackknife (Quenouille 1956): each quarter of the area is left out once.
    without = [distance(look.best_of(surfaces.part(~quarter)), found, pair) for quarter in quarters]
    doubt = float(np.sqrt((len(without) - 1) / len(without) * np.square(without).sum()))
    evidence = _evidence_of(pair, fixed, surfaces, look.start, found, level)
    if evidence.measured.sum() < CRITERIA.min_measured:
        return None
    log.debug("nearby: without a quarter each it lies %s px away", np.round(without, 1).tolist())
    return Nearby(found, chance, replace(evidence, chance=chance), doubt, len(surfaces.places),
                  look.peak.strength)


@dataclass(frozen=True)
class _Look:
    """What windows show under a start on the level's own pixels, their best placement, and that of any of them."""

    start: AffineTransform
    surfaces: JointSurfaces
    peak: JointPeak
    transform: AffineTransform
    best_of: Callable[[JointSurfaces], AffineTransform]


def _closely(pair: Pair, fixed: Image, start: AffineTransform, request: Request, shown: Shown) -> _Look:
    surfaces = shown(start)
    ranges, middle = ranges_of(request, *_EXACT, surfaces.search - FINE_TURNED), middle_of(fixed)

    def peak_of(some: JointSurfaces) -> JointPeak:
        peak = some.peak(middle, ranges)
        if request.transform in _FEW:
            return peak
        return followed(some, peak, shears=request.transform != "similarity")

    def placed(peak: JointPeak) -> AffineTransform:
        return placed_by(peak, start, pair, fixed, request)

    peak = peak_of(surfaces)
    return _Look(start, surfaces, peak, placed(peak), lambda some: placed(peak_of(some)))


def _rules(surfaces: JointSurfaces, peak: JointPeak, quarter: NDArray[np.bool_]) -> bool:
    """Whether a quarter of the area has most of the support, and the rest no more than by chance: it alone is alike."""
    support = surfaces.at(peak)
    most = float(support[quarter].sum()) > JOINED.quarter * max(float(support.sum()), 1e-9)
    return most and surfaces.part(~quarter).strength_at(peak) < JOINED.rest


def _evidence_of(pair: Pair, fixed: Image, surfaces: JointSurfaces, start: AffineTransform, found: AffineTransform,
                 level: float) -> Evidence:
    """What parts of the area show by themselves; those that lie as ``found`` says agree."""
    parts = surfaces.gathered(_spans(surfaces.places, _PARTS, 2 / (_PARTS + 1)))
    points = points_of(pair, fixed, parts, start, level)
    residual = pair.frame.to_frame(*found(*pair.frame.to_world(points.fixed))) - points.moving
    agree = np.hypot(*np.nan_to_num(residual, nan=np.inf).T) < JOINED.near * level
    return Evidence(level, points, residual, agree, 1.0)


def _spans(places: NDArray[np.complex128], count: int, side: float) -> list[NDArray[np.bool_]]:
    """Which places (n,) lie in each of ``count`` parts along each axis, that are ``side`` of the extent wide."""
    low, extent = places.real.min() + 1j * places.imag.min(), (np.ptp(places.real), np.ptp(places.imag))
    x, y = (places - low).real / max(extent[0], 1e-9), (places - low).imag / max(extent[1], 1e-9)
    starts = np.linspace(0, 1 - side, count)
    return [(x >= a - 1e-9) & (x <= a + side + 1e-9) & (y >= b - 1e-9) & (y <= b + side + 1e-9)
            for b, a in product(starts, starts)]


def _surfaces(pair: Pair, fixed: Image, start: AffineTransform, step: int, window: int, search: int, rolls: int,
              part: Part | None = None) -> JointSurfaces:
    """What small windows show under a start, of a ``part`` of the images, in pixels ``step`` times those of these."""
    moving = pair.moving_image(fixed.grid, start, 0.0, any_overview=True)
    apart = apart_from_saturated(fixed, pair.place(moving, start, fixed.grid), moving)
    apart = apart if part is None else part(*apart)
    made = each(lambda image: _proxies(image, step), apart)
    height, width = made[0][0].values.shape
    rows, cols = window_centres((height, width), window, _BORDER, 2 * window / 3)
    return joint_surfaces(made[0], made[1], rows, cols, window, search, rolls, by_strength=True)


def _proxies(image: Image, step: int) -> list[Proxy]:
    """What is joined: edges by their own strength, as they are and along their lines, and ridges."""
    return [averaged(edge_proxy(image, "orientation"), step), line_proxy(image, step), ridge_proxy(image, step)]
