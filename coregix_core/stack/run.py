"""A stack from its images to its files: links, adjustment, verdicts, outputs, tables."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..api import keywords_of
from ..errors import Cancelled, InputError, Sentence
from ..geometry import Grid
from ..io import open_raster, require_writable, working_folder
from ..options import STACK, RegisterOptions, StackOptions, is_labelled
from ..progress import Progress, ProgressEvent, only
from ..report import require as require_report
from ..report import write_stack_report
from .arrays import joined, written_dates
from .bending import with_fields
from .catalogue import write_collection, write_layers
from .closure import quantiles
from .common_solution import solved
from .cube import CUBES, WRITERS, write_cube
from .cube import require as require_cube
from .datum import chosen_images, held_datum, stack_crs, told_of_datum
from .doubts import Doubts
from .earlier import clear, discard, discard_pixels
from .framed import expected
from .graph import Pairs, overlaps, planned_pairs
from .ground import Ground
from .images import StackImage
from .links import NOTES, Expected, Found, Survey, notes_of
from .outputs import Target, common_grid, path_of_bands, write_bands, write_image, write_transform, write_vrt
from .pages import page_of
from .requirements import require_inputs
from .result import StackResult
from .second_look import SecondLook, may_pay
from .solution import ImageResult, Solution
from .tables import IMAGE_COLUMNS, LINK_COLUMNS, PAIR_COLUMNS, image_row, link_row, pair_rows, write_table
from .underway import Underway
from .verdicts import judged
from .workers import executor, worker_count

# Part of the run after which all files are looked through, the links are measured, the second time as well where that
# may be, all is known but the outputs, and these lack no more than tables and the report.
_SEEN, _FIRST, _LINKS, _SOLVED, _WARPED = 0.03, 0.48, 0.66, 0.7, 0.97

# Pieces of work (beats) of a solution, more or less.
_STEPS = 25


@keywords_of(StackOptions, STACK)
def align_stack(options: StackOptions) -> StackResult:
    """Align many images of one place, or overlapping ones, to each other: all at once, by what links between them say.

    An image that no trustworthy link holds has the verdict ``failed`` and is left out; the others are written. Links
    are kept in the output folder: a later run measures those that are new.

    Raises InputError where the images or options cannot be used, OutputError where a file cannot be written, and
    Cancelled where ``progress`` answers False.

    >>> result = align_stack("scenes/*.tif", "stack", workers=1)
    >>> [(image.image, image.verdict) for image in result.images]
    [('2024-04-01', 'aligned'), ('2024-06-01', 'aligned'), ('2024-08-01', 'aligned')]
    """
    if is_labelled(options.images):
        return _of_array(options)
    start = time.monotonic()
    _require_extras(options)
    # Read before the folder is made, so that a wrong name leaves nothing behind.
    images, datum, unread = chosen_images(options)
    require_inputs(images, unread, options)
    folder = _folder(options)
    board = _Board(options)
    ground = Ground.of(images, stack_crs(images, datum if options.fixed_image_path is not None else None))
    found, measured, model = _links(images, ground, options, folder, datum, board)
    datum = held_datum(images, datum, found, options)
    # The reference is the last of the images, and stays as it is.
    moved = images if options.fixed_image_path is None else images[:-1]
    with board.solving(_LINKS, _SOLVED):
        # All links at once and not along the tree: that would add up the errors from image to image.
        solution = solved(images, ground, found, model, datum)
        if options.transform == "local":
            solution = with_fields(solution, datum)
        verdicts = judged(images, moved, found, solution)
    for one in unread:
        discard(one.name, Target(folder, None, options))
    told = told_of_datum(verdicts.images, images, found, solution, datum)
    results = _written(moved, told, ground, options, folder, board)
    board.report(_WARPED, "tables are written" if options.report is None else "tables and the report are written")
    made = StackResult(
        str(folder), str(folder / "stack.csv"), str(folder / "links.csv"), tuple(results), tuple(verdicts.links),
        solution.model, ground.frame.pixel,
        quantiles(verdicts.before), quantiles(verdicts.after), measured, round(time.monotonic() - start, 3))
    whole = made.with_unread(unread)
    _write_tables(made, whole, images, solution, verdicts.doubts, options)
    _clear_earlier(whole, options)
    if options.report is not None:
        write_stack_report(options.report, page_of(made, whole, images, solution, verdicts, options))
    board.finish()
    return whole


def _of_array(options: StackOptions) -> StackResult:
    """The stack of an array's dates, which are written as rasters first."""
    array: Any = options.images
    paths, images = written_dates(array, _folder(options) / NOTES / "dates")
    # All dates of an array share one grid, so that the result has to as well.
    like = options.like_image_path or paths[0]
    made = align_stack(**{**options.keywords(), "images": paths, "like_image_path": like})
    return replace(made, array=None if options.measure_only else joined(array, images, made.images))


def _require_extras(options: StackOptions) -> None:
    """Notice before the long run what could not be written after it."""
    if options.report is not None:
        require_report()
        # One in the output folder is looked at when that is made.
        if Path(options.output_folder).absolute() not in Path(options.report).absolute().parents:
            require_writable(options.report)
    if options.format in WRITERS:
        if options.bands or options.measure_only:
            raise InputError(Sentence("A {format} cube holds images; with bands, and if nothing but measuring is "
                                      "asked for, there is none.", format=options.format))
        require_cube(options.format)


def _folder(options: StackOptions) -> Path:
    folder = Path(options.output_folder).absolute()
    try:
        (folder / NOTES).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(Sentence("The folder {folder} cannot be made ({strerror}); choose another one.",
                                  folder=folder, strerror=error.strerror)) from error
    for path in (folder / "stack.csv", *([] if options.report is None else [options.report])):
        require_writable(path)
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

    @contextmanager
    def writing(self, done: int, count: int) -> Iterator[Progress]:
        """Where the warp of one of ``count`` images reports, of which so many are done."""
        message = f"image {done + 1} of {count}"
        track = Progress(lambda event: self.report(
            _SOLVED + (_WARPED - _SOLVED) * (done + event.overall) / count, message), only("warp"))
        with track.stage("warp"):
            yield track

    @contextmanager
    def solving(self, low: float, high: float) -> Iterator[Progress]:
        """Where a solution of links reports, which is that part of the run."""
        track = Progress(lambda event: self.report(low + (high - low) * event.overall, event.message or
                                                   "one solution is found of all links"), only("solve"))
        with track.stage("solve", pieces=_STEPS):
            yield track

    def finish(self) -> None:
        """Report the end; nothing is left to be stopped."""
        if self._callback is not None:
            self._callback(ProgressEvent("stack", 1.0, 1.0, "all files are written"))


def _links(images: Sequence[StackImage], ground: Ground, options: StackOptions, folder: Path, datum: int | None,
           board: _Board) -> tuple[Found, int, str]:
    """All links, how many of them were measured now, and the model to solve them by."""
    # By where the files say that they lie: nothing else is known before the first link.
    shared = overlaps(ground.bounds)
    plan = _planned(images, shared, options)
    workers = worker_count(options.workers, len(plan))
    # Each link names the band of either image.
    pair = options.shared(RegisterOptions, moving_nodata=options.input_nodata, fixed_nodata=options.input_nodata,
                          band_index=RegisterOptions().band_index,
                          memory_budget=max(256, options.memory_budget // workers), progress=None,
                          threads=options.threads or (0 if workers == 1 else 1))
    notes = notes_of(images, pair, folder / NOTES, lambda part, message: board.report(_SEEN * part, message))

    def solve(found: Found, model: str) -> Solution:
        return solved(images, ground, found, model, datum)

    def predict(found: Found) -> Expected:
        # A similarity will do to begin a search with, and few links carry it.
        rough = solve(found, "similarity" if options.transform in ("auto", "local") else options.transform)
        adjustment = rough.adjustment
        return lambda p: None if adjustment is None else expected(images, ground, p, adjustment, rough.used)

    again, underway = may_pay(images, pair), Underway(workers)
    measured = _FIRST if again else _LINKS
    with executor(workers, options.scheduler, underway) as pool:
        survey = Survey(images, plan, notes, pool, pair, predict, lambda part, message: board.report(
            _SEEN + (measured - _SEEN) * part, message), underway)
        found, model = survey.run(shared), str(options.transform)
        if again:
            with board.solving(measured, _LINKS) as track:
                found, model = SecondLook(images, notes, pool, pair, solve, track, underway).run(found)
        return found, survey.measured, model


def _planned(images: Sequence[StackImage], shared: NDArray[np.float64], options: StackOptions) -> Pairs:
    """The pairs of images that are to be links; ``shared`` (k, k) are the images' overlaps."""
    if options.bands:
        # All bands are one exposure: each says something of every other.
        return list(combinations(range(len(images)), 2))
    reference = len(images) - 1 if options.fixed_image_path is not None else None
    return planned_pairs(shared, [image.date for image in images], reference)


def _written(images: Sequence[StackImage], results: Sequence[ImageResult], ground: Ground, options: StackOptions,
             folder: Path, board: _Board) -> list[ImageResult]:
    """Write transforms and images; the results then name the outputs."""
    # What nothing holds would lie where it does not belong.
    placed = [i for i, result in enumerate(results) if result.transform is not None]
    target = Target(folder, None, options)
    for i in set(range(len(results))).difference(placed):
        discard(images[i].name, target)
    for i in placed:
        write_transform(images[i], results[i], ground, folder)
    if placed and not options.measure_only:
        return _with_pixels(images, results, placed, ground, target, board)
    if not options.bands:
        for i in placed:
            write_vrt(images[i], results[i], ground, folder)
    elif not placed:
        discard_pixels(path_of_bands(images, target))
    return list(results)


def _with_pixels(images: Sequence[StackImage], results: Sequence[ImageResult], placed: Sequence[int], ground: Ground,
                 target: Target, board: _Board) -> list[ImageResult]:
    """Write the images that are ``placed``; the results then name the outputs."""
    made, options = list(results), target.options
    target = replace(target, grid=_grid(images, results, ground, options))
    if options.bands:
        with working_folder() as work, board.writing(0, 1) as track:
            return write_bands(images, results, ground, target, work, track)
    for done, i in enumerate(placed):
        with board.writing(done, len(placed)) as track:
            made[i] = write_image(images[i], results[i], ground, target, track)
    return made


def _grid(images: Sequence[StackImage], results: Sequence[ImageResult], ground: Ground, options: StackOptions
          ) -> Grid | None:
    """The grid that all outputs get; None where each keeps its own."""
    if options.like_image_path is not None:
        with open_raster(options.like_image_path, role="input") as like:
            return like.grid
    return common_grid(images, results, ground) if options.common_grid or options.format in WRITERS else None


def _clear_earlier(whole: StackResult, options: StackOptions) -> None:
    """Remove or name what earlier runs left beside the outputs of this one."""
    folder = Path(whole.output_folder)
    written = {Path(image.output) for image in whole.images if image.output is not None}
    if written and options.format in WRITERS:
        written.add(folder / CUBES[options.format])
    # A reference may be of an earlier stack.
    beside = {Path(path) for path in (options.fixed_image_path, options.like_image_path, options.report) if path}
    clear([image.image for image in whole.images], written, beside, Target(folder, None, options))


def _write_tables(made: StackResult, whole: StackResult, images: Sequence[StackImage], solution: Solution,
                  doubts: Doubts | None, options: StackOptions) -> None:
    folder, names = Path(made.output_folder), [image.name for image in images]
    write_table(made.stack_csv, IMAGE_COLUMNS, map(image_row, whole.images))
    write_table(made.links_csv, LINK_COLUMNS, (link_row(link, names) for link in made.links))
    if options.pair_uncertainty:
        write_table(folder / "pairs.csv", PAIR_COLUMNS, pair_rows(solution, names, doubts))
    write_layers(folder / "stack.gpkg", images, made, whole, solution.ground)
    if any(image.output is not None for image in made.images):
        if options.stac and not options.bands:
            write_collection(folder, made.images)
        if options.format in WRITERS:
            write_cube(folder, options.format, made.images)
