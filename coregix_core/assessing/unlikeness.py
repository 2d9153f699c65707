"""How far images may lie off each other that look otherwise, for reasons that no measurement of them shows."""

from __future__ import annotations

import numpy as np

from ..imaging import STRUCTURE
from ..pairing import Pair, Solution
from .criteria import CRITERIA, DATES, PLACES
from .evidence import Evidence


def unlike(pair: Pair, evidence: Evidence, solution: Solution | None) -> float:
    """What images that share so little of their edges are off by, in pixels of the frame.

    Noise is averaged out at twice the scale, and the other terms hold it; other light, seasons and sensors are not. An
    outline that both show need not lie in one place in both: radar shows what stands up towards its own side.
    """
    structure = solution is not None and solution.proxy in STRUCTURE
    least = CRITERIA.outlines if structure else 0.0
    second = evidence.second
    if second is None or not second.agree.any() or not evidence.agree.any():
        return least
    usual, clearest = (_beyond_noise(evidence, second, share, structure) for share in (0.5, DATES.clearest))
    # Another date is another sun, another season and another flight, however much of the scene has stayed. Clouds hide
    # much of one flight, but not of its clearest places.
    finest = _difference(evidence, DATES.clearest)
    sure = min(1.0, usual / DATES.other, clearest / DATES.clearly_other, finest / DATES.finely_other)
    part = sure * part_of_scene(_side(pair, evidence))
    return max(least, float(np.hypot(CRITERIA.unlike * usual * second.level, part)))


def usual_difference(evidence: Evidence, second: Evidence) -> float:
    """What two images differ by beyond noise at most places, in units of what they share; 0 if none of these agree."""
    if not evidence.agree.any() or not second.agree.any():
        return 0.0
    return _beyond_noise(evidence, second, 0.5, structure=False)


def part_of_scene(side: float) -> float:
    """CE90 (pixels) of how far a part of a scene lies off the whole, by its ``side`` in pixels.

    What attitude, terrain models and light displace differs from place to place at all scales, so that the mean over a
    part differs from that over the whole by as much for each doubling between them (a spectrum of 1 / f²; the variance
    of a mean within a larger one, Cressie 1993).
    """
    doublings = max(0.0, float(np.log2(DATES.scene / max(side, 1.0))))
    return PLACES.radial * float(np.sqrt(DATES.doubling * doublings))


def _side(pair: Pair, evidence: Evidence) -> float:
    """Side (pixels) of a square as large as the ground that speaks: clouds and holes leave less of it."""
    left, bottom, right, top = pair.area
    width, height = np.ptp(pair.frame.to_frame([left, right], [bottom, top]), axis=0)
    return float(np.sqrt(width * height * evidence.agree.mean()))


def _beyond_noise(evidence: Evidence, second: Evidence, share: float, structure: bool) -> float:
    """What differs between images beyond noise, in units of what they share, where a share of places is alike less."""
    fine, coarse = (_difference(look, share) for look in (evidence, second))
    return coarse * (1.0 if structure else changed_share(fine, coarse))


def _difference(look: Evidence, share: float) -> float:
    """What differs in units of what is shared, by the correlation of edges that a share of the places is below."""
    shared = float(np.clip(np.quantile(look.points.score[look.agree], share), 0.1, 1.0)) ** 2
    return (1 - shared) / shared


def changed_share(fine: float, coarse: float) -> float:
    """Share (0..1) of a difference at the coarse scale that is no noise, by how much more there is at the fine one."""
    fades = fine / max(coarse, 1e-12)
    return float(np.clip((CRITERIA.fades_noise - fades) / (CRITERIA.fades_noise - CRITERIA.fades_change), 0.0, 1.0))
