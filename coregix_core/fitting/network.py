"""Many images at once: the corrections under which all that was measured between them agrees (a free network).

Image k has a correction B_k that maps the places where it shows something to true places; a tie point of two images
says B_i(p) = B_j(q). Points are (n, 2) in one frame whose unit is a pixel. The corrections are found by iteratively
reweighted least squares with graduated non-convexity (Blake and Zisserman 1987; Yang et al. 2020), so that tie points
on moving ground and wrong links lose their weight; what the measurements leave open, a displacement that all share, is
the datum (inner constraints, Teunissen 1985).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from .._typing import Floats
from ..geometry import FREEDOM
from ..threads import beat
from .corrections import Corrections, Link, derivative
from .network_equations import Network
from .parametric import Fit, fit

# Widths of the weight function, in tuning constants: wide ones see all links, narrow ones those that agree.
_ANNEALING = (64.0, 16.0, 4.0, 2.0, 1.0)

# Most steps at the last width.
_ROUNDS = 12

# Pixels below which a step changes nothing.
_SETTLED = 1e-4


@dataclass(frozen=True)
class Adjustment(Corrections):
    """The corrections found, (k, 2), (k, 2, 2) and (k, 2), and how well they are known.

    ``covariance`` (k m, k m) is that of all parameters relative to the datum; m is the model's freedom, a parameter
    the displacement in pixels at an image's rim, ``sizes`` (k,) from its centre. ``weights`` has the robust weights of
    each link's points, ``scales`` (links,) the spread of those that count.
    """

    model: str
    sizes: Floats
    covariance: Floats
    weights: tuple[Floats, ...]
    scales: Floats

    def error_at(self, image: int, points: Floats, other: int | None = None) -> Floats:
        """Standard error of true places (n, 2): root of the trace of the covariance, in pixels; (n,).

        With ``other``, that of the displacement between the two images.
        """
        m = FREEDOM[self.model]
        true = self(image, points)
        # Both images' parameters and what they have in common: errors that two images share do not part them.
        parts = [(k, sign * self._derivative(k, true)) for k, sign in ((image, 1.0), (other, -1.0)) if k is not None]
        total = np.zeros(len(points))
        for a, ja in parts:
            for b, jb in parts:
                block = self.covariance[a * m:(a + 1) * m, b * m:(b + 1) * m]
                # J_a C_ab J_b' summed over both images; off-diagonal blocks are what they have in common.
                total += np.einsum("nik,kl,nil->n", ja, block, jb)
        return np.sqrt(np.maximum(total, 0.0))

    def _derivative(self, image: int, true: Floats) -> Floats:
        return derivative(self.model, true - self.centres[image] - self.shifts[image], float(self.sizes[image]))


def adjust(areas: Floats, links: Sequence[Link], model: str, datum: int | None = None) -> Adjustment:
    """Find the corrections of all images together.

    ``areas`` (k, n, 2) are places spread over each image. The links connect all images. With ``datum``, that image
    stays as it is; without, the robust mean of all corrections is none.
    """
    start = _started(areas, links, model, 0 if datum is None else datum)
    start, shares = (start, np.ones(len(areas))) if datum is not None else _centred(start, areas, model)
    network = Network.of(areas, links, model, start)
    constraint = network.constraint(datum, shares)
    change = np.zeros((len(areas), FREEDOM[model]))
    weights, scales = network.weights(change, _ANNEALING[0])
    weighed = network
    for step, width in enumerate([*_ANNEALING, _ANNEALING[-1]]):
        if step == len(_ANNEALING):
            # How noisy images are is known once their links lie in place.
            weighed = network.by_own_noise(scales)
        # Wide weights only lead the way, so that two steps do; the last ones decide.
        for _ in range(_ROUNDS if width == 1.0 else 2):
            weights, scales = network.weights(change, width)
            fresh = weighed.solved(weights, scales, constraint)
            moved, change = float(np.abs(fresh - change).max(initial=0.0)), fresh
            beat()
            if moved < _SETTLED:
                break
    # The equations are linear about the start: what they found is small, and comes on top of it.
    found = _corrected(start, network, change)
    # By links that count as if all noise were their own: few that count for most would seem surer than they are.
    return Adjustment(found.centres, found.matrices, found.shifts, model, network.sizes,
                      network.covariance(change, weights, scales, constraint), tuple(weights), scales)


def misclosure(state: Corrections, link: Link, own: Fit) -> float:
    """How far a link's own transform lies from the common solution: root mean square in pixels."""
    at = link.at_first[link.agree]
    gap = state(link.first, at) - state(link.second, own(at))
    return float(np.sqrt((gap**2).sum(1).mean()))


def _started(areas: Floats, links: Sequence[Link], model: str, root: int) -> Corrections:
    """Corrections along a tree of the links with most points that agree, from ``root`` on."""
    count = len(areas)
    # The arrays are filled in place below, node by node, and `state` sees them at once.
    centres, matrices, shifts = areas.mean(1), np.tile(np.eye(2), (count, 1, 1)), np.zeros((count, 2))
    state = Corrections(centres, matrices, shifts)
    # A minimum tree of reciprocals is the tree of the links that most points carry.
    # Of small indices: the oldest scipy's trees take no others.
    ends = np.array([(link.first, link.second) for link in links], np.int32).reshape(-1, 2)
    strength = sparse.coo_array(([1.0 / link.agree.sum() for link in links], (ends[:, 0], ends[:, 1])), (count, count))
    tree = sparse.csgraph.minimum_spanning_tree(strength.tocsr())
    order, before = sparse.csgraph.breadth_first_order(tree, root, directed=False)
    by_pair = {(link.first, link.second): link for link in links}
    for node in order[1:].tolist():
        parent = int(before[node])
        link = by_pair.get((parent, node)) or by_pair[node, parent]
        near, far = (link.at_first, link.at_second) if link.first == parent else (link.at_second, link.at_first)
        # What the parent says of the true places is what the node has to say too.
        found = fit(model, far, state(parent, near), link.information, link.agree, centres[node])
        matrices[node], shifts[node] = found.matrix, found.shift
    return state


def _centred(state: Corrections, areas: Floats, model: str) -> tuple[Corrections, Floats]:
    """The corrections less what most images share, and each image's say in that (k,).

    The robust mean: an image that lies far off does not move the others.
    """
    count, n = areas.shape[:2]
    true, shown = np.concatenate([state(k, areas[k]) for k in range(count)]), areas.reshape(-1, 2)
    # Fitted robustly: what most images share is taken off all of them. By where images show places, which no shift
    # scatters: by true ones, whose scatter is in the regressor, a regression would shrink all images (attenuation).
    common = fit(model, shown, true, np.tile(np.eye(2), (len(true), 1, 1)), np.ones(len(true), bool), shown.mean(0))
    back = np.linalg.inv(common.matrix)
    matrices = np.array([back @ matrix for matrix in state.matrices])
    shifts = (state.centres + state.shifts - common.centre - common.shift) @ back.T + common.centre - state.centres
    return Corrections(state.centres, matrices, shifts), common.weights.reshape(count, n).mean(1)


def _corrected(start: Corrections, network: Network, change: Floats) -> Corrections:
    """The corrections at the start, followed by the small ones that the adjustment found."""
    matrices, shifts = start.matrices.copy(), start.shifts + change[:, :2]
    for k, values in enumerate(change[:, 2:] / network.sizes[:, None]):
        matrices[k] = _small(network.model, values) @ start.matrices[k]
    return Corrections(start.centres, matrices, shifts)


def _small(model: str, values: Floats) -> Floats:
    """The matrix of a small correction."""
    # Exact and not to first order: a rigid correction must stay a rotation, whatever its size.
    if model == "affine":
        return np.asarray(np.eye(2) + values.reshape(2, 2))
    if model == "translation":
        return np.eye(2)
    # A turn is given by its sine; the cosine that follows from it keeps the matrix a rotation.
    turn, scale = values[0], values[1] if model == "similarity" else np.sqrt(1 - values[0] ** 2) - 1
    return np.array([[1 + scale, -turn], [turn, 1 + scale]])
