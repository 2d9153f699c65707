"""What the links of a stack do not know, however well they agree: ways that are uncertain, and ground that parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .._typing import Floats
from ..findings import MovedGround
from ..registration import LinkMeasurement
from .graph import bottlenecks, components
from .images import StackImage
from .links import Found
from .parting import parting
from .solution import Solution, link_pixel

Pair = tuple[int, int]

# Least length of an uncertain link, so that it is no sure one.
_LEAST = 1e-9


@dataclass(frozen=True)
class Part:
    """What links say of ground that lies elsewhere than the rest of an image: that which ``moved``, as the median says.

    ``ce90_px`` is what most of them state as they are not sure which of it lies in place, 0 if they are; ``uncertain``
    says that it is the verdict of most.
    """

    moved: MovedGround | None
    ce90_px: float
    uncertain: bool


@dataclass(frozen=True)
class Doubts:
    """What links leave open, as CE90s in pixels of the stack.

    ``ways`` (k, k) are those of the longest link on the best way from one image to another, 0 where all of its links
    are aligned. ``unsure`` are the images that only uncertain links join with the datum: what one uncertain link cannot
    know the others do not know either, if they are uncertain of the same: they agree on it, and close. ``parts`` are
    those of images whose ground does not lie as a whole, ``whole`` the pairs that find nothing of it.
    """

    ways: Floats
    unsure: Mapping[int, float]
    parts: Mapping[int, Part]
    whole: frozenset[Pair]

    def between(self, first: int, second: int) -> float:
        """The least CE90 of two images relative to each other, in pixels of the stack."""
        if (first, second) in self.whole:
            return 0.0
        return max(float(self.ways[first, second]),
                   *(self.parts[i].ce90_px if i in self.parts else 0.0 for i in (first, second)))


def doubts_of(images: Sequence[StackImage], found: Found, solution: Solution) -> Doubts:
    """What the links leave open that a solution rests on."""
    used = [(link.first, link.second) for link in solution.results if link.used]
    links = [((max(_LEAST, _ce90(images, found, solution, pair)) if found[pair].verdict != "aligned" else 0.0), *pair)
             for pair in used]
    # All links together know more than each of them if they have shown what moves.
    ways = np.zeros((len(images),) * 2) if solution.motion_known else bottlenecks(len(images), links)
    return Doubts(ways, _unsure(ways, solution), _parts(images, found, solution),
                  frozenset(pair for pair in used if found[pair].sure))


def _unsure(ways: Floats, solution: Solution) -> dict[int, float]:
    """The images that only uncertain links join with the datum; without one, with most of the others."""
    joined = ways == 0
    if solution.datum is not None:
        sure = {i for i in solution.used if joined[i, solution.datum]}
        return {i: float(ways[i, solution.datum]) for i in solution.used if i not in sure}
    part = components(len(ways), np.argwhere(joined).tolist())
    number = np.bincount(part[list(solution.used)]).argmax()
    sure = {i for i in solution.used if part[i] == number}
    if 2 * len(sure) <= len(solution.used):
        # If no part is most of them, none is the one that the others are off from.
        return {i: float(ways[i][~joined[i]].min()) for i in solution.used}
    return {i: float(ways[i, sorted(sure)].min()) for i in solution.used if i not in sure}


def _ce90(images: Sequence[StackImage], found: Found, solution: Solution, pair: Pair) -> float:
    """What a link states, in pixels of the stack."""
    return (found[pair].uncertainty_ce90_px or 0.0) * link_pixel(images, solution.ground, pair, found[pair].pixel)


def _parts(images: Sequence[StackImage], found: Found, solution: Solution) -> dict[int, Part]:
    """The images of which most links, or the one with the datum, find that their ground does not lie as a whole."""
    parted, made = parting(found), {}
    for i in solution.used:
        links = {pair: link for pair, link in found.items() if link.ties is not None and i in pair and link.parts and (
            i in parted or (solution.datum in pair and link.moved is not None))}
        if links and i != solution.datum:
            made[i] = _part(i, links, images, found, solution)
    return made


def _part(i: int, links: Mapping[Pair, LinkMeasurement], images: Sequence[StackImage], found: Found, solution: Solution
          ) -> Part:
    seen = sorted((_seen_by(i, pair, link.moved, link_pixel(images, solution.ground, pair, link.pixel))
                   for pair, link in links.items() if link.moved is not None), key=lambda moved: moved.share)
    if solution.motion_known:
        # All links together have shown which ground moves.
        seen = [moved for moved in seen if not moved.undecided]
    moved = seen[len(seen) // 2] if seen else None
    counted = [_ce90(images, found, solution, pair) for pair, link in links.items()
               if link.verdict == "uncertain" or (link.moved is not None and link.moved.bends)]
    covers = 2 * len(counted) >= len(links) and not solution.motion_known
    uncertain = 2 * sum(link.verdict == "uncertain" for link in links.values()) >= len(links)
    return Part(moved, float(np.median(counted)) if covers else 0.0, covers and uncertain)


def _seen_by(i: int, pair: Pair, moved: MovedGround, size: float) -> MovedGround:
    """Ground that moved between two images as one of them has it; ``size`` is their pixel in those of the stack."""
    # The link tells how the ground of its second image lies in the first.
    towards = moved.towards_deg if i == pair[1] else (moved.towards_deg + 180) % 360
    return replace(moved, length_px=moved.length_px * size, towards_deg=towards)
