"""The parts of a correlation under turns, against sums one pixel by one, and edges in larger pixels."""

import numpy as np
import pytest
from scenes import grid, picture

from coregix_core.imaging.proxies import Proxy
from coregix_core.matching import reduced_proxies
from coregix_core.matching.features import spread
from coregix_core.matching.reduced_proxies import reduced_proxy
from coregix_core.matching.turned_correlation import (
    HALF_BLOCK,
    MIN_OVERLAP,
    Spectra,
    TurnedCorrelation,
    Turner,
    surface,
)

RNG = np.random.default_rng(9)


def proxy(height, width, share=0.0):
    valid = RNG.random((height, width)) >= share
    values = RNG.normal(size=(height, width)) + 1j * RNG.normal(size=(height, width))
    return Proxy(np.where(valid, values, 0).astype(np.complex64), valid)


class TestTurning:
    def test_the_square_holds_the_image_whatever_its_turn_and_has_a_middle(self):
        for shape in ((30, 40), (31, 39), (7, 9)):
            square = Turner(proxy(*shape))
            assert square.side % 2 == 1
            assert square.side >= np.hypot(*shape) - 1
            assert square.turned(0.4).shape == (square.side, square.side)

    @pytest.mark.parametrize("degrees", [0, 90, 180, 270])
    def test_right_angles_turn_pixels_into_pixels_and_doubled_angles_twice_as_far(self, degrees):
        moving = proxy(21, 21)
        square = Turner(moving)
        inner = np.s_[(square.side - 21) // 2:(square.side + 21) // 2]
        turned = square.turned(np.radians(degrees))[inner, inner]
        # From columns to rows: rows run down, so that np.rot90 goes the other way.
        expected = np.rot90(moving.values, -degrees // 90) * np.exp(2j * np.radians(degrees))
        # Bilinear at the middles of pixels; the outermost ones lie on the border of nothing.
        assert np.allclose(turned[1:-1, 1:-1], expected[1:-1, 1:-1], atol=1e-4)

    def test_an_image_is_turned_about_its_middle(self):
        values = np.zeros((21, 31), np.complex64)
        values[10, 25] = 1.0
        square = Turner(Proxy(values, np.ones((21, 31), bool)))
        turned = np.abs(square.turned(np.radians(30)))
        row, col = np.unravel_index(turned.argmax(), turned.shape)
        middle = (square.side - 1) / 2
        assert (col - middle, row - middle) == pytest.approx((10 * np.cos(np.radians(30)), 10 * np.sin(np.radians(30))),
                                                             abs=0.71)
        # Linearly: an edge is spread over the pixels around its place, and none of them has the opposite direction.
        parts = square.turned(np.radians(30)) * np.exp(-2j * np.radians(30))
        assert parts.real.min() > -1e-6
        assert np.count_nonzero(np.abs(parts) > 1e-6) <= 9

    def test_beside_the_image_lies_nothing(self):
        """Not what its border shows, however far its corners stand out."""
        ones = Proxy(np.ones((20, 40), np.complex64), np.ones((20, 40), bool))
        square = Turner(ones)
        turned = np.abs(square.turned(np.radians(90)))
        inside = turned > 1e-3
        assert inside.sum() == pytest.approx(20 * 40, rel=0.1)
        assert np.flatnonzero(inside.any(0)).size == pytest.approx(20, abs=2)


class TestSurface:
    def by_pixels(self, fixed, turned, row, col):
        """The product of what both show if the square begins at (row, col), and the energy of the first under it."""
        total, energy = 0.0, 0.0
        for r, c in np.argwhere(np.abs(turned) > 0):
            at = row + r, col + c
            if 0 <= at[0] < fixed.values.shape[0] and 0 <= at[1] < fixed.values.shape[1]:
                total += (fixed.values[at] * turned[r, c].conj()).real
        power = np.abs(fixed.values) ** 2
        for r, c in np.argwhere(np.abs(turned) > 0):
            at = row + r, col + c
            if 0 <= at[0] < fixed.values.shape[0] and 0 <= at[1] < fixed.values.shape[1]:
                energy += power[at] * np.abs(turned[r, c]) ** 2
        return total, energy

    def test_it_is_the_product_over_the_root_of_the_common_energy(self):
        fixed, moving = proxy(40, 50), proxy(17, 19)
        fixed.values[:] /= np.abs(fixed.values)
        moving.values[:] /= np.abs(moving.values)
        both = TurnedCorrelation((fixed, moving))
        surface, inside = both._of(0, 0.0)
        turned = Turner(moving).turned(0.0)
        assert inside[10 // 4, 12 // 4]
        product, energy = self.by_pixels(fixed, turned, 10, 12)
        # Energies are taken in blocks, where their texture is even.
        assert surface[10, 12] == pytest.approx(product / np.sqrt(energy), rel=0.15)

    def test_half_a_turn_further_it_is_made_of_the_same_spectra(self):
        """Shifts then begin at the side of the square less 1; energies in blocks differ by their grid alone."""
        fixed, moving = proxy(60, 70), proxy(17, 19)
        square, shape = Turner(moving), (100, 108)
        first = Spectra.of(fixed.values, shape)
        one, other = (Spectra.of(square.turned(turn), shape, HALF_BLOCK) for turn in (0.4, 0.4 + np.pi))
        expected, _ = surface(first, other.conjugated(), shape, 1.0)
        found, _ = surface(first, one, shape, 1.0)
        found = np.roll(found, (1 - square.side, 1 - square.side), (0, 1))
        inner = np.s_[8:30, 8:40]
        assert found[inner] == pytest.approx(expected[inner], rel=0.1, abs=0.05 * float(expected.std()))

    @pytest.mark.parametrize("size", [28, 29, 30, 31])
    def test_what_is_in_common_is_told_around_the_shifts_of_a_block(self, size):
        """Of plain images that is an area: what blocks say of it errs to both sides alike."""
        fixed, moving = np.ones((40, 40), np.complex64), np.ones((size, size), np.complex64)
        shape = 80, 80
        level, _ = surface(Spectra.of(fixed, shape), Spectra.of(moving, shape, HALF_BLOCK).conjugated(), shape, 1e-3)
        # Of the same values everywhere the product is the common area, and over its root the root is left.
        shifts = np.arange(20, 32)
        assert np.mean(level[0, shifts] / np.sqrt(np.minimum(size, 40 - shifts) * size)) == pytest.approx(1, abs=0.02)

    def test_shifts_that_leave_little_in_common_are_none(self):
        fixed, moving = proxy(40, 50), proxy(16, 18)
        both = TurnedCorrelation((fixed, moving))
        surface, blocks = both.surface(0.3)
        inside = blocks.repeat(4, 0).repeat(4, 1)
        assert not surface[~inside].any()
        middle = (40 - both.side) // 2, (50 - both.side) // 2
        assert inside[middle]
        assert not inside[both.shape[0] - both.side + 2, middle[1]], "hardly any of it is left above the first image"

    def test_the_least_is_a_share_of_the_smaller_image_s_energy_in_units_of_the_first_s(self):
        fixed, moving = proxy(40, 50, share=0.2), proxy(16, 18)
        first, second = (float((np.abs(p.values) ** 2).sum()) for p in (fixed, moving))
        assert TurnedCorrelation((fixed, moving))._least[0] == pytest.approx(
            MIN_OVERLAP * min(first, second) * first / fixed.valid.sum(), rel=1e-5)
        large = TurnedCorrelation((moving, fixed))
        assert large._least[0] == pytest.approx(MIN_OVERLAP * second * second / moving.valid.sum(), rel=1e-5)
        nothing = Proxy(np.zeros((9, 9), np.complex64), np.zeros((9, 9), bool))
        assert TurnedCorrelation((nothing, moving))._least == [1e-6]

    def test_what_is_usual_is_the_spread_over_what_was_looked_at(self):
        both = TurnedCorrelation((proxy(40, 50), proxy(16, 18)))
        surface, blocks = both.surface(0.2)
        inside = blocks.repeat(4, 0).repeat(4, 1)
        _, strength, usual = both.near(0.2, 25 + 20j)
        assert usual == pytest.approx(np.sqrt((surface[inside].astype(float) ** 2).mean()), rel=1e-4)
        assert strength <= surface.max() + 1e-6

    def test_several_kinds_of_edges_count_alike_whatever_their_units(self):
        pairs = [(proxy(40, 50), proxy(16, 18)), (proxy(40, 50), proxy(16, 18))]
        (one, _), (other, _) = (TurnedCorrelation(pair).surface(0.2) for pair in pairs)
        for image in pairs[1]:
            image.values[:] *= 1000
        both, _ = TurnedCorrelation(*pairs).surface(0.2)
        assert both == pytest.approx(one + other, abs=1e-3)

    @pytest.mark.parametrize(("off", "found"), [(3.4, True), (-3.4, True), (3.6, False), (-3.6, False)])
    def test_it_is_looked_for_a_seventh_of_the_shorter_side_around(self, off, found):
        """The second image is a part of the first, with its middle at column 25.5 and row 20.5; 17 pixels reach 3."""
        fixed = proxy(40, 50)
        part = Proxy(fixed.values[12:29, 16:35].copy(), fixed.valid[12:29, 16:35].copy())
        both = TurnedCorrelation((fixed, part))
        for aside in (off, 1j * off):
            place, _, _ = both.near(0.0, 25.5 + 20.5j + aside)
            assert (abs(place - (25.5 + 20.5j)) < 1.0) is found


class TestPlaces:
    def test_the_strongest_of_each_part_come_first(self):
        row, col = np.array([5, 5, 15, 15, 5]), np.array([5, 6, 5, 15, 15])
        strength = np.array([9.0, 8.0, 1.0, 2.0, 3.0])
        order = spread(strength, row, col, (20, 20), 2).tolist()
        assert order[-1] == 1, "the second of its part"
        assert set(order[:4]) == {0, 2, 3, 4}

    @pytest.mark.parametrize(("pixel", "shape"), [(1.0, (60, 90)), (1.5, (40, 60)), (4.0, (15, 22)), (9.0, (6, 9)),
                                                  (80.0, (2, 2))])
    def test_an_image_in_larger_pixels_has_so_many(self, pixel, shape):
        image = picture(grid(90, 60), RNG.random((60, 90)))
        assert reduced_proxy(image, pixel, "balanced", 1.0).values.shape == shape

    def test_in_its_own_pixels_it_is_as_it_is_and_in_larger_ones_smoothed_by_half_of_one(self, monkeypatch):
        seen = []
        monkeypatch.setattr(reduced_proxies, "edge_proxy", lambda image, *_: seen.append(image))
        noise = RNG.normal(size=(60, 90)).astype(np.float32)
        for pixel in (1.0, 2.0):
            reduced_proxy(picture(grid(90, 60), noise), pixel, "balanced", 1.0)
        own, larger = seen
        assert np.array_equal(own.values, noise)
        assert larger.values.std() < 0.45

    def test_several_are_what_each_is_by_itself(self):
        image = picture(grid(90, 60), RNG.normal(size=(60, 90)))
        both = reduced_proxies.reduced_proxies(image, 2.3, ("balanced", "orientation"), 0.7)
        for name, found in zip(("balanced", "orientation"), both, strict=True):
            alone = reduced_proxy(image, 2.3, name, 0.7)
            assert np.array_equal(found.values, alone.values)
            assert np.array_equal(found.valid, alone.valid)

    @pytest.mark.parametrize("pixel", [1.0, 2.0, 5.0])
    def test_they_lie_where_the_image_has_them(self, monkeypatch, pixel):
        """Of a ramp, each larger pixel has the value in its middle."""
        seen = []
        monkeypatch.setattr(reduced_proxies, "edge_proxy", lambda image, *how: seen.append((image, how)))
        ramp = np.arange(90.0)[None] + 100 * np.arange(60.0)[:, None]
        valid = np.ones((60, 90), bool)
        valid[:, 60:] = False
        reduced_proxy(picture(grid(90, 60), ramp, valid), pixel, "balanced", 1.0)
        (image, how), = seen
        assert how == ("balanced", 1.0)
        for row, col in ((3, 4), (5, 6)):
            expected = (col + 0.5) * pixel - 0.5 + 100 * ((row + 0.5) * pixel - 0.5)
            assert image.values[row, col] == pytest.approx(expected, abs=1.5)
        assert image.valid[:, :int(60 / pixel)].all()
        assert not image.valid[:, int(np.ceil(60 / pixel)):].any()


@pytest.mark.parametrize("shape", [(30, 90), (90, 30)])
def test_a_place_is_found_along_the_longer_side_of_an_image_as_well(shape):
    fixed, (row, col) = proxy(*shape), (shape[0] - 25, shape[1] - 25)
    part = Proxy(fixed.values[row:row + 17, col:col + 19].copy(), fixed.valid[row:row + 17, col:col + 19].copy())
    place, strength, usual = TurnedCorrelation((fixed, part)).near(0.0, complex(col + 9.5, row + 8.5))
    assert abs(place - complex(col + 9.5, row + 8.5)) < 1.0
    assert strength > 4 * usual
