"""The correlation of edges finds any turn and scale of images that share no grey values."""

import numpy as np
import pytest
from scenes import Ground, centres, grid, picture
from scipy.stats import norm

from coregix_core.matching.all_turns import _CLOSE, _CLOSEST, _INDEPENDENT, _NEAR, _by_luck, _weighed, all_turns
from coregix_core.matching.every_turn import QUICK, THOROUGH

HERE = grid(200, 180, pixel=1.0, crs=None, origin=(0.0, 0.0))
GROUND = Ground(seed=5, shortest=10.0, longest=150.0, origin=(0.0, 0.0))


def seen(factor, other=False):
    """The ground as an image shows it whose pixel z lies at factor * z about the middle; ``other`` in other values."""
    col, row = centres(HERE)
    z = (col - 100 + 1j * (row - 90)) * factor + 100 + 90j
    values = GROUND(z.real, z.imag)
    # Neither rising nor falling: bright and dark become bright, what lies between dark.
    return picture(HERE, np.abs(values - 3000) if other else values)


@pytest.mark.parametrize(("turn", "scale", "sweep"), [(100, 0.8, QUICK), (-45, 1.3, THOROUGH)])
def test_the_true_turn_and_scale_stand_out(turn, scale, sweep):
    factor = scale * np.exp(1j * np.radians(turn))
    best, *others = all_turns(seen(1), seen(factor, other=True), (0.7, 1.5), sweep)
    corners = np.array([20 + 20j, 180 + 20j, 20 + 160j, 180 + 160j])
    true = (corners - (100 + 90j)) * factor + (100 + 90j)
    assert np.abs(best.factor * corners + best.offset - true).max() < 0.05 * scale * 200
    assert best.strength > 8
    assert best.strength > 1.4 * others[0].strength
    assert best.chance < -8
    assert best.edges > 100


FINE = grid(300, 280, pixel=1.0, crs=None, origin=(0.0, 0.0))
TURNED = 1.2 * np.exp(1j * np.radians(100))


DETAILED = Ground(seed=5, shortest=6.0, longest=150.0, origin=(0.0, 0.0))


def finely(factor, rest=None, share=0.0):
    """The ground as ``seen``, in finer detail; turned and in other values with a share of what ``rest`` shows."""
    col, row = centres(FINE)
    z = (col - 150 + 1j * (row - 140)) * factor + 150 + 140j
    values = DETAILED(z.real, z.imag)
    if rest is None:
        return picture(FINE, values)
    values = np.abs(values - 3000)
    return picture(FINE, values / values.std() + share * rest / rest.std())


@pytest.mark.parametrize(("rest", "share"), [
    # Structure of its own, at all scales: only fine pixels, and both kinds of edges, show what is in common.
    (Ground(seed=77, shortest=6.0, longest=150.0)(*centres(FINE)), 3.3),
    # Noise of the finest pixels: coarse ones show it.
    (np.random.default_rng(1).normal(size=FINE.shape), 3.0)], ids=["structure", "noise"])
def test_what_most_of_an_image_hides_is_found(rest, share):
    best = all_turns(finely(1), finely(TURNED, rest, share), (1.0, 1.4))[0]
    corners = np.array([20 + 20j, 280 + 20j, 20 + 260j])
    true = (corners - (150 + 140j)) * TURNED + 150 + 140j
    assert np.abs(best.factor * corners + best.offset - true).max() < 5
    assert best.chance < -10


def test_unrelated_images_have_nothing_that_stands_out():
    elsewhere = picture(HERE, Ground(seed=6, shortest=10.0, longest=150.0)(*centres(HERE)))
    best, second, *_ = all_turns(seen(1), elsewhere, (0.8, 1.2))
    assert best.strength < 6
    assert best.strength < 1.4 * second.strength
    assert best.chance > -2


def test_an_image_that_shows_nothing_has_no_candidate():
    assert all_turns(seen(1), picture(HERE, np.full(HERE.shape, 7.0)), (0.9, 1.1), QUICK) == []
    assert all_turns(seen(1), picture(HERE, seen(1).values, np.zeros(HERE.shape, bool)), (0.9, 1.1), QUICK) == []


def test_invalid_pixels_do_not_count():
    image = seen(np.exp(0.5j))
    valid = np.ones(HERE.shape, bool)
    valid[:, :80] = False
    best = all_turns(seen(1), picture(HERE, np.where(valid, image.values, 1e6), valid), (0.7, 1.4), QUICK)[0]
    assert abs(best.factor / np.exp(0.5j) - 1) < 0.06


def test_luck_falls_with_strength():
    assert _by_luck(6.5) > -2
    assert _by_luck(9.5) < -6
    # Beyond where the tail itself is no number but 0.
    assert _by_luck(90.0) < _by_luck(60.0) < -300


def test_what_few_pieces_of_ground_show_is_luck_also_where_it_stands_out_far():
    """Two long edges on each other make a correlation that no two images reach by many small ones."""
    assert _weighed(8.0, 1e9) == pytest.approx(8.0)
    assert _by_luck(_weighed(8.5, 10)) > 0
    assert 9.0 < _weighed(9.5, 200) < 9.4
    assert _weighed(9.5, 10) < _weighed(9.5, 50) < 8.7
    # As the first term of the departure from normal deviates, it holds nearby alone.
    assert _weighed(40.0, 50) > 39.0
    assert _weighed(8.0, 0.0) == _weighed(0.0, 50) == 0.0


@pytest.mark.parametrize("deviations", [0.0, 3.0, 8.0])
def test_luck_is_the_tail_of_a_normal_deviate_a_tenth_wider_at_all_that_is_independent(deviations):
    """Turns, scales and shifts: the candidates are the best of all of them."""
    assert _INDEPENDENT > 1e8
    assert _by_luck(1.1 * deviations) == pytest.approx(np.log10(norm.sf(deviations) * _INDEPENDENT))


@pytest.mark.parametrize("tried", [
    _NEAR.turns, np.log(_NEAR.stretches), _NEAR.shifts, _CLOSE.turns, np.log(_CLOSE.stretches), _CLOSE.shifts,
    _CLOSEST.turns, np.log(_CLOSEST.stretches), _CLOSEST.shifts])
def test_around_a_candidate_it_is_tried_itself_and_as_much_to_either_side(tried):
    assert (np.diff(tried) > 0).all()
    assert tried == pytest.approx(-tried[::-1], abs=0.01)
    assert len(tried) % 2 == 1
