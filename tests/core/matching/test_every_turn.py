"""Edges are correlated over all turns and scales, whichever image is the larger, and closely near the best."""

import numpy as np
import pytest
from scenes import Ground, centres, grid, picture

from coregix_core.matching.edge_points import _EDGES, EdgePoints, Near
from coregix_core.matching.every_turn import QUICK, THOROUGH, Peaks, every_turn
from coregix_core.matching.reduced_proxies import reduced_proxy

GROUND = Ground(seed=5, shortest=14.0, longest=150.0, origin=(0.0, 0.0))
WIDE, SMALL = (grid(*size, pixel=1.0, crs=None, origin=(0.0, 0.0)) for size in ((200, 180), (100, 90)))


def wide():
    return picture(WIDE, GROUND(*centres(WIDE)))


def part(factor, middle):
    """A smaller image of the ground in other values, whose pixel z lies at factor * (z - its middle) + middle."""
    col, row = centres(SMALL)
    z = (col - 50 + 1j * (row - 45)) * factor + middle
    return picture(SMALL, np.abs(GROUND(z.real, z.imag) - 3000))


def off(factor, offset, truth, middle):
    """Mean distance of the corners of the smaller image from where they lie in truth."""
    corners = np.array([0, 100, 90j, 100 + 90j])
    return np.abs(factor * corners + offset - ((corners - (50 + 45j)) * truth + middle)).mean()


class TestAllOfThem:
    @pytest.mark.parametrize(("turn", "scale", "middle"), [(130, 1.0, 95 + 92j), (-20, 1.4, 110 + 80j)])
    def test_a_small_image_is_found_in_a_large_one(self, turn, scale, middle):
        truth = scale * np.exp(1j * np.radians(turn))
        found = every_turn(wide(), part(truth, middle), (0.9, 1.6), QUICK)
        best = int(found.strength.argmax())
        assert off(found.factor[best], found.offset[best], truth, middle) < 6
        assert found.strength[best] > 5

    def test_and_a_large_one_in_a_small_one(self):
        truth, middle = 1.1 * np.exp(2j), 100 + 85j
        found = every_turn(part(truth, middle), wide(), (0.6, 1.3), QUICK)
        best = int(found.strength.argmax())
        back = Peaks(found.factor[[best]], found.offset[[best]], found.strength[[best]]).reversed()
        assert off(back.factor[0], back.offset[0], truth, middle) < 6

    def test_half_a_turn_further_it_is_found_as_well_and_at_the_same_place(self):
        """Both halves of the circle are made of the same spectra."""
        for turn in (0.35, 0.35 + np.pi):
            truth, middle = np.exp(1j * turn), 88 + 84j
            found = every_turn(wide(), part(truth, middle), (0.95, 1.05), QUICK)
            best = int(found.strength.argmax())
            assert off(found.factor[best], found.offset[best], truth, middle) < 6
            assert found.strength[best] > 6

    @pytest.mark.parametrize(("sweep", "scales"), [(QUICK, (0.5, 2.0)), (THOROUGH, (0.8, 1.0))])
    def test_turns_go_all_around_and_scales_from_one_bound_to_the_other(self, sweep, scales):
        found = every_turn(wide(), part(1, 100 + 90j), scales, sweep)
        turns = np.unique(np.round(np.degrees(np.angle(found.factor)) % 360 % 359.99, 3))
        assert np.diff(turns).max() == pytest.approx(360 / sweep.side, abs=1e-3)
        sizes = np.unique(np.round(np.abs(found.factor), 6))
        assert sizes[[0, -1]] == pytest.approx(scales)
        assert (sizes[1:] / sizes[:-1]).max() <= 1 + 7 / sweep.side + 1e-6

    def test_one_that_shows_nothing_has_no_peak(self):
        assert not len(every_turn(wide(), picture(SMALL, np.full(SMALL.shape, 7.0)), (0.9, 1.1), QUICK).strength)

    def test_one_of_few_pixels_is_not_looked_at(self):
        few = grid(20, 20, pixel=1.0, crs=None, origin=(0.0, 0.0))
        assert not len(every_turn(wide(), picture(few, GROUND(*centres(few))), (0.9, 1.1)).strength)

    def test_reversed_twice_is_the_same(self):
        peaks = Peaks(np.array([2j, 1 + 1j]), np.array([3 + 1j, 0j]), np.array([4.0, 5.0]))
        again = peaks.reversed().reversed()
        assert again.factor == pytest.approx(peaks.factor)
        assert again.offset == pytest.approx(peaks.offset)


class TestLookedAtClosely:
    NEAR = Near(np.radians([-2.0, 0.0, 2.0]), np.array([0.96, 1.0, 1.04]), np.arange(-4, 5, 2))
    TRUTH, MIDDLE = np.exp(0.5j), 100 + 90j

    def points(self):
        return EdgePoints(wide(), part(self.TRUTH, self.MIDDLE))

    def start(self, turn=0.0, stretch=1.0, shift=0j):
        factor = self.TRUTH * stretch * np.exp(1j * np.radians(turn))
        return factor, self.MIDDLE + shift - factor * (50 + 45j)

    @pytest.mark.parametrize("start", [{}, {"turn": 2.0}, {"stretch": 1.04}, {"shift": 4 - 2j},
                                       {"turn": -2.0, "stretch": 0.96, "shift": 2 + 4j}])
    def test_from_steps_around_it_the_right_one_is_best(self, start):
        found = self.points().best(*self.start(**start), self.NEAR)
        assert off(found.factor, found.offset, self.TRUTH, self.MIDDLE) < 2
        assert found.along > 300
        elsewhere = self.points().best(*self.start(turn=40.0), self.NEAR)
        assert found.strength > 2 * elsewhere.strength

    def test_turns_are_about_the_middle_and_edges_in_units_of_their_mean_square(self):
        points = self.points()
        assert points.middle == 50 + 45j
        proxy = reduced_proxy(points.fixed, 2.0, *_EDGES)
        assert points._level(2.0).power == pytest.approx((np.abs(proxy.values[proxy.valid]) ** 2).mean(), rel=1e-4)

    def test_of_places_beside_the_other_image_nothing_is_said(self):
        factor, _ = self.start()
        assert self.points().best(factor, 300 + 0j, self.NEAR).strength == 0
