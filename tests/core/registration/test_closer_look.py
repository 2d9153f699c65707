"""A candidate seen by windows: its similarity in words, its luck, and the place that windows put it at."""

import numpy as np
import pytest
from scenes import Ground, centres, grid, picture
from scipy.stats import binom

from coregix_core.registration.closer_look import _luck, measured, similarity

GROUND = Ground(seed=3, shortest=8.0, longest=160.0, origin=(0.0, 0.0))


def seen(width, height, factor=1 + 0j, offset=0j):
    """The ground as an image shows it whose pixel z lies at factor * z + offset."""
    where = grid(width, height, pixel=1.0, crs=None, origin=(0.0, 0.0))
    col, row = centres(where)
    z = factor * (col + 1j * row) + offset
    picked = picture(where, GROUND(z.real, z.imag))
    # Looks count pixels from the upper left corner downward.
    return type(picked)(picked.values, picked.valid, type(where)(None, type(where.transform).identity(), width, height))


def test_a_similarity_of_complex_numbers_is_turned_round():
    """From fixed pixels to moving ones, of fixed = factor * moving + offset."""
    factor, offset = 1.25 * np.exp(0.7j), 40 - 30j
    moving = 12 + 7j
    fixed = factor * moving + offset
    assert similarity(factor, offset)(fixed.real, fixed.imag) == pytest.approx((12, 7))


@pytest.mark.parametrize(("places", "agree", "trials"), [(40, 12, 1), (40, 13, 30), (9, 6, 4), (100, 60, 1)])
def test_luck_is_what_windows_beyond_the_two_that_fix_a_similarity_would_have(places, agree, trials):
    likely = np.pi * 2.0**2 / 21**2
    tail = binom.sf(max((agree - 2) // 2 - 1, 0), max(places - 2, 2) // 2, likely)
    assert _luck(places, agree, trials) == pytest.approx(np.log10(tail * places**2 / 2 * trials))


@pytest.mark.parametrize("side", [240, 620])
def test_windows_place_a_candidate_to_a_part_of_a_pixel_whatever_the_pixels_they_look_in(side):
    """The larger image is looked at in coarser pixels first: shifts there are shifts of several of its own."""
    factor, offset = np.exp(0.02j), 14 - 9j
    fixed, moving = seen(side, side), seen(side, side, factor, offset)
    found = measured(fixed, moving, similarity(factor, offset + 3 + 2j))
    x, y = np.array([60.0, 180.0, 60.0, 180.0]), np.array([60.0, 60.0, 180.0, 180.0])
    true = (x + 1j * y - offset) / factor
    px, py = found.transform(x, y)
    assert np.abs(px + 1j * py - true).max() < 0.3
    assert found.by == "edges"
    assert found.chance < -6


def test_windows_see_nothing_of_unrelated_ground():
    other = seen(240, 240, offset=5000 + 0j)
    found = measured(seen(240, 240), other, similarity(1 + 0j, 0j))
    assert found is None or found.chance > -6
