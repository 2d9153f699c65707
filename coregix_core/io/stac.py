"""A sidecar that describes a result to catalogues: an item of STAC (stacspec.org) beside the output, by pystac.

The projection extension gives the grid, the processing extension the software. What this package found goes under
``coregix:``. Links and assets are relative to the sidecar where they can be. ``datetime`` is when the image was taken
if its tags or its name say that, and else the time of the alignment, as an item needs one;
``coregix:undated`` tells so.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import numpy as np
from rasterio.crs import CRS
from rasterio.errors import CRSError
from rasterio.warp import transform_geom

from .._typing import Floats
from ..findings import AlignResult, ResidualStatistics, accuracy_statement
from ..geometry import Grid, metres_per_unit
from .acquisition import UNKNOWN, Acquisition
from .atomic import write_text
from .opening import GDAL_ERRORS

if TYPE_CHECKING:
    import pystac

PROCESSING = "https://stac-extensions.github.io/processing/v1.2.0/schema.json"
ACCURACY = "https://stac-extensions.github.io/accuracy/v1.0.0-beta.1/schema.json"
UNDATED = "coregix:undated"
"""The property of an item whose ``datetime`` is that of the alignment, as nobody knows when the image was taken."""

GEOTIFF = "image/tiff; application=geotiff"
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


def write_sidecar(path: str | os.PathLike[str], result: AlignResult, grid: Grid,
                  taken: Acquisition = UNKNOWN) -> None:
    """Write a result as a STAC item, whole or not at all; ``grid`` is the output's, ``taken`` its image's acquisition.

    Raises InputError or OutputError where it cannot be written.
    """
    write_catalogued(path, item(path, result, grid, taken))


def write_catalogued(path: str | os.PathLike[str], made: pystac.Item | pystac.Catalog) -> None:
    """Write an item, a collection or a catalogue, whole or not at all; references in it stay as they are."""
    found = made.to_dict(include_self_link=False, transform_hrefs=False)
    write_text(path, json.dumps(found, indent=2, allow_nan=False) + "\n")


def item(path: str | os.PathLike[str], result: AlignResult, grid: Grid, taken: Acquisition = UNKNOWN) -> pystac.Item:
    """The STAC item of a result, for a sidecar at ``path``."""
    import pystac

    folder = Path(os.path.realpath(path)).parent
    name = Path(result.output_image_path or result.moving_image_path).stem
    accuracy = _accuracy(result)
    made = item_of(name, grid, taken.date, {**_own(result, taken), **accuracy}, result.version)
    if accuracy:
        made.stac_extensions.append(ACCURACY)
    for source, title in ((result.moving_image_path, "source"), (result.fixed_image_path, "reference")):
        made.add_link(pystac.Link("derived_from", href_from(source, folder), GEOTIFF, title))
    for key, asset in _assets(result, folder).items():
        made.add_asset(key, asset)
    return made


def item_of(name: str, grid: Grid, taken: datetime | None, properties: Mapping[str, Any], version: str) -> pystac.Item:
    """An item without links and assets: a raster's grid and time, and what this version of the package says of it."""
    import pystac
    from pystac.extensions.projection import ProjectionExtension

    geometry = footprint(grid)
    made = pystac.Item(
        name, geometry, None if geometry is None else bbox_of(geometry),
        taken or datetime.now(UTC).replace(microsecond=0),
        {**properties, **({UNDATED: True} if taken is None else {}), "processing:software": {"coregix": version}},
        stac_extensions=[PROCESSING])
    # Null and not left out: the extension's way to say that no code exists.
    code = None if grid.crs is None else grid.crs.to_epsg()
    ProjectionExtension.ext(made, add_if_missing=True).apply(
        code=None if code is None else f"EPSG:{code}",
        wkt2=None if grid.crs is None else grid.crs.to_wkt(version="WKT2_2019"),
        shape=[grid.height, grid.width], transform=list(grid.transform)[:6], bbox=list(grid.bounds))
    made.properties.setdefault("proj:code", None)
    return made


def _own(result: AlignResult, taken: Acquisition) -> dict[str, Any]:
    """What this package found, and when."""
    found = result.to_dict()
    statement = accuracy_statement(result.assessment.tie_points, result.fixed_image_path, result.pixel_size,
                                   result.unit, after=True)
    own = ("verdict", "reason", "residual_before", "residual_after", "uncertainty_ce90_px", "uncertainty_ce90",
           "transform", "already_aligned", "accepted_unreliable", "metric", "pixel_size", "unit", "known_points")
    return {"created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            **({} if taken.sensor is None else {"platform": taken.sensor}),
            **({} if statement is None else {"coregix:accuracy_statement": statement}),
            **{f"coregix:{name}": found[name] for name in own}}


def _accuracy(result: AlignResult) -> dict[str, float]:
    """What the tie points still see, as the accuracy extension says it: in metres, and only where those are known."""
    points = result.assessment.tie_points
    if points.crs is None and result.unit != "metre":
        return {}
    # The extension has no other unit; a degree of longitude has its own length at each latitude.
    x, y = (1.0, 1.0) if points.crs is None else metres_per_unit(points.crs, float(np.mean(points.y)))
    in_metres = replace(points, dx_after=x * points.dx_after, dy_after=y * points.dy_after)
    found = ResidualStatistics.of(in_metres, after=True)
    if found is None:
        return {}
    return {"accuracy:geometric_x_bias": found.east.mean, "accuracy:geometric_y_bias": found.north.mean,
            "accuracy:geometric_x_stddev": found.east.std, "accuracy:geometric_y_stddev": found.north.std,
            "accuracy:geometric_rmse": found.rmse}


def _assets(result: AlignResult, folder: Path) -> dict[str, pystac.Asset]:
    import pystac

    files = {
        "data": (result.output_image_path, GEOTIFF, ["data"], "aligned raster"),
        "transform": (result.transform_path, "application/json", ["metadata"], "transform"),
        # Tie points come in three formats: no type is better than a wrong one.
        "tie_points": (result.tie_points_path, None, ["metadata"], "tie points"),
        "report": (result.settings.get("report"), "text/html", ["overview"], "report")}
    return {name: pystac.Asset(href_from(path, folder), title, media_type=media_type, roles=roles)
            for name, (path, media_type, roles, title) in files.items() if path is not None}


def href_from(path: str, folder: Path) -> str:
    """A file as a reference from ``folder``; what GDAL alone understands stays as it is."""
    if path.startswith("/vsi") or (":" in path and not _DRIVE.match(path) and not Path(path).exists()):
        return path
    try:
        relative = Path(os.path.relpath(os.path.realpath(path), folder)).as_posix()
    except ValueError:  # on another drive of Windows
        return Path(path).absolute().as_uri()
    return quote(relative if relative.startswith("../") else "./" + relative, errors="surrogateescape")


def footprint(grid: Grid) -> dict[str, Any] | None:
    """The grid's outline in WGS 84, cut at the antimeridian; None where there is no way to it."""
    if grid.crs is None:
        return None
    # Points along the sides too: straight sides of the grid are curves in degrees.
    x, y = grid.outline(5)
    ring = np.stack([x, y], 1)
    ring = ring[(ring != np.roll(ring, -1, 0)).any(1)]  # each corner is the end of one side and the start of the next
    turn = np.roll(ring, -1, 0)
    if float((ring[:, 0] * turn[:, 1] - turn[:, 0] * ring[:, 1]).sum()) < 0:
        ring = ring[::-1]  # RFC 7946 wants it counter-clockwise
    shape = {"type": "Polygon", "coordinates": [[*ring.tolist(), ring[0].tolist()]]}
    try:
        if grid.crs.is_geographic and np.abs(ring[:, 0]).max() > 180.0 > np.ptp(ring[:, 0]):
            shape = _cut(ring)
        made = transform_geom(grid.crs, CRS.from_user_input("OGC:CRS84"), shape)
    # What GDAL raises for a CRS of a building site, which has no place on the globe.
    except (*GDAL_ERRORS, CRSError):
        return None
    return _rounded(made) if np.isfinite(_places(made)).all() else None


def _cut(ring: Floats) -> dict[str, Any]:
    """A ring in degrees that goes on beyond 180, parted there: GDAL itself cuts only what it projects."""
    east = 180.0 if ring[:, 0].max() > 180.0 else -180.0
    parts = [_beside(ring, east, sign) for sign in (1, -1)]
    # What lies beyond 180 begins anew at -180.
    lon = [part - [360.0 * np.sign(east) * (np.abs(part[:, 0].mean()) > 180.0), 0.0] for part in parts if len(part) > 2]
    rings = [[[*part.tolist(), part[0].tolist()]] for part in lon]
    return {"type": "MultiPolygon", "coordinates": rings} if len(rings) > 1 else {
        "type": "Polygon", "coordinates": rings[0]}


def _beside(ring: Floats, east: float, sign: int) -> Floats:
    """The part of a convex ring on one side of a meridian (Sutherland and Hodgman 1974)."""
    kept: list[Floats] = []
    for here, there in zip(ring, np.roll(ring, -1, 0), strict=True):
        a, b = sign * (here[0] - east), sign * (there[0] - east)
        if a <= 0:
            kept.append(here)
        if a * b < 0:
            kept.append(here + (there - here) * a / (a - b))
    return np.array(kept).reshape(-1, 2)


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    def parts(value: Any) -> Any:  # noqa: ANN401 - nested lists
        # 1e-9 degrees are 0.1 mm.
        return [round(float(v), 9) for v in value[:2]] if np.ndim(value[0]) == 0 else [parts(v) for v in value]

    return {"type": geometry["type"], "coordinates": parts(geometry["coordinates"])}


def _places(geometry: dict[str, Any]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """All places of a polygon or multipolygon, (n, 2)."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return np.array([place[:2] for polygon in polygons for ring in polygon for place in ring], float)


def bbox_of(geometry: dict[str, Any]) -> list[float]:
    """West, south, east, north; west is greater than east where the antimeridian lies between."""
    lon, lat = _places(geometry).T
    west, east = lon.min(), lon.max()
    if geometry["type"] == "MultiPolygon":
        # RFC 7946, 5.2: the box begins in the east and ends in the west.
        west, east = lon[lon >= 0].min(), lon[lon < 0].max()
    return [float(v) for v in (west, lat.min(), east, lat.max())]
