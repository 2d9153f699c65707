"""A link step by step: where it begins, which edges hold it most tightly, and what of it is handed on."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scenes import displaced

from coregix_core.errors import UnreliableAlignmentError
from coregix_core.findings import Assessment, TiePoints
from coregix_core.fitting import fit
from coregix_core.geometry import AffineTransform, Frame, HomographyTransform, LocalTransform, identity, tangent
from coregix_core.options import RegisterOptions
from coregix_core.pairing.blocks import POINTS, Points
from coregix_core.registration import link, link_field
from coregix_core.registration.link import LinkMeasurement, measure_link
from coregix_core.solving.solution import Solution

FRAME = Frame((500.0, 700.0), (2.0, 2.0))
PLACES = np.random.default_rng(4).uniform(-50, 50, (200, 2))
OPTIONS = RegisterOptions(memory_budget=400)
ALIGNED = SimpleNamespace(verdict="aligned", reason="seen")
FAILED = SimpleNamespace(verdict="failed", reason="clouds")


def within(area):
    return SimpleNamespace(frame=FRAME, area=area)


PAIR = SimpleNamespace(frame=FRAME, area=(400.0, 600.0, 600.0, 800.0), within=within)


def points(spread=0.1, shift=(0.0, 0.0), seed=0):
    target = PLACES + shift + np.random.default_rng(seed).normal(0, spread, PLACES.shape)
    return Points(PLACES, target, np.tile(np.eye(2), (200, 1, 1)), np.ones(200), np.full(200, ""), 8.0)


def solved(seen, proxy="orientation", level=1.0, model="translation"):
    found = fit(model, seen.fixed, seen.moving, seen.information, np.ones(200, bool), np.zeros(2))
    return Solution(identity(FRAME.centre), PAIR, "auto", proxy, level, ("b",), found, 0.9), seen


class TestWhereItBegins:
    """At a start that is known, else by an ordinary registration of the pair."""

    def measured(self, monkeypatch, outcome=None, at_start=None, look="look", start=None, **options):
        self.begun, self.asked = [], []
        answers = list(at_start or [])
        monkeypatch.setattr(link, "_from_start",
                            lambda *given: self.begun.append(given[3]) or (answers.pop(0) if answers else None))
        # Only by tie points: more of them is all that a link could be adjusted by.
        monkeypatch.setattr(link, "register", lambda *given, tie_points_only: self.asked.append(
            given[2].transform) or (outcome if tie_points_only else None))
        monkeypatch.setattr(link, "_tie_points", lambda *given: given[2:4] if look else None)
        monkeypatch.setattr(link, "_measurement", lambda *given: given)
        return measure_link(None, None, replace(OPTIONS, **options), None, None, start)

    def outcome(self, transform, found=ALIGNED, metric="structure"):
        return SimpleNamespace(transform=transform, assessment=found, pair=PAIR, metric=metric, seen=None)

    def test_what_a_known_start_shows_is_taken(self, monkeypatch):
        assert self.measured(monkeypatch, at_start=["there"], start=displaced(4.0)) == "there"
        assert (self.begun, self.asked) == ([displaced(4.0)], [])

    def test_if_it_shows_nothing_the_pair_is_registered_as_any_other(self, monkeypatch):
        found = self.measured(monkeypatch, self.outcome(displaced(9.0)), start=displaced(4.0))
        assert self.asked == ["auto"]
        assert found == ("pooled", "structure", ALIGNED)

    @pytest.mark.parametrize(("transform", "assessment", "look"), [
        (displaced(9.0), FAILED, True), (displaced(9.0), ALIGNED, False)])
    def test_without_an_affine_that_holds_there_are_no_points(self, monkeypatch, transform, assessment, look):
        found = self.measured(monkeypatch, self.outcome(transform, assessment), look=look)
        assert (found.verdict, found.metric, found.ties) == ("failed", "structure", None)
        assert found.reason == ("clouds" if look else "too few tie points agree on one transform")

    def test_what_is_uncertain_is_a_measurement_still(self, monkeypatch):
        doubtful = SimpleNamespace(verdict="uncertain", reason="few")
        assert self.measured(monkeypatch, self.outcome(displaced(9.0), doubtful)) == ("pooled", "structure", doubtful)

    def test_a_view_from_aside_only_says_where_to_begin(self, monkeypatch):
        view = HomographyTransform(FRAME.centre, ((1.0, 0.0), (0.0, 1.0)), (4.0, 0.0), (1e-4, 0.0))
        assert self.measured(monkeypatch, self.outcome(view), at_start=["there"]) == "there"
        assert self.begun == [tangent(view)]
        found = self.measured(monkeypatch, self.outcome(view))
        assert (found.verdict, found.reason) == ("failed", "no affine holds the tie points of this pair")

    def test_for_a_field_an_affine_says_where_to_begin(self, monkeypatch):
        assert self.measured(monkeypatch, self.outcome(displaced(9.0)), ["there"], transform="local") == "there"
        assert (self.begun, self.asked) == ([displaced(9.0)], ["affine"])
        found = self.measured(monkeypatch, self.outcome(displaced(9.0), FAILED), transform="local")
        assert found == LinkMeasurement("failed", "clouds", "structure")


class TestFromAStart:
    def measured(self, monkeypatch, looks, verdicts, **options):
        self.tried, self.fields, self.gathered = [], [], []

        def tie_points(_pair, _start, proxy, metric, _options):
            self.tried.append((proxy, metric))
            found = looks.pop(0)
            if found is None:
                raise UnreliableAlignmentError("nothing")
            return found or None

        monkeypatch.setattr(link, "pair_of", lambda *_, clip: PAIR if clip else None)
        monkeypatch.setattr(link, "_tie_points", tie_points)
        monkeypatch.setattr(link, "_with_field", lambda *given: self.fields.append(1) or given[:2])
        monkeypatch.setattr(link, "gather", lambda *given: self.gathered.append(given[2:]))
        monkeypatch.setattr(link, "assess", lambda *_: SimpleNamespace(verdict=verdicts.pop(0)))
        monkeypatch.setattr(link, "_measurement", lambda solution, *_: solution.proxy)
        return link._from_start(None, None, replace(OPTIONS, **options), displaced(4.0))

    def test_edges_are_tried_first_and_grey_values_if_nothing_comes_of_them(self, monkeypatch):
        grey = solved(points(), "balanced")
        assert self.measured(monkeypatch, [(), grey], ["aligned"]) == "balanced"
        assert self.tried == [("orientation", "orientation"), ("balanced", "mutual-information")]
        assert self.measured(monkeypatch, [None, grey], ["uncertain"]) == "balanced"
        assert self.measured(monkeypatch, [solved(points()), grey], ["failed", "aligned"]) == "balanced"
        assert self.measured(monkeypatch, [solved(points()), grey], ["failed", "failed"]) is None

    def test_a_metric_that_is_asked_for_is_the_only_one(self, monkeypatch):
        assert self.measured(monkeypatch, [()], [], metric="structure") is None
        assert self.tried == [("pooled", "structure")]

    def test_it_is_judged_as_any_pair_and_by_a_field_if_one_is_asked_for(self, monkeypatch):
        self.measured(monkeypatch, [solved(points(), level=2.0)], ["aligned"])
        assert self.gathered == [("orientation", True, ("b",), 2.0, 10)]
        assert not self.fields
        self.measured(monkeypatch, [solved(points())], ["aligned"], transform="local")
        assert self.fields


class TestLevels:
    def test_the_finest_at_which_points_agree_is_taken(self, monkeypatch):
        read, answers = [], [None, None, "there"]
        monkeypatch.setattr(link, "overlap", lambda *_: (1, 2, 3, 4))
        monkeypatch.setattr(link, "read_blocks",
                            lambda pair, level, _start, count: read.append((pair.area, level, count)))
        monkeypatch.setattr(link, "_look", lambda *_: answers.pop(0))
        assert link._tie_points(PAIR, displaced(4.0), "orientation", "auto", OPTIONS) == "there"
        assert read == [((1, 2, 3, 4), level, 10) for level in (1.0, 2.0, 4.0)]
        answers[:] = [None] * 3
        assert link._tie_points(PAIR, displaced(4.0), "orientation", "auto", OPTIONS) is None

    def test_without_common_ground_there_is_none(self, monkeypatch):
        monkeypatch.setattr(link, "overlap", lambda *_: None)
        assert link._tie_points(PAIR, displaced(4.0), "orientation", "auto", OPTIONS) is None

    def look(self, monkeypatch, shifts, transform="auto"):
        self.under, self.models = [], []
        monkeypatch.setattr(link, "measure", lambda _p, _b, under, *_: self.under.append(round(under.shift[0], 3))
                            or points())

        def agreed(_points, _pair, model, last):
            assert last
            self.models.append(model)
            east = shifts.pop(0)
            return None if east is None else (solved(points(0.0, (east, 0.0)))[0].fit, 0.7)

        monkeypatch.setattr(link, "agreed", agreed)
        monkeypatch.setattr(link, "_clearer", lambda solution, *_: (solution, "clearer"))
        base = Solution(identity(FRAME.centre), PAIR, "auto", "orientation", 2.0, ("b",), None)
        return link._look(PAIR, ("b",), 2.0, base, replace(OPTIONS, transform=transform))

    def test_it_is_looked_at_three_times_at_most_each_from_where_the_last_led(self, monkeypatch):
        solution, _ = self.look(monkeypatch, [1.0, 1.5, 1.6, 1.7])
        assert self.under == [0.0, 2.0, 3.0]
        assert (solution.agreement, solution.level, solution.transform.shift[0]) == (0.7, 2.0, pytest.approx(3.2))

    def test_less_than_a_twentieth_of_a_pixel_ends_it(self, monkeypatch):
        self.look(monkeypatch, [1.0, 1.04, 9.0])
        assert len(self.under) == 2

    def test_points_that_agree_on_nothing_end_it_with_nothing(self, monkeypatch):
        assert self.look(monkeypatch, [1.0, None]) is None

    def test_a_field_begins_as_an_affine(self, monkeypatch):
        self.look(monkeypatch, [0.0], "local")
        self.look(monkeypatch, [0.0], "rigid")
        assert self.models == ["rigid"]


class TestField:
    """A coarse field over what most agree on: its nodes lie as far apart as the level's pixels are large."""

    @pytest.mark.parametrize("level", [1.0, 4.0])
    def test_spacing_of_the_nodes_is_in_pixels_of_the_level(self, monkeypatch, level):
        asked = []
        monkeypatch.setattr(link_field, "fit_jointly", lambda _gaps, lattices, apart, datum: asked.append(
            (lattices[0].spacing, lattices[0] == lattices[1], apart, datum)))
        solution, seen = solved(points(), level=level)
        assert link._with_field(solution, seen, OPTIONS) == (solution, seen)
        assert asked == [(64.0 * level, True, link_field.WINDOW / 2 * level, 0)]


class TestWhatHoldsItTightly:
    """Other edges are taken if their points, by one model for all, are as tight as those of before or nearly so."""

    def test_fits_are_compared_at_nine_places_over_the_area(self):
        assert sorted(map(tuple, link.NINE_PLACES)) == [(x, y) for x in (0.0, 0.5, 1.0) for y in (0.0, 0.5, 1.0)]

    def test_doubt_is_that_of_a_similarity_over_the_points_area(self):
        tight, loose = solved(points(0.1)), solved(points(0.2))
        assert link._doubt(*loose) == pytest.approx(2 * link._doubt(*tight), rel=0.01)
        found, seen = tight
        one = fit("similarity", seen.fixed, seen.moving, seen.information, found.fit.weights > 0.5, np.zeros(2))
        low, high = seen.fixed.min(0), seen.fixed.max(0)
        places = [(low[0] + u * (high[0] - low[0]), low[1] + v * (high[1] - low[1]))
                  for u in (0, 0.5, 1) for v in (0, 0.5, 1)]
        assert link._doubt(found, seen) == pytest.approx(np.sqrt((one.error_at(np.array(places)) ** 2).mean()))

    def clearer(self, monkeypatch, spread, proxy="orientation", transform="auto"):
        self.asked = []
        anew = None if spread is None else solved(points(spread), "balanced")
        monkeypatch.setattr(link, "_anew", lambda _s, proxy, _o: self.asked.append(proxy) or anew)
        monkeypatch.setattr(link, "_longer", lambda solution, *_: ("longer", solution.proxy))
        monkeypatch.setattr(link, "_unshaded", lambda solution, *_: ("unshaded", solution.proxy))
        found = link._clearer(*solved(points(0.1), proxy), replace(OPTIONS, transform=transform))
        return found if isinstance(found[0], str) else found[0].proxy

    @pytest.mark.parametrize(("spread", "proxy"), [(0.12, "balanced"), (0.13, "orientation"), (None, "orientation")])
    def test_edges_that_nothing_bright_rules_may_be_a_quarter_looser(self, monkeypatch, spread, proxy):
        assert self.clearer(monkeypatch, spread)[1] == proxy
        assert self.asked == ["balanced"]

    def test_what_a_field_is_to_explain_is_no_doubt(self, monkeypatch):
        assert self.clearer(monkeypatch, None, transform="local") == "orientation"

    def test_other_edges_than_directions_have_no_such_second(self, monkeypatch):
        self.clearer(monkeypatch, 0.01, proxy="balanced")
        assert not self.asked

    @pytest.mark.parametrize(("unsure", "next_"), [(1.0, "unshaded"), (0.0, "longer")])
    def test_what_is_unsure_gets_a_longer_look_and_what_is_sure_is_freed_of_shading(self, monkeypatch, unsure, next_):
        monkeypatch.setattr(link, "UNSURE", unsure)
        assert self.clearer(monkeypatch, None)[0] == next_

    def test_where_ground_lies_aside_all_further_looks_are_from_there(self, monkeypatch):
        asked, anew = [], solved(points(0.1), "anew")
        monkeypatch.setattr(link, "aside", lambda *_: "a field")
        monkeypatch.setattr(link, "_anew", lambda _s, proxy, _o, *, under=None: asked.append((proxy, under)) or anew)
        monkeypatch.setattr(link, "UNSURE", 1.0)
        monkeypatch.setattr(link, "_unshaded", lambda solution, _p, _o, under: (solution.proxy, under))
        assert link._clearer(*solved(points(0.1), "balanced"), OPTIONS) == ("anew", "a field")
        assert asked == [("balanced", "a field")]

    def longer(self, monkeypatch, spreads):
        self.asked = []

        def anew(_solution, _proxy, _options, *, sigma, total=POINTS, **_):
            self.asked.append((sigma, total))
            spread = spreads.pop(0)
            return None if spread is None else solved(points(spread), f"sigma {sigma}")

        monkeypatch.setattr(link, "_anew", anew)
        return link._longer(*solved(points(0.1), "usual"), OPTIONS)[0].proxy

    @pytest.mark.parametrize(("spreads", "best", "last"), [
        ([0.05, 0.2, 0.05], "sigma 0.7", 0.7), ([0.09, 0.05, 0.05], "sigma 2.0", 2.0),
        ([0.2, 0.2, 0.1], "sigma 1.0", 1.0), ([0.05, None, None], "sigma 0.7", 0.7),
        ([None, None, None], "usual", 1.0)])
    def test_a_longer_look_is_by_edges_of_the_tightest_scale_and_four_times_the_points(self, monkeypatch, spreads, best,
                                                                                      last):
        assert self.longer(monkeypatch, list(spreads)) == best
        assert self.asked == [(0.7, POINTS), (2.0, POINTS), (last, 4 * POINTS)]

    def unshaded(self, monkeypatch, east, spread=0.002):
        """Points that finer edges see ``east`` pixels aside."""
        self.asked = []

        def anew(_solution, proxy, _options, *, sigma, **_):
            self.asked.append((proxy, sigma))
            if east is None:
                return None
            found, seen = solved(points(spread, (east, 0.0), seed=1))
            return replace(found, transform=link.to_transform(found.fit, FRAME)), seen

        monkeypatch.setattr(link, "_anew", anew)
        usual = solved(points(spread))
        found, seen = link._unshaded(*usual, OPTIONS)
        return found, seen, usual

    def test_what_finer_edges_see_aside_is_followed_as_far_again(self, monkeypatch):
        found, seen, (usual, before) = self.unshaded(monkeypatch, 0.2)
        # Edges of half the scale lie half of the way to no smoothing at all.
        assert found.fit.shift[0] - usual.fit.shift[0] == pytest.approx(0.4, abs=0.003)
        assert (seen.moving - before.moving).mean(0) == pytest.approx(found.fit.shift - usual.fit.shift)
        x, _ = found.transform(*FRAME.centre)
        assert x == pytest.approx(FRAME.centre[0] + 2 * found.fit.shift[0], abs=1e-6)
        assert self.asked == [("orientation", 0.5)] * 2

    def test_as_far_as_it_is_no_chance(self, monkeypatch):
        found, _, (usual, _) = self.unshaded(monkeypatch, 0.012)
        step = found.fit.shift[0] - usual.fit.shift[0]
        chance = np.hypot(0.006, 0.5 * link._doubt(*solved(points(0.002))))
        assert step == pytest.approx(2 * 0.012 * (1 - (chance / 0.012) ** 2), rel=0.05)
        found, _, (usual, _) = self.unshaded(monkeypatch, 0.004)
        assert found.fit.shift == pytest.approx(usual.fit.shift)
        assert len(self.asked) == 1, "from so near, another look would say the same"

    def test_a_step_that_no_smoothing_makes_is_no_shading(self, monkeypatch):
        found, seen, (usual, before) = self.unshaded(monkeypatch, 0.6)
        assert found is usual
        assert seen is before

    def test_if_they_see_nothing_it_stays(self, monkeypatch):
        found, seen, (usual, before) = self.unshaded(monkeypatch, None)
        assert found is usual
        assert seen is before

    def test_points_are_measured_anew_from_where_the_solution_is(self, monkeypatch):
        asked = []
        monkeypatch.setattr(link, "measure", lambda *given, **how: asked.append((given[2:], how)) or points())
        monkeypatch.setattr(link, "agreed", lambda _p, _pair, model, last, among: (
            solved(points(0.0, (3.0, 0.0)))[0].fit, 0.6) if (model, last, among) == ("affine", True, None) else None)
        found, seen = link._anew(solved(points())[0], "balanced", replace(OPTIONS, transform="local"), sigma=2.0)
        assert asked == [((identity(FRAME.centre), "balanced", True), {"sigma": 2.0, "total": POINTS})]
        assert (found.proxy, found.agreement) == ("balanced", 0.6)
        assert found.transform.shift == pytest.approx((6.0, 0.0))
        assert len(seen.fixed) == 200
        assert link._anew(solved(points())[0], "balanced", OPTIONS) is None

    def test_a_block_that_moved_is_not_fitted_as_a_stretch_from_where_it_lies(self, monkeypatch):
        """A similarity or an affine comes within a pixel of nearly all of a step by 2.5 pixels."""
        gone = PLACES[:, 0] < np.median(PLACES[:, 0])
        seen = points(0.02)
        moved = replace(seen, moving=seen.moving + np.column_stack([2.5 * gone, np.zeros(200)]))
        rest = fit("translation", PLACES, moved.moving, moved.information, ~gone, np.zeros(2))
        start = replace(solved(points())[0], transform=identity(FRAME.centre), fit=rest)
        monkeypatch.setattr(link, "measure", lambda *_, **_how: moved)
        found, _ = link._anew(start, "balanced", OPTIONS, under="a field")
        assert np.abs(found.fit(PLACES[~gone]) - PLACES[~gone]).max() < 0.03
        np.testing.assert_array_equal(found.fit.weights > 0.05, ~gone)


class TestWhatIsHandedOn:
    def test_ties_are_where_both_images_show_a_place_and_checks_are_those_of_the_assessment(self):
        solution, seen = solved(points(0.1, (3.0, -1.0)))
        at = np.array([510.0, 520.0, 530.0])
        zero, measured = np.zeros(3), np.array([1.0, 0.0, 0.5])
        check = TiePoints(at, at + 200, np.array([4.0, 9.0, 6.0]), np.array([-2.0, 9.0, 1.0]), zero, zero, measured,
                          np.array([True, False, False]), np.full(3, ""))
        found = link._measurement(solution, seen, Assessment("uncertain", "why", None, None, 0.2, 0.4, check))
        assert (found.verdict, found.reason, found.metric) == ("uncertain", "why", "auto")
        assert (found.pixel, found.uncertainty_ce90_px) == ((2.0, 2.0), 0.2)
        assert isinstance(found.transform, AffineTransform)
        ties = found.ties
        assert len(ties) == 200
        assert np.allclose(FRAME.to_frame(ties.x, ties.y), seen.fixed)
        assert np.allclose(FRAME.to_frame(ties.shown_x, ties.shown_y), seen.moving)
        np.testing.assert_array_equal(ties.agree, solution.fit.weights > 0.5)
        use = check.measured
        assert np.allclose(found.checks.shown_x, (at - check.dx_before)[use])
        assert np.allclose(found.checks.shown_y, (at + 200 - check.dy_before)[use])
        assert found.checks.information.shape == (use.sum(), 2, 2)

    def test_under_a_field_those_agree_that_their_neighbours_bear_out(self):
        bend = np.column_stack([3 * np.sin(PLACES[:, 1] / 20), np.zeros(200)])
        solution, _ = solved(points())
        seen = replace(points(0.01), moving=PLACES + bend)
        field = object.__new__(LocalTransform)
        assert link._agree(replace(solution, transform=field), solution.fit, seen).mean() > 0.8
        loose = replace(solution.fit, weights=np.linspace(0, 1, 200))
        assert link._agree(solution, loose, seen).sum() == 100, "of one transform, those of half a weight or more"


def test_the_longest_look_aims_at_four_times_as_many_points():
    assert link.MANY == 4 * POINTS
