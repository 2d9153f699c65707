"""GeoPackages 1.3 (OGC 12-128r18): layers of points, lines or polygons, written by pyogrio where it is installed.

It is an extra of 100 MB with a GDAL of its own, and rasterio writes no vectors: without it the tables of SQLite are
made here, of the same names and types, with the same places and values, and without a spatial index.
"""

from __future__ import annotations

import importlib.util
import os
import sqlite3
import struct
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rasterio.crs import CRS

from ..errors import OutputError, Sentence
from .atomic import replacing

Places = Sequence[tuple[float, float]]

# The application id is 'GPKG' in ASCII, the user version stands for GeoPackage 1.3.
_GPKG_TABLES = """
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system');
"""


# Geometry types with their numbers in WKB and GDAL's names.
_KINDS = {"POINT": (1, "Point"), "LINESTRING": (2, "LineString"), "POLYGON": (3, "Polygon")}

# What GDAL takes for the standard's own undefined system of coordinates in a plane.
_NO_CRS = 'LOCAL_CS["Undefined Cartesian SRS"]'

# Types of SQLite in arrays; what is missing is marked, or not a number.
_TYPES: Mapping[str, tuple[type, Any]] = {"REAL": (np.float64, np.nan), "TEXT": (np.object_, None),
                                          "INTEGER": (np.int64, 0), "BOOLEAN": (np.bool_, False)}


@dataclass(frozen=True)
class Layer:
    """A layer: ``shapes`` are the places of each feature, ``rows`` its fields.

    A polygon's places are those of its closed ring; without any, a feature has no geometry. ``fields`` are names and
    types of SQLite; they and ``name`` are the program's own and no user's.
    """

    name: str
    geometry: str
    fields: Mapping[str, str]
    shapes: Sequence[Places]
    rows: Sequence[Sequence[Any]]


def write_geopackage(path: str | os.PathLike[str], layers: Sequence[Layer], crs: CRS | None) -> None:
    """Write layers in one CRS, whole or not at all; raises InputError or OutputError where it cannot be written."""
    with replacing(path) as temp:
        write = _by_pyogrio if importlib.util.find_spec("pyogrio") is not None else _by_sqlite
        try:
            write(temp, layers, crs)
        except (sqlite3.Error, RuntimeError) as error:
            raise OutputError(Sentence("The GeoPackage {path} could not be written ({error}).", path=os.fspath(path),
                                       error=error)) from error


def _by_pyogrio(temp: Path, layers: Sequence[Layer], crs: CRS | None) -> None:
    """Raises RuntimeError, of which pyogrio's errors are."""
    from pyogrio import raw

    code = None if crs is None else crs.to_epsg(confidence_threshold=100)
    named = _NO_CRS if crs is None else crs.to_wkt() if code is None else f"EPSG:{code}"
    for number, layer in enumerate(layers):
        columns = list(zip(*layer.rows, strict=True)) or [()] * len(layer.fields)
        arrays, missing = zip(*(_array(column, _TYPES[sql_type]) for column, sql_type in
                                zip(columns, layer.fields.values(), strict=True)), strict=True)
        shapes = np.array([_wkb(layer.geometry, shape) for shape in layer.shapes], object)
        raw.write(temp, shapes, list(arrays), list(layer.fields), field_mask=list(missing), layer=layer.name,
                  driver="GPKG", geometry_type=_KINDS[layer.geometry][1], crs=named, append=number > 0,
                  # GDAL of Debian 12 warns of 1.4.
                  dataset_options={"VERSION": "1.3"})


def _array(column: Sequence[Any], kind: tuple[type, Any]) -> tuple[Any, Any]:
    """A column's values as an array of a type, and where there are none."""
    dtype, instead = kind
    missing = np.array([value is None for value in column], bool)
    return np.array([instead if value is None else value for value in column], dtype), missing


def _by_sqlite(temp: Path, layers: Sequence[Layer], crs: CRS | None) -> None:
    """Raises sqlite3.Error."""
    srs_id, systems = _systems(crs)
    with closing(sqlite3.connect(temp)) as connection:
        # The file has a temporary name: one that is not whole is thrown away, so that a journal guards nothing.
        connection.executescript("PRAGMA journal_mode = OFF;" + _GPKG_TABLES)
        connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)", systems)
        for layer in layers:
            _write_layer(connection, layer, srs_id)
        connection.commit()


def _write_layer(connection: sqlite3.Connection, layer: Layer, srs_id: int) -> None:
    columns = ", ".join(f"{name} {sql_type}" for name, sql_type in layer.fields.items())
    connection.execute(f"CREATE TABLE {layer.name} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
                       f"geom {layer.geometry}, {columns})")
    places = [place for shape in layer.shapes for place in shape]
    bounds = [f(place[axis] for place in places) if places else None for f in (min, max) for axis in (0, 1)]
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id) "
        "VALUES (?, 'features', ?, ?, ?, ?, ?, ?)", (layer.name, layer.name, *bounds, srs_id))
    connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
                       (layer.name, layer.geometry, srs_id))
    marks = ", ".join("?" * (len(layer.fields) + 1))
    connection.executemany(
        f"INSERT INTO {layer.name} (geom, {', '.join(layer.fields)}) VALUES ({marks})",  # noqa: S608 - own names  # nosec B608
        [(_binary(layer.geometry, shape, srs_id), *row) for shape, row in zip(layer.shapes, layer.rows, strict=True)])


def _binary(geometry: str, shape: Places, srs_id: int) -> bytes | None:
    """GeoPackage's binary header, little-endian and without an envelope, then WKB."""
    wkb = _wkb(geometry, shape)
    return None if wkb is None else struct.pack("<2sBBi", b"GP", 0, 1, srs_id) + wkb


def _wkb(geometry: str, shape: Places) -> bytes | None:
    if not shape:
        return None
    made = struct.pack("<BI", 1, _KINDS[geometry][0])
    if geometry == "POLYGON":
        made += struct.pack("<I", 1)
    if geometry != "POINT":
        made += struct.pack("<I", len(shape))
    return made + b"".join(struct.pack("<dd", *place) for place in shape)


def _systems(crs: CRS | None) -> tuple[int, list[tuple[str, int, str, int, str]]]:
    """(srs_id, rows for gpkg_spatial_ref_sys); WGS 84 has to be among them."""
    wgs84 = CRS.from_epsg(4326)
    rows = [("WGS 84", 4326, "EPSG", 4326, wgs84.to_wkt())]
    if crs is None:
        return -1, rows
    # Only the very same CRS: a near match would be a silent change of datum.
    code = crs.to_epsg(confidence_threshold=100)
    if code is None:
        # A code of our own: the other rows have EPSG's.
        return 100_000, [*rows, ("CRS of the layers", 100_000, "NONE", 100_000, crs.to_wkt())]
    if code != 4326:
        rows.append((f"EPSG:{code}", code, "EPSG", code, crs.to_wkt()))
    return code, rows
