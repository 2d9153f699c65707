"""From a pair to a transform: coarse start, elastix, then tie points level by level down to the pixels themselves.

elastix (Klein et al. 2010) solves on a reduced image from a start by masked correlation; what it finds is carried to
the finest level by tie points over well-spread blocks, fitted robustly, so that clouds and change do not pull and the
time hardly grows with the image.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from .._typing import Floats
from ..errors import Option, RasterError, UnreliableAlignmentError
from ..fitting import Fit, consensus, fit, simplest
from ..geometry import AffineTransform, Frame, Grid, Transform, affine_transform
from ..imaging import Image, edge_strength
from ..io import Raster
from ..matching import Engine, Settings, find_start, neighbours_agree, search_factor, shrunk
from ..options import MetricName, TransformName
from ..progress import Progress
from .blocks import SEARCH, Block, Points, measure, read_blocks
from .pair import Pair, overlap

log = logging.getLogger("coregix_core")

ELASTIX_SIZE = 640
"""Longest side (pixels) of the image that elastix solves on."""

_TURNED = 0.15
"""How far the search's rotations bring a corner in from outside, in sides of the image."""

_CLEAR = 0.4
"""Share of tie points in agreement that settles the matter: nothing else is tried."""

# Edges first: they hold across bands and inverted contrast; grey values are asked where edges do not agree.
_AUTOMATIC: tuple[MetricName, ...] = ("orientation", "mutual-information", "structure")
"""The metrics that ``auto`` tries, in this order."""

@dataclass(frozen=True)
class Request:
    """What is asked of the solve; see ``options/parameters.py`` for the meaning of each."""

    transform: TransformName = "auto"
    metric: MetricName = "auto"
    edges: bool = True
    mutual_mask: bool = True
    max_shift: float | None = None
    resolutions: tuple[float, ...] | None = None
    blocks: int = 25
    min_valid_fraction: float = 0.01
    start: AffineTransform | None = None
    """Where to begin, instead of the coarse search."""


@dataclass(frozen=True)
class Solution:
    """What the solve found, and on what: the pair (over its overlap), the finest level that gave points, the fit."""

    transform: Transform
    pair: Pair
    metric: str
    kind: str
    level: float
    blocks: tuple[Block, ...]
    fit: Fit | None
    agreement: float = 0.0
    """Share of the measured tie points that agree on the fit."""
    doubt: float = 0.0
    """How far a local field may be off, root mean square in pixels of the frame."""


def solve(pair: Pair, request: Request, engine: Engine, progress: Progress) -> Solution:
    """Find the transform of a pair.

    Raises RasterError where a raster or the pair holds nothing to align by, UnreliableAlignmentError where there is
    nothing to start from.
    """
    levels = _levels(pair, request)
    with progress.stage("read"):
        # What the search needs is read once, outside the loop: every trial looks at the same images.
        coarse = _read_coarse(pair, levels[0], request)
    with progress.stage("solve"):
        best: Solution | None = None
        for trial in _trials(pair, coarse, request, engine, progress):
            area = overlap(pair, trial.transform)
            if area is None:
                continue
            # Blocks are spread over what this trial says is common: elsewhere there is nothing to measure.
            found = _by_tie_points(pair.within(area), levels, trial, request, progress)
            log.debug("trial by %s: %.2f of the tie points agree", trial.metric, found.agreement)
            if not _allowed(found.transform, pair, request):
                continue
            if best is None or found.agreement > best.agreement:
                best = found
            if best.agreement >= _CLEAR:
                break
    if best is None:
        raise _nothing("the best shift leaves nothing in common, or lies beyond the largest one that is looked for")
    return best


def _allowed(transform: Transform, pair: Pair, request: Request) -> bool:
    """Whether the shift at the middle is within the largest one: tie points may lead on from where the search ended."""
    if request.max_shift is None:
        return True
    x, y = transform(*pair.frame.centre)
    shift = float(np.hypot(x - pair.frame.centre[0], y - pair.frame.centre[1]))
    # A pixel of slack: a shift just at the limit must not fail for its fraction.
    return shift <= request.max_shift + pair.frame.pixel


@dataclass(frozen=True)
class Trial:
    """A transform to start the tie points from, and the metric and edge proxy that go with it."""

    transform: AffineTransform
    metric: str
    kind: str


@dataclass(frozen=True)
class Coarse:
    """The fixed image at elastix's level; of the moving one, in pixels ``step`` times as large, all that may match."""

    fixed: Image
    wide: Image | None
    step: int


def _trials(pair: Pair, coarse: Coarse, request: Request, engine: Engine, progress: Progress) -> Iterator[Trial]:
    """What to try, most likely first; each is made only when those before it did not convince."""
    still = AffineTransform("identity", pair.frame.centre)
    for metric in _AUTOMATIC if request.metric == "auto" else (request.metric,):
        kind = proxy_of(metric)
        start = request.start or _searched(pair, coarse, request, kind)
        progress.report(0.15, "start found")
        # Clouds may lead elastix astray: its start, and the georeference as it is, are second guesses.
        guesses = [start, still]
        # Where neither edges nor grey values agree, elastix has nothing to go by.
        if metric != "structure":
            guesses.insert(0, _by_elastix(pair, coarse, start, request, metric, engine, progress))
        progress.report(0.5, "elastix solved")
        yield from (Trial(guess, metric, kind) for guess in guesses)


def proxy_of(metric: str) -> str:
    """The proxy that a metric compares."""
    return {"auto": "orientation", "mutual-information": "balanced", "structure": "pooled"}.get(metric, metric)


def _levels(pair: Pair, request: Request) -> list[float]:
    """Pixel sizes of the levels in pixels of the coarser raster, coarse to fine; the first is elastix's."""
    size = max(pair.lattice(1.0).shape)
    first = max(1.0, size / ELASTIX_SIZE)
    if request.resolutions:
        own = pair.fixed.grid.pixel_size / pair.frame.pixel
        asked = sorted({max(1.0, r / pair.frame.pixel if r > 0 else own) for r in request.resolutions}, reverse=True)
        # The first size asked for is elastix's, within what it can hold and what still shows anything.
        return [min(max(asked[0], size / (2 * ELASTIX_SIZE)), max(1.0, size / 48)), *asked[1:]] if len(asked) > 1 else [
            max(asked[0], first), asked[0]]
    levels = [first]
    # Two pixels of one level are eight of the next, as far as it searches; the last step may be shorter.
    while levels[-1] > 1.0:
        levels.append(1.0 if levels[-1] <= 4.0 else levels[-1] / 4.0)
    # The first level is elastix's: a small image is looked at twice at full size, or it would get no tie points.
    return levels if len(levels) > 1 else [1.0, 1.0]


def _nothing(reason: str) -> UnreliableAlignmentError:
    return UnreliableAlignmentError(f"No reliable alignment was found: {reason}.", reason=reason)


def _searched(pair: Pair, coarse: Coarse, request: Request, kind: str) -> AffineTransform:
    if coarse.wide is None:
        raise _nothing("the rasters have nothing in common")
    start = find_start(shrunk(coarse.fixed, coarse.step), coarse.wide, pair.frame,
                       kind=kind, edges=request.edges, max_shift=_max_shift(pair, request))
    log.debug("start: %s, strength %.1f, rival %.1f, score %.2f", start.transform.shift, start.peak.strength,
              start.peak.rival, start.peak.score)
    return start.transform


def _read_coarse(pair: Pair, level: float, request: Request) -> Coarse:
    """The whole of a level: the fixed image, and of the moving one what the search may need, as coarse as it takes."""
    grid = pair.lattice(level)
    start = request.start or AffineTransform("identity", pair.frame.centre)
    # No farther than the search may go: the rest of a large remote file would be fetched for nothing.
    reach = min(_max_shift(pair, request) / grid.pixel_size, 2.0 * max(grid.shape)) + _TURNED * max(grid.shape)
    margin = reach if request.start is None else 0.0
    step = search_factor(grid.shape, pair.moving_shape(grid, margin))
    reads: list[Callable[[], Image | None]] = [
        lambda: pair.fixed_block(grid, any_overview=True),
        lambda: pair.moving_image(grid.scaled(step), start, margin / step, any_overview=True)]
    fixed, moving = pair.each(lambda read: read(), reads)
    # The type is that of the moving read, which may be empty; the fixed one always lies on its own lattice.
    assert fixed is not None
    for raster, band, image in ((pair.fixed, pair.fixed_band, fixed), (pair.moving, pair.moving_band, moving)):
        if image is not None:
            _require_content(raster, band, image)
    return Coarse(fixed, moving, step)


def _require_content(raster: Raster, band: int, image: Image) -> None:
    """Raise RasterError where what was read of a band is all invalid, or of one value."""
    seen = image.values[image.valid]
    if not seen.size and raster.masks is not None:
        _require_unmasked(raster, band, image.grid)
    if not seen.size:
        reason = raster.why_invalid(band)
        raise RasterError(f"The {raster.role} raster {raster.path} has no valid pixels in band {band} where the other "
                          f"one may lie{f' ({reason})' if reason else ''}; choose another band, or check its nodata.")
    if seen.min() == seen.max():
        raise RasterError(f"The {raster.role} raster {raster.path} holds nothing but the value {seen[0]:g} in band "
                          f"{band} where the other one may lie; there is nothing to align by.")


def _require_unmasked(raster: Raster, band: int, grid: Grid) -> None:
    """Raise RasterError, with its name, for the mask after which nothing is left of what a raster shows on a grid."""
    assert raster.masks is not None
    (c0, c1), (r0, r1) = raster.grid.to_pixel(*grid.to_world([0, grid.width], [0, grid.height]))
    image = raster.read_band(band, (c0, r0, c1, r1), max(1.0, grid.pixel_size / raster.grid.pixel_size))
    if not image.valid.any():
        return
    for one in raster.masks.each:
        image = image.only(one.keep(image.grid))
        if not image.valid.any():
            raise RasterError(f"The mask {', '.join(one.names)} leaves nothing of the {raster.role} raster "
                              f"{raster.path} where the other one may lie; check its place, its CRS and what of it is "
                              "meant.")


def require_valid(pair: Pair, transform: Transform, least: float) -> None:
    """Raise RasterError where less than ``least`` of what both rasters cover under ``transform`` is valid in both."""
    fixed = pair.fixed_block(pair.lattice(_levels(pair, Request())[0]), any_overview=True)
    placed = pair.placed(fixed.grid, transform, any_overview=True)
    require_share(pair, _valid_share(pair, transform, fixed, placed), least)


def _valid_share(pair: Pair, transform: Transform, fixed: Image, placed: Image) -> float:
    """Share of what both rasters cover that is valid in both; 1 where they cover nothing together."""
    area = overlap(pair, transform)
    if area is None:
        return 1.0
    # By area and not by pixels: the coarse grid also holds what only one raster covers.
    mutual = float((fixed.valid & placed.valid).sum()) * abs(fixed.grid.transform.determinant)
    return min(1.0, mutual / ((area[2] - area[0]) * (area[3] - area[1])))


def require_share(pair: Pair, share: float, least: float) -> None:
    """Raise RasterError where the share of mutually valid pixels is below the least that is wanted."""
    if share <= 0 and pair.mask_names:
        raise RasterError(f"With the mask {', '.join(pair.mask_names)} nothing is left of the area that "
                          f"{pair.moving.path} and {pair.fixed.path} have in common; check its place, its CRS and what "
                          "of it is meant.")
    if share < least:
        raise RasterError(f"Only {share:.2%} of the area that {pair.moving.path} and {pair.fixed.path} have in common "
                          f"is valid in both, less than {least:.2%} (", Option("min_valid_fraction"), "); check nodata "
                          "and masks.", parameter="min_valid_fraction", value=least)


def _max_shift(pair: Pair, request: Request) -> float:
    if request.max_shift is not None:
        return request.max_shift
    # Half the area: with a larger shift, less than half of the images would be left to correlate.
    return max(pair.area[2] - pair.area[0], pair.area[3] - pair.area[1]) / 2


def _by_elastix(
    pair: Pair, coarse: Coarse, start: AffineTransform, request: Request, metric: str, engine: Engine,
    progress: Progress,
) -> AffineTransform:
    """elastix's solution from the start on; the start itself where elastix finds no way."""
    placed = pair.placed(coarse.fixed.grid, start, any_overview=True)
    require_share(pair, _valid_share(pair, start, coarse.fixed, placed), request.min_valid_fraction)
    # Mutual information relates grey values to each other, so it is given them and not their gradients.
    if request.edges and metric != "mutual-information":
        (fixed, fixed_ok), (moving, moving_ok) = (edge_strength(i) for i in (coarse.fixed, placed))
    else:
        (fixed, fixed_ok), (moving, moving_ok) = ((i.values, i.valid) for i in (coarse.fixed, placed))
    if request.mutual_mask:
        fixed_ok = moving_ok = fixed_ok & moving_ok
    # Under auto, elastix only has to come near: a richer model is left to the tie points.
    model = {"auto": "similarity", "local": "affine"}.get(request.transform, request.transform)
    # At a quarter, fewer than 160 pixels are fewer than 40: too few to steer by.
    shrink = (4, 2, 1) if min(fixed.shape) >= 160 else (2, 1)
    settings = Settings(model, metric if metric == "mutual-information" else "correlation", shrink,
                        (100, 70, 50)[-len(shrink):], (2500, 2500, 4000)[-len(shrink):])
    found = engine.register(fixed, moving, fixed_ok, moving_ok, settings, lambda: progress.report(0.3, "elastix"))
    if found is None:
        return start
    # The moving image was placed by the start already, so that elastix found only what is left of the way.
    return start.compose(_from_pixels(found, coarse.fixed.grid, pair.frame, model))


def _from_pixels(found: Floats, grid: Grid, frame: Frame, model: str) -> AffineTransform:
    """A (2, 3) matrix between pixels of ``grid`` as a transform between places."""
    t = grid.transform
    linear = np.array([[t.a, t.b], [t.d, t.e]])
    matrix = linear @ found[:, :2] @ np.linalg.inv(linear)
    origin = np.array([t.c, t.f])
    centre = np.array(frame.centre)
    shift = origin + linear @ found[:, 2] + matrix @ (centre - origin) - centre
    return affine_transform(model, frame.centre, matrix, shift)


def _by_tie_points(
    pair: Pair, levels: list[float], trial: Trial, request: Request, progress: Progress
) -> Solution:
    """Carry a transform down the levels: at each, measure, agree, fit; a level without agreement changes nothing."""
    transform, kind = trial.transform, trial.kind
    best = Solution(transform, pair, trial.metric, kind, levels[-1], (), None)
    for i, level in enumerate(levels[1:]):
        last = i == len(levels) - 2
        blocks = read_blocks(pair, level, transform, request.blocks)
        # Each look is from nearer than the last, so that windows resemble each other more.
        for _ in range(3):
            points = measure(pair, blocks, transform, kind, request.edges)
            found = agreed(points, pair, request.transform, last)
            progress.report(0.5 + 0.5 * (i + 1) / len(levels), f"tie points at level {level:.3g}")
            if found is None:
                break
            fitted, share = found
            before, transform = transform, to_transform(fitted, pair.frame)
            best = Solution(transform, pair, trial.metric, kind, level, blocks, fitted, share)
            # Below a twentieth of a pixel another look at the same level would measure the same.
            if distance(before, transform, pair) < 0.05:
                break
    return best


def agreed(points: Points, pair: Pair, model: str, last: bool) -> tuple[Fit, float] | None:
    """The fit that the points agree on, and the share that does; None where they agree no better than chance."""
    kept = points.kept()
    freedom = {"translation": 2}.get(model, 3)
    # One pixel of the level, in the frame's; less where a small image is searched less far.
    tolerance = max(points.search / SEARCH, 1e-6)
    inside = consensus(kept.source, kept.target, tolerance, freedom)
    log.debug("tie points: %d places, %d measured, %d agree", len(points.source), len(kept.source), inside.sum())
    share = float(inside.mean()) if len(inside) else 0.0
    if model == "local":
        # What bends is no affine, but neighbours tell each other: it takes no more to begin with.
        share = max(share, _coherent(kept, tolerance))
    # Two points agree on their own similarity by definition, and some more by chance: the more, the larger the set.
    if inside.sum() < max(6, 0.08 * len(kept.source)):
        return None
    corners = pair.frame.to_frame(*_corners(pair))
    centre = np.zeros(2)
    if model == "auto" and last:
        return simplest(kept.source, kept.target, kept.information, inside, centre, corners), share
    # Coarse levels only lead the way: the model is chosen at the last one, where the points are most exact.
    name = {"auto": "similarity", "local": "affine"}.get(model, model)
    return fit(name, kept.source, kept.target, kept.information, inside, centre), share


def _coherent(points: Points, tolerance: float) -> float:
    """Share of points whose displacement is that of their neighbours."""
    together = neighbours_agree(points.source, points.target - points.source, spread=1.5 * tolerance)
    # Fewer than six are never contradicted.
    return float(together.mean()) if len(together) >= 6 else 0.0


def _corners(pair: Pair) -> tuple[Floats, Floats]:
    left, bottom, right, top = pair.area
    x, y = np.meshgrid(np.linspace(left, right, 3), np.linspace(bottom, top, 3))
    return x.ravel(), y.ravel()


def to_transform(found: Fit, frame: Frame) -> AffineTransform:
    """A model fitted in the frame as a transform of places."""
    unit = np.diag(frame.unit)
    # The frame's origin is its centre in the world, whichever point the fit was made about.
    shift = found.centre + found.shift - found.matrix @ found.centre
    return affine_transform(found.model, frame.centre, unit @ found.matrix @ np.linalg.inv(unit), unit @ shift)


def distance(a: Transform, b: Transform, pair: Pair) -> float:
    """Root mean square difference of two transforms over the area, in pixels."""
    x, y = _corners(pair)
    gap = pair.frame.to_frame(*a(x, y)) - pair.frame.to_frame(*b(x, y))
    return float(np.sqrt((gap**2).sum(1).mean()))
