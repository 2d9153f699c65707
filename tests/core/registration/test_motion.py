"""Ground that moved by itself is told apart from scatter, from terrain and from chance."""

import numpy as np
import pytest

from coregix_core.registration.motion import coherent_motion, seen_again

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
