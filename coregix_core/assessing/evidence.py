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
from ..pairing import POINTS, WINDOW, CommonGround, Pair, Points
from .coarser_scales import Scale
from .criteria import CRITERIA, SCALES
from .motion import Departure, Motion
from .two_parts import TwoParts

# The proxy that checks a solve by another one.
OTHER_PROXY = {"orientation": "balanced", "balanced": "orientation", "correlation": "balanced", "pooled": "similar"}


@dataclass(frozen=True)
class Evidence:
    """Measured points of one level, which of them agree, and the probability of that by chance.

    ``residual`` (n, 2): true less shown, in pixels of the frame, NaN where nothing was measured. ``agree`` (n,).
    ``second`` is the same ground measured by other means, ``far`` by a coarser look; None where that was not done.
    ``motion`` is ground that moved by itself: it agrees, but on something else than the rest. ``departure`` is what a
    closer look finds to lie together elsewhere if there is too little of it to be seen so. ``relief`` is how far ground
    is displaced that bends within a window, root mean square, and ``copies`` the side of the coarser pixels that both
    images are copies of, in pixels of the frame. ``of_pixels`` says that what agrees is no ground: it lies at the same
    pixels of both rasters, and at a coarser scale (``second``) nothing agrees. ``ground`` is what both images show
    under a local field, ``scales`` what the whole of the images shows at coarser scales, and
    ``second_displacement`` how far the ground lies where another part of the detail shows it, in pixels of the frame.
    ``by_light`` says that no pattern of a sensor can hide ground that lies aside at coarser scales: light moves it.
    ``turned`` is how far the ground lies that is turned or scaled at coarser scales, if a pattern may hide it.
    ``unshared`` says that images share a pattern and none of the finer structure that both have, ``shares_ground`` that
    what they share is strong where the ground of both is. ``parts`` are two displacements that all windows show
    together, whether or not one of them is ground that moved. ``hills`` is how far ground lies aside that bends between
    the places, root mean square in pixels of the frame. ``toned`` says that a curve of tones explains what the images
    differ by, and that all was measured in the tones of one of them.
    """

    level: float
    points: Points
    residual: Floats
    agree: NDArray[np.bool_]
    chance: float
    second: Evidence | None = None
    far: Evidence | None = None
    motion: Motion | None = None
    departure: Departure | None = None
    relief: float = 0.0
    copies: float = 0.0
    of_pixels: bool = False
    ground: CommonGround | None = None
    scales: tuple[Scale, ...] = ()
    by_light: bool = False
    turned: float = 0.0
    second_displacement: float = 0.0
    unshared: bool = False
    shares_ground: bool = False
    parts: TwoParts | None = None
    hills: float = 0.0
    toned: bool = False

    @property
    def parted(self) -> float:
        """How far the ground lies aside for being on two displacements, as ``TwoParts.aside``."""
        return 0.0 if self.parts is None else self.parts.aside

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
        if self.motion is not None:
            return self.agree & ~self.motion.moved
        return self.agree if self.departure is None else self.agree & ~self.departure.among

    @property
    def aside(self) -> float:
        """How far the whole of the images lies aside at a coarser scale, in pixels of the frame."""
        return max((scale.aside for scale in self.scales), default=0.0)

    @property
    def way_aside(self) -> float:
        """How far the ground may lie for that, in pixels of the frame."""
        return max((SCALES.light if self.by_light else SCALES.way) * self.aside, SCALES.way * self.turned)

    @property
    def of_ground(self) -> Evidence:
        """What was measured of ground: the coarser look, if the finer saw the pattern of the pixels alone."""
        return self.second if self.of_pixels and self.second is not None else self

    def common(self) -> Fit | None:
        """What the residuals of stable points share, as an affine (a similarity or a shift if they are few)."""
        kept = self.stable
        if kept.sum() < 6:
            return None
        # The fit leads from each place to that place and what is left there, so that it is of the residuals.
        start = self.points.fixed[kept]
        end, count = start + self.residual[kept], len(start)
        # An affine has six parameters: four points for each of them; a turn shows in fewer.
        model = "affine" if kept.sum() >= 24 else "similarity" if kept.sum() >= 12 else "translation"
        return fit(model, start, end, self.points.information[kept], np.ones(count, bool), start.mean(0))


@dataclass(frozen=True)
class Look:
    """How a pair is measured: by which proxy, at which scale (pixels), in which windows, from where."""

    proxy: str
    edges: bool
    sigma: float = 1.0
    total: int = POINTS
    window: int = WINDOW
    offset: float = 0.5

    def side(self, shape: tuple[int, int]) -> int:
        """Side of the windows in an image of a shape: several fit across even a small one."""
        # Down to the size below which a window holds too little texture.
        wide = max(1.0, self.window / WINDOW)
        return int(np.clip(wide * min(shape) / 6, 16, self.window)) // 2 * 2

    def second(self, proxy: str) -> Look:
        """A look by other means: other edges, of twice the scale, at other places and a quarter of as many."""
        return replace(self, proxy=proxy, sigma=2 * self.sigma, total=self.total // 4, offset=0.25)

    def coarsest(self, proxy: str) -> Look:
        """The same at twice that scale."""
        return replace(self.second(proxy), sigma=4 * self.sigma)


def agreeing(points: Points, residual: Floats, level: float) -> Evidence:
    """The evidence that points with these residuals (n, 2), NaN where there is none, are."""
    found = np.isfinite(residual[:, 0])
    agree, closely = np.zeros((2, len(residual)), bool)
    for which, near in ((agree, CRITERIA.near), (closely, CRITERIA.close)):
        which[found] = near_median(points.fixed[found], residual[found], near * level)
    # Few places that agree closely say as much as many that roughly do; the probability counts both looks.
    searched = 2 * points.search + level
    chance = 2 * min(chance_of(int(which.sum()), int(found.sum()), near * level, searched)
                     for which, near in ((agree, CRITERIA.near), (closely, CRITERIA.close)))
    return Evidence(level, points, residual, agree, min(1.0, chance))


def chance_of(agree: int, places: int, near: float, searched: float) -> float:
    """Probability that so many of unrelated places agree within ``near`` pixels, of a square ``searched`` wide."""
    if places < CRITERIA.min_measured:
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
    gap = pair.frame.to_frame(*transform(*pair.frame.to_world(points.fixed))) - points.moving
    # Half a pixel more than ``in_place`` allows: measured from nearer, the same place may come out so much otherwise.
    elsewhere = evidence.agree & (np.hypot(*np.nan_to_num(gap).T) > 1.5 * evidence.level)
    return float((~elsewhere).mean()) / evidence.level if elsewhere.size else 0.0


def places_of(pair: Pair) -> Floats:
    """A grid (49, 2) of places over the pair's area, in its frame."""
    left, bottom, right, top = pair.area
    return pair.frame.to_frame(*np.meshgrid(np.linspace(left, right, 7), np.linspace(bottom, top, 7)))
