"""Models fitted in a frame are the same maps as transforms of places."""

import numpy as np
import pytest

from coregix_core.fitting import fit
from coregix_core.fitting.placed_fits import to_homography, to_transform
from coregix_core.geometry import Frame

PLACES = np.random.default_rng(5).uniform(-200, 200, (200, 2))
DEGREES = Frame((10.0, 60.0), (4e-5, 2e-5))
"""At 60 degrees north a pixel is twice as wide in degrees as it is high."""


def test_a_fit_of_the_frame_is_the_same_map_of_places():
    target = PLACES @ np.array([[1.01, 0.02], [-0.03, 0.98]]).T + (4.0, -3.0)
    found = fit("affine", PLACES, target, np.tile(np.eye(2), (200, 1, 1)), np.ones(200, bool),
                np.array([30.0, 7.0]))
    transform = to_transform(found, DEGREES)
    assert np.allclose(transform(*DEGREES.to_world(PLACES)), DEGREES.to_world(target), atol=1e-9)
    assert transform.centre == DEGREES.centre


def test_so_is_a_homography():
    depth = 1 + PLACES @ (4e-4, -3e-4)
    target = PLACES @ np.array([[1.01, 0.02], [-0.03, 0.98]]).T / depth[:, None] + (4.0, -3.0)
    found = fit("homography", PLACES, target, np.tile(np.eye(2), (200, 1, 1)), np.ones(200, bool),
                np.array([30.0, 7.0]))
    transform = to_homography(found, DEGREES)
    assert np.allclose(transform(*DEGREES.to_world(PLACES)), DEGREES.to_world(target), atol=1e-8)
    assert transform.centre == pytest.approx(DEGREES.centre)
