"""Neighbours: a displacement that those around it do not share is no evidence."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coregix_core.matching.outliers import local_planes, near_median, nearest, neighbours_agree


def places(count, seed=0):
    return np.random.default_rng(seed).uniform(-150, 150, (count, 2))


def wave(points, length=200.0):
    """A smooth displacement (n, 2) of a few pixels."""
    x, y = 2 * np.pi * points.T / length
    return 2 * np.stack([np.sin(x) * np.cos(0.7 * y), np.cos(0.8 * x + y)], 1)


@given(seed=st.integers(0, 2**31), count=st.integers(2, 40), wanted=st.integers(1, 12))
def test_the_nearest_are_those_of_a_sorted_list(seed, count, wanted):
    points = places(count, seed)
    distance = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    expected = [[j for j in np.argsort(row) if j != i][:wanted] for i, row in enumerate(distance)]
    np.testing.assert_array_equal(nearest(points, wanted), expected)


@pytest.mark.parametrize("count", [499, 501])
def test_few_points_and_many_have_the_same_neighbours(count):
    """By all distances, and by a tree."""
    points = places(count, 3)
    distance = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)) + np.diag(np.full(count, np.inf))
    np.testing.assert_array_equal(nearest(points, 8), distance.argsort(1)[:, :8])


def test_points_at_one_place_are_each_others_neighbours_and_never_their_own():
    points = np.repeat(places(5), 4, axis=0)
    found = nearest(points, 3)
    assert (found // 4 == np.arange(20)[:, None] // 4).all()
    assert (found != np.arange(20)[:, None]).all()


@pytest.mark.parametrize("within", [0.5, 1.5])
def test_what_lies_near_its_neighbours_median_agrees(within):
    points = places(200)
    values = np.zeros((200, 2))
    values[::10] = [0.0, 1.0]
    agree = near_median(points, values, within)
    assert agree[::10].all() == (within > 1)
    assert np.delete(agree, np.s_[::10]).all()


def test_three_points_are_no_evidence():
    assert not near_median(places(3), np.zeros((3, 2)), 1.0).any()


def test_neighbours_tell_wrong_matches_from_right_ones():
    points = places(400)
    values = wave(points, length=200) + np.random.default_rng(1).normal(0, 0.05, points.shape)
    wrong = np.random.default_rng(2).random(400) < 0.15
    values[wrong] += 5.0 * np.sign(np.random.default_rng(3).normal(size=(wrong.sum(), 2)))
    agree = neighbours_agree(points, values)
    assert agree[wrong].mean() < 0.05
    assert agree[~wrong].mean() > 0.85


def test_a_steep_field_is_no_disagreement():
    points = places(400)
    steep = points @ np.array([[0.1, 0.03], [-0.05, 0.08]])
    assert neighbours_agree(points, steep).all()
    np.testing.assert_allclose(local_planes(points, steep), steep, atol=1e-3)


def test_what_neighbours_say_leaves_the_point_itself_out():
    points = places(100)
    values = np.zeros((100, 2))
    values[40] = 7.0
    assert np.abs(local_planes(points, values)[40]).max() < 1e-6


def test_few_points_have_no_neighbours_to_ask():
    assert neighbours_agree(places(5), np.arange(10.0).reshape(5, 2) * 100).all()


def test_where_neighbours_contradict_each_other_nothing_agrees_with_them():
    """As under a cloud, where every place is found somewhere."""
    rng = np.random.default_rng(3)
    points = rng.uniform(0, 400, (800, 2))
    values, cloud = 0.02 * points, points[:, 0] > 200
    values[cloud] = rng.uniform(-10, 10, (cloud.sum(), 2))
    inside, outside = points[:, 0] > 230, points[:, 0] < 170
    assert neighbours_agree(points, values)[inside].mean() > 0.5
    agree = neighbours_agree(points, values, spread=1.5)
    assert agree[inside].mean() < 0.05
    assert agree[outside].mean() > 0.95


def test_a_plane_is_told_by_the_twelve_nearest():
    """One of them in error hardly bends it; a point beyond them does not count at all."""
    angle = 2 * np.pi * np.arange(12) / 12
    ring = np.stack([np.cos(angle), np.sin(angle)], 1) * np.linspace(10, 11, 12)[:, None]
    points = np.concatenate([[[0.0, 0.0]], ring, [[12.0, 0.0]]])
    values = 3 + points @ np.array([[0.1, 0.0], [0.0, -0.2]])
    values[0] = values[13] = 1e3
    np.testing.assert_allclose(local_planes(points, values)[0], [3, 3], atol=1e-4)
    # The twelfth is looked at: if it and most of the others say something else, that is what is said.
    values[1:13] = np.where(np.arange(12)[:, None] % 2, 7.0, 7.5)
    assert local_planes(points, values)[0] == pytest.approx([7.25, 7.25], abs=0.05)


def test_four_points_of_one_value_agree():
    assert near_median(np.arange(8.0).reshape(4, 2), np.ones((4, 2)), 0.5).all()


@pytest.mark.parametrize(("noise", "off", "agrees"), [
    (0.0, 0.49, True), (0.0, 0.51, False), (0.5, 1.9, True), (0.5, 2.05, False)])
def test_a_value_agrees_within_three_times_what_its_neighbours_err_by_and_a_little_more(noise, off, agrees):
    """3 (apart + 0.1) + 0.2; twelve neighbours around it err by the same, in turn to either side."""
    angle = 2 * np.pi * np.arange(12) / 12
    ring = 10 * np.stack([np.cos(angle), np.sin(angle)], 1)
    points = np.concatenate([[[0.0, 0.0]], ring, 30 * ring])
    values = np.zeros((25, 2))
    values[1:13, 0] = np.tile([noise, -noise], 6)
    values[0, 1] = off
    assert neighbours_agree(points, values)[0] == agrees


@pytest.mark.parametrize(("count", "asked"), [(5, False), (6, True)])
def test_from_six_points_on_neighbours_are_asked(count, asked):
    values = np.zeros((count, 2))
    values[0] = 100.0
    assert neighbours_agree(places(count, 4), values)[0] != asked


def test_planes_are_fitted_four_times_with_weights_by_what_the_last_one_left():
    points, rng = places(40, 6), np.random.default_rng(7)
    values = points @ np.array([[0.02, 0.01], [-0.01, 0.03]]) + rng.normal(0, 0.5, (40, 2))
    values[::7] += 9.0
    scale = np.abs(points[nearest(points, 12)] - points[:, None]).max()
    for i in (0, 11, 23):
        near = nearest(points, 12)[i]
        design = np.column_stack([np.ones(12), (points[near] - points[i]) / scale])
        weight = np.ones(12)
        for _ in range(4):
            normal = design.T @ (weight[:, None] * design) + 1e-6 * np.eye(3)
            plane = np.linalg.solve(normal, design.T @ (weight[:, None] * values[near]))
            error = np.hypot(*(values[near] - design @ plane).T)
            weight = (1 + (error / (2 * np.median(error) + 0.2)) ** 2) ** -2
        assert local_planes(points, values)[i] == pytest.approx(plane[0], abs=1e-9)
