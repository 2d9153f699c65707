"""Photographs of flat ground from aside: found as homographies where they are some, and nowhere else."""

from functools import cache

import numpy as np
import pytest
from scenes import Ground, displaced, grid, textured, write

from coregix_core import HomographyTransform, fit, register
from coregix_core.assessing.assessment import assess
from coregix_core.assessing.gathering import gather
from coregix_core.geometry import Grid

PIXEL = 2.0
GRID = grid(200, 190, PIXEL)
CENTRE = tuple(float(v) for v in GRID.to_world(100, 95))
CORNER = np.hypot(200, 190) * PIXEL / 2
"""From the middle to a corner."""


def view(keystone, angle_deg=20.0, **motion):
    """A view that brings a corner ``keystone`` pixels nearer to the middle, or away from it."""
    placed = displaced(centre=CENTRE, **{"east": 9.3, "north": -5.1, "rotation_deg": 1.0, **motion})
    angle, tilt = np.deg2rad(angle_deg), keystone * PIXEL / CORNER**2
    return HomographyTransform(CENTRE, placed.matrix, placed.shift, (tilt * np.cos(angle), tilt * np.sin(angle)))


@cache
def scene(truth=None, seed=0):
    values = textured(GRID, truth, Ground(seed=seed))
    values.setflags(write=False)
    return values


def noisy(values, spread, seed):
    return values + np.random.default_rng(seed).normal(0, spread, GRID.shape)


def off(found, truth):
    """How far a solution is off (pixels) at places all over its area."""
    left, bottom, right, top = found.pair.area
    x, y = np.meshgrid(np.linspace(left, right, 9), np.linspace(bottom, top, 9))
    (fx, fy), (tx, ty) = found.transform(x, y), truth(x, y)
    return np.hypot(fx - tx, fy - ty) / PIXEL


def rmse(found, truth):
    return float(np.sqrt((off(found, truth) ** 2).mean()))


@pytest.mark.parametrize("asked", ["homography", "auto"])
@pytest.mark.parametrize("keystone", [2.0, 40.0])
def test_a_view_from_aside_is_found_and_auto_chooses_it(keystone, asked, solved):
    truth = view(keystone)
    found = solved((scene(), GRID), (scene(truth), GRID), transform=asked)
    assert found.transform.model == "homography"
    assert rmse(found, truth) < 0.02
    assert found.agreement > 0.9


@pytest.mark.parametrize("seed", range(10))
def test_affine_pairs_get_no_homography(seed, solved):
    rng = np.random.default_rng(seed)
    motion = {"rotation_deg": rng.uniform(-2, 2), "scale": rng.uniform(0.98, 1.02)} if seed % 3 else {}
    truth = displaced(*rng.uniform(-20, 20, 2), centre=CENTRE, **motion)
    spread = 200 * (seed % 2)
    found = solved((noisy(scene(seed=seed), spread, seed), GRID), (noisy(scene(truth, seed), spread, 99 + seed), GRID))
    assert found.transform.model != "homography"


def test_what_bends_otherwise_gets_none(solved):
    """A wave is no view from aside, however much of it one would explain."""
    x, y = GRID.to_world(*np.meshgrid(np.arange(200) + 0.5, np.arange(190) + 0.5))
    waved = Ground()(x + 3 * np.sin(2 * np.pi * (y - CENTRE[1]) / 300), y)
    assert solved((scene(), GRID), (waved, GRID)).transform.model != "homography"


def test_noise_costs_little_and_the_uncertainty_covers_it(solved):
    covered = []
    for seed in range(3):
        truth = view(12.0, angle_deg=100.0 * seed)
        found = solved((noisy(scene(seed=seed), 50, seed), GRID), (noisy(scene(truth, seed), 50, 9 + seed), GRID))
        assert found.transform.model == "homography"
        assert rmse(found, truth) < 0.1
        evidence = gather(found.pair, found.transform, found.proxy, True, found.blocks, found.level, 16)
        result = assess(found.pair, found.transform, evidence, found)
        assert result.verdict == "aligned"
        covered.append(np.quantile(off(found, truth), 0.9) < result.uncertainty_ce90_px)
    assert sum(covered) >= 2


def test_from_anywhere_without_a_georeference(tmp_path):
    """A photograph that was turned, scaled and taken from aside finds its place in the reference."""
    reference = grid(300, 280, PIXEL)
    ground = Ground(seed=2, shortest=14.0)
    middle = reference.middle
    col, row = np.meshgrid(np.arange(180) + 0.5, np.arange(170) + 0.5)
    turn, tilt = np.exp(1j * np.deg2rad(70.0)), (3e-4, -2e-4)
    place = 1.7 * turn * (col - 90 - 1j * (row - 85)) / (1 + tilt[0] * (col - 90) + tilt[1] * (row - 85))
    write(tmp_path / "fixed.tif", textured(reference, None, ground).astype(np.float32), reference)
    photo = ground(middle[0] + place.real, middle[1] + place.imag).astype(np.float32)
    write(tmp_path / "photo.tif", photo, Grid(None, type(GRID.transform).identity(), 180, 170))
    found = register(tmp_path / "photo.tif", tmp_path / "fixed.tif")
    assert found.transform.model == "homography"
    x, y = found.transform.inverse(col[::20, ::20], row[::20, ::20])
    error = np.hypot(x - middle[0] - place.real[::20, ::20], y - middle[1] - place.imag[::20, ::20]) / PIXEL
    assert np.sqrt((error**2).mean()) < 0.02


def test_it_is_fitted_to_points():
    truth = view(30.0)
    x, y = np.array(CENTRE)[:, None] + np.random.default_rng(0).uniform(-200, 200, (2, 12))
    found = fit(np.stack([x, y, *truth(x, y)], 1), model="homography")
    np.testing.assert_allclose(found(x + 20, y), truth(x + 20, y), atol=1e-5)
