"""A transform with what is needed to use it again, and where rasters truly lie under it.

Of a raster whose georeference was trusted, it maps true places to places in the fixed CRS. Of one that was placed anew,
it maps them to what that raster's file has for coordinates: pixels if it has no georeference, which are no longitudes
even if the fixed CRS is in degrees.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from affine import Affine
from rasterio.crs import CRS

from .._typing import Bounds, Floats
from .._version import __version__
from ..errors import GeoreferenceError, Sentence
from ..geometry import Grid, Transform, nearest_affine, north_up_over, own_or_over, project

# How near (pixels) a georeference has to be to the corrected one to be that which was written for the raster since:
# far above the rounding of a world file, and an error that would not matter if it were another one.
_CORRECTED_PX = 0.1


@dataclass(frozen=True, repr=False)
class SavedTransform:
    """A transform with what is needed to use it again.

    ``transform`` maps true places in ``fixed_crs`` to the moving raster's georeference: in ``fixed_crs`` as well, or in
    the numbers of its own file if it was ``placed``. ``extent`` holds the bounds, in the fixed CRS, of the area in
    which it was measured; beyond, it is extrapolated. ``moving`` is the grid of the raster that it was solved on, as
    its file has it. Uncertainties are CE90 in CRS units and in pixels.
    """

    transform: Transform
    fixed_crs: CRS | None
    extent: Bounds
    moving: Grid
    metric: str = ""
    verdict: str = "aligned"
    uncertainty_ce90: float | None = None
    uncertainty_ce90_px: float | None = None
    created: str = ""
    version: str = __version__
    placed: bool = False
    """Whether the georeference of the raster that was solved on was none, or not trusted."""

    def __repr__(self) -> str:
        return f"SavedTransform({self.verdict}, {self.transform!r}, in {str(self.fixed_crs)[:60]})"

    @property
    def in_pixels(self) -> bool:
        """Whether the raster that was solved on has no georeference: what it shows lies at its pixels."""
        # One that was placed may have had a CRS, which alone says nothing of where pixels lie.
        return self.moving.transform.is_identity and (self.moving.crs is None or self.placed)

    @property
    def shown_near(self) -> float:
        """The x coordinate about which the transform's shown places lie."""
        return float(self.transform(*self.transform.centre)[0])

    def crs_of(self, grid: Grid) -> CRS | None:
        """The CRS to read a raster of this geolocation in.

        It is the solve's for the raster that was solved on, and where the file has none: the user may have
        replaced the file's own.
        """
        return self.moving.crs if self._is_of_the_solve(grid) or grid.crs is None else grid.crs

    def seen(self, grid: Grid, raster: object = "raster") -> tuple[Transform, Grid]:
        """What to read a raster of this geolocation with: a transform, and the grid that its shown places are on.

        The grid is on the transform's side of the antimeridian. That of a raster that was placed is in the fixed CRS,
        about where it truly lies. ``raster`` is what messages call it.

        Raises GeoreferenceError for a raster under a georeference, or none, of which the transform does not speak.
        """
        own = self._as_measured(grid, raster)
        if self.placed:
            return self._about_true_places(own)
        return self.transform, own.turned_to(self.shown_near) if own.crs == self.fixed_crs else own

    def true_places(self, grid: Grid, col: Floats, row: Floats) -> tuple[Floats, Floats]:
        """True places, in the fixed CRS, of pixels of a raster of this geolocation; raises as ``seen``."""
        transform, seen = self.seen(grid)
        x, y = seen.to_world(col, row)
        if seen.crs != self.fixed_crs:
            x, y = project(seen.crs, self.fixed_crs, x, y, near=self.shown_near)
        return transform.inverse(x, y)

    def output_grid(self, grid: Grid) -> Grid:
        """Where a raster of this geolocation is written unless a grid is given: its own, or one over its true place."""
        outline = self.true_places(grid, *_border(grid))
        if self.placed:
            return north_up_over(grid, self.fixed_crs, *outline)
        return own_or_over(self._as_measured(grid), self.fixed_crs, *outline)

    def true_bounds(self, grid: Grid) -> Bounds:
        """Bounds, in the fixed CRS, of the ground that a raster of this geolocation truly shows."""
        x, y = self.true_places(grid, *_border(grid))
        return float(np.nanmin(x)), float(np.nanmin(y)), float(np.nanmax(x)), float(np.nanmax(y))

    def _is_of_the_solve(self, grid: Grid) -> bool:
        return grid.shape == self.moving.shape and grid.transform == self.moving.transform

    def _as_measured(self, grid: Grid, raster: object = "raster") -> Grid:
        """The grid of a raster in the georeference that the transform was measured with."""
        known = self.moving
        if self._is_of_the_solve(grid):
            return replace(grid, crs=known.crs)
        # A world file that was made by this transform says again what the transform says; one that is lost, nothing.
        if grid.shape == known.shape and (grid.transform.is_identity or (self.in_pixels and self._is_corrected(grid))):
            return known
        if self._tells_its_place(grid):
            return replace(grid, crs=self.crs_of(grid))
        if self.in_pixels:
            raise GeoreferenceError(
                Sentence("The transform was measured in pixels, on a raster of {width} x {height} without a "
                         "georeference, and the {raster} is not that one or has been given a georeference since. Give "
                         "that raster without one (such as the world file beside it), or align this one.",
                         width=known.width, height=known.height, raster=raster))
        raise GeoreferenceError(
            Sentence("The transform was measured under another georeference than that of the {raster}. Give a raster "
                     "with the georeference of the source, or align this one.", raster=raster))

    def _tells_its_place(self, grid: Grid) -> bool:
        """Whether the numbers of a grid that is not that of the solve mean something to the transform."""
        if not self.placed:
            return self.fixed_crs is None or not grid.transform.is_identity
        # Numbers under a georeference that was not trusted mean what they do under that one alone.
        return not (self.in_pixels or grid.transform.is_identity) and grid.crs in (None, self.moving.crs)

    def _is_corrected(self, grid: Grid) -> bool:
        """Whether a grid lies where the transform puts the pixels of the raster that it was solved on."""
        if grid.shape != self.moving.shape or (grid.crs is not None and self.fixed_crs is None):
            return False
        _, about = self._about_true_places(self.moving)
        there = about.to_pixel(*about.world_of(grid.crs or self.fixed_crs, *grid.outline()))
        # By the transform itself, which may be more than an affine.
        true = about.to_pixel(*self.transform.inverse(*self.moving.outline()))
        return bool(np.hypot(*np.subtract(there, true)).max() < _CORRECTED_PX)

    def _about_true_places(self, own: Grid) -> tuple[Transform, Grid]:
        """The transform without its affine part, and the grid moved by that part instead."""
        back = nearest_affine(self.transform).inverted()
        return back @ self.transform, replace(own, crs=self.fixed_crs, transform=back.affine * own.transform)


def _border(grid: Grid) -> tuple[Floats, Floats]:
    """(column, row) along the border of a grid."""
    return replace(grid, transform=Affine.identity()).outline()
