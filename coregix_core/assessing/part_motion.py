"""Ground on two displacements that all windows show together, as part of the evidence.

The places of the evidence hardly overlap, and say whether there may be two. Windows that share half of each other, four
times as many, say which ground lies on which.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .._typing import Floats
from ..geometry import Transform
from ..matching import INVALID, nearest
from ..pairing import SEARCH, WINDOW, Block, Pair, Points, joined_points, measure_block
from ..search_tree import search_tree
from .criteria import MIXTURE, PARTS
from .evidence import Evidence, Look
from .groups import groups_of
from .motion import Motion
from .two_parts import TwoParts, two_parts

# Windows at most, more or less: a part that moved has an area, and no fine outline.
_WINDOWS = 600


def with_parts(pair: Pair, blocks: tuple[Block, ...], transform: Transform, look: Look, seen: Evidence) -> Evidence:
    """The evidence that was ``seen`` of a transform by a look, with the two displacements of its ground, if it has two.

    The one of the smaller part is ground that moved by itself, if hardly anything lies between. A field has followed
    it, and wide windows hold both.
    """
    if transform.model == "local" or look.window != WINDOW:
        return seen
    parts = _parts_of(pair, blocks, transform, look, seen) if _suspected(seen) else None
    if parts is None or parts.gain < MIXTURE.gain:
        return seen
    seen = replace(seen, parts=parts)
    moved = seen.agree & ~parts.stayed(seen.points.fixed)
    # What hardly any place agrees on is no rest that others could have moved against.
    if not parts.told or (seen.agree & ~moved).sum() < PARTS.min_points:
        return seen
    east, north = parts.way
    # Shown less true is how far the ground went.
    return replace(seen, motion=Motion(moved, float(parts.share.mean()), (-float(east), -float(north))))


def _suspected(seen: Evidence) -> bool:
    """Whether the places of the evidence leave it open that its ground lies on two displacements."""
    positions = seen.points.fixed
    step = float(np.median(np.hypot(*(positions[nearest(positions, 1)[:, 0]] - positions).T)))
    parts = two_parts(seen.points, seen.residual, seen.level, step)
    return parts is not None and (parts.gain > MIXTURE.gain_apart or seen.speaks < MIXTURE.speaks)


def _parts_of(pair: Pair, blocks: tuple[Block, ...], transform: Transform, look: Look, seen: Evidence
              ) -> TwoParts | None:
    """The two displacements that windows show which share half of each other."""
    shape = blocks[0].fixed.grid.shape
    window = look.side(shape)
    step = max(window / 2, float(np.sqrt(shape[0] * shape[1] * len(blocks) / _WINDOWS)))
    # Under what places them where they are placed already, if that is as near.
    under = blocks[0].placed_under or transform

    def of_block(block: Block) -> Points:
        return measure_block(pair, block, under, look.proxy, look.edges, window=window, search=SEARCH, step=step,
                             sigma=look.sigma)

    points = joined_points(pair.each(of_block, blocks))
    parts = two_parts(points, _residual(pair, transform, points), seen.level, step * seen.level)
    return None if parts is None else replace(parts, beside_hole=beside_hole(points, parts, step * seen.level))


def beside_hole(points: Points, parts: TwoParts, step: float) -> float:
    """The share of the second part's windows, ``step`` apart, that lie beside a hole; beyond a border lies none."""
    second, hidden = parts.places[parts.share > 0.5], points.fixed[points.reason == INVALID]
    if not (len(second) and len(hidden)):
        return 0.0
    near, holes = 1.5 * step, search_tree(hidden)
    label = groups_of(holes.query_pairs(near, output_type="ndarray"), len(hidden))
    low, high = points.fixed.min(0) + step / 2, points.fixed.max(0) - step / 2
    outside = np.unique(label[((hidden < low) | (hidden > high)).any(1)])
    inside = hidden[~np.isin(label, outside)]
    return float((search_tree(inside).query(second)[0] < near).mean()) if len(inside) else 0.0


def _residual(pair: Pair, transform: Transform, points: Points) -> Floats:
    return np.asarray(pair.frame.to_frame(*transform(*pair.frame.to_world(points.fixed))) - points.moving)
