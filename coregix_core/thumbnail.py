"""A small picture of a raster file, for notebooks."""

from __future__ import annotations

import warnings

import numpy as np
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.io import MemoryFile

from .errors import CoregixError
from .figures import stretched
from .raster import open_raster

SIDE = 256
"""Longest side in pixels."""


def thumbnail(path: str) -> bytes | None:
    """A PNG of the raster at ``path``, in colour where it has three bands or more; None where it cannot be read."""
    try:
        with open_raster(path, role="output") as raster:
            factor = max(1.0, max(raster.grid.shape) / SIDE)
            images = [raster.read_band(band, None, factor) for band in (range(3) if raster.count > 2 else range(1))]
            bands = np.stack([*(stretched(image) for image in images), images[0].valid.astype(np.uint8) * 255])
            with warnings.catch_warnings(), MemoryFile() as memory:
                warnings.simplefilter("ignore", NotGeoreferencedWarning)  # a PNG never is
                with memory.open(driver="PNG", width=bands.shape[2], height=bands.shape[1], count=len(bands),
                                 dtype="uint8") as picture:
                    picture.write(bands)
                return bytes(memory.read())
    except (CoregixError, RasterioError):
        return None
