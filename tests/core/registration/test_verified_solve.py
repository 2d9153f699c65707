"""What stands: tie points if they agree, else joined evidence; and a local field that loses no place."""

from types import SimpleNamespace

import pytest

from coregix_core.pairing.solution import Request, Solution
from coregix_core.progress import Progress
from coregix_core.registration import verified_solve
from coregix_core.registration.verified_solve import Verified


@pytest.mark.parametrize(("verdict", "joined", "stands"), [
    ("aligned", ("joined", "uncertain"), "plain"), ("uncertain", ("joined", "uncertain"), "plain"),
    ("failed", ("joined", "uncertain"), "joined"), ("failed", None, "plain")])
def test_joined_evidence_stands_only_where_tie_points_do_not(monkeypatch, verdict, joined, stands):
    monkeypatch.setattr(verified_solve, "solve", lambda *_: "plain")
    found = SimpleNamespace(verdict=verdict)
    monkeypatch.setattr(verified_solve, "_assessed", lambda solution, *_: Verified(solution, found))
    monkeypatch.setattr(verified_solve, "by_joined_evidence", lambda *_: joined)
    monkeypatch.setattr(verified_solve, "unless_overlaid", lambda _solution, found, _request: found)
    monkeypatch.setattr(verified_solve, "unless_repeated", lambda _solution, found, _request: found)
    assert verified_solve.verified_solution(None, Request(), None, Progress()).solution == stands
    assert verified_solve.verified_solution(None, Request(tie_points_only=True), None, Progress()).solution == "plain"


def test_what_only_lies_over_both_images_is_not_looked_for_by_all_windows_again(monkeypatch):
    refused = SimpleNamespace(verdict="failed")
    monkeypatch.setattr(verified_solve, "solve", lambda *_: "plain")
    monkeypatch.setattr(verified_solve, "_assessed", lambda solution, *_: Verified(
        solution, SimpleNamespace(verdict="aligned")))
    monkeypatch.setattr(verified_solve, "unless_overlaid", lambda *_: refused)
    monkeypatch.setattr(verified_solve, "by_joined_evidence", lambda *_: pytest.fail("looked"))
    found = verified_solve.verified_solution(None, Request(), None, Progress())
    assert (found.solution, found.assessment) == ("plain", refused)


def test_what_may_lie_over_both_images_stays_in_doubt(monkeypatch):
    doubted = SimpleNamespace(verdict="uncertain")
    monkeypatch.setattr(verified_solve, "solve", lambda *_: "plain")
    monkeypatch.setattr(verified_solve, "_assessed", lambda solution, *_: Verified(
        solution, SimpleNamespace(verdict="aligned")))
    monkeypatch.setattr(verified_solve, "unless_overlaid", lambda *_: doubted)
    monkeypatch.setattr(verified_solve, "unless_repeated", lambda _solution, found, _request: found)
    assert verified_solve.verified_solution(None, Request(), None, Progress()).assessment is doubted


def test_tie_points_that_gave_no_solution_still_say_how_the_ground_bends(monkeypatch):
    placed = SimpleNamespace(pair="pair", transform="placed")
    monkeypatch.setattr(verified_solve, "solve", lambda *_: "plain")
    monkeypatch.setattr(verified_solve, "_assessed", lambda solution, *_: Verified(
        solution, SimpleNamespace(verdict="failed"), SimpleNamespace(of_pixels=False)))
    monkeypatch.setattr(verified_solve, "by_joined_evidence", lambda *_: (placed, "found"))
    monkeypatch.setattr(verified_solve, "covering_steep", lambda found, pair, _evidence, at: (found, pair, at))
    found = verified_solve.verified_solution(None, Request(), None, Progress())
    assert found.assessment == ("found", "pair", "placed")
    assert found.evidence is None


class TestBetter:
    """A field is taken unless places that the plain solution had right are lost by it."""

    def chosen(self, monkeypatch, right, most, blocks=("b",), level=1.0):
        looks = []
        plain = SimpleNamespace(name="plain", pair=None, transform=None, proxy="p", blocks=blocks, level=1.0)
        field = SimpleNamespace(name="field", pair=None, transform=None, proxy="p", blocks=blocks, level=level)

        def seen(solution, _request):
            looks.append(solution.name)
            return SimpleNamespace(of=solution.name, level=solution.level)

        monkeypatch.setattr(verified_solve, "_seen", seen)
        monkeypatch.setattr(verified_solve, "first_look",
                            lambda *_: looks.append("first look") or SimpleNamespace(of="plain", level=1.0))
        monkeypatch.setattr(verified_solve, "in_place", lambda evidence: right[evidence.of])
        monkeypatch.setattr(verified_solve, "most_in_place", lambda *_: most)
        solution, evidence = verified_solve._better(plain, field, Request())
        assert evidence.of == solution.name
        return solution.name, looks

    def test_most_often_one_look_says_so(self, monkeypatch):
        for most in (0.8, 0.7):
            assert self.chosen(monkeypatch, {"field": 0.8, "plain": 0.9}, most) == ("field", ["field"])

    @pytest.mark.parametrize(("plain", "chosen", "looks"), [
        (0.8, "field", ["field", "first look"]), (0.81, "plain", ["field", "first look", "plain"])])
    def test_else_a_first_look_of_the_plain_one_does(self, monkeypatch, plain, chosen, looks):
        assert self.chosen(monkeypatch, {"field": 0.8, "plain": plain}, 0.9) == (chosen, looks)

    def test_of_another_level_or_without_images_in_memory_it_is_looked_at(self, monkeypatch):
        for level in (2.0, 0.5):
            assert self.chosen(monkeypatch, {"field": 0.8, "plain": 0.7}, 0.1, level=level) == (
                "field", ["field", "first look"])
        assert self.chosen(monkeypatch, {"field": 0.8, "plain": 0.7}, 0.1, blocks=()) == ("field", ["field", "plain"])

    def test_without_a_field_there_is_no_choice(self, monkeypatch):
        monkeypatch.setattr(verified_solve, "_seen", lambda solution, _: (solution, "seen"))
        monkeypatch.setattr(verified_solve, "_of_stable_part", lambda *found: found[:2])
        assert verified_solve._better("plain", None, Request()) == ("plain", ("plain", "seen"))


def test_what_is_found_is_assessed_in_the_first_part_of_its_stage(monkeypatch):
    """The rest of it is for a refused pair, which is looked for anywhere."""
    events = []
    solution = Solution(None, None, "metric", "proxy", 1.0, (), None)
    monkeypatch.setattr(verified_solve, "_refined", lambda *_: "refined")
    monkeypatch.setattr(verified_solve, "_better", lambda found, refined, _: (found, refined))
    monkeypatch.setattr(verified_solve, "assess", lambda *given: given[2])
    monkeypatch.setattr(verified_solve, "pieces_at", lambda *_: 10)
    track = Progress(events.append, shares={"assess": 1.0})
    assert verified_solve._assessed(solution, Request(), track) == Verified(solution, "refined", "refined")
    assert [event.overall for event in events] == pytest.approx([0.0, 0.8])


def test_the_bar_goes_on_while_all_windows_are_looked_at(monkeypatch):
    """The solve's own part of it is behind: between the assessment and the search of a refused pair."""
    events = []
    failed = Verified("plain", SimpleNamespace(verdict="failed"))
    monkeypatch.setattr(verified_solve, "solve", lambda *_: "plain")
    monkeypatch.setattr(verified_solve, "_assessed", lambda *_: failed)
    monkeypatch.setattr(verified_solve, "by_joined_evidence", lambda *given: given[-1].report(0.5))
    track = Progress(events.append, shares={"solve": 1.0, "assess": 1.0})
    assert verified_solve.verified_solution(None, Request(), None, track) == failed
    assert [event.overall for event in events] == pytest.approx([0.9, 0.925, 0.95])
