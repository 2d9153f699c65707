"""What importing scipy is spared: parts of numpy load when they are first used, and help texts stay as they are.

scipy copies numpy's whole namespace when it is imported, which loads numpy's Fortran compiler interface, test tools and
polynomials: a third of the time that the import takes, for what nothing here uses. From 1.16 on it also parses the help
of 350 functions to add a note on other array libraries to each: half of what is left.
"""

from __future__ import annotations

import importlib.util
import sys
from collections import defaultdict

import numpy as np

_UNUSED = ("f2py", "testing", "polynomial")


class _Unread(defaultdict[str, list[str]]):
    """In place of scipy's parsed help of a function, which takes notes in sections and becomes text: it has none."""

    def __init__(self, _function: object) -> None:
        super().__init__(list)

    def __str__(self) -> str:
        # The first line is cut off as a signature.
        return "\n"


def without_help() -> None:
    """Have scipy's functions lose their help instead; for a process of the program's own, before they are imported."""
    postpone()
    try:
        from scipy._lib import _array_api
    except ImportError:
        return
    # Other versions of scipy have no such parser, or it does something else: then this does nothing.
    if hasattr(_array_api, "FunctionDoc"):
        _array_api.FunctionDoc = _Unread


def postpone() -> None:
    """Have those parts load at their first use, unless they are loaded already; before scipy's first import."""
    for part in _UNUSED:
        name = f"numpy.{part}"
        if name in sys.modules or (spec := importlib.util.find_spec(name)) is None or spec.loader is None:
            continue
        spec.loader = importlib.util.LazyLoader(spec.loader)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        # As an import would do; numpy's own look-up of its parts asks for this first.
        setattr(np, part, module)
