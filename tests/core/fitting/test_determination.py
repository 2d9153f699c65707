"""What points say of a model, by where they lie alone."""

import numpy as np
import pytest

from coregix_core.fitting.determination import determined, distinct, mirrored

PLACES = np.random.default_rng(8).uniform(-500, 500, (40, 2))
RICH = ("affine", "homography")


@pytest.mark.parametrize("unit", [1e-6, 1.0, 1e5])
@pytest.mark.parametrize("model", ["translation", "rigid", "similarity", *RICH])
def test_spread_points_determine_every_model_in_every_unit(model, unit):
    assert determined(model, PLACES * unit + 1e4 * unit)


@pytest.mark.parametrize("model", RICH)
@pytest.mark.parametrize(("across", "enough"), [(0.01, True), (0.0003, False)])
def test_a_strip_is_no_line(model, across, enough):
    """A hundredth of the length is width enough, and a three thousandth is an error across."""
    strip = PLACES * (1, across) @ [[0.8, 0.6], [-0.6, 0.8]] + 1e6
    assert determined(model, strip) is enough


def test_one_place_determines_a_shift_alone():
    one = np.full((5, 2), 1e7 / 3)
    assert [determined(m, one) for m in ("translation", "rigid", "similarity")] == [True, False, False]
    assert distinct(one) == 1


def test_what_rounding_sets_apart_is_one_place():
    assert distinct(np.array([[1e7, 0], [1e7 + 2e-9, 0], [1e7, 50], [1e7, 50 + 1e-8]])) == 2
    assert not determined("similarity", np.array([[1e7, 0], [1e7 + 2e-9, 0]]))


@pytest.mark.parametrize("noise", [0.0, 5.0, 40.0])
def test_points_that_fit_as_they_are_are_not_mirrored(noise):
    off = np.random.default_rng(9).normal(0, noise, PLACES.shape)
    turned = PLACES @ [[0.0, 3.0], [-3.0, 0.0]] + 1e5
    assert not mirrored(PLACES, turned + off)
    assert mirrored(PLACES * (1, -1), turned + off)


def test_two_points_and_those_of_a_line_are_their_own_mirror_image():
    assert not mirrored(PLACES[:2], PLACES[:2] * (-1, 1))
    line = PLACES * (1, 0.02)
    assert not mirrored(line, line * (1, -1))
