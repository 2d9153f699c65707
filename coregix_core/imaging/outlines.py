"""Outlines that two images share: where both are steep and rise alike, as names, lines and fill that lie over both."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import ndimage

from .._typing import Mask
from .image import Image
from .proxies import gradient
from .smoothing import smoothed

# Pixels of the edges.
_SIGMA = 1.0

# Quantiles of an image's slopes from which on they are its steepest, and from which on they are steep.
_STEEPEST, _STEEP = 0.95, 0.9

# Cosine of the angle between two slopes, and the lesser by the greater, from which on they are the same; that cosine
# from which on they are one outline.
_ONE_WAY, _AS_MUCH, _ALONG = 0.9, 0.6, 0.8

# Pixels around such an outline within which it is seen.
_AROUND = 6


@dataclass(frozen=True)
class Outlines:
    """What the steepest pixels of two images on one grid have in common.

    ``share`` of those of one image are as steep, and rise the same way, in the other one. Where both are steepest their
    values lie ``apart`` by so much of what they do in the median; ``where`` (height, width) are the outlines of both.
    """

    share: float
    apart: float
    where: Mask


def shared_outlines(fixed: Image, placed: Image) -> Outlines:
    """The outlines that two images on one grid share; none if hardly any pixel is valid in both."""
    (one, own), (other, others) = (gradient(image, _SIGMA) for image in (fixed, placed))
    valid = own & others
    if np.count_nonzero(valid) < _SIGMA * 100:
        return Outlines(0.0, 1.0, np.zeros_like(valid))
    slopes = [np.where(valid, np.abs(slope), np.float32(0)) for slope in (one, other)]
    steepest, steep = ([slope > np.quantile(slope[valid], part) for slope in slopes] for part in (_STEEPEST, _STEEP))
    along = (one.conj() * other).real / np.maximum(slopes[0] * slopes[1], np.float32(1e-30))
    same = (along > _ONE_WAY) & (np.minimum(*slopes) > _AS_MUCH * np.maximum(*slopes))
    share = max((float(same[part].mean()) for part in steepest if part.any()), default=0.0)
    off, both = np.abs(fixed.values - placed.values), steepest[0] & steepest[1]
    usual = float(np.median(off[valid]))
    apart = float(np.median(off[both])) / usual if both.any() and usual > 0 else 1.0
    return Outlines(share, apart, steep[0] & steep[1] & (along > _ALONG))


def apart_from_outlines(fixed: Image, placed: Image) -> tuple[Image, Image]:
    """Two images on one grid, with nothing valid on the outlines that they share, nor around these."""
    where = shared_outlines(fixed, placed).where
    kept = ~ndimage.binary_dilation(where, iterations=_AROUND)
    return fixed.only(kept), placed.only(kept)


def flattened(image: Image, sigma: float) -> Image:
    """The image less what is smooth at a scale (pixels), as haze and soft clouds are."""
    around = smoothed(image.values, image.valid, sigma)
    return replace(image, values=np.where(image.valid, image.values - around, np.float32(0)))


def axes_alike(fixed: Image, placed: Image, sigma: float) -> float:
    """Mean cosine of twice the angle between the slopes of two images on one grid at a scale (pixels), by their roots.

    Edges of one ground lie along each other, whichever side is the brighter one; 0 if nothing is valid in both.
    """
    (one, own), (other, others) = (gradient(image, sigma) for image in (fixed, placed))
    valid = own & others
    both = (one[valid].conj() * other[valid]).astype(np.complex128)
    steep = np.abs(both)
    weight = np.sqrt(steep)
    along = 2 * (both.real / np.maximum(steep, 1e-30)) ** 2 - 1
    return float((along * weight).sum() / max(float(weight.sum()), 1e-30))


def slopes_alike(fixed: Image, placed: Image, sigma: float) -> float:
    """The correlation of the slopes of two images on one grid at a scale (pixels); 0 if nothing is valid in both."""
    (one, own), (other, others) = (gradient(image, sigma) for image in (fixed, placed))
    valid = own & others
    if not valid.any():
        return 0.0
    a, b = one[valid], other[valid]
    of_one, of_other, of_both = (float((v.conj() * w).real.sum(dtype=float)) for v, w in ((a, a), (b, b), (a, b)))
    return of_both / max(float(np.sqrt(of_one * of_other)), 1e-30)
