"""What a solve tries, in which order, and which of the results it takes; the trials themselves are made up."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scenes import displaced

from coregix_core.errors import UnreliableAlignmentError
from coregix_core.geometry import Frame, identity
from coregix_core.matching import Peak, Start
from coregix_core.pairing.solution import Request
from coregix_core.progress import Progress
from coregix_core.solving import solver
from coregix_core.solving.trial import Trial

PAIR = SimpleNamespace(frame=Frame((0.0, 0.0), (2.0, 2.0)), area=(-400.0, -300.0, 400.0, 300.0),
                       within=lambda area: ("within", area))
HERE = identity((0.0, 0.0))


class Elastix:
    def __init__(self):
        self.started = 0

    def start(self):
        self.started += 1


def peak(strength=11.0):
    return Peak(0.0, 0.0, 0.5, strength, 1.0)


def test_what_structure_found_is_looked_at_by_edges_on_the_last_two_levels(monkeypatch):
    looks = []
    monkeypatch.setattr(solver, "by_tie_points", lambda *given: looks.append((given[1], given[2].metric)))
    monkeypatch.setattr(solver, "in_perspective", lambda *_: SimpleNamespace(agreement=0.1))
    found = SimpleNamespace(metric="structure", transform=displaced(8.0), pair=PAIR)
    assert solver._from_near(found, [16.0, 4.0, 2.0, 1.0], Request(), Progress()) is found
    assert looks == [([2.0, 1.0], "orientation"), ([2.0, 1.0], "mutual-information")]


class TestGuesses:
    """For the tie points to begin with: what the search found, what elastix makes of it, and the image as it lies."""

    def guesses(self, monkeypatch, start, metric="orientation", asked="auto", agreed=False):
        """All of them; tie points agree on something from each or from none, as they had of an earlier metric."""
        monkeypatch.setattr(solver, "by_elastix", lambda *given: ("elastix", given[2], given[4]))
        seen, found = [SimpleNamespace(fit="of another metric")], []
        for guess in solver._guesses(PAIR, None, start, Request(metric=asked), metric, None, None, seen):
            found.append(guess)
            seen.append(SimpleNamespace(fit="a fit" if agreed else None))
        return found

    def test_what_the_search_found_comes_first_unless_a_metric_is_asked_for(self, monkeypatch):
        start = Start(displaced(8.0), peak())
        elastix = ("elastix", start.transform, "orientation")
        assert self.guesses(monkeypatch, start) == [start.transform, elastix, HERE]
        assert self.guesses(monkeypatch, start, asked="orientation") == [elastix, start.transform, HERE]

    def test_elastix_is_not_asked_where_tie_points_agree_on_a_way_from_the_start(self, monkeypatch):
        assert self.guesses(monkeypatch, Start(displaced(8.0), peak()), agreed=True) == [displaced(8.0), HERE]

    @pytest.mark.parametrize(("strength", "asked", "tried"), [
        (6.1, "auto", True), (6.0, "auto", False), (1.0, "orientation", True)])
    def test_elastix_is_asked_if_the_search_saw_more_than_chance_or_if_it_is_its_metric(self, monkeypatch, strength,
                                                                                       asked, tried):
        found = self.guesses(monkeypatch, Start(displaced(8.0), peak(strength)), asked=asked)
        assert (("elastix", displaced(8.0), "orientation") in found) is tried

    def test_by_structure_it_has_nothing_to_go_by(self, monkeypatch):
        start = Start(displaced(8.0), peak())
        assert self.guesses(monkeypatch, start, "structure", "structure") == [start.transform, HERE]


class TestTrials:
    def trials(self, monkeypatch, guesses, metric="auto", start=None):
        asked = []
        monkeypatch.setattr(solver, "searched", lambda *_: Start(displaced(2.0), peak()))
        monkeypatch.setattr(solver, "require_common", lambda *given: asked.append(given[2]))
        monkeypatch.setattr(solver, "_guesses", lambda *given: iter(guesses[given[4]]))
        request = Request(metric=metric, start=start)
        return list(solver._trials(PAIR, [4.0, 2.0, 1.0], None, request, None, Progress(), [])), asked

    def test_auto_asks_edges_first_then_grey_values_then_structure(self, monkeypatch):
        each = {"orientation": [displaced(1.0)], "mutual-information": [displaced(2.0)], "structure": [displaced(3.0)]}
        found, asked = self.trials(monkeypatch, each)
        assert found == [Trial(displaced(1.0), "orientation", "orientation"),
                         Trial(displaced(2.0), "mutual-information", "balanced"),
                         Trial(displaced(3.0), "structure", "pooled")]
        assert asked == [displaced(2.0)] * 3

    @pytest.mark.parametrize(("east", "strength", "by_chance"), [
        (60.0, 6.0, True), (60.0, 4.0, True), (60.0, 6.1, False), (2.0, 6.0, False), (2.0, 4.0, False)])
    def test_a_start_far_away_that_could_be_chance_is_looked_at_as_such(self, monkeypatch, east, strength, by_chance):
        start = Start(displaced(east), peak(strength))
        monkeypatch.setattr(solver, "searched", lambda *_: start)
        monkeypatch.setattr(solver, "require_common", lambda *_: None)
        monkeypatch.setattr(solver, "_guesses", lambda *_: iter([displaced(500.0), start.transform]))
        found = solver._trials(PAIR, [4.0, 2.0, 1.0], None, Request(metric="structure"), None, Progress(), [])
        assert [trial.by_chance for trial in found] == [False, by_chance]

    @pytest.mark.parametrize(("clear", "elsewhere", "alone"), [(True, 0.49, True), (True, 0.51, False),
                                                               (False, 0.49, False)])
    def test_a_start_beyond_doubt_without_an_equal_anywhere_is_said_to_be(self, monkeypatch, clear, elsewhere, alone):
        start = Start(displaced(60.0), replace(peak(), elsewhere=elsewhere), clear)
        monkeypatch.setattr(solver, "searched", lambda *_: start)
        monkeypatch.setattr(solver, "require_common", lambda *_: None)
        monkeypatch.setattr(solver, "_guesses", lambda *_: iter([start.transform, displaced(500.0)]))
        found = solver._trials(PAIR, [4.0, 2.0, 1.0], None, Request(metric="structure"), None, Progress(), [])
        assert [trial.alone for trial in found] == [alone, False]

    def test_a_metric_that_is_asked_for_is_the_only_one(self, monkeypatch):
        assert len(self.trials(monkeypatch, {"structure": [HERE]}, "structure")[0]) == 1

    @pytest.mark.parametrize(("metres", "one"), [(15.9, True), (16.1, False)])
    def test_guesses_within_half_a_search_of_the_first_level_of_tie_points_are_one(self, monkeypatch, metres, one):
        """Of a level of two pixels, which are 4 m, the search reaches 8."""
        found, _ = self.trials(monkeypatch, {"structure": [HERE, displaced(metres)]}, "structure")
        assert len(found) == (1 if one else 2)

    def test_each_is_compared_with_all_before_it(self, monkeypatch):
        guesses = [HERE, displaced(30.0), displaced(29.0), displaced(1.0)]
        assert len(self.trials(monkeypatch, {"structure": guesses}, "structure")[0]) == 2

    def test_a_start_that_is_given_is_not_searched_for_nor_clear(self, monkeypatch):
        monkeypatch.setattr(solver, "searched", None)
        found = solver._started(PAIR, None, Request(start=displaced(5.0)), "orientation")
        assert (found.transform, found.clear, found.peak.strength) == (displaced(5.0), False, np.inf)


class TestResults:
    def results(self, monkeypatch, trials, request=None, area=(1, 2, 3, 4)):
        portions, self.seen = [], []
        monkeypatch.setattr(solver, "overlap", lambda _pair, transform: None if transform is None else area)
        monkeypatch.setattr(solver, "by_tie_points", lambda pair, _l, trial, _r, _p: SimpleNamespace(
            pair=pair, transform=trial.transform, agreement=0.5))
        monkeypatch.setattr(solver, "in_perspective", lambda found, _levels, _request: found)
        progress = Progress()
        portion = progress.portion
        progress.portion = lambda *part: portions.append(part) or portion(*part)
        found = solver._results(iter([Trial(t, "m", "p") for t in trials]), PAIR, [1.0], request or Request(), progress,
                                self.seen)
        return list(found), portions

    def test_each_is_looked_at_over_what_it_says_is_common(self, monkeypatch):
        found, _ = self.results(monkeypatch, [HERE, None, displaced(1.0)])
        assert [f.transform for f in found] == [HERE, displaced(1.0)]
        assert found[0].pair == ("within", (1, 2, 3, 4))

    def test_each_leaves_four_tenths_of_the_progress_to_those_after_it(self, monkeypatch):
        _, portions = self.results(monkeypatch, [HERE] * 2)
        assert np.allclose(portions, [(0.0, 0.6), (0.6, 0.84), (0.84, 0.936)])

    @pytest.mark.parametrize(("east", "north", "allowed"), [(6.0, 8.0, True), (7.2, 9.6, True), (7.3, 9.6, False)])
    def test_beyond_the_largest_shift_by_more_than_a_pixel_is_none(self, monkeypatch, east, north, allowed):
        transform = displaced(east, north, rotation_deg=3.0, centre=(0.0, 0.0))
        assert bool(self.results(monkeypatch, [transform], Request(max_shift=10.0))[0]) is allowed
        assert bool(self.seen) is allowed, "as if nobody had looked: the trials that follow begin anew"
        assert self.results(monkeypatch, [transform])[0]

    def test_the_shift_is_that_at_the_middle_of_the_pair(self):
        pair = SimpleNamespace(frame=Frame((700.0, 900.0), (2.0, 2.0)))
        assert solver.within_reach(displaced(6.0, 8.0, centre=(700.0, 900.0)), pair, Request(max_shift=8.0))
        assert not solver.within_reach(displaced(6.1, 8.1, centre=(700.0, 900.0)), pair, Request(max_shift=8.0))
        grown = displaced(0.0, 0.0, scale=1.1, centre=(0.0, 900.0))
        assert not solver.within_reach(grown, pair, Request(max_shift=60.0))
        assert solver.within_reach(grown, pair, Request(max_shift=69.0))


class TestSolve:
    def solve(self, monkeypatch, agreements, **request):
        taken = []
        monkeypatch.setattr(solver, "levels_of", lambda *_: [4.0, 1.0])
        monkeypatch.setattr(solver, "read_coarse", lambda _pair, level, _request: level)
        monkeypatch.setattr(solver, "_trials", lambda *given: given[2])

        def results(trials, *_):
            assert trials == 4.0, "what was read of the first level"
            for number, agreement in enumerate(agreements):
                taken.append(agreement)
                yield SimpleNamespace(number=number, agreement=agreement, metric="orientation")

        self.doubted = []
        monkeypatch.setattr(solver, "_results", results)
        monkeypatch.setattr(solver, "of_greater_part", lambda found, *_: self.doubted.append(found.number) or found)
        engine = Elastix()
        return solver.solve(PAIR, Request(**request), engine, Progress()), taken, engine.started

    @pytest.mark.parametrize(("agreements", "best", "tried"), [
        ([0.4, 0.9], 0, 1), ([0.39, 0.9], 1, 2), ([0.2, 0.3, 0.1], 1, 3), ([0.2, 0.2], 0, 2), ([0.0], 0, 1)])
    def test_the_trial_that_most_agree_on_is_taken_and_four_in_ten_settle_it(self, monkeypatch, agreements, best,
                                                                             tried):
        found, taken, _ = self.solve(monkeypatch, agreements)
        assert (found.number, len(taken)) == (best, tried)
        # Of one that is clear it is asked whether more of the ground shows another.
        assert self.doubted == [best] * (agreements[best] >= 0.4)

    def test_without_any_there_is_nothing_reliable(self, monkeypatch):
        with pytest.raises(UnreliableAlignmentError, match="leaves nothing in common, or lies beyond the largest"):
            self.solve(monkeypatch, [])

    @pytest.mark.parametrize(("request_", "started"), [
        ({}, 0), ({"metric": "mutual-information"}, 1), ({"metric": "structure"}, 0), ({"start": HERE}, 1)])
    def test_elastix_loads_early_where_it_is_sure_to_be_asked(self, monkeypatch, request_, started):
        assert self.solve(monkeypatch, [0.5], **request_)[2] == started
