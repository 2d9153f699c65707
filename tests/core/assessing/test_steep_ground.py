"""Ground that bends farther than is looked: what is not found of the same ground lies beyond the search."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from coregix_core.assessing import assessment
from coregix_core.assessing.criteria import CRITERIA, PLACES, STEEP
from coregix_core.assessing.evidence import agreeing
from coregix_core.assessing.motion import Departure
from coregix_core.assessing.steep_ground import covering_steep, steep_ce90
from coregix_core.findings import Assessment, Residuals
from coregix_core.geometry import Frame, affine_transform, identity
from coregix_core.matching import INVALID
from coregix_core.pairing.blocks import Points

SIDE, STEP, REACH = 12, 50.0, 8.0
ROW, COL = (a.ravel() for a in np.mgrid[0:SIDE, 0:SIDE])
PLACES_OF = np.column_stack([COL, ROW]) * STEP
PAIR = SimpleNamespace(frame=Frame((0.0, 0.0), (1.0, 1.0)), area=(-25.0, -25.0, 575.0, 575.0))
EAST = np.array([1.0, 0.0])
WAVES = 2.0 * np.column_stack([np.sin(COL / 3.0), np.cos(ROW / 3.0)])


def looked(residual=WAVES, missing=0, score=0.8, reason="no texture", far=True):
    """Evidence of such residuals (n, 2), of which the first rows of places show nothing but to a coarser look."""
    residual = np.array(residual)
    residual[:missing] = np.nan
    points = Points(PLACES_OF, PLACES_OF - residual, np.tile(np.eye(2), (len(residual), 1, 1)),
                    np.full(len(residual), score), np.where(np.arange(len(residual)) < missing, reason, ""), REACH)
    seen = agreeing(points, residual, 1.0)
    return replace(seen, far=seen if far else None)


def rms(residual):
    return float(np.sqrt((residual**2).sum(1).mean()))


def test_ground_that_is_found_everywhere_bends_as_far_as_it_shows():
    # The rim that no place has, half of their distance wide, is all spoken for.
    assert steep_ce90(PAIR, looked()) == pytest.approx(PLACES.radial * rms(WAVES), rel=1e-6)


def test_ground_that_is_not_found_lies_beyond_the_search():
    missing = 3 * SIDE
    found = WAVES[missing:]
    squares = (found**2).sum() + missing * STEEP.beyond * REACH**2
    assert steep_ce90(PAIR, looked(missing=missing)) == pytest.approx(
        PLACES.radial * np.sqrt(squares / len(WAVES)), rel=1e-6)


def test_under_clouds_which_hide_ground_from_other_looks_as_well_nothing_lies_beyond_the_search():
    hidden, alone = looked(missing=3 * SIDE, far=False), PLACES.radial * rms(WAVES[3 * SIDE:])
    for second in (None, replace(hidden, chance=1.0)):
        assert steep_ce90(PAIR, replace(hidden, second=second)) == pytest.approx(alone, rel=1e-6)
    # Of a small image there is no coarser look, but a second one.
    assert steep_ce90(PAIR, replace(hidden, second=hidden)) == steep_ce90(PAIR, looked(missing=3 * SIDE)) > 2 * alone


def test_places_without_pixels_say_nothing_of_ground_beyond_the_search():
    assert steep_ce90(PAIR, looked(missing=SIDE, reason=INVALID)) == pytest.approx(
        PLACES.radial * rms(WAVES[SIDE:]), rel=0.3)


def test_towards_a_rim_that_no_window_reaches_it_goes_on_bending():
    wide = SimpleNamespace(frame=PAIR.frame, area=(-100.0, -100.0, 650.0, 650.0))
    assert steep_ce90(wide, looked()) > 1.2 * steep_ce90(PAIR, looked())


@pytest.mark.parametrize(("score", "counts"), [(STEEP.alike + 0.01, True), (STEEP.alike - 0.01, False)])
def test_images_that_differ_wherever_they_are_found_may_have_changed_where_they_are_not(score, counts):
    assert (steep_ce90(PAIR, looked(missing=SIDE, score=score)) > 0) == counts


def test_ground_that_hardly_bends_is_not_taken_to_be_steep_for_being_covered():
    flat = WAVES * 0.95 * STEEP.bends / rms(WAVES)
    assert steep_ce90(PAIR, looked(flat, missing=SIDE)) == 0.0
    assert steep_ce90(PAIR, looked(flat + 3.0 * EAST, missing=SIDE)) == 0.0, "what all places share is no bend"


def test_ground_that_moved_by_itself_does_not_bend():
    part = Departure(PLACES_OF[:4], WAVES[:4], 0.2, bends=True, among=np.arange(len(WAVES)) < 4)
    assert steep_ce90(PAIR, replace(looked(missing=SIDE), departure=part)) > 0.0
    assert steep_ce90(PAIR, replace(looked(missing=SIDE), departure=replace(part, bends=False))) == 0.0


def test_what_does_not_agree_beyond_chance_shows_no_bends():
    assert steep_ce90(PAIR, replace(looked(missing=SIDE), chance=10 * CRITERIA.chance)) == 0.0


@pytest.mark.parametrize(("whole", "expected"), [(2.0, "steep"), (90.0, 90.0), (None, None)])
def test_a_placement_by_other_evidence_is_no_surer_than_tie_points_show_the_ground_to_be(whole, expected):
    left = Residuals(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 20, 1.0)
    found = Assessment("uncertain", "", left, left, whole, whole, SimpleNamespace())
    seen = looked(missing=SIDE)
    aside = affine_transform("translation", (0.0, 0.0), np.eye(2), 4.0 * EAST)
    stated = covering_steep(found, PAIR, seen, aside).uncertainty_ce90_px
    moved = looked(WAVES + 4.0 * EAST, missing=SIDE)
    assert stated == (pytest.approx(steep_ce90(PAIR, moved)) if expected == "steep" else expected)


@pytest.mark.parametrize(("model", "covers"), [("affine", True), ("local", False)])
def test_a_parametric_model_on_steep_ground_covers_what_is_not_found(monkeypatch, model, covers):
    """A field follows what bends, and says itself how far it may be off where nothing is found."""
    seen = looked(missing=4 * SIDE)
    monkeypatch.setattr(assessment, "terms_of", lambda *_: assessment.Terms(bend=1.0))
    monkeypatch.setattr(assessment, "verdict_of", lambda *_: ("uncertain", "it bends"))
    monkeypatch.setattr(assessment, "_as_solved", lambda verdict, reason, *_: (verdict, reason))
    transform = SimpleNamespace(model=model, __call__=identity())
    pair = SimpleNamespace(frame=PAIR.frame, area=PAIR.area, fixed=SimpleNamespace(grid=SimpleNamespace(crs=None)))
    stated = assessment.assess(pair, transform, seen, SimpleNamespace()).uncertainty_ce90_px
    assert (stated > 0.9 * steep_ce90(PAIR, seen)) == covers
