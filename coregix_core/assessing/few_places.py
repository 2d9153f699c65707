"""Ground that bends at a few places alone, as the rim of a hole shows of the hill that it hides.

Medians, surfaces and what neighbours share are those of most of the ground, and a handful of places that lie aside of
it is next to nothing of them. But each tie point knows its own noise: those that lie far beyond it, beside each other
and the same way, were found rightly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..matching import nearest
from ..search_tree import search_tree
from .criteria import CRITERIA
from .evidence import Evidence
from .groups import groups_of
from .noise import own_squares

# Spacings of the places within which they lie beside each other.
_BESIDE = 1.5


@dataclass(frozen=True)
class FewPlaces:
    """Places (k, 2) that lie aside together, ``off`` (k,) by so much, of ``count`` that are stable.

    ``spacing`` is that of all of them; pixels of the frame. ``edge`` says that no window sees the ground beside them.
    """

    places: Floats
    off: Floats
    count: int
    spacing: float
    edge: bool

    @property
    def times(self) -> float:
        """How many times more the ground may be off: the windows that are left see the edge of what is hidden alone."""
        return CRITERIA.few_hidden if self.edge else 1.0

    @property
    def rms(self) -> float:
        """Root mean square, over all stable places, of how far the ground may be off for them."""
        return self.times * float(np.sqrt((self.off**2).sum() / self.count))

    def squares(self, places: Floats) -> Floats:
        """Squares (m,) of how far places (m, 2) may be off: as the nearest of the few, and less beyond a spacing."""
        gap, which = search_tree(self.places).query(places)
        return np.asarray((self.times * self.off[which] * np.clip(2 - gap / self.spacing, 0.0, 1.0)) ** 2)


def few_places(evidence: Evidence) -> FewPlaces | None:
    """The groups of stable places that lie aside of the rest, beyond their own noise; None if there are none."""
    positions, residual = evidence.points.fixed[evidence.stable], evidence.residual[evidence.stable]
    if len(positions) < 2 * CRITERIA.few_places:
        return None
    off = residual - np.median(residual, axis=0)
    square = (off**2).sum(1)
    # The median of the square of a normal error in the plane is ln 2 of its mean.
    usual = np.maximum(own_squares(evidence), np.median(square) / np.log(2))
    far = square > CRITERIA.few_sure * usual + (CRITERIA.min_trend * evidence.level) ** 2
    spacing = float(np.median(np.hypot(*(positions[nearest(positions, 1)[:, 0]] - positions).T)))
    group = _beside(positions, off, np.flatnonzero(far), _BESIDE * spacing)
    if not group.size:
        return None
    hidden = evidence.points.fixed[~evidence.valid]
    edge = len(hidden) > 0 and float(search_tree(positions[group]).query(hidden)[0].min()) < _BESIDE * spacing
    return FewPlaces(positions[group], np.sqrt(square[group]), len(positions), spacing, edge)


def _beside(positions: Floats, off: Floats, far: NDArray[np.intp], near: float) -> NDArray[np.intp]:
    """Those of the ``far`` places that hang together, each ``near`` to one that lies the same way."""
    if len(far) < CRITERIA.few_places:
        return far[:0]
    pairs = search_tree(positions[far]).query_pairs(near, output_type="ndarray")
    way = off[far] / np.hypot(*off[far].T)[:, None]
    links = pairs[(way[pairs[:, 0]] * way[pairs[:, 1]]).sum(1) > CRITERIA.few_alike]
    label = groups_of(links, len(far))
    return np.asarray(far[np.bincount(label)[label] >= CRITERIA.few_places])
