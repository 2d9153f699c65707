"""What a plane looks like from another side: the map of a photograph of flat ground, by eight numbers.

A homography keeps straight lines straight, and lets the scale change steadily across the image, up to a horizon where
it is infinite (Hartley and Zisserman 2004). Places on the horizon and beyond it have no image.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .._typing import Bounds, Floats
from ..errors import InputError
from .composition import Composable
from .points import is_singular, points
from .protocol import Transform

Row = tuple[float, float]


class Projective(Composable):
    """A map T(x) = centre + shift + matrix d / (1 + tilt . d), where d = x - centre; affine without a tilt."""

    model: str
    centre: Row
    matrix: tuple[Row, Row]
    shift: Row

    @property
    def tilt(self) -> Row:
        """How fast the scale falls along x and y at the centre: a share of it per CRS unit."""
        return 0.0, 0.0

    def inverse(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Place in the moving raster's georeference -> true place."""
        raise NotImplementedError


@dataclass(frozen=True)
class HomographyTransform(Projective):
    """T(x) = centre + shift + matrix d / (1 + tilt . d), where d = x - centre, in CRS units.

    ``shift`` is the displacement at the centre, and ``matrix`` the transform's derivative there: what an affine would
    be near it. ``tilt`` (per CRS unit) is the change of scale across the image. Places at which 1 + tilt . d is not
    above 0 lie beyond the horizon: they become NaN.

    >>> view = HomographyTransform((100.0, 200.0), tilt=(0.001, 0.0))
    >>> tuple(float(v) for v in view(350.0, 200.0))
    (300.0, 200.0)
    >>> tuple(float(v) for v in (~view)(300.0, 200.0))
    (350.0, 200.0)
    """

    centre: Row
    matrix: tuple[Row, Row] = ((1.0, 0.0), (0.0, 1.0))
    shift: Row = (0.0, 0.0)
    tilt: Row = (0.0, 0.0)

    model = "homography"

    def __post_init__(self) -> None:
        values = np.array([*self.centre, *np.ravel(self.matrix), *self.shift, *self.tilt], float)
        # As of an affine: of all eight numbers none but the matrix can make the map singular.
        if values.shape != (10,) or not np.isfinite(values).all() or is_singular(self.matrix):
            raise InputError(f"The homography's numbers {values.tolist()} cannot be used: they must be finite, and the "
                             "matrix invertible.")

    def __call__(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """True place -> place in the moving raster's georeference; NaN beyond the horizon."""
        x, y = points(x, y)
        dx, dy = x - self.centre[0], y - self.centre[1]
        (a, b), (d, e) = self.matrix
        depth = self._depth(dx, dy)
        # The large numbers come last: what is multiplied is small, and keeps its digits.
        return ((a * dx + b * dy) / depth + (self.centre[0] + self.shift[0]),
                (d * dx + e * dy) / depth + (self.centre[1] + self.shift[1]))

    def _depth(self, dx: Floats, dy: Floats) -> Floats:
        """1 at the centre, falling to 0 at the horizon; NaN beyond it."""
        depth = 1 + self.tilt[0] * dx + self.tilt[1] * dy
        return np.where(depth > 0, depth, np.nan)

    def clearance(self, bounds: Bounds) -> float:
        """The least of 1 + tilt . d within bounds: the horizon crosses them if it is not above 0."""
        left, bottom, right, top = (v - self.centre[i % 2] for i, v in enumerate(bounds))
        # Linear in the place, so that it is least at a corner.
        return 1 + min(self.tilt[0] * left, self.tilt[0] * right) + min(self.tilt[1] * bottom, self.tilt[1] * top)

    def inverse(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Place in the moving raster's georeference -> true place; NaN beyond the horizon that there is."""
        return self.inverted()(x, y)

    def __invert__(self) -> HomographyTransform:
        """The inverse, a homography about the place where this one shows its centre."""
        return self.inverted()

    def inverted(self) -> HomographyTransform:
        """The inverse, a homography about the place where this one shows its centre."""
        # u = M d / (1 + t.d) is solved by d = v / (1 - t.v) with v = M^-1 u: exact, whatever the tilt.
        inverse = np.linalg.inv(self.matrix)
        mapped = self.centre[0] + self.shift[0], self.centre[1] + self.shift[1]
        return homography(mapped, inverse, np.negative(self.shift), -np.asarray(self.tilt) @ inverse)

    def __matmul__(self, other: Transform) -> Transform:
        """The transform x -> self(other(x)): a homography if ``other`` is one or affine."""
        if isinstance(other, HomographyTransform):
            return composed(self, other)
        if not isinstance(other, Projective):
            return super().__matmul__(other)
        # An affine may be expressed about a place far off, which has no image here; this one's own centre always has.
        x, y = other.inverse(*self.centre)
        return composed(self, _recentred(other, (float(x), float(y))))

    def recentred(self, centre: Row) -> HomographyTransform:
        """The same map about another centre; raises InputError if that lies beyond the horizon."""
        return _recentred(self, centre)


def homography(centre: Row, matrix: ArrayLike, shift: ArrayLike, tilt: ArrayLike) -> HomographyTransform:
    """A HomographyTransform from arrays: ``matrix`` (2, 2), ``shift`` (2,), ``tilt`` (2,)."""
    (a, b), (d, e) = np.asarray(matrix, float).tolist()
    (x, y), (p, q) = np.asarray(shift, float).tolist(), np.asarray(tilt, float).tolist()
    return HomographyTransform((float(centre[0]), float(centre[1])), ((a, b), (d, e)), (x, y), (p, q))


def composed(outer: Projective, inner: Projective) -> HomographyTransform:
    """The transform x -> outer(inner(x)), about the inner one's centre.

    Raises InputError if the inner one shows its centre beyond the outer one's horizon.
    """
    mapped = inner.centre[0] + inner.shift[0], inner.centre[1] + inner.shift[1]
    # About the place where the inner one shows its centre, the matrices follow each other as they are.
    outer = _recentred(outer, mapped)
    shift = np.subtract(np.add(mapped, outer.shift), inner.centre)
    matrix = np.asarray(inner.matrix)
    return homography(inner.centre, np.asarray(outer.matrix) @ matrix, shift, inner.tilt + outer.tilt @ matrix)


def _recentred(transform: Projective, centre: Row) -> HomographyTransform:
    gone, tilt, matrix = np.subtract(centre, transform.centre), np.asarray(transform.tilt), np.array(transform.matrix)
    depth = 1 + float(tilt @ gone)
    if not depth > 0:
        raise InputError(f"The place {centre[0]:.10g}, {centre[1]:.10g} lies beyond the horizon of a homography; take "
                         "one nearer to its centre.")
    # The first-order expansion at the new centre: value, derivative and tilt all divide by the depth there.
    moved = matrix @ gone / depth
    shift = moved + transform.shift - gone
    return homography(centre, (matrix - np.outer(moved, tilt)) / depth, shift, tilt / depth)
