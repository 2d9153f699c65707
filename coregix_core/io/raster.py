"""Rasters as they are read: open, describe, check, read windows with their validity.

Bands are counted from 0 here, as on the command line. Windows are (col0, row0, col1, row1) in the raster's own pixels.
A raster is read through a lock, so that threads may share it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import rasterio.io
import rasterio.vrt
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.windows import Window

from .._typing import Mask
from ..errors import GeoreferenceError, InputError, Option, RasterError, Sentence
from ..geometry import Grid
from ..imaging import Image, Reason, SensorPattern, bridged, reasons
from .areas import AreaMasks
from .averaging import Box, PixelBox, Read, averaged, inside, strips
from .bands import Bands, Pixels
from .levels import Levels
from .opening import (
    GDAL_ERRORS,
    crs_of,
    first_line,
    open_source,
    patience,
    placed_by_points_alone,
    refuse_unusable,
)
from .point_file import ControlPoints

# How names of arrays in GDAL's memory end, behind their role.
ARRAY = " array.tif"

# Magnitude from which on squares leave float32: fill of netCDF (9.97e36), ESRI's grids (-3.4e38) and others (1e20) that
# no tag tells.
_FILL = 1e18

# How folders begin into which arrays go that memory would not hold.
SPOOLED = "coregix-array-"


class Raster(Bands):
    """An open raster: ``grid``, its bands, and reads with validity. Made by ``open_raster``.

    ``nodata`` is a value that means 'no data' besides the file's own masks and tags. ``masks`` is the ground that a
    user leaves out of the comparison: it holds for a ``Pair``, and never for the pixels that are written.
    ``certain_masks`` are those of them that hold before it is known where the raster lies. ``control_points`` are the
    file's own, where they are all that it says of its place.
    """

    masks: AreaMasks | None = None
    certain_masks: AreaMasks | None = None
    control_points: ControlPoints | None = None

    def __init__(self, dataset: rasterio.DatasetReader, path: str, role: str, grid: Grid, nodata: float | None) -> None:
        super().__init__(dataset)
        self.path, self.role, self.grid, self.nodata = path, role, grid, nodata
        # By band: what a pair was found to hold at the same pixels, which is left out of what is compared.
        self.patterns: dict[int, SensorPattern] = {}
        # A GDAL dataset must not be read by two threads at once, nor by one when it is closed.
        self.lock, self.ended, self.closing = threading.RLock(), False, ExitStack()
        self.levels = Levels(dataset, lambda: _reading(self), self._reader, self.closing)
        # Taken at the start, to be compared at the end: a file that is still being written gives half an image.
        self._state = {name: _stamp(name) for name in self.files}

    def __getstate__(self) -> dict[str, Any]:
        """What a copy has of it, also in another process: where it lies and what it is, and no pixels."""
        kept = ("path", "role", "grid", "nodata", "count", "dtypes", "patterns")
        return {name: getattr(self, name) for name in kept}

    @property
    def files(self) -> list[str]:
        """The local files that the raster is made of: itself, its sidecars, the parts of a VRT."""
        # GDAL also lists names on servers and within archives, which are no files here.
        return [name for name in {self.path, *self.dataset.files} if Path(name).is_file()]

    @property
    def file(self) -> str | None:
        """The name by which an error concerns it as a file; None for an array."""
        return None if _is_array(self.dataset) else self.path

    @property
    def named(self) -> Sentence:
        """What messages call it, behind an article: its role and path."""
        role = Sentence(self.role)
        # The name that an array has in GDAL's memory means nothing to the one who gave the array.
        return Sentence("{role} array", role=role) if _is_array(self.dataset) else Sentence(
            "{role} raster {path}", role=role, path=self.path)

    def require_band(self, band: int, parameter: str | None = None) -> None:
        """Raise RasterError unless the raster has this band (from 0), which ``parameter`` asks for."""
        if not self.has_band(band):
            raise RasterError(Sentence("The {raster} has no band {band}: it has {have}.", raster=self.named, band=band,
                                       have=self.bands_named), parameter=parameter,
                              value=None if parameter is None else band, file=self.file)

    def has_band(self, band: int) -> bool:
        """Whether the raster has this band (from 0)."""
        return 0 <= band < self.count

    def has_overviews(self, band: int) -> bool:
        """Whether there are overviews of a band (from 0) that can be read in its place."""
        # Those of a dataset that was given open may be of one that its name does not open again.
        return type(self.dataset) is rasterio.DatasetReader and bool(self.dataset.overviews(band + 1))

    @property
    def bands_named(self) -> Sentence:
        """How many bands there are and how they are counted, in words."""
        return Sentence("1 band, with the index 0") if self.count == 1 else Sentence(
            "{count} bands, 0 to {last}", count=self.count, last=self.count - 1)

    def check_unchanged(self) -> None:
        """Raise InputError where a file behind the raster was changed since it was opened."""
        for name, stamp in self._state.items():
            if _stamp(name) != stamp:
                raise InputError(Sentence("{name} was changed while it was being read; run again when it is complete.",
                                          name=name))

    def read_band(self, band: int, window: Box | None = None, factor: float = 1.0, *,
                  any_overview: bool = False) -> Image:
        """One band (from 0) as float32 with its validity and the grid of what was read.

        The window is cut to the raster and grown to whole pixels; one that lies wholly outside gives a single invalid
        pixel. A ``factor`` above 1 averages over pixels about that many times as large: from overviews if they are seen
        to be averages in their places, or in any case if ``any_overview``, for a first look. Thin gaps are bridged.
        Memory is bounded by the result and a strip.

        Raises RasterError where the band does not exist or the file cannot be read.
        """
        self.require_band(band)
        # Whole pixels around the window: means and kernels need those that it cuts as well.
        box = inside(window, self.grid.width, self.grid.height)
        if box is None:
            corner = self.grid.window(0, 0, 1, 1)
            return Image(np.zeros((1, 1), np.float32), np.zeros((1, 1), bool), corner)
        if factor > 1.0:
            # The rest of the way from the overview's pixels to those asked for is averaged here.
            # An overview has mixed a pattern's pixels with ground.
            level = (self.dataset if band in self.patterns
                     else self.levels.coarsest(band, factor, any_overview=any_overview))
            return bridged(averaged(self._reader(band), level, band, self.grid, box, factor))
        col, row, width, height = box
        values, valid = self._reader(band)(self.dataset, box)
        valid = np.ones(values.shape, bool) if valid is None else valid
        return bridged(Image(values, valid, self.grid.window(col, row, width, height)))

    def _reader(self, band: int) -> Read:
        """Reads boxes of a band from this raster or one of its overviews."""
        def read(dataset: rasterio.DatasetReader, box: PixelBox) -> tuple[NDArray[np.float32], Mask | None]:
            values, valid = self._read(dataset, box, [band])
            if (pattern := self.patterns.get(band)) is None:
                return _as_float(values, valid)
            ground = ~pattern.covers(values[0], box[0], box[1])[None]
            ground = ground if valid is None else valid & ground
            image, known = _as_float(values, ground)
            image = pattern.levelled(image, box[0], box[1])
            image[~ground[0]] = 0.0
            return image, known

        return read

    def read(self, box: PixelBox, bands: Sequence[int] | None = None) -> tuple[Pixels, Mask | None]:
        """Pixels in their own type (bands, height, width) of (col, row, width, height), and which are valid.

        The validity has the same shape, and is None where all pixels are valid.
        """
        return self._read(self.dataset, box, bands)

    def why_invalid(self, band: int) -> str:
        """Why pixels of a band are invalid, in words; reads the whole band by strips."""
        self.require_band(band)
        found = Reason(0)
        for row, height in strips(self.dataset, band, (0, 0, self.grid.width, self.grid.height)):
            bits = self._reasons(self.dataset, (0, row, self.grid.width, height), [band])[1]
            found |= Reason(0 if bits is None else int(np.bitwise_or.reduce(bits, axis=None)))
        return found.text("array" if _is_array(self.dataset) else "file")

    def _read(self, dataset: rasterio.DatasetReader, box: PixelBox,
              bands: Sequence[int] | None) -> tuple[Pixels, Mask | None]:
        values, bits = self._reasons(dataset, box, bands)
        return values, None if bits is None else bits == 0

    def _reasons(self, dataset: rasterio.DatasetReader, box: PixelBox,
                 bands: Sequence[int] | None) -> tuple[Pixels, NDArray[np.uint8] | None]:
        bands = range(self.count) if bands is None else bands
        with _reading(self):
            values, masks, alpha = self.stored(dataset, Window(*box), [b + 1 for b in bands])
        # Band by band, as each may have its own nodata value and mask.
        per_band = [reasons(v, self.dataset.nodatavals[b], self.nodata, mask, alpha)
                    for b, v, mask in zip(bands, values, masks, strict=True)]
        if all(bits is None for bits in per_band):
            return values, None
        return values, np.stack([np.zeros(values.shape[1:], np.uint8) if b is None else b for b in per_band])


@contextmanager
def open_raster(source: str | os.PathLike[str] | rasterio.DatasetReader, *, role: str, crs: str | None = None,
                nodata: float | None = None, by_points: bool = False) -> Iterator[Raster]:
    """Open a raster from any path that GDAL reads, or take one that is open; ``role`` names it in messages.

    ``crs`` replaces the file's CRS, ``nodata`` adds to its masks and tags. With ``by_points`` one that ground control
    points alone place is opened as one without a georeference, and has them as ``control_points``. Raises RasterError
    where the raster cannot be opened or used, GeoreferenceError where it is not placed by a geotransform.
    """
    if isinstance(source, (str, os.PathLike)):
        with patience():
            path, dataset = os.fspath(source), open_source(source, role)
    elif isinstance(source, (rasterio.DatasetReader, rasterio.io.DatasetWriter, rasterio.vrt.WarpedVRT)):
        dataset = source
        if source.closed:
            raise RasterError(Sentence("The {role} raster {path} is a dataset that is closed; open it again.",
                                       role=Sentence(role), path=source.name))
        path = f"the {Path(source.name).stem}" if _is_array(source) else source.name
    else:
        raise InputError(Sentence("The {role} raster is a {kind}; give a path or an open rasterio dataset.",
                                  role=Sentence(role), kind=type(source).__name__))
    with ExitStack() as closing:
        closing.enter_context(patience())
        if dataset is not source:
            closing.enter_context(dataset)
        refuse_unusable(dataset, path, role, by_points=by_points)
        grid = _grid_of(dataset, path, role, crs_of(dataset, path, role, crs))
        raster = Raster(dataset, path, role, grid, nodata)
        if by_points:
            raster.control_points = _control_points(dataset, grid)
        with raster.closing:
            try:
                yield raster
            finally:
                # A run that is stopped may leave a thread behind that reads: closing waits for it.
                with raster.lock:
                    raster.ended = True


def _grid_of(dataset: rasterio.DatasetReader, path: str, role: str, crs: CRS | None) -> Grid:
    """Where the pixels lie; raises GeoreferenceError if that is nowhere."""
    try:
        return Grid(crs, dataset.transform, dataset.width, dataset.height)
    except GeoreferenceError as error:
        raise GeoreferenceError(Sentence("The {role} raster {path} cannot be used: {reason}", role=Sentence(role),
                                         path=path, reason=error.parts[0]), file=path) from error


def _control_points(dataset: rasterio.DatasetReader, grid: Grid) -> ControlPoints | None:
    """Ground control points of a raster, if they are all that it says of its place; in its own CRS, if it has one."""
    points, crs = dataset.gcps
    if not points or not dataset.transform.is_identity:
        return None
    col, row, x, y = np.array([(p.col, p.row, p.x, p.y) for p in points], float).T
    return ControlPoints.of_pixels(grid, (col, row), (x, y), grid.crs or crs or None)


def look_anywhere(possible: bool) -> tuple[str, ...]:
    """The end of a refusal for want of a place: that the source can be looked for anywhere, if that is possible."""
    advice = Sentence("Or let the source be looked for in all of the reference, whatever its georeference says: "
                      "{start} anywhere.", start=Option("start"))
    return (" ", advice) if possible else ()


def check_pair(moving: Raster, fixed: Raster, *, searchable: bool = False) -> None:
    """Raise GeoreferenceError where one raster has a CRS and the other has none, or control points alone.

    ``searchable`` as in ``make_pair``.
    """
    if moving.control_points is not None and moving.grid.transform.is_identity:
        raise placed_by_points_alone(moving.path, moving.role)
    if (moving.grid.crs is None) != (fixed.grid.crs is None):
        without, other = (moving, fixed) if moving.grid.crs is None else (fixed, moving)
        raise GeoreferenceError(
            Sentence("The {raster} has no CRS, but the {other} has one; give it one ({parameter}), or take both "
                     "without.", raster=without.named, other=other.named, parameter=Option(f"{without.role}_crs")),
            *look_anywhere(searchable and without is moving), parameter=f"{without.role}_crs", file=without.path)


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
                raise InputError(Sentence("The output {output} is the input {name} itself; choose another name.",
                                          output=os.fspath(output), name=name))


@contextmanager
def _reading(raster: Raster) -> Iterator[None]:
    """An open raster for one thread alone; what GDAL says of it as RasterError."""
    with raster.lock:
        if raster.ended:
            raise RasterError(Sentence("The {raster} is closed; open it again to read from it.", raster=raster.named))
        try:
            yield
        except GDAL_ERRORS as error:
            # A file that is still being written is not damaged; it says so if it was seen to change.
            raster.check_unchanged()
            # rasterio's own text says only that reading failed; GDAL's reason is the cause behind it.
            cause = error.__cause__ or error
            raise RasterError(Sentence("The {raster} cannot be read to the end; it is damaged, incomplete or out of "
                                       "reach ({cause}).", raster=raster.named, cause=first_line(cause))) from error


def _is_array(dataset: rasterio.DatasetReader) -> bool:
    """Whether a dataset is an array that was put into GDAL's memory, or into a folder for those."""
    name = str(dataset.name)
    return name.endswith(ARRAY) and (name.startswith("/vsimem/") or SPOOLED in name)


def _as_float(values: Pixels, valid: Mask | None) -> tuple[NDArray[np.float32], Mask | None]:
    """The first band as float32 that can be squared, 0 where invalid."""
    with np.errstate(over="ignore"):
        # Doubles beyond float32 become infinite, and are invalid below.
        image = values[0].astype(np.float32)
    ok = None if valid is None else valid[0]
    if values.dtype.kind == "f" and not (usual := np.abs(image) < _FILL).all():
        ok = usual if ok is None else ok & usual
    if ok is not None:
        image[~ok] = 0.0
    return image, ok


def _stamp(name: str) -> tuple[int, int] | None:
    try:
        state = Path(name).stat()
    except OSError:
        return None
    # Size besides time: some file systems keep times to two seconds only.
    return state.st_mtime_ns, state.st_size
