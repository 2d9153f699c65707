"""Ground that moves by itself, as links across a long time show it. Imports `fitting`.

From one date to the next a glacier moves by less than a link's noise, and both its halves, the ice and the rock, pass
for one displacement; so do all dates after each other, and together they carry the stack along with the ice. Across a
long time the two part, and what is stable is seen. With many dates each place has a velocity; with few, places that lie
off in most of the long links are what moves. Both are left out of all links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .._typing import Floats
from ..fitting import Adjustment, Link, adjust, numbered_cells, stable_spread
from .criteria import STACKS
from .likeness import from_the_mean
from .velocities import Motion, motion

# Images from one to the next, in their order, from which a link tells what moves: nearer ones are most of a stack.
FAR = 3

# Places along a side of the median image.
PARTS = 16

# Times that velocities and corrections are found by each other.
ROUNDS = 3


@dataclass(frozen=True)
class Stable:
    """The links without ground that moves by itself.

    ``doubt`` (k,) is how far each image may lie elsewhere, in pixels: by motion too slow to be seen, or if as much
    other ground were the stable one. ``known`` says that all links together have shown what moves, by its velocity.
    """

    links: list[Link]
    doubt: Floats
    known: bool = False


def on_stable_ground(areas: Floats, links: Sequence[Link], found: Adjustment, datum: int | None, times: Floats
                     ) -> Stable:
    """The links without ground that moves by itself, whose places a first adjustment knows well enough.

    ``areas`` (k, n, 2) are places spread over each image, ``datum`` is the number of the one that stays, or None.
    ``times`` (k,) are the images' in any unit, not a number if it has none.
    """
    side = float(np.median(np.ptp(areas, axis=1)))
    moves = _motion(areas, links, found, datum, times, side)
    if moves is not None:
        still = moves.still
        kept = [_still(link, moves, number, still, found.model) for number, link in enumerate(links)]
        since = times - (times.mean() if datum is None else times[datum])
        return Stable(kept, since * moves.doubt(), known=True)
    places = [found(link.first, link.at_first) for link in links]
    # The reference may be of any time: each link to it tells what moved since.
    steps = [FAR if datum in (link.first, link.second) else abs(link.second - link.first) for link in links]
    return Stable(stable_links(links, places, steps, side, found.model), np.zeros(len(areas)))


def usual_bends(links: Sequence[Link], bends: Sequence[float], ce90s: Sequence[float]) -> list[float]:
    """What each link does not know of ground that bends (links,), by what most links of its images find, in pixels.

    ``bends`` are what of the ``ce90s`` stands for it. An image of another lens bends in all of its links alike: the
    least of what they find would be too little, and one that is too coarse or too noisy to find any knows no better.
    So do all images of one lens in links with those of another.
    """
    made = list(bends)
    if not any(bends):
        return made
    for numbers in _by_image(links).values():
        usual = _usual_bend(numbers, bends, ce90s)
        for number in numbers:
            made[number] = max(made[number], min(usual, STACKS.unseen * ce90s[number]))
    part = _alike(links, bends, ce90s)
    between: dict[frozenset[int], list[int]] = {}
    for number, link in enumerate(links):
        between.setdefault(frozenset((part[link.first], part[link.second])), []).append(number)
    for parts, numbers in between.items():
        usual = _usual_bend(numbers, bends, ce90s) if len(parts) > 1 else 0.0
        for number in numbers:
            made[number] = max(made[number], usual)
    return made


def _alike(links: Sequence[Link], bends: Sequence[float], ce90s: Sequence[float]) -> dict[int, int]:
    """The part that each image is in: those that links which find no bend join, the surest first.

    Two parts stay apart if most links between them bend: one that does not, does so by chance.
    """
    of_image = _by_image(links)
    part, members = {i: i for i in of_image}, {i: [i] for i in of_image}
    for number in sorted(range(len(links)), key=lambda n: ce90s[n]):
        large, small = sorted((part[links[number].first], part[links[number].second]), key=lambda p: -len(members[p]))
        if bends[number] > 0 or large == small:
            continue
        numbers = [n for i in members[small] for n in of_image[i]
                   if {part[links[n].first], part[links[n].second]} == {large, small}]
        if _usual_bend(numbers, bends, ce90s) == 0:
            members[large] += members[small]
            part |= dict.fromkeys(members.pop(small), large)
    return part


def _by_image(links: Sequence[Link]) -> dict[int, list[int]]:
    """The numbers of the links that hold each image."""
    made: dict[int, list[int]] = {}
    for number, link in enumerate(links):
        for image in (link.first, link.second):
            made.setdefault(image, []).append(number)
    return made


def _usual_bend(numbers: Sequence[int], bends: Sequence[float], ce90s: Sequence[float]) -> float:
    """What links that a lens bends state in the median; 0 if as many find no bend and would have."""
    seen = [ce90s[number] for number in numbers if bends[number] > 0]
    usual = float(np.median(seen)) if seen else 0.0
    clear = sum(bends[number] == 0 and STACKS.unseen * ce90s[number] < usual for number in numbers)
    return usual if usual <= STACKS.lens and len(seen) > clear else 0.0


def shared_bends(measured: Sequence[Link], stable: Stable, bends: Sequence[float], model: str, count: int,
                 datum: int | None, leading: Sequence[int]) -> Floats:
    """How far each of ``count`` images may be off (count,), in pixels, by ground that bends or moves in its links.

    ``bends`` (links,) are the CE90 of what each link says that no transform follows, of which the ``stable`` ones may
    have left out a part. Noise is another one in each link; what ground does is in all links across that time alike, so
    that they agree on it and close, and their number makes nothing of it smaller. Two images are known by the links
    from one to the other that bend least; without a datum, an image lies off the mean of all that are ``leading``.
    """
    # A sparse graph has no links of length 0.
    lengths = np.array([max(1e-7, bend if link is before else _left(link, bend, model, known=stable.known))
                        for before, link, bend in zip(measured, stable.links, bends, strict=True)])
    # Of small indices: the oldest scipy's paths take no others.
    ends = np.array([(link.first, link.second) for link in stable.links], np.int32).reshape(-1, 2)

    def apart(values: Floats) -> Floats:
        graph = sparse.coo_array((values, (ends[:, 0], ends[:, 1])), (count, count)).tocsr()
        return np.asarray(sparse.csgraph.shortest_path(graph, directed=False))

    # From one date to the next ground moves on: along a path it adds up, and not as noise does.
    moved = apart(lengths) ** 2
    if datum is not None:
        squares = moved[datum]
    else:
        # What moves on lies in the mean in the middle of the series; what bends there by itself does not.
        squares = np.array([max(from_the_mean(each, k, leading) for each in (moved, apart(lengths**2)))
                            for k in range(count)])
    # A circular normal error of mean square s² stays within s √(ln 10) in 90 % of cases.
    return np.asarray(np.sqrt(squares / np.log(10.0)))


def _left(link: Link, bend: float, model: str, *, known: bool) -> float:
    """What bends of a link without the ground that moves: no more than nine in ten of its points lie off.

    If what moves is ``known`` by velocities, these say what of it is left, and the rest is noise: no bend.
    """
    return 0.0 if known else min(bend, float(np.quantile(_lengths(link, model), 0.9)))


def _motion(areas: Floats, links: Sequence[Link], found: Adjustment, datum: int | None, times: Floats, side: float
            ) -> Motion | None:
    """What moves, by the velocities of all places; None if too few links across a long time tell.

    What moves does not disturb the corrections once its motion is taken off: with those, velocities are known better.
    """
    between = np.array([times[link.second] - times[link.first] for link in links])
    if not np.isfinite(between).all() or max(abs(link.second - link.first) for link in links) < FAR:
        return None
    state, made = found, motion(links, found, between, side, found.model, robust=False)
    for _ in range(ROUNDS - 1):
        if made is None or not made.moving.any():
            break
        still = [_moved_back(link, made, number, found.model) for number, link in enumerate(links)]
        state = adjust(areas, still, found.model, datum)
        anew = motion(links, state, between, side, found.model, robust=True)
        if anew is None:
            # Hardly anything holds still: what was seen before says so.
            break
        made = anew
    return made


def _still(link: Link, made: Motion, number: int, still: NDArray[np.bool_], model: str) -> Link:
    """A link by the cells that hold ``still``; if that is too little, by what moves as well, less its motion."""
    if still.all():
        return link
    return _of_points(link, still[made.cells[number]], model) or _moved_back(link, made, number, model)


def _moved_back(link: Link, made: Motion, number: int, model: str) -> Link:
    """A link as it would be had the ground not moved; without places of which that is not known."""
    moved = replace(link, at_second=link.at_second - made.displacement(number))
    known = made.known[made.cells[number]]
    return _of_points(moved, known if known.sum() >= STACKS.min_points else np.ones(len(known), bool), model) or link


def stable_links(links: Sequence[Link], places: Sequence[Floats], steps: Sequence[int], side: float, model: str
                 ) -> list[Link]:
    """The links without the points on ground that moves.

    ``places`` are the true places (n, 2) of each link's points, as far as they are known, ``steps`` how many images
    apart in time its images are, ``side`` the length of an image's side in pixels.
    """
    far = [step >= FAR for step in steps]
    if sum(far) < STACKS.min_links:
        # Too few to agree on what moves, so each link says it of itself: what moved across all of them closes as well
        # as what did not, and the adjustment would take a stretch for both.
        return [_without(link, _off(link, model) > STACKS.aside, model) for link in links]
    cells = numbered_cells(places, side / PARTS)
    moving = _moving([_off(link, model) if long else None for link, long in zip(links, far, strict=True)], cells)
    return [_without(link, moving[cell], model) for link, cell in zip(links, cells, strict=True)]


def _lengths(link: Link, model: str) -> Floats:
    """How far each point (n,) lies from the link's own transform, in pixels."""
    return np.asarray(np.hypot(*(link.own_fit(model)(link.at_first) - link.at_second).T))


def _off(link: Link, model: str) -> Floats:
    """How far each point (n,) lies from the link's own transform, in spreads of its stable points."""
    length = _lengths(link, model)
    return np.asarray(length / max(STACKS.aside_spread, stable_spread(length)))


def _moving(off: Sequence[Floats | None], cells: Sequence[NDArray[np.intp]]) -> NDArray[np.bool_]:
    """Which cells lie off in the median of the links that see them: clouds are in the links of one image alone."""
    count = 1 + max((int(cell.max()) for cell in cells if cell.size), default=0)
    seen: list[list[float]] = [[] for _ in range(count)]
    for length, cell in zip(off, cells, strict=True):
        if length is not None:
            for number in np.unique(cell).tolist():
                seen[number].append(float(np.median(length[cell == number])))
    return np.array([len(one) >= STACKS.min_links and np.median(one) > STACKS.aside for one in seen])


def _without(link: Link, moves: NDArray[np.bool_], model: str) -> Link:
    """A link without the points (n,) that move; the link itself if the others are too few."""
    return link if not moves.any() else _of_points(link, ~moves, model) or link


def _of_points(link: Link, keep: NDArray[np.bool_], model: str) -> Link | None:
    """A link's points (n,) that are kept, and what these agree on; None if they are too few."""
    if keep.sum() < STACKS.min_points:
        return None
    left = replace(link, at_first=link.at_first[keep], at_second=link.at_second[keep],
                   information=link.information[keep], agree=np.ones(int(keep.sum()), bool))
    # What agreed with ice and rock together need not agree with the rock.
    agree = left.own_fit(model).weights > 0.5
    return replace(left, agree=agree) if agree.sum() >= STACKS.min_points else None
