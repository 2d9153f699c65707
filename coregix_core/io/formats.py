"""The formats that rasters are written in: by which of GDAL's drivers, under which endings, and what each can hold."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import rasterio.shutil
from affine import Affine
from rasterio.io import MemoryFile

from ..errors import InputError, Option, Sentence
from .endings import TIFF, is_known, require_ending
from .opening import GDAL_ERRORS, first_line

# The format that the ending of the output's name stands for.
AUTO = "auto"

# What rasterio takes for itself where GDAL has creation options.
_NAMES = ("driver", "width", "height", "count", "dtype", "crs", "transform", "nodata", "gcps", "rpcs", "sharing")

_SMALL = ("uint8", "uint16", "int16")
_WHOLE, _WIDE, _FLOATS = (*_SMALL, "uint32", "int32"), ("int64", "uint64"), ("float32", "float64")


@dataclass(frozen=True)
class Format:
    """A format as GDAL writes it."""

    driver: str
    what: str
    endings: tuple[str, ...]
    """The first one is the usual one."""
    options: dict[str, str] = field(default_factory=dict)
    """Creation options, where none of their names is given."""
    dtypes: tuple[str, ...] = ()
    """Types that it holds bit by bit; all of them where empty."""
    counts: tuple[int, ...] = ()
    """Numbers of bands besides an alpha band; any where empty."""
    alpha: bool = True
    """Whether one of the bands may be an alpha band."""
    copied: bool = True
    """Whether it is made by copying a finished GeoTIFF."""
    lossy: bool = False
    """Whether pixels change a little: no value can mean 'no data' then."""
    masked: bool = True
    """Whether a mask can tell invalid pixels, within the file or in one beside it."""
    beside: str = ""
    """The ending of a file of the same stem that belongs to it."""


# By the names that the parameter ``format`` takes; of those that share an ending, the first one is meant by it.
FORMATS = {
    "gtiff": Format("GTiff", "a GeoTIFF", TIFF, copied=False),
    "cog": Format("COG", "a GeoTIFF", TIFF),
    # To its readers, a second or fourth band is alpha whatever it holds.
    "png": Format("PNG", "a PNG", (".png",), {"WORLDFILE": "YES"}, ("uint8", "uint16"), (1, 3), beside=".wld"),
    "jpeg": Format("JPEG", "a JPEG", (".jpg", ".jpeg"), {"WORLDFILE": "YES", "QUALITY": "90"}, ("uint8",), (1, 3),
                   alpha=False, lossy=True, beside=".wld"),
    # Without these two options it is lossy.
    "jp2": Format("JP2OpenJPEG", "a JPEG 2000", (".jp2",), {"REVERSIBLE": "YES", "QUALITY": "100"}, _SMALL),
    # The older netCDF has no types without a sign, nor any of 64 bits.
    "netcdf": Format(
        "netCDF", "a netCDF", (".nc",),
        {"FORMAT": "NC4", "COMPRESS": "DEFLATE", "ZLEVEL": "1", "WRITE_GDAL_HISTORY": "NO"},
        ("int8", *_WHOLE, *_WIDE, *_FLOATS), masked=False),
    "hfa": Format("HFA", "an Erdas Imagine raster", (".img",), {"COMPRESSED": "YES"}, ("int8", *_WHOLE, *_FLOATS)),
    "envi": Format("ENVI", "an ENVI raster", (".dat", ".bsq", ".img"), {}, (*_WHOLE, *_WIDE, *_FLOATS), beside=".hdr"),
}

# Each NAME=VALUE, as GDAL's drivers name them.
CreationOptions = Sequence[str]


def format_of(path: str | os.PathLike[str], name: str) -> Format:
    """The format of an output by its name, or by the ending of its path where that is left to it.

    Raises InputError if the path ends as that of another format does, or if nothing says what is meant.
    """
    if name == AUTO:
        ending = Path(path).suffix.lower()
        name = next((known for known, form in FORMATS.items() if ending in form.endings), "")
        if not name:
            _require_known(path, ending)
            name = "gtiff"
    form = FORMATS[name]
    require_ending(path, form.endings, form.what)
    return form


def _require_known(path: str | os.PathLike[str], ending: str) -> None:
    """Raise InputError if a name ends as no format does; what begins with a digit is part of a date or a number."""
    if re.fullmatch(r"\.[a-z]\w*", ending) and not is_known(ending):
        raise InputError(Sentence("{path} has the ending {ending}, which belongs to no format that can be written: "
                                  "give it one of {endings}, or say by {format} what it is.", path=os.fspath(path),
                                  ending=ending, format=Option("format"),
                                  endings=", ".join(dict.fromkeys(form.endings[0] for form in FORMATS.values()))),
                         file=os.fspath(path))


def usual_ending(name: str) -> str:
    """How names of outputs end that the program chooses, by the name of the format."""
    return FORMATS["gtiff" if name == AUTO else name].endings[0]


def require_capacity(form: Format, dtype: str, count: int, *, alpha: bool = False, given: CreationOptions = ()) -> None:
    """Raise InputError unless a format holds rasters of this type and number of bands under such creation options.

    ``alpha`` says that one of the bands is an alpha band.
    """
    why, colours = None, count - alpha
    if form.dtypes and dtype not in form.dtypes:
        why = f"pixels of the type {dtype}: it takes {', '.join(form.dtypes)}"
    elif form.counts and colours not in form.counts:
        why = f"{colours} {'band' if colours == 1 else 'bands'}: it takes {' or '.join(map(str, form.counts))}"
    elif alpha and not form.alpha:
        why = "an alpha band"
    if why is not None:
        raise InputError(Sentence("The output cannot be {what}, which does not hold {why}; choose another {format}.",
                                  what=form.what, why=why, format=Option("format")), parameter="format")
    if given:
        _try(form, dtype, count, given)


def _try(form: Format, dtype: str, count: int, given: CreationOptions) -> None:
    """Ask the driver itself whether it takes creation options, by a raster of a few pixels in memory."""
    profile: dict[str, Any] = {
        "driver": "GTiff", "width": 16, "height": 16, "count": count, "dtype": dtype, "crs": "EPSG:32633",
        "transform": Affine(10, 0, 500000, 0, -10, 5800000), "tiled": True, "blockxsize": 16, "blockysize": 16}
    if not form.copied:
        profile |= {name.lower(): value for name, value in chosen(form, given).items()}
    ending = form.endings[0]
    try:
        with refusing(form), MemoryFile(filename="first.tif") as first, MemoryFile(filename=f"tried{ending}") as second:
            with first.open(**profile) as dataset:
                dataset.write(np.ones((count, 16, 16), dtype))
            if form.copied:
                rasterio.shutil.copy(first.name, second.name, driver=form.driver, **chosen(form, given))
    except InputError:
        raise
    except (*GDAL_ERRORS, ValueError, TypeError) as error:
        # NetCDF needs a disk: that it comes so far says that its options are good.
        if form.driver != "netCDF":
            raise InputError(Sentence("GDAL cannot write {what} under {creation_option} {given} ({cause}).",
                                      what=form.what, creation_option=Option("creation_option"),
                                      given=" ".join(given), cause=first_line(error.__cause__ or error)),
                             parameter="creation_option", value=tuple(given)) from error


def chosen(form: Format, given: CreationOptions) -> dict[str, str]:
    """Creation options by name: those given, and those of the format that they leave open."""
    named = dict(part.split("=", 1) for part in given)
    for name in named:
        if name.lower() in _NAMES:
            raise InputError(Sentence("{what} has no {creation_option} {name}.",
                                      what=form.what[:1].upper() + form.what[1:],
                                      creation_option=Option("creation_option"), name=name),
                             parameter="creation_option", value=tuple(given))
    return {**form.options, **{name.upper(): value for name, value in named.items()}}


@contextmanager
def refusing(form: Format) -> Iterator[None]:
    """Turn what GDAL merely warns of, an option that there is not or that cannot have the value, into InputError."""
    warned = _Warnings()
    logger = logging.getLogger("rasterio._env")
    logger.addHandler(warned)
    try:
        with rasterio.Env():
            yield
    finally:
        logger.removeHandler(warned)
        warned.refuse(form)


class _Warnings(logging.Handler):
    """Collects what GDAL says of creation options."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.of_options: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        text = record.getMessage()
        if "creation option" in text or "value not recognised" in text:
            self.of_options.append(text.split(" in ", 1)[-1].rstrip("."))

    def refuse(self, form: Format) -> None:
        """Raise InputError if there was one."""
        if self.of_options:
            raise InputError(Sentence("{what} does not take what {creation_option} asks for: {cause}.",
                                      what=form.what[:1].upper() + form.what[1:],
                                      creation_option=Option("creation_option"), cause=self.of_options[0]),
                             parameter="creation_option")
