"""Closure of triangles: how far one comes to lie from where one began, along three links and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..fitting import Fit, jacobian
from .criteria import STACKS
from .graph import triangles
from .solution import Solution

# Cells along an image's side, and the fewest that a triangle must share.
_CELLS, _MIN_CELLS = 16, 12

Fits = Mapping[tuple[int, int], Fit]


def closures(fits: Fits, areas: Floats) -> dict[tuple[int, int, int], float]:
    """Misclosure of each triangle of links: root mean square over the ground that its images share, in pixels.

    ``fits`` map places of the first image of a pair to those of the second; ``areas`` is (k, n, 2). Triangles without
    common ground are left out.
    """
    found = {}
    # Boxes in the frame, in which all images lie upright to within what is corrected.
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


@dataclass(frozen=True)
class _Seen:
    """What a link says at true places (n, 2) once both images are corrected: ``gap`` (n, 2), and each point's cell."""

    places: Floats
    gap: Floats
    cell: NDArray[np.intp]
    root: Floats


def common_closures(solution: Solution) -> dict[tuple[int, int, int], float]:
    """Misclosure of each triangle on the ground that all images agree on: root mean square over it, in pixels.

    Each place counts alike in all links, by how far the whole stack agrees there, and where all three links of a
    triangle saw it. What each link would say of ground that another one did not see, or that moved, is left out.
    """
    assert solution.adjustment is not None
    seen, trust = _seen(solution)
    found = {}
    for i, j, k in triangles(seen):
        parts = [seen[i, j], seen[j, k], seen[i, k]]
        shared = np.intersect1d(np.intersect1d(parts[0].cell, parts[1].cell), parts[2].cell)
        if len(shared) < _MIN_CELLS:
            continue
        # Around and back: from i to j and on to k, less from i to k.
        fields = [_field(part, np.isin(part.cell, shared), trust, solution.adjustment.model) for part in parts]
        at = parts[2].places[np.isin(parts[2].cell, shared)]
        gap = fields[0](at) + fields[1](at) - fields[2](at)
        found[i, j, k] = float(np.sqrt((gap**2).sum(1).mean()))
    return found


def _seen(solution: Solution) -> tuple[dict[tuple[int, int], _Seen], Floats]:
    """What each link says, by pair, and the trust (cells,) in each cell of the ground: its mean weight in all links."""
    state = solution.adjustment
    assert state is not None
    places, gaps = zip(*map(solution.seen, solution.links), strict=True)
    # Places that all links share are a cell each: next to them, ground may lie otherwise.
    side = solution.spacing or float(np.median(np.ptp(solution.ground.areas, axis=1))) / _CELLS
    index = np.concatenate([np.floor(p / side).astype(np.int64) for p in places])
    number = np.unique(index, axis=0, return_inverse=True)[1].ravel()
    weights = np.concatenate(state.weights)
    # A cell that few links trust is moving ground, whichever of them one looks at.
    trust = np.bincount(number, weights) / np.maximum(np.bincount(number), 1)
    cells = np.split(number, np.cumsum([len(p) for p in places])[:-1])
    made = {}
    for link, at, gap, cell, weight in zip(solution.links, places, gaps, cells, state.weights, strict=True):
        # What was found elsewhere altogether is no measurement of that place.
        use = weight > STACKS.missed
        root = np.swapaxes(np.linalg.cholesky(link.information[use] + 1e-9 * np.eye(2)), 1, 2)
        made[solution.used[link.first], solution.used[link.second]] = _Seen(
            at[use], gap[use], cell[use], root * np.sqrt(weight[use])[:, None, None])
    return made, trust


def _field(seen: _Seen, use: NDArray[np.bool_], trust: Floats, model: str) -> Callable[[Floats], Floats]:
    """The model's displacement through the gaps of some points: least squares, each cell with the same say."""
    cell = seen.cell[use]
    weight = np.sqrt(trust[cell] / np.bincount(cell, minlength=len(trust))[cell])
    centre = seen.places[use].mean(0)
    size = max(float(np.abs(seen.places[use] - centre).max()), 1e-9)

    def design(at: Floats) -> Floats:
        return jacobian(model, (at - centre) / size, np.eye(2))

    root = seen.root[use] * weight[:, None, None]
    rows, right = root @ design(seen.places[use]), np.einsum("nij,nj->ni", root, seen.gap[use])
    values = np.linalg.lstsq(rows.reshape(right.size, -1), right.ravel(), rcond=None)[0]
    return lambda at: np.asarray(design(at) @ values)


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
