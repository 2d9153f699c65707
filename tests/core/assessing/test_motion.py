"""Ground that moved by itself is told apart from scatter, from terrain and from chance."""

import numpy as np
import pytest

from coregix_core.assessing.motion import _compact, coherent_motion, seen_again

ROW, COL = (a.ravel() for a in np.mgrid[0:16, 0:16])
SOURCE = np.column_stack([50.0 * COL, 50.0 * ROW])
EVERYWHERE = np.ones(len(SOURCE), bool)
RNG = np.random.default_rng(2)
NOISE = RNG.normal(0, 0.1, SOURCE.shape)


def disc(share):
    """The places nearest to one of them, of which this is the share."""
    distance = np.hypot(*(SOURCE - (300.0, 350.0)).T)
    return distance <= np.sort(distance)[round(share * len(distance)) - 1]


@pytest.mark.parametrize("share", [0.06, 0.2, 0.4])
@pytest.mark.parametrize("way", [(5.0, 0.0), (-3.0, 4.0), (0.0, -2.0)])
def test_a_part_that_moved_is_found_with_its_displacement(share, way):
    region = disc(share)
    # Residuals are true less shown: ground that went east is shown too far east.
    residual = NOISE - np.where(region[:, None], way, 0.0)
    motion = coherent_motion(SOURCE, residual, EVERYWHERE, 1.0)
    np.testing.assert_array_equal(motion.moved, region)
    assert motion.share == pytest.approx(region.mean())
    assert motion.displacement == pytest.approx(way, abs=0.1)


def test_of_two_parts_the_smaller_one_moved_against_the_larger():
    residual = NOISE - np.where(disc(0.7)[:, None], (6.0, 0.0), 0.0)
    motion = coherent_motion(SOURCE, residual, EVERYWHERE, 1.0)
    np.testing.assert_array_equal(motion.moved, ~disc(0.7))
    assert motion.displacement == pytest.approx((-6.0, 0.0), abs=0.1)


def test_places_that_do_not_agree_are_no_part_of_it():
    agree = ~disc(0.2)
    residual = NOISE - np.where(disc(0.2)[:, None], (5.0, 0.0), 0.0)
    assert coherent_motion(SOURCE, residual, agree, 1.0) is None


@pytest.mark.parametrize("residual", [
    NOISE,
    12 * NOISE,
    np.column_stack([0.004 * (COL - 8) * 50, 0.003 * (ROW - 8) * 50]),
    np.column_stack([4 * np.sin(COL / 3), 3 * np.cos(ROW / 4)]),
    np.where(RNG.random(len(SOURCE))[:, None] < 0.2, (5.0, 0.0), 0.0) + NOISE,
    np.where(RNG.random(len(SOURCE))[:, None] < 0.2, RNG.uniform(-8, 8, SOURCE.shape), 0.0) + NOISE,
    NOISE - np.where(disc(0.02)[:, None], (5.0, 0.0), 0.0),
    NOISE - np.where(disc(0.3)[:, None], (1.2, 0.0), 0.0)],
    ids=["in place", "noise", "a scale", "terrain", "scattered over the area", "outliers", "five places", "a pixel"])
def test_what_is_no_motion_is_not_called_so(residual):
    assert coherent_motion(SOURCE, residual, EVERYWHERE, 1.0) is None


def test_a_slope_whose_steepest_part_is_hidden_has_not_moved():
    """Two thirds of the way from place to place, and a hole where most of what lies between would be seen."""
    east = 50.0 * COL
    residual = NOISE + np.column_stack([2.1 * np.tanh((east - 480.0) / 45.0) / 2, np.zeros(len(east))])
    hidden = (east > 430.0) & (east < 530.0) & (ROW > 1)
    assert coherent_motion(SOURCE, residual, ~hidden, 1.0) is None


def test_few_places_tell_no_motion():
    assert coherent_motion(SOURCE[:11], NOISE[:11], EVERYWHERE[:11], 1.0) is None


def test_on_a_coarser_level_a_part_has_to_move_farther():
    residual = NOISE - np.where(disc(0.3)[:, None], (5.0, 0.0), 0.0)
    assert coherent_motion(SOURCE, residual, EVERYWHERE, 3.0) is not None
    assert coherent_motion(SOURCE, residual, EVERYWHERE, 4.0) is None


def test_another_look_with_few_points_tells_the_same_motion():
    residual = NOISE + np.array([0.3, 0.0]) - np.where(disc(0.3)[:, None], (5.0, 2.0), 0.0)
    motion = coherent_motion(SOURCE, residual, EVERYWHERE, 1.0)
    few = slice(None, None, 23)
    seen = residual[few] + 0.2
    seen[0] = np.nan
    again = seen_again(motion, np.array([0.3, 0.0]), seen, np.isfinite(seen[:, 0]))
    np.testing.assert_array_equal(again.moved[1:], disc(0.3)[few][1:])
    assert not again.moved[0]
    assert again.displacement == motion.displacement


class TestHowLittleIsToldApart:
    """Still ground and a moved part of exact sizes: what each threshold lets pass, and what not."""

    def motion(self, moved, way=(5.0, 0.0), between=0, agree=EVERYWHERE, spread=0.0, level=1.0):
        """Of the places by their distance from one, so many moved, and so many of the next lie halfway."""
        order = np.argsort(np.hypot(*(SOURCE - (300.0, 350.0)).T), kind="stable")
        residual = np.zeros(SOURCE.shape)
        residual[:, 1] = spread * np.array([1, 0, -1, 0])[COL % 4]
        residual[order[:moved]] = np.negative(way)
        residual[order[moved:moved + between]] = -0.5 * np.array(way)
        return coherent_motion(SOURCE, residual, agree, level)

    @pytest.mark.parametrize(("moved", "there"), [(11, True), (10, False)])
    def test_four_in_a_hundred_are_the_least(self, moved, there):
        assert (self.motion(moved) is not None) is there

    @pytest.mark.parametrize(("moved", "there"), [(6, True), (5, False)])
    def test_of_few_places_six_are(self, moved, there):
        near = np.hypot(*(SOURCE - (300.0, 350.0)).T)
        assert (self.motion(moved, agree=near <= np.sort(near)[59]) is not None) is there

    @pytest.mark.parametrize(("length", "level", "there"), [
        (1.51, 1.0, True), (1.49, 1.0, False), (3.01, 2.0, True), (2.99, 2.0, False)])
    def test_a_pixel_and_a_half_of_the_level_is_the_least_way(self, length, level, there):
        assert (self.motion(60, (length, 0.0), level=level) is not None) is there

    @pytest.mark.parametrize(("length", "there"), [(2.15, True), (2.05, False)])
    def test_as_is_three_times_the_spread_of_the_others(self, length, there):
        """Half of them lie 0.99 aside, which is 0.7 in the mean."""
        assert (self.motion(60, (length, 0.0), spread=0.99) is not None) is there

    @pytest.mark.parametrize(("between", "there"), [(38, True), (39, False)])
    def test_what_lies_between_is_less_than_a_sixth(self, between, there):
        """Of 256 places at least 85 % have to lie on one of the two."""
        assert (self.motion(60, between=between) is not None) is there

    @pytest.mark.parametrize(("between", "there"), [(9, True), (10, False)])
    def test_the_share_itself_is_enough(self, between, there):
        """Of 60 places 51 are 85 % to the letter."""
        near = np.hypot(*(SOURCE - (300.0, 350.0)).T)
        assert (self.motion(20, between=between, agree=near <= np.sort(near)[59]) is not None) is there

    def test_its_ends_lie_within_a_fifth_of_the_way(self):
        """Windows that hold both see something between: nearer to what moved, they are a part of it."""
        order = np.argsort(np.hypot(*(SOURCE - (300.0, 350.0)).T), kind="stable")
        residual = np.zeros(SOURCE.shape)
        residual[order[:60], 0] = -10.0
        for off, share in ((1.5, 80 / 256), (2.5, 60 / 236)):
            residual[order[60:80], 0] = -10.0 + off
            found = coherent_motion(SOURCE, residual, EVERYWHERE, 1.0)
            assert found.share == pytest.approx(share)
            assert found.moved.sum() == 80

    @pytest.mark.parametrize(("level", "share"), [(1.0, 60 / 255), (2.0, 61 / 256)])
    def test_of_coarse_pixels_both_parts_are_as_wide_as_one(self, level, share):
        """Places that agree with none of their neighbours count as well if they lie on one of the two displacements."""
        order = np.argsort(np.hypot(*(SOURCE - (300.0, 350.0)).T), kind="stable")
        residual = np.zeros(SOURCE.shape)
        residual[order[:60], 0] = -8.0
        agree = EVERYWHERE.copy()
        agree[order[60]] = False
        residual[order[60]] = (-8.0, 1.9)
        assert coherent_motion(SOURCE, residual, agree, level).share == pytest.approx(share)

    def test_scattered_places_are_no_area(self):
        """Every eighth place: no neighbour of one is another."""
        residual = np.zeros(SOURCE.shape)
        residual[(ROW % 3 == 0) & (COL % 3 == 0), 0] = -5.0
        assert coherent_motion(SOURCE, residual, EVERYWHERE, 1.0) is None

    def test_half_the_ground_is_an_area_however_it_is_mixed(self):
        """Of a checkerboard no neighbour went along, but so much is no chance."""
        residual = np.zeros(SOURCE.shape)
        residual[(ROW + COL) % 2 == 0, 0] = -5.0
        residual[:10] = 0.0
        assert coherent_motion(SOURCE, residual, EVERYWHERE, 1.0) is not None


def test_a_coarser_look_sees_the_same_in_larger_pixels():
    """All lengths are times as long, and so is what counts as together."""
    region = disc(0.2)
    residual = NOISE - np.where(region[:, None], (5.0, 0.0), 0.0)
    # At the rim windows hold both.
    residual[np.flatnonzero(region)[:6]] = NOISE[:6] - (3.2, 0.0)
    fine = coherent_motion(SOURCE, residual, EVERYWHERE, 1.0)
    coarse = coherent_motion(4 * SOURCE, 4 * residual, EVERYWHERE, 4.0)
    np.testing.assert_array_equal(coarse.moved, fine.moved)
    assert coarse.share == pytest.approx(fine.share)
    assert coarse.displacement == pytest.approx(tuple(4 * v for v in fine.displacement))


@pytest.mark.parametrize(("apart", "compact"), [(2, False), (4, True)])
def test_a_group_has_an_area_if_its_places_are_neighbours_twice_as_often_as_by_chance(apart, compact):
    """Of rows of three a third of the neighbours are of the group, which is a quarter of all places, or an eighth."""
    row, col = (v.ravel() for v in np.mgrid[:24, :24])
    group = (row % apart == 0) & (col % 6 < 3)
    assert _compact(np.stack([col, 1.01 * row], 1), group) is compact
