"""How GDAL opens what a user names: paths, URLs and archives, with patience for servers, and reasons for refusals."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import rasterio
from rasterio.crs import CRS
from rasterio.errors import CRSError, RasterioError

from ..errors import GeoreferenceError, InputError, Option, RasterError, Sentence
from ..geometry import GDAL_ERROR
from ..options import in_a_line
from .atomic import is_utf8
from .endings import VECTORS
from .unplaced import without_a_place
from .untrusted import read_text
from .vrt import refuse_what_reaches_out

# What rasterio raises, and what it lets through of GDAL's own.
GDAL_ERRORS = (RasterioError, GDAL_ERROR)

_ARCHIVES = {".zip": "/vsizip/", ".gz": "/vsigzip/", ".tar": "/vsitar/", ".tgz": "/vsitar/"}

# Size (bytes) of a file that holds a CRS, far above what any takes.
_LONGEST_WKT = 100_000

# Subdatasets that a message names; and those that are opened to see whether they are images.
_LISTED, _LOOKED_AT = 12, 40

# How long GDAL waits for a server (seconds, bytes per second) where the environment does not say: not for ever.
PATIENCE = {"GDAL_HTTP_CONNECTTIMEOUT": "15", "GDAL_HTTP_LOW_SPEED_TIME": "30", "GDAL_HTTP_LOW_SPEED_LIMIT": "1",
            "GDAL_HTTP_MAX_RETRY": "2"}


def patience() -> rasterio.Env:
    """An environment of GDAL with ``PATIENCE``, where the user has set nothing."""
    return rasterio.Env(**{name: value for name, value in PATIENCE.items() if name not in os.environ})


def open_source(source: str | os.PathLike[str], role: str) -> rasterio.DatasetReader:
    """Open what a user named; raises RasterError if it is no raster, or reaches where it should not."""
    path = os.fspath(source)
    if "\0" in path:  # GDAL would read the name up to there
        raise RasterError(Sentence("The {role} raster {path!r} does not exist: that is not a file name.",
                                   role=Sentence(role),
                                   path=path))
    local = os.path.lexists(path)
    # Of what is no file, it looks into archives.
    refuse_what_reaches_out(path, role)
    if not is_utf8(path):
        # GDAL takes no other names.
        raise RasterError(Sentence("The name of the {role} raster {path!r} is not UTF-8; rename the file.",
                                   role=Sentence(role), path=path))
    try:
        # A Path is taken as it is; a string would be parsed as a URL, which names with ? or # do not survive.
        return open_dataset(Path(path) if local else path)
    except (*GDAL_ERRORS, CRSError, ValueError, TypeError) as error:
        if not local:
            raise RasterError(Sentence("The {role} raster {path} does not exist or cannot be opened ({error}); check "
                                       "its name.", role=Sentence(role), path=path, error=first_line(error))) from error
        if Path(path).is_file():
            reason = _what_it_is(path) if os.access(path, os.R_OK) else Sentence("may not be read")
        else:
            reason = Sentence("is a folder, not a raster") if Path(path).is_dir() else Sentence(
                "is a broken link, not a raster")
        raise RasterError(Sentence("The {role} raster {path} {reason} ({error}).", role=Sentence(role), path=path,
                                   reason=reason, error=first_line(error))) from error


def _what_it_is(path: str) -> str:
    """Why a file is no raster, by its name, and what to do."""
    ending = Path(path).suffix.lower()
    if ending in VECTORS:
        return Sentence("is a file of vectors; 'apply' moves those of .gpkg, .geojson and .shp, to which ogr2ogr "
                        "converts others")
    if ending in _ARCHIVES:
        return Sentence("is an archive; name the raster in it ({place}/name.tif), or unpack it",
                        place=f"{_ARCHIVES[ending]}{path}")
    return Sentence("is not a raster that can be read")


def open_dataset(path: str | Path, **options: Any) -> rasterio.DatasetReader:
    """rasterio.open, content with rasters that have no georeference."""
    with without_a_place():
        return rasterio.open(path, **options)


def refuse_unusable(dataset: rasterio.DatasetReader, path: str, role: str, *, by_points: bool = False) -> None:
    """Raise RasterError or GeoreferenceError for a raster whose pixels or place cannot be used.

    ``by_points``: ground control points alone are a place that can be used.
    """
    if dataset.count == 0:
        # HDF and netCDF files have no bands of their own, but rasters inside.
        parts = _images_in(dataset)
        more = Sentence(", and {count} more", count=len(parts) - _LISTED) if len(parts) > _LISTED else ""
        advice = Sentence("give another one") if not parts else Sentence(
            "give one of its subdatasets: {names}{more}", names=", ".join(parts[:_LISTED]), more=more)
        raise RasterError(Sentence("The {role} raster {path} has no bands of its own; {advice}.", role=Sentence(role),
                                   path=path,
                                   advice=advice))
    if any("complex" in dtype for dtype in dataset.dtypes):
        raise RasterError(Sentence("The {role} raster {path} holds complex numbers; extract the amplitude first "
                                   "(gdal_calc, or gdal_translate of a derived subdataset).", role=Sentence(role),
                                   path=path))
    # With a geotransform, points and RPCs besides it are not needed.
    if not dataset.transform.is_identity:
        return
    if dataset.gcps[0]:
        if by_points:
            return
        raise placed_by_points_alone(path, role)
    if dataset.rpcs is not None:
        raise GeoreferenceError(Sentence("The {role} raster {path} is placed by RPCs alone; rectify it first, for "
                                         "instance with 'gdalwarp -rpc -to RPC_DEM=dem.tif'.", role=Sentence(role),
                                         path=path))


def placed_by_points_alone(path: str, role: str) -> GeoreferenceError:
    """The refusal of a raster that has ground control points where it needs a geotransform."""
    return GeoreferenceError(Sentence("The {role} raster {path} is placed by ground control points alone; rectify it "
                                      "first, for instance with 'gdalwarp -tps' or 'rio warp'.", role=Sentence(role),
                                      path=path))


def _images_in(dataset: rasterio.DatasetReader) -> list[str]:
    """The subdatasets of a file, without the coordinates that HDF5 and Zarr have among them."""
    parts: list[str] = dataset.subdatasets
    images = [part for part in parts[:_LOOKED_AT] if _is_image(part)]
    # A codec that this GDAL lacks closes all of them: their names are listed still.
    return [*images, *parts[_LOOKED_AT:]] if images else parts


def _is_image(part: str) -> bool:
    try:
        with open_dataset(part) as dataset:
            return bool(min(dataset.shape) > 1)
    except GDAL_ERRORS:
        return False


def crs_of(dataset: rasterio.DatasetReader, path: str, role: str, given: str | None) -> CRS | None:
    """The CRS of a raster, or the one given in its place; raises GeoreferenceError if that is none."""
    if given is None:
        # rasterio gives an empty CRS for a file without one, which is not None but false.
        return dataset.crs or _crs_beside(dataset, Path(path))
    try:
        return CRS.from_user_input(given)
    except (CRSError, ValueError, TypeError, AttributeError) as error:  # a code that is no number, or no text at all
        raise GeoreferenceError(Sentence("{parameter} {given} is not a CRS that can be used for the {role} raster "
                                         "{path}; give an EPSG code such as EPSG:32633, WKT or PROJ text.",
                                         parameter=Option(f"{role}_crs"), given=in_a_line(given), role=Sentence(role),
                                         path=path),
                                parameter=f"{role}_crs", value=given) from error


def _crs_beside(dataset: rasterio.DatasetReader, path: Path) -> CRS | None:
    """The CRS in the .prj file beside a raster that has a geotransform alone: a world file holds none."""
    beside = path.with_suffix(".prj")
    # Beside a Shapefile of the same name it is that one's.
    if dataset.transform.is_identity or not beside.is_file() or path.with_suffix(".shp").exists():
        return None
    try:
        return CRS.from_wkt(read_text(beside, "projection file", _LONGEST_WKT))
    except (CRSError, InputError):
        return None


def first_line(error: BaseException) -> str:
    """The first line of what an error says, or its kind."""
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
