"""Rasters whose pixels lie on each other: what a sensor adds to its pixels lies so, whatever ground it shows."""

from __future__ import annotations

import numpy as np

from ..geometry import Transform
from ..pairing import Pair
from .criteria import CRITERIA
from .evidence import places_of


def pixel_on_pixel(pair: Pair, transform: Transform) -> bool:
    """Whether a transform puts each pixel of the moving raster on one of the fixed raster, all by the same indices."""
    moving, fixed = pair.moving.grid, pair.fixed.grid
    x, y = pair.frame.to_world(places_of(pair))
    here = np.stack(fixed.to_pixel(x, y))
    there = np.stack(moving.to_pixel(*moving.world_of(fixed.crs, *transform(x, y))))
    # A raster cropped by its first rows and columns counts from another corner.
    apart = there - here
    whole = np.rint(np.median(apart, axis=1))
    off = float(np.sqrt(((apart.T - whole) ** 2).sum(1).mean()))
    return off < (CRITERIA.by_whole_pixels if whole.any() else CRITERIA.pixel_on_pixel)
