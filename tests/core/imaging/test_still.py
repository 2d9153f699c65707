"""Ground that lies pixel on pixel in two images is told by what is beside areas that both hold."""

import numpy as np
import pytest
from scenes import Ground, blobs, displaced, grid, textured

from coregix_core.imaging import SensorPattern, shared_pattern
from coregix_core.imaging.still import lies_still

GRID = grid(200, 180)
SEA = blobs(GRID.shape, 0.5, seed=3)
LAND = textured(GRID)


def seen(values, seed=1, by=20.0):
    return values + np.random.default_rng(seed).normal(0, by, GRID.shape)


def east(pixels):
    return textured(GRID, displaced(2.0 * pixels))


@pytest.mark.parametrize("other", [LAND, 0.5 * LAND + 100], ids=["in its tones", "in others"])
def test_the_same_ground_under_other_noise_lies_still(other):
    assert lies_still(seen(LAND), seen(other, 2, 10.0), SEA)


@pytest.mark.parametrize("other", [east(0.1), east(-0.4), textured(GRID, displaced(0.0, 0.2)), 6000 - LAND,
                                   textured(GRID, ground=Ground(7)), np.full(GRID.shape, 7.0)],
                         ids=["a tenth of a pixel", "more", "to the north", "inverted", "unrelated", "flat"])
def test_other_ground_does_not(other):
    assert not lies_still(seen(LAND), seen(other, 2, 0.0 if np.ptp(other) == 0 else 20.0), SEA)


def test_outlines_of_areas_do_not_tell():
    """They are soft where images were resampled, and would be the same of any ground."""
    soft = np.where(SEA, 0.0, 1.0)
    assert not lies_still(seen(np.full(GRID.shape, 3000.0) * soft), seen(np.full(GRID.shape, 3000.0) * soft, 2), SEA)
    assert not lies_still(seen(LAND * soft), seen(east(0.3) * soft, 2), SEA)


def test_what_is_invalid_or_too_little_tells_nothing():
    holes = np.where(blobs(GRID.shape, 0.05, seed=5), np.nan, seen(LAND))
    assert lies_still(holes, seen(LAND, 2), SEA)
    left = np.ones(GRID.shape, bool)
    left[:40, :40] = False
    assert not lies_still(seen(LAND), seen(LAND, 2), left)


@pytest.mark.parametrize(("pixels", "fill"), [(0.0, None), (0.3, 0.0)])
def test_a_sea_at_the_same_pixels_is_fill_only_where_the_land_lies_aside(pixels, fill):
    one, other = (np.where(SEA, 0.0, land) for land in (seen(LAND), seen(east(pixels), 2)))
    assert shared_pattern(one, other) == (SensorPattern(fill), SensorPattern(fill))
