"""Ground that moves by itself, as links across a long time show it. Imports `fitting`.

From one date to the next a glacier moves by less than a link's noise, and both its halves, the ice and the rock, pass
for one displacement; so do all dates after each other, and together they carry the stack along with the ice. Across a
long time the two part, and what is stable is seen. Places that lie off in most of those links are left out of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..fitting import Link

FAR = 3
"""Images from one to the next, in their order, from which a link tells what moves: nearer ones are most of a stack."""

LIMIT, FLOOR_PX = 4.0, 0.01
"""How far a place lies off in the median of such links, in spreads of their stable points, if it moves; the least such
spread. Of places that hold still one in a thousand lies so far off in a single link."""

STABLE, STABLE_LENGTH = 0.35, 0.9282
"""Share of a link's points that surely lie on stable ground, and how far so many normal errors reach in 2-D."""

FEWEST_LINKS, FEWEST_POINTS = 3, 12
"""Links that have to see a place, and points that a link needs on stable ground: with less, nothing is left out."""

PARTS = 16
"""Places along a side of the median image."""


def stable_links(links: Sequence[Link], places: Sequence[Floats], steps: Sequence[int], side: float, model: str
                 ) -> list[Link]:
    """The links without the points on ground that moves.

    ``places`` are the true places (n, 2) of each link's points, as far as they are known, ``steps`` how many images
    apart in time its images are, ``side`` the length of an image's side in pixels.
    """
    cells = _cells(places, side / PARTS)
    moving = _moving([_off(link, model) if step >= FAR else None for link, step in zip(links, steps, strict=True)],
                     cells)
    return [_without(link, moving[cell], model) for link, cell in zip(links, cells, strict=True)]


def _off(link: Link, model: str) -> Floats:
    """How far each point (n,) lies from the link's own transform, in spreads of its stable points."""
    length = np.hypot(*(link.own_fit(model)(link.at_first) - link.at_second).T)
    return np.asarray(length / max(FLOOR_PX, float(np.quantile(length, STABLE)) / STABLE_LENGTH))


def _moving(off: Sequence[Floats | None], cells: Sequence[NDArray[np.intp]]) -> NDArray[np.bool_]:
    """Which cells lie off in the median of the links that see them: clouds are in the links of one image alone."""
    count = 1 + max((int(cell.max()) for cell in cells if cell.size), default=0)
    seen: list[list[float]] = [[] for _ in range(count)]
    for length, cell in zip(off, cells, strict=True):
        if length is not None:
            for number in np.unique(cell).tolist():
                seen[number].append(float(np.median(length[cell == number])))
    return np.array([len(one) >= FEWEST_LINKS and np.median(one) > LIMIT for one in seen])


def _without(link: Link, moves: NDArray[np.bool_], model: str) -> Link:
    """A link without the points (n,) that move, and what the others agree on; the link itself if they are too few."""
    keep = ~moves
    if keep.all() or keep.sum() < FEWEST_POINTS:
        return link
    left = replace(link, at_first=link.at_first[keep], at_second=link.at_second[keep],
                   information=link.information[keep], agree=np.ones(int(keep.sum()), bool))
    # What agreed with ice and rock together need not agree with the rock.
    agree = left.own_fit(model).weights > 0.5
    return replace(left, agree=agree) if agree.sum() >= FEWEST_POINTS else link


def _cells(points: Sequence[Floats], side: float) -> list[NDArray[np.intp]]:
    """The number of the square cell that each point lies in, one numbering for all links."""
    index = np.concatenate([np.floor(p / side).astype(np.int64) for p in points])
    number = np.unique(index, axis=0, return_inverse=True)[1].ravel()
    return np.split(number, np.cumsum([len(p) for p in points])[:-1])
