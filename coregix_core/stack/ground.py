"""The ground that the images of a stack share: one frame, and one side of the antimeridian for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from affine import Affine
from rasterio.crs import CRS

from .._typing import Bounds, Floats
from ..geometry import Frame, Grid, common_frame, project, projected_bounds
from .images import StackImage

# Places along each side of an image at which its correction is looked at.
NODES = 5


@dataclass(frozen=True)
class Ground:
    """The frame that all images share: the CRS, its pixel (the finest image's), and each image's places in it.

    ``areas`` is (k, n, 2): places spread over each image, in the frame; ``bounds`` in the CRS.
    """

    crs: CRS | None
    frame: Frame
    areas: Floats
    bounds: tuple[Bounds, ...]
    pixels: tuple[float, ...]

    @classmethod
    def of(cls, images: Sequence[StackImage], crs: CRS | None) -> Ground:
        """The ground of images in ``crs``."""
        # One side of the antimeridian for all, whichever way round each file's own longitudes were written.
        near = _longitude(images, crs)
        bounds = tuple(_bounds(image.grid, crs, near) for image in images)
        # The frame's middle is that of all images together, so that no coordinate of it is large.
        corners = np.array(bounds)
        whole = (*corners[:, :2].min(0).tolist(), *corners[:, 2:].max(0).tolist())
        # Against a grid of no size the coarser pixel, which a frame takes, is the image's.
        tiny = Grid(crs, Affine(1e-12, 0.0, whole[0], 0.0, -1e-12, whole[3]), 1, 1)
        frames = [common_frame(tiny, image.grid, whole) for image in images]
        frame = min(frames, key=lambda frame: frame.pixel)
        areas = np.array([_places(image.grid, crs, frame) for image in images])
        return cls(crs, frame, areas, bounds, tuple(own.pixel / frame.pixel for own in frames))

    def pixel_of(self, image: int) -> float:
        """Side of an image's own pixel in pixels of the stack."""
        return self.pixels[image]

    def to_frame(self, grid: Grid, x: Floats, y: Floats) -> Floats:
        """Places in a grid's CRS as places in the frame (n, 2)."""
        return self.frame.to_frame(*self.placed(grid, x, y))

    def placed(self, grid: Grid, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Places in a grid's CRS in that of the stack, all of them on its side of the antimeridian."""
        return project(grid.crs, self.crs, x, y, near=_side(grid, self.crs, self.frame.centre[0]))

    def bounds_of(self, grid: Grid) -> Bounds:
        """Bounds of a grid in the stack's CRS."""
        return _bounds(grid, self.crs, self.frame.centre[0])

    def to_world(self, grid: Grid, points: Floats) -> tuple[Floats, Floats]:
        """Places in the frame (n, 2) as places in a grid's CRS."""
        return grid.world_of(self.crs, *self.frame.to_world(points))


def _places(grid: Grid, crs: CRS | None, frame: Frame) -> Floats:
    col, row = np.meshgrid(np.linspace(0, grid.width, NODES), np.linspace(0, grid.height, NODES))
    x, y = grid.to_world(col.ravel(), row.ravel())
    return frame.to_frame(*project(grid.crs, crs, x, y, near=_side(grid, crs, frame.centre[0])))


def _longitude(images: Sequence[StackImage], crs: CRS | None) -> float:
    """The longitude near which the first image lies that has one; x in other CRSs."""
    middles = [float(project(image.grid.crs, crs, *image.grid.middle)[0]) for image in images]
    return next((x for x in middles if np.isfinite(x)), 0.0)


def _side(grid: Grid, crs: CRS | None, near: float) -> float:
    """A grid's middle x, within half a turn of ``near``: its own places go on from there, so that none is torn."""
    x = float(project(grid.crs, crs, *grid.middle, near=near)[0])
    return x if np.isfinite(x) else near


def _bounds(grid: Grid, crs: CRS | None, near: float) -> Bounds:
    return projected_bounds(grid, crs, near=_side(grid, crs, near))
