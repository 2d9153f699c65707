"""Closure of triangles: how far one comes to lie from where one began, along three links and back."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .._typing import Floats
from ..fitting import Fit
from .graph import triangles

Fits = Mapping[tuple[int, int], Fit]


def closures(fits: Fits, areas: Floats) -> dict[tuple[int, int, int], float]:
    """Misclosure of each triangle of links: root mean square over the ground that its images share, in pixels.

    ``fits`` map places of the first image of a pair to those of the second; ``areas`` is (k, n, 2). Triangles without
    common ground are left out.
    """
    found = {}
    low, high = areas.min(1), areas.max(1)
    for i, j, k in triangles(fits):
        # Beyond the overlap the links' own transforms are guesses.
        box = low[[i, j, k]].max(0), high[[i, j, k]].min(0)
        if (box[0] >= box[1]).any():
            continue
        start = np.stack(np.meshgrid(*np.linspace(*box, 5).T), -1).reshape(-1, 2)
        # i to j and on to k, against the way from i to k at once.
        around = fits[j, k](fits[i, j](start)) - fits[i, k](start)
        found[i, j, k] = float(np.sqrt((around**2).sum(1).mean()))
    return found


def quantiles(values: Mapping[tuple[int, int, int], float]) -> tuple[float, float] | None:
    """Median and 90 % of the closures; None without a triangle."""
    if not values:
        return None
    median, ninety = np.quantile(list(values.values()), [0.5, 0.9])
    return float(median), float(ninety)


def of_image(values: Mapping[tuple[int, int, int], float], image: int) -> float | None:
    """Median closure of the triangles that hold an image."""
    here = [value for triangle, value in values.items() if image in triangle]
    return float(np.median(here)) if here else None


def of_link(values: Mapping[tuple[int, int, int], float], pair: tuple[int, int]) -> float | None:
    """Median closure of the triangles that hold a link."""
    here = [value for triangle, value in values.items() if set(pair) <= set(triangle)]
    return float(np.median(here)) if here else None
