"""GeoJSON with its vertices moved and everything else as it was: ids, nested properties, foreign members."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from rasterio.crs import CRS

from .._typing import Floats
from ..errors import GeoreferenceError, InputError, Sentence

# RFC 7946: WGS 84, longitude first.
DEFAULT_CRS = "OGC:CRS84"


def crs_of(document: Mapping[str, Any]) -> CRS:
    """The CRS of a document: the one that its member ``crs`` names (GeoJSON 2008, QGIS and GDAL write it), or WGS 84.

    Raises GeoreferenceError where that names none by a code.
    """
    if document.get("crs") is None:
        return CRS.from_user_input(DEFAULT_CRS)
    try:
        name = str(document["crs"]["properties"]["name"])
        # Only codes: other ways to name a CRS can open files and addresses.
        if re.fullmatch(r"urn:ogc:def:crs:OGC:[\d.]*:CRS84", name):
            return CRS.from_user_input(DEFAULT_CRS)
        code = re.sub(r"^(urn:ogc:def:crs:)?EPSG:([\d.]*:)?(?=\d+$)", "", name, flags=re.IGNORECASE)
        return CRS.from_epsg(int(code))
    except (KeyError, TypeError, ValueError) as error:  # CRSError is a ValueError
        raise GeoreferenceError(
            "The CRS of the GeoJSON is not named by an EPSG code; save it again in WGS 84.") from error


def move(document: dict[str, Any], true_places: Callable[[Floats, Floats], tuple[Floats, Floats]]) -> int:
    """Move all vertices of a document in place; returns the number of its features.

    Raises InputError for what is no GeoJSON.
    """
    features = features_of(document)
    # All in one array: the transform is called once, and not for each vertex.
    positions = [position for holder in features for position in _positions(holder)]
    for holder in (document, *features):
        holder.pop("bbox", None)  # it holds no longer
    if positions:
        x, y = true_places(*np.array([position[:2] for position in positions], float).T)
        for position, px, py in zip(positions, x.tolist(), y.tolist(), strict=True):
            # In place: a height, and what else follows it, stays.
            position[:2] = px, py
    return len(features)


def features_of(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What holds geometries: the features, or the document itself if it is one or a bare geometry.

    Raises InputError for a collection whose features are no list.
    """
    features = document.get("features") if document.get("type") == "FeatureCollection" else [dict(document)]
    if not isinstance(features, list) or not all(isinstance(f, dict) for f in features):
        raise InputError("The GeoJSON holds no list of features; save it again.")
    return features


def _positions(holder: Any) -> Iterator[list[Any]]:  # noqa: ANN401 - JSON
    """Every position [x, y, …] of a feature or geometry."""
    if not isinstance(holder, dict):
        return
    yield from _positions(holder.get("geometry"))
    for geometry in _list(holder, "geometries"):
        yield from _positions(geometry)
    yield from _flat(_list(holder, "coordinates"))


def _list(holder: dict[str, Any], name: str) -> list[Any]:
    value = holder.get(name) or []
    if not isinstance(value, list):
        raise InputError(Sentence("The GeoJSON has {name} that are no list; save it again.", name=name))
    return value


def _flat(coordinates: Any) -> Iterator[list[Any]]:  # noqa: ANN401 - JSON
    if not isinstance(coordinates, list):
        raise InputError(Sentence("The GeoJSON has {coordinates:.60} for a list of positions; save it again.",
                                  coordinates=repr(coordinates)))
    if coordinates and not isinstance(coordinates[0], list):
        # type and not isinstance: true and false are no coordinates.
        if len(coordinates) < 2 or not all(type(c) in (int, float) for c in coordinates[:2]):
            raise InputError(Sentence("The GeoJSON has a position {coordinates:.60} that is no pair of numbers; "
                                      "correct it.", coordinates=repr(coordinates)))
        yield coordinates
        return
    for inner in coordinates:
        yield from _flat(inner)
