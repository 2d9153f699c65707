"""A pair on common grids: whatever the CRS, resolution and rotation of the two, pixels lie side by side."""

import time
from contextlib import ExitStack
from dataclasses import replace

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from scenes import ORIGIN, UTM, coordinates, displaced, grid, write

from coregix_core.errors import GeoreferenceError, RasterError
from coregix_core.geometry import Frame, Grid, project
from coregix_core.geometry.transform import identity
from coregix_core.io.raster import Raster, open_raster
from coregix_core.options import PairOptions, RegisterOptions
from coregix_core.pairing.blocks import read_blocks
from coregix_core.pairing.pair import _is_plain, _pixel_box, make_pair, overlap
from coregix_core.registration import pair_of

FIXED = grid(200, 180)
MIDDLE = 500_200.0, 5_799_820.0


def around_the_middle(crs, size, angle=0.0, shear=0.0, width=200, height=180):
    """A grid whose middle pixel lies where that of ``FIXED`` does."""
    (x,), (y,) = project(UTM, crs, [MIDDLE[0]], [MIDDLE[1]])
    sizes = size if isinstance(size, tuple) else (size, size)
    turn = Affine.rotation(angle) * Affine.shear(shear, 0)
    return Grid(crs, Affine.translation(float(x), float(y)) * turn * Affine.scale(sizes[0], -sizes[1])
                * Affine.translation(-width / 2, -height / 2), width, height)


LATITUDE = 1 / np.cos(np.radians(52.35))
"""A degree of longitude at the middle is so many times shorter."""
DEGREE = 1.8e-5
OTHERS = {
    "the same": FIXED,
    "another UTM zone": around_the_middle(CRS.from_epsg(32632), 2.0),
    "geographic, pixels of one length": around_the_middle(CRS.from_epsg(4326), (DEGREE * LATITUDE, DEGREE)),
    "geographic, pixels of equal degrees": around_the_middle(CRS.from_epsg(4326), DEGREE * 1.3),
    "rotated": around_the_middle(UTM, 2.0, angle=30),
    "sheared": around_the_middle(UTM, 2.0, shear=10),
    "south up": Grid(UTM, Affine(2.0, 0, ORIGIN[0], 0, 2.0, ORIGIN[1] - 360), 200, 180),
    "coarser": around_the_middle(UTM, 5.0, width=90, height=80),
    "finer": around_the_middle(UTM, 0.7, width=560, height=520),
}


@pytest.fixture
def opened(tmp_path):
    """Opens two grids as a pair of rasters whose two bands hold their own columns and rows."""
    with ExitStack() as stack:
        def make(fixed, moving, fixed_band=0, moving_band=0, max_shift=None, clip=True):
            rasters = []
            for role, where in (("fixed", fixed), ("moving", moving)):
                path = write(tmp_path / f"{role}.tif", coordinates(where, "float32"), where)
                rasters.append(stack.enter_context(open_raster(path, role=role)))
            return make_pair(*rasters, fixed_band=fixed_band, moving_band=moving_band, max_shift=max_shift, clip=clip)

        yield make


@pytest.mark.parametrize("level", [1.0, 2.0])
@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize(("fixed", "moving"), [
    *(("the same", name) for name in OTHERS), *((name, "the same") for name in OTHERS if name != "the same"),
    ("geographic, pixels of equal degrees", "rotated"), ("sheared", "coarser")])
def test_both_images_show_one_place_in_one_pixel(opened, fixed, moving, axis, level):
    """Bands that hold their own coordinates prove the reading, the averaging and the resampling at once."""
    pair = opened(OTHERS[fixed], OTHERS[moving], axis, axis)
    block = pair.fixed_block(pair.grid_at(level))
    placed = pair.place(pair.moving_image(block.grid, identity(), 4), identity(), block.grid)
    assert block.valid.mean() > 0.4
    x, y = block.grid.to_world(*np.meshgrid(np.arange(block.grid.width) + 0.5, np.arange(block.grid.height) + 0.5))
    for image, where in ((block, OTHERS[fixed]), (placed, OTHERS[moving])):
        expected = np.array(where.to_pixel(*project(pair.fixed.grid.crs, where.crs, x, y)))
        size = np.array([where.width, where.height])[:, None, None]
        # Splines of images that end there are no straight lines near the border.
        near = 12 * max(1.0, pair.frame.pixel * level / where.pixel_size) if where.crs == UTM else 30
        inner = image.valid & ((expected > near) & (expected < size - near)).all(0)
        assert inner.sum() > 50
        assert np.abs(image.values - expected[axis])[inner].max() < 0.02 * max(1.0, block.grid.pixel_size)


@pytest.mark.parametrize("name", OTHERS)
def test_the_frame_has_the_coarser_pixel_as_its_unit_and_is_isotropic(opened, name):
    for pair in (opened(OTHERS[name], FIXED), opened(FIXED, OTHERS[name])):
        finest = pair.grid_at(1.0)
        t = finest.transform
        sides = np.hypot(t.a / pair.frame.unit[0], t.d / pair.frame.unit[1]), np.hypot(
            t.b / pair.frame.unit[0], t.e / pair.frame.unit[1])
        assert sides == pytest.approx((1, 1), rel=0.02)
        # The unit, on the ground.
        x, y = pair.frame.centre
        east, north = project(pair.fixed.grid.crs, UTM, [x, x + pair.frame.unit[0], x], [y, y, y + pair.frame.unit[1]])
        across, up = np.hypot(east[1:] - east[0], north[1:] - north[0])
        assert across == pytest.approx(up, rel=0.01)
        assert across == pytest.approx(5.0 if name == "coarser" else 2.0, rel=0.3)


def test_the_finest_level_is_the_references_own_lattice(opened):
    pair = opened(FIXED, FIXED)
    assert pair.grid_at(1.0) == FIXED
    half = pair.grid_at(2.0)
    assert (half.shape, half.bounds) == ((90, 100), FIXED.bounds)


def test_a_coarser_source_sets_the_finest_level(opened):
    pair = opened(FIXED, OTHERS["coarser"])
    assert pair.frame.pixel == pytest.approx(5.0)
    assert pair.grid_at(1.0).pixel_size == pytest.approx(5.0)


def test_a_turned_reference_keeps_its_pixels_and_a_sheared_one_does_not(opened):
    turned = opened(OTHERS["rotated"], FIXED).grid_at(1.0)
    assert turned.transform.b / turned.transform.a == pytest.approx(
        OTHERS["rotated"].transform.b / OTHERS["rotated"].transform.a)
    sheared = opened(OTHERS["sheared"], FIXED).grid_at(1.0)
    assert (sheared.transform.b, sheared.transform.d) == (0, 0)


def test_the_area_is_what_the_source_can_reach(opened):
    part = FIXED.window(60, 50, 40, 40)
    near = opened(FIXED, part, max_shift=20.0)
    left, bottom, right, top = part.bounds
    assert near.area == (left - 20, bottom - 20, right + 20, top + 20)
    assert opened(FIXED, part).area == (left - 40, bottom - 40, right + 40, top + 40), "half the source where not given"
    assert opened(FIXED, part, clip=False).area == FIXED.bounds


def test_rasters_apart_are_refused_with_both_extents(opened):
    away = grid(100, 100, origin=(ORIGIN[0] + 5000, ORIGIN[1]))
    with pytest.raises(GeoreferenceError, match=r"do not overlap.*500000\.\.500400.*505000\.\.505200.*EPSG:32633"):
        opened(FIXED, away)


def test_where_a_source_can_be_looked_for_anywhere_a_refusal_says_so(tmp_path):
    away = grid(100, 100, origin=(ORIGIN[0] + 5000, ORIGIN[1]))
    for name, where in (("f", FIXED), ("m", away)):
        write(tmp_path / f"{name}.tif", np.ones(where.shape, np.uint8), where)
    with open_raster(tmp_path / "m.tif", role="moving") as m, open_raster(tmp_path / "f.tif", role="fixed") as f:
        with pytest.raises(GeoreferenceError, match=r"do not overlap.* start anywhere\.$") as refused:
            pair_of(m, f, RegisterOptions(), clip=True)
        assert refused.value.worded(lambda name: f"--{name}").endswith(": --start anywhere.")
        with pytest.raises(GeoreferenceError, match=r"bridges the gap\.$"):
            pair_of(m, f, PairOptions(), clip=True)


def test_a_source_with_no_place_in_the_reference_s_crs_is_the_one_to_blame(opened):
    """As metres that are taken for degrees."""
    with pytest.raises(GeoreferenceError, match=r"A raster in EPSG:4326 has no place in EPSG:32633") as refused:
        opened(FIXED, replace(FIXED, crs=CRS.from_epsg(4326)))
    assert refused.value.parameter == "moving_image_path"
    assert refused.value.file == refused.value.value


def test_a_largest_shift_may_bridge_a_gap(opened):
    away = grid(100, 100, origin=(ORIGIN[0] + 450, ORIGIN[1]))
    with pytest.raises(GeoreferenceError, match="do not overlap"):
        opened(FIXED, away)
    assert opened(FIXED, away, max_shift=120.0).area[2] == FIXED.bounds[2]
    with pytest.raises(GeoreferenceError, match="do not overlap"):
        opened(FIXED, away, max_shift=10.0)


def test_a_sliver_is_too_little(opened):
    with pytest.raises(RasterError, match="too little to align"):
        opened(FIXED, grid(100, 100, origin=(ORIGIN[0] + 399, ORIGIN[1])), max_shift=0.0)


def test_the_overlap_is_what_both_show_once_aligned(opened):
    pair = opened(FIXED, FIXED)
    left, bottom, right, top = FIXED.bounds
    assert overlap(pair, displaced(east=30.0)) == pytest.approx((left, bottom, right - 30, top))
    assert overlap(pair, displaced(east=3000.0)) is None


def test_where_the_source_has_nothing_nothing_is_valid(opened):
    pair = opened(FIXED, FIXED)
    block = pair.fixed_block(FIXED.window(0, 0, 50, 50))
    far = displaced(east=1e5)
    assert pair.moving_image(block.grid, far, 4) is None
    assert not pair.place(None, far, block.grid).valid.any()


def test_a_source_image_has_room_for_what_a_solve_may_still_move(opened):
    pair = opened(FIXED, FIXED)
    part = FIXED.window(80, 70, 40, 40)
    image = pair.moving_image(part, identity(), margin=16)
    rest = displaced(east=16 * 2.0 - 1, north=-20.0)
    assert pair.place(image, rest, part).valid.all()
    assert image.grid.width < 100


@pytest.mark.parametrize("threads", [1, 3])
def test_work_on_blocks_comes_back_in_their_order(opened, threads):
    def late(item):
        time.sleep(0.002 * (5 - item))
        return item * item

    pair = replace(opened(FIXED, FIXED), threads=threads)
    assert pair.each(late, range(5)) == [0, 1, 4, 9, 16]
    assert pair.each(late, []) == []


@pytest.mark.parametrize("threads", [1, 3])
def test_what_fails_on_a_block_fails_the_whole(opened, threads):
    with pytest.raises(ZeroDivisionError):
        replace(opened(FIXED, FIXED), threads=threads).each(lambda item: 1 // item, [2, 1, 0])


@pytest.mark.parametrize(("area", "box"), [
    ((500_010.0, 5_799_900.0, 500_030.0, 5_799_980.0), (5, 10, 15, 50)),
    ((500_010.5, 5_799_900.5, 500_029.5, 5_799_979.5), (5, 10, 15, 50)),
    ((500_010.0 + 1e-9, 5_799_900.0, 500_030.0 + 1e-9, 5_799_980.0), (5, 10, 15, 50)),
    ((0.0, 0.0, 1e6, 1e7), (0, 0, 200, 180)), ((0.0, 0.0, 1.0, 1.0), (0, 180, 0, 180))])
def test_an_area_is_the_whole_pixels_that_hold_it(area, box):
    assert _pixel_box(FIXED, area) == box


@pytest.mark.parametrize(("transform", "plain"), [
    (Affine(2.0, 0, 0, 0, -2.0, 0), True), (Affine.rotation(30) * Affine.scale(2, -2), True),
    (Affine(2.0, 0, 0, 0, -2.01, 0), True), (Affine(2.0, 0, 0, 0, -2.1, 0), False),
    (Affine.shear(5, 0) * Affine.scale(2, -2), False)])
def test_square_pixels_are_told_from_others_give_or_take_a_hundredth(transform, plain):
    assert _is_plain(Grid(None, transform, 10, 10), Frame((0.0, 0.0), (2.0, 2.0))) is plain


def test_another_area_keeps_the_frame(opened):
    pair = opened(FIXED, FIXED)
    part = pair.within(FIXED.window(10, 10, 50, 40).bounds)
    assert part.frame == pair.frame
    assert part.grid_at(1.0) == FIXED.window(10, 10, 50, 40)


def test_only_a_first_look_trusts_overviews_that_lie_off(tmp_path, monkeypatch):
    """Nearest-neighbour ones, gdaladdo's default, would move what is measured on them."""
    trusted = []
    read = Raster.read_band

    def watched(raster, *args, any_overview=False, **more):
        trusted.append(any_overview)
        return read(raster, *args, any_overview=any_overview, **more)

    monkeypatch.setattr(Raster, "read_band", watched)
    path = write(tmp_path / "a.tif", coordinates(FIXED, "float32")[0], FIXED)
    with open_raster(path, role="fixed") as fixed, open_raster(path, role="moving") as moving:
        pair = make_pair(fixed, moving, fixed_band=0, moving_band=0, max_shift=None, clip=True)
        read_blocks(pair, 4.0, identity(MIDDLE), 9)
        assert trusted == [False, False]
        pair.fixed_block(pair.grid_at(4.0), any_overview=True)
        pair.placed(pair.grid_at(4.0), identity(MIDDLE), any_overview=True)
        assert trusted[2:] == [True, True]
