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

HALF_PIXEL = 0.5
"""Shear across the image, in pixels, from which it has to be warped."""
GRID = 9
"""Control points along each side of an image that needs more than a geotransform."""


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
    to_fixed = _between(source_wkt, fixed_wkt)
    geotransform = dataset.GetGeoTransform()

    def placed(col: float, row: float) -> tuple[float, float]:
        g = geotransform
        return placement.true(*to_fixed(g[0] + col * g[1] + row * g[2], g[3] + col * g[4] + row * g[5]))

    width, height = dataset.RasterXSize, dataset.RasterYSize
    if (not source_wkt or source_wkt == fixed_wkt) and not any(placement.tilt):
        # An affine after an affine is one: a geotransform holds it exactly.
        _write_flat(target, dataset, (placed(0, 0), placed(width, 0), placed(0, height)), fixed_wkt)
        return
    places = [(width * i / (GRID - 1), height * j / (GRID - 1)) for j in range(GRID) for i in range(GRID)]
    gcps = [gdal.GCP(*placed(col, row), 0.0, col, row) for col, row in places]
    tied = target.with_name(target.stem + "_tied.vrt")
    made = gdal.Translate(str(tied), dataset, format="VRT", GCPs=gcps, outputSRS=fixed_wkt or None)
    del made
    warp_preview(target, str(tied))


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


def warp_preview(target: Path, tied: str) -> None:
    """Write a warped VRT of a raster that is placed by control points."""
    _warp(target, tied, tps=True)


def _warp(target: Path, source: str, **how: bool) -> None:
    """Write a warped VRT, transparent where the raster shows nothing."""
    from osgeo import gdal

    made = gdal.Warp(str(target), source, format="VRT", dstAlpha=True, resampleAlg="bilinear", **how)
    if made is None:
        raise InputError(tr("{path} cannot be opened by GDAL.").format(path=source))
    del made


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
