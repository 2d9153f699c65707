"""Rasters in few pixels, on plain pixel grids that are square on the ground: what a search from anywhere looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from affine import Affine

from ..geometry import Grid, identity, unit_stretch
from ..imaging import Image, resample
from ..io import Raster

# Columns and rows of a raster: left, top, right, bottom.
Box = tuple[float, float, float, float]

# Longest side (pixels) of the images in which a place is looked for.
LOOK = 700

# Side (pixels) of the parts in which a larger one is looked at.
TILE = 1400


@dataclass(frozen=True)
class Look:
    """A raster's band in few pixels: ``image`` on a plain pixel grid, square on the ground, and the way back.

    ``to_raster`` maps pixels of the look to pixels of the raster; rows run as if the raster were north-up.
    """

    image: Image
    to_raster: Affine

    @property
    def step(self) -> float:
        """Side of a pixel in pixels of the raster."""
        return float(np.sqrt(abs(self.to_raster.determinant)))

    def upside_down(self) -> Look:
        """The same with its rows from last to first."""
        height, back = self.image.values.shape[0], self.to_raster
        return Look(Image(self.image.values[::-1].copy(), self.image.valid[::-1].copy(), self.image.grid),
                    back * Affine.translation(0, height) * Affine.scale(1, -1))

    def tiles(self, margin: float) -> Iterator[Look]:
        """Parts of at most about ``TILE`` pixels a side, of which neighbours share ``margin`` pixels."""
        height, width = self.image.values.shape
        for r0, r1 in _cuts(height, margin):
            for c0, c1 in _cuts(width, margin):
                part = slice(r0, r1), slice(c0, c1)
                grid = Grid(None, Affine.identity(), c1 - c0, r1 - r0)
                yield Look(Image(self.image.values[part], self.image.valid[part], grid),
                           self.to_raster * Affine.translation(c0, r0))


def _cuts(size: int, margin: float) -> list[tuple[int, int]]:
    edges = np.linspace(0, size, max(1, int(np.ceil(size / TILE))) + 1)
    # Each goes beyond its edges by half of what neighbours share.
    return [(max(0, int(a - margin / 2)), min(size, int(np.ceil(b + margin / 2)))) for a, b in pairwise(edges)]


def look_at(raster: Raster, band: int, size: int = LOOK, box: Box | None = None, *, any_overview: bool = False) -> Look:
    """A raster, or the ``box`` of it, in at most about ``size`` pixels a side; ``any_overview`` as in ``read_band``."""
    grid = raster.grid
    left, top, right, bottom = box or (0, 0, grid.width, grid.height)
    factor = max(1.0, max(right - left, bottom - top) / size)
    read = raster.read_band(band, box, factor, any_overview=any_overview)
    if raster.certain_masks is not None:
        read = read.only(raster.certain_masks.keep(read.grid))
    height, width = read.values.shape
    # From pixels of what was read to those of the raster, by way of the world that both lie in.
    back = ~grid.transform * read.grid.transform
    image = Image(read.values, read.valid, Grid(None, Affine.identity(), width, height))
    # Degrees of longitude, and pixels that are not square, are made square on the ground.
    crs = None if grid.transform.is_identity else grid.crs
    stretch = unit_stretch(Grid(crs, read.grid.transform, width, height))
    if abs(stretch - 1) > 0.01:
        wide = max(2, round(width * stretch))
        image = resample(image, identity(), None, Grid(None, Affine.scale(width / wide, 1.0), wide, height))
        image = Image(image.values, image.valid, Grid(None, Affine.identity(), wide, height))
        back = back * Affine.scale(width / wide, 1.0)
    look = Look(image, back)
    # Seen as it is stored, its image would be mirrored.
    return look.upside_down() if from_south(grid) else look


def from_south(grid: Grid) -> bool:
    """Whether a georeference says that rows run from south to north; GDAL's identity, which is none, does not."""
    return grid.crs is not None and grid.transform.determinant > 0 and not grid.transform.is_identity
