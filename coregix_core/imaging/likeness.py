"""How much two images are alike around each pixel, by their edges."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .image import Mask
from .proxies import Proxy
from .smoothing import smoothed


def likeness(first: Proxy, second: Proxy, around: float) -> NDArray[np.float32]:
    """The correlation (height, width) of two proxies on one grid around each pixel; 0 where either is invalid.

    ``around`` is the scale (pixels) of the surroundings.
    """
    valid: Mask = first.valid & second.valid
    product, of_first, of_second = (smoothed(np.where(valid, v, 0).astype(np.float32), valid, around) for v in (
        (first.values * second.values.conj()).real, np.abs(first.values) ** 2, np.abs(second.values) ** 2))
    strength = np.sqrt(np.maximum(of_first * of_second, 0))
    return np.where(valid & (strength > 0), product / np.maximum(strength, 1e-20), 0).astype(np.float32)
