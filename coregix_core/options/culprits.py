"""Which of the values that were given an error speaks of, for programs that do not read its sentence.

Standard library alone, Python 3.9 syntax: QGIS hosts import it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..errors import CoregixError, Option
from ..sentences import Sentence
from .parameter import MASKS, PATHS, RASTERS, Parameter


def complete(error: CoregixError, parameters: Iterable[Parameter], given: Mapping[str, Any]) -> None:
    """Fill in the ``parameter``, ``value`` and ``file`` of an error that leaves them open, by what its message names.

    ``given`` are the values by ``api_name``, as far as they are known. A file that was given goes before an option
    that would help.
    """
    known = {p.api_name: p for p in parameters}
    if error.parameter is None:
        found = _named(str(error), known, given) or next(
            ((name, given.get(name), None) for name in _options(error.parts) if name in known), None)
        if found is not None:
            error.parameter, error.value, path = found
            error.file = error.file or path
    if error.parameter in known:
        _complete_of(error, known[error.parameter], given.get(error.parameter))


def _complete_of(error: CoregixError, parameter: Parameter, given: object) -> None:
    """Fill in the value and the file of an error whose parameter is known."""
    if error.value is None:
        error.value = given
    if error.file is None and parameter.kind in PATHS:
        error.file = _text(error.value)
    if error.file is not None and parameter.kind == MASKS:
        # The sentence may name a mask with what of it is meant: the file is the part before that.
        error.file = _file_of(error.file)


def _named(message: str, known: Mapping[str, Parameter], given: Mapping[str, Any]
           ) -> tuple[str, object, str | None] | None:
    """The file that a message names first, as (parameter, value, path); None if it names none that was given."""
    found: list[tuple[int, int, bool, tuple[str, object, str | None]]] = []
    for name, parameter in known.items():
        for value, path in _paths(parameter, given.get(name)):
            # A short name may be part of a longer one, or of a word.
            place = re.search(rf"(?<![\w./\\-]){re.escape(path)}(?![\w/\\-]|\.\w)", message)
            if place is not None:
                # An output that is an input as well is what was given wrongly.
                found.append((place.start(), -len(path), not parameter.kind.startswith("output"), (name, value, path)))
    return min(found, key=lambda candidate: candidate[:3])[3] if found else None


def _paths(parameter: Parameter, value: object) -> Iterator[tuple[object, str]]:
    """The values of a parameter of files one by one, each with the path that messages call it by."""
    several = parameter.kind in (MASKS, RASTERS)
    if several or parameter.kind in PATHS:
        for item in value if several and isinstance(value, (list, tuple)) else (value,):
            text = _text(item)
            if text:
                # A mask's text goes on with what of its file is meant.
                yield from ((item, path) for path in {text, *(_heads(text) if parameter.kind == MASKS else ())} if path)


def _file_of(mask: str) -> str:
    """The file that the text of a mask names: what there is, and else the whole."""
    return next((path for path in (mask, *_heads(mask)) if path and Path(path).exists()), mask)


def _heads(text: str) -> Iterator[str]:
    """What stands before each sign that a mask's text may have behind its file."""
    return (text.rpartition(sign)[0] for sign in "|=&:")


def _text(value: object) -> str | None:
    return os.fspath(value) if isinstance(value, (str, os.PathLike)) else None


def _options(parts: Iterable[object]) -> Iterator[str]:
    """The names of the options that a message speaks of, in its order as far as sentences have one."""
    for part in parts:
        if isinstance(part, Option):
            yield part.name
        elif isinstance(part, Sentence):
            yield from _options(part.facts.values())
