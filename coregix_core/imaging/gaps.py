"""Thin gaps, such as dead pixels and lines, are bridged: what is compared should be blind to holes, not to all between.

A hole that holds no square of 3 x 3 pixels is thin. It gets the harmonic interpolation of the pixels around it, which
keeps slopes and so moves nothing. Holes that are wider stay holes. The output file never takes such values.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .._typing import Mask
from .image import Image

# Side of the smallest square of invalid pixels that is a hole in its own right.
_SIDE = 3

# Side of the surroundings of a thin gap in pixels, and the share of them that must be valid.
_AROUND, _MIN_VALID_SHARE = 9, 0.5

# Relaxations: enough for gaps of two pixels, and for the odd cluster where every third pixel is invalid.
_ROUNDS = 12


def solid(invalid: Mask) -> Mask:
    """Invalid pixels that belong to a square of 3 x 3 of them; beyond the border all counts as invalid."""
    squares = ndimage.minimum_filter(invalid.view(np.uint8), _SIDE, mode="constant", cval=1)
    return np.asarray(ndimage.maximum_filter(squares, _SIDE, mode="constant", cval=0).view(bool))


def bridged(image: Image) -> Image:
    """The image with its thin gaps filled and valid."""
    if image.valid.all() or not image.valid.any():
        return image
    wide = solid(~image.valid)
    share = ndimage.uniform_filter(image.valid.astype(np.float32), _AROUND, mode="mirror")
    gaps = ~image.valid & ~wide & (share >= _MIN_VALID_SHARE)
    if not gaps.any():
        return image
    return Image(_relaxed(image.values, image.valid, gaps), image.valid | gaps, image.grid)


def _relaxed(values: NDArray[np.float32], valid: Mask, gaps: Mask) -> NDArray[np.float32]:
    """Values with those in ``gaps`` replaced by solutions of Laplace's equation."""
    height, width = values.shape
    row, col = np.nonzero(gaps)
    steps = np.array([(-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1)])
    rows, cols = row[:, None] + steps[:, 0], col[:, None] + steps[:, 1]
    inside = (rows >= 0) & (rows < height) & (cols >= 0) & (cols < width)
    around = np.where(inside, rows * width + cols, 0)
    # The weights of the nine-point Laplacian, which looks alike in all directions.
    weight = np.array([4, 4, 4, 4, 1, 1, 1, 1], np.float32) * (inside & (valid | gaps).ravel()[around])
    out = values.copy().ravel()
    # From the valid neighbours alone to begin with, then from all.
    known = weight * valid.ravel()[around]
    here = np.flatnonzero(gaps)
    out[here] = _mean(out[around], known, float(values[valid].mean()))
    for _ in range(_ROUNDS):
        out[here] = _mean(out[around], weight, 0.0)
    return out.reshape(height, width)


def _mean(values: NDArray[np.float32], weight: NDArray[np.float32], otherwise: float) -> NDArray[np.float32]:
    """Weighted means (n,) of values (n, neighbours); ``otherwise`` if there is no weight."""
    total = weight.sum(axis=1)
    return np.where(total > 0, (values * weight).sum(axis=1) / np.maximum(total, 1), np.float32(otherwise))
