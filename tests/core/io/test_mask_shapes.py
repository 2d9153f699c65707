"""Shapes of masks: what each geometry is made of, what is refused, and how they come onto a grid."""

import numpy as np
import pytest
from rasterio.crs import CRS
from scenes import UTM, grid

from coregix_core.errors import GeoreferenceError, InputError
from coregix_core.geometry import project
from coregix_core.io.mask_shapes import Shape, Shapes, _geometry, _onto, _require_degrees, _shapes, shapes_of

WHERE = grid(100, 80, 10.0)
RING = [[0.0, 0.0], [4.0, 0.0], [4.0, 3.0], [0.0, 0.0]]
HOLE = [[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 1.0]]


def of(kind, coordinates):
    """(kind, positions of each part) of the shapes of a GeoJSON geometry."""
    found = _shapes({"type": kind, "coordinates": coordinates})
    return [(shape.kind, [part.tolist() for part in shape.parts]) for shape in found]


@pytest.mark.parametrize(("kind", "coordinates", "expected"), [
    ("Point", [1.0, 2.0], [("Point", [[[1.0, 2.0]]])]),
    ("Point", [1.0, 2.0, 99.0], [("Point", [[[1.0, 2.0]]])]),
    ("MultiPoint", [[1.0, 2.0], [3.0, 4.0]], [("Point", [[[1.0, 2.0]]]), ("Point", [[[3.0, 4.0]]])]),
    ("LineString", RING[:3], [("LineString", [RING[:3]])]),
    ("MultiLineString", [RING[:2], HOLE[:2]], [("LineString", [RING[:2]]), ("LineString", [HOLE[:2]])]),
    ("Polygon", [RING, HOLE], [("Polygon", [RING, HOLE])]),
    ("MultiPolygon", [[RING], [HOLE]], [("Polygon", [RING]), ("Polygon", [HOLE])]),
    ("Polygon", [], []), ("Polygon", [RING, []], [("Polygon", [RING])])])
def test_a_geometry_is_made_of_simple_shapes(kind, coordinates, expected):
    assert of(kind, coordinates) == expected


def test_a_collection_holds_the_shapes_of_all_that_is_in_it():
    point, line = {"type": "Point", "coordinates": [1, 2]}, {"type": "LineString", "coordinates": RING}
    inner = {"type": "GeometryCollection", "geometries": [line]}
    assert [s.kind for s in _shapes({"type": "GeometryCollection", "geometries": [point, inner]})] == [
        "Point", "LineString"]
    assert list(_shapes(None)) == []


@pytest.mark.parametrize(("geometry", "message"), [
    ({"type": "Circle", "coordinates": [0, 0]}, "geometry of the type 'Circle'"),
    ({"type": "Point", "coordinates": [float("nan"), 0]}, "no finite numbers"),
    ({"type": "Polygon"}, "of the type dict holds what is no GeoJSON geometry")])
def test_what_is_no_geometry_is_refused(geometry, message):
    with pytest.raises(InputError, match=message):
        shapes_of(geometry, UTM)


@pytest.mark.parametrize(("x", "y", "globe"), [
    (540.0, 90.0, True), (-540.0, -90.0, True), (541.0, 0.0, False), (-541.0, 0.0, False), (0.0, 91.0, False),
    (0.0, -91.0, False)])
def test_degrees_go_half_a_turn_beyond_the_globe_and_not_beyond_the_poles(x, y, globe):
    shapes = Shapes("m", CRS.from_epsg(4326), (Shape("Point", (np.array([[0.0, 0.0], [x, y]]),)),))
    if globe:
        _require_degrees(shapes)
    else:
        with pytest.raises(GeoreferenceError, match=rf"such as {x:g}, {y:g}, which are no degrees"):
            _require_degrees(shapes)


@pytest.mark.parametrize(("kind", "parts", "expected"), [
    ("Polygon", [RING[:3], HOLE[:3]], {"type": "Polygon", "coordinates": [RING, HOLE]}),
    ("Polygon", [RING[:3], HOLE[:2]], {"type": "Polygon", "coordinates": [RING]}),
    ("Polygon", [RING[:2]], {"type": "LineString", "coordinates": RING[:2]}),
    ("Polygon", [RING[:2], HOLE[:3]], {"type": "LineString", "coordinates": RING[:2]}),
    ("LineString", [RING], {"type": "LineString", "coordinates": RING}),
    ("LineString", [RING[:1]], {"type": "Point", "coordinates": RING[0]}),
    ("Point", [RING[1:2]], {"type": "Point", "coordinates": RING[1]})])
def test_what_is_left_of_a_shape_is_what_its_places_can_be(kind, parts, expected):
    assert _geometry(kind, [np.array(part) for part in parts]) == expected


@pytest.mark.parametrize(("shift", "seen"), [
    ((-50.0, 0.0), True), ((-250.0, 0.0), False), ((1050.0, 0.0), False), ((0.0, 250.0), False), ((0.0, -850.0), False),
    ((950.0, -750.0), True)])
def test_what_lies_beside_a_grid_is_left_out(shift, seen):
    """A square of 100 m at the grid's upper left corner, moved."""
    corner = np.add([500_000.0, 5_800_000.0], [[0, 0], [100, 0], [100, -100], [0, -100]])
    shapes = Shapes("m", UTM, (Shape("Polygon", (corner + np.array(shift),)),))
    assert len(shapes.on(WHERE)) == seen


def test_edges_that_another_crs_may_bend_are_cut_every_sixteen_pixels():
    ends = np.stack(WHERE.to_world(np.array([5.0, 85.0]), np.array([10.0, 10.0])), 1)
    there = np.stack(project(UTM, CRS.from_epsg(4326), *ends.T), 1)
    assert np.array_equal(_onto(ends, UTM, WHERE), ends)
    found = np.stack(WHERE.to_pixel(*_onto(there, CRS.from_epsg(4326), WHERE).T), 1)
    # 80 pixels are 5 pieces, and the cuts lie evenly; the last place closes the line.
    assert len(found) in (6, 7)
    assert found[0] == pytest.approx([5.0, 10.0], abs=1e-3)
    assert found[-1] == pytest.approx([85.0, 10.0], abs=1e-3)
    assert np.diff(found[:, 0]) == pytest.approx(np.full(len(found) - 1, 80 / (len(found) - 1)), rel=1e-3)


def test_one_without_a_crs_is_not_laid_on_one_that_has_one():
    with pytest.raises(GeoreferenceError, match="one has a CRS and the other has none"):
        Shapes("m", None, ()).on(WHERE)
