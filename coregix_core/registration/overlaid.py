"""Pairs that are alike by what lies over both images, and by no ground: clouds, names, a graticule.

What rasters share where their files put it, of one sign and of the same values, may be no ground. If it is, the rest
shows ground as well: finer than the soft part, and beside the outlines.
"""

from __future__ import annotations

from dataclasses import replace

from ..assessing import CRITERIA, OVERLAY, blocks_share_outlines, of_one_sign, share_outlines
from ..errors import Sentence
from ..findings import Assessment
from ..geometry import Transform, identity
from ..imaging import Image
from ..pairing import Pair, Request, Solution, distance
from ..solving import Coarse, levels_of, read_coarse
from .nearby import left_without


def unless_overlaid(solution: Solution, found: Assessment, request: Request) -> Assessment:
    """The assessment of a solution by tie points, refused if all that both images share may lie over them.

    Soft clouds leave tie points uncertain at best; outlines of names and lines are found by them beyond doubt.
    """
    pair, transform = solution.pair, solution.transform
    if not _beside(pair, transform, request, CRITERIA.as_filed):
        return found
    outlines = blocks_share_outlines(pair, solution.blocks, transform)
    if not outlines and found.verdict != "uncertain":
        return found
    coarse = read_coarse(pair, levels_of(pair, request)[0], request)
    # Where nothing else is left to look at, tie points have said what there is to say.
    if not _is_other(pair, coarse, request, outlines=outlines, unknown=False):
        return found
    return replace(found, verdict="failed", reason=Sentence(
        "the images do not agree: what both show at the same pixels may be names, lines or clouds over them, and the "
        "ground beside that is not the same"))


def is_overlaid(pair: Pair, coarse: Coarse, request: Request, transform: Transform) -> bool:
    """Whether all that supports a placement by many windows may lie over both images, as their files place them."""
    if not _beside(pair, transform, request, OVERLAY.beside):
        return False
    outlines = share_outlines([(coarse.fixed, _as_filed(pair, coarse))])
    # Windows that each show next to nothing say nothing beside outlines that are all there is.
    return _is_other(pair, coarse, request, outlines=outlines, unknown=outlines)


def _is_other(pair: Pair, coarse: Coarse, request: Request, *, outlines: bool, unknown: bool) -> bool:
    """Whether something may lie over both images, and the ground without it is not the same.

    ``outlines`` of the same values in both do; ``unknown`` is the answer where nothing is left without them.
    """
    fine, any_scale = of_one_sign(coarse.fixed, _as_filed(pair, coarse))
    if not (outlines or any_scale):
        return False
    left = left_without(pair, coarse, request, outlines=outlines or fine)
    if left is None:
        return unknown
    if outlines:
        return left.chance > OVERLAY.beside_outlines and left.strength < OVERLAY.by_window
    return left.chance > OVERLAY.chance


def _beside(pair: Pair, transform: Transform, request: Request, near: float) -> bool:
    """Whether a transform leaves the rasters within so many pixels of where their files put them."""
    # Where somebody says that they lie elsewhere, what lies over both has been moved as well.
    return request.start is None and distance(transform, identity(pair.frame.centre), pair) < near


def _as_filed(pair: Pair, coarse: Coarse) -> Image:
    """The moving image as its file places it."""
    return pair.placed(coarse.fixed.grid, identity(pair.frame.centre), any_overview=True)
