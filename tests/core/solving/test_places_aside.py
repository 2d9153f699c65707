"""Whether places that were measured under a transform leave a field anything to find."""

from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from scenes import displaced

from coregix_core.geometry import Frame, LocalTransform
from coregix_core.pairing.blocks import Points
from coregix_core.solving.places_aside import aside, most_in_place, nothing_aside

FRAME = Frame((1000.0, 2000.0), (4.0, 2.0))
PAIR = SimpleNamespace(frame=FRAME)
AFFINE = displaced(6.0, -3.0, centre=FRAME.centre)
FIELD = LocalTransform(AFFINE, Affine(100.0, 0.0, 0.0, 0.0, -100.0, 3000.0), np.zeros((2, 30, 20)))


def points(off, transform=FIELD):
    """Places ten pixels apart, found ``off`` (n, 2) pixels from where the transform puts them."""
    col, row = (a.ravel() for a in np.meshgrid(np.arange(-95.0, 100, 10), np.arange(-95.0, 100, 10)))
    source = np.stack([col, row], 1)
    off = np.broadcast_to(off(source) if callable(off) else off, source.shape)
    target = FRAME.to_frame(*transform(*FRAME.to_world(source))) + off
    count = len(source)
    return Points(source, target, np.tile(np.eye(2), (count, 1, 1)), np.ones(count), np.full(count, ""), 6.0)


def noise(size):
    return np.random.default_rng(0).normal(0, size, (400, 2))


def test_what_lies_aside_is_counted_from_where_the_transform_puts_it():
    assert np.allclose(aside(PAIR, FIELD, points((0.3, -0.2))), (0.3, -0.2))


@pytest.mark.parametrize(("level", "size", "left"), [(1.0, 0.02, True), (1.0, 0.05, False), (2.0, 0.05, True)])
def test_noise_leaves_nothing_to_find_up_to_a_tenth_of_a_pixel_of_the_level(level, size, left):
    assert nothing_aside(PAIR, FIELD, level, points(noise(size))) is left


@pytest.mark.parametrize(("height", "left"), [(0.005, True), (0.03, False)])
def test_what_neighbours_have_in_common_is_left_to_find_however_little_it_is(height, left):
    """A wave that is far below the noise of each place."""
    waved = points(lambda at: height * np.sin(at / 30) + noise(0.015))
    assert nothing_aside(PAIR, FIELD, 1.0, waved) is left
    assert most_in_place(PAIR, FIELD, 1.0, waved)


def test_under_no_field_yet_finer_levels_look_at_that():
    assert nothing_aside(PAIR, AFFINE, 1.0, points(lambda at: 0.03 * np.sin(at / 30) + noise(0.015), AFFINE))


@pytest.mark.parametrize(("rows", "nothing", "most"), [(0, True, True), (1, False, True), (3, False, False)])
def test_ground_that_moved_by_itself_counts_from_a_hundredth_of_the_places_on(rows, nothing, most):
    moved = points(lambda at: np.where(at[:, 1:] < 10 * rows - 100, 0.8, 0.0) + noise(0.01))
    assert nothing_aside(PAIR, FIELD, 1.0, moved) is nothing
    assert most_in_place(PAIR, FIELD, 1.0, moved) is most


def test_what_contradicts_its_neighbours_is_no_ground():
    wrong = noise(0.01)
    wrong[::23] += (7.0, -4.0)
    assert nothing_aside(PAIR, FIELD, 1.0, points(wrong))


def test_too_few_places_show_nothing():
    few = points(0.0)
    few = Points(*(getattr(few, name)[:29] for name in ("fixed", "moving", "information", "score", "reason")), 6.0)
    assert not nothing_aside(PAIR, FIELD, 1.0, few)
    none = Points(*(getattr(few, name)[:0] for name in ("fixed", "moving", "information", "score", "reason")), 6.0)
    assert not most_in_place(PAIR, FIELD, 1.0, none)
