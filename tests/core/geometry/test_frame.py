"""The frame of a pair: its unit is the coarser pixel where the two images lie, in whatever CRS each is."""

import numpy as np
import pytest
from rasterio.crs import CRS
from scenes import ORIGIN, UTM, grid

from coregix_core.geometry import Grid, common_frame, project

WGS84 = CRS.from_epsg(4326)


def raster(crs, middle, pixel, size=100):
    """A grid of square pixels around a place in its CRS."""
    return grid(size, size, pixel, crs, (middle[0] - pixel * size / 2, middle[1] + pixel * size / 2))


@pytest.mark.parametrize(("fixed", "moving", "unit"), [(2.0, 2.0, 2.0), (2.0, 5.0, 5.0), (5.0, 2.0, 5.0)])
def test_finer_detail_than_both_have_cannot_be_compared(fixed, moving, unit):
    frame = common_frame(grid(pixel=fixed), grid(pixel=moving), grid(pixel=fixed).bounds)
    assert frame.unit == (unit, unit)


def test_its_centre_is_the_middle_of_the_area_in_common():
    frame = common_frame(grid(), grid(), (500_010.0, 5_799_900.0, 500_050.0, 5_799_980.0))
    assert frame.centre == (500_030.0, 5_799_940.0)


def test_a_pixel_of_another_crs_is_as_large_as_it_is_where_the_images_lie():
    """A raster from Greenland to the far south: its degrees of longitude are half as long there as in its middle."""
    _lon, lat = project(UTM, WGS84, *(np.array([c]) for c in ORIGIN))
    degrees = Grid(WGS84, grid(600, 600, 0.2, WGS84, (-45.0, 60.0)).transform, 600, 600)
    assert degrees.middle[1] == pytest.approx(0.0)
    fixed = raster(UTM, ORIGIN, 10.0)
    side = 0.2 * 111_200 * np.sqrt(np.cos(np.deg2rad(lat[0])))
    assert common_frame(fixed, degrees, fixed.bounds).pixel == pytest.approx(side, rel=0.01)


def test_beyond_what_the_moving_crs_shows_its_own_middle_will_do():
    """A weather satellite above 0 degrees does not see the other side of the earth. Below it, its pixels are true."""
    satellite = CRS.from_string("+proj=geos +h=35785831 +lon_0=0 +datum=WGS84 +units=m")
    moving, fixed = raster(satellite, (0.0, 0.0), 30_000.0), raster(WGS84, (175.0, 0.0), 0.001)
    assert common_frame(fixed, moving, fixed.bounds).pixel == pytest.approx(30_000 / 111_000, rel=0.01)
