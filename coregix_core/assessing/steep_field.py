"""Ground that a local field does not follow: the steepest parts of terrain that it follows elsewhere.

A field that bends nearly everywhere has relief below it. What departs from it there, or is not found at all where the
rest of the images is alike, is steeper relief; beside ground that is flat, it would have moved by itself or changed.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..geometry import LocalTransform, Transform
from ..pairing import Pair, moved_by
from .criteria import PLACES, STEEP
from .evidence import Evidence
from .motion import Departure


def steeper(pair: Pair, transform: Transform, evidence: Evidence) -> Departure | None:
    """What departs from a transform; from a field on relief it bends.

    Windows hardly see the steepest, so that places beside it that are not found are of it as well.
    """
    found = evidence.departure
    if found is None or found.bends or not _on_relief(pair, transform, evidence):
        return found
    beside = float(found.among.sum() / max(evidence.valid.sum(), 1))
    return replace(found, bends=True, share=max(found.share, beside))


def beyond_field(pair: Pair, transform: Transform, evidence: Evidence) -> float:
    """CE90 (pixels) over the area of what a field on relief does not find: it lies beyond the search.

    0 where nearly all is found, or where images differ as well, which hides ground.
    """
    missing = evidence.valid & ~evidence.agree
    alike = evidence.agree.any() and float(np.median(evidence.points.score[evidence.agree])) >= STEEP.alike
    second = evidence.second
    if evidence.speaks >= STEEP.nearly_all or not alike or second is None or not second.convinces:
        return 0.0
    if not _on_relief(pair, transform, evidence):
        return 0.0
    share = float(missing.sum() / evidence.valid.sum())
    return PLACES.radial * float(np.sqrt(share * STEEP.beyond)) * evidence.points.search


def _on_relief(pair: Pair, transform: Transform, evidence: Evidence) -> bool:
    """Whether a field bends at most places; a part that moved by itself bends one around it, and nowhere else."""
    if not isinstance(transform, LocalTransform) or not evidence.agree.any():
        return False
    places = evidence.points.fixed[evidence.agree]
    bent = moved_by(pair, transform, places) - moved_by(pair, transform.affine, places)
    return float(np.median(np.hypot(*(bent - np.median(bent, axis=0)).T))) >= STEEP.field * evidence.level
