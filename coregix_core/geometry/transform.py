"""Displacement models: compose, invert, describe, apply to points.

A transform maps a true place, in the fixed raster's CRS, to the place where the moving raster's own georeference shows
the same ground (in the fixed CRS too): x_moving = T(x_true). Resampling asks for exactly that: the output pixel at x is
filled from T(x). Where the pair has no CRS, CRS units are those of the fixed geotransform, pixels as a rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

import numpy as np
from affine import Affine
from numpy.typing import ArrayLike, NDArray
from scipy import ndimage

from .._typing import Floats
from ..errors import CoregixError, InputError, Sentence
from .comparison import same_fields
from .composition import Composable
from .grid import apply_affine
from .homography import HomographyTransform, Projective, composed
from .points import is_singular, place, points
from .protocol import Transform

# Free parameters of each parametric model.
FREEDOM = {"identity": 0, "translation": 2, "rigid": 3, "similarity": 4, "affine": 6, "homography": 8}

# Parametric models that are fitted, simplest first.
PARAMETRIC = ("translation", "rigid", "similarity", "affine", "homography")

# Those of them that an ``AffineTransform`` holds.
AFFINE = PARAMETRIC[:-1]

# Newton steps of an inverse: a sound field takes 3 to 6, a rugged one some halvings besides.
_MAX_STEPS = 60


@dataclass(frozen=True)
class AffineTransform(Projective):
    """T(x) = centre + matrix (x - centre) + shift, in CRS units.

    The centre lies in the middle of the image, which keeps the matrix and the shift well apart and small. ``~t`` is the
    inverse, ``a @ b`` the transform x -> a(b(x)).

    >>> moved = AffineTransform("translation", (100.0, 200.0), shift=(3.0, -4.0))
    >>> tuple(float(v) for v in moved(100.0, 200.0))
    (103.0, 196.0)
    >>> ~moved @ moved == AffineTransform("translation", (100.0, 200.0))
    True
    """

    model: str
    centre: tuple[float, float]
    matrix: tuple[tuple[float, float], tuple[float, float]] = ((1.0, 0.0), (0.0, 1.0))
    shift: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        values = _numbers(self)
        if not np.isfinite(values).all() or is_singular(self.matrix):
            raise InputError(Sentence("The transform's numbers {values} cannot be used: they must be finite, and the "
                                      "matrix invertible.", values=values.tolist()))

    @cached_property
    def affine(self) -> Affine:
        """The same map as an ``Affine`` of absolute coordinates."""
        (a, b), (d, e) = self.matrix
        (cx, cy), (tx, ty) = self.centre, self.shift
        return Affine(a, b, cx + tx - a * cx - b * cy, d, e, cy + ty - d * cx - e * cy)

    def __call__(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """True place -> place in the moving raster's georeference."""
        x, y = points(x, y)
        dx, dy = x - self.centre[0], y - self.centre[1]
        (a, b), (d, e) = self.matrix
        # The large numbers come last: what is multiplied is small, and keeps its digits.
        with np.errstate(invalid="ignore"):  # a point without an image (inf) times 0 has none either
            return (a * dx + b * dy + (self.centre[0] + self.shift[0]),
                    d * dx + e * dy + (self.centre[1] + self.shift[1]))

    def inverse(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Place in the moving raster's georeference -> true place."""
        return self.inverted()(x, y)

    def __invert__(self) -> AffineTransform:
        """The inverse transform, about the same centre."""
        return self.inverted()

    @overload
    def __matmul__(self, other: AffineTransform) -> AffineTransform: ...
    @overload
    def __matmul__(self, other: Transform) -> Transform: ...
    def __matmul__(self, other: Transform) -> Transform:
        """The transform x -> self(other(x)); affine, local or a homography if ``other`` is."""
        if isinstance(other, AffineTransform):
            return self.compose(other)
        if isinstance(other, HomographyTransform):
            return composed(self, other)
        if isinstance(other, LocalTransform):
            # A(affine(x) + d(x)) = A(affine(x)) + M d(x), with M the matrix of A.
            moved = np.tensordot(self.matrix, other.coefficients, 1)
            return LocalTransform(self.compose(other.affine), other.lattice, moved)
        return super().__matmul__(other)

    def inverted(self) -> AffineTransform:
        """The inverse transform, about the same centre."""
        # About the same centre, so that the shift stays small and keeps its digits.
        inverse = np.linalg.inv(self.matrix)
        return affine_transform(self.model, self.centre, inverse, -inverse @ self.shift)

    def compose(self, other: AffineTransform) -> AffineTransform:
        """The transform x -> self(other(x)), about ``other``'s centre; the richer of the two models names it."""
        if not isinstance(other, AffineTransform):
            raise InputError(Sentence("An affine transform is composed with another one, not with a {name}; a @ b "
                                      "takes any transform.", name=type(other).__name__))
        matrix = np.array(self.matrix) @ other.matrix
        # By way of a point: shifts of two centres cannot simply be added.
        x, y = self(*other(*other.centre))
        shift = np.array([x - other.centre[0], y - other.centre[1]])
        return affine_transform(max(self.model, other.model, key=FREEDOM.__getitem__), other.centre, matrix, shift)

    def recentred(self, centre: tuple[float, float]) -> AffineTransform:
        """The same map expressed about another centre."""
        centre = place(centre)
        x, y = self(*centre)
        return affine_transform(self.model, centre, np.array(self.matrix), np.array([x - centre[0], y - centre[1]]))

    @property
    def rotation_deg(self) -> float:
        """Rotation from true to moving, degrees, counter-clockwise where y points up."""
        (a, b), (d, e) = self.matrix
        # Of the rotation nearest to the matrix, which is its own where there is no shear.
        return float(np.degrees(np.arctan2(d - b, a + e)))

    @property
    def scale(self) -> float:
        """Scale from true to moving: square root of the area's."""
        return float(np.sqrt(abs(np.linalg.det(self.matrix))))


def affine_transform(model: str, centre: tuple[float, float], matrix: NDArray[np.floating[Any]],
                     shift: NDArray[np.floating[Any]]) -> AffineTransform:
    """An AffineTransform from arrays: ``matrix`` (2, 2), ``shift`` (2,)."""
    (a, b), (d, e) = np.asarray(matrix, float).tolist()
    return AffineTransform(model, (float(centre[0]), float(centre[1])), ((a, b), (d, e)),
                           (float(shift[0]), float(shift[1])))


def of_affine(affine: Affine, centre: tuple[float, float]) -> AffineTransform:
    """An ``Affine`` of absolute coordinates as a transform that is expressed about ``centre``."""
    x, y = affine * centre
    return affine_transform("affine", centre, np.array([[affine.a, affine.b], [affine.d, affine.e]]),
                            np.array([x - centre[0], y - centre[1]]))


def tangent(transform: HomographyTransform) -> AffineTransform:
    """The affine that a homography is near its centre."""
    return AffineTransform("affine", transform.centre, transform.matrix, transform.shift)


def nearest_affine(transform: Transform) -> AffineTransform:
    """The affine that a transform is but for its field or its tilt; the identity for what has no such part."""
    if isinstance(transform, AffineTransform):
        return transform
    if isinstance(transform, LocalTransform):
        return transform.affine
    return tangent(transform) if isinstance(transform, HomographyTransform) else identity(transform.centre)


def identity(centre: tuple[float, float] = (0.0, 0.0), model: str = "identity") -> AffineTransform:
    """The transform that leaves all as it is."""
    return AffineTransform(model, centre)


def _numbers(transform: AffineTransform) -> Floats:
    """The numbers (8,) of an affine transform; raises InputError if it is made of anything else."""
    if str(transform.model) not in FREEDOM:
        raise InputError(Sentence("{model!r} is no model of a transform; models are {freedom}.",
                                  model=str(transform.model)[:60], freedom=", ".join(FREEDOM)))
    rows = np.ravel(np.array(transform.matrix, object))
    if len(rows) != 4:
        raise InputError("The matrix of a transform has two rows of two numbers.")
    pairs = (transform.centre, rows[:2], rows[2:], transform.shift)
    return np.array([number for pair in pairs for number in place(pair)])


@dataclass(frozen=True, eq=False, repr=False)
class LocalTransform(Composable):
    """A smooth displacement field on top of an affine: T(x) = affine(x) + d(x).

    d is a uniform cubic B-spline (Rueckert et al. 1999): ``coefficients`` (2, rows, columns) in CRS units on the nodes
    ``lattice * (column, row)``, where ``lattice`` maps node indices to fixed CRS coordinates. Outside the lattice the
    field goes on as at its border.
    """

    affine: AffineTransform
    lattice: Affine
    coefficients: Floats

    def __post_init__(self) -> None:
        if self.coefficients.ndim != 3 or self.coefficients.shape[0] != 2 or min(self.coefficients.shape) < 1:
            raise InputError(Sentence("A displacement field has the shape (2, rows, columns), not {shape}.",
                                      shape=self.coefficients.shape))
        if not np.isfinite(self.coefficients).all() or self.lattice.is_degenerate:
            raise InputError("The displacement field holds numbers that are not finite, or its lattice is degenerate.")

    model = "local"

    def __eq__(self, other: object) -> bool:
        return same_fields(self, other)

    def __hash__(self) -> int:
        return hash((self.affine, self.lattice, self.coefficients.tobytes()))

    def __repr__(self) -> str:
        rows, columns = self.coefficients.shape[1:]
        largest = float(np.hypot(*self.coefficients).max())
        return f"LocalTransform({self.affine!r}, {rows} x {columns} nodes of at most {largest:.3g} CRS units)"

    def __matmul__(self, other: Transform) -> Transform:
        """The transform x -> self(other(x)); local if ``other`` is affine."""
        if isinstance(other, AffineTransform):
            # The nodes lie where ``other`` brings them to their places.
            return LocalTransform(self.affine.compose(other), ~other.affine * self.lattice, self.coefficients)
        return super().__matmul__(other)

    @property
    def centre(self) -> tuple[float, float]:
        """A place in the middle of the image."""
        return self.affine.centre

    def displacement(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """The field alone, in CRS units; x (1, w) and y (h, 1) stand for all their pairs (h, w)."""
        (x, y), to_node = points(x, y), ~self.lattice
        if x.ndim == y.ndim == 2 and x.shape[0] == y.shape[1] == 1 and to_node.b == to_node.d == 0:
            # A product of small matrices, thirty times as fast as the sum of 16 nodes at each place.
            _, rows, cols = self.coefficients.shape
            across, left = _spline_weights(to_node.a * x[0] + to_node.c, cols)
            down, top = _spline_weights(to_node.e * y[:, 0] + to_node.f, rows)
            dx, dy = self.coefficients[:, top : top + down.shape[1], left : left + across.shape[1]]
            return down @ dx @ across.T, down @ dy @ across.T
        col, row = apply_affine(to_node, x, y)
        at = np.stack([np.atleast_1d(row), np.atleast_1d(col)])
        # prefilter off: these are the spline's coefficients, not values to be interpolated.
        dx, dy = (ndimage.map_coordinates(c, at, order=3, mode="nearest", prefilter=False) for c in self.coefficients)
        return dx.reshape(np.shape(col)), dy.reshape(np.shape(col))

    def __call__(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """True place -> place in the moving raster's georeference."""
        (ax, ay), (dx, dy) = self.affine(x, y), self.displacement(x, y)
        return ax + dx, ay + dy

    def inverse(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Place in the moving raster's georeference -> true place, by Newton's method with step halving.

        Places that are not finite stay so. Raises CoregixError if the field folds there, so that there is no inverse.
        """
        x, y = np.broadcast_arrays(*points(x, y))
        mapped = np.stack([x.ravel(), y.ravel()])
        # The affine's inverse is off by the displacement alone: Newton's method begins near its end.
        true = np.stack(self.affine.inverse(*mapped))
        active = np.flatnonzero(np.isfinite(mapped).all(axis=0))
        # A billionth of a cell, but never below what doubles can tell apart: 4e-9 at 2e7 m.
        tolerance = max(1e-9 * self._cell, 8 * float(np.spacing(np.abs(mapped[:, active]).max(initial=1e-6))))
        # Each point has a step length of its own: one place in a fold must not slow down all others.
        share = np.ones(mapped.shape[1])
        gap = np.stack(self(*true)) - mapped
        for _ in range(_MAX_STEPS):
            active = active[np.abs(gap[:, active]).max(axis=0) > tolerance]
            if not active.size:
                break
            step = _solve(self._jacobian(true[0, active], true[1, active]), gap[:, active])
            trial = true[:, active] - share[active] * step
            left = np.stack(self(*trial)) - mapped[:, active]
            # Where Newton's step overshoots, the same direction is tried half as far.
            better = np.hypot(*left) < np.hypot(*gap[:, active])
            true[:, active[better]], gap[:, active[better]] = trial[:, better], left[:, better]
            share[active] = np.where(better, np.minimum(1.0, 2 * share[active]), share[active] / 2)
        if active.size or self._turned_over(true):
            raise CoregixError("The displacement field folds and has no inverse; solve again with a smoother "
                               "transform.")
        return true[0].reshape(np.shape(x)), true[1].reshape(np.shape(x))

    @property
    def _cell(self) -> float:
        """Side of a square of a lattice cell's area, in CRS units."""
        return float(np.sqrt(abs(self.lattice.determinant)))

    def _jacobian(self, x: Floats, y: Floats) -> Floats:
        """Derivatives (2, 2, n) of the transform at points (n,), by differences."""
        # Short against the nodes' spacing, long against the rounding of large coordinates.
        step = 1e-3 * self._cell
        here = np.stack(self(x, y))
        return np.stack([np.stack(self(x + step, y)) - here, np.stack(self(x, y + step)) - here], 1) / step

    def _turned_over(self, places: Floats) -> bool:
        """Whether the field turns the ground over at any of the places (2, n), of which some may not be finite."""
        known = places[:, np.isfinite(places).all(axis=0)]
        # A mirrored image turns the ground over as a whole, which is no fold.
        sign = np.sign(np.linalg.det(self.affine.matrix))
        return bool((sign * _determinant(self._jacobian(*known)) <= 0).any())

    def jacobians(self) -> Floats:
        """Determinants of the field's Jacobian, two by two in each cell of the lattice: below 0 it folds."""
        _, rows, cols = self.coefficients.shape
        row, col = np.mgrid[0 : rows - 1 : 0.5, 0 : cols - 1 : 0.5] if min(rows, cols) > 1 else np.zeros((2, 1, 1))
        x, y = apply_affine(self.lattice, col, row)
        return _determinant(self._jacobian(x, y))

    def smallest_jacobian(self) -> float:
        """The smallest of the ``jacobians``."""
        return float(self.jacobians().min())


def _determinant(matrix: Floats) -> Floats:
    """Determinants (...) of matrices (2, 2, ...)."""
    return np.asarray(matrix[0, 0] * matrix[1, 1] - matrix[0, 1] * matrix[1, 0])


def _solve(matrix: Floats, right: Floats) -> Floats:
    """Solutions (2, n) of n systems ``matrix`` (2, 2, n) with the right-hand sides (2, n); not finite if singular."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.stack([matrix[1, 1] * right[0] - matrix[0, 1] * right[1],
                         matrix[0, 0] * right[1] - matrix[1, 0] * right[0]]) / _determinant(matrix)


def _spline_weights(at: Floats, nodes: int) -> tuple[Floats, int]:
    """Weights (n, k) of a cubic B-spline's coefficients at node indices (n,), of the k from the first near one on.

    Beyond an end, its last coefficient goes on.
    """
    low = np.floor(at).astype(int)
    t = at - low
    s = 1 - t
    first, last = (int(np.clip(n, 0, nodes - 1)) for n in (low.min(initial=nodes) - 1, low.max(initial=0) + 2))
    weights = np.zeros((len(at), max(last + 1 - first, 1)))
    for shift, weight in zip(range(-1, 3), (s**3, 4 - 6 * t**2 + 3 * t**3, 4 - 6 * s**2 + 3 * s**3, t**3), strict=True):
        # Added, as near an end several of the four are the last one.
        weights[np.arange(len(at)), np.clip(low + shift, 0, nodes - 1) - first] += weight / 6
    return weights, first
