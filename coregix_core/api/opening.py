"""Two images, opened and checked, and how long elastix may take."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import rasterio

from ..errors import InputError, Sentence
from ..geometry import Grid
from ..io import (
    AreaMasks,
    Raster,
    cache_bytes,
    check_pair,
    on_file,
    open_raster,
    opened_masks,
    require_one_date,
)
from ..options import PairOptions, SearchOptions
from ..placing import searched_for
from .images import ImageSource, as_raster

TIMEOUT_VARIABLE = "COREGIX_ELASTIX_TIMEOUT"


@contextmanager
def opened_pair(moving_source: ImageSource, fixed_source: ImageSource, options: PairOptions
                ) -> Iterator[tuple[Raster, Raster]]:
    """Both rasters, open and with the masks that are asked for; raises InputError if they do not go together."""
    with opened_images(moving_source, fixed_source, options) as (moving, fixed):
        # Where the source lies is asked for then, whatever its own georeference says.
        if not (isinstance(options, SearchOptions) and searched_for(moving, fixed, options)):
            check_pair(moving, fixed, searchable=isinstance(options, SearchOptions))
        # Last: they lie on the grids of rasters that are open and may have been given another CRS.
        with masked(options, moving, fixed):
            yield moving, fixed


@contextmanager
def opened_images(moving_source: ImageSource, fixed_source: ImageSource, options: PairOptions
                  ) -> Iterator[tuple[Raster, Raster]]:
    """Both rasters, open and each by itself: whether they go together is not looked at, and they have no masks yet."""
    # GDAL keeps decoded blocks up to a twentieth of the machine's memory of itself, whatever the budget.
    with (rasterio.Env(GDAL_CACHEMAX=cache_bytes(options.memory_budget << 20)),
          as_raster(moving_source, "moving") as moving_raster, as_raster(fixed_source, "fixed") as fixed_raster,
          open_raster(moving_raster, role="moving", crs=options.moving_crs, nodata=options.moving_nodata,
                      by_points=True) as moving,
          open_raster(fixed_raster, role="fixed", crs=options.fixed_crs,
                      nodata=options.fixed_nodata) as fixed):
        require_one_date(moving)
        yield moving, fixed


@contextmanager
def masked(options: PairOptions, moving: Raster, fixed: Raster, file_grid: Grid | None = None) -> Iterator[None]:
    """Give both rasters the masks that are asked for; those for both lie where the fixed raster does.

    ``file_grid`` is the moving file's grid, if the moving raster has been given another place by now.
    """
    own = file_grid or moving.grid
    with (opened_masks(options.exclude, options.include, fixed.grid, of_one=False) as both,
          opened_masks(options.moving_exclude, options.moving_include, own) as of_moving,
          opened_masks(options.fixed_exclude, options.fixed_include, fixed.grid) as of_fixed):
        of_file, on_ground = on_file(of_moving, moving, own)
        moving.masks = both.joined(of_file.joined(on_ground) or AreaMasks())
        moving.certain_masks = of_file if of_file.names else None
        fixed.masks = fixed.certain_masks = both.joined(of_fixed)
        yield


def engine_timeout() -> float:
    """Seconds that elastix may take for one answer: the environment variable, or five minutes."""
    text = os.environ.get(TIMEOUT_VARIABLE) or "300"
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    # Written so that NaN, which compares with nothing, is refused too.
    if not 0 < seconds < np.inf:
        raise InputError(Sentence("{variable} is {given!r}; set it to a number of seconds above 0, or not at "
                                  "all.", variable=TIMEOUT_VARIABLE, given=text))
    return seconds
