"""Rasters whose pixels lie on each other: what a sensor adds to its pixels lies so, whatever ground it shows."""

from __future__ import annotations

import numpy as np

from .._typing import Floats
from ..geometry import Transform, identity
from ..pairing import Pair, distance
from .criteria import CRITERIA, SCALES
from .evidence import places_of


def pixel_on_pixel(pair: Pair, transform: Transform) -> bool:
    """Whether a transform puts each pixel of the moving raster on one of the fixed raster, all by the same indices."""
    apart = apart_in_pixels(pair, transform)
    whole = _whole(apart)
    off = float(np.sqrt(((apart.T - whole) ** 2).sum(1).mean()))
    return off < (CRITERIA.by_whole_pixels if whole.any() else CRITERIA.pixel_on_pixel)


def apart_from_pixels(pair: Pair, transform: Transform) -> Floats | None:
    """How far (2,) a transform puts the pixels of the moving raster from those of the fixed one of the same indices.

    None if they lie far apart, or here and there otherwise. Those of a raster that lies pixel on pixel lie by 0 apart.
    """
    if pixel_on_pixel(pair, transform):
        return np.zeros(2)
    apart = apart_in_pixels(pair, transform)
    # What is drawn from the pattern to the ground, and not everywhere as far, is no shift.
    return apart.mean(1) if np.sqrt((apart**2).sum(0).mean()) < CRITERIA.near_pixels else None


def may_share_pixels(pair: Pair, transform: Transform) -> bool:
    """Whether what a sensor adds to its pixels may lie where a transform puts them, or nearly so.

    It does where the pixels lie on each other by their indices, as crops of one raster do, and where both rasters stay
    in place, one of them perhaps resampled.
    """
    if apart_from_pixels(pair, transform) is not None or distance(transform, identity(), pair) < CRITERIA.near_pixels:
        return True
    apart = apart_in_pixels(pair, transform)
    return float(np.sqrt(((apart.T - apart.mean(1)) ** 2).sum(1).mean())) < SCALES.turned


def apart_in_pixels(pair: Pair, transform: Transform) -> Floats:
    """Pixels (2, n) of the moving raster less those of the fixed one that show the same, at places over the area."""
    moving, fixed = pair.moving.grid, pair.fixed.grid
    x, y = pair.frame.to_world(places_of(pair))
    here = np.stack(fixed.to_pixel(x, y))
    return np.stack(moving.to_pixel(*moving.world_of(fixed.crs, *transform(x, y)))) - here


def _whole(apart: Floats) -> Floats:
    """What a raster is cropped by (2,), in whole pixels: one that is counts from another corner."""
    return np.asarray(np.rint(np.median(apart, axis=1)))
