"""Files as they are written: under a temporary name beside the target, whole, and only then under their own name.

A run that fails removes its temporary file; one that is killed leaves it, and the next run onto the same target does
away with it. Two runs onto one target do not touch each other's: the last one to finish wins.
"""

from __future__ import annotations

import errno
import hashlib
import itertools
import os
import platform
import re
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import rasterio.shutil
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, Resampling
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import DatasetReader, DatasetWriter
from rasterio.windows import Window

from .errors import InputError, OutputError
from .grid import Grid
from .mask import Mask, can_hold
from .raster import GDAL_ERRORS, Raster

TILE = 512
"""Side of the output's tiles, in pixels."""

# They describe the layout of the source's file, which the output does not share.
_STALE_TAGS = ("AREA_OR_POINT", "NODATA_VALUES", "OVERVIEW_RESAMPLING_METHOD", "LAYOUT")
_RGB = (ColorInterp.red, ColorInterp.green, ColorInterp.blue)
# Threads of one process may write several files at once: the process id alone would not tell their names apart.
_COUNTER = itertools.count()


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A temporary file beside ``path``, which it becomes when the block ends well; removed when it does not.

    Raises InputError at once where the folder cannot take the file, OutputError where writing fails later.
    """
    target, temp = _reserved(path)
    try:
        yield temp
        _sync(temp)
        # After the bytes are on the disk: the rename is the moment at which the new file exists.
        temp.replace(target)
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        raise OutputError(_why_not_written(path, error)) from error
    finally:
        for name in target.parent.glob(f"{temp.name}*"):  # GDAL may have put files beside it
            name.unlink(missing_ok=True)


def require_writable(path: str | os.PathLike[str]) -> None:
    """Raise InputError where no file can be written under this name."""
    _reserved(path)[1].unlink(missing_ok=True)


@contextmanager
def working_folder(parent: str | os.PathLike[str] | None = None, *, keep: bool = False) -> Iterator[Path]:
    """A folder of this run's own for temporary files, in ``parent`` or the system's; gone afterwards unless kept.

    Raises InputError where ``parent`` is no folder, OutputError where nothing can be made in it.
    """
    if parent is not None and not Path(parent).is_dir():
        raise InputError(f"The temporary folder {os.fspath(parent)} does not exist; make it, or choose another "
                         "--temp-dir.")
    # The host is part of the name: a shared folder may hold folders of runs that are alive elsewhere.
    stem = f"coregix-{_digest('')}-"
    try:
        folder = Path(tempfile.gettempdir() if parent is None else parent)
        with suppress(OSError):  # what others left there is no reason to stop
            _remove_litter(folder, stem)
        work = Path(tempfile.mkdtemp(prefix="coregix-kept-" if keep else f"{stem}{os.getpid()}-", dir=folder))
    except OSError as error:
        raise OutputError(f"No temporary folder can be made in {os.fspath(parent or 'any of the usual places')} "
                          f"({error.strerror or error}). Choose another with --temp-dir.") from error
    whole = False
    try:
        yield work
        whole = True
    finally:
        # A run that failed has nothing worth keeping, and nobody would clear it up.
        if not (keep and whole):
            shutil.rmtree(work, ignore_errors=True)


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write a text file whole or not at all (UTF-8); raises InputError or OutputError."""
    with replacing(path) as temp:
        temp.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def creating(path: str | os.PathLike[str], grid: Grid, *, count: int, dtype: str, nodata: float | None = None,
             like: DatasetReader | None = None, format: str = "gtiff", threads: int = 1,  # noqa: A002
             categorical: bool = False, tags: Mapping[str, str] | None = None) -> Iterator[DatasetWriter]:
    """A GeoTIFF to be filled, tiled and compressed; with ``format`` 'cog' it becomes cloud-optimised in the end.

    ``like`` gives descriptions, colours, units, scales and tags; ``tags`` adds to them. ``categorical`` makes the
    overviews of a COG take nearest values. Raises InputError where the folder cannot take the file, OutputError where
    the raster cannot be written whole.
    """
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
            _require_whole(written, path)
            if format == "cog":
                _to_cog(written, temp, dtype, threads, categorical)
                _require_whole(temp, path)
    remove_sidecars(path)


def remove_sidecars(path: str | os.PathLike[str]) -> None:
    """Remove overviews, masks and statistics beside a raster that was replaced: they describe the pixels it had."""
    for suffix in (".aux.xml", ".ovr", ".msk"):
        name = Path(os.path.realpath(path) + suffix)
        if os.path.lexists(name):  # a name at the limit leaves no room for sidecars
            name.unlink(missing_ok=True)


def choose_nodata(given: float | None, moving: Raster, fixed: Raster | None = None) -> float:
    """The value for invalid output pixels: as given, else the moving raster's nodata, else the fixed one's, else 0.

    Raises InputError where a value that the user gave does not fit the output's type. A nodata tag of a file that does
    not fit is passed over.
    """
    dtype = moving.dtype
    for value, option in ((given, "--output-nodata"), (moving.nodata, f"--{moving.role}-nodata")):
        if value is not None:
            # What the user asked for is refused, not bent: a nodata value that was clamped would hide valid pixels.
            if not can_hold(dtype, value):
                raise InputError(f"The output has the type {dtype}, which cannot hold the nodata value {value:g}; give "
                                 f"one that it can hold ({option}).")
            return value
    tags = [*moving.dataset.nodatavals, *((fixed.nodata, *fixed.dataset.nodatavals) if fixed is not None else ())]
    return next((value for value in tags if value is not None and can_hold(dtype, value)), 0.0)


@dataclass(frozen=True)
class Validity:
    """How a raster tells which pixels are valid, in the way of its source: mask stays mask, alpha alpha, nodata nodata.

    A source of integers that has none of them gets a nodata tag, and a mask besides if valid pixels hold that value.
    """

    nodata: float
    tagged: bool
    masked: bool
    nudged: bool
    """Valid values that equal nodata move to the next value, as GDAL does it."""

    @classmethod
    def of(cls, source: Raster, nodata: float, *, given: bool) -> Validity:
        """The way of a source; ``given`` says that the user asked for the nodata value."""
        # A value given for the source counts as its tag: it is the way in which that file tells validity.
        has_tag = source.nodata is not None or any(v is not None for v in source.dataset.nodatavals)
        tagged = has_tag or given or not (source.has_mask or source.alpha is not None)
        real = np.dtype(source.dtype).kind == "f"
        return cls(nodata, tagged, source.has_mask, tagged and (real or has_tag or source.has_band_masks))

    @property
    def tag(self) -> float | None:
        """The nodata value that the file is tagged with."""
        return self.nodata if self.tagged else None

    def write(self, out: DatasetWriter, values: NDArray[Any], valid: Mask, window: Window) -> bool:
        """Write a window, both (bands, height, width); True where valid pixels need a mask that is not there.

        Valid values may be changed in place, see ``nudged``.
        """
        # Interpolation may come out at exactly the nodata value, in the middle of valid pixels.
        clash = valid & (values == self.nodata) if self.tagged else np.zeros(1, bool)
        hidden = bool(clash.any()) and not self.masked
        if hidden and self.nudged:
            values[clash] = beside(self.nodata, values.dtype)
        seen = valid.any(axis=0)
        if not self.tagged and values.dtype.kind == "f":
            # A mask speaks for all bands; a gap in one of them needs NaN.
            values[~valid & seen] = np.nan
        out.write(values, window=window)
        if self.masked:
            out.write_mask(seen, window=window)
        return hidden and not self.nudged


def invalid_values(source: Raster, nodata: float) -> NDArray[Any]:
    """(bands, 1, 1) values of invalid pixels: nodata, and 0 in an alpha band."""
    values = np.full((source.count, 1, 1), nodata, dtype=source.dtype)
    if source.alpha is not None:
        values[source.alpha] = 0
    return values


def beside(value: float, dtype: np.dtype[Any]) -> float:
    """The value next to ``value`` in a type: above it where there is one."""
    if dtype.kind == "f":
        return float(np.nextafter(dtype.type(value), dtype.type(np.inf)))
    return int(value) + 1 if int(value) < np.iinfo(dtype).max else int(value) - 1


def available_threads() -> int:
    """Processor threads that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cache_bytes(memory_budget: int) -> int:
    """GDAL's block cache within a budget in bytes: enough for a row of tiles, not more than a quarter."""
    return max(32 << 20, memory_budget // 4)


def _writable_target(path: str | os.PathLike[str]) -> Path:
    """The real path behind the name, so that a link stays one; raises InputError where no file can be there."""
    if "://" in os.fspath(path) or os.fspath(path).startswith("/vsi"):
        raise InputError(f"The output {os.fspath(path)} is not a local file; write one and copy it there.")
    try:
        target = Path(os.path.realpath(path))
        exists = target.exists()
        target.lstat() if exists else target.parent.lstat()
    except (OSError, ValueError) as error:
        missing = getattr(error, "errno", None) == errno.ENOENT
        reason = f"the folder {Path(path).parent} does not exist" if missing else getattr(error, "strerror", error)
        raise InputError(f"The output {os.fspath(path)!r} cannot be written: {reason}.") from error
    if not target.parent.is_dir():
        raise InputError(f"The output {os.fspath(path)} cannot be written: {target.parent} is not a folder.")
    if exists and not target.is_file():
        raise InputError(f"The output {os.fspath(path)} cannot be written: there is a folder or device of that name.")
    try:
        # Told before the run: the temporary name is shorter, so only the rename in the end would fail.
        longest = os.pathconf(target.parent, "PC_NAME_MAX")
    except (AttributeError, OSError, ValueError):  # not on Windows
        longest = 255
    if len(os.fsencode(target.name)) > longest:
        raise InputError(f"The output's name is longer than the file system allows ({longest} bytes): {target.name}.")
    return target


def _reserved(path: str | os.PathLike[str]) -> tuple[Path, Path]:
    """The real path behind a name, and an empty temporary file beside it; litter of dead runs is gone."""
    target = _writable_target(path)
    _remove_litter(target.parent, _temp_stem(target))
    temp = target.with_name(f"{_temp_stem(target)}{os.getpid()}-{next(_COUNTER)}{target.suffix[:12]}")
    try:
        # Made, and not just asked about: permissions, quotas and read-only mounts answer for themselves.
        temp.open("xb").close()
    except OSError as error:
        raise InputError(f"The folder {target.parent} cannot be written to ({error.strerror}); choose another one "
                         "for the output.") from error
    return target, temp


def _temp_stem(target: Path) -> str:
    """Beginning of the temporary names for a target; short, as the target's own may be at the limit."""
    if nested := re.match(r"\.coregix-[0-9a-f]{16}-(?=\d+-\d)", target.name):
        return nested.group()  # a temporary file's own temporary file goes with it
    return f".coregix-{_digest(target.name)}-"


def _digest(name: str) -> str:
    """A name on this host as a few letters: process ids mean nothing on another host that shares the folder."""
    return hashlib.sha256(f"{platform.node()}\n{name}".encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _remove_litter(folder: Path, stem: str) -> None:
    """Remove what runs that are dead left behind in a folder: what is named by the stem and their process id."""
    for name in folder.glob(f"{stem}*"):
        match = re.match(r"\d+", name.name[len(stem) :])
        # Another run onto the same target may be at work right now.
        if match is None or _alive(int(match.group())):
            continue
        if name.is_dir() and not name.is_symlink():
            shutil.rmtree(name, ignore_errors=True)
        else:
            name.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    if pid == os.getpid():
        return True
    if os.name == "nt":
        return _alive_on_windows(pid)
    try:
        # Signal 0 sends nothing: it only asks whether there is such a process.
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A process of another user is alive; a number beyond any process's is left alone.
    except (PermissionError, OverflowError):
        return True
    return True


def _alive_on_windows(pid: int) -> bool:
    # os.kill would end the process there.
    import ctypes

    handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)  # type: ignore[attr-defined, unused-ignore]
    if handle:
        ctypes.windll.kernel32.CloseHandle(handle)  # type: ignore[attr-defined, unused-ignore]
    return bool(handle)


def _sync(path: Path) -> None:
    """Let the bytes reach the disk before the name does: a crash must not leave a whole name on half a file."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


@contextmanager
def _failures(path: str | os.PathLike[str]) -> Iterator[None]:
    try:
        yield
    except GDAL_ERRORS as error:
        raise OutputError(_why_not_written(path, error.__cause__ or error)) from error


def _why_not_written(path: str | os.PathLike[str], error: BaseException) -> str:
    parent = Path(os.path.realpath(path)).parent
    try:
        # GDAL may say no more than that a write failed: look at the disk for the cause.
        full = shutil.disk_usage(parent).free < 1 << 20
    except OSError:
        return f"The output {os.fspath(path)} could not be written: the folder {parent} is gone or out of reach."
    reason = "the disk is full" if full else str(error).strip().split("\n", maxsplit=1)[0].rstrip(".")
    return f"The output {os.fspath(path)} could not be written: {reason}. What was there before is left as it was."


def _profile(grid: Grid, count: int, dtype: str, nodata: float | None, like: DatasetReader | None) -> dict[str, Any]:
    kind = np.dtype(dtype)
    # libtiff's predictors are old and known everywhere, except for the one on 64-bit integers.
    predictor = 3 if kind.kind == "f" else 2 if kind.itemsize <= 4 else 1
    colours = like.colorinterp[:3] if like is not None and like.count == count else ()
    palette = like is not None and like.count == count and _palette(like, dtype) is not None
    interleave = like.interleaving.value if like is not None and like.interleaving is not None else "PIXEL"
    # As a double, large 64-bit values would be rounded in the tag.
    if nodata is not None and kind.kind in "iu":
        nodata = int(nodata)
    return {
        "driver": "GTiff", "width": grid.width, "height": grid.height, "count": count, "dtype": dtype,
        "crs": grid.crs, "transform": grid.transform, "nodata": nodata,
        "tiled": True, "blockxsize": _tile(grid.width), "blockysize": _tile(grid.height),
        "interleave": "BAND" if interleave.upper() == "BAND" else "PIXEL",
        # Level 1 costs a fraction of the time of 6; COGs, which are made to be kept and served, take 6.
        "compress": "DEFLATE", "zlevel": 1, "predictor": 1 if palette else predictor, "bigtiff": "IF_SAFER",
        "photometric": "PALETTE" if palette else "RGB" if colours == _RGB else "MINISBLACK",
    }


def _tile(size: int) -> int:
    # TIFF wants tiles of whole multiples of 16; a small image needs no tile of 512.
    return min(TILE, -(-size // 16) * 16)


def _copy_metadata(source: DatasetReader, target: DatasetWriter) -> None:
    """All that describes the bands and still holds after resampling: statistics and geometry do not."""
    target.update_tags(**_lasting(source.tags()))
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
    size = written.stat().st_size
    with rasterio.open(written) as dataset:
        rows, cols = (-(-n // b) for n, b in zip(dataset.shape, dataset.block_shapes[0], strict=True))
        # Interleaved by pixel, all bands share the tiles of the first.
        planes = dataset.indexes if dataset.profile.get("interleave") == "band" else (1,)
        for band, row, col in itertools.product(planes, range(rows), range(cols)):
            at, length = (dataset.get_tag_item(f"BLOCK_{what}_{col}_{row}", "TIFF", bidx=band)
                          for what in ("OFFSET", "SIZE"))
            if at is None or length is None or int(at) + int(length) > size:
                raise OutputError(_why_not_written(path, OSError(f"the tile {col}, {row} is missing")))


def _to_cog(source: Path, target: Path, dtype: str, threads: int, categorical: bool) -> None:
    # An average of classes is a class that is not there.
    resampling = Resampling.nearest if categorical else Resampling.average
    rasterio.shutil.copy(
        source, target, driver="COG", blocksize=TILE, compress="DEFLATE", level=6, bigtiff="IF_SAFER",
        predictor="NO" if categorical else "FLOATING_POINT" if np.dtype(dtype).kind == "f" else "STANDARD",
        overview_resampling=resampling.name, num_threads=threads)
