"""What else a window might be: texture is found at one place alone, rows, streets and other ground at many."""

import numpy as np
import pytest
from scenes import grid, picture, textured

from coregix_core.imaging.proxies import edge_proxy
from coregix_core.matching import match, rivals

GRID = grid(120, 120)
WINDOW, SEARCH = 32, 24
MIDDLE = np.array([60]), np.array([60])
ROW, COL = np.mgrid[:120, :120] + 0.5
GROUND = textured(GRID)


def rows_every(period):
    return 800 + 100 * np.sin(2 * np.pi * COL / period) + np.random.default_rng(2).normal(0, 2, COL.shape)


def street():
    """A street across ground that has hardly any texture."""
    noise = np.random.default_rng(2).normal(0, 2, COL.shape)
    return np.where(np.abs(COL - 60 - 0.3 * (ROW - 60)) < 4, 900.0, 600.0) + noise


def score_and_rival(fixed, moving):
    proxies = [edge_proxy(picture(GRID, values), "balanced") for values in (fixed, moving)]
    return float(match(*proxies, *MIDDLE, WINDOW, SEARCH).score[0]), float(rivals(*proxies, *MIDDLE, WINDOW, SEARCH)[0])


def test_texture_that_was_carried_along_has_no_rival_near_its_score():
    score, rival = score_and_rival(GROUND, np.roll(GROUND, (4, -7), (0, 1)))
    assert score > 0.95
    assert 0.1 < rival < 0.6


@pytest.mark.parametrize("fixed", [rows_every(9), street()], ids=["rows", "street"])
def test_rows_and_streets_are_their_own_rivals(fixed):
    score, rival = score_and_rival(fixed, np.roll(fixed, (4, -7), (0, 1)))
    assert rival > 0.8 * score


@pytest.mark.parametrize("fixed", [rows_every(9), street()], ids=["rows", "street"])
def test_the_fixed_image_alone_says_so(fixed):
    """Where the moving image shows one of many like places, that one has no rival there."""
    once = np.where(np.hypot(ROW - 60, COL - 72) < 18, np.roll(fixed, 12, 1), GROUND)
    assert score_and_rival(fixed, once)[1] > 0.6


def test_what_agrees_in_place_is_a_rival_too():
    both = GROUND + np.roll(GROUND, (4, -7), (0, 1))
    score, rival = score_and_rival(GROUND, both)
    assert rival == pytest.approx(score, abs=0.25)
    assert rival > 0.5


def test_each_window_has_its_own_rival():
    proxies = [edge_proxy(picture(GRID, values), "balanced") for values in (GROUND, np.roll(GROUND, 5, 1))]
    rows, cols = np.array([50, 60, 70] * 30), np.array([60, 55, 64] * 30)
    each = rivals(*proxies, rows, cols, WINDOW, SEARCH)
    alone = [rivals(*proxies, rows[i : i + 1], cols[i : i + 1], WINDOW, SEARCH)[0] for i in range(3)]
    np.testing.assert_allclose(each, np.tile(alone, 30), rtol=1e-5)
