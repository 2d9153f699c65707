"""A pair as a link of a stack: its tie points and check points as plain arrays, with the pair's own verdict.

A link is an ordinary alignment. If its outcome is roughly known from other links, it begins there, without the coarse
search and elastix; what is measured and how it is judged stay the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..assessing import Evidence, assess, bend_of, gather, unlike
from ..errors import UnreliableAlignmentError
from ..findings import Assessment, MovedGround
from ..fitting import Fit, to_transform
from ..geometry import AffineTransform, HomographyTransform, tangent
from ..io import Raster
from ..matching import Elastix, neighbours_agree
from ..options import RegisterOptions
from ..pairing import Block, Pair, Points, Solution, distance, measure, overlap, read_blocks, window_of
from ..progress import Progress
from ..solving import agreed, proxy_of
from .link_edges import LOOKS, clearer, model_of_points
from .link_field import field_through
from .stages import block_count, pair_of, register

# Pixel sizes at which tie points are looked for, finest first.
LEVELS = (1.0, 2.0, 4.0)


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
    image in CRS units, x and y. Without a verdict of at least ``uncertain`` there are no points. ``bend_px`` is what of
    the CE90 stands for ground that bends or moves: another link of the same ground errs alike by it. ``unlike_px`` is
    what stands for images that look otherwise: another link of one of them errs alike by it. ``moved`` is the ground
    that lies elsewhere than the rest in the moving image. ``lasting`` is False of an outcome that the same images need
    not have the next time, such as a full disk. ``window_px`` is the side of the tie points' windows: where these
    overlap, points share pixels and err alike. If ``ties`` are places that all links of a stack share, these lie
    ``spacing_px`` apart, and the link by itself had ``own_ties`` tie points.
    """

    verdict: str
    reason: str
    metric: str
    transform: AffineTransform | None = None
    pixel: tuple[float, float] = (1.0, 1.0)
    uncertainty_ce90_px: float | None = None
    ties: LinkPoints | None = None
    checks: LinkPoints | None = None
    bend_px: float = 0.0
    unlike_px: float = 0.0
    moved: MovedGround | None = None
    lasting: bool = True
    window_px: float = 0.0
    spacing_px: float = 0.0
    own_ties: int | None = None

    @property
    def sure(self) -> bool:
        """Whether it is aligned, and the ground lies in both images as a whole."""
        return self.verdict == "aligned" and self.moved is None

    @property
    def parts(self) -> bool:
        """Whether it finds ground that lies elsewhere than the rest, or is uncertain of ground that bends."""
        return self.moved is not None or (self.verdict == "uncertain" and self.bend_px > 0)


def measure_link(moving: Raster, fixed: Raster, options: RegisterOptions, engine: Elastix, track: Progress,
                 start: AffineTransform | None = None) -> LinkMeasurement:
    """Measure two images against each other; ``start`` (in the fixed CRS) is where to begin, if that is known.

    Raises InputError for rasters that do not go together.
    """
    if start is not None:
        with track.stage("solve"):
            found = _from_start(moving, fixed, options, start)
        if found is not None:
            return found
    # Nothing at the start: it may be wrong, so that the pair is searched as any other.
    if options.transform == "local":
        return _bent(moving, fixed, options, engine, track)
    # Tie points are what images are adjusted by: where none agree, no other evidence helps.
    outcome = register(moving, fixed, options, engine, track, tie_points_only=True)
    if isinstance(outcome.transform, HomographyTransform):
        # Corrections of many images are affine: what the pair would be alone is where to begin.
        affine = tangent(outcome.transform)
        return _from_start(moving, fixed, options, affine) or LinkMeasurement(
            "failed", "no affine holds the tie points of this pair", outcome.metric)
    if outcome.assessment.verdict == "failed" or not isinstance(outcome.transform, AffineTransform):
        return LinkMeasurement(outcome.assessment.verdict, outcome.assessment.reason, outcome.metric)
    look = _tie_points(outcome.pair, outcome.transform, proxy_of(outcome.metric), outcome.metric, options)
    if look is None:
        return LinkMeasurement("failed", "too few tie points agree on one transform", outcome.metric)
    return _measurement(*look, outcome.assessment, *(outcome.seen or ()))


def _bent(moving: Raster, fixed: Raster, options: RegisterOptions, engine: Elastix, track: Progress) -> LinkMeasurement:
    """The measurement of a pair that no affine explains: one only leads to where a field is looked for."""
    outcome = register(moving, fixed, replace(options, transform="affine"), engine, track, tie_points_only=True)
    if isinstance(outcome.transform, AffineTransform):
        found = _from_start(moving, fixed, options, outcome.transform)
        if found is not None:
            return found
    return LinkMeasurement("failed", outcome.assessment.reason, outcome.metric)


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
        if options.transform == "local":
            look = _with_field(*look, options)
        solution = look[0]
        evidence = gather(solution.pair, solution.transform, solution.proxy, options.use_edge_proxies,
                          solution.blocks, solution.level, block_count(options))
        found = assess(solution.pair, solution.transform, evidence, solution)
        if found.verdict != "failed":
            return _measurement(*look, found, evidence, solution)
    return None


def _tie_points(pair: Pair, start: AffineTransform, proxy: str, metric: str, options: RegisterOptions
                ) -> tuple[Solution, Points] | None:
    """Tie points over what both images show, and the transform that they agree on; None if they agree on none."""
    area = overlap(pair, start)
    if area is None:
        return None
    pair = pair.within(area)
    for level in LEVELS:
        blocks = read_blocks(pair, level, start, block_count(options))
        look = _look(pair, blocks, level, Solution(start, pair, metric, proxy, level, blocks, None), options)
        if look is not None:
            return look
    return None


def _look(pair: Pair, blocks: tuple[Block, ...], level: float, solution: Solution, options: RegisterOptions
          ) -> tuple[Solution, Points] | None:
    points: Points | None = None
    for _ in range(LOOKS):
        points = measure(pair, blocks, solution.transform, solution.proxy, options.use_edge_proxies)
        found = agreed(points, pair, model_of_points(options), last=True)
        if found is None:
            return None
        fitted, share = found
        before = solution.transform
        solution = Solution(to_transform(fitted, pair.frame), pair, solution.metric, solution.proxy, level, blocks,
                            fitted, share)
        # Below a twentieth of a pixel another look would measure the same.
        if distance(before, solution.transform, pair) < 0.05:
            break
    assert points is not None
    return clearer(solution, points.kept(), options)


def _with_field(solution: Solution, points: Points, options: RegisterOptions) -> tuple[Solution, Points]:
    """A coarse field through tie points over the affine that most agree on, and the points measured anew under it."""
    for _ in range(LOOKS - 1):
        field = field_through(solution, points)
        if field is None:
            break
        solution = replace(solution, transform=field)
        points = measure(solution.pair, solution.blocks, field, solution.proxy, options.use_edge_proxies).kept()
    return solution, points


def _measurement(solution: Solution, points: Points, found: Assessment, evidence: Evidence | None = None,
                 assessed: Solution | None = None) -> LinkMeasurement:
    """The measurement by the points of a solution; the verdict is by the ``evidence`` of the one that was assessed."""
    frame, fitted = solution.pair.frame, solution.fit
    assert fitted is not None
    x, y = frame.to_world(points.fixed)
    shown_x, shown_y = frame.to_world(points.moving)
    ties = LinkPoints(x, y, shown_x, shown_y, points.information, _agree(solution, fitted, points))
    seen = found.tie_points
    use = seen.measured
    checks = LinkPoints(
        seen.x[use], seen.y[use], seen.x[use] - seen.dx_before[use], seen.y[use] - seen.dy_before[use],
        np.tile(np.eye(2), (int(use.sum()), 1, 1)), seen.inlier[use])
    made = LinkMeasurement(found.verdict, found.reason, solution.metric, to_transform(fitted, frame), frame.unit,
                           found.uncertainty_ce90_px, ties, checks, moved=found.moved_ground,
                           window_px=solution.level * window_of(solution.proxy))
    if evidence is None or assessed is None:
        return made
    return replace(made, bend_px=bend_of(found, evidence, assessed),
                   unlike_px=unlike(assessed.pair, evidence, assessed))


def _agree(solution: Solution, fitted: Fit, points: Points) -> NDArray[np.bool_]:
    """The points (n,) that one transform explains, or that agree with their neighbours if it takes a field."""
    if isinstance(solution.transform, AffineTransform):
        # Half the weight is what a point of 2.4 deviations has.
        return np.asarray(fitted.weights > 0.5)
    return neighbours_agree(points.fixed, points.moving - fitted(points.fixed), spread=1.5 * solution.level)
