"""A griffe extension: functions whose docstrings and signatures are completed when they are loaded are shown so.

``coregix_core`` adds the parameters from their one description; the source alone does not have them. Examples become
blocks of code: to Markdown a line that begins with ``>>>`` is three quotations.
"""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from typing import Any

import griffe


class RuntimeDocstrings(griffe.Extension):
    """Takes docstrings and signatures of public functions from the functions themselves."""

    def on_function_instance(self, *, func: griffe.Function, **_: Any) -> None:
        """Called by griffe for each function that it has read."""
        if func.parent is None or not func.parent.is_module or func.name.startswith("_") or func.docstring is None:
            return
        function = getattr(import_module(func.parent.path), func.name, None)
        found = inspect.getdoc(function)
        if found:
            func.docstring.value = found
        if hasattr(function, "__signature__"):
            func.parameters = _parameters(inspect.signature(function))

    def on_package(self, *, pkg: griffe.Module, **_: Any) -> None:
        """Called by griffe when all is read."""
        _fence(pkg)


def _fence(thing: griffe.Object) -> None:
    """Make blocks of code of the examples in a docstring and in those of all that it holds."""
    if thing.docstring is not None:
        # From a prompt to the next empty line.
        thing.docstring.value = re.sub(r"(?m)^>>> (?:.+\n?)+", lambda found: f"```pycon\n{found[0].rstrip()}\n```\n",
                                       thing.docstring.value)
    for member in thing.members.values():
        if isinstance(member, griffe.Object):
            _fence(member)


def _parameters(signature: inspect.Signature) -> griffe.Parameters:
    """A signature as griffe has it; defaults and annotations as they are written."""
    return griffe.Parameters(*(
        griffe.Parameter(
            p.name, kind=griffe.ParameterKind(p.kind.description),
            annotation=None if p.annotation is p.empty else _written(p.annotation),
            default=None if p.default is p.empty else repr(p.default))
        for p in signature.parameters.values()))


def _written(annotation: object) -> str:
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
