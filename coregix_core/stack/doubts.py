"""What the links of a stack do not know, however well they agree: ways that are uncertain, and ground that parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .._typing import Floats
from ..assessing import coherent_motion
from ..findings import MovedGround
from ..registration import LinkMeasurement
from .framed import frame_link, link_pixel
from .graph import bottlenecks, components
from .images import StackImage
from .links import Found
from .parting import either, parting
from .solution import Solution

Pair = tuple[int, int]

# Least length of an uncertain link, so that it is no sure one.
_LEAST = 1e-9


@dataclass(frozen=True)
class Part:
    """What links say of ground that lies elsewhere than the rest of an image: what ``moved``, as their median says.

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
    """The images of which most links, or the one with the datum, find that their ground does not lie as a whole.

    Both images of a link, if it finds so and nothing says of which of them it is.
    """
    told = _telling(found, set(solution.used))
    moved = {pair: part for pair in told if (part := _moved(pair, images, found[pair], solution)) is not None}
    doubted, made = parting(found) | either(found), {}
    for i in set(solution.used) - {solution.datum}:
        own = [pair for pair in told if i in pair]
        pairs = own if i in doubted else [pair for pair in own if solution.datum in pair and pair in moved]
        # Ground that bends everywhere, as other years look otherwise, is known by the links that find least of it.
        if not moved.keys().isdisjoint(pairs):
            made[i] = _part(i, pairs, moved, images, found, solution)
    return made


def _telling(found: Found, used: set[int]) -> list[Pair]:
    """The pairs of images used whose link finds that the ground does not lie as a whole."""
    return [pair for pair, link in found.items() if link.ties is not None and link.parts and used.issuperset(pair)]


def _part(i: int, pairs: Sequence[Pair], moved: Mapping[Pair, MovedGround], images: Sequence[StackImage],
          found: Found, solution: Solution) -> Part:
    seen = sorted((_seen_by(i, pair, moved[pair], link_pixel(images, solution.ground, pair, found[pair].pixel))
                   for pair in pairs if pair in moved), key=lambda part: part.share)
    uncertain = [found[pair].verdict == "uncertain" for pair in pairs]
    if solution.motion_known:
        # All links together have shown which ground moves.
        seen = [part for part in seen if not part.undecided]
        return Part(_middle(seen), 0.0, uncertain=False)
    counted = [_ce90(images, found, solution, pair) for pair, doubted in zip(pairs, uncertain, strict=True)
               if doubted or _bends(found[pair])]
    covers = 2 * len(counted) >= len(pairs)
    return Part(_middle(seen), float(np.median(counted)) if covers else 0.0,
                uncertain=covers and 2 * sum(uncertain) >= len(pairs))


def _middle(seen: Sequence[MovedGround]) -> MovedGround | None:
    return seen[len(seen) // 2] if seen else None


def _bends(link: LinkMeasurement) -> bool:
    return link.moved is not None and link.moved.bends


def _moved(pair: Pair, images: Sequence[StackImage], link: LinkMeasurement, solution: Solution) -> MovedGround | None:
    """The ground that moved between two images, in pixels of the link: as it says, or as its check points show.

    What one transform through all of a link takes for a bend, the solution by all of them parts.
    """
    if link.moved is not None or link.checks is None:
        return link.moved
    framed = frame_link(images, solution.ground, pair, link.checks, link.pixel)
    first, second = (solution.used.index(i) for i in pair)
    places, gaps = solution.seen(replace(framed, first=first, second=second))
    size = link_pixel(images, solution.ground, pair, link.pixel)
    motion = coherent_motion(places, gaps, np.ones(len(places), bool), size)
    if motion is None:
        return None
    east, north = motion.displacement
    length = float(np.hypot(east, north))
    return MovedGround(motion.share, length / size, length * solution.ground.frame.pixel,
                       float(np.degrees(np.arctan2(east, north)) % 360))


def _seen_by(i: int, pair: Pair, moved: MovedGround, size: float) -> MovedGround:
    """Ground that moved between two images as one of them has it; ``size`` is their pixel in those of the stack."""
    # The link tells how the ground of its second image lies in the first.
    towards = moved.towards_deg if i == pair[1] else (moved.towards_deg + 180) % 360
    return replace(moved, length_px=moved.length_px * size, towards_deg=towards)
