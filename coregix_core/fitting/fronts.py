"""A front in the ground: one straight line, beyond which everything lies a displacement farther.

A fault, the edge of a block of a mosaic or of a glacier is a step and no gradient. A turn or a scale that is fitted to
it leaves residuals of a known shape, which change their sign at the line; the simpler model with a step leaves none.
Both have about as many parameters, so that what they leave is compared as it is (two regimes, Quandt 1958).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats

# Directions that a line is looked for in, quantiles of the points at which it may part them, how many of the best lines
# are followed, and rounds of weights for each.
_DIRECTIONS, _PARTED_AT = np.pi / 16 * np.arange(16), np.arange(0.1, 0.91, 0.05)
_FOLLOWED, _ROUNDS = 3, 6

# Part of what a richer model explains that a step explains at least, and part of that which the richer model explains
# beyond the step at most. Of 70 made-up fronts (0.2 to 0.5 pixels, noise of up to 8 grey values, five real scenes) a
# step explains as much or up to 2.6 times as much, where that is anything, and leaves 0 to 0.18; of 40 affines it
# explains 0.1 to 0.6, and of 48 bends of 0.2 to 0.6 pixels three were taken for fronts in place of an affine.
_AS_WELL, _BEYOND = 0.95, 0.2


def front(places: Floats, simpler: tuple[Floats, Floats], richer: tuple[Floats, Floats], information: Floats,
          weights: Floats, width: float) -> NDArray[np.bool_] | None:
    """Which points (n,) lie beyond a front that explains what a richer model does; None if there is no such front.

    ``simpler`` and ``richer`` are the residuals (n, 2) of two models at ``places`` (n, 2), and their derivatives
    (n, 2, k) by their parameters, which are free again beside a step. Points with ``weights`` (n,) above 0 count, by
    Cauchy's function of a ``width``.
    """
    counted = weights > 0
    plain, rich = (float(_left(model[0][counted], information[counted], width).sum()) for model in (simpler, richer))
    beyond, stepped = _best_line(places, *simpler, information, weights, width)
    if plain - stepped < _AS_WELL * (plain - rich):
        return None
    # What bends is explained by neither, and better by both.
    both = _best_line(places, *richer, information, weights, width)[1]
    return beyond if stepped - both < _BEYOND * (plain - stepped) else None


def _left(residuals: Floats, information: Floats, width: float) -> Floats:
    """What Cauchy's function makes of residuals (n, 2): (n,), half the square of small ones."""
    square = np.einsum("ni,nij,nj->n", residuals, information, residuals)
    return np.asarray(width**2 / 2 * np.log1p(square / width**2))


def _best_line(places: Floats, residuals: Floats, design: Floats, information: Floats, weights: Floats, width: float
               ) -> tuple[NDArray[np.bool_], float]:
    """Which points (n,) lie beyond the line at which a step explains most, and what a model with it leaves of them."""
    counted, weighted = weights > 0, information * weights[:, None, None]
    lines = [line for direction in _DIRECTIONS
             if (line := _across(direction, places, residuals, design, weighted, counted)) is not None]
    followed = [(_left_beside(beyond, residuals, design, information, counted, width), beyond)
                for _, beyond in sorted(lines, key=lambda line: -line[0])[:_FOLLOWED]]
    left, beyond = min(followed, key=lambda line: line[0], default=(np.inf, np.zeros(len(places), bool)))
    return beyond, left


def _across(direction: float, places: Floats, residuals: Floats, design: Floats, weighted: Floats,
            counted: NDArray[np.bool_]) -> tuple[float, NDArray[np.bool_]] | None:
    """The best line across a direction: what it explains of the square of the residuals, and what lies beyond."""
    along = places @ [np.cos(direction), np.sin(direction)]
    order = np.argsort(along)[::-1]
    # Sums over what lies beyond the line, as it moves back over point by point.
    sums = (weighted, np.swapaxes(design, 1, 2) @ weighted, np.einsum("nij,nj->ni", weighted, residuals))
    step, mixed, right = (np.cumsum(values[order], axis=0) for values in sums)
    at = np.unique(np.searchsorted(-along[order], -np.quantile(along[counted], _PARTED_AT)) - 1)
    at = at[(at >= 0) & (at < len(along) - 1)]
    if not len(at):
        return None
    free = np.linalg.pinv((sums[1] @ design).sum(0))
    # Of the step alone, with all other parameters free.
    own = step[at] - np.swapaxes(mixed[at], 1, 2) @ free @ mixed[at]
    pull = right[at] - np.einsum("mki,kl,l->mi", mixed[at], free, np.einsum("nki,ni->k", sums[1], residuals))
    explained = np.einsum("mi,mij,mj->m", pull, np.linalg.pinv(own), pull)
    best = int(np.argmax(explained))
    beyond = np.zeros(len(along), bool)
    beyond[order[: at[best] + 1]] = True
    return float(explained[best]), beyond


def _left_beside(beyond: NDArray[np.bool_], residuals: Floats, design: Floats, information: Floats,
                 counted: NDArray[np.bool_], width: float) -> float:
    """What is left by a model with a step at the points ``beyond`` (n,), fitted robustly."""
    columns = np.concatenate([design, np.eye(2) * beyond[:, None, None]], axis=2)[counted]
    left, known = residuals[counted], information[counted]
    rest, weights = left, np.ones(len(left))
    for _ in range(_ROUNDS):
        weighted = np.swapaxes(columns, 1, 2) @ (known * weights[:, None, None])
        found = np.linalg.pinv((weighted @ columns).sum(0)) @ np.einsum("nki,ni->k", weighted, left)
        rest = left - columns @ found
        weights = 1 / (1 + np.einsum("ni,nij,nj->n", rest, known, rest) / width**2)
    return float(_left(rest, known, width).sum())
