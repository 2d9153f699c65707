"""Previews show the ground whatever lies over it."""

import numpy as np
from scenes import Ground, blobs, grid, textured

from coregix_core.imaging import Image
from coregix_core.report.figures import stretched

GRID = grid(200, 160)
GROUND = textured(GRID, ground=Ground(3)).astype(np.float32)


def greys(values, valid=None):
    valid = np.ones(GRID.shape, bool) if valid is None else valid
    return stretched(Image(values.astype(np.float32), valid, GRID)).astype(float)


def test_the_ground_under_clouds_is_not_black():
    clouds = blobs(GRID.shape, 0.4, size=15.0)
    shown = greys(np.where(clouds, 60_000 + 50 * np.random.default_rng(1).normal(size=GRID.shape), GROUND))
    clear = ~clouds
    assert shown[clear].mean() > 40
    assert np.ptp(np.percentile(shown[clear], (5, 95))) > 60


def test_structure_is_kept_and_invalid_pixels_set_no_contrast():
    valid = ~blobs(GRID.shape, 0.2)
    plain, holed = greys(GROUND), greys(np.where(valid, GROUND, 1e9), valid)
    assert np.corrcoef(plain.ravel(), GROUND.ravel())[0, 1] > 0.7
    assert (holed[~valid] == 235).all()
    assert np.corrcoef(plain[valid], holed[valid])[0, 1] > 0.9


def test_even_images_stay_even():
    assert np.ptp(greys(np.full(GRID.shape, 7.0))) == 0
    assert (greys(np.zeros(GRID.shape), np.zeros(GRID.shape, bool)) == 235).all()
