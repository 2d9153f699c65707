"""Rasters as they are written: with the source's metadata and its way to mark valid pixels, in any of the formats.

They have their own name only when all their tiles are there, see ``atomic.py``.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import rasterio.shutil
from rasterio.enums import ColorInterp, Interleaving, Resampling
from rasterio.io import DatasetReader, DatasetWriter

from ..errors import InputError, OutputError, Sentence
from ..geometry import Grid
from .atomic import replacing, require_room, why_not_written
from .classes import Classes
from .formats import CreationOptions, Format, chosen, format_of, refusing, require_capacity
from .opening import GDAL_ERRORS
from .unplaced import without_a_place

# Largest side of the output's tiles in pixels; the bytes that all bands of one may have, and the smallest side.
TILE, TILE_BYTES, SMALLEST_TILE = 512, 8 << 20, 64

# They describe the layout of the source's file, which the output does not share.
_STALE_TAGS = ("NODATA_VALUES", "OVERVIEW_RESAMPLING_METHOD", "LAYOUT")
_RGB = (ColorInterp.red, ColorInterp.green, ColorInterp.blue)


@contextmanager
def creating(path: str | os.PathLike[str], grid: Grid, *, count: int, dtype: str, nodata: float | None = None,
             like: DatasetReader | None = None, format: str = "gtiff",  # noqa: A002
             creation_options: CreationOptions = (), threads: int = 1, categorical: bool = False,
             tags: Mapping[str, str] | None = None) -> Iterator[DatasetWriter]:
    """A raster to be filled, as a GeoTIFF, tiled and compressed; it becomes one of another ``format`` in the end.

    ``like`` gives descriptions, colours, units, scales, tags and the names of classes; ``tags`` adds to them.
    ``categorical`` makes the overviews of a COG take nearest values. Raises InputError where the folder cannot take the
    file or the format cannot hold the raster, OutputError where the raster cannot be written whole.
    """
    like_bands = like if like is not None and like.count == count else None
    form = require_format(path, format, dtype, count, creation_options=creation_options,
                          alpha=like_bands is not None and ColorInterp.alpha in like_bands.colorinterp)
    # Taken while the source is open: the names of classes are written when the file is finished.
    classes = Classes({}) if like_bands is None else Classes.of(like_bands)
    own = _cog_options(dtype, threads, categorical) if form.driver == "COG" else {}
    making = _Making(form, classes, {**own, **chosen(form, creation_options)},
                     exact=not (form.lossy or creation_options))
    with replacing(path) as temp, _failures(path), without_a_place():
        # GDAL makes most formats by copying a finished raster: that lies beside it, and goes with it.
        written = temp.with_name(temp.name + ".part") if form.copied else temp
        profile = _overridden(_profile(grid, count, dtype, nodata, like), {} if form.copied else making.options)
        # A mask within the file cannot be lost when only the file is moved.
        with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
            # Compression is what takes time; GDAL spreads it over threads without changing a byte.
            with rasterio.open(written, "w", **{"num_threads": threads, **profile}) as dataset:
                _copy_metadata(like, dataset, tags or {})
                yield dataset
            # Before the copy, which would carry a gap over like any other pixels.
            _require_whole(written, path)
            beside = making.finish(written, temp, path)
    # Only now: until the rename they belonged to the raster that was there.
    remove_sidecars(path, keep=beside)


@dataclass(frozen=True)
class _Making:
    """How a finished GeoTIFF becomes what was asked for, with the files that belong to it."""

    form: Format
    classes: Classes
    options: Mapping[str, str]
    exact: bool
    """Whether all pixels have to be what they were: options of the user's may make any format a lossy one."""

    def finish(self, written: Path, temp: Path, path: str | os.PathLike[str]) -> set[str]:
        """Make ``temp``, which takes the name ``path`` next, and put its companions in place; returns their names."""
        # A folder of its own: the files of a raster are known by its name, and name each other.
        folder = temp.with_name(temp.name + ".d")
        folder.mkdir()
        name = Path(os.path.realpath(path)).name
        # A COG is one file, whatever its name, and is made by way of others with longer names.
        made = folder / ("made" if self.form.driver == "COG" else name)
        if self.form.copied:
            # Drivers with a place of their own for names fill it when they copy; the others get a sidecar after it.
            self.classes.write(written)
            with refusing(self.form):
                rasterio.shutil.copy(written, made, driver=self.form.driver, **self.options)
            self._require_same(written, made, path)
        self.classes.write(made)
        if self.form.copied:
            # Then under the temporary name, from which the rename of the end takes it.
            made.replace(temp)
        return _placed(folder, temp.parent, made.name, name)

    def _require_same(self, written: Path, made: Path, path: str | os.PathLike[str]) -> None:
        """Raise OutputError unless a copy can be read to its end, and has the pixels of what it was made of."""
        require_room(made)
        if self.form.driver == "COG":
            _require_whole(made, path)
            return
        with rasterio.open(written) as first, rasterio.open(made) as dataset:
            # Bands of a netCDF are variables, which GDAL shows as one raster each.
            variables = dataset.subdatasets if dataset.count < first.count else []
            for band in first.indexes:
                with rasterio.open(variables[band - 1] if variables else made) as second:
                    # A checksum of pixels and not of bytes: formats differ in all but what they hold.
                    found = second.checksum(1 if variables else band)
                    if self.exact and found != first.checksum(band):
                        raise OutputError(why_not_written(path, OSError(
                            f"band {band} did not survive as {self.form.what}")))


def require_format(path: str | os.PathLike[str], format: str, dtype: str, count: int, *,  # noqa: A002
                   alpha: bool = False, creation_options: CreationOptions = ()) -> Format:
    """The format of an output; raises InputError if it cannot hold such a raster, or its files are another one's."""
    form = format_of(path, format)
    require_capacity(form, dtype, count, alpha=alpha, given=creation_options)
    # Known by its stem alone, such a file goes with whatever has that: not for us to replace unless the raster is ours.
    beside = Path(os.path.realpath(path)).with_suffix(form.beside) if form.beside else None
    if beside is not None and beside.exists() and not os.path.lexists(path):
        raise InputError(Sentence("{path} would replace {beside}, which belongs to another raster; give it another "
                                  "name.", path=os.fspath(path), beside=beside), file=str(beside))
    return form


def _placed(folder: Path, target: Path, stem: str, name: str) -> set[str]:
    """Move files that belong to a raster beside its place, which it takes next; returns their names.

    Those that begin with ``stem`` get ``name`` instead.
    """
    found = {file: name + file.name.removeprefix(stem) if file.name.startswith(stem) else file.name
             for file in sorted(folder.iterdir())}
    for file, beside in found.items():
        if file.suffix == ".hdr":
            # ENVI's header says where it was made.
            file.write_text(file.read_text("utf-8").replace(f"{folder}{os.sep}", ""), "utf-8")
        file.replace(target / beside)
    return set(found.values())


def remove_sidecars(path: str | os.PathLike[str], *, keep: Collection[str] = ()) -> None:
    """Remove overviews, masks and statistics beside a raster that was replaced: they describe the pixels it had."""
    for suffix in (".aux.xml", ".ovr", ".msk"):
        name = Path(os.path.realpath(path) + suffix)
        if name.name not in keep and os.path.lexists(name):  # a name at the limit leaves no room for sidecars
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


def _overridden(profile: dict[str, Any], options: Mapping[str, str]) -> dict[str, Any]:
    """The profile of a GeoTIFF with creation options of the user's."""
    # What is set for one compression means nothing, or something else, to another.
    gone = ("zlevel", "predictor") if "COMPRESS" in options else ()
    kept = {name: value for name, value in profile.items() if name not in gone}
    return {**kept, **{name.lower(): value for name, value in options.items()}}


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


def _copy_metadata(source: DatasetReader | None, target: DatasetWriter, tags: Mapping[str, str]) -> None:
    """All that describes the bands and still holds after resampling: statistics and geometry do not; and more tags."""
    target.update_tags(**{**(_lasting(source.tags()) if source is not None else {}), **tags})
    if source is None:
        return
    # Of another number of bands, nothing says which is which.
    if source.count != target.count:
        return
    describe_bands(target, source, range(source.count))
    if (colours := _palette(source, target.dtypes[0])) is not None:
        target.write_colormap(1, colours)


def describe_bands(target: DatasetWriter, source: DatasetReader, bands: Sequence[int]) -> None:
    """Describe the bands of a raster as those ``bands`` (from 0) of a source: names, colours, units, scales, tags."""
    # An alpha band is one by this alone: without it, it would be shown, and resampled, as data.
    target.colorinterp = [source.colorinterp[band] for band in bands]
    target.descriptions = [source.descriptions[band] for band in bands]
    target.scales, target.offsets = ([values[band] for band in bands] for values in (source.scales, source.offsets))
    target.units = [source.units[band] or "" for band in bands]
    for number, band in enumerate(bands, 1):
        target.update_tags(number, **_lasting(source.tags(band + 1)))


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
    """Raise OutputError unless all tiles are there: GDAL may report a full disk late, or not at all."""
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


def _cog_options(dtype: str, threads: int, categorical: bool) -> dict[str, str]:
    # An average of classes is a class that is not there.
    resampling = Resampling.nearest if categorical else Resampling.average
    return {"BLOCKSIZE": str(TILE), "COMPRESS": "DEFLATE", "LEVEL": "6", "BIGTIFF": "IF_SAFER",
            "PREDICTOR": "NO" if categorical else "FLOATING_POINT" if np.dtype(dtype).kind == "f" else "STANDARD",
            "OVERVIEW_RESAMPLING": resampling.name, "NUM_THREADS": str(threads)}
