"""The values of a command, checked, and as the words of its command line.

Standard library alone, Python 3.9 syntax: QGIS hosts import it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .arguments import checked
from .commands import Command
from .parameter import NUMBERS, RASTERS, REPEATED, SWITCH, Parameter


def check(command: Command, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a command by ``api_name``, complete; raises InputError as ``checked`` does."""
    return checked(command.parameters, values)


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
    elif parameter.kind in REPEATED:
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
