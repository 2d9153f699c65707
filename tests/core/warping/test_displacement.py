"""The displacement field as a raster: what it says at a pixel is what the transform does there, in any CRS."""

import numpy as np
import pytest
import rasterio
from affine import Affine
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS
from scenes import displaced, grid

from coregix_core.geometry import Grid, north_up, project
from coregix_core.warping import DisplacementField, write_displacement

SOUTH = CRS.from_epsg(32733)
MERCATOR = CRS.from_epsg(3857)


def constant(value):
    return lambda x, _: np.full(x.shape, value)


@pytest.mark.parametrize("turn", [0.0, -360.0])
def test_both_sides_of_the_antimeridian_are_one(turn):
    """The grid at 180 degrees, and the transform speaks of 180 or -180."""
    degrees = CRS.from_epsg(4326)
    truth = displaced(0.004, -0.002, rotation_deg=5.0, centre=(180.0 + turn, 10.0))
    found = DisplacementField(truth, constant(0.001), degrees, degrees)(np.array([180.0]), np.array([10.0]))
    assert np.ravel(found) == pytest.approx([-0.004, 0.002, 0.001])


def test_the_bands_say_where_each_pixel_went_and_how_well_that_is_known(tmp_path):
    where = grid(60, 40, 10.0)
    truth = displaced(7.0, -19.0, rotation_deg=0.5, centre=(where.bounds[0] + 300, where.bounds[1] + 200))
    field = DisplacementField(truth, lambda x, y: 0.1 + 1e-6 * (x + y), where.crs, where.crs)
    write_displacement(tmp_path / "D.tif", field, where, tags={"COREGIX_VERDICT": "aligned"})
    with rasterio.open(tmp_path / "D.tif") as out:
        assert out.transform == where.transform
        assert out.descriptions == ("displacement east", "displacement north", "CE90")
        assert set(out.units) == {"metre"}
        assert out.tags()["COREGIX_VERDICT"] == "aligned"
        assert out.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        east, north, ce90 = out.read()
    x, y = where.to_world(np.array([12.5]), np.array([30.5]))
    shown = truth(x, y)
    assert (east[30, 12], north[30, 12]) == pytest.approx((x[0] - shown[0][0], y[0] - shown[1][0]), abs=1e-4)
    assert ce90[30, 12] == pytest.approx(0.1 + 1e-6 * (x[0] + y[0]), rel=1e-5)


def test_without_a_georeference_it_is_right_and_down_in_pixels(tmp_path):
    where = Grid(None, Affine.identity(), 60, 40)
    field = DisplacementField(displaced(-3.0, -2.0, centre=(30.0, 20.0)), constant(0.1), None, None)
    write_displacement(tmp_path / "D.tif", field, where)
    with rasterio.open(tmp_path / "D.tif") as out:
        assert out.descriptions == ("displacement right", "displacement down", "CE90")
        assert set(out.units) == {"pixel"}
        x, y = (float(values[20, 30]) for values in out.read()[:2])
    shown = field.transform(np.array([30.5]), np.array([20.5]))
    assert (x, y) == pytest.approx((30.5 - shown[0][0], 20.5 - shown[1][0]), abs=1e-5)


def test_a_large_raster_has_a_coarser_field_over_the_same_ground(tmp_path, monkeypatch):
    monkeypatch.setattr("coregix_core.warping.displacement.LONGEST", 16)
    where = grid(60, 40, 10.0)
    write_displacement(tmp_path / "D.tif", DisplacementField(displaced(5.0, 0.0), constant(1.0), where.crs, where.crs),
                       where)
    with rasterio.open(tmp_path / "D.tif") as out:
        assert out.shape == (10, 15)
        assert np.allclose(out.bounds, (where.bounds[0], where.bounds[1], where.bounds[2], where.bounds[3]))


@settings(max_examples=30)
@given(easting=st.floats(2e5, 8e5), northing=st.floats(1.2e6, 9.9e6), east=st.floats(-50, 50), north=st.floats(-50, 50))
def test_another_crs_has_the_same_displacement_in_its_own_units(easting, northing, east, north):
    x, y = project(SOUTH, MERCATOR, np.array([easting]), np.array([northing]))
    moved = displaced(east, north, centre=(easting, northing))
    field = DisplacementField(moved, constant(2.0), SOUTH, MERCATOR)
    found = np.stack(field(x, y))[:, 0]
    again = project(MERCATOR, SOUTH, x - found[0], y - found[1])
    expected = np.stack(moved(np.array([easting]), np.array([northing])))[:, 0]
    assert np.stack(again)[:, 0] == pytest.approx(expected, abs=1e-5)
    # The scale of Mercator's projection at that latitude, to what UTM's own leaves.
    latitude = np.radians(project(SOUTH, CRS.from_epsg(4326), np.array([easting]), np.array([northing]))[1][0])
    assert found[2] == pytest.approx(2.0 / np.cos(latitude), rel=0.01)


def test_degrees_are_degrees():
    where = north_up(CRS.from_epsg(4326), (15.0, -20.1, 15.1, -20.0), 0.001)
    assert isinstance(where, Grid)
    field = DisplacementField(displaced(0.002, 0.001, centre=(15.0, -20.0)), constant(0.0005), where.crs, where.crs)
    east, north, ce90 = field(np.array([15.05]), np.array([-20.05]))
    assert (abs(east[0]), abs(north[0]), ce90[0]) == pytest.approx((0.002, 0.001, 0.0005))


def test_units_of_a_degree_are_those_of_the_place():
    """An area of a square metre at 60 degrees north is half as large in square degrees of longitude and latitude."""
    degrees = CRS.from_epsg(4326)
    lon, lat = np.array([15.0, 15.0]), np.array([0.1, 60.0])
    found = DisplacementField(displaced(), constant(1.0), MERCATOR, degrees)(lon, lat)[2]
    # Mercator is conformal: a unit is a degree's share of the equator, and cos(latitude) of that along a meridian.
    expected = np.degrees(1 / 6378137.0) * np.sqrt(np.cos(np.radians(lat)))
    np.testing.assert_allclose(found, expected, rtol=1e-3)
