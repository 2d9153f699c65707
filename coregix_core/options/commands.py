"""Every command: its options, which say what parameters it has, and an example that runs as written.

Standard library alone, Python 3.9 syntax: QGIS hosts import it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .declaration import Options
from .parameter import Parameter
from .values import (
    AlignOptions,
    ApplyOptions,
    AssessOptions,
    BatchOptions,
    CompletionOptions,
    ExportOptions,
    MeasureOptions,
    SnapOptions,
    StackOptions,
    TrimOptions,
)


@dataclass(frozen=True)
class Command:
    """One command of the program; ``options`` is the class of what it is given."""

    name: str
    summary: str
    options: type[Options]
    example: str

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its parameters in the order in which help shows them."""
        return self.options.parameters()

    def parameter(self, name: str) -> Parameter:
        """The parameter called ``name``; raises KeyError where there is none."""
        for parameter in self.parameters:
            if name in (parameter.name, parameter.api_name):
                return parameter
        raise KeyError(name)

    def flag(self, name: str) -> str:
        """How the command line calls a parameter, of this command first: its option, or what a positional is."""
        parameter = _known(name, self)
        return parameter.label if parameter.positional else parameter.flag

    def label(self, name: str) -> str:
        """How dialogs call a parameter, of this command first."""
        return f"'{_known(name, self).label}'"

    @property
    def defaults(self) -> dict[str, Any]:
        """Python keyword -> default, for the parameters that need not be given."""
        return {p.api_name: p.default for p in self.parameters if not p.required}


ALIGN = Command(
    "align", "Align one raster to another.", AlignOptions,
    "coregix align --moving-image source.tif --fixed-image reference.tif --output-image aligned.tif")
MEASURE = Command(
    "measure", "Find and measure the transform of a pair; no pixel is moved.", MeasureOptions,
    "coregix measure --moving-image source.tif --fixed-image reference.tif --save-transform T.json")
SNAP = Command(
    "snap", "Find where the source shows one place, near a guess.", SnapOptions,
    "coregix snap --moving-image source.tif --fixed-image reference.tif --true-x 500320 --true-y 5799680 "
    "--shown-x 500315 --shown-y 5799670")
ASSESS = Command(
    "assess", "Measure how well two rasters are aligned, by whatever tool.", AssessOptions,
    "coregix assess --moving-image aligned.tif --fixed-image reference.tif --tie-points residuals.gpkg")
APPLY = Command(
    "apply", "Move other rasters or vectors by a saved transform.", ApplyOptions,
    "coregix apply --input-data mask.tif --transform-file T.json --output-data mask_aligned.tif --resampling nearest")
TRIM = Command(
    "trim-edges", "Set invalid-looking pixels along the valid area's edge to nodata.", TrimOptions,
    "coregix trim-edges --input-image aligned.tif --output-image trimmed.tif --edge-trim-invalid-below 1")
EXPORT = Command(
    "export", "Write a saved transform in the formats of other tools.", ExportOptions,
    "coregix export --transform-file T.json --moving-image source.tif --to vrt --output-file aligned.vrt")
BATCH = Command(
    "batch", "Align many pairs, resumable, on local workers or a Dask cluster.", BatchOptions,
    "coregix batch --fixed-image reference.tif --moving-images 'scenes/*.tif' --output-folder aligned")
STACK = Command(
    "stack", "Align many images to each other: a time series, tiles, bands.", StackOptions,
    "coregix stack --images 'scenes/*.tif' --output-folder aligned")
DOCTOR = Command("doctor", "Report versions, GDAL drivers and whether elastix works.", Options, "coregix doctor")
COMPLETION = Command(
    "completion", "Print a script that completes commands and options in a shell.", CompletionOptions,
    "coregix completion bash > ~/.local/share/bash-completion/completions/coregix")

COMMANDS: dict[str, Command] = {
    c.name: c for c in (ALIGN, MEASURE, ASSESS, SNAP, APPLY, TRIM, EXPORT, BATCH, STACK, DOCTOR, COMPLETION)}


def flag_of(name: str) -> str:
    """The option of a parameter of any command."""
    return _known(name).flag


def _known(name: str, *first: Command) -> Parameter:
    """The parameter of a Python name; raises KeyError if no command has one."""
    for command in (*first, *COMMANDS.values()):
        for parameter in command.parameters:
            if parameter.api_name == name:
                return parameter
    raise KeyError(name)
