"""The one known point that contradicts all others: a slip that a person made, such as a digit of a coordinate."""

from __future__ import annotations

import numpy as np
from scipy.special import fdtrc

from .._typing import Floats
from ..fitting import determined

# Chance by which any honest point would stand out as far, over all points.
_BY_CHANCE = 0.01

# Pixels to which a person sets points at best: those of a file may fit each other exactly.
_SET_TO = 1.0

# Pixels from which on a point is a slip: nearer ones lose their weight in a robust fit, and do no harm.
_SLIP = 10.0

# How many times as far as any other a point stands out, as a ratio of variances. Of 800 made-up sets of five points,
# set to 2 or 4 pixels, one of them 300 pixels off, another one was named in 2; without this condition in 16.
_CLEARLY = 5.0


def stray_point(shown: Floats, true: Floats) -> tuple[int, float] | None:
    """The point (its number, and how far off it lies in pixels) that the affine through all others contradicts.

    ``shown`` and ``true`` are (n, 2), in pixels. None if there is no such point, or fewer than five: four that remain
    have to tell by their own residuals how exactly they were set. A point counts as stray by its externally
    studentized residual (Hoaglin and Welsch 1978), whose square over two is distributed as F for two coordinates; of n
    tests each takes an n-th of the chance.

    >>> corners = np.array([[0, 0], [90, 0], [0, 90], [90, 90], [40, 50]], float)
    >>> stray_point(corners, corners + [[0, 0], [0, 0], [300, 0], [0, 0], [0, 0]])
    (2, 300.0)
    """
    count = len(shown)
    if count < 5:
        return None
    found = [_contradicted(np.delete(shown, i, 0), np.delete(true, i, 0), shown[i], true[i]) for i in range(count)]
    ratios = np.array([ratio for ratio, _ in found])
    second, worst = np.argsort(ratios)[-2:]
    chance, gap = count * fdtrc(2, 2 * (count - 1) - 6, ratios[worst]), found[worst][1]
    # Where one as well as another may be the wrong one, nobody knows which.
    if gap <= _SLIP or chance >= _BY_CHANCE or ratios[worst] < _CLEARLY * ratios[second]:
        return None
    return int(worst), round(gap, 1)


def _contradicted(shown: Floats, true: Floats, at: Floats, is_at: Floats) -> tuple[float, float]:
    """F of a point under the affine of others, and how far it lies from there; 0 where they determine none."""
    if not determined("affine", shown):
        return 0.0, 0.0
    middle = shown.mean(0)
    of_point, of_others = np.append(at - middle, 1.0), np.column_stack([shown - middle, np.ones(len(shown))])
    # From the middle of the true places: those of a map are millions of pixels from its origin.
    offset = true.mean(0)
    affine = np.linalg.lstsq(of_others, true - offset, rcond=None)[0]
    squares = float(((of_others @ affine - (true - offset)) ** 2).sum())
    variance = max(squares / (2 * len(shown) - 6), _SET_TO**2)
    lever = float(of_point @ np.linalg.inv(of_others.T @ of_others) @ of_point)
    gap = float(np.hypot(*(of_point @ affine - (is_at - offset))))
    return gap**2 / 2 / (variance * (1 + lever)), gap
