"""Residuals by axis: bias and spread of numbers that can be added up by hand, profiles that show what was put in."""

from dataclasses import replace

import numpy as np
import pytest
from rasterio.crs import CRS

from coregix_core.findings import HeightDependence, ResidualStatistics, TiePoints, accuracy_statement, profile


def points(dx, dy, x=None, y=None, inlier=None):
    count = len(dx)
    places = np.arange(count, dtype=float)
    east, north = np.asarray(dx, float), np.asarray(dy, float)
    where = (places if x is None else x, places if y is None else y)
    return TiePoints(*where, east + 10, north, east, north, np.ones(count),
                     np.ones(count, bool) if inlier is None else np.asarray(inlier), np.full(count, ""))


def test_each_axis_has_its_bias_and_spread():
    found = ResidualStatistics.of(points([1, 2, 3, 4], [0, 0, -2, 2]), after=True)
    assert (found.east.mean, found.north.mean) == (2.5, 0.0)
    assert found.east.std == pytest.approx(np.sqrt(5 / 3))
    assert found.north.rmse == pytest.approx(np.sqrt(2))
    assert found.rmse == pytest.approx(np.sqrt((30 + 8) / 4))
    assert found.east.le90 == pytest.approx(3.7)
    assert found.count == 4


def test_before_and_after_are_told_apart_and_outliers_count_for_nothing():
    made = points([1, 2, 3, 4, 900], [0, 0, 0, 0, 900], inlier=[True] * 4 + [False])
    assert ResidualStatistics.of(made, after=False).east.mean == 12.5
    assert ResidualStatistics.of(made, after=True).ce90 < 4
    assert ResidualStatistics.of(points([1, 2, 3], [0, 0, 0]), after=True) is None


@pytest.mark.parametrize(("unit", "size", "said"), [
    ("metre", 10.0, "2.500 m in Easting and +0.000 m in Northing"), ("degree", 1e-4, "+2.50000000 ° in Easting")])
def test_residuals_in_the_words_of_a_specification(unit, size, said):
    statement = accuracy_statement(points([1, 2, 3, 4], [0, 0, -2, 2]), "ref.tif", size, unit, after=True)
    assert "relative to the reference image ref.tif, at 4 tie points: bias +" in statement
    assert said in statement
    assert f"(rRMSE) {np.sqrt(9.5):.3f}" in statement
    assert f"or {np.sqrt(9.5) / size:.3f} pixels" in statement
    assert statement.endswith("is achieved." if size > 6.2 else "is not achieved.")
    assert accuracy_statement(points([1], [1]), "ref.tif", size, unit, after=True) is None


def test_a_step_between_detectors_shows_in_the_profile_along_columns_alone():
    rng = np.random.default_rng(2)
    x, y = 500_000 + 1000 * rng.random(400), 9_800_000 + 1000 * rng.random(400)
    step = np.where(x > 500_500, 0.4, 0.0)
    made = points(step + rng.normal(0, 0.05, 400), rng.normal(0, 0.05, 400), x, y)
    along = profile(made, 0)
    assert along.east[along.at < 500_450].max() < 0.1
    assert along.east[along.at > 500_550].min() > 0.3
    assert np.ptp(profile(made, 1).east) < 0.5 * np.ptp(along.east) + 0.3
    assert np.abs(along.north).max() < 0.1
    assert profile(points([1, 2], [1, 2]), 0) is None


@pytest.mark.parametrize(("rows", "count"), [(18, 18), (360, 20)])
def test_a_wave_shows_at_its_full_height_in_rows_of_tie_points_and_between_them(rows, count):
    """Jitter of 70 pixels in a thousand: where tie points lie in a few rows, each of those is at its own place."""
    y = np.repeat(np.linspace(32.0, 968.0, rows), 360 // rows)
    wave = 0.5 * np.sin(2 * np.pi * y / 70)
    found = profile(points(wave, np.zeros(360), np.arange(360.0), y), 1)
    assert len(found.at) >= count
    np.testing.assert_allclose(found.east, 0.5 * np.sin(2 * np.pi * found.at / 70), atol=0.06)


def test_tables_have_a_row_for_each_point():
    geopandas = pytest.importorskip("geopandas")
    made = points([1, np.nan, 3, 4], [0, np.nan, 0, 0], inlier=[True, False, True, True])
    table = made.to_geodataframe(CRS.from_epsg(32733))
    assert isinstance(table, geopandas.GeoDataFrame)
    assert list(table.geometry.x) == [0, 1, 2, 3]
    assert list(table.inlier) == [True, False, True, True]
    assert table.crs.to_epsg() == 32733
    own = replace(made, crs=CRS.from_epsg(32733)).to_geodataframe()
    assert own.crs.to_epsg() == 32733
    assert list(own) == list(table)
    assert made.to_geodataframe().crs is None
    assert made.to_dict()["dx_after"] == [1.0, None, 3.0, 4.0]


class TestHeight:
    HEIGHTS = np.array([0.0, 100.0, 200.0, 300.0, 400.0, np.nan])

    def test_relief_seen_from_the_side_is_a_slope_along_one_axis(self):
        made = points([0, 2, 4, 6, 8, 99], [0.1, -0.1, 0.0, -0.1, 0.1, 99])
        found = HeightDependence.of(self.HEIGHTS, made, after=True)
        assert found.slope_east == pytest.approx(0.02)
        assert found.slope_north == pytest.approx(0.0, abs=1e-9)
        assert found.p_east < 1e-6
        assert found.p_north > 0.5
        assert found.count == 5, "a place without a height says nothing"

    def test_outliers_count_for_nothing(self):
        made = points([0, 2, 4, 6, 900, 0], [0] * 6, inlier=[True] * 4 + [False] * 2)
        assert HeightDependence.of(self.HEIGHTS, made, after=True).slope_east == pytest.approx(0.02)

    @pytest.mark.parametrize("heights", [np.full(6, 50.0), np.full(6, np.nan), [1.0, 2, 3, np.nan, np.nan, np.nan]])
    def test_level_ground_or_few_heights_have_no_slope(self, heights):
        assert HeightDependence.of(np.asarray(heights), points(range(6), [0] * 6), after=True) is None
