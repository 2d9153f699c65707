"""Align image pair."""

from __future__ import annotations

from typing import Any, ClassVar

from qgis.core import QgsProcessingContext

from .algorithm import RESIDUAL_NUMBERS, CoregixAlgorithm
from .canvas import Results, as_arrows, in_style, layer_style
from .coregix_core import options as core


class AlignImagePair(CoregixAlgorithm):
    """``coregix align`` on two layers."""

    command = core.ALIGN
    identity = ("alignimagepair", "Align image pair")
    numbers: ClassVar[dict[str, tuple[str, tuple[str, ...]]]] = {
        "SHIFT_X": ("Shift east (CRS units)", ("transform", "east")),
        "SHIFT_Y": ("Shift north (CRS units)", ("transform", "north")),
        "ROTATION": ("Rotation (degrees, counter-clockwise)", ("transform", "rotation_deg")),
        **RESIDUAL_NUMBERS,
    }
    has_verdict = True
    _style = ""

    def remember(self, given: dict[str, Any], context: QgsProcessingContext) -> None:
        """Keep the source layer's style."""
        # The layer may be gone from the project when the run ends.
        self._style = layer_style(self.parameterAsRasterLayer(given, "MOVING_IMAGE", context))

    def style(self, context: QgsProcessingContext) -> None:
        """The aligned raster looks as its source does; tie points are arrows."""
        results = Results()
        results.add(context, self._outputs.get("OUTPUT_IMAGE"), in_style(self._style))
        results.add(context, self._outputs.get("TIE_POINTS"), as_arrows)
