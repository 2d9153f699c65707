"""Phase congruency and self-similarity: the direction of structure, whatever its contrast and under noise."""

import numpy as np
import pytest
from scenes import Ground, grid, picture, textured

from coregix_core.imaging.proxies import edge_proxy
from coregix_core.imaging.structure import congruency, similarity
from coregix_core.matching.tie_points import match, window_centres

GRID = grid(160, 140)
ROWS, COLS = np.indices(GRID.shape)


@pytest.mark.parametrize("made", [congruency, similarity])
@pytest.mark.parametrize("degrees", [0, 30, 45, 90, 120, 160])
def test_the_angle_is_the_doubled_direction_of_the_gradient(made, degrees):
    along = (COLS - 80) * np.cos(np.radians(degrees)) + (ROWS - 70) * np.sin(np.radians(degrees))
    step = np.where(along > 0, 200.0, 100.0) + np.random.default_rng(1).normal(0, 1, GRID.shape)
    values = made(picture(GRID, step), 1.0)[50:90, 60:100]
    edge = np.abs(along[50:90, 60:100]) < 2
    total = values[edge].sum()
    off = np.degrees(np.angle(total * np.exp(-2j * np.radians(degrees)))) / 2
    assert abs(off) < 10
    assert np.abs(total) > 0.5 * np.abs(values[edge]).sum()


def test_congruency_is_blind_to_contrast():
    """A step of one and one of a hundred are as congruent."""
    image = np.where(COLS > 40, 1.0, 0.0) + np.where(COLS > 110, 100.0, 0.0)
    noise = np.random.default_rng(2).normal(0, 0.02, GRID.shape)
    strength = np.abs(congruency(picture(GRID, image + noise), 1.0))[40:100]
    faint, strong = strength[:, 38:43].max(1).mean(), strength[:, 108:113].max(1).mean()
    assert faint > 0.5 * strong


def test_noise_alone_is_hardly_congruent():
    noise = np.random.default_rng(3).normal(0, 1, GRID.shape)
    step = np.where(COLS > 80, 8.0, 0.0)
    strength = np.abs(congruency(picture(GRID, noise + step), 1.0))
    assert np.median(strength[:, :60]) < 0.1 * strength[30:-30, 78:83].max(1).mean()


@pytest.mark.parametrize("proxy", ["pooled", "congruent", "similar"])
def test_what_shares_outlines_alone_is_found_in_wide_windows(proxy):
    """Areas whose tones have nothing to do with each other, one of them under speckle, and 2.3 pixels apart."""
    rng = np.random.default_rng(4)
    where = grid(300, 280)
    areas = np.digitize(textured(where, ground=Ground(5, shortest=30.0)), np.arange(2000, 4001, 250))
    shown = np.digitize(textured(where.window(-3, 2, 300, 280), ground=Ground(5, shortest=30.0)),
                        np.arange(2000, 4001, 250))
    fixed = rng.permutation(10)[areas] * 10.0 + rng.normal(0, 2, where.shape)
    moving = (2.0 + rng.permutation(10))[shown] * rng.gamma(4, 0.25, where.shape)
    proxies = [edge_proxy(picture(where, values), proxy) for values in (fixed, moving)]
    rows, cols = window_centres(where.shape, 96, 8, 48)
    found = match(*proxies, rows, cols, 96, 8, min_score=0.0)
    right = np.hypot(*(found.shift[found.found] - (3.0, -2.0)).T) < 1.5
    assert right.sum() > 0.8 * len(rows)
