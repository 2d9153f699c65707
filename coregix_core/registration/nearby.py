"""The placement near the georeference that small windows all over the area support together.

Each window's edges are weighed by their own strength, as they are and gathered along their lines: noise has neither.
Small windows lie aside of what bends or has changed, and hundreds of them leave luck little: a placement within a few
pixels and half a degree stands out though no window, however large, shows anything by itself.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from ..assessing import CRITERIA, JOINED, Evidence
from ..geometry import AffineTransform, identity
from ..imaging import Image, Proxy, apart_from_saturated, averaged, edge_proxy, line_proxy
from ..matching import JointPeak, JointSurfaces, joint_surfaces, shrunk, window_centres
from ..pairing import Pair, Request, distance
from ..solving import Coarse, within_reach
from ..threads import each
from .joint_looks import middle_of, placed_by, points_of, ranges_of

log = logging.getLogger("coregix_core")

# Side of the windows (pixels of their image).
_WINDOW, _FINE_WINDOW = 24, 48

# How far a placement is looked for (pixels of the level, and pixels of the search at least); and how far beyond turns
# and scales move a window.
_REACH, _LEAST_REACH, _TURNED = 16, 8, 4

# The same where it is made exact, in pixels of the level.
_FINE_REACH, _FINE_TURNED = 8, 2

# Largest turn and its step (degrees), largest stretch and its step.
_NEAR = (0.75, 0.25), (0.0075, 0.0025)
_EXACT = (0.4, 0.1), (0.004, 0.001)

# Rolls by which it is measured what other ground shows.
_ROLLS, _FINE_ROLLS = 4, 1

# Shorter side (pixels of the search) from which on there are windows enough.
_SMALLEST = 128

# Parts along each axis that have to show a placement by themselves; each spans half of the area.
_PARTS = 3


@dataclass(frozen=True)
class Nearby:
    """A placement by so many windows, and the probability that unrelated ground supports any so well.

    ``evidence`` is what parts of the area show by themselves, ``doubt`` by how much the whole may be off (root mean
    square, px) as it lies elsewhere without one quarter or another.
    """

    transform: AffineTransform
    chance: float
    evidence: Evidence
    doubt: float
    windows: int


def found_nearby(pair: Pair, coarse: Coarse, request: Request, level: float) -> Nearby | None:
    """The placement near the georeference, or near the start that is given, if it is no chance that it is supported."""
    shape = shrunk(coarse.fixed, coarse.step).values.shape
    if coarse.wide is None or min(shape) < _SMALLEST:
        return None
    start = request.start or identity(pair.frame.centre)
    reach = max(_LEAST_REACH, _REACH // coarse.step)
    surfaces = _surfaces(pair, coarse.fixed, start, coarse.step, _WINDOW, reach + _TURNED, _ROLLS)
    small = shrunk(coarse.fixed, coarse.step)
    peak = surfaces.peak(middle_of(small), ranges_of(request, *_NEAR, reach))
    chance = chance_nearby(peak, reach)
    # On the border the maximum is a slope that goes on beyond it.
    if chance > JOINED.near_search or max(abs(peak.shift.real), abs(peak.shift.imag)) >= reach:
        return None
    return _made_exact(pair, coarse.fixed, placed_by(peak, start, pair, small, request), request, level, chance)


def chance_nearby(peak: JointPeak, reach: int) -> float:
    """Probability that unrelated ground supports the best of the placements within ``reach`` pixels as well."""
    # If other ground reaches more than is usual, all strengths are taken to be too large.
    strength = peak.strength * min(1.0, JOINED.usual / max(peak.luck, 1e-9))
    # So many times as many placements are so many times as many chances.
    places = ((2 * reach + 1) / (2 * _LEAST_REACH + 1)) ** 2
    log.debug("nearby: strength %.1f, %.1f of other ground", peak.strength, peak.luck)
    return float(-np.expm1(-places * np.exp((JOINED.nearby - strength) / JOINED.nearby_scale)))


def _made_exact(pair: Pair, fixed: Image, start: AffineTransform, request: Request, level: float, chance: float
                ) -> Nearby | None:
    """A placement made exact on the level's own pixels.

    None if it lies beyond what is allowed, if one quarter of the area has most of the support, or if hardly any part
    shows a place by itself.
    """
    surfaces = _surfaces(pair, fixed, start, 1, _FINE_WINDOW, _FINE_REACH + _FINE_TURNED, _FINE_ROLLS)
    ranges, middle = ranges_of(request, *_EXACT, _FINE_REACH), middle_of(fixed)

    def best_of(some: JointSurfaces) -> AffineTransform:
        return placed_by(some.peak(middle, ranges), start, pair, fixed, request)

    peak, quarters = surfaces.peak(middle, ranges), _spans(surfaces.places, 2, 0.5)
    found = placed_by(peak, start, pair, fixed, request)
    support = surfaces.at(peak)
    most = max(float(support[quarter].sum()) for quarter in quarters) / max(float(support.sum()), 1e-9)
    if not within_reach(found, pair, request) or most > JOINED.quarter:
        return None
    # A jackknife (Quenouille 1956): each quarter of the area is left out once.
    without = [distance(best_of(surfaces.part(~quarter)), found, pair) for quarter in quarters]
    doubt = float(np.sqrt((len(without) - 1) / len(without) * np.square(without).sum()))
    evidence = _evidence_of(pair, fixed, surfaces, start, found, level)
    if evidence.measured.sum() < CRITERIA.min_measured:
        return None
    log.debug("nearby: a quarter has %.2f of the support, without one each it lies %s px away", most,
              np.round(without, 1).tolist())
    return Nearby(found, chance, replace(evidence, chance=chance), doubt, len(surfaces.places))


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


def _surfaces(pair: Pair, fixed: Image, start: AffineTransform, step: int, window: int, search: int, rolls: int
              ) -> JointSurfaces:
    """What small windows show under a start, in pixels ``step`` times those of the image."""
    moving = pair.moving_image(fixed.grid, start, 0.0, any_overview=True)
    apart = apart_from_saturated(fixed, pair.place(moving, start, fixed.grid), moving)
    made = each(lambda image: _proxies(image, step), apart)
    height, width = made[0][0].values.shape
    rows, cols = window_centres((height, width), window, search, window / 2)
    return joint_surfaces(made[0], made[1], rows, cols, window, search, rolls)


def _proxies(image: Image, step: int) -> list[Proxy]:
    """What is joined: edges by their own strength, as they are and along their lines."""
    return [averaged(edge_proxy(image, "orientation"), step), line_proxy(image, step)]
