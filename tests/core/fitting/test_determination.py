"""What points say of a model, by where they lie alone."""

import numpy as np
import pytest

import coregix
from coregix_core.fitting.determination import alone, determined, distinct, mirrored

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


LINE = np.column_stack([np.arange(12.0), 2 * np.arange(12.0)]) * 50 + 1e6


@pytest.mark.parametrize(("beside", "which"), [([(300.0, -40.0)], 12), ([(300.0, -40.0), (40.0, 300.0)], None)])
def test_one_point_beside_a_line_is_alone_and_two_are_not(beside, which):
    assert alone("affine", np.vstack([LINE, np.add(beside, 1e6)])) == which


def test_an_affine_that_rests_on_one_point_across_a_line_is_warned_of(caplog):
    points = np.vstack([np.hstack([LINE, np.add(LINE, (5.0, 3.0))]), (1e6 + 300.0, 1e6, 1e6 + 350.0, 1e6 + 80.0)])
    coregix.fit(points)
    assert "All points but number 13 lie in one line" in caplog.text
    caplog.clear()
    coregix.fit(points[[0, 5, 12]])
    coregix.fit(np.vstack([points, (1e6, 1e6 + 400.0, 1e6 + 5.0, 1e6 + 403.0)]))
    coregix.fit(points, model="similarity")
    assert not caplog.text
