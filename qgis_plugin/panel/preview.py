"""The aligned source as a virtual raster: its own file, placed anew. Nothing is resampled until a pixel is drawn."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..coregix_core.errors import InputError
from ..translation import tr
from .fit import Placement, Row

# Shear across the image, in pixels, from which it has to be warped.
HALF_PIXEL = 0.5
# Control points along each side of an image that needs more than a geotransform.
GRID = 9
# Coefficients of each polynomial of an RPC, of which a homography has the first three.
TERMS = 20


def placement_of(path: Path) -> Placement | None:
    """The placement in a transform file; None for a local one, which is no matrix."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["transform"]
    if found["model"] == "local":
        return None
    (a, b), (d, e) = found["matrix"]
    return Placement(found["model"], tuple(found["centre"]), ((a, b), (d, e)), tuple(found["shift"]),
                     tuple(found.get("tilt", (0.0, 0.0))))


def write_preview(target: Path, source: str, placement: Placement, source_wkt: str, fixed_wkt: str) -> None:
    """Write a VRT of ``source`` where ``placement`` puts it, in the reference's CRS; raises InputError.

    ``source_wkt`` is the CRS that the source is in, '' where it has none.
    """
    from osgeo import gdal

    dataset = gdal.Open(source)
    if dataset is None:
        raise InputError(tr("{path} cannot be opened by GDAL.").format(path=source))
    width, height = dataset.RasterXSize, dataset.RasterYSize
    geotransform, to_fixed = _near(dataset, placement, source_wkt, fixed_wkt)

    def placed(col: float, row: float) -> tuple[float, float]:
        g = geotransform
        return placement.true(*to_fixed(g[0] + col * g[1] + row * g[2], g[3] + col * g[4] + row * g[5]))

    if not source_wkt or source_wkt == fixed_wkt:
        corners = [placed(0, 0), placed(width, 0), placed(0, height), placed(width, height)]
        if any(placement.tilt):
            _write_aside(target, dataset, placement, geotransform, corners, fixed_wkt)
        else:
            # An affine after an affine is one: a geotransform holds it exactly.
            _write_flat(target, dataset, corners[:3], fixed_wkt)
        return
    gcps = [gdal.GCP(*placed(col, row), 0.0, col, row) for row in _steps(height) for col in _steps(width)]
    tied = target.with_name(target.stem + "_tied.vrt")
    made = gdal.Translate(str(tied), dataset, format="VRT", GCPs=gcps, outputSRS=fixed_wkt or None)
    del made
    warp_preview(target, str(tied))


def _near(dataset: Any, placement: Placement, source_wkt: str, fixed_wkt: str  # noqa: ANN401 - GDAL's
          ) -> tuple[list[float], Any]:
    """The source's geotransform and the way to the reference's CRS, on the transform's side of the antimeridian."""
    geotransform, to_fixed = list(dataset.GetGeoTransform()), _between(source_wkt, fixed_wkt)
    # Pixels of a source without CRS are no longitudes.
    if not (source_wkt and _in_degrees(fixed_wkt)):
        return geotransform, to_fixed
    near = placement.centre[0] + placement.shift[0]
    if source_wkt != fixed_wkt:
        return geotransform, _beside(to_fixed, near)
    middle = geotransform[0] + (geotransform[1] * dataset.RasterXSize + geotransform[2] * dataset.RasterYSize) / 2
    geotransform[0] += _turned(middle, near) - middle
    return geotransform, to_fixed


def _steps(size: int) -> list[float]:
    """Places of control points along a side."""
    # Denser towards the edges, beyond which nothing holds a spline: evenly spread, it is five times as far off.
    return [size * (0.5 - 0.5 * math.cos(math.pi * step / (GRID - 1))) for step in range(GRID)]


def _write_flat(target: Path, dataset: Any, corners: Sequence[Row], wkt: str) -> None:  # noqa: ANN401 - GDAL's
    """Write a VRT that three ``corners`` place: of the first pixel, of the last column and of the last row."""
    from osgeo import gdal

    width, height = dataset.RasterXSize, dataset.RasterYSize
    origin, right, down = corners
    g = (origin[0], (right[0] - origin[0]) / width, (down[0] - origin[0]) / height,
         origin[1], (right[1] - origin[1]) / width, (down[1] - origin[1]) / height)
    turned = abs(g[2]) * height + abs(g[4]) * width > HALF_PIXEL * math.hypot(g[1], g[4])
    flat = target.with_name(target.stem + "_turned.vrt") if turned else target
    made = gdal.Translate(str(flat), dataset, format="VRT", outputSRS=wkt or None)
    made.SetGeoTransform(g)
    del made
    if turned:
        # QGIS would do that itself, with black corners.
        _warp(target, str(flat))


def _write_aside(target: Path, dataset: Any, placement: Placement, geotransform: Sequence[float],  # noqa: ANN401
                 corners: Sequence[Row], wkt: str) -> None:
    """Write a VRT of an image under a homography, warped into the rectangle around its ``corners``.

    An RPC whose polynomials end after their linear terms is a homography, and exact where control points would be off
    by pixels. GDAL takes its places for degrees: the map's are scaled into a few of them, and named anew afterwards.
    """
    from osgeo import gdal

    left, right = (choose(x for x, _ in corners) for choose in (min, max))
    bottom, top = (choose(y for _, y in corners) for choose in (min, max))
    size = max(right - left, top - bottom)
    flat, warped = (target.with_name(f"{target.stem}_{name}.vrt") for name in ("rpc", "degrees"))
    made = gdal.Translate(str(flat), dataset, format="VRT")
    # Its own georeference would be taken first.
    made.SetProjection("")
    made.SetGeoTransform((0.0, 1.0, 0.0, 0.0, 0.0, 1.0))
    made.SetMetadata(_rpc(placement, geotransform, size), "RPC")
    del made
    pixel = math.sqrt((right - left) * (top - bottom) / (dataset.RasterXSize * dataset.RasterYSize))
    x, y = placement.centre
    _warp(warped, str(flat), rpc=True, dstSRS="EPSG:4326",
          outputBounds=((left - x) / size, (bottom - y) / size, (right - x) / size, (top - y) / size),
          width=max(1, round((right - left) / pixel)), height=max(1, round((top - bottom) / pixel)))
    made = gdal.Translate(str(target), str(warped), format="VRT", outputSRS=wkt or None,
                          outputBounds=(left, top, right, bottom))
    del made


def _rpc(placement: Placement, geotransform: Sequence[float], size: float) -> dict[str, str]:
    """The placement as an RPC from (x - centre) / ``size`` to columns and rows of the image."""
    depth = (1.0, placement.tilt[0] * size, placement.tilt[1] * size)
    # Where the source shows a place, times the depth there: a polynomial of the first degree.
    x, y = ([(centre + shift) * d + size * m for d, m in zip(depth, (0.0, *row))] for centre, shift, row in zip(
        placement.centre, placement.shift, placement.matrix))
    g = geotransform
    det = g[1] * g[5] - g[2] * g[4]
    # An RPC counts from the middle of the first pixel, a geotransform from its corner.
    col = [(g[5] * (u - g[0] * d) - g[2] * (v - g[3] * d)) / det - HALF_PIXEL * d for u, v, d in zip(x, y, depth)]
    row = [(g[1] * (v - g[3] * d) - g[4] * (u - g[0] * d)) / det - HALF_PIXEL * d for u, v, d in zip(x, y, depth)]

    def terms(numbers: Sequence[float]) -> str:
        # repr keeps every digit.
        return " ".join(map(repr, [*numbers, *[0.0] * (TERMS - len(numbers))]))

    plain = {f"{name}_{part}": value for name in ("LINE", "SAMP", "LAT", "LONG", "HEIGHT")
             for part, value in (("OFF", "0"), ("SCALE", "1"))}
    return {**plain, "SAMP_NUM_COEFF": terms(col), "LINE_NUM_COEFF": terms(row), "SAMP_DEN_COEFF": terms(depth),
            "LINE_DEN_COEFF": terms(depth)}


def warp_preview(target: Path, tied: str) -> None:
    """Write a warped VRT of a raster that is placed by control points."""
    _warp(target, tied, tps=True)


def _warp(target: Path, source: str, **how: Any) -> None:
    """Write a warped VRT, transparent where the raster shows nothing."""
    from osgeo import gdal

    made = gdal.Warp(str(target), source, format="VRT", dstAlpha=True, resampleAlg="bilinear", **how)
    if made is None:
        raise InputError(tr("{path} cannot be opened by GDAL.").format(path=source))
    del made


def _in_degrees(wkt: str) -> bool:
    from osgeo import osr

    crs = osr.SpatialReference()
    return bool(wkt) and crs.ImportFromWkt(wkt) == 0 and bool(crs.IsGeographic())


def _turned(x: float, near: float) -> float:
    """A longitude within half a turn of another."""
    return x - 360.0 * round((x - near) / 360.0)


def _beside(change: Any, near: float) -> Any:  # noqa: ANN401 - functions of two numbers
    """A change of CRS whose longitudes lie within half a turn of one."""
    def changed(x: float, y: float) -> tuple[float, float]:
        px, py = change(x, y)
        return _turned(px, near), py

    return changed


def _between(source_wkt: str, fixed_wkt: str) -> Any:  # noqa: ANN401 - a function of two numbers
    if not source_wkt or not fixed_wkt or source_wkt == fixed_wkt:
        return lambda x, y: (x, y)
    from osgeo import osr

    ends = []
    for wkt in (source_wkt, fixed_wkt):
        crs = osr.SpatialReference()
        crs.ImportFromWkt(wkt)
        # x before y, as geotransforms have them.
        crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        ends.append(crs)
    change = osr.CoordinateTransformation(*ends)
    return lambda x, y: change.TransformPoint(x, y)[:2]
