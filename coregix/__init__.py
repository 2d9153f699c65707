"""The public API of ``coregix_core`` under the name of the distribution: ``from coregix import align_image_pair``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import coregix_core
from coregix_core import __all__, __version__  # noqa: F401 - the same public names

if TYPE_CHECKING:
    from coregix_core import *  # noqa: F403


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute can be anything
    """Look a public name up in the core, which loads it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(coregix_core, name)


def __dir__() -> list[str]:
    # What this module itself imports is none of the package's names.
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
