"""Whether a source and the output meet is known before a pixel is read, and only what is certain is said."""

from dataclasses import replace

import pytest
from affine import Affine
from rasterio.crs import CRS
from scenes import displaced, grid

from coregix_core.geometry import AffineTransform, Grid, HomographyTransform, identity
from coregix_core.warping.meeting import missed
from coregix_core.warping.places import Places

GRID = grid(100, 80)
CENTRE = GRID.middle
DEGREES = CRS.from_epsg(4326)


def said(output, source, transform=None, crs=GRID.crs):
    return missed(Places(output, transform or identity(CENTRE), crs, source), "source")


def moved(columns, rows=0):
    return replace(GRID, transform=GRID.transform * Affine.translation(columns, rows))


@pytest.mark.parametrize(("columns", "rows", "meets"), [
    (99, 0, True), (101, 0, False), (-99, 79, True), (0, -81, False)])
def test_grids_meet_if_they_have_pixels_in_common(columns, rows, meets):
    assert (said(moved(columns, rows), GRID) is None) is meets


def test_where_the_transform_says_the_source_lies_counts():
    """The source shows the ground 150 pixels to the east of where it lies."""
    aside = displaced(-300.0, 0.0, 3.0, centre=CENTRE)
    assert said(GRID, GRID, aside) is not None
    assert said(moved(150), GRID, aside) is None


def test_the_sentence_says_what_lies_where():
    told = said(grid(10, 10, origin=(1000.0, 2000.0)), grid(10, 10, origin=(0.0, 500.0)), displaced(-5.0, 0.0))
    assert str(told) == ("Nothing of the source lies in the output: under the transform it lies at x 5..25, y "
                         "480..500, and the output covers x 1000..1020, y 1980..2000.")


def test_a_source_within_the_output_or_around_it_meets_it():
    small, large = GRID.window(40, 30, 2, 2), grid(4000, 4000, origin=(499_000.0, 5_801_000.0))
    assert said(large, small) is None
    assert said(small, large) is None


def test_what_lies_around_a_pole_is_within_no_outline_of_degrees():
    polar = Grid(CRS.from_epsg(3413), Affine(1e4, 0, -1e6, 0, -1e4, 1e6), 200, 200)
    north = Grid(DEGREES, Affine(0.01, 0, 20, 0, -0.01, 89), 50, 50)
    south = Grid(DEGREES, Affine(0.01, 0, 20, 0, -0.01, 50), 50, 50)
    for output, source in ((polar, north), (north, polar)):
        assert said(output, source, identity((20.0, 89.0)), DEGREES) is None
    assert said(polar, south, identity((20.0, 50.0)), DEGREES) is not None


def test_longitudes_beyond_the_antimeridian_are_the_same_places():
    east, west = (Grid(DEGREES, Affine(0.01, 0, x, 0, -0.01, 10), 100, 100) for x in (179.5, -180.5))
    assert said(east, west, identity((180.0, 9.5)), DEGREES) is None
    elsewhere = replace(east, transform=Affine.translation(-170, 0) * east.transform)
    assert said(east, elsewhere, identity((180.0, 9.5)), DEGREES) is not None


def test_beyond_a_horizon_nothing_is_certain():
    """Half of the output has no place in the source."""
    tilted = HomographyTransform(CENTRE, ((1.0, 0.0), (0.0, 1.0)), (1e7, 0.0), (0.02, 0.0))
    assert said(GRID, GRID, tilted) is None


def test_pixels_meet_pixels_without_a_crs():
    pixels = Grid(None, Affine.identity(), 30, 20)
    assert said(pixels, pixels, AffineTransform("translation", (0.0, 0.0), shift=(29.0, 0.0)), None) is None
    assert said(pixels, pixels, AffineTransform("translation", (0.0, 0.0), shift=(31.0, 0.0)), None) is not None
