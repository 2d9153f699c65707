"""Ground that lies a part of a pixel aside of a sensor's pattern is seen in the bands that it has more of."""

import numpy as np
import pytest
from affine import Affine
from scenes import grid
from scipy import ndimage

import coregix
from coregix_core.assessing.spectra.parted_bands import parted
from coregix_core.assessing.spectra.window_spectra import spectra_of
from coregix_core.imaging import Image

SIDE = 260
WHERE = grid(SIDE, SIDE, pixel=1.0)
IN_PLACE = np.zeros(2)


def spread(values, by=500.0):
    return by * values / values.std()


def ground(seed, right=0.0, down=0.0):
    """Ground whose spectrum falls as that of land does, so much farther to the right and down."""
    rows, cols = np.fft.fftfreq(SIDE)[:, None], np.fft.rfftfreq(SIDE)
    noise = np.fft.rfft2(np.random.default_rng(seed).normal(size=(SIDE, SIDE)))
    moved = np.exp(-2j * np.pi * (cols * right + rows * down))
    return spread(np.fft.irfft2(noise / np.maximum(np.hypot(rows, cols), 0.01) ** 1.2 * moved, (SIDE, SIDE)))


def pattern(by, sigma=1.5):
    return spread(ndimage.gaussian_filter(np.random.default_rng(9).normal(size=(SIDE, SIDE)), sigma), by)


def noise(seed, by=10.0):
    return by * np.random.default_rng(100 + seed).normal(size=(SIDE, SIDE))


def seen(fixed, placed, at_pixels=IN_PLACE, size=128):
    valid = np.ones((SIDE, SIDE), bool)
    images = (Image(np.float32(v + noise(seed)), valid, WHERE) for seed, v in enumerate((fixed, placed)))
    return parted(spectra_of(*images, WHERE.to_world(SIDE / 2, SIDE / 2), size, 64), at_pixels)


@pytest.mark.parametrize("size", [64, 128])
@pytest.mark.parametrize("shift", [(0.5, 0.0), (0.3, -0.6), (0.0, 0.7)])
def test_ground_aside_of_a_pattern_is_found_to_a_part_of_a_pixel(shift, size):
    added = pattern(500.0)
    assert seen(ground(1) + added, ground(1, *shift) + added, size=size) == pytest.approx(np.hypot(*shift), rel=0.25)


def test_where_the_ground_was_found_and_the_pattern_lies_aside_nothing_is_off():
    fixed, placed = ground(1) + pattern(500.0), ground(1) + ndimage.shift(pattern(500.0), (0, 0.7), mode="wrap")
    # Only where pixels lie on each other says which of both is the pattern.
    assert seen(fixed, placed, np.array([0.7, 0.0])) < 0.15
    assert seen(fixed, placed) > 0.3


@pytest.mark.parametrize(("fixed", "placed"), [
    (ground(1), ground(1)), (ground(1) + pattern(1000.0), ground(1) + pattern(1000.0)),
    (ground(1), ground(1, 0.4, 0.2)), (ground(1), -ground(1)), (ground(1), ground(2)),
    (ground(1), 0.7 * ground(1) + 0.7 * ground(2)), (ground(1), ndimage.gaussian_filter(ground(1), 1.5)),
    (ground(1), 0 * ground(1)),
], ids=["in place", "a pattern", "a part of a pixel", "inverted", "unrelated", "changed", "blurred", "nothing"])
def test_one_displacement_is_the_same_in_all_bands(fixed, placed):
    assert seen(fixed, placed) == 0.0


def test_ground_half_a_pixel_aside_of_a_pattern_is_uncertain_by_as_much():
    added = pattern(700.0)
    images = (v + added + noise(seed) for seed, v in enumerate((ground(1, 0.5), ground(1))))
    found = coregix.register(*(coregix.GridArray(v, Affine(*WHERE.transform[:6]), WHERE.crs) for v in images),
                             model="translation", accept_unreliable=True).assessment
    assert found.uncertainty_ce90_px > 0.4
