"""Assess alignment."""

from __future__ import annotations

from typing import ClassVar

from qgis.core import QgsProcessingContext

from .algorithm import CoregixAlgorithm
from .align import SHARE
from .arrows import as_arrows
from .canvas import Results
from .coregix_core import options as core


class AssessAlignment(CoregixAlgorithm):
    """``coregix assess`` on two layers."""

    command = core.ASSESS
    identity = ("assessalignment", "Assess alignment")
    numbers: ClassVar[dict[str, tuple[str, str, tuple[str, ...]]]] = {
        # One number: nothing is moved, so that before and after are the same.
        "RMSE": ("RMSE at the tie points (pixels)", "px", ("residual_after", "rmse_px")),
        "SHARE": (SHARE, "%", ("residual_after", "coverage")),
        "UNCERTAINTY": ("Uncertainty, CE90 (pixels)", "px", ("uncertainty_ce90_px",)),
    }
    has_verdict = True

    def style(self, context: QgsProcessingContext) -> None:
        """Tie points are arrows of what is left."""
        pixel = 1.0 if self._finding is None else self._finding.pixel
        results = Results(finding=self._finding, notes=self._notes)
        results.add(context, self._outputs.get("TIE_POINTS"), as_arrows(pixel, moved=False))
