"""Mutual information of two images at each of many shifts: how far the grey values of one foretell those of the other.

It knows no edges and no sign, only that what is of one tone here is mostly of one tone there (Viola and Wells 1997;
Maes et al. 1997).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..imaging import Image

# Classes of grey values, of equally many pixels each: few enough that 10,000 pixels fill their pairs.
_TONES = 12


def mutual_information(fixed: Image, moving: Image, reach: int) -> Floats:
    """Mutual information (2 reach + 1, 2 reach + 1), by row and column of the shift, in nats; 0 in the middle.

    ``fixed`` and ``moving`` are on one grid. At each shift the same pixels of the fixed image are looked at: those
    that lie ``reach`` inside.
    """
    inner = (slice(reach, -reach), slice(reach, -reach))
    # One class more is for what is invalid; its counts are left out.
    here, there = _classes(fixed)[inner].ravel() * (_TONES + 1), _classes(moving)
    height, width = fixed.values.shape
    found = np.zeros((2 * reach + 1, 2 * reach + 1))
    for row, col in np.ndindex(*found.shape):
        moved = there[row : height - 2 * reach + row, col : width - 2 * reach + col].ravel()
        counts = np.bincount(here + moved, minlength=(_TONES + 1) ** 2).reshape(_TONES + 1, _TONES + 1)
        found[row, col] = _information(counts[:_TONES, :_TONES])
    return found


def _information(counts: NDArray[np.intp]) -> float:
    """Mutual information (nats) of a table of counts, less what as few pixels show without any (Miller 1955)."""
    total = max(counts.sum(), 1)
    both = counts / total
    apart = both.sum(1, keepdims=True) * both.sum(0, keepdims=True)
    seen = both > 0
    found = float((both[seen] * np.log(both[seen] / apart[seen])).sum())
    return found - (_TONES - 1) ** 2 / (2 * float(total))


def _classes(image: Image) -> NDArray[np.intp]:
    """The class (height, width) of each pixel's tone; ``_TONES`` of what is invalid."""
    # By rank, so that no tone curve and no outlier matters.
    edges = np.quantile(image.values[image.valid], np.arange(1, _TONES) / _TONES) if image.valid.any() else np.zeros(1)
    return np.where(image.valid, np.digitize(image.values, edges), _TONES)
