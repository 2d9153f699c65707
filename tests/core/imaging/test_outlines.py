"""Outlines of the same values in both images, what is left without them, and what is soft."""

import numpy as np
import pytest
from scenes import Ground, grid, picture, textured

from coregix_core.imaging import apart_from_outlines, axes_alike, flattened, shared_outlines, slopes_alike

WHERE = grid(120, 110, 1.0)
LINES = np.zeros(WHERE.shape, bool)
LINES[20::30], LINES[:, 20::30] = True, True


def ground(seed):
    return textured(WHERE, ground=Ground(seed, 6.0, 120.0))


def ruled(seed, end=9000.0):
    return picture(WHERE, np.where(LINES, end, ground(seed)))


def test_lines_over_unrelated_ground_are_the_steepest_of_both_and_of_the_same_values():
    found = shared_outlines(ruled(2), ruled(7))
    assert found.share > 0.5
    assert found.apart < 0.75
    # Beside lines, as on them there is no slope.
    rows, cols = np.nonzero(found.where)
    away = np.minimum(np.abs((rows - 20 + 15) % 30 - 15), np.abs((cols - 20 + 15) % 30 - 15))
    assert away.max() <= 4


@pytest.mark.parametrize("end", [9000.0, 0.0])
def test_lines_that_are_bright_in_one_image_and_dark_in_the_other_are_none(end):
    assert shared_outlines(ruled(2, 9000.0), ruled(7, 0.0)).share < 0.1
    assert shared_outlines(ruled(2, end), picture(WHERE, ground(7))).share < 0.1


def test_ground_in_other_tones_has_values_that_lie_as_far_apart_on_its_outlines_as_elsewhere():
    found = shared_outlines(picture(WHERE, ground(2)), picture(WHERE, 0.8 * ground(2) + 1500))
    assert found.share > 0.8
    assert found.apart > 0.9


def test_without_outlines_nothing_of_them_is_valid_in_either_image():
    first, second = ruled(2), ruled(7)
    left = apart_from_outlines(first, second)
    where = shared_outlines(first, second).where
    for one, whole in zip(left, (first, second), strict=True):
        assert not one.valid[where].any()
        assert 0.1 < one.valid.mean() < 0.8
        assert (one.values[one.valid] == whole.values[one.valid]).all()


def test_images_that_share_no_pixel_share_no_outline():
    half = np.indices(WHERE.shape)[1] < 60
    found = shared_outlines(picture(WHERE, ground(2), half), picture(WHERE, ground(2), ~half))
    assert (found.share, found.apart, found.where.any()) == (0.0, 1.0, False)
    assert slopes_alike(picture(WHERE, ground(2), half), picture(WHERE, ground(2), ~half), 1.0) == 0.0


def test_identical_images_lie_no_less_apart_on_outlines():
    assert shared_outlines(ruled(2), ruled(2)).apart == 1.0


def test_what_is_flattened_has_its_fine_detail_and_nothing_soft():
    rows, cols = np.indices(WHERE.shape)
    fine, soft = 50.0 * ((rows + cols) % 2), 1000.0 * np.sin(rows / 20)
    left = flattened(picture(WHERE, fine + soft), 2.0).values[10:-10, 10:-10]
    assert left.std() == pytest.approx(25.0, rel=0.1)


def test_slopes_are_alike_by_their_sign_at_the_scale_that_is_asked_for():
    haze = 2000.0 * np.exp(-((np.indices(WHERE.shape)[0] - 55) / 25.0) ** 2)
    first, second = (picture(WHERE, ground(seed) + haze) for seed in (2, 7))
    assert slopes_alike(first, second, 8.0) > 0.4
    assert abs(slopes_alike(first, second, 1.0)) < 0.2
    assert slopes_alike(first, picture(WHERE, -first.values), 8.0) == pytest.approx(-1.0)


def test_edges_of_one_ground_lie_along_each_other_in_any_tones():
    first = picture(WHERE, ground(2))
    for other in (-ground(2), 0.3 * ground(2) + 500.0):
        assert axes_alike(first, picture(WHERE, other), 2.0) == pytest.approx(1.0, abs=1e-6)
    assert abs(axes_alike(first, picture(WHERE, ground(7)), 2.0)) < 0.15
    half = np.indices(WHERE.shape)[1] < 60
    assert axes_alike(picture(WHERE, ground(2), half), picture(WHERE, ground(2), ~half), 1.0) == 0.0
