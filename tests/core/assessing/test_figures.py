"""The figures of an assessment, each from evidence whose values are known; the verdict's are in ``test_criteria``."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scenes import displaced, grid

from coregix_core.assessing import assessment
from coregix_core.assessing.assessment import assess, borne_out, spread_of
from coregix_core.assessing.criteria import CRITERIA
from coregix_core.assessing.evidence import Evidence
from coregix_core.assessing.motion import Motion
from coregix_core.assessing.uncertainty import Terms, unsupported_at, whole_spread
from coregix_core.findings import LocalGain
from coregix_core.geometry import Frame, identity
from coregix_core.matching import INVALID
from coregix_core.pairing.blocks import Points

ROW, COL = (a.ravel() for a in np.mgrid[0:10, 0:10])
SOURCE = np.column_stack([20.0 * COL - 90, 20.0 * ROW - 90])
FRAME = Frame((500.0, 700.0), (4.0, 2.0))
PAIR = SimpleNamespace(frame=FRAME, area=(100.0, 500.0, 900.0, 900.0),
                       fixed=SimpleNamespace(grid=SimpleNamespace(crs=None)),
                       grid_at=lambda _: grid(200, 200, 2.0))
RNG = np.random.default_rng(2)


def seen(residual, agree=None, level=1.0, information=1.0, **given):
    residual = np.broadcast_to(np.asarray(residual, float), SOURCE.shape)
    points = Points(SOURCE, SOURCE - residual, np.tile(information * np.eye(2), (100, 1, 1)), np.full(100, 0.8),
                    np.full(100, "", "U40"), 8.0)
    agree = np.isfinite(residual[:, 0]) if agree is None else agree
    return Evidence(level, points, residual, agree, 1e-20, **given)


class TestResiduals:
    def test_they_are_those_of_what_agrees_and_stayed(self):
        residual = np.zeros((100, 2))
        residual[:50] = (0.3, 0.4)
        residual[90:] = (9.0, 9.0)
        found = assessment._residuals(seen(residual, np.arange(100) < 90), residual, FRAME)
        assert found.rmse_px == pytest.approx(0.5 * np.sqrt(50 / 90))
        assert (found.median_px, found.ce90_px) == pytest.approx((0.5, 0.5))
        # A pixel is 2 m.
        assert (found.rmse, found.median, found.ce90) == pytest.approx((2 * found.rmse_px, 1.0, 1.0))
        assert (found.count, found.coverage) == (90, 0.9)

    def test_the_nine_in_ten_are_of_the_length(self):
        residual = np.column_stack([np.arange(100) / 100, np.zeros(100)])
        assert assessment._residuals(seen(residual), residual, FRAME).ce90_px == pytest.approx(np.quantile(
            residual[:, 0], 0.9))

    def test_places_that_are_invalid_count_for_no_coverage(self):
        evidence = seen(np.zeros((100, 2)), np.arange(100) < 40)
        evidence.points.reason[60:] = INVALID
        assert assessment._residuals(evidence, evidence.residual, FRAME).coverage == pytest.approx(40 / 60)

    @pytest.mark.parametrize(("count", "there"), [(4, True), (3, False)])
    def test_four_are_the_fewest(self, count, there):
        evidence = seen(np.zeros((100, 2)), np.arange(100) < count)
        assert (assessment._residuals(evidence, evidence.residual, FRAME) is not None) is there


class TestLocalGain:
    WAVE = np.column_stack([np.sin(COL / 2.0), np.cos(ROW / 2.0)])

    @pytest.mark.parametrize(("count", "there"), [(30, True), (29, False)])
    def test_thirty_places_show_what_a_field_would_leave(self, count, there):
        evidence = seen(self.WAVE, np.arange(100) < count)
        assert (assessment._local_gain(evidence, identity()) is not None) is there
        assert assessment._local_gain(evidence, SimpleNamespace(model="local")) is None

    def test_it_is_between_what_neighbours_leave_and_noise(self):
        residual = self.WAVE + RNG.normal(0, 0.05, (100, 2))
        found = assessment._local_gain(seen(residual, information=0.2), identity())
        now = np.sqrt((residual**2).sum(1).mean())
        apart = np.sqrt(((residual - assessment.local_planes(SOURCE, residual)) ** 2).sum(1).mean())
        noise = now * np.sqrt(2e-3 / (0.2 * np.median((residual**2).sum(1))))
        assert found.rmse_px_now == pytest.approx(now)
        assert found.rmse_px_local == pytest.approx(np.sqrt(apart * noise))
        assert found.helps

    def test_noise_is_never_more_than_what_there_is(self):
        found = assessment._local_gain(seen(RNG.normal(0, 0.3, (100, 2)), information=1e-9), identity())
        assert found.rmse_px_local == pytest.approx(found.rmse_px_now)
        assert not found.helps

    @pytest.mark.parametrize(("height", "helps"), [(0.16, True), (0.14, False)])
    def test_less_than_a_seventh_of_a_pixel_is_not_worth_it(self, height, helps):
        wave = self.WAVE * height / np.sqrt((self.WAVE**2).sum(1).mean())
        found = assessment._local_gain(seen(wave, information=1e4), identity())
        assert found.rmse_px_local < 0.3 * found.rmse_px_now
        assert found.helps is helps

    @pytest.mark.parametrize(("left", "helps"), [(0.59, True), (0.61, False)])
    def test_nor_is_what_leaves_six_tenths_of_it(self, monkeypatch, left, helps):
        residual = np.tile([1.0, 0.0], (100, 1))
        # What neighbours do not explain, and noise of 1 by the information: the geometric mean of both is left.
        monkeypatch.setattr(assessment, "local_planes", lambda _s, values: values * (1 - left**2))
        found = assessment._local_gain(seen(residual, information=2e-3), identity())
        assert found.rmse_px_local == pytest.approx(left)
        assert found.helps is helps

    def test_the_coarse_look_sees_more_of_what_bends_but_not_of_what_moved(self):
        near, far = seen(0.1 * self.WAVE), seen(5.0 * self.WAVE, level=4.0)
        moved = Motion(np.arange(100) < 5, 0.05, (3.0, 0.0))
        one, both, other = (assessment._local_gain(evidence, identity()) for evidence in (
            near, replace(near, far=far), replace(near, far=far, motion=moved)))
        assert both.rmse_px_now > 10 * one.rmse_px_now
        assert other.rmse_px_now < 2 * one.rmse_px_now


class TestMovedGround:
    def test_the_look_that_saw_most_of_it_says_how_far_and_where_to(self):
        few, most = (Motion(np.arange(100) < n, n / 100, (3.0, 4.0 * sign)) for n, sign in ((10, 1), (30, -1)))
        near, far = seen(np.zeros(2), motion=few), seen(np.zeros(2), motion=most)
        assert assessment._moved_ground(seen(np.zeros(2)), FRAME) is None
        found = assessment._moved_ground(near, FRAME)
        assert (found.share, found.length_px, found.length) == pytest.approx((0.1, 5.0, 10.0))
        assert found.towards_deg == pytest.approx(np.degrees(np.arctan2(3, 4))), "clockwise from north"
        south_west = assessment._moved_ground(seen(np.zeros(2), motion=replace(few, displacement=(-1.0, -1.0))), FRAME)
        assert south_west.towards_deg == pytest.approx(225.0)
        assert assessment._moved_ground(replace(near, far=far), FRAME).share == pytest.approx(0.3)
        assert assessment._moved_ground(replace(far, far=near), FRAME).share == pytest.approx(0.3)


class TestTiePoints:
    def test_each_has_a_place_what_was_and_is_left_and_why_it_does_not_count(self):
        residual = np.tile([0.5, -0.25], (100, 1))
        residual[98:] = np.nan
        agree = np.arange(100) < 90
        evidence = replace(seen(residual, agree), motion=Motion(np.arange(100) < 10, 0.1, (1.0, 0.0)))
        evidence.points.reason[98:] = INVALID
        evidence.points.score[:] = np.linspace(-0.5, 1.5, 100)
        found = assessment._tie_points(evidence, np.tile([3.0, 1.0], (100, 1)), FRAME)
        assert np.allclose(FRAME.to_frame(found.x, found.y), SOURCE)
        assert (found.dx_before[0], found.dy_before[0]) == (12.0, 2.0)
        assert (found.dx_after[0], found.dy_after[0]) == (2.0, -0.5)
        assert found.reason[[0, 50, 95, 99]].tolist() == [
            "moved against the rest", "", "contradicted by its neighbours", INVALID]
        assert found.inlier.sum() == 80
        assert found.confidence[98:].tolist() == [0.0, 0.0]
        assert (found.confidence.min(), found.confidence.max()) == (0.0, 1.0)
        assert found.confidence[60] == pytest.approx(evidence.points.score[60])


class TestVerdicts:
    def assessed(self, monkeypatch, verdict="aligned", solution=None, terms=None, gain=None, evidence=None):
        monkeypatch.setattr(assessment, "verdict_of", lambda *_: (verdict, "seen"))
        monkeypatch.setattr(assessment, "terms_of", lambda *_: terms or Terms(floor=0.3))
        monkeypatch.setattr(assessment, "_local_gain", lambda *_: gain)
        return assess(PAIR, identity(), evidence or seen(np.zeros(2)), solution)

    SOLVED = SimpleNamespace(proxy="balanced")

    @pytest.mark.parametrize(("relief", "named"), [(0.26, True), (0.24, False)])
    def test_relief_is_named_from_a_quarter_of_a_pixel_on_and_is_part_of_the_uncertainty(self, monkeypatch, relief,
                                                                                       named):
        found = self.assessed(monkeypatch, solution=self.SOLVED, terms=Terms(floor=0.0, relief=relief))
        assert ("relief too fine for the field may add 0." in found.reason) is named
        assert (found.uncertainty_ce90_px, found.uncertainty_ce90) == pytest.approx((relief, 2 * relief))

    def test_what_failed_is_not_explained_any_further(self, monkeypatch):
        moved = seen(np.zeros(2), motion=Motion(np.arange(100) < 30, 0.3, (3.0, 0.0)))
        found = self.assessed(monkeypatch, "failed", self.SOLVED, Terms(relief=1.0), evidence=moved)
        assert (found.verdict, found.reason) == ("failed", "seen")
        assert self.assessed(monkeypatch, "aligned", self.SOLVED, evidence=moved).reason.startswith("seen; ")

    @pytest.mark.parametrize(("verdict", "helps", "ce90"), [
        ("uncertain", True, 0.9), ("uncertain", False, 0.3), ("aligned", True, 0.3)])
    def test_on_ground_that_bends_all_places_count_for_the_uncertainty(self, monkeypatch, verdict, helps, ce90):
        residual = np.column_stack([np.full(100, 0.9), np.zeros(100)])
        found = self.assessed(monkeypatch, verdict, self.SOLVED, gain=LocalGain(1.0, 0.1, helps=helps),
                              evidence=seen(residual))
        assert found.uncertainty_ce90_px == pytest.approx(ce90)

    def test_by_structure_alone_it_is_uncertain_at_best(self, monkeypatch):
        found = self.assessed(monkeypatch, solution=SimpleNamespace(proxy="pooled"))
        assert (found.verdict, found.reason) == ("uncertain", "by structure alone, seen")

    def test_a_pair_as_it_stands_may_lie_apart(self, monkeypatch):
        found = self.assessed(monkeypatch, evidence=seen([1.5, 0.0]))
        assert (found.verdict, found.reason) == (
            "failed", "the images lie 1.50 px apart as they are placed; align them by what they show")
        assert self.assessed(monkeypatch, evidence=seen([1.5, 0.0]), solution=self.SOLVED).verdict == "aligned"
        few = seen([1.5, 0.0], np.arange(100) < 5)
        assert self.assessed(monkeypatch, evidence=few).verdict == "aligned", "so few have nothing in common"

    def test_the_residual_before_is_the_whole_displacement(self, monkeypatch):
        evidence = replace(seen([0.1, 0.0]), points=replace(seen(0.0).points, moving=SOURCE - (4.0, 3.0)))
        found = self.assessed(monkeypatch, solution=self.SOLVED, evidence=evidence)
        assert (found.residual_before.rmse_px, found.residual_after.rmse_px) == pytest.approx((5.0, 0.1))

    @pytest.mark.parametrize(("right", "verdict"), [(40, "uncertain"), (39, "failed")])
    def test_four_in_ten_have_to_lie_where_structure_says(self, right, verdict):
        residual = np.tile([0.0, 2.6 * 2], (100, 1))
        residual[:right] = (0.0, 2.4 * 2)
        assert borne_out("seen", seen(residual, level=2.0))[0] == verdict

    @pytest.mark.parametrize(("share", "chance", "confirmed", "verdict"), [
        (34, 1e-8, False, "failed"), (34, 1e-8, True, "uncertain"), (34, 1e-15, False, "uncertain"),
        (35, 1e-8, False, "uncertain")])
    def test_structure_that_few_places_agree_on_is_confirmed_or_as_unlikely_as_two(self, share, chance, confirmed,
                                                                                  verdict):
        second = replace(seen(0.0), chance=1e-8 if confirmed else 1e-4)
        evidence = replace(seen(0.0, np.arange(100) < share), chance=chance, second=second)
        assert borne_out("seen", evidence)[0] == verdict


class TestSpread:
    def test_it_is_the_share_of_a_raster_s_cells_that_agree(self):
        inner = (np.abs(SOURCE) < 45).all(1)
        assert spread_of(seen(np.zeros(2), inner)) == pytest.approx(4 / 16)
        assert spread_of(seen(np.zeros(2))) == 1.0
        assert spread_of(seen(np.zeros(2), COL == 9)) == pytest.approx(4 / 16)

    def test_cells_without_valid_places_do_not_count(self):
        evidence = seen(np.zeros(2), COL == 0)
        evidence.points.reason[(COL > 2) & (COL < 9)] = INVALID
        # Only the first and the last of four columns of cells hold any.
        assert spread_of(evidence) == pytest.approx(0.5)


class TestUncertainty:
    def test_all_that_was_found_counts_for_the_whole_spread(self):
        """Steep ground correlates however little it agrees; what does neither is noise."""
        residual = np.column_stack([np.arange(100) / 10.0, np.zeros(100)])
        residual[0] = np.nan
        agree = np.arange(100) < 50
        agree[0] = False
        evidence = seen(residual, agree)
        evidence.points.score[:] = CRITERIA.clear_score
        assert whole_spread(evidence) == pytest.approx(np.quantile(np.arange(1, 100) / 10, 0.9))
        evidence.points.score[:] = 0.9 * CRITERIA.clear_score
        assert whole_spread(evidence) == pytest.approx(np.quantile(np.arange(1, 50) / 10, 0.9))

    def test_a_guess_beyond_the_points_errs_with_the_square_of_the_distance_up_to_what_the_field_is(self):
        field = np.column_stack([3 * np.sin(COL / 2), np.zeros(100)])
        far = np.array([[90.0 + d, 0.0] for d in (10.0, 15.0, 35.0, 75.0, 1e6)])
        near, edge, once, further, most = unsupported_at(SOURCE, field, far)
        # Three quarters of a spacing (20) from the points pixels still speak: the corner places lie 10 aside of them.
        distance = np.hypot(np.array([10.0, 15.0, 35.0, 75.0]), 10.0) / 20 - 0.75
        assert near == 0.0
        assert edge / once == pytest.approx((distance[1] / distance[2]) ** 2)
        assert further / once == pytest.approx(min((distance[3] / distance[2]) ** 2, most / once))
        plane = np.column_stack([SOURCE, np.ones(100)])
        rest = field - plane @ np.linalg.lstsq(plane, field, rcond=None)[0]
        assert most == pytest.approx(np.sqrt(2 * (rest**2).sum(1).mean()))

    def test_a_plane_is_told_beyond_the_points_as_well(self):
        assert unsupported_at(SOURCE, SOURCE * 0.01 + 3.0, np.array([[1e4, 0.0]])) == pytest.approx(0.0, abs=1e-6)


def test_the_difference_of_transforms_is_in_pixels_of_the_frame():
    """What the stubs above rest on: 4 m east are one pixel, 4 m north are two."""
    moved = displaced(4.0, 4.0)
    assert np.allclose(FRAME.to_frame(*moved(500.0, 700.0)), (1.0, 2.0))
