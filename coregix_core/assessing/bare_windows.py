"""Windows of which nearly all is clipped, as a sea or snow is: what is left of the ground there is specks and noise.

They are found anywhere, or by the edge of a speck that is clipped as well, and say nothing of ground that moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..imaging import share_at_an_end
from ..matching import INVALID
from ..pairing import Block, Pair
from .criteria import PARTS
from .evidence import Evidence


def bare_of(blocks: Sequence[Block], side: int) -> list[NDArray[np.bool_]]:
    """Around which pixels (height, width) of each block a window of a ``side`` shows next to nothing of the ground."""
    return [share > PARTS.bare for share in share_at_an_end([block.fixed for block in blocks], side)]


def without_bare_places(pair: Pair, blocks: Sequence[Block], seen: Evidence, side: int) -> Evidence:
    """What was ``seen`` by windows of a ``side``, without those that show next to nothing."""
    bare = np.zeros(len(seen.residual), bool)
    for block, where in zip(blocks, bare_of(blocks, side), strict=True):
        if where.any():
            bare |= _at(pair, block, where, seen.points.fixed)
    if not bare.any():
        return seen
    points = replace(seen.points, reason=np.where(bare, INVALID, seen.points.reason))
    return replace(seen, points=points, residual=np.where(bare[:, None], np.nan, seen.residual),
                   agree=seen.agree & ~bare)


def _at(pair: Pair, block: Block, where: NDArray[np.bool_], places: Floats) -> NDArray[np.bool_]:
    """Which of the places (n, 2) of the frame lie in a part of a block."""
    cols, rows = (np.floor(v).astype(np.intp) for v in block.fixed.grid.to_pixel(*pair.frame.to_world(places)))
    height, width = where.shape
    inside = (rows >= 0) & (cols >= 0) & (rows < height) & (cols < width)
    found = np.zeros(len(places), bool)
    found[inside] = where[rows[inside], cols[inside]]
    return found
