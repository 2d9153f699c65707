"""Align image pair."""

from __future__ import annotations

from typing import Any, ClassVar

from qgis.core import QgsProcessingContext

from .algorithm import CoregixAlgorithm
from .arrows import as_arrows
from .canvas import Results, in_style, layer_style
from .coregix_core import options as core
from .displacement import as_field
from .translation import tr

SHARE = "Share of the common area that the tie points speak for (%)"


class AlignImagePair(CoregixAlgorithm):
    """``coregix align`` on two layers."""

    command = core.ALIGN
    identity = ("alignimagepair", "Align image pair")
    numbers: ClassVar[dict[str, tuple[str, str, tuple[str, ...]]]] = {
        "SHIFT_X": ("Shift east (CRS units)", "crs", ("transform", "east")),
        "SHIFT_Y": ("Shift north (CRS units)", "crs", ("transform", "north")),
        "ROTATION": ("Rotation (degrees, counter-clockwise)", "", ("transform", "rotation_deg")),
        "RMSE_BEFORE": ("RMSE before (pixels)", "px", ("residual_before", "rmse_px")),
        "RMSE_AFTER": ("RMSE after (pixels)", "px", ("residual_after", "rmse_px")),
        "SHARE": (SHARE, "%", ("residual_after", "coverage")),
        "UNCERTAINTY": ("Uncertainty, CE90 (pixels)", "px", ("uncertainty_ce90_px",)),
    }
    has_verdict = True
    _style = ""
    _name = ""

    def remember(self, given: dict[str, Any], context: QgsProcessingContext) -> None:
        """Keep the source layer's style and name."""
        # The layer may be gone from the project when the run ends.
        layer = self.parameterAsRasterLayer(given, "MOVING_IMAGE", context)
        self._style, self._name = layer_style(layer), "" if layer is None else layer.name()

    def style(self, context: QgsProcessingContext) -> None:
        """The aligned raster looks as its source does; tie points are arrows."""
        results = Results(tr("{name}, aligned").format(name=self._name), self._finding, self._notes)
        results.add(context, self._outputs.get("OUTPUT_IMAGE"), in_style(self._style))
        pixel = 1.0 if self._finding is None else self._finding.pixel
        # Under the arrows and above the raster: the first that is added lies lowest.
        results.add(context, self._outputs.get("DISPLACEMENT_FIELD"), as_field(pixel))
        results.add(context, self._outputs.get("TIE_POINTS"), as_arrows(pixel))
