"""What align, assess, apply, trim and export do: the stages in their order.

read -> common grids and masks -> solve -> assess -> warp -> report. ``pipeline`` is what users call.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NoReturn

import numpy as np

from .._version import __version__
from ..assessing import OTHER_PROXY
from ..errors import Option, OutputError, Sentence, UnreliableAlignmentError
from ..findings import AlignResult, ApplyResult, Assessment, AssessResult, ExportResult, TrimResult
from ..geometry import Frame, Grid, identity, intersection
from ..io import Raster, SavedTransform, open_raster, refuse_same_file, working_folder
from ..matching import engine_for
from ..options import (
    AlignOptions,
    ApplyOptions,
    AssessOptions,
    ExportOptions,
    RasterSource,
    TransformSource,
    TrimOptions,
)
from ..pairing import read_blocks
from ..progress import Progress, only
from ..registration import Outcome, pair_of, register, warn_of_extrapolation
from ..solving import proxy_of
from .expected_time import shares_of
from .measuring import align_result, measured, rounded, saved_transform, unit_of
from .opening import engine_timeout, opened_pair
from .requirements import require_places, require_report
from .warned import warned

log = logging.getLogger("coregix_core")


def align(options: AlignOptions) -> AlignResult:
    """Align the moving raster to the fixed one and write it; see ``align_image_pair``."""
    require_report(options)
    track = Progress(options.progress)
    # The rasters stay open between the solve and the warp: opened anew, a file that changed meanwhile would be warped.
    with warned() as said, aligned(options, track) as (outcome, found, work):
        # Before its companions: they speak of a file that exists.
        _write_output(outcome, options, track, work)
        output = os.fspath(options.output_image_path)
        result = replace(found, output_image_path=output, seconds=rounded(track), warnings=[*said],
                         temp_dir=str(work) if options.keep_temp_dir else None,
                         # Drawn when a notebook asks for it, if ever.
                         _picture=partial(_thumbnail, output))
        if options.keep_temp_dir:
            _keep_images(outcome, work)
        try:
            return _write_companions(result, outcome, options, track)
        except OutputError as error:
            whole = Sentence("The output {output} was written and is whole.", output=output)
            raise OutputError(*error.parts, " ", whole, parameter=error.parameter, value=error.value,
                              file=error.file) from error


def _thumbnail(path: str) -> bytes | None:
    """A small picture of a raster as PNG; what draws it is loaded when a notebook asks for it."""
    from ..report import thumbnail

    return thumbnail(path)


@contextmanager
def aligned(options: AlignOptions, track: Progress) -> Iterator[tuple[Outcome, AlignResult, Path]]:
    """A pair as it is ready for the warp: open, registered and not refused; and the run's working folder.

    Raises InputError for what the user can mend, UnreliableAlignmentError if no reliable alignment was found.
    """
    with (warned() as said, working_folder(options.temp_dir, keep=options.keep_temp_dir) as work,
          opened_pair(options.moving_image_path, options.fixed_image_path, options) as (moving, fixed)):
        # Its memory is free again for the warp.
        with engine_for(work, log_to_console=options.log_to_console, timeout=engine_timeout()) as engine:
            require_places(options, moving, fixed)
            # What will be warped tells how long that takes, before anything is known of the transform.
            onto = moving.grid if options.output_on_moving_grid else fixed.grid
            track.shares = shares_of(moving, fixed, options, report=options.report is not None,
                                     warped=onto.width * onto.height * moving.count)
            outcome = register(moving, fixed, options, engine, track)
        warn_of_extrapolation(outcome, output_grid(outcome, options))
        # Made before a refusal: an error carries what was measured.
        result = replace(align_result(outcome, options.record(), track, accepted=options.accept_unreliable),
                         warnings=[*said])
        if outcome.assessment.verdict == "failed" and not options.accept_unreliable:
            _refuse(result, outcome, options, track)
        yield outcome, result, work


def assess(options: AssessOptions) -> AssessResult:
    """Measure how well two rasters are aligned as they are; see ``assess_image_pair``."""
    require_report(options)
    track = Progress(options.progress, only("assess", *(["report"] if options.report is not None else [])))
    with (warned() as said,
          opened_pair(options.moving_image_path, options.fixed_image_path, options) as (moving, fixed)):
        require_places(options, moving, fixed)
        # Clipped to what both can show: nothing is solved for that could bring them nearer.
        pair = pair_of(moving, fixed, options, clip=True)
        # By the same code as after an alignment, so that its figures can be set against those of ``align``.
        found, pair = measured(pair, identity(pair.frame.centre), options, track)
        result = AssessResult(
            moving.path, fixed.path, found, pair.frame.pixel, unit_of(fixed.grid),
            OTHER_PROXY[proxy_of(options.metric)], settings=options.record(), warnings=[*said],
            seconds=rounded(track), version=__version__, _picture=partial(_thumbnail, moving.path))
        if options.tie_points is not None:
            _write_tie_points(options.tie_points, found, fixed.grid, pair.frame, moving.grid)
            result = replace(result, tie_points_path=os.fspath(options.tie_points))
        if options.report is not None:
            from ..report import write_assess_report

            with track.stage("report"):
                write_assess_report(options.report, result, pair)
            result = replace(result, report_path=os.fspath(options.report))
        return result


def apply(options: ApplyOptions) -> ApplyResult:
    """Move another raster, or vectors, by a saved transform; see ``apply_transform``."""
    from .transforms import saved_of

    # Before any raster is opened: a file that is no transform needs no data to be refused.
    saved = saved_of(options.transform_file)
    # A slip in the order of two names would replace what took long to find.
    refuse_same_file(options.output_path, *_files(options.transform_file))
    track = Progress(options.progress, only("warp"))
    # An open dataset is a raster; only a path may be a vector file.
    if isinstance(options.input_path, (str, os.PathLike)):
        from ..io import is_vector, move_vectors

        if is_vector(options.input_path):
            with track.stage("warp"):
                counts = move_vectors(options.input_path, saved, options.output_path)
            return ApplyResult(os.fspath(options.output_path), counts)
    from ..warping import Places, missed, warp

    with open_raster(options.input_path, role="input", nodata=options.input_nodata, by_points=True) as source:
        refuse_same_file(options.output_path, source)
        # What was overridden at the solve holds here too, or the same file would lie elsewhere.
        transform, seen = saved.seen(source.grid, source.named)
        out_grid = saved.output_grid(source.grid)
        if options.like_image_path is not None:
            with open_raster(options.like_image_path, role="input") as like:
                refuse_same_file(options.output_path, like)
                out_grid = like.grid
        _tell_if_beyond(saved, source)
        if (said := missed(Places(out_grid, transform, saved.fixed_crs, seen), source.named)) is not None:
            log.warning(said)
        source.grid = seen
        with track.stage("warp"):
            warp(source, transform, saved.fixed_crs, out_grid, options.output_path, resampling=options.resampling,
                 band_resampling=options.band_resampling or (), output_nodata=options.output_nodata,
                 format=options.format, creation_options=options.creation_option or (), threads=options.threads,
                 memory_budget=options.memory_budget << 20, split_factor=options.split_factor, progress=track)
    return ApplyResult(os.fspath(options.output_path))


def _tell_if_beyond(saved: SavedTransform, raster: Raster) -> None:
    """Warn of a raster beside the measured area; not refused, as vectors are not: a translation holds beyond it."""
    if intersection(saved.true_bounds(raster.grid), saved.extent) is None:
        log.warning(Sentence("{path} lies outside the area in which the transform was measured.", path=raster.path))


def trim_edges(options: TrimOptions) -> TrimResult:
    """Set invalid-looking pixels along the edge of the valid area to nodata; see ``pipeline.trim_edges``."""
    from ..warping import trim

    track = Progress(options.progress, only("warp"))
    with track.stage("warp"):
        count = trim(
            options.input_image_path, options.output_image_path, output_nodata=options.output_nodata,
            depth=options.edge_trim_depth, band=options.edge_trim_detection_band_index,
            below=options.edge_trim_invalid_below, above=options.edge_trim_invalid_above, threads=options.threads,
            memory_budget=options.memory_budget << 20, progress=track)
    return TrimResult(_path_of(options.output_image_path or options.input_image_path), count)


def export(options: ExportOptions) -> ExportResult:
    """Write a saved transform in the formats of other tools; see ``export_transform``."""
    from ..io import write_export
    from .transforms import saved_of

    saved = saved_of(options.transform_file)
    with open_raster(options.moving_image_path, role="moving", by_points=True) as raster:
        refuse_same_file(options.output_path, raster, *_files(options.transform_file))
        # Before anything is written: it names a raster that does not go with the transform.
        saved.seen(raster.grid, raster.named)
        _tell_if_beyond(saved, raster)
        return ExportResult(write_export(saved, raster, options.output_path, options.to))


def _write_output(outcome: Outcome, options: AlignOptions, track: Progress, work: Path) -> None:
    """The aligned raster, trimmed if that was asked for."""
    path = options.output_image_path
    with track.stage("warp"):
        if not options.trim_edge_invalid:
            _warp(outcome, path, options, track)
            return
        from ..warping import trim

        # The output's own name is for what is whole, and trimmed.
        warped = work / "untrimmed.tif"
        # Plain, whatever the output's own format: it is read once and thrown away.
        _warp(outcome, warped, replace(options, format="gtiff", creation_option=None), track)
        # The warp is trimmed and not the source: only then is it known where the valid area ends.
        trim(warped, path, output_nodata=options.output_nodata, format=options.format,
             creation_options=options.creation_option or (), depth=options.edge_trim_depth,
             band=options.edge_trim_detection_band_index, below=options.edge_trim_invalid_below,
             above=options.edge_trim_invalid_above, threads=options.threads,
             memory_budget=options.memory_budget << 20, progress=track)
        # It may be large, and a folder that is kept is for other things.
        warped.unlink()


def _warp(outcome: Outcome, path: str | os.PathLike[str], options: AlignOptions, track: Progress) -> None:
    from ..warping import warp

    moving, fixed = outcome.pair.moving, outcome.pair.fixed
    tags = {"COREGIX_VERSION": __version__, "COREGIX_VERDICT": outcome.assessment.verdict,
            "COREGIX_REASON": outcome.assessment.reason}
    # A file outlives the message: whoever opens it must see that it is no alignment.
    if outcome.assessment.verdict == "failed":
        tags["COREGIX_UNRELIABLE"] = "YES"
    warp(moving, outcome.transform, fixed.grid.crs, output_grid(outcome, options), path,
         resampling=options.resampling, band_resampling=options.band_resampling or (),
         output_nodata=options.output_nodata, format=options.format, creation_options=options.creation_option or (),
         split_factor=options.split_factor, tags=tags, threads=options.threads,
         memory_budget=options.memory_budget << 20, progress=track)


def output_grid(outcome: Outcome, options: AlignOptions) -> Grid:
    """The grid that the output takes; where it is the moving one's, that of ``apply``, to the last bit."""
    if not options.output_on_moving_grid:
        return outcome.pair.fixed.grid
    saved = saved_transform(outcome)
    return saved.output_grid(saved.moving)


def _write_companions(result: AlignResult, outcome: Outcome, options: AlignOptions, track: Progress) -> AlignResult:
    """The files that go with the output: tie points, transform, sidecar, report."""
    pair = outcome.pair
    if (path := options.tie_points) is not None:
        _write_tie_points(path, outcome.assessment, pair.fixed.grid, pair.frame, pair.moving.grid, outcome.file_grid)
        result = replace(result, tie_points_path=os.fspath(path))
    if (path := options.save_transform) is not None:
        from ..io import save_transform

        save_transform(path, saved_transform(outcome))
        result = replace(result, transform_path=os.fspath(path))
    if (path := options.sidecar) is not None:
        from ..io import acquisition_of, write_sidecar

        # Of the source, not the output: tags of the acquisition are the source's, whatever a format keeps of them.
        write_sidecar(path, result, output_grid(outcome, options), acquisition_of(pair.moving))
        result = replace(result, sidecar_path=os.fspath(path))
    if (path := options.displacement_field) is not None:
        _write_displacement(path, outcome, output_grid(outcome, options))
        result = replace(result, displacement_field_path=os.fspath(path))
    return _reported(result, outcome, options, track)


def _reported(result: AlignResult, outcome: Outcome, options: AlignOptions, track: Progress) -> AlignResult:
    """Write the report where one was asked for; the result then says where it is."""
    if (path := options.report) is None:
        return result
    from ..report import write_align_report

    with track.stage("report"):
        result = replace(result, report_path=os.fspath(path))
        # It draws the pair, whose source may have been given another georeference than its own.
        write_align_report(path, replace(result, transform=outcome.transform), outcome.pair)
    return result


def _refuse(result: AlignResult, outcome: Outcome, options: AlignOptions, track: Progress) -> NoReturn:
    """Say why there is no output; the report shows what was seen, and must not be that of an older run."""
    result = _reported(result, outcome, options, track)
    written = "Nothing" if result.report_path is None else f"Nothing but the report {result.report_path}"
    # The result goes with the error: its measurements show why, and are printed all the same.
    raise UnreliableAlignmentError(
        Sentence("No reliable alignment was found: {reason}. {written} was written; see the documentation's 'When it "
                 "says no', or {accept_unreliable}.", reason=outcome.assessment.reason, written=written,
                 accept_unreliable=Option("accept_unreliable")), reason=outcome.assessment.reason,
        result=result)


def _write_displacement(path: str | os.PathLike[str], outcome: Outcome, grid: Grid) -> None:
    # To load it takes a tenth of a second, as it looks for neighbours by scipy's trees.
    from ..registration import ce90_at
    from ..warping import DisplacementField, write_displacement

    fixed_crs = outcome.pair.fixed.grid.crs
    # A raster without a CRS lies in the reference's.
    field = DisplacementField(outcome.transform, ce90_at(outcome), fixed_crs, grid.crs or fixed_crs)
    write_displacement(path, field, grid, tags={"COREGIX_VERSION": __version__,
                                                "COREGIX_VERDICT": outcome.assessment.verdict})


def _write_tie_points(path: str | os.PathLike[str], found: Assessment, fixed: Grid, frame: Frame, moving: Grid,
                      own: Grid | None = None) -> None:
    from ..io import write_tie_points

    write_tie_points(path, found.tie_points, crs=fixed.crs, pixel_size=frame.pixel,
                     of_pixels=fixed.crs is None and fixed.transform.is_identity, moving=moving, own=own)


def _keep_images(outcome: Outcome, work: Path) -> None:
    """The registration images and masks of the solve, georeferenced, to look at in a GIS."""
    from ..io import creating

    # To look at, not to compute with: 2000 pixels fill a screen.
    pair, level = outcome.pair, max(1.0, max(outcome.pair.grid_at(1.0).shape) / 2000)
    # In one block, however large the area: the level is coarse enough for that.
    block = read_blocks(replace(pair, chunks=1), level, outcome.transform, 1)[0]
    placed = pair.place(block.moving, outcome.transform, block.fixed.grid)
    for name, image in (("fixed", block.fixed), ("moving", placed)):
        with creating(work / f"{name}_reg.tif", image.grid, count=1, dtype="float32", nodata=float("nan")) as out:
            out.write(np.where(image.valid, image.values, np.float32("nan")), 1)
        with creating(work / f"{name}_mask.tif", image.grid, count=1, dtype="uint8") as out:
            out.write(image.valid.astype(np.uint8) * 255, 1)


def _files(transform: TransformSource) -> list[str | os.PathLike[str]]:
    """The file of a transform; none for one in memory."""
    return [transform] if isinstance(transform, (str, os.PathLike)) else []


def _path_of(raster: RasterSource) -> str:
    """The path of a raster, or the name of an open one."""
    return os.fspath(raster) if isinstance(raster, (str, os.PathLike)) else raster.name
