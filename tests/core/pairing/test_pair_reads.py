"""What a pair reads of its rasters: windows with room for the spline, at the resolution that is asked for, no more."""

from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from scenes import displaced, grid, picture

from coregix_core.errors import GeoreferenceError, RasterError
from coregix_core.geometry import Frame, Grid, common_frame, identity
from coregix_core.pairing.pair import Pair, _is_plain, _name, _side, make_pair, overlap

FIXED = grid(200, 180)


class Recorded:
    """A raster that notes what is read of it."""

    def __init__(self, where, path="r.tif", masks=None):
        self.grid, self.path, self.masks, self.read = where, path, masks, []

    def read_band(self, band, box, factor, *, any_overview=False):
        self.read.append(SimpleNamespace(band=band, box=box, factor=factor, any_overview=any_overview))
        left, top, right, bottom = (int(np.floor(v)) for v in box)
        part = self.grid.window(left, top, max(1, right - left), max(1, bottom - top)).scaled(factor)
        return picture(part, np.ones(part.shape))


def pair_of(fixed=FIXED, moving=FIXED, **given):
    rasters = Recorded(fixed, "f.tif"), Recorded(moving, "m.tif")
    return Pair(*rasters, 3, 5, common_frame(fixed, moving, fixed.bounds), given.pop("area", fixed.bounds), **given)


class TestFixed:
    @pytest.mark.parametrize(("level", "factor"), [(1.0, 1.0), (2.0, 2.0), (3.7, 3.7)])
    def test_a_window_of_a_lattice_is_read_as_coarse_as_it_is(self, level, factor):
        pair = pair_of()
        part = pair.grid_at(level).window(10, 5, 30, 20)
        pair.fixed_block(part, any_overview=True)
        (read,) = pair.fixed.read
        assert read.band == 3
        assert read.box == pytest.approx((10 * level, 5 * level, 40 * level, 25 * level))
        assert read.factor == pytest.approx(factor)
        assert read.any_overview

    def test_own_pixels_are_not_averaged_over_a_fraction_more_than_one(self):
        pair = pair_of()
        pair.fixed_block(FIXED.scaled(1.0004))
        pair.fixed_block(FIXED.scaled(1.006))
        assert [read.factor == 1.0 for read in pair.fixed.read] == [True, False]
        assert not pair.fixed.read[0].any_overview

    @pytest.mark.parametrize(("sides", "plain"), [((2.0, 2.0), True), ((2.0, 2.019), True), ((2.0, 2.03), False)])
    def test_pixels_that_are_square_to_a_hundredth_are_taken_as_they_are(self, sides, plain):
        where = Grid(FIXED.crs, Affine(sides[0], 0, 0, 0, -sides[1], 0), 50, 40)
        assert _is_plain(where, Frame((0.0, 0.0), (2.0, 2.0))) is plain
        assert _is_plain(where, Frame((0.0, 0.0), (3.0, 2.0))) is False
        turned = Grid(FIXED.crs, Affine.rotation(50) * where.transform, 50, 40)
        assert _is_plain(turned, Frame((0.0, 0.0), (2.0, 2.0))) is plain

    @pytest.mark.parametrize(("shear", "plain"), [(0.5, True), (0.7, False)])
    def test_and_sheared_by_no_more(self, shear, plain):
        where = Grid(FIXED.crs, Affine.scale(2.0, -2.0) * Affine.shear(shear), 50, 40)
        assert _is_plain(where, Frame((0.0, 0.0), (2.0, 2.0))) is plain

    def test_others_are_resampled_with_room_for_the_spline(self):
        oblong = Grid(FIXED.crs, Affine(2.0, 0, 500_000, 0, -3.0, 5_800_000), 200, 150)
        pair = pair_of(oblong)
        part = pair.grid_at(1.0).window(20, 30, 40, 25)
        assert pair.fixed_block(part, any_overview=True).grid == part
        (read,) = pair.fixed.read
        col, row = oblong.to_pixel(*part.outline())
        assert read.box == pytest.approx((col.min() - 8, row.min() - 8, col.max() + 8, row.max() + 8))
        assert (read.factor, read.any_overview) == (1.0, True)
        pair.fixed_block(pair.grid_at(4.0))
        assert pair.fixed.read[1].factor == pytest.approx(4.0, rel=0.01)
        assert pair.fixed.read[1].any_overview is False

    def test_side_of_a_pixel_is_that_along_y(self):
        degrees = Grid(CRS.from_epsg(4326), Affine(4e-5, 0, 10, 0, -2e-5, 60), 50, 40)
        assert _side(degrees, Frame((10.0, 60.0), (4e-5, 2e-5))) == pytest.approx(2e-5)


class TestMoving:
    def read(self, part=(60, 50, 40, 30), margin=0.0, moving=FIXED, transform=None, level=1.0):
        pair = pair_of(FIXED, moving)
        image = pair.moving_image(pair.grid_at(level).window(*part), transform or identity(), margin, any_overview=True)
        assert (image is None) is (not pair.moving.read)
        return pair.moving.read[0] if pair.moving.read else None

    def test_around_what_the_window_shows_there_is_room_for_the_spline_and_a_margin(self):
        found = self.read()
        assert (found.band, found.any_overview) == (5, True)
        assert found.box == pytest.approx((52, 42, 108, 88))
        assert self.read(margin=10.0).box == pytest.approx((42, 32, 118, 98))

    def test_where_the_transform_says_it_is_shown(self):
        # 20 m east are ten columns, 8 m north four rows upward.
        assert self.read(transform=displaced(20.0, 8.0)).box == pytest.approx((62, 38, 118, 84))

    def test_of_coarse_windows_the_margin_and_the_room_are_of_their_pixels(self):
        found = self.read((15, 12, 10, 8), margin=2.0, level=4.0)
        assert found.box == pytest.approx((60 - 8 - 32, 48 - 8 - 32, 100 + 8 + 32, 80 + 8 + 32))
        assert found.factor == pytest.approx(4.0)

    def test_of_a_coarser_moving_raster_they_are_of_its_own(self):
        coarse = grid(50, 45, 8.0)
        found = self.read((60, 48, 16, 16), margin=2.0, moving=coarse)
        # The pair's finest pixels are then those of 8 m.
        assert found is None or found.factor == 1.0
        pair = pair_of(FIXED, coarse)
        pair.moving_image(grid(16, 16, 2.0, origin=(500_160.0, 5_799_840.0)), identity(), 2.0)
        (read,) = pair.moving.read
        assert read.box == pytest.approx((20 - 10, 20 - 10, 24 + 10, 24 + 10))

    @pytest.mark.parametrize(("level", "factor"), [(1.0, 1.0), (1.19, 1.0), (1.21, 1.21)])
    def test_own_pixels_are_read_up_to_a_fifth_finer_than_asked_for(self, level, factor):
        assert self.read((10, 10, 40, 30), level=level).factor == pytest.approx(factor, rel=1e-3)

    @pytest.mark.parametrize(("east", "north", "there"), [
        (-211.9, 0.0, True), (-212.1, 0.0, False), (291.9, 0.0, True), (292.1, 0.0, False), (0.0, 171.9, True),
        (0.0, 172.1, False), (0.0, -271.9, True), (0.0, -272.1, False)])
    def test_less_than_two_pixels_are_nothing(self, east, north, there):
        """The window and its room are columns 52 to 108 and rows 42 to 88 of the source's 200 and 180."""
        assert (self.read(transform=displaced(east, north)) is not None) is there

    def test_a_place_that_the_source_s_crs_does_not_have_is_left_out(self, monkeypatch):
        pair = pair_of()
        part = FIXED.window(60, 50, 40, 30)
        world_of = Grid.world_of

        def partly(where, crs, x, y):
            x, y = world_of(where, crs, x, y)
            return np.where(np.arange(x.size) < self.gone, np.inf, x), y

        monkeypatch.setattr(Grid, "world_of", partly)
        self.gone = 10
        assert np.isfinite(pair.moving_image(part, identity(), 0.0).values).all()
        self.gone = 1000
        assert pair.moving_image(part, identity(), 0.0) is None

    def test_its_shape_in_pixels_of_a_grid_is_bounded_by_what_can_be_reached(self):
        pair = pair_of(FIXED, grid(1000, 60, 4.0))
        assert pair.moving_shape(FIXED, 10.0) == (120, 220)
        assert pair.moving_shape(FIXED.scaled(2.0), 5.0) == (60, 110)
        assert pair.moving_shape(grid(10, 10, 900.0), 0.0) == (1, 4)


class TestLattice:
    def test_it_is_the_part_of_the_reference_that_holds_the_area_in_pixels_of_the_level(self):
        pair = pair_of(area=(500_021.0, 5_799_901.0, 500_060.0, 5_799_980.0))
        assert pair.grid_at(1.0) == FIXED.window(10, 10, 20, 40)
        assert pair.grid_at(4.0) == FIXED.window(10, 10, 20, 40).scaled(4.0)
        nothing = pair.within((0.0, 0.0, 1.0, 1.0)).grid_at(1.0)
        assert nothing.shape == (1, 1)

    def test_of_a_coarser_source_a_level_counts_in_its_pixels(self):
        pair = pair_of(FIXED, grid(80, 72, 5.0))
        assert pair.grid_at(2.0) == FIXED.scaled(5.0)

    def test_a_fraction_more_than_the_own_pixels_are_the_own_pixels(self):
        pair = pair_of(FIXED, grid(200, 180, 2.0008))
        assert pair.grid_at(1.0) == FIXED
        assert pair_of(FIXED, grid(200, 180, 2.0012)).grid_at(1.0) != FIXED

    def test_squares_on_the_ground_are_wider_than_high_in_degrees(self):
        where = grid(100, 80, 2e-5, CRS.from_epsg(4326), (10.0, 60.0))
        pair = pair_of(where, where)
        lattice = pair.grid_at(2.0)
        assert (lattice.transform.c, lattice.transform.f) == (10.0, 60.0)
        assert lattice.transform.a / -lattice.transform.e == pytest.approx(2.0, rel=1e-3)
        assert -lattice.transform.e == pytest.approx(2 * pair.frame.pixel)
        assert lattice.bounds[2] >= where.bounds[2] - 1e-12
        assert lattice.width == int(np.ceil(lattice.width - 1e-9)) == int(np.ceil(np.ceil(
            100 * 2e-5 / (2 * pair.frame.pixel)) / (pair.frame.unit[0] / pair.frame.unit[1])))


def made(moving, max_shift=None, clip=True, **given):
    return make_pair(Recorded(FIXED, "f.tif"), Recorded(moving, "m.tif"), fixed_band=0, moving_band=0,
                     max_shift=max_shift, clip=clip, **given)


class TestMaking:
    def test_half_the_longer_side_of_the_source_is_what_it_may_reach(self):
        tall = grid(10, 40, origin=(500_150.0, 5_799_800.0))
        left, bottom, right, top = tall.bounds
        assert made(tall).area == (left - 40, bottom - 40, right + 40, top + 40)
        wide = grid(40, 10, origin=(500_150.0, 5_799_800.0))
        left, bottom, right, top = wide.bounds
        assert made(wide).area == (left - 40, bottom - 40, right + 40, top + 40)

    @pytest.mark.parametrize(("rows", "enough"), [(2, True), (1, False)])
    def test_two_pixels_each_way_are_the_least(self, rows, enough):
        sliver = grid(100, rows, origin=(500_010.0, 5_799_900.0))
        if enough:
            assert made(sliver, 0.0).grid_at(1.0).shape == (2, 100)
        else:
            with pytest.raises(RasterError, match=r"Only 100 x 1 pixels of f\.tif and m\.tif"):
                made(sliver, 0.0)

    def test_how_it_is_worked_on_is_kept(self):
        masks = SimpleNamespace(names=("a", "b"))
        pair = make_pair(Recorded(FIXED, masks=masks), Recorded(FIXED, masks=SimpleNamespace(names=("c", "a"))),
                         fixed_band=1, moving_band=2, max_shift=None, clip=False, threads=3, chunks=4)
        assert (pair.fixed_band, pair.moving_band, pair.threads, pair.chunks) == (1, 2, 3, 4)
        assert pair.mask_names == ("c", "a", "b")
        assert pair.unmasked.mask_names == ()
        assert (made(FIXED).threads, made(FIXED).chunks) == (1, 1)

    @pytest.mark.parametrize(("crs", "name"), [
        (None, "pixel space"), (CRS.from_epsg(32633), "EPSG:32633"),
        (CRS.from_proj4("+proj=tmerc +lat_0=1 +lon_0=7"), "the reference's CRS")])
    def test_messages_name_the_reference_s_crs(self, crs, name):
        assert _name(grid(10, 10, crs=crs)) == name

    def test_rasters_that_only_touch_do_not_overlap(self):
        with pytest.raises(GeoreferenceError, match="do not overlap"):
            made(grid(100, 100, origin=(500_400.0, 5_800_000.0)))

    def test_what_both_show_counts_all_of_the_source_that_has_a_place(self, monkeypatch):
        pair = made(FIXED)
        world_of = Grid.world_of

        def partly(where, crs, x, y):
            x, y = world_of(where, crs, x, y)
            return np.where(np.arange(x.size) % 2 == 0, np.inf, x), y

        monkeypatch.setattr(Grid, "world_of", partly)
        assert overlap(pair, identity()) is not None
        monkeypatch.setattr(Grid, "world_of", lambda _w, _c, x, y: (np.full_like(x, np.inf), y))
        assert overlap(pair, identity()) is None
