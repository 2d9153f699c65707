"""A stack as one cube of time, band, row and column, in Zarr or NetCDF, by xarray's own writers."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from inspect import signature
from pathlib import Path
from typing import Any

import numpy as np
import rasterio

from ..errors import MissingDependencyError, OutputError
from ..geometry import Grid
from ..io import require_writable
from .solution import ImageResult

# Format -> the package that xarray writes it with.
WRITERS = {"zarr": "zarr", "netcdf": "netCDF4"}

# Format -> the name of the cube in the output folder.
CUBES = {"zarr": "stack.zarr", "netcdf": "stack.nc"}


def require(format_name: str) -> None:
    """Raise MissingDependencyError if a cube of this kind cannot be written."""
    missing = [name for name in ("xarray", "dask", WRITERS[format_name]) if find_spec(name) is None]
    if missing:
        raise MissingDependencyError(f"A {format_name} cube needs {', '.join(missing)}; install it with: pip install "
                                     f"{' '.join(missing)}")


def write_cube(folder: Path, format_name: str, results: Sequence[ImageResult]) -> Path:
    """Write the images, which lie on one grid, as ``stack.zarr`` or ``stack.nc``; returns where that is.

    Pixels are read when they are written: memory holds a few images at a time.
    """
    dataset = as_dataset(results)
    path = folder / CUBES[format_name]
    part = path.with_name(f".{path.name}.part")
    try:
        if format_name == "zarr":
            shutil.rmtree(part, ignore_errors=True)
            # Other programs read version 2; an xarray that does not know of versions writes it anyway.
            version = {"zarr_format": 2} if "zarr_format" in signature(dataset.to_zarr).parameters else {}
            dataset.to_zarr(part, mode="w", **version)
            shutil.rmtree(path, ignore_errors=True)
        else:
            require_writable(path)
            dataset.to_netcdf(part, engine="netcdf4")
        part.replace(path)
    except OSError as error:
        raise OutputError(f"The cube {path} could not be written ({error}).") from error
    return path


def as_dataset(results: Sequence[ImageResult]) -> Any:  # noqa: ANN401 - an xarray.Dataset
    """The written images as a Dataset of one variable, read by Dask when it is computed."""
    xarray, dask, blocks = (import_module(name) for name in ("xarray", "dask", "dask.array"))
    written = [result for result in results if result.output is not None]
    with rasterio.open(written[0].output) as first:
        grid, count, nodata = Grid(first.crs, first.transform, first.width, first.height), first.count, first.nodata
        dtype = np.dtype(first.dtypes[0])
        names = [name or f"band{i + 1}" for i, name in enumerate(first.descriptions)]
    layers = [blocks.from_delayed(dask.delayed(_pixels)(result.output, count, dtype), (count, *grid.shape), dtype)
              for result in written]
    along, steps = _axis(written)
    x = grid.to_world(np.arange(grid.width) + 0.5, np.zeros(grid.width))[0]
    y = grid.to_world(np.zeros(grid.height), np.arange(grid.height) + 0.5)[1]
    reference = _grid_mapping(grid)
    attributes = {"grid_mapping": "spatial_ref", **({} if nodata is None else {"_FillValue": dtype.type(nodata)})}
    extra = {name: (along, np.array([getattr(result, name) for result in written]))
             for name in ("image", "verdict", "ce90_px") if name != along}
    return xarray.Dataset(
        {"stack": ((along, "band", "y", "x"), blocks.stack(layers), attributes)},
        {along: steps, "band": names, "y": y, "x": x, "spatial_ref": ((), 0, reference), **extra})


def _axis(written: Sequence[ImageResult]) -> tuple[str, list[Any]]:
    """The axis along which the images lie, and their places on it: dates if all have one, else names."""
    # numpy's times have no zone; all dates here are UTC.
    dates = [np.datetime64(result.date.replace(tzinfo=None), "ns") for result in written if result.date is not None]
    return ("time", dates) if len(dates) == len(written) else ("image", [result.image for result in written])


def _grid_mapping(grid: Grid) -> dict[str, str]:
    """What CF, GDAL and rioxarray each look for to learn the CRS and the geotransform."""
    wkt = "" if grid.crs is None else grid.crs.to_wkt()
    return {"crs_wkt": wkt, "spatial_ref": wkt, "GeoTransform": " ".join(map(repr, grid.transform.to_gdal()))}


def _pixels(path: str, count: int, dtype: np.dtype[Any]) -> np.ndarray[Any, Any]:
    """The pixels of one image; bands that others have and this one has not are nodata."""
    with rasterio.open(path) as raster:
        values = raster.read(list(range(1, min(count, raster.count) + 1))).astype(dtype, copy=False)
        fill = raster.nodata or 0
    missing = count - len(values)
    return np.concatenate([values, np.full((missing, *values.shape[1:]), fill, dtype)]) if missing else values
