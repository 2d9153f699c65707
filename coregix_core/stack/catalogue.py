"""Layers and catalogues of a stack: a GeoPackage of images and links, a STAC collection with an item for each image."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import rasterio

from .._version import __version__
from ..geometry import Grid
from ..io import GEOTIFF, UNDATED, Layer, href_from, item_of, write_catalogued, write_geopackage
from .ground import Ground
from .images import StackImage
from .result import StackResult
from .solution import ImageResult
from .tables import IMAGE_COLUMNS, LINK_COLUMNS, image_row, link_row

if TYPE_CHECKING:
    import pystac

_NAME, ABOUT = "stack", "Images that were aligned to each other."
_TEXTS = ("image", "date", "verdict", "reason", "output", "first", "second")
_WHOLE = {"links": "INTEGER", "ties": "INTEGER", "places": "INTEGER", "used": "BOOLEAN"}


def write_layers(path: Path, images: Sequence[StackImage], made: StackResult, whole: StackResult, ground: Ground
                 ) -> None:
    """Write the images' outlines at their true places and the links between their middles, whole or not at all.

    ``made`` has the ``images`` and their links, ``whole`` those images as well that could not be read.
    """
    outlines: list[Sequence[tuple[float, float]]] = [
        _outline(image, result, ground) for image, result in zip(images, made.images, strict=False)]
    # Nobody knows where those lie that could not be read.
    outlines += [()] * (len(whole.images) - len(made.images))
    middles = [ground.frame.to_world(area.mean(0)[None]) for area in ground.areas]
    lines = [[(float(middles[k][0][0]), float(middles[k][1][0])) for k in (link.first, link.second)]
             for link in made.links]
    names = [image.name for image in images]
    write_geopackage(path, [
        Layer("images", "POLYGON", _fields(IMAGE_COLUMNS), outlines,
              _rows(IMAGE_COLUMNS, map(image_row, whole.images))),
        Layer("links", "LINESTRING", _fields(LINK_COLUMNS), lines,
              _rows(LINK_COLUMNS, (link_row(link, names) for link in made.links)))], ground.crs)


def _fields(columns: Sequence[str]) -> dict[str, str]:
    return {name: _WHOLE.get(name, "TEXT" if name in _TEXTS else "REAL") for name in columns}


def _rows(columns: Sequence[str], rows: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - rows of the tables
    return [tuple(row[name] for name in columns) for row in rows]


def _outline(image: StackImage, result: ImageResult, ground: Ground) -> list[tuple[float, float]]:
    """The ring of an image's outline at its true place; at its own georeference if that is not known."""
    x, y = ground.placed(image.grid, *image.grid.outline(5))
    if result.transform is not None:
        x, y = result.transform.inverse(x, y)
    return list(zip(x.tolist(), y.tolist(), strict=True))


def write_collection(folder: Path, results: Sequence[ImageResult]) -> None:
    """Write ``collection.json`` and a STAC item (stacspec.org) for each image that was written.

    Images without a CRS have no place on the globe, and a collection needs one: theirs is a plain catalogue.
    """
    (folder / "items").mkdir(exist_ok=True)
    items = [_item(folder, result) for result in results if result.output is not None]
    boxes = [item.bbox for item in items if item.bbox is not None]
    whole = _collection(items, boxes) if boxes else _catalogue(items)
    for item in items:
        write_catalogued(folder / "items" / f"{item.id}.json", item)
    write_catalogued(folder / "collection.json", whole)


def _item(folder: Path, result: ImageResult) -> pystac.Item:
    import pystac

    assert result.output is not None
    with rasterio.open(result.output) as dataset:
        grid = Grid(dataset.crs, dataset.transform, dataset.width, dataset.height)
    row, place = image_row(result), folder / "items"
    own = {f"coregix:{name}": row[name] for name in ("verdict", "reason", "ce90_px", "closure_px", "links")}
    # STAC has no items without a time; that of the run stands in for one that is not known, and the item says so.
    item = item_of(result.image, grid, result.date, own, __version__)
    item.add_link(pystac.Link("derived_from", href_from(result.path, place), GEOTIFF))
    item.add_asset("data", pystac.Asset(href_from(result.output, place), media_type=GEOTIFF, roles=["data"]))
    item.add_asset("transform", pystac.Asset(f"../transforms/{result.image}.json", media_type=pystac.MediaType.JSON,
                                             roles=["metadata"]))
    return item


def _collection(items: Sequence[pystac.Item], boxes: Sequence[Sequence[float]]) -> pystac.Collection:
    import pystac

    whole = [min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)]
    times = sorted(item.datetime for item in items if item.datetime is not None and not item.properties.get(UNDATED))
    span: list[datetime | None] = [times[0], times[-1]] if times else [None, None]
    extent = pystac.Extent(pystac.SpatialExtent([whole]), pystac.TemporalExtent([span]))
    made = pystac.Collection(_NAME, ABOUT, extent, license="other")
    for item in items:
        item.collection_id = _NAME
    return _linked(made, items, "collection")


def _catalogue(items: Sequence[pystac.Item]) -> pystac.Catalog:
    import pystac

    return _linked(pystac.Catalog(_NAME, ABOUT), items, "parent")


_Linked = TypeVar("_Linked", bound="pystac.Catalog")


def _linked(made: _Linked, items: Sequence[pystac.Item], relation: str) -> _Linked:
    """A collection or catalogue and its items, linked with each other; ``relation`` is what it is to them."""
    import pystac

    for item in items:
        item.add_link(pystac.Link(relation, "../collection.json", pystac.MediaType.JSON))
        made.add_link(pystac.Link("item", f"./items/{item.id}.json", pystac.MediaType.GEOJSON))
    return made
