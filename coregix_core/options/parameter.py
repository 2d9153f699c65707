"""What a parameter is: its kind, its choices and limits, and how each face of the program names it.

Standard library alone, Python 3.9 syntax: QGIS hosts import it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

RASTER, VECTOR, FILE, FOLDER, RASTERS = "raster", "vector", "file", "folder", "rasters"
OUTPUT_RASTER, OUTPUT_VECTOR, OUTPUT_FILE = "output raster", "output vector", "output file"
BAND, INTEGER, NUMBER, NUMBERS = "band", "integer", "number", "numbers"
SWITCH, CHOICE, TEXT = "switch", "choice", "text"
MASKS = "masks"
# Kinds of several NAME=VALUE; by band, the name is a band's number or what stands for all bands of classes.
SETTINGS, BAND_SETTINGS = "settings", "settings by band"

# Kinds that the command line takes several times, and a text separated by semicolons.
REPEATED = (MASKS, SETTINGS, BAND_SETTINGS)

# Kinds of which the value is one path.
PATHS = (RASTER, VECTOR, FILE, FOLDER, OUTPUT_RASTER, OUTPUT_VECTOR, OUTPUT_FILE)

INPUTS = "Inputs"
OUTPUTS = "Outputs"
BANDS = "Bands and nodata"
GROUND = "Masks"
SOLVE = "Solving"
RELIABILITY = "Reliability"
EDGES = "Edge trimming"
RUNNING = "Running"

# Where a help speaks of another parameter.
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Parameter:
    """One parameter as every face of the program shows it.

    ``name`` is the command-line name with underscores; ``api_name`` is the Python keyword (only the paths differ).
    A ``default`` of None means "not given"; ``help`` then says what happens, with other parameters as {their_name} in
    Python. ``label`` is in the words of a GIS user.
    """

    name: str
    kind: str
    default: Any
    label: str
    help: str
    group: str = RUNNING
    unit: str = ""
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    above: bool = False
    """Whether a number has to be above its minimum, which is then no value of its own."""
    required: bool = False
    advanced: bool = False
    of: str = ""
    """For a band, the name of the raster parameter that it belongs to."""
    api_name: str = ""
    suffixes: tuple[str, ...] = ()
    """File name endings that a file parameter takes; any where empty."""
    count: int = 0
    """Of numbers, how many there have to be; 0: any number of them, from coarse to fine."""
    positional: bool = False
    """Given by its place on the command line, without an option."""
    attribute: str = ""
    """What a value has that Python may give in place of a path, such as ``read`` of an open dataset."""
    short: str = ""
    """A letter for the command line, such as ``-m``."""

    def __post_init__(self) -> None:
        if not self.api_name:
            # The way to complete a frozen value while it is made.
            object.__setattr__(self, "api_name", self.name)

    def help_in(self, word: Callable[[str], str]) -> str:
        """The help with ``word`` of each name in place of the parameters that it speaks of."""
        return _PLACE.sub(lambda found: word(found[1]), self.help)

    @property
    def flag(self) -> str:
        """The option on the command line, such as ``--moving-image``."""
        return "--" + self.name.replace("_", "-")

    @property
    def negative_flag(self) -> str:
        """The option that turns a switch off, such as ``--no-use-edge-proxies``."""
        return "--no-" + self.name.replace("_", "-")


# Literals, so that a type checker refuses what is no choice; the tuples are what they list.
StackTransformName = Literal["auto", "translation", "rigid", "similarity", "affine", "local"]
TransformName = Literal["auto", "translation", "rigid", "similarity", "affine", "homography", "local"]
ResamplingName = Literal["nearest", "bilinear", "cubic", "lanczos"]
MetricName = Literal["auto", "correlation", "orientation", "mutual-information", "structure"]
FormatName = Literal["auto", "gtiff", "cog", "png", "jpeg", "jp2", "netcdf", "hfa", "envi"]
StackFormatName = Literal["gtiff", "cog", "png", "jpeg", "jp2", "hfa", "envi", "zarr", "netcdf"]
StartName = Literal["near", "anywhere"]
ExportName = Literal["vrt", "gcps", "worldfile", "itk"]
ShellName = Literal["bash", "zsh", "fish"]

STACK_TRANSFORMS: tuple[str, ...] = get_args(StackTransformName)
TRANSFORMS: tuple[str, ...] = get_args(TransformName)
RESAMPLINGS: tuple[str, ...] = get_args(ResamplingName)
METRICS: tuple[str, ...] = get_args(MetricName)
FORMATS: tuple[str, ...] = get_args(FormatName)
STACK_FORMATS: tuple[str, ...] = get_args(StackFormatName)
STARTS: tuple[str, ...] = get_args(StartName)
EXPORTS: tuple[str, ...] = get_args(ExportName)
SHELLS: tuple[str, ...] = get_args(ShellName)
PROGRESS_STYLES = ("auto", "none", "json")
