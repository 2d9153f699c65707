"""What keeps a field from following its data: bending energy, a little stretching, and size.

A field is (2, nodes) in pixels, x before y. Bending is the thin plate's, on the lattice of a cubic B-spline (Rueckert
et al. 1999).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import sparse

from .._typing import Floats
from .bspline import Lattice

# Weight of first differences against second ones: enough to level a change of the field out where there are no data.
_STRETCH = 1e-3

# The bending energy's weight of a node on itself.
STENCIL = 20.0


@dataclass(frozen=True)
class Penalty:
    """Weights of a field's bending energy and of its size."""

    bending: float
    size: float

    def gradient(self, field: Floats, lattice: Lattice) -> Floats:
        """The gradient (2, nodes) of half the energies at a field (2, nodes)."""
        bending = bending_matrix(lattice)
        return np.asarray(self.bending * np.stack([bending @ axis for axis in field]) + self.size * field)

    def matrix(self, lattice: Lattice) -> sparse.csr_array:
        """The quadratic form (nodes, nodes) of the energies, of one axis of a field."""
        return sparse.csr_array(self.bending * bending_matrix(lattice) + self.size * sparse.eye_array(lattice.nodes))


@lru_cache(maxsize=2)
def bending_matrix(lattice: Lattice) -> sparse.dia_array:
    """Quadratic form of bending (and a little stretching) over the nodes; shared, so not to be changed.

    By its diagonals: a product takes a third of the time that it takes row by row.
    """
    rows, cols = lattice.shape
    (down, bent_down), (across, bent_across) = (_axis_forms(n) for n in (rows, cols))
    # Operators of the plane are Kronecker products of those of one axis; nodes are numbered row by row.
    diagonals: dict[int, Floats] = {}
    for i, j in np.ndindex(5, 5):
        # The mixed derivative counts twice, as in the thin plate's energy: the same in every direction.
        form = 2 * np.outer(down[i], across[j])
        if j == 2:
            form += (bent_down[i] + _STRETCH * down[i])[:, None]
        if i == 2:
            form += bent_across[j] + _STRETCH * across[j]
        if form.any():
            at = (i - 2) * cols + j - 2
            # On a narrow lattice several are one.
            diagonals[at] = diagonals.get(at, 0.0) + form.ravel()
    return sparse.dia_array((np.stack(list(diagonals.values())), list(diagonals)), (lattice.nodes,) * 2)


def _axis_forms(count: int) -> tuple[Floats, Floats]:
    """Quadratic forms of the first and second differences along an axis of nodes: diagonals (5, count), -2 to 2."""
    # Natural ends: differences are taken within the lattice alone, so that a plane has no bending energy anywhere.
    forms = []
    for taps in ([-1.0, 1.0], [1.0, -2.0, 1.0]):
        inner = count - len(taps) + 1
        form = np.zeros((5, count))
        for i, first in enumerate(taps):
            for j, second in enumerate(taps):
                # By the column of an entry, as a matrix by its diagonals is held.
                form[2 + j - i, j : j + inner] += first * second
        forms.append(form)
    return forms[0], forms[1]


def bending_spectrum(lattice: Lattice) -> Floats:
    """The bending energy of cosine waves (rows, columns), as in ``bending_matrix``."""
    down, across = (_differences(np.pi * np.arange(n) / n) for n in lattice.shape)
    both = down[:, None] + across
    # Squares of second differences along both axes and twice the mixed ones are the square of the sum.
    return np.asarray(both**2 + _STRETCH * both)


def _differences(phase: Floats) -> Floats:
    """Squared first differences of a cosine wave whose phase grows by ``phase`` (radians) from node to node."""
    return np.asarray(2 - 2 * np.cos(phase))
