"""Points as arrays of numbers, whatever was given for them, and matrices that keep them apart."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from .._typing import Floats
from ..errors import InputError


def points(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """Coordinates as arrays that go together; raises InputError if they are no numbers or of shapes that do not."""
    try:
        first, second = np.asarray(x, float), np.asarray(y, float)
        np.broadcast_shapes(first.shape, second.shape)
    except (TypeError, ValueError, OverflowError) as error:
        raise InputError(f"The coordinates {_brief(x)} and {_brief(y)} are no points: give numbers, or arrays of "
                         "numbers of one shape.") from error
    return first, second


def is_singular(matrix: ArrayLike) -> bool:
    """Whether a matrix (2, 2) brings all places onto a line or nearly so, whatever the units on both of its sides."""
    values = np.asarray(matrix, float)
    # A raster without georeference counts in pixels: the determinant itself depends on how large they are.
    size = float((values**2).sum()) / 2
    return not abs(float(np.linalg.det(values))) > 1e-6 * size


def place(given: object) -> tuple[float, float]:
    """A point (x, y) as two numbers; raises InputError if it is none."""
    try:
        x, y = cast("tuple[float, float]", given)  # what cannot be taken apart is refused
        return float(x), float(y)
    except (TypeError, ValueError, OverflowError) as error:
        raise InputError(f"{_brief(given)} is no place; give a pair of numbers (x, y).") from error


def _brief(given: object) -> str:
    """A value in a few words, in a line."""
    text = " ".join(repr(given).split())
    return text if len(text) < 60 else f"{text[:57]}..."
