"""Links measured anew at places that all of them share, which are chosen by whether the links agree there.

A field that is ploughed otherwise, or a shore that has moved, is found somewhere by each link, and not in the same
place along a loop: such a place says nothing of the images and loses its weight in all links at once, as tie points of
many images do in a bundle adjustment that cannot be reached by all. Each link stays a measurement of its own: a link
that is wrong as a whole disagrees everywhere alike, which condemns no place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..fitting import Adjustment, Link, jacobian
from ..threads import beat
from .criteria import STACKS
from .graph import triangles

# From places (n, 2) to others.
Mapped = Callable[[Floats], Floats]

# Widths of the weights, in parts of what counts: wide ones lead the way. And the steps of the last one.
_WIDTHS, _ROUNDS = (4.0, 2.0), 6

# Steps by which the displacements of one place settle, and the least residual (pixels) of least absolute ones.
_STEPS, _LEAST = 10, 0.05


def worth_it(links: Sequence[Link]) -> bool:
    """Whether links hold images by ground that is not known well, and go in loops that could tell."""
    if not triangles([(link.first, link.second) for link in links]):
        return False
    doubts = []
    for link in links:
        found = link.own_fit("similarity")
        doubts.append(np.sqrt((found.error_at(link.at_first[link.agree]) ** 2).mean()))
    return bool(np.median(doubts) > STACKS.unsure)


def lattice(boxes: Floats, most: int, shown: Mapped, true: Mapped) -> tuple[NDArray[np.int64], Floats] | None:
    """Cells (n, 2) and their middles (n, 2) in the frame that all images (k, n, 2) cover; None if too large, or none.

    Cells are those of one image, by which they are found again: ``shown`` maps true places of the frame to where it
    shows them, from the zero of the cells on, and ``true`` goes back.
    """
    low, high = boxes.min(1).max(0), boxes.max(1).min(0)
    if (high <= low).any() or np.prod(high - low) > most:
        return None
    around = np.array([(x, y) for x in (low[0], high[0]) for y in (low[1], high[1])], float)
    corners = shown(around) / STACKS.spacing
    x, y = (np.arange(np.floor(a), np.ceil(b)) for a, b in zip(corners.min(0), corners.max(0), strict=True))
    cells = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2).astype(np.int64)
    middles = true(np.asarray((cells + 0.5) * STACKS.spacing, float))
    inside = ((low <= middles) & (middles <= high)).all(1)
    return (cells[inside], middles[inside]) if inside.any() else None


def place_weights(places: Floats, gaps: Floats, ends: NDArray[np.intp], information: Floats, model: str) -> Floats:
    """The weight (n,) of each place in all links: how well these agree there, whatever each is off as a whole.

    ``places`` are (n, 2), ``gaps`` (n, links, 2) how far the second image of each link (links, 2) of ``ends`` lies off
    the first one, in pixels; ``information`` (n, 2, 2) is that of a place in any link, about 1.
    """
    centre = places.mean(0)
    size = max(float(np.abs(places - centre).max()), 1e-9)
    design = jacobian(model, (places - centre) / size, np.eye(2))
    left, weights = gaps, np.ones(len(places))
    for width in (*_WIDTHS, *[1.0] * _ROUNDS):
        moved, apart = _by_image(left, ends)
        missed, aside = (np.sqrt(np.einsum("nli,nij,nlj->nl", v, information, v)) for v in (apart, moved))
        # Of a place that lies aside in one image no loop tells, and a transform must not follow it.
        weights = (_weight(np.sqrt((missed**2).mean(1)), STACKS.missing * width)
                   * _weight(aside.max(1), STACKS.displaced * width))
        normal = np.einsum("nki,n,nkl,nlj->ij", design, weights, information, design)
        right = np.einsum("nki,n,nkl,npl->pi", design, weights, information, gaps)
        # Less what each link says as a whole: nothing here asks that the links close.
        left = gaps - np.einsum("nki,pi->npk", design, np.linalg.solve(normal, right.T).T)
    return weights


def _weight(length: Floats, spread: float) -> Floats:
    """That of Geman and McClure."""
    return np.asarray(1 / (1 + (length / spread) ** 2) ** 2)


def _by_image(gaps: Floats, ends: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Displacements (n, images, 2) of each place by least absolute residuals, and what the links miss them by."""
    numbers = np.unique(ends, return_inverse=True)[1].reshape(ends.shape)
    signs = np.zeros((len(ends), numbers.max() + 1))
    np.put_along_axis(signs, numbers, np.array([[-1.0, 1.0]]), 1)
    weights, still = np.ones(gaps.shape[:2]), 1e-4 * np.eye(signs.shape[1])
    for _ in range(_STEPS):
        normal = np.einsum("li,nl,lj->nij", signs, weights, signs) + still
        moved = np.linalg.solve(normal, np.einsum("li,nl,nlc->nic", signs, weights, gaps))
        apart = gaps - np.einsum("li,nic->nlc", signs, moved)
        weights = 1 / np.maximum(np.hypot(*np.moveaxis(apart, -1, 0)), _LEAST)
        beat()
    return moved, apart


def say_of_places(information: Floats) -> Floats:
    """The information (n, 2, 2) of places in any link, of those in each (n, links, 2, 2); about 1, and 2 at most."""
    # The mean of the links' covariances: one that hardly sees a place makes it worth little to all.
    together = np.linalg.inv(information + 1e-9 * np.eye(2)).mean(1)
    usual = np.median(np.sqrt(np.linalg.det(together)))
    return np.asarray(2 * np.linalg.inv(together / usual + np.eye(2)))


def shared(links: Mapping[tuple[int, int], Link], state: Adjustment, used: Sequence[int]
           ) -> tuple[NDArray[np.intp], Floats] | None:
    """The numbers of the places that count in all links, and their information (n, 2, 2); None if they are too few.

    ``links`` are in the stack's frame, with the same places in the same order, NaN where one was not found.
    """
    ends = np.array(list(links))
    at = np.stack([state(used.index(i), link.at_first) for (i, _), link in links.items()], 1)
    gaps = np.stack([state(used.index(j), link.at_second) for (_, j), link in links.items()], 1) - at
    seen = np.flatnonzero(np.isfinite(gaps).all((1, 2)))
    if len(seen) < STACKS.least_places:
        return None
    say = say_of_places(np.stack([link.information[seen] for link in links.values()], 1))
    weights = place_weights(at[seen].mean(1), gaps[seen], ends, say, state.model)
    keep = weights > STACKS.faint
    return None if keep.sum() < STACKS.least_places else (seen[keep], weights[keep, None, None] * say[keep])
