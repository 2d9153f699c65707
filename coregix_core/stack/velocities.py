"""How fast places of the ground move, by the links of a stack: a velocity of each cell, and how well it is known.

Between two dates near each other a glacier moves by less than a link's noise; all links together show its velocity.
What all places share is the images' own corrections, and no motion: velocities count beside those that most places
have. Imports `fitting`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.special import fdtri

from .._typing import Floats
from ..fitting import TUNING, Corrections, Link, consensus, jacobian, numbered_cells
from ..geometry import FREEDOM
from .criteria import STACKS

# Cells along a side of the median image.
PARTS = 16

# How far the window of a tie point reaches.
REACH_PX = 32.0

# Rounds of robust weights, and of choosing the places that hold still.
_STEPS, _REFITS = 6, 10


@dataclass(frozen=True)
class Observed:
    """Displacements of places in links: of each cell (n,) in each link the mean one, ``gap`` (n, 2), in pixels.

    ``link`` (n,) is the link's number, ``ends`` (n, 2) are its images, ``time`` (n,) is what lies between them.
    """

    cell: NDArray[np.intp]
    link: NDArray[np.intp]
    ends: NDArray[np.intp]
    time: Floats
    gap: Floats

    def of(self, links: NDArray[np.bool_]) -> Observed:
        """Those of some links."""
        use = links[self.link]
        return Observed(self.cell[use], self.link[use], self.ends[use], self.time[use], self.gap[use])


@dataclass(frozen=True)
class Velocities:
    """Velocities (cells, 2) in pixels per unit of time, what chance may make of none (cells,), and which are known."""

    values: Floats
    limit: Floats
    known: NDArray[np.bool_]

    @property
    def moving(self) -> NDArray[np.bool_]:
        """The cells that surely move."""
        return np.asarray(self.known & (np.hypot(*self.values.T) > self.limit))


@dataclass(frozen=True)
class Motion:
    """What moves: velocities beside the still ground, by short links and by long ones.

    ``cells`` has the cell of each link's points. Short and long links have velocities of their own: a window that holds
    ice and rock shows the mean of both as long as they lie close to each other, and one of them later.
    """

    cells: list[NDArray[np.intp]]
    places: Floats
    long: NDArray[np.bool_]
    by_length: tuple[Velocities, Velocities]
    times: Floats
    model: str

    @property
    def moving(self) -> NDArray[np.bool_]:
        """The cells that move."""
        return np.asarray(self.by_length[0].moving | self.by_length[1].moving)

    @property
    def known(self) -> NDArray[np.bool_]:
        """The cells of which it is known if they move."""
        short, long = (of.known for of in self.by_length)
        # Without short links, long ones alone tell.
        return np.asarray(long & (short | (not short.any())))

    @property
    def still(self) -> NDArray[np.bool_]:
        """The cells that surely hold still: those whose windows reach to what moves show a little of its motion.

        If these are most of what holds still, they are no less sure than what would be left.
        """
        moving, still = self.moving, self.known & ~self.moving
        if not moving.any():
            return np.ones(len(moving), bool)
        apart = cKDTree(self.places[moving]).query(self.places)[0] > REACH_PX
        return still & apart if 2 * (still & apart).sum() > still.sum() else still

    def doubt(self) -> float:
        """Velocity by which what is taken for still may be carried along: by motion too slow to be seen, or by a rival.

        0 if nothing moves.
        """
        if not self.moving.any():
            return 0.0
        least = STACKS.still / float(np.quantile(np.abs(self.times), 0.9))
        return float(np.hypot(self._rival(), STACKS.hidden * least))

    def _rival(self) -> float:
        """Velocity of other ground that may be what holds still, beside that which is taken for it.

        Nobody can tell which of two halves moves, or what holds still if hardly anything does; 0 if that is clear.
        """
        found = self.by_length[1]
        moving, still = found.known & self.moving, (self.known & ~self.moving).sum()
        if still < STACKS.min_still * self.known.sum():
            return float(np.median(np.hypot(*found.values[moving].T)))
        others = _still(self.places, Velocities(found.values, found.limit, moving),
                        float(np.quantile(np.abs(self.times), 0.9)), self.model)
        if others is None or len(others) < STACKS.rival * still:
            return 0.0
        return float(np.hypot(*np.median(found.values[others], axis=0)))

    def displacement(self, link: int) -> Floats:
        """How far the moving ones of a link's points (n, 2) moved between its images, in pixels."""
        of, cell = self.by_length[int(self.long[link])], self.cells[link]
        return np.where(self.moving[cell][:, None], of.values[cell] * self.times[link], 0.0)


def motion(links: Sequence[Link], state: Corrections, times: Floats, side: float, model: str, *, robust: bool
           ) -> Motion | None:
    """What moves, by links whose images lie ``times`` (links,) apart; None if too little is known.

    ``state`` are the images' corrections as far as they are known, ``side`` an image's side in pixels. Before the
    corrections are good, ``robust`` would take their errors for outliers.
    """
    reach = float(np.quantile(np.abs(times), 0.9))
    if reach <= 0:
        # All of one time, such as the tiles of a flight: nothing moved meanwhile.
        return None
    near = [state(link.first, link.at_first) for link in links]
    cells = numbered_cells(near, side / PARTS)
    observed = _observed(links, state, near, cells, times)
    every = np.concatenate(cells)
    number = np.bincount(every)
    places = np.stack([np.bincount(every, axis) / number for axis in np.concatenate(near).T], 1)
    long = _long(np.abs(times), reach)
    by_length = [_velocities(observed.of(which), len(state.centres), len(number), STACKS.still / reach, robust=robust)
                 for which in (~long, long)]
    still = _still(places, by_length[1], reach, model)
    if still is None:
        return None
    beside = [Velocities(_beside(places, one.values, still, model), one.limit, one.known) for one in by_length]
    return Motion(cells, places, long, (beside[0], beside[1]), times, model)


def _long(times: Floats, reach: float) -> NDArray[np.bool_]:
    """Which links are long (links,), by half of the ``reach`` of most of them.

    Of a dozen dates these may be too few to make any velocity known: then half as many again as that takes, as no
    link sees all places.
    """
    long = times >= reach / 2
    more = times >= np.sort(times)[-min(3 * STACKS.min_known // 2, len(times))]
    return np.asarray(long if long.sum() >= STACKS.min_known or more.all() else more)


def _observed(links: Sequence[Link], state: Corrections, near: Sequence[Floats], cells: Sequence[NDArray[np.intp]],
              times: Floats) -> Observed:
    """The mean displacement of each cell in each link, once both images are corrected."""
    found = []
    for number, (link, at, cell) in enumerate(zip(links, near, cells, strict=True)):
        seen, inverse = np.unique(cell, return_inverse=True)
        gap = state(link.second, link.at_second) - at
        mean = np.stack([np.bincount(inverse, axis) for axis in gap.T], 1) / np.bincount(inverse)[:, None]
        found.append((seen, np.full(len(seen), number), mean))
    cell, link_number, mean = (np.concatenate(part) for part in zip(*found, strict=True))
    ends = np.array([(link.first, link.second) for link in links], np.intp)
    return Observed(cell, link_number, ends[link_number], times[link_number], mean)


def _velocities(seen: Observed, images: int, count: int, floor: float, *, robust: bool) -> Velocities:
    """The velocity of each cell by least squares, with errors that links of one image have in common."""
    values, weight = _slopes(seen, count, robust=robust)
    weighted = np.maximum(np.bincount(seen.cell, weight * seen.time**2, count), 1e-12)
    score = (weight * seen.time)[:, None] * (seen.gap - values[seen.cell] * seen.time[:, None])
    # Dyadic clusters, as in the adjustment: an image's noise at a place is in all of its links.
    both = np.concatenate([seen.cell * images + end for end in seen.ends.T])
    by_image = sum(np.bincount(both, np.tile(axis, 2), count * images) ** 2 for axis in score.T)
    alone = np.bincount(seen.cell, (score**2).sum(1), count)
    together = np.asarray(by_image).reshape(count, images).sum(1) - alone
    clusters = (np.bincount(both, minlength=count * images) > 0).reshape(count, images).sum(1)
    free = np.maximum(clusters - 2, 1)
    variance = np.maximum(together, alone) / 2 / weighted**2 * clusters / free
    limit = np.sqrt(2 * fdtri(2, free, 1 - STACKS.chance) * variance)
    links = np.bincount(seen.cell, minlength=count)
    return Velocities(values, np.maximum(limit, floor), (clusters >= STACKS.min_known) & (links >= STACKS.min_known))


def _slopes(seen: Observed, count: int, *, robust: bool) -> tuple[Floats, Floats]:
    """Velocities (cells, 2) through the origin of time, and the weights (n,) of what was observed."""
    weight = np.ones(len(seen.cell))
    number = np.bincount(seen.cell, minlength=count)
    values = np.zeros((count, 2))
    for step in range(_STEPS if robust else 1):
        if step:
            length = np.hypot(*(seen.gap - values[seen.cell] * seen.time[:, None]).T)
            # The median of each cell: its middle one in the order of cells and, in a cell, of lengths.
            ordered = length[np.lexsort((length, seen.cell))]
            first = np.concatenate([[0], np.cumsum(number)[:-1]])
            median = ordered[np.minimum(first + number // 2, len(ordered) - 1)]
            weight = 1 / (1 + (length / np.maximum(TUNING / 1.1774 * median, 1e-3)[seen.cell]) ** 2)
        squares = np.maximum(np.bincount(seen.cell, weight * seen.time**2, count), 1e-12)
        values = np.stack([np.bincount(seen.cell, weight * seen.time * axis, count) for axis in seen.gap.T], 1)
        values /= squares[:, None]
    return values, weight


def _still(places: Floats, found: Velocities, reach: float, model: str) -> NDArray[np.intp] | None:
    """The cells of the still ground: the most that move as one does; None if they are too few."""
    known = np.flatnonzero(found.known)
    if len(known) < STACKS.min_known:
        return None
    usual = float(np.median(found.limit[known])) * reach
    still = known[consensus(places[known], places[known] + found.values[known] * reach, usual, FREEDOM[model])]
    for _ in range(_REFITS):
        if len(still) < STACKS.min_known:
            return None
        beside = np.hypot(*_beside(places, found.values, still, model).T)
        fresh = np.flatnonzero(found.known & (beside < found.limit))
        if np.array_equal(fresh, still):
            break
        still = fresh
    return still


def _beside(places: Floats, values: Floats, still: NDArray[np.intp], model: str) -> Floats:
    """Velocities (cells, 2) beside what the still cells have in common by a model."""
    centre = places[still].mean(0)
    size = max(float(np.abs(places[still] - centre).max()), 1e-9)
    design = jacobian(model, (places - centre) / size, np.eye(2))
    shared = np.linalg.lstsq(design[still].reshape(2 * len(still), -1), values[still].ravel(), rcond=None)[0]
    return np.asarray(values - design @ shared)
