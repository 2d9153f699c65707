"""What may lie over both images of a pair, wherever the ground is: names, graticules, clouds with soft edges.

It is in both rasters at the same pixels, as steep, of one sign and of the same values, as two sensors hardly show
ground, and it stands out of the ground beside it in both. Whether ground speaks as well is then asked of what is left
without it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..findings import MovedGround
from ..geometry import Transform
from ..imaging import (
    Cover,
    Image,
    apart_from_outlines,
    axes_alike,
    common_part,
    cover_of,
    ends_of_cover,
    gradient,
    shared_outlines,
    slopes_alike,
)
from ..pairing import Block, Pair
from .criteria import OVERLAY

# Fixed and moving images, on one grid each.
Parts = Sequence[tuple[Image, Image]]

# Side (pixels) of what is looked at of a block, and how many blocks speak for all.
_SIDE, _BLOCKS = 640, 4

# Pixels of the slopes.
_SLOPES = 1.0


def parts_of(pair: Pair, blocks: tuple[Block, ...], transform: Transform) -> Parts:
    """The middles of some blocks of a pair, fixed and moving, under a transform."""
    some = blocks[:: max(1, len(blocks) // _BLOCKS)][:_BLOCKS]
    return [middle_of(block.fixed, block.placed_image(pair, transform)) for block in some]


def share_outlines(parts: Parts) -> bool:
    """Whether parts of two images may be alike by outlines of the same values in both; no parts are not.

    Not where the slopes beside these show one ground at once, nor where all that is the same goes on in one image.
    """
    found = [shared_outlines(*part) for part in parts]
    if (not found or np.mean([one.share for one in found]) < OVERLAY.share
            or np.mean([one.apart for one in found]) > OVERLAY.apart):
        return False
    beside = [slopes_alike(*apart_from_outlines(*part), OVERLAY.scales[0]) for part in parts]
    # What lies over both images ends in both; clouds, snow or floods in one of them do not end in the other.
    return bool(np.mean(beside) < OVERLAY.one_ground) and ends_of_cover(parts) > OVERLAY.ended


def may_be_covered(parts: Parts, *, doubtful: bool, patterned: bool = False) -> tuple[bool, bool]:
    """Whether what is the same in parts of two images may be clouds over both, and names, seams, specks and the like.

    Clouds are brighter than the ground beside them in both, if it is ``doubtful`` hardly; of names, beneath what is
    steep, nothing is alike, and of images that are ``patterned`` they may be left out already.
    """
    found = cover_of(parts)
    left_out = doubtful and patterned and found.beside > OVERLAY.beside_names
    # Under noise the steep parts of one ground are all that both show: these have an extent, as names and lines do not.
    seen = found.beside - found.hidden > OVERLAY.uncovered
    return (_may_be_clouds(found, OVERLAY.hardly_brighter if doubtful else OVERLAY.brighter),
            left_out or (_may_be_names(found) and (seen or _is_drawn(parts))))


def _may_be_clouds(found: Cover, brighter: float) -> bool:
    """Whether the cells that are the same are brighter than those beside them in both images, and no steeper."""
    return (found.same > OVERLAY.covered and found.beside > OVERLAY.uncovered and found.brighter > brighter
            and found.closer < OVERLAY.clouds_closer and found.smoother > OVERLAY.smoother)


def _may_be_names(found: Cover) -> bool:
    """Whether the cells that are the same are so to their values, and nothing is alike beneath what is steep."""
    equal = found.closer < OVERLAY.names_closer or found.exact > OVERLAY.exact
    return equal and found.same > OVERLAY.named and found.beside > OVERLAY.uncovered and found.beneath < OVERLAY.thin


def may_be_over_both(parts: Parts) -> bool:
    """Whether all that is the same in parts of two images differs from the rest in both, and the rest is not alike.

    Clouds of any tone do; of ground of which a part changed, one image goes on.
    """
    found = common_part(parts)
    return found.same > OVERLAY.common and found.other > OVERLAY.other and found.unlike > OVERLAY.unlike


def contradicts_outlines(parts: Parts, moved: MovedGround) -> bool:
    """Whether much of the ground lies elsewhere than outlines of the same values in parts of two images, that are thin.

    Names and lines are; ground that stayed beside ground that moved has an extent.
    """
    if moved.bends or moved.share < OVERLAY.moved[0] or moved.length_px < OVERLAY.moved[1]:
        return False
    return share_outlines(parts) and _is_drawn(parts)


def _is_drawn(parts: Parts) -> bool:
    """Whether what is the same in parts of two images is thin, as names and lines are."""
    return common_part(parts, at_all_scales=False).within < OVERLAY.drawn


def is_one_ground(fixed: Image, placed: Image) -> bool:
    """Whether what is left of two images, without what they have much in common, shows one ground at once."""
    along = axes_alike(fixed, placed, OVERLAY.axes)
    # Of little that is left edges lie along each other by chance.
    return along > max(OVERLAY.along, OVERLAY.by_area / max(float(np.sqrt((fixed.valid & placed.valid).sum())), 1.0))


def of_one_sign(fixed: Image, placed: Image) -> tuple[bool, bool]:
    """Whether two images on one grid, as their files place them, may be alike by what rises and falls alike in both.

    At the finest of the scales, as names and lines do; and at any, as soft clouds do at coarse ones.
    """
    alike = [slopes_alike(fixed, placed, scale) > OVERLAY.of_one_sign for scale in OVERLAY.scales]
    return alike[0], any(alike)


def middle_of(fixed: Image, placed: Image) -> tuple[Image, Image]:
    """The middles of two images on one grid, if they are large, with their gradients, of which all looks are."""
    middle = _middle(fixed), _middle(placed)
    for image in middle:
        image.gradients[_SLOPES] = gradient(image, _SLOPES)
    return middle


def _middle(image: Image) -> Image:
    """The middle of an image, if it is large."""
    height, width = image.values.shape
    if max(height, width) <= _SIDE:
        return image
    row, col = max(0, (height - _SIDE) // 2), max(0, (width - _SIDE) // 2)
    cut = np.s_[row : row + _SIDE, col : col + _SIDE]
    rows, cols = image.values[cut].shape
    return Image(image.values[cut], image.valid[cut], image.grid.window(col, row, cols, rows))
