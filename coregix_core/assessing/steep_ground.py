"""Ground that bends farther than is looked: places that are not found again lie beyond the search.

A parametric model on steep terrain is confirmed by the ground that it fits, and all that lies farther off is missing
among the tie points. If images correlate so well wherever a place is found that they show the same ground, and other
looks see it, what is not found has not changed: it lies elsewhere.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .._typing import Floats
from ..findings import Assessment
from ..geometry import Transform
from ..pairing import Pair
from ..search_tree import search_tree
from .criteria import CRITERIA, PLACES, STEEP
from .evidence import Evidence

# Places along each axis that stand for an area.
_SIDE = 25


def steep_ce90(pair: Pair, evidence: Evidence) -> float:
    """CE90 (pixels) of ground that bends, by what was found and what was not; 0 if it does not bend by so much.

    Towards the rim, where no window has its middle, it goes on bending.
    """
    if not _bends(evidence):
        return 0.0
    found, reach = _found(evidence), evidence.points.search
    missing = int((evidence.valid & ~found).sum()) if _hides_nothing(evidence) else 0
    squares = (evidence.residual[found] ** 2).sum() + missing * STEEP.beyond * reach**2
    rim = float((_beyond(evidence.points.fixed[evidence.valid], _over(pair)) ** STEEP.rim).mean())
    return float(PLACES.radial * np.sqrt(rim * squares / (found.sum() + missing)))


def covering_steep(found: Assessment, pair: Pair, evidence: Evidence, transform: Transform) -> Assessment:
    """The assessment of a transform that tie points, of which this is the evidence, did not give.

    Those that agree with each other and on no transform show how the ground bends, whatever it is placed by.
    """
    points, whole = evidence.points, found.uncertainty_ce90_px
    expected = pair.frame.to_frame(*transform(*pair.frame.to_world(points.fixed)))
    steep = steep_ce90(pair, replace(evidence, residual=expected - points.moving))
    if whole is None or steep <= whole:
        return found
    return replace(found, uncertainty_ce90_px=steep, uncertainty_ce90=steep * pair.frame.pixel)


def _bends(evidence: Evidence) -> bool:
    """Whether images of the same ground lie so far apart here and there that it bends; what has moved does not."""
    moved = evidence.motion is not None or (evidence.departure is not None and not evidence.departure.bends)
    if moved or not evidence.convinces:
        return False
    alike = float(np.median(evidence.points.score[evidence.agree])) >= STEEP.alike
    # What all places share is no bend.
    apart = evidence.residual[_found(evidence)] - np.median(evidence.residual[evidence.agree], axis=0)
    return alike and float((apart**2).sum(1).mean()) > (STEEP.bends * evidence.level) ** 2


def _hides_nothing(evidence: Evidence) -> bool:
    """Whether other looks find the ground, a coarser one that reaches farther, or the second: under clouds they do not.

    There is no coarser look of small images, nor where nearly all of the ground speaks.
    """
    second = evidence.second
    return evidence.far is not None or (second is not None and second.convinces)


def _found(evidence: Evidence) -> np.ndarray:
    """Places (n,) that agree with their neighbours, or correlate better than any that are found by chance."""
    return np.asarray(evidence.agree | (evidence.measured & (evidence.points.score >= CRITERIA.clear_score)))


def _over(pair: Pair) -> Floats:
    """Places (k, 2) that stand for the area by equal parts of it, in the pair's frame."""
    left, bottom, right, top = pair.area
    middles = (np.arange(_SIDE) + 0.5) / _SIDE
    x, y = np.meshgrid(left + (right - left) * middles, bottom + (top - bottom) * middles)
    return np.asarray(pair.frame.to_frame(x.ravel(), y.ravel()))


def _beyond(points: Floats, places: Floats) -> Floats:
    """One and the distance (m,) from places to the nearest of ``points``, in spacings less what each speaks for."""
    tree = search_tree(points)
    spacing = max(float(np.median(tree.query(points, 2)[0][:, 1])), 1e-9)
    return np.asarray(1 + np.clip(tree.query(places)[0] / spacing - PLACES.spoken_for, 0.0, PLACES.farthest))
