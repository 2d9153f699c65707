"""A smooth field through scattered points: it follows what neighbours say together, and no single point."""

import numpy as np
import pytest
from affine import Affine

from coregix_core.fields import linear_solvers
from coregix_core.fields.bspline import basis, lattice_over
from coregix_core.fields.scattered import Data, _Errors, _is_past, cauchy, fit_field, folds
from coregix_core.geometry.transform import LocalTransform, identity
from coregix_core.threads import heard_by

LOW, HIGH = np.array([-120.0, -90.0]), np.array([150.0, 110.0])
LATTICE = lattice_over(LOW, HIGH, 20.0)
APART = 10.0


def wave(points, length=120.0, height=2.0):
    """A smooth displacement (n, 2) of a few pixels."""
    x, y = 2 * np.pi * points.T / length
    return height * np.stack([np.sin(x) * np.cos(0.7 * y), np.cos(0.8 * x + y)], 1)


def places(count=600, seed=0):
    return np.random.default_rng(seed).uniform(LOW, HIGH, (count, 2))


def equal(count):
    return np.broadcast_to(np.eye(2), (count, 2, 2)).copy()


def told_by(fitted, points):
    return basis(fitted.lattice, points) @ fitted.coefficients.reshape(2, -1).T


def as_transform(lattice, coefficients):
    return LocalTransform(identity(), Affine(lattice.spacing, 0, lattice.origin[0], 0, lattice.spacing,
                                             lattice.origin[1]), coefficients)


def rmse(errors):
    return float(np.sqrt((errors**2).sum(1).mean()))


def test_a_smooth_field_is_found_from_noisy_points():
    points = places(900)
    noise = np.random.default_rng(1).normal(0, 0.15, points.shape)
    fitted = fit_field(points, wave(points) + noise, equal(900), LATTICE, APART)
    fresh = np.random.default_rng(9).uniform(LOW + 10, HIGH - 10, (500, 2))
    assert rmse(told_by(fitted, fresh) - wave(fresh)) < 0.12
    assert 0.1 < fitted.predicted < 0.4


def test_wrong_points_do_not_bend_it():
    rng = np.random.default_rng(4)
    points = places(900)
    values = wave(points)
    wrong = rng.random(900) < 0.2
    values[wrong] += rng.uniform(-10, 10, (wrong.sum(), 2))
    fitted = fit_field(points, values, equal(900), LATTICE, APART)
    fresh = np.random.default_rng(9).uniform(LOW + 10, HIGH - 10, (500, 2))
    assert rmse(told_by(fitted, fresh) - wave(fresh)) < 0.15
    far = np.hypot(*(values - wave(points)).T) > 2
    assert fitted.weights[far].mean() < 0.1 * fitted.weights[~wrong].mean()


def test_points_with_little_information_pull_little():
    points = places(900)
    values = wave(points)
    information = equal(900)
    values[::3] += 0.4
    information[::3] *= 1e-3
    fitted = fit_field(points, values, information, LATTICE, APART)
    assert rmse(told_by(fitted, points) - wave(points)) < 0.12


def blotches(points, side=24.0, seed=3):
    """An error that points nearer than ``side`` share, as windows that overlap do."""
    table = np.random.default_rng(seed).normal(0, 0.6, (40, 40, 2))
    col, row = ((points - LOW) / side).astype(int).T
    return table[row, col]


def test_errors_that_neighbours_share_are_not_taken_for_detail():
    points = places(2500)
    values = wave(points, length=400.0) + blotches(points)
    careful, credulous = (fit_field(points, values, equal(2500), LATTICE, apart) for apart in (24.0, 0.1))
    fresh = np.random.default_rng(9).uniform(LOW + 10, HIGH - 10, (500, 2))
    off, believed = (rmse(told_by(one, fresh) - wave(fresh, length=400.0)) for one in (careful, credulous))
    assert off < 0.45
    assert off < 0.6 * believed


def test_points_that_predict_nothing_leave_the_prior_as_it_was():
    points = places(900)
    noise = np.random.default_rng(5).normal(0, 3, points.shape)
    prior = np.random.default_rng(6).normal(size=(2, *LATTICE.shape))
    values = basis(LATTICE, points) @ prior.reshape(2, -1).T + noise
    assert (fit_field(points, values, equal(900), LATTICE, APART, prior).coefficients == prior).all()


def test_what_is_small_beside_the_points_own_noise_is_found_where_they_are_many():
    """A wave half as high as the noise: it lowers what points are off by a twenty-fifth, but all over."""
    points = places(6000)
    noise = np.random.default_rng(5).normal(0, 0.4, points.shape)
    prior = np.zeros((2, *LATTICE.shape))
    fitted = fit_field(points, wave(points, height=0.2) + noise, equal(len(points)), LATTICE, APART, prior)
    fresh = np.random.default_rng(9).uniform(LOW + 10, HIGH - 10, (500, 2))
    assert rmse(told_by(fitted, fresh) - wave(fresh, height=0.2)) < 0.7 * rmse(wave(fresh, height=0.2))


def test_where_there_are_no_points_it_levels_out():
    """All points lie in the left half; far to the right nothing grows."""
    points = places(600)
    points = points[points[:, 0] < 0]
    lattice = lattice_over(LOW, np.array([900.0, 110.0]), 20.0)
    fitted = fit_field(points, wave(points), equal(len(points)), lattice, APART)
    far = np.stack([np.linspace(300, 900, 50), np.zeros(50)], 1)
    assert np.abs(told_by(fitted, far)).max() < np.abs(wave(points)).max() + 1.0
    assert np.abs(told_by(fitted, far[-5:])).max() < 1.0


def test_a_prior_stays_where_no_point_speaks():
    prior = np.full((2, *LATTICE.shape), 1.5)
    points = places(200)
    points = points[points[:, 0] < -60]
    fitted = fit_field(points, np.full((len(points), 2), 1.5), equal(len(points)), LATTICE, APART, prior)
    np.testing.assert_allclose(fitted.coefficients, 1.5, atol=1e-6)


def test_a_field_does_not_fold_where_neighbours_contradict_each_other():
    points = places(600)
    values = np.random.default_rng(6).normal(0, 6, points.shape)
    fitted = fit_field(points, values, equal(600), LATTICE, APART)
    assert as_transform(LATTICE, fitted.coefficients).smallest_jacobian() > 0


def test_points_count_by_how_far_they_lie_off_and_only_the_worst_hardly():
    """Cauchy's weights: whole in place, half at 2.385 standard deviations, whatever these are."""
    noise = np.random.default_rng(5).normal(0, 0.3, (4000, 2))
    off = np.vstack([noise, [[0.0, 0.0], [2.385 * 0.3, 0.0], [0.0, -30.0]]])
    weights = cauchy(off, np.ones(len(off)))
    np.testing.assert_allclose(weights[-3:], [1.0, 0.5, 0.0], atol=0.02)
    np.testing.assert_allclose(cauchy(10 * off, np.ones(len(off))), weights, rtol=1e-6)


def test_a_caller_hears_of_each_field_that_is_tried_and_can_stop():
    points = places(600)

    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), heard_by(stop):
        fit_field(points, wave(points), equal(600), LATTICE, APART)
    heard = []
    with heard_by(heard.append):
        fit_field(points, wave(points), equal(600), LATTICE, APART)
    assert sum(heard) >= 4


def test_a_point_counts_by_its_information_within_bounds():
    """Weights relative to the median: at least a twentieth and at most four, so that no point rules or vanishes."""
    points = places(400)
    values = np.zeros((400, 2))
    values[200:] = 1.0
    points[200:] = points[:200]

    def told(first, second):
        information = equal(400) * np.where(np.arange(400) < 200, first, second)[:, None, None]
        return float(told_by(fit_field(points, values, information, LATTICE, APART), points).mean())

    # Two measurements of the same places: the field lies nearer to the one that is better known.
    assert told(3.0, 1.0) < told(1.0, 1.0) - 0.1
    assert told(1.0, 3.0) > told(1.0, 1.0) + 0.1
    # Beyond the bounds more is no more.
    assert told(1.0, 1e6) == pytest.approx(told(1.0, 1e9), abs=1e-6)
    assert told(1.0, 3.0) < told(1.0, 1e6)


def test_a_prior_of_many_nodes_is_taken_axis_by_axis():
    rng = np.random.default_rng(2)
    prior = rng.normal(0, 1, (2, *LATTICE.shape))
    points = places(300)
    exact = basis(LATTICE, points) @ prior.reshape(2, -1).T
    np.testing.assert_allclose(fit_field(points, exact, equal(300), LATTICE, APART, prior).coefficients, prior,
                               atol=1e-9)


def test_iterations_end_where_the_factorisation_does(monkeypatch):
    points = places(400)
    values = wave(points) + np.random.default_rng(1).normal(0, 0.15, points.shape)
    exact = fit_field(points, values, equal(400), LATTICE, APART)
    monkeypatch.setattr(linear_solvers, "_DIRECT", 0.0)
    found = fit_field(points, values, equal(400), LATTICE, APART)
    # With the tolerance of a comparison alone it would be five times as much.
    assert rmse(told_by(found, points) - told_by(exact, points)) < 1.5e-3


@pytest.mark.parametrize("times", [1e-3, 50.0])
def test_stiffness_is_weighed_against_the_points_whatever_their_weights_sum_to(times):
    points = places(300)
    data = Data(LATTICE, basis(LATTICE, points), wave(points), np.ones(300))
    still = np.zeros((2, LATTICE.nodes))
    found = data.weighted(np.full(300, times)).fitted(10.0, still)
    np.testing.assert_allclose(found, data.fitted(10.0, still), atol=1e-9)


@pytest.mark.parametrize("unit", [1e-3, 1.0, 1e3])
@pytest.mark.parametrize(("more", "clear"), [(0.0, False), (0.02, False), (0.5, True)])
def test_errors_that_are_larger_beyond_chance_are_so_in_any_unit(unit, more, clear):
    lengths = np.abs(np.random.default_rng(8).normal(1.0, 0.2, 200))
    other = lengths + np.random.default_rng(9).normal(0, 0.2, 200)
    square = np.arange(200) // 4
    assert _Errors(unit * (lengths + more), square).clearly_above(_Errors(unit * other, square)) is clear


def test_points_without_any_weight_leave_the_start_to_the_bending_alone():
    points = places(50)
    data = Data(LATTICE, basis(LATTICE, points), wave(points), np.zeros(50))
    assert data.fitted(1.0, np.zeros((2, LATTICE.nodes))) == pytest.approx(0.0)


@pytest.mark.parametrize(("squares", "clear"), [(20, True), (19, False)])
def test_errors_in_twenty_squares_show_that_one_field_is_worse(squares, clear):
    square = np.arange(squares)
    more = 0.5 + 0.01 * (-1.0) ** square
    assert _Errors(1.0 + more, square).clearly_above(_Errors(np.ones(squares), square)) is clear


@pytest.mark.parametrize(("count", "squares"), [(20, True), (19, False)])
def test_twenty_places_to_test_by_are_the_fewest_of_squares(count, squares):
    """One in the middle of each square of 15 pixels, and one in the corner where they begin."""
    middles = 15.0 * np.stack(np.divmod(np.arange(count), 5), 1) + 7.5
    points = np.concatenate([[[0.0, 0.0]], middles])
    found = folds(points, 10.0)
    assert len(found) == (4 if squares else 1)
    tested = np.sum([test for _, test in found], 0)
    assert tested.tolist() == ([0] + [1] * count if squares else [int(i % 5 == 2) for i in range(count + 1)])
    for train, test in found:
        assert not (train & test).any()


@pytest.mark.parametrize("still", [1.0, 10.0])
@pytest.mark.parametrize(("errors", "past"), [
    ([1.0, 1.5, 1.2], True), ([1.0, 1.2, 0.9], False), ([1.0, 0.9, 1.2], False), ([1.5, 1.0], False)])
def test_the_last_two_fields_say_whether_softer_ones_predict_any_better(errors, past, still):
    assert _is_past(errors, still) is past
