"""Docstrings completed with what parameters mean.

Standard library alone, Python 3.9 syntax, like all of this package.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from .parameter import Parameter
from .parameters import PROGRESS

Function = TypeVar("Function", bound=Callable[..., Any])


def documented(parameters: Sequence[Parameter]) -> Callable[[Function], Function]:
    """A decorator that ends a function's docstring with what its parameters mean."""
    def finished(function: Function) -> Function:
        text = inspect.cleandoc(function.__doc__ or "") + "\n\nArgs:\n"
        for parameter in parameters:
            # In Python it is a callback, and no style of showing.
            if parameter is not PROGRESS:
                text += _entry(parameter, parameter.help_in(lambda name: name))
        if PROGRESS in parameters:
            text += "    progress: Called with each ProgressEvent; a return value of False stops the run.\n"
        function.__doc__ = text
        return function

    return finished


def _entry(parameter: Parameter, text: str) -> str:
    if parameter.unit and parameter.unit not in text:
        text += f" In {parameter.unit}."
    if parameter.choices:
        text += f" One of {', '.join(parameter.choices)}."
    return textwrap.fill(f"{parameter.api_name}: {text}", 100, initial_indent="    ", subsequent_indent="        ",
                         break_on_hyphens=False) + "\n"

