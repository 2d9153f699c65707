"""Ground that bends is told from noise, and seen up to the corners of the area."""

import numpy as np
import pytest
from scipy.stats import f

from coregix_core.assessing.trend import _chance, _like_neighbours, shared_by_neighbours, trend_of
from coregix_core.assessing.uncertainty import FOLLOWS, _bend

SIDE = 400.0
LINE = np.linspace(40.0, 360.0, 9)
SOURCE = np.column_stack([v.ravel() for v in np.meshgrid(LINE, LINE)])
PLACES = np.column_stack([v.ravel() for v in np.meshgrid(*[np.linspace(0, SIDE, 7)] * 2)])


def noise(size, seed=1):
    return np.random.default_rng(seed).normal(0, size, SOURCE.shape)


def wave(at, height=0.6):
    turn = 2 * np.pi / SIDE
    return height * np.column_stack([np.sin(turn * at[:, 1]), np.cos(turn * at[:, 0])])


def scaled(at):
    return 0.004 * (at - SIDE / 2)


def ce90(values):
    return np.quantile(np.hypot(*values.T), 0.9)


@pytest.mark.parametrize("level", [0.0, 0.02, 0.1])
@pytest.mark.parametrize(("bent", "freedom"), [(wave, 1), (wave, 0), (scaled, 0)])
def test_a_trend_is_stated_for_the_whole_area_whatever_the_noise(bent, freedom, level):
    found = trend_of(SOURCE, bent(SOURCE) + noise(level), PLACES, freedom, 1.0)
    assert 0.75 * ce90(bent(PLACES)) < found.ce90 < 1.3 * ce90(bent(PLACES))
    assert np.sqrt((found.rest**2).mean()) < level + 0.2 * np.sqrt((bent(SOURCE) ** 2).mean())


@pytest.mark.parametrize("level", [0.0, 0.05])
@pytest.mark.parametrize("margin", [52.0, 60.0])
def test_what_a_lens_bends_most_is_in_the_corners_where_no_point_is(margin, level):
    line = np.linspace(margin, SIDE - margin, 9)
    points = np.column_stack([v.ravel() for v in np.meshgrid(line, line)])
    everywhere = np.column_stack([v.ravel() for v in np.meshgrid(*[np.linspace(0, SIDE, 25)] * 2)])

    def lens(at):
        aside = at / (SIDE / 2) - 1
        return 2.0 * aside * ((aside**2).sum(1, keepdims=True) - 2.4 * (1 - margin / SIDE) ** 2 / 2)

    found = trend_of(points, lens(points) + noise(level), everywhere, 1, 1.0)
    # What the affine takes off is known by the points alone.
    design = np.column_stack([points, np.ones(len(points))])
    affine = np.linalg.lstsq(design, lens(points), rcond=None)[0]
    left = lens(everywhere) - np.column_stack([everywhere, np.ones(len(everywhere))]) @ affine
    rms = np.sqrt((left**2).sum(1).mean())
    assert rms < found.ce90 < 1.52 * rms


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("level", [0.01, 0.5])
def test_noise_has_none(level, seed):
    residual = noise(level, seed)
    found = trend_of(SOURCE, residual, PLACES, 0, 1.0)
    assert found.ce90 == 0.0
    assert found.rest is residual
    assert shared_by_neighbours(SOURCE, residual) == 0.0


@pytest.mark.parametrize("level", [0.003, 0.1])
def test_one_window_that_was_found_wrong_in_a_corner_bends_nothing(level):
    residual = noise(level)
    residual[0] = (1.3, 0.2)
    assert trend_of(SOURCE, residual, PLACES, 1, 1.0).ce90 == 0.0


def test_what_the_model_follows_by_itself_is_no_trend():
    assert trend_of(SOURCE, scaled(SOURCE) + noise(0.02), PLACES, 1, 1.0).ce90 == 0.0


def test_nineteen_points_show_no_surface_and_twenty_do():
    few = np.random.default_rng(2).permutation(len(SOURCE))[:20]
    assert trend_of(SOURCE[few], scaled(SOURCE[few]), PLACES, 0, 1.0).ce90 > 0.8
    assert trend_of(SOURCE[few[:19]], scaled(SOURCE[few[:19]]), PLACES, 0, 1.0).ce90 == 0.0


@pytest.mark.parametrize(("height", "counts"), [(0.02, True), (0.012, False)])
def test_a_fiftieth_of_a_pixel_of_the_level_is_the_measurement_s_own(height, counts):
    found = trend_of(SOURCE, 2 * wave(SOURCE, height), PLACES, 1, 2.0)
    assert (found.ce90 > 0) is counts


def hills(rng):
    """A surface with no trend: each place errs as its neighbours do, and not as those farther away."""
    from scipy import ndimage

    return ndimage.gaussian_filter(rng.standard_normal((9, 9, 2)), (1, 1, 0)).reshape(-1, 2)


def test_of_hills_what_neighbours_share_is_nearly_all():
    ground = np.mean([shared_by_neighbours(SOURCE, hills(np.random.default_rng(i))) for i in range(20)])
    whole = np.mean([np.sqrt((hills(np.random.default_rng(i)) ** 2).sum(1).mean()) for i in range(20)])
    assert 0.6 < ground / whole < 1.0


def test_what_all_share_bends_nothing():
    assert shared_by_neighbours(SOURCE, np.full(SOURCE.shape, 0.5)) == 0.0
    residual = hills(np.random.default_rng(1))
    assert shared_by_neighbours(SOURCE, residual + 3.0) == pytest.approx(shared_by_neighbours(SOURCE, residual))


@pytest.mark.parametrize(("model", "covers"), [("translation", True), ("rigid", True), ("similarity", True),
                                               ("affine", False)])
def test_a_scale_is_a_bend_to_a_model_without_one(model, covers):
    from coregix_core.assessing.evidence import Evidence
    from coregix_core.pairing.blocks import Points

    points = Points(SOURCE, SOURCE, np.zeros((81, 2, 2)), np.ones(81), np.full(81, ""), 8.0)
    seen = Evidence(1.0, points, scaled(SOURCE) + noise(0.02), np.ones(81, bool), 1e-30)
    stated, true = _bend(seen, PLACES, model), ce90(scaled(PLACES))
    assert bool(stated > true) is covers
    assert stated < 1.2 * true


@pytest.mark.parametrize(("more", "left"), [(2, 30), (5, 9), (12, 100)])
def test_chance_is_that_of_the_f_test_over_both_axes(more, left):
    after = np.full((left, 2), 0.5)
    before = np.r_[after, [[1.0, 1.0]]]
    explained = 2.0 / (2 * more) / (0.5 * left / (2 * left))
    assert _chance(before, after, more, left) == pytest.approx(f.sf(explained, 2 * more, 2 * left))


def test_a_surface_that_explains_nothing_is_certainly_chance():
    assert _chance(np.ones((9, 2)), np.full((9, 2), 1.1), 3, 20) == 1.0


@pytest.mark.parametrize(("model", "bends"), [("translation", True), ("affine", True), ("homography", False)])
def test_what_grows_with_the_square_is_a_bend_to_all_but_a_homography(model, bends):
    residual = 0.6 * ((SOURCE - SIDE / 2) / (SIDE / 2)) ** 2 + noise(0.01)
    assert (trend_of(SOURCE, residual, PLACES, FOLLOWS.get(model, 1), 1.0).ce90 > 0.2) is bends


def test_one_in_twenty_points_is_left_out_of_what_neighbours_are_like():
    rng = np.random.default_rng(2)
    positions, residual = rng.uniform(0, 100, (41, 2)), rng.normal(0, 1, (41, 2))
    assert _like_neighbours(positions, residual).sum() == 39
