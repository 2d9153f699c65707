"""What is given for the parameters: read from text, and held against the tables.

The kinds, limits and choices are those of ``parameters.py``. Standard library alone, Python 3.9 syntax: QGIS hosts
import it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from ..errors import InputError, Option, Sentence
from .checks import TAKES, checked_value, refusal, suggestion
from .parameter import BAND, INTEGER, NUMBER, NUMBERS, PATHS, REPEATED, SWITCH, Parameter

# Kind -> how its value is read; a text of any other kind is the value. ValueError and KeyError if it is none.
_SWITCHES = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
_FROM_TEXT: dict[str, Callable[[str], object]] = {
    INTEGER: int, BAND: int, NUMBER: float, SWITCH: lambda text: _SWITCHES[text.lower()],
    NUMBERS: lambda text: tuple(float(part) for part in text.split(",")),
    **dict.fromkeys(REPEATED, lambda text: tuple(part.strip() for part in text.split(";")))}


def checked(parameters: Iterable[Parameter], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by ``api_name``, held against their limits and completed with the defaults; None means "not given".

    Raises InputError for the first value that is unknown, missing, out of its limits or at odds with another one.
    """
    known = {p.api_name: p for p in parameters}
    require_known(values, known)
    missing = [name for name, p in known.items() if p.required and values.get(name) is None]
    if len(missing) > 1:
        # All at once, so that nobody runs a command again and again to learn the next.
        named: str = Sentence("{first}", first=Option(missing[0]))
        for name in missing[1:-1]:
            named = Sentence("{before}, {next}", before=named, next=Option(name))
        raise InputError(Sentence("{before} and {last} are missing; give each a value.", before=named,
                                  last=Option(missing[-1])), parameter=missing[0])
    # None is completed by the default here, so that whoever reads the values never meets a None that has one.
    found = {name: checked_value(p, values.get(name)) for name, p in known.items()}
    # After the single values: a contradiction is reported between values that are good on their own.
    for first, second, why in _contradictions(found):
        raise InputError(Sentence("{first} and {second} contradict each other: {why}.", first=Option(first),
                                  second=Option(second), why=why), parameter=first, value=found[first])
    for name, needed in _without_effect(known, found):
        raise InputError(Sentence("{name} has an effect only with {needed}; give both, or leave it out.",
                                  name=Option(name), needed=Option(needed)), parameter=name, value=found[name])
    return found


def require_known(names: Iterable[str], known: Collection[str]) -> None:
    """Raise InputError for a name that is none of those known."""
    for name in names:
        if name not in known:
            raise InputError(Sentence("There is no parameter {name!r}{hint}.", name=name,
                                      hint=suggestion(name, known)))


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
        raise refusal(parameter, Sentence("takes {takes}, not {text!r}", takes=TAKES[parameter.kind], text=text),
                      text) from None


# Parameters of which only one may be given, and why.
_EXCLUSIVE = (
    ("solve_resolution", "solve_resolutions", Sentence("give the one or the other")),
    ("pairs_file", "moving_images", Sentence("give a pair list, or a reference with its sources")),
    ("pairs_file", "fixed_image_path", Sentence("give a pair list, or a reference with its sources")),
)


def _given(values: Mapping[str, Any], *names: str) -> bool:
    return all(values.get(name) is not None for name in names)


def _every_value_invalid(values: Mapping[str, Any]) -> bool:
    below, above = (values.get(f"edge_trim_invalid_{side}") for side in ("below", "above"))
    return below is not None and above is not None and bool(below > above)


# Two parameters, why some of their values do not go together, and whether these ones do not.
_CONFLICTS: tuple[tuple[str, str, str, Callable[[Mapping[str, Any]], object]], ...] = (
    ("band_index", "moving_band_index",
     Sentence("with a band for each raster, {band_index} has no meaning", band_index=Option("band_index")),
     lambda v: v.get("band_index") and _given(v, "moving_band_index", "fixed_band_index")),
    ("bands", "band_index", Sentence("each band is an image of its own"),
     lambda v: v.get("bands") and v.get("band_index")),
    ("datum", "fixed_image_path", Sentence("the reference is the datum, which stays in place"),
     lambda v: v.get("datum", "mean") != "mean" and _given(v, "fixed_image_path")),
    ("edge_trim_invalid_below", "edge_trim_invalid_above",
     Sentence("every value would be invalid"), _every_value_invalid),
    # A command without known points has the switch alone, and then it means nothing.
    ("known_points_only", "known_points", Sentence("the first needs a file for the second"),
     lambda v: v.get("known_points_only") and "known_points" in v and not _given(v, "known_points")),
    ("workers", "scheduler", Sentence("a cluster that exists has its own workers"),
     lambda v: v.get("workers") and _given(v, "scheduler")),
    ("stac", "bands", Sentence("the bands of one file are no images of a collection"),
     lambda v: v.get("stac") and v.get("bands")),
)

# Parameter -> the switch without which it has no effect; a command without the switch has it always.
_NEEDED = dict.fromkeys(("edge_trim_depth", "edge_trim_detection_band_index", "edge_trim_invalid_below",
                         "edge_trim_invalid_above"), "trim_edge_invalid")


def _contradictions(values: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    """(one parameter, the other one, why) for each pair of values that cannot both hold."""
    yield from (pair for pair in _EXCLUSIVE if _given(values, *pair[:2]))
    yield from ((first, second, why) for first, second, why, at_odds in _CONFLICTS if at_odds(values))
    yield from _same_outputs(values)


def _without_effect(known: Mapping[str, Parameter], values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """(parameter, the switch that it needs) for each that was given without it."""
    # What holds for the rows of a list may have its effect in some of them.
    if values.get("pairs_file") is not None:
        return
    for name, needed in _NEEDED.items():
        if name in known and needed in known and values[name] != known[name].default and not values[needed]:
            yield name, needed


def _same_outputs(values: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    paths: dict[str, str] = {}
    for name in ("output_image_path", "save_transform", "tie_points", "report", "sidecar", "displacement_field"):
        value = values.get(name)
        if isinstance(value, (str, os.PathLike)):
            # Without a look at the disk: links are told apart later, where files are opened.
            path = os.path.normpath(os.fspath(value))
            if path in paths:
                yield paths[path], name, Sentence("both would write {path}", path=path)
            paths[path] = name
