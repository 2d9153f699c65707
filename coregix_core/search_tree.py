"""scipy's tree for a search of nearest places, by itself.

Its package loads convex hulls, rotations and LAPACK with it, which takes fifty times as long: a twentieth of the
processor time of a small pair.
"""

from __future__ import annotations

import importlib.util
import sys
from importlib.machinery import PathFinder
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scipy.spatial import cKDTree

_NAME = "scipy.spatial._ckdtree"

# A module in machine code is loaded once.
_LOADING = Lock()


def search_tree(places: Any) -> cKDTree:  # noqa: ANN401 - what scipy takes
    """A tree of places (n, k), as ``scipy.spatial.cKDTree`` makes it."""
    with _LOADING:
        made = getattr(sys.modules.get(_NAME) or _loaded(), "cKDTree", None)
    if made is None:
        # Another scipy has it in another place.
        import scipy.spatial

        made = scipy.spatial.cKDTree
    return made(places)


def _loaded() -> ModuleType | None:
    """The module that holds the tree, without its package; None if it does not lie where it is looked for."""
    import scipy

    spec = PathFinder.find_spec(_NAME, [str(Path(scipy.__file__).parent / "spatial")])
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except ImportError:
        return None
    # For the package, should anyone import that later: the module is loaded once.
    return sys.modules.setdefault(_NAME, module)
