"""Warps of rasters whose pixels carry their places, and where each pixel has to come from."""

import numpy as np
import rasterio
import scenes

from coregix_core.geometry import project
from coregix_core.io.raster import open_raster
from coregix_core.warping.warper import warp

GRID = scenes.grid(300, 260)
TURNED = scenes.displaced(east=7.3, north=-4.1, rotation_deg=1.5, scale=1.002)


def warped(path, out, transform=TURNED, grid=None, fixed_crs=scenes.UTM, **options):
    """The output's (bands, height, width) values and validity."""
    nodata = options.pop("nodata", None)
    with open_raster(path, role="moving", nodata=nodata) as source:
        warp(source, transform, fixed_crs, grid or source.grid, out, **options)
    with rasterio.open(out) as dataset:
        return dataset.read(), dataset.read_masks() > 0


def places(transform, out_grid, fixed_crs=scenes.UTM, source=GRID):
    """(columns, rows) in the source that the pixels of an output show, computed apart from the program's blocks."""
    x, y = project(out_grid.crs, fixed_crs, *out_grid.to_world(*scenes.centres(out_grid)))
    return source.to_pixel(*project(fixed_crs, source.crs, *transform(x, y)))


def holds(col, row, valid):
    """Whether the pixel that holds a place is there and valid."""
    inside = (col >= 0) & (row >= 0) & (col < valid.shape[1]) & (row < valid.shape[0])
    at = np.where(inside, row, 0).astype(int), np.where(inside, col, 0).astype(int)
    return inside & valid[at]
