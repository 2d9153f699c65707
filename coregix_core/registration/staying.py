"""Whether an image that was measured stays where it is: resampling costs sharpness, and must bring more than the doubt.

The doubt alone does not say that an image is in place: it may be about something else, as the rest of the area.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..assessing import CRITERIA, STAYS
from ..findings import Assessment, Residuals


def stays(found: Assessment, moved: float, bend: float = 0.0, *, rest_nearer: bool = False) -> bool:
    """Whether an image is left in place of which a solution was found that would move it by ``moved`` pixels.

    ``bend`` is what of the doubt (pixels) stands for ground that bends or moves, ``rest_nearer`` says that the rest
    clearly lies nearer than before.
    """
    before, after, doubt = found.residual_before, found.residual_after, found.uncertainty_ce90_px
    if found.verdict == "failed" or doubt is None or before is None or after is None:
        return False
    if rest_nearer and not _undecided(found) and moved > _worth_for_the_rest(doubt, bend):
        return False
    if before.rmse_px < after.rmse_px:
        return True
    return (moved < _worth(doubt) and not _shown_by_each(before, after, moved)
            and not _nearer_on_bent_ground(found) and not _uncertain_if_left(doubt, moved))


def as_left(found: Assessment, left: float, pixel: float) -> Assessment:
    """What was found of an image that stays: the displacement (pixels) that is left counts as well as the doubt."""
    assert found.uncertainty_ce90_px is not None
    uncertainty = float(np.hypot(found.uncertainty_ce90_px, left))
    return replace(found, residual_after=found.residual_before, uncertainty_ce90_px=uncertainty,
                   uncertainty_ce90=uncertainty * pixel)


def _worth(doubt: float) -> float:
    """The displacement (pixels) from which on a move is worth it under a doubt."""
    return max(min(doubt, STAYS.worth_a_move), STAYS.least)


def _worth_for_the_rest(doubt: float, bend: float) -> float:
    """The same for a rest that clearly lies nearer: a part that lies elsewhere brings no doubt about where it lies."""
    return min(_worth(float(np.sqrt(max(doubt**2 - bend**2, 0.0)))), CRITERIA.apart_residual)


def _undecided(found: Assessment) -> bool:
    """Whether nobody can tell which of two parts of the ground is the rest."""
    return found.moved_ground is not None and found.moved_ground.undecided


def _shown_by_each(before: Residuals, after: Residuals, moved: float) -> bool:
    """Whether a pair would not count as aligned as it stands, by tie points that scatter far less than that."""
    return min(moved, before.rmse_px) > max(CRITERIA.apart_residual, STAYS.scatters * after.rmse_px)


def _uncertain_if_left(doubt: float, left: float) -> bool:
    """Whether a result that is not uncertain would be with the displacement (pixels) that is left."""
    return doubt <= CRITERIA.uncertain_ce90 < float(np.hypot(doubt, left))


def _nearer_on_bent_ground(found: Assessment) -> bool:
    """Whether ground that bends lies clearly nearer than before: most of the doubt is about the bends, which stay."""
    gain, before, after = found.local_gain, found.residual_before, found.residual_after
    return (gain is not None and gain.helps and before is not None and after is not None
            and after.rmse_px < STAYS.clearly_nearer * before.rmse_px)
