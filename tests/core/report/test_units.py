"""Scale bars and coordinates: what a reader measures in a report's pictures is true on the ground."""

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from scenes import grid

from coregix_core.geometry import Grid
from coregix_core.report.units import extent_words, round_length, scale_bar, ticks

DEGREES = CRS.from_epsg(4326)


@pytest.mark.parametrize(("value", "expected"), [(7.3, 5.0), (0.021, 0.02), (1.0, 1.0), (99.0, 50.0), (0.0, 1e-3)])
def test_lengths_are_round(value, expected):
    assert round_length(value) == pytest.approx(expected)


@pytest.mark.parametrize(("where", "pixels", "label"), [
    (grid(1000, 500, 10.0), 200, "2 km"), (grid(1000, 500, 0.1), 200, "20 m"), (grid(1000, 500, 0.1, None), 200, "20"),
    # US survey feet: 1000 of them are 305 m, a quarter of which is 76.
    (grid(1000, 500, 1.0, CRS.from_epsg(2263)), 50 / 0.3048006096, "50 m")], ids=["10 m", "0.1 m", "none", "feet"])
def test_a_bar_is_a_round_length_of_at_most_a_quarter(where, pixels, label):
    length, text = scale_bar(where)
    assert (length, text) == (pytest.approx(pixels), label)


def test_a_degree_of_longitude_is_half_as_long_at_60_degrees_north():
    bars = [scale_bar(Grid(DEGREES, Affine(1e-4, 0, 10, 0, -1e-4, north), 1000, 100)) for north in (0.005, 60.005)]
    metres = 1e-4 * 6_371_000 * np.pi / 180
    assert bars[0] == (pytest.approx(2000 / metres), "2 km")
    assert bars[1] == (pytest.approx(1000 / (metres / 2), rel=1e-3), "1 km")


def test_ticks_are_round_coordinates_at_their_pixels():
    where = grid(1000, 800, 10.0, origin=(500_130.0, 9_800_070.0))
    assert ticks(where, 0) == [(pytest.approx(487.0), "505000"), (pytest.approx(987.0), "510000")]
    assert [text for _, text in ticks(where, 1)] == ["9794000", "9796000", "9798000", "9800000"]
    assert [pixel for pixel, _ in ticks(where, 1)][-1] == pytest.approx(7.0)


def test_small_grids_in_degrees_have_the_digits_that_tell_them_apart():
    where = Grid(DEGREES, Affine(1e-5, 0, 10.00003, 0, -1e-5, 50), 100, 100)
    texts = [text for _, text in ticks(where, 0)]
    assert texts == ["10.0005", "10.0010"]
    assert extent_words(where) == "x 10.000030 to 10.001030, y 49.999000 to 50.000000 (EPSG:4326)."


def test_a_turned_grid_has_no_ticks():
    assert ticks(Grid(None, Affine.rotation(10), 50, 50), 0) == []
