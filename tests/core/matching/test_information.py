"""Mutual information at many shifts: whatever the tones are called, and only of what both images show."""

import numpy as np
import pytest
from scenes import blobs, grid, picture, textured

from coregix_core.matching import mutual_information

WHERE = grid(120, 100)
REACH = 5


@pytest.fixture(scope="module")
def ground():
    return textured(WHERE)


@pytest.mark.parametrize("tones", [lambda v: v, lambda v: -v, lambda v: np.abs(v - np.median(v))])
def test_it_is_highest_where_the_tones_of_one_foretell_those_of_the_other(ground, tones):
    shown = np.roll(tones(ground), (3, -2), (0, 1))
    surface = mutual_information(picture(WHERE, ground), picture(WHERE, shown), REACH)
    assert surface.shape == (11, 11)
    assert np.unravel_index(surface.argmax(), surface.shape) == (REACH + 3, REACH - 2)
    # No order of tones and no scale matters.
    again = mutual_information(picture(WHERE, ground), picture(WHERE, np.exp(shown / 2000)), REACH)
    np.testing.assert_allclose(again, surface, atol=0.02)


def test_unrelated_images_have_none_however_few_of_their_pixels_are_valid():
    rng = np.random.default_rng(4)
    valid = ~blobs(WHERE.shape, 0.5, seed=2)
    one, other = (picture(WHERE, rng.normal(0, 1, WHERE.shape), valid) for _ in range(2))
    assert abs(mutual_information(one, other, REACH).mean()) < 2e-3


def test_what_lies_under_invalid_pixels_does_not_enter(ground):
    valid = ~blobs(WHERE.shape, 0.3, seed=1)
    found = [mutual_information(picture(WHERE, np.where(valid, ground, rest), valid), picture(WHERE, ground), REACH)
             for rest in (0.0, 1e6)]
    np.testing.assert_array_equal(*found)
