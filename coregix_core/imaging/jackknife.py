"""How well a figure of an image is known, by what it would be without each part of the image."""

from __future__ import annotations

import numpy as np

from .._typing import Floats


def jackknife(without: Floats) -> Floats:
    """The standard errors (k,) of a figure (k,), of which ``without`` (n, k) is what it is without each of n parts.

    The jackknife (Tukey 1958), in the units of the figure; parts should be so large that each errs by itself.

    >>> float(jackknife(np.array([[1.0], [3.0]]))[0])
    1.0
    """
    return np.asarray(np.sqrt((len(without) - 1) * without.var(0)))
