"""Where ground that repeats agrees alike, and whether it agrees better under one of two displacements."""

import numpy as np
import pytest
from scenes import displaced, grid, textured

from coregix_core.assessing.recurrences import clearly_better, recurrences

GRID = grid(200, 180)
ROW, COL = np.mgrid[:180, :200]
STREETS = 900.0 * ((COL % 40 < 4) | (ROW % 36 < 4))
"""At periods of 80 and 72 m."""
TREES = 300.0 * np.exp(2 * (np.cos(2 * np.pi * COL / 8.5) - 1)) * np.cos(2 * np.pi * ROW / 40)
"""Rows of trees eight and a half pixels apart."""
NOISE = np.random.default_rng(1).normal(0, 60, (2, *STREETS.shape))


@pytest.fixture
def pair(pair_of):
    def of(ground):
        return pair_of(*((image, GRID) for image in (1000 + ground + NOISE)))

    return of


def test_streets_agree_alike_at_all_their_periods_and_nowhere_between(pair):
    streets = pair(STREETS)
    # As turned as it was found, wherever that was.
    ways = recurrences(streets, displaced(160.0, -72.0), "orientation", 165.0)
    np.testing.assert_allclose(ways[0], 0, atol=1.0)
    np.testing.assert_allclose(np.abs(ways[1]), (0, 72), atol=1.0)
    assert len(ways) == 17, "two periods to all sides, within the reach"
    assert (np.abs(ways - (80, 72) * np.round(ways / (80, 72))) < 3).all()


def test_rows_whose_period_ends_amid_a_pixel_agree_a_period_aside(pair):
    """At whole pixels their correlation there is 0.87 of that in place."""
    ways = recurrences(pair(TREES), displaced(), "orientation", 35.0)
    across = ways[np.abs(ways[:, 1]) < 3, 0]
    for way in (-17, 17):
        assert np.abs(across - way).min() < 2


def test_ground_that_is_another_everywhere_is_alike_nowhere_else(pair):
    assert len(recurrences(pair(textured(GRID)), displaced(), "orientation", 200.0)) == 1


def test_cells_tell_a_period_apart_by_the_ground_between(pair):
    aside = displaced(80.0)
    assert not clearly_better(pair(STREETS), displaced(), aside, "orientation")
    between = pair(STREETS + 0.3 * textured(GRID))
    assert clearly_better(between, displaced(), aside, "orientation")
    assert not clearly_better(between, aside, displaced(), "orientation")
