"""A smooth field through scattered points: it follows what neighbours say together, and no single point."""

import numpy as np
import pytest
from affine import Affine
from hypothesis import given
from hypothesis import strategies as st

from coregix_core.field import basis, energy, fit_field, lattice_over, refined
from coregix_core.transform import LocalTransform, identity

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


@given(seed=st.integers(0, 2**31), spacing=st.floats(3.0, 200.0))
def test_the_basis_sums_to_one_everywhere_inside(seed, spacing):
    lattice = lattice_over(LOW, HIGH, spacing)
    values = basis(lattice, places(50, seed))
    np.testing.assert_allclose(values.sum(1), 1.0, atol=1e-12)
    assert (np.diff(values.indptr) == 16).all()
    assert values.min() >= 0


@given(spacing=st.floats(3.0, 200.0))
def test_coefficients_on_a_plane_make_that_plane(spacing):
    lattice = lattice_over(LOW, HIGH, spacing)
    rows, cols = np.indices(lattice.shape).reshape(2, -1)
    at = np.array(lattice.origin) + lattice.spacing * np.stack([cols, rows], 1)
    plane = np.array([0.3, -0.2])
    points = np.vstack([places(40), [LOW, HIGH]])
    np.testing.assert_allclose(basis(lattice, points) @ (at @ plane), points @ plane, atol=1e-9)


def test_the_field_of_the_fit_is_the_field_of_the_transform():
    """Two evaluations of one B-spline: the sparse basis, and scipy's interpolation in ``LocalTransform``."""
    coefficients = np.random.default_rng(2).normal(size=(2, *LATTICE.shape))
    points = places(200)
    seen = np.stack(as_transform(LATTICE, coefficients).displacement(*points.T), 1)
    np.testing.assert_allclose(basis(LATTICE, points) @ coefficients.reshape(2, -1).T, seen, atol=1e-9)


def test_bending_costs_and_standing_still_does_not():
    bend = energy(LATTICE)
    nodes = LATTICE.shape[0] * LATTICE.shape[1]
    rough = np.random.default_rng(0).normal(size=nodes)
    slope = np.indices(LATTICE.shape)[1].ravel().astype(float)
    assert np.ones(nodes) @ bend @ np.ones(nodes) == pytest.approx(0, abs=1e-9)
    assert 0 < slope @ bend @ slope < 1e-2 * (rough @ bend @ rough)
    assert np.linalg.eigvalsh(bend.toarray()).min() > -1e-9
    assert abs(bend - bend.T).max() < 1e-12


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


@pytest.mark.parametrize(("old", "new"), [(24.0, 12.0), (24.0, 9.0), (24.0, 24.0), (20.0, 26.0)])
def test_a_field_is_kept_when_it_is_told_on_another_lattice(old, new):
    first, second = (lattice_over(LOW, HIGH, s) for s in (old, new))
    points = np.random.default_rng(3).uniform(LOW, HIGH, (400, 2))
    rows, cols = np.indices(first.shape).reshape(2, -1)
    at = np.array(first.origin) + first.spacing * np.stack([cols, rows], 1)
    coefficients = wave(at, length=200).T.reshape(2, *first.shape)
    before = basis(first, points) @ coefficients.reshape(2, -1).T
    after = basis(second, points) @ refined(coefficients, first, second).reshape(2, -1).T
    assert np.abs(after - before).max() < 0.03


def test_a_field_does_not_fold_where_neighbours_contradict_each_other():
    points = places(600)
    values = np.random.default_rng(6).normal(0, 6, points.shape)
    fitted = fit_field(points, values, equal(600), LATTICE, APART)
    assert as_transform(LATTICE, fitted.coefficients).smallest_jacobian() > 0


def test_a_lattice_has_nodes_on_all_sides():
    last = np.array(LATTICE.origin) + LATTICE.spacing * (np.array(LATTICE.shape[::-1]) - 1)
    assert (np.array(LATTICE.origin) <= LOW - LATTICE.spacing).all()
    assert (last >= HIGH + LATTICE.spacing).all()
