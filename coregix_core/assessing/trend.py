"""What residuals show of ground that bends: a surface of third degree through all of them, and what neighbours share.

Noise has neither. A surface counts if it explains more than chance does (the F test of nested models, Seber and Lee
2003), and what is left if near places err alike: the noise of windows that hardly overlap is independent, so that the
product of neighbours' residuals is in the mean that of the ground alone (the covariance at a short lag, Cressie 1993).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtrc

from .._typing import Floats
from ..matching import MIN_SMOOTH_POINTS, nearest
from .criteria import CRITERIA

# A wave as long as the area is followed to a tenth; beyond, 20 more numbers would need twice the points.
_DEGREE = 3

_NEIGHBOURS = 4

# Part of the way beyond the outermost points by which slopes are read: no cube shows there.
_BIT = 1e-4

# How much of the area's rim goes on as it does at the outermost points: what lenses bend does, waves turn back.
_ONWARD = 0.4


@dataclass(frozen=True)
class Trend:
    """``ce90`` of the surface over an area, the ``rest`` (n, 2) that it leaves, and what is ``seen`` of it (m, 2).

    All in pixels.
    """

    ce90: float
    rest: Floats
    seen: Floats


def trend_of(positions: Floats, residual: Floats, area: Floats, freedom: int, level: float,
             places: Floats | None = None, weights: Floats | None = None) -> Trend:
    """The part of residuals (n, 2) at ``positions`` (n, 2) that bends smoothly, over the places (k, 2) of an area.

    It is seen at ``places`` (m, 2), or at those of the area. ``freedom`` is the degree up to which the model could have
    followed, ``level`` the pixels that were measured in, ``weights`` (n,) what points count by, or all alike. A trend
    of 0, and all residuals left, if there are few points, they show no more than chance, or hardly anything.
    """
    places = area if places is None else places
    # Coordinates in -1..1: cubes of pixels would leave least squares without digits.
    middle, half = area.mean(0), np.maximum(np.ptp(area, axis=0) / 2, 1e-9)

    def terms(at: Floats, degree: int) -> Floats:
        return monomials((at - middle) / half, degree)

    full, free = terms(positions, _DEGREE), terms(positions, freedom)
    none = Trend(0.0, residual, np.zeros_like(places))
    if len(positions) < 2 * full.shape[1]:
        return none
    use = _like_neighbours(positions, residual)
    root = np.sqrt(np.ones(len(use)) if weights is None else weights)[use, None]

    def through(design: Floats, values: Floats) -> Floats:
        return np.asarray(np.linalg.lstsq(root * design[use], root * values[use], rcond=None)[0])

    # What the model follows by itself is taken off first: that is no trend, but what its fit left to others.
    beyond = residual - free @ through(free, residual)
    surface = through(full, beyond)
    rest = beyond - full @ surface
    more, left = full.shape[1] - free.shape[1], int(use.sum()) - full.shape[1]
    if _chance(root * beyond[use], root * rest[use], more, left) > CRITERIA.trend_chance:
        return none
    slope = through(terms(positions, 1), beyond)

    def seen(at: Floats, onward: float) -> Floats:
        # Beyond the outermost points a cubic runs away: there it goes on as steeply as the whole does, and ``onward``
        # as it does at its own border.
        within = np.clip(at, positions.min(0), positions.max(0))
        there = terms(within, _DEGREE) @ surface
        whole = (terms(at, 1) - terms(within, 1)) @ slope
        own = (terms(within + _BIT * (at - within), _DEGREE) @ surface - there) / _BIT
        return np.asarray(there + (1 - onward) * whole + onward * own)

    ce90 = float(np.quantile(np.hypot(*seen(area, _ONWARD).T), 0.9))
    return Trend(ce90, rest, seen(places, 0.0)) if ce90 > CRITERIA.min_trend * level else none


def shared_by_neighbours(positions: Floats, residual: Floats) -> float:
    """Root mean square of what residuals (n, 2) share with those nearest to them; 0 if that is little of them.

    What all of them share is not counted: it bends nothing.
    """
    if len(positions) < MIN_SMOOTH_POINTS:
        return 0.0
    # A shift of all is not bent, and the common term counts it.
    residual = residual - residual.mean(0)
    # Neighbours without the point itself, whose own noise would correlate with itself.
    around = residual[nearest(positions, _NEIGHBOURS)].mean(1)
    shared, whole = float((residual * around).sum(1).mean()), float((residual**2).sum(1).mean())
    return float(np.sqrt(shared)) if shared > CRITERIA.shared_part * whole else 0.0


def _like_neighbours(positions: Floats, residual: Floats) -> NDArray[np.bool_]:
    """All points (n,) but the few whose residuals are least like those around them.

    A cubic bends to one window that was found wrong in a corner, and to no chance by the measure of all others.
    """
    around = np.median(residual[nearest(positions, _NEIGHBOURS)], axis=1)
    unlike = np.hypot(*(residual - around).T)
    return np.asarray(unlike <= np.quantile(unlike, 1 - CRITERIA.found_wrong))


def monomials(at: Floats, degree: int) -> Floats:
    """(n, k) products of powers of both coordinates, up to a degree."""
    x, y = at.T
    return np.column_stack([x**i * y**j for i in range(degree + 1) for j in range(degree + 1 - i)])


def _chance(before: Floats, after: Floats, more: int, left: int) -> float:
    """Probability that so many ``more`` numbers for each axis explain as much of noise, with as many ``left``."""
    explained, unexplained = (before**2).sum() - (after**2).sum(), (after**2).sum()
    return float(fdtrc(2 * more, 2 * left, max(explained, 0.0) / more / max(unexplained / left, 1e-18)))
