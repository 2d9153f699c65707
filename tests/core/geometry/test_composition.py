"""What counts as a transform, and transforms made of others."""

from types import SimpleNamespace

import numpy as np
import pytest

from coregix_core.geometry import AffineTransform, affine_transform, identity
from coregix_core.geometry.composition import is_transform


def called(**attributes):
    """A function with these attributes."""
    def function(x, y):
        return x, y

    vars(function).update(attributes)
    return function


BOTH = {"inverse": lambda x, y: (x, y), "centre": (0.0, 0.0)}


@pytest.mark.parametrize(("given", "can"), [
    (identity((0.0, 0.0)), True), (called(**BOTH), True), (called(), False), (called(inverse=BOTH["inverse"]), False),
    (called(centre=BOTH["centre"]), False), (SimpleNamespace(**BOTH), False), (AffineTransform, False), (None, False)])
def test_a_transform_is_called_goes_back_and_has_a_middle(given, can):
    assert is_transform(given) is can


def test_what_is_no_transform_cannot_be_composed_with_one():
    with pytest.raises(TypeError):
        ~identity((0.0, 0.0)) @ called()


def test_the_inverse_takes_back_what_the_transform_did():
    moved = affine_transform("affine", (5.0, 6.0), np.array([[1.1, 0.2], [-0.1, 0.9]]), np.array([3.0, 4.0]))
    back = ~moved
    assert back(*moved(7.0, 8.0)) == pytest.approx((7.0, 8.0))
    assert back.inverse(7.0, 8.0) == pytest.approx(moved(7.0, 8.0))
