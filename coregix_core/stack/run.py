"""A stack from its images to its files: links, adjustment, verdicts, outputs, tables."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from .._version import __version__
from ..api import keywords_of
from ..errors import Cancelled, InputError, UnreliableAlignmentError
from ..findings import Displacement
from ..geometry import Frame, Grid
from ..io import open_raster, require_writable, working_folder
from ..options import STACK, RegisterOptions, StackOptions
from ..progress import Progress, ProgressEvent
from . import closure
from .arrays import is_labelled, joined, written_dates
from .catalogue import write_collection, write_layers
from .cube import WRITERS, write_cube
from .cube import require as require_cube
from .graph import Pairs, overlaps, planned_pairs
from .images import StackImage, find_bands, find_images
from .links import NOTES, Expected, Found, Notes, Survey, digest_of
from .outputs import Target, common_grid, write_bands, write_image, write_transform, write_vrt
from .solution import DOUBT_PX, Ground, ImageResult, LinkResult, Solution, expected, own_fits, point_gaps, solved
from .tables import IMAGE_COLUMNS, LINK_COLUMNS, PAIR_COLUMNS, image_row, link_row, pair_rows, write_table
from .workers import executor, worker_count

_LINKS = 0.7
"""Part of the run that the links are."""


@dataclass(frozen=True)
class StackResult:
    """What ``align_stack`` returns: the outcome of each image and link, and where the tables are.

    ``closure_before_px`` and ``closure_after_px`` are the median and 90 % of the closures of triangles, in pixels: of
    the links as they were measured, and on the ground that the common solution found stable. ``array`` is the aligned
    DataArray if one was given, without the dates that failed.
    """

    output_folder: str
    stack_csv: str
    links_csv: str
    images: tuple[ImageResult, ...]
    links: tuple[LinkResult, ...]
    model: str | None
    pixel_size: float
    closure_before_px: tuple[float, float] | None
    closure_after_px: tuple[float, float] | None
    measured_links: int
    seconds: float
    array: Any = field(default=None, repr=False, compare=False)

    @property
    def exit_code(self) -> int:
        """0 where all images are aligned, 3 where some are not."""
        return UnreliableAlignmentError.exit_code if any(i.verdict == "failed" for i in self.images) else 0

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        names = [image.image for image in self.images] + ["reference"]
        return {"output_folder": self.output_folder, "stack_csv": self.stack_csv, "links_csv": self.links_csv,
                "count": len(self.images), "verdicts": dict(Counter(image.verdict for image in self.images)),
                "model": self.model, "pixel_size": self.pixel_size,
                "closure_before_px": self.closure_before_px, "closure_after_px": self.closure_after_px,
                "measured_links": self.measured_links, "seconds": self.seconds, "version": __version__,
                "images": [image_row(image) for image in self.images],
                "links": [link_row(link, names) for link in self.links]}

    def summary(self) -> str:
        """One line for people."""
        counts = Counter(image.verdict for image in self.images)
        told = ", ".join(f"{counts[v]} {v}" for v in ("aligned", "uncertain", "failed") if counts[v])
        closed = "" if self.closure_after_px is None else (
            f"; triangles close to {self.closure_after_px[0]:.3f} px (90 %: {self.closure_after_px[1]:.3f})")
        return f"{len(self.images)} images: {told}{closed}; the table is {self.stack_csv}"


@keywords_of(StackOptions, STACK)
def align_stack(options: StackOptions) -> StackResult:
    """Align many images of one place, or overlapping ones, to each other: all at once, by what links between them say.

    An image that no trustworthy link holds has the verdict ``failed`` and is left out; the others are written. Links
    are kept in the output folder: a later run measures those that are new.

    Raises InputError where the images or options cannot be used, OutputError where a file cannot be written, and
    Cancelled where ``progress`` answers False.
    """
    if is_labelled(options.images):
        return _of_array(options)
    start = time.monotonic()
    _require_extras(options)
    images, datum = _images(options)
    folder = _folder(options)
    board = _Board(options)
    ground = Ground.of(images, _crs(images, datum if options.fixed_image_path is not None else None))
    found, measured = _links(images, ground, options, folder, datum, board)
    solution = solved(images, ground, found, options.transform, datum)
    moved = images if options.fixed_image_path is None else images[:-1]
    results, links, quality = _verdicts(images, moved, found, solution)
    results = _written(moved, results, ground, options, folder, board)
    made = StackResult(
        str(folder), str(folder / "stack.csv"), str(folder / "links.csv"), tuple(results), tuple(links),
        None if solution.adjustment is None else solution.adjustment.model, ground.frame.pixel, *quality, measured,
        round(time.monotonic() - start, 3))
    _write_tables(made, images, solution, options)
    return made


def _of_array(options: StackOptions) -> StackResult:
    """The stack of an array's dates, which are written as rasters first."""
    array: Any = options.images
    paths, images = written_dates(array, _folder(options) / NOTES / "dates")
    like = options.like_image_path or paths[0]
    made = align_stack(**{**options.keywords(), "images": paths, "like_image_path": like})
    return replace(made, array=None if options.measure_only else joined(array, images, made.images))


def _require_extras(options: StackOptions) -> None:
    """Notice before the long run what could not be written after it."""
    if options.transform == "local":
        raise InputError("A stack has no local transforms yet; take another one, or align pairs locally.")
    if options.format in WRITERS:
        if options.bands or options.measure_only:
            raise InputError(f"A {options.format} cube holds images; with bands, and if nothing but measuring is asked "
                             "for, there is none.")
        require_cube(options.format)


def _images(options: StackOptions) -> tuple[list[StackImage], int | None]:
    """The images, the reference last, and the number of the one that is the datum (None: their mean)."""
    images = _given_images(options)
    if options.fixed_image_path is not None:
        with open_raster(options.fixed_image_path, role="fixed") as raster:
            raster.require_band(options.band_index)
            reference = StackImage("reference", raster.path, raster.grid, options.band_index)
        # A folder may hold the reference too.
        images = [i for i in images if os.path.realpath(i.path) != os.path.realpath(reference.path)]
        if not images:
            raise InputError("There is no image to align besides the reference.")
        return [*images, reference], len(images)
    if options.datum == "mean":
        return images, None
    if options.datum == "first":
        return images, 0
    for number, image in enumerate(images):
        if options.datum in (image.name, image.path, Path(image.path).name):
            return images, number
    raise InputError(f"The datum {options.datum!r} is none of the images; give 'mean', 'first', or the name of one, "
                     f"such as {images[0].name!r}.")


def _given_images(options: StackOptions) -> list[StackImage]:
    given: Any = options.images
    given = [given] if isinstance(given, (str, os.PathLike)) else list(given)
    if options.bands:
        if len(given) != 1:
            raise InputError(f"Bands are those of one file, and {len(given)} were given.")
        return find_bands(given[0])
    return find_images(given, band=options.band_index)


def _crs(images: Sequence[StackImage], reference: int | None) -> Any:  # noqa: ANN401 - a CRS or None
    """The CRS of the stack: the reference's, or what most images have."""
    if reference is not None:
        return images[reference].grid.crs
    counts = Counter(None if i.grid.crs is None else i.grid.crs.to_wkt() for i in images)
    most = counts.most_common(1)[0][0]
    return next(i.grid.crs for i in images if (None if i.grid.crs is None else i.grid.crs.to_wkt()) == most)


def _folder(options: StackOptions) -> Path:
    folder = Path(options.output_folder).absolute()
    try:
        (folder / NOTES).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"The folder {folder} cannot be made ({error.strerror}); choose another one.") from error
    require_writable(folder / "stack.csv")
    return folder


class _Board:
    """Says how far the run is, and stops it where that is asked for."""

    def __init__(self, options: StackOptions) -> None:
        self._callback = options.progress

    def report(self, overall: float, message: str) -> None:
        """Report; raises Cancelled where the callback answers False."""
        if self._callback is not None and self._callback(
                ProgressEvent("stack", overall, overall, message)) is False:
            raise Cancelled("The stack was stopped; links that are measured stay, and the same command goes on from "
                            "there.")


def _links(images: Sequence[StackImage], ground: Ground, options: StackOptions, folder: Path, datum: int | None,
           board: _Board) -> tuple[Found, int]:
    """All links, and how many of them were measured now."""
    reference = len(images) - 1 if options.fixed_image_path is not None else None
    shared = overlaps(ground.bounds)
    if options.bands:
        # All bands are one exposure: each tells something of every other.
        plan: Pairs = [(i, j) for i in range(len(images)) for j in range(i + 1, len(images))]
    else:
        plan = planned_pairs(shared, [image.date for image in images], reference)
    workers = worker_count(options.workers, len(plan))
    pair = options.shared(RegisterOptions, moving_nodata=options.input_nodata, fixed_nodata=options.input_nodata,
                          memory_budget=max(256, options.memory_budget // workers), progress=None,
                          threads=options.threads or (0 if workers == 1 else 1))
    notes = Notes(folder / NOTES, {k: v for k, v in pair.record().items() if k not in ("threads", "memory_budget")},
                  digest_of([image.path for image in images], folder / NOTES / "digests.json"),
                  [image.band for image in images])

    def predict(found: Found) -> Expected:
        rough = solved(images, ground, found, "similarity" if options.transform in ("auto", "local") else
                       options.transform, datum)
        adjustment = rough.adjustment
        return lambda p: None if adjustment is None else expected(images, ground, p, adjustment, rough.used)

    with executor(workers, options.scheduler) as pool:
        survey = Survey(images, plan, notes, pool, pair, predict, lambda f, m: board.report(_LINKS * f, m))
        return survey.run(shared), survey.measured


Quality = tuple[tuple[float, float] | None, tuple[float, float] | None]


def _verdicts(images: Sequence[StackImage], moved: Sequence[StackImage], found: Found, solution: Solution
              ) -> tuple[list[ImageResult], list[LinkResult], Quality]:
    """What became of images and links, and how triangles close before and after."""
    if solution.adjustment is None:
        return [_lost(i, image, found, solution) for i, image in enumerate(moved)], list(solution.results), (None, None)
    areas = solution.ground.areas
    before = closure.closures(own_fits(solution), areas)
    after = closure.common_closures(solution)
    links = [replace(link, closure_before_px=closure.of_link(before, (link.first, link.second)),
                     closure_px=closure.of_link(after, (link.first, link.second))) for link in solution.results]
    results = [replace(_result(i, images, found, solution), closure_px=closure.of_image(after, i))
               for i in range(len(moved))]
    return results, links, (closure.quantiles(before), closure.quantiles(after))


def _lost(i: int, image: StackImage, found: Found, solution: Solution) -> ImageResult:
    """The result of an image that nothing holds, with the reason."""
    mine = [link for link in solution.results if i in (link.first, link.second)]
    contradicted = [link.reason for link in mine if link.misclosure_px is not None]
    if contradicted:
        reason = f"its link {contradicted[0]}"
    elif any(found[link.first, link.second].ties is not None for link in mine):
        reason = "it is linked to some images, but not to those that hold the others"
    elif mine:
        reason = f"no trustworthy link holds it; of {len(mine)} that were tried, one says: {mine[0].reason}"
    else:
        reason = "it overlaps no other image"
    return ImageResult(image.name, image.path, image.date, "failed", reason)


def _result(i: int, images: Sequence[StackImage], found: Found, solution: Solution) -> ImageResult:
    image, transform, ce90 = images[i], solution.correction(i), solution.ce90(i)
    if transform is None or ce90 is None:
        return _lost(i, image, found, solution)
    frame = solution.ground.frame
    mine = [(link.first, link.second) for link in solution.results if link.used and i in (link.first, link.second)]
    gaps = np.concatenate([point_gaps(solution, images, pair, found[pair]) for pair in mine])
    apart = float(np.hypot(*np.median(gaps, axis=0))) if len(gaps) else np.inf
    aligned = sum(found[pair].verdict == "aligned" for pair in mine)
    verdict, reason = "aligned", f"held by {len(mine)} link{'s' if len(mine) > 1 else ''}"
    if not aligned:
        verdict, reason = "uncertain", f"{reason}, all of them uncertain"
    elif ce90 > DOUBT_PX or apart > DOUBT_PX:
        verdict, reason = "uncertain", f"{reason}; check points lie {apart:.2f} px off, CE90 is {ce90:.2f} px"
    moved = Displacement.of(transform, Frame(transform.centre, frame.unit))
    return ImageResult(
        image.name, image.path, image.date, verdict, reason, len(mine), transform, moved.east, moved.north,
        moved.east / frame.unit[0], moved.north / frame.unit[1], moved.rotation_deg,
        float(np.sqrt((1 + moved.scale_x_ppm * 1e-6) * (1 + moved.scale_y_ppm * 1e-6))), ce90)


def _written(images: Sequence[StackImage], results: Sequence[ImageResult], ground: Ground, options: StackOptions,
             folder: Path, board: _Board) -> list[ImageResult]:
    """Write transforms and images; the results then name the outputs."""
    held = [i for i, result in enumerate(results) if result.transform is not None]
    made = list(results)
    if not held:
        return made
    for i in held:
        write_transform(images[i], results[i], ground, folder)
    if options.measure_only:
        for i in held if not options.bands else ():
            write_vrt(images[i], results[i], ground, folder)
        return made
    target = Target(folder, _grid(images, results, ground, options), options)
    if options.bands:
        with working_folder() as work:
            return write_bands(images, results, ground, target, work)
    for done, i in enumerate(held):
        board.report(_LINKS + (1 - _LINKS) * done / len(held), f"image {done + 1} of {len(held)}")
        made[i] = write_image(images[i], results[i], ground, target, Progress())
    return made


def _grid(images: Sequence[StackImage], results: Sequence[ImageResult], ground: Ground, options: StackOptions
          ) -> Grid | None:
    """The grid that all outputs get; None where each keeps its own."""
    if options.like_image_path is not None:
        with open_raster(options.like_image_path, role="input") as like:
            return like.grid
    return common_grid(images, results, ground) if options.common_grid or options.format in WRITERS else None


def _write_tables(made: StackResult, images: Sequence[StackImage], solution: Solution, options: StackOptions) -> None:
    folder, names = Path(made.output_folder), [image.name for image in images]
    write_table(made.stack_csv, IMAGE_COLUMNS, map(image_row, made.images))
    write_table(made.links_csv, LINK_COLUMNS, (link_row(link, names) for link in made.links))
    if options.pair_uncertainty:
        write_table(folder / "pairs.csv", PAIR_COLUMNS, pair_rows(solution, names))
    write_layers(folder / "stack.gpkg", images, made.images, made.links, solution.ground)
    if any(image.output is not None for image in made.images):
        if options.stac and not options.bands:
            write_collection(folder, made.images)
        if options.format in WRITERS:
            write_cube(folder, options.format, made.images)
