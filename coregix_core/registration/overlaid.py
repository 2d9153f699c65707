"""Pairs that are alike by what lies over both images, and by no ground: clouds, names, a graticule.

What rasters share where their files put it, of one sign and of the same values, may be no ground. If it is, the rest
shows ground as well: finer than the soft part, and beside the outlines.
"""

from __future__ import annotations

from dataclasses import replace

from ..assessing import CRITERIA, OVERLAY, Parts, contradicts_outlines, of_one_sign, parts_of, share_outlines
from ..errors import Sentence
from ..findings import Assessment
from ..geometry import Transform, identity
from ..imaging import apart_from_outlines
from ..pairing import Pair, Request, Solution, distance
from ..solving import Coarse, levels_of, read_coarse
from .covered import as_filed, goes_on, is_covered, is_little, is_unlike, whole_of
from .nearby import left_without


def unless_overlaid(solution: Solution, found: Assessment, request: Request) -> Assessment:
    """The assessment of a solution by tie points, refused if all that both images share may lie over them.

    Soft clouds leave tie points uncertain at best; outlines of names and lines, and clouds that have texture, are found
    by them beyond doubt.
    """
    pair, transform = solution.pair, solution.transform
    if not _beside(pair, transform, request, CRITERIA.as_filed):
        return found
    doubtful = found.verdict == "uncertain"
    exactly = _beside(pair, transform, request, OVERLAY.exactly)
    filed = parts_of(pair, solution.blocks, identity(pair.frame.centre))
    if is_covered(pair, filed, request, doubtful=doubtful, exactly=exactly):
        return _refused(found)
    # What tie points place beyond doubt beside where the files put it is not drawn over both.
    outlines = (doubtful or exactly) and share_outlines(parts_of(pair, solution.blocks, transform))
    if outlines or doubtful:
        coarse = read_coarse(pair, levels_of(pair, request)[0], request)
        # Where nothing else is left to look at, tie points have said what there is to say.
        if _is_other(pair, coarse, request, outlines=outlines, unknown=False):
            return _refused(found)
    return _unless_unlike(found, pair, filed, request) if exactly else found


def unless_overlaid_as_it_stands(pair: Pair, transform: Transform, found: Assessment) -> Assessment:
    """The assessment of a pair that nothing was solved for, refused as by ``unless_overlaid``."""
    request = Request()
    if found.verdict == "failed" or not _beside(pair, transform, request, CRITERIA.as_filed):
        return found
    coarse, doubtful = read_coarse(pair, levels_of(pair, request)[0], request), found.verdict == "uncertain"
    exactly, parts = _beside(pair, transform, request, OVERLAY.exactly), whole_of(pair, coarse)
    if is_covered(pair, parts, request, doubtful=doubtful, exactly=exactly):
        return _refused(found)
    outlines = (doubtful or exactly) and share_outlines(parts)
    if (outlines or doubtful) and _is_other(pair, coarse, request, outlines=outlines, unknown=False):
        return _refused(found)
    return _unless_unlike(found, pair, parts, request) if exactly else found


def is_overlaid(pair: Pair, coarse: Coarse, request: Request, transform: Transform) -> bool:
    """Whether all that supports a placement by many windows may lie over both images, as their files place them."""
    if not _beside(pair, transform, request, OVERLAY.beside):
        return False
    parts = whole_of(pair, coarse)
    if is_covered(pair, parts, request, doubtful=True):
        return True
    outlines = share_outlines(parts)
    # Windows that each show next to nothing say nothing beside outlines that are all there is.
    return _is_other(pair, coarse, request, outlines=outlines, unknown=outlines)


def _unless_unlike(found: Assessment, pair: Pair, parts: Parts, request: Request) -> Assessment:
    """The assessment of a pair that lies exactly as filed, unless the rest of the ground speaks against it."""
    moved = found.moved_ground
    if found.verdict == "failed":
        return found
    if moved is not None and contradicts_outlines(parts, moved):
        return replace(found, verdict="failed", reason=Sentence(
            "the images do not agree: what both show at the same pixels may be names or lines over them, and "
            "{share:.0%} of the ground lies {length_px:.1f} px from there; mask them, or take rasters without them",
            share=moved.share, length_px=moved.length_px))
    if found.verdict == "uncertain" or not is_unlike(pair, parts, request):
        return found
    # Which of the two it is the images do not tell.
    return replace(found, verdict="uncertain", reason=Sentence(
        "{seen}, but what both images show at the same pixels looks unlike the rest in both, where nothing agrees: "
        "clouds or smoke may lie over both, or so much of the ground has changed", seen=found.reason))


def _refused(found: Assessment) -> Assessment:
    return replace(found, verdict="failed", reason=Sentence(
        "the images do not agree: part of both is the same pixel by pixel, as names, lines or clouds over both would "
        "be, and beside that no common ground is seen; mask what is no ground in either (clouds, snow or water in one "
        "of them too), or compare another band"))


def _is_other(pair: Pair, coarse: Coarse, request: Request, *, outlines: bool, unknown: bool) -> bool:
    """Whether something may lie over both images, and the ground without it is not the same.

    ``outlines`` of the same values in both do; ``unknown`` is the answer where nothing is left without them.
    """
    fine, any_scale = of_one_sign(coarse.fixed, as_filed(pair, coarse))
    if not (outlines or any_scale) or goes_on(pair, coarse):
        return False
    left = left_without(pair, coarse, request, apart_from_outlines if outlines or fine else None)
    if outlines:
        return is_little(left, unknown=unknown)
    return unknown if left is None else left.chance > OVERLAY.chance


def _beside(pair: Pair, transform: Transform, request: Request, near: float) -> bool:
    """Whether a transform leaves the rasters within so many pixels of where their files put them."""
    # Where somebody says that they lie elsewhere, what lies over both has been moved as well.
    return request.start is None and distance(transform, identity(pair.frame.centre), pair) < near
