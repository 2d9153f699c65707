"""What each command was given, as frozen values: one class for each command, checked when it is made.

A field is a parameter of ``parameters.py``, with the type that a type checker sees; default, limits and meaning are
those of the table. Commands share fields by inheritance, and ``commands.py`` lists a command's parameters from its
class. Standard library alone, Python 3.9 syntax: QGIS hosts import it.
"""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, Union

from . import parameters as table
from .arguments import checked, require_known
from .parameters import (
    ExportName,
    FormatName,
    MetricName,
    Parameter,
    ResamplingName,
    ShellName,
    StackFormatName,
    StartName,
    TransformName,
)

Made = TypeVar("Made")

if TYPE_CHECKING:
    from typing import dataclass_transform

    from ..progress import ProgressCallback
else:
    def dataclass_transform(**_: object) -> Callable[[Made], Made]:
        """Stand in for typing's, which Python 3.9 does not have and only type checkers read."""
        return lambda decorator: decorator

KEYWORDS = sys.version_info >= (3, 10)
"""Python 3.9 has no fields that are keywords alone; what QGIS makes there it makes by keywords all the same."""

PARAMETER = "parameter"
"""The key under which a field keeps its parameter."""

Other = TypeVar("Other", bound="Options")


class OpenRaster(Protocol):
    """A raster that the caller has opened, such as a dataset of rasterio."""

    @property
    def name(self) -> str:
        """What messages call it."""

    def read(self, *args: Any, **keywords: Any) -> Any:  # noqa: ANN401 - the reader's own
        """Read pixels."""


class LabelledArray(Protocol):
    """An array with named dimensions and coordinates, such as a DataArray of xarray."""

    @property
    def dims(self) -> tuple[Any, ...]:
        """Names of its dimensions."""

    @property
    def coords(self) -> Any:  # noqa: ANN401 - a mapping of its own kind
        """Coordinates by name."""


FilePath = Union[str, "os.PathLike[str]"]
RasterSource = Union[str, "os.PathLike[str]", OpenRaster]
"""A path, or an open rasterio dataset."""


Masks = Any
"""One mask or a list of them: a file with what of it is meant, a geometry, a GeoJSON-like mapping, an array."""


def option(parameter: Parameter) -> Any:  # noqa: ANN401 - the field's own type is at its annotation
    """The field of a parameter that has a default and is given by keyword."""
    return dataclasses.field(default=parameter.default, metadata={PARAMETER: parameter})


def argument(parameter: Parameter, *, kw_only: bool, default: Any = MISSING) -> Any:  # noqa: ANN401 - as option
    """The field of a parameter that may be given by its place; required where ``default`` is left out."""
    if KEYWORDS:
        return dataclasses.field(default=default, kw_only=kw_only, metadata={PARAMETER: parameter})
    # Without keyword fields no required one may follow an inherited one; the check refuses None all the same.
    return dataclasses.field(default=None if default is MISSING else default, metadata={PARAMETER: parameter})


def given(*, kw_only: bool, default: Any = MISSING) -> Any:  # noqa: ANN401 - as option
    """A field that only Python has, such as an image in memory: nothing of it stands in the table."""
    return dataclasses.field(default=default, kw_only=kw_only)


def _callback() -> Any:  # noqa: ANN401 - as option
    """The field of the progress callback: no part of the value, and unknown to the command line."""
    return dataclasses.field(default=None, compare=False, repr=False, metadata={PARAMETER: table.PROGRESS})


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(argument, given))
def options(made: type[Made]) -> type[Made]:
    """A decorator: a frozen dataclass whose fields are given by keyword, but for those declared with ``argument``."""
    return dataclass(frozen=True, repr=False, **({"kw_only": True} if KEYWORDS else {}))(made)


@options
class Options:
    """What all have in common: they are held against the table when made, None standing for "not given".

    Raises InputError for the first value that is missing, out of its limits or at odds with another one.
    """

    def __post_init__(self) -> None:
        given = {name: getattr(self, name) for name, p in self.by_name().items() if p is not table.PROGRESS}
        for name, value in checked(self.parameters(), given).items():
            # The way to complete a frozen value while it is made.
            if name in given:
                object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        """What was given, and not the defaults."""
        given = (f"{name}={getattr(self, name)!r}" for name, p in self.by_name().items()
                 if p is not table.PROGRESS and (p.required or getattr(self, name) != p.default))
        return f"{type(self).__name__}({', '.join(given)})"

    @classmethod
    def by_name(cls) -> dict[str, Parameter]:
        """Field -> its parameter, in the order of the fields; for those that the table has."""
        return {f.name: f.metadata[PARAMETER] for f in fields(cls) if PARAMETER in f.metadata}

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        """The parameters in the order of the table, which is that of help and records."""
        return tuple(sorted(cls.by_name().values(), key=_TABLE.__getitem__))

    @classmethod
    def of(cls: type[Other], given: Mapping[str, Any]) -> Other:
        """The value for what is given by name; raises InputError, also for names that are unknown or missing."""
        known = cls.by_name()
        require_known(given, known)
        return cls(**{**dict.fromkeys(name for name, p in known.items() if p.required), **given})

    def keywords(self) -> dict[str, Any]:
        """The fields by name, as a function takes them by keyword."""
        return {name: getattr(self, name) for name in self.by_name()}

    def shared(self, other: type[Other], **others: Any) -> Other:
        """Another value that has this one's fields so far as it has fields of their names."""
        mine = self.keywords()
        return other(**{**{name: mine[name] for name in other.by_name() if name in mine}, **others})

    def record(self) -> dict[str, Any]:
        """The values in the types of JSON, in the order of the table."""
        return {p.api_name: table.PROGRESS.default if p is table.PROGRESS else _plain(getattr(self, p.api_name))
                for p in self.parameters()}


@options
class RunOptions(Options):
    """How a run uses the machine, and how it reports."""

    threads: int = option(table.THREADS)
    memory_budget: int = option(table.MEMORY_BUDGET)
    progress: ProgressCallback | None = _callback()


@options
class ChunkOptions(RunOptions):
    """What commands have that work in chunks."""

    split_factor: int = option(table.SPLIT_FACTOR)


@options
class PairOptions(RunOptions):
    """What is compared of two rasters, and how."""

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
    format: FormatName = option(table.FORMAT)
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

    moving_image_path: RasterSource = argument(table.MOVING_IMAGE, kw_only=False)
    fixed_image_path: RasterSource = argument(table.FIXED_IMAGE, kw_only=False)
    output_image_path: FilePath = argument(table.OUTPUT_IMAGE, kw_only=False)
    save_transform: FilePath | None = option(table.SAVE_TRANSFORM)
    tie_points: FilePath | None = option(table.TIE_POINTS)
    report: FilePath | None = option(table.REPORT)
    sidecar: FilePath | None = option(table.SIDECAR)
    displacement_field: FilePath | None = option(table.DISPLACEMENT_FIELD)


@options
class MeasureOptions(RegisterOptions):
    """What ``measure`` was given."""

    moving_image_path: RasterSource = argument(table.MOVING_IMAGE, kw_only=False)
    fixed_image_path: RasterSource = argument(table.FIXED_IMAGE, kw_only=False)
    save_transform: FilePath | None = option(table.SAVE_TRANSFORM)
    tie_points: FilePath | None = option(table.TIE_POINTS)
    report: FilePath | None = option(table.REPORT)


@options
class SnapOptions(PairOptions):
    """What ``snap`` was given."""

    moving_image_path: RasterSource = argument(table.MOVING_IMAGE, kw_only=False)
    fixed_image_path: RasterSource = argument(table.FIXED_IMAGE, kw_only=False)
    true_x: float = argument(table.TRUE_X, kw_only=True)
    true_y: float = argument(table.TRUE_Y, kw_only=True)
    shown_x: float = argument(table.SHOWN_X, kw_only=True)
    shown_y: float = argument(table.SHOWN_Y, kw_only=True)
    search_pixels: float = option(table.SEARCH_PIXELS)


@options
class AssessOptions(PairOptions):
    """What ``assess`` was given."""

    moving_image_path: RasterSource = argument(table.MOVING_IMAGE, kw_only=False)
    fixed_image_path: RasterSource = argument(table.FIXED_IMAGE, kw_only=False)
    tie_points: FilePath | None = option(table.TIE_POINTS)
    report: FilePath | None = option(table.REPORT)


@options
class ApplyOptions(PixelOptions, ChunkOptions):
    """What ``apply`` was given."""

    input_path: RasterSource = argument(table.INPUT_DATA, kw_only=False)
    transform_file: FilePath = argument(table.TRANSFORM_FILE, kw_only=False)
    output_path: FilePath = argument(table.OUTPUT_DATA, kw_only=False)
    like_image_path: RasterSource | None = option(table.LIKE_IMAGE)
    input_nodata: float | None = option(table.INPUT_NODATA)


@options
class TrimOptions(EdgeOptions, RunOptions):
    """What ``trim-edges`` was given."""

    input_image_path: RasterSource = argument(table.TRIM_INPUT, kw_only=False)
    output_image_path: FilePath | None = argument(table.TRIM_OUTPUT, kw_only=False, default=None)
    overwrite: bool = option(table.OVERWRITE)
    output_nodata: float | None = option(table.OUTPUT_NODATA)


@options
class ExportOptions(Options):
    """What ``export`` was given."""

    transform_file: FilePath = argument(table.TRANSFORM_FILE, kw_only=False)
    moving_image_path: RasterSource = argument(table.EXPORT_RASTER, kw_only=False)
    output_path: FilePath = argument(table.EXPORT_OUTPUT, kw_only=False)
    overwrite: bool = option(table.OVERWRITE)
    to: ExportName = option(table.EXPORT_TO)


@options
class BatchOptions(SolveOptions, OutputOptions):
    """What ``batch`` was given: pairs, workers, and what holds for each pair."""

    pairs_file: FilePath | None = argument(table.PAIRS_FILE, kw_only=False, default=None)
    fixed_image_path: FilePath | None = argument(table.BATCH_FIXED_IMAGE, kw_only=False, default=None)
    moving_images: Sequence[FilePath] | None = argument(table.MOVING_IMAGES, kw_only=False, default=None)
    output_folder: FilePath | None = argument(table.OUTPUT_FOLDER, kw_only=False, default=None)
    workers: int = option(table.WORKERS)
    scheduler: str | None = option(table.SCHEDULER)


@options
class StackOptions(RunOptions):
    """What ``stack`` was given: images, datum, how links are measured, and what is written."""

    images: Sequence[FilePath] | LabelledArray = argument(table.STACK_IMAGES, kw_only=False)
    output_folder: FilePath = argument(table.STACK_FOLDER, kw_only=False)
    fixed_image_path: FilePath | None = option(table.STACK_FIXED_IMAGE)
    bands: bool = option(table.BANDS_OF_ONE)
    datum: str = option(table.DATUM)
    workers: int = option(table.WORKERS)
    scheduler: str | None = option(table.SCHEDULER)
    band_index: int = option(table.BAND_INDEX)
    input_nodata: float | None = option(table.INPUT_NODATA)
    output_nodata: float | None = option(table.OUTPUT_NODATA)
    min_valid_fraction: float = option(table.MIN_VALID_FRACTION)
    transform: TransformName = option(table.TRANSFORM)
    metric: MetricName = option(table.METRIC)
    use_edge_proxies: bool = option(table.USE_EDGE_PROXIES)
    enforce_mutual_valid_mask: bool = option(table.ENFORCE_MUTUAL_VALID_MASK)
    max_shift: float | None = option(table.MAX_SHIFT)
    measure_only: bool = option(table.MEASURE_ONLY)
    common_grid: bool = option(table.COMMON_GRID)
    like_image_path: FilePath | None = option(table.LIKE_IMAGE)
    resampling: ResamplingName = option(table.RESAMPLING)
    format: StackFormatName = option(table.STACK_FORMAT)
    pair_uncertainty: bool = option(table.PAIR_UNCERTAINTY)
    stac: bool = option(table.STAC_COLLECTION)


@options
class CompletionOptions(Options):
    """What ``completion`` was given."""

    shell: ShellName = argument(table.SHELL, kw_only=False)


_TABLE = {p: place for place, p in enumerate(p for p in vars(table).values() if isinstance(p, Parameter))}
"""Each parameter's place in the table."""


def _plain(value: object) -> object:
    """A value in the types of JSON."""
    if value is None or isinstance(value, (int, float, str)):
        return value
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    # An open dataset goes by its name; a mask that was given in memory has none, and its values would fill the page.
    return str(getattr(value, "name", f"<{type(value).__name__}>"))
