"""GeoJSON: every vertex moves, nothing else does."""

import contextlib
import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasterio.crs import CRS

from coregix_core.errors import GeoreferenceError, InputError
from coregix_core.io.geojson import crs_of, move


def east(x, y):
    return x + 1.0, y


def feature(kind, coordinates, **more):
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": {}, **more}


def collection(*features, **more):
    return {"type": "FeatureCollection", "features": list(features), **more}


@pytest.mark.parametrize(("kind", "before", "after"), [
    ("Point", [1, 2], [2.0, 2.0]),
    ("Point", [1, 2, 99.5], [2.0, 2.0, 99.5]),
    ("Point", [], []),
    ("LineString", [[1, 2], [3, 4]], [[2.0, 2.0], [4.0, 4.0]]),
    ("Polygon", [[[0, 0], [1, 0], [0, 0]], [[5, 5], [6, 5], [5, 5]]],
     [[[1.0, 0.0], [2.0, 0.0], [1.0, 0.0]], [[6.0, 5.0], [7.0, 5.0], [6.0, 5.0]]]),
    ("MultiPolygon", [[[[0, 0], [1, 0], [0, 0]]]], [[[[1.0, 0.0], [2.0, 0.0], [1.0, 0.0]]]]),
])
def test_each_kind_of_shape_moves(kind, before, after):
    document = collection(feature(kind, before))
    assert move(document, east) == 1
    assert document["features"][0]["geometry"]["coordinates"] == after


def test_collections_bare_shapes_and_missing_ones_are_known():
    mixed = {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]},
                                                           {"type": "LineString", "coordinates": [[3, 4], [5, 6]]}]}
    document = collection({"type": "Feature", "geometry": mixed, "properties": None},
                          {"type": "Feature", "geometry": None, "properties": {}})
    assert move(document, east) == 2
    assert [g["coordinates"] for g in mixed["geometries"]] == [[2.0, 2.0], [[4.0, 4.0], [6.0, 6.0]]]
    bare = {"type": "Point", "coordinates": [1, 2]}
    assert move(bare, east) == 1
    assert bare["coordinates"] == [2.0, 2.0]


def test_everything_else_stays_but_the_boxes_that_no_longer_hold():
    properties = {"coordinates": [[1, 2]], "nested": {"a": [1, None]}, "geometry": {"type": "Point"}}
    document = collection(feature("Point", [1, 2], id=7, bbox=[1, 2, 1, 2], properties=properties),
                          name="roads", bbox=[1, 2, 1, 2], crs=None)
    expected = copy.deepcopy(document)
    del expected["bbox"], expected["features"][0]["bbox"]
    expected["features"][0]["geometry"]["coordinates"] = [2.0, 2.0]
    move(document, east)
    assert document == expected


@pytest.mark.parametrize(("named", "code"), [
    (None, 4326), ("urn:ogc:def:crs:OGC:1.3:CRS84", 4326), ("urn:ogc:def:crs:OGC::CRS84", 4326),
    ("urn:ogc:def:crs:EPSG::32633", 32633), ("urn:ogc:def:crs:EPSG:6.9:32633", 32633), ("EPSG:3857", 3857)])
def test_the_crs_is_the_one_that_is_named(named, code):
    crs = None if named is None else {"type": "name", "properties": {"name": named}}
    found = crs_of(collection(crs=crs))
    assert found == CRS.from_epsg(code) or (code == 4326 and found.is_geographic)


@pytest.mark.parametrize("crs", [
    {"type": "name"}, {"properties": {"name": "/etc/passwd"}}, {"properties": {"name": "EPSG:999999"}},
    {"properties": {"name": "https://host/crs"}}, 3, {"type": "link", "properties": {"href": "http://host/x"}}])
def test_a_crs_of_another_kind_is_refused(crs):
    with pytest.raises(GeoreferenceError, match="not named by an EPSG code"):
        crs_of(collection(crs=crs))


@pytest.mark.parametrize("document", [
    collection(feature("Point", [1])), collection(feature("Point", ["1", 2])), collection(feature("Point", "12")),
    collection(feature("Point", [True, 2])), collection(feature("LineString", [[1, 2], 3])),
    {"type": "FeatureCollection"}, {"type": "FeatureCollection", "features": [3]}])
def test_what_is_no_geojson_is_refused(document):
    with pytest.raises(InputError, match="The GeoJSON"):
        move(document, east)


names = st.sampled_from(["type", "features", "geometry", "geometries", "coordinates", "bbox"])
json_values = st.recursive(
    st.none() | st.booleans() | st.floats(-1e9, 1e9) | st.sampled_from(["Point", "FeatureCollection"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4), max_leaves=12)


@given(st.dictionaries(names, json_values))
def test_anything_else_is_moved_or_refused(document):
    with contextlib.suppress(InputError):
        assert move(document, east) >= 0
