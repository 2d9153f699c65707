"""A small picture of a raster, for notebooks."""

from __future__ import annotations

from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.errors import RasterioError
from rasterio.io import MemoryFile

from .._typing import Mask
from ..errors import CoregixError
from ..geometry import Grid
from ..imaging import Image
from ..io import open_raster, without_a_place
from .figures import stretched

# Longest side in pixels.
SIDE = 256


def thumbnail(path: str) -> bytes | None:
    """A PNG of the raster at ``path``, in colour where it has three bands or more; None where it cannot be read."""
    try:
        with open_raster(path, role="output") as raster:
            # From the overviews where there are some: a large raster is not read for a picture.
            factor = max(1.0, max(raster.grid.shape) / SIDE)
            return _png([raster.read_band(band, None, factor) for band in (range(3) if raster.count > 2 else range(1))])
    # A notebook shows the numbers all the same, maybe long after the file was moved.
    except (CoregixError, RasterioError):
        return None


def thumbnail_of(array: NDArray[Any], valid: Mask) -> bytes:
    """A PNG of an array (bands, rows, columns), in colour where it has three bands or more."""
    # Sampled and not averaged: in a notebook quick matters more than smooth.
    step = -(-max(valid.shape) // SIDE)
    valid = valid[::step, ::step]
    grid = Grid(None, Affine.identity(), valid.shape[1], valid.shape[0])
    bands = array[: 3 if len(array) > 2 else 1, ::step, ::step].astype(np.float32)
    return _png([Image(np.where(valid, band, np.float32(0)), valid, grid) for band in bands])


def _png(images: list[Image]) -> bytes:
    """One band in grey or three in colour, transparent where the first is invalid."""
    bands = np.stack([*map(stretched, images), images[0].valid.astype(np.uint8) * 255])
    # A PNG has none.
    with without_a_place(), MemoryFile() as memory:
        with memory.open(driver="PNG", width=bands.shape[2], height=bands.shape[1], count=len(bands),
                         dtype="uint8") as picture:
            picture.write(bands)
        return bytes(memory.read())
