"""The correlation finds where the middle of a turned image lies, near where it is expected."""

import numpy as np
import pytest
from scenes import Ground, centres, grid, picture

from coregix_core.imaging import Proxy, edge_proxy
from coregix_core.matching.turned_correlation import TurnedCorrelation

GROUND = Ground(seed=5, shortest=8.0, longest=80.0, origin=(0.0, 0.0))
WIDE, SMALL = (grid(*size, pixel=1.0, crs=None, origin=(0.0, 0.0)) for size in ((140, 120), (81, 71)))


def proxies(turn, middle):
    """The ground, and a smaller image of it whose middle lies at ``middle``, turned by ``turn`` (radians)."""
    z = (np.add(*np.multiply(centres(SMALL), [[[1]], [[1j]]])) - (40.5 + 35.5j)) * np.exp(1j * turn) + middle
    images = picture(WIDE, GROUND(*centres(WIDE))), picture(SMALL, GROUND(z.real, z.imag))
    return [edge_proxy(image, "balanced") for image in images]


def test_the_middle_is_found_to_the_pixel_and_stands_out():
    turn, middle = 0.7, 75.0 + 58.0j
    found, strength, usual = TurnedCorrelation(proxies(turn, middle)).near(turn, middle + 6 - 5j)
    assert abs(found - middle) < 1.0
    assert strength > 8 * usual


def test_another_turn_does_not():
    middle = 75.0 + 58.0j
    _, strength, usual = TurnedCorrelation(proxies(0.7, middle)).near(0.7 + 1.2, middle)
    assert strength < 5 * usual


def test_what_lies_beyond_the_reach_is_not_taken():
    middle = 75.0 + 58.0j
    found, _, _ = TurnedCorrelation(proxies(0.7, middle)).near(0.7, middle + 40)
    assert abs(found - (middle + 40)) < 20


class TestPieces:
    """Of how many parts of the ground a correlation is the sum, each counted by what it adds."""

    @staticmethod
    def of(fixed, middle=48 + 48j, side=65):
        """Under no turn, of edges (96, 96) and of a square that has the same strength all over."""
        moving = np.ones((side, side), np.complex64)
        pair = (Proxy(part.astype(np.complex64), np.ones(part.shape, bool)) for part in (fixed, moving))
        return TurnedCorrelation(tuple(pair)).pieces(0.0, middle)

    def test_one_place_is_one_and_as_many_alike_are_as_many(self):
        edges = np.zeros((96, 96))
        edges[50, 50] = 3.0
        assert self.of(edges) == pytest.approx(1.0)
        edges[20::16, 20::16] = -3.0
        edges[50, 50] = 0.0
        assert self.of(edges) == pytest.approx(16.0)

    def test_a_long_line_counts_by_its_length_and_a_bright_place_hides_the_rest(self):
        edges = np.zeros((96, 96))
        edges[40, 24:56] = 1.0
        assert 3.5 < self.of(edges) < 5.0
        edges[60, 60] = 1000.0
        assert self.of(edges) == pytest.approx(1.0, abs=0.01)

    @pytest.mark.parametrize(("middle", "count"), [(48 + 48j, 64), (0 + 48j, 32), (96 + 96j, 16), (0 + 0j, 16)])
    def test_what_lies_beyond_the_first_image_does_not_count(self, middle, count):
        assert self.of(np.ones((96, 96)), middle) == pytest.approx(count, rel=0.15)

    def test_nothing_in_common_is_no_piece(self):
        assert self.of(np.zeros((96, 96))) == 0.0
