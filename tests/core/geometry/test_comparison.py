"""Values that hold arrays are equal if all that they hold is."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from coregix_core.geometry import same_fields


@dataclass(frozen=True, eq=False)
class Value:
    name: str
    numbers: np.ndarray
    note: str = field(default="", compare=False)


ONE = Value("a", np.array([1.0, np.nan]))


@pytest.mark.parametrize(("other", "equal"), [
    (Value("a", np.array([1.0, np.nan])), True), (Value("a", np.array([1.0, np.nan]), "noted"), True),
    (Value("b", np.array([1.0, np.nan])), False), (Value("a", np.array([1.0, 2.0])), False),
    (Value("a", np.array([1.0])), False), (Value("a", np.array([1, 0])), False), ("a", False)])
def test_fields_are_compared_one_by_one(other, equal):
    assert same_fields(ONE, other) is equal


def test_texts_in_arrays_are_compared_too():
    assert same_fields(Value("a", np.array(["x"])), Value("a", np.array(["x"])))
    assert not same_fields(Value("a", np.array(["x"])), Value("a", np.array(["y"])))


@pytest.mark.parametrize("types", [(int, float), (float, int), (np.float32, float), (float, np.float32)])
def test_the_same_numbers_of_another_type_are_others(types):
    one, other = (Value("a", np.array([1, 0], kind)) for kind in types)
    assert not same_fields(one, other)


def test_a_field_that_is_not_a_number_is_the_same_in_both():
    one = Value(float("nan"), np.zeros(2))
    assert same_fields(one, Value(np.float32("nan"), np.zeros(2)))
    assert not same_fields(one, Value(0.0, np.zeros(2)))
    assert not same_fields(Value(0.0, np.zeros(2)), one)
