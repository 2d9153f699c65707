"""Results are told in the units and directions of the reference."""

import pytest
from affine import Affine
from rasterio.crs import CRS

from coregix_core.api.measuring import _northward, unit_of
from coregix_core.findings import Displacement
from coregix_core.geometry import Grid


@pytest.mark.parametrize(("code", "transform", "unit"), [
    (32633, Affine(10, 0, 4e5, 0, -10, 5.8e6), "metre"), (4326, Affine(1e-4, 0, 9, 0, -1e-4, 50), "degree"),
    (4807, Affine(1e-4, 0, 9, 0, -1e-4, 50), "grad"), (2263, Affine(1, 0, 9e5, 0, -1, 2e5), "us survey foot"),
    (None, Affine.identity(), "pixel"), (None, Affine.translation(5, 7), "pixel"),
    (None, Affine(10, 0, 100, 0, -10, 500), "unit"), (None, Affine(1, 0, 0, 0, -1, 0), "unit"),
    (None, Affine(10, 0, 100, 0, 10, 500), "downward unit")])
def test_the_unit_is_that_of_the_coordinates(code, transform, unit):
    """Without a CRS, a geotransform still counts in units of its own, and rows run down them."""
    assert unit_of(Grid(None if code is None else CRS.from_epsg(code), transform, 5, 5)) == unit


@pytest.mark.parametrize(("code", "east", "north"), [(32633, 3.0, -2.0), (4326, 3.0, -2.0), (2053, -3.0, 2.0)])
def test_east_is_east_in_a_crs_that_counts_to_the_west_too(code, east, north):
    moved = _northward(Displacement(3.0, -2.0, 0, 0, 0, 0), Grid(CRS.from_epsg(code), Affine(1, 0, 0, 0, -1, 0), 5, 5))
    assert (moved.east, moved.north) == (east, north)
