"""What richer models say of places counts by the evidence for them: all of it, hardly any, or what noise hides."""

from types import SimpleNamespace

import numpy as np
import pytest

from coregix_core.assessing.criteria import PLACES
from coregix_core.assessing.left_open import _evidence, left_open
from coregix_core.fitting import fit
from coregix_core.pairing.blocks import Points

AREA = np.stack(np.meshgrid(np.linspace(0, 1000, 7), np.linspace(0, 1000, 7)), -1).reshape(-1, 2)
MIDDLE, CORNER = np.array([[500.0, 500.0]]), np.array([[1000.0, 1000.0]])
OUT = np.hypot(500, 500)
NOISE = 0.1
# The standard error at the corner of a turn that is fitted to these points, from their errors and the lever.
POINTS = np.stack(np.meshgrid(np.linspace(50, 950, 12), np.linspace(50, 950, 12)), -1).reshape(-1, 2)
TURN_ERROR = NOISE / np.sqrt(((POINTS - 500) ** 2).sum()) * OUT


def solved(model, turned=0.0, noise=NOISE, seed=0, count=144):
    """A fit of ground that is turned by so many pixels at the corner, over points that err by noise."""
    about = (POINTS - 500) * (turned / OUT)
    shown = POINTS + np.column_stack([-about[:, 1], about[:, 0]])
    shown += noise * np.random.default_rng(seed).normal(size=POINTS.shape)
    points = Points(POINTS, shown, np.tile(np.eye(2), (len(POINTS), 1, 1)), np.full(len(POINTS), 0.9),
                    np.full(len(POINTS), ""), 8.0)
    points = points.part(np.arange(len(POINTS)) < count)
    taken = fit(model, points.fixed, points.moving, points.information, np.ones(count, bool), np.full(2, 500.0))
    return SimpleNamespace(fit=taken, looked=(1.0, points))


def open_at(places, solution, seen=1.0):
    return float(left_open(solution, seen, AREA, places)[0])


def test_a_turn_that_a_shift_cannot_have_is_left_open_in_full_where_points_show_it_beyond_doubt():
    assert np.sqrt(open_at(CORNER, solved("translation", turned=1.0))) == pytest.approx(1.0, abs=4 * TURN_ERROR)
    assert open_at(MIDDLE, solved("translation", turned=1.0)) < 0.01


def test_hardly_anything_is_left_open_of_what_points_do_not_show():
    """On the average of many draws the shift itself errs by more."""
    plain = [open_at(CORNER, solved("translation", seed=seed)) for seed in range(20)]
    own = [solved("translation", seed=seed).fit.error_at(CORNER)[0] ** 2 for seed in range(20)]
    assert PLACES.left_open * np.mean(plain) < 2 * np.mean(own)


def test_of_a_turn_that_noise_nearly_hides_a_part_is_left_open():
    """Three standard errors of it are less than is taken for a turn, and more than the shift says that it errs by."""
    hidden = 3 * TURN_ERROR
    found = [solved("translation", turned=hidden, seed=seed) for seed in range(20)]
    share = np.mean([open_at(CORNER, one) for one in found]) / hidden**2
    assert 0.5 < share < 1.5
    assert np.mean([one.fit.error_at(CORNER)[0] for one in found]) < hidden / 2


@pytest.mark.parametrize("seen", [1.0, 0.25])
def test_a_turn_of_four_standard_errors_counts_by_their_square_over_what_a_parameter_costs(seen):
    """The less of its errors a fit sees, the less a turn shows."""
    shown = [(solved("rigid", 4 * TURN_ERROR, seed=seed), solved("translation", 4 * TURN_ERROR, seed=seed))
             for seed in range(30)]
    odds = np.median([_evidence(turned.fit, plain.fit, seen, AREA) for turned, plain in shown])
    # In the area, whose corners lie farther out than the points, a turn counts for a fifth more.
    assert odds == pytest.approx((19 * seen - np.log(36)) / 2, abs=2)


def test_a_richer_model_errs_itself_and_by_more_than_its_fit_sees(monkeypatch):
    monkeypatch.setattr("coregix_core.assessing.left_open._evidence", lambda *_: 100.0)
    plain, richer = (solved(model) for model in ("similarity", "affine"))
    own = richer.fit.error_at(CORNER)[0] ** 2 - plain.fit.error_at(CORNER)[0] ** 2
    assert own > 0
    assert open_at(CORNER, plain, 0.1) - open_at(CORNER, plain) == pytest.approx(9 * own)


def test_a_model_beyond_which_points_carry_none_leaves_nothing_open():
    assert open_at(CORNER, solved("affine", turned=1.0)) == 0.0
    assert open_at(CORNER, solved("homography", turned=1.0)) == 0.0
    assert open_at(CORNER, solved("translation", turned=1.0, count=5)) == 0.0
    assert open_at(CORNER, SimpleNamespace(fit=None, looked=None)) == 0.0


def test_points_that_do_not_agree_carry_no_richer_model():
    """Seven of twelve under clouds: five are too few for a turn."""
    solution = solved("translation", turned=1.0, count=12)
    points = solution.looked[1]
    agree = np.arange(12) < 5
    points.moving[~agree] += 20 + np.arange(14.0).reshape(7, 2) ** 2
    taken = fit("translation", points.fixed, points.moving, points.information, agree, np.full(2, 500.0))
    assert open_at(CORNER, SimpleNamespace(fit=taken, looked=(1.0, points))) == 0.0
