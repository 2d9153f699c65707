"""What may lie over both images of a pair, wherever the ground is: names, graticules, clouds with soft edges.

It is in both rasters at the same pixels, as steep, of one sign and of the same values, as two sensors hardly show
ground. Whether ground speaks as well is then asked of what is left without it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..geometry import Transform
from ..imaging import Image, apart_from_outlines, shared_outlines, slopes_alike
from ..pairing import Block, Pair
from .overlay_criteria import OVERLAY

# Side (pixels) of what is looked at of a block, and how many blocks speak for all.
_SIDE, _BLOCKS = 640, 4


def share_outlines(images: Sequence[tuple[Image, Image]]) -> bool:
    """Whether the parts of two images, on one grid each, may be alike by outlines of the same values in both.

    Not where the slopes beside these show one ground at once.
    """
    parts = [(_middle(fixed), _middle(placed)) for fixed, placed in images]
    found = [shared_outlines(*part) for part in parts]
    if (np.mean([one.share for one in found]) < OVERLAY.share or np.mean([one.apart for one in found]) > OVERLAY.apart):
        return False
    beside = [slopes_alike(*apart_from_outlines(*part), OVERLAY.scales[0]) for part in parts]
    return bool(np.mean(beside) < OVERLAY.one_ground)


def blocks_share_outlines(pair: Pair, blocks: tuple[Block, ...], transform: Transform) -> bool:
    """``share_outlines`` of the blocks of a pair under a transform; no blocks share none."""
    some = blocks[:: max(1, len(blocks) // _BLOCKS)][:_BLOCKS]
    return bool(some) and share_outlines([(block.fixed, block.placed_image(pair, transform)) for block in some])


def of_one_sign(fixed: Image, placed: Image) -> tuple[bool, bool]:
    """Whether two images on one grid, as their files place them, may be alike by what rises and falls alike in both.

    At the finest of the scales, as names and lines do; and at any, as soft clouds do at coarse ones.
    """
    alike = [slopes_alike(fixed, placed, scale) > OVERLAY.of_one_sign for scale in OVERLAY.scales]
    return alike[0], any(alike)


def _middle(image: Image) -> Image:
    """The middle of an image, if it is large."""
    height, width = image.values.shape
    if max(height, width) <= _SIDE:
        return image
    row, col = max(0, (height - _SIDE) // 2), max(0, (width - _SIDE) // 2)
    cut = np.s_[row : row + _SIDE, col : col + _SIDE]
    rows, cols = image.values[cut].shape
    return Image(image.values[cut], image.valid[cut], image.grid.window(col, row, cols, rows))
