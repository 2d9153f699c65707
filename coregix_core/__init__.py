"""Align one georeferenced raster to another, and say how well they fit.

The public names below are loaded when they are first used, so that ``import coregix_core`` costs nothing. This module
uses the standard library alone, in Python 3.9 syntax: QGIS hosts import it with ``parameters``, ``arguments``
and ``errors``.
"""

from __future__ import annotations

from importlib import import_module

from ._version import __version__

# That of typing, which takes as long to load as all the rest of this module: so long a Ctrl-C would meet no handler.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from .api import (
        ArrayResult,
        GridArray,
        Registration,
        SnapResult,
        align_arrays,
        align_image_pair,
        apply_transform,
        assess,
        assess_image_pair,
        export_transform,
        fit,
        measure_image_pair,
        register,
        snap_place,
        tie_points,
        trim_edges,
        warp,
    )
    from .batch import BatchResult, PairResult, run_batch
    from .errors import (
        Cancelled,
        CoregixError,
        EngineError,
        GeoreferenceError,
        InputError,
        MissingDependencyError,
        OutputError,
        RasterError,
        TransformFileError,
        UnreliableAlignmentError,
    )
    from .findings import (
        AlignResult,
        ApplyResult,
        Assessment,
        AssessResult,
        Displacement,
        ExportResult,
        KnownPoints,
        LocalGain,
        MovedGround,
        Placement,
        Residuals,
        Snap,
        TiePoints,
        TrimResult,
    )
    from .geometry import (
        AffineTransform,
        CompositeTransform,
        Grid,
        HomographyTransform,
        InverseTransform,
        LocalTransform,
        Transform,
    )
    from .io import SavedTransform, load_transform, save_transform
    from .options import RegisterOptions
    from .progress import ProgressEvent
    from .stack import ImageResult, LinkResult, StackResult, align_stack

# Where the public names are defined; the last one loads numpy to look into it, the others next to nothing.
_HOMES = ("errors", "progress", "api", "findings", "io", "stack", "batch", "options", "geometry")

__all__ = [
    "AffineTransform",
    "AlignResult",
    "ApplyResult",
    "ArrayResult",
    "AssessResult",
    "Assessment",
    "BatchResult",
    "Cancelled",
    "CompositeTransform",
    "CoregixError",
    "Displacement",
    "EngineError",
    "ExportResult",
    "GeoreferenceError",
    "Grid",
    "GridArray",
    "HomographyTransform",
    "ImageResult",
    "InputError",
    "InverseTransform",
    "KnownPoints",
    "LinkResult",
    "LocalGain",
    "LocalTransform",
    "MissingDependencyError",
    "MovedGround",
    "OutputError",
    "PairResult",
    "Placement",
    "ProgressEvent",
    "RasterError",
    "RegisterOptions",
    "Registration",
    "Residuals",
    "SavedTransform",
    "Snap",
    "SnapResult",
    "StackResult",
    "TiePoints",
    "Transform",
    "TransformFileError",
    "TrimResult",
    "UnreliableAlignmentError",
    "__version__",
    "align_arrays",
    "align_image_pair",
    "align_stack",
    "apply_transform",
    "assess",
    "assess_image_pair",
    "export_transform",
    "fit",
    "load_transform",
    "measure_image_pair",
    "register",
    "run_batch",
    "save_transform",
    "snap_place",
    "tie_points",
    "trim_edges",
    "warp",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute can be anything
    """Load a public name from the module that defines it."""
    if name in __all__:
        for home in _HOMES:
            module = import_module("." + home, __name__)
            if name in dir(module):
                # Kept, so that the next look-up does not come here.
                globals()[name] = getattr(module, name)
                return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
