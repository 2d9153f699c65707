"""Ground that lies together elsewhere on a few places is told from wrong ones, and what bends from what moved."""

import numpy as np
import pytest
from affine import Affine
from scenes import Ground, grid

import coregix
from coregix_core.assessing.departures import _bends, _together

SIDE = 300
STEP, SHARED, SEARCHED = 16.0, 4.0, 49.0
SOURCE = STEP * np.stack(np.meshgrid(np.arange(16.0), np.arange(16.0)), -1).reshape(-1, 2)
FROM_MIDDLE = np.hypot(*(SOURCE - 120.0).T)
EVERYWHERE = np.ones(len(SOURCE), bool)
WAY = np.array([6.0, -3.0])


def bump(size):
    """A displacement that fades from the middle."""
    return WAY * np.exp(-((FROM_MIDDLE[:, None] / size) ** 2) / 2)


def disc(radius):
    """One that ends at a border."""
    return WAY * (radius > FROM_MIDDLE)[:, None]


def found(off, kept=EVERYWHERE):
    return _together(SOURCE, off, kept, STEP, SHARED, SEARCHED, 1.0)


@pytest.mark.parametrize("off", [disc(45), disc(70), bump(30), bump(45)], ids=["disc", "large", "bump", "wide"])
def test_windows_that_hang_together_elsewhere_are_found(off):
    noisy = off + np.random.default_rng(1).normal(0, 0.1, off.shape)
    group = found(noisy)
    np.testing.assert_array_equal(group, np.flatnonzero(np.hypot(*noisy.T) > 1.5))
    assert found(noisy, FROM_MIDDLE > 100) is None, "what neighbours contradict is no part of a group"


@pytest.mark.parametrize("share", [0.05, 0.3, 0.7])
def test_windows_that_were_found_anywhere_are_luck(share):
    rng = np.random.default_rng(3)
    wrong = rng.random(len(SOURCE)) < share
    assert found(np.where(wrong[:, None], rng.uniform(-24, 24, SOURCE.shape), 0.0)) is None


def test_a_few_windows_that_share_their_pixels_are_luck():
    assert found(disc(20)) is None
    assert found(np.zeros_like(SOURCE)) is None


@pytest.mark.parametrize(("off", "bends"), [(disc(45), False), (disc(80), False), (bump(30), True), (bump(45), True)])
def test_ground_that_moved_ends_at_a_border_and_ground_that_bends_does_not(off, bends):
    assert _bends(off, off[np.hypot(*off.T) > 1.5]) is bends


def shown(way_at):
    """A pair of which the moving image shows ground displaced by ``way_at`` of the distance from a middle (pixels)."""
    where, ground = grid(SIDE, SIDE), Ground()
    row, col = np.mgrid[:SIDE, :SIDE] + 0.5
    share = way_at(np.hypot(col - 150, row - 140))
    x, y = where.to_world(col - 5 * share, row + 3 * share)
    images = (ground(x, y), ground(*where.to_world(col, row)))
    return coregix.register(*(coregix.GridArray(v, Affine(*where.transform[:6]), where.crs) for v in images),
                            model="translation")


@pytest.mark.parametrize(("way_at", "verdict", "bends"), [
    (lambda distance: np.exp(-((distance / 30) ** 2) / 2), "uncertain", True),
    (lambda distance: np.clip((48 - distance) / 6, 0, 1), "aligned", False)], ids=["bump", "landslide"])
def test_a_pair_says_how_much_of_it_lies_elsewhere_and_whether_its_uncertainty_holds_there(way_at, verdict, bends):
    result = shown(way_at)
    assessment = result.assessment
    moved = assessment.moved_ground
    assert (assessment.verdict, moved.bends) == (verdict, bends)
    assert moved.length_px == pytest.approx(5.8, abs=1.2)
    assert 0.02 < moved.share < 0.15
    assert moved.sentence in result.summary() + assessment.reason
    assert "moved against the rest" in assessment.tie_points.reason
    row, col = np.mgrid[:SIDE, :SIDE] + 0.5
    rmse = np.sqrt((34 * way_at(np.hypot(col - 150, row - 140)) ** 2).mean())
    assert (assessment.uncertainty_ce90_px > rmse) == bends
