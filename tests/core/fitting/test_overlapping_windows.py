"""Tie points whose windows overlap share pixels: what they err alike is in the uncertainty of a network."""

from itertools import combinations

import numpy as np
import pytest
from scipy import ndimage

from coregix_core.fitting.corrections import Link, seen_by_cells
from coregix_core.fitting.network import adjust

SIDE, WINDOW, STEP = 280, 64, 20
AT = np.stack(np.meshgrid(np.arange(32, SIDE - 31, STEP), np.arange(32, SIDE - 31, STEP)), -1).reshape(-1, 2)
AREA = np.stack(np.meshgrid(np.linspace(0, SIDE, 5), np.linspace(0, SIDE, 5)), -1).reshape(-1, 2)
CORNER = 0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(WINDOW) + 0.5) / WINDOW)


@pytest.mark.parametrize("side", [30.0, 47.0, 64.0, 107.0])
def test_cells_show_what_windows_within_them_share(side):
    alike = np.correlate(CORNER, CORNER, "full")
    within = np.maximum(0, 1 - np.abs(np.arange(1 - WINDOW, WINDOW)) / side)
    assert seen_by_cells(WINDOW, side) == pytest.approx(((within * alike).sum() / alike.sum()) ** 2, rel=0.12)


def test_points_without_windows_err_by_themselves():
    assert seen_by_cells(0.0, 50.0) == 1.0


def windowed(rng):
    """What the windows around the points (n, 2) find off by one image's white noise, by each fourth pixel."""
    white, corner = rng.standard_normal((2, SIDE // 4, SIDE // 4)), CORNER[2::4]
    for axis in (1, 2):
        white = ndimage.convolve1d(white, corner, axis=axis, mode="constant")
    return 0.3 * white[:, AT[:, 1] // 4, AT[:, 0] // 4].T / (corner**2).sum()


@pytest.mark.parametrize("datum", [0, None])
def test_errors_by_the_noise_of_each_image_are_as_large_as_stated(datum):
    """The datum's noise is in all images' errors relative to it, and that of each image in its own."""
    rng, areas = np.random.default_rng(7), np.array([AREA] * 4)
    ratios = []
    for _ in range(15):
        noise = [windowed(rng) for _ in range(4)]
        links = [Link(i, j, AT.astype(float), AT + noise[j] - noise[i], np.tile(np.eye(2), (len(AT), 1, 1)),
                      np.ones(len(AT), bool), WINDOW) for i, j in combinations(range(4), 2)]
        found = adjust(areas, links, "similarity", datum)
        off = np.array([found(k, AREA) - AREA for k in range(4)])
        if datum is None:
            off -= off.mean(0)
        ratios += [(off[k] ** 2).sum(1).mean() / (found.error_at(k, AREA) ** 2).mean() for k in range(4) if k != datum]
    assert 0.7 < np.mean(ratios) < 1.3
