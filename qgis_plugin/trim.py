"""Trim invalid edges."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext

from .algorithm import CoregixAlgorithm
from .canvas import Results, in_style, layer_style
from .coregix_core import options as core
from .coregix_core.errors import InputError
from .layers import RasterSource, with_crs
from .translation import tr


class TrimInvalidEdges(CoregixAlgorithm):
    """``coregix trim-edges`` on a layer, into a new file."""

    command = core.TRIM
    identity = ("trimedges", "Trim invalid edges")
    _style = ""

    def add_overrides(
        self, values: dict[str, Any], parameter: core.Parameter, source: RasterSource, folder: Path,
    ) -> None:
        """The layer's CRS goes in by a VRT; a nodata value of the layer's own has no way in."""
        # The command takes no nodata of the input: silently left out, the edge would be another one than the user sees.
        if source.nodata is not None:
            raise InputError(tr("The layer has an additional nodata value that its file does not have: write it into "
                                "the file first (Raster > Conversion > Translate), or clear it in the layer's "
                                "Transparency settings."))
        values[parameter.name] = with_crs(source, folder)

    def remember(self, given: dict[str, Any], context: QgsProcessingContext) -> None:
        """Keep the layer's style."""
        # Now, in the main thread: the layer may be gone from the project when the run ends.
        self._style = layer_style(self.parameterAsRasterLayer(given, "INPUT_IMAGE", context))

    def style(self, context: QgsProcessingContext) -> None:
        """The trimmed raster looks as its source does."""
        Results().add(context, self._outputs.get("OUTPUT_IMAGE"), in_style(self._style))
