"""Peaks of correlation surfaces: where their tops lie, how far they stand out, and what is known between pixels."""

import numpy as np
import pytest

from coregix_core.imaging.proxies import Proxy
from coregix_core.matching.correlation import Reference, _peak, _vertex
from coregix_core.matching.window_correlation import WindowCorrelation, _log_derivatives, correlate_windows

RNG = np.random.default_rng(6)


def surface(shape=(20, 24), at=(7, 9), height=0.9, noise=0.05, others=()):
    """Correlations of a twentieth everywhere, with peaks at places of the cyclic surface."""
    values = np.where(np.indices(shape).sum(0) % 2, noise, -noise).astype(np.float32)
    for (row, col), top in ((at, height), *others):
        values[row, col] = top
    return values


def peak(values, overlap=100.0, common=0.0):
    rows, cols = (np.fft.fftfreq(n, 1 / n).round().astype(int) for n in values.shape)
    return _peak(values, np.broadcast_to(np.float32(overlap), values.shape), rows, cols, common)


class TestPeak:
    def test_it_is_told_as_a_shift_with_its_correlation(self):
        found = peak(surface())
        assert (found.dx, found.dy, found.score) == (pytest.approx(9.0, abs=0.1), pytest.approx(7.0, abs=0.1),
                                                     pytest.approx(0.9))
        assert (peak(surface(at=(18, 20))).dx, peak(surface(at=(18, 20))).dy) == pytest.approx((-4.0, -2.0), abs=0.1)

    def test_it_stands_out_by_the_spread_of_all_that_was_looked_at(self):
        values = surface()
        spread = np.sqrt((values**2).mean())
        assert peak(values).strength == pytest.approx(0.9 / spread, rel=1e-5)
        # What has nothing in common is not looked at.
        overlap = np.zeros(values.shape, np.float32)
        overlap[:10] = 100.0
        assert peak(values, overlap).strength == pytest.approx(0.9 / np.sqrt((values[:10] ** 2).mean()), rel=1e-5)

    def test_correlations_over_little_count_less_by_the_root_of_it(self):
        values = surface(others=[((2, 2), 0.95)])
        overlap = np.full(values.shape, 100.0, np.float32)
        overlap[2, 2] = 80.0
        assert peak(values, overlap).score == pytest.approx(0.9)
        overlap[2, 2] = 95.0
        assert peak(values, overlap).score == pytest.approx(0.95)

    def test_if_it_is_clear_how_well_the_images_agree_elsewhere_is_a_part_of_it(self):
        assert peak(surface(others=[((2, 2), 0.36)])).elsewhere == pytest.approx(0.36 / 0.9)
        # A rival of half its strength or more leaves the question to a closer look.
        assert peak(surface(others=[((2, 2), 0.46)])).elsewhere == np.inf

    def test_a_sliver_in_common_says_nothing_of_elsewhere(self):
        values, overlap = surface(others=[((2, 2), 0.36)]), np.full((20, 24), 100.0, np.float32)
        overlap[2, 2] = 80.0
        assert peak(values, overlap, common=80.0).elsewhere == pytest.approx(0.36 / 0.9)
        assert peak(values, overlap, common=81.0).elsewhere == pytest.approx(0.05 / 0.9)

    @pytest.mark.parametrize(("place", "apart"), [
        ((7, 13), False), ((7, 14), True), ((11, 9), False), ((12, 9), True), ((3, 9), False), ((2, 9), True),
        ((7, 5), False), ((7, 4), True)])
    def test_its_own_flank_of_four_pixels_is_no_rival(self, place, apart):
        found = peak(surface(others=[(place, 0.7)]))
        assert (found.rival / found.strength == pytest.approx(0.7 / 0.9, rel=1e-5)) is apart
        assert apart or found.rival / found.strength == pytest.approx(0.05 / 0.9, rel=1e-5)

    @pytest.mark.parametrize(("at", "place", "apart"), [
        ((1, 9), (18, 9), False), ((1, 9), (16, 9), True), ((18, 9), (1, 9), False), ((7, 1), (7, 22), False),
        ((7, 22), (7, 1), False), ((7, 1), (7, 20), True)])
    def test_shifts_are_cyclic_and_so_is_their_distance(self, at, place, apart):
        found = peak(surface(at=at, others=[(place, 0.7)]))
        assert (found.rival > 5.0) is apart

    @pytest.mark.parametrize(("top", "around", "offset"), [
        (1.0, (0.5, 0.5), 0.0), (1.0, (0.4, 0.6), 0.1), (1.0, (0.9, 0.3), -0.375), (1.0, (-9.0, 1.0), 0.5),
        (1.0, (1.0, -9.0), -0.5), (0.0, (0.0, 0.0), 0.0), (1.0, (1.0, 1.0), 0.0)])
    def test_its_top_is_that_of_a_parabola_within_half_a_pixel(self, top, around, offset):
        """On a cyclic surface a neighbour of the first pixel is the last one."""
        for at in (0, 3, 7):
            for axis in (0, 1):
                values = np.zeros((8, 8), np.float32)
                index = [[at, 2], [2, at]][axis]
                for step, value in ((-1, around[0]), (0, top), (1, around[1])):
                    place = list(index)
                    place[axis] = (at + step) % 8
                    values[tuple(place)] = value
                assert _vertex(values, tuple(index), axis) == pytest.approx(offset, abs=1e-6)


class TestReference:
    def proxy(self, shape=(40, 50), valid=None):
        valid = np.ones(shape, bool) if valid is None else valid
        values = RNG.normal(size=shape) + 1j * RNG.normal(size=shape)
        return Proxy(np.where(valid, values, 0).astype(np.complex64), valid)

    def moved(self, proxy, dy, dx):
        """The same a whole shift aside: what leaves the image is gone."""
        values, valid = np.zeros_like(proxy.values), np.zeros_like(proxy.valid)
        height, width = valid.shape
        to, of = (np.s_[max(s * dy, 0):height + min(s * dy, 0), max(s * dx, 0):width + min(s * dx, 0)] for s in (1, -1))
        values[to], valid[to] = proxy.values[of], proxy.valid[of]
        return Proxy(values, valid)

    @pytest.mark.parametrize(("dy", "dx", "found"), [
        (5, 0, True), (6, 0, False), (0, -5, True), (3, 4, True), (4, 4, False), (-3, -4, True)])
    def test_shifts_as_far_as_the_largest_in_any_direction_are_looked_at(self, dy, dx, found):
        fixed = self.proxy()
        peak = Reference(fixed, 5.0).best_shift(self.moved(fixed, dy, dx))
        assert ((round(peak.dx), round(peak.dy)) == (dx, dy) and peak.score > 0.9) is found

    @pytest.mark.parametrize(("share", "found"), [(0.19, True), (0.21, False)])
    def test_what_is_in_common_is_a_share_of_the_smaller_image(self, share, found):
        fixed = self.proxy()
        peak = Reference(fixed, 60.0, share).best_shift(self.moved(fixed, 0, 30))
        # 20 of 50 columns are left of both: all of the smaller one, which has 20.
        assert round(peak.dx) == 30
        half = self.moved(fixed, 20, 30)
        cut = Proxy(np.where(fixed.valid, half.values, 0), half.valid)
        peak = Reference(fixed, 60.0, 1.01 if not found else 0.99).best_shift(cut)
        assert ((round(peak.dx), round(peak.dy)) == (30, 20)) is found

    def test_what_never_overlaps_has_no_peak(self):
        left, right = (np.zeros((40, 50), bool) for _ in range(2))
        left[:, :5], right[:, -5:] = True, True
        peak = Reference(self.proxy(valid=left), 10.0).best_shift(self.proxy(valid=right))
        assert (peak.dx, peak.dy, peak.score, peak.strength, peak.rival) == (0.0, 0.0, 0.0, 0.0, 0.0)


class TestBetweenPixels:
    @pytest.mark.parametrize(("window", "search"), [(12, 4), (13, 3), (16, 5)])
    def test_derivatives_of_the_product_are_those_of_its_values(self, window, search):
        """By central differences of the product itself, which at whole shifts is the sum over pixels."""
        fixed, moving = (Proxy((RNG.normal(size=(60, 64)) + 1j * RNG.normal(size=(60, 64))).astype(np.complex64),
                               np.ones((60, 64), bool)) for _ in range(2))
        found = correlate_windows(fixed, moving, np.array([30, 28]), np.array([32, 35]), window, search)
        at = np.array([[2.0, 1.0], [3.0, 4.0]])
        value, first, second = found._derivatives(at)
        whole = found.score[[0, 1], [2, 3], [1, 4]] * np.sqrt(found.energy[[0, 1], [2, 3], [1, 4]])
        assert value[:, 0] == pytest.approx(whole, rel=1e-4)
        step = 0.05
        for axis in (0, 1):
            aside = step * np.eye(2)[axis]
            (ahead, slope_ahead, _), (behind, slope_behind, _) = (found._derivatives(at + s * aside) for s in (1, -1))
            assert first[:, axis] == pytest.approx((ahead - behind)[:, 0] / (2 * step), rel=0.02, abs=0.1)
            assert np.allclose(second[:, :, axis], (slope_ahead - slope_behind) / (2 * step), rtol=0.02, atol=0.5)

    def test_the_logarithm_of_an_energy_is_told_by_its_neighbours(self):
        """Exactly, where the logarithm is quadratic."""
        row, col = np.mgrid[0:7, 0:9] * 1.0
        energy = np.exp(0.3 + 0.1 * row - 0.2 * col + 0.05 * row**2 / 2 + 0.02 * col**2 / 2 + 0.03 * row * col)
        for r, c, first in ((3, 4, 0), (1, 1, 0), (5, 7, 2)):
            part = energy[None, :, first:first + 7].astype(np.float32)
            slope, bend = _log_derivatives(part, np.array([[r, c - first]]))
            assert slope[0] == pytest.approx((0.1 + 0.05 * r + 0.03 * c, -0.2 + 0.02 * c + 0.03 * r), abs=1e-4)
            assert np.allclose(bend[0], [[0.05, 0.03], [0.03, 0.02]], atol=1e-4)

    def test_at_the_edge_the_last_place_with_neighbours_speaks(self):
        energy = np.exp(0.1 * np.arange(7.0)[:, None] + np.zeros(7))[None].astype(np.float32)
        assert _log_derivatives(energy, np.array([[0, 6]]))[0][0] == pytest.approx((0.1, 0.0), abs=1e-5)

    def test_a_top_more_than_a_pixel_from_the_guess_is_not_believed(self):
        values = RNG.normal(size=(60, 64)) + 1j * RNG.normal(size=(60, 64))
        fixed = Proxy(values.astype(np.complex64), np.ones((60, 64), bool))
        found = correlate_windows(fixed, fixed, np.array([30]), np.array([32]), 16, 5)
        near, far = (found.tops(np.array([[5, 5]]), np.array([[g, 0.0]])) for g in (0.2, 1.2))
        assert near[0] == pytest.approx((0.0, 0.0), abs=0.02)
        assert far[0] == pytest.approx((1.2, 0.0))


class TestCentroids:
    """What is valid in both images of windows of four pixels, at shifts from the first one on."""

    def seen(self, weight, valid, at=(0, 0)):
        none = np.zeros((1, 1, 1), np.float32)
        found = WindowCorrelation(none, none, none, none, weight[None].astype(np.float32), valid[None])
        return found.centroids(np.array([at]))[0]

    def test_of_whole_windows_it_is_their_middle(self):
        assert self.seen(np.ones((4, 4)), np.ones((6, 6), bool), (1, 2)) == pytest.approx((0.0, 0.0))
        none = np.zeros((1, 1, 1), np.float32)
        assert WindowCorrelation(none, none, none, none).centroids(np.zeros((3, 2), int)).tolist() == [[0, 0]] * 3

    def test_of_a_part_it_is_that_of_the_weights_that_are_left_by_row_and_column(self):
        weight = np.ones((4, 4))
        weight[0] = 0
        assert self.seen(weight, np.ones((6, 6), bool)) == pytest.approx((0.5, 0.0))
        weight[:] = 0
        weight[3, 0], weight[3, 3] = 3.0, 1.0
        assert self.seen(weight, np.ones((6, 6), bool)) == pytest.approx((1.5, -0.75))

    def test_what_the_other_image_lacks_there_does_not_count(self):
        valid = np.ones((6, 6), bool)
        valid[:, 3:] = False
        assert self.seen(np.ones((4, 4)), valid, (1, 0)) == pytest.approx((0.0, -0.5))
        assert self.seen(np.ones((4, 4)), valid, (0, 2)) == pytest.approx((0.0, -1.5))
