"""The field that minimises a quadratic form of its nodes and a penalty: directly on small lattices, else by iterations.

Fields are (2, nodes) in pixels, x before y; nodes are numbered row by row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import fft, sparse
from scipy.linalg import solveh_banded
from scipy.sparse.linalg import LinearOperator, cg

from .._typing import Floats
from ..threads import beat
from .bspline import Lattice
from .penalty import STENCIL, Penalty, bending_matrix, bending_spectrum

# Integrals of the product of two cubic basis functions, by how many nodes they are apart.
_MASS = np.array([2416.0, 1191.0, 120.0, 1.0]) / 5040

# Share of the bending energy's weight of a node on itself by which a node without data counts.
_LITTLE = 0.1

# Multiplications up to which a band matrix is factorised: about what 50 steps of conjugate gradients take.
_DIRECT = 1.5e9

# How far diagonals lie from the main one (k,), and their values (k, nodes); all others are 0.
Diagonals = tuple[NDArray[np.intp], Floats]


@dataclass(frozen=True)
class NormalMatrix:
    """The normal matrix (nodes, nodes) that both axes of a field on a lattice share."""

    matrix: sparse.csr_array
    lattice: Lattice

    @cached_property
    def diagonals(self) -> Diagonals:
        """Its diagonals: found once, for they are the same under each penalty."""
        return _diagonals(self.matrix, self.lattice)


def least_squares(normal: NormalMatrix, right_hand_side: Floats, penalty: Penalty, start: Floats | None = None,
                  tolerance: float = 1e-4) -> Floats:
    """The field (2, nodes) that a normal matrix and a penalty ask for, by the quicker of two ways.

    ``start`` is where iterations begin, if it takes any, and ``tolerance`` where they end.
    """
    lattice, matrix = normal.lattice, normal.matrix
    if _factorisations(lattice) > _DIRECT:
        return conjugate_gradients(lambda field: (matrix @ field.T).T, np.tile(matrix.diagonal(), (2, 1)),
                                   right_hand_side, lattice, penalty, start=start, tolerance=tolerance)
    return _by_factorisation(normal.diagonals, right_hand_side, lattice, penalty)


def _factorisations(lattice: Lattice) -> float:
    """Multiplications that a banded Cholesky factorisation of a lattice's equations takes."""
    # A band of width b costs about b^2 multiplications a row; b is three nodes of each row between.
    return lattice.nodes * (3.0 * min(lattice.shape) + 3) ** 2


def _by_factorisation(normal: Diagonals, right_hand_side: Floats, lattice: Lattice, penalty: Penalty) -> Floats:
    """Solve by a Cholesky factorisation of the band: basis functions reach three nodes along either axis."""
    # In LAPACK's own order, or it would be copied to it, which takes a third of the factorisation's time.
    band = np.zeros((3 * min(lattice.shape) + 4, lattice.nodes), order="F")
    band[normal[0]] = normal[1]
    offsets, values = _bending_diagonals(lattice)
    band[offsets] += penalty.bending * values
    band[0] += penalty.size
    order = _along_the_shorter(lattice)
    found = np.empty_like(right_hand_side)
    found[:, order] = solveh_banded(band, right_hand_side[:, order].T, overwrite_ab=True, lower=True,
                                    check_finite=False).T
    return found


def _diagonals(matrix: sparse.csr_array, lattice: Lattice) -> Diagonals:
    """The diagonals of a symmetric matrix (nodes, nodes) from the main one down, numbered ``_along_the_shorter``."""
    # The inverse permutation: at which place of the new order each node stands.
    place = np.empty(lattice.nodes, np.intp)
    place[_along_the_shorter(lattice)] = np.arange(lattice.nodes)
    entries = sparse.coo_array(matrix)
    row, col = place[entries.row], place[entries.col]
    # Half of a symmetric matrix is all that a Cholesky factorisation reads.
    lower = row >= col
    offsets, which = np.unique((row - col)[lower], return_inverse=True)
    values = np.zeros((len(offsets), lattice.nodes))
    values[which, col[lower]] = entries.data[lower]
    return offsets, values


def _along_the_shorter(lattice: Lattice) -> NDArray[np.intp]:
    """The nodes in their order along the shorter axis, in which the band is narrowest."""
    nodes = np.arange(lattice.nodes).reshape(lattice.shape)
    return (nodes if lattice.shape[1] <= lattice.shape[0] else nodes.T).ravel()


@lru_cache(maxsize=1)
def _bending_diagonals(lattice: Lattice) -> Diagonals:
    """Those of the bending energy; shared, so not to be changed. Many fields of one lattice are fitted in a row."""
    return _diagonals(bending_matrix(lattice), lattice)


def conjugate_gradients(
    matvec: Callable[[Floats], Floats], diagonal: Floats, right_hand_side: Floats, lattice: Lattice, penalty: Penalty,
    *, start: Floats | None = None, tolerance: float = 1e-4,
) -> Floats:
    """The field f for which ``matvec(f)`` and the penalty's gradient add up to the right-hand side, all (2, nodes).

    Conjugate gradients need little memory. Data spread evenly would make the equations those of a convolution, which a
    cosine transform inverts at once (Strang 1986): that is the preconditioner. ``diagonal`` (2, nodes), that of
    ``matvec``, shows how evenly they are spread. ``tolerance`` is the residual's share of the right-hand side.
    """
    # The mean over nodes that have data alone: with the empty ones the preconditioner would be too weak where it
    # matters.
    even = float(diagonal[diagonal > 0].mean()) if diagonal.any() else 0.0
    symbol = even / _MASS[0] ** 2 * _mass_spectrum(lattice) + penalty.bending * bending_spectrum(lattice) + penalty.size
    # Nodes without data are held by their neighbours alone: unscaled, their residuals would be too small to count.
    little = _LITTLE * penalty.bending * STENCIL
    # Symmetric scaling on both sides keeps the operator symmetric, which conjugate gradients need.
    scale = np.sqrt((diagonal + little) / (even + little)).ravel()

    def operator(flat: Floats) -> Floats:
        beat()
        field = (flat / scale).reshape(2, -1)
        return np.asarray((matvec(field) + penalty.gradient(field, lattice)).ravel() / scale)

    def nearly_inverse(flat: Floats) -> Floats:
        # The cosine transform has the free ends that bending leaves a field at its border; Fourier's would join
        # opposite sides.
        waves = fft.dctn(flat.reshape(2, *lattice.shape), axes=(1, 2), norm="ortho") / symbol
        return np.asarray(fft.idctn(waves, axes=(1, 2), norm="ortho", overwrite_x=True).ravel())

    size = (2 * lattice.nodes,) * 2
    # What is left after 500 steps is taken as it is: the next round of weights or pixels starts from there.
    found, _ = cg(LinearOperator(size, operator), right_hand_side.ravel() / scale,
                  None if start is None else start.ravel() * scale, rtol=tolerance, maxiter=500,
                  M=LinearOperator(size, nearly_inverse))
    return np.asarray((found / scale).reshape(2, -1))


def _mass(phase: Floats) -> Floats:
    """What evenly spread data ask of a cosine wave whose phase grows by ``phase`` (radians) from node to node."""
    return np.asarray(_MASS[0] + 2 * sum(m * np.cos(i * phase) for i, m in enumerate(_MASS[1:], start=1)))


def _mass_spectrum(lattice: Lattice) -> Floats:
    """The same for waves (rows, columns) along both axes."""
    down, across = (_mass(np.pi * np.arange(n) / n) for n in lattice.shape)
    return np.asarray(down[:, None] * across)
