"""The STAC item beside the output: its structure, its place on the globe, its references."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pystac
import pytest
from affine import Affine
from rasterio.crs import CRS
from rasterio.warp import transform
from scenes import UTM, grid

from coregix_core import InputError
from coregix_core.findings import AlignResult, Assessment, Displacement, KnownPoints, Residuals, TiePoints
from coregix_core.geometry import Grid
from coregix_core.geometry.transform import identity
from coregix_core.io import stac
from coregix_core.io.acquisition import Acquisition
from coregix_core.io.stac import _beside, write_sidecar

NONE = np.zeros(0)
POINTS = TiePoints(NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE.astype(bool), NONE.astype(str))
RESIDUALS = Residuals(0.1, 0.08, 0.2, 0.2, 0.16, 0.4, 40, 0.9)


@pytest.fixture
def result(tmp_path):
    return AlignResult(
        output_image_path=str(tmp_path / "out" / "al igned.tif"), temp_dir=None,
        assessment=Assessment("aligned", "40 of 41 tie points agree", RESIDUALS, RESIDUALS, 0.05, 0.1, POINTS),
        transform=identity(model="rigid"), displacement=Displacement(7.0, -3.0, 0.1, 0.0, 0.0, 0.0),
        already_aligned=False, accepted_unreliable=False, metric="auto", pixel_size=2.0, unit="metre",
        moving_image_path=str(tmp_path / "in" / "m#1.tif"), fixed_image_path="/vsicurl/https://example.org/f.tif",
        settings={"report": str(tmp_path / "out" / "report.html")}, known_points=KnownPoints(4, 0.5, 1.0),
        transform_path=str(tmp_path / "T.json"), version="1.2.3")


def item(*given):
    """The item as catalogues get it."""
    return stac.item(*given).to_dict(include_self_link=False, transform_hrefs=False)


def items(value):
    """All (key, value) of nested JSON."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from items(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from items(inner)


@pytest.fixture
def written(result, tmp_path):
    """The item as its file has it."""
    (tmp_path / "out").mkdir()
    write_sidecar(tmp_path / "out" / "s.json", result, grid())
    return json.loads((tmp_path / "out" / "s.json").read_text(encoding="utf-8"))


def test_the_item_has_what_stac_asks_for(written):
    assert (written["type"], written["id"]) == ("Feature", "al igned")
    assert written["stac_version"].startswith("1.")
    assert all(url.startswith("https://stac-extensions.github.io/") for url in written["stac_extensions"])
    assert datetime.fromisoformat(written["properties"]["datetime"]).tzinfo is not None


def test_its_links_and_assets_have_what_stac_asks_for(written):
    assert written["links"]
    assert all(isinstance(link["href"], str) and isinstance(link["rel"], str) for link in written["links"])
    assert all(isinstance(asset["href"], str) and asset["roles"] for asset in written["assets"].values())


def test_an_image_whose_acquisition_is_known_is_catalogued_under_it(result, tmp_path):
    """Catalogues are searched by the time of taking, not by that of a processing."""
    taken = Acquisition(datetime(2021, 3, 15, 10, 11, tzinfo=UTC), "Sentinel-2A")
    found = item(tmp_path / "s.json", result, grid(), taken)["properties"]
    assert (found["datetime"], found["platform"]) == ("2021-03-15T10:11:00Z", "Sentinel-2A")
    assert found["created"] > found["datetime"]
    assert "coregix:undated" not in found
    assert "platform" not in item(tmp_path / "s.json", result, grid())["properties"]


def test_one_whose_acquisition_is_not_known_says_that_its_time_is_that_of_the_run(written):
    assert written["properties"]["coregix:undated"] is True


@pytest.mark.parametrize("statement", ["Horizontal accuracy: 0.4 m", None])
def test_the_statement_of_accuracy_is_in_it_if_there_is_one(result, tmp_path, monkeypatch, statement):
    monkeypatch.setattr(stac, "accuracy_statement", lambda *_, **__: statement)
    found = item(tmp_path / "s.json", result, grid())["properties"]
    assert ("coregix:accuracy_statement" in found) is (statement is not None)
    assert found.get("coregix:accuracy_statement") == statement


def test_pystac_reads_the_item(result, tmp_path):
    made = item(tmp_path / "s.json", result, grid())
    read = pystac.Item.from_dict(made)
    assert read.id == made["id"]
    assert read.geometry == made["geometry"]
    assert read.datetime.isoformat() == made["properties"]["datetime"].replace("Z", "+00:00")
    assert set(read.get_assets(role="data")) == {"data"}
    assert read.assets["data"].media_type == "image/tiff; application=geotiff"
    assert [link.rel for link in read.links if link.rel == "derived_from"] == ["derived_from"] * 2
    assert read.ext.proj.epsg == 32633
    assert read.ext.proj.shape == [140, 160]


def test_the_projection_extension_tells_the_grid(result, tmp_path):
    where = grid(70, 50)
    found = item(tmp_path / "s.json", result, where)["properties"]
    assert found["proj:code"] == "EPSG:32633"
    assert CRS.from_wkt(found["proj:wkt2"]) == UTM
    assert found["proj:shape"] == [50, 70]
    assert Affine(*found["proj:transform"]) == where.transform
    assert found["proj:bbox"] == list(where.bounds)


def test_what_was_found_is_told(result, tmp_path):
    found = item(tmp_path / "s.json", result, grid())["properties"]
    assert found["coregix:verdict"] == "aligned"
    assert found["coregix:residual_after"]["ce90_px"] == 0.2
    assert found["coregix:uncertainty_ce90"] == 0.1
    assert found["coregix:transform"]["model"] == "rigid"
    assert found["coregix:transform"]["east"] == 7.0
    assert found["coregix:known_points"] == {"count": 4, "rmse_px": 0.5, "rmse": 1.0}
    assert found["processing:software"] == {"coregix": "1.2.3"}


def test_references_lead_from_the_sidecar_to_the_files(result, tmp_path):
    made = item(tmp_path / "out" / "s.json", result, grid())
    folder = tmp_path / "out"
    assert made["assets"]["data"]["href"] == "./al%20igned.tif"
    assert made["assets"]["report"]["href"] == "./report.html"
    assert made["assets"]["transform"]["href"] == "../T.json"
    source, reference = (link["href"] for link in made["links"])
    assert Path(folder / unquote(source)).resolve() == Path(result.moving_image_path).resolve()
    assert reference == result.fixed_image_path
    assert not any(str(tmp_path) in str(value) for key, value in items(made) if key == "href")


def test_what_was_not_written_is_no_asset(result, tmp_path):
    bare = replace(result, transform_path=None, settings={})
    assert set(item(tmp_path / "s.json", bare, grid())["assets"]) == {"data"}


def test_the_outline_is_that_of_the_grid_in_wgs_84(result, tmp_path):
    where = grid(300, 200)
    made = item(tmp_path / "s.json", result, where)
    ring = np.array(made["geometry"]["coordinates"][0])
    assert (ring[0] == ring[-1]).all()
    assert (np.diff(ring, axis=0) != 0).any(1).all(), "no place twice in a row"
    assert np.cross(np.c_[ring[:-1], ring[:-1, 0] * 0], np.c_[ring[1:], ring[1:, 0] * 0])[:, 2].sum() > 0
    lon, lat = transform(UTM, CRS.from_epsg(4326), *where.outline(2))
    assert made["bbox"] == pytest.approx([min(lon), min(lat), max(lon), max(lat)], abs=1e-6)
    for corner in zip(lon, lat, strict=True):
        assert np.abs(ring - corner).max(1).min() < 1e-6


def test_grids_in_any_orientation_have_a_counter_clockwise_outline(result, tmp_path):
    upside_down = replace(grid(), transform=Affine(2.0, 0.0, 500_000.0, 0.0, 2.0, 5_800_000.0))
    ring = np.array(item(tmp_path / "s.json", result, upside_down)["geometry"]["coordinates"][0])
    assert (ring[:-1, 0] * ring[1:, 1] - ring[1:, 0] * ring[:-1, 1]).sum() > 0


def test_a_scene_across_the_antimeridian_is_cut_there(result, tmp_path):
    fiji = grid(2000, 3000, 10.0, CRS.from_epsg(32701), (170_000.0, 8_000_000.0))
    made = item(tmp_path / "s.json", result, fiji)
    assert made["geometry"]["type"] == "MultiPolygon"
    west, south, east, north = made["bbox"]
    assert 179 < west < 180
    assert -180 < east < -179
    assert south < north
    for (ring,) in made["geometry"]["coordinates"]:
        assert np.ptp(np.array(ring)[:, 0]) < 1


@pytest.mark.parametrize(("left", "spans"), [
    (179.98, [(179.98, 180.0), (-180.0, -179.98)]), (190.0, [(-170.0, -169.96)]),
    (-180.01, [(-180.0, -179.97), (179.99, 180.0)])])
def test_degrees_that_go_on_beyond_the_antimeridian_begin_anew(result, tmp_path, left, spans):
    """Readers of RFC 7946 take no longitude beyond 180."""
    where = Grid(CRS.from_epsg(4326), Affine(0.001, 0, left, 0, -0.001, -17.0), 40, 30)
    geometry = item(tmp_path / "s.json", result, where)["geometry"]
    rings = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    found = [np.array(ring)[:, 0] for (ring,) in rings]
    np.testing.assert_allclose(sorted((lon.min(), lon.max()) for lon in found), sorted(spans), atol=1e-9)
    for (ring,) in rings:
        lon, lat = np.array(ring).T
        assert np.sum(lon[:-1] * lat[1:] - lon[1:] * lat[:-1]) == pytest.approx(2 * np.ptp(lon) * np.ptp(lat))
    west, _, east, _ = item(tmp_path / "s.json", result, where)["bbox"]
    for seen, true in ((west, left), (east, left + 0.04)):
        assert -180 <= seen <= 180
        assert np.cos(np.radians(seen - true)) == pytest.approx(1.0, abs=1e-15)


def test_without_a_crs_there_is_no_place_on_the_globe(result, tmp_path):
    made = item(tmp_path / "s.json", result, grid(crs=None))
    assert made["geometry"] is None
    assert "bbox" not in made
    assert made["properties"]["proj:code"] is None


def test_a_folder_that_does_not_exist_is_refused(result, tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        write_sidecar(tmp_path / "nowhere" / "s.json", result, grid())


def test_a_crs_that_has_no_place_on_the_globe_has_no_geometry(result, tmp_path):
    site = CRS.from_wkt('LOCAL_CS["building site",UNIT["metre",1]]')
    assert item(tmp_path / "s.json", result, grid(crs=site))["geometry"] is None


def test_a_file_on_another_drive_is_named_as_a_whole(result, tmp_path, monkeypatch):
    def across_drives(*_):
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr("os.path.relpath", across_drives)
    made = item(tmp_path / "s.json", result, grid())
    assert made["assets"]["transform"]["href"] == (tmp_path / "T.json").as_uri()


@pytest.mark.parametrize(("unit", "crs", "x", "y", "stated"), [
    ("metre", None, 1.0, 1.0, True), ("metre", 32633, 1.0, 1.0, True), ("pixel", None, 1.0, 1.0, False),
    ("degree", None, 1.0, 1.0, False), ("US survey foot", 2263, 12 / 39.37, 12 / 39.37, True),
    # At 60 degrees north a degree of longitude is half as long.
    ("degree", 4326, 0.5 * 111_194.9, 111_194.9, True)])
def test_accuracy_is_what_tie_points_still_see_in_metres_alone(result, tmp_path, unit, crs, x, y, stated):
    east, north = np.array([0.1, 0.3] * 20), np.array([-0.2, 0.0] * 20)
    points = TiePoints(east, np.full(40, 60.0), east, north, east / x, north / y, np.ones(40), np.ones(40, bool),
                       np.full(40, ""), None if crs is None else CRS.from_epsg(crs))
    seen = replace(result, unit=unit, assessment=replace(result.assessment, tie_points=points))
    made = item(tmp_path / "s.json", seen, grid())
    found = {name: value for name, value in made["properties"].items() if name.startswith("accuracy:")}
    assert (stac.ACCURACY in made["stac_extensions"]) is stated
    assert found == ({} if not stated else pytest.approx({
        "accuracy:geometric_x_bias": 0.2, "accuracy:geometric_y_bias": -0.1, "accuracy:geometric_x_stddev": 0.1,
        "accuracy:geometric_y_stddev": 0.1, "accuracy:geometric_rmse": np.sqrt((0.01 + 0.04 + 0.09) / 2)}, rel=0.05))


def test_a_ring_beyond_180_degrees_is_parted_there():
    ring = np.array([[170.0, 0.0], [190.0, 0.0], [190.0, 10.0], [170.0, 10.0]])
    west, east = (_beside(ring, 180.0, sign) for sign in (1, -1))
    assert sorted(map(tuple, west)) == [(170.0, 0.0), (170.0, 10.0), (180.0, 0.0), (180.0, 10.0)]
    assert sorted(map(tuple, east)) == [(180.0, 0.0), (180.0, 10.0), (190.0, 0.0), (190.0, 10.0)]


def test_a_slanting_edge_is_cut_where_it_crosses():
    triangle = np.array([[178.0, 0.0], [186.0, 4.0], [178.0, 8.0]])
    kept = _beside(triangle, 180.0, 1)
    assert sorted(map(tuple, kept)) == [(178.0, 0.0), (178.0, 8.0), (180.0, 1.0), (180.0, 7.0)]


@pytest.mark.parametrize(("path", "href"), [
    ("/vsizip/scene.zip/a.tif", "/vsizip/scene.zip/a.tif"), ("NETCDF:scene.nc:red", "NETCDF:scene.nc:red"),
    ("/vsicurl/https://host/a.tif", "/vsicurl/https://host/a.tif")])
def test_what_gdal_alone_understands_stays_as_it_is(tmp_path, path, href):
    assert stac.href_from(path, tmp_path) == href


def test_a_file_is_named_as_it_lies_from_the_folder(tmp_path):
    assert stac.href_from(str(tmp_path / "a.tif"), tmp_path / "b") == "../a.tif"
    (tmp_path / "a:b.tif").touch()
    assert "a:b.tif" in unquote(stac.href_from(str(tmp_path / "a:b.tif"), tmp_path))
