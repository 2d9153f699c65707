"""Areas that both images hold at an end of their range, where a solution leaves them as their files place them.

Fill, clouds that somebody whitened and a sea that was masked have outlines, which agree whatever the ground does. Of
ground that was found elsewhere than the files say no such thing is feared: there the outlines have moved with it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .._typing import Mask
from ..geometry import Transform, identity
from ..imaging import Image, around_areas, holds_classes, saturated_areas, smoothed, step_from
from ..pairing import Block, Pair, distance
from .criteria import CRITERIA
from .sensor_pattern import apart_in_pixels

# Pixels (sigma) over which slopes are smoothed that noise hides.
_SMOOTH = 1.5


def without_common_fill(pair: Pair, blocks: tuple[Block, ...], transform: Transform) -> tuple[Block, ...]:
    """The blocks, with nothing valid where both images are filled, if they are in much of them, nor near to that.

    Not where both show one ground beside it, of which what is clipped or saturated is a part.
    """
    if not _as_filed(pair, transform):
        return blocks
    fixed, moving = [block.fixed for block in blocks], [block.moving for block in blocks if block.moving is not None]
    placed = [block.placed_image(pair, transform) for block in blocks]
    areas = saturated_areas(list(zip(fixed, placed, strict=True)), moving)
    if _count(areas) < CRITERIA.fill_share * max(_valid(fixed), 1):
        return blocks
    left = [one.only(~around_areas(area)) for one, area in zip(fixed, areas, strict=True)]
    if _one_ground(left, fixed, placed, moving, areas):
        return blocks
    return tuple(replace(block, fixed=one) for block, one in zip(blocks, left, strict=True))


def _one_ground(left: Sequence[Image], fixed: Sequence[Image], placed: Sequence[Image], moving: Sequence[Image],
                areas: Sequence[Mask]) -> bool:
    """Whether the images show one ground, with the areas and beside them."""
    return (_one_map(fixed, placed, moving, areas) or _same_slopes(left, placed)
            or _ends_are_all(left, fixed, placed, moving, areas))


def _ends_are_all(left: Sequence[Image], fixed: Sequence[Image], placed: Sequence[Image], moving: Sequence[Image],
                  areas: Sequence[Mask]) -> bool:
    """Whether masks, lamps at night or ground that is clipped all over show little but the ends of their range."""
    if _valid(left) >= CRITERIA.ends_alone * _valid(fixed):
        return False
    return max(step_from(areas, fixed, fixed), step_from(areas, placed, moving)) < CRITERIA.fill_step


def _one_map(fixed: Sequence[Image], placed: Sequence[Image], moving: Sequence[Image], areas: Sequence[Mask]) -> bool:
    """Whether both images hold the same classes, of which outlines are all that there is to see."""
    classes = all(holds_classes(one.values[one.valid] for one in images) for images in (fixed, moving))
    return classes and _same_classes(fixed, placed, areas) > CRITERIA.same_classes


def _valid(images: Iterable[Image]) -> int:
    return _count(one.valid for one in images)


def _count(masks: Iterable[Mask]) -> int:
    return sum(int(mask.sum()) for mask in masks)


def _same_classes(first: Sequence[Image], second: Sequence[Image], areas: Sequence[Mask]) -> float:
    """Share of the pixels beside areas that have one class in both images, of which the second ones are resampled."""
    known = np.unique(np.concatenate([one.values[one.valid] for one in first]))
    within = float(np.diff(known).min()) / 2 if known.size > 1 else 0.0
    same = [np.abs(one.values - other.values)[one.valid & other.valid & ~area] < within
            for one, other, area in zip(first, second, areas, strict=True)]
    return float(_count(same) / max(sum(part.size for part in same), 1))


def _same_slopes(left: Sequence[Image], placed: Sequence[Image]) -> bool:
    """Whether both images rise alike where they are valid, from pixel to pixel or by what smoothing leaves of noise."""
    valid = [one.valid & other.valid for one, other in zip(left, placed, strict=True)]
    pairs = [np.stack([one.values, other.values]) for one, other in zip(left, placed, strict=True)]
    if _signs_alike(pairs, valid, 1.0) > CRITERIA.one_ground:
        return True
    smooth = [np.stack([smoothed(one, known, _SMOOTH) for one in pair])
              for pair, known in zip(pairs, valid, strict=True)]
    return _signs_alike(smooth, valid, 2 * math.pi * _SMOOTH**2) > CRITERIA.one_smooth_ground


def _signs_alike(pairs: Sequence[NDArray[np.float32]], valid: Sequence[Mask], together: float) -> float:
    """The correlation of the differences between neighbouring pixels of both images of pairs (2, height, width).

    By their signs, and at least: what is left of outlines is steep and the same, and on few pixels. It needs no
    windows, for which scraps between areas have no room. So many pixels vary ``together``; 0 if none is valid.
    """
    alike = count = 0
    for pair, known in zip(pairs, valid, strict=True):
        values = np.where(known, pair, np.nan)
        for rises in (np.diff(values, axis=1), np.diff(values, axis=2)):
            signs = np.sign(rises[:, np.isfinite(rises).all(0)]).prod(0)
            alike, count = alike + int(signs.sum()), count + int(np.count_nonzero(signs))
    if not count:
        return 0.0
    # Of normal values by the share of signs that agree, of which three standard errors may be chance.
    return math.sin(math.pi / 2 * max(alike / count - 3 * math.sqrt(together / count), -1.0))


def _as_filed(pair: Pair, transform: Transform) -> bool:
    """Whether a transform leaves the moving raster where its georeference, or its pixels, put it."""
    if distance(transform, identity(pair.frame.centre), pair) < CRITERIA.as_filed:
        return True
    apart = apart_in_pixels(pair, transform)
    return bool(((apart**2).sum(0).mean()) ** 0.5 < CRITERIA.as_filed)
