"""How far a line foretells the grey values of one image from another's, window by window, at each of many shifts.

Within a few pixels a map, a radar or a thermal image goes with what a camera shows, in one sense or the other, whatever
the tones are elsewhere: the squared correlation of small windows sees what no relation over the whole images holds (the
local cross-correlation of Avants et al. 2008, without regard to its sign).
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from .._typing import Floats
from ..imaging import Image

# Side of the windows (pixels): in larger ones areas meet whose tones go together in other senses.
_WINDOW = 5

# Part of the variance of a whole image below which a window shows nothing: noise of the numbers themselves.
_NOTHING = 1e-3


def local_correlation(fixed: Image, moving: Image, reach: int) -> Floats:
    """Mean squared correlation (2 reach + 1, 2 reach + 1) of small windows, by row and column of the shift, 0 to 1.

    ``fixed`` and ``moving`` are on one grid. At each shift the same pixels of the fixed image are looked at: those
    whose windows lie ``reach`` inside. 0 where no pixel is valid in both.
    """
    (here, here_mean, here_spread), (there, mean, spread) = _described(fixed), _described(moving)
    height, width = fixed.values.shape
    half = _WINDOW // 2
    whole = slice(half, -half), slice(half, -half)
    inner = slice(reach, height - reach), slice(reach, width - reach)
    found = np.zeros((2 * reach + 1, 2 * reach + 1))
    for row, col in np.ndindex(*found.shape):
        at = slice(row, height - 2 * reach + row), slice(col, width - 2 * reach + col)
        common = _mean(here[inner] * there[at]) - here_mean[inner] * mean[at]
        share = common**2 / (here_spread[inner] * spread[at])
        # Of windows that the border cuts the product holds other pixels than the means.
        valid = (fixed.valid[inner] & moving.valid[at])[whole]
        if valid.any():
            found[row, col] = share[whole][valid].mean()
    return found


def _described(image: Image) -> tuple[Floats, Floats, Floats]:
    """Grey values less their mean, which invalid pixels get; and the mean and variance of the window around each."""
    middle = float(image.values[image.valid].mean()) if image.valid.any() else 0.0
    values = np.where(image.valid, image.values - middle, 0.0)
    mean = _mean(values)
    least = max(_NOTHING * float(values.var()), 1e-30)
    return values, mean, np.maximum(_mean(values**2) - mean**2, least)


def _mean(values: Floats) -> Floats:
    return np.asarray(ndimage.uniform_filter(values, _WINDOW))
