"""What each command was given, as frozen values: one class for each command, checked when it is made.

A field is a parameter of ``parameters.py``, with the type that a type checker sees; default, limits and meaning are
those of the table. Commands share fields by inheritance, and ``commands.py`` lists a command's parameters from its
class. Standard library alone, Python 3.9 syntax: QGIS hosts import it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, Union

from . import data_parameters as data
from . import parameters as table
from .declaration import Options, argument, callback, option, options
from .parameter import (
    ExportName,
    FormatName,
    MetricName,
    ResamplingName,
    ShellName,
    StackFormatName,
    StackTransformName,
    StartName,
    TransformName,
)

if TYPE_CHECKING:
    from ..progress import ProgressCallback


class OpenRaster(Protocol):
    """A raster that the caller has opened, such as a dataset of rasterio."""

    @property
    def name(self) -> str:
        """What messages call it."""

    def read(self, *args: Any, **keywords: Any) -> Any:  # noqa: ANN401 - the reader's own
        """Read pixels."""


class LoadedTransform(Protocol):
    """A transform in memory, with what is needed to use it: a SavedTransform or a Registration."""

    @property
    def transform(self) -> Any:  # noqa: ANN401 - its class is above this package
        """True place -> place where the moving raster shows it."""


class LabelledArray(Protocol):
    """An array with named dimensions and coordinates, such as a DataArray of xarray."""

    @property
    def dims(self) -> tuple[Any, ...]:
        """Names of its dimensions."""

    @property
    def coords(self) -> Any:  # noqa: ANN401 - a mapping of its own kind
        """Coordinates by name."""


FilePath = Union[str, "os.PathLike[str]"]
# A path, a transform that was loaded, or the Registration that found it.
TransformSource = Union[str, "os.PathLike[str]", LoadedTransform]
# A path, or an open rasterio dataset.
RasterSource = Union[str, "os.PathLike[str]", OpenRaster]


# One mask or a list of them: a file with what of it is meant, a geometry, a GeoJSON-like mapping, an array.
Masks = Any


# Any number of NAME=VALUE.
Settings = Sequence[str]


@options
class RunOptions(Options):
    """How a run uses the machine, and how it reports."""

    threads: int = option(table.THREADS)
    memory_budget: int = option(table.MEMORY_BUDGET)
    progress: ProgressCallback | None = callback()


@options
class ChunkOptions(RunOptions):
    """What commands have that work in chunks."""

    split_factor: int = option(table.SPLIT_FACTOR)


@options
class PairOptions(RunOptions):
    """What is compared of two rasters, and how."""

    # One band for both, or one for each: None is "as band_index", and 0 would not tell that from the first band.
    band_index: int = option(table.BAND_INDEX)
    moving_band_index: int | None = option(table.MOVING_BAND_INDEX)
    fixed_band_index: int | None = option(table.FIXED_BAND_INDEX)
    moving_nodata: float | None = option(table.MOVING_NODATA)
    fixed_nodata: float | None = option(table.FIXED_NODATA)
    moving_crs: str | None = option(table.MOVING_CRS)
    fixed_crs: str | None = option(table.FIXED_CRS)
    exclude: Masks | None = option(table.EXCLUDE)
    include: Masks | None = option(table.INCLUDE)
    moving_exclude: Masks | None = option(table.MOVING_EXCLUDE)
    moving_include: Masks | None = option(table.MOVING_INCLUDE)
    fixed_exclude: Masks | None = option(table.FIXED_EXCLUDE)
    fixed_include: Masks | None = option(table.FIXED_INCLUDE)
    min_valid_fraction: float = option(table.MIN_VALID_FRACTION)
    metric: MetricName = option(table.METRIC)
    max_shift: float | None = option(table.MAX_SHIFT)


@options
class SearchOptions(PairOptions, ChunkOptions):
    """How a transform of whatever model is looked for."""

    use_edge_proxies: bool = option(table.USE_EDGE_PROXIES)
    clip_fixed_to_moving: bool = option(table.CLIP_FIXED_TO_MOVING)
    enforce_mutual_valid_mask: bool = option(table.ENFORCE_MUTUAL_VALID_MASK)
    solve_resolutions: Sequence[float] | None = option(table.SOLVE_RESOLUTIONS)
    solve_resolution: float | None = option(table.SOLVE_RESOLUTION)
    start: StartName = option(table.START)
    near_place: Sequence[float] | None = option(table.NEAR_PLACE)
    around: Sequence[float] | None = option(table.AROUND)
    accept_unreliable: bool = option(table.ACCEPT_UNRELIABLE)


@options
class SolveOptions(SearchOptions):
    """How a pair is solved, whether alone or in a batch."""

    transform: TransformName = option(table.TRANSFORM)


@options
class PixelOptions(Options):
    """How output pixels are made."""

    output_nodata: float | None = option(table.OUTPUT_NODATA)
    resampling: ResamplingName = option(table.RESAMPLING)
    band_resampling: Settings | None = option(table.BAND_RESAMPLING)
    format: FormatName = option(table.FORMAT)
    creation_option: Settings | None = option(table.CREATION_OPTION)
    overwrite: bool = option(table.OVERWRITE)


@options
class EdgeOptions(Options):
    """What counts as invalid along the edge of the valid area."""

    edge_trim_depth: int = option(table.EDGE_TRIM_DEPTH)
    edge_trim_detection_band_index: int = option(table.EDGE_TRIM_DETECTION_BAND_INDEX)
    edge_trim_invalid_below: float | None = option(table.EDGE_TRIM_INVALID_BELOW)
    edge_trim_invalid_above: float | None = option(table.EDGE_TRIM_INVALID_ABOVE)


@options
class OutputOptions(PixelOptions, EdgeOptions):
    """How an aligned raster is written, whether alone or in a batch."""

    output_on_moving_grid: bool = option(table.OUTPUT_ON_MOVING_GRID)
    trim_edge_invalid: bool = option(table.TRIM_EDGE_INVALID)


@options
class WorkOptions(Options):
    """What one pair has beside: points that a person knows, and a folder to work in."""

    known_points: FilePath | None = option(table.KNOWN_POINTS)
    known_points_only: bool = option(table.KNOWN_POINTS_ONLY)
    temp_dir: FilePath | None = option(table.TEMP_DIR)
    keep_temp_dir: bool = option(table.KEEP_TEMP_DIR)
    log_to_console: bool = option(table.LOG_TO_CONSOLE)


@options
class RegisterOptions(SolveOptions, WorkOptions):
    """How one pair is registered."""


@options
class RegistrationOptions(SearchOptions, WorkOptions):
    """How one pair is registered, in the words of Python's ``register``: ``model`` names the transform's."""

    model: TransformName = option(table.MODEL)


@options
class AlignOptions(RegisterOptions, OutputOptions):
    """What ``align`` was given."""

    moving_image_path: RasterSource = argument(data.MOVING_IMAGE, kw_only=False)
    fixed_image_path: RasterSource = argument(data.FIXED_IMAGE, kw_only=False)
    output_image_path: FilePath = argument(data.OUTPUT_IMAGE, kw_only=False)
    save_transform: FilePath | None = option(table.SAVE_TRANSFORM)
    tie_points: FilePath | None = option(table.TIE_POINTS)
    report: FilePath | None = option(table.REPORT)
    dem: FilePath | None = option(table.DEM)
    sidecar: FilePath | None = option(table.SIDECAR)
    displacement_field: FilePath | None = option(table.DISPLACEMENT_FIELD)


@options
class MeasureOptions(RegisterOptions):
    """What ``measure`` was given."""

    moving_image_path: RasterSource = argument(data.MOVING_IMAGE, kw_only=False)
    fixed_image_path: RasterSource = argument(data.FIXED_IMAGE, kw_only=False)
    save_transform: FilePath | None = option(table.SAVE_TRANSFORM)
    tie_points: FilePath | None = option(table.TIE_POINTS)
    report: FilePath | None = option(table.REPORT)
    dem: FilePath | None = option(table.DEM)


@options
class SnapOptions(PairOptions):
    """What ``snap`` was given."""

    moving_image_path: RasterSource = argument(data.MOVING_IMAGE, kw_only=False)
    fixed_image_path: RasterSource = argument(data.FIXED_IMAGE, kw_only=False)
    true_x: float = argument(table.TRUE_X, kw_only=True)
    true_y: float = argument(table.TRUE_Y, kw_only=True)
    shown_x: float = argument(table.SHOWN_X, kw_only=True)
    shown_y: float = argument(table.SHOWN_Y, kw_only=True)
    search_pixels: float = option(table.SEARCH_PIXELS)


@options
class AssessOptions(PairOptions):
    """What ``assess`` was given."""

    moving_image_path: RasterSource = argument(data.MOVING_IMAGE, kw_only=False)
    fixed_image_path: RasterSource = argument(data.FIXED_IMAGE, kw_only=False)
    tie_points: FilePath | None = option(table.TIE_POINTS)
    report: FilePath | None = option(table.REPORT)
    dem: FilePath | None = option(table.DEM)


@options
class ApplyOptions(PixelOptions, ChunkOptions):
    """What ``apply`` was given."""

    input_path: RasterSource = argument(data.INPUT_DATA, kw_only=False)
    transform_file: TransformSource = argument(data.TRANSFORM_FILE, kw_only=False)
    output_path: FilePath = argument(data.OUTPUT_DATA, kw_only=False)
    like_image_path: RasterSource | None = option(data.LIKE_IMAGE)
    input_nodata: float | None = option(table.INPUT_NODATA)


@options
class TrimOptions(EdgeOptions, RunOptions):
    """What ``trim-edges`` was given."""

    input_image_path: RasterSource = argument(data.TRIM_INPUT, kw_only=False)
    output_image_path: FilePath | None = argument(data.TRIM_OUTPUT, kw_only=False, default=None)
    overwrite: bool = option(table.OVERWRITE)
    output_nodata: float | None = option(table.OUTPUT_NODATA)


@options
class ExportOptions(Options):
    """What ``export`` was given."""

    transform_file: TransformSource = argument(data.TRANSFORM_FILE, kw_only=False)
    moving_image_path: RasterSource = argument(data.EXPORT_RASTER, kw_only=False)
    output_path: FilePath = argument(data.EXPORT_OUTPUT, kw_only=False)
    overwrite: bool = option(table.OVERWRITE)
    to: ExportName = option(data.EXPORT_TO)


@options
class BatchOptions(SolveOptions, OutputOptions):
    """What ``batch`` was given: pairs, workers, and what holds for each pair."""

    pairs_file: FilePath | None = argument(data.PAIRS_FILE, kw_only=False, default=None)
    fixed_image_path: FilePath | None = argument(data.BATCH_FIXED_IMAGE, kw_only=False, default=None)
    moving_images: Sequence[FilePath] | None = argument(data.MOVING_IMAGES, kw_only=False, default=None)
    output_folder: FilePath | None = argument(data.OUTPUT_FOLDER, kw_only=False, default=None)
    workers: int = option(data.WORKERS)
    scheduler: str | None = option(data.SCHEDULER)


@options
class StackOptions(RunOptions):
    """What ``stack`` was given: images, datum, how links are measured, and what is written."""

    images: Sequence[FilePath] | LabelledArray = argument(data.STACK_IMAGES, kw_only=False)
    output_folder: FilePath = argument(data.STACK_FOLDER, kw_only=False)
    fixed_image_path: FilePath | None = option(data.STACK_FIXED_IMAGE)
    bands: bool = option(data.BANDS_OF_ONE)
    datum: str = option(data.DATUM)
    workers: int = option(data.WORKERS)
    scheduler: str | None = option(data.SCHEDULER)
    band_index: int = option(table.BAND_INDEX)
    input_nodata: float | None = option(table.INPUT_NODATA)
    output_nodata: float | None = option(table.OUTPUT_NODATA)
    exclude: Masks | None = option(table.EXCLUDE)
    include: Masks | None = option(table.INCLUDE)
    min_valid_fraction: float = option(table.MIN_VALID_FRACTION)
    transform: StackTransformName = option(table.STACK_TRANSFORM)
    metric: MetricName = option(table.METRIC)
    use_edge_proxies: bool = option(table.USE_EDGE_PROXIES)
    enforce_mutual_valid_mask: bool = option(table.ENFORCE_MUTUAL_VALID_MASK)
    max_shift: float | None = option(table.MAX_SHIFT)
    measure_only: bool = option(table.MEASURE_ONLY)
    common_grid: bool = option(table.COMMON_GRID)
    like_image_path: FilePath | None = option(data.LIKE_IMAGE)
    resampling: ResamplingName = option(table.RESAMPLING)
    band_resampling: Settings | None = option(table.BAND_RESAMPLING)
    format: StackFormatName = option(table.STACK_FORMAT)
    report: FilePath | None = option(table.REPORT)
    creation_option: Settings | None = option(table.CREATION_OPTION)
    pair_uncertainty: bool = option(table.PAIR_UNCERTAINTY)
    stac: bool = option(table.STAC_COLLECTION)


@options
class CompletionOptions(Options):
    """What ``completion`` was given."""

    shell: ShellName = argument(table.SHELL, kw_only=False)
