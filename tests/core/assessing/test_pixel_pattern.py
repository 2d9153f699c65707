"""What a sensor adds to the same pixels of both rasters is no ground, and a coarse look tells."""

import numpy as np
import pytest
from affine import Affine
from scenes import Ground, grid
from scipy import ndimage

import coregix
from coregix_core.assessing import gathering
from coregix_core.assessing.sensor_pattern import pixel_on_pixel

SIDE = 260
WHERE = grid(SIDE, SIDE)


def registered(moving, fixed):
    return coregix.register(*(coregix.GridArray(v, Affine(*WHERE.transform[:6]), WHERE.crs) for v in (moving, fixed)),
                            model="translation", accept_unreliable=True).assessment


def found(first, second, pattern, shift=0.0, crop=0):
    row, col = np.mgrid[:SIDE, :SIDE] + 0.5
    rng = np.random.default_rng(1)
    added = ndimage.gaussian_filter(rng.normal(size=(SIDE, SIDE)), 0.8)
    added *= 500 * pattern / added.std()
    images = [Ground(seed, shortest=30.0)(*WHERE.to_world(col + off, row)) + added + 30 * rng.normal(size=added.shape)
              for seed, off in ((first, shift), (second, 0.0))]
    # A crop whose first pixel is another one, and that says it is the same: whole pixels lie between them.
    return registered(images[0], images[1][crop:, crop:])


@pytest.mark.parametrize("crop", [0, 3])
def test_unrelated_ground_under_one_pattern_is_refused(crop):
    assert found(1, 2, 1.0, crop=crop).verdict == "failed"


@pytest.mark.parametrize("crop", [0, 3])
def test_ground_that_lies_elsewhere_than_the_pattern_is_covered_by_the_uncertainty(crop):
    assessment = found(1, 1, 1.0, shift=5.0, crop=crop)
    assert assessment.verdict in ("uncertain", "failed")
    assert assessment.verdict == "failed" or assessment.uncertainty_ce90_px > 5.0


@pytest.mark.parametrize("noise", [0.0, 1.0])
def test_ground_in_place_is_aligned_with_and_without_a_pattern(noise):
    assert found(1, 1, noise).verdict == "aligned"


@pytest.mark.parametrize(("shortest", "longest", "noise"), [(3, 40, 20), (6, 60, 20), (8, 300, 20), (4, 400, 100),
                                                            (5, 100, 60)])
def test_ground_moved_by_whole_pixels_is_known_as_well_as_any(shortest, longest, noise, monkeypatch):
    row, col = np.mgrid[:SIDE, :SIDE] + 0.5
    rng = np.random.default_rng(shortest)
    # Lengths in pixels.
    ground = Ground(shortest, *(WHERE.pixel_size * length for length in (shortest, longest)))
    images = [ground(*WHERE.to_world(col + off, row - off)) + noise * rng.normal(size=row.shape) for off in (4, 0)]
    with_look, asked = registered(*images), []
    # The same without the coarse look that rasters get whose pixels lie on each other.
    monkeypatch.setattr(gathering, "pixel_on_pixel", lambda *under: asked.append(pixel_on_pixel(*under)))
    without = registered(*images)
    assert asked == [True]
    assert with_look.verdict == without.verdict == "aligned"
    assert with_look.uncertainty_ce90_px == pytest.approx(without.uncertainty_ce90_px, rel=0.05)
