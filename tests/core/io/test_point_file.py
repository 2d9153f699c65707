"""Points as files: a GIS opens them, QGIS's Georeferencer reads and writes them."""

import contextlib
import json
import shutil
import sqlite3
import subprocess
from dataclasses import replace

import numpy as np
import pytest
from affine import Affine
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS

from coregix_core.errors import InputError, OutputError, TransformFileError
from coregix_core.findings import TiePoints
from coregix_core.geometry import Grid, project
from coregix_core.io import geopackage, point_file
from coregix_core.io.point_file import FIELDS, ControlPoints, read_points, write_points, write_tie_points

UTM = CRS.from_epsg(32633)
LOCAL_CRS = CRS.from_string("+proj=tmerc +lat_0=50 +lon_0=10 +k=0.9999 +ellps=bessel +units=m")
MOVING = Grid(UTM, Affine(2.0, 0.0, 500_000.0, 0.0, -2.0, 5_800_000.0), 100, 90)
needs_gdal = pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="GDAL's programs are not installed")


def tie_points():
    """Two that agree, one that does not, one where nothing was measured."""
    nan = np.nan
    return TiePoints(
        x=np.array([500_010.0, 500_050.0, 500_090.0, 500_130.0]), y=np.array([5_799_990.0] * 4),
        dx_before=np.array([6.0, 6.5, -30.0, nan]), dy_before=np.array([-8.0, -8.5, 10.0, nan]),
        dx_after=np.array([0.1, -0.3, 20.0, nan]), dy_after=np.array([0.0, 0.4, 1.0, nan]),
        confidence=np.array([0.9, 0.8, 0.2, 0.0]), inlier=np.array([True, True, False, False]),
        reason=np.array(["", "", "disagrees with its neighbours", "no texture"]))


def written(path, points=None, crs=UTM, moving=MOVING):
    write_tie_points(path, tie_points() if points is None else points, crs=crs, pixel_size=2.0, moving=moving)
    return path


EXPECTED = {"dx_before": 6.5, "dy_before": -8.5, "dx": -0.3, "dy": 0.4, "length_px": 0.25, "confidence": 0.8,
            "inlier": True, "reason": ""}


class TestGeoPackage:
    @pytest.fixture(autouse=True, params=["pyogrio", "sqlite"])
    def writer(self, request, monkeypatch):
        """By both ways the same is said."""
        if request.param == "sqlite":
            monkeypatch.setattr(geopackage, "_by_pyogrio", geopackage._by_sqlite)
        else:
            pytest.importorskip("pyogrio")
        return request.param

    def test_it_holds_every_point_with_its_measurements(self, tmp_path):
        with sqlite3.connect(written(tmp_path / "p.gpkg")) as connection:
            connection.row_factory = sqlite3.Row
            rows = connection.execute("SELECT * FROM tie_points").fetchall()
        connection.close()
        assert len(rows) == 4
        assert {name: rows[1][name] for name in EXPECTED} == {**EXPECTED, "inlier": 1}
        assert {rows[3][name] for name in ("dx_before", "dy_before", "dx", "dy", "length_px")} == {None}
        assert rows[3]["reason"] == "no texture"

    @needs_gdal
    @pytest.mark.parametrize(("crs", "named"), [
        (UTM, 'ID["EPSG",32633]'), (CRS.from_epsg(4326), 'ID["EPSG",4326]'), (LOCAL_CRS, "Transverse Mercator"),
        (None, "ndefined")])
    def test_gdal_opens_it_without_complaint(self, tmp_path, crs, named):
        path = written(tmp_path / "p.gpkg", crs=crs)
        done = subprocess.run(["ogrinfo", "-al", path], capture_output=True, text=True, check=True)
        assert done.stderr == ""
        assert named in done.stdout
        assert "Feature Count: 4" in done.stdout
        assert "Extent: (500010.000000, 5799990.000000) - (500130.000000, 5799990.000000)" in done.stdout
        assert "inlier: Integer(Boolean)" in done.stdout
        assert "POINT (500050 5799990)" in done.stdout

    def test_pyogrio_opens_it_too(self, tmp_path):
        pyogrio = pytest.importorskip("pyogrio")
        meta, _, shapes, columns = pyogrio.raw.read(written(tmp_path / "p.gpkg"))
        assert meta["crs"] == "EPSG:32633"
        assert list(meta["fields"]) == list(FIELDS)
        assert len(shapes) == len(columns[0]) == 4

    def test_the_systems_that_the_standard_asks_for_are_there(self, tmp_path):
        """GeoPackage 1.3, requirement 11: undefined ones of both kinds and WGS 84; then the layer's own."""
        with sqlite3.connect(written(tmp_path / "p.gpkg")) as connection:
            rows = connection.execute("SELECT srs_id, organization, organization_coordsys_id "
                                      "FROM gpkg_spatial_ref_sys ORDER BY srs_id").fetchall()
        connection.close()
        assert rows == [(-1, "NONE", -1), (0, "NONE", 0), (4326, "EPSG", 4326), (32633, "EPSG", 32633)]

    def test_without_a_crs_it_is_the_undefined_one_of_a_plane(self, tmp_path):
        with sqlite3.connect(written(tmp_path / "p.gpkg", crs=None)) as connection:
            assert connection.execute("SELECT srs_id FROM gpkg_geometry_columns").fetchall() == [(-1,)]
        connection.close()

    def test_layers_have_the_names_and_types_of_their_fields_and_what_is_missing_is_missing(self, tmp_path):
        fields = {"ties": "INTEGER", "used": "BOOLEAN", "reason": "TEXT", "ce90": "REAL"}
        rows = [(3, True, "held", 0.5), (None, False, None, None)]
        lines, ring = [[(1.0, 2.0), (3.0, 4.0)], [(0.0, 0.0), (5.0, 6.0)]], [(0.0, 0.0), (1.0, 0.0), (0.0, 0.0)]
        layers = [geopackage.Layer("links", "LINESTRING", fields, lines, rows),
                  geopackage.Layer("images", "POLYGON", {"ce90": "REAL"}, [ring], [(1.5,)])]
        geopackage.write_geopackage(tmp_path / "p.gpkg", layers, UTM)
        with sqlite3.connect(tmp_path / "p.gpkg") as connection:
            found = connection.execute("SELECT name, type FROM pragma_table_info('links')").fetchall()
            assert found == [("fid", "INTEGER"), ("geom", "LINESTRING"), *fields.items()]
            assert connection.execute("SELECT ties, used, reason, ce90 FROM links ORDER BY fid").fetchall() == rows
            assert connection.execute("SELECT ce90 FROM images").fetchall() == [(1.5,)]
            assert dict(connection.execute("SELECT table_name, geometry_type_name FROM gpkg_geometry_columns")) == {
                "links": "LINESTRING", "images": "POLYGON"}
            extents = connection.execute("SELECT min_x, max_y FROM gpkg_contents ORDER BY table_name").fetchall()
            assert extents == [(0, 0), (0, 6)]
        connection.close()

    def test_an_empty_layer_is_a_layer(self, tmp_path):
        none = TiePoints(*(np.zeros(0) for _ in range(7)), np.zeros(0, bool), np.zeros(0, str))
        with sqlite3.connect(written(tmp_path / "p.gpkg", none)) as connection:
            assert connection.execute("SELECT count(*) FROM tie_points").fetchone() == (0,)
        connection.close()

    def test_what_cannot_be_written_is_told_and_nothing_is_left(self, tmp_path, monkeypatch, writer):
        if writer == "sqlite":
            monkeypatch.setattr(geopackage, "_GPKG_TABLES", "CREATE TABLE;")
        else:
            monkeypatch.setattr(geopackage, "_KINDS", {"POINT": (1, "no type")})
        with pytest.raises(OutputError, match=r"The GeoPackage .*p\.gpkg could not be written \(.*(syntax|no type)"):
            written(tmp_path / "p.gpkg")
        assert list(tmp_path.iterdir()) == []

    def test_it_takes_the_place_of_an_older_one_and_leaves_no_litter(self, tmp_path):
        written(tmp_path / "p.gpkg")
        written(tmp_path / "p.gpkg")
        assert [p.name for p in tmp_path.iterdir()] == ["p.gpkg"]


class TestGeoJson:
    def test_places_are_wgs84_and_displacements_in_units_of_the_fixed_crs(self, tmp_path):
        found = json.loads(written(tmp_path / "p.geojson").read_text())
        assert found["type"] == "FeatureCollection"
        feature = found["features"][1]
        assert {k: feature["properties"][k] for k in EXPECTED} == pytest.approx(EXPECTED)
        back = project(CRS.from_epsg(4326), UTM, *feature["geometry"]["coordinates"])
        np.testing.assert_allclose(back, (500_050.0, 5_799_990.0), atol=1e-3)
        assert found["features"][3]["properties"]["dx"] is None

    def test_degrees_have_nine_digits_which_is_a_tenth_of_a_millimetre(self, tmp_path):
        found = json.loads(written(tmp_path / "p.geojson").read_text())
        exact = np.stack(project(UTM, CRS.from_epsg(4326), tie_points().x, tie_points().y), 1)
        places = [feature["geometry"]["coordinates"] for feature in found["features"]]
        assert places == exact.round(9).tolist()

    def test_a_pair_without_crs_keeps_its_own_places(self, tmp_path):
        found = json.loads(written(tmp_path / "p.geojson", crs=None).read_text())
        assert found["features"][0]["geometry"]["coordinates"] == [500_010.0, 5_799_990.0]


    def test_a_crs_that_has_no_place_on_the_globe_keeps_its_own(self, tmp_path):
        site = CRS.from_wkt('LOCAL_CS["building site",UNIT["metre",1]]')
        found = json.loads(written(tmp_path / "p.geojson", crs=site).read_text())
        assert found["features"][1]["geometry"]["coordinates"] == [500_050.0, 5_799_990.0]


class TestGeoreferencer:
    @pytest.mark.parametrize("turn", [0.0, -360.0, 720.0])
    def test_longitudes_may_be_those_of_the_other_side_of_the_antimeridian(self, turn):
        where = Grid(CRS.from_epsg(4326), Affine(0.01, 0.0, 179.5, 0.0, -0.01, -16.0), 100, 80)
        x, y = where.to_world(np.array([10.0, 90.0]), np.array([20.0, 70.0]))
        points = ControlPoints(x, y, x + turn, y, np.ones(2, bool))
        np.testing.assert_allclose(points.pixels(where), [[10.0, 90.0], [20.0, 70.0]])

    def test_tie_points_of_a_raster_that_was_placed_are_in_its_own_pixels(self, tmp_path):
        placed = Grid(UTM, Affine(2.0, 0.0, 500_000.0, 0.0, -2.0, 5_800_000.0), 100, 90)
        own = Grid(None, Affine.identity(), 100, 90)
        write_tie_points(tmp_path / "p.points", tie_points(), crs=UTM, pixel_size=2.0, moving=placed, own=own)
        points = read_points(tmp_path / "p.points")
        shown = placed.to_pixel(tie_points().x[:3] - tie_points().dx_before[:3],
                                tie_points().y[:3] - tie_points().dy_before[:3])
        np.testing.assert_allclose((points.source_x, -points.source_y), shown, atol=1e-6)

    def test_tie_points_tell_where_the_raster_showed_them(self, tmp_path):
        points = read_points(written(tmp_path / "p.points"))
        assert points.crs == UTM
        np.testing.assert_allclose(points.x, tie_points().x[:3])
        np.testing.assert_allclose(points.source_x, tie_points().x[:3] - tie_points().dx_before[:3])
        np.testing.assert_allclose(points.source_y, tie_points().y[:3] - tie_points().dy_before[:3])
        assert points.enabled.tolist() == [True, True, False]

    def test_residuals_are_in_pixels(self, tmp_path):
        line = written(tmp_path / "p.points").read_text().splitlines()[3]
        np.testing.assert_allclose(np.array(line.split(",")[-3:], float), [-0.15, 0.2, 0.25])

    def test_a_moving_raster_in_another_crs_is_told_in_its_own(self, tmp_path):
        other = Grid(CRS.from_epsg(4326), Affine(1e-5, 0.0, 15.0, 0.0, -1e-5, 52.4), 9, 9)
        points = read_points(written(tmp_path / "p.points", moving=other))
        assert points.source_x[0] == pytest.approx(15.0, abs=0.01)

    def test_what_is_written_is_read_to_the_last_digit(self, tmp_path):
        x = np.array([1 / 3, 2 / 3])
        points = ControlPoints(x, x * 7, x * 11, -x * 13, np.array([True, False]), LOCAL_CRS)
        write_points(tmp_path / "p.points", points)
        again = read_points(tmp_path / "p.points")
        for name in ("x", "y", "source_x", "source_y", "enabled"):
            np.testing.assert_array_equal(getattr(again, name), getattr(points, name))
        assert again.crs == LOCAL_CRS

    OLD = "mapX,mapY,pixelX,pixelY,enable\n500010,5799990,5,-5,1\n500050,5799990,25.5,-5,0\n"
    NEW = "#CRS: EPSG:32633\nmapX,mapY,sourceX,sourceY,enable,dX,dY,residual\n500010,5799990,500010,5799990,1,0,0,0\n"

    @pytest.mark.parametrize("text", [OLD, NEW, NEW.replace("\n", "\r\n"), "\ufeff" + OLD, "\n" + OLD + "\n"])
    def test_both_forms_of_the_file_are_read(self, tmp_path, text):
        (tmp_path / "p.points").write_text(text, encoding="utf-8", newline="")
        points = read_points(tmp_path / "p.points")
        assert (points.x[0], points.y[0]) == (500_010.0, 5_799_990.0)
        col, row = points.pixels(MOVING)
        assert (col[0], row[0]) == (5.0, 5.0)

    @pytest.mark.parametrize(("column", "cells", "enabled"), [
        (",enable", (",1", ",0", ",false"), [True, False, False]), (",enable", (",true", "", ",yes"), [True] * 3),
        ("", ("", "", ""), [True] * 3)])
    def test_points_count_unless_they_are_disabled(self, tmp_path, column, cells, enabled):
        rows = "".join(f"1,2,3,4{cell}\n" for cell in cells)
        (tmp_path / "p.points").write_text(f"mapX,mapY,sourceX,sourceY{column}\n{rows}")
        assert read_points(tmp_path / "p.points").enabled.tolist() == enabled

    def test_the_crs_is_the_one_that_is_named(self, tmp_path):
        (tmp_path / "p.points").write_text(self.NEW)
        assert read_points(tmp_path / "p.points").crs == UTM
        (tmp_path / "p.points").write_text(self.OLD)
        assert read_points(tmp_path / "p.points").crs is None

    @pytest.mark.parametrize(("text", "said"), [
        ("", "no columns mapX"),
        ("a,b\n1,2\n", "no columns mapX"),
        ("mapX,mapY,pixelX,pixelY,enable\n", "holds no points"),
        ("mapX,mapY,pixelX,pixelY,enable\n1,2,3\n", "point 1 has 3 values and none in column 4"),
        ("mapX,mapY,pixelX,pixelY,enable\n1,2,3,4,1\n1,x,3,4,1\n", "point 2 has no usable number in column 2"),
        ("mapX,mapY,pixelX,pixelY,enable\n1,nan,3,4,1\n", "no usable number"),
        ("mapX,mapY,pixelX,pixelY,enable\n1,1e300,3,4,1\n", "no usable number"),
        ("#CRS: /etc/passwd\nmapX,mapY,pixelX,pixelY,enable\n1,2,3,4,1\n", "does not name a CRS"),
        ("#CRS: EPSG:x\nmapX,mapY,pixelX,pixelY,enable\n1,2,3,4,1\n", "does not name a CRS"),
        ("mapX,mapY,pixelX,pixelY,enable\n" + "1,2,3,4,1\n" * 100_001, "larger than a point file may be"),
        ("x" * 200_000, "larger than a point file may be"),
        ('"' + ("x" * 90_000 + "\n") * 2, "is no table"),
    ])
    def test_what_is_no_point_file_is_refused(self, tmp_path, text, said):
        (tmp_path / "p.points").write_text(text)
        with pytest.raises(TransformFileError, match=said) as caught:
            read_points(tmp_path / "p.points")
        assert "p.points" in str(caught.value)

    @settings(deadline=None)
    @given(st.lists(st.lists(st.one_of(
        st.sampled_from(["mapX", "mapY", "pixelX", "pixelY", "enable", "#CRS: EPSG:32633", '"', "1e9", "-3", "nan"]),
        st.text(max_size=5)), max_size=6), max_size=5))
    def test_any_text_is_read_or_refused(self, tmp_path_factory, rows):
        path = tmp_path_factory.getbasetemp() / "any.points"
        path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8", errors="surrogatepass")
        with contextlib.suppress(TransformFileError):
            assert len(read_points(path)) > 0

    def test_what_is_no_text_is_refused(self, tmp_path):
        (tmp_path / "p.points").write_bytes(b"\xff\xd8\xff")
        with pytest.raises(TransformFileError, match="cannot be read"):
            read_points(tmp_path / "p.points")
        with pytest.raises(TransformFileError, match="cannot be read"):
            read_points(tmp_path / "none.points")

    @pytest.mark.parametrize(("col", "row"), [(-1, -1), (101, 91), (-1, 91), (101, -1)])
    def test_a_point_may_lie_a_pixel_beside_the_raster(self, col, row):
        place = MOVING.to_world(np.array([float(col)]), np.array([float(row)]))
        found = ControlPoints(*place, *place, np.ones(1, bool)).pixels(MOVING)
        np.testing.assert_allclose(np.ravel(found), (col, row))
        east, north = place[0] + 0.1 * np.sign(col), place[1] - 0.1 * np.sign(row)
        for moved in ((east, place[1]), (place[0], north)):
            with pytest.raises(InputError, match="do not lie on the source raster"):
                ControlPoints(*moved, *moved, np.ones(1, bool)).pixels(MOVING)

    def test_points_of_another_raster_are_refused(self):
        far = np.array([1e6, 1e6])
        points = ControlPoints(far, far, far, far, np.ones(2, bool))
        with pytest.raises(InputError, match="do not lie on the source raster"):
            points.pixels(MOVING)


def test_points_of_a_raster_without_georeference_lie_where_a_gis_draws_it(tmp_path):
    path = tmp_path / "p.geojson"
    points = replace(tie_points(), x=np.array([0.5, 2, 4, 6]), y=np.array([0.0, 10.5, 10.5, 10.5]))
    write_tie_points(path, points, crs=None, pixel_size=1.0, of_pixels=True)
    first, second, *_, last = json.loads(path.read_text())["features"]
    assert [str(one["geometry"]["coordinates"]) for one in (first, second)] == ["[0.5, 0.0]", "[2.0, -10.5]"]
    assert [second["properties"][name] for name in ("dx_before", "dy_before", "dx", "dy")] == [6.5, 8.5, -0.3, -0.4]
    assert last["properties"]["dy_before"] is None


@pytest.mark.parametrize("name", ["p.shp", "p", "p.csv"])
def test_other_endings_are_refused(tmp_path, name):
    with pytest.raises(InputError, match=r"\.gpkg, \.geojson or \.points"):
        written(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_what_is_read_of_a_point_file_is_bounded():
    """Anyone may send one: far above what honest ones hold, and far below what fills a memory."""
    assert point_file.MAX_BYTES == 16 * 2**20
    assert (point_file.MAX_POINTS, point_file.LONGEST_LINE, point_file.LARGEST_NUMBER) == (100_000, 100_000, 1e15)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_spreadsheets_have_other_separators(tmp_path, mark):
    path = tmp_path / "a.points"
    path.write_text("#CRS: EPSG:32633\nmapX,mapY,sourceX,sourceY,enable\n1,2,3,4,1\n".replace(",", mark))
    points = read_points(path)
    assert (points.x, points.y, points.source_x, points.source_y) == (1, 2, 3, 4)
