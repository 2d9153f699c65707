"""The terms of an uncertainty: each counts what it is meant to, and nothing else."""

from dataclasses import fields, replace
from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from scipy import ndimage

from coregix_core.assessing.as_it_stands import terms_as_it_stands
from coregix_core.assessing.coarser_scales import Scale
from coregix_core.assessing.criteria import CRITERIA, DATES, PLACES
from coregix_core.assessing.evidence import agreeing, places_of
from coregix_core.assessing.motion import Departure
from coregix_core.assessing.uncertainty import (
    Terms,
    _scales,
    _seen,
    _steep,
    _unseen,
    relief_of,
    squares_unseen,
    terms_of,
)
from coregix_core.assessing.unlikeness import changed_share, part_of_scene
from coregix_core.geometry import Frame, Grid, LocalTransform, affine_transform, identity
from coregix_core.matching import MIN_SMOOTH_POINTS, smooth_part
from coregix_core.pairing.blocks import Points
from coregix_core.pairing.common_ground import RIM, CommonGround

ROW, COL = (a.ravel() for a in np.mgrid[0:14, 0:14])
SOURCE = np.column_stack([50.0 * (COL - 6.5), 50.0 * (ROW - 6.5)])
NOISE = np.random.default_rng(3).normal(0, 1, (2, *SOURCE.shape))
PAIR = SimpleNamespace(frame=Frame((0.0, 0.0), (1.0, 1.0)), area=(-350.0, -350.0, 350.0, 350.0))
STILL = identity()


def looked(residual, score=1.0, level=1.0):
    """Evidence whose points have these residuals (n, 2)."""
    count = len(SOURCE)
    points = Points(SOURCE, SOURCE - residual, np.tile(np.eye(2), (count, 1, 1)), np.full(count, score),
                    np.full(count, ""), 8.0 * level)
    return agreeing(points, np.asarray(residual, float), level)


def terms(evidence, transform=STILL, solution=None):
    return terms_of(PAIR, transform, evidence, solution)


def shifted(by, noise=0.0, which=0):
    return np.tile((by, 0.0), (len(SOURCE), 1)) + noise * NOISE[which]


def test_terms_add_up_by_their_squares():
    assert Terms(floor=0.0, scatter=3.0, bend=4.0).ce90 == pytest.approx(5.0)
    assert Terms().ce90 == CRITERIA.floor_px


def test_a_perfect_pair_is_known_to_the_floor():
    assert terms(replace(looked(shifted(0.0)), second=looked(shifted(0.0)))).ce90 == pytest.approx(CRITERIA.floor_px)


def test_scatter_counts_by_its_median():
    found = terms(looked(shifted(0.0, 0.2)))
    assert found.scatter == pytest.approx(CRITERIA.scatter * 0.2 * np.sqrt(2 * np.log(2)), rel=0.1)
    assert found.bend < 0.05
    # Nothing is off: what the mean of so many still errs.
    assert found.common < 0.2 / np.sqrt(len(SOURCE)) * 3


def test_what_is_off_in_common_counts_by_its_share():
    found = terms(looked(shifted(0.6)))
    assert found.common == pytest.approx(CRITERIA.common * 0.6, rel=1e-3)
    assert found.bend == pytest.approx(CRITERIA.bend * 0.6, rel=1e-3)


def test_what_is_off_in_common_counts_in_full_if_only_the_measurement_saw_the_tones_of_one_image():
    assert terms(replace(looked(shifted(0.6)), toned=True)).common == pytest.approx(0.6, rel=1e-3)


@pytest.mark.parametrize(("off", "drawn"), [((-0.6, 0.0), 0.0), ((-0.63, 0.0), 0.0), ((-0.66, 0.045), 0.075)])
def test_a_pair_as_it_stands_lies_apart_by_what_is_common_and_what_draws_windows_to_pixels_adds(off, drawn):
    """The finest coarser scale lies off by as much (shown less true), unless its own error is more than that."""
    pair = SimpleNamespace(**vars(PAIR), grid_at=lambda _: Grid(None, Affine(1.0, 0.0, 0.0, 0.0, -1.0, 0.0), 700, 700))
    scale = Scale(4.0, 0.99, np.array(off), np.full(2, 0.02), 1.0, 1.0)
    found, rest = terms_as_it_stands(pair, STILL, replace(looked(shifted(0.6)), scales=(scale,)))
    assert found.aside == pytest.approx(drawn)
    assert found.bend < 1e-9
    assert found.ce90 == pytest.approx(0.6 + np.hypot(drawn, CRITERIA.floor_px), abs=1e-3)
    assert np.abs(rest.residual).max() < 1e-9


def test_two_measurements_that_differ_are_both_doubted():
    first = looked(shifted(0.0, 0.02))
    assert terms(first).scales == 0.0
    assert terms(replace(first, second=looked(shifted(0.5, 0.02, 1)))).scales == pytest.approx(
        CRITERIA.scales * 0.5, abs=0.01)


def test_what_two_measurements_err_by_at_random_is_no_difference_of_theirs():
    first, second = (np.random.default_rng(seed).normal(0, 0.2, (9, *SOURCE.shape)) for seed in (1, 2))

    def differ(by):
        return np.median([terms(replace(looked(shifted(by) + one), second=looked(other))).scales
                          for one, other in zip(first, second, strict=True)])

    # An affine through so many points errs by 0.025 pixels, and two of them by 0.035.
    assert differ(0.0) < 0.015
    assert differ(0.5) == pytest.approx(CRITERIA.scales * 0.5, rel=0.1)


def test_a_measurement_that_another_does_not_confirm_may_be_off_by_what_counts_as_agreement():
    wild = looked(np.random.default_rng(5).uniform(-8, 8, SOURCE.shape))
    assert terms(replace(looked(shifted(0.0), level=2.0), second=wild)).scales == CRITERIA.unconfirmed * 2.0


@pytest.mark.parametrize(("score", "level", "expected"), [
    (1.0, 1.0, 0.0), (0.97, 1.0, 0.04688), (0.8, 1.0, 0.1233), (0.5, 1.0, 0.3745), (0.25, 2.0, 3.603),
    (0.01, 1.0, 11.88)])
def test_images_that_share_less_are_known_less_well(score, level, expected):
    """With noise, between dates of one sensor, years of surveys, radar and optical images, and down to a bound."""
    evidence = replace(looked(shifted(0.0), score, level), second=looked(shifted(0.0), score, level))
    assert terms(evidence).unlike == pytest.approx(expected, rel=1e-3, abs=1e-9)


def test_noise_fades_with_the_scale_and_change_does_not():
    assert changed_share(fine=9.0, coarse=1.0) == 0
    assert changed_share(fine=1.2, coarse=1.0) == 1
    assert 0.3 < changed_share(fine=4.0, coarse=1.0) < 0.7
    assert changed_share(0.0, 0.0) == 1, "images that are the same differ by nothing, of whatever kind"


@pytest.mark.parametrize(("fine", "expected"), [(0.7, 0.0), (0.95, 0.08063)])
def test_noise_makes_no_images_unlike(fine, expected):
    """Of what is left at twice the scale, nothing counts if ten times as much is seen at the fine one."""
    evidence = replace(looked(shifted(0.0), fine), second=looked(shifted(0.0), 0.95))
    assert terms(evidence).unlike == pytest.approx(expected, rel=1e-3, abs=1e-9)


def test_a_part_of_a_scene_lies_off_the_whole_by_as_much_more_for_each_halving():
    squares = np.square([part_of_scene(side) for side in (300.0, 600.0, 1200.0)])
    assert squares[:-1] - squares[1:] == pytest.approx([PLACES.radial**2 * DATES.doubling] * 2)
    assert part_of_scene(2 * DATES.scene) == part_of_scene(DATES.scene) == 0.0
    assert np.isfinite(part_of_scene(0.0))


def test_of_another_date_less_ground_that_speaks_is_known_less_well():
    """Under clouds, a part is as large as what is left of it."""
    def unlike(keep):
        shows = np.arange(len(SOURCE)) % 4 < keep
        seen = replace(looked(shifted(0.0), 0.8), second=looked(shifted(0.0), 0.8))
        return terms(replace(seen, agree=shows)).unlike

    whole, half = unlike(4), unlike(2)
    assert whole**2 == pytest.approx(part_of_scene(700.0) ** 2 + (CRITERIA.unlike * (0.8**-2 - 1)) ** 2, rel=1e-6)
    assert half**2 - whole**2 == pytest.approx(PLACES.radial**2 * DATES.doubling / 2, rel=1e-6)


def test_clouds_on_half_of_the_places_make_no_other_date_of_one_flight():
    """Its clearest places are the same, and those of another date are not: both have the same median."""
    def unlike(clear):
        score = np.where(np.arange(len(SOURCE)) % 2, 0.7, clear)
        return terms(replace(looked(shifted(0.0), score), second=looked(shifted(0.0), score))).unlike

    usual = CRITERIA.unlike * (0.85**-2 - 1)
    assert unlike(1.0) == pytest.approx(usual, rel=1e-6)
    assert unlike(0.84) > usual + 0.5 * part_of_scene(700.0)


def test_what_differs_finely_at_the_clearest_places_alone_makes_another_date():
    """Clouds and what noise leaves beside them differ at all scales, and at the clearest places by little."""
    def share(fine):
        unlike = terms(replace(looked(shifted(0.0), fine), second=looked(shifted(0.0), 0.94))).unlike
        return np.sqrt(unlike**2 - (CRITERIA.unlike * (0.94**-2 - 1)) ** 2) / part_of_scene(700.0)

    assert share(0.97) == pytest.approx((0.97**-2 - 1) / DATES.finely_other)
    assert share(0.95) == pytest.approx((0.95**-2 - 1) / DATES.finely_other)
    assert share(0.93) == pytest.approx(1.0)


def test_what_was_found_by_outlines_alone_is_known_to_some_pixels_however_well_it_agrees():
    same = replace(looked(shifted(0.0)), second=looked(shifted(0.0)))
    found = {proxy: terms(same, solution=SimpleNamespace(proxy=proxy, fit=None, looked=None)).ce90
             for proxy in ("balanced", "pooled")}
    assert found["balanced"] == pytest.approx(CRITERIA.floor_px)
    assert found["pooled"] == pytest.approx(CRITERIA.outlines, rel=1e-3)


def test_what_a_model_lacks_of_what_residuals_share_counts_in_full():
    """A turn that a translation was chosen in spite of, seen by so few points that no surface shows it."""
    few = np.flatnonzero((ROW % 4 == 1) & (COL % 4 == 1))[:-2]

    def bend(residual, model):
        points = looked(residual).points
        seen = Points(*(getattr(points, f.name)[few] for f in fields(points)[:5]), points.search)
        solved = affine_transform(model, (0.0, 0.0), np.eye(2), np.zeros(2))
        return terms(agreeing(seen, residual[few], 1.0), solved).bend

    turned = 1e-3 * np.column_stack([-SOURCE[:, 1], SOURCE[:, 0]]) + shifted(0.0, 0.02)
    over_the_area = 1e-3 * np.sqrt((places_of(PAIR) ** 2).sum(1).mean())
    assert bend(turned, "translation") == pytest.approx(CRITERIA.lacked * over_the_area, rel=0.1)
    assert bend(turned, "rigid") < bend(turned, "translation")
    assert bend(shifted(0.0, 0.02), "translation") < 0.02


def wave(height):
    return height * np.column_stack([np.sin(COL / 3.0 + 1), np.cos(ROW / 3.0)])


def test_hills_between_the_places_bend_the_ground_as_well():
    still = looked(shifted(0.0))
    assert terms(replace(still, hills=0.2)).bend == 0.2
    assert terms(replace(looked(wave(0.8)), hills=0.2)) == terms(looked(wave(0.8))), "what they show is more"


def test_ground_that_bends_counts_as_a_whole_under_a_parametric_model_and_not_under_a_field():
    bent = looked(wave(0.8))
    rms = float(np.sqrt((wave(0.8) ** 2).sum(1).mean()))
    assert rms < terms(bent).bend < PLACES.radial * rms
    field = type("Field", (), {"model": "local", "__call__": lambda _, x, y: (np.asarray(x), np.asarray(y))})()
    assert terms(bent, field).bend == 0.0


@pytest.mark.parametrize("level", [1.0, 2.0, 4.0])
def test_a_field_that_was_seen_in_coarse_pixels_alone_is_known_in_those(level):
    field = type("Field", (), {"model": "local", "__call__": lambda _, x, y: (np.asarray(x), np.asarray(y))})()
    solved = SimpleNamespace(doubt=0.3, proxy="balanced", fit=None, level=1.0, agreement=1.0, looked=None)
    found = terms(looked(shifted(0.0), level=level), field, solved)
    assert found.field == pytest.approx(CRITERIA.field * level * 0.3)


def test_ground_beyond_the_search_counts_by_the_coarser_look():
    """A valley that agrees in place, while the hills around it lie off by a dozen pixels."""
    far = looked(wave(12.0), level=8.0)
    assert far.agree.all()
    found = terms(replace(looked(shifted(0.0, 0.05)), far=far))
    assert found.bend == pytest.approx(CRITERIA.bend * np.sqrt((wave(12.0) ** 2).sum(1).mean()), rel=0.25)


@pytest.mark.parametrize(("score", "counts"), [(0.6, True), (0.4, False)])
def test_clear_places_that_do_not_agree_show_steep_ground_and_unclear_ones_nothing(score, counts):
    """A quarter of the places lies several pixels off, each elsewhere: hillsides, or what clouds resemble by chance."""
    steep = np.random.default_rng(8).random(len(SOURCE)) < 0.25
    residual = np.where(steep[:, None], 3 * NOISE[0], 0.05 * NOISE[1])
    seen = looked(residual, score)
    expected = CRITERIA.steep * np.sqrt((residual**2).sum(1).mean())
    assert (terms(seen).bend == pytest.approx(expected)) == counts
    assert (terms(seen).bend > 1.0) == counts


@pytest.mark.parametrize(("bends", "counts"), [(True, True), (False, False)])
def test_clear_places_on_ground_that_moved_by_itself_are_no_slope_of_the_rest(bends, counts):
    gone = np.random.default_rng(8).random(len(SOURCE)) < 0.25
    seen = looked(np.where(gone[:, None], (6.0, 2.0), 0.05 * NOISE[1]), 0.6)
    seen = replace(seen, agree=~gone, departure=Departure(SOURCE[gone], np.tile((6.0, 2.0), (gone.sum(), 1)), 0.25,
                                                          bends, gone))
    assert (_steep(seen) > 1.0) == counts


@pytest.mark.parametrize("noise", [0.05, 0.4])
def test_noise_has_next_to_no_smooth_part(noise):
    assert smooth_part(SOURCE, noise * NOISE[0]) < 0.25 * noise
    together = smooth_part(SOURCE, wave(1.0) + noise * NOISE[0])
    assert together == pytest.approx(np.sqrt((wave(1.0) ** 2).sum(1).mean()), rel=0.25)


def test_a_few_points_have_no_smooth_part():
    few = MIN_SMOOTH_POINTS
    assert smooth_part(SOURCE[: few - 1], wave(1.0)[: few - 1]) == 0.0
    assert smooth_part(SOURCE[:few], wave(1.0)[:few]) > 0.0


class Bent:
    """A field of one bend: waves of a height and a length in pixels."""

    model = "local"

    def __init__(self, height, length):
        self.height, self.length = height, length

    def __call__(self, x, y):
        return np.asarray(x) + self.height * np.sin(2 * np.pi * np.asarray(y) / self.length), np.asarray(y, float)


def test_ground_that_bends_a_field_down_to_its_nodes_bends_below_them_as_well():
    """Long waves are held by the nodes; rough ground goes on below them, which only widens what is told."""
    still = looked(shifted(0.0, 0.02))
    smooth, rough = terms(still, Bent(3.0, 300.0)), terms(still, Bent(3.0, 60.0))
    assert smooth.relief < 0.05
    assert rough.relief > 1.0
    assert rough.ce90 > 1.0 > rough.of_images
    assert terms(still).relief == 0.0


@pytest.mark.parametrize(("model", "fitted", "times"), [
    ("affine", True, CRITERIA.covariance), ("homography", True, CRITERIA.perspective), ("identity", True, 0.0),
    ("affine", False, 0.0)])
def test_a_fit_s_own_error_counts_as_often_as_its_model_asks(model, fitted, times):
    """Of a model that was fitted; a pair that stays where it is has none."""
    transform = type("Moved", (), {"model": model, "__call__": lambda _, x, y: (x, y)})()
    known = SimpleNamespace(error_at=lambda at: np.full(len(at), 0.07))
    solution = SimpleNamespace(proxy="balanced", looked=None, fit=known)
    found = terms(looked(shifted(0.0)), transform, solution if fitted else None)
    assert found.covariance == pytest.approx(times * 0.07)


@pytest.mark.parametrize(("nodes", "seen"), [(17, False), (18, False), (19, True), (30, True)])
def test_an_image_that_is_all_edge_says_nothing_of_what_lies_between_nodes(nodes, seen):
    """Eight nodes at each edge are left out, and of the rest three each way have to be there."""
    half = nodes * 8.0 / 2 + 1
    pair = SimpleNamespace(frame=PAIR.frame, area=(-half, -half, half, half))
    assert (relief_of(pair, Bent(3.0, 60.0)) > 0) is seen


class Measured:
    """What a measurement has in common: a shift to the east, and how far that may be off."""

    def __init__(self, east, error):
        self.east, self.error = east, error

    def __call__(self, places):
        return places + np.array([self.east, 0.0])

    def error_at(self, places):
        return np.full(len(places), self.error)


@pytest.mark.parametrize(("first", "second", "differ"), [
    ((0.0, 0.0), (0.5, 0.0), 0.5), ((0.1, 0.3), (0.6, 0.0), 0.4), ((0.1, 0.0), (0.6, 0.3), 0.4),
    ((0.0, 0.24), (0.5, 0.18), 0.4), ((0.0, 0.4), (0.5, 0.4), 0.0)])
def test_of_a_difference_what_both_err_by_is_taken_off_by_its_square(first, second, differ):
    other = SimpleNamespace(common=lambda: Measured(*second), convinces=True)
    seen = SimpleNamespace(second=other, level=1.0)
    assert _scales(seen, Measured(*first), SOURCE) == pytest.approx(CRITERIA.scales * differ)
    assert _scales(SimpleNamespace(second=None, level=1.0), Measured(*first), SOURCE) == 0.0
    doubted = SimpleNamespace(second=SimpleNamespace(common=lambda: Measured(*second), convinces=False), level=2.0)
    assert _scales(doubted, Measured(*first), SOURCE) == CRITERIA.unconfirmed * 2.0


def test_a_fit_whose_windows_are_much_of_the_image_is_known_less_well_than_its_clusters_say():
    points = Points(SOURCE, SOURCE, np.tile(np.eye(2), (len(SOURCE), 1, 1)), np.ones(len(SOURCE)),
                    np.full(len(SOURCE), ""), 8.0)
    fine, coarse = (_seen(SimpleNamespace(looked=(level, points), proxy="orientation")) for level in (0.05, 8.0))
    assert fine == pytest.approx(1.0, abs=0.02)
    assert coarse < fine / 2
    assert _seen(None) == _seen(SimpleNamespace(looked=None)) == 1.0


def test_ground_that_is_not_shown_counts_over_the_area_of_a_field():
    shown = np.ones((70, 70), bool)
    shown[20:50, 20:50] = False
    ground = CommonGround(shown, 10.0 * ndimage.distance_transform_edt(~shown),
                          Grid(None, Affine(10.0, 0, -350.0, 0, 10.0, -350.0), 70, 70), PAIR.frame, 10.0)
    bent = type("Bent", (), {"__call__": lambda _, x, y: (x + 1e-4 * np.asarray(x) ** 2, y)})()
    seen = looked(shifted(0.0))
    assert _unseen(PAIR, bent, seen, 0.1) == 0.0
    assert 0.1 < _unseen(PAIR, bent, replace(seen, ground=ground), 0.1) < 5.0
    assert _unseen(PAIR, STILL, replace(seen, ground=ground), 0.0) == pytest.approx(0.0, abs=1e-9)


def test_ground_beyond_the_rim_of_the_moving_raster_counts_for_nothing():
    """There is no pixel of it that could be put in a wrong place."""
    shown = np.ones((70, 70), bool)
    shown[:, :15] = shown[:, 50:] = False
    ground = CommonGround(shown, 10.0 * ndimage.distance_transform_edt(~shown),
                          Grid(None, Affine(10.0, 0, -350.0, 0, 10.0, -350.0), 70, 70), PAIR.frame, 10.0)
    bent = type("Bent", (), {"__call__": lambda _, x, y: (x + 1e-4 * np.asarray(x) ** 2, y)})()
    seen = looked(shifted(0.0))
    reached = np.ones((70, 70), bool)
    reached[:, 50:] = False
    both, left, none = (_unseen(PAIR, bent, replace(seen, ground=replace(ground, reached=over)), 0.1)
                        for over in (np.ones((70, 70), bool), reached, shown))
    assert none < 0.01 * both
    assert 0 < left < 0.8 * both


def test_a_field_that_leaves_its_affine_where_nothing_is_shown_is_off_by_that():
    """By its own part alone: its affine turns, and is no bend."""
    asked = {}

    def strays(bent, places):
        asked.update(bent=bent(places))
        return np.array([0.0, 0.7])

    ground = SimpleNamespace(distance=lambda _: np.array([0.0, RIM + 10.0]), strays=strays,
                             bends=lambda *_: np.array([0.0, 0.5]))
    turned = affine_transform("affine", (0.0, 0.0), np.array([[1.0, 0.1], [-0.1, 1.0]]), np.zeros(2))
    field = LocalTransform(turned, Affine(100.0, 0, -500.0, 0, 100.0, -500.0),
                           np.stack([np.full((14, 14), 3.0), np.zeros((14, 14))]))
    places = np.array([[10.0, 20.0], [30.0, -40.0]])
    found = squares_unseen(PAIR, field, 2.0, 0.01, ground, places)
    assert found == pytest.approx([0.0, (2 * 0.5) ** 2 + 0.1**2 + 0.7**2])
    assert asked["bent"] == pytest.approx(np.array([[3.0, 0.0], [3.0, 0.0]]))
