"""How much two images are alike around each pixel, by their edges."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .image import Mask
from .proxies import Proxy
from .smoothing import smoothed


def likeness(one: Proxy, other: Proxy, around: float) -> NDArray[np.float32]:
    """The correlation (height, width) of two proxies on one grid around each pixel; 0 where either is invalid.

    ``around`` is the scale (pixels) of the surroundings.
    """
    valid: Mask = one.valid & other.valid
    product, first, second = (smoothed(np.where(valid, v, 0).astype(np.float32), valid, around) for v in (
        (one.values * other.values.conj()).real, np.abs(one.values) ** 2, np.abs(other.values) ** 2))
    strength = np.sqrt(np.maximum(first * second, 0))
    return np.where(valid & (strength > 0), product / np.maximum(strength, 1e-20), 0).astype(np.float32)
