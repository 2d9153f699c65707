"""What is given for the parameters: read from text, held against the tables, and written as a command line.

The kinds, limits and choices are those of ``parameters.py``. Standard library alone, Python 3.9 syntax: QGIS hosts
import it.
"""

from __future__ import annotations

import difflib
import math
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from ..errors import InputError, Option
from .parameter import BAND, CHOICE, INTEGER, MASKS, NUMBER, NUMBERS, PATHS, RASTER, RASTERS, SWITCH, Parameter

if TYPE_CHECKING:
    from .commands import Command

MOST_LEVELS = 32
_SWITCHES = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
_TAKES = {
    INTEGER: "a whole number", BAND: "a band number, counted from 0", NUMBER: "a number",
    NUMBERS: "numbers with commas between them, such as 8,4,0.5", SWITCH: "true or false"}
_FROM_TEXT: dict[str, Callable[[str], object]] = {
    INTEGER: int, BAND: int, NUMBER: float, SWITCH: lambda text: _SWITCHES[text.lower()],
    NUMBERS: lambda text: tuple(float(part) for part in text.split(",")),
    MASKS: lambda text: tuple(part.strip() for part in text.split(";"))}
"""Kind -> how its value is read; a text of any other kind is the value. ValueError and KeyError if it is none."""


def check(command: Command, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by ``api_name``, held against their limits and completed with the defaults; None means "not given".

    Raises InputError for the first value that is unknown, missing, out of its limits or at odds with another one.
    """
    return checked(command.parameters, values)


def checked(parameters: Iterable[Parameter], values: Mapping[str, Any]) -> dict[str, Any]:
    """As ``check``, for some parameters; raises InputError."""
    known = {p.api_name: p for p in parameters}
    require_known(values, known)
    found = {name: _checked(p, values.get(name)) for name, p in known.items()}
    # After the single values: a contradiction is told between values that are good on their own.
    for first, second, why in _contradictions(found):
        raise InputError(Option(first), " and ", Option(second), " contradict each other: ", *why, ".",
                         parameter=first, value=found[first])
    return found


def _refusal(parameter: Parameter, reason: str, value: object) -> InputError:
    """The error for a value that a parameter cannot have; ``reason`` goes on from its name."""
    name = parameter.api_name
    return InputError(Option(name), f" {reason}.", parameter=name, value=value, reason=reason)


def require_known(names: Iterable[str], known: Collection[str]) -> None:
    """Raise InputError for a name that is none of those known."""
    for name in names:
        if name not in known:
            raise InputError(f"There is no parameter {name!r}{suggestion(name, known)}.")


def parse(parameter: Parameter, text: str) -> object:
    """A value from its text, as a command line or a table has it; '' means "not given".

    Raises InputError where the text is not of the parameter's kind.
    """
    # An empty path is a mistake, mostly of a script; it must not pass as "not given".
    if text == "" and parameter.kind not in PATHS:
        return None
    try:
        return _FROM_TEXT.get(parameter.kind, str)(text)
    except (ValueError, KeyError):
        raise _refusal(parameter, f"takes {_TAKES[parameter.kind]}, not {text!r}", text) from None


def command_line(command: Command, values: Mapping[str, Any]) -> list[str]:
    """The words of the command for values by ``api_name``; what is not given, or is the default, is left out."""
    words = [command.name]
    for parameter in command.parameters:
        value = values.get(parameter.api_name)
        # Short enough to read, and the same run: what is left out has its default.
        if value is not None and value != parameter.default:
            words += option(parameter, value)
    return words


def option(parameter: Parameter, value: Any) -> list[str]:  # noqa: ANN401 - each kind has its type
    """A value as the command line takes it: the option and its text, or the text alone where it has no option."""
    if parameter.kind == SWITCH:
        return [parameter.flag if value else parameter.negative_flag]
    if parameter.kind == NUMBERS:
        text = ",".join(map(_number, value))
    elif parameter.kind == RASTERS:
        return [parameter.flag, *map(str, value)]
    elif parameter.kind == MASKS:
        return [word for mask in value for word in _words(parameter, str(mask))]
    else:
        text = _number(value) if isinstance(value, float) else str(value)
    return [text] if parameter.positional else _words(parameter, text)


def _words(parameter: Parameter, text: str) -> list[str]:
    # A file name may begin with a dash.
    return [f"{parameter.flag}={text}"] if text.startswith("-") else [parameter.flag, text]


def _number(value: float) -> str:
    """A number as people write it: 8 for 8.0, and all the digits that it needs."""
    return repr(float(value)).removesuffix(".0")


def suggestion(name: str, known: Iterable[str]) -> str:
    """' (did you mean …?)' to go on a message with, or nothing where nothing known is close."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" (did you mean {close[0]}?)" if close else ""


def _checked(parameter: Parameter, value: object) -> object:
    """One value in its plain type, or the default; raises InputError."""
    if value is None:
        if parameter.required:
            raise _refusal(parameter, "is missing; give it a value", value)
        return parameter.default
    check = _CHECKS.get(parameter.kind)
    return value if check is None else check(parameter, value)


def _checked_choice(parameter: Parameter, value: object) -> object:
    if value not in parameter.choices:
        close = suggestion(str(value), parameter.choices)
        raise _refusal(parameter, f"must be one of {', '.join(parameter.choices)}, not {value!r}{close}", value)
    return value


def _checked_switch(parameter: Parameter, value: object) -> object:
    # By equality: numpy's booleans, 0 and 1 are as good.
    if value not in (True, False):
        raise _refusal(parameter, f"is either true or false, not {value!r}", value)
    return value


def _checked_number(parameter: Parameter, value: object) -> int | float:
    whole = parameter.kind != NUMBER
    # bool is a whole number to Python, and numpy's numbers are Real or Integral too.
    if isinstance(value, bool) or not isinstance(value, Integral if whole else Real):
        raise _refusal(parameter, f"takes {_TAKES[parameter.kind]}, not {value!r}", value)
    number = int(value) if whole and isinstance(value, Integral) else float(value)
    # A nodata value may well be NaN or infinite; no other number may.
    if not math.isfinite(number) and not parameter.name.endswith("nodata"):
        raise _refusal(parameter, f"must be a finite number, not {number}", value)
    _check_range(parameter, number)
    return number


def _check_range(parameter: Parameter, number: float) -> None:
    if parameter.minimum is not None and number < parameter.minimum:
        raise _refusal(parameter, f"must be at least {parameter.minimum:g}, not {number}", number)
    if parameter.maximum is not None and number > parameter.maximum:
        raise _refusal(parameter, f"must be at most {parameter.maximum:g}, not {number}", number)


def _checked_numbers(parameter: Parameter, value: object) -> tuple[float, ...]:
    numbers = _finite(parameter, value)
    if parameter.count:
        if len(numbers) != parameter.count:
            raise _refusal(parameter, f"takes {parameter.count} numbers, not {len(numbers)}", value)
        return tuple(float(n) for n in numbers)
    _check_range(parameter, min(numbers))
    # 0 stands for a size that only the rasters tell.
    sizes = [n for n in numbers if n > 0]
    if sorted(set(sizes), reverse=True) != sizes:
        raise _refusal(parameter, f"must run from coarse to fine, not {', '.join(map(str, numbers))}", value)
    return tuple(float(n) for n in numbers)


def _finite(parameter: Parameter, value: object) -> tuple[Any, ...]:
    """The numbers of a value as they were given; raises InputError for none, too many or one that is not finite."""
    # A text is iterable too, letter by letter.
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise _refusal(parameter, f"takes {_TAKES[NUMBERS]}, not {value!r}", value)
    numbers = tuple(value)
    if not 1 <= len(numbers) <= MOST_LEVELS:
        raise _refusal(parameter, f"takes 1 to {MOST_LEVELS} numbers, not {len(numbers)}", value)
    if not all(isinstance(n, Real) and math.isfinite(n) for n in numbers):
        raise _refusal(parameter, f"takes finite numbers, not {value!r}", value)
    return numbers


def _checked_masks(parameter: Parameter, value: object) -> tuple[object, ...] | None:
    """One mask or several as a tuple; what no path is, such as a geometry or an array, is left for the reader of it."""
    # Only lists are several: an array and a collection of geometries can be iterated over too.
    masks = tuple(value) if isinstance(value, (list, tuple)) else (value,)
    for mask in masks:
        if isinstance(mask, (str, os.PathLike)):
            _checked_path(parameter, mask)
    return masks or None


def _checked_path(parameter: Parameter, value: object) -> object:
    if parameter.kind == RASTER and hasattr(value, "read"):
        return value  # a dataset that is open
    path = os.fspath(value) if isinstance(value, os.PathLike) else value
    if not isinstance(path, str) or not path or "\0" in path:
        raise _refusal(parameter, f"needs the name of a file or folder, not {path!r}", value)
    if parameter.suffixes and not path.lower().endswith(parameter.suffixes):
        raise _refusal(parameter, f"must end in {' or '.join(parameter.suffixes)}, not as {path!r} does", value)
    return value


_CHECKS: dict[str, Callable[[Parameter, object], object]] = {
    NUMBERS: _checked_numbers, INTEGER: _checked_number, BAND: _checked_number, NUMBER: _checked_number,
    CHOICE: _checked_choice, SWITCH: _checked_switch, MASKS: _checked_masks, **dict.fromkeys(PATHS, _checked_path)}
"""Kind -> the value in its plain type, or InputError; values of other kinds are taken as they are."""


_EXCLUSIVE = (
    ("solve_resolution", "solve_resolutions", ("give the one or the other",)),
    ("pairs_file", "moving_images", ("give a pair list, or a reference with its sources",)),
    ("pairs_file", "fixed_image_path", ("give a pair list, or a reference with its sources",)),
)
"""Parameters of which only one may be given, and why."""


def _given(values: Mapping[str, Any], *names: str) -> bool:
    return all(values.get(name) is not None for name in names)


def _every_value_invalid(values: Mapping[str, Any]) -> bool:
    below, above = (values.get(f"edge_trim_invalid_{side}") for side in ("below", "above"))
    return below is not None and above is not None and bool(below > above)


_CONFLICTS: tuple[tuple[str, str, tuple[str | Option, ...], Callable[[Mapping[str, Any]], object]], ...] = (
    ("band_index", "moving_band_index", ("with a band for each raster, ", Option("band_index"), " has no meaning"),
     lambda v: v.get("band_index") and _given(v, "moving_band_index", "fixed_band_index")),
    ("edge_trim_invalid_below", "edge_trim_invalid_above", ("every value would be invalid",), _every_value_invalid),
    # A command without known points has the switch alone, and then it means nothing.
    ("known_points_only", "known_points", ("there are no points",),
     lambda v: v.get("known_points_only") and "known_points" in v and not _given(v, "known_points")),
    ("workers", "scheduler", ("a cluster that exists has its own workers",),
     lambda v: v.get("workers") and _given(v, "scheduler")),
)
"""Two parameters, why some of their values do not go together, and whether these ones do not."""


def _contradictions(values: Mapping[str, Any]) -> Iterable[tuple[str, str, tuple[str | Option, ...]]]:
    """(one parameter, the other one, why) for each pair of values that cannot both hold."""
    yield from (pair for pair in _EXCLUSIVE if _given(values, *pair[:2]))
    yield from ((first, second, why) for first, second, why, at_odds in _CONFLICTS if at_odds(values))
    yield from _same_outputs(values)


def _same_outputs(values: Mapping[str, Any]) -> Iterable[tuple[str, str, tuple[str | Option, ...]]]:
    paths: dict[str, str] = {}
    for name in ("output_image_path", "save_transform", "tie_points", "report", "sidecar", "displacement_field"):
        value = values.get(name)
        if isinstance(value, (str, os.PathLike)):
            # Without a look at the disk: links are told apart later, where files are opened.
            path = os.path.normpath(os.fspath(value))
            if path in paths:
                yield paths[path], name, (f"both would write {path}",)
            paths[path] = name
