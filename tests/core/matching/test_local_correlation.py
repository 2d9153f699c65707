"""The squared correlation of small windows sees tones that go together in one sense here and in the other there."""

import numpy as np
import pytest
from scenes import blobs, grid, picture, textured

from coregix_core.matching import local_correlation, mutual_information

WHERE = grid(120, 100)
REACH = 5


@pytest.fixture(scope="module")
def ground():
    return textured(WHERE).astype(float)


def each_in_its_own_tone(ground):
    """The ground as it is or inverted, by areas, each with a tone of its own, and noise."""
    rng = np.random.default_rng(3)
    rows, cols = (np.arange(n) // 12 for n in ground.shape)
    sense, tone = rng.choice([-1.0, 1.0], (10, 10)), rng.normal(0, 3000, (10, 10))
    rest = ground - ground.mean() + rng.normal(0, 60, ground.shape)
    return rest * sense[np.ix_(rows, cols)] + tone[np.ix_(rows, cols)]


def stands_out(surface, row, col):
    away = np.hypot(*np.ogrid[-row : len(surface) - row, -col : len(surface) - col])
    far = surface[away > 3]
    return float((surface[row, col] - far.mean()) / far.std())


def test_it_is_highest_where_small_windows_go_together_in_whatever_sense(ground):
    shown = picture(WHERE, np.roll(each_in_its_own_tone(ground), (3, -2), (0, 1)))
    surface = local_correlation(picture(WHERE, ground), shown, REACH)
    assert surface.shape == (11, 11)
    assert np.unravel_index(surface.argmax(), surface.shape) == (REACH + 3, REACH - 2)
    assert 0 < surface.min() <= surface.max() < 1
    # No relation of the tones holds over the whole images.
    whole = mutual_information(picture(WHERE, ground), shown, REACH)
    assert stands_out(surface, REACH + 3, REACH - 2) > 2 * stands_out(whole, REACH + 3, REACH - 2)


def test_an_image_goes_with_itself_and_no_further_scale_matters(ground):
    surface = local_correlation(picture(WHERE, ground), picture(WHERE, 7 - ground / 50), REACH)
    assert surface[REACH, REACH] == pytest.approx(1.0, abs=1e-3)
    assert surface[REACH, REACH] > 1.5 * surface[0, 0]


def test_what_lies_under_invalid_pixels_does_not_enter(ground):
    valid = ~blobs(WHERE.shape, 0.3, seed=1)
    found = [local_correlation(picture(WHERE, np.where(valid, ground, rest), valid), picture(WHERE, ground), REACH)
             for rest in (0.0, 1e6)]
    np.testing.assert_array_equal(*found)
    nothing = picture(WHERE, ground, np.zeros(WHERE.shape, bool))
    assert not local_correlation(picture(WHERE, ground), nothing, REACH).any()
