"""Smoothing by normalised convolution (Knutsson and Westin 1993): what is invalid has no part in a mean."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Field = NDArray[np.float32]


def smoothed(values: Field, valid: NDArray[np.bool_], sigma: float) -> Field:
    """Gaussian smoothing over the valid pixels alone; it also fills invalid pixels from near valid ones."""
    # The common case needs one filter instead of two.
    if valid.all():
        return np.asarray(ndimage.gaussian_filter(values, sigma), np.float32)
    weight = ndimage.gaussian_filter(valid.astype(np.float32), sigma)
    total = ndimage.gaussian_filter(np.where(valid, values, np.float32(0)), sigma)
    # Far from valid pixels, below a ten-thousandth, the quotient would be of two roundings of single precision.
    return np.where(weight > 1e-4, total / np.maximum(weight, 1e-4), np.float32(0))
