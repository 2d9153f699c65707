"""The lattice of a cubic B-spline field and its basis functions.

Places are (n, 2) in the pair's frame (pixels); a field's coefficients are (2, rows, columns) in pixels, x before y.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage, sparse

from .._typing import Floats


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
    # A point just outside gets its value from the last interval that has its four nodes, a little extrapolated.
    low = np.clip(np.floor(at).astype(int), 1, np.array([cols, rows]) - 3)
    weight = _cubic(at - low)
    step = np.arange(-1, 3)
    node = ((low[:, 1, None] + step)[:, :, None] * cols + (low[:, 0, None] + step)[:, None, :]).reshape(len(points), -1)
    # The field is a tensor product: a basis function of the plane is one of the rows times one of the columns.
    value = (weight[:, 1, :, None] * weight[:, 0, None, :]).reshape(len(points), -1)
    # Sixteen entries for each point, whatever the lattice's size: that is what keeps the equations sparse.
    index = np.repeat(np.arange(len(points)), 16)
    return sparse.csr_array((value.ravel(), (index, node.ravel())), shape=(len(points), rows * cols))


def axis_basis(at: Floats, nodes: int) -> tuple[Floats, int]:
    """Values (n, k) of the basis functions along one axis at node indices (n,), of the k nodes from the first near one.

    The product of those of both axes is the ``basis``.
    """
    low = np.clip(np.floor(at).astype(int), 1, nodes - 3)
    # Only the nodes near the given places: a tile of a large lattice touches few of them.
    first = int(low.min()) - 1
    values = np.zeros((len(at), int(low.max()) + 3 - first))
    values[np.arange(len(at))[:, None], low[:, None] + np.arange(-1, 3) - first] = _cubic(at - low)
    return values, first


def _cubic(t: Floats) -> Floats:
    """The four cubic B-spline weights at parts t (n, 2) of an interval: (n, 2, 4)."""
    s = 1 - t
    return np.stack([s**3, 4 - 6 * t**2 + 3 * t**3, 4 - 6 * s**2 + 3 * s**3, t**3], -1) / 6


def refined(coefficients: Floats, old: Lattice, new: Lattice) -> Floats:
    """The same field on another lattice (2, rows, columns), as nearly as its nodes allow."""
    rows, cols = np.indices(new.shape).reshape(2, -1)
    places = (np.array(new.origin) + new.spacing * np.stack([cols, rows], 1) - old.origin) / old.spacing
    at = places[:, ::-1].T
    nodes = [ndimage.map_coordinates(c, at, order=3, mode="nearest", prefilter=False).reshape(new.shape)
             for c in coefficients]
    # map_coordinates with prefilter off gives the field's values; filtering them makes coefficients again.
    return np.stack([ndimage.spline_filter(n, order=3, mode="mirror") for n in nodes])
