"""Tables with outlines as GeoParquet (geoparquet.org, version 1.0), written by geopandas where it is installed."""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Mapping, Sequence
from typing import Any

import rasterio

from ..geometry import Grid
from .atomic import replacing
from .opening import GDAL_ERRORS
from .stac import footprint

DEGREES = "OGC:CRS84"


def can_write_tables() -> bool:
    """Whether the packages that write GeoParquet are installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("geopandas", "pyarrow"))


def load_writers() -> None:
    """Load what ``write_table`` needs, which takes two seconds; raises ImportError if it is not installed."""
    for name in ("geopandas", "pyarrow.parquet", "shapely.geometry"):
        importlib.import_module(name)


def write_table(path: str | os.PathLike[str], rows: Sequence[Mapping[str, Any]], rasters: Sequence[str | None]) -> None:
    """Write one row for each raster, with the raster's outline as its geometry.

    ``rasters`` are paths, None for a row without one; a raster that has no CRS or cannot be read has no outline.

    Raises MissingDependencyError without geopandas, InputError or OutputError where the file cannot be written.
    """
    import geopandas
    from shapely.geometry import shape

    outlines = [None if name is None else outline(name) for name in rasters]
    frame = geopandas.GeoDataFrame(
        list(map(dict, rows)), geometry=[None if found is None else shape(found) for found in outlines], crs=DEGREES)
    with replacing(path) as temp:
        frame.to_parquet(temp)


def outline(path: str) -> dict[str, Any] | None:
    """A raster's outline as a GeoJSON geometry in degrees, cut at the antimeridian; None where it has none."""
    try:
        with rasterio.open(path) as dataset:
            return footprint(Grid(dataset.crs, dataset.transform, dataset.width, dataset.height))
    except GDAL_ERRORS:
        return None
