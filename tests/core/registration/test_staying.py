"""Whether an image stays: a part of the ground that lies elsewhere is no reason to leave the rest aside."""

from dataclasses import replace

import numpy as np
import pytest
from affine import Affine
from scenes import Ground, grid

import coregix
from coregix_core.findings import Assessment, MovedGround, Residuals, TiePoints
from coregix_core.registration.staying import stays

NONE = np.zeros(0)
POINTS = TiePoints(NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE.astype(bool), NONE.astype(str))
ICE = MovedGround(0.3, 7.0, 7.0, 90.0, bends=True)


def found(doubt, before=2.7, after=3.0, moved=ICE):
    statistics = (Residuals(rmse, rmse, rmse, rmse, rmse, rmse, 30, 0.9) for rmse in (before, after))
    return Assessment("uncertain", "", *statistics, doubt, doubt, POINTS, None, moved)


@pytest.mark.parametrize(("moved", "bend", "left"), [
    (0.31, 4.0, False), (0.29, 4.0, True), (0.49, 0.0, True), (0.51, 0.0, False), (2.0, 0.0, False)])
def test_beside_ground_that_moved_the_doubt_about_the_rest_is_what_a_move_must_be_worth(moved, bend, left):
    """Of 4.01 px 0.3 are about the rest; half a pixel is shown by each place of it, whatever the doubt."""
    assert stays(found(float(np.hypot(4.0, 0.3))), moved, bend, rest_nearer=True) is left


def test_a_rest_that_does_not_lie_nearer_stays_where_the_whole_does():
    assert stays(found(4.0), 2.0, 4.0, rest_nearer=False)


def test_of_two_halves_nobody_knows_which_is_the_rest():
    assert stays(found(4.0, moved=replace(ICE, share=0.5, bends=False)), 2.0, 4.0, rest_nearer=True)


def test_what_would_not_be_moved_by_anything_stays_beside_ground_that_moved():
    assert stays(found(4.0, before=3.0, after=2.9), 0.014, 4.0, rest_nearer=True)


@pytest.mark.parametrize(("half_width", "bearing", "shift"), [(60, 180, (1.5, 1.5)), (60, 30, (-2.0, -1.0))])
def test_rock_beside_a_glacier_is_put_in_place_however_far_that_went(half_width, bearing, shift):
    """A third of the ground, faster towards its middle; before, it lay as near to its place as the rest to its own."""
    side, way = 300, np.radians(bearing)
    where, ground = grid(side, side), Ground()
    row, col = np.mgrid[:side, :side] + 0.5
    across = (row - side / 2) * np.cos(way) - (col - side / 2) * np.sin(way)
    ice = 7.0 * np.clip(1 - (across / half_width) ** 2, 0, 1)
    shown = where.to_world(col - ice * np.cos(way) - shift[0], row - ice * np.sin(way) - shift[1])
    images = (ground(*shown), ground(*where.to_world(col, row)))
    result = coregix.register(*(coregix.GridArray(v, Affine(*where.transform[:6]), where.crs) for v in images))
    assert result.assessment.verdict == "uncertain"
    assert result.assessment.moved_ground.length_px == pytest.approx(7.0, abs=1.5)
    x, y = where.to_world(150.0, 150.0)
    assert np.subtract(result.transform(x, y), (x, y)) / (2.0, -2.0) == pytest.approx(shift, abs=0.02)
