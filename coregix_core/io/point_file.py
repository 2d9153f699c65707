"""Points as files: tie points for a GIS, and the point files of QGIS's Georeferencer in and out.

Tie points go to

- ``.gpkg``: a GeoPackage with one layer, in the fixed CRS
- ``.geojson``: RFC 7946, with the places in WGS 84 (in the fixed CRS where there is no way to it); displacements stay
  in units of the fixed CRS
- ``.points``: QGIS's Georeferencer; points that agree are enabled, those that do not are disabled

Where the fixed raster has no georeference, y is the negative row in the first two: so GIS draw such rasters.

A .points file names places on the raster in the raster's own coordinates where it is georeferenced, else in pixels with
the rows counted downward from 0 to negative numbers.
"""

from __future__ import annotations

import csv
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.errors import CRSError

from .._typing import Floats
from ..errors import GeoreferenceError, InputError, Sentence, TransformFileError
from ..findings import TiePoints
from ..geometry import Grid, project
from .atomic import write_text
from .geopackage import Layer, write_geopackage
from .untrusted import read_text, separator_of

# Limits on data from others, far above what a person sets.
MAX_BYTES = 16 << 20
MAX_POINTS = 100_000
LONGEST_LINE = 100_000
LARGEST_NUMBER = 1e15
WGS84 = "OGC:CRS84"

# Attributes of a tie point: displacements in CRS units, before the alignment and after it, and their lengths in pixels.
# They are null where nothing could be measured; ``reason`` says why.
FIELDS = {
    "dx_before": "REAL", "dy_before": "REAL", "length_before_px": "REAL", "dx": "REAL", "dy": "REAL",
    "length_px": "REAL", "confidence": "REAL", "inlier": "BOOLEAN", "reason": "TEXT"}


@dataclass(frozen=True)
class ControlPoints:
    """Pairs of places: ``x``, ``y`` on the ground, in ``crs``, and where a raster shows them. All of shape (n,).

    ``source_x``, ``source_y`` are as the Georeferencer has them (see above). ``crs`` is None where the file names none.
    """

    x: Floats
    y: Floats
    source_x: Floats
    source_y: Floats
    enabled: NDArray[np.bool_]
    crs: CRS | None = None
    residual_px: NDArray[np.float64] | None = None

    def __len__(self) -> int:
        return int(self.x.size)

    @classmethod
    def of_pixels(cls, grid: Grid, pixels: tuple[Floats, Floats], places: tuple[Floats, Floats],
                  crs: CRS | None) -> ControlPoints:
        """Points at (x, y) ``places`` in ``crs`` that ``grid`` shows at (column, row) ``pixels``, corner convention."""
        col, row = pixels
        # 0.0 - row and not -row: the latter writes -0.0.
        sx, sy = (col, 0.0 - row) if grid.transform.is_identity else grid.to_world(col, row)
        return cls(*places, sx, sy, np.ones(sx.shape, bool), crs)

    def pixels(self, grid: Grid) -> tuple[Floats, Floats]:
        """Where the raster shows the points: pixels (column, row), corner convention.

        Raises InputError where most points lie outside the raster by any way to read them.
        """
        # In map coordinates first: a file made for a copy without georeference has pixels. And longitudes may be those
        # of the other side of the antimeridian.
        turned = grid.world_of(grid.crs, self.source_x, self.source_y)
        for col, row in (grid.to_pixel(self.source_x, self.source_y), (self.source_x, -self.source_y),
                         grid.to_pixel(*turned)):
            inside = (col >= -1) & (col <= grid.width + 1) & (row >= -1) & (row <= grid.height + 1)
            # Most and not all: people set points beside the image as well.
            if inside.mean() > 0.5:
                return col, row
        raise InputError("The known points do not lie on the source raster; give the point file that was made for it.")


def write_tie_points(path: str | os.PathLike[str], points: TiePoints, *, crs: CRS | None, pixel_size: float,
                     of_pixels: bool = False, moving: Grid | None = None, own: Grid | None = None) -> None:
    """Write tie points as the file's ending says, whole or not at all.

    ``crs`` is that of the points, ``pixel_size`` the length of a pixel in its units; ``of_pixels`` says that they are
    columns and rows of a raster without georeference. ``moving`` is the moving raster's grid, which .points needs, and
    ``own`` that of its file where it lies elsewhere. Raises InputError for another ending, InputError or OutputError
    where it cannot be written.
    """
    suffix = Path(path).suffix.lower()
    drawn = _upward(points) if of_pixels else points
    if suffix == ".gpkg":
        _write_gpkg(path, _rows(drawn, pixel_size), drawn, crs)
    elif suffix == ".geojson":
        write_text(path, _geojson(_rows(drawn, pixel_size), drawn, crs))
    elif suffix == ".points" and moving is not None:
        write_points(path, _as_control_points(points, crs, moving, own or moving, pixel_size))
    else:
        raise InputError(Sentence("Tie points are written to .gpkg, .geojson or .points, not to {path}.",
                                  path=os.fspath(path)))


def _upward(points: TiePoints) -> TiePoints:
    """Points in pixels, with rows that count upward to 0."""
    return replace(points, y=0.0 - points.y, dy_before=0.0 - points.dy_before, dy_after=0.0 - points.dy_after)


def _rows(points: TiePoints, pixel_size: float) -> list[tuple[Any, ...]]:
    """One tuple of ``FIELDS`` a point, None for what was not measured."""
    columns = (points.dx_before, points.dy_before, np.hypot(points.dx_before, points.dy_before) / pixel_size,
               points.dx_after, points.dy_after, np.hypot(points.dx_after, points.dy_after) / pixel_size,
               points.confidence)
    # Null, as neither JSON nor SQLite has a NaN.
    numbers = [[v if np.isfinite(v) else None for v in column.tolist()] for column in columns]
    return list(zip(*numbers, points.inlier.tolist(), map(str, points.reason), strict=True))


def _geojson(rows: list[tuple[Any, ...]], points: TiePoints, crs: CRS | None) -> str:
    x, y = _in_wgs84(points.x, points.y, crs)
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [px, py]},
         "properties": dict(zip(FIELDS, row, strict=True))}
        for px, py, row in zip(x.tolist(), y.tolist(), rows, strict=True)]
    return json.dumps({"type": "FeatureCollection", "name": "tie_points", "features": features}, allow_nan=False) + "\n"


def _in_wgs84(x: Floats, y: Floats, crs: CRS | None) -> tuple[Floats, Floats]:
    if crs is None:
        return x, y
    try:
        lon, lat = project(crs, CRS.from_user_input(WGS84), x, y)
    except GeoreferenceError:
        return x, y
    # 1e-9 degrees are 0.1 mm.
    return (lon.round(9), lat.round(9)) if np.isfinite(lon).all() and np.isfinite(lat).all() else (x, y)


def _write_gpkg(path: str | os.PathLike[str], rows: list[tuple[Any, ...]], points: TiePoints, crs: CRS | None) -> None:
    places = list(zip(points.x.tolist(), points.y.tolist(), strict=True))
    write_geopackage(path, [Layer("tie_points", "POINT", FIELDS, [[place] for place in places], rows)], crs)


def _as_control_points(points: TiePoints, crs: CRS | None, moving: Grid, own: Grid, pixel_size: float
                       ) -> ControlPoints:
    """Measured tie points: a displacement before the alignment is the true place less the place shown."""
    at = points.measured
    x, y = points.x[at], points.y[at]
    # A .points file has places on the raster in the numbers of the raster's own file.
    shown = moving.world_of(crs, x - points.dx_before[at], y - points.dy_before[at])
    made = ControlPoints.of_pixels(own, moving.to_pixel(*shown), (x, y), crs)
    residual = np.stack([points.dx_after[at], points.dy_after[at]]) / pixel_size
    return ControlPoints(x, y, made.source_x, made.source_y, points.inlier[at].astype(bool), crs, residual)


def write_points(path: str | os.PathLike[str], points: ControlPoints) -> None:
    """Write a .points file of QGIS's Georeferencer (3.26 and later; older ones read it too)."""
    lines = [] if points.crs is None else [f"#CRS: {points.crs.to_wkt(version='WKT2_2019')}"]
    lines.append("mapX,mapY,sourceX,sourceY,enable,dX,dY,residual")
    residual = np.zeros((2, len(points))) if points.residual_px is None else points.residual_px
    columns = (points.x, points.y, points.source_x, points.source_y, points.enabled.astype(int), *residual,
               np.hypot(*residual))
    # repr keeps every digit.
    lines += [",".join(map(repr, row)) for row in zip(*(c.tolist() for c in columns), strict=True)]
    write_text(path, "\n".join(lines) + "\n")


def read_points(path: str | os.PathLike[str]) -> ControlPoints:
    """Read a .points file of QGIS's Georeferencer, of its old form (pixelX, pixelY) or its new one (sourceX, sourceY).

    Raises TransformFileError, which names the file, the line and the cure.
    """
    name = os.fspath(path)
    # Split by hand: limits hold before csv sees the text.
    lines = read_text(name, "point file", MAX_BYTES).splitlines()
    if len(lines) > MAX_POINTS or max(map(len, lines), default=0) > LONGEST_LINE:
        raise TransformFileError(Sentence("{name} is larger than a point file may be ({limit} points).",
                                          name=name, limit=MAX_POINTS))
    crs = _named_crs(name, lines[0][5:].strip()) if lines and lines[0].startswith("#CRS:") else None
    try:
        header, table = _table(lines)
    except csv.Error as error:
        raise TransformFileError(Sentence("{name} is no table ({error}); save the points in QGIS's Georeferencer.",
                                          name=name, error=error)) from error
    places = _places(name, header)
    if not table:
        raise TransformFileError(Sentence("{name} holds no points; save some in QGIS's Georeferencer.", name=name))
    values = [[_number(name, number, row, place) for place in places] for number, row in enumerate(table, start=1)]
    x, y, source_x, source_y = np.array(values, float).T
    return ControlPoints(x, y, source_x, source_y, _enabled(header, table), crs)


def _table(lines: list[str]) -> tuple[list[str], list[list[str]]]:
    """(header, rows) of the lines that are neither empty nor comments."""
    lines = [line for line in lines if line and not line.startswith("#")]
    rows = [row for row in csv.reader(lines, delimiter=separator_of(lines[0])) if row] if lines else []
    return ([field.strip() for field in rows[0]] if rows else []), rows[1:]


def _places(name: str, header: list[str]) -> list[int]:
    """Where the four coordinates stand in a row."""
    # QGIS renamed the columns in 3.26; what they hold stayed the same.
    prefix = "pixel" if "pixelX" in header else "source"
    columns = ["mapX", "mapY", f"{prefix}X", f"{prefix}Y"]
    if not set(columns) <= set(header):
        raise TransformFileError(Sentence("{name} has no columns {wanted}; save the points in QGIS's Georeferencer.",
                                          name=name, wanted=", ".join(columns)))
    return [header.index(field) for field in columns]


def _enabled(header: list[str], table: list[list[str]]) -> NDArray[np.bool_]:
    """Which rows are enabled: all but those that say no."""
    if "enable" not in header:
        return np.ones(len(table), bool)
    place = header.index("enable")
    return np.array([row[place:place + 1] not in (["0"], ["false"]) for row in table], bool)


def _number(name: str, number: int, row: list[str], place: int) -> float:
    if place >= len(row):
        raise TransformFileError(Sentence("{name}: point {number} has {count} values and none in column {place}; "
                                          "complete that line or delete it.", name=name, number=number, count=len(row),
                                          place=place + 1), file=name)
    try:
        value = float(row[place])
    except ValueError:
        value = float("nan")
    # Written so that NaN is refused too.
    if not abs(value) <= LARGEST_NUMBER:
        raise TransformFileError(Sentence("{name}: point {number} has no usable number in column {place}; correct "
                                          "that line or delete it.", name=name, number=number, place=place + 1))
    return value


def _named_crs(name: str, text: str) -> CRS | None:
    """The CRS that the first line names: WKT or an EPSG code, nothing that could open a file."""
    try:
        if text.upper().startswith("EPSG:"):
            return CRS.from_epsg(int(text[5:]))
        return CRS.from_wkt(text) if text else None
    except (CRSError, ValueError) as error:
        raise TransformFileError(
            Sentence("{name}: the line '#CRS:' does not name a CRS ({error}); save the points again.", name=name,
                     error=error)) from error
