"""On ground that repeats the files' own statement chooses, and all that agrees alike is what it may be off by."""

from types import SimpleNamespace

import numpy as np
import pytest
from scenes import displaced, grid, textured

from coregix_core.pairing.solution import Request, Solution
from coregix_core.progress import Progress
from coregix_core.registration import recurring, verified_solve
from coregix_core.registration.recurring import Recurring, nearest_recurrence
from coregix_core.registration.verified_solve import Verified

GRID = grid(200, 180)
ROW, COL = np.mgrid[:180, :200]
STREETS = 900.0 * ((COL % 40 < 4) | (ROW % 36 < 4))
"""At periods of 80 and 72 m, which are 40 and 36 pixels."""
NOISE = np.random.default_rng(1).normal(0, 60, (2, *STREETS.shape))


@pytest.fixture
def nearest(pair_of):
    def of(ground, east, request=None):
        pair = pair_of(*((image, GRID) for image in (1000 + ground + NOISE)))
        found = Solution(displaced(east), pair, "orientation", "orientation", 1.0, (), None)
        return nearest_recurrence(pair, found, request or Request(max_shift=165.0), Progress())

    return of


def test_of_streets_the_displacement_next_to_the_georeference_is_taken(nearest):
    alike = nearest(STREETS, 160.0)
    assert np.hypot(*alike.solution.transform.shift) < 0.2
    assert alike.next == pytest.approx(36, abs=1)
    # Of 17 places the farthest is 82 pixels away, and one in ten lies beyond 80.
    assert alike.spread == pytest.approx(80, abs=3)


def test_the_nearest_stays_with_the_spread_of_the_others(nearest):
    alike = nearest(STREETS, 0.0)
    assert alike.solution.blocks == ()
    assert alike.spread == pytest.approx(80, abs=3)


def test_where_the_ground_between_tells_or_somebody_says_nothing_is_chosen(nearest):
    assert nearest(STREETS + 0.3 * textured(GRID), 0.0) is None
    assert nearest(STREETS, 160.0, Request(start=displaced(160.0), max_shift=165.0)) is None


def test_where_no_other_place_can_be_solved_nothing_is_chosen(nearest, monkeypatch):
    monkeypatch.setattr(recurring, "solved_from", lambda *_: None)
    assert nearest(STREETS, 160.0) is None
    # One that slid back to where the first one is.
    monkeypatch.setattr(recurring, "solved_from", lambda *_: SimpleNamespace(transform=displaced(160.0)))
    assert nearest(STREETS, 160.0) is None


class TestTaken:
    """The solution nearest to the georeference is assessed as any other, and has all the others as its doubt."""

    def least_moved(self, monkeypatch, alike, verdict="aligned", overlaid=None):
        plain = Verified(SimpleNamespace(name="far"), SimpleNamespace(verdict="aligned"))
        near = SimpleNamespace(verdict=verdict)
        monkeypatch.setattr(verified_solve, "unless_repeated", lambda *_: "doubted")
        monkeypatch.setattr(verified_solve, "nearest_recurrence", lambda *_: alike and alike(plain.solution))
        monkeypatch.setattr(verified_solve, "_assessed", lambda solution, *_: Verified(solution, near))
        monkeypatch.setattr(verified_solve, "unless_overlaid", lambda *given: overlaid or given[1])
        monkeypatch.setattr(verified_solve, "as_repeated", lambda found, _pair, *ways: (found, *ways))
        found = verified_solve._least_moved(None, plain, Request(), Progress())
        return getattr(found.solution, "name", found.solution), found.assessment, near, plain.assessment

    def test_if_nothing_is_chosen_it_is_the_first_one_in_doubt(self, monkeypatch):
        assert self.least_moved(monkeypatch, None)[:2] == ("far", "doubted")

    def test_with_the_others_as_its_spread(self, monkeypatch):
        solution, found, near, _ = self.least_moved(monkeypatch, lambda _: Recurring("near", 5.0, 90.0))
        assert (solution, found) == ("near", (near, 5.0, 90.0))

    def test_the_first_one_is_not_assessed_again(self, monkeypatch):
        solution, found, _, first = self.least_moved(monkeypatch, lambda plain: Recurring(plain, 5.0, 90.0))
        assert (solution, found) == ("far", (first, 5.0, 90.0))

    def test_what_may_lie_over_both_images_leaves_it_in_doubt(self, monkeypatch):
        doubted = SimpleNamespace(verdict="uncertain")
        found = self.least_moved(monkeypatch, lambda _: Recurring("near", 5.0, 90.0), overlaid=doubted)
        assert found[:2] == ("near", (doubted, 5.0, 90.0))

    def test_one_that_is_refused_is_not_taken_for_a_far_one(self, monkeypatch):
        solution, found, near, _ = self.least_moved(monkeypatch, lambda _: Recurring("near", 5.0, 90.0), "failed")
        assert (solution, found) == ("near", near)
        refused = SimpleNamespace(verdict="failed")
        assert self.least_moved(monkeypatch, lambda _: Recurring("near", 5.0, 90.0), overlaid=refused)[1] is refused
