"""The uncertainty of single places: scatter, bends, what nothing holds, and what is no noise."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from scipy import ndimage

from coregix_core.assessing.coarser_scales import Scale
from coregix_core.assessing.criteria import CRITERIA, PLACES
from coregix_core.assessing.evidence import Evidence, places_of
from coregix_core.assessing.motion import Departure
from coregix_core.assessing.noise import weights
from coregix_core.assessing.place_errors import (
    _excess,
    _off_in_common,
    bend_at,
    beyond,
    beyond_noise,
    left_by_field,
    seen_share,
    squares_at,
)
from coregix_core.assessing.trend import trend_of
from coregix_core.assessing.unlikeness import part_of_scene
from coregix_core.fields import DrawnError, lattice_over
from coregix_core.fitting import fit
from coregix_core.geometry import Frame, Grid, LocalTransform, affine_transform, identity
from coregix_core.pairing.blocks import Points
from coregix_core.pairing.common_ground import CommonGround
from coregix_core.pairing.solution import Solution
from coregix_core.registration import ce90_at

AREA = (0.0, 0.0, 1000.0, 1000.0)
PAIR = SimpleNamespace(frame=Frame((0.0, 0.0), (1.0, 1.0)), area=AREA)
MIDDLE, CORNER = np.array([[500.0, 500.0]]), np.array([[995.0, 995.0]])


GROUND = Grid(None, Affine(10.0, 0, 0, 0, 10.0, 0), 100, 100)


def disk(size, radius):
    y, x = np.indices((size, size)) - size // 2
    return np.hypot(x, y) < radius


def over(low=50.0, high=950.0, count=12):
    x, y = np.meshgrid(np.linspace(low, high, count), np.linspace(low, high, count))
    return np.stack([x.ravel(), y.ravel()], 1)


def points_at(places, score=0.99, information=1.0):
    count = len(places)
    return Points(places, places, np.tile(information * np.eye(2), (count, 1, 1)), np.full(count, score),
                  np.full(count, ""), 8.0)


def evidence(residual, places=None, score=0.99, agree=True, information=1.0, **more):
    places = over() if places is None else places
    residual = np.broadcast_to(residual, places.shape)
    return Evidence(1.0, points_at(places, score, information), residual, np.broadcast_to(agree, len(places)), 0.0,
                    **more)


def solution(model, noise=0.1, agreement=1.0, **more):
    places = over()
    shown = places + noise * np.random.default_rng(0).normal(size=places.shape)
    found = fit(model, places, shown, np.tile(np.eye(2), (len(places), 1, 1)), np.ones(len(places), bool), np.zeros(2))
    transform = affine_transform(model, (500.0, 500.0), np.eye(2), np.zeros(2))
    return Solution(transform, PAIR, "metric", "orientation", 1.0, (), found, agreement,
                    looked=(1.0, points_at(places)), **more)


def field_of(height, doubt):
    nodes = np.stack([height * np.sin(np.add.outer(np.arange(14), 2 * np.arange(14))), np.zeros((14, 14))])
    affine = affine_transform("affine", (500.0, 500.0), np.eye(2), np.zeros(2))
    return Solution(LocalTransform(affine, Affine(100.0, 0, -100.0, 0, 100.0, -100.0), nodes), PAIR, "metric",
                    "orientation", 1.0, (), None, doubt=doubt)


def ce90(seen, solved, places, transform=None):
    return np.sqrt(squares_at(PAIR, transform or solved.transform, seen, solved, places))


def test_of_a_model_it_is_that_of_its_parameters_and_grows_beyond_the_points():
    affine, shift = solution("affine"), solution("translation")
    seen = evidence(0.0)
    assert ce90(seen, affine, CORNER) > 1.5 * ce90(seen, affine, MIDDLE)
    assert ce90(seen, shift, CORNER) == pytest.approx(ce90(seen, shift, MIDDLE))
    # The mean of n points that scatter by s in each direction errs by the root of 2 / n of it.
    plain = 1.52 * 0.1 * np.sqrt(2 / 144)
    assert plain < ce90(seen, shift, MIDDLE)[0] < 2 * plain


def test_points_that_were_chosen_because_they_agree_scatter_less_than_all(monkeypatch):
    monkeypatch.setattr("coregix_core.assessing.place_errors.left_open", lambda *_: 0.0)
    seen = evidence(0.0)
    one, half = (ce90(seen, solution("translation", agreement=share), MIDDLE)[0] for share in (1.0, 0.5))
    assert half == pytest.approx(np.sqrt(2) * one, rel=0.02)


def test_clusters_see_what_windows_share_within_them_alone():
    places = over()
    # 900 pixels are six clusters of 150: those of 1 pixel share nothing, those of 800 hardly lie within one.
    assert seen_share(places, 1.0) == pytest.approx(1.0, abs=0.01)
    wide = PLACES.taper * 64 / (3 * 150)
    assert seen_share(places, 64.0) == pytest.approx((1 - wide) ** 2)
    assert seen_share(places, 800.0) < 0.15
    edge = 150 / PLACES.taper
    assert seen_share(places, edge * 1.001) == pytest.approx(seen_share(places, edge * 0.999), rel=0.01)
    assert np.isfinite(seen_share(np.zeros((5, 2)), 64.0)), "points in one place have no clusters"


def test_residuals_that_noise_does_not_explain_are_bends_of_the_ground_near_them():
    places = over()
    # From place to place, so that no surface goes through them.
    rough = 0.5 * np.random.default_rng(3).choice((-1.0, 1.0), places.shape) * (places[:, :1] > 500)
    quiet, loud = (evidence(rough + 0.03, information=i) for i in (1.0, 1e-3))
    west, east = np.array([[200.0, 500.0]]), np.array([[800.0, 500.0]])
    assert bends(quiet, east) > 1.5 * bends(quiet, west) > 0
    assert bends(loud, east) == 0, "as long as their own information makes them: noise"
    far = np.array([[1400.0, 500.0]])
    assert bends(evidence(0.5), far) > 4 * bends(evidence(0.5), MIDDLE)
    # A shift has no slope that would lead astray, and no point says how the ground goes on.
    assert bends(evidence(0.5), far, "translation") == pytest.approx(
        bends(evidence(0.5), MIDDLE, "translation") * (1 + PLACES.farthest))


def test_a_surface_through_the_residuals_is_less_known_beyond_the_points():
    places = over(50.0, 600.0)
    seen = evidence(1e-6 * (places[:, :1] - 300) ** 2 * [5.0, 0.0], places)
    at_edge, beyond_it = np.array([[600.0, 300.0]]), np.array([[900.0, 300.0]])
    trend = trend_of(places, seen.residual, places_of(PAIR), 0, 1.0, np.concatenate([at_edge, beyond_it]),
                     weights(seen))
    shown = PLACES.trend_here * (trend.seen**2).sum(1) + PLACES.trend_around * trend.ce90**2
    found = [bends(seen, place, "translation") for place in (at_edge, beyond_it)]
    assert found == pytest.approx(shown * [1, 1 + PLACES.farthest], rel=0.01)


def bends(seen, place, model="affine"):
    return float(bend_at(PAIR, seen, solution(model), place)[0])


def test_a_smooth_surface_through_the_residuals_is_what_places_are_off_by_however_noisy_they_are():
    places = over()
    wave = np.sin(2 * np.pi * places[:, :1] / 1000) * np.array([0.6, 0.0])
    noise = np.random.default_rng(4).normal(0, 0.2, places.shape)
    # By their own information all of them are noise.
    seen, none = (evidence(residual + noise, information=1e-4) for residual in (wave, 0 * wave))
    crest, knot = np.array([[250.0, 500.0]]), np.array([[500.0, 500.0]])
    assert np.sqrt(bends(seen, crest, "translation")) == pytest.approx(0.6, rel=0.25)
    assert bends(seen, crest, "translation") > 1.3 * bends(seen, knot, "translation") > 0
    assert bends(none, crest, "translation") == 0
    shift = solution("translation")
    parts = [bend_at(PAIR, seen, shift, some) for some in np.array_split(places, 7)]
    np.testing.assert_allclose(np.concatenate(parts), bend_at(PAIR, seen, shift, places))


def test_neighbours_that_err_alike_show_bends_however_noisy_they_are():
    places = over(count=20)
    hills = 0.5 * np.stack([np.sin(places[:, 0] / 70), np.cos(places[:, 1] / 70)], 1)
    assert bends(evidence(hills, places, information=1e-4), MIDDLE) > 0.3**2


def test_far_from_the_ground_that_both_images_show_a_field_is_less_known():
    field, seen, middle = field_of(3.0, doubt=0.2), evidence(0.0), np.array([[505.0, 505.0]])
    whole, holed = (CommonGround(valid, ndimage.distance_transform_edt(~valid) * 10, GROUND, PAIR.frame, 10.0)
                    for valid in (np.ones((100, 100), bool), ~disk(100, 25)))
    plain = squares_at(PAIR, field.transform, seen, field, middle)
    on_it, within = (squares_at(PAIR, field.transform, evidence(0.0, ground=ground), field, middle)
                     for ground in (whole, holed))
    assert on_it == pytest.approx(plain)
    assert within > plain + (PLACES.astray * 0.2 * 245) ** 2


def test_a_field_is_known_by_what_is_drawn_about_each_place_and_less_in_the_narrowest_hole():
    lattice = lattice_over(np.zeros(2), np.full(2, 1000.0), 100.0)
    squares = np.full(lattice.shape, 0.1**2)
    squares[:, 8:] = 0.3**2
    field = replace(field_of(3.0, doubt=0.2), drawn=DrawnError(lattice, squares, 0.2).squares_at)
    west, east = np.array([[252.0, 500.0]]), np.array([[748.0, 500.0]])
    of_west, of_east = (squares_at(PAIR, field.transform, evidence(0.0), field, at)[0] for at in (west, east))
    assert of_east - of_west == pytest.approx(PLACES.drawn**2 * (0.3**2 - 0.1**2))
    valid = np.ones((100, 100), bool)
    valid[50, 25] = False
    holed = CommonGround(valid, ndimage.distance_transform_edt(~valid) * 10, GROUND, PAIR.frame, 10.0)
    within = squares_at(PAIR, field.transform, evidence(0.0, ground=holed), field, west + 4.0)[0]
    assert within - of_west > 0.9 * (PLACES.rim * 0.1) ** 2


def test_a_bump_is_stated_where_a_closer_look_found_it_and_fades_around():
    windows = np.stack(np.meshgrid([480.0, 496.0, 512.0], [480.0, 496.0, 512.0]), -1).reshape(-1, 2)
    places = np.array([[496.0, 496.0], [530.0, 496.0], [548.0, 496.0], [700.0, 496.0]])

    def stated(bends):
        departure = Departure(windows, np.full((9, 2), 3.0), 0.05, bends, np.zeros(144, bool))
        with_it, without = (squares_at(PAIR, shift.transform, seen, shift, places)
                            for seen in (evidence(0.0, departure=departure), evidence(0.0)))
        return np.sqrt(with_it - without)

    shift = solution("translation")
    found = stated(True)
    assert found[0] == pytest.approx(CRITERIA.steep * np.hypot(3, 3))
    assert found[0] > found[1] > found[2] > found[3] == 0
    assert not stated(False).any(), "what moved by itself is no error of the alignment"


def test_edges_of_clouds_bend_no_surface():
    places = over(count=6)
    residual = np.random.default_rng(2).normal(0, 0.01, places.shape)
    cloud = (places > 700).all(1)
    residual[cloud] += 0.4
    clear = evidence(residual, places)
    information = np.where(cloud, 1e-3, 1.0)[:, None, None] * np.eye(2)
    cloudy = replace(clear, points=replace(clear.points, information=information))
    assert bends(cloudy, CORNER, "translation") < bends(clear, CORNER, "translation") / 4


def test_how_far_beyond_the_points_a_place_lies():
    places = over()
    spacing = 900 / 11
    assert beyond(places, places).max() == 0
    assert beyond(places, np.array([[950 + 1.75 * spacing, 500.0]])) == pytest.approx([1.0], abs=0.1)
    assert beyond(places, np.array([[1e9, 0.0]])) == PLACES.farthest


def test_a_field_is_known_by_its_drawn_error_and_less_where_nothing_holds_it_or_nothing_agrees():
    field = field_of(3.0, doubt=0.2)
    whole = evidence(0.0)
    held = ce90(whole, field, MIDDLE)[0]
    assert held == pytest.approx(PLACES.drawn * 0.2, abs=0.01)
    half = evidence(0.0, places=over(50.0, 500.0))
    assert ce90(half, field, CORNER) > 5 * held
    cloudy = evidence(0.0, agree=over()[:, 0] < 500)
    assert ce90(cloudy, field, np.array([[560.0, 500.0]])) > 2 * ce90(cloudy, field, np.array([[200.0, 500.0]]))


def test_an_image_that_stays_is_off_by_what_it_would_have_been_moved_by():
    shift = solution("translation")
    there = Solution(affine_transform("translation", (500.0, 500.0), np.eye(2), np.array([0.03, 0.04])), PAIR, "metric",
                     "orientation", 1.0, (), shift.fit, 1.0, looked=shift.looked)
    stays = ce90(evidence(0.0), there, MIDDLE, transform=identity((500.0, 500.0)))
    assert stays**2 == pytest.approx(ce90(evidence(0.0), there, MIDDLE) ** 2 + 0.05**2)


def test_other_seasons_are_stated_and_noise_is_not_counted_twice():
    """Edges that correlate by 0.8 at twice the scale: of noise they would by 0.4 at the finer one."""
    shift = solution("translation", noise=0.01)
    second = evidence(0.0, score=0.8)
    noisy, changed = (ce90(evidence(0.0, score=score, second=second), shift, MIDDLE)[0] for score in (0.35, 0.75))
    assert noisy < 0.02
    # As a part of a scene besides, a thousand pixels wide.
    assert changed > part_of_scene(1000.0)


def test_measurements_that_contradict_each_other_are_stated():
    shift, seen = solution("translation", noise=0.01), evidence(0.0)
    other = evidence(np.array([0.3, 0.0]), score=0.99)
    disagreeing = evidence(0.0, agree=np.arange(144) % 9 == 0)
    alike, apart, neither = (
        ce90(evidence(0.0, second=second), shift, MIDDLE)[0] for second in (seen, other, disagreeing))
    assert alike < 0.02
    assert apart == pytest.approx(CRITERIA.scales * 0.3, rel=0.1)
    assert neither > CRITERIA.unconfirmed


def test_in_units_of_the_crs_at_places_of_it():
    outcome = SimpleNamespace(
        pair=SimpleNamespace(frame=Frame((0.0, 0.0), (10.0, 10.0)), area=(0.0, 0.0, 10_000.0, 10_000.0)),
        transform=solution("affine").transform, assessment=SimpleNamespace(uncertainty_ce90_px=0.1, moved_ground=None),
        seen=(evidence(0.0), solution("affine")))
    outcome.transform = outcome.seen[1].transform
    x, y = 10 * CORNER.T
    expected = 10 * np.sqrt(squares_at(outcome.pair, outcome.transform, *outcome.seen, CORNER))
    assert ce90_at(outcome)(x, y) == pytest.approx(expected)


def test_images_that_lie_aside_at_a_coarser_scale_are_stated_by_twice_as_much_if_the_rest_does_not_cover_it():
    def stated(off, noise):
        solved = solution("affine", noise=noise)
        scale = Scale(8.0, 0.9, np.array([off, 0.0]), np.full(2, 0.01), 1.0, 1.0)
        outcome = SimpleNamespace(pair=PAIR, transform=solved.transform, seen=(evidence(0.0, scales=(scale,)), solved),
                                  assessment=SimpleNamespace(uncertainty_ce90_px=0.1, moved_ground=None))
        return ce90_at(outcome)(*MIDDLE.T)[0]

    assert stated(0.5, 0.1) == pytest.approx(np.hypot(2 * 0.5, stated(0.0, 0.1)))
    assert stated(0.5, 3.0) == stated(0.0, 3.0) > 0.4


def test_a_place_is_known_up_to_three_quarters_of_a_spacing_and_beyond_three_more_no_less():
    """Points 10 apart: each speaks for 7.5, and 37.5 away nothing more is lost."""
    points = np.stack(np.meshgrid(np.arange(0.0, 100.0, 10), np.arange(0.0, 100.0, 10)), -1).reshape(-1, 2)
    away = np.array([0.0, 7.5, 17.5, 37.0, 37.5, 400.0])
    places = np.column_stack([np.zeros(6), -away])
    assert beyond(points, places) == pytest.approx([0.0, 0.0, 1.0, 2.95, 3.0, 3.0])


@pytest.mark.parametrize(("sixth", "bent"), [(11, True), (12, False)])
def test_the_twelve_nearest_points_say_how_the_ground_bends(sixth, bent):
    """Five of them err by a pixel, and the twelfth or the thirteenth as well: half of those that count, or less."""
    places = over(count=20)
    at = np.array([[480.0, 510.0]])
    order = np.argsort(np.hypot(*(places - at).T))
    residual = 0.1 * np.random.default_rng(1).choice((-1.0, 1.0), places.shape)
    residual[order[[0, 1, 2, 3, 4, sixth]]] *= 10
    assert bool(bend_at(PAIR, evidence(residual, places), solution("affine"), at)[0] > 0.5) is bent


@pytest.mark.parametrize(("off", "doubt", "expected"), [(0.0, 0.3, 0.3 * CRITERIA.common_doubt),
                                                        (0.4, 0.0, 0.4 * CRITERIA.common)])
def test_of_what_is_off_in_common_and_of_its_error_a_share_counts_for_a_field(off, doubt, expected):
    class Common:
        def __call__(self, places):
            return places + np.array([0.6, 0.8]) * off

        def error_at(self, places):
            return np.full(len(places), doubt)

    assert _off_in_common(Common(), over()) == pytest.approx(expected)
    assert _off_in_common(None, over()) == 0.0


@pytest.mark.parametrize("doubt", [0.0, 0.3])
def test_of_a_field_relief_counts_whatever_is_drawn_of_its_error(doubt, monkeypatch):
    """The signs of the draw are random, and ground that bends below the nodes errs by the same ones everywhere."""
    seen = replace(evidence(0.0), level=4.0)
    rest = beyond_noise(PAIR, seen, field_of(0.0, doubt))
    monkeypatch.setattr("coregix_core.assessing.place_errors.relief_of", lambda *_: 0.9)
    assert beyond_noise(PAIR, seen, field_of(0.0, doubt)) - rest == pytest.approx(0.9**2)


def test_what_a_model_leaves_open_counts_unless_residuals_show_more_of_the_same(monkeypatch):
    seen, shift = evidence(0.0), solution("translation", noise=0.01)
    bent = evidence(0.5)
    states = {}
    for square in (0.0, 0.04):
        monkeypatch.setattr("coregix_core.assessing.place_errors.left_open", lambda *_, square=square: square)
        states[square] = [float(squares_at(PAIR, shift.transform, one, shift, MIDDLE)[0]) for one in (seen, bent)]
    still, more = zip(*states.values(), strict=True)
    assert still[1] - still[0] == pytest.approx(PLACES.radial**2 * PLACES.left_open * 0.04)
    assert more[1] == more[0]


@pytest.mark.parametrize(("information", "times"), [(1e-9, PLACES.left),
                                                    (1e9, np.hypot(PLACES.left, PLACES.left_beyond))])
def test_what_windows_find_under_a_field_counts_and_twice_as_much_of_what_is_no_noise(information, times):
    """Of residuals that are normal in the plane, of a root mean square of 0.3."""
    residual = 0.3 / np.sqrt(2) * np.random.default_rng(6).normal(size=over().shape)
    assert left_by_field(evidence(residual, information=information)) == pytest.approx((times * 0.3) ** 2, rel=0.2)


def test_what_two_measurements_differ_by_counts_beyond_twice_their_errors():
    def common(east, error):
        class Common:
            def __call__(self, places):
                return places + np.array([east, 0.0])

            def error_at(self, places):
                return np.full(len(places), error)

        return Common()

    places = over()
    assert _excess(common(0.5, 0.1), None, places) == pytest.approx(0.5**2 - 4 * 0.1**2)
    assert _excess(common(0.5, 0.1), common(-0.1, 0.2), places) == pytest.approx(0.6**2 - 4 * (0.1**2 + 0.2**2))
    assert _excess(common(0.5, 0.3), common(0.4, 0.3), places) == 0.0
    assert _excess(None, common(0.4, 0.3), places) == 0.0
