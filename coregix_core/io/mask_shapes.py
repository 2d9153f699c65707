"""Vectors as masks: polygons, lines and points of a file or in memory, brought into the CRS of a grid.

GeoJSON needs nothing more; other formats need pyogrio and shapely (the extra 'vectors').
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from rasterio.crs import CRS
from rasterio.errors import CRSError

from .._typing import Floats
from ..errors import GeoreferenceError, InputError, Sentence
from ..geometry import Grid
from . import geojson
from .untrusted import read_json
from .vectors import DRIVERS, MAX_BYTES, layers_of, pyogrio_for

log = logging.getLogger("coregix_core")

# Length in pixels of the pieces into which edges are cut where another CRS may bend them.
_PIECE = 16.0

_MAX_PIECES = 256

# GeoJSON type -> the lists of positions in its coordinates.
_RINGS: dict[str, Callable[[Any], Any]] = {
    "Polygon": lambda rings: rings, "LineString": lambda line: [line], "Point": lambda place: [[place]]}


@dataclass(frozen=True)
class Shape:
    """A polygon (its rings), a line or a point; each part holds places (n, 2) in the CRS of its ``Shapes``."""

    kind: str
    parts: tuple[Floats, ...]


@dataclass(frozen=True)
class Shapes:
    """Geometries in one CRS; without one their places are those of the rasters. ``name`` is for messages."""

    name: str
    crs: CRS | None
    shapes: tuple[Shape, ...]

    def scaled(self, x: float, y: float) -> Shapes:
        """The same with all places multiplied."""
        scale = np.array([x, y])
        return replace(self, shapes=tuple(Shape(shape.kind, tuple(part * scale for part in shape.parts))
                                          for shape in self.shapes))

    def on(self, grid: Grid) -> list[dict[str, Any]]:
        """The geometries in a grid's CRS, as GeoJSON geometries; none that lies beside the grid.

        Raises GeoreferenceError where only one of the two has a CRS.
        """
        self._require_places_of(grid)
        left, bottom, right, top = grid.bounds
        found = []
        for shape in self.shapes:
            parts = [_onto(part, self.crs, grid) for part in shape.parts]
            x, y = parts[0].T if len(parts[0]) else (np.zeros(0), np.zeros(0))
            if x.size and x.min() < right and x.max() > left and y.min() < top and y.max() > bottom:
                found.append(_geometry(shape.kind, parts))
        return found

    def reach(self, grid: Grid) -> bool:
        """Whether the extent of all of them meets a grid; raises as ``on``."""
        self._require_places_of(grid)
        if not self.shapes:
            # Nothing lies anywhere, and so nothing elsewhere.
            return True
        places = np.concatenate([_onto(part, self.crs, grid) for shape in self.shapes for part in shape.parts])
        if not len(places):
            return False
        left, bottom, right, top = grid.bounds
        low, high = places.min(0), places.max(0)
        return bool(low[0] < right and high[0] > left and low[1] < top and high[1] > bottom)

    def _require_places_of(self, grid: Grid) -> None:
        if (self.crs is None) != (grid.crs is None):
            raise GeoreferenceError(Sentence("Of the mask {name} and the rasters, one has a CRS and the other has "
                                             "none; give the mask the CRS of the raster that it is for.",
                                             name=self.name))


def shapes_of_file(path: str, layer: str | None) -> Shapes:
    """The geometries of a layer; of the only one where none is named.

    Raises InputError where the file, the layer or its geometries cannot be used, MissingDependencyError without the
    extra for formats other than GeoJSON.
    """
    if DRIVERS.get(Path(path).suffix.lower()) == "GeoJSON" and layer in (None, Path(path).stem):
        return _of_document(path, read_json(path, "vector mask", MAX_BYTES))
    pyogrio = pyogrio_for("A mask of this format needs")
    name = _layer(layers_of(pyogrio, Path(path)), path, layer)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of fields, which are not read
            meta, _, wkb, _ = pyogrio.raw.read(path, layer=name, columns=[])
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise InputError(Sentence("The layer {name} of the mask {path} cannot be read ({error}); is it the right "
                                  "file?", name=name, path=path, error=error)) from error
    from shapely import from_wkb

    geometries = [g for g in from_wkb([] if wkb is None else wkb) if g is not None and not g.is_empty]
    shapes = tuple(s for g in geometries for s in _shapes(g.__geo_interface__))
    return _told_if_empty(Shapes(path, _crs(path, meta["crs"]), shapes), f"{path}|layername={name}")


def shapes_of(given: object, crs: CRS | None) -> Shapes:
    """The geometries of a GeoJSON-like mapping, or of an object with ``__geo_interface__``.

    A mapping has the CRS that it names, or WGS 84 as in files; an object without a ``crs`` of its own lies in ``crs``.
    Raises InputError for anything else.
    """
    name = f"of the type {type(given).__name__}"
    if isinstance(given, Mapping):
        return _of_document(name, given, places=crs is None)
    interface = getattr(given, "__geo_interface__", None)
    if not isinstance(interface, Mapping):
        raise InputError(Sentence("A mask is a file, a geometry, a GeoJSON-like mapping or an array, not "
                                  "{given:.60}.", given=repr(given)))
    own = getattr(given, "crs", None)
    return _told_if_empty(Shapes(name, crs if own is None else _crs(name, own), tuple(_all_shapes(name, interface))),
                          name)


def _of_document(name: str, document: object, *, places: bool = False) -> Shapes:
    if not isinstance(document, Mapping):
        raise InputError(Sentence("The mask {name} holds no GeoJSON object; save it again as GeoJSON.", name=name))
    crs = None if places and document.get("crs") is None else geojson.crs_of(document)
    shapes = _told_if_empty(Shapes(name, crs, tuple(_all_shapes(name, document))), name)
    if crs is not None and crs.is_geographic:
        _require_degrees(shapes)
    return shapes


def _told_if_empty(shapes: Shapes, name: str) -> Shapes:
    """Shapes, with a warning if there are none: a scene without clouds has none, and a wrong layer may."""
    if not shapes.shapes:
        log.warning(Sentence("The mask {name} holds no geometries.", name=name))
    return shapes


def _require_degrees(shapes: Shapes) -> None:
    """Raise GeoreferenceError for coordinates beyond the globe: projected ones, of a CRS that nothing names."""
    for x, y in (part.T for shape in shapes.shapes for part in shape.parts):
        # Half as much again as a turn: outlines across the antimeridian may go on beyond 180 degrees.
        beyond = np.flatnonzero((np.abs(x) > 540) | (np.abs(y) > 90))
        if beyond.size:
            raise GeoreferenceError(Sentence("The mask {name} has coordinates such as {x:g}, {y:g}, which are no "
                                             "degrees, and names no other CRS; save it again with its CRS.",
                                             name=shapes.name, x=x[beyond[0]], y=y[beyond[0]]))


def _all_shapes(name: str, document: Mapping[str, Any]) -> Iterator[Shape]:
    try:
        for feature in geojson.features_of(document):
            yield from _shapes(feature.get("geometry", feature) if feature.get("type") == "Feature" else feature)
    except (KeyError, TypeError, ValueError, IndexError, RecursionError) as error:
        raise InputError(Sentence("The mask {name} holds what is no GeoJSON geometry ({kind}: {error}); save it again "
                                  "as GeoJSON.", name=name, kind=type(error).__name__, error=error)) from error


def _shapes(geometry: Mapping[str, Any] | None) -> Iterator[Shape]:
    """The simple shapes of a GeoJSON geometry; a feature without one has none."""
    if geometry is None:
        return
    kind = str(geometry.get("type"))
    if kind == "GeometryCollection":
        for inner in geometry["geometries"]:
            yield from _shapes(inner)
        return
    simple = kind.removeprefix("Multi")
    if simple not in _RINGS:
        raise InputError(Sentence("The mask holds a geometry of the type {kind!r}; points, lines and polygons can be "
                                  "used.", kind=kind))
    several = geometry["coordinates"] if simple != kind else [geometry["coordinates"]]
    for coordinates in several:
        parts = tuple(places for ring in _RINGS[simple](coordinates) if len(places := _places(ring)))
        if parts:
            yield Shape(simple, parts)


def _places(ring: Sequence[Sequence[float]]) -> Floats:
    places = np.array([position[:2] for position in ring], float).reshape(-1, 2)
    if not np.isfinite(places).all():
        raise InputError("The mask holds coordinates that are no finite numbers; repair it, or leave those out.")
    return places


def _onto(part: Floats, crs: CRS | None, grid: Grid) -> Floats:
    """Places (n, 2) in the CRS of a grid; edges that may bend on the way there are cut into pieces."""
    if crs != grid.crs and len(part) > 1:
        ends = np.stack(grid.world_of(crs, *part.T), 1)
        with np.errstate(invalid="ignore"):  # of vertices without a place
            length = np.hypot(*np.diff(ends, axis=0).T) / grid.pixel_size / _PIECE
        pieces = np.clip(np.ceil(np.nan_to_num(length, nan=1.0, posinf=_MAX_PIECES)), 1, _MAX_PIECES).astype(int)
        # The place of each cut along its edge: 0 at the edge's beginning.
        first = np.repeat(np.arange(len(pieces)), pieces)
        along = (np.arange(pieces.sum()) - np.repeat(np.cumsum(pieces) - pieces, pieces)) / pieces[first]
        cut = part[first] + along[:, None] * (part[first + 1] - part[first])
        part = np.concatenate([cut, part[-1:]])
    places = np.stack(grid.world_of(crs, *part.T), 1)
    # What has no place in the grid's CRS is far from the grid.
    return np.asarray(places[np.isfinite(places).all(1)])


def _geometry(kind: str, parts: list[Floats]) -> dict[str, Any]:
    if kind == "Polygon" and len(parts[0]) >= 3:
        # GDAL closes no rings.
        rings = [np.concatenate([ring, ring[:1]]).tolist() for ring in parts if len(ring) >= 3]
        return {"type": "Polygon", "coordinates": rings}
    if len(parts[0]) > 1:
        return {"type": "LineString", "coordinates": parts[0].tolist()}
    return {"type": "Point", "coordinates": parts[0][0].tolist()}


def _layer(layers: list[str], path: str, requested: str | None) -> str:
    if requested is None and len(layers) == 1:
        return layers[0]
    if requested in layers:
        return str(requested)
    what = Sentence("has several layers, of which one must be named") if requested is None else Sentence(
        "has no layer {requested!r}", requested=requested)
    raise InputError(Sentence("The mask {path} {what}: {layers}. Write it as {file}|layername={layer}.",
                              path=path, what=what, layers=", ".join(layers), file=Path(path).name,
                              layer=layers[0]))


def _crs(name: str, crs: object) -> CRS | None:
    if crs is None:
        return None
    try:
        return CRS.from_user_input(crs)
    except (CRSError, ValueError) as error:
        raise GeoreferenceError(Sentence("The CRS of the mask {name} cannot be used ({error}); save it again with "
                                         "another one.", name=name, error=error)) from error
