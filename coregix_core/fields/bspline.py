"""The lattice of a cubic B-spline field: its basis, its bending energy, and the field that serves data best against it.

Places are (n, 2) in the pair's frame (pixels); a field's coefficients are (2, rows, columns) in pixels, x before y.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import fft, ndimage, sparse
from scipy.sparse.linalg import LinearOperator, cg

from ..geometry import Floats

_STRETCH = 1e-3
"""Weight of first differences against second ones: enough to level a change of the field out where there are no
data."""

_STENCIL, _LITTLE = 20.0, 0.1
"""The bending energy's weight of a node on itself, and the share of it by which a node without data counts."""

_MASS = np.array([2416.0, 1191.0, 120.0, 1.0]) / 5040
"""Integrals of the product of two cubic basis functions, by how many nodes they are apart."""


@dataclass(frozen=True)
class Lattice:
    """Nodes of a B-spline: node (column, row) lies at ``origin + spacing * (column, row)`` in frame pixels."""

    origin: tuple[float, float]
    spacing: float
    shape: tuple[int, int]

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return self.shape[0] * self.shape[1]


def lattice_over(low: Floats, high: Floats, spacing: float) -> Lattice:
    """Nodes that give every place between ``low`` and ``high`` (2,) its four by four neighbours."""
    # A cubic reaches two nodes beyond on each side, and the count of nodes is one more than that of intervals.
    count = np.ceil((high - low) / spacing).astype(int) + 5
    return Lattice((float(low[0] - 2 * spacing), float(low[1] - 2 * spacing)), spacing, (int(count[1]), int(count[0])))


def basis(lattice: Lattice, points: Floats) -> sparse.csr_array:
    """Values (n, nodes) of the B-spline's basis functions at points."""
    rows, cols = lattice.shape
    at = (points - lattice.origin) / lattice.spacing
    # A point just outside is told by the last interval that has its four nodes, a little extrapolated.
    low = np.clip(np.floor(at).astype(int), 1, np.array([cols, rows]) - 3)
    weight = _cubic(at - low)
    step = np.arange(-1, 3)
    node = ((low[:, 1, None] + step)[:, :, None] * cols + (low[:, 0, None] + step)[:, None, :]).reshape(len(points), -1)
    value = (weight[:, 1, :, None] * weight[:, 0, None, :]).reshape(len(points), -1)
    index = np.repeat(np.arange(len(points)), 16)
    return sparse.csr_array((value.ravel(), (index, node.ravel())), shape=(len(points), rows * cols))


def _cubic(t: Floats) -> Floats:
    """The four cubic B-spline weights at parts t (n, 2) of an interval: (n, 2, 4)."""
    s = 1 - t
    return np.stack([s**3, 4 - 6 * t**2 + 3 * t**3, 4 - 6 * s**2 + 3 * s**3, t**3], -1) / 6


@lru_cache(maxsize=2)
def energy(lattice: Lattice) -> sparse.csr_array:
    """Quadratic form of bending (and a little stretching) over the nodes; shared, so not to be changed."""
    rows, cols = lattice.shape
    first = [sparse.diags_array([-np.ones(n - 1), np.ones(n - 1)], offsets=[0, 1], shape=(n - 1, n))
             for n in (rows, cols)]
    second = [sparse.diags_array([np.ones(n - 2), -2 * np.ones(n - 2), np.ones(n - 2)], offsets=[0, 1, 2],
                                 shape=(n - 2, n)) for n in (rows, cols)]
    eye = [sparse.eye_array(n) for n in (rows, cols)]
    parts = [(sparse.kron(second[0], eye[1]), 1.0), (sparse.kron(eye[0], second[1]), 1.0),
             # The mixed derivative counts twice, as in the thin plate's energy: the same in every direction.
             (sparse.kron(first[0], first[1]), 2.0),
             (sparse.kron(first[0], eye[1]), _STRETCH), (sparse.kron(eye[0], first[1]), _STRETCH)]
    return sparse.csr_array(sum(w * (d.T @ d) for d, w in parts))


@dataclass(frozen=True)
class Hold:
    """What keeps a field from following its data: weights of its bending energy and of its size."""

    bending: float
    size: float

    def of(self, field: Floats, lattice: Lattice) -> Floats:
        """The slope (2, nodes) of the energies at a field (2, nodes)."""
        return np.asarray(self.bending * (energy(lattice) @ field.T).T + self.size * field)


def solved(
    asks: Callable[[Floats], Floats], diagonal: Floats, wanted: Floats, lattice: Lattice, hold: Hold, *,
    start: Floats | None = None, tolerance: float = 1e-4,
) -> Floats:
    """The field f for which ``asks(f)`` and what holds it add up to ``wanted``, all of shape (2, nodes).

    By conjugate gradients, which need little memory. Data spread evenly would make the equations those of a
    convolution, which a cosine transform inverts at once (Strang 1986); ``diagonal`` (2, nodes), that of ``asks``,
    tells how evenly they are spread. ``tolerance`` is the residual's share of ``wanted``.
    """
    even = float(diagonal[diagonal > 0].mean()) if diagonal.any() else 0.0
    symbol = even / _MASS[0] ** 2 * _spectrum(lattice, _mass) + hold.bending * _bending(lattice) + hold.size
    # Nodes without data are held by their neighbours alone: unscaled, their residuals would be too small to count.
    little = _LITTLE * hold.bending * _STENCIL
    scale = np.sqrt((diagonal + little) / (even + little)).ravel()

    def operator(flat: Floats) -> Floats:
        field = (flat / scale).reshape(2, -1)
        return np.asarray((asks(field) + hold.of(field, lattice)).ravel() / scale)

    def nearly_inverse(flat: Floats) -> Floats:
        waves = fft.dctn(flat.reshape(2, *lattice.shape), axes=(1, 2), norm="ortho") / symbol
        return np.asarray(fft.idctn(waves, axes=(1, 2), norm="ortho", overwrite_x=True).ravel())

    size = (2 * lattice.nodes,) * 2
    found, _ = cg(LinearOperator(size, operator), wanted.ravel() / scale,
                  None if start is None else start.ravel() * scale, rtol=tolerance, maxiter=500,
                  M=LinearOperator(size, nearly_inverse))
    return np.asarray((found / scale).reshape(2, -1))


def _mass(turn: Floats) -> Floats:
    """What evenly spread data ask of a cosine wave that turns by ``turn`` (radians) from node to node."""
    return np.asarray(_MASS[0] + 2 * sum(m * np.cos(i * turn) for i, m in enumerate(_MASS[1:], start=1)))


def _differences(turn: Floats) -> Floats:
    """The same for squared first differences."""
    return np.asarray(2 - 2 * np.cos(turn))


def _spectrum(lattice: Lattice, part: Callable[[Floats], Floats]) -> Floats:
    """(rows, columns): the product of one function of a wave's turns along the rows and along the columns."""
    down, across = (part(np.pi * np.arange(n) / n) for n in lattice.shape)
    return np.asarray(down[:, None] * across)


def _bending(lattice: Lattice) -> Floats:
    """The bending energy of cosine waves (rows, columns), as in ``energy``."""
    down, across = (_differences(np.pi * np.arange(n) / n) for n in lattice.shape)
    both = down[:, None] + across
    # Squares of second differences along both axes and twice the mixed ones are the square of the sum.
    return np.asarray(both**2 + _STRETCH * both)


def refined(coefficients: Floats, old: Lattice, new: Lattice) -> Floats:
    """The same field told on another lattice (2, rows, columns), as nearly as its nodes allow."""
    rows, cols = np.indices(new.shape).reshape(2, -1)
    places = (np.array(new.origin) + new.spacing * np.stack([cols, rows], 1) - old.origin) / old.spacing
    at = places[:, ::-1].T
    nodes = [ndimage.map_coordinates(c, at, order=3, mode="nearest", prefilter=False).reshape(new.shape)
             for c in coefficients]
    # map_coordinates with prefilter off gives the field's values; filtering them makes coefficients again.
    return np.stack([ndimage.spline_filter(n, order=3, mode="mirror") for n in nodes])
