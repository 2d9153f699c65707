"""The displacement of the greater part of the ground is taken, be the smaller one the sharper image."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scenes import Ground, displaced, grid, picture, textured

from coregix_core.errors import UnreliableAlignmentError
from coregix_core.geometry import Frame
from coregix_core.matching import EDGE
from coregix_core.pairing.blocks import Points
from coregix_core.pairing.solution import Request, Solution
from coregix_core.progress import Progress
from coregix_core.solving import greater_part, solver
from coregix_core.solving.coarse_solve import Coarse

GRID = grid(300, 280, 2.0)
CENTRE = tuple(float(v) for v in GRID.to_world(150, 140))
STABLE, MOVED = displaced(9.0, -5.0), displaced(27.0, -5.0)
"""In metres: what moved by itself did so by 9 pixels."""
FINE = Ground(5, shortest=7.0, longest=13.0)
"""Texture of which the coarse images of the search show next to nothing."""


def seen(stable, moved):
    """Nearly half of the ground under one displacement, and the fine rest under another."""
    return np.where(np.arange(300) < 135, textured(GRID, moved), textured(GRID, stable, FINE))


def off(solution, truth):
    x, y = (np.array([v]) for v in CENTRE)
    return float(np.hypot(*(np.array(solution.transform(x, y)) - truth(x, y))[:, 0]))


def test_the_stable_part_is_taken_though_the_moved_one_is_sharper(solved, monkeypatch):
    fixed, moving = (seen(None, None), GRID), (seen(STABLE, MOVED), GRID)
    assert off(solved(fixed, moving, transform="translation"), STABLE) < 0.05
    # Without a look at the rest, it is what the search sees most clearly.
    monkeypatch.setattr(solver, "of_greater_part", lambda found, *_: found)
    assert off(solved(fixed, moving, transform="translation"), MOVED) < 0.05


class TestWhenTheRestIsLookedAt:
    def asked(self, monkeypatch, solution, request=None, start=None, other=None):
        self.searches = []

        def searched(*given):
            self.searches.append(given)
            if start is None:
                raise UnreliableAlignmentError("nothing")
            return SimpleNamespace(transform=start)

        pair = SimpleNamespace(within=lambda area: area)
        monkeypatch.setattr(greater_part, "searched", searched)
        monkeypatch.setattr(greater_part, "_without", lambda *_: "the rest")
        monkeypatch.setattr(greater_part, "overlap", lambda *_: "area")
        monkeypatch.setattr(greater_part, "distance", lambda start, *_: start)
        monkeypatch.setattr(greater_part, "by_tie_points", lambda *_: other)
        monkeypatch.setattr(greater_part, "within_reach", lambda *_: True)
        return greater_part.of_greater_part(solution, pair, [1.0, 1.0], None, request or Request(), Progress())

    def solution(self, agree, aside, astray=0):
        """With so many places on the fit, so many outside the search, and so many found off the fit."""
        target = np.repeat([0.0, np.nan, 5.0], [agree, aside, astray])[:, None].repeat(2, 1)
        count = len(target)
        points = Points(np.zeros((count, 2)), target, np.zeros((count, 2, 2)), np.ones(count),
                        np.where(np.isnan(target[:, 0]), EDGE, ""), 8.0)
        return Solution("found", None, "auto", "orientation", 1.0, (), lambda at: at, 1.0, looked=(1.0, points))

    @pytest.mark.parametrize(("places", "coherent", "looked"), [
        ((8, 8), 8, 0), ((8, 9), 8, 1), ((8, 4, 4), 8, 0), ((8, 5, 4), 8, 1), ((10, 11), 12, 1), ((10, 11), 13, 0)])
    def test_if_more_places_show_other_things_than_agree_and_do_not_bend(self, monkeypatch, places, coherent, looked):
        monkeypatch.setattr(greater_part, "_as_neighbours", lambda *_: coherent)
        found = self.solution(*places)
        assert self.asked(monkeypatch, found) is found
        assert len(self.searches) == looked

    def test_not_from_a_start_that_is_given_nor_without_a_fit(self, monkeypatch):
        found = self.solution(10, 20)
        assert self.asked(monkeypatch, found, Request(start="given")) is found
        assert self.asked(monkeypatch, replace(found, fit=None)).fit is None
        assert self.searches == []

    @pytest.mark.parametrize(("agree", "taken"), [(10, False), (11, True)])
    def test_what_more_places_agree_on_is_taken(self, monkeypatch, agree, taken):
        found, other = self.solution(10, 20), self.solution(agree, 0)
        assert (self.asked(monkeypatch, found, start=9.0, other=other) is other) is taken

    @pytest.mark.parametrize(("apart", "taken"), [(3.9, False), (4.0, True)])
    def test_a_place_that_was_found_already_is_no_other(self, monkeypatch, apart, taken):
        found, other = self.solution(10, 20), self.solution(11, 0)
        assert (self.asked(monkeypatch, found, start=apart, other=other) is other) is taken


def test_the_rest_is_what_lies_farther_than_half_a_window_from_all_that_agrees(monkeypatch):
    where = grid(200, 150, 1.0)
    pair = SimpleNamespace(frame=Frame(tuple(float(v) for v in where.to_world(0, 0)), (1.0, 1.0)))
    # One on the right border of the image, to which it does not belong any more.
    monkeypatch.setattr(greater_part, "_on", lambda *_: pair.frame.to_frame(*where.to_world([200.2], [75.0])))
    found = SimpleNamespace(looked=(1.0, None), fit="fit", proxy="orientation")
    rest = greater_part._without(found, pair, Coarse(picture(where, np.ones(where.shape)), None, 1), 1.0).fixed.valid
    reach = greater_part.window_of("orientation") / 2
    row, col = np.mgrid[:150, :200]
    np.testing.assert_array_equal(rest, np.hypot(row - 75, col - 199) > reach)
