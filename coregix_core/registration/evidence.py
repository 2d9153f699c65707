"""Residual displacements measured anew under a transform, and which of them agree.

The measurement is independent of the solve: other windows, on a grid half a step aside, and another edge proxy.
Places count as evidence where a window is found again near where its neighbours are; unrelated images do that by chance
alone, and how often is known from the size of the search (an a-contrario test, Desolneux, Moisan and Morel 2008).
A second measurement, at twice the scale and by the proxy of the solve, is compared with the first; a coarse one looks
farther where the first speaks for part of the ground alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtrc

from .._typing import Floats
from ..fitting import Fit, fit
from ..geometry import Transform
from ..matching import INVALID, near_median
from .blocks import POINTS, SEARCH, WINDOW, Block, Points, joined_points, measure_block, read_blocks, window_of
from .criteria import CRITERIA
from .motion import Motion, coherent_motion, seen_again
from .pair import Pair
from .tie_point_solve import to_transform

OTHER_PROXY = {"orientation": "balanced", "balanced": "orientation", "correlation": "balanced", "pooled": "similar"}
"""The proxy that checks a solve by another one."""

# Pixel sizes at which agreement is looked for, finest first.
_LEVELS = (1.0, 2.0, 4.0, 8.0)

# Shorter side (pixels) below which an image has room for too few windows to distinguish agreement from chance.
_SMALLEST = 96

# How much coarser the look is that finds ground beyond the search: it reaches four times as far.
_FAR = 4.0

# Side of its windows in its own pixels: ground that bends is flat over no more.
_FAR_WINDOW = 32

# Share of the valid places that agrees, from which on nothing is looked for farther away.
_SPEAKS = 0.8


@dataclass(frozen=True)
class Evidence:
    """Measured points of one level, which of them agree, and the probability of that by chance.

    ``residual`` (n, 2): true less shown, in pixels of the frame, NaN where nothing was measured. ``agree`` (n,).
    ``second`` is the same ground measured by other means, ``far`` by a coarser look; None where that was not done.
    ``motion`` is ground that moved by itself: it agrees, but on something else than the rest.
    """

    level: float
    points: Points
    residual: Floats
    agree: NDArray[np.bool_]
    chance: float
    second: Evidence | None = None
    far: Evidence | None = None
    motion: Motion | None = None

    @property
    def measured(self) -> NDArray[np.bool_]:
        """Points with a displacement."""
        return np.isfinite(self.residual[:, 0])

    @property
    def valid(self) -> NDArray[np.bool_]:
        """Places at which both images are valid."""
        return np.asarray(self.points.reason != INVALID)

    @property
    def valid_share(self) -> float:
        """Share of the places at which both images are valid; 1 where no place was looked at."""
        return float(self.valid.mean()) if self.valid.size else 1.0

    @property
    def share(self) -> float:
        """Share of the measured points that agree."""
        return float(self.agree.sum() / max(self.measured.sum(), 1))

    @property
    def speaks(self) -> float:
        """Share of the valid places that agree."""
        return float(self.agree.sum() / max(self.valid.sum(), 1))

    @property
    def convinces(self) -> bool:
        """Whether so many agree that it is no chance."""
        return self.chance < CRITERIA.chance and self.share > CRITERIA.convincing_share

    @property
    def stable(self) -> NDArray[np.bool_]:
        """Points that agree and did not move by themselves."""
        return self.agree if self.motion is None else self.agree & ~self.motion.moved

    def common(self) -> Fit | None:
        """What the residuals of stable points share, as an affine (a similarity or a shift if they are few)."""
        kept = self.stable
        if kept.sum() < 6:
            return None
        # The fit leads from each place to that place and what is left there, so that it is of the residuals.
        source, zero = self.points.source[kept], self.points.source[kept] + self.residual[kept]
        # An affine has six parameters: four points for each of them; a turn shows in fewer.
        model = "affine" if kept.sum() >= 24 else "similarity" if kept.sum() >= 12 else "translation"
        return fit(model, source, zero, self.points.information[kept], np.ones(len(source), bool), source.mean(0))


@dataclass(frozen=True)
class Look:
    """How a pair is measured: by which proxy, at which scale (pixels), in which windows, from where."""

    proxy: str
    edges: bool
    sigma: float = 1.0
    total: int = POINTS
    window: int = WINDOW
    offset: float = 0.5

    def second(self, proxy: str) -> Look:
        """A look by other means: other edges, of twice the scale, at other places and a quarter of as many."""
        return replace(self, proxy=proxy, sigma=2 * self.sigma, total=self.total // 4, offset=0.25)


def gather(pair: Pair, transform: Transform, proxy: str, edges: bool, blocks: tuple[Block, ...], level: float,
           count: int) -> Evidence:
    """Measure under ``transform`` at the finest level at which places agree beyond chance.

    ``proxy`` is that of the solve, ``blocks`` what is in memory of ``level``, ``count`` how many blocks stand for a
    large level.
    """
    tried: list[Evidence] = []
    look = Look(OTHER_PROXY[proxy], edges, window=window_of(OTHER_PROXY[proxy]))
    size = min(pair.grid_at(1.0).shape)
    for finest in [level, *(v for v in _LEVELS if v > level)]:
        if tried and size / finest < _SMALLEST:
            break
        # What the solve read of its last level is still in memory; coarser ones have to be read.
        images = blocks if finest == level and blocks else read_blocks(pair, finest, transform, count)
        tried.append(_evidence(pair, images, transform, transform, look, finest))
        if tried[-1].convinces:
            seen = _with_motion(_from_nearby(pair, images, transform, tried[-1], look))
            # Under what the first found in common: the two differ by what they see, and by no bias.
            nearer = _nearer(pair, transform, seen) or transform
            second = _evidence(pair, images, transform, nearer, look.second(proxy), finest)
            far = _far(pair, transform, seen, look, count)
            return replace(seen, second=_of_motion(seen, second), far=None if far is None else _with_motion(far))
    # None convinced: the verdict is that of the level that came nearest.
    return min(tried, key=lambda e: e.chance)


def first_look(pair: Pair, transform: Transform, proxy: str, edges: bool, blocks: tuple[Block, ...], level: float
               ) -> Evidence:
    """What the first measurement of ``gather`` sees at the level of ``blocks``."""
    look = Look(OTHER_PROXY[proxy], edges, window=window_of(OTHER_PROXY[proxy]))
    return _evidence(pair, blocks, transform, transform, look, level)


def _far(pair: Pair, transform: Transform, seen: Evidence, look: Look, count: int) -> Evidence | None:
    """A coarser look, where ground that bends or moved is beyond the search; None if nearly all of it speaks."""
    size = min(pair.grid_at(1.0).shape)
    level = next((f * seen.level for f in (_FAR, _FAR / 2) if size / (f * seen.level) >= _SMALLEST), None)
    if seen.speaks > _SPEAKS or level is None or transform.model == "local":
        return None
    far = _evidence(pair, read_blocks(pair, level, transform, count), transform, transform,
                    replace(look, window=_FAR_WINDOW), level)
    return far if far.convinces else None


def _with_motion(evidence: Evidence) -> Evidence:
    """The evidence, with ground that moved by itself told apart from the rest."""
    return replace(evidence, motion=coherent_motion(evidence.points.source, evidence.residual, evidence.agree,
                                                    evidence.level))


def _of_motion(seen: Evidence, second: Evidence) -> Evidence:
    """The second measurement, without what moved in the first: it has too few points to see that by itself."""
    if seen.motion is None:
        return second
    # Of what stayed: moved ground is nearer to its own displacement than to this.
    rest = np.median(seen.residual[seen.stable], axis=0)
    return replace(second, motion=seen_again(seen.motion, rest, second.residual, second.agree))


def _from_nearby(pair: Pair, blocks: tuple[Block, ...], transform: Transform, seen: Evidence, look: Look) -> Evidence:
    """The evidence, measured again from where the images lie nearer to each other."""
    nearer = _nearer(pair, transform, seen)
    if nearer is None:
        return seen
    # Levelled angles alias between pixels, and draw displacements towards whole ones by up to a fifth of the fraction.
    again = _evidence(pair, blocks, transform, nearer, look, seen.level)
    return again if again.chance < CRITERIA.chance else seen


def _nearer(pair: Pair, transform: Transform, evidence: Evidence) -> Transform | None:
    """The transform without what the residuals have in common; None where that is next to nothing."""
    common = evidence.common()
    if common is None:
        return None
    places = places_of(pair)
    if np.sqrt(((common(places) - places) ** 2).sum(1).mean()) < CRITERIA.in_place * evidence.level:
        return None
    # Residuals are true less shown: what the transform says is too much by them.
    return transform @ to_transform(common, pair.frame).inverted()


def _evidence(pair: Pair, blocks: tuple[Block, ...], transform: Transform, under: Transform, look: Look, level: float
              ) -> Evidence:
    """What is measured of ``transform`` on images that lie ``under`` another one, near to it."""
    points = _measured(pair, blocks, under, look)
    # Both are where the moving raster shows a place: as the transform says, and as it was found.
    expected = pair.frame.to_frame(*transform(*pair.frame.to_world(points.source)))
    return agreeing(points, expected - points.target, level)


def _measured(pair: Pair, blocks: tuple[Block, ...], transform: Transform, look: Look) -> Points:
    """Tie points whose windows hardly overlap: neighbours that share pixels would agree of themselves."""
    shape = blocks[0].fixed.grid.shape
    # Several windows across even a small image, down to the size below which a window holds too little texture.
    wide = max(1.0, look.window / WINDOW)
    window = int(np.clip(wide * min(shape) / 6, 16, look.window)) // 2 * 2
    # Wide windows are few: they share half of each other, which under their tapers is a sixth of the weight.
    step = max((0.5 if wide > 1 else 0.75) * window, np.sqrt(shape[0] * shape[1] * len(blocks) / look.total))

    def of_block(block: Block) -> Points:
        return measure_block(pair, block, transform, look.proxy, look.edges, window=window, search=SEARCH, step=step,
                             offset=look.offset, sigma=look.sigma)

    return joined_points(pair.each(of_block, blocks))


def agreeing(points: Points, residual: Floats, level: float) -> Evidence:
    """The evidence that points with these residuals (n, 2), NaN where there is none, are."""
    found = np.isfinite(residual[:, 0])
    agree, closely = np.zeros((2, len(residual)), bool)
    for which, near in ((agree, CRITERIA.near), (closely, CRITERIA.close)):
        which[found] = near_median(points.source[found], residual[found], near * level)
    # Few places that agree closely say as much as many that roughly do; the probability counts both looks.
    searched = 2 * points.search + level
    chance = 2 * min(chance_of(int(which.sum()), int(found.sum()), near * level, searched)
                     for which, near in ((agree, CRITERIA.near), (closely, CRITERIA.close)))
    return Evidence(level, points, residual, agree, min(1.0, chance))


def chance_of(agree: int, places: int, near: float, searched: float) -> float:
    """Probability that so many of unrelated places agree within ``near`` pixels, of a square ``searched`` wide."""
    if places < CRITERIA.fewest_measured:
        return 1.0
    # A window is found again at a random one of the places that were searched; its neighbours' median is given.
    likely = min(1.0, np.pi * near**2 / searched**2)
    # Half of the counts: that two neighbours lie near each other makes two points agree, but is one event.
    return float(bdtrc(max(agree // 2 - 1, 0), places // 2, likely))


def in_place(evidence: Evidence) -> float:
    """Share of the places looked at that agree and lie within a pixel of the level where the transform says."""
    # By those that agree alone: single windows are found near the place by chance as well.
    right = evidence.agree & (np.hypot(*np.nan_to_num(evidence.residual, nan=np.inf).T) < evidence.level)
    # What is right on a coarser level is known less well.
    return float(right.mean()) / evidence.level if right.size else 0.0


def most_in_place(evidence: Evidence, pair: Pair, transform: Transform) -> float:
    """The largest share that may be in place under another transform, by what was measured already.

    All places count as right but those that were found clearly elsewhere than where that transform says.
    """
    points = evidence.points
    gap = pair.frame.to_frame(*transform(*pair.frame.to_world(points.source))) - points.target
    # Half a pixel more than ``in_place`` allows: measured from nearer, the same place may come out so much otherwise.
    elsewhere = evidence.agree & (np.hypot(*np.nan_to_num(gap).T) > 1.5 * evidence.level)
    return float((~elsewhere).mean()) / evidence.level if elsewhere.size else 0.0


def places_of(pair: Pair) -> Floats:
    """A grid (49, 2) of places over the pair's area, in its frame."""
    left, bottom, right, top = pair.area
    return pair.frame.to_frame(*np.meshgrid(np.linspace(left, right, 7), np.linspace(bottom, top, 7)))
