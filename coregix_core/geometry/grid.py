"""Where pixels lie: CRS, affine geotransform, shape, and the conversions between pixels and the world.

One convention everywhere: pixel coordinates are (column, row) with (0, 0) at the outer corner of the first pixel, so
that the centre of pixel (i, j) is (i + 0.5, j + 0.5). World coordinates are (x, y) in the grid's CRS; a grid without a
CRS has a world all the same, that of its geotransform.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from numbers import Integral
from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import ArrayLike
from rasterio.crs import CRS

from .._typing import Bounds as Bounds  # noqa: PLC0414 - handed on to those who import it from here
from .._typing import Floats as Floats  # noqa: PLC0414 - handed on to those who import it from here
from ..errors import GeoreferenceError, InputError, Sentence
from .points import points
from .projection import project

# Of a sphere, in metres: what is said in metres of a CRS in degrees is for orientation, to 0.6 %.
EARTH_RADIUS = 6_371_000.0


@dataclass(frozen=True, repr=False)
class Grid:
    """A raster's geometry: ``transform`` maps pixel (column, row) to world (x, y) in ``crs``."""

    crs: CRS | None
    transform: Affine
    width: int
    height: int

    def __post_init__(self) -> None:
        made_of: list[tuple[object, Any]] = [
            (self.crs, CRS | None), (self.transform, Affine), (self.width, Integral), (self.height, Integral)]
        if not all(isinstance(given, expected) for given, expected in made_of):
            raise InputError("A grid is made of a rasterio CRS or None, an Affine, and a whole width and height; see "
                             "GridArray for a CRS by its name.")
        if self.width < 1 or self.height < 1:
            raise GeoreferenceError(Sentence("A grid needs at least one pixel, this one is {width} x {height}.",
                                             width=self.width, height=self.height))
        if not np.isfinite(tuple(self.transform)).all() or self.transform.is_degenerate:
            raise GeoreferenceError(
                Sentence("The geotransform {transform} cannot be inverted; georeference the raster anew.",
                         transform=tuple(self.transform)[:6])
            )

    def __repr__(self) -> str:
        # The WKT of a CRS takes a page.
        return f"Grid({str(self.crs)[:60]}, {tuple(self.transform)[:6]}, {self.width} x {self.height})"

    @property
    def shape(self) -> tuple[int, int]:
        """(height, width), as arrays have it."""
        return self.height, self.width

    @cached_property
    def pixel_size(self) -> float:
        """Side of a square of one pixel's area, in CRS units."""
        return float(np.sqrt(abs(self.transform.determinant)))

    @property
    def middle(self) -> tuple[float, float]:
        """World coordinates of the middle."""
        x, y = self.to_world(self.width / 2, self.height / 2)
        return float(x), float(y)

    def to_world(self, col: ArrayLike, row: ArrayLike) -> tuple[Floats, Floats]:
        """Pixel coordinates (corner convention) to world coordinates."""
        return apply_affine(self.transform, col, row)

    def open_world(self, cols: Floats, rows: Floats) -> tuple[Floats, Floats]:
        """World coordinates of all pairs of columns (w,) and rows (h,), as arrays that broadcast to (h, w).

        They are (1, w) and (h, 1) if the grid's axes are those of the world: functions of them may then be separable.
        """
        if self.transform.b == self.transform.d == 0:
            return self.transform.a * cols[None] + self.transform.c, self.transform.e * rows[:, None] + self.transform.f
        return self.to_world(cols[None], rows[:, None])

    def to_pixel(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """World coordinates to pixel coordinates (corner convention)."""
        return apply_affine(~self.transform, x, y)

    def world_of(self, crs: CRS | None, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Points in ``crs`` to world coordinates here: on this grid's side of the antimeridian; see ``project``."""
        return project(crs, self.crs, x, y, near=self.middle[0])

    def turned_to(self, x: float) -> Grid:
        """The same grid on the side of the antimeridian where ``x`` lies: moved by whole turns; itself in metres."""
        if self.crs is None or not self.crs.is_geographic:
            return self
        turns = round((self.middle[0] - x) / 360.0)
        return replace(self, transform=Affine.translation(-360.0 * turns, 0.0) * self.transform) if turns else self

    def outline(self, points_per_side: int = 21) -> tuple[Floats, Floats]:
        """World coordinates along the border, densified so that projected bounds hold the whole grid."""
        # Twenty intervals a side: a projection bends a side little within one of them.
        s = np.linspace(0.0, 1.0, points_per_side)
        zeros, ones = np.zeros_like(s), np.ones_like(s)
        col = np.concatenate([s, ones, s[::-1], zeros]) * self.width
        row = np.concatenate([zeros, s, ones, s[::-1]]) * self.height
        return self.to_world(col, row)

    @cached_property
    def bounds(self) -> Bounds:
        """(min x, min y, max x, max y) in CRS units."""
        # The corners suffice: within its own CRS a grid has straight sides.
        x, y = self.outline(2)
        return float(x.min()), float(y.min()), float(x.max()), float(y.max())

    def window(self, col: int, row: int, width: int, height: int) -> Grid:
        """The part of this grid that begins at pixel (col, row)."""
        return replace(self, transform=self.transform * Affine.translation(col, row), width=width, height=height)

    def scaled(self, factor: float) -> Grid:
        """The same area in pixels ``factor`` times as large (at least one of them)."""
        # Rounded up: the last pixels may stick out, but nothing of the area is lost.
        width, height = max(1, int(np.ceil(self.width / factor))), max(1, int(np.ceil(self.height / factor)))
        return replace(self, transform=self.transform * Affine.scale(factor), width=width, height=height)


def apply_affine(transform: Affine, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """Map points by an affine; works on scalars and arrays alike."""
    x, y = points(x, y)
    with np.errstate(invalid="ignore"):  # a point without an image (inf) times 0 has none either
        return transform.a * x + transform.b * y + transform.c, transform.d * x + transform.e * y + transform.f


def north_up(crs: CRS | None, bounds: Bounds, pixel_size: float) -> Grid:
    """A north-up grid of square pixels that covers ``bounds`` from its upper left corner on."""
    left, bottom, right, top = bounds
    # A millionth of a pixel is rounding: it must not add a column.
    width = max(1, int(np.ceil((right - left) / pixel_size - 1e-6)))
    height = max(1, int(np.ceil((top - bottom) / pixel_size - 1e-6)))
    return Grid(crs, Affine(pixel_size, 0.0, left, 0.0, -pixel_size, top), width, height)


def north_up_over(grid: Grid, crs: CRS | None, x: Floats, y: Floats) -> Grid:
    """A north-up grid in ``crs`` over the whole of ``grid``, in pixels as large on the ground as its own.

    ``x``, ``y`` (n,) are where the points of ``grid.outline()`` lie in ``crs``.
    """
    # The shoelace formula: the outline goes around once.
    area = abs(float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))) / 2
    size = float(np.sqrt(area / (grid.width * grid.height)))
    # Shared between both axes, so that a pixel keeps its area.
    stretch = float(np.sqrt(lengthening(crs, float(np.mean(y)))))
    left, top = float(x.min()), float(y.max())
    width = max(1, int(np.ceil((x.max() - left) / (size * stretch) - 1e-6)))
    height = max(1, int(np.ceil((top - y.min()) * stretch / size - 1e-6)))
    if crs is None:
        # Without a CRS rows count downward, as pixels do.
        return Grid(None, Affine(size, 0.0, left, 0.0, size, float(y.min())), width, height)
    return Grid(crs, Affine(size * stretch, 0.0, left, 0.0, -size / stretch, top), width, height)


def own_or_over(grid: Grid, crs: CRS | None, x: Floats, y: Floats) -> Grid:
    """The grid itself if it lies about where its raster truly does, else a north-up one over that place.

    ``x``, ``y`` (n,) are where the points of ``grid.outline()`` truly lie in ``crs``. A raster that lay elsewhere would
    come out empty on the grid of the wrong place. The two have to share half of the smaller one's bounds.
    """
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        return grid
    true = float(x.min()), float(y.min()), float(x.max()), float(y.max())
    own = projected_bounds(grid, crs, near=float(x.mean()))
    common = intersection(true, own)
    # Of the smaller one: a strip that is turned a little has bounds several times as large as its own.
    return grid if common is not None and _area(common) >= min(_area(true), _area(own)) / 2 else north_up_over(
        grid, crs, x, y)


def _area(bounds: Bounds) -> float:
    return (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])


def projected_bounds(grid: Grid, crs: CRS | None, *, near: float | None = None) -> Bounds:
    """Bounds of a grid in another CRS; ``near`` as in ``project``.

    Raises GeoreferenceError where the grid has no place there.
    """
    x, y = project(grid.crs, crs, *grid.outline(), near=near)
    ok = np.isfinite(x) & np.isfinite(y)
    if not ok.any():
        raise GeoreferenceError(Sentence("A raster in {own} has no place in {crs}; check the CRS of both rasters.",
                                         own=grid.crs, crs=crs))
    return float(x[ok].min()), float(y[ok].min()), float(x[ok].max()), float(y[ok].max())


def intersection(a: Bounds, b: Bounds) -> Bounds | None:
    """Common part of two bounds in the same CRS, or None."""
    # Touching along an edge is nothing in common: there is no pixel there.
    left, bottom, right, top = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    return (left, bottom, right, top) if left < right and bottom < top else None


def grown(bounds: Bounds, margin: float) -> Bounds:
    """Bounds with a margin on each side."""
    return bounds[0] - margin, bounds[1] - margin, bounds[2] + margin, bounds[3] + margin


def extent_text(bounds: Bounds) -> str:
    """Bounds as messages tell them."""
    return f"x {bounds[0]:.9g}..{bounds[2]:.9g}, y {bounds[1]:.9g}..{bounds[3]:.9g}"


def lengthening(crs: CRS | None, y: float) -> float:
    """How many units of x are as long on the ground as one of y: above 1 in degrees away from the equator."""
    if crs is None or not crs.is_geographic:
        return 1.0
    # Bounded, as at the poles a degree of longitude has no length.
    return 1 / max(float(np.cos(np.radians(np.clip(y, -89.0, 89.0)))), 0.02)


def metres_per_unit(crs: CRS, y: float) -> tuple[float, float]:
    """Metres in a CRS unit along x and y; in degrees at the latitude ``y``, on a sphere."""
    if crs.is_geographic:
        degree = float(EARTH_RADIUS * np.pi / 180)
        return degree * float(np.cos(np.radians(y))), degree
    # Not linear_units_factor, which raises for what is neither geographic nor projected, such as a building site's.
    factor = float(crs.units_factor[1])
    return factor, factor


def unit_stretch(grid: Grid) -> float:
    """How many times as wide as high a pixel of ``grid`` is on the ground, in its middle."""
    t = grid.transform
    longer = lengthening(grid.crs, grid.middle[1])
    return float(np.hypot(t.a / longer, t.d) / np.hypot(t.b / longer, t.e))
