"""The report of a stack: its results as the values that the page shows, with small pictures of the images."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

import numpy as np
from affine import Affine
from rasterio.errors import RasterioError

from .._typing import Floats
from .._version import __version__
from ..errors import CoregixError
from ..geometry import Grid, Transform, identity
from ..imaging import Image, resample
from ..io import open_raster
from ..options import StackOptions
from ..report import StackPage
from .ground import Ground
from .images import StackImage
from .result import StackResult
from .solution import ImageResult, LinkResult, Solution
from .verdicts import Verdicts

# Side of the flip-book's window in pixels of the finest image, if all images are that large.
WINDOW = 240

# Images in the flip-book; of more, these are spread over the series.
MAX_FRAMES = 24

# Images that were left out of which a picture is shown.
MAX_PICTURES = 24

# Longest side of such a picture in pixels.
THUMBNAIL = 240

# Pixels read beyond a window: the spline's reach.
_KERNEL = 8


def page_of(made: StackResult, whole: StackResult, images: Sequence[StackImage], solution: Solution,
            verdicts: Verdicts, options: StackOptions) -> StackPage:
    """What the report shows of a run; ``images`` has the reference last if there is one.

    Figures are of what was ``made`` of them, tables of the ``whole``, with the images that could not be read.
    """
    results = made.images
    dates = [image.date for image in results if image.date is not None]
    # Images that nothing holds have no shift; None becomes NaN, which figures leave out.
    shifts, ce90 = (np.array([[getattr(r, name) for name in names] for r in results], float)
                    for names in (("east_px", "north_px"), ("ce90_px",)))
    links = [(link.first, link.second, _state(link)) for link in made.links]
    return StackPage(
        made.output_folder, whole.exit_code, whole.summary(), _tiles(whole), [_row(r) for r in whole.images],
        dates if len(dates) == len(results) else None, _places(solution.ground.areas), len(images) > len(results),
        [r.verdict for r in results], shifts, ce90.ravel(), links,
        [("Before", np.array(list(verdicts.before.values()))), ("After", np.array(list(verdicts.after.values())))],
        _failed(images, made, whole, options), _frames(images, results, solution, options), options.record(),
        __version__)


def _places(areas: Floats) -> Floats | None:
    """The images' middles (k, 2); None if all images are of one place, whichever part of it each shows."""
    middles = areas.mean(1)
    return None if np.ptp(middles, axis=0).max() < np.ptp(areas, axis=1).min() / 2 else np.asarray(middles)


def _state(link: LinkResult) -> str:
    return "used" if link.used else "contradicts" if link.contradicts else "refused"


def _tiles(made: StackResult) -> list[tuple[str, str, str]]:
    """The few numbers that people look for, large: (name, value, what more there is to it)."""
    counts = Counter(image.verdict for image in made.images)
    used = sum(link.used for link in made.links)
    tiles = [("Images", f"{counts['aligned']} of {len(made.images)} aligned",
              f"{counts['uncertain']} uncertain, {counts['failed']} failed"),
             ("Links", f"{used} used", f"of {len(made.links)} that were measured")]
    if made.closure_after_px is not None:
        before = "" if made.closure_before_px is None else f"; before {made.closure_before_px[0]:.3f} px"
        tiles.append(("Closure", f"{made.closure_after_px[0]:.3f} px",
                      f"90 % below {made.closure_after_px[1]:.3f} px{before}"))
    known = [image.ce90_px for image in made.images if image.ce90_px is not None]
    if known:
        tiles.append(("Uncertainty (CE90)", f"{np.median(known):.3f} px", f"median; largest {max(known):.3f} px"))
    if made.model is not None:
        tiles.append(("Transform", made.model, f"pixel {made.pixel_size:.6g}"))
    return tiles


def _row(result: ImageResult) -> tuple[str, ...]:
    def text(value: float | None, pattern: str) -> str:
        return "" if value is None else format(value, pattern)

    return (result.image, "" if result.date is None else f"{result.date:%Y-%m-%d}", text(result.east_px, "+.3f"),
            text(result.north_px, "+.3f"), text(result.rotation_deg, "+.4f"), text(result.scale, ".6f"),
            text(result.ce90_px, ".3f"), str(result.links), text(result.closure_px, ".3f"), result.verdict,
            result.reason)


def _failed(images: Sequence[StackImage], made: StackResult, whole: StackResult, options: StackOptions
            ) -> list[tuple[str, str, Image | None]]:
    lost = [(image, result) for image, result in zip(images, made.images, strict=False) if result.verdict == "failed"]
    pictures = [_whole(image, options) if number < MAX_PICTURES else None for number, (image, _) in enumerate(lost)]
    unread = whole.images[len(made.images):]
    return [*((result.image, result.reason, picture) for (_, result), picture in zip(lost, pictures, strict=True)),
            *((result.image, result.reason, None) for result in unread)]


def _whole(image: StackImage, options: StackOptions) -> Image | None:
    """A small picture of an image; None if it cannot be read, which may be why it failed."""
    with suppress(CoregixError, RasterioError), open_raster(
            image.path, role="input", nodata=options.input_nodata) as raster:
        return raster.read_band(image.band, None, max(1.0, max(raster.grid.shape) / THUMBNAIL), any_overview=True)
    return None


def _frames(images: Sequence[StackImage], results: Sequence[ImageResult], solution: Solution, options: StackOptions
            ) -> list[tuple[str, Image, Image]]:
    """One window of the ground by many images, as each shows it by itself and under its correction."""
    placed = [k for k, result in enumerate(results) if result.transform is not None]
    if len(placed) < 2 or solution.adjustment is None:
        return []
    areas = solution.ground.areas
    side = int(min(WINDOW, np.ptp(areas[placed], axis=1).min()))
    place = _busiest(solution, side)
    window = _window(solution.ground, place, side)
    covering = [k for k in placed if ((areas[k].min(0) < place) & (place < areas[k].max(0))).all()]
    chosen = [covering[i] for i in np.unique(np.linspace(0, len(covering) - 1, min(MAX_FRAMES, len(covering)))
                                             .round().astype(int))] if covering else []
    frames = []
    for k in chosen:
        transform = results[k].transform
        assert transform is not None
        before_and_after = (_seen(images[k], window, placed, options) for placed in (identity(), transform))
        frames.append((results[k].image, *before_and_after))
    return frames


def _busiest(solution: Solution, side: int) -> Floats:
    """The middle (2,) of the tie points of that square of the frame which has most of them, by their weights."""
    assert solution.adjustment is not None
    places = np.concatenate([solution.adjustment(link.first, link.at_first) for link in solution.links])
    weights = np.concatenate(solution.adjustment.weights)
    cell = np.unique(np.floor(places / side), axis=0, return_inverse=True)[1].ravel()
    return np.asarray(places[cell == np.bincount(cell, weights).argmax()].mean(0))


def _window(ground: Ground, middle: Floats, side: int) -> Grid:
    """The grid of a window around a place in the frame."""
    x, y = ground.frame.to_world(np.array([middle - side / 2, middle + side / 2]))
    width, height = float(np.ptp(x)), float(np.ptp(y))
    # A picture's rows go down, wherever the frame's do.
    return Grid(ground.crs, Affine(width / side, 0.0, float(x.min()), 0.0, -height / side, float(y.max())), side, side)


def _seen(image: StackImage, window: Grid, transform: Transform, options: StackOptions) -> Image:
    """What an image shows of a window under a transform."""
    with open_raster(image.path, role="input", nodata=options.input_nodata) as raster:
        col, row = raster.grid.to_pixel(*raster.grid.world_of(window.crs, *transform(*window.outline())))
        box = (col.min() - _KERNEL, row.min() - _KERNEL, col.max() + _KERNEL, row.max() + _KERNEL)
        return resample(raster.read_band(image.band, box), transform, window.crs, window)
