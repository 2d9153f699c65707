"""Layers and catalogues of a stack: a GeoPackage of images and links, a STAC collection with an item for each image."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import rasterio

from .._version import __version__
from ..geometry import Grid, project
from ..io import EXTENSIONS, GEOTIFF, Layer, bbox_of, footprint, href_from, write_geopackage, write_text
from .images import StackImage
from .solution import Ground, ImageResult, LinkResult
from .tables import IMAGE_COLUMNS, LINK_COLUMNS, image_row, link_row

_TEXTS = ("image", "date", "verdict", "reason", "output", "first", "second")
_WHOLE = {"links": "INTEGER", "ties": "INTEGER", "used": "BOOLEAN"}


def write_layers(path: Path, images: Sequence[StackImage], results: Sequence[ImageResult],
                 links: Sequence[LinkResult], ground: Ground) -> None:
    """Write the images' outlines at their true places and the links between their middles, whole or not at all."""
    outlines = [_outline(image, result, ground) for image, result in zip(images, results, strict=False)]
    middles = [ground.frame.to_world(area.mean(0)[None]) for area in ground.areas]
    lines = [[(float(middles[k][0][0]), float(middles[k][1][0])) for k in (link.first, link.second)] for link in links]
    names = [image.name for image in images]
    write_geopackage(path, [
        Layer("images", "POLYGON", _fields(IMAGE_COLUMNS), outlines, _rows(IMAGE_COLUMNS, map(image_row, results))),
        Layer("links", "LINESTRING", _fields(LINK_COLUMNS), lines,
              _rows(LINK_COLUMNS, (link_row(link, names) for link in links)))], ground.crs)


def _fields(columns: Sequence[str]) -> dict[str, str]:
    return {name: _WHOLE.get(name, "TEXT" if name in _TEXTS else "REAL") for name in columns}


def _rows(columns: Sequence[str], rows: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - rows of the tables
    return [tuple(row[name] for name in columns) for row in rows]


def _outline(image: StackImage, result: ImageResult, ground: Ground) -> list[tuple[float, float]]:
    """The ring of an image's outline at its true place; at its own georeference if that is not known."""
    x, y = project(image.grid.crs, ground.crs, *image.grid.outline(5), near=ground.frame.centre[0])
    if result.transform is not None:
        x, y = result.transform.inverse(x, y)
    return list(zip(x.tolist(), y.tolist(), strict=True))


def write_collection(folder: Path, results: Sequence[ImageResult]) -> None:
    """Write ``collection.json`` and an item of STAC 1.0 (stacspec.org) for each image that was written."""
    (folder / "items").mkdir(exist_ok=True)
    items = [_item(folder, result) for result in results if result.output is not None]
    for item in items:
        write_text(folder / "items" / f"{item['id']}.json", json.dumps(item, indent=1, allow_nan=False) + "\n")
    write_text(folder / "collection.json", json.dumps(_collection(items), indent=1, allow_nan=False) + "\n")


def _item(folder: Path, result: ImageResult) -> dict[str, Any]:
    assert result.output is not None
    with rasterio.open(result.output) as dataset:
        grid = Grid(dataset.crs, dataset.transform, dataset.width, dataset.height)
    geometry = footprint(grid)
    code = None if grid.crs is None else grid.crs.to_epsg()
    row = image_row(result)
    own = {f"coregix:{name}": row[name] for name in ("verdict", "reason", "ce90_px", "closure_px", "links")}
    # STAC has no items without a time; that of the run stands in for one that is not known.
    taken = row["date"] or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    place = folder / "items"
    return {
        "type": "Feature", "stac_version": "1.0.0", "stac_extensions": list(EXTENSIONS), "id": result.image,
        "collection": "stack", "geometry": geometry, **({} if geometry is None else {"bbox": bbox_of(geometry)}),
        "properties": {
            "datetime": taken, "proj:code": None if code is None else f"EPSG:{code}",
            "proj:shape": [grid.height, grid.width], "proj:transform": list(grid.transform)[:6],
            "processing:software": {"coregix": __version__}, **own},
        "links": [{"rel": "collection", "href": "../collection.json", "type": "application/json"},
                  {"rel": "derived_from", "href": href_from(result.path, place), "type": GEOTIFF}],
        "assets": {"data": {"href": href_from(result.output, place), "type": GEOTIFF, "roles": ["data"]},
                   "transform": {"href": f"../transforms/{result.image}.json", "type": "application/json",
                                 "roles": ["metadata"]}}}


def _collection(items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    boxes = [item["bbox"] for item in items if "bbox" in item]
    whole = [min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes),
             max(b[3] for b in boxes)] if boxes else [-180.0, -90.0, 180.0, 90.0]
    times = sorted(item["properties"]["datetime"] for item in items) or [None]
    links = [{"rel": "item", "href": f"./items/{item['id']}.json", "type": "application/geo+json"} for item in items]
    return {
        "type": "Collection", "stac_version": "1.0.0", "id": "stack", "license": "other",
        "description": "Images that were aligned to each other.", "links": links,
        "extent": {"spatial": {"bbox": [whole]}, "temporal": {"interval": [[times[0], times[-1]]]}}}
