"""Whether areas that two images hold at the same pixels are ground that is clipped, as a sea or snow, and no fill.

Outlines of clipped ground lie where the ground beside them does, a part of a pixel aside in the other image; those of
fill lie at the same pixels, whatever the ground does. Both are found by one Gauss-Newton step over their edges (Lucas
and Kanade 1981), and without each part of the image that tells how well they are known (the jackknife, Tukey 1958).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from .._typing import Floats, Mask
from .jackknife import jackknife

# Pixels beside an area whose edges are those of its outline, and fewest pixels that are left to tell.
_OUTLINE, _FEWEST = 4, 2000

# Correlation of slopes from which on two images show one ground; pixels, and part of how far ground lies aside, that
# outlines lie off it at most, and by which both are known: clipped ground had 0.13 of it, fill 0.8 and more.
_ONE_GROUND, _OFF, _PART = 0.5, 0.02, 0.2

# Pixels up to which one step tells, and parts of the image along each side.
_NEAR, _PARTS = 0.7, 4


@dataclass(frozen=True)
class _Aside:
    """How far edges lie aside (2,), in pixels (rows, columns), the standard error of that, and how they correlate."""

    pixels: Floats
    error: float
    alike: float


def is_clipped_ground(moving: Floats, fixed: Floats, areas: Mask) -> bool:
    """Whether two images (height, width) show one ground beside ``areas``, with which their outlines lie.

    NaN is invalid. The tones of one may be the other's times a factor, but not inverted.
    """
    around = ndimage.binary_dilation(areas, iterations=_OUTLINE)
    ground, outlines = (_aside(moving, fixed, where) for where in (~around, around))
    if ground is None or outlines is None or min(ground.alike, outlines.alike) < _ONE_GROUND:
        return False
    far = float(np.hypot(*ground.pixels))
    within = _OFF + _PART * far
    known = max(ground.error, outlines.error) < within / 2
    return bool(far < _NEAR and known and np.hypot(*(ground.pixels - outlines.pixels)) < within)


def _aside(moving: Floats, fixed: Floats, where: Mask) -> _Aside | None:
    """What the edges of a part of both images say; None if it is too little."""
    known = where & np.isfinite(moving) & np.isfinite(fixed)
    if known.sum() < _FEWEST:
        return None
    one, other = (np.where(known, (image - image[known].mean()) / max(float(image[known].std()), 1e-30), np.nan)
                  for image in (moving, fixed))
    slopes = np.array([np.gradient(one), np.gradient(other)])
    # A slope looks beside its pixel, which may be unknown itself.
    inner = known & np.isfinite(slopes).all((0, 1))
    a, b = np.where(inner, slopes, 0.0)
    alike = (a * b).sum() / max(float(np.sqrt((a**2).sum() * (b**2).sum())), 1e-30)
    return _Aside(*_step_of(a, b, np.where(inner, one - other, 0.0)), float(alike))


def _step_of(a: Floats, b: Floats, difference: Floats) -> tuple[Floats, float]:
    """The displacement that slopes (2, height, width) of two images and their difference ask for, and its error."""
    # Products of one's slope with the other's have no noise in the mean: what is found by them is not too short.
    matrix = np.array([[_summed((a[i] * b[j] + b[i] * a[j]) / 2) for j in (0, 1)] for i in (0, 1)])
    vector = np.array([_summed((a[i] + b[i]) / 2 * difference) for i in (0, 1)])
    whole = matrix.sum(-1), vector.sum(-1)
    without = np.array([_step(whole[0] - matrix[..., k], whole[1] - vector[..., k]) for k in range(_PARTS**2)])
    return _step(*whole), float(jackknife(without).max())


def _step(matrix: Floats, vector: Floats) -> Floats:
    return np.asarray(np.linalg.lstsq(matrix, vector, rcond=1e-6)[0])


def _summed(values: Floats) -> Floats:
    """Sums (n,) over the parts."""
    rows, cols = (np.linspace(0, n, _PARTS, endpoint=False).astype(int) for n in values.shape)
    return np.asarray(np.add.reduceat(np.add.reduceat(values, rows, 0), cols, 1).ravel())
