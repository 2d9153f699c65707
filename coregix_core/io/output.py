"""Rasters as they are written: GeoTIFFs and COGs that keep the source's metadata and its way to tell valid pixels.

They have their own name only when all their tiles are there, see ``atomic.py``.
"""

from __future__ import annotations

import itertools
import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import rasterio.shutil
from rasterio.enums import ColorInterp, Interleaving, Resampling
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import DatasetReader, DatasetWriter

from ..errors import OutputError
from ..geometry import Grid
from .atomic import replacing, require_room, why_not_written
from .endings import TIFF, require_ending
from .opening import GDAL_ERRORS

TILE, TILE_BYTES, SMALLEST_TILE = 512, 8 << 20, 64
"""Largest side of the output's tiles in pixels; the bytes that all bands of one may have, and the smallest side."""

# They describe the layout of the source's file, which the output does not share.
_STALE_TAGS = ("NODATA_VALUES", "OVERVIEW_RESAMPLING_METHOD", "LAYOUT")
_RGB = (ColorInterp.red, ColorInterp.green, ColorInterp.blue)


@contextmanager
def creating(path: str | os.PathLike[str], grid: Grid, *, count: int, dtype: str, nodata: float | None = None,
             like: DatasetReader | None = None, format: str = "gtiff", threads: int = 1,  # noqa: A002
             categorical: bool = False, tags: Mapping[str, str] | None = None) -> Iterator[DatasetWriter]:
    """A GeoTIFF to be filled, tiled and compressed; with ``format`` 'cog' it becomes cloud-optimised in the end.

    ``like`` gives descriptions, colours, units, scales and tags; ``tags`` adds to them. ``categorical`` makes the
    overviews of a COG take nearest values. Raises InputError where the folder cannot take the file, OutputError where
    the raster cannot be written whole.
    """
    require_ending(path, TIFF, "a GeoTIFF")
    with replacing(path) as temp, _failures(path), warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # rasters without a CRS, and arrays on their way here
        # GDAL makes a COG by copying a finished raster: the first one lies beside it, under a name that is removed too.
        written = temp.with_name(temp.name + ".part") if format == "cog" else temp
        profile = {**_profile(grid, count, dtype, nodata, like), "num_threads": threads}
        # A mask within the file cannot be lost when only the file is moved.
        with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
            with rasterio.open(written, "w", **profile) as dataset:
                if like is not None:
                    _copy_metadata(like, dataset)
                dataset.update_tags(**(tags or {}))
                yield dataset
            # Before the copy, which would carry a gap over like any other pixels.
            _require_whole(written, path)
            if format == "cog":
                _to_cog(written, temp, dtype, threads, categorical)
                _require_whole(temp, path)
    # Only now: until the rename they belonged to the raster that was there.
    remove_sidecars(path)


def remove_sidecars(path: str | os.PathLike[str]) -> None:
    """Remove overviews, masks and statistics beside a raster that was replaced: they describe the pixels it had."""
    for suffix in (".aux.xml", ".ovr", ".msk"):
        name = Path(os.path.realpath(path) + suffix)
        if os.path.lexists(name):  # a name at the limit leaves no room for sidecars
            name.unlink(missing_ok=True)


def available_threads() -> int:
    """Processor threads that this process may use."""
    # The machine may have more than a container or a batch system lets this process use.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cache_bytes(memory_budget: int) -> int:
    """GDAL's block cache within a budget in bytes: enough for a row of tiles, not more than a quarter."""
    return max(32 << 20, memory_budget // 4)


@contextmanager
def _failures(path: str | os.PathLike[str]) -> Iterator[None]:
    try:
        yield
    except GDAL_ERRORS as error:
        raise OutputError(why_not_written(path, error.__cause__ or error)) from error


def _profile(grid: Grid, count: int, dtype: str, nodata: float | None, like: DatasetReader | None) -> dict[str, Any]:
    # As a double, large 64-bit values would be rounded in the tag.
    if nodata is not None and np.dtype(dtype).kind in "iu":
        nodata = int(nodata)
    photometric = "MINISBLACK" if like is None or like.count != count else _photometric(like, dtype)
    side = tile_side(count, dtype)
    by_band = like is not None and like.interleaving == Interleaving.band
    return {
        "driver": "GTiff", "width": grid.width, "height": grid.height, "count": count, "dtype": dtype,
        "crs": grid.crs, "transform": grid.transform, "nodata": nodata,
        "tiled": True, "blockxsize": _fitting(grid.width, side), "blockysize": _fitting(grid.height, side),
        "interleave": "BAND" if by_band else "PIXEL", "photometric": photometric, "bigtiff": "IF_SAFER",
        # Level 1 costs a fraction of the time of 6; COGs, which are made to be kept and served, take 6.
        "compress": "DEFLATE", "zlevel": 1,
        # Differences between neighbours mean nothing where values are numbers of colours.
        "predictor": 1 if photometric == "PALETTE" else _predictor(np.dtype(dtype)),
    }


def _photometric(like: DatasetReader, dtype: str) -> str:
    """How a viewer is to take the bands, as it was with the source."""
    if _palette(like, dtype) is not None:
        return "PALETTE"
    return "RGB" if like.colorinterp[:3] == _RGB else "MINISBLACK"


def _predictor(dtype: np.dtype[Any]) -> int:
    """TIFF's predictor for a type: 3 for floats, 2 for integers, 1 for none."""
    # libtiff's predictors are old and known everywhere, except for the one on 64-bit integers.
    return 3 if dtype.kind == "f" else 2 if dtype.itemsize <= 4 else 1


def tile_side(count: int, dtype: str) -> int:
    """Side of the tiles of a raster: a tile of many bands is smaller, so that a block can hold it whole."""
    # Not by the memory that a run may use, since the same input is to give the same file.
    fitting = (TILE_BYTES / (count * np.dtype(dtype).itemsize)) ** 0.5
    return int(np.clip(2 ** int(np.log2(max(fitting, 1.0))), SMALLEST_TILE, TILE))


def _fitting(size: int, side: int) -> int:
    # TIFF wants tiles of whole multiples of 16; a small image needs no tile of 512.
    return min(side, -(-size // 16) * 16)


def _copy_metadata(source: DatasetReader, target: DatasetWriter) -> None:
    """All that describes the bands and still holds after resampling: statistics and geometry do not."""
    target.update_tags(**_lasting(source.tags()))
    # Of another number of bands, nothing says which is which.
    if source.count != target.count:
        return
    target.colorinterp = source.colorinterp
    target.descriptions = source.descriptions
    target.scales, target.offsets = source.scales, source.offsets
    target.units = [unit or "" for unit in source.units]
    for band in range(1, source.count + 1):
        target.update_tags(band, **_lasting(source.tags(band)))
    if (colours := _palette(source, target.dtypes[0])) is not None:
        target.write_colormap(1, colours)


def _palette(source: DatasetReader, dtype: str) -> dict[int, tuple[int, int, int, int]] | None:
    """The colours of a palette image that a GeoTIFF of this type can hold, or None."""
    if source.colorinterp[0] != ColorInterp.palette or dtype not in ("uint8", "uint16"):
        return None
    try:
        return dict(source.colormap(1))
    except ValueError:  # called a palette, but without one
        return None


def _lasting(tags: Mapping[str, str]) -> dict[str, str]:
    return {k: v for k, v in tags.items() if not k.startswith("STATISTICS_") and k not in _STALE_TAGS}


def _require_whole(written: Path, path: str | os.PathLike[str]) -> None:
    """Raise OutputError unless all tiles are there: GDAL may tell of a full disk late, or not at all."""
    # For a tile that found no room is there all the same, and empty.
    require_room(written)
    # By where each tile lies in the file: to read the pixels back would take as long as to write them.
    size = written.stat().st_size
    with rasterio.open(written) as dataset:
        rows, cols = (-(-n // b) for n, b in zip(dataset.shape, dataset.block_shapes[0], strict=True))
        # Interleaved by pixel, all bands share the tiles of the first.
        planes = dataset.indexes if dataset.profile.get("interleave") == "band" else (1,)
        for band, row, col in itertools.product(planes, range(rows), range(cols)):
            at, length = (dataset.get_tag_item(f"BLOCK_{what}_{col}_{row}", "TIFF", bidx=band)
                          for what in ("OFFSET", "SIZE"))
            if at is None or length is None or int(at) + int(length) > size:
                raise OutputError(why_not_written(path, OSError(f"the tile {col}, {row} is missing")))


def _to_cog(source: Path, target: Path, dtype: str, threads: int, categorical: bool) -> None:
    # An average of classes is a class that is not there.
    resampling = Resampling.nearest if categorical else Resampling.average
    rasterio.shutil.copy(
        source, target, driver="COG", blocksize=TILE, compress="DEFLATE", level=6, bigtiff="IF_SAFER",
        predictor="NO" if categorical else "FLOATING_POINT" if np.dtype(dtype).kind == "f" else "STANDARD",
        overview_resampling=resampling.name, num_threads=threads)
