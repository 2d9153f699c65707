"""Strong ground shows where it lies beside a pattern that is as strong everywhere, and hides it."""

import numpy as np
import pytest
from affine import Affine
from scenes import grid
from scipy import ndimage

import coregix
from coregix_core.assessing.spectra.strong_ground import aside_of_strong_ground, strong_ground, strong_ground_within
from coregix_core.assessing.spectra.window_spectra import spectra_of
from coregix_core.imaging import Image

SIDE = 340
WHERE = grid(SIDE, SIDE, pixel=1.0)
IN_PLACE = np.zeros(2)
AWAY = 0.3, -0.2


def spread(values, by=500.0):
    return by * values / values.std()


def fractal(seed, shift=(0.0, 0.0)):
    """Ground as strong everywhere, so much farther to the right and down; its spectrum falls as that of land does."""
    rows, cols = np.fft.fftfreq(SIDE)[:, None], np.fft.rfftfreq(SIDE)
    noise = np.fft.rfft2(np.random.default_rng(seed).normal(size=(SIDE, SIDE)))
    moved = np.exp(-2j * np.pi * (cols * shift[0] + rows * shift[1]))
    return np.fft.irfft2(noise / np.maximum(np.hypot(rows, cols), 0.01) ** 1.2 * moved, (SIDE, SIDE))


def ground(seed, shift=(0.0, 0.0)):
    """The same, strong in some places and weak in others, as towns and fields are."""
    x, y = (np.arange(SIDE) - shift[0], np.arange(SIDE)[:, None] - shift[1])
    return spread(fractal(seed, shift) * np.exp(1.2 * np.sin(x / 30) * np.sin(y / 30)))


def pattern(by, sigma=1.0):
    return spread(ndimage.gaussian_filter(np.random.default_rng(9).normal(size=(SIDE, SIDE)), sigma), by)


def noise(seed, by=20.0):
    # Others than those of the ground.
    return by * np.random.default_rng(100 + seed).normal(size=(SIDE, SIDE))


def spectra(fixed, placed, valid=None, size=128):
    known = np.ones((SIDE, SIDE), bool) if valid is None else valid
    images = (Image(np.float32(v + noise(seed)), known, WHERE) for seed, v in enumerate((fixed, placed)))
    return spectra_of(*images, WHERE.to_world(SIDE / 2, SIDE / 2), size, 64)


@pytest.mark.parametrize("size", [64, 128])
@pytest.mark.parametrize("by", [0.0, 500.0, 1500.0])
def test_ground_is_found_beside_a_pattern_of_any_strength(by, size):
    found, error = strong_ground(spectra(ground(1) + pattern(by), ground(1, AWAY) + pattern(by), size=size))
    assert np.hypot(*(found - AWAY)) < 0.03
    assert error < 0.02


def test_what_a_pattern_has_drawn_lies_aside_by_the_way_to_the_ground_and_a_fifth():
    seen = spectra(ground(1) + pattern(1500.0), ground(1, AWAY) + pattern(1500.0))
    far = 1.2 * np.hypot(*AWAY)
    assert aside_of_strong_ground(seen, IN_PLACE) == pytest.approx(far, abs=0.03)
    # Between a pattern and the ground, where a solve ends up.
    assert aside_of_strong_ground(seen, -0.5 * np.array(AWAY)) == pytest.approx(far, abs=0.03)


def test_ground_is_known_to_lie_within_a_reach_that_it_and_its_doubt_take():
    seen = spectra(ground(1) + pattern(1500.0), ground(1, AWAY) + pattern(1500.0))
    found, error = strong_ground(seen)
    far = np.hypot(*found) + 2 * error
    assert strong_ground_within(seen, far + 0.001)
    assert not strong_ground_within(seen, far - 0.001)
    unrelated = spectra(ground(1) + pattern(500.0), ground(2) + pattern(500.0))
    assert not strong_ground_within(unrelated, 1e9), "nothing is known"
    assert not strong_ground_within(seen, 0.0)


def test_a_pattern_on_the_same_side_or_across_has_drawn_nothing():
    seen = spectra(ground(1) + pattern(1500.0), ground(1, AWAY) + pattern(1500.0))
    assert aside_of_strong_ground(seen, np.array(AWAY)) == 0.0
    assert aside_of_strong_ground(seen, 2.0 * np.array([-AWAY[1], AWAY[0]])) == 0.0


@pytest.mark.parametrize(("fixed", "placed"), [
    (ground(1), ground(1)), (ground(1) + pattern(1500.0), ground(1) + pattern(1500.0)), (ground(1), -ground(1)),
    (ground(1), ground(2)), (ground(1) + pattern(500.0), ground(2) + pattern(500.0)),
    (ground(1), ndimage.gaussian_filter(ground(1), 1.5)), (ground(1), 0 * ground(1)),
], ids=["in place", "a pattern", "inverted", "unrelated", "unrelated under a pattern", "blurred", "nothing"])
def test_nothing_lies_aside_where_no_ground_does(fixed, placed):
    assert aside_of_strong_ground(spectra(fixed, placed), IN_PLACE) == 0.0


def test_ground_that_is_as_strong_everywhere_tells_nothing():
    fixed, placed = spread(fractal(1)), spread(fractal(1, AWAY))
    assert strong_ground(spectra(fixed + pattern(500.0), placed + pattern(500.0))) is None


def test_windows_on_borders_of_what_is_valid_do_not_count():
    valid = np.ones((SIDE, SIDE), bool)
    valid[60::100, 60::100] = False
    assert strong_ground(spectra(ground(1), ground(1, AWAY), valid)) is None


def test_ground_that_is_seen_in_a_part_of_the_area_alone_tells_nothing():
    valid = np.zeros((SIDE, SIDE), bool)
    valid[:, : SIDE // 2 + 16] = True
    assert strong_ground(spectra(ground(1), ground(1, AWAY), valid, size=64)) is None


def test_ground_a_fifth_of_a_pixel_aside_of_a_pattern_is_uncertain_by_as_much():
    away, added = (0.2, -0.1), pattern(500.0, sigma=0.8)
    images = (v + added + noise(seed, 100.0) for seed, v in enumerate((ground(1, away), ground(1))))
    found = coregix.register(*(coregix.GridArray(v, Affine(*WHERE.transform[:6]), WHERE.crs) for v in images),
                             model="translation", accept_unreliable=True).assessment
    assert np.hypot(*away) < found.uncertainty_ce90_px < 0.5
