"""Ground that moved by itself: points that agree with each other, but on another displacement than the rest.

A landslide, a glacier or dunes carry their texture along. That is neither scatter nor terrain: the displacement jumps
from one value to another, with hardly anything between.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..matching import nearest
from .criteria import PARTS


@dataclass(frozen=True)
class Motion:
    """The agreeing points that moved, (n,), and how far against the others (pixels of the frame; x east, y up).

    ``share`` is that of the places that lie on the moved displacement, of those that lie on either.
    """

    moved: NDArray[np.bool_]
    share: float
    displacement: tuple[float, float]
    bends: ClassVar[bool] = False


@dataclass(frozen=True)
class Departure:
    """Windows (k, 2) that lie together elsewhere, by ``off`` (k, 2) from the rest, all in pixels of the frame.

    ``share`` is that of the ground that both images show; ``bends`` tells ground that bends from such as moved by
    itself. ``among`` (n,) are the places of the evidence that it holds.
    """

    places: Floats
    off: Floats
    share: float
    bends: bool
    among: NDArray[np.bool_]

    @property
    def displacement(self) -> tuple[float, float]:
        """How far those of it went that went farthest, and make half of its square; x east, y up."""
        square = (self.off**2).sum(1)
        farthest = np.argsort(-square, kind="stable")
        total = np.cumsum(square[farthest])
        way = np.median(self.off[farthest[: int(np.searchsorted(total, total[-1] / 2)) + 1]], axis=0)
        # Shown less true, as the residuals are true less shown.
        return float(-way[0]), float(-way[1])

    @property
    def rms(self) -> float:
        """What it adds to the root mean square error over all of the ground."""
        return float(np.sqrt(self.share * (self.off**2).sum(1).mean()))


def coherent_motion(positions: Floats, residual: Floats, agree: NDArray[np.bool_], level: float) -> Motion | None:
    """The part of the agreeing points that moved by itself; None if there is none.

    ``positions`` (n, 2) places, ``residual`` (n, 2) true less shown or NaN, in pixels of the frame; ``agree`` (n,).
    """
    if agree.sum() < 2 * PARTS.min_points:
        return None
    values = residual[agree]
    # The most common displacement, and not the mean or the median: half of a scene may be a glacier.
    rest = _mode(values, PARTS.together * level)
    others = ~_within(values, values[rest].mean(0), PARTS.together * level)
    fewest = max(PARTS.min_points, PARTS.min_share * len(values))
    if others.sum() < fewest:
        return None
    group = np.zeros(len(values), bool)
    group[np.flatnonzero(others)[_mode(values[others], PARTS.together * level)]] = True
    # Against the rest and not against 0: what the whole image is off by is no motion.
    way = values[group].mean(0) - values[rest].mean(0)
    length = float(np.hypot(*way))
    # The ends of what moved are seen by windows that hold both: they lie between, but nearer to the group.
    group = others & _within(values, values[group].mean(0), max(PARTS.together * level, PARTS.nearly * length))
    spread = float(np.sqrt(((values[rest] - values[rest].mean(0)) ** 2).sum(1).mean()))
    explained = group | rest
    if (group.sum() < fewest or length < max(PARTS.spreads * spread, 1.5 * level)
            or explained.mean() < PARTS.explained or not _compact(positions[agree], group)):
        return None
    if _step(positions[agree], values, group, rest) < PARTS.jump * length:
        return None
    moved = np.zeros(len(agree), bool)
    moved[np.flatnonzero(agree)[others]] = True
    # Along the border places do not agree with their neighbours, but they still lie on one side of it.
    there = _within(residual, values[group].mean(0), max(PARTS.together * level, PARTS.nearly * length)).sum()
    here = _within(residual, values[rest].mean(0), PARTS.together * level).sum()
    # Shown less true is how far the ground went.
    return Motion(moved, float(there / (there + here)), (float(-way[0]), float(-way[1])))


def seen_again(motion: Motion, rest: Floats, residual: Floats, agree: NDArray[np.bool_]) -> Motion:
    """The same motion at the points of another look.

    Those moved that lie nearer to where the ground went than to the ``rest`` (2,), the residual of what stayed; (n, 2)
    ``residual`` and ``agree`` (n,) are those of that look.
    """
    gone = rest - np.array(motion.displacement)
    nearer = np.hypot(*(residual - gone).T) < np.hypot(*(residual - rest).T)
    return replace(motion, moved=agree & nearer)


def _mode(values: Floats, within: float) -> NDArray[np.bool_]:
    """The values (n, 2) within a distance of the one that has the most such neighbours."""
    # All pairs at once: there are a few hundred points of one look, and no more.
    near = np.hypot(*np.moveaxis(values[:, None] - values[None], 2, 0)) < within
    return np.asarray(near[int(np.argmax(near.sum(1)))])


def _within(values: Floats, centre: Floats, distance: float) -> NDArray[np.bool_]:
    return np.asarray(np.hypot(*(values - centre).T) < distance)


def _step(positions: Floats, values: Floats, moved: NDArray[np.bool_], stayed: NDArray[np.bool_]) -> float:
    """The median distance between the residuals (n, 2) of moved places and of those beside them that stayed."""
    near = nearest(positions, 4)
    pairs = np.hypot(*np.moveaxis(values[:, None] - values[near], 2, 0))[moved[:, None] & stayed[near]]
    # A part that lies apart from all others has nothing beside it to be told from by this.
    return float(np.median(pairs)) if pairs.size else np.inf


def _compact(positions: Floats, group: NDArray[np.bool_]) -> bool:
    """Whether points of a group mostly have a neighbour of the group: what moved has an area, chance has none."""
    near = nearest(positions, 4)
    return bool(group[near][group].mean() > max(2 * group.mean(), 0.3) or group.mean() > 0.4)
