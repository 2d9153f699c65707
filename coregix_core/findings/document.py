"""Findings in the types of JSON, in the shape that the command line prints and files hold."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ..sentences import document
from .measurements import Assessment, LocalGain, MovedGround, Residuals


def plain_fields(result: object, without: tuple[str, ...]) -> dict[str, Any]:
    """The public fields of a result but for those that have a shape of their own."""
    return {k: v for k, v in vars(result).items() if k not in without and not k.startswith("_")}


def assessment_document(assessment: Assessment) -> dict[str, Any]:
    """An assessment without its tie points, which have files of their own."""
    return {
        "verdict": assessment.verdict,
        "reason": assessment.reason,
        "reason_parts": document(assessment.reason),
        "residual_before": _document(assessment.residual_before),
        "residual_after": _document(assessment.residual_after),
        "uncertainty_ce90_px": assessment.uncertainty_ce90_px,
        "uncertainty_ce90": assessment.uncertainty_ce90,
        "local_gain": _document(assessment.local_gain),
        "moved_ground": _document(assessment.moved_ground),
    }


def _document(value: Residuals | LocalGain | MovedGround | None) -> dict[str, Any] | None:
    # Each holds numbers alone, so that this is JSON.
    return None if value is None else asdict(value)
