"""Single values held against the kind, the limits and the choices of their parameter.

Standard library alone, Python 3.9 syntax: QGIS hosts import it.
"""

from __future__ import annotations

import difflib
import math
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from numbers import Integral, Real
from typing import Any

from ..errors import InputError, Option, Sentence
from .parameter import (
    BAND,
    BAND_SETTINGS,
    CHOICE,
    INTEGER,
    MASKS,
    NUMBER,
    NUMBERS,
    PATHS,
    RASTER,
    RASTERS,
    SETTINGS,
    SWITCH,
    TEXT,
    Parameter,
)

MAX_LEVELS = 32
# What each kind is, in words.
TAKES: dict[str, str] = {
    INTEGER: Sentence("a whole number"), BAND: Sentence("a band number, counted from 0"), NUMBER: Sentence("a number"),
    NUMBERS: Sentence("numbers with commas between them, such as 8,4,0.5"), SWITCH: Sentence("true or false"),
    SETTINGS: Sentence("NAME=VALUE, such as COMPRESS=ZSTD"),
    BAND_SETTINGS: Sentence("BAND=VALUE, such as 4=nearest or classes=nearest")}

# What stands for all bands of classes, in place of a band's number.
CLASSES = "classes"


def refusal(parameter: Parameter, reason: str, value: object) -> InputError:
    """The error for a value that a parameter cannot have; ``reason`` goes on from its name."""
    name = parameter.api_name
    return InputError(Sentence("{parameter} {reason}.", parameter=Option(name), reason=reason),
                      parameter=name, value=value, reason=reason)


def suggestion(name: str, known: Iterable[str]) -> str:
    """' (did you mean …?)' to go on a message with, or nothing where nothing known is close."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return Sentence(" (did you mean {name}?)", name=close[0]) if close else ""


def checked_value(parameter: Parameter, value: object) -> object:
    """One value in its plain type, or the default; raises InputError."""
    if value is None:
        if parameter.required:
            raise refusal(parameter, Sentence("is missing; give it a value"), value)
        return parameter.default
    check = _CHECKS.get(parameter.kind)
    return value if check is None else check(parameter, value)


def _checked_choice(parameter: Parameter, value: object) -> str:
    # By type first: an array compares to no text.
    if not isinstance(value, str) or value not in parameter.choices:
        close = suggestion(str(value), parameter.choices)
        raise refusal(parameter, Sentence("must be one of {choices}, not {value}{hint}",
                                          choices=", ".join(parameter.choices), value=in_a_line(value), hint=close),
                      value)
    return value


def _checked_switch(parameter: Parameter, value: object) -> bool:
    # 0, 1 and numpy's booleans are as good; what has no truth of its own, such as an array, is none.
    if isinstance(value, (Integral, bool)) or type(value).__name__ in ("bool_", "bool"):
        truth = bool(value)
        if value == truth:
            return truth
    raise refusal(parameter, Sentence("is either true or false, not {value}", value=in_a_line(value)), value)


def _checked_text(parameter: Parameter, value: object) -> object:
    # A CRS may be an object of its own, or an EPSG code.
    if parameter.name.endswith("_crs"):
        return value
    if not isinstance(value, str) or not value:
        raise refusal(parameter, Sentence("takes a text, not {value}", value=in_a_line(value)), value)
    return value


def _checked_settings(parameter: Parameter, value: object) -> tuple[str, ...] | None:
    """NAME=VALUE, one or several, as a tuple of texts."""
    parts = [value] if isinstance(value, str) else value
    if not isinstance(parts, (list, tuple)):
        raise refusal(parameter, Sentence("takes {takes}, not {value}", takes=TAKES[parameter.kind],
                                          value=in_a_line(value)), value)
    seen: dict[str, str] = {}
    for part in parts:
        name, setting = _setting(parameter, part, value)
        # GDAL takes the names of its options in any case.
        if name.upper() in seen:
            raise refusal(parameter, Sentence("has {name} twice; give it once", name=name), value)
        seen[name.upper()] = f"{name}={setting}"
    return tuple(seen.values()) or None


def _setting(parameter: Parameter, part: object, value: object) -> tuple[str, str]:
    """The name and the value of one assignment; ``value`` is the whole that an InputError names."""
    name, _, setting = part.partition("=") if isinstance(part, str) else ("", "", "")
    if not (name and setting) or (parameter.kind == BAND_SETTINGS and not _is_band(name)):
        raise refusal(parameter, Sentence("takes {takes}, not {value}", takes=TAKES[parameter.kind],
                                          value=in_a_line(part)), value)
    if parameter.choices and setting not in parameter.choices:
        raise refusal(parameter, Sentence("{name} must be one of {choices}, not {given!r}{hint}", name=name,
                                          choices=", ".join(parameter.choices), given=setting,
                                          hint=suggestion(setting, parameter.choices)), value)
    return name, setting


def _is_band(name: str) -> bool:
    return name == CLASSES or (name.isascii() and name.isdigit() and len(name) <= 9)


def in_a_line(value: object) -> str:
    """A value as a message shows it: in a line, and not the whole of what is large."""
    if is_array(value):
        # Its numbers say nothing to anybody.
        return f"{type(value).__name__}{tuple(value.shape)}"  # type: ignore[attr-defined]
    text = " ".join(repr(value).split())
    return text if len(text) <= 200 else f"{text[:200]}…"


def is_array(value: object) -> bool:
    """Whether a value is an array, of numpy or of those that are like its own; a single number is none."""
    shape = getattr(value, "shape", None)
    return isinstance(shape, tuple) and bool(shape) and hasattr(value, "dtype")


def _checked_number(parameter: Parameter, value: object) -> int | float:
    whole = parameter.kind != NUMBER
    # bool is a whole number to Python, and numpy's numbers are Real or Integral too.
    if isinstance(value, bool) or not isinstance(value, Integral if whole else Real):
        raise refusal(parameter, Sentence("takes {takes}, not {value}", takes=TAKES[parameter.kind],
                                          value=in_a_line(value)), value)
    try:
        number: int | float = float(value)
    except OverflowError:
        raise refusal(parameter, Sentence("must be a number that a computer can hold, not {value}",
                                          value=in_a_line(value)), value) from None
    if whole and isinstance(value, Integral):
        number = int(value)
    # A nodata value may well be NaN or infinite; no other number may.
    if not math.isfinite(number) and not parameter.name.endswith("nodata"):
        raise refusal(parameter, Sentence("must be a finite number, not {number}", number=number), value)
    _check_range(parameter, number)
    return number


def _check_range(parameter: Parameter, number: float) -> None:
    if parameter.minimum is not None and number < parameter.minimum:
        raise refusal(parameter, Sentence("must be at least {minimum:g}, not {number}", minimum=parameter.minimum,
                                          number=number), number)
    if parameter.above and number == parameter.minimum:
        raise refusal(parameter, Sentence("must be above {minimum:g}; leave it out to use the default, or write the "
                                          "largest that can be expected", minimum=parameter.minimum), number)
    if parameter.maximum is not None and number > parameter.maximum:
        raise refusal(parameter, Sentence("must be at most {maximum:g}, not {number}", maximum=parameter.maximum,
                                          number=number), number)


def _checked_numbers(parameter: Parameter, value: object) -> tuple[float, ...]:
    numbers = _finite(parameter, value)
    if parameter.count:
        if len(numbers) != parameter.count:
            raise refusal(parameter, Sentence("takes {count} numbers, not {given}", count=parameter.count,
                                              given=len(numbers)), value)
        return tuple(float(n) for n in numbers)
    _check_range(parameter, min(numbers))
    # 0 stands for a size that only the rasters give.
    sizes = [n for n in numbers if n > 0]
    if sorted(set(sizes), reverse=True) != sizes:
        raise refusal(parameter, Sentence("must run from coarse to fine, not {value}",
                                          value=", ".join(map(str, numbers))), value)
    return tuple(float(n) for n in numbers)


def _finite(parameter: Parameter, value: object) -> tuple[Any, ...]:
    """The numbers of a value as they were given; raises InputError for none, too many or one that is not finite."""
    # A text is iterable too, letter by letter.
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise refusal(parameter, Sentence("takes {takes}, not {value}", takes=TAKES[NUMBERS], value=in_a_line(value)),
                      value)
    numbers = tuple(value)
    if not 1 <= len(numbers) <= MAX_LEVELS:
        raise refusal(parameter, Sentence("takes 1 to {limit} numbers, not {given}", limit=MAX_LEVELS,
                                          given=len(numbers)), value)
    if not all(isinstance(n, Real) and _is_finite(n) for n in numbers):
        raise refusal(parameter, Sentence("takes finite numbers, not {value}", value=in_a_line(value)), value)
    return numbers


def _is_finite(number: Real) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:  # whole numbers may be larger than any float
        return False


def _checked_masks(parameter: Parameter, value: object) -> tuple[object, ...] | None:
    """One mask or several as a tuple; what no path is, such as a geometry or an array, is left for the reader of it."""
    # Only lists are several: an array and a collection of geometries can be iterated over too.
    masks = tuple(value) if isinstance(value, (list, tuple)) else (value,)
    for mask in masks:
        if isinstance(mask, (str, os.PathLike)):
            _checked_path(parameter, mask)
    return masks or None


def _in_memory(parameter: Parameter, value: object) -> bool:
    """Whether a value needs no path: an object that the parameter takes as it is, or a dataset that is open."""
    return bool(parameter.attribute and hasattr(value, parameter.attribute)) or (
        parameter.kind == RASTER and hasattr(value, "read"))


def _checked_path(parameter: Parameter, value: object) -> object:
    if _in_memory(parameter, value):
        return value
    path = os.fspath(value) if isinstance(value, os.PathLike) else value
    if not isinstance(path, str) or not path or "\0" in path:
        raise refusal(parameter, _no_name(parameter, path), value)
    if parameter.suffixes and not path.lower().endswith(parameter.suffixes):
        raise refusal(parameter, Sentence("must end in {suffixes}, not as {path!r} does",
                                          suffixes=' or '.join(parameter.suffixes), path=path), value)
    return value


def _no_name(parameter: Parameter, value: object) -> str:
    """Why a value is no file's name, and where one like it belongs."""
    if parameter.kind == RASTER and is_array(value):
        return Sentence("needs the name of a file, not an array; {functions} take arrays",
                        functions="register, assess, warp, align_arrays")
    if parameter.attribute and not isinstance(value, str):
        return Sentence("takes a file, what load_transform gives, or a Registration, not {value}; warp takes a bare "
                        "transform", value=in_a_line(value))
    return Sentence("needs the name of a file or folder, not {path}", path=in_a_line(value))


def require_name(path: object, parameter: str = "path") -> None:
    """Raise InputError for what cannot be the name of a file; ``parameter`` is what Python calls it."""
    name = os.fspath(path) if isinstance(path, os.PathLike) else path
    if not isinstance(name, str) or not name or "\0" in name:
        raise InputError(Sentence("{parameter} needs the name of a file or folder, not {path}.",
                                  parameter=Option(parameter), path=in_a_line(path)),
                         parameter=parameter, value=path)


def is_labelled(given: object) -> bool:
    """Whether images were given as xarray's DataArray."""
    # Whoever has such an array has imported its library: nobody else pays for that.
    xarray = sys.modules.get("xarray")
    return xarray is not None and isinstance(given, xarray.DataArray)


def _checked_rasters(parameter: Parameter, value: object) -> object:
    """Several names; an array with named dimensions, which holds several images, is left for its reader."""
    if is_labelled(value):
        return value
    if isinstance(value, (str, os.PathLike)):
        value = (value,)
    if not isinstance(value, Iterable) or isinstance(value, (bytes, Mapping)):
        raise refusal(parameter, Sentence("takes the names of files, not {value}", value=in_a_line(value)), value)
    names = tuple(value)
    if not names:
        raise refusal(parameter, Sentence("names no files"), value)
    for name in names:
        _checked_path(parameter, name)
    return value if isinstance(value, (list, tuple)) else names


# Kind -> the value in its plain type, or InputError.
_CHECKS: dict[str, Callable[[Parameter, object], object]] = {
    NUMBERS: _checked_numbers, INTEGER: _checked_number, BAND: _checked_number, NUMBER: _checked_number,
    CHOICE: _checked_choice, SWITCH: _checked_switch, TEXT: _checked_text, MASKS: _checked_masks,
    SETTINGS: _checked_settings, BAND_SETTINGS: _checked_settings, RASTERS: _checked_rasters,
    **dict.fromkeys(PATHS, _checked_path)}
