"""Where output pixels come from: the map from the output grid to the source's, and affines and polynomials near it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from affine import Affine
from rasterio.crs import CRS

from .._typing import Floats
from ..geometry import AffineTransform, Grid, LocalTransform, Transform, apply_affine, project
from .boxes import Box

# Largest error of a place in the source, in its pixels, that a fitted map may have.
TOLERANCE = 0.004

# Points along each side of a box at which the map is computed to fit it.
NODES = 13

# Pixels that lie this close to whole pixels of the source are taken as they are.
STILL = 1e-6


@dataclass(frozen=True)
class Places:
    """Where output pixels come from: output (column, row) to source (column, row), corner convention."""

    grid: Grid
    transform: Transform
    fixed_crs: CRS | None
    source: Grid

    def __call__(self, col: Floats, row: Floats) -> tuple[Floats, Floats]:
        """Source columns and rows of output columns and rows; NaN where there is no image."""
        # By way of the fixed CRS, in which the transform is expressed.
        x, y = self._output.to_world(col, row)
        if self.grid.crs != self.fixed_crs:
            x, y = _known(*project(self.grid.crs, self.fixed_crs, x, y, near=self.transform.centre[0]))
        return self.source.to_pixel(*_known(*self.source.world_of(self.fixed_crs, *self.transform(x, y))))

    @cached_property
    def _output(self) -> Grid:
        """The output grid, on the transform's side of the antimeridian if it is in the fixed CRS."""
        return self.grid.turned_to(self.transform.centre[0]) if self.grid.crs == self.fixed_crs else self.grid

    @property
    def separable(self) -> bool:
        """Whether places are a product of what each axis says: those of a field alone, and only on axes of its own."""
        t, one_crs = self.grid.transform, self.grid.crs == self.fixed_crs == self.source.crs
        return isinstance(self.transform, LocalTransform) and one_crs and t.b == t.d == 0

    def pixels(self, box: Box) -> tuple[Floats, Floats] | None:
        """Source columns and rows of all pixels of a box, (h, w); None if that would be more work than fitting them."""
        if not self.separable:
            return None
        cols, rows = (np.arange(n, dtype=float) + (first + 0.5) for first, n in zip(box[:2], box[2:], strict=True))
        x, y = self._output.open_world(cols, rows)
        return self.source.to_pixel(*self.source.world_of(self.fixed_crs, *self.transform(x, y)))

    def jacobian(self) -> Floats:
        """(2, 2) source pixels per output pixel, in the middle of the output (the identity where it has no place)."""
        col, row = self.grid.width / 2, self.grid.height / 2
        u, v = self(np.array([col - 0.5, col + 0.5, col, col]), np.array([row, row, row - 0.5, row + 0.5]))
        matrix = np.array([[u[1] - u[0], u[3] - u[2]], [v[1] - v[0], v[3] - v[2]]])
        return matrix if np.isfinite(matrix).all() else np.eye(2)

    def affine(self) -> Affine | None:
        """The whole map as an affine of output pixels, or None where it is not one."""
        whole = (0, 0, self.grid.width, self.grid.height)
        # Not by fitting if there is a field: so few points could miss its bumps, which its nodes bound.
        near = self.near_affine(whole) if isinstance(self.transform, AffineTransform) else self.level_affine(whole)
        if near is None:
            return None
        # Rounding in world coordinates must not touch pixels that stay where they are.
        col, row = spaced_points(whole, 2, 2)
        shift = Affine.translation(round(near.c), round(near.f))
        off = np.subtract(apply_affine(near, col, row), apply_affine(shift, col, row))
        return shift if np.abs(off).max() < STILL else near

    def level_affine(self, box: Box) -> Affine | None:
        """The map as an affine of pixels of a box on which the field over it is one shift, within ``TOLERANCE``.

        None if it is not, or if there is no such field.
        """
        if not self.separable:
            return None
        assert isinstance(self.transform, LocalTransform)
        x, y = self._output.to_world(*spaced_points(box, 2, 2))
        low, high = _bounds_of_field(self.transform, x, y)
        if np.max(high - low) / 2 > TOLERANCE * self.source.pixel_size:
            return None
        # Three corners give an affine: what a step along each axis of the output does to a place.
        east, north = (a + d for a, d in zip(self.transform.affine(x, y), (low + high) / 2, strict=True))
        # All on one side of the antimeridian, at which a raster of the whole Earth begins anew.
        col, row = self.source.turned_to(float(east.mean())).to_pixel(east, north)
        across, down = ((a[1] - a[0], a[2] - a[0], a[0]) for a in (col, row))
        return Affine(*across, *down) * Affine.scale(1 / box[2], 1 / box[3])

    def near_affine(self, box: Box) -> Affine | None:
        """The map as an affine of pixels of a box, or None where it is not one within ``TOLERANCE``."""
        fit = polynomial(box, self, 1)
        if fit is None:
            return None
        (c, f), (b, e), (a, d) = fit.tolist()
        return Affine(a, b, c, d, e, f) * Affine.scale(1 / box[2], 1 / box[3])


def _known(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Places that have no image become NaN: infinity times zero would warn."""
    known = np.isfinite(x) & np.isfinite(y)
    return np.where(known, x, np.nan), np.where(known, y, np.nan)


def _bounds_of_field(field: LocalTransform, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Least and largest displacement (2,) that a field may have between places (n,), in CRS units.

    A B-spline is a mean of the nodes around, whose weights are 0 or more: it never leaves their range.
    """
    ends = [(int(np.floor(at.min())) - 1, int(np.floor(at.max())) + 2) for at in apply_affine(~field.lattice, x, y)]
    # Beyond its ends the field goes on as at them.
    (left, right), (top, bottom) = (np.clip(pair, 0, n - 1) for pair, n in zip(
        ends, field.coefficients.shape[:0:-1], strict=True))
    near = field.coefficients[:, top : bottom + 1, left : right + 1]
    return near.min((1, 2)), near.max((1, 2))


def spaced_points(box: tuple[float, float, float, float], across: int, down: int) -> tuple[Floats, Floats]:
    """(columns, rows) of ``across`` x ``down`` points from corner to corner of a box, in one line."""
    col, row = np.meshgrid(np.linspace(box[0], box[0] + box[2], across), np.linspace(box[1], box[1] + box[3], down))
    return col.ravel(), row.ravel()


def monomials(s: Floats, t: Floats, order: int) -> Floats:
    """Terms of a polynomial of two variables along a last axis: 1, t, ..., s, s t, ..."""
    return np.stack([s**i * t**j for i in range(order + 1) for j in range(order + 1 - i)], -1)


def polynomial(box: Box, places: Places, order: int) -> Floats | None:
    """(terms, 2) polynomial of the place in a box (0..1) for the source column and row; None where it is not one.

    It is fitted to every other point of a grid of them; the points between show how good it is.
    """
    target = np.stack(places(*spaced_points(box, NODES, NODES)), -1)
    if not np.isfinite(target).all():
        return None
    powers = monomials(*spaced_points((0, 0, 1, 1), NODES, NODES), order)
    # An odd number of nodes puts the corners among the fitted ones: nothing is extrapolated.
    fitted = np.outer(*[np.arange(NODES) % 2 == 0] * 2).ravel()
    coefficients = np.linalg.lstsq(powers[fitted], target[fitted], rcond=None)[0]
    return coefficients if np.abs(powers @ coefficients - target).max() <= TOLERANCE else None
