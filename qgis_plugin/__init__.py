"""Coregix in QGIS: processing algorithms that run the core's command line in a process of its own.

The core (``coregix_core``) lies within this folder in the packaged plugin, and beside it in the source tree. QGIS
imports its parameters, arguments and errors alone; numpy, GDAL wheels and elastix stay in the engine's process.
Python 3.9 syntax.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .plugin import CoregixPlugin

# So that ``from .coregix_core`` finds it in both layouts.
if not (Path(__file__).parent / "coregix_core").is_dir():
    __path__.append(str(Path(__file__).resolve().parents[1]))


def classFactory(iface: QgisInterface | None) -> CoregixPlugin:
    """Make the plugin; QGIS calls this. ``iface`` is None without a desktop."""
    from .plugin import CoregixPlugin

    return CoregixPlugin(iface)
