"""A pair as a link of a stack: its tie points and check points as plain arrays, with the pair's own verdict.

A link is an ordinary alignment. If its outcome is roughly known from other links, it begins there, without the coarse
search and elastix; what is measured and how it is judged stay the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..errors import UnreliableAlignmentError
from ..findings import Assessment
from ..geometry import AffineTransform
from ..io import Raster
from ..matching import Engine
from ..options import RegisterOptions
from ..progress import Progress
from .assessment import assess
from .blocks import Block, Points, measure, read_blocks
from .evidence import gather
from .pair import Pair, overlap
from .solution import Solution
from .solver import proxy_of
from .stages import block_count, pair_of, register
from .tie_point_solve import agreed, distance, to_transform

LEVELS = (1.0, 2.0, 4.0)
"""Pixel sizes at which tie points are looked for, finest first."""

LOOKS = 3
"""Times that a level is looked at, each from nearer than the last."""


@dataclass(frozen=True)
class LinkPoints:
    """Places that two images have in common, in the fixed raster's CRS; all arrays have the length n.

    ``x``, ``y``: where the fixed raster shows a place. ``shown_x``, ``shown_y``: where the moving one shows it.
    ``information`` (n, 2, 2): inverse covariance up to a common factor, per square pixel of the pair. ``agree``: the
    points that one transform explains.
    """

    x: Floats
    y: Floats
    shown_x: Floats
    shown_y: Floats
    information: Floats
    agree: NDArray[np.bool_]

    def __len__(self) -> int:
        return int(self.x.size)


@dataclass(frozen=True)
class LinkMeasurement:
    """What was measured between two images: ``ties`` for the adjustment, ``checks`` that it does not see.

    ``transform`` maps places of the fixed image to where the moving one shows them. ``pixel`` is a pixel of the coarser
    image in CRS units, x and y. Without a verdict of at least ``uncertain`` there are no points.
    """

    verdict: str
    reason: str
    metric: str
    transform: AffineTransform | None = None
    pixel: tuple[float, float] = (1.0, 1.0)
    uncertainty_ce90_px: float | None = None
    ties: LinkPoints | None = None
    checks: LinkPoints | None = None


def measure_link(moving: Raster, fixed: Raster, options: RegisterOptions, engine: Engine, track: Progress,
                 start: AffineTransform | None = None) -> LinkMeasurement:
    """Measure two images against each other; ``start`` (in the fixed CRS) is where to begin, if that is known.

    Raises InputError for rasters that do not go together.
    """
    if start is not None:
        found = _from_start(moving, fixed, options, start)
        if found is not None:
            return found
    # Nothing at the start: it may be wrong, so that the pair is searched as any other.
    outcome = register(moving, fixed, options, engine, track)
    if outcome.assessment.verdict == "failed" or not isinstance(outcome.transform, AffineTransform):
        return LinkMeasurement(outcome.assessment.verdict, outcome.assessment.reason, outcome.metric)
    look = _tie_points(outcome.pair, outcome.transform, proxy_of(outcome.metric), outcome.metric, options)
    if look is None:
        return LinkMeasurement("failed", "too few tie points agree on one transform", outcome.metric)
    return _measurement(*look, outcome.assessment)


def _from_start(moving: Raster, fixed: Raster, options: RegisterOptions, start: AffineTransform
                ) -> LinkMeasurement | None:
    """The measurement from a start that is about right; None if it finds nothing there."""
    pair = pair_of(moving, fixed, options, clip=True)
    for metric in ("orientation", "mutual-information") if options.metric == "auto" else (options.metric,):
        try:
            look = _tie_points(pair, start, proxy_of(metric), metric, options)
        except UnreliableAlignmentError:
            continue
        if look is None:
            continue
        solution, _ = look
        evidence = gather(solution.pair, solution.transform, solution.kind, options.use_edge_proxies,
                          solution.blocks, solution.level, block_count(options))
        found = assess(solution.pair, solution.transform, evidence, solution)
        if found.verdict != "failed":
            return _measurement(*look, found)
    return None


def _tie_points(pair: Pair, start: AffineTransform, kind: str, metric: str, options: RegisterOptions
                ) -> tuple[Solution, Points] | None:
    """Tie points over what both images show, and the transform that they agree on; None if they agree on none."""
    area = overlap(pair, start)
    if area is None:
        return None
    pair = pair.within(area)
    for level in LEVELS:
        blocks = read_blocks(pair, level, start, block_count(options))
        look = _look(pair, blocks, level, Solution(start, pair, metric, kind, level, blocks, None), options)
        if look is not None:
            return look
    return None


def _look(pair: Pair, blocks: tuple[Block, ...], level: float, solution: Solution, options: RegisterOptions
          ) -> tuple[Solution, Points] | None:
    points: Points | None = None
    for _ in range(LOOKS):
        points = measure(pair, blocks, solution.transform, solution.kind, options.use_edge_proxies)
        found = agreed(points, pair, "affine" if options.transform == "local" else options.transform, last=True)
        if found is None:
            return None
        fitted, share = found
        before = solution.transform
        solution = Solution(to_transform(fitted, pair.frame), pair, solution.metric, solution.kind, level, blocks,
                            fitted, share)
        # Below a twentieth of a pixel another look would measure the same.
        if distance(before, solution.transform, pair) < 0.05:
            break
    assert points is not None
    return solution, points.kept()


def _measurement(solution: Solution, points: Points, found: Assessment) -> LinkMeasurement:
    frame, fitted = solution.pair.frame, solution.fit
    assert fitted is not None
    assert isinstance(solution.transform, AffineTransform)
    x, y = frame.to_world(points.source)
    shown_x, shown_y = frame.to_world(points.target)
    # Half the weight is what a point of 2.4 deviations has.
    ties = LinkPoints(x, y, shown_x, shown_y, points.information, fitted.weights > 0.5)
    seen = found.tie_points
    use = seen.measured
    checks = LinkPoints(
        seen.x[use], seen.y[use], seen.x[use] - seen.dx_before[use], seen.y[use] - seen.dy_before[use],
        np.tile(np.eye(2), (int(use.sum()), 1, 1)), seen.inlier[use])
    return LinkMeasurement(found.verdict, found.reason, solution.metric, solution.transform, frame.unit,
                           found.uncertainty_ce90_px, ties, checks)
