"""The rules of parametric fits one by one: what agrees, which model points carry, and when a richer one pays."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from coregix_core.fitting import parametric
from coregix_core.fitting.parametric import (
    MIN_DEPTH,
    PARTS,
    TUNING,
    _clusters,
    _image,
    _tilted,
    carried,
    consensus,
    fit,
    jacobian,
    pays,
    stepped,
)
from coregix_core.geometry import FREEDOM

RNG = np.random.default_rng(7)
PLACES = RNG.uniform(-100, 100, (60, 2))
EQUAL = np.tile(np.eye(2), (60, 1, 1))
ALL = np.ones(60, bool)


class TestConsensus:
    @pytest.mark.parametrize(("off", "inside"), [(0.99, True), (1.01, False)])
    def test_a_point_agrees_within_the_tolerance(self, off, inside):
        target = PLACES + np.array([3.0, 4.0])
        target[0] += (off, 0.0)
        assert consensus(PLACES, target, 1.0, 2)[0] == inside
        assert consensus(PLACES, target, 1.0, 2)[1:].all()

    @pytest.mark.parametrize(("scale", "sane"), [(1.19, True), (1.21, False), (0.81, True), (0.79, False)])
    def test_two_rasters_of_one_place_differ_in_scale_by_less_than_a_fifth(self, scale, sane):
        assert consensus(PLACES, scale * PLACES, 1e-6, 4).all() == sane

    def test_points_nearer_than_a_seventh_of_all_tell_no_turn(self):
        """Three near each other and one far away: only the far one can say how the others turn."""
        for apart, told in ((14.9, False), (15.1, True)):
            source = np.array([[0.0, 0.0], [apart / 2, 0.0], [apart, 0.0], [100.0, 0.0]])
            target = source + np.array([[0.0, 0.0], [0.0, 0.0], [0.0, 0.0], [50.0, 50.0]])
            assert (consensus(source, target, 0.1, 4).tolist() == [True, True, True, False]) is told

    def test_all_shifts_are_tried_if_they_are_few_and_so_many_else(self):
        target = PLACES + RNG.uniform(20, 900, PLACES.shape)
        target[41] = PLACES[41] + (3.0, 3.0)
        target[7] = PLACES[7] + (3.0, 3.2)
        assert np.flatnonzero(consensus(PLACES, target, 1.0, 2)).tolist() == [7, 41]
        assert consensus(PLACES, PLACES, 1.0, 2, trials=5).all()


class TestModels:
    @pytest.mark.parametrize("model", PARTS)
    def test_its_derivatives_are_those_of_its_image(self, model):
        """By central differences of each parameter, about a matrix and a tilt that are none of the model's own."""
        matrix = np.eye(2) if model in ("identity", "translation") else np.array([[1.1, -0.2], [0.2, 1.1]])
        tilt = np.array([1e-3, -5e-4]) if model == "homography" else np.zeros(2)
        found = jacobian(model, PLACES, matrix, tilt)
        assert found.shape == (60, 2, max(2, FREEDOM[model]))
        assert np.allclose(found[:, :, :2], np.eye(2))
        for k in range(FREEDOM[model] - 2):
            step = np.zeros(max(FREEDOM[model] - 2, 6))
            size = 1e-6 if k < 4 else 1e-9

            def image(sign, k=k, step=step, size=size):
                step = step.copy()
                step[k] = sign * size
                return _image(PLACES, stepped(model, matrix, step), tilt + step[4:6] if model == "homography" else tilt)

            assert np.allclose(found[:, :, 2 + k], (image(1) - image(-1)) / (2 * size), rtol=1e-4, atol=1e-2)

    def test_a_step_of_a_turn_stays_one(self):
        assert stepped("rigid", np.eye(2), np.array([0.3])) == pytest.approx(
            np.array([[np.cos(0.3), -np.sin(0.3)], [np.sin(0.3), np.cos(0.3)]]))
        assert stepped("similarity", np.eye(2), np.array([0.3, 0.2])) == pytest.approx(
            np.array([[1.2, -0.3], [0.3, 1.2]]))
        assert stepped("affine", np.eye(2), np.array([0.1, 0.2, 0.3, 0.4])) == pytest.approx(
            np.array([[1.1, 0.2], [0.3, 1.4]]))
        assert stepped("translation", np.eye(2), np.zeros(0)) == pytest.approx(np.eye(2))

    @pytest.mark.parametrize(("step", "share"), [(0.0079, 1.0), (0.0081, 0.5), (0.0161, 0.25), (0.0321, 0.125),
                                                (0.0641, 0.0)])
    def test_a_tilt_goes_as_far_as_leaves_all_points_before_the_horizon(self, step, share):
        """A point 100 pixels away has a depth of 1 - 100 tilts, of which a fifth has to be left."""
        x = np.array([[-100.0, 0.0], [50.0, 20.0]])
        found = _tilted("homography", x, np.zeros(2), np.array([step, 0.0]))
        assert found == pytest.approx([share * step, 0.0])
        assert (1 + x @ found).min() > MIN_DEPTH
        assert _tilted("affine", x, np.zeros(2), np.array([1.0, 0.0])).tolist() == [0.0, 0.0]


class TestFits:
    def test_weights_are_cauchy_s_of_residuals_in_units_of_their_spread(self):
        target = PLACES + RNG.normal(0, 0.3, PLACES.shape)
        found = fit("translation", PLACES, target, 4 * EQUAL, ALL, np.zeros(2))
        length = 2 * np.hypot(*found.residuals.T)
        # 1.1774 is the median length of a normal error in the plane.
        assert found.scale == pytest.approx(np.median(length) / np.sqrt(2 * np.log(2)), rel=1e-3)
        assert found.weights == pytest.approx(1 / (1 + (length / (TUNING * found.scale)) ** 2), abs=1e-3)
        assert found.residuals == pytest.approx(target - found(PLACES))

    def test_the_spread_is_that_of_the_points_that_agreed_unless_they_are_too_few(self):
        target = PLACES + RNG.normal(0, 0.3, PLACES.shape)
        target[20:] += RNG.normal(0, 9, (40, 2))
        near = np.arange(60) < 20
        narrow = fit("translation", PLACES, target, EQUAL, near, np.zeros(2))
        assert narrow.scale < 0.5
        assert fit("affine", PLACES, target, EQUAL, np.arange(60) < 5, np.zeros(2)).scale > 1.0
        assert fit("affine", PLACES, target, EQUAL, np.arange(60) < 6, np.zeros(2)).scale < 1.0

    @pytest.mark.parametrize(("model", "fewest"), [
        ("translation", 4), ("rigid", 6), ("similarity", 8), ("affine", 18), ("homography", 32)])
    def test_so_many_points_carry_a_model(self, model, fewest):
        assert carried(model, np.arange(60) < fewest, PLACES)
        assert not carried(model, np.arange(60) < fewest - 1, PLACES)

    def test_points_in_one_line_carry_no_affine(self):
        line = PLACES * (1, 0) + (0, 550)
        assert [carried(model, ALL, line) for model in ("translation", "similarity", "affine", "homography")] == [
            True, True, False, False]

    class Fitted:
        """A fit that moves all by so much, with its doubt and what it leaves."""

        def __init__(self, at, doubt=0.0, left=0.0):
            self.at, self.doubt, self.residuals = np.array([at, 0.0]), doubt, np.tile([left, 0.0], (60, 1))

        def __call__(self, points):
            return points + self.at

        def error_at(self, points):
            return np.full(len(points), self.doubt)

    @pytest.mark.parametrize(("added", "doubt", "left", "paid"), [
        (0.011, 0.0, 0.0, True), (0.009, 0.0, 0.0, False), (0.33, 0.1, 0.0, True), (0.31, 0.1, 0.0, False),
        (0.09, 0.0, 0.1, True), (0.07, 0.0, 0.1, False), (0.17, 0.0, 5.0, True), (0.15, 0.0, 5.0, False)])
    def test_what_is_added_exceeds_a_hundredth_its_doubt_and_the_points_own_spread(self, added, doubt, left, paid):
        assert pays(self.Fitted(added, doubt), self.Fitted(0.0, left=left), ALL, np.zeros((4, 2))) is paid

    @pytest.mark.parametrize(("left", "paid"), [(0.14, True), (0.16, False)])
    def test_what_leaves_half_as_much_again_at_most_points_does_not_pay(self, left, paid):
        assert pays(self.Fitted(1.0, left=left), self.Fitted(0.0, left=0.1), ALL, np.zeros((4, 2))) is paid

    def test_neighbours_are_those_of_one_of_six_by_six_cells(self):
        x = np.array([[0.0, 0.0], [0.9, 0.9], [1.1, 0.9], [0.9, 1.1], [5.9, 5.9], [6.0, 6.0]])
        assert _clusters(x).tolist() == [0, 0, 6, 1, 35, 35]
        line = _clusters(np.column_stack([np.arange(12.0), np.zeros(12)]))
        assert line.tolist() == [6 * (i * 6 // 11 if i < 11 else 5) for i in range(12)]


def test_few_groups_count_as_the_usual_correction_has_it(monkeypatch):
    """The covariance of so many occupied cells grows by n / (n - k / 2)."""
    target = PLACES + RNG.normal(0, 0.3, PLACES.shape)
    whole = fit("translation", PLACES, target, EQUAL, ALL, np.zeros(2)).covariance
    occupied = len(np.unique(_clusters(PLACES)))
    monkeypatch.setattr(parametric, "_clusters", lambda x: np.arange(len(x)))
    alone = fit("translation", PLACES, target, EQUAL, ALL, np.zeros(2))
    normal = np.einsum("nij,n->ij", EQUAL, alone.weights**2)
    scores = alone.residuals * alone.weights[:, None]
    expected = np.linalg.inv(normal) @ (scores.T @ scores) @ np.linalg.inv(normal) * 60 / 59
    assert alone.covariance == pytest.approx(expected, rel=1e-3)
    assert occupied < 60
    assert whole.shape == (2, 2)


def test_robust_weights_lose_a_twentieth_of_what_normal_errors_say():
    """The efficiency of Cauchy's estimate, by its influence x w(x) and that one's slope (Huber and Ronchetti 2009)."""
    def mean(of):
        return quad(lambda x: of(x) * norm.pdf(x), -12, 12)[0]

    square = TUNING**2
    slope = mean(lambda x: (1 - x**2 / square) / (1 + x**2 / square) ** 2)
    assert slope**2 / mean(lambda x: (x / (1 + x**2 / square)) ** 2) == pytest.approx(0.95, abs=5e-4)
