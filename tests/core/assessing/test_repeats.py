"""Structure that repeats agrees a period aside as well: which of its displacements is right, nothing tells."""

from types import SimpleNamespace

import numpy as np
import pytest
from scenes import displaced, grid, textured

from coregix_core.assessing import repeats
from coregix_core.assessing.criteria import CRITERIA
from coregix_core.assessing.repeats import rival, unless_repeated
from coregix_core.findings import Assessment
from coregix_core.geometry import Frame, identity
from coregix_core.pairing.solution import Request

GRID = grid(200, 180)
ROW, COL = np.mgrid[:180, :200]
STREETS = 900.0 * ((COL % 40 < 4) | (ROW % 36 < 4))
"""At periods of 80 and 72 m."""
NOISE = np.random.default_rng(1).normal(0, 60, (2, *STREETS.shape))


@pytest.fixture
def ratio(pair_of):
    def of(ground, max_shift=200.0):
        pair = pair_of(*((image, GRID) for image in (1000 + ground + NOISE)))
        return rival(pair, identity(pair.frame.centre), "orientation", 640, max_shift)

    return of


def test_a_grid_of_streets_has_an_equal_a_period_away(ratio):
    part, way = ratio(STREETS)
    assert part > CRITERIA.repeat_equal
    np.testing.assert_allclose(np.abs(way) % (40, 36), 0, atol=1.0)
    assert np.hypot(*way) > 30


def test_what_the_search_may_not_reach_is_no_rival(ratio):
    found = ratio(STREETS, max_shift=50.0)
    assert found is None or found[0] < CRITERIA.repeat_suspected


@pytest.mark.parametrize(("ground", "most"), [(textured(GRID), CRITERIA.repeat_suspected),
                                              (STREETS + textured(GRID), CRITERIA.repeat_equal)])
def test_ground_that_is_another_everywhere_has_none(ratio, ground, most):
    found = ratio(ground)
    assert found is None or found[0] < most


def test_a_patch_of_strong_edges_in_one_image_alone_makes_no_rival_of_chance(pair_of):
    """Of a damaged tile: nearly all of the energy is its own, and correlation next to none, wherever it is looked."""
    damaged = textured(GRID) + 1000
    damaged[100:] = np.tile(np.random.default_rng(2).uniform(0, 60_000, (80, 16)), 13)[:, :200]
    pair = pair_of((damaged, GRID), (1000 + textured(GRID), GRID))
    found = rival(pair, identity(pair.frame.centre), "orientation", 640, 400.0)
    assert found is None or found[0] < 0.5


def test_streets_over_half_of_the_ground_repeat_all_the_same(ratio):
    part, way = ratio(np.where(ROW < 90, STREETS, 0.0))
    assert part > CRITERIA.repeat_suspected
    assert np.hypot(*way) > 30


@pytest.mark.parametrize("verdict", ["aligned", "uncertain"])
def test_a_result_on_it_is_uncertain_by_the_way_to_the_other(monkeypatch, verdict):
    asked = []
    found = SimpleNamespace(proxy="orientation", transform=None, alone=None,
                            pair=SimpleNamespace(frame=Frame((0.0, 0.0), (2.0, 2.0)), area=(0, 0, 1, 1)))
    monkeypatch.setattr(repeats, "rival", lambda *given: asked.append(given[3]) or (0.99, np.array([24.0, 32.0])))
    taken = Assessment(verdict, "all agree", None, None, 0.1, 0.2, None)
    doubted = unless_repeated(found, taken, Request())
    assert (doubted.verdict, asked) == ("uncertain", [320, 640])
    assert doubted.uncertainty_ce90_px == pytest.approx(40.0, abs=0.01)
    assert doubted.uncertainty_ce90 == pytest.approx(80.0, abs=0.01)
    assert "40 px away the images agree as well" in doubted.reason


def test_a_place_that_a_search_found_could_be_any_that_agrees_as_well(monkeypatch):
    reached = []
    found = SimpleNamespace(proxy="orientation", transform=None, alone=None,
                            pair=SimpleNamespace(frame=Frame((0.0, 0.0), (2.0, 2.0)), area=(0, 0, 1, 1)))
    monkeypatch.setattr(repeats, "rival", lambda *given: reached.append(given[4]) or (0.99, np.array([24.0, 32.0])))
    aligned = Assessment("aligned", "all agree", None, None, 0.1, 0.2, None)
    searched = Request(start=identity(), searched=True, max_shift=3.0)
    assert unless_repeated(found, aligned, searched).verdict == "uncertain"
    assert reached == [np.inf, np.inf]


@pytest.mark.parametrize(("metres", "asked"), [(5.9, 0), (6.1, 1)])
def test_where_the_search_saw_the_images_agree_alone_nothing_is_looked_at_again(monkeypatch, metres, asked):
    """To a pixel of the first look, which has three of the image's, each 2 m wide."""
    looks = []
    frame = Frame((0.0, 0.0), (2.0, 2.0))
    here = identity(frame.centre)
    pair = SimpleNamespace(frame=frame, area=(0, 0, 1, 1), grid_at=grid(960, 400).scaled)
    found = SimpleNamespace(proxy="orientation", transform=here, alone=displaced(metres), pair=pair)
    monkeypatch.setattr(repeats, "rival", lambda *_: looks.append(1))
    aligned = Assessment("aligned", "all agree", None, None, 0.1, 0.2, None)
    assert unless_repeated(found, aligned, Request()) is aligned
    assert len(looks) == asked
    assert unless_repeated(found, aligned, Request(start=identity())) is aligned, "who says where it lies means it"
    monkeypatch.setattr(repeats, "rival", lambda *_: (0.2, np.zeros(2)))
    assert unless_repeated(found, aligned, Request()) is aligned
