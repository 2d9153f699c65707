"""Places at which two images both hold an end of their range: fill that no tag tells, labels, saturated clouds.

Their outlines are the same in both though the ground is not. Where one image alone has such a place it is ground, as
the flat colours of a map are.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from .._typing import Mask
from .image import Image

# Part of the range within which a value is its end: resampling rounds.
_ROUNDING = 0.005

# Pixels around such a place whose edges are those of its outline, at the scale of one pixel.
_OUTLINE = 4


def apart_from_saturated(fixed: Image, placed: Image) -> tuple[Image, Image]:
    """Two images on one grid, with nothing valid where both hold an end of their range, and around it."""
    both = _at_end(fixed) & _at_end(placed)
    if not both.any():
        return fixed, placed
    kept = ~ndimage.binary_dilation(both, iterations=_OUTLINE)
    return fixed.only(kept), placed.only(kept)


def _at_end(image: Image) -> Mask:
    """Where valid values are the lowest or the highest of all (height, width)."""
    values = image.values[image.valid]
    if not values.size:
        return np.zeros_like(image.valid)
    low, high = float(values.min()), float(values.max())
    margin = _ROUNDING * (high - low)
    return np.asarray(image.valid & ((image.values <= low + margin) | (image.values >= high - margin)))
