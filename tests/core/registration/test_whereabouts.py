"""What people say of where the source lies, as a part of the reference's pixels; nonsense is refused."""

from contextlib import ExitStack

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from scenes import ORIGIN, UTM, grid, write

from coregix_core.errors import InputError
from coregix_core.geometry import project
from coregix_core.geometry.grid import Grid
from coregix_core.io.raster import open_raster
from coregix_core.options import RegisterOptions
from coregix_core.registration.whereabouts import photo_box, search_box, searched_for, unplaced

REFERENCE = grid(400, 300, pixel=2.0)
X, Y = ORIGIN[0] + 200.0, ORIGIN[1] - 300.0
"""Column 100, row 150 of the reference."""


@pytest.fixture
def rasters(tmp_path):
    """Opens a source of 40 x 20 pixels on a grid, and the reference."""
    with ExitStack() as stack:
        def opened(crs=None, transform=None):
            where = Grid(crs, transform or Affine.identity(), 40, 20)
            return [stack.enter_context(open_raster(write(tmp_path / f"{role}.tif", np.ones(g.shape, np.uint8), g),
                                                    role=role))
                    for role, g in (("moving", where), ("fixed", REFERENCE))]

        yield opened


def test_a_place_is_looked_around_as_far_as_the_largest_source_reaches(rasters):
    assert search_box(RegisterOptions(near_place=(X, Y)), *rasters()) == pytest.approx((40, 90, 160, 210))


def test_a_rectangle_is_cut_to_the_reference(rasters):
    box = search_box(RegisterOptions(around=(X - 1e6, Y - 20, X + 10, Y + 1e6)), *rasters())
    assert box == pytest.approx((0, 0, 105, 160))


def test_without_a_word_all_of_it_is_looked_at(rasters):
    assert search_box(RegisterOptions(start="anywhere"), *rasters()) is None


@pytest.mark.parametrize(("given", "message"), [
    ({"near_place": (X,)}, "takes 2 numbers"), ({"around": (X, Y, X + 1)}, "takes 4 numbers"),
    ({"around": (X, Y, X - 1, Y + 1)}, "xmin,ymin,xmax,ymax"),
    ({"near_place": (0.0, 0.0)}, "lies outside the reference"),
    ({"near_place": (X, Y), "around": (X, Y, X + 1, Y + 1)}, "say two things"),
])
def test_what_is_no_place_in_the_reference_is_refused(rasters, given, message):
    with pytest.raises(InputError, match=message):
        search_box(RegisterOptions(**given), *rasters())


def test_a_source_is_looked_for_if_it_has_no_georeference_or_if_that_is_asked_for(rasters):
    assert unplaced(*rasters())
    assert searched_for(*rasters(), RegisterOptions())
    placed = rasters(UTM, REFERENCE.transform)
    assert not searched_for(*placed, RegisterOptions())
    for given in ({"start": "anywhere"}, {"near_place": (X, Y)}, {"around": (X, Y, X + 100, Y + 100)}):
        assert searched_for(*placed, RegisterOptions(**given))
    # A geotransform without a CRS means something that is not known: the user is asked for the CRS.
    assert not unplaced(*rasters(None, REFERENCE.transform))


def test_a_photograph_is_looked_for_around_where_its_exif_says_it_was_taken(rasters):
    moving, fixed = rasters()
    (lon,), (lat,) = project(UTM, CRS.from_epsg(4326), [X], [Y])
    told(moving, lon, lat)
    assert photo_box(moving, fixed) == pytest.approx((0, 30, 220, 270), abs=0.1)


@pytest.mark.parametrize("place", [None, (0.0, 0.0), (100.0, 10.0)], ids=["none", "no reception", "elsewhere"])
def test_a_place_that_does_not_help_narrows_nothing(rasters, place):
    moving, fixed = rasters()
    if place is not None:
        told(moving, *place)
    assert photo_box(moving, fixed) is None


def told(raster, longitude, latitude):
    """Give an open raster the tags of a camera's position, as GDAL shows them."""
    parts = {"Longitude": (longitude, "EW"), "Latitude": (latitude, "NS")}
    tags = {}
    for name, (value, signs) in parts.items():
        degrees, rest = divmod(abs(value), 1)
        minutes, rest = divmod(rest * 60, 1)
        tags[f"EXIF_GPS{name}"] = f"({degrees:.0f}) ({minutes:.0f}) ({rest * 60:.6f})"
        tags[f"EXIF_GPS{name}Ref"] = signs[int(value < 0)]
    raster.dataset = WithTags(raster.dataset, tags)


class WithTags:
    """A dataset with tags of its own."""

    def __init__(self, dataset, tags):
        self._dataset, self._tags = dataset, tags

    def __getattr__(self, name):
        return getattr(self._dataset, name)

    def tags(self, **_):
        return self._tags
