"""Assess alignment."""

from __future__ import annotations

from qgis.core import QgsProcessingContext

from .algorithm import RESIDUAL_NUMBERS, CoregixAlgorithm
from .canvas import style_tie_points
from .coregix_core import parameters as core


class AssessAlignment(CoregixAlgorithm):
    """``coregix assess`` on two layers."""

    command = core.ASSESS
    identity = ("assessalignment", "Assess alignment")
    numbers = RESIDUAL_NUMBERS
    has_verdict = True

    def style(self, context: QgsProcessingContext) -> None:
        """Tie points are arrows."""
        style_tie_points(context, self._outputs.get("TIE_POINTS"))
