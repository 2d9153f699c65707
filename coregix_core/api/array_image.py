"""An array as a raster in GDAL's memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.errors import CRSError
from rasterio.io import DatasetReader, MemoryFile

from ..errors import GeoreferenceError, InputError
from ..geometry import Grid
from ..imaging import can_hold
from ..io import without_a_place
from ..options import in_a_line

# A numpy array, or an object with ``values`` and ``.rio`` such as a DataArray of rioxarray.
Array = Any

# What GDAL has a type for, without the complex ones, which nothing here compares.
DTYPES = ("uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32", "float64")


# Columns that are bands if rows and what should be columns are that many and more: no image is so narrow.
_MAX_COLOURS, _MIN_ROWS = 4, 16


@dataclass(frozen=True)
class ArrayImage:
    """An array as a dataset needs it: (bands, rows, columns), with what is valid."""

    role: str
    values: NDArray[Any]
    valid: NDArray[np.bool_] | None
    grid: Grid
    nodata: float | None
    given: NDArray[Any]

    @classmethod
    def of(cls, role: str, array: Array, transform: Affine | None, crs: object, valid: NDArray[np.bool_] | None,
           nodata: float | None) -> ArrayImage:
        """An array with its grid, checked; raises InputError for what rasters cannot hold."""
        rio = getattr(array, "rio", None)
        if rio is not None:
            # What the caller says goes before what the array carries.
            transform = rio.transform() if transform is None else transform
            crs = rio.crs if crs is None else crs
            nodata = rio.nodata if nodata is None else nodata
        # Under a mask lie numbers that mean nothing; what is masked is kept apart, in ``valid``.
        given = np.ma.getdata(array.values if hasattr(array, "values") else array)
        values = _bands(role, given)
        nodata = _number(role, nodata)
        if nodata is not None and not can_hold(values.dtype, nodata):
            raise InputError(f"The {role} array has the type {values.dtype}, which cannot hold the nodata value "
                             f"{nodata:g}; give another one.")
        _require_affine(role, transform)
        # Where nobody says otherwise, pixels are places.
        grid = grid_of(role, _crs(role, crs), transform or Affine.identity(), values.shape[2], values.shape[1])
        return cls(role, values, _joined(role, array, valid, grid.shape), grid, nodata, given)


def grid_of(role: str, crs: CRS | None, transform: Affine, width: int, height: int) -> Grid:
    """The grid of an array; raises GeoreferenceError, which names the array, for one that lies nowhere."""
    try:
        return Grid(crs, transform, width, height)
    except GeoreferenceError as error:
        raise GeoreferenceError(f"The {role} array cannot be used: {error}") from error


def _require_affine(role: str, transform: object) -> None:
    if transform is not None and not isinstance(transform, Affine):
        raise InputError(f"The {role} array has the transform {in_a_line(transform)}; give an Affine.",
                         parameter=f"{role}_transform", value=transform)


def _number(role: str, nodata: Any) -> float | None:  # noqa: ANN401 - whatever was given for one
    """A nodata value as Python's own number; raises InputError if it is none."""
    if nodata is None:
        return None
    if isinstance(nodata, (Real, np.number)) and str(nodata) not in ("True", "False"):
        # Whole ones stay so: as floats, large ones would be others.
        whole = int(nodata) if isinstance(nodata, Integral) else 0
        if abs(whole) < 1 << 64:
            return whole if isinstance(nodata, Integral) else float(nodata)
    raise InputError(f"The {role} array has the nodata value {in_a_line(nodata)}, which is no number that pixels can "
                     "have.",
                     parameter=f"{role}_nodata", value=nodata)


def _bands(role: str, given: NDArray[Any]) -> NDArray[Any]:
    """The array as (bands, rows, columns) of a type that rasters have."""
    values = given[None] if given.ndim == 2 else given
    if given.ndim == 0 and given.dtype.kind in "USO":
        raise InputError(f"For the {role} array {in_a_line(given.item())} was given, which is none; read a file first, "
                         "or give it to a function that takes paths, such as align_image_pair or register.")
    if given.ndim == 0:
        raise InputError(f"The {role} array is a single number; give one of (rows, columns) or (bands, rows, columns).")
    if values.ndim != 3 or 0 in values.shape:
        raise InputError(f"The {role} array has the shape {given.shape}; give one of (rows, columns) or (bands, rows, "
                         "columns).")
    if given.ndim == 3 and given.shape[2] <= _MAX_COLOURS < _MIN_ROWS <= min(given.shape[:2]):
        raise InputError(f"The {role} array has the shape {given.shape}, which is {given.shape[0]} bands of "
                         f"{given.shape[1]} rows and {given.shape[2]} columns: bands come first. If they are last, "
                         "give numpy.moveaxis(array, -1, 0).")
    return storable(role, values)


def storable(role: str, values: NDArray[Any]) -> NDArray[Any]:
    """Pixels in a type that rasters have; raises InputError if theirs is another."""
    # GDAL has no booleans.
    values = values.astype(np.uint8) if values.dtype == bool else values
    require_dtype(role, values.dtype)
    return values


def require_dtype(role: str, dtype: np.dtype[Any]) -> None:
    """Raise InputError for a type that rasters do not have."""
    if dtype.name not in DTYPES:
        raise InputError(f"The {role} array has the type {dtype}, which rasters do not have; convert it to one of "
                         f"{', '.join(DTYPES)}.")


def _joined(role: str, array: Array, valid: NDArray[np.bool_] | None, shape: tuple[int, ...]
            ) -> NDArray[np.bool_] | None:
    """What the caller and the mask of a masked array say is valid; None where neither says anything."""
    found: NDArray[np.bool_] | None = None
    if valid is not None:
        found = np.asarray(valid, bool)
        if found.shape != shape:
            raise InputError(f"{role}_valid has the shape {found.shape}, and the array's rows and columns are {shape}.")
    if isinstance(array, np.ma.MaskedArray) and array.mask is not np.ma.nomask:
        # A raster's mask speaks for all bands: what one of them lacks is invalid in all.
        # getmaskarray also gives an array where the mask is a single value.
        unmasked = np.logical_not(np.ma.getmaskarray(array).reshape(-1, *shape).any(0))
        found = unmasked if found is None else np.logical_and(found, unmasked)
    return found


def _crs(role: str, crs: object) -> CRS | None:
    if crs is None:
        return None
    try:
        return CRS.from_user_input(crs)
    except (CRSError, ValueError, TypeError, AttributeError) as error:
        raise GeoreferenceError(f"{in_a_line(crs)} is not a CRS that can be used for the {role} array; give an EPSG "
                                "code such as 'EPSG:32633', WKT or PROJ text.", parameter=f"{role}_crs",
                                value=crs) from error


@contextmanager
def array_dataset(image: ArrayImage) -> Iterator[DatasetReader]:
    """The array as a dataset in memory."""
    # The name is what messages call the raster.
    profile = {"count": len(image.values), "height": image.grid.height, "width": image.grid.width,
               "dtype": image.values.dtype.name, "transform": image.grid.transform, "crs": image.grid.crs,
               "nodata": image.nodata, "tiled": True, "bigtiff": "IF_SAFER"}
    with MemoryFile(filename=f"{image.role} array.tif") as memory, rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
        # A GeoTIFF in GDAL's memory and not its MEM driver: arrays then take the very way that files take.
        with without_a_place(), memory.open(driver="GTiff", **profile) as out:
            out.write(image.values)
            if image.valid is not None:
                out.write_mask(image.valid)
        # Opened anew: only a writer that is closed has written all.
        with without_a_place():
            dataset = memory.open()
        with dataset:
            yield dataset
