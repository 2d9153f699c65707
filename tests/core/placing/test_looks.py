"""Looks: a raster in few pixels that are square on the ground, and the way back from each to the raster's own."""

from dataclasses import replace

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from scenes import ORIGIN, UTM, centres, grid

from coregix_core.geometry import Grid
from coregix_core.imaging.image import Image
from coregix_core.io.area_masks import opened_masks
from coregix_core.placing import looks
from coregix_core.placing.looks import Look, look_at


class Coordinates:
    """A raster whose pixels hold their own column, of a grid; read by averages over whole factors."""

    certain_masks = None

    def __init__(self, where):
        self.grid, self.asked = where, []

    def read_band(self, _band, box, factor, **_):
        self.asked.append((box, factor))
        left, top, right, bottom = (int(v) for v in box or (0, 0, self.grid.width, self.grid.height))
        part = self.grid.window(left, top, right - left, bottom - top).scaled(factor)
        col, _ = self.grid.to_pixel(*part.to_world(*centres(part)))
        return Image(col.astype(np.float32), np.ones(part.shape, bool), part)


def columns(look):
    """The columns of the raster that the look's pixels show, and those that the way back says they do."""
    col, row = centres(Grid(None, Affine.identity(), *look.image.values.shape[::-1]))
    return look.image.values, (look.to_raster * (col, row))[0]


@pytest.mark.parametrize(("box", "factor", "shape"), [
    (None, 5.0, (60, 100)), ((100, 50, 200, 300), 2.5, (100, 40)), ((10, 20, 40, 60), 1.0, (40, 30))])
def test_a_look_has_as_many_pixels_as_are_asked_for_along_its_longer_side(box, factor, shape):
    raster = Coordinates(grid(500, 300))
    look = look_at(raster, 0, 100, box)
    assert raster.asked == [(box, factor)]
    assert look.image.values.shape == shape
    assert look.step == pytest.approx(factor)
    np.testing.assert_allclose(*columns(look), atol=1e-3)
    assert look.image.grid == Grid(None, Affine.identity(), shape[1], shape[0])


def test_pixels_that_are_longer_one_way_are_made_square():
    oblong = Grid(UTM, Affine(4.0, 0, ORIGIN[0], 0, -2.0, ORIGIN[1]), 60, 80)
    look = look_at(Coordinates(oblong), 0, 1000)
    assert look.image.values.shape == (80, 120)
    inner = np.s_[10:-10, 20:-20]
    shown, expected = columns(look)
    np.testing.assert_allclose(shown[inner], expected[inner], atol=0.02)
    assert look.to_raster * (0, 0) == (0, 0)
    assert look.to_raster * (120, 80) == pytest.approx((60, 80))


def test_by_a_hundredth_they_may_differ():
    nearly = Grid(UTM, Affine(2.018, 0, ORIGIN[0], 0, -2.0, ORIGIN[1]), 400, 80)
    assert look_at(Coordinates(nearly), 0, 1000).image.values.shape == (80, 400)
    more = replace(nearly, transform=Affine(2.022, 0, ORIGIN[0], 0, -2.0, ORIGIN[1]))
    assert look_at(Coordinates(more), 0, 1000).image.values.shape == (80, 404)


def test_degrees_of_longitude_count_as_long_as_they_are():
    look = look_at(Coordinates(grid(120, 40, 1e-4, CRS.from_epsg(4326), (10.0, 60.002))), 0, 1000)
    assert look.image.values.shape == (40, 60)


def test_rows_that_run_north_are_turned_round():
    south = Grid(UTM, Affine(2.0, 0, ORIGIN[0], 0, 2.0, ORIGIN[1] - 60), 50, 30)
    look = look_at(Coordinates(south), 0, 100)
    assert look.to_raster * (7.5, 4.5) == pytest.approx((7.5, 25.5))
    # Without a CRS pixels are pixels, counted downward.
    plain = look_at(Coordinates(replace(south, crs=None)), 0, 100)
    assert plain.to_raster * (7.5, 4.5) == pytest.approx((7.5, 4.5))


class TestTiles:
    @pytest.fixture(autouse=True)
    def small(self, monkeypatch):
        monkeypatch.setattr(looks, "TILE", 100)

    def test_parts_cover_a_look_and_share_a_margin(self):
        look = look_at(Coordinates(grid(250, 90)), 0, 1000)
        parts = list(look.tiles(20.0))
        assert [p.image.values.shape for p in parts] == [(90, 94), (90, 104), (90, 94)]
        for part in parts:
            np.testing.assert_allclose(*columns(part), atol=1e-3)
        assert parts[1].to_raster * (0, 0) == (73, 0)
        assert parts[1].image.grid == Grid(None, Affine.identity(), 104, 90)

    def test_they_go_row_by_row(self):
        look = look_at(Coordinates(grid(200, 160)), 0, 1000)
        assert [p.to_raster * (0, 0) for p in look.tiles(0.0)] == [(0, 0), (100, 0), (0, 80), (100, 80)]

    def test_what_is_not_larger_than_a_part_stays_whole(self):
        (only,) = look_at(Coordinates(grid(100, 60)), 0, 1000).tiles(40.0)
        assert only.image.values.shape == (60, 100)

    def test_masks_are_cut_as_values_are(self):
        valid = np.arange(200)[None] % 7 > np.zeros((50, 1))
        look = Look(Image(np.zeros((50, 200), np.float32), valid, grid(200, 50)), Affine.scale(3.0))
        first, second = look.tiles(10.0)
        np.testing.assert_array_equal(first.image.valid, valid[:, :105])
        np.testing.assert_array_equal(second.image.valid, valid[:, 95:])
        assert second.to_raster * (0, 0) == (285, 0)


def test_what_masks_leave_out_before_the_place_is_known_is_not_looked_at():
    raster = Coordinates(Grid(None, Affine.identity(), 20, 10))
    left = np.zeros((10, 20), bool)
    left[:, :7] = True
    with opened_masks([left], None, raster.grid) as raster.certain_masks:
        assert (look_at(raster, 0).image.valid == ~left).all()
