"""What is checked before a long run, so that it does not fail after it."""

from __future__ import annotations

import os

from ..errors import InputError, Option, Sentence
from ..io import (
    JSON,
    PAGE,
    TIFF,
    TRANSFORM,
    Raster,
    Validity,
    choose_nodata,
    read_mask_text,
    refuse_same_file,
    require_ending,
    require_format,
    require_heights,
    require_writable,
)
from ..options import AlignOptions, AssessOptions, PairOptions

# What stands for the output if there is none.
UNWRITTEN = ":unwritten:"

def require_report(options: AlignOptions | AssessOptions) -> None:
    """Notice before the long run that a report could not be made after it.

    Raises MissingDependencyError without matplotlib, InputError for an elevation model that nothing would show.
    """
    if options.report is not None:
        from ..report import require

        require()
    elif options.dem is not None:
        raise InputError(Sentence("{dem} is for the report; name one ({report}).", dem=Option("dem"),
                                  report=Option("report")), parameter="dem",
                         value=options.dem)


_ENDINGS = {"report": PAGE, "save_transform": TRANSFORM, "sidecar": (JSON, "a STAC item as JSON"),
            "displacement_field": (TIFF, "a GeoTIFF")}


def require_places(options: AlignOptions | AssessOptions, moving: Raster, fixed: Raster) -> None:
    """Notice before the long run what could not be written after it, or would replace an input.

    Raises InputError or OutputError, and RasterError or GeoreferenceError for an elevation model that cannot be used.
    """
    if options.dem is not None:
        require_heights(options.dem, fixed.grid.crs)
    points = options.known_points if isinstance(options, AlignOptions) else None
    read = [path for path in (points, options.dem, *mask_files(options)) if path is not None]
    taken: dict[str, str | os.PathLike[str]] = {}
    for name in ("output_image_path", "save_transform", "tie_points", "report", "sidecar", "displacement_field"):
        if (path := getattr(options, name, None)) in (None, UNWRITTEN):
            continue
        # Replacing an input would destroy what the result came from.
        refuse_same_file(path, moving, fixed, *read)
        # By way of links too, or the last one would replace the others.
        if (other := taken.setdefault(os.path.realpath(path), path)) is not path:
            raise InputError(Sentence("{first} and {second} are one file; give each output its own.",
                                      first=os.fspath(other), second=os.fspath(path)))
        require_writable(path)
        if name in _ENDINGS:
            require_ending(path, *_ENDINGS[name])
        if isinstance(options, AlignOptions) and name == "output_image_path":
            _require_output(options, moving)


def mask_files(options: PairOptions) -> list[str]:
    """The files of the masks that a pair is given."""
    given = (options.exclude, options.include, options.moving_exclude, options.moving_include, options.fixed_exclude,
             options.fixed_include)
    return [read_mask_text(os.fspath(mask)).path for group in given for mask in group or ()
            if isinstance(mask, (str, os.PathLike))]


def _require_output(options: AlignOptions, moving: Raster) -> None:
    """Notice before the long run that the output's format cannot hold it."""
    from ..warping import kernels_of

    form = require_format(options.output_image_path, options.format, moving.dtype, moving.count,
                          alpha=moving.alpha is not None, creation_options=options.creation_option or ())
    kernels_of(moving, options.resampling, options.band_resampling or (), quiet=True)
    Validity.of(moving, choose_nodata(options.output_nodata, moving),
                given=options.output_nodata is not None).within(form)
    if options.trim_edge_invalid:
        # The output has the source's bands.
        moving.require_band(options.edge_trim_detection_band_index, "edge_trim_detection_band_index")
