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
        return np.asarray(self.bending * (bending_matrix(lattice) @ field.T).T + self.size * field)

    def matrix(self, lattice: Lattice) -> sparse.csr_array:
        """The quadratic form (nodes, nodes) of the energies, of one axis of a field."""
        return sparse.csr_array(self.bending * bending_matrix(lattice) + self.size * sparse.eye_array(lattice.nodes))


@lru_cache(maxsize=2)
def bending_matrix(lattice: Lattice) -> sparse.csr_array:
    """Quadratic form of bending (and a little stretching) over the nodes; shared, so not to be changed."""
    rows, cols = lattice.shape
    first = [sparse.diags_array([-np.ones(n - 1), np.ones(n - 1)], offsets=[0, 1], shape=(n - 1, n))
             for n in (rows, cols)]
    second = [sparse.diags_array([np.ones(n - 2), -2 * np.ones(n - 2), np.ones(n - 2)], offsets=[0, 1, 2],
                                 shape=(n - 2, n)) for n in (rows, cols)]
    # Kronecker products make operators of the plane from those of one axis; nodes are numbered row by row.
    eye = [sparse.eye_array(n) for n in (rows, cols)]
    parts = [(sparse.kron(second[0], eye[1]), 1.0), (sparse.kron(eye[0], second[1]), 1.0),
             # The mixed derivative counts twice, as in the thin plate's energy: the same in every direction.
             (sparse.kron(first[0], first[1]), 2.0),
             (sparse.kron(first[0], eye[1]), _STRETCH), (sparse.kron(eye[0], first[1]), _STRETCH)]
    # Natural ends: differences are taken within the lattice alone, so that a plane has no bending energy anywhere.
    return sparse.csr_array(sum(w * (d.T @ d) for d, w in parts))


def bending_spectrum(lattice: Lattice) -> Floats:
    """The bending energy of cosine waves (rows, columns), as in ``bending_matrix``."""
    down, across = (_differences(np.pi * np.arange(n) / n) for n in lattice.shape)
    both = down[:, None] + across
    # Squares of second differences along both axes and twice the mixed ones are the square of the sum.
    return np.asarray(both**2 + _STRETCH * both)


def _differences(phase: Floats) -> Floats:
    """Squared first differences of a cosine wave whose phase grows by ``phase`` (radians) from node to node."""
    return np.asarray(2 - 2 * np.cos(phase))
