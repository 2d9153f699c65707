"""Points from whatever is given for them, and matrices that bring all places onto a line."""

import numpy as np
import pytest

from coregix_core.errors import InputError
from coregix_core.geometry.points import is_singular, place, points


def test_numbers_and_sequences_become_arrays_of_floats():
    x, y = points([1, 2], 3)
    assert x.dtype == y.dtype == float
    assert (x.tolist(), y.tolist()) == ([1.0, 2.0], 3.0)


@pytest.mark.parametrize(("x", "y"), [
    ("east", 0.0), (0.0, "north"), ([1.0, 2.0], [1.0, 2.0, 3.0]), (object(), 0.0), (10**400, 0.0), ([[1.0], [1.0, 2.0]],
                                                                                                  0.0)])
def test_what_is_no_point_is_refused(x, y):
    with pytest.raises(InputError, match="are no points"):
        points(x, y)


def test_a_place_is_a_pair_of_numbers():
    assert place((1, "2.5")) == (1.0, 2.5)
    assert place(np.array([3.0, 4.0])) == (3.0, 4.0)


@pytest.mark.parametrize("given", [(1.0,), (1.0, 2.0, 3.0), 5.0, None, ("a", 0.0), (10**400, 0.0)])
def test_what_is_no_place_is_refused(given):
    with pytest.raises(InputError, match="is no place"):
        place(given)


@pytest.mark.parametrize(("length", "words"), [(57, "x" * 57), (58, "x" * 56 + r"\.\.\.")])
def test_a_refusal_quotes_less_than_sixty_characters(length, words):
    with pytest.raises(InputError, match=f"^'{words}"):
        place("x" * length)


@pytest.mark.parametrize("unit", [1e-6, 1.0, 1e6])
def test_a_matrix_is_singular_whatever_its_units(unit):
    assert is_singular(unit * np.array([[1.0, 2.0], [2.0, 4.0]]))
    assert is_singular(np.zeros((2, 2)))
    assert is_singular(unit * np.diag([1.0, 4e-7]))
    assert not is_singular(unit * np.diag([1.0, 6e-7]))
    assert not is_singular(unit * np.array([[0.0, 1.0], [-1.0, 0.0]]))
