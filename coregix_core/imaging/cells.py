"""Cells of an image: small squares of pixels that are compared with each other."""

from __future__ import annotations

import numpy as np

from .._typing import Floats
from .smoothing import Field

# Side of a cell (pixels).
CELL = 8


def summed(values: Field) -> Floats:
    """Sums over the cells, of which the last ones are narrower."""
    rows, cols = (np.arange(0, n, CELL) for n in values.shape)
    return np.asarray(np.add.reduceat(np.add.reduceat(values, rows, 0), cols, 1))


def exceeds(some: Floats, others: Floats) -> float:
    """Probability that one of some values exceeds one of the others (Mann and Whitney 1947)."""
    ordered = np.sort(others)
    below = np.searchsorted(ordered, some, "left") + np.searchsorted(ordered, some, "right")
    return float(below.mean() / (2 * len(others)))
