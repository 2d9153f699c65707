"""A link step by step: where it begins, at which level it is looked for, and what of it is handed on."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from link_steps import FRAME, OPTIONS, PAIR, PLACES, points, solved
from scenes import displaced

from coregix_core.errors import UnreliableAlignmentError
from coregix_core.findings import Assessment, TiePoints
from coregix_core.geometry import AffineTransform, HomographyTransform, LocalTransform, identity, tangent
from coregix_core.pairing.solution import Solution
from coregix_core.progress import Progress
from coregix_core.registration import link, link_field
from coregix_core.registration.link import LinkMeasurement, measure_link

ALIGNED = SimpleNamespace(verdict="aligned", reason="seen")
FAILED = SimpleNamespace(verdict="failed", reason="clouds")


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
        return measure_link(None, None, replace(OPTIONS, **options), None, Progress(), start)

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
        monkeypatch.setattr(link, "clearer", lambda solution, *_: (solution, "clearer"))
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
