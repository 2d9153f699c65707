"""Areas that two images hold at the same pixels are ground where their outlines lie as the ground beside them does."""

import numpy as np
import pytest
from scenes import Ground, blobs, displaced, grid, textured
from scipy import ndimage

from coregix_core.imaging import SensorPattern, shared_pattern
from coregix_core.imaging.clipped_ground import is_clipped_ground

GRID = grid(200, 180)
HIDDEN = blobs(GRID.shape, 0.5, seed=3)
DEPTH = Ground(9, shortest=60.0)


def seen(values, seed=1, by=20.0):
    return values + np.random.default_rng(seed).normal(0, by, GRID.shape)


def land(pixels=0.0, ground=None):
    return textured(GRID, displaced(2.0 * pixels), ground)


def sea(pixels=0.0, ground=None):
    """Land and a sea of 0, so many pixels to the east."""
    shore = np.clip((land(pixels, DEPTH) - 3000) / 100 + 0.5, 0, 1)
    return shore * seen(land(pixels, ground), 1 + round(10 * abs(pixels)))


def filled(pixels=0.0, soft=0.0, ground=None):
    """Land so many pixels to the east, and fill at the same pixels."""
    values = np.where(HIDDEN, 0.0, seen(land(pixels, ground), 1 + round(10 * abs(pixels))))
    return ndimage.gaussian_filter(values, soft) if soft else values


def clipped(one, other):
    return is_clipped_ground(one, other, (one == 0) | (other == 0))


@pytest.mark.parametrize("pixels", [0.0, 0.1, 0.3, 0.5])
def test_a_sea_that_lies_aside_with_the_land_is_ground(pixels):
    assert clipped(sea(), sea(pixels))
    assert clipped(sea(), 0.5 * sea(pixels))


@pytest.mark.parametrize("soft", [0.0, 0.7])
@pytest.mark.parametrize("pixels", [0.1, 0.3, 0.5, -0.3])
def test_fill_beside_land_that_lies_aside_is_none(pixels, soft):
    one, other = filled(soft=soft), filled(pixels, soft)
    assert not is_clipped_ground(one, other, HIDDEN)


@pytest.mark.parametrize("other", [filled(ground=Ground(7)), sea(ground=Ground(7)), np.where(HIDDEN, 0.0, 7.0),
                                   np.where(HIDDEN, 0.0, 6000 - land()), filled(1.5)],
                         ids=["unrelated", "an unrelated sea", "flat", "inverted", "too far"])
def test_areas_of_other_ground_are_none(other):
    assert not clipped(filled(), other)


def test_fill_in_place_may_stay_where_it_draws_nothing():
    assert clipped(filled(), np.where(HIDDEN, 0.0, seen(land(), 2)))


def test_pixels_that_are_invalid_do_not_tell():
    holes = np.random.default_rng(4).random(GRID.shape) < 0.01
    assert clipped(np.where(holes, np.nan, sea()), sea(0.1))
    assert not clipped(np.where(holes, np.nan, filled()), filled(0.3))


def test_where_too_little_is_left_nothing_is_known():
    left = np.ones(GRID.shape, bool)
    left[:40, :40] = False
    assert not is_clipped_ground(seen(land()), seen(land(), 2), left)


@pytest.mark.parametrize(("pair", "fill"), [((sea(), sea(0.1)), None), ((filled(), filled(0.3)), 0.0)])
def test_only_fill_is_left_out_of_the_comparison(pair, fill):
    assert shared_pattern(*pair) == (SensorPattern(fill), SensorPattern(fill))
