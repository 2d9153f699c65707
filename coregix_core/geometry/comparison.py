"""Equality of values that hold arrays: the same class, and the same in each field."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np


def same_fields(first: object, second: object) -> bool:
    """Whether two instances of a dataclass are equal in all fields that count; NaN equals NaN in arrays.

    >>> from coregix_core.geometry import identity
    >>> same_fields(identity((1.0, 2.0)), identity((1.0, 2.0)))
    True
    """
    if type(first) is not type(second):
        return False
    instance: Any = first
    return all(_same(getattr(first, f.name), getattr(second, f.name)) for f in fields(instance) if f.compare)


def _same(a: object, b: object) -> bool:
    if not isinstance(a, np.ndarray) or not isinstance(b, np.ndarray):
        # NaN is a value here, such as that of nodata, and means the same in both.
        return bool(a == b) or (_is_nan(a) and _is_nan(b))
    # Only floats have a NaN, and only of them may it be asked.
    return a.dtype == b.dtype and np.array_equal(a, b, equal_nan=a.dtype.kind == "f")


def _is_nan(value: object) -> bool:
    return isinstance(value, (float, np.floating)) and bool(np.isnan(value))
