"""What two images both show at an end of their range is left out of what is compared, with its outline."""

import numpy as np
import pytest
from scenes import grid

from coregix_core.imaging import Image, apart_from_saturated, saturated_areas, share_at_an_end

SIDE = 40


def image(values, valid=None):
    return Image(np.float32(values), np.ones((SIDE, SIDE), bool) if valid is None else valid, grid(SIDE, SIDE))


def ground(seed):
    return np.random.default_rng(seed).normal(125, 20, (SIDE, SIDE))


def apart(first, second, moving=None):
    return apart_from_saturated(first, second, moving)


@pytest.mark.parametrize("end", [0.0, 255.0])
def test_a_place_that_both_saturate_is_left_out_with_what_lies_around_it(end):
    first, second = ground(1), ground(2)
    first[10:12, 10:20] = second[11:13, 10:20] = end
    for left in apart(image(first), image(second)):
        rows, cols = np.nonzero(~left.valid)
        assert (rows.min(), rows.max(), cols.min(), cols.max()) == (7, 15, 6, 23)
        assert (left.values[~left.valid] == 0).all()


def test_of_areas_more_is_left_out_as_their_outlines_are_soft_and_compression_rounds_them():
    first, second = ground(1), ground(2)
    first[14:24, 14:24] = second[14:24, 14:24] = 255.0
    second[14:24, 14:24] -= np.random.default_rng(3).uniform(0, 0.5, (10, 10))
    for left in apart(image(first), image(second)):
        rows, cols = np.nonzero(~left.valid)
        assert (rows.min(), rows.max(), cols.min(), cols.max()) == (6, 31, 6, 31)


def test_what_one_image_alone_saturates_is_ground():
    first, second = ground(1), ground(2)
    first[10:20, 10:20], second[30:, 30:] = 255.0, 0.0
    assert all(left.valid.all() for left in apart(image(first), image(second)))


def test_ends_are_those_of_valid_values_and_resampling_may_round_them():
    first, second = ground(1), ground(2)
    first[10:20, 10:20], second[10:20, 10:20] = 255.0, 254.9
    first[0, 0] = second[0, 1] = 1000.0
    valid = np.ones((SIDE, SIDE), bool)
    valid[0, :2] = False
    left, _ = apart(image(first, valid), image(second, valid))
    assert not left.valid[10:20, 10:20].any()
    nothing = image(first, np.zeros((SIDE, SIDE), bool))
    assert apart(nothing, nothing) == (nothing, nothing)


def test_resampling_overshoots_and_the_range_ends_where_it_did_before():
    first, second = ground(1), ground(2)
    first[10:20, 10:20] = second[10:20, 10:20] = 255.0
    placed = second.copy()
    placed[10, 10:20] = 275.0
    assert apart(image(first), image(placed))[0].valid[15, 15]
    assert not apart(image(first), image(placed), image(second))[0].valid[10:20, 10:20].any()


def test_a_few_strong_echoes_do_not_make_the_rest_the_end_of_a_range():
    first, second = ground(1), ground(2)
    first[0, 0] = second[5, 5] = 1e5
    kept = apart(image(first), image(second))[0].valid
    assert kept.mean() > 0.9


def test_areas_are_found_by_the_range_of_all_parts_of_a_pair_and_are_no_single_pixels():
    first, second = ground(1), ground(2)
    first[10:20, 10:20] = second[10:20, 10:20] = 255.0
    first[30, 30] = second[30, 30] = 255.0
    parts = [(image(first), image(second))]
    found = saturated_areas(parts, [image(second)])
    assert (found[0].sum(), found[0][10:20, 10:20].sum()) == (96, 96)
    brighter = image(np.full((SIDE, SIDE), 400.0))
    assert not any(area.any() for area in saturated_areas([*parts, (brighter, brighter)], [image(second)])[:1])


def test_windows_that_are_clipped_know_by_which_share_and_of_one_end_alone():
    one = ground(1)
    one[:, :8], one[:, 8:12] = one.min(), one.max()
    share, = share_at_an_end([image(one)], 8)
    assert share[20, [4, 8, 12, 30]] == pytest.approx([1, 0.5, 0.5, 0], abs=0.02)
    hidden = np.ones((SIDE, SIDE), bool)
    hidden[:, :4] = False
    assert share_at_an_end([image(one, hidden)], 8)[0][20, 4] == pytest.approx(0.5, abs=0.02)


def test_the_range_of_all_parts_says_where_it_ends():
    one = ground(1)
    one[:, :8] = one.min()
    lower = ground(2) - 1000
    share, other = share_at_an_end([image(one), image(lower)], 8)
    assert max(share.max(), other.max()) < 0.05
