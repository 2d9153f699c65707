"""What tie points say of each other: a displacement that its neighbours do not share is no evidence.

Points are (n, 2) in the pair's frame (pixels), values (n, 2) their displacements.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..search_tree import search_tree

# Points from which on a smooth part is distinguished from noise: a plane through twelve neighbours needs them.
MIN_SMOOTH_POINTS = 15


def nearest(points: Floats, count: int) -> NDArray[np.intp]:
    """Indices (n, count) of each point's nearest neighbours, itself left out; fewer columns for fewer points."""
    count = min(count, len(points) - 1)
    found = search_tree(points).query(points, count + 1)[1].reshape(len(points), count + 1)
    own = found == np.arange(len(points))[:, None]
    # Of several points at one place, the point itself may not be among the first.
    own[~own.any(1), -1] = True
    return np.asarray(found[~own].reshape(len(points), count))


def near_median(points: Floats, values: Floats, within: float, count: int = 8) -> NDArray[np.bool_]:
    """Whether each value lies ``within`` pixels of the median of its neighbours'."""
    if len(points) < 4:
        return np.zeros(len(points), bool)
    # A median and not a mean: up to half of the neighbours may be wrong.
    around = np.median(values[nearest(points, count)], axis=1)
    return np.asarray(np.hypot(*(values - around).T) < within)


def neighbours_agree(points: Floats, values: Floats, limit: float = 3.0, spread: float = np.inf) -> NDArray[np.bool_]:
    """Normalised median test: whether each value (n, 2) lies near what its neighbours' plane says.

    Neighbours that lie farther than ``spread`` from their own plane (median) say nothing, and nothing agrees with them.
    """
    if len(points) < 6:
        return np.ones(len(points), bool)
    plane, apart = _planes(points, values)
    # 0.1 pixels is the noise that Westerweel and Scarano allow: perfect neighbours would refuse all others.
    return np.asarray((np.hypot(*(values - plane).T) < limit * (apart + 0.1) + 0.2) & (apart < spread))


def local_planes(points: Floats, values: Floats) -> Floats:
    """What the neighbours of each point, without itself, say of its value (n, 2): a robust plane through them."""
    return _planes(points, values)[0]


def smooth_part(positions: Floats, residual: Floats) -> float:
    """Root mean square of the part of residuals (n, 2) that neighbours share; 0 for a few points."""
    if len(positions) < MIN_SMOOTH_POINTS:
        return 0.0
    plane = local_planes(positions, residual)
    noise = ((residual - plane) ** 2).sum(1).mean()
    # A plane through twelve neighbours holds a fifth of what is not explained as their noise.
    return float(np.sqrt(max((plane**2).sum(1).mean() - 0.2 * noise, 0.0)))


def _planes(points: Floats, values: Floats, count: int = 12) -> tuple[Floats, Floats]:
    """Robust planes through each point's neighbours: their values at the point, and the neighbours' median error.

    Neighbours are compared after taking off their own slope, or a steep field would look like disagreement.
    """
    near = nearest(points, count)
    around = values[near]
    offset = points[near] - points[:, None]
    # Offsets of order 1 keep the normal equations well conditioned, whatever the points' spacing.
    design = np.concatenate([np.ones((*offset.shape[:2], 1)), offset / max(np.abs(offset).max(), 1e-9)], 2)
    weight = np.ones(near.shape)
    for _ in range(4):
        # Neighbours in one line would make it singular.
        normal = np.einsum("nki,nk,nkj->nij", design, weight, design) + 1e-6 * np.eye(3)
        plane = np.linalg.solve(normal, np.einsum("nki,nk,nkc->nic", design, weight, around))
        error = np.hypot(*np.moveaxis(around - design @ plane, 2, 0))
        spread = np.median(error, 1, keepdims=True)
        weight = 1 / (1 + (error / (2 * spread + 0.2)) ** 2) ** 2
    return plane[:, 0], spread[:, 0]
