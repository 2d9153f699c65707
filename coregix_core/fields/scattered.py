"""A smooth displacement field through scattered tie points: a regularised cubic B-spline that no single point can bend.

Points are (n, 2) in the pair's frame (pixels). Wrong matches are recognised by their neighbours with the normalised
median test (Westerweel and Scarano 2005). The field minimises weighted squared residuals plus bending and stretching
energy (thin-plate regularisation on a B-spline lattice, Rueckert et al. 1999), with the balance chosen by
cross-validation at points that share no pixel with those that the field was fitted to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .._typing import Floats
from ..threads import beat, each
from .bspline import Lattice, basis
from .linear_solvers import NormalMatrix, least_squares
from .penalty import Penalty

# Balances that are tried, relative to the weight of the points per node.
STIFFNESS = (1e3, 1e2, 10.0, 1.0, 1e-1, 1e-2, 1e-3)

# After so many softer fields in a row that predict no better, no softer one is tried.
_ENOUGH = 2

# How many times the least error those of softer fields have to be for these to be of no use.
_WORSE = 1.005

# Up to how many times the least error a stiffer field is preferred, and a field is better than none.
_AS_GOOD, _OF_USE = 1.05, 0.95

# Standard errors by which one field's errors have to exceed another's to be no chance.
_CLEAR = 3.0

# Weight of a change's size against its bending: where there are no points it dies away.
_RIDGE = 1e-4

# Share of the right-hand side that may be left over where fields are only compared, and in each round of weights.
_NEARLY = 1e-3
_ROUNDS = (_NEARLY, _NEARLY, _NEARLY, 1e-4)

# Test points that it takes for their errors to distinguish one field from another.
_MIN_TEST_POINTS = 20

# Test points with which no further fold is asked: their 0.6 quantile is then known to a twentieth.
_PLENTY = 600

# Which points a field is fitted to (train), and which it has to predict (test).
Fold = tuple[NDArray[np.bool_], NDArray[np.bool_]]


@dataclass(frozen=True)
class FieldFit:
    """A fitted field: ``coefficients`` (2, rows, columns) in pixels and robust ``weights`` (n,).

    ``predicted`` is the typical error in pixels at places out of sight of the points that it was found from, ``still``
    what it is there without the field, or with the one that was known before.
    """

    lattice: Lattice
    coefficients: Floats
    weights: Floats
    predicted: float
    still: float


def fit_field(
    points: Floats, values: Floats, information: Floats, lattice: Lattice, apart: float, prior: Floats | None = None,
) -> FieldFit:
    """The field through ``values`` (n, 2) at ``points`` on a lattice.

    It is sought as a change of ``prior`` (2, rows, columns), so that places without points keep what they had; if no
    change predicts points that it was not fitted to, the prior is what is left. ``apart`` is the distance (pixels)
    within which points share pixels, and with them errors. Each field that is tried is a beat.
    """
    # One number a point: both axes are solved with the same matrix.
    weight = np.sqrt(np.maximum(np.linalg.det(information), 0))
    # Bounded, so that no single sharp match outvotes its surroundings.
    weight = np.clip(weight / np.median(weight), 0.05, 4.0)
    design = basis(lattice, points)
    # Energy is taken of the change alone: detail that was found before is not smoothed again.
    known = np.zeros((2, lattice.nodes)) if prior is None else prior.reshape(2, -1)
    change = values - design @ known.T
    robust = cauchy(change, weight)
    data = Data(lattice, design, change, weight * robust)
    chosen = _select_stiffness(data, folds(points, apart), _squares(points, apart))
    found = np.zeros_like(known)
    if prior is None or chosen.of_use:
        # Weights settle in a few rounds, and each begins where the last one ended.
        for tolerance in _ROUNDS:
            found = data.weighted(weight * robust).fitted(chosen.stiffness, found, tolerance)
            robust = cauchy(data.residuals(found), weight)
    return FieldFit(lattice, (known + found).reshape(2, *lattice.shape), robust, chosen.predicted, chosen.still)


@dataclass(frozen=True)
class Data:
    """Weighted points that a field is fitted to, and the basis functions (n, nodes) there."""

    lattice: Lattice
    design: sparse.csr_array
    values: Floats
    weight: Floats

    def part(self, which: NDArray[np.bool_]) -> Data:
        """Some of the points."""
        return Data(self.lattice, self.design[which], self.values[which], self.weight[which])

    def weighted(self, weight: Floats) -> Data:
        """The same points with other weights."""
        return replace(self, weight=weight)

    def residuals(self, field: Floats) -> Floats:
        """What a field (2, nodes) leaves (n, 2) of the values."""
        return np.asarray(self.values - self.design @ field.T)

    @cached_property
    def normal_equations(self) -> tuple[NormalMatrix, Floats]:
        """The normal matrix of one axis, and the right-hand side (2, nodes): the same whatever the stiffness."""
        scaled = self.design.multiply(self.weight[:, None]).tocsr()
        # One matrix for both axes, as a point has one weight for x and y: it is factorised once and solved for two.
        normal = NormalMatrix(sparse.csr_array(scaled.T @ self.design), self.lattice)
        return normal, (scaled.T @ self.values).T

    def fitted(self, stiffness: float, start: Floats, tolerance: float = 1e-4) -> Floats:
        """The field (2, nodes) of least squares and bending; ``start`` and ``tolerance`` as in ``least_squares``."""
        normal, right_hand_side = self.normal_equations
        # Bending is weighed against the points of an ordinary node, so that stiffness does not depend on their number.
        balance = stiffness * max(self.weight.sum() / self.lattice.nodes, 1e-6)
        return least_squares(normal, right_hand_side, Penalty(balance, _RIDGE * balance), start, tolerance)


@dataclass(frozen=True)
class _Errors:
    """Lengths (n,) of what a field leaves of test points, and the ``square`` (n,) that each of them is in."""

    lengths: Floats
    square: NDArray[np.intp]

    @classmethod
    def of(cls, residuals: list[Floats], square: NDArray[np.intp]) -> _Errors:
        """Those of the residuals (n, 2) of all folds."""
        return cls(np.hypot(*np.concatenate(residuals).T), square)

    @property
    def typical(self) -> float:
        """A quantile and not a mean: some of the test points are wrong themselves."""
        return float(np.quantile(self.lengths, 0.6))

    def clearly_above(self, other: _Errors) -> bool:
        """Whether these are larger than those of another field at the same points, beyond what chance makes of it.

        Point by point, so that the noise of the points themselves, most of either error, falls out.
        """
        # What is wrong by more is wrong under any field.
        cap = 3 * other.typical
        gap = np.minimum(self.lengths, cap) - np.minimum(other.lengths, cap)
        # Points that share pixels err together, so that squares are what is counted.
        sums = np.bincount(self.square, gap - gap.mean())
        return bool(gap.sum() > _CLEAR * np.sqrt((sums**2).sum()) and np.count_nonzero(sums) >= _MIN_TEST_POINTS)


@dataclass(frozen=True)
class _Choice:
    """A stiffness, the typical error of its field at test points, that of no field, and whether the field is of use."""

    stiffness: float
    predicted: float
    still: float
    of_use: bool


def _select_stiffness(data: Data, folds: list[Fold], squares: NDArray[np.intp]) -> _Choice:
    """The largest stiffness that predicts test points about as well as any.

    ``squares`` (n,) are those that the points share pixels within.
    """
    parts = [(data.part(train), data.part(test)) for train, test in folds]
    square = np.concatenate([squares[test] for _, test in folds])
    # What no field would leave: the errors that any field has to beat to be of use.
    still = _Errors.of([test.values for _, test in parts], square)
    tried = _tried(parts, still, square)
    best = _stiffest(tried)
    found = tried[best]
    of_use = found.typical < _OF_USE * still.typical or (found.typical < still.typical and still.clearly_above(found))
    return _Choice(STIFFNESS[best], min(found.typical, still.typical), still.typical, of_use)


def _tried(parts: list[tuple[Data, Data]], still: _Errors, square: NDArray[np.intp]) -> list[_Errors]:
    """The errors of softer and softer fields of the training points at the test points, as far as they may help."""
    fields = [np.zeros((2, train.lattice.nodes)) for train, _ in parts]
    tried = list[_Errors]()
    for stiffness in STIFFNESS:
        # Stiff fields are quickly found, and softer ones are not far from them.
        fields = each(partial(_fitted, stiffness), list(zip((train for train, _ in parts), fields, strict=True)))
        left = [test.residuals(field) for (_, test), field in zip(parts, fields, strict=True)]
        tried.append(_Errors.of(left, square))
        beat()
        if _is_past([errors.typical for errors in tried], still.typical):
            break
    return tried


def _stiffest(tried: list[_Errors]) -> int:
    """Which of the errors of softer and softer fields is the first that is about as good as any."""
    least = min(tried, key=lambda errors: errors.typical)
    # The simpler field unless there is evidence for the other: errors of this measure would be followed else.
    return next(i for i, errors in enumerate(tried)
                if errors.typical <= _AS_GOOD * least.typical and not errors.clearly_above(least))


def _fitted(stiffness: float, training: tuple[Data, Floats]) -> Floats:
    data, start = training
    return data.fitted(stiffness, start, _NEARLY)


def _is_past(errors: list[float], still: float) -> bool:
    """Whether softer fields will not predict better than those of these errors; ``still`` is that of no field."""
    before, since = errors[:-_ENOUGH], min(errors[-_ENOUGH:])
    if not before:
        return False
    # Once they say something, softer ones follow the errors of their points more and more. Those that say nothing yet
    # may be too stiff for it.
    return since > _WORSE * min(before) or (min(before) < _OF_USE * still and since > min(before) / _AS_GOOD)


def folds(points: Floats, apart: float) -> list[Fold]:
    """One to four times points to train on, and to test by: so far from those that they share few of their pixels."""
    at = _in_squares(points, apart)
    square = np.floor(at)
    # The middle of a square, which is at least 3/8 of ``apart`` from its edge: windows count less towards their own.
    middle = (np.abs(at - square - 0.5) < 0.25).all(1)
    found = list[Fold]()
    for parity in np.ndindex(2, 2):
        # Every second square along both axes: a test square has training squares on all its sides, as places have
        # later.
        left_out = (square % 2 == parity).all(1)
        found.append((~left_out, left_out & middle))
        # Each fold is spread over all of the area: with so many points, further ones would say the same.
        if sum(test.sum() for _, test in found) >= _PLENTY:
            return found
    if sum(test.sum() for _, test in found) >= _MIN_TEST_POINTS:
        return found
    # Too small for squares. By count and not by chance: the same input gives the same bytes.
    fifth = np.arange(len(points)) % 5 == 2
    return [(~fifth, fifth)]


def _in_squares(points: Floats, apart: float) -> Floats:
    """Points (n, 2) in sides of the squares within which they may share pixels."""
    return np.asarray((points - points.min(0)) / max(1.5 * apart, 1e-9))


def _squares(points: Floats, apart: float) -> NDArray[np.intp]:
    """The number (n,) of each point's square."""
    return np.unique(np.floor(_in_squares(points, apart)), axis=0, return_inverse=True)[1].ravel()


def cauchy(residuals: Floats, weight: Floats) -> Floats:
    """Robust weights in 0..1 of residuals (n, 2)."""
    error = np.hypot(*residuals.T) * np.sqrt(weight)
    # 1.1774 = sqrt(2 ln 2): the median length of a two-dimensional normal error. The floor is what a match is good for.
    scale = max(float(np.median(error)) / 1.1774, 0.01)
    return np.asarray(1 / (1 + (error / (2.385 * scale)) ** 2))
