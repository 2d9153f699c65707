"""Down the levels by tie points: when they agree, on which model, how far from luck, and when a level is left."""

from types import SimpleNamespace

import numpy as np
import pytest
from scenes import displaced
from scipy.stats import binom

from coregix_core.fitting import fit
from coregix_core.geometry import Frame, identity
from coregix_core.pairing.blocks import Points
from coregix_core.pairing.solution import Request, Solution
from coregix_core.solving import tie_point_solve
from coregix_core.solving.tie_point_solve import agreed, by_tie_points, luck, through_bends
from coregix_core.solving.trial import Trial

RNG = np.random.default_rng(5)
DEGREES = Frame((10.0, 60.0), (4e-5, 2e-5))
"""At 60 degrees north a pixel is twice as wide in degrees as it is high."""
PAIR = SimpleNamespace(frame=Frame((500.0, 800.0), (2.0, 2.0)), area=(0.0, 0.0, 1000.0, 1600.0))
PLACES = RNG.uniform(-200, 200, (200, 2))


def points(target, source=PLACES, search=8.0):
    count = len(source)
    return Points(source, target, np.tile(np.eye(2), (count, 1, 1)), np.ones(count), np.full(count, ""), search)


def shifted(wrong=0, shift=(3.0, -2.0), noise=0.05):
    """Targets of which the first so many lie anywhere, and the others where the shift says."""
    target = PLACES + shift + RNG.normal(0, noise, PLACES.shape)
    target[:wrong] = PLACES[:wrong] + RNG.uniform(-8, 8, (wrong, 2))
    return target


class TestLuck:
    @pytest.mark.parametrize(("count", "agree", "fixed_by"), [(40, 12, 2), (41, 13, 2), (80, 60, 2), (60, 30, 4)])
    def test_it_is_how_many_transforms_by_some_points_have_half_the_others_agree(self, count, agree, fixed_by):
        likely = np.pi * 1.0**2 / (2 * 8.0 + 1.0) ** 2
        half, right = count // 2, agree // 2
        transforms = np.prod([half - k for k in range(fixed_by)]) / np.prod(range(1, fixed_by + 1))
        tail = binom.sf(right - fixed_by - 1, half - fixed_by, likely)
        assert luck(np.arange(count) < agree, 1.0, 8.0, fixed_by) == pytest.approx(transforms * tail, rel=1e-9, abs=0)

    def test_two_points_fix_a_transform_if_nothing_else_is_said(self):
        inside = np.arange(40) < 12
        assert luck(inside, 1.0, 8.0) == luck(inside, 1.0, 8.0, 2)

    def test_hardly_any_points_or_a_tolerance_as_wide_as_the_search_show_nothing(self):
        assert luck(np.ones(4, bool), 1.0, 8.0) == pytest.approx(np.pi / 17**2), "as if there were one more"
        assert luck(np.ones(40, bool), 8.0, 2.0) == pytest.approx(20 * 19 / 2)


class TestAgreed:
    def test_the_fit_is_that_of_the_points_that_agree_and_says_how_many_do(self):
        found, share = agreed(points(shifted(wrong=80)), PAIR, "translation", last=False)
        assert share == pytest.approx(0.6, abs=0.03)
        assert found.shift == pytest.approx((3.0, -2.0), abs=0.02)
        assert found.model == "translation"
        assert found.centre == pytest.approx((0.0, 0.0))

    @pytest.mark.parametrize(("model", "last", "chosen"), [
        ("auto", True, "translation"), ("auto", False, "similarity"), ("local", True, "affine"),
        ("homography", True, "affine"), ("rigid", True, "rigid"), ("similarity", False, "similarity")])
    def test_auto_chooses_at_the_last_level_and_what_is_not_affine_begins_as_one(self, model, last, chosen):
        assert agreed(points(shifted()), PAIR, model, last)[0].model == chosen

    def test_a_turn_is_no_translation(self):
        """Points that turn by so much lie on one similarity, but on no shift."""
        turned = np.array(displaced(rotation_deg=4.0, centre=(0.0, 0.0))(*PLACES.T)).T
        assert agreed(points(turned), PAIR, "rigid", last=True)[1] == pytest.approx(1.0)
        found = agreed(points(turned), PAIR, "translation", last=True)
        assert found is None or found[1] < 0.2

    @pytest.mark.parametrize(("search", "share"), [(8.0, 1.0), (2.0, 0.5)])
    def test_a_pixel_of_the_level_is_what_they_may_differ_by(self, search, share):
        """A level of which the search is 8 has pixels as large as the frame's; of one with 2, they are a quarter."""
        target = PLACES + 0.0
        target[::2] += 0.6
        assert agreed(points(target, search=search), PAIR, "translation", last=False)[1] == pytest.approx(share)

    def test_unrelated_points_agree_on_nothing(self):
        assert agreed(points(shifted(wrong=200)), PAIR, "auto", last=True) is None

    @pytest.mark.parametrize(("right", "enough"), [(6, True), (5, False)])
    def test_fewer_than_six_are_no_agreement(self, right, enough, monkeypatch):
        monkeypatch.setattr(tie_point_solve, "luck", lambda *_: 0.0)
        source = PLACES[:12]
        target = source + np.linspace(20, 900, 12)[:, None] * [1, -1]
        target[:right] = source[:right]
        assert (agreed(points(target, source), PAIR, "translation", last=False) is not None) is enough

    @pytest.mark.parametrize(("right", "enough"), [(16, True), (15, False)])
    def test_nor_are_fewer_than_eight_in_a_hundred(self, right, enough, monkeypatch):
        monkeypatch.setattr(tie_point_solve, "luck", lambda *_: 0.0)
        target = PLACES + np.linspace(20, 9000, 200)[:, None] * [1, -1]
        target[:right] = PLACES[:right]
        assert (agreed(points(target), PAIR, "translation", last=False) is not None) is enough

    @pytest.mark.parametrize(("chance", "enough"), [(0.1, True), (0.11, False)])
    def test_nor_is_what_a_tenth_of_a_transform_would_have_by_luck(self, chance, enough, monkeypatch):
        monkeypatch.setattr(tie_point_solve, "luck", lambda *_: chance)
        assert (agreed(points(shifted()), PAIR, "translation", last=False) is not None) is enough

    def test_what_bends_agrees_as_far_as_neighbours_do(self):
        bent = PLACES + np.column_stack([4 * np.sin(PLACES[:, 1] / 90), 4 * np.cos(PLACES[:, 0] / 90)])
        affine, local = (agreed(points(bent), PAIR, model, last=True)[1] for model in ("affine", "local"))
        assert affine < 0.5
        assert local > 0.8
        assert agreed(points(bent), PAIR, "homography", last=True)[1] == local

    @pytest.mark.parametrize(("model", "last", "chosen"), [
        ("auto", True, "affine"), ("auto", False, "affine"), ("affine", True, "affine")])
    def test_a_sheared_image_agrees_on_an_affine_where_hardly_a_point_does_on_a_similarity(self, model, last, chosen):
        shear = np.array([[1.02, 0.03], [0.0, 0.99]])
        target = PLACES @ shear.T
        target[:60] += RNG.uniform(-8, 8, (60, 2))
        assert agreed(points(target), PAIR, "similarity", last=last)[1] < 0.35
        found, share = agreed(points(target), PAIR, model, last)
        assert found.model == chosen
        assert found.matrix == pytest.approx(shear, abs=0.002)
        assert share == pytest.approx(0.7, abs=0.03)

    def test_what_one_affine_hardly_holds_better_stays_a_similarity(self):
        """Ground that bends: neighbours agree with each other, and no affine holds half as many points again."""
        bent = PLACES + np.column_stack([4 * np.sin(PLACES[:, 1] / 30), 4 * np.cos(PLACES[:, 0] / 30)])
        found = agreed(points(bent), PAIR, "auto", last=False)
        assert found is None or found[0].model == "similarity"

    def test_unrelated_points_are_on_no_affine_either(self):
        for seed in range(20):
            random = PLACES + np.random.default_rng(100 + seed).uniform(-8, 8, PLACES.shape)
            assert agreed(points(random), PAIR, "auto", last=True) is None

    def test_fewer_than_six_neighbours_tell_each_other_nothing(self):
        few = points(PLACES[:5], PLACES[:5])
        assert tie_point_solve.coherent(few, 1.0) == 0.0
        assert tie_point_solve.coherent(points(PLACES[:6], PLACES[:6]), 1.0) == 1.0

    def test_neighbours_may_lie_a_pixel_and_a_half_off_their_own_plane(self):
        loose = points(PLACES + RNG.normal(0, 1.2, PLACES.shape))
        assert tie_point_solve.coherent(loose, 1.0) > 0.5
        assert tie_point_solve.coherent(loose, 0.5) < 0.1


class Levels:
    """Levels on which points are found that tell how far a transform is from the truth, as far as that is known."""

    def __init__(self, monkeypatch, told):
        self.told = list(told)
        self.looks, self.easts, self.ways, self.read, self.last, self.places = [], [], [], [], [], []
        monkeypatch.setattr(tie_point_solve, "read_blocks", self.blocks)
        monkeypatch.setattr(tie_point_solve, "measure", self.measure)
        monkeypatch.setattr(tie_point_solve, "pieces_at", lambda _, level, count: 100 * level + count)
        monkeypatch.setattr(tie_point_solve, "agreed", self.agreed)

    def blocks(self, _pair, level, _transform, count):
        self.read.append((level, count))
        return (level,)

    def measure(self, _pair, blocks, transform, proxy, edges, total):
        self.looks.append(blocks[0])
        self.places.append(total)
        self.easts.append(transform.shift[0])
        self.ways.append((proxy, edges))
        return points(PLACES)

    def agreed(self, _points, _pair, _model, last):
        self.last.append(last)
        told = self.told.pop(0)
        if told is None:
            return None
        east, share = told
        fitted = fit("translation", PLACES, PLACES + np.array([east, 0.0]), np.tile(np.eye(2), (200, 1, 1)),
                     np.ones(200, bool), np.zeros(2))
        return fitted, share


class Reports(list):
    """A progress that keeps what is reported to it."""

    def report(self, fraction, message, *, until, pieces):
        self.append((fraction, message, until, pieces))


def carried(levels=(8.0, 4.0, 1.0), transform="auto", **what):
    trial = Trial(identity(PAIR.frame.centre), "structure", "pooled", **what)
    return by_tie_points(PAIR, list(levels), trial, Request(transform, edges=False, blocks=9), Reports())


class TestDownTheLevels:
    SETTLING = ((5.0, 0.9), (5.005, 0.9), (5.2, 0.8), (5.3, 0.7), (5.4, 0.6))

    def test_each_level_but_elastix_s_is_looked_at_until_the_transform_stays(self, monkeypatch):
        levels = Levels(monkeypatch, self.SETTLING)
        carried()
        assert levels.looks == [4.0, 4.0, 1.0, 1.0, 1.0], "three times at most"
        # What a look finds is where the next one looks: in metres, of which a pixel has two.
        assert levels.easts == pytest.approx([0.0, 10.0, 10.01, 10.4, 10.6])

    def test_all_looks_at_a_level_share_its_pixels_and_compare_the_same_way(self, monkeypatch):
        levels = Levels(monkeypatch, self.SETTLING)
        carried()
        assert levels.read == [(4.0, 9), (1.0, 9)]
        assert set(levels.ways) == {("pooled", False)}

    @pytest.mark.parametrize(("told", "places"), [
        ([None, None], [100, 100]),
        ([(5.0, 0.9), (5.0, 0.9), (5.0, 0.9), None], [100, 400, 400, 400]),
        ([None, (5.0, 0.9), (5.0, 0.9), (5.0, 0.9)], [100, 100, 400, 400])])
    def test_where_agreement_is_unlikely_a_quarter_of_the_places_says_whether_there_is_any(self, monkeypatch, told,
                                                                                          places):
        levels = Levels(monkeypatch, told)
        carried((8.0, 4.0, 1.0), by_chance=True)
        assert levels.places == places

    @pytest.mark.parametrize(("told", "places", "shift"), [
        ([(5.0, 0.9), (5.001, 0.9)], [100, 400], 10.002),
        # Few agree: it is no matter beyond doubt, and all places look from where it began.
        ([(5.0, 0.7), (6.0, 0.7), (6.0, 0.7)], [100, 400, 400], 12.0), ([None, None], [100, 400], 0.0)])
    def test_a_start_beyond_doubt_is_carried_on_by_a_quarter_of_the_places_before_all_look(self, monkeypatch, told,
                                                                                        places, shift):
        levels = Levels(monkeypatch, told)
        found = carried((4.0, 1.0), alone=True)
        assert (levels.places, levels.last[:2]) == (places, [False, True])
        assert found.transform.shift == pytest.approx((shift, 0.0))

    def test_what_the_last_look_found_is_the_result(self, monkeypatch):
        Levels(monkeypatch, self.SETTLING)
        found = carried()
        assert found.transform.shift == pytest.approx((10.8, 0.0))
        assert (found.level, found.agreement, found.blocks, found.looked[0]) == (1.0, 0.6, (1.0,), 1.0)
        assert (found.metric, found.proxy) == ("structure", "pooled")

    def test_a_field_takes_what_is_left_below_a_pixel(self, monkeypatch):
        levels = Levels(monkeypatch, [(5.0, 0.9), (5.9, 0.9)])
        carried((4.0, 1.0), "local")
        assert len(levels.looks) == 2

    def test_a_level_without_agreement_changes_nothing(self, monkeypatch):
        Levels(monkeypatch, [(5.0, 0.9), (5.0, 0.9), None])
        found = carried()
        assert (found.level, found.transform.shift, found.looked[0]) == (4.0, pytest.approx((10.0, 0.0)), 4.0)

    def test_if_nothing_agrees_the_first_that_was_measured_is_kept(self, monkeypatch):
        Levels(monkeypatch, [None, None])
        found = carried()
        assert (found.fit, found.blocks, found.agreement, found.level) == (None, (), 0.0, 1.0)
        assert found.looked[0] == 4.0
        assert found.transform == identity(PAIR.frame.centre)

    @pytest.mark.parametrize(("shares", "looks"), [((0.3, 0.32), 2), ((0.3, 0.35), 3), ((0.45, 0.44), 3),
                                                   ((0.4, 0.4), 3)])
    def test_few_that_do_not_grow_by_a_tenth_from_nearer_lead_nowhere(self, monkeypatch, shares, looks):
        levels = Levels(monkeypatch, [(5.0, shares[0]), (6.0, shares[1]), (7.0, shares[1])])
        carried((4.0, 1.0))
        assert len(levels.looks) == looks

    def test_the_first_look_of_a_level_is_not_measured_by_that_of_another(self, monkeypatch):
        levels = Levels(monkeypatch, [(5.0, 0.9), (5.0, 0.9), (6.0, 0.3), (6.0, 0.3)])
        carried()
        assert len(levels.looks) == 4

    def test_the_model_is_chosen_at_the_last_level(self, monkeypatch):
        levels = Levels(monkeypatch, [(0.0, 0.9)] * 3)
        carried((16.0, 4.0, 2.0, 1.0))
        assert levels.last == [False, False, True]

    def test_levels_share_what_is_left_of_the_progress(self, monkeypatch):
        Levels(monkeypatch, [(0.0, 0.9)] * 2)
        reports = Reports()
        by_tie_points(PAIR, [8.0, 4.0, 1.0], Trial(identity(PAIR.frame.centre), "", ""), Request(blocks=9), reports)
        assert reports == [(0.5, "tie points at level 4", 0.75, 409.0), (0.75, "tie points at level 1", 1.0, 109.0)]


class TestThroughBends:
    """Waves of six pixels over a shift of five: few places lie on one affine, and neighbours agree."""

    WAVES = PLACES + (5.0, 0.0) + 6.0 * np.sin(np.stack([PLACES[:, 1], PLACES[:, 0]], 1) / 40)

    def found(self, target, agreement=0.1, request=None):
        first = Solution(identity(PAIR.frame.centre), PAIR, "orientation", "orientation", 1.0, (), "some",
                         agreement=agreement, looked=(1.0, points(target)))
        return first, through_bends(first, request or Request())

    def test_the_affine_goes_through_the_middle_of_them(self):
        _, bent = self.found(self.WAVES)
        assert bent.transform.shift == pytest.approx((10.0, 0.0), abs=2.0)
        assert bent.agreement > 0.8
        assert len(bent.fit.residuals) == len(PLACES)

    def test_a_model_that_is_asked_for_is_kept(self):
        assert self.found(self.WAVES, request=Request("translation"))[1].fit.model == "translation"

    @pytest.mark.parametrize(("target", "agreement"), [(WAVES, 0.4), (shifted(wrong=200), 0.1)])
    def test_what_an_affine_holds_and_what_no_neighbours_agree_on_stays(self, target, agreement):
        first, bent = self.found(target, agreement)
        assert bent is first
