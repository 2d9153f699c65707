"""From measured links to corrections: the common adjustment, and links that contradict it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .._typing import Floats
from ..errors import Sentence
from ..fitting import Adjustment, Link, misclosure
from ..registration import LinkMeasurement
from .criteria import STACKS
from .framed import frame_link, link_pixel
from .graph import components
from .ground import Ground
from .images import StackImage, times_of
from .likeness import unlike_squares
from .links import Found
from .model_choice import adjusted
from .moving_ground import Stable, on_stable_ground, shared_bends, usual_bends
from .parting import leading
from .solution import LinkResult, Solution

Pair = tuple[int, int]


@dataclass(frozen=True)
class _Network:
    """What good links agree on: the images ``used``, their links by ``pairs``, as ``measured`` and without what moves.

    ``gaps`` (links,) is how far (pixels) each link lies from the ``adjustment``. ``datum`` is that one of the images
    which stays, and ``among`` are those that lead.
    """

    used: tuple[int, ...]
    pairs: tuple[Pair, ...]
    measured: list[Link]
    datum: int | None
    among: Sequence[int]
    stable: Stable
    adjustment: Adjustment
    gaps: Floats


def solved(images: Sequence[StackImage], ground: Ground, found: Found, model: str, datum: int | None) -> Solution:
    """Adjust all images that good links hold; links that contradict the others are dropped one by one."""
    results, good = _unused(found), _good(images, ground, found)
    # Anew each time: without a link that was dropped, images may hang on nothing.
    while (network := _network(images, ground, found, good, model, datum)) is not None:
        worst = _contradicting(network.gaps)
        if worst is None:
            return _solution(images, ground, found, network, results, model)
        # One at a time: a wrong link bends its neighbours, which may be right as soon as it is gone.
        pair, gap = network.pairs[worst], network.gaps[worst]
        results[pair] = replace(results[pair], misclosure_px=float(gap), reason=Sentence(
            "contradicts the other links: {gap:.2f} px from what they agree on", gap=gap))
        del good[pair]
    return Solution(ground, None, (), (), tuple(results.values()))


def _network(images: Sequence[StackImage], ground: Ground, found: Found, good: Mapping[Pair, Link], model: str,
             datum: int | None) -> _Network | None:
    """What good links agree on; None if they connect nothing."""
    used = _connected(len(images), good, datum)
    kept = {pair: link for pair, link in good.items() if pair[0] in used}
    if len(used) < 2:
        return None
    measured = [replace(link, first=used.index(i), second=used.index(j)) for (i, j), link in kept.items()]
    areas, fixed = ground.areas[list(used)], None if datum is None else used.index(datum)
    among = leading(found, used)
    stable, adjustment = _stable(areas, measured, model, fixed, times_of(images, datum)[list(used)], among)
    # The link's whole transform and not its points: scatter is no contradiction, another place is.
    gaps = np.array([misclosure(adjustment, link, link.own_fit(adjustment.model)) for link in stable.links])
    return _Network(used, tuple(kept), measured, fixed, among, stable, adjustment, gaps)


def _solution(images: Sequence[StackImage], ground: Ground, found: Found, network: _Network,
              results: dict[Pair, LinkResult], model: str) -> Solution:
    """The solution of links none of which contradicts the others, with what it leaves uncertain."""
    stable, links, used = network.stable, network.stable.links, network.used
    for pair, link, gap in zip(network.pairs, links, network.gaps, strict=True):
        chance = _by_chance(images, ground, pair, found[pair])
        # A field is yet to follow what one transform leaves.
        results[pair] = replace(_counted(results[pair], found[pair], int(link.agree.sum())), used=True,
                                misclosure_px=float(gap), doubtful=bool(gap > chance and model != "local"))
    bends, looks = _stated(images, ground, found, network.pairs, links)
    bent = shared_bends(network.measured, stable, bends, network.adjustment.model, len(used), network.datum,
                        network.among)
    return Solution(ground, network.adjustment, used, tuple(links), tuple(results.values()),
                    doubt=tuple(stable.doubt.tolist()), bent=tuple(bent.tolist()),
                    datum=None if network.datum is None else used[network.datum],
                    unlike=unlike_squares(links, looks, len(used), network.datum),
                    leading=tuple(network.among), motion_known=stable.known,
                    spacing=min(found[pair].spacing_px for pair in network.pairs))


def _good(images: Sequence[StackImage], ground: Ground, found: Found) -> dict[Pair, Link]:
    """The links that have points, in the stack's frame."""
    return {pair: replace(frame_link(images, ground, pair, link.ties, link.pixel),
                          window=link.window_px * link_pixel(images, ground, pair, link.pixel))
            for pair, link in found.items() if link.ties is not None}


def _stated(images: Sequence[StackImage], ground: Ground, found: Found, pairs: Sequence[Pair],
            links: Sequence[Link]) -> tuple[list[float], list[float]]:
    """What each link says that no transform follows, and that images err by as they look otherwise: CE90s in pixels."""
    sizes = {pair: link_pixel(images, ground, pair, found[pair].pixel) for pair in pairs}
    bends, ce90s, looks = ([(value or 0.0) * size for value, size in zip(values, sizes.values(), strict=True)]
                           for values in zip(*((one.bend_px, one.uncertainty_ce90_px, one.unlike_px)
                                               for one in map(found.__getitem__, sizes)), strict=True))
    return usual_bends(links, bends, ce90s), looks


def _stable(areas: Floats, links: list[Link], model: str, datum: int | None, times: Floats,
            among: Sequence[int]) -> tuple[Stable, Adjustment]:
    """The links without ground that moves by itself, and the adjustment by them."""
    found = adjusted(areas, links, model, datum, among)
    if model == "local":
        # A field follows what moves: there it is for a mask to leave it out.
        return Stable(links, np.zeros(len(areas))), found
    stable = on_stable_ground(areas, links, found, datum, times)
    moved = any(a is not b for a, b in zip(stable.links, links, strict=True))
    return stable, adjusted(areas, stable.links, model, datum, among) if moved else found


def _unused(found: Found) -> dict[Pair, LinkResult]:
    """All links as they were measured, before any is used."""
    return {pair: LinkResult(*pair, link.verdict, used=False, reason=link.reason, ce90_px=link.uncertainty_ce90_px)
            for pair, link in found.items()}


def _counted(result: LinkResult, link: LinkMeasurement, points: int) -> LinkResult:
    """The result of a link of which so many points count: tie points of its own, or places that all links share."""
    return replace(result, ties=points) if link.own_ties is None else replace(result, ties=link.own_ties, places=points)


def _connected(count: int, good: Mapping[Pair, Link], datum: int | None) -> tuple[int, ...]:
    """The images that links connect with the datum; without one, those of the largest part."""
    part = components(count, good)
    number = part[datum] if datum is not None else np.bincount(part).argmax()
    return tuple(np.flatnonzero(part == number).tolist())


def _by_chance(images: Sequence[StackImage], ground: Ground, pair: Pair, link: LinkMeasurement) -> float:
    """Misclosure of a link, in pixels of the stack, that may be its own error, whatever the others' are.

    What is usual in a stack says nothing where all links are wrong, or the link is the only one.
    """
    # A circular normal error of mean square s² stays within s √(ln 10) in 90 % of cases.
    own = np.hypot(link.uncertainty_ce90_px or 0.0, link.bend_px) / np.sqrt(np.log(10.0))
    chance = max(STACKS.contradiction, STACKS.contradiction_factor * float(own))
    return chance * link_pixel(images, ground, pair, link.pixel)


def _contradicting(gaps: Floats) -> int | None:
    """The link that lies farthest from what the others agree on, if that is too far to be chance."""
    # By what is usual in this stack: links of coarse or noisy images lie farther apart without being wrong.
    limit = max(STACKS.contradiction, STACKS.contradiction_factor * float(np.median(gaps)))
    worst = int(gaps.argmax())
    return worst if gaps[worst] > limit else None
