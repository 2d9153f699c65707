"""The lattice of a field: its basis, its bending, and the field that serves data best against it."""

import numpy as np
import pytest
from affine import Affine
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from coregix_core.fields import linear_solvers
from coregix_core.fields.bspline import axis_basis, basis, lattice_over, refined
from coregix_core.fields.linear_solvers import NormalMatrix, conjugate_gradients, least_squares
from coregix_core.fields.penalty import Penalty, bending_matrix
from coregix_core.geometry.transform import LocalTransform, identity

LOW, HIGH = np.array([-120.0, -90.0]), np.array([150.0, 110.0])
LATTICE = lattice_over(LOW, HIGH, 20.0)


def places(count=600, seed=0):
    return np.random.default_rng(seed).uniform(LOW, HIGH, (count, 2))


def wave(points, length=120.0, height=2.0):
    """A smooth displacement (n, 2) of a few pixels."""
    x, y = 2 * np.pi * points.T / length
    return height * np.stack([np.sin(x) * np.cos(0.7 * y), np.cos(0.8 * x + y)], 1)


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
    to_places = Affine(20, 0, LATTICE.origin[0], 0, 20, LATTICE.origin[1])
    seen = np.stack(LocalTransform(identity(), to_places, coefficients).displacement(*points.T), 1)
    np.testing.assert_allclose(basis(LATTICE, points) @ coefficients.reshape(2, -1).T, seen, atol=1e-9)


@pytest.mark.parametrize("at", [1.0, 1.4, 1.999])
def test_the_first_interval_that_has_its_four_nodes_is_the_second(at):
    """A place in it gets its value from the nodes around it, and not from those of the next one, extrapolated."""
    points = np.array([LATTICE.origin]) + LATTICE.spacing * np.array([[at, at]])
    rows, cols = np.divmod(np.flatnonzero(basis(LATTICE, points).toarray()), LATTICE.shape[1])
    assert rows.min() == cols.min() == 0
    values, first = axis_basis(np.array([at]), LATTICE.shape[1])
    assert first == 0
    assert values[0, 0] == pytest.approx((2 - at) ** 3 / 6)


def test_bending_costs_and_standing_still_does_not():
    bend = bending_matrix(LATTICE)
    nodes = LATTICE.shape[0] * LATTICE.shape[1]
    rough = np.random.default_rng(0).normal(size=nodes)
    slope = np.indices(LATTICE.shape)[1].ravel().astype(float)
    assert np.ones(nodes) @ bend @ np.ones(nodes) == pytest.approx(0, abs=1e-9)
    assert 0 < slope @ bend @ slope < 1e-2 * (rough @ bend @ rough)
    assert np.linalg.eigvalsh(bend.toarray()).min() > -1e-9
    assert np.abs((bend - bend.T).toarray()).max() < 1e-12


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


@pytest.mark.parametrize("where", ["everywhere", "in the left half", "in one place"])
@pytest.mark.parametrize("bending", [1e-3, 1.0, 1e3])
def test_the_field_that_is_solved_is_that_of_the_equations(bending, where):
    points = places(900)
    points = {"everywhere": points, "in the left half": points[points[:, 0] < 0], "in one place": points / 20}[where]
    weight = np.random.default_rng(1).uniform(0.05, 4, len(points))
    design = basis(LATTICE, points)
    normal = (design.T @ design.multiply(weight[:, None])).toarray()
    right_hand_side = (design.T @ (weight[:, None] * wave(points))).T
    penalty = Penalty(bending, 1e-4 * bending)
    held = bending * bending_matrix(LATTICE).toarray() + penalty.size * np.eye(LATTICE.nodes)
    exact = np.linalg.solve(normal + held, right_hand_side.T).T
    diagonal = np.tile(np.diag(normal), (2, 1))
    found = conjugate_gradients(lambda field: field @ normal, diagonal, right_hand_side, LATTICE, penalty)
    # Far from the data a soft field may be nearly anything: what counts is where they are.
    np.testing.assert_allclose(design @ found.T, design @ exact.T, atol=5e-3)
    if bending >= 1 and where != "in one place":
        np.testing.assert_allclose(found, exact, atol=5e-3 * np.abs(exact).max())


@pytest.mark.parametrize("high", [(150.0, 110.0), (60.0, 400.0), (700.0, -40.0)])
def test_a_small_lattice_is_solved_exactly_whichever_side_is_longer(high):
    high = np.array(high)
    lattice = lattice_over(LOW, high, 20.0)
    points = np.random.default_rng(4).uniform(LOW, high, (300, 2))
    design = basis(lattice, points)
    normal, right_hand_side = sparse.csr_array(design.T @ design), (design.T @ wave(points)).T
    penalty = Penalty(0.3, 1e-4)
    held = 0.3 * bending_matrix(lattice).toarray() + 1e-4 * np.eye(lattice.nodes)
    exact = np.linalg.solve(normal.toarray() + held, right_hand_side.T).T
    np.testing.assert_allclose(least_squares(NormalMatrix(normal, lattice), right_hand_side, penalty), exact, atol=1e-8)


def test_a_large_lattice_is_solved_to_the_tolerance_of_iterations(monkeypatch):
    points = places(900)
    design = basis(LATTICE, points)
    normal, right_hand_side = sparse.csr_array(design.T @ design), (design.T @ wave(points)).T
    exact = least_squares(NormalMatrix(normal, LATTICE), right_hand_side, Penalty(0.3, 1e-4))
    monkeypatch.setattr(linear_solvers, "_DIRECT", 0.0)
    found = least_squares(NormalMatrix(normal, LATTICE), right_hand_side, Penalty(0.3, 1e-4))
    assert 0 < np.abs(found - exact).max() < 1e-2 * np.abs(exact).max()


def test_without_data_the_field_is_nothing():
    still = np.zeros((2, LATTICE.nodes))
    assert (conjugate_gradients(np.zeros_like, still, still, LATTICE, Penalty(1.0, 1e-4)) == 0).all()


def test_a_start_that_is_right_stays():
    points = places(900)
    design = basis(LATTICE, points)
    normal = sparse.csr_array(design.T @ design)
    right = np.random.default_rng(2).normal(size=(2, LATTICE.nodes))
    penalty = Penalty(0.1, 1e-3)
    right_hand_side = (normal @ right.T).T + penalty.gradient(right, LATTICE)
    diagonal = np.tile(normal.diagonal(), (2, 1))
    found = conjugate_gradients(lambda field: (normal @ field.T).T, diagonal, right_hand_side, LATTICE, penalty,
                                start=right)
    np.testing.assert_allclose(found, right, atol=1e-12)


def test_a_lattice_has_nodes_on_all_sides():
    last = np.array(LATTICE.origin) + LATTICE.spacing * (np.array(LATTICE.shape[::-1]) - 1)
    assert (np.array(LATTICE.origin) <= LOW - LATTICE.spacing).all()
    assert (last >= HIGH + LATTICE.spacing).all()


@pytest.mark.parametrize("bending", [1e2, 1e4])
def test_a_stiff_field_through_evenly_spread_data_takes_few_steps(bending):
    """The preconditioner inverts what such data and the penalty ask for, but for the borders: 19 steps, and not 200."""
    points = np.stack(np.meshgrid(np.arange(LOW[0], HIGH[0], 4.0), np.arange(LOW[1], HIGH[1], 4.0)), -1).reshape(-1, 2)
    design = basis(LATTICE, points)
    normal = sparse.csr_array(design.T @ design)
    diagonal = np.tile(normal.diagonal(), (2, 1))
    steps = []
    conjugate_gradients(lambda field: steps.append(1) or (normal @ field.T).T, diagonal, (design.T @ wave(points)).T,
                        LATTICE, Penalty(bending, 1e-4))
    assert len(steps) < 40
