"""The correlation finds where the middle of a turned image lies, near where it is expected."""

import numpy as np
from scenes import Ground, centres, grid, picture

from coregix_core.imaging import edge_proxy
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
