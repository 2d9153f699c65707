"""align, assess, apply, trim and export: the stages in their order, and the public functions of the package.

read -> common grids and masks -> solve -> assess -> warp -> report. Names, defaults and meaning of the parameters are
those of ``parameters.py``; the signatures are tested against it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import rasterio

from .._version import __version__
from ..errors import InputError, UnreliableAlignmentError
from ..findings import AlignResult, ApplyResult, Assessment, AssessResult, Displacement, ExportResult, TrimResult
from ..geometry import Frame, Grid, identity, intersection, projected_bounds
from ..io import Raster, cache_bytes, check_pair, open_raster, refuse_same_file, require_writable, working_folder
from ..matching import Engine
from ..options import check, parameters
from ..progress import Progress, ProgressCallback
from ..registration import (
    OTHER_PROXY,
    Outcome,
    Pair,
    assess,
    block_count,
    gather,
    overlap,
    pair_of,
    proxy_of,
    read_blocks,
    register,
    require_share,
)
from ..report import thumbnail

log = logging.getLogger("coregix_core")

Source = str | os.PathLike[str] | Any
"""A path, or an open rasterio dataset."""

TIMEOUT_VARIABLE = "COREGIX_ELASTIX_TIMEOUT"


@parameters.documented(parameters.ALIGN)
def align_image_pair(
    moving_image_path: Source, fixed_image_path: Source, output_image_path: str | os.PathLike[str], *,
    band_index: int = 0, moving_band_index: int | None = None, fixed_band_index: int | None = None,
    moving_nodata: float | None = None, fixed_nodata: float | None = None, moving_crs: str | None = None,
    fixed_crs: str | None = None, output_nodata: float | None = None, min_valid_fraction: float = 0.01,
    transform: str = "auto", metric: str = "auto", use_edge_proxies: bool = True, clip_fixed_to_moving: bool = True,
    enforce_mutual_valid_mask: bool = True, max_shift: float | None = None,
    solve_resolutions: tuple[float, ...] | None = None, solve_resolution: float | None = None,
    known_points: str | os.PathLike[str] | None = None, accept_unreliable: bool = False,
    output_on_moving_grid: bool = True, resampling: str = "cubic", format: str = "gtiff",  # noqa: A002
    save_transform: str | os.PathLike[str] | None = None, tie_points: str | os.PathLike[str] | None = None,
    report: str | os.PathLike[str] | None = None, sidecar: str | os.PathLike[str] | None = None,
    trim_edge_invalid: bool = False, edge_trim_depth: int = 8, edge_trim_detection_band_index: int = 0,
    edge_trim_invalid_below: float | None = None, edge_trim_invalid_above: float | None = None,
    split_factor: int = 0, threads: int = 0, memory_budget: int = 1024, temp_dir: str | os.PathLike[str] | None = None,
    keep_temp_dir: bool = False, log_to_console: bool = False, progress: ProgressCallback | None = None,
) -> AlignResult:
    """Align the moving raster to the fixed one and write it, all bands, resampled once.

    Inputs may also be open rasterio datasets. Raises InputError for what the user can mend,
    UnreliableAlignmentError where no reliable alignment was found (nothing is written then but the report),
    OutputError where the result cannot be written.
    """
    # First of all, while the arguments are the only names there are.
    given = {k: v for k, v in locals().items() if k != "progress"}
    settings = check(parameters.ALIGN, given)
    _require_report(settings)
    track = Progress(progress)
    with working_folder(temp_dir, keep=keep_temp_dir) as work, _opened(settings) as (moving, fixed):
        # The engine loads while the rasters are read, and its memory is free again for the warp.
        with Engine(work, log_to_console=log_to_console, timeout=_engine_timeout()) as engine:
            _require_places(settings, moving, fixed)
            outcome = register(moving, fixed, settings, engine, track)
        result = _result(outcome, settings, track)
        if outcome.assessment.verdict == "failed" and not accept_unreliable:
            _refuse(result, outcome, settings, track)
        # Before its companions: they speak of a file that exists.
        _write_output(outcome, settings, track, work)
        result = replace(result, output_image_path=os.fspath(output_image_path), seconds=_rounded(track.seconds),
                         temp_dir=str(work) if keep_temp_dir else None,
                         # Drawn when a notebook asks for it, if ever.
                         _picture=partial(thumbnail, os.fspath(output_image_path)))
        if keep_temp_dir:
            _keep_images(outcome, work)
        return _write_companions(result, outcome, settings, track)


@parameters.documented(parameters.ASSESS)
def assess_image_pair(
    moving_image_path: Source, fixed_image_path: Source, *, band_index: int = 0, moving_band_index: int | None = None,
    fixed_band_index: int | None = None, moving_nodata: float | None = None, fixed_nodata: float | None = None,
    moving_crs: str | None = None, fixed_crs: str | None = None, min_valid_fraction: float = 0.01,
    metric: str = "auto", max_shift: float | None = None, tie_points: str | os.PathLike[str] | None = None,
    report: str | os.PathLike[str] | None = None, threads: int = 0, memory_budget: int = 1024,
    progress: ProgressCallback | None = None,
) -> AssessResult:
    """Measure how well two rasters are aligned as they are, by whatever tool.

    Raises InputError for what the user can mend. A pair that cannot be measured has the verdict ``failed``.
    """
    given = {k: v for k, v in locals().items() if k != "progress"}
    settings = check(parameters.ASSESS, given)
    _require_report(settings)
    track = Progress(progress)
    with _opened(settings) as (moving, fixed):
        _require_places(settings, moving, fixed)
        pair = pair_of(moving, fixed, settings, clip=True)
        still = identity(pair.frame.centre)
        # Nothing is moved, so that only what both show as they lie can be compared.
        area = overlap(pair, still)
        pair = pair if area is None else pair.within(area)
        with track.stage("assess"):
            evidence = gather(pair, still, proxy_of(metric), True, (), 1.0, block_count(settings))
            found = assess(pair, still, evidence, None)
        # After the measurement, which tells the share without another reading.
        require_share(pair, evidence.valid_share, min_valid_fraction)
        result = AssessResult(
            moving.path, fixed.path, found, pair.frame.pixel, _unit(fixed.grid), OTHER_PROXY[proxy_of(metric)],
            settings=_told_settings(settings), seconds=_rounded(track.seconds), version=__version__,
            _picture=partial(thumbnail, moving.path))
        if tie_points is not None:
            _write_tie_points(tie_points, found, fixed.grid, pair.frame, moving.grid)
            result = replace(result, tie_points_path=os.fspath(tie_points))
        if report is not None:
            from ..report import write_assess_report

            with track.stage("report"):
                write_assess_report(report, result, pair)
            result = replace(result, report_path=os.fspath(report))
        return result


@parameters.documented(parameters.APPLY)
def apply_transform(
    input_path: Source, transform_file: str | os.PathLike[str], output_path: str | os.PathLike[str], *,
    like_image_path: Source | None = None, input_nodata: float | None = None, output_nodata: float | None = None,
    resampling: str = "cubic", format: str = "gtiff", split_factor: int = 0, threads: int = 0,  # noqa: A002
    memory_budget: int = 1024, progress: ProgressCallback | None = None,
) -> ApplyResult:
    """Move another raster, or vectors, of the same geolocation by a saved transform.

    Raises InputError for what the user can mend, OutputError where the result cannot be written.
    """
    given = {k: v for k, v in locals().items() if k != "progress"}
    from ..io import load_transform

    check(parameters.APPLY, given)
    refuse_same_file(output_path, transform_file)
    # Before any raster is opened: a file that is no transform needs no data to be refused.
    saved = load_transform(transform_file)
    track = Progress(progress)
    # An open dataset is a raster; only a path may be a vector file.
    if isinstance(input_path, (str, os.PathLike)):
        from ..io import is_vector, move_vectors

        if is_vector(input_path):
            with track.stage("warp"):
                counts = move_vectors(input_path, saved, output_path)
            return ApplyResult(os.fspath(output_path), counts)
    from ..warping import warp

    with open_raster(input_path, role="input", nodata=input_nodata) as source:
        refuse_same_file(output_path, source)
        # What was overridden at the solve holds here too, or the same file would lie elsewhere.
        source.grid = replace(source.grid, crs=saved.crs_of(source.grid))
        out_grid = source.grid
        if like_image_path is not None:
            with open_raster(like_image_path, role="input") as like:
                refuse_same_file(output_path, like)
                out_grid = like.grid
        shown = projected_bounds(source.grid, saved.fixed_crs, near=saved.transform.centre[0])
        # Told and not refused, as for vectors: a translation holds beyond its area.
        if intersection(shown, saved.extent) is None:
            log.warning("%s lies outside the area in which the transform was measured.", source.path)
        with track.stage("warp"):
            warp(source, saved.transform, saved.fixed_crs, out_grid, output_path, resampling=resampling,
                 output_nodata=output_nodata, format=format, threads=threads, memory_budget=memory_budget << 20,
                 split_factor=split_factor, progress=track)
    return ApplyResult(os.fspath(output_path))


@parameters.documented(parameters.TRIM)
def trim_edges(
    input_image_path: Source, output_image_path: str | os.PathLike[str] | None = None, *,
    output_nodata: float | None = None, edge_trim_depth: int = 8, edge_trim_detection_band_index: int = 0,
    edge_trim_invalid_below: float | None = None, edge_trim_invalid_above: float | None = None, threads: int = 0,
    memory_budget: int = 1024, progress: ProgressCallback | None = None,
) -> TrimResult:
    """Set invalid-looking pixels along the edge of the valid area to nodata, in a new file or in place.

    Raises InputError for what the user can mend, OutputError where the result cannot be written.
    """
    given = {k: v for k, v in locals().items() if k != "progress"}
    from ..warping import trim

    check(parameters.TRIM, given)
    track = Progress(progress)
    with track.stage("warp"):
        count = trim(input_image_path, output_image_path, output_nodata=output_nodata, depth=edge_trim_depth,
                     band=edge_trim_detection_band_index, below=edge_trim_invalid_below,
                     above=edge_trim_invalid_above, threads=threads, memory_budget=memory_budget << 20, progress=track)
    return TrimResult(os.fspath(output_image_path or input_image_path), count)


@parameters.documented(parameters.EXPORT)
def export_transform(transform_file: str | os.PathLike[str], moving_image_path: Source,
                     output_path: str | os.PathLike[str], *, to: str = "vrt") -> ExportResult:
    """Write a saved transform in the formats of other tools, for a raster of its geolocation.

    Raises InputError for what the user can mend, OutputError where the result cannot be written.
    """
    from ..io import load_transform, write_export

    saved = load_transform(transform_file)
    with open_raster(moving_image_path, role="moving") as raster:
        refuse_same_file(output_path, raster, transform_file)
        raster.grid = replace(raster.grid, crs=saved.crs_of(raster.grid))
        return ExportResult(write_export(saved, raster, output_path, to))


@contextmanager
def _opened(settings: dict[str, Any]) -> Iterator[tuple[Raster, Raster]]:
    # GDAL keeps decoded blocks up to a twentieth of the machine's memory of itself, whatever the budget.
    with (rasterio.Env(GDAL_CACHEMAX=cache_bytes(settings["memory_budget"] << 20)),
          open_raster(settings["moving_image_path"], role="moving", crs=settings["moving_crs"],
                      nodata=settings["moving_nodata"]) as moving,
          open_raster(settings["fixed_image_path"], role="fixed", crs=settings["fixed_crs"],
                      nodata=settings["fixed_nodata"]) as fixed):
        check_pair(moving, fixed)
        yield moving, fixed


def _engine_timeout() -> float:
    """Seconds that elastix may take for one answer: the environment variable, or five minutes."""
    text = os.environ.get(TIMEOUT_VARIABLE) or "300"
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    # Written so that NaN, which compares with nothing, is refused too.
    if not 0 < seconds < np.inf:
        raise InputError(f"{TIMEOUT_VARIABLE} is {text!r}; set it to a number of seconds above 0, or not at all.")
    return seconds


def _require_report(settings: dict[str, Any]) -> None:
    """Notice before the long run that a report could not be made after it."""
    if settings["report"] is not None:
        from ..report import require

        require()


def _require_places(settings: dict[str, Any], moving: Raster, fixed: Raster) -> None:
    """Notice before the long run what could not be written after it, or would replace an input."""
    points = settings.get("known_points")
    taken: dict[str, str | os.PathLike[str]] = {}
    for name in ("output_image_path", "save_transform", "tie_points", "report", "sidecar"):
        if (path := settings.get(name)) is None:
            continue
        # Replacing an input would destroy what the result came from.
        refuse_same_file(path, moving, fixed, *([] if points is None else [points]))
        require_writable(path)
        # By way of links too, or the last one would replace the others.
        if (other := taken.setdefault(os.path.realpath(path), path)) is not path:
            raise InputError(f"{os.fspath(other)} and {os.fspath(path)} are one file; give each output its own.")


def _result(outcome: Outcome, settings: dict[str, Any], track: Progress) -> AlignResult:
    pair, failed = outcome.pair, outcome.assessment.verdict == "failed"
    return AlignResult(
        output_image_path=None, temp_dir=None, assessment=outcome.assessment, transform=outcome.transform,
        displacement=Displacement.of(outcome.transform, pair.frame), already_aligned=outcome.already_aligned,
        accepted_unreliable=failed and settings["accept_unreliable"], metric=outcome.metric,
        pixel_size=pair.frame.pixel, unit=_unit(pair.fixed.grid), moving_image_path=pair.moving.path,
        fixed_image_path=pair.fixed.path, settings=_told_settings(settings), known_points=outcome.known_points,
        seconds=_rounded(track.seconds), version=__version__)


def _unit(grid: Grid) -> str:
    """Name of the unit of the grid's CRS."""
    if grid.crs is None:
        return "pixel"
    return "degree" if grid.crs.is_geographic else str(grid.crs.units_factor[0] or "unit").lower()


def _told_settings(settings: dict[str, Any]) -> dict[str, Any]:
    """The settings as JSON-ready values."""
    # An open dataset is told by its name, a path by its text.
    return {k: v if isinstance(v, (int, float, str, bool, type(None))) else
            list(v) if isinstance(v, (tuple, list)) else str(getattr(v, "name", v)) for k, v in settings.items()}


def _write_output(outcome: Outcome, settings: dict[str, Any], track: Progress, work: Path) -> None:
    from ..warping import warp

    moving, fixed = outcome.pair.moving, outcome.pair.fixed
    grid = moving.grid if settings["output_on_moving_grid"] else fixed.grid
    tags = {"COREGIX_VERSION": __version__, "COREGIX_VERDICT": outcome.assessment.verdict,
            "COREGIX_REASON": outcome.assessment.reason}
    # A file outlives the message: whoever opens it must see that it is no alignment.
    if outcome.assessment.verdict == "failed":
        tags["COREGIX_UNRELIABLE"] = "YES"
    path, trim = settings["output_image_path"], settings["trim_edge_invalid"]
    running = {"threads": settings["threads"], "memory_budget": settings["memory_budget"] << 20, "progress": track}
    with track.stage("warp"):
        # The output's own name is for what is whole, and trimmed where that is asked for.
        warped = work / "untrimmed.tif" if trim else path
        warp(moving, outcome.transform, fixed.grid.crs, grid, warped, resampling=settings["resampling"],
             output_nodata=settings["output_nodata"], fixed=fixed, format=settings["format"],
             split_factor=settings["split_factor"], tags=tags, **running)
        if trim:
            from ..warping import trim as trim_file

            trim_file(warped, path, output_nodata=settings["output_nodata"], depth=settings["edge_trim_depth"],
                      band=settings["edge_trim_detection_band_index"], below=settings["edge_trim_invalid_below"],
                      above=settings["edge_trim_invalid_above"], **running)
            # It may be large, and a folder that is kept is for other things.
            warped.unlink()


def _write_companions(result: AlignResult, outcome: Outcome, settings: dict[str, Any], track: Progress) -> AlignResult:
    """The files that go with the output: tie points, transform, sidecar, report."""
    pair = outcome.pair
    if (path := settings["tie_points"]) is not None:
        _write_tie_points(path, outcome.assessment, pair.fixed.grid, pair.frame, pair.moving.grid)
        result = replace(result, tie_points_path=os.fspath(path))
    if (path := settings["save_transform"]) is not None:
        from ..io import SavedTransform, save_transform

        save_transform(path, SavedTransform(
            outcome.transform, pair.fixed.grid.crs, pair.area, pair.moving.grid, result.metric, result.verdict,
            result.assessment.uncertainty_ce90, result.assessment.uncertainty_ce90_px,
            datetime.now(UTC).isoformat(timespec="seconds")))
        result = replace(result, transform_path=os.fspath(path))
    if (path := settings["sidecar"]) is not None:
        from ..io import write_sidecar

        write_sidecar(path, result, pair.moving.grid if settings["output_on_moving_grid"] else pair.fixed.grid)
        result = replace(result, sidecar_path=os.fspath(path))
    return _reported(result, pair, settings, track)


def _reported(result: AlignResult, pair: Pair, settings: dict[str, Any], track: Progress) -> AlignResult:
    """Write the report where one was asked for; the result then says where it is."""
    if (path := settings["report"]) is None:
        return result
    from ..report import write_align_report

    with track.stage("report"):
        result = replace(result, report_path=os.fspath(path))
        write_align_report(path, result, pair)
    return result


def _refuse(result: AlignResult, outcome: Outcome, settings: dict[str, Any], track: Progress) -> NoReturn:
    """Say why there is no output; the report shows what was seen, and must not be that of an older run."""
    result = _reported(result, outcome.pair, settings, track)
    written = "Nothing" if result.report_path is None else f"Nothing but the report {result.report_path}"
    # The result goes with the error: its measurements tell why, and are printed all the same.
    raise UnreliableAlignmentError(
        f"No reliable alignment was found: {outcome.assessment.reason}. {written} was written; see the "
        "documentation's 'When it says no', or --accept-unreliable.", result)


def _write_tie_points(path: str | os.PathLike[str], found: Assessment, fixed: Grid, frame: Frame, moving: Grid) -> None:
    from ..io import write_tie_points

    write_tie_points(path, found.tie_points, crs=fixed.crs, pixel_size=frame.pixel, moving=moving)


def _keep_images(outcome: Outcome, work: Path) -> None:
    """The registration images and masks of the solve, georeferenced, to look at in a GIS."""
    from ..io import creating

    # To look at, not to compute with: 2000 pixels fill a screen.
    pair, level = outcome.pair, max(1.0, max(outcome.pair.lattice(1.0).shape) / 2000)
    # In one block, however large the area: the level is coarse enough for that.
    block = read_blocks(replace(pair, chunks=1), level, outcome.transform, 1)[0]
    placed = pair.place(block.moving, outcome.transform, block.fixed.grid)
    for name, image in (("fixed", block.fixed), ("moving", placed)):
        with creating(work / f"{name}_reg.tif", image.grid, count=1, dtype="float32", nodata=float("nan")) as out:
            out.write(np.where(image.valid, image.values, np.float32("nan")), 1)
        with creating(work / f"{name}_mask.tif", image.grid, count=1, dtype="uint8") as out:
            out.write(image.valid.astype(np.uint8) * 255, 1)


def _rounded(seconds: dict[str, float]) -> dict[str, float]:
    return {k: round(v, 3) for k, v in seconds.items()}
