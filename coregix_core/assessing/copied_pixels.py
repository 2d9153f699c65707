"""Pixels that are copies of coarser ones, as nearest neighbours make them where a raster is enlarged.

Both images then change at the lines between copies alone. Where these lines lie is no ground: they are found again
without any displacement, or as far off as the next one. If one image alone is enlarged, its lines draw its edges aside.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .._typing import Mask
from ..pairing import Block, Pair
from .criteria import CRITERIA

# Longest side (pixels) of the part that is looked at.
_PART = 256


def copied_pixels(pair: Pair, blocks: tuple[Block, ...], level: float) -> float:
    """Side (pixels of the frame) of the coarser pixels that both images are copies of; 0 if neither is.

    If one alone is, the side at which both would hide as much. ``blocks`` are those of a level: of a coarse one pixels
    are averages, and no copies.
    """
    block = blocks[0]
    if level > 1 or block.moving is None:
        return 0.0
    of_fixed, of_moving = (side_of_copies(image.values, image.valid) for image in (block.fixed, block.moving))
    # Pixels of its own are no copies.
    sides = [side if side > 1 else 0.0 for side in (of_fixed, of_moving)]
    sides[0] *= block.fixed.grid.pixel_size / pair.frame.pixel
    return max(min(sides), CRITERIA.copied_by_one * max(sides))


def side_of_copies(values: NDArray[np.float32], valid: Mask) -> float:
    """How many pixels of an image (height, width) in a row are copies of one; 1 if none are."""
    middle = tuple(slice(max(0, (n - _PART) // 2), (n + _PART) // 2) for n in values.shape)
    part, known = values[middle], valid[middle]
    return min(_along(part, known), _along(part.T, known.T))


def _along(values: NDArray[np.float32], valid: Mask) -> float:
    both = valid[1:] & valid[:-1]
    seen = both.sum(1) > 0
    same = ((values[1:] == values[:-1]) & both).sum(1)[seen] / both.sum(1)[seen]
    copies = same > CRITERIA.copied
    # Flat ground is the same from row to row as well, but then it is so throughout.
    few = copies.size == 0 or copies.mean() < CRITERIA.copied_share
    if few or copies.all() or np.median(same[~copies]) > CRITERIA.own:
        return 1.0
    return float(1 / (1 - copies.mean()))
