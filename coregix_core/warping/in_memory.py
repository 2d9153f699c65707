"""Original pixels onto a grid as arrays, in one piece."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.crs import CRS

from .._typing import Mask
from ..geometry import Grid, Transform
from ..io import Raster, Validity, available_threads, cache_bytes, choose_nodata, tile_side, without_a_place
from ..progress import Progress
from .boxes import block_shape, boxes_of, in_order, shares
from .kernels import kernels_of
from .places import Places
from .warper import warper_of


def warp_array(source: Raster, transform: Transform, fixed_crs: CRS | None, out_grid: Grid, *, resampling: str,
               output_nodata: float | None, threads: int, memory_budget: int, progress: Progress,
               band_resampling: Sequence[str] = ()) -> tuple[NDArray[Any], Mask, float]:
    """Resample all bands of ``source`` onto ``out_grid`` under ``transform``, as ``warp`` does, into memory.

    Returns the values (bands, rows, columns) in the source's type, which pixels are valid (rows, columns) in all bands,
    and the value of those that are not. ``memory_budget`` (bytes) bounds what is needed besides the result.

    Raises InputError if the nodata value does not fit, RasterError if the source cannot be read.
    """
    nodata = choose_nodata(output_nodata, source)
    threads = threads or available_threads()
    kernels = kernels_of(source, resampling, band_resampling)
    tile = tile_side(source.count, source.dtype)
    workers, block_pixels = shares(source, memory_budget, threads, tile)
    validity = Validity.of(source, nodata, given=output_nodata is not None)
    warper = warper_of(source, Places(out_grid, transform, fixed_crs, source.grid), kernels, validity, block_pixels)
    values = np.empty((source.count, *out_grid.shape), source.dtype)
    valid = np.empty(out_grid.shape, bool)
    boxes = list(boxes_of(out_grid, block_shape(block_pixels, 0, tile)))
    with (rasterio.Env(GDAL_CACHEMAX=cache_bytes(memory_budget), GDAL_NUM_THREADS=str(threads)),
          without_a_place(), closing(in_order(warper.block, boxes, workers)) as blocks):
        # Blocks are placed in pixels: GDAL's threads would warn of the geotransform that they need not have.
        for done, ((col, row, width, height), (part, seen)) in enumerate(blocks, 1):
            values[:, row:row + height, col:col + width] = part
            valid[row:row + height, col:col + width] = seen.all(0)
            progress.report(done / len(boxes), until=(done + 1) / len(boxes))
    source.check_unchanged()
    return values, valid, nodata
