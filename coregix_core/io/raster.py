"""Rasters as they are read: open, describe, check, read windows with their validity.

Bands are counted from 0 here, as on the command line. Windows are (col0, row0, col1, row1) in the raster's own pixels.
A raster is read through a lock, so that threads may share it.
"""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio._err import CPLE_BaseError
from rasterio.crs import CRS
from rasterio.enums import ColorInterp, MaskFlags
from rasterio.errors import CRSError, NotGeoreferencedWarning, RasterioError
from rasterio.windows import Window
from scipy import ndimage, sparse

from ..errors import GeoreferenceError, InputError, RasterError
from ..geometry import Grid
from ..imaging import Image, Mask, Reason, reasons
from .vrt import refuse_what_reaches_out

GDAL_ERRORS = (RasterioError, CPLE_BaseError)
"""What rasterio raises, and what it lets through of GDAL's own."""

Box = tuple[float, float, float, float]
Pixels = NDArray[Any]

STRIP_PIXELS = 8_000_000
"""Pixels of one band that a decimated read holds at a time."""

WHOLE = 0.999
"""Share of a decimated pixel that must be valid for it to be so."""

PATIENCE = {"GDAL_HTTP_CONNECTTIMEOUT": "15", "GDAL_HTTP_LOW_SPEED_TIME": "30", "GDAL_HTTP_LOW_SPEED_LIMIT": "1",
            "GDAL_HTTP_MAX_RETRY": "2"}
"""How long GDAL waits for a server (seconds, bytes per second) where the environment does not say: not for ever."""


class Raster:
    """An open raster: ``grid``, ``count``, ``dtypes`` and reads with validity. Made by ``open_raster``.

    ``nodata`` is a value that means 'no data' besides the file's own masks and tags.
    """

    def __init__(self, dataset: rasterio.DatasetReader, path: str, role: str, grid: Grid, nodata: float | None) -> None:
        self.dataset, self.path, self.role, self.grid, self.nodata = dataset, path, role, grid, nodata
        self.count: int = dataset.count
        self.dtypes: tuple[str, ...] = dataset.dtypes
        # Overviews are opened when they are first read, and closed with the raster.
        self.closing = ExitStack()
        # A GDAL dataset must not be read by two threads at once, nor by one when it is closed.
        self.lock, self.ended = threading.RLock(), False
        self._levels: dict[int, rasterio.DatasetReader] = {}
        # Taken at the start, to be compared at the end: a file that is still being written gives half an image.
        self._state = {name: _stamp(name) for name in self.files}

    @property
    def files(self) -> list[str]:
        """The local files that the raster is made of: itself, its sidecars, the parts of a VRT."""
        # GDAL also lists names on servers and within archives, which are no files here.
        return [name for name in {self.path, *self.dataset.files} if Path(name).is_file()]

    @property
    def alpha(self) -> int | None:
        """The alpha band, counted from 0, or None."""
        colours = self.dataset.colorinterp
        return colours.index(ColorInterp.alpha) if ColorInterp.alpha in colours else None

    @property
    def dtype(self) -> str:
        """The type that holds all bands."""
        # rasterio writes one type for all bands of a file.
        return str(np.result_type(*self.dtypes))

    @property
    def has_mask(self) -> bool:
        """Whether the file has a mask of its own (internal or beside it) for all bands, apart from nodata and alpha."""
        flags = self.dataset.mask_flag_enums[0]
        # To GDAL an alpha band is a mask for all bands as well.
        return MaskFlags.per_dataset in flags and MaskFlags.alpha not in flags

    @property
    def has_band_masks(self) -> bool:
        """Whether each band has a mask of its own, as a VRT may have it."""
        # rasterio tells a mask of a band's own by no flag at all.
        return any(flags == [] for flags in self.dataset.mask_flag_enums)

    def require_band(self, band: int) -> None:
        """Raise RasterError unless the raster has this band (from 0)."""
        if not 0 <= band < self.count:
            have = "1 band, with the index 0" if self.count == 1 else f"{self.count} bands, 0 to {self.count - 1}"
            raise RasterError(f"The {self.role} raster {self.path} has no band {band}: it has {have}.")

    def check_unchanged(self) -> None:
        """Raise InputError where a file behind the raster was changed since it was opened."""
        for name, stamp in self._state.items():
            if _stamp(name) != stamp:
                raise InputError(f"{name} was changed while it was being read; run again when it is complete.")

    def read_band(self, band: int, window: Box | None = None, factor: float = 1.0) -> Image:
        """One band (from 0) as float32 with its validity and the grid of what was read.

        The window is cut to the raster and grown to whole pixels; one that lies wholly outside gives a single invalid
        pixel. A ``factor`` above 1 averages over pixels about that many times as large, from the overviews where they
        fit; such a pixel is valid where at least ``WHOLE`` of it is, though overviews do not show holes smaller than
        their pixels. Memory is bounded by the result and a strip.

        Raises RasterError where the band does not exist or the file cannot be read.
        """
        self.require_band(band)
        box = _inside(window, self.grid.width, self.grid.height)
        if box is None:
            corner = self.grid.window(0, 0, 1, 1)
            return Image(np.zeros((1, 1), np.float32), np.zeros((1, 1), bool), corner)
        if factor > 1.0:
            return self._read_decimated(band, box, factor)
        col, row, width, height = box
        values, valid = _as_float(*self.read(box, [band]))
        valid = np.ones(values.shape, bool) if valid is None else valid
        return Image(values, valid, self.grid.window(col, row, width, height))

    def read(self, box: tuple[int, int, int, int], bands: Sequence[int] | None = None) -> tuple[Pixels, Mask | None]:
        """Pixels in their own type (bands, height, width) of (col, row, width, height), and which are valid.

        The validity has the same shape, and is None where all pixels are valid.
        """
        return self._read(self.dataset, box, bands)

    def why_invalid(self, band: int) -> str:
        """Why pixels of a band are invalid, in words; reads the whole band by strips."""
        self.require_band(band)
        found = Reason(0)
        for row, height in _strips(self.dataset, band, (0, 0, self.grid.width, self.grid.height)):
            bits = self._reasons(self.dataset, (0, row, self.grid.width, height), [band])[1]
            found |= Reason(0 if bits is None else int(np.bitwise_or.reduce(bits, axis=None)))
        return found.text

    def _read(self, dataset: rasterio.DatasetReader, box: tuple[int, int, int, int],
              bands: Sequence[int] | None) -> tuple[Pixels, Mask | None]:
        values, bits = self._reasons(dataset, box, bands)
        return values, None if bits is None else bits == 0

    def _reasons(self, dataset: rasterio.DatasetReader, box: tuple[int, int, int, int],
                 bands: Sequence[int] | None) -> tuple[Pixels, NDArray[np.uint8] | None]:
        bands = range(self.count) if bands is None else bands
        values, masks, alpha = self._stored(dataset, Window(*box), [b + 1 for b in bands])
        # Band by band, as each may have its own nodata value and mask.
        per_band = [reasons(v, self.dataset.nodatavals[b], self.nodata, mask, alpha)
                    for b, v, mask in zip(bands, values, masks, strict=True)]
        if all(bits is None for bits in per_band):
            return values, None
        return values, np.stack([np.zeros(values.shape[1:], np.uint8) if b is None else b for b in per_band])

    def _stored(self, dataset: rasterio.DatasetReader, window: Window, numbers: list[int]
                ) -> tuple[Pixels, Sequence[NDArray[np.uint8] | None], NDArray[Any] | None]:
        """Pixels, masks and alpha of bands (from 1) as the file has them; a mask is None where it says nothing more."""
        with _reading(self):
            # Masks are not asked of rasterio here (masked=True): it would not say which reason a pixel is invalid for.
            values = self._values(dataset, window, numbers)
            # An alpha band is not among the bands that were asked for, as a rule.
            alpha = None if self.alpha is None else dataset.read(self.alpha + 1, window=window)
            own = self.has_mask or self.has_band_masks
            masks = dataset.read_masks(numbers, window=window) if own else [None] * len(numbers)
        return values, masks, alpha

    def _values(self, dataset: rasterio.DatasetReader, window: Window, numbers: list[int]) -> Pixels:
        if len(set(self.dtypes)) == 1:
            return np.asarray(dataset.read(numbers, window=window))
        # rasterio reads no bands of several types at once.
        return np.stack([dataset.read(number, window=window).astype(self.dtype) for number in numbers])

    def _read_decimated(self, band: int, box: tuple[int, int, int, int], factor: float) -> Image:
        # Overviews first, area weights for the rest: overviews are mostly powers of two, the factor is any number.
        level = self._level(band, factor)
        step = self.grid.width / level.width, self.grid.height / level.height
        col, row, width, height = _inside(
            (box[0] / step[0], box[1] / step[1], (box[0] + box[2]) / step[0], (box[1] + box[3]) / step[1]),
            level.width, level.height) or (0, 0, 1, 1)
        shape = max(1, round(height * step[1] / factor)), max(1, round(width * step[0] / factor))
        down, across = _area_weights(height, shape[0]), _area_weights(width, shape[1])
        total, share = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        for start, count in _strips(level, band, (col, row, width, height)):
            values, valid = _as_float(*self._read(level, (col, start, width, count), [band]))
            # The result's rows that this strip touches: a row between two strips gets a part from each.
            first, last = (start - row) * shape[0] // height, -(-(start - row + count) * shape[0] // height)
            part = down[first:last, start - row : start - row + count]
            total[first:last] += (across @ (part @ values).T).T
            share[first:last] += part.sum(axis=1)[:, None] if valid is None else (
                across @ (part @ valid.astype(np.float32)).T).T
        # Shares are sums of float32 weights, which come to 1 only nearly.
        whole = share >= WHOLE
        if level is not self.dataset and not whole.all():
            # Overviews average what is valid in a pixel, however little that is: their border is not to be trusted.
            whole = ndimage.binary_erosion(whole, np.ones((3, 3)), border_value=1)
        grid = Grid(self.grid.crs, self.grid.transform * self.grid.transform.translation(col * step[0], row * step[1])
                    * self.grid.transform.scale(step[0] * width / shape[1], step[1] * height / shape[0]), *shape[::-1])
        return Image(np.where(whole, total / np.maximum(share, WHOLE), 0).astype(np.float32), whole, grid)

    def _level(self, band: int, factor: float) -> rasterio.DatasetReader:
        """The coarsest overview that is no coarser than ``factor``, or the raster itself."""
        # A little over: factors come from sizes that were rounded to whole pixels.
        fits = [i for i, o in enumerate(self.dataset.overviews(band + 1)) if o <= factor * 1.01]
        # A dataset that was given open may be one that its name does not open again.
        if not fits or type(self.dataset) is not rasterio.DatasetReader:
            return self.dataset
        with _reading(self):
            if fits[-1] not in self._levels:
                try:
                    level = _open(self.dataset.name, overview_level=fits[-1])
                except GDAL_ERRORS:
                    return self.dataset
                # Not entered: rasterio would tie its environment to the thread that comes first, and end another one.
                self.closing.callback(level.close)
                self._levels[fits[-1]] = level
        return self._levels[fits[-1]]


@contextmanager
def open_raster(source: str | os.PathLike[str] | rasterio.DatasetReader, *, role: str, crs: str | None = None,
                nodata: float | None = None) -> Iterator[Raster]:
    """Open a raster from any path that GDAL reads, or take one that is open; ``role`` names it in messages.

    ``crs`` replaces the file's CRS, ``nodata`` adds to its masks and tags. Raises RasterError where the raster cannot
    be opened or used, GeoreferenceError where it is not placed by a geotransform.
    """
    if isinstance(source, (str, os.PathLike)):
        with _patience():
            path, dataset = os.fspath(source), _open_source(source, role)
    else:
        path, dataset = source.name, source
    with ExitStack() as closing:
        closing.enter_context(_patience())
        if dataset is not source:
            closing.enter_context(dataset)
        _refuse_unusable(dataset, path, role)
        grid = Grid(_crs(dataset, path, role, crs), dataset.transform, dataset.width, dataset.height)
        raster = Raster(dataset, path, role, grid, nodata)
        with raster.closing:
            try:
                yield raster
            finally:
                # A run that is stopped may leave a thread behind that reads: closing waits for it.
                with raster.lock:
                    raster.ended = True


def check_pair(moving: Raster, fixed: Raster) -> None:
    """Raise GeoreferenceError where one raster has a CRS and the other has none."""
    if (moving.grid.crs is None) != (fixed.grid.crs is None):
        without, other = (moving, fixed) if moving.grid.crs is None else (fixed, moving)
        raise GeoreferenceError(
            f"The {without.role} raster {without.path} has no CRS, but the {other.role} raster {other.path} has one; "
            f"give it one (--{without.role}-crs), or take both without.")


def refuse_same_file(output: str | os.PathLike[str], *inputs: Raster | str | os.PathLike[str]) -> None:
    """Raise InputError where writing ``output`` would replace an input or a part of it, by whatever name."""
    for item in inputs:
        for name in item.files if isinstance(item, Raster) else [os.fspath(item)]:
            here, there = Path(name), Path(output)
            # By name for an output that is not there yet, by file for hard links.
            same = os.path.realpath(here) == os.path.realpath(there)
            with suppress(OSError):  # one that is not there, or has a name that no file can have
                same = same or here.samefile(there)
            if same:
                raise InputError(f"The output {os.fspath(output)} is the input {name} itself; choose another name.")


def _patience() -> rasterio.Env:
    return rasterio.Env(**{name: value for name, value in PATIENCE.items() if name not in os.environ})


def _open_source(source: str | os.PathLike[str], role: str) -> rasterio.DatasetReader:
    path = os.fspath(source)
    if "\0" in path:  # GDAL would read the name up to there
        raise RasterError(f"The {role} raster {path!r} does not exist: that is not a file name.")
    local = os.path.lexists(path)
    # Of what is no file, it looks into archives.
    refuse_what_reaches_out(path, role)
    try:
        # A Path is taken as it is; a string would be parsed as a URL, which names with ? or # do not survive.
        return _open(Path(path) if local else path)
    except (*GDAL_ERRORS, CRSError, ValueError, TypeError) as error:
        if local and Path(path).is_file():
            reason = "is not a raster that can be read" if os.access(path, os.R_OK) else "may not be read"
        elif local:
            reason = "is a folder or a broken link, not a raster"
        else:
            reason = "does not exist or cannot be opened"
        raise RasterError(f"The {role} raster {path} {reason} ({_first_line(error)}).") from error


def _open(path: str | Path, **options: Any) -> rasterio.DatasetReader:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # pairs without a CRS are welcome
        return rasterio.open(path, **options)


def _refuse_unusable(dataset: rasterio.DatasetReader, path: str, role: str) -> None:
    if dataset.count == 0:
        raise RasterError(f"The {role} raster {path} has no bands; give one of its subdatasets if it has any.")
    if any("complex" in dtype for dtype in dataset.dtypes):
        raise RasterError(f"The {role} raster {path} holds complex numbers; extract the amplitude first "
                          "(gdal_calc, or gdal_translate of a derived subdataset).")
    # With a geotransform, points and RPCs besides it are not needed.
    if not dataset.transform.is_identity:
        return
    if dataset.gcps[0]:
        raise GeoreferenceError(f"The {role} raster {path} is placed by ground control points alone; rectify it first, "
                                "for instance with 'gdalwarp -tps' or 'rio warp'.")
    if dataset.rpcs is not None:
        raise GeoreferenceError(f"The {role} raster {path} is placed by RPCs alone; rectify it first, for instance "
                                "with 'gdalwarp -rpc -to RPC_DEM=dem.tif'.")


def _crs(dataset: rasterio.DatasetReader, path: str, role: str, given: str | None) -> CRS | None:
    if given is None:
        return dataset.crs or None
    try:
        return CRS.from_user_input(given)
    except (CRSError, ValueError) as error:  # ValueError: a code that is no number
        raise GeoreferenceError(f"'{given}' is not a CRS that can be used for the {role} raster {path}; give an EPSG "
                                "code such as EPSG:32633, WKT or PROJ text.") from error


@contextmanager
def _reading(raster: Raster) -> Iterator[None]:
    """An open raster for one thread alone; what GDAL says of it as RasterError."""
    with raster.lock:
        if raster.ended:
            raise RasterError(f"The {raster.role} raster {raster.path} is closed; open it again to read from it.")
        try:
            yield
        except GDAL_ERRORS as error:
            cause = error.__cause__ or error
            raise RasterError(f"The {raster.role} raster {raster.path} cannot be read to the end; it is damaged, "
                              f"incomplete or out of reach ({_first_line(cause)}).") from error


def _as_float(values: Pixels, valid: Mask | None) -> tuple[NDArray[np.float32], Mask | None]:
    """The first band as finite float32, 0 where invalid."""
    with np.errstate(over="ignore"):
        # Doubles beyond float32 become infinite, and are invalid below.
        image = values[0].astype(np.float32)
    ok = None if valid is None else valid[0]
    if values.dtype == np.float64 and not (finite := np.isfinite(image)).all():
        ok = finite if ok is None else ok & finite
    if ok is not None:
        image[~ok] = 0.0
    return image, ok


def _inside(window: Box | None, width: int, height: int) -> tuple[int, int, int, int] | None:
    """(col, row, width, height) of the whole pixels that a window touches, or None where it touches none."""
    if window is None:
        return 0, 0, width, height
    # Bounds on a pixel's edge must not take in the next pixel for a rounding error.
    col0, row0 = max(0, int(np.floor(window[0] + 1e-6))), max(0, int(np.floor(window[1] + 1e-6)))
    col1, row1 = min(width, int(np.ceil(window[2] - 1e-6))), min(height, int(np.ceil(window[3] - 1e-6)))
    return (col0, row0, col1 - col0, row1 - row0) if col0 < col1 and row0 < row1 else None


def _strips(dataset: rasterio.DatasetReader, band: int, box: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
    """(row, rows) of strips that end on the file's own blocks, so that none is decoded twice."""
    _, row, width, height = box
    block = dataset.block_shapes[band][0]
    # Whole blocks, one at least, however wide the raster is.
    step = max(1, STRIP_PIXELS // max(1, width) // block) * block
    end = row + height
    while row < end:
        stop = min(end, (row // step + 1) * step)
        yield row, stop - row
        row = stop


def _area_weights(size: int, into: int) -> sparse.csr_array:
    """(into, size) weights of the average over ``into`` equal parts of ``size`` pixels."""
    edges = np.linspace(0.0, size, into + 1)
    # Cut at the edges of both, so that each piece lies in one pixel and in one part.
    parts = np.union1d(edges, np.arange(size + 1.0))
    middle = (parts[1:] + parts[:-1]) / 2
    target = np.clip(np.searchsorted(edges, middle) - 1, 0, into - 1)
    weights = (np.diff(parts) * into / size).astype(np.float32)
    return sparse.csr_array((weights, (target, middle.astype(int))), shape=(into, size))


def _stamp(name: str) -> tuple[int, int] | None:
    try:
        state = Path(name).stat()
    except OSError:
        return None
    # Size besides time: some file systems keep times to two seconds only.
    return state.st_mtime_ns, state.st_size


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
