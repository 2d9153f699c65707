"""The first level of a solve: the masked correlation that finds a start, and elastix from there.

elastix (Klein et al. 2010) works on an image of bounded size, whatever the rasters' own; the tie points of
``tie_point_solve`` carry on from what it finds.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from .._typing import Floats
from ..errors import Sentence, UnreliableAlignmentError
from ..geometry import AffineTransform, Frame, Grid, Transform, affine_transform
from ..imaging import Image, edge_strength
from ..matching import Elastix, Settings, Start, TurnedImages, find_start, search_factor, shrunk
from ..pairing import Pair, Request, require_content, require_share, valid_share
from ..progress import Progress
from .tie_point_solve import first_model

log = logging.getLogger("coregix_core")

# Longest side (pixels) of the image that elastix solves on.
ELASTIX_SIZE = 640

# Side (pixels) of the image on which what two have in common is looked at first, and what it may be wrong by.
_ROUGHLY, _SLACK = 128, 0.1

# Pixels along each side below which an image shows nothing that could be found.
_FEWEST = 2

# How far the search's rotations bring a corner in from outside, in sides of the image.
_TURNED = 0.15


@dataclass(frozen=True)
class Coarse:
    """The fixed image at elastix's level; of the moving one, in pixels ``step`` times as large, all that may match."""

    fixed: Image
    wide: Image | None
    step: int
    turned: TurnedImages = field(default_factory=TurnedImages)
    """The moving image as the searches by several metrics turn it."""


def levels_of(pair: Pair, request: Request) -> list[float]:
    """Pixel sizes of the levels in pixels of the coarser raster, coarse to fine; the first is elastix's."""
    # The longer side counts here, for elastix's time and memory are by the image that it holds.
    size = max(pair.grid_at(1.0).shape)
    first = max(1.0, size / ELASTIX_SIZE)
    if request.resolutions:
        own = pair.fixed.grid.pixel_size / pair.frame.pixel
        sizes = sorted({max(1.0, r / pair.frame.pixel if r > 0 else own) for r in request.resolutions}, reverse=True)
        # The first size asked for is elastix's, within what it can hold and what still shows anything.
        return [min(max(sizes[0], size / (2 * ELASTIX_SIZE)), max(1.0, size / 48)), *sizes[1:]] if len(sizes) > 1 else [
            max(sizes[0], first), sizes[0]]
    levels = [first]
    # Two pixels of one level are eight of the next, as far as it searches; the last step may be shorter.
    while levels[-1] > 1.0:
        levels.append(1.0 if levels[-1] <= 4.0 else levels[-1] / 4.0)
    # The first level is elastix's: a small image is looked at twice at full size, or it would get no tie points.
    return levels if len(levels) > 1 else [1.0, 1.0]


def nothing_found(reason: str) -> UnreliableAlignmentError:
    """The refusal for a reason, in the words of docs/when-it-says-no.md."""
    return UnreliableAlignmentError(Sentence("No reliable alignment was found: {reason}.", reason=reason),
                                    reason=reason)


def searched(pair: Pair, coarse: Coarse, request: Request, proxy: str) -> Start:
    """The start by masked correlation of what was read.

    Raises UnreliableAlignmentError if the rasters have nothing in common.
    """
    if coarse.wide is None:
        grid = pair.moving.grid
        if min(grid.shape) < _FEWEST:
            raise nothing_found(Sentence("too small in common: {path} has {width} x {height} pixels",
                                         path=pair.moving.path, width=grid.width, height=grid.height))
        raise nothing_found(Sentence("the rasters have nothing in common"))
    start = find_start(shrunk(coarse.fixed, coarse.step), coarse.wide, pair.frame,
                       proxy=proxy, edges=request.edges, max_shift=request.largest_shift(pair), turned=coarse.turned)
    log.debug("start: %s, strength %.1f, rival %.1f, score %.2f", start.transform.shift, start.peak.strength,
              start.peak.rival, start.peak.score)
    return start


def require_common(pair: Pair, coarse: Coarse, start: AffineTransform, request: Request) -> None:
    """Raise RasterError where the coarse images, placed by a start, hold less in common than is asked for."""
    roughly = coarse.step * max(1, max(coarse.fixed.grid.shape) // (coarse.step * _ROUGHLY))
    for step in sorted({roughly, coarse.step}, reverse=True):
        fixed = shrunk(coarse.fixed, step)
        share = valid_share(pair, start, fixed, pair.place(coarse.wide, start, fixed.grid))
        # Most images have far more in common than is asked for.
        if share > request.min_valid_fraction + _SLACK:
            return
    require_share(pair, share, request.min_valid_fraction)


def read_coarse(pair: Pair, level: float, request: Request) -> Coarse:
    """The whole of a level: the fixed image, and of the moving one what the search may need, as coarse as it takes."""
    grid = pair.grid_at(level)
    start = request.start or AffineTransform("identity", pair.frame.centre)
    # No farther than the search may go: the rest of a large remote file would be fetched for nothing.
    reach = min(request.largest_shift(pair) / grid.pixel_size, 2.0 * max(grid.shape)) + _TURNED * max(grid.shape)
    margin = reach if request.start is None else 0.0
    # As coarse as the search takes it: finer pixels of a large image would be read to be averaged away.
    step = search_factor(grid.shape, pair.moving_shape(grid, margin))
    reads: list[Callable[[], Image | None]] = [
        lambda: pair.fixed_block(grid, any_overview=True),
        lambda: pair.moving_image(grid.scaled(step), start, margin / step, any_overview=True)]
    fixed, moving = pair.each(lambda read: read(), reads)
    # The type is that of the moving read, which may be empty; the fixed one always lies on its own grid.
    assert fixed is not None
    for raster, band, image in ((pair.fixed, pair.fixed_band, fixed), (pair.moving, pair.moving_band, moving)):
        if image is not None:
            require_content(raster, band, image)
    return Coarse(fixed, moving, step)


def by_elastix(
    pair: Pair, coarse: Coarse, start: AffineTransform, request: Request, metric: str, engine: Elastix,
    progress: Progress,
) -> AffineTransform:
    """elastix's solution from the start on; the start itself where elastix finds no way."""
    placed = pair.placed(coarse.fixed.grid, start, any_overview=True)
    require_share(pair, valid_share(pair, start, coarse.fixed, placed), request.min_valid_fraction)
    # Mutual information relates grey values to each other, so it is given them and not their gradients.
    if request.edges and metric != "mutual-information":
        (fixed, fixed_ok), (moving, moving_ok) = (edge_strength(i) for i in (coarse.fixed, placed))
    else:
        (fixed, fixed_ok), (moving, moving_ok) = ((i.values, i.valid) for i in (coarse.fixed, placed))
    if request.mutual_mask:
        # Samples are then taken where both show ground, so that no border of one image is matched with the other's
        # inside.
        fixed_ok = moving_ok = fixed_ok & moving_ok
    # Under auto, elastix only has to come near: a richer model is left to the tie points.
    model = first_model(request.transform)
    # At a quarter, fewer than 160 pixels are fewer than 40: too few to steer by.
    shrink = (4, 2, 1) if min(fixed.shape) >= 160 else (2, 1)
    settings = Settings(model, metric if metric == "mutual-information" else "correlation", shrink,
                        (100, 70, 50)[-len(shrink):], (2500, 2500, 4000)[-len(shrink):])
    progress.report(0.3, "elastix", until=0.5, pieces=sum(settings.iterations))
    found = engine.register(fixed, moving, fixed_ok, moving_ok, settings)
    if found is None:
        return start
    # The moving image was placed by the start already, so that elastix found only what is left of the way.
    return start.compose(from_pixels(found, coarse.fixed.grid, pair.frame, model))


def within_reach(transform: Transform, pair: Pair, request: Request) -> bool:
    """Whether the shift at the middle is within the largest one: tie points may lead on from where the search ended."""
    if request.max_shift is None:
        return True
    x, y = transform(*pair.frame.centre)
    shift = float(np.hypot(x - pair.frame.centre[0], y - pair.frame.centre[1]))
    # A pixel of slack: a shift just at the limit must not fail for its fraction.
    return shift <= request.max_shift + pair.frame.pixel


def from_pixels(found: Floats, grid: Grid, frame: Frame, model: str) -> AffineTransform:
    """A (2, 3) matrix between pixels of ``grid`` as a transform between places."""
    t = grid.transform
    linear = np.array([[t.a, t.b], [t.d, t.e]])
    # The same map in other axes: pixels' to world's and back.
    matrix = linear @ found[:, :2] @ np.linalg.inv(linear)
    # A transform of places turns about the frame's centre; elastix's matrix turned about the first pixel's corner.
    origin = np.array([t.c, t.f])
    centre = np.array(frame.centre)
    shift = origin + linear @ found[:, 2] + matrix @ (centre - origin) - centre
    return affine_transform(model, frame.centre, matrix, shift)


def require_valid(pair: Pair, transform: Transform, least: float) -> None:
    """Raise RasterError where less than ``least`` of what both rasters cover under ``transform`` is valid in both."""
    fixed = pair.fixed_block(pair.grid_at(levels_of(pair, Request())[0]), any_overview=True)
    placed = pair.placed(fixed.grid, transform, any_overview=True)
    require_share(pair, valid_share(pair, transform, fixed, placed), least)
