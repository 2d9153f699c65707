"""How an image goes on into a hole: along the plane through the valid pixels around.

A place that a valid pixel holds may lie half a pixel beyond its centre. Of the pixels around it some are holes then,
and a mean over the others alone is what lies up to half a pixel aside.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .._typing import Floats, Mask

# Pixels around a hole's that its plane goes through, and by which Gaussian (standard deviation, pixels) they count.
REACH, _SIGMA = 2, 0.85

# Variance of places (square pixels) that is added to theirs, so that few pixels make no steep plane. Errors of values
# beside holes of 17 real scenes are 7 % less than those of means, as they are with 0.0005 to 0.05; and of the 0.27
# pixels that means lie aside 0.01 are left.
_RIDGE = 0.005

# Pixels of the rim at a time: what is made of them stays within the cache.
_BATCH = 4096

_ROWS, _COLS = np.indices((2 * REACH + 1,) * 2).reshape(2, -1)
_WEIGHTS = np.exp(-((_ROWS - REACH) ** 2 + (_COLS - REACH) ** 2) / (2 * _SIGMA**2))

Index = NDArray[np.intp]


def continued(values: NDArray[Any], valid: Mask) -> tuple[NDArray[Any], Mask]:
    """Values (bands, height, width) with those holes filled that touch valid pixels, and what is valid or filled.

    The values are of a floating type; what they are in holes is not looked at, and 0 in those that stay.
    """
    near = ndimage.maximum_filter(valid.view(np.uint8), (1, 3, 3), mode="constant").view(bool)
    made, margins = np.where(valid, values, values.dtype.type(0)), ((0, 0), (REACH, REACH), (REACH, REACH))
    band, row, col = np.nonzero(near & ~valid)
    if len(band):
        around, there = np.pad(made, margins), np.pad(valid, margins)
        for first in range(0, len(band), _BATCH):
            at = band[first : first + _BATCH], row[first : first + _BATCH], col[first : first + _BATCH]
            made[at] = _planes(around, there, *at)
    return made, near


def _planes(around: NDArray[Any], there: Mask, band: Index, row: Index, col: Index) -> Floats:
    """The value at pixels (n,) of the plane through valid ones; the image has a margin, and 0 where it is invalid."""
    at = (row[:, None] + _ROWS) * around.shape[2] + col[:, None] + _COLS + (band * around[0].size)[:, None]
    valid, found = there.ravel()[at], around.ravel()[at].astype(float)
    weights = _WEIGHTS * valid
    weights /= weights.sum(1, keepdims=True)
    # About the middle of what is valid, so that large values leave small differences exact.
    mean, mx, my = ((weights * a).sum(1) for a in (found, _COLS - REACH, _ROWS - REACH))
    x, y, apart = _COLS - REACH - mx[:, None], _ROWS - REACH - my[:, None], found - mean[:, None]
    wx, wy = weights * x, weights * y
    xx, yy, xy = ((a * b).sum(1) for a, b in ((wx, x), (wy, y), (wx, y)))
    fx, fy = ((a * apart).sum(1) for a in (wx, wy))
    xx, yy = xx + _RIDGE, yy + _RIDGE
    rise = ((fx * yy - fy * xy) * mx + (fy * xx - fx * xy) * my) / (xx * yy - xy * xy)
    # No farther beyond the values around than these lie apart: few pixels may make a steep plane.
    low, high = np.where(valid, found, np.inf).min(1), np.where(valid, found, -np.inf).max(1)
    return np.asarray(np.clip(mean - rise, 2 * low - high, 2 * high - low))
