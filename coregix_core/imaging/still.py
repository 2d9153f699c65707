"""Whether the ground of two images lies pixel on pixel, by what is left beside areas that both hold at the same pixels.

Ground that lies so shows what is clipped in both, as a sea or snow, at the same pixels too. It is found by one
Gauss-Newton step over all edges (Lucas and Kanade 1981), and what they say without each part of the image tells how
well that is known (the jackknife, Tukey 1958).
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from .._typing import Floats, Mask

# Pixels beside an area whose edges are those of its outline, and fewest pixels that are left to tell.
_OUTLINE, _FEWEST = 4, 2000

# Correlation of slopes from which on two images show one ground; pixels that it may lie aside, as copies of the same
# outlines draw what is compared by no more than that; and standard error up to which that is known.
_ONE_GROUND, _ASIDE, _KNOWN = 0.5, 0.02, 0.01

# Parts of the image along each side.
_PARTS = 4


def lies_still(moving: Floats, fixed: Floats, areas: Mask) -> bool:
    """Whether two images (height, width) show one ground at the same pixels, beside ``areas`` and their outlines.

    NaN is invalid. The tones of one may be the other's times a factor, but not inverted.
    """
    beside = ~ndimage.binary_dilation(areas, iterations=_OUTLINE)
    one, other = (np.where(beside, image, np.nan) for image in (moving, fixed))
    known = np.isfinite(one) & np.isfinite(other)
    if known.sum() < _FEWEST:
        return False
    one, other = (np.where(known, (image - image[known].mean()) / max(float(image[known].std()), 1e-30), np.nan)
                  for image in (one, other))
    slopes = np.array([np.gradient(one), np.gradient(other)])
    inner = np.isfinite(slopes).all((0, 1))
    a, b = np.where(inner, slopes, 0.0)
    difference = np.where(inner, one - other, 0.0)
    alike = (a * b).sum() / max(float(np.sqrt((a**2).sum() * (b**2).sum())), 1e-30)
    return bool(alike > _ONE_GROUND and _in_place(a, b, difference))


def _in_place(a: Floats, b: Floats, difference: Floats) -> bool:
    """Whether slopes (2, height, width) of two images and how these differ ask for no displacement, beyond doubt."""
    # Products of one's slope with the other's have no noise in the mean: what is found by them is not too short.
    matrix = np.array([[_summed((a[i] * b[j] + b[i] * a[j]) / 2) for j in (0, 1)] for i in (0, 1)])
    vector = np.array([_summed((a[i] + b[i]) / 2 * difference) for i in (0, 1)])
    whole, side = (matrix.sum(-1), vector.sum(-1)), range(matrix.shape[-1])
    aside = _step(*whole)
    without = np.array([_step(whole[0] - matrix[..., k], whole[1] - vector[..., k]) for k in side])
    error = np.sqrt((len(without) - 1) * without.var(0))
    return bool(np.hypot(*aside) < _ASIDE and error.max() < _KNOWN)


def _step(matrix: Floats, vector: Floats) -> Floats:
    return np.asarray(np.linalg.lstsq(matrix, vector, rcond=1e-6)[0])


def _summed(values: Floats) -> Floats:
    """Sums (n,) over the parts."""
    rows, cols = (np.linspace(0, n, _PARTS, endpoint=False).astype(int) for n in values.shape)
    return np.asarray(np.add.reduceat(np.add.reduceat(values, rows, 0), cols, 1).ravel())
