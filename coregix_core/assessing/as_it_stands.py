"""A pair that nothing was solved for: what its residuals have in common is known, and all the rest is as of a solution.

Of a solution a common displacement is half the error of its measurement. Of a pair that is looked at as it stands it is
what the images lie apart by, at all scales alike, and no sign of ground that bends or that a pattern hides.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .._typing import Floats
from ..errors import Sentence
from ..findings import Residuals, Verdict
from ..fitting import Fit
from ..geometry import Transform
from ..pairing import Pair
from .coarser_scales import beside
from .criteria import CRITERIA, SCALES
from .evidence import Evidence, places_of
from .uncertainty import Terms, terms_of


def terms_as_it_stands(pair: Pair, transform: Transform, evidence: Evidence) -> tuple[Terms, Evidence]:
    """The terms of the uncertainty of a pair as it stands, and the evidence without what is known to be common."""
    common, places = evidence.common(), places_of(pair)
    if common is None:
        return terms_of(pair, transform, evidence, None), evidence
    rest = without_common(pair, evidence, common)
    terms = terms_of(pair, transform, rest, None)
    drawn = max((scale.surely(SCALES.drawn) for scale in rest.scales[:1]), default=0.0)
    terms = replace(terms, covariance=CRITERIA.covariance * _rms(common.error_at(places)),
                    aside=max(terms.aside, drawn))
    # What is known and what is not may lie in one direction: lengths add up, and no squares.
    off = _rms(np.hypot(*(common(places) - places).T))
    return replace(terms, common=float(np.sqrt(terms.common**2 + off**2 + 2 * off * terms.ce90))), rest


def without_common(pair: Pair, evidence: Evidence, common: Fit) -> Evidence:
    """The evidence of the transform that would put the images right, by what its own residuals have in ``common``."""
    def left(look: Evidence | None) -> Evidence | None:
        return None if look is None else replace(look, residual=look.residual - (common(look.points.fixed)
                                                                                - look.points.fixed))

    seen = left(evidence)
    assert seen is not None
    middle = evidence.points.fixed[evidence.stable].mean(0, keepdims=True)
    return replace(seen, second=left(evidence.second), far=left(evidence.far),
                   scales=beside(pair, evidence.scales, (common(middle) - middle)[0]))


def standing(verdict: Verdict, reason: str, after: Residuals, common: Floats, uncertainty: float = 0.0
             ) -> tuple[Verdict, str]:
    """The verdict on a pair as it stands: one that can be measured well may lie well apart.

    ``common`` (n, 2) is what the residuals have in common at places over the area, ``uncertainty`` the CE90, in pixels.
    """
    apart = float(np.sqrt((common**2).sum(1).mean()))
    # Just below, the CE90 is too large for what the images lie apart by, and for nothing else.
    for_that = uncertainty > CRITERIA.uncertain_ce90 and apart > uncertainty / np.sqrt(2)
    # A spread about zero is no shift that could be taken off.
    if (after.rmse_px <= CRITERIA.apart_residual and not for_that) or apart < CRITERIA.apart_common * after.rmse_px:
        return verdict, reason
    return ("failed" if apart > CRITERIA.apart_failed else "uncertain"), Sentence(
        "the images lie {apart:.2f} px apart as they are placed; align them by what they show", apart=apart)


def _rms(lengths: Floats) -> float:
    return float(np.sqrt((lengths**2).mean()))
