"""Grids: pixels and places, bounds and projections."""

import numpy as np
import pytest
import scenes
from affine import Affine
from hypothesis import assume, given
from hypothesis import strategies as st
from rasterio.crs import CRS

from coregix_core.errors import GeoreferenceError
from coregix_core.geometry import (
    Frame,
    Grid,
    apply_affine,
    common_frame,
    grown,
    intersection,
    north_up,
    north_up_over,
    own_or_over,
    project,
    projected_bounds,
)

number = st.floats(-1e4, 1e4)


@st.composite
def grids(draw):
    a, b, d, e = (draw(st.floats(-50, 50)) for _ in range(4))
    assume(abs(a * e - b * d) > 1e-2)
    return Grid(None, Affine(a, b, draw(number), d, e, draw(number)), draw(st.integers(1, 500)),
                draw(st.integers(1, 500)))


@given(grids(), number, number)
def test_pixels_and_places_are_each_others_inverse(grid, col, row):
    back = grid.to_pixel(*grid.to_world(col, row))
    np.testing.assert_allclose(back, (col, row), atol=1e-3, rtol=1e-6)


@given(grids())
def test_bounds_hold_all_corners(grid):
    left, bottom, right, top = grid.bounds
    x, y = grid.to_world(np.array([0, grid.width]), np.array([0, grid.height]))
    assert left <= x.min()
    assert x.max() <= right
    assert bottom <= y.min()
    assert y.max() <= top


@given(grids(), st.integers(-50, 50), st.integers(-50, 50))
def test_a_window_keeps_its_place(grid, col, row):
    part = grid.window(col, row, 3, 2)
    np.testing.assert_allclose(part.to_world(0.5, 0.5), grid.to_world(col + 0.5, row + 0.5))
    assert part.shape == (2, 3)


def test_pixel_corners_are_whole_numbers():
    grid = scenes.grid(10, 5, pixel=2.0)
    assert grid.to_world(0, 0) == scenes.ORIGIN
    assert grid.bounds == (scenes.ORIGIN[0], scenes.ORIGIN[1] - 10, scenes.ORIGIN[0] + 20, scenes.ORIGIN[1])
    assert grid.pixel_size == 2.0


@given(st.floats(0.1, 50))
def test_a_scaled_grid_covers_the_same_area(factor):
    grid = scenes.grid(100, 80)
    coarse = grid.scaled(factor)
    assert coarse.pixel_size == pytest.approx(2 * factor)
    assert coarse.width * factor >= 100 - 1e-6
    assert (coarse.width - 1) * factor < 100 + 1e-6


@pytest.mark.parametrize(
    "transform", [Affine(1, 2, 0, 2, 4, 0), Affine(0, 0, 0, 0, 0, 0), Affine(np.nan, 0, 0, 0, 1, 0)])
def test_a_degenerate_geotransform_is_refused(transform):
    with pytest.raises(GeoreferenceError, match="inverted"):
        Grid(None, transform, 5, 5)


def test_an_empty_grid_is_refused():
    with pytest.raises(GeoreferenceError, match="at least one pixel"):
        Grid(None, Affine.identity(), 0, 5)


def test_projecting_there_and_back():
    x, y = project(scenes.UTM, CRS.from_epsg(4326), [5e5, 5.1e5], [5.8e6, 5.81e6])
    assert x.min() > 12
    assert x.max() < 18
    back = project(CRS.from_epsg(4326), scenes.UTM, x, y)
    np.testing.assert_allclose(back, ([5e5, 5.1e5], [5.8e6, 5.81e6]), atol=1e-3)


def test_a_grid_turns_to_the_other_side_of_the_antimeridian_as_a_whole():
    earth = Grid(CRS.from_epsg(4326), Affine(1.0, 0, 0.0, 0, -1.0, 90.0), 360, 180)
    assert earth.turned_to(300.0) is earth
    assert earth.turned_to(-100.0).bounds == (-360.0, -90.0, 0.0, 90.0)
    assert earth.turned_to(800.0).bounds == (720.0, -90.0, 1080.0, 90.0)
    for crs in (None, CRS.from_epsg(32633)):
        plain = Grid(crs, Affine.identity(), 500, 400)
        assert plain.turned_to(-1e6) is plain


def test_longitudes_go_on_beyond_the_antimeridian():
    wgs84, fiji = CRS.from_epsg(4326), CRS.from_epsg(32701)
    x, y = project(wgs84, fiji, [179.9, 180.1, -179.9], [-17.0, -17.0, -17.0])
    for near, expected in ((180.0, [179.9, 180.1, 180.1]), (-180.0, [-180.1, -179.9, -179.9]),
                           (np.array([0.0, 180.0, -180.0]), [179.9, 180.1, -179.9])):
        np.testing.assert_allclose(project(fiji, wgs84, x, y, near=near)[0], expected, atol=1e-7)
    np.testing.assert_array_equal(project(wgs84, wgs84, [-179.9, 179.9, np.inf], [0, 0, 0], near=180)[0],
                                  [-179.9 + 360, 179.9, np.inf])
    assert Grid(wgs84, Affine(0.01, 0, 179.5, 0, -0.01, -16), 100, 100).world_of(wgs84, -179.5, -16.5) == (180.5, -16.5)
    np.testing.assert_array_equal(project(fiji, fiji, x, y, near=180), (x, y))


def test_pairs_of_a_crs_and_none_are_refused():
    with pytest.raises(GeoreferenceError, match="has a CRS and the other has none"):
        project(scenes.UTM, None, [0], [0])


def test_projected_bounds_hold_the_bulge_of_straight_lines():
    """The north edge of a UTM raster away from the central meridian is curved in longitude and latitude."""
    grid = scenes.grid(100_000, 100_000, pixel=2.0)
    left, bottom, right, top = projected_bounds(grid, CRS.from_epsg(4326))
    x, y = project(scenes.UTM, CRS.from_epsg(4326), *grid.outline(501))
    assert (left, bottom, right, top) == pytest.approx((x.min(), y.min(), x.max(), y.max()), abs=1e-4)


def test_a_raster_without_a_place_in_the_other_crs():
    ortho = CRS.from_proj4("+proj=ortho +lat_0=0 +lon_0=180 +ellps=WGS84")
    with pytest.raises(GeoreferenceError):
        projected_bounds(scenes.grid(), ortho)


def test_boxes():
    assert intersection((0, 0, 4, 4), (2, 1, 9, 3)) == (2, 1, 4, 3)
    assert intersection((0, 0, 4, 4), (4, 0, 5, 4)) is None
    assert grown((0, 0, 4, 4), 1) == (-1, -1, 5, 5)
    grid = north_up(None, (0, 0, 10, 5), 2)
    assert (grid.shape, grid.bounds) == ((3, 5), (0, -1, 10, 5))


class TestFrame:
    @given(number, number)
    def test_places_come_back(self, x, y):
        frame = Frame((12.5, -3.0), (2.0, 0.5))
        np.testing.assert_allclose(frame.to_world(frame.to_frame(x, y)), [[x], [y]], atol=1e-9)

    def test_its_unit_is_the_coarser_pixel(self):
        fine, coarse = scenes.grid(pixel=2.0), scenes.grid(pixel=5.0)
        assert common_frame(fine, coarse, fine.bounds).unit == pytest.approx((5.0, 5.0))
        assert common_frame(coarse, fine, fine.bounds).unit == pytest.approx((5.0, 5.0))
        assert common_frame(coarse, fine, fine.bounds).pixel == pytest.approx(5.0)

    def test_it_is_centred_in_the_area(self):
        assert common_frame(scenes.grid(), scenes.grid(), (0.0, 10.0, 4.0, 20.0)).centre == (2.0, 15.0)

    @pytest.mark.parametrize(("latitude", "stretch"), [(0.0, 1.0), (60.0, 2.0), (-60.0, 2.0), (90.0, 50.0)])
    def test_in_degrees_both_units_are_one_length_on_the_ground(self, latitude, stretch):
        degrees = Grid(CRS.from_epsg(4326), Affine(1e-4, 0, 10.0, 0, -1e-4, latitude), 100, 100)
        frame = common_frame(degrees, degrees, (10.0, latitude, 10.0, latitude))
        assert frame.unit[0] / frame.unit[1] == pytest.approx(stretch)
        assert frame.unit[0] * frame.unit[1] == pytest.approx(1e-8)

    def test_where_the_middle_has_no_place_the_moving_raster_s_own_will_do(self):
        """Half of the globe has no place in an orthographic view of the other half."""
        view = CRS.from_proj4("+proj=ortho +lat_0=0 +lon_0=0 +ellps=WGS84")
        moving = Grid(view, Affine(1000.0, 0, -50_000.0, 0, -1000.0, 50_000.0), 100, 100)
        fixed = Grid(CRS.from_epsg(4326), Affine(1e-3, 0, 179.0, 0, -1e-3, 1.0), 2000, 2000)
        assert common_frame(fixed, moving, fixed.bounds).pixel == pytest.approx(1000 / 111_000, rel=0.01)


def test_a_point_without_an_image_has_none_under_any_affine():
    x, y = apply_affine(Affine(0.0, 1.0, 5.0, 2.0, 0.0, 6.0), [np.inf, 1.0], [1.0, 2.0])
    assert np.isnan(x[0])
    assert (x[1], y[1]) == (7.0, 8.0)


def test_one_point_that_fails_does_not_take_the_others_with_it():
    """rasterio refuses all points for one that PROJ cannot take."""
    x, y = project(CRS.from_epsg(4326), scenes.UTM, [15.0, 1e300, 15.1, np.nan], [52.0, 1e300, 52.1, 52.0])
    assert np.isfinite(x).tolist() == [True, False, True, False]
    alone = project(CRS.from_epsg(4326), scenes.UTM, [15.1], [52.1])
    assert (x[2], y[2]) == (alone[0][0], alone[1][0])


@given(grids(), st.integers(2, 9))
def test_an_outline_runs_round_the_border_and_comes_back(grid, points):
    col, row = grid.to_pixel(*grid.outline(points))
    np.testing.assert_allclose((col[0], row[0]), (col[-1], row[-1]), atol=1e-3)
    on_a_side = (np.abs(col) < 1e-2) | (np.abs(col - grid.width) < 1e-2) | (np.abs(row) < 1e-2) | (
        np.abs(row - grid.height) < 1e-2)
    assert on_a_side.all()
    assert col.size == 4 * points
    assert grid.outline()[0].size == 4 * 21, "twenty intervals a side"


@given(st.tuples(number, number, st.floats(1, 1e4), st.floats(1, 1e4)), st.floats(0.5, 500))
def test_a_north_up_grid_covers_its_bounds_and_hardly_more(box, pixel):
    bounds = (box[0], box[1], box[0] + box[2], box[1] + box[3])
    left, bottom, right, top = north_up(None, bounds, pixel).bounds
    assert (left, top) == (bounds[0], bounds[3])
    assert right > bounds[2] - 1e-5 * pixel
    assert bottom < bounds[1] + 1e-5 * pixel
    assert max(right - bounds[2], bounds[1] - bottom) <= pixel


@pytest.mark.parametrize("other", [(1, 1, 3, 3), (-5, -5, 9, 9), (3, 3, 9, 9), (5, 0, 6, 4)])
def test_what_two_boxes_have_in_common_does_not_depend_on_their_order(other):
    assert intersection((0, 0, 4, 4), other) == intersection(other, (0, 0, 4, 4))


class TestNorthUpOver:
    """A grid over the whole of another one, in pixels as large on the ground."""

    @pytest.mark.parametrize(("crs", "transform"), [
        ("EPSG:32633", Affine(2.0, 0.0, 500_000.0, 0.0, -2.0, 5_800_000.0)),
        ("EPSG:32633", Affine(4.0, 0.0, 500_000.0, 0.0, -1.0, 5_800_000.0)),
        ("EPSG:4326", Affine(2e-4, 0.0, 10.0, 0.0, -1e-4, 60.001))])
    def test_a_pixel_keeps_its_area(self, crs, transform):
        grid = Grid(CRS.from_user_input(crs), transform, 30, 20)
        over = north_up_over(grid, grid.crs, *grid.outline())
        assert abs(over.transform.determinant) == pytest.approx(abs(transform.determinant), rel=1e-3)
        assert (over.transform.c, over.transform.f) == (transform.c, transform.f)
        assert (over.transform.b, over.transform.d) == (0.0, 0.0)

    @pytest.mark.parametrize("turn", [0.0, 30.0, -75.0])
    def test_all_of_it_is_covered_and_no_pixel_more(self, turn):
        turned = Affine.translation(5e5, 5.8e6) * Affine.rotation(turn) * Affine.scale(2.0, -2.0)
        grid = Grid(CRS.from_epsg(32633), turned, 40, 25)
        x, y = grid.outline()
        over = north_up_over(grid, grid.crs, x, y)
        assert over.pixel_size == pytest.approx(2.0)
        left, bottom, right, top = over.bounds
        assert (left, top) == pytest.approx((x.min(), y.max()), abs=1e-6)
        assert 0 <= right - x.max() + 1e-4 < 2.0 + 1e-3
        assert 0 <= y.min() - bottom + 1e-4 < 2.0 + 1e-3

    def test_without_a_crs_rows_count_downward(self):
        grid = Grid(None, Affine.identity(), 7, 5)
        assert north_up_over(grid, None, *grid.outline()) == grid

    def test_a_strip_that_is_turned_a_little_stays_on_its_own_grid(self):
        grid = scenes.grid(4000, 60)
        turn = Affine.rotation(1.7, grid.middle)
        assert own_or_over(grid, grid.crs, *(turn * grid.outline())) == grid

    @pytest.mark.parametrize(("share", "own"), [(0.0, True), (0.4, True), (0.6, False), (50.0, False)])
    def test_a_raster_stays_on_its_own_grid_as_long_as_that_holds_half_of_it(self, share, own):
        grid = scenes.grid(100, 80)
        x, y = grid.outline()
        found = own_or_over(grid, grid.crs, x + share * 200.0, y)
        assert (found == grid) is own
        if not own:
            assert found.bounds == pytest.approx(
                (grid.bounds[0] + share * 200.0, grid.bounds[1], grid.bounds[2] + share * 200.0, grid.bounds[3]))


@pytest.mark.parametrize("axes", [(2.0, 0.0, 0.0, -3.0), (2.0, 1.0, 1.0, -3.0), (2.0, 0.5, 0.0, -3.0),
                                  (2.0, 0.0, 0.5, -3.0)])
def test_columns_and_rows_stand_for_their_pairs_and_stay_apart_if_the_axes_are_the_world_s(axes):
    a, b, d, e = axes
    where = Grid(scenes.UTM, Affine(a, b, 7.0, d, e, 9.0), 5, 4)
    cols, rows = np.arange(5) + 0.5, np.arange(4) + 0.5
    x, y = where.open_world(cols, rows)
    expected = where.to_world(*np.meshgrid(cols, rows))
    assert np.allclose(np.broadcast_arrays(x, y), expected)
    apart = where.transform.b == 0 and where.transform.d == 0
    assert (x.shape, y.shape) == (((1, 5), (4, 1)) if apart else ((4, 5), (4, 5)))
