"""Vectors that were digitised on the moving raster, moved to where the ground is.

A vertex lies where the moving raster showed it; its true place is the inverse of the transform, which maps true places
to shown ones. Layers, attributes, feature order and the file's CRS stay; vertices are neither added nor taken away, so
under a local transform the middle of a long edge stays on its chord.

GeoJSON to GeoJSON keeps every member. Other formats need pyogrio and shapely (the extra 'vectors'); there a field of
64-bit numbers that has nulls keeps 53 bits, and lists become their JSON text.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sqlite3
import warnings
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.crs import CRS

from ..errors import GeoreferenceError, InputError, MissingDependencyError, OutputError, Sentence
from . import geojson
from .atomic import replacing, write_text
from .saved_transform import SavedTransform
from .untrusted import read_json
from .vertices import crs_of_true, true_vertices

# File ending -> GDAL's driver.
DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".json": "GeoJSON", ".shp": "ESRI Shapefile"}

# Size of a GeoJSON file, which is held in memory as a whole.
MAX_BYTES = 1 << 30

log = logging.getLogger("coregix_core")

# Simple Features with arcs, by the names of GDAL.
CURVES = {"CIRCULARSTRING", "COMPOUNDCURVE", "CURVEPOLYGON", "MULTICURVE", "MULTISURFACE", "CURVE", "SURFACE"}

SHAPEFILE_PARTS = (".dbf", ".shx", ".prj", ".cpg", ".qix", ".sbn", ".sbx")
OPTIONS: dict[str, dict[str, str]] = {
    "GeoJSON": {"COORDINATE_PRECISION": "12"}, "GPKG": {}, "ESRI Shapefile": {"encoding": "UTF-8"}}
# GDAL's mark of UTC; each step from it is a quarter of an hour, and 0 means that the zone is unknown.
UTC_OFFSET = 100


def is_vector(path: str | os.PathLike[str]) -> bool:
    """Whether a file is one that ``move_vectors`` takes; a GeoPackage may hold rasters instead."""
    suffix = Path(path).suffix.lower()
    if suffix != ".gpkg":
        return suffix in DRIVERS
    try:
        # Read-only, or SQLite would make a file that is not there.
        with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)) as connection:
            # Looked up and not opened by GDAL: pyogrio may not be there, and rasters need it not.
            found = connection.execute("SELECT 1 FROM gpkg_contents WHERE data_type = 'features' LIMIT 1").fetchone()
    except sqlite3.Error:
        return False
    return found is not None


def move_vectors(input_path: str | os.PathLike[str], saved: SavedTransform,
                 output_path: str | os.PathLike[str]) -> dict[str, int]:
    """Move all layers of a file; returns the number of features of each.

    Raises InputError where the file cannot be read or the formats do not fit, GeoreferenceError where it cannot be
    brought into the fixed CRS, MissingDependencyError without the extra, OutputError where it cannot be written.
    """
    source, target = Path(input_path), Path(output_path)
    driver = DRIVERS.get(target.suffix.lower())
    if driver is None:
        raise InputError(Sentence("Vectors are written to {drivers}, not to {target}.", drivers=", ".join(DRIVERS),
                                  target=target))
    if os.path.realpath(source) == os.path.realpath(target):
        raise InputError(Sentence("The output {target} is the input itself; choose another name.", target=target))
    # GDAL would drop foreign members and nested properties: this way needs no extra, and keeps them.
    if driver == DRIVERS.get(source.suffix.lower()) == "GeoJSON":
        return {source.stem: _move_geojson(source, saved, target)}
    pyogrio = pyogrio_for("Moving vectors needs")
    layers = layers_of(pyogrio, source)
    if len(layers) > 1 and driver != "GPKG":
        raise InputError(Sentence("{source} has {count} layers, which only a .gpkg can hold; name the output so.",
                                  source=source, count=len(layers)))
    counts = {}
    with replacing(target) as temp:
        # GDAL takes the format from the ending, and makes a Shapefile's other parts beside it.
        written = temp.with_name(f"{temp.name}.part{target.suffix.lower()}")
        for layer in layers:
            counts[layer] = _move_layer(pyogrio, source, layer, saved, (written, driver, target.stem))
        _take_over(written, temp, target)
    return counts


def _move_geojson(source: Path, saved: SavedTransform, target: Path) -> int:
    document = read_json(source, "GeoJSON file", MAX_BYTES)
    if not isinstance(document, dict):
        raise InputError(Sentence("{source} holds no GeoJSON object; save it again as GeoJSON.", source=source))
    crs = geojson.crs_of(document)
    try:
        count = geojson.move(document, lambda x, y: true_vertices(x, y, crs, saved))
    # Collections within collections by the thousand, which no program writes.
    except RecursionError as error:
        raise InputError(Sentence("{source} is nested too deeply for GeoJSON; save it again from a GIS.",
                                  source=source)) from error
    write_text(target, json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n")
    return count


def pyogrio_for(purpose: str) -> Any:  # noqa: ANN401 - a module
    """The module pyogrio, with shapely beside it; raises MissingDependencyError.

    Its message begins with ``purpose``, such as 'Moving vectors needs'.
    """
    try:
        import pyogrio
        import shapely  # noqa: F401 - needed later on
    except ImportError as error:
        raise MissingDependencyError(
            Sentence("{purpose} {package}; install it with: pip install pyogrio shapely", purpose=purpose,
                     package=error.name)) from error
    return pyogrio


def layers_of(pyogrio: Any, source: Path) -> list[str]:  # noqa: ANN401
    """Names of a file's layers; raises InputError where there are none, or no file that can be read."""
    if not source.exists():
        raise InputError(Sentence("The vector file {source} does not exist; check its name and folder.", source=source))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            layers = [str(name) for name, _ in pyogrio.list_layers(source)]
    except pyogrio.errors.DataSourceError as error:
        raise InputError(Sentence("The vector file {source} cannot be read ({error}); is it the right file?",
                                  source=source, error=error)) from error
    if not layers:
        raise InputError(Sentence("The vector file {source} holds no layers; choose another one.", source=source))
    return layers


def _move_layer(pyogrio: Any, source: Path, layer: str, saved: SavedTransform,  # noqa: ANN401
                output: tuple[Path, str, str]) -> int:
    """Copy one layer to (file, driver, name for a single layer) with its vertices moved."""
    written, driver, stem = output
    _refuse_curves(pyogrio, source, layer)
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            meta, _, shapes, columns = pyogrio.raw.read(source, layer=layer)
            crs = _crs(meta, source)
            moved = None if shapes is None else _moved(shapes, crs, saved)
            columns, masks = _with_nulls(columns, meta["dtypes"])
            pyogrio.raw.write(
                written, moved, columns, meta["fields"], field_mask=masks, driver=driver,
                crs=_written_crs(meta, crs_of_true(crs, saved)),
                layer=layer if driver == "GPKG" else stem, geometry_type=meta["geometry_type"],
                append=written.exists(), gdal_tz_offsets=_time_zones(pyogrio, source, layer, meta), **OPTIONS[driver])
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise OutputError(Sentence("The layer {layer} of {source} could not be copied ({error}).", layer=layer,
                                   source=source, error=error)) from error
    # The others are of fields and CRSs, which are kept as they are.
    if any("Measured" in str(warning.message) for warning in said):
        log.warning(Sentence("The vertices of the layer {layer} of {source} carry measures (M), which cannot be kept: "
                             "they are left out.", layer=layer, source=source))
    return len(columns[0]) if columns else 0 if moved is None else len(moved)


def _refuse_curves(pyogrio: Any, source: Path, layer: str) -> None:  # noqa: ANN401
    """Raise InputError for a layer of curves, which would be read as lines of many vertices."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            name = layer.replace('"', '\\"')
            # OGR's own dialect has no statements but this one, and the name is quoted.
            sql = f'SELECT OGR_GEOMETRY FROM "{name}"'  # noqa: S608  # nosec B608
            *_, (kinds,) = pyogrio.raw.read(source, sql=sql, sql_dialect="OGRSQL", read_geometry=False)
        # Whatever cannot be asked so is read below, or says there why it cannot.
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError):
            return
    if found := sorted({str(kind).split(" ")[0] for kind in kinds} & CURVES):
        raise InputError(Sentence("The layer {layer} of {source} holds curves ({found}), whose vertices do not say "
                                  "all of their course; convert it first: ogr2ogr -nlt CONVERT_TO_LINEAR "
                                  "straight.gpkg {name}.", layer=layer, source=source, found=", ".join(found),
                                  name=source.name))


def _with_nulls(columns: Sequence[NDArray[Any]], dtypes: Sequence[str]) -> tuple[list[NDArray[Any]], list[Any]]:
    """Columns in the types of their fields, and where each is null: whole numbers with nulls are read as floats."""
    found, masks = [], []
    for column, dtype in zip(columns, map(str, dtypes), strict=True):
        # numpy has no integer that is null: pyogrio reads such columns as floats.
        as_floats = column.dtype.kind == "f" and not dtype.startswith("list") and np.dtype(dtype).kind in "iub"
        null = np.isnan(column) if as_floats else None
        masks.append(null)
        if dtype.startswith("list"):
            found.append(np.array([None if v is None else json.dumps(np.asarray(v).tolist()) for v in column], object))
        else:
            found.append(column if null is None else np.where(null, 0, column).astype(dtype))
    return found, masks


def _time_zones(pyogrio: Any, source: Path, layer: str, meta: dict[str, Any]) -> dict[str, NDArray[np.int8]]:  # noqa: ANN401
    """The time zones of each field of times, which the times themselves are read without."""
    names = [n for n, d in zip(meta["fields"], meta["dtypes"], strict=True) if str(d).startswith("datetime64[ms")]
    if not names:
        return {}
    *_, columns = pyogrio.raw.read(
        source, layer=layer, columns=names, read_geometry=False, datetime_as_string=True)
    return {name: np.array([_offset(text) for text in column], np.int8)
            for name, column in zip(names, columns, strict=True)}


def _offset(text: str | None) -> int:
    """GDAL's mark of the time zone in a time such as 2020-02-29T12:30:00+02:00."""
    zone = re.search(r"T.*?(Z|([+-])(\d\d):?(\d\d)?)$", text or "")
    if zone is None:
        return 0
    if zone[1] == "Z":
        return UTC_OFFSET
    quarters = int(zone[3]) * 4 + int(zone[4] or 0) // 15
    return UTC_OFFSET + (quarters if zone[2] == "+" else -quarters)


def _crs(meta: dict[str, Any], source: Path) -> CRS | None:
    if meta["crs"] is None:
        return None
    try:
        return CRS.from_user_input(meta["crs"])
    except ValueError as error:
        raise GeoreferenceError(Sentence("The CRS of {source} cannot be used ({error}).", source=source,
                                         error=error)) from error


def _written_crs(meta: dict[str, Any], crs: CRS | None) -> str | None:
    """The CRS of a layer as its file names it; that of the moved vectors where it names none."""
    named: str | None = meta["crs"]
    return crs.to_wkt() if named is None and crs is not None else named


def _moved(shapes: NDArray[np.object_], crs: CRS | None, saved: SavedTransform) -> NDArray[np.object_]:
    """WKB of geometries (n,) with every vertex at its true place; heights stay."""
    import shapely

    geometries = shapely.from_wkb(shapes)
    moved = geometries.copy()
    # Vertices with a height and those without are two arrays.
    deep = shapely.has_z(geometries)
    # shapely gives vertices without a height a NaN for it, which would be written as one.
    for with_z in (False, True):
        chosen = geometries[deep == with_z]
        coordinates = shapely.get_coordinates(chosen, include_z=with_z)
        x, y = true_vertices(coordinates[:, 0], coordinates[:, 1], crs, saved)
        coordinates[:, 0], coordinates[:, 1] = x, y
        moved[deep == with_z] = shapely.set_coordinates(chosen, coordinates)
    return np.asarray(shapely.to_wkb(moved), object)


def _take_over(written: Path, temp: Path, target: Path) -> None:
    """Let what was written become the temporary file; a Shapefile's other parts go beside the target at once."""
    if target.suffix.lower() == ".shp":
        for suffix in SHAPEFILE_PARTS:
            part, final = written.with_suffix(suffix), target.with_suffix(suffix)
            if part.exists():
                part.replace(final)
            else:
                final.unlink(missing_ok=True)
    # Last: the file that was asked for appears only when its parts are there.
    written.replace(temp)
