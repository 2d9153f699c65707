"""Edge proxies: what of an image is compared, whatever lies under its invalid pixels and whatever its contrast."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import blobs, grid, picture, textured
from scipy import ndimage

from coregix_core.imaging.image import Image
from coregix_core.imaging.proxies import (
    PROXIES,
    _away_from_invalid,
    averaged,
    band_proxy,
    edge_proxy,
    edge_strength,
    gradient,
    levelled_pair,
    smoothed,
)
from coregix_core.matching.correlation import best_shift

GRID = grid(120, 100)
BLIND_TO_SIGN = sorted(set(PROXIES) - {"correlation"})
LEVELLED = ("pooled", "congruent", "similar")
"""Proxies of structure, where faint places count as much as strong ones."""


@pytest.fixture(scope="module")
def ground():
    return textured(GRID).astype(np.float32)


@pytest.fixture(scope="module")
def holes():
    return ~blobs(GRID.shape, 0.3, seed=1)


def with_garbage(values, valid, seed):
    """An image that breaks the promise of zeros under invalid pixels, to see who looks there."""
    garbage = np.random.default_rng(seed).normal(0, 1e6, GRID.shape).astype(np.float32)
    return Image(np.where(valid, values, garbage), valid, GRID)


@pytest.mark.parametrize("proxy", PROXIES)
def test_what_lies_under_invalid_pixels_does_not_enter(proxy, ground, holes):
    one, other = (edge_proxy(with_garbage(ground, holes, seed), proxy) for seed in (2, 3))
    assert one.valid.any()
    np.testing.assert_array_equal(one.valid, other.valid)
    np.testing.assert_array_equal(one.values, other.values)


def test_a_band_as_it_is_does_not_look_under_invalid_pixels_either(ground, holes):
    one, other = (band_proxy(with_garbage(ground, holes, seed)) for seed in (2, 3))
    np.testing.assert_array_equal(one.values, other.values)


@pytest.mark.parametrize("proxy", sorted(set(PROXIES) - set(LEVELLED)))
def test_a_hole_changes_hardly_anything_beside_it(proxy, ground):
    """Normalised convolution goes on smoothly where a filled hole would make an edge."""
    valid = np.ones(GRID.shape, bool)
    valid[40:60, 50:70] = False
    whole, holed = (edge_proxy(picture(GRID, ground, v), proxy) for v in (None, valid))
    gap = np.abs(whole.values - holed.values)[holed.valid]
    assert gap.max() < 0.12 * np.abs(whole.values).max()


@pytest.mark.parametrize("proxy", LEVELLED)
def test_a_hole_changes_structure_beside_it_far_less_than_a_filled_one(proxy, ground):
    """Faint places change most: what counts is the neighbourhood as a whole."""
    valid = np.ones(GRID.shape, bool)
    valid[40:60, 50:70] = False
    whole, holed, filled = (edge_proxy(image, proxy) for image in (
        picture(GRID, ground), picture(GRID, ground, valid), picture(GRID, np.where(valid, ground, 0))))
    near = holed.valid.copy()
    near[:25] = near[75:] = near[:, :35] = near[:, 85:] = False
    gap, gap_filled, usual = (np.sqrt((np.abs(values[near]) ** 2).mean()) for values in (
        whole.values - holed.values, whole.values - filled.values, whole.values))
    assert gap < 0.25 * usual
    assert gap < 0.35 * gap_filled


@pytest.mark.parametrize("sigma", [1.0, 2.0])
def test_a_proxy_is_valid_as_far_from_invalid_pixels_as_its_kernel_reaches(sigma):
    valid = np.ones(GRID.shape, bool)
    valid[50, 60] = False
    _, kept = gradient(picture(GRID, np.zeros(GRID.shape), valid), sigma)
    rows, cols = np.nonzero(~kept[20:80, 20:100])
    reach = int(2 * sigma) + 1
    assert (rows.min() + 20, rows.max() + 20) == (50 - reach, 50 + reach)
    assert (cols.min() + 20, cols.max() + 20) == (60 - reach, 60 + reach)
    assert not kept[:reach].any()
    assert not kept[:, -reach:].any()


def test_the_gradient_of_a_slope_is_its_slope():
    rows, cols = np.indices(GRID.shape)
    slope, valid = gradient(picture(GRID, 3.0 * cols - 2.0 * rows), 1.0)
    inner = valid.copy()
    inner[:8], inner[-8:], inner[:, :8], inner[:, -8:] = (False,) * 4
    np.testing.assert_allclose(slope[inner], 3 - 2j, atol=1e-3)
    strength, where = edge_strength(picture(GRID, 3.0 * cols - 2.0 * rows))
    np.testing.assert_allclose(strength[inner], np.sqrt(13), atol=1e-3)
    np.testing.assert_array_equal(where, valid)


def test_the_correlation_proxy_changes_its_sign_with_the_contrast(ground):
    one, other = (edge_proxy(picture(GRID, v), "correlation") for v in (ground, 6000 - ground))
    np.testing.assert_allclose(one.values, -other.values, atol=0.1)


@pytest.mark.parametrize("proxy", BLIND_TO_SIGN)
def test_other_proxies_hold_when_the_contrast_is_inverted(proxy, ground):
    one, other = (edge_proxy(picture(GRID, v), proxy) for v in (ground, 6000 - ground))
    np.testing.assert_allclose(one.values, other.values, atol=1e-3 * np.abs(one.values).max())
    peak = best_shift(one, other, 20)
    assert (peak.dx, peak.dy) == pytest.approx((0, 0), abs=1e-3)
    assert peak.score > 0.99


@pytest.mark.parametrize("proxy", PROXIES)
def test_a_proxy_shows_directions_and_not_brightness(proxy, ground):
    """A constant added to a band changes nothing."""
    one, other = (edge_proxy(picture(GRID, v), proxy) for v in (ground, ground + 1000))
    np.testing.assert_allclose(one.values, other.values, atol=2e-3 * np.abs(one.values).max())


def test_the_balanced_proxy_lets_no_bright_structure_rule(ground):
    """A part that is a hundred times stronger weighs not even twice as much."""
    bright = ground.copy()
    bright[:, :60] *= 100
    for proxy, least, most in (("orientation", 50, np.inf), ("balanced", 0, 2)):
        size = np.abs(edge_proxy(picture(GRID, bright), proxy).values)
        assert least < size[20:80, 10:40].mean() / size[20:80, 80:110].mean() < most


def test_the_tempered_proxy_has_the_directions_of_orientation_and_contrast_to_the_power_of_three_quarters(ground):
    once, stronger = (edge_proxy(picture(GRID, by * ground), "tempered") for by in (1, 16))
    plain = edge_proxy(picture(GRID, ground), "orientation")
    np.testing.assert_allclose(stronger.values, 8 * once.values, rtol=1e-3, atol=1e-3)
    np.testing.assert_allclose(once.values * np.abs(plain.values) ** 0.25, plain.values, rtol=1e-3, atol=1e-3)


@given(seed=st.integers(0, 2**31), share=st.floats(0.05, 0.6), level=st.floats(-1e4, 1e4))
def test_smoothing_over_valid_pixels_keeps_a_constant(seed, share, level):
    valid = np.random.default_rng(seed).random((30, 40)) > share
    values = np.where(valid, level, 9e4).astype(np.float32)
    # Far from any valid pixel there is nothing to take a mean of.
    near = smoothed(valid.astype(np.float32), np.ones_like(valid), 2.0) > 1e-3
    np.testing.assert_allclose(smoothed(values, valid, 2.0)[near], level, rtol=1e-3, atol=1e-3)


def test_a_constant_band_shows_nothing():
    for proxy in (band_proxy(picture(GRID, np.full(GRID.shape, 7.0))), *(
            edge_proxy(picture(GRID, np.full(GRID.shape, 7.0)), proxy) for proxy in PROXIES)):
        assert np.abs(proxy.values).max() < 1e-5


def test_a_levelled_pair_differs_by_place_alone(ground, holes):
    """Gains that vary over the image, and by much between the two, are taken away."""
    _, cols = np.indices(GRID.shape)
    fixed = edge_proxy(picture(GRID, ground, holes), "correlation")
    moving = edge_proxy(picture(GRID, 20 * ground * (1 + cols / 300)), "correlation")
    one, other = levelled_pair(fixed, moving)
    np.testing.assert_array_equal(one.valid, fixed.valid & moving.valid)
    assert np.abs(one.values[one.valid]).mean() == pytest.approx(1.0, abs=0.35)
    gap = np.abs(one.values - other.values)[one.valid]
    assert np.sqrt((gap**2).mean()) < 0.15
    assert not np.abs(one.values[~one.valid]).any()


def test_a_pair_with_nothing_in_common_is_levelled_to_nothing(ground):
    left = np.zeros(GRID.shape, bool)
    left[:, :50] = True
    one, other = levelled_pair(*(edge_proxy(picture(GRID, ground, v), "correlation") for v in (left, ~left)))
    assert not one.valid.any()
    assert not np.abs(one.values).any()
    assert not np.abs(other.values).any()


def test_averaged_edges_keep_what_an_averaged_image_has_lost():
    stripes = np.where(np.arange(GRID.width) // 2 % 2, 1.0, 0.0) * np.ones(GRID.shape)
    valid = np.ones(GRID.shape, bool)
    valid[:50] = False
    coarse = averaged(edge_proxy(Image(stripes.astype(np.float32), valid, GRID), "balanced"), 4)
    assert coarse.values.shape == (GRID.height // 4, GRID.width // 4)
    # Every four columns hold both kinds of edges, whose directions are the same: no block of the image is another one.
    inside = coarse.valid
    assert np.abs(coarse.values[inside]).min() > 0.1
    assert np.abs(np.angle(coarse.values[inside])).max() < 1e-5
    # Edges are known from three rows below the border on, which is more than half of the block from row 52 on.
    assert not coarse.valid[:13].any()
    assert coarse.valid[14:20, 5:20].all()
    assert not coarse.values[~coarse.valid].any()


@pytest.mark.parametrize("shape", [(1, 1), (5, 40), (7, 7), (30, 3), (60, 51)])
@pytest.mark.parametrize("reach", [1, 2, 3, 5, 9])
@pytest.mark.parametrize("share", [0.001, 0.02, 0.3])
def test_what_lies_away_from_invalid_pixels_is_what_a_minimum_filter_leaves(shape, reach, share):
    valid = np.random.default_rng(reach).random(shape) > share
    expected = ndimage.minimum_filter(valid.view(np.uint8), 2 * reach + 1, mode="constant", cval=0).view(bool)
    np.testing.assert_array_equal(_away_from_invalid(valid, reach), expected)
