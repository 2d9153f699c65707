"""How noisy each image of a network is, and what of a link's noise another link of the same images does not share.

To first order two noisy images are found apart by the difference of what each is found off by itself: beside the links
of each of them to a clean image, one between them says nothing new, however many there are. What it adds of its own
is the product of both images' noise. So the noise of a link is the sum of two images' components of variance, by which
these are known, and links count by the product.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats

# Steps in which the components settle.
_STEPS = 60

# Component of variance of tie points (square pixels) below which other errors of a link's own rule, as those of
# interpolation do: of clear images nothing is gained by telling them apart.
_CLEAR = 0.1**2


def own_shares(ends: NDArray[np.intp], total: Floats) -> Floats:
    """How much of each link's noise is its own (links,), in units of what is usual.

    ``ends`` (links, 2) are the images of each link, ``total`` (links,) the variance of its tie
    points, in square pixels.
    """
    noise = _components(ends, np.maximum(total, 1e-12))
    first, second = noise[ends].T
    own = 2 * first * second / (first + second) + _CLEAR
    return np.asarray(own / np.median(own))


def _components(ends: NDArray[np.intp], total: Floats) -> Floats:
    """Components of variance (images,) whose sums are the links', none of them negative; 0 of an image without any.

    Each link blames its images in proportion to what they have, which settles where the sums are right on average.
    """
    count = np.maximum(np.bincount(ends.ravel()), 1)
    found = np.bincount(ends.ravel(), np.repeat(total / 2, 2)) / count
    for _ in range(_STEPS):
        blame = total / np.maximum(found[ends].sum(1), 1e-15)
        found = found * np.bincount(ends.ravel(), np.repeat(blame, 2)) / count
    return np.asarray(np.maximum(found, 1e-15))
