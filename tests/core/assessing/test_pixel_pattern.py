"""What a sensor adds to the same pixels of both rasters is no ground, and a coarse look tells."""

import numpy as np
import pytest
from affine import Affine
from scenes import Ground, grid
from scipy import ndimage

import coregix

SIDE = 260
WHERE = grid(SIDE, SIDE)


def found(first, second, pattern, shift=0.0):
    row, col = np.mgrid[:SIDE, :SIDE] + 0.5
    rng = np.random.default_rng(1)
    added = ndimage.gaussian_filter(rng.normal(size=(SIDE, SIDE)), 0.8)
    added *= 500 * pattern / added.std()
    images = [Ground(seed, shortest=30.0)(*WHERE.to_world(col + off, row)) + added + 30 * rng.normal(size=added.shape)
              for seed, off in ((first, shift), (second, 0.0))]
    return coregix.register(*(coregix.GridArray(v, Affine(*WHERE.transform[:6]), WHERE.crs) for v in images),
                            model="translation", accept_unreliable=True).assessment


def test_unrelated_ground_under_one_pattern_is_refused():
    assert found(1, 2, 1.0).verdict == "failed"


def test_ground_that_lies_elsewhere_than_the_pattern_is_covered_by_the_uncertainty():
    assessment = found(1, 1, 1.0, shift=5.0)
    assert assessment.verdict in ("uncertain", "failed")
    assert assessment.verdict == "failed" or assessment.uncertainty_ce90_px > 5.0


@pytest.mark.parametrize("noise", [0.0, 1.0])
def test_ground_in_place_is_aligned_with_and_without_a_pattern(noise):
    assert found(1, 1, noise).verdict == "aligned"
