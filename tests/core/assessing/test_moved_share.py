"""What moved by itself is counted by its area, of which tie points at the rim of an image see too little."""

import itertools

import numpy as np
import pytest
from scenes import displaced, grid, textured

from coregix import align_arrays
from coregix_core.assessing import moved_share
from coregix_core.assessing.assessment import assess
from coregix_core.assessing.gathering import gather
from coregix_core.geometry import identity

GRID = grid(300, 300)
ROW, COL = np.mgrid[:300, :300]
BLOCK = (abs(ROW - 170) < 102) & (abs(COL - 170) < 102)
"""45 % of the ground, in which there are more tie points than around it."""
WAY = displaced(10.0, 6.0)


@pytest.fixture
def found(pair_of):
    """The assessment of a pair of which ground lies elsewhere, ``where`` it does, and the rest in place."""
    def run(where):
        still, gone = textured(GRID), textured(GRID, WAY)
        pair = pair_of((still, GRID), (np.where(where, gone, still), GRID))
        transform = identity(pair.frame.centre)
        return assess(pair, transform, gather(pair, transform, "orientation", True, (), 1.0, 16), None)

    return run


def test_what_may_be_the_greater_part_leaves_it_uncertain_by_the_whole_length(found):
    assessment = found(~BLOCK)
    moved = assessment.moved_ground
    # 54 % of the image; a rim of it is seen in one of the two alone.
    assert moved.share == pytest.approx(0.52, abs=0.02)
    assert moved.undecided
    assert assessment.verdict == "uncertain"
    assert moved.length_px == pytest.approx(np.hypot(5, 3), abs=0.2)
    assert assessment.uncertainty_ce90_px >= moved.length_px
    assert "which of the two moved is not known" in assessment.reason


def test_the_smaller_part_leaves_the_rest_aligned(found):
    assessment = found(BLOCK & (COL > 138))
    moved = assessment.moved_ground
    assert moved.share == pytest.approx(0.3, abs=0.03)
    assert not moved.undecided
    assert assessment.verdict == "aligned"
    assert assessment.uncertainty_ce90_px < 0.1


@pytest.mark.parametrize("shown", [(0.5, 0.9, 0.48, 0.1), (0.1, 0.5, 0.9, 0.52), (0.5, 0.4, 0.4, 0.5)])
def test_pixels_that_show_nothing_of_one_part_leave_its_share_to_the_tie_points(found, monkeypatch, shown):
    """At the places before, of the rest, of the part, and beyond."""
    likeness = itertools.cycle(shown)
    monkeypatch.setattr(moved_share, "_likeness", lambda *_: next(likeness))
    assert found(BLOCK & (COL > 138)).moved_ground.share == pytest.approx(0.41, abs=0.02)


LARGE = grid(400, 400)
STRIP = np.broadcast_to(np.arange(400) < 148, (400, 400))
"""37 % of the ground."""


def noisy(way, noise):
    """Two images of which the strip lies elsewhere in the second."""
    still, gone, rng = textured(LARGE), textured(LARGE, way), np.random.default_rng(7)
    return [image + noise * rng.normal(size=image.shape) for image in (still, np.where(STRIP, gone, still))]


@pytest.mark.parametrize("noise", [0.0, 100.0])
def test_a_part_within_the_reach_of_the_rest_is_told_by_all_windows_together(noise, pair_of):
    """A pixel and a half aside, under noise of a fifth of the contrast, single windows agree on either."""
    fixed, moving = noisy(displaced(2.0, 2.2), noise)
    pair = pair_of((moving, LARGE), (fixed, LARGE))
    transform = identity(pair.frame.centre)
    assessment = assess(pair, transform, gather(pair, transform, "orientation", True, (), 1.0, 16), None)
    moved = assessment.moved_ground
    assert not moved.bends
    assert moved.share == pytest.approx(STRIP.mean(), abs=0.06)
    assert moved.length_px == pytest.approx(np.hypot(1.0, 1.1), abs=0.25)
    assert assessment.verdict == "aligned"


def test_a_part_that_draws_the_fit_is_left_out_of_it():
    """Both lie within a pixel of a transform between them, on which tie points agree."""
    fixed, moving = noisy(displaced(1.6, 1.8), 200.0)
    found = align_arrays(moving, fixed).result
    x, y = np.array([200.0, 380.0, 380.0]), np.array([200.0, 20.0, 380.0])
    assert np.hypot(*(np.stack(found.transform(x, y)) - [x, y])).max() < 0.12
    assert found.assessment.moved_ground.share == pytest.approx(STRIP.mean(), abs=0.07)
