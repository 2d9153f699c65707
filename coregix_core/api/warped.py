"""Move an image by a transform that is in memory: into an array, or a file."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any

import numpy as np
from rasterio.crs import CRS

from ..errors import InputError, Sentence
from ..geometry import Grid, Transform
from ..io import Raster, SavedTransform, open_raster, refuse_same_file
from ..options import ChunkOptions, FilePath, PixelOptions, given, is_labelled, options, require_name
from ..progress import Progress, only
from .dataarrays import labelled
from .images import GridArray, ImageSource, as_raster
from .keywords import keywords_of
from .lazy import as_labelled, is_dask, warp_lazily
from .registering import BARE, Registration, refuse_unplaced, require_transform

if TYPE_CHECKING:
    from ..warping import Places

log = logging.getLogger("coregix_core")


@options
class _Warp(PixelOptions, ChunkOptions):
    moving: ImageSource = given(kw_only=False)
    transform: Transform | SavedTransform | Registration = given(kw_only=False)
    like: ImageSource | Grid | None = given(kw_only=True, default=None)
    path: FilePath | None = given(kw_only=True, default=None)


@keywords_of(_Warp)
def warp(options: _Warp) -> Any:  # noqa: ANN401 - of the kind that was given
    """Move an image by a transform, all bands, resampled once: into memory, or into a file at ``path``.

    ``moving`` is an image as for ``register``, of the geolocation that the transform was found for. ``transform`` is a
    Registration, a loaded transform, or a bare one, which is then in the CRS of ``like`` or, without it, of the image
    itself. The output lies on the grid of ``like`` (an image or a Grid), or on the image's own.

    Returns a DataArray for a DataArray, and a GridArray for all others; None if it went into a file. Arrays of Dask
    stay lazy: their chunks are made when they are asked for, and what is invalid has the nodata value.

    Raises InputError for what the caller can mend, such as an image of which nothing lies in the output (where the
    grid is that of ``like``, this is logged as a warning), OutputError if the file cannot be written.

    >>> import numpy as np
    >>> from coregix import AffineTransform
    >>> image = np.arange(12, dtype="uint8").reshape(3, 4)
    >>> warp(image, AffineTransform("translation", (0.0, 0.0), shift=(1.0, 0.0))).values.tolist()
    [[1, 2, 3, 0], [5, 6, 7, 0], [9, 10, 11, 0]]
    """
    if options.path is not None:
        require_name(options.path)
    elif is_dask(options.moving):
        return _lazily(options)
    track = Progress(options.progress, only("warp"))
    from ..warping import Places

    with as_raster(options.moving, "moving") as opened, open_raster(
            opened, role="moving", by_points=True) as source:
        # All three kinds of transform come down to one: with the CRS that it speaks, or without.
        saved = options.transform.saved if isinstance(options.transform, Registration) else options.transform
        if isinstance(saved, SavedTransform):
            # What was overridden at the solve holds here too, or the same image would lie elsewhere.
            transform, seen = saved.seen(source.grid, source.named)
            grid, crs = _grid_of(options.like, saved.output_grid(source.grid)), saved.fixed_crs
            source.grid = seen
        else:
            grid, transform = _grid_of(options.like, source.grid), require_transform(saved, "transform")
            refuse_unplaced(source, grid, "transform")
            crs = grid.crs
        _require_ground(options, Places(grid, transform, crs, source.grid), source.named)
        with track.stage("warp"):
            if options.path is None:
                return _in_memory(options, source, transform, crs, grid, track)
            _to_file(options, source, transform, crs, grid, track)
    return None


def _lazily(options: _Warp) -> Any:  # noqa: ANN401 - of the kind that was given
    """The image of Dask as one of Dask, whose chunks are made when they are asked for."""
    from ..warping import Places

    image = as_labelled(options.moving)
    own = labelled(image, "moving").grid
    given = options.transform.saved if isinstance(options.transform, Registration) else options.transform
    saved = given if isinstance(given, SavedTransform) else None
    grid = _grid_of(options.like, own if saved is None else saved.output_grid(own))
    if saved is None:
        saved = SavedTransform(require_transform(given, "transform"), grid.crs, grid.bounds, own)
    transform, seen = saved.seen(own)
    _require_ground(options, Places(grid, transform, saved.fixed_crs, seen), "moving array")
    moved = warp_lazily(image, saved, grid, resampling=options.resampling, band_resampling=options.band_resampling,
                        output_nodata=options.output_nodata)
    if is_labelled(options.moving):
        return moved
    # Which of its pixels are valid is not known before they are made.
    return GridArray(moved.data, grid.transform, grid.crs, None, moved.attrs["_FillValue"])


def _require_ground(options: _Warp, places: Places, named: str) -> None:
    """Raise InputError if nothing of the image lands on the output; of a grid that was asked for, warn."""
    from ..warping import missed

    if (said := missed(places, named)) is None:
        return
    # A part of a larger whole may be empty, as one of many tiles; as for files, that is told and not refused.
    if options.like is not None:
        log.warning(said)
        return
    known = isinstance(options.transform, (Registration, SavedTransform))
    raise InputError(said, *([] if known else [" ", BARE]), parameter="transform")


def _grid_of(like: ImageSource | Grid | None, own: Grid) -> Grid:
    """The grid that the output takes."""
    if like is None or isinstance(like, Grid):
        return like or own
    with as_raster(like, "fixed") as opened, open_raster(opened, role="fixed") as raster:
        return raster.grid


def _in_memory(options: _Warp, source: Raster, transform: Transform, crs: CRS | None, grid: Grid, track: Progress
               ) -> Any:  # noqa: ANN401 - of the kind that was given
    from ..warping import warp_array

    values, valid, nodata = warp_array(
        source, transform, crs, grid, resampling=options.resampling, band_resampling=options.band_resampling or (),
        output_nodata=options.output_nodata, threads=options.threads, memory_budget=options.memory_budget << 20,
        progress=track)
    if is_labelled(options.moving):
        # An image that is known by its dimensions gets no mask beside it.
        filled = np.where(valid, values, np.asarray(nodata, values.dtype))
        return labelled(options.moving, "moving").with_values(filled, grid, nodata)
    # Rows and columns come back as they were given, without an axis of one band.
    flat = _dimensions(options.moving) == 2
    return GridArray(values[0] if flat else values, grid.transform, grid.crs, valid, nodata)


def _dimensions(moving: ImageSource) -> int:
    """How many dimensions the values of an image have: those of an array its own, of a raster three."""
    values = getattr(moving, "values", moving)
    return int(np.ndim(values)) if isinstance(values, np.ndarray) else 3


def _to_file(options: _Warp, source: Raster, transform: Transform, crs: CRS | None, grid: Grid, track: Progress
             ) -> None:
    from ..warping import warp as warp_file

    assert options.path is not None
    refuse_same_file(options.path, source)
    if not options.overwrite and os.path.lexists(options.path):
        raise InputError(Sentence("{path} exists already and is not to be replaced; give another name.",
                                  path=os.fspath(options.path)),
                         parameter="path", value=os.fspath(options.path))
    warp_file(source, transform, crs, grid, options.path, resampling=options.resampling,
              band_resampling=options.band_resampling or (), output_nodata=options.output_nodata,
              format=options.format, creation_options=options.creation_option or (), threads=options.threads,
              memory_budget=options.memory_budget << 20, split_factor=options.split_factor, progress=track)
