"""A rough placement by hand: what is dragged, turned and scaled comes to where the hand puts it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qgis_plugin.panel.hand_placement import HandPlacement, rectangle, scale_between

PLACED = HandPlacement(400, 200, (500000.0, 5800000.0), 2.0)


def test_an_upright_image_has_its_first_row_in_the_north():
    assert PLACED(0, 0) == (499600.0, 5800200.0)
    assert PLACED.corners()[2] == (500400.0, 5799800.0)
    assert PLACED.contains(500399.0, 5800199.0)
    assert not PLACED.contains(500401.0, 5800000.0)


@given(st.floats(0.1, 50), st.floats(-3, 3), st.floats(-2e7, 2e7), st.floats(-1e7, 1e7), st.floats(0, 400),
       st.floats(0, 200))
def test_there_and_back_is_the_same_pixel(size, angle, x, y, col, row):
    placed = HandPlacement(400, 200, (x, y), size, angle)
    assert placed.pixel(*placed(col, row)) == pytest.approx((col, row), abs=1e-5 / size + 1e-6)


def test_a_drag_moves_all_corners_alike():
    moved = PLACED.moved(30.0, -40.0)
    assert all((b[0] - a[0], b[1] - a[1]) == (30.0, -40.0)
               for a, b in zip(PLACED.corners(), moved.corners(), strict=True))


@given(st.integers(0, 3), st.floats(-3, 3), st.floats(0.3, 3))
def test_a_pulled_corner_comes_to_the_hand_and_the_centre_stays(corner, turn, scale):
    x, y = (PLACED.corners()[corner][axis] - PLACED.centre[axis] for axis in (0, 1))
    hand = (PLACED.centre[0] + scale * (math.cos(turn) * x - math.sin(turn) * y),
            PLACED.centre[1] + scale * (math.sin(turn) * x + math.cos(turn) * y))
    pulled = PLACED.pulled(corner, *hand)
    assert pulled.corners()[corner] == pytest.approx(hand, abs=1e-6)
    assert pulled.centre == PLACED.centre
    assert pulled.size == pytest.approx(scale * PLACED.size)


def test_a_corner_that_is_pulled_into_the_centre_stays():
    assert PLACED.pulled(0, *PLACED.centre) == PLACED


def test_the_rectangle_has_room_for_a_rough_hand():
    assert rectangle(PLACED.corners()) == (499400.0, 5799600.0, 500600.0, 5800400.0)


def test_the_scale_is_that_of_the_sides():
    own = [(0.0, 0.0), (40.0, 0.0), (40.0, -20.0), (0.0, -20.0)]
    assert scale_between(own, PLACED.pulled(0, *PLACED.corners()[2]).corners()) == pytest.approx(20.0)
