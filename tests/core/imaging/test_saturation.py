"""What two images both show at an end of their range is left out of what is compared, with its outline."""

import numpy as np
import pytest
from scenes import grid

from coregix_core.imaging import Image, apart_from_saturated

SIDE = 40


def image(values, valid=None):
    return Image(np.float32(values), np.ones((SIDE, SIDE), bool) if valid is None else valid, grid(SIDE, SIDE))


def ground(seed):
    return np.random.default_rng(seed).normal(125, 20, (SIDE, SIDE))


@pytest.mark.parametrize("end", [0.0, 255.0])
def test_a_place_that_both_saturate_is_left_out_with_what_lies_around_it(end):
    first, second = ground(1), ground(2)
    first[10:20, 10:20] = second[12:22, 10:20] = end
    for left in apart_from_saturated(image(first), image(second)):
        rows, cols = np.nonzero(~left.valid)
        assert (rows.min(), rows.max(), cols.min(), cols.max()) == (8, 23, 6, 23)
        assert (left.values[~left.valid] == 0).all()


def test_what_one_image_alone_saturates_is_ground():
    first, second = ground(1), ground(2)
    first[10:20, 10:20], second[30:, 30:] = 255.0, 0.0
    assert all(left.valid.all() for left in apart_from_saturated(image(first), image(second)))


def test_ends_are_those_of_valid_values_and_resampling_may_round_them():
    first, second = ground(1), ground(2)
    first[10:20, 10:20], second[10:20, 10:20] = 255.0, 254.5
    first[0, 0] = second[0, 1] = 1000.0
    valid = np.ones((SIDE, SIDE), bool)
    valid[0, :2] = False
    left, _ = apart_from_saturated(image(first, valid), image(second, valid))
    assert not left.valid[10:20, 10:20].any()
    nothing = image(first, np.zeros((SIDE, SIDE), bool))
    assert apart_from_saturated(nothing, nothing) == (nothing, nothing)
