"""Models through tie points: exact where the points are, robust where many are wrong, honest about what is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coregix_core.fitting.parametric import (
    MIN_DEPTH,
    _clusters,
    _covariance,
    consensus,
    fit,
    jacobian,
    pays,
    simplest,
)
from coregix_core.geometry.transform import AFFINE, FREEDOM, PARAMETRIC

CENTRE = np.array([12.0, -7.0])
CORNERS = np.array([[-300.0, -300], [300, -300], [300, 300], [-300, 300]])
TURN = np.array([[np.cos(0.02), -np.sin(0.02)], [np.sin(0.02), np.cos(0.02)]])
MATRICES = {"translation": np.eye(2), "rigid": TURN, "similarity": 1.004 * TURN,
            "affine": np.array([[1.004, 0.003], [-0.002, 0.997]]),
            "homography": np.array([[1.004, 0.003], [-0.002, 0.997]])}
TILT = {"homography": np.array([2e-5, -1e-5])}
SHIFT = np.array([3.2, -1.7])


def places(count=200, seed=0):
    return np.random.default_rng(seed).uniform(-300, 300, (count, 2))


def moved(source, model):
    depth = 1 + (source - CENTRE) @ TILT.get(model, np.zeros(2))
    return (source - CENTRE) @ MATRICES[model].T / depth[:, None] + CENTRE + SHIFT


def equal(count):
    """The same information for all points."""
    return np.broadcast_to(np.eye(2), (count, 2, 2)).copy()


def all_of(source):
    return np.ones(len(source), bool)


@pytest.mark.parametrize("model", PARAMETRIC)
def test_points_of_a_model_give_the_model_itself(model):
    source = places()
    found = fit(model, source, moved(source, model), equal(200), all_of(source), CENTRE)
    np.testing.assert_allclose(found.matrix, MATRICES[model], atol=1e-9)
    np.testing.assert_allclose(found.shift, SHIFT, atol=1e-7)
    np.testing.assert_allclose(found(CORNERS), moved(CORNERS, model), atol=1e-6)
    assert np.abs(found.residuals).max() < 1e-7


@pytest.mark.parametrize("model", PARAMETRIC)
def test_two_of_five_points_may_be_wrong(model):
    rng = np.random.default_rng(5)
    source = places(300)
    target = moved(source, model) + rng.normal(0, 0.05, (300, 2))
    wrong = rng.random(300) < 0.4
    target[wrong] += rng.uniform(-8, 8, (wrong.sum(), 2))
    inside = consensus(source, target, 1.0, FREEDOM[model])
    # No similarity holds all of an affine's points within a pixel: the fit begins with those that it does.
    assert inside[~wrong].mean() > (0.5 if model in ("affine", "homography") else 0.9)
    assert inside[wrong].mean() < 0.1
    found = fit(model, source, target, equal(300), inside, CENTRE)
    error = np.hypot(*(found(CORNERS) - moved(CORNERS, model)).T)
    # At the corners, beyond the points, what two more parameters do not know counts most.
    assert error.max() < (0.05 if model == "homography" else 0.03)
    far = np.hypot(*(target - moved(source, model)).T) > 1
    assert found.weights[far].max() < 0.05
    assert np.median(found.weights[~wrong]) > 0.7


def test_wrong_points_that_agree_are_outvoted():
    """A cloud that drifts is a minority with a motion of its own."""
    source = places(200)
    target = moved(source, "rigid")
    target[:70] += [4.0, 3.0]
    inside = consensus(source, target, 1.0, 3)
    np.testing.assert_array_equal(inside, np.arange(200) >= 70)


def test_of_three_points_one_may_be_wrong():
    source = np.array([[0.0, 0.0], [100.0, 0.0], [0.0, 100.0]])
    target = source + np.array([[3.0, 1.0], [3.0, 1.0], [50.0, -70.0]])
    np.testing.assert_array_equal(consensus(source, target, 1.0, 2), [True, True, False])
    assert consensus(source[1:], target[1:], 1.0, 2).all(), "two say nothing against each other"


def test_consensus_is_the_same_every_time():
    source = places(100)
    target = source + np.random.default_rng(1).normal(0, 2, source.shape)
    np.testing.assert_array_equal(consensus(source, target, 1.0, 3), consensus(source, target, 1.0, 3))


@pytest.mark.parametrize(("freedom", "count"), [(2, 0), (3, 2), (2, 2)])
def test_few_points_are_all_the_consensus_there_is(freedom, count):
    assert consensus(places(count), places(count, 1), 1.0, freedom).all()


@pytest.mark.parametrize("moved_by", [0.16, 0.25, 0.38])
def test_a_part_that_moved_by_itself_is_not_shared_out_over_a_richer_model(moved_by):
    """Most points lie on a shift, and the others aside of it by more than the noise."""
    source = places(300)
    target = source + [3.0, -2.0] + 0.01 * np.random.default_rng(4).normal(size=source.shape)
    target[source[:, 0] > np.quantile(source[:, 0], 0.7)] += [0.6 * moved_by, 0.8 * moved_by]
    found = simplest(source, target, equal(300), all_of(source), CENTRE, CORNERS)
    assert found.model == "translation"
    assert found.shift == pytest.approx([3.0, -2.0], abs=0.02)


@pytest.mark.parametrize("share", [0.25, 0.45])
@pytest.mark.parametrize("turn", [0.0, 0.003])
def test_a_front_under_noise_is_not_shared_out_either(share, turn):
    """Noise hides the two displacements, and an affine leaves less than the simpler model at most points."""
    source = places(300)
    noise = 0.1 * np.random.default_rng(4).normal(size=source.shape)
    target = source + turn * source @ [[0, 1], [-1, 0]] + [3.0, -2.0] + noise
    along = source @ [0.8, 0.6]
    target[along > np.quantile(along, 1 - share)] += [0.24, 0.32]
    found = simplest(source, target, equal(300), all_of(source), CENTRE, CORNERS)
    assert found.model == ("rigid" if turn else "translation")
    stayed = along < np.quantile(along, 1 - share)
    assert np.hypot(*(found(source) - target + noise)[stayed].T).max() < 0.05
    assert found.weights[~stayed].mean() < 0.1 < found.weights[stayed].mean()


@pytest.mark.parametrize("bend", [lambda u: 0.3 * u, lambda u: 0.3 * u + 0.2 * u**2, lambda u: 0.3 * np.tanh(2 * u)])
def test_a_gradient_is_no_front_and_neither_is_what_bends(bend):
    source = places(300)
    target = source + 0.05 * np.random.default_rng(4).normal(size=source.shape)
    target[:, 0] += bend(source @ [0.6, 0.8] / 300)
    assert simplest(source, target, equal(300), all_of(source), CENTRE, CORNERS).model == "affine"


def test_a_shift_is_no_turn():
    """With no freedom to turn, a rotated cloud of points agrees near one place alone."""
    source = places(200)
    target = (source @ TURN.T) + SHIFT
    assert consensus(source, target, 1.0, 3).all()
    assert consensus(source, target, 1.0, 2).mean() < 0.3


def test_points_that_know_one_direction_pull_in_that_one_alone():
    source = places(100)
    target = source + np.array([1.0, 2.0])
    information = equal(100)
    information[:50] = np.diag([1.0, 1e-6])
    target[:50, 1] += 0.5  # what these say of y is worth nothing
    found = fit("translation", source, target, information, all_of(source), np.zeros(2))
    assert found.shift == pytest.approx((1.0, 2.0), abs=1e-3)


@pytest.mark.parametrize("model", PARAMETRIC)
def test_the_covariance_covers_the_truth(model):
    """Over many sets of points with random errors, the model's error is of the size of its own standard error."""
    ratios = []
    for seed in range(80):
        rng = np.random.default_rng(seed)
        source = places(150, seed)
        spread = rng.uniform(0.05, 0.3, 150)
        target = moved(source, model) + rng.normal(size=(150, 2)) * spread[:, None]
        information = np.eye(2) / spread[:, None, None] ** 2
        found = fit(model, source, target, information, all_of(source), CENTRE)
        error = ((found(CORNERS) - moved(CORNERS, model)) ** 2).sum()
        ratios.append(error / (found.error_at(CORNERS) ** 2).sum())
    assert 0.8 < np.mean(ratios) < 1.3
    assert np.mean(np.array(ratios) < 3.0) > 0.9


def test_errors_that_neighbours_share_are_counted_once():
    """A hundred points with one error between ten of them know less than a hundred points of their own."""
    rng = np.random.default_rng(3)
    source = places(360)
    cell = (6 * (source - source.min(0)) / np.ptp(source, axis=0)).astype(int).clip(0, 5)
    shared = rng.normal(0, 0.2, (6, 6, 2))[cell[:, 0], cell[:, 1]]
    alone = rng.normal(0, 0.2, (360, 2))
    errors = [fit("translation", source, source + off, equal(360), all_of(source), np.zeros(2)).error_at(CORNERS)[0]
              for off in (shared, alone)]
    assert errors[0] > 2 * errors[1]


@pytest.mark.parametrize("model", AFFINE)
def test_the_simplest_model_that_holds_is_chosen(model):
    for seed in range(5):
        rng = np.random.default_rng(seed)
        source = places(200, seed)
        target = moved(source, model) + rng.normal(0, 0.1, source.shape)
        assert simplest(source, target, equal(200), all_of(source), CENTRE, CORNERS).model == model


@pytest.mark.parametrize(("noise", "tilt", "paid"), [(0.1, 1.0, True), (0.1, 0.0, False), (3.0, 0.1, False)])
def test_a_homography_pays_if_it_adds_more_than_doubt(noise, tilt, paid):
    for seed in range(5):
        rng = np.random.default_rng(seed)
        source = places(200, seed)
        off = moved(source, "homography") - moved(source, "affine")
        target = moved(source, "affine") + tilt * off + rng.normal(0, noise, source.shape)
        affine, view = (fit(model, source, target, equal(200), all_of(source), CENTRE)
                        for model in ("affine", "homography"))
        assert pays(view, affine, all_of(source), CORNERS) == paid


def test_a_homography_holds_over_thousands_of_pixels():
    """Its parameters differ by ten orders of magnitude there; and scales that change fourfold are no hindrance."""
    source = places() * 30
    depth = 1 + source @ np.array([3e-5, -3e-5])
    found = fit("homography", source, source / depth[:, None] + SHIFT, equal(200), all_of(source), np.zeros(2))
    assert np.abs(found.residuals).max() < 1e-5
    assert found.tilt == pytest.approx([3e-5, -3e-5], rel=1e-6)


def test_points_of_no_plane_leave_the_horizon_outside():
    source = places(60)
    found = fit("homography", source, np.random.default_rng(3).uniform(-300, 300, (60, 2)), equal(60), all_of(source),
                np.zeros(2))
    assert (1 + source @ found.tilt).min() > MIN_DEPTH


def test_few_points_support_no_rich_model():
    source = places(7)
    found = simplest(source, moved(source, "affine"), equal(7), all_of(source), CENTRE, CORNERS)
    assert found.model in ("translation", "rigid")


@pytest.mark.parametrize("turn", [0.0, 2e-3])
def test_points_in_one_line_say_nothing_of_a_shear_across_it(turn):
    """A strip that masks leave, far from the middle of the scene: all of it is moved as the strip is."""
    rng = np.random.default_rng(0)
    line = np.column_stack([np.linspace(-550, 550, 24), np.full(24, 550.0)])
    matrix = np.array([[1, -turn], [turn, 1]])
    target = line @ matrix.T + SHIFT + rng.normal(0, 0.02, line.shape)
    corners = np.array([[-600.0, -600], [600, -600], [600, 600], [-600, 600]])
    for found in (simplest(line, target, equal(24), all_of(line), np.zeros(2), corners),
                  fit("affine", line, target, equal(24), all_of(line), np.zeros(2))):
        assert np.hypot(*(found(corners) - corners @ matrix.T - SHIFT).T).max() < 0.1


def test_what_is_not_worth_a_hundredth_of_a_pixel_is_left_out():
    source = places(400)
    target = source @ (np.eye(2) + np.array([[0, -1e-5], [1e-5, 0]])).T  # 0.004 px at the corners
    assert simplest(source, target, equal(400), all_of(source), np.zeros(2), CORNERS).model == "translation"


@given(seed=st.integers(0, 2**31), angle=st.floats(-3.1, 3.1), east=st.floats(-50, 50), north=st.floats(-50, 50))
def test_a_fit_turns_and_moves_with_its_points(seed, angle, east, north):
    """It does not matter in which frame the points are told."""
    rng = np.random.default_rng(seed)
    source = rng.uniform(-100, 100, (40, 2))
    target = source + rng.normal(0, 0.5, source.shape) + [1.0, 0.5]
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    there = (p @ turn.T + [east, north] for p in (source, target))
    here = fit("similarity", source, target, equal(40), all_of(source), np.zeros(2))
    other = fit("similarity", *there, equal(40), all_of(source), np.array([east, north]))
    np.testing.assert_allclose(other(source @ turn.T + [east, north]), here(source) @ turn.T + [east, north], atol=2e-3)


@pytest.mark.parametrize("groups", [4, 9])
def test_few_groups_of_points_that_share_their_errors_are_not_taken_for_more_certain(groups):
    """The variance of a mean over k groups is s²/k; what is left about the mean shows (k - 1)/k of it on average."""
    rng = np.random.default_rng(6)
    side = round(groups**0.5)
    corners = 100.0 * np.stack(np.meshgrid(range(side), range(side)), -1).reshape(-1, 2)
    x = np.repeat(corners, 5, axis=0)
    information, weights = np.tile(np.eye(2), (len(x), 1, 1)), np.ones(len(x))
    variances = []
    for _ in range(600):
        errors = np.repeat(rng.normal(0, 1, (groups, 2)), 5, axis=0)
        left = errors - errors.mean(0)
        variances.append(np.trace(_covariance("translation", x, left, information, weights, np.eye(2))) / 2)
    assert np.mean(variances) == pytest.approx(1 / groups, rel=0.06)


@pytest.mark.parametrize("model", [model for model, freedom in FREEDOM.items() if freedom])
def test_a_model_has_as_many_parameters_as_its_freedom_says(model):
    at = np.random.default_rng(2).uniform(-100, 100, (9, 2))
    assert jacobian(model, at, np.eye(2)).shape == (9, 2, FREEDOM[model])


@pytest.mark.parametrize("extent", [1e-3, 0.5, 1.0, 1e4])
def test_points_are_neighbours_by_sixths_of_their_extent_however_small_that_is(extent):
    middles = (np.arange(6) + 0.5) / 6
    at = extent * np.r_[np.stack(np.meshgrid(middles, middles), -1).reshape(-1, 2), [[0.0, 0.0], [1.0, 1.0]]]
    cells = _clusters(at)
    assert len(set(cells[:36])) == 36
    assert (cells[36], cells[37]) == (cells[0], cells[35])


def test_points_in_one_line_are_neighbours_along_it():
    assert len(set(_clusters(np.column_stack([np.arange(60.0), np.zeros(60)])))) == 6
