"""Pairs that are alike by what covers both images, and whose ground beside it is not the same.

Clouds with texture of their own, and names that are a small part of what is steep, are found by windows beyond doubt.
They stand out of the ground beside them in both images, and of that nothing agrees.
"""

from __future__ import annotations

from ..assessing import OVERLAY, Parts, is_one_ground, may_be_covered, may_be_over_both, middle_of
from ..geometry import identity
from ..imaging import Image, apart_from_cover
from ..pairing import Pair, Request, as_in_files, share_pattern
from ..solving import Coarse, levels_of, read_coarse
from .nearby import Left, left_without


def is_covered(pair: Pair, parts: Parts, request: Request, *, doubtful: bool, exactly: bool = True) -> bool:
    """Whether something covers both images, of which these are parts as their files place them, and no ground is left.

    Where tie points are ``doubtful`` clouds may be hardly brighter, and names left out as gaps of a sensor; where they
    are not, and place the images not ``exactly`` as filed, it is not by names.
    """
    clouds, names = may_be_covered(parts, doubtful=doubtful, patterned=share_pattern(pair))
    if not (clouds or (names and (doubtful or exactly))):
        return False
    # Ground that differs all over leaves little beside the names that it is like: that proves nothing.
    return _is_bare(pair, request, unknown=clouds)


def is_unlike(pair: Pair, parts: Parts, request: Request) -> bool:
    """Whether all that is the same in both images differs from the rest in both, and no ground is seen in the rest."""
    return may_be_over_both(parts) and _is_bare(pair, request, unknown=True)


def _is_bare(pair: Pair, request: Request, *, unknown: bool) -> bool:
    """Whether no ground is left without what both images have much in common; ``unknown`` if nothing is."""
    # Of names that were taken for gaps and lines of a sensor most is left out already, and hardly what lies around.
    with as_in_files(pair):
        coarse = read_coarse(pair, levels_of(pair, request)[0], request)
        if goes_on(pair, coarse):
            return False
        return is_little(left_without(pair, coarse, request, apart_from_cover), unknown=unknown)


def goes_on(pair: Pair, coarse: Coarse) -> bool:
    """Whether without all that both images have much in common, as their files place them, one ground is seen."""
    return is_one_ground(*apart_from_cover(*whole_of(pair, coarse)[0]))


def is_little(left: Left | None, *, unknown: bool) -> bool:
    """Whether what is left is that of unrelated ground; ``unknown`` if nothing is."""
    if left is None:
        return unknown
    return left.chance > OVERLAY.beside_outlines and left.strength < OVERLAY.by_window


def whole_of(pair: Pair, coarse: Coarse) -> Parts:
    """Both images of a level as one part, as their files place them."""
    return [middle_of(coarse.fixed, as_filed(pair, coarse))]


def as_filed(pair: Pair, coarse: Coarse) -> Image:
    """The moving image as its file places it."""
    return pair.placed(coarse.fixed.grid, identity(pair.frame.centre), any_overview=True)
