"""The ground that both images show: how far places lie from it, and how a field bends over as far."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from scenes import Ground, grid, textured, write
from scipy import ndimage

from coregix_core.geometry import Frame, Grid, identity
from coregix_core.io.raster import open_raster
from coregix_core.pairing.common_ground import RIM, CommonGround, common_ground
from coregix_core.pairing.pair import make_pair

FRAME = Frame((0.0, 0.0), (1.0, 1.0))
GRID = Grid(None, Affine.identity(), 200, 160)


def ground(valid):
    return CommonGround(valid, ndimage.distance_transform_edt(~valid), GRID, FRAME, 4.0)


def striped():
    valid = np.ones((160, 200), bool)
    valid[:, 80:120] = False
    return ground(valid)


def test_distances_are_from_the_nearest_valid_pixel_and_grow_beyond_the_raster():
    places = np.array([[10.5, 80.5], [90.5, 80.5], [99.5, 80.5], [230.5, 80.5]])
    assert striped().distance(places) == pytest.approx([0, 11, 20, 31], abs=1)
    left = np.ones((160, 200), bool)
    left[:, :100] = False
    at = np.array([[0.5, 0.5], [10.5, 159.5], [100.5, 80.5], [-20.0, 80.5], [0.5, -7.0], [0.5, 170.0]])
    assert ground(left).distance(at) == pytest.approx([100, 90, 0, 120.5, 107.5, 110.5])
    top = np.zeros((160, 200), bool)
    top[40:] = True
    assert ground(top).distance(np.array([[50.5, 0.5], [50.5, 39.5], [199.5, 1.2]])) == pytest.approx([40, 1, 39])


def test_digits_that_places_lose_are_no_distance():
    """The middles of pixels of a third, far from the origin, where coordinates have fewer digits."""
    valid = np.ones((160, 200), bool)
    frame = Frame((-59674.238, -3728137.407), (1.0, 1.0))
    thirds = Grid(None, Affine(1 / 3, 0, -59674.238082, 0, -1 / 3, -3728137.407019), 200, 160)
    found = CommonGround(valid, ndimage.distance_transform_edt(~valid), thirds, frame, 4.0)
    row, col = np.mgrid[:160, :200] + 0.5
    assert (found.distance(frame.to_frame(*thirds.to_world(col.ravel(), row.ravel()))) == 0).all()


@pytest.mark.parametrize(("places", "known"), [(30, True), (29, False)])
def test_thirty_places_show_how_a_field_bends(places, known):
    """A strip one pixel high, in which so many have valid ground four pixels to either side."""
    valid = np.zeros((160, 200), bool)
    valid[80, 20:20 + places + 8] = True
    found = ground(valid).bends(lambda at: 1e-3 * at**2 * [1, 0], np.array([4.0]))
    assert found == pytest.approx([2e-3 * 4**2] if known else [0.0])


def test_a_straight_field_bends_nowhere():
    found = striped().bends(lambda at: at @ np.array([[0.01, 0.02], [-0.03, 0.01]]), np.array([0.0, 5.0, 50.0]))
    assert found == pytest.approx(0, abs=1e-9)


def test_a_parabola_bends_with_the_square_of_the_distance():
    """Along x by 2a r^2, along y not at all."""
    distance = np.array([2.0, 4.0, 8.0, 16.0])
    found = striped().bends(lambda at: 1e-3 * at**2 * [1, 0], distance)
    assert found == pytest.approx(2e-3 * distance**2 / np.sqrt(2), rel=0.2)


def test_longer_than_what_ground_spans_a_field_bends_in_proportion():
    """Ground of 160 rows spans 64 to either side at most."""
    found = striped().bends(lambda at: 1e-3 * at**2, np.array([64.0, 500.0]))
    assert found[0] > 0
    assert found[1] == pytest.approx(found[0] * 500 / 64)
    assert ground(np.zeros((160, 200), bool)).bends(lambda at: at, np.array([5.0])) == 0


def test_a_field_strays_by_what_it_leaves_its_affine_more_than_on_the_ground():
    """By a hundredth of the distance from the left: by 1 at most where the ground ends, and by 1.9 beyond."""
    left = np.ones((160, 200), bool)
    left[:, 100:] = False
    places = np.array([[50.0, 80.0], [99.0, 80.0], [190.0, 80.0]])

    def bent(at):
        return 0.01 * at * [1, 0]

    assert ground(left).strays(bent, places) == pytest.approx([0.0, 0.01, 0.92], abs=0.02)
    assert ground(np.zeros((160, 200), bool)).strays(bent, places) == pytest.approx([0.5, 0.99, 1.9])


def test_of_a_pair_it_is_what_both_show(tmp_path):
    where = grid(120, 100)
    fixed, moving = (textured(where, ground=Ground(seed=1)) for _ in range(2))
    fixed[40:60, :30], moving[40:60, 90:] = -1, -1
    paths = [write(tmp_path / f"{name}.tif", values, where, nodata=-1)
             for name, values in (("fixed", fixed), ("moving", moving))]
    with open_raster(paths[1], role="moving") as m, open_raster(paths[0], role="fixed") as f:
        pair = make_pair(f, m, fixed_band=0, moving_band=0, max_shift=None, clip=True)
        found = common_ground(pair, identity(pair.frame.centre))
    inside = pair.frame.to_frame(*where.to_world([10.5, 60.5, 110.5], [50.5, 50.5, 50.5]))
    assert found.distance(inside) == pytest.approx([10 + RIM, 0, 10 + RIM], abs=2)


@pytest.mark.parametrize("masked", [False, True])
def test_the_moving_raster_reaches_its_rim_over_holes_and_masks(tmp_path, masked):
    """Not the corner beyond its rim, and whatever the fixed one shows."""
    where = grid(120, 100)
    fixed, moving = (textured(where, ground=Ground(seed=1)) for _ in range(2))
    fixed[70:, :40] = moving[:30, :30] = moving[45:55, 60:70] = -1
    paths = [write(tmp_path / f"{name}.tif", values, where, nodata=-1)
             for name, values in (("fixed", fixed), ("moving", moving))]
    with open_raster(paths[1], role="moving") as m, open_raster(paths[0], role="fixed") as f:
        pair = make_pair(f, m, fixed_band=0, moving_band=0, max_shift=None, clip=True)
        if masked:
            right = np.ones((100, 120), bool)
            right[:, 100:] = False
            pair = replace(pair, moving_masks=SimpleNamespace(keep=lambda _: right))
        found = common_ground(pair, identity(pair.frame.centre))
    places = pair.frame.to_frame(*where.to_world([10.5, 65.5, 20.5, 110.5], [10.5, 50.5, 80.5, 50.5]))
    assert found.reaches(places).tolist() == [False, True, True, True]
    # Nowhere else than beyond the rim: then all of it counts.
    assert found.reaches(places[:1]).tolist() == [True]


def test_what_a_window_sees_from_one_side_is_not_firm(tmp_path):
    where = grid(150, 150)
    values = textured(where, ground=Ground(seed=1))
    values[60:90, 60:90] = values[20, 20] = -1
    path = write(tmp_path / "holed.tif", values, where, nodata=-1)
    with open_raster(path, role="moving") as m, open_raster(path, role="fixed") as f:
        pair = make_pair(f, m, fixed_band=0, moving_band=0, max_shift=None, clip=True)
        found = common_ground(pair, identity(pair.frame.centre))
    # Before the hole, in the open, and next to a single pixel without a value.
    places = pair.frame.to_frame(*where.to_world([55.5, 40.5, 22.5], [75.5, 75.5, 20.5]))
    assert found.distance(places) == pytest.approx([RIM - 4, 0, 0], abs=1.5)


def test_a_hill_in_a_hole_bends_its_rim_and_not_the_plain():
    def hill(at):
        return 5 * np.exp(-((at - (60, 80)) ** 2).sum(1) / 2 / 25**2)[:, None] * [1, 0]

    valid = np.ones((160, 200), bool)
    valid[60:100, 40:80] = valid[65:95, 150:180] = False
    places, gap = np.array([[60.0, 80.0], [165.0, 80.0]]), np.array([20.0, 15.0])
    everywhere, (within, away) = ground(valid).bends(hill, gap)[0], ground(valid).bends(hill, gap, places)
    assert within > 2 * everywhere
    # No less than as all of the ground does.
    assert away == pytest.approx(ground(valid).bends(hill, gap)[1], rel=0.05)


def test_ground_under_a_cloud_is_not_shown_nor_is_what_its_edge_reaches(tmp_path):
    where = grid(150, 150)
    row, col = np.mgrid[:150, :150]
    cloud = np.hypot(row - 75, col - 75) < 30
    fixed = textured(where, ground=Ground(seed=1))
    other = textured(where, ground=Ground(seed=2))
    noise = np.random.default_rng(0).normal(0, 100, (2, 150, 150))
    paths = [write(tmp_path / f"{name}.tif", values, where)
             for name, values in (("fixed", fixed + noise[0]), ("moving", np.where(cloud, other, fixed) + noise[1]))]
    with open_raster(paths[1], role="moving") as m, open_raster(paths[0], role="fixed") as f:
        pair = make_pair(f, m, fixed_band=0, moving_band=0, max_shift=None, clip=True)
        found = common_ground(pair, identity(pair.frame.centre))
    places = where.to_world([75.5, 112.5, 140.5], [75.5, 75.5, 20.5])
    middle, beside, clear = found.distance(pair.frame.to_frame(*places))
    assert 30 < middle < 55
    assert 0 < beside < 20
    assert clear == 0
