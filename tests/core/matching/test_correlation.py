"""Masked correlation: the same as sums over pixels one by one, and shifts of whole images found by it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import Ground, blobs, displaced, grid, picture, textured

from coregix_core.imaging.proxies import Proxy, edge_proxy
from coregix_core.matching import window_correlation
from coregix_core.matching.correlation import best_shift, masked_ncc
from coregix_core.matching.window_correlation import correlate_windows

GRID = grid(160, 140)
PIXEL = 2.0


def noise(seed, shape=(9, 11), share=0.3):
    """A proxy of independent pixels, some invalid."""
    rng = np.random.default_rng(seed)
    valid = rng.random(shape) > share
    values = rng.normal(size=shape) + 1j * rng.normal(size=shape)
    return Proxy(np.where(valid, values, 0).astype(np.complex64), valid)


def pixel_by_pixel(fixed, moving, dy, dx):
    """Correlation and number of pixels that both show, moving pixel x + d against fixed pixel x."""
    total, energy, count = 0.0, np.zeros(2), 0
    for row, col in zip(*np.nonzero(fixed.valid), strict=True):
        r, c = row + dy, col + dx
        if 0 <= r < moving.valid.shape[0] and 0 <= c < moving.valid.shape[1] and moving.valid[r, c]:
            a, b = fixed.values[row, col], moving.values[r, c]
            total, energy, count = total + (a.conjugate() * b).real, energy + np.abs([a, b]) ** 2, count + 1
    return total / np.sqrt(energy.prod()) if count else 0.0, count


@given(seed=st.integers(0, 2**31), dy=st.integers(-6, 6), dx=st.integers(-8, 8))
def test_masked_correlation_is_the_sum_over_common_pixels(seed, dy, dx):
    fixed, moving = noise(seed), noise(seed + 1)
    score, overlap = masked_ncc(fixed, moving, (18, 22))
    expected, count = pixel_by_pixel(fixed, moving, dy, dx)
    assert overlap[dy, dx] == pytest.approx(count, abs=1e-3)
    # Where hardly a pixel is common, a floor keeps the correlation from being 1 by chance.
    if count > 4:
        assert score[dy, dx] == pytest.approx(expected, abs=2e-3)


def a_pair(east, north, proxy="correlation", valid=None):
    fixed = picture(GRID, textured(GRID))
    return edge_proxy(fixed, proxy), edge_proxy(picture(GRID, textured(GRID, displaced(east, north)), valid), proxy)


@pytest.mark.parametrize(("dx", "dy"), [(0.0, 0.0), (7.0, -12.0), (3.4, 5.7), (80.0, 0.0), (-60.0, 50.0)])
def test_a_shift_is_found_however_large_to_a_part_of_a_pixel(dx, dy):
    peak = best_shift(*a_pair(dx * PIXEL, -dy * PIXEL), max_shift=100)
    assert (peak.dx, peak.dy) == pytest.approx((dx, dy), abs=0.15)
    assert peak.score > 0.9
    assert peak.strength > 1.3 * peak.rival


def test_holes_do_not_pull():
    peak = best_shift(*a_pair(14.0, 24.0, valid=~blobs(GRID.shape, 0.35, 5)), max_shift=40)
    assert (peak.dx, peak.dy) == pytest.approx((7.0, -12.0), abs=0.1)


def test_an_image_and_its_negative_anticorrelate():
    one, other = (edge_proxy(picture(GRID, v), "correlation") for v in (textured(GRID), -textured(GRID)))
    assert masked_ncc(one, other, (280, 320))[0][0, 0] == pytest.approx(-1.0, abs=1e-3)


def test_no_shift_beyond_the_largest_is_given():
    peak = best_shift(*a_pair(60.0, 0.0), max_shift=20)
    assert np.hypot(peak.dx, peak.dy) <= 21
    assert peak.score < 0.5


def test_shifts_that_leave_too_little_in_common_are_not_looked_at():
    fixed, moving = a_pair(120 * PIXEL, 0.0)
    assert best_shift(fixed, moving, 150, min_overlap=0.1).dx == pytest.approx(120, abs=0.2)
    assert abs(best_shift(fixed, moving, 150, min_overlap=0.5).dx) < 90


def test_a_small_image_is_found_in_a_large_one():
    """What is in common is held against the smaller: it may be a few hundredths of the larger."""
    fixed, moving = noise(1, (120, 120), 0.0), noise(1, (120, 120), 0.0)
    part = np.zeros((120, 120), bool)
    part[50:80, 40:70] = True
    peak = best_shift(fixed, Proxy(np.roll(np.where(part, moving.values, 0), (4, 9), (0, 1)),
                                   np.roll(part, (4, 9), (0, 1))), 30)
    assert (round(peak.dx), round(peak.dy)) == (9, 4)


@pytest.mark.parametrize("seed", range(6))
def test_a_little_in_common_may_resemble_by_chance_and_is_held_against_how_little_it_is(seed):
    """A peak of a third over all pixels is more than a higher one over a corner."""
    ground, first, second = (noise(seed + part, (24, 24), 0.0) for part in (0, 100, 200))
    pair = [Proxy(ground.values + 1.4 * other.values, ground.valid) for other in (first, second)]
    peak = best_shift(*pair, 24, min_overlap=0.02)
    assert (round(peak.dx), round(peak.dy)) == (0, 0)


def test_nothing_in_common_is_no_peak():
    nowhere = Proxy(np.zeros(GRID.shape, np.complex64), np.zeros(GRID.shape, bool))
    fixed, moving = a_pair(0.0, 0.0)
    for pair in ((fixed, nowhere), (nowhere, moving), (nowhere, nowhere)):
        assert best_shift(*pair, 50).strength < 2


def test_a_strong_peak_tells_one_place_from_unrelated_ones():
    fixed, moving = a_pair(9.0, 5.0)
    other = edge_proxy(picture(GRID, textured(GRID, ground=Ground(99))), "correlation")
    assert best_shift(fixed, moving, 60).strength > 2 * best_shift(fixed, other, 60).strength


@pytest.mark.parametrize(("dy", "dx"), [(0, 0), (2, -3), (-4, 4), (1, 0)])
def test_a_window_surface_is_the_weighted_sum_over_its_pixels(dy, dx):
    window, search, row, col = 12, 4, 30, 33
    fixed, moving = noise(1, (60, 64)), noise(2, (60, 64))
    found = correlate_windows(fixed, moving, np.array([row]), np.array([col]), window, search)
    surfaces, shares = found.score, found.share
    assert surfaces.shape == shares.shape == (1, 9, 9)
    taper = np.hanning(window + 2)[1:-1]
    weight = np.outer(taper, taper)
    here = np.s_[row - 6:row + 6, col - 6:col + 6]
    there = np.s_[row - 6 + dy:row + 6 + dy, col - 6 + dx:col + 6 + dx]
    both = weight * (fixed.valid[here] & moving.valid[there])
    a, b = fixed.values[here], moving.values[there]
    expected = (both * (a.conj() * b).real).sum() / np.sqrt(
        (both * abs(a)**2).sum() * (both * abs(b)**2).sum())
    assert surfaces[0, search + dy, search + dx] == pytest.approx(expected, abs=5e-3)
    assert shares[0, search + dy, search + dx] == pytest.approx(both.sum() / weight.sum(), abs=1e-3)


def test_along_a_border_products_along_the_axes_say_what_fourier_transforms_do(monkeypatch):
    """Five windows whose surroundings stick out of what is valid to each side and at a corner, and one inside."""
    rng = np.random.default_rng(2)
    valid = np.zeros((60, 70), bool)
    valid[4:-5, 3:-6] = True
    values = np.where(valid, rng.normal(size=(2, 60, 70)) + 1j * rng.normal(size=(2, 60, 70)), 0)
    fixed, moving = (Proxy(v.astype(np.complex64), valid) for v in values)
    rows, cols = np.array([15, 30, 44, 30, 15, 30]), np.array([30, 14, 30, 53, 14, 35])
    quick = correlate_windows(fixed, moving, rows, cols, 16, 7)
    monkeypatch.setattr(window_correlation, "_sums_at_a_border", lambda *_: None)
    plain = correlate_windows(fixed, moving, rows, cols, 16, 7)
    assert (plain.share[:5].min((1, 2)) < 0.99).all()
    np.testing.assert_allclose(quick.share, plain.share, atol=1e-6)
    np.testing.assert_allclose(quick.score, plain.score, atol=1e-5)


def test_whole_windows_amid_any_mask_have_the_sums_that_fourier_transforms_give(monkeypatch):
    rng = np.random.default_rng(4)
    valid = np.ones((60, 70), bool)
    valid[22:26, 20:24] = valid[40, 50:] = False
    values = np.where(valid, rng.normal(size=(2, 60, 70)) + 1j * rng.normal(size=(2, 60, 70)), 0)
    fixed, moving = (Proxy(v.astype(np.complex64), v_valid) for v, v_valid in zip(
        values, (np.ones_like(valid), valid), strict=True))
    rows, cols = np.array([30, 30, 30]), np.array([30, 20, 45])
    quick = correlate_windows(fixed, moving, rows, cols, 16, 7)
    monkeypatch.setattr(window_correlation, "_sums_of_whole", lambda f, m, there, taper: (
        window_correlation._masked_sums(f, m, np.ones(f.shape, bool), there, np.outer(taper, taper))))
    plain = correlate_windows(fixed, moving, rows, cols, 16, 7)
    assert (plain.share.min((1, 2)) < 0.99).all()
    np.testing.assert_allclose(quick.share, plain.share, atol=1e-5)
    np.testing.assert_allclose(quick.score, plain.score, atol=1e-4)


def test_a_window_is_found_again_where_it_was_moved_to():
    fixed = noise(3, (60, 64), share=0.0)
    moving = Proxy(np.roll(fixed.values, (3, -2), (0, 1)), fixed.valid)
    found = correlate_windows(fixed, moving, np.array([30]), np.array([32]), 16, 5)
    surface, share = found.score, found.share
    assert np.unravel_index(surface[0].argmax(), (11, 11)) == (5 + 3, 5 - 2)
    assert surface.max() == pytest.approx(1.0, abs=1e-3)
    assert share.min() == pytest.approx(1.0, abs=1e-4)


def test_windows_correlate_whatever_the_strength_of_their_edges():
    fixed, moving = noise(1, (60, 64)), noise(2, (60, 64))
    at = np.array([30]), np.array([33]), 12, 4
    faint = (Proxy(proxy.values * np.float32(0.01), proxy.valid) for proxy in (fixed, moving))
    expected = correlate_windows(fixed, moving, *at).score
    np.testing.assert_allclose(correlate_windows(*faint, *at).score, expected, atol=1e-4)


def test_a_window_without_texture_correlates_with_nothing():
    flat = Proxy(np.zeros((60, 64), np.complex64), np.ones((60, 64), bool))
    surface = correlate_windows(flat, noise(4, (60, 64)), np.array([30]), np.array([32]), 16, 5).score
    assert np.abs(surface).max() < 1e-3


@pytest.mark.parametrize(("dx", "dy"), [(0.1, 0.8), (0.25, -0.4), (-0.65, 0.5), (1.35, -2.2)])
def test_the_top_between_pixels_is_exact_for_what_the_pixels_can_hold(dx, dy):
    """Gradients are band-limited, so that their cross spectrum knows the place to thousandths of a pixel."""
    fixed, moving = (edge_proxy(picture(GRID, textured(GRID, d)), "correlation")
                     for d in (None, displaced(dx * PIXEL, -dy * PIXEL)))
    rows, cols = (a.ravel() for a in np.mgrid[40:120:20, 40:120:20])
    found = correlate_windows(fixed, moving, rows, cols, 48, 6)
    at = np.stack(np.unravel_index(found.score.reshape(len(rows), -1).argmax(1), (13, 13)), 1)
    tops = at - 6 + found.tops(at, np.zeros(at.shape))
    assert np.median(tops, axis=0) == pytest.approx((dy, dx), abs=0.001)
    assert np.abs(tops - (dy, dx)).max() < 0.005


def test_where_there_is_no_peak_the_guess_stays():
    flat = Proxy(np.zeros((60, 64), np.complex64), np.ones((60, 64), bool))
    found = correlate_windows(flat, noise(4, (60, 64)), np.array([30]), np.array([32]), 16, 5)
    assert found.tops(np.array([[5, 5]]), np.array([[0.2, -0.1]])).tolist() == [[0.2, -0.1]]


def test_ground_that_is_seen_once_agrees_nowhere_else_and_what_repeats_does():
    assert best_shift(*a_pair(14.0, 24.0), max_shift=100).elsewhere < 0.5
    rows, cols = np.mgrid[:140, :160]
    streets = edge_proxy(picture(GRID, 900.0 * ((cols % 40 < 4) | (rows % 36 < 4))), "correlation")
    assert best_shift(streets, streets, max_shift=100).elsewhere > 0.9
