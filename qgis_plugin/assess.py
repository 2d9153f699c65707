"""Assess alignment."""

from __future__ import annotations

from qgis.core import QgsProcessingContext

from .algorithm import RESIDUAL_NUMBERS, CoregixAlgorithm
from .canvas import Results, as_arrows
from .coregix_core import options as core


class AssessAlignment(CoregixAlgorithm):
    """``coregix assess`` on two layers."""

    command = core.ASSESS
    identity = ("assessalignment", "Assess alignment")
    numbers = RESIDUAL_NUMBERS
    has_verdict = True

    def style(self, context: QgsProcessingContext) -> None:
        """Tie points are arrows."""
        Results().add(context, self._outputs.get("TIE_POINTS"), as_arrows)
