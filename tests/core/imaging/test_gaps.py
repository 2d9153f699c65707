"""Thin gaps are bridged with what the ground around them says; holes stay holes."""

import numpy as np
import pytest
import scenes
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from coregix_core.imaging.gaps import bridged, solid

WHERE = scenes.grid(90, 80)


def slope():
    col, row = scenes.centres(WHERE)
    return 3.0 * col - 2.0 * row + 100.0


def strewn(share, seed=0):
    return np.random.default_rng(seed).random(WHERE.shape) < share


def lines(axis, every, width=1):
    where = np.arange(5, WHERE.shape[axis] + 5) % every < width
    return np.broadcast_to(where[:, None] if axis == 0 else where, WHERE.shape)


@pytest.mark.parametrize("invalid", [strewn(0.01), strewn(0.3), lines(0, 12), lines(1, 7, 2)],
                         ids=["dead pixels", "a third", "lines", "double columns"])
def test_a_slope_goes_on_through_gaps(invalid):
    image = bridged(scenes.picture(WHERE, slope(), ~invalid))
    assert image.valid.mean() > 0.999
    # At the border and beside what stays a hole, there is nothing beyond a gap.
    inner = ndimage.minimum_filter(image.valid.astype(np.uint8), 7, mode="constant", cval=0).astype(bool)
    off = (image.values - slope())[inner]
    assert np.abs(off).max() < 0.5
    # Right on the mean, which is what would shift a window.
    assert abs(off.mean()) < 0.001


@given(st.integers(0, 2**32), st.floats(0.0, 0.4))
def test_valid_pixels_stay_as_they_are_and_what_lies_under_invalid_ones_does_not_enter(seed, share):
    invalid = strewn(share, seed)
    image = scenes.picture(WHERE, slope(), ~invalid)
    found = bridged(image)
    np.testing.assert_array_equal(found.values[image.valid], image.values[image.valid])
    assert (found.valid >= image.valid).all()
    assert found.values[found.valid].min() >= image.values[image.valid].min() - 1e-3


@pytest.mark.parametrize(("height", "width", "stays"), [(3, 3, True), (2, 30, False), (30, 2, False), (20, 20, True)])
def test_what_is_a_hole(height, width, stays):
    valid = np.ones(WHERE.shape, bool)
    valid[30 : 30 + height, 40 : 40 + width] = False
    found = bridged(scenes.picture(WHERE, slope(), valid))
    np.testing.assert_array_equal(found.valid, valid if stays else np.ones_like(valid))
    assert solid(~valid).sum() == (height * width if stays else 0)


def test_an_edge_of_the_image_is_a_hole_s_edge():
    """What is cut off there may go on beyond."""
    valid = np.ones(WHERE.shape, bool)
    valid[:2] = False
    assert (bridged(scenes.picture(WHERE, slope(), valid)).valid == valid).all()


def test_a_few_valid_pixels_do_not_speak_for_the_rest():
    valid = strewn(0.3, seed=3)
    assert bridged(scenes.picture(WHERE, slope(), valid)).valid.mean() < 0.35
