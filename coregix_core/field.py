"""A smooth displacement field through scattered tie points: a regularised cubic B-spline that no single point can bend.

Points are (n, 2) in the pair's frame (pixels). Wrong matches are told by their neighbours with the normalised median
test (Westerweel and Scarano 2005); the field minimises weighted squared residuals plus bending and stretching energy
(thin-plate regularisation on a B-spline lattice, Rueckert et al. 1999), with the balance chosen by what it predicts at
points that share no pixel with those that it was shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, sparse
from scipy.sparse.linalg import LinearOperator, cg

from .grid import Floats

STIFFNESS = (1e-3, 1e-2, 1e-1, 1.0, 10.0, 1e2, 1e3)
"""Balances that are tried, relative to the weight of the points per node."""

_AS_GOOD, _OF_USE = 1.05, 0.95
"""Up to how many times the least error a stiffer field is preferred, and a field is better than none."""

_STRETCH, _RIDGE = 1e-3, 1e-4
"""Weights of first differences and of size against second differences: enough to level a change of the field out where
there are no points."""

_FEWEST = 20
"""Points that have to be asked, for their errors to tell one field from another."""

Fold = tuple[NDArray[np.bool_], NDArray[np.bool_]]
"""Which points a field is fitted to, and which it is asked for."""


@dataclass(frozen=True)
class Lattice:
    """Nodes of a B-spline: node (column, row) lies at ``origin + spacing * (column, row)`` in frame pixels."""

    origin: tuple[float, float]
    spacing: float
    shape: tuple[int, int]


@dataclass(frozen=True)
class FieldFit:
    """A fitted field: ``coefficients`` (2, rows, columns) in pixels and robust ``weights`` (n,).

    ``predicted`` is the typical error in pixels at places out of sight of the points that it was found from.
    """

    lattice: Lattice
    coefficients: Floats
    weights: Floats
    predicted: float


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
def energy(lattice: Lattice) -> sparse.csc_array:
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
    return sparse.csc_array(sum(w * (d.T @ d) for d, w in parts))


def fit_field(
    points: Floats, values: Floats, information: Floats, lattice: Lattice, apart: float, prior: Floats | None = None
) -> FieldFit:
    """The field through ``values`` (n, 2) at ``points`` on a lattice.

    It is sought as a change of ``prior`` (2, rows, columns), so that places without points keep what they had; where no
    change predicts points that it was not shown, the prior is what is left. ``apart`` is the distance (pixels) within
    which points share pixels, and with them errors.
    """
    # One number a point: both axes are solved with the same matrix.
    weight = np.sqrt(np.maximum(np.linalg.det(information), 0))
    # Bounded, so that no single sharp match outvotes its surroundings.
    weight = np.clip(weight / np.median(weight), 0.05, 4.0)
    design, bend = basis(lattice, points), energy(lattice)
    # Energy is taken of the change alone: detail that was found before is not smoothed again.
    known = np.zeros((design.shape[1], 2)) if prior is None else prior.reshape(2, -1).T
    change = values - design @ known
    robust = _cauchy(change, weight)
    stiffness, predicted, still = _supported(design, change, weight * robust, bend, _folds(points, apart))
    found = np.zeros_like(known)
    if prior is None or predicted < _OF_USE * still:
        # Weights settle in a few rounds, and each begins where the last one ended.
        for _ in range(4):
            found = _least_squares(design, change, weight * robust, bend, stiffness, found)
            robust = _cauchy(change - design @ found, weight)
    return FieldFit(lattice, (known + found).T.reshape(2, *lattice.shape), robust, min(predicted, still))


def _supported(design: sparse.csr_array, values: Floats, weight: Floats, bend: sparse.csc_array, folds: list[Fold]
               ) -> tuple[float, float, float]:
    """The largest stiffness that predicts points out of sight about as well as any, its error, and that of no field."""
    def error(of: list[Floats]) -> float:
        # A quantile and not a mean: some of the points left out are wrong themselves.
        return float(np.quantile(np.hypot(*np.concatenate(of).T), 0.6))

    def unseen(stiffness: float) -> float:
        return error([values[asked] - design[asked] @ _least_squares(design[shown], values[shown], weight[shown], bend,
                                                                     stiffness) for shown, asked in folds])

    tried = [unseen(stiffness) for stiffness in STIFFNESS]
    # The simpler field unless there is evidence for the other: errors of this measure would be followed else.
    best = max(i for i, one in enumerate(tried) if one <= _AS_GOOD * min(tried))
    return STIFFNESS[best], tried[best], error([values[asked] for _, asked in folds])


def _folds(points: Floats, apart: float) -> list[Fold]:
    """Four times points to fit, and points to ask: so far from the former that they share few of their pixels."""
    at = (points - points.min(0)) / max(1.5 * apart, 1e-9)
    square = np.floor(at)
    # The middle of a square, which is at least 3/8 of ``apart`` from its edge: windows count less towards their own.
    middle = (np.abs(at - square - 0.5) < 0.25).all(1)
    found = [(~held, held & middle) for held in ((square % 2 == parity).all(1) for parity in np.ndindex(2, 2))]
    if sum(asked.sum() for _, asked in found) >= _FEWEST:
        return found
    # Too small for squares. By count and not by chance: the same input gives the same bytes.
    fifth = np.arange(len(points)) % 5 == 2
    return [(~fifth, fifth)]


def _cauchy(residuals: Floats, weight: Floats) -> Floats:
    """Robust weights in 0..1 of residuals (n, 2)."""
    error = np.hypot(*residuals.T) * np.sqrt(weight)
    # 1.1774 = sqrt(2 ln 2): the median length of a two-dimensional normal error. The floor is what a match is good for.
    scale = max(float(np.median(error)) / 1.1774, 0.01)
    return np.asarray(1 / (1 + (error / (2.385 * scale)) ** 2))


def _least_squares(
    design: sparse.csr_array, values: Floats, weight: Floats, bend: sparse.csc_array, stiffness: float,
    start: Floats | None = None,
) -> Floats:
    """Coefficients (nodes, 2) of the weighted, regularised field; by conjugate gradients, which need little memory."""
    # Bending is weighed against the points of an ordinary node, so that stiffness does not depend on their number.
    balance = stiffness * max(weight.sum() / design.shape[1], 1e-6)
    scaled = design.multiply(weight[:, None]).tocsr()
    normal = sparse.csr_array(scaled.T @ design + balance * bend + _RIDGE * balance * sparse.eye_array(bend.shape[0]))
    diagonal = normal.diagonal()
    jacobi = LinearOperator(normal.shape, matvec=lambda v: v / diagonal)
    right = scaled.T @ values
    found = np.zeros((design.shape[1], 2)) if start is None else start.copy()
    for axis in range(2):
        found[:, axis], _ = cg(normal, right[:, axis], found[:, axis], rtol=1e-4, maxiter=500, M=jacobi)
    return found


def refined(coefficients: Floats, old: Lattice, new: Lattice) -> Floats:
    """The same field told on another lattice (2, rows, columns), as nearly as its nodes allow."""
    rows, cols = np.indices(new.shape).reshape(2, -1)
    places = (np.array(new.origin) + new.spacing * np.stack([cols, rows], 1) - old.origin) / old.spacing
    at = places[:, ::-1].T
    nodes = [ndimage.map_coordinates(c, at, order=3, mode="nearest", prefilter=False).reshape(new.shape)
             for c in coefficients]
    # map_coordinates with prefilter off gives the field's values; filtering them makes coefficients again.
    return np.stack([ndimage.spline_filter(n, order=3, mode="mirror") for n in nodes])
