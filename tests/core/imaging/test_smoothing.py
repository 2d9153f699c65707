"""Smoothing over valid pixels, and what is about as good where it only sets a scale."""

import numpy as np
import pytest
from scenes import blobs
from scipy import ndimage

from coregix_core.imaging.smoothing import smoothed, smoothed_alike, surroundings
from coregix_core.threads import using_threads

TEXTURE = (np.random.default_rng(3).normal(size=(190, 211)) ** 2).astype(np.float32)


@pytest.mark.parametrize("valid", [np.ones(TEXTURE.shape, bool), ~blobs(TEXTURE.shape, 0.3, 2)], ids=["whole", "holes"])
@pytest.mark.parametrize("sigma", [4.0, 8.0, 16.0])
def test_surroundings_are_about_those_of_a_gaussian(valid, sigma):
    exact, quick = smoothed(TEXTURE, valid, sigma), surroundings(TEXTURE, valid, sigma)
    off = np.zeros(TEXTURE.shape)
    off[valid] = np.abs(quick[valid] / exact[valid] - 1)
    assert off[24:-24, 24:-24].max() < 0.06
    assert off.max() < 0.5


def test_surroundings_see_nothing_invalid():
    valid = ~blobs(TEXTURE.shape, 0.3, 2)
    other = np.where(valid, TEXTURE, np.float32(1e6))
    np.testing.assert_array_equal(surroundings(other, valid, 8.0), surroundings(TEXTURE, valid, 8.0))


def test_surroundings_are_empty_far_from_what_is_valid():
    valid = np.zeros(TEXTURE.shape, bool)
    valid[:20, :20] = True
    assert (surroundings(TEXTURE, valid, 8.0)[120:, 120:] == 0).all()


def rectangle(rows, cols):
    """What is valid of the texture where a border, or a gap of whole rows, is not."""
    valid = np.zeros(TEXTURE.shape, bool)
    valid[rows, cols] = True
    return valid


@pytest.mark.parametrize("valid", [
    rectangle(slice(7, None), slice(0, 180)), rectangle(slice(3, 150, 2), slice(31, 200)),
    rectangle(slice(0, 60), slice(0, 60)) | rectangle(slice(60, None), slice(60, None)),
], ids=["border", "lines", "corners"])
@pytest.mark.parametrize(("filtered", "sigma"), [(smoothed, 2.0), (surroundings, 8.0)])
def test_what_is_valid_weighs_alike_whatever_its_shape(valid, filtered, sigma):
    """A rectangle's weights are products along the axes: without a pixel in it they are those of any shape."""
    at = np.argwhere(valid)[np.count_nonzero(valid) // 2]
    less = valid.copy()
    less[tuple(at)] = False
    far = np.hypot(*(np.indices(TEXTURE.shape) - at[:, None, None])) > 6 * sigma
    np.testing.assert_allclose(filtered(TEXTURE, less, sigma)[far], filtered(TEXTURE, valid, sigma)[far], rtol=1e-4)


def test_images_in_which_the_same_is_valid_are_smoothed_as_each_by_itself():
    valid = ~blobs(TEXTURE.shape, 0.3, 2)
    other = TEXTURE[::-1].copy()
    for found, values in zip(smoothed_alike([TEXTURE, other], valid, 1.5), (TEXTURE, other), strict=True):
        np.testing.assert_array_equal(found, smoothed(values, valid, 1.5))


@pytest.mark.parametrize("shape", [(3, 5), (1, 40), (17, 18)])
def test_surroundings_of_small_images_are_no_larger(shape):
    found = surroundings(np.ones(shape, np.float32), np.ones(shape, bool), 8.0)
    np.testing.assert_allclose(found, 1.0, rtol=1e-5)


@pytest.mark.parametrize("shape", [(300, 411), (1, 600), (600, 1)])
@pytest.mark.parametrize("count", [1, 3])
def test_threads_smooth_as_one_filter_does_to_the_last_bit(shape, count):
    values = np.random.default_rng(5).normal(size=shape).astype(np.float32)
    with using_threads(count):
        found = smoothed(values, np.ones(shape, bool), 1.7)
    np.testing.assert_array_equal(found, ndimage.gaussian_filter(values, 1.7))
