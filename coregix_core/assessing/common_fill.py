"""Areas that both images hold at an end of their range, where a solution leaves them as their files place them.

Fill, clouds that somebody whitened and a sea that was masked have outlines, which agree whatever the ground does. Of
ground that was found elsewhere than the files say no such thing is feared: there the outlines have moved with it.
"""

from __future__ import annotations

from dataclasses import replace

from ..geometry import Transform, identity
from ..imaging import around_areas, saturated_areas
from ..pairing import Block, Pair, distance
from .criteria import CRITERIA
from .sensor_pattern import apart_in_pixels


def without_common_fill(pair: Pair, blocks: tuple[Block, ...], transform: Transform) -> tuple[Block, ...]:
    """The blocks, with nothing valid where both images are filled, if they are in much of them, nor near to that."""
    if not _as_filed(pair, transform):
        return blocks
    images = [(block.fixed, block.placed_image(pair, transform)) for block in blocks]
    areas = saturated_areas(images, [block.moving for block in blocks if block.moving is not None])
    share = sum(int(area.sum()) for area in areas) / max(sum(int(fixed.valid.sum()) for fixed, _ in images), 1)
    if share < CRITERIA.fill_share:
        return blocks
    return tuple(replace(block, fixed=block.fixed.only(~around_areas(area)))
                 for block, area in zip(blocks, areas, strict=True))


def _as_filed(pair: Pair, transform: Transform) -> bool:
    """Whether a transform leaves the moving raster where its georeference, or its pixels, put it."""
    if distance(transform, identity(pair.frame.centre), pair) < CRITERIA.as_filed:
        return True
    apart = apart_in_pixels(pair, transform)
    return bool(((apart**2).sum(0).mean()) ** 0.5 < CRITERIA.as_filed)
