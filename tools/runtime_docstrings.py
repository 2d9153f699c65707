"""A griffe extension: functions whose docstrings are completed when they are loaded are shown with all of them.

``coregix_core`` adds the part on the parameters from their one description; the source alone does not have it.
"""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import Any

import griffe


class RuntimeDocstrings(griffe.Extension):
    """Takes the docstrings of public functions from the functions themselves."""

    def on_function_instance(self, *, func: griffe.Function, **_: Any) -> None:
        """Called by griffe for each function that it has read."""
        if func.parent is None or not func.parent.is_module or func.name.startswith("_") or func.docstring is None:
            return
        found = inspect.getdoc(getattr(import_module(func.parent.path), func.name, None))
        if found:
            func.docstring.value = found
