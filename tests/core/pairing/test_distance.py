"""How far two transforms of a pair lie apart."""

from types import SimpleNamespace

import numpy as np
import pytest
from scenes import displaced

from coregix_core.geometry import Frame, identity
from coregix_core.pairing.distance import corners_of, distance

PAIR = SimpleNamespace(frame=Frame((500.0, 800.0), (2.0, 2.0)), area=(0.0, 0.0, 1000.0, 1600.0))


def test_transforms_are_compared_at_nine_places_of_the_area():
    x, y = corners_of(PAIR)
    assert sorted(set(x)) == [0, 500, 1000]
    assert sorted(set(y)) == [0, 800, 1600]
    assert len(set(zip(x, y, strict=True))) == 9


def test_their_distance_is_the_mean_over_the_area_in_pixels():
    assert distance(identity(), displaced(6.0, 8.0), PAIR) == pytest.approx(5.0)
    grown = displaced(scale=1.01, centre=(500.0, 800.0))
    # By 1 % of the places' distance from the middle: 500 m and 800 m in two of three columns and rows.
    assert distance(identity(), grown, PAIR) == pytest.approx(0.01 * np.sqrt((500**2 + 800**2) * 2 / 3) / 2)
