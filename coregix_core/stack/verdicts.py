"""Verdicts: what became of each image and link of a stack, with the reason, and how its triangles close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from .._typing import Floats
from ..assessing import CRITERIA
from ..errors import Sentence
from ..findings import Displacement
from ..fitting import Fit
from ..geometry import Frame
from ..registration import LinkMeasurement
from . import closure
from .doubts import Doubts, Part, doubts_of
from .framed import frame_link
from .graph import contested
from .images import StackImage
from .links import Found, is_good
from .solution import ImageResult, LinkResult, Solution

Closures = Mapping[tuple[int, int, int], float]


@dataclass(frozen=True)
class Verdicts:
    """Results of images and links; closures (pixels) by triangle: of the links' own transforms, and after.

    ``doubts`` are what the links leave open; None if nothing was solved.
    """

    images: list[ImageResult]
    links: list[LinkResult]
    before: Closures = field(default_factory=dict)
    after: Closures = field(default_factory=dict)
    doubts: Doubts | None = None


def judged(images: Sequence[StackImage], moved: Sequence[StackImage], found: Found, solution: Solution) -> Verdicts:
    """The verdicts on the images that are ``moved`` (the first of ``images``) and on all links."""
    if solution.adjustment is None:
        return Verdicts([_lost(i, image, found, solution) for i, image in enumerate(moved)], list(solution.results))
    areas = solution.ground.areas
    # Of the links as they were measured, before the adjustment made them agree: only that shows how good they are.
    before = closure.closures(_own_fits(solution), areas)
    after = closure.common_closures(solution)
    links = [replace(link, closure_before_px=closure.of_link(before, (link.first, link.second)),
                     closure_px=closure.of_link(after, (link.first, link.second))) for link in solution.results]
    contradicted, doubts = _contested(solution), doubts_of(images, found, solution)

    def result_of(i: int) -> ImageResult:
        result = replace(_result(i, images, found, solution), closure_px=closure.of_image(after, i))
        if i in contradicted:
            result = _doubted(result)
        if i in doubts.unsure:
            result = _by_uncertain_links(result, doubts.unsure[i])
        return _parted(result, doubts.parts[i]) if i in doubts.parts else result

    results = [result_of(i) for i in range(len(moved))]
    return Verdicts(results, links, before, after, doubts)


def _lost(i: int, image: StackImage, found: Found, solution: Solution) -> ImageResult:
    """The result of an image that nothing holds, with the reason."""
    links = [link for link in solution.results if i in (link.first, link.second)]
    # The most telling reason first: a link that was good by itself and dropped, then one that leads nowhere, then a bad
    # one.
    contradicted = [link.reason for link in links if link.contradicts]
    if contradicted:
        reason = Sentence("its link {reason}", reason=contradicted[0])
    elif any(found[link.first, link.second].ties is not None for link in links):
        reason = Sentence("it is linked to some images, but not to those that hold the others")
    elif links:
        reason = Sentence("no trustworthy link holds it; of {count} that were tried, one says: {reason}",
                          count=len(links), reason=links[0].reason)
    else:
        reason = Sentence("it overlaps no other image")
    return ImageResult(image.name, image.path, image.date, "failed", reason)


def _result(i: int, images: Sequence[StackImage], found: Found, solution: Solution) -> ImageResult:
    image, transform, ce90 = images[i], solution.correction(i), solution.ce90(i)
    if transform is None or ce90 is None:
        return _lost(i, image, found, solution)
    own = [link for link in solution.results if i in (link.first, link.second)]
    links = [(link.first, link.second) for link in own if link.used]
    verdict, reason = _verdict(ce90, own, images, found, solution)
    frame = solution.ground.frame
    moved = Displacement.of(transform, Frame(transform.centre, frame.unit))
    return ImageResult(
        image.name, image.path, image.date, verdict, reason, len(links), transform, moved.east, moved.north,
        moved.east / frame.unit[0], moved.north / frame.unit[1], moved.rotation_deg,
        float(np.sqrt((1 + moved.scale_x_ppm * 1e-6) * (1 + moved.scale_y_ppm * 1e-6))), ce90)


def _verdict(ce90: float, own: Sequence[LinkResult], images: Sequence[StackImage], found: Found, solution: Solution
             ) -> tuple[str, str]:
    """The verdict on an image that some of its ``own`` links hold, with the reason."""
    links = [(link.first, link.second) for link in own if link.used]
    # At check points, which no part of the solution was fitted to.
    apart = _apart(np.concatenate([_point_gaps(solution, images, pair, found[pair]) for pair in links]))
    reason = Sentence("held by {count} links", count=len(links)) if len(links) > 1 else Sentence("held by 1 link")
    if all(found[pair].verdict != "aligned" for pair in links):
        best = min((found[pair] for pair in links), key=lambda link: link.uncertainty_ce90_px or np.inf)
        return "uncertain", Sentence("{reason}, all of them uncertain: {why}", reason=reason, why=best.reason)
    off = _doubtful(own)
    if off:
        return "uncertain", Sentence("{reason}, of which one lies {gap:.2f} px from what they agree on, more than it "
                                     "can be off by itself", reason=reason, gap=off)
    if np.fmax(ce90, apart) > CRITERIA.uncertain_ce90:
        return "uncertain", Sentence("{reason}; check points lie {apart:.2f} px off, CE90 is {ce90:.2f} px",
                                     reason=reason, apart=apart, ce90=ce90)
    return "aligned", reason


def _apart(gaps: Floats) -> float:
    """How far points lie off in the median of their vectors (n, 2): scatter about 0 is no displacement."""
    return float(np.hypot(*np.median(gaps, axis=0))) if len(gaps) else np.inf


def _doubtful(links: Sequence[LinkResult]) -> float:
    """The largest misclosure of links that it is no chance of; 0 if there is none."""
    return max((link.misclosure_px or 0.0 for link in links if link.doubtful), default=0.0)


def _contested(solution: Solution) -> set[int]:
    """The images that as many links contradict as hold them.

    Which of the links are right is anybody's guess: those that were kept close by themselves, and say nothing of it.
    """
    # What contradicts an image that was left out as a whole is the fault of that one.
    links = [link for link in solution.results if {link.first, link.second} <= set(solution.used)]
    return contested([(link.first, link.second) for link in links if link.used],
                     [(link.first, link.second) for link in links if link.contradicts], solution.datum)


def _doubted(result: ImageResult) -> ImageResult:
    """The result of an image whose links are contested."""
    if result.verdict != "aligned":
        return result
    return replace(result, verdict="uncertain",
                   reason=Sentence("{reason}, and as many contradict them", reason=result.reason))


def _by_uncertain_links(result: ImageResult, ce90: float) -> ImageResult:
    """The result of an image that uncertain links alone join with the datum, the best of which have such a CE90."""
    if result.ce90_px is None:
        return result
    result = replace(result, ce90_px=max(result.ce90_px, ce90))
    if result.verdict != "aligned":
        return result
    return replace(result, verdict="uncertain", reason=Sentence(
        "{reason}; those that lead to the datum are uncertain, with a CE90 of {ce90:.2f} px at best",
        reason=result.reason, ce90=ce90))


def _parted(result: ImageResult, part: Part) -> ImageResult:
    """The result of an image of which a part of the ground lies elsewhere than the rest; a pair is told the same."""
    if result.ce90_px is None:
        return result
    moved, reason, verdict = part.moved, result.reason, result.verdict
    if verdict == "aligned" and part.uncertain:
        verdict, reason = "uncertain", Sentence(
            "{reason}, most of them uncertain as a part of its ground lies elsewhere or bends, with a CE90 of "
            "{ce90:.2f} px", reason=reason, ce90=part.ce90_px)
    if result.verdict == "aligned" and moved is not None:
        reason = Sentence("{reason}; {more}", reason=reason, more=moved.sentence)
    return replace(result, verdict=verdict, reason=reason, ce90_px=max(result.ce90_px, part.ce90_px),
                   moved_share=None if moved is None else moved.share,
                   moved_px=None if moved is None else moved.length_px)


def _own_fits(solution: Solution) -> dict[tuple[int, int], Fit]:
    """The transforms that links ask for by themselves."""
    assert solution.adjustment is not None
    return {(solution.used[link.first], solution.used[link.second]): link.own_fit(solution.adjustment.model)
            for link in solution.links}


def _point_gaps(solution: Solution, images: Sequence[StackImage], pair: tuple[int, int], link: LinkMeasurement
               ) -> Floats:
    """What the check points of a link, which the adjustment did not see, find off: (n, 2) in pixels of the stack."""
    if solution.adjustment is None or link.checks is None or not is_good(link):
        return np.zeros((0, 2))
    framed = frame_link(images, solution.ground, pair, link.checks, link.pixel)
    first, second = (solution.used.index(i) for i in pair)
    return np.asarray(solution.seen(replace(framed, first=first, second=second))[1][framed.agree])
