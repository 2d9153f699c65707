"""Parts of numpy that load when they are first used.

scipy copies numpy's whole namespace when it is imported, which loads numpy's Fortran compiler interface, test tools and
polynomials: a third of the time that the import takes, for what nothing here uses.
"""

from __future__ import annotations

import importlib.util
import sys

import numpy as np

_UNUSED = ("f2py", "testing", "polynomial")


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
