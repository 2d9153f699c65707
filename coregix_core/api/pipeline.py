"""align, assess, apply, trim and export as the public functions of the package.

Each is called with the keywords of its options, whose names, defaults and meaning are those of
``options/parameters.py``. What they do is loaded at the first call: a program that may never need it starts in a third
of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..options import (
    ALIGN,
    APPLY,
    ASSESS,
    EXPORT,
    TRIM,
    AlignOptions,
    ApplyOptions,
    AssessOptions,
    ExportOptions,
    TrimOptions,
)
from .keywords import keywords_of

if TYPE_CHECKING:
    from ..findings import AlignResult, ApplyResult, AssessResult, ExportResult, TrimResult


@keywords_of(AlignOptions, ALIGN)
def align_image_pair(options: AlignOptions) -> AlignResult:
    """Align the moving raster to the fixed one and write it, all bands, resampled once.

    Inputs may also be open rasterio datasets. Raises InputError for what the user can mend,
    UnreliableAlignmentError where no reliable alignment was found (nothing is written then but the report),
    OutputError where the result cannot be written.

    >>> result = align_image_pair("source.tif", "reference.tif", "aligned.tif", save_transform="T.json")
    >>> print(result.summary())
    aligned: moved 7.0 m west, 5.0 m north; residual 0.00...
    """
    from .execution import align

    return align(options)


@keywords_of(AssessOptions, ASSESS)
def assess_image_pair(options: AssessOptions) -> AssessResult:
    """Measure how well two rasters are aligned as they are, by whatever tool.

    Raises InputError for what the user can mend. A pair that cannot be measured has the verdict ``failed``.

    >>> print(assess_image_pair("source.tif", "reference.tif").summary())
    failed: residual 4.30 px ...; the images lie 4.30 px apart as they are placed; align...
    """
    from .execution import assess

    return assess(options)


@keywords_of(ApplyOptions, APPLY)
def apply_transform(options: ApplyOptions) -> ApplyResult:
    """Move another raster, or vectors, of the same geolocation by a saved transform.

    ``transform_file`` may also be a loaded transform or a Registration. Raises InputError for what the user can mend,
    OutputError where the result cannot be written.

    >>> apply_transform("source.tif", "T.json", "moved.tif").output_path
    'moved.tif'
    """
    from .execution import apply

    return apply(options)


@keywords_of(TrimOptions, TRIM)
def trim_edges(options: TrimOptions) -> TrimResult:
    """Set invalid-looking pixels along the edge of the valid area to nodata, in a new file or in place.

    Raises InputError for what the user can mend, OutputError where the result cannot be written.

    >>> trim_edges("source.tif", "trimmed.tif", edge_trim_invalid_below=1).trimmed_pixels
    0
    """
    from .execution import trim_edges as trim

    return trim(options)


@keywords_of(ExportOptions, EXPORT)
def export_transform(options: ExportOptions) -> ExportResult:
    """Write a saved transform in the formats of other tools, for a raster of its geolocation.

    ``transform_file`` may also be a loaded transform or a Registration. Raises InputError for what the user can mend,
    OutputError where the result cannot be written.

    >>> export_transform("T.json", "source.tif", "placed.tfw", to="worldfile").output_paths
    ('placed.tfw', 'placed.prj')
    """
    from .execution import export

    return export(options)
