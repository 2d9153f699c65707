"""Vectors that were digitised on the moving raster, moved to where the ground is."""

import json
import shutil
import subprocess
import sys

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS

from coregix_core.errors import GeoreferenceError, InputError, MissingDependencyError
from coregix_core.geometry import Grid, of_affine, project
from coregix_core.geometry.transform import AffineTransform, LocalTransform
from coregix_core.io.transform_json import SavedTransform
from coregix_core.io.vectors import MAX_BYTES, _offset, is_vector, move_vectors

pyogrio = pytest.importorskip("pyogrio")
shapely = pytest.importorskip("shapely")

UTM, GEOGRAPHIC = CRS.from_epsg(32633), CRS.from_epsg(4326)
CENTRE = (500_100.0, 5_799_900.0)
GRID = Grid(UTM, Affine(2.0, 0.0, 500_000.0, 0.0, -2.0, 5_800_000.0), 100, 100)
SHIFT = AffineTransform("translation", CENTRE, shift=(7.0, -19.0))
LOCAL = LocalTransform(SHIFT, Affine(40.0, 0.0, 499_980.0, 0.0, -40.0, 5_800_020.0),
                       np.random.default_rng(1).normal(0, 3, (2, 7, 8)))

SHAPES = [
    "POINT (500110 5799910)",
    "LINESTRING (500010 5799990, 500050 5799950, 500090 5799990)",
    ("POLYGON ((500010 5799810, 500090 5799810, 500090 5799890, 500010 5799810), "
     "(500050 5799820, 500060 5799820, 500060 5799830, 500050 5799820))"),
    "MULTIPOINT ((500010 5799990), (500020 5799980))",
    "MULTIPOLYGON (((500010 5799810, 500090 5799810, 500090 5799890, 500010 5799810)))",
    "GEOMETRYCOLLECTION (POINT (500110 5799910), LINESTRING (500010 5799990, 500050 5799950))",
    "POINT EMPTY",
    "POINT Z (500110 5799910 123.5)",
]


def saved(transform=SHIFT, crs=UTM):
    return SavedTransform(transform, crs, GRID.bounds, GRID)


def layer(path, shapes, crs="EPSG:32633", name="layer", driver="GPKG", geometry_type="Unknown", append=False,
          fields=None, **options):
    fields = fields or {"id": np.arange(len(shapes))}
    wkb = np.asarray(shapely.to_wkb(shapely.from_wkt(shapes)), object)
    pyogrio.raw.write(path, wkb, [np.asarray(v) for v in fields.values()], list(fields), layer=name, driver=driver,
                      crs=crs, geometry_type=geometry_type, append=append, **options)
    return path


def shapes_of(path, name=None):
    meta, _, shapes, columns = pyogrio.raw.read(path, layer=name)
    return meta, shapely.from_wkb(shapes), dict(zip(meta["fields"], columns, strict=True))


def expected(shapes, transform):
    return shapely.transform(shapely.from_wkt(shapes), lambda xy: np.stack(transform.inverse(*xy.T), axis=1))


@pytest.mark.parametrize("transform", [SHIFT, LOCAL], ids=["shift", "local"])
def test_every_vertex_moves_from_where_it_was_seen_to_where_it_is(tmp_path, transform):
    layer(tmp_path / "old.gpkg", SHAPES[:6])
    assert move_vectors(tmp_path / "old.gpkg", saved(transform), tmp_path / "new.gpkg") == {"layer": 6}
    _, found, _ = shapes_of(tmp_path / "new.gpkg")
    assert shapely.equals_exact(found, expected(SHAPES[:6], transform), tolerance=1e-6).all()


def test_pixels_of_a_raster_without_georeference_get_the_references_crs(tmp_path):
    photo = Grid(None, Affine.identity(), 100, 100)
    placed = SavedTransform(of_affine(~GRID.transform, CENTRE), UTM, GRID.bounds, photo, placed=True)
    with pytest.warns(UserWarning, match="'crs' was not provided"):
        layer(tmp_path / "old.gpkg", ["POINT (55 45)"], crs=None)
    move_vectors(tmp_path / "old.gpkg", placed, tmp_path / "new.gpkg")
    meta, found, _ = shapes_of(tmp_path / "new.gpkg")
    assert found[0].coords[0] == pytest.approx((500_110.0, 5_799_910.0))
    assert CRS.from_user_input(meta["crs"]) == UTM


def test_a_place_in_plain_numbers(tmp_path):
    """The image showed things 7 m east and 19 m south of where they are."""
    layer(tmp_path / "old.gpkg", SHAPES[:1])
    move_vectors(tmp_path / "old.gpkg", saved(), tmp_path / "new.gpkg")
    _, found, _ = shapes_of(tmp_path / "new.gpkg")
    assert found[0].coords[0] == pytest.approx((500_103.0, 5_799_929.0))


def test_heights_empty_shapes_and_missing_ones_stay(tmp_path):
    layer(tmp_path / "old.gpkg", [SHAPES[6], SHAPES[7], None], fields={"id": np.array([4, 5, 6])})
    move_vectors(tmp_path / "old.gpkg", saved(), tmp_path / "new.gpkg")
    _, found, fields = shapes_of(tmp_path / "new.gpkg")
    assert found[0] is None or found[0].is_empty
    assert found[1].coords[0] == pytest.approx((500_103.0, 5_799_929.0, 123.5))
    assert found[2] is None
    assert fields["id"].tolist() == [4, 5, 6]


def test_vectors_come_back_in_their_own_crs(tmp_path):
    lon, lat = project(UTM, GEOGRAPHIC, 500_110.0, 5_799_910.0)
    layer(tmp_path / "old.gpkg", [f"POINT ({float(lon)!r} {float(lat)!r})"], crs="EPSG:4326")
    move_vectors(tmp_path / "old.gpkg", saved(), tmp_path / "new.gpkg")
    meta, found, _ = shapes_of(tmp_path / "new.gpkg")
    assert meta["crs"] == "EPSG:4326"
    assert project(GEOGRAPHIC, UTM, found[0].x, found[0].y) == pytest.approx((500_103.0, 5_799_929.0), abs=1e-4)


@pytest.mark.filterwarnings("ignore:Non-conformant content:RuntimeWarning")  # GeoPackages should have UTC alone
def test_all_layers_and_all_kinds_of_attributes_are_kept(tmp_path):
    attributes = {
        "name": np.array(["Straße", None], object), "count": np.array([1, -2], "int32"), "big": np.array([2**40, 5]),
        "size": np.array([0.1, np.nan]), "seen": np.array(["2020-02-29T12:30:00", "NaT"], "datetime64[ms]"),
        "good": np.array([True, False]), "small": np.array([7, 8], "int16"),
        "day": np.array(["2020-02-29"] * 2, "M8[D]")}
    null = np.array([False, True])
    old = layer(tmp_path / "old.gpkg", [SHAPES[0]] * 2, name="houses", geometry_type="Point", fields=attributes,
                field_mask=[None, null, null, None, None, null, None, None],
                gdal_tz_offsets={"seen": np.array([108, 0], "int8")})
    layer(old, [SHAPES[1]], name="roads of 2020", geometry_type="LineString", append=True)
    assert move_vectors(old, saved(), tmp_path / "new.gpkg") == {"houses": 2, "roads of 2020": 1}
    before, _, old_fields = shapes_of(old, "houses")
    after, _, new_fields = shapes_of(tmp_path / "new.gpkg", "houses")
    assert list(before["fields"]) == list(after["fields"])
    assert [str(d) for d in before["dtypes"]] == [str(d) for d in after["dtypes"]]
    assert before["geometry_type"] == after["geometry_type"]
    for name, values in old_fields.items():
        np.testing.assert_array_equal(new_fields[name], values)
    times = pyogrio.raw.read(tmp_path / "new.gpkg", layer="houses", columns=["seen"], datetime_as_string=True)[3][0]
    assert times.tolist() == ["2020-02-29T12:30:00+02:00", None]


def test_a_table_without_shapes_is_kept(tmp_path):
    old = layer(tmp_path / "old.gpkg", SHAPES[:1])
    pyogrio.raw.write(old, None, [np.array(["a", "b"], object)], ["code"], layer="codes", driver="GPKG",
                      geometry_type=None, append=True)
    assert move_vectors(old, saved(), tmp_path / "new.gpkg") == {"layer": 1, "codes": 2}
    _, _, shapes, columns = pyogrio.raw.read(tmp_path / "new.gpkg", layer="codes")
    assert shapes is None
    assert columns[0].tolist() == ["a", "b"]


def test_lists_become_text_where_the_format_has_none(tmp_path):
    feature = {"type": "Feature", "properties": {"a": [1, 2], "b": ["x"]},
               "geometry": {"type": "Point", "coordinates": [15.0, 52.34]}}
    (tmp_path / "old.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    move_vectors(tmp_path / "old.geojson", saved(), tmp_path / "new.gpkg")
    _, _, fields = shapes_of(tmp_path / "new.gpkg")
    assert {name: json.loads(values[0]) for name, values in fields.items()} == {"a": [1, 2], "b": ["x"]}


def test_places_beyond_the_measured_area_are_told(tmp_path, caplog):
    layer(tmp_path / "old.gpkg", ["POINT (500110 5799910)", "POINT (510000 5799910)"])
    move_vectors(tmp_path / "old.gpkg", saved(), tmp_path / "new.gpkg")
    assert caplog.messages == ["1 of 2 vertices lie outside the area in which the transform was measured."]


def test_geojson_needs_no_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyogrio", None)
    (tmp_path / "old.geojson").write_text('{"type": "Point", "coordinates": [15.0, 52.34]}')
    assert move_vectors(tmp_path / "old.geojson", saved(), tmp_path / "new.geojson") == {"old": 1}


@pytest.mark.parametrize("text", [
    "[]", "{", '{"type": "Point", "coordinates": ' + "[" * 990 + "]" * 990 + "}",
    '{"type": "Point", "coordinates": [15.0, 95.0]}', '{"type": "MultiPoint", "coordinates": [[15, 52], [15, 95]]}'])
def test_what_is_no_geojson_or_has_no_place_is_refused(tmp_path, text):
    (tmp_path / "old.geojson").write_text(text)
    with pytest.raises(InputError):
        move_vectors(tmp_path / "old.geojson", saved(), tmp_path / "new.geojson")
    assert not (tmp_path / "new.geojson").exists()


def test_geojson_keeps_more_digits_than_it_shows(tmp_path):
    lon, lat = (float(v) for v in project(UTM, GEOGRAPHIC, 500_110.0, 5_799_910.0))
    feature = {"type": "Feature", "properties": {"a": "x"}, "geometry": {"type": "Point", "coordinates": [lon, lat]}}
    (tmp_path / "old.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    move_vectors(tmp_path / "old.geojson", saved(), tmp_path / "new.geojson")
    found = json.loads((tmp_path / "new.geojson").read_text())["features"][0]
    assert found["properties"] == {"a": "x"}
    assert project(GEOGRAPHIC, UTM, *found["geometry"]["coordinates"]) == pytest.approx((500_103, 5_799_929), abs=1e-4)


def test_a_shapefile_comes_with_all_its_parts_and_no_litter(tmp_path):
    layer(tmp_path / "old.shp", SHAPES[1:2], driver="ESRI Shapefile", geometry_type="LineString", name="old",
          fields={"street": np.array(["Allée"], object)})
    (tmp_path / "new").mkdir()
    move_vectors(tmp_path / "old.shp", saved(), tmp_path / "new" / "roads.shp")
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == [
        "roads.cpg", "roads.dbf", "roads.prj", "roads.shp", "roads.shx"]
    meta, found, fields = shapes_of(tmp_path / "new" / "roads.shp")
    assert meta["crs"] == "EPSG:32633"
    assert fields["street"].tolist() == ["Allée"]
    assert shapely.equals_exact(found, expected(SHAPES[1:2], SHIFT), tolerance=1e-6).all()


def test_a_pair_without_crs_moves_vectors_without_crs(tmp_path):
    with pytest.warns(UserWarning, match="'crs' was not provided"):
        layer(tmp_path / "old.shp", SHAPES[:1], crs=None, driver="ESRI Shapefile", geometry_type="Point", name="old")
    move_vectors(tmp_path / "old.shp", saved(crs=None), tmp_path / "new.shp")
    _, found, _ = shapes_of(tmp_path / "new.shp")
    assert found[0].coords[0] == pytest.approx((500_103.0, 5_799_929.0))
    with pytest.raises(GeoreferenceError, match="one has a CRS and the other has none"):
        move_vectors(tmp_path / "old.shp", saved(), tmp_path / "newer.shp")


@pytest.mark.parametrize(("source", "target", "said"), [
    ("none.gpkg", "new.gpkg", "does not exist; check its name"),
    ("broken.gpkg", "new.gpkg", "cannot be read"),
    ("old.gpkg", "new.kml", "Vectors are written to"),
    ("old.gpkg", "old.gpkg", "is the input itself"),
    ("old.gpkg", "new.geojson", "has 2 layers"),
])
def test_what_cannot_be_done_is_said_and_nothing_is_left(tmp_path, source, target, said):
    old = layer(tmp_path / "old.gpkg", SHAPES[:1])
    layer(old, SHAPES[:1], name="second", append=True)
    (tmp_path / "broken.gpkg").write_bytes(b"SQLite format 3\0" + b"x" * 100)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(InputError, match=said):
        move_vectors(tmp_path / source, saved(), tmp_path / target)
    assert sorted(tmp_path.iterdir()) == before


def test_without_the_extra_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyogrio", None)
    with pytest.raises(MissingDependencyError, match=r"pip install pyogrio shapely"):
        move_vectors(tmp_path / "old.gpkg", saved(), tmp_path / "new.gpkg")


def test_it_is_known_which_files_are_vectors(tmp_path):
    vectors = layer(tmp_path / "v.gpkg", SHAPES[:1])
    (tmp_path / "r.gpkg").write_bytes(b"")
    assert is_vector(vectors)
    assert is_vector("roads.SHP")
    assert is_vector(tmp_path / "a.geojson")
    assert not is_vector(tmp_path / "r.gpkg")
    assert not is_vector(tmp_path / "none.gpkg")
    assert not is_vector("scene.tif")


@pytest.mark.parametrize(("text", "mark"), [
    (None, 0), ("2020-02-29T12:30:00", 0), ("2020-02-29T12:30:00Z", 100), ("2020-02-29T12:30:00+00:00", 100),
    ("2020-02-29T12:30:00+02:00", 108), ("2020-02-29T12:30:00-03:30", 86), ("2020-02-29T12:30:00+0545", 123),
    ("2020-02-29T12:30:00.123+05", 120), ("2020-02-29", 0)])
def test_time_zones_are_told_in_gdal_s_marks(text, mark):
    assert _offset(text) == mark


def test_geojson_within_geojson_without_end_is_refused(tmp_path):
    depth = 5000
    nested = '{"type": "GeometryCollection", "geometries": [' * depth + "]}" * depth
    (tmp_path / "a.geojson").write_text('{"type": "Feature", "geometry": ' + nested + "}")
    with pytest.raises(InputError, match=r"nested too deeply|is not JSON"):
        move_vectors(tmp_path / "a.geojson", saved(crs=GEOGRAPHIC), tmp_path / "b.geojson")
    assert not (tmp_path / "b.geojson").exists()


@pytest.mark.parametrize("content", ["[]", "1", '"a"'])
def test_json_that_is_no_object_is_no_geojson(tmp_path, content):
    (tmp_path / "a.geojson").write_text(content)
    with pytest.raises(InputError, match="holds no GeoJSON object"):
        move_vectors(tmp_path / "a.geojson", saved(crs=GEOGRAPHIC), tmp_path / "b.geojson")


def test_vertices_outside_the_measured_area_are_told(tmp_path, caplog):
    far = layer(tmp_path / "far.gpkg", ["POINT (510000 5799910)", SHAPES[0]])
    move_vectors(far, saved(), tmp_path / "moved.gpkg")
    assert "1 of 2 vertices lie outside the area in which the transform was measured." in caplog.text


def written(path, wkt, kind):
    """A GeoPackage of one geometry, by GDAL itself: pyogrio writes neither measures nor curves."""
    (path.with_suffix(".csv")).write_text(f'id,WKT\n1,"{wkt}"\n')
    ogr2ogr = shutil.which("ogr2ogr") or pytest.skip("needs ogr2ogr")
    subprocess.run([ogr2ogr, "-a_srs", "EPSG:32633", "-nlt", kind, path, path.with_suffix(".csv")], check=True)
    return path


def test_measures_that_are_left_out_are_told(tmp_path, caplog):
    source = written(tmp_path / "m.gpkg", "LINESTRING ZM (500010 5799990 10 1, 500050 5799950 11 2)", "LINESTRINGZM")
    assert move_vectors(source, saved(), tmp_path / "o.gpkg") == {"m": 1}
    assert "carry measures (M), which cannot be kept" in caplog.text


@pytest.mark.parametrize("kind", ["CIRCULARSTRING", "GEOMETRY"])
def test_curves_are_refused_and_not_broken_into_lines(tmp_path, kind, litter):
    source = written(tmp_path / "c.gpkg", "CIRCULARSTRING (500010 5799990, 500050 5799950, 500090 5799990)", kind)
    with pytest.raises(InputError, match=r"holds curves .CIRCULARSTRING.*CONVERT_TO_LINEAR"):
        move_vectors(source, saved(), tmp_path / "o.gpkg")
    assert litter("c.gpkg", "c.csv") == []


def test_what_is_read_of_a_geojson_file_is_bounded():
    """Anyone may send one: far above what honest ones hold, and far below what fills a memory."""
    assert MAX_BYTES == 1024 * 2**20
