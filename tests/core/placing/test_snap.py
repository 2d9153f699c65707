"""A click is moved to what it meant: the place near it that looks like the reference's; or an error if none does."""

import numpy as np
import pytest
from scenes import Ground, displaced, grid, textured

from coregix_core.errors import RasterError
from coregix_core.placing import snap
from coregix_core.placing.snap import snapped

WHERE = grid(160, 150)
GROUND = Ground(7, shortest=10.0, longest=120.0)
TRUTH = displaced(6.0, -4.0)
FIXED, MOVING = textured(WHERE, None, GROUND), textured(WHERE, TRUTH, GROUND)
PLACE = WHERE.to_world(90.0, 70.0)


@pytest.fixture
def pair(pair_of):
    return pair_of((FIXED, WHERE), (MOVING, WHERE))


@pytest.mark.parametrize("off", [(0.0, 0.0), (10.0, 6.0), (-8.0, -12.0)])
def test_a_place_within_the_search_is_found_to_a_tenth_of_a_pixel(pair, off):
    x, y = TRUTH(*PLACE)
    found = snapped(pair, PLACE, (x + off[0], y + off[1]), "orientation", 10.0)
    assert (found.shown_x, found.shown_y) == pytest.approx((x, y), abs=0.2)
    assert 0.9 < found.score <= 1.0


def test_near_the_edge_of_the_reference_as_well(pair):
    place = WHERE.to_world(150.0, 8.0)
    found = snapped(pair, place, place, "orientation", 10.0)
    assert (found.shown_x, found.shown_y) == pytest.approx(TRUTH(*place), abs=0.6)


def test_it_is_looked_for_as_far_as_is_said_and_then_once_more_around_what_was_found(pair, monkeypatch):
    looks, read, shift = [], snap.read_blocks, snap.best_shift
    monkeypatch.setattr(snap, "read_blocks", lambda part, *how: looks.append((part.area, how)) or read(part, *how))
    monkeypatch.setattr(snap, "best_shift", lambda *given: looks.append(given[2]) or shift(*given))
    snapped(pair, PLACE, PLACE, "balanced", 8.0)
    (x, y), side = PLACE, 2.0 * (32 + 8)
    assert looks[0][0] == pytest.approx((x - side, y - side, x + side, y + side)), "a window of 64 and the search"
    assert looks[0][1][0] == 1.0
    assert looks[1] == 8.0
    assert looks[2][0] == pytest.approx((x - 70, y - 70, x + 70, y + 70))
    assert looks[3] == 3.0


def test_a_place_without_pixels_is_refused_and_the_raster_that_has_none_is_named(pair, pair_of):
    with pytest.raises(RasterError, match="lies outside of"):
        snapped(pair, (0.0, 0.0), PLACE, "orientation", 10.0)
    with pytest.raises(RasterError, match=f"of {pair.moving.path} around the place {PLACE[0] + 1e5:.10g}"):
        snapped(pair, PLACE, (PLACE[0] + 1e5, PLACE[1]), "orientation", 10.0)
    empty = pair_of((np.full(WHERE.shape, np.nan), WHERE), (MOVING, WHERE))
    with pytest.raises(RasterError, match=f"of {empty.fixed.path} around the place {PLACE[0]:.10g}"):
        snapped(empty, PLACE, PLACE, "orientation", 10.0)


def test_what_does_not_look_alike_scores_low_and_never_below_nothing(pair_of):
    other = textured(WHERE, None, Ground(9, shortest=10.0, longest=120.0))
    found = snapped(pair_of((FIXED, WHERE), (other, WHERE)), PLACE, PLACE, "orientation", 4.0)
    assert 0.0 <= found.score < 0.5
