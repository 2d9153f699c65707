"""Places at which two images both hold an end of their range: fill that no tag tells, labels, saturated clouds.

Their outlines are the same in both though the ground is not. Where one image alone has such a place it is ground, as
the flat colours of a map are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .._typing import Mask
from .image import Image

# Part of their spread within which values are the end of all: resampling rounds. Of areas compression rounds as well.
_ROUNDING, _OF_AREAS = 0.005, 0.02

# Pixels around such a place whose edges are those of its outline, at the scale of one pixel; of an area's soft one.
_OUTLINE, _SOFT_OUTLINE = 4, 8

# Pixels beside an area that tell whether it ends at a step.
_BESIDE = 2

# Most values of an image of classes: land cover has 5 to 12 at its first level, legends of 4 bits have 16.
_CLASSES = 16

# Every so many rows and columns say how far values spread.
_STRIDE = 4


def holds_classes(parts: Iterable[NDArray[Any]]) -> bool:
    """Whether the known values of the parts (n,) of an image are so few that they name classes, and measure nothing."""
    return len({value for part in parts for value in np.unique(part[::_STRIDE])}) <= _CLASSES


def apart_from_saturated(fixed: Image, placed: Image, moving: Image | None) -> tuple[Image, Image]:
    """Two images on one grid, with nothing valid where both hold an end of their range, and around it.

    ``placed`` is ``moving``, resampled: beside outlines it overshoots, and no longer says where its range ends.
    """
    both, areas = (_at_ends(fixed, [fixed], part) & _at_ends(placed, [moving or placed], part)
                   for part in (_ROUNDING, _OF_AREAS))
    if not areas.any():
        return fixed, placed
    kept = ~(_grown(both, _OUTLINE) | around_areas(areas))
    return fixed.only(kept), placed.only(kept)


def saturated_areas(pairs: Sequence[tuple[Image, Image]], moving: Sequence[Image]) -> list[Mask]:
    """Where both images of each of the parts of a pair, on one grid, hold an end of the range of all parts.

    ``moving`` are the images that were resampled for the second ones. Single pixels are no areas.
    """
    fixed = [one for one, _ in pairs]
    return [_opened(_at_ends(one, fixed, _OF_AREAS) & _at_ends(placed, moving, _OF_AREAS)) for one, placed in pairs]


def around_areas(areas: Mask) -> Mask:
    """Areas with their outlines."""
    return _grown(_opened(areas), _SOFT_OUTLINE)


def _opened(where: Mask) -> Mask:
    return np.asarray(ndimage.binary_opening(where)) if where.any() else where


def _grown(where: Mask, pixels: int) -> Mask:
    return np.asarray(ndimage.binary_dilation(where, iterations=pixels)) if where.any() else where


def step_from(areas: Sequence[Mask], images: Sequence[Image], own: Sequence[Image]) -> float:
    """How far from the ends of the range of ``own`` an image is beside areas, in units of all that is between.

    Medians; 0 where nothing lies between, but for what resampling made. Fill ends at a step of about 1, what is clipped
    or fades away goes to it.
    """
    (low, high, margin), beside, between = _range(own, _OF_AREAS), [], []
    if all((_at_ends(one, own, _OF_AREAS) | ~one.valid).all() for one in own):
        return 0.0
    for area, one in zip(areas, images, strict=True):
        off = np.minimum(one.values - low, high - one.values)
        inner = one.valid & (off > margin)
        beside.append(off[inner & _grown(area, _BESIDE)])
        between.append(off[inner])
    near, all_of_it = (np.concatenate(found) for found in (beside, between))
    return float(np.median(near) / np.median(all_of_it)) if near.size else 0.0


def share_at_an_end(images: Sequence[Image], side: int) -> list[NDArray[np.float32]]:
    """The share (height, width) of a square of a ``side`` around each pixel that is one end of the range of all images.

    Of the end that has more of it; what is invalid is none.
    """
    low, high, margin = _range(images, _ROUNDING)
    each = [[_square_mean(one.valid & at, side) for at in (one.values <= low + margin, one.values >= high - margin)]
            for one in images]
    return [np.asarray(np.maximum(*ends)) for ends in each]


def _square_mean(where: Mask, side: int) -> NDArray[np.float32]:
    return np.asarray(ndimage.uniform_filter(where.astype(np.float32), side, mode="nearest"))


def _at_ends(image: Image, own: Sequence[Image], part: float) -> Mask:
    """Where valid values are within a part of their spread of the lowest or the highest of ``own`` (height, width)."""
    low, high, margin = _range(own, part)
    return np.asarray(image.valid & ((image.values <= low + margin) | (image.values >= high - margin)))


def _range(own: Sequence[Image], part: float) -> tuple[float, float, float]:
    """The lowest and the highest of all valid values, and a part of their spread; infinite if there are none."""
    known = [values for values in (one.values if one.valid.all() else one.values[one.valid] for one in own)
             if values.size]
    if not known:
        return -np.inf, np.inf, 0.0
    low, high = (float(end([end(values) for values in known])) for end in (np.min, np.max))
    some = np.concatenate([values[::_STRIDE, ::_STRIDE].ravel() if values.ndim > 1 else values[:: _STRIDE**2]
                           for values in known])
    # By most values: of radar a few are so far from all others that nearly all would be near the end.
    return low, high, part * float(np.subtract(*np.quantile(some, [0.9, 0.1])))
