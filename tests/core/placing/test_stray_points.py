"""A point that the affine through all others contradicts, and how rarely chance looks like one."""

import numpy as np
import pytest

from coregix_core.placing.stray_points import stray_point


def points(rng, count, noise):
    shown = rng.uniform(0, 1000, (count, 2))
    return shown, shown @ (np.eye(2) + rng.normal(0, 0.1, (2, 2))) + 1e6 + rng.normal(0, noise, (count, 2))


@pytest.mark.parametrize("count", [5, 6, 12])
def test_one_slip_is_found_and_hardly_ever_another_point_taken_for_it(count):
    rng = np.random.default_rng(count)
    found = []
    for _ in range(100):
        shown, true = points(rng, count, 2.0)
        true[1] += (250, -160)
        found.append(stray_point(shown, true))
    named = [stray[0] for stray in found if stray is not None]
    assert named.count(1) >= 85
    assert len(named) - named.count(1) <= 1


@pytest.mark.parametrize("noise", [0.0, 2.0, 10.0])
def test_errors_of_all_points_are_no_slips(noise):
    rng = np.random.default_rng(3)
    assert sum(stray_point(*points(rng, count, noise)) is not None for count in (5, 7, 12) for _ in range(50)) <= 3


def test_four_points_do_not_tell():
    shown, true = points(np.random.default_rng(1), 5, 0.0)
    true[0] += 500
    assert stray_point(shown, true)[0] == 0
    assert stray_point(shown[:4], true[:4]) is None


def test_where_the_others_lie_in_one_line_nobody_knows():
    shown = np.array([[0, 0], [100, 0], [200, 0], [300, 0], [50, 200]], float)
    assert stray_point(shown, shown + np.array([[0, 0]] * 4 + [[700, 0]])) is None


def test_a_slip_of_a_few_pixels_is_left_to_the_robust_fit():
    shown, true = points(np.random.default_rng(1), 40, 0.0)
    for off, told in ((9.5, None), (10.5, 10.5)):
        moved = true + np.eye(40)[:, :1] * (off, 0)
        found = stray_point(shown, moved)
        assert (None if found is None else found[1]) == told
