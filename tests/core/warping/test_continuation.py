"""How an image goes on into a hole: along planes, as far as one pixel, and blind to what the hole holds."""

import numpy as np
import pytest
import scenes

from coregix_core.warping.continuation import continued

SHAPE = (60, 70)
ROW, COL = np.indices(SHAPE, float)
SLOPE = 3 * COL - 2 * ROW + 50_000


def holed(values, valid):
    return continued(np.where(valid, values, np.nan)[None], valid[None])


def test_holes_are_filled_as_far_as_they_touch_valid_pixels():
    valid = np.ones(SHAPE, bool)
    valid[10:20, 30:40] = False
    values, there = holed(SLOPE, valid)
    inside = np.zeros(SHAPE, bool)
    inside[11:19, 31:39] = True
    np.testing.assert_array_equal(there[0], ~inside)
    assert (values[0][inside] == 0).all()
    np.testing.assert_array_equal(values[0][valid], SLOPE[valid])


def test_a_slope_goes_on_as_one():
    valid = ~scenes.blobs(SHAPE, 0.3, seed=2)
    values, there = holed(SLOPE, valid)
    rim = there[0] & ~valid
    error = np.abs(values[0] - SLOPE)[rim] / np.hypot(3, 2)
    assert rim.sum() > 100
    # As much as a plane is held level where few pixels carry it.
    assert np.median(error) < 0.05
    assert np.quantile(error, 0.95) < 0.2


def test_a_corner_of_a_slope_is_followed_across_both_its_sides():
    valid = (COL < 30) & (ROW < 25)
    values, _ = holed(SLOPE, valid)
    assert values[0][25, 30] == pytest.approx(SLOPE[25, 30], abs=0.2)
    assert values[0][25, 10] == pytest.approx(SLOPE[25, 10], abs=0.2)
    assert values[0][10, 30] == pytest.approx(SLOPE[10, 30], abs=0.3)


@pytest.mark.parametrize(("lines", "expected"), [([7.0], 7.0), ([7.0, 7.0], 7.0), ([9.0, 7.0], 5.0)])
def test_of_one_line_of_pixels_no_slope_across_it_is_known(lines, expected):
    valid = np.zeros(SHAPE, bool)
    values = np.zeros(SHAPE)
    for row, value in enumerate(lines, 20 - len(lines)):
        valid[row], values[row] = True, value
    found, there = holed(values, valid)
    assert there[0, 20].all()
    assert found[0, 20, 35] == pytest.approx(expected, abs=0.4)


def test_noise_is_not_followed_farther_than_values_lie_apart():
    rng = np.random.default_rng(3)
    valid = rng.random(SHAPE) < 0.2
    values, there = holed(rng.choice([10.0, 20.0], SHAPE), valid)
    filled = values[0][there[0] & ~valid]
    assert filled.min() >= 0
    assert filled.max() <= 30
    assert filled.min() < 10, "a plane goes on"


def test_bands_have_their_own_holes_and_stay_of_their_type():
    valid = np.ones((2, *SHAPE), bool)
    valid[1, 5, 6] = False
    values, there = continued(np.stack([SLOPE, 2 * SLOPE]).astype(np.float32), valid)
    assert there.all()
    assert values.dtype == np.float32
    np.testing.assert_array_equal(values[0], SLOPE.astype(np.float32))
    assert values[1, 5, 6] == pytest.approx(2 * SLOPE[5, 6], abs=0.1)


def test_what_is_filled_depends_on_the_pixels_around_alone():
    rng = np.random.default_rng(4)
    shape = (2, 170, 190)
    values, valid = rng.random(shape), rng.random(shape) < 0.6
    whole, there = continued(values, valid)
    assert (there & ~valid).sum() > 8192, "more than are filled at a time"
    for band in range(2):
        part, part_there = continued(values[band:, 60:100, 50:90], valid[band:, 60:100, 50:90])
        np.testing.assert_array_equal(part_there[0, 1:-1, 1:-1], there[band, 61:99, 51:89])
        np.testing.assert_array_equal(part[0, 2:-2, 2:-2], whole[band, 62:98, 52:88])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("extreme", [0.9, -0.9, np.inf, -np.inf, np.nan])
def test_values_at_the_end_of_their_type_are_not_continued(extreme, dtype):
    valid = np.ones((1, *SHAPE), bool)
    valid[0, 10:20, 30:40] = False
    valid[0, 40:50] = False
    valid[0, 45, 30] = True
    values = np.full(valid.shape, 7, dtype)
    values[0, 9, 35] = values[0, 45, 30] = extreme * np.finfo(dtype).max
    with np.errstate(all="raise"):
        found, there = continued(values, valid)
    filled = there & ~valid
    assert filled[0, 10, 30:40].all()
    assert (found[filled] == 7).all()
    assert not filled[0, 44:47, 29:32].any(), "nothing else is beside them"
    np.testing.assert_array_equal(found[valid], values[valid])
