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
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from .._typing import Floats
from ..geometry import FREEDOM
from .parametric import Fit, fit, jacobian

_TUNING = 2.385
"""Cauchy's tuning constant, as in ``parametric``."""

_ANNEALING = (64.0, 16.0, 4.0, 2.0, 1.0)
"""Widths of the weight function, in tuning constants: wide ones see all links, narrow ones those that agree."""

_ROUNDS = 12
"""Most steps at the last width."""

_SETTLED = 1e-4
"""Pixels below which a step changes nothing."""

_STABLE, _STABLE_LENGTH = 0.35, 0.9282
"""Share of a link's points that surely lie on stable ground, and how far so many normal errors reach in 2-D."""

_FLOOR = 0.01
"""Least spread of a tie point in pixels: perfect ones, which only synthetic images have, would rule all others."""

_SHARED, _FEWEST = 1.5, 6
"""Mean squared residual of a place over all links, in units of what is usual, above which it counts less; and the
fewest points that tell it."""


@dataclass(frozen=True)
class Link:
    """What two images have in common: image ``first`` shows at ``at_first`` what ``second`` shows at ``at_second``.

    Both are (n, 2). ``information`` (n, 2, 2) is each point's inverse covariance up to a common factor, ``agree`` (n,)
    says which points one transform explains.
    """

    first: int
    second: int
    at_first: Floats
    at_second: Floats
    information: Floats
    agree: NDArray[np.bool_]

    def own_fit(self, model: str) -> Fit:
        """The transform from first to second that the link's own points ask for."""
        return fit(model, self.at_first, self.at_second, self.information, self.agree,
                   self.at_first[self.agree].mean(0))


@dataclass(frozen=True)
class Corrections:
    """Maps of k images from shown to true places: B_k(p) = centre + matrix (p - centre) + shift."""

    centres: Floats
    matrices: Floats
    shifts: Floats

    def __call__(self, image: int, points: Floats) -> Floats:
        """True places of what an image shows at points (n, 2)."""
        centre = self.centres[image]
        return np.asarray((points - centre) @ self.matrices[image].T + centre + self.shifts[image])


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
        parts = [(k, sign * self._derivative(k, true)) for k, sign in ((image, 1.0), (other, -1.0)) if k is not None]
        total = np.zeros(len(points))
        for a, ja in parts:
            for b, jb in parts:
                block = self.covariance[a * m:(a + 1) * m, b * m:(b + 1) * m]
                total += np.einsum("nik,kl,nil->n", ja, block, jb)
        return np.sqrt(np.maximum(total, 0.0))

    def _derivative(self, image: int, true: Floats) -> Floats:
        return _derivative(self.model, true - self.centres[image] - self.shifts[image], float(self.sizes[image]))


def adjust(areas: Floats, links: Sequence[Link], model: str, datum: int | None = None) -> Adjustment:
    """Find the corrections of all images together.

    ``areas`` (k, n, 2) are places spread over each image. The links connect all images. With ``datum``, that image
    stays as it is; without, the robust mean of all corrections is none.
    """
    start = _started(areas, links, model, 0 if datum is None else datum)
    start, shares = (start, np.ones(len(areas))) if datum is not None else _centred(start, areas, model)
    network = _Network.of(areas, links, model, start)
    constraint = network.constraint(datum, shares)
    change = np.zeros((len(areas), FREEDOM[model]))
    weights, scales = network.weights(change, _ANNEALING[0])
    for width in _ANNEALING:
        for _ in range(_ROUNDS if width == 1.0 else 2):
            weights, scales = network.weights(change, width)
            fresh = network.solved(weights, scales, constraint)
            moved, change = float(np.abs(fresh - change).max(initial=0.0)), fresh
            if moved < _SETTLED:
                break
    found = _corrected(start, network, change)
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
    centres, matrices, shifts = areas.mean(1), np.tile(np.eye(2), (count, 1, 1)), np.zeros((count, 2))
    state = Corrections(centres, matrices, shifts)
    strength = sparse.coo_array(([1.0 / link.agree.sum() for link in links],
                                 ([link.first for link in links], [link.second for link in links])), (count, count))
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
    common = fit(model, true, shown, np.tile(np.eye(2), (len(true), 1, 1)), np.ones(len(true), bool), shown.mean(0))
    matrices = np.array([common.matrix @ matrix for matrix in state.matrices])
    shifts = common(state.centres + state.shifts) - state.centres
    return Corrections(state.centres, matrices, shifts), common.weights.reshape(count, n).mean(1)


def _derivative(model: str, x: Floats, size: float) -> Floats:
    """Derivative (n, 2, m) of a small correction at places ``x`` from the centre, by its displacements at the rim."""
    made = jacobian(model, x, np.eye(2))
    made[:, :, 2:] /= size
    return made


def _corrected(start: Corrections, network: _Network, change: Floats) -> Corrections:
    """The corrections at the start, followed by the small ones that the adjustment found."""
    matrices, shifts = start.matrices.copy(), start.shifts + change[:, :2]
    for k, values in enumerate(change[:, 2:] / network.sizes[:, None]):
        matrices[k] = _small(network.model, values) @ start.matrices[k]
    return Corrections(start.centres, matrices, shifts)


def _small(model: str, values: Floats) -> Floats:
    """The matrix of a small correction."""
    if model == "affine":
        return np.asarray(np.eye(2) + values.reshape(2, 2))
    if model == "translation":
        return np.eye(2)
    turn, scale = values[0], values[1] if model == "similarity" else np.sqrt(1 - values[0] ** 2) - 1
    return np.array([[1 + scale, -turn], [turn, 1 + scale]])


@dataclass(frozen=True)
class _Equation:
    """The residuals of a link in units of its points' own errors: ``gap + design @ parameters`` of both images.

    ``gap`` (2 n,), ``design`` (2 n, 2 m); ``columns`` are the parameters' places among all. ``own`` is the spread about
    the link's own fit. ``cells`` and ``cluster`` (n,) name the place of each point, in small and large cells.
    """

    first: int
    second: int
    gap: Floats
    design: Floats
    columns: NDArray[np.intp]
    own: float
    floor: float
    cells: NDArray[np.intp]
    cluster: NDArray[np.intp]

    def residuals(self, change: Floats) -> Floats:
        """Residuals (n, 2)."""
        return np.asarray((self.gap + self.design @ change.ravel()[self.columns]).reshape(-1, 2))

    def scale(self, length: Floats) -> float:
        """Spread of the points that lie on stable ground; no more than about the link's own fit.

        Half of a scene may move: the median would be that of what does. But a wrong link must not excuse itself.
        """
        return max(self.floor, min(self.own, float(np.quantile(length, _STABLE)) / _STABLE_LENGTH))


@dataclass(frozen=True)
class _Network:
    """All equations, linear about the start."""

    model: str
    areas: Floats
    sizes: Floats
    start: Corrections
    equations: tuple[_Equation, ...]
    cells: int
    clusters: int

    @classmethod
    def of(cls, areas: Floats, links: Sequence[Link], model: str, start: Corrections) -> _Network:
        m = FREEDOM[model]
        sizes = np.maximum(np.abs(areas - areas.mean(1, keepdims=True)).max((1, 2)), 1e-9)
        true = [(start(link.first, link.at_first), start(link.second, link.at_second)) for link in links]
        side = float(np.median(np.ptp(areas, axis=1)))
        cells, clusters = (_cells([pair[0] for pair in true], side / parts) for parts in (16, 6))
        equations = []
        for link, (near, far), cell, cluster in zip(links, true, cells, clusters, strict=True):
            # By the root of the information each point's errors become alike in all directions.
            root = np.swapaxes(np.linalg.cholesky(link.information + 1e-9 * np.eye(2)), 1, 2)
            parts = [sign * _derivative(model, at - start.centres[k] - start.shifts[k], float(sizes[k]))
                     for k, at, sign in ((link.first, near, 1.0), (link.second, far, -1.0))]
            design = np.concatenate([root @ part for part in parts], 2).reshape(-1, 2 * m)
            gap = np.einsum("nij,nj->ni", root, near - far).ravel()
            columns = np.concatenate([np.arange(k * m, (k + 1) * m) for k in (link.first, link.second)])
            # In pixels the floor is the same for all links, whatever their information counts in.
            typical = float(np.median(np.sqrt(np.trace(link.information, axis1=1, axis2=2) / 2)))
            own = max(link.own_fit(model).scale, _FLOOR * typical)
            equations.append(_Equation(link.first, link.second, gap, design, columns, own, _FLOOR * typical, cell,
                                       cluster))
        return cls(model, areas, sizes, start, tuple(equations), *(1 + max(int(c.max()) for c in some)
                                                                   for some in (cells, clusters)))

    def weights(self, change: Floats, width: float) -> tuple[list[Floats], Floats]:
        """Robust weights of all points, of each by itself and of its place over all links, and the links' scales.

        Ground that moves does so in all links across that time; what one link would take for noise, many tell.
        """
        lengths = [np.hypot(*equation.residuals(change).T) for equation in self.equations]
        scales = np.array([e.scale(length) for e, length in zip(self.equations, lengths, strict=True)])
        squares = [(length / scale) ** 2 for length, scale in zip(lengths, scales, strict=True)]
        total, number = np.zeros(self.cells), np.zeros(self.cells)
        for equation, square in zip(self.equations, squares, strict=True):
            np.add.at(total, equation.cells, np.minimum(square / 2, 25.0 * width))
            np.add.at(number, equation.cells, 1.0)
        # Two or three points may be large by chance; what is usual is what stable places show.
        mean, enough = total / np.maximum(number, 1.0), number >= _FEWEST
        usual = float(np.quantile(mean[enough], _STABLE)) if enough.any() else 1.0
        unlike = np.where(enough, np.maximum(mean / (_SHARED * width * max(usual, 1e-9)), 1.0), 1.0)
        return [1.0 / (1.0 + square / (2 * _TUNING**2 * width**2)) ** 2 / unlike[equation.cells] ** 2
                for equation, square in zip(self.equations, squares, strict=True)], scales

    def solved(self, weights: Sequence[Floats], scales: Floats, constraint: Floats) -> Floats:
        """The parameters (k, m) that weighted least squares asks for."""
        normal, right = self.normal(weights, scales)
        whole = _bordered(normal, constraint)
        return np.asarray(splu(whole).solve(np.concatenate([right, np.zeros(len(constraint))]))[: len(right)].reshape(
            len(self.areas), -1))

    def normal(self, weights: Sequence[Floats], scales: Floats) -> tuple[sparse.csc_array, Floats]:
        """Normal matrix (k m, k m) and right-hand side."""
        size = len(self.areas) * FREEDOM[self.model]
        right, rows, columns, values = np.zeros(size), [], [], []
        for equation, weight, scale in zip(self.equations, weights, scales, strict=True):
            weighed = equation.design * np.repeat(weight / scale**2, 2)[:, None]
            right[equation.columns] -= weighed.T @ equation.gap
            r, c = np.meshgrid(equation.columns, equation.columns, indexing="ij")
            rows.append(r.ravel())
            columns.append(c.ravel())
            values.append((equation.design.T @ weighed).ravel())
        made = sparse.coo_array((np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))),
                                (size, size))
        return made.tocsc(), right

    def constraint(self, datum: int | None, shares: Floats) -> Floats:
        """Rows (m, k m) that vanish for the parameters: what fixes the datum."""
        count, m = len(self.areas), FREEDOM[self.model]
        rows = np.zeros((m, count, m))
        if datum is not None:
            rows[:, datum] = np.eye(m)
            return rows.reshape(m, -1)
        # About one centre for all: the datum is one displacement of the whole.
        middle = self.areas.mean((0, 1))
        size = max(float(np.abs(self.areas - middle).max()), 1e-9)
        for k in range(count):
            at = self.start(k, self.areas[k])
            whole = _derivative(self.model, at - middle, size) / self.areas.shape[1]
            own = _derivative(self.model, at - self.start.centres[k] - self.start.shifts[k], float(self.sizes[k]))
            rows[:, k] = shares[k] * np.einsum("nik,nil->kl", whole, own)
        return rows.reshape(m, -1)

    def covariance(self, change: Floats, weights: Sequence[Floats], scales: Floats, constraint: Floats) -> Floats:
        """Sandwich covariance (k m, k m) with dyadic clusters (Aronow, Samii and Assenova 2015).

        Links of one image share its noise at a place: residuals at one place that have an image in common count
        together.
        """
        size = change.size
        whole = _bordered(self.normal([w**2 for w in weights], scales)[0], constraint)
        inverse = splu(whole).solve(np.eye(whole.shape[0])[:, :size])[:size]
        by_image, by_link = self._scores(change, weights, scales)
        alone = (by_link.T @ by_link).toarray()
        together = inverse @ ((by_image.T @ by_image).toarray() - alone) @ inverse.T
        least = inverse @ alone @ inverse.T
        # The difference of two sums of squares may come out too small, or negative, if there are few clusters.
        ratio = np.diag(least) / np.maximum(np.diag(together), 1e-300)
        grown = np.sqrt(np.maximum(ratio, 1.0))
        return np.asarray(least if (np.diag(together) <= 0).any() else together * grown[:, None] * grown)

    def _scores(self, change: Floats, weights: Sequence[Floats], scales: Floats
                ) -> tuple[sparse.csr_array, sparse.csr_array]:
        """Sums of scores as rows: by image and place, and by link and place; (clusters, k m) each."""
        data, columns, by_image, by_link = [], [], [], []
        for number, (e, weight, scale) in enumerate(zip(self.equations, weights, scales, strict=True)):
            pulls = e.residuals(change) * (weight / scale**2)[:, None]
            score = (e.design.reshape(len(weight), 2, -1) * pulls[:, :, None]).sum(1)
            seen, inverse = np.unique(e.cluster, return_inverse=True)
            summed = np.zeros((len(seen), score.shape[1]))
            np.add.at(summed, inverse, score)
            data.append(summed.ravel())
            columns.append(np.tile(e.columns, len(seen)))
            by_link.append(np.repeat(number * self.clusters + seen, score.shape[1]))
            by_image.append([np.repeat(k * self.clusters + seen, score.shape[1]) for k in (e.first, e.second)])
        values, places, size = np.concatenate(data), np.concatenate(columns), change.size
        firsts, seconds = (np.concatenate([rows[side] for rows in by_image]) for side in (0, 1))
        image = sparse.coo_array((np.tile(values, 2), (np.concatenate([firsts, seconds]), np.tile(places, 2))),
                                 (len(change) * self.clusters, size))
        link = sparse.coo_array((values, (np.concatenate(by_link), places)),
                                (len(self.equations) * self.clusters, size))
        return image.tocsr(), link.tocsr()


def _cells(points: Sequence[Floats], side: float) -> list[NDArray[np.intp]]:
    """The number of the square cell that each point lies in, for several sets of points (n, 2)."""
    index = np.concatenate([np.floor(p / side).astype(np.int64) for p in points])
    number = np.unique(index, axis=0, return_inverse=True)[1].ravel()
    return np.split(number, np.cumsum([len(p) for p in points])[:-1])


def _bordered(normal: sparse.csc_array, constraint: Floats) -> sparse.csc_array:
    """Normal matrix with the constraints on its border, which are scaled to its size."""
    size = float(np.median(normal.diagonal())) or 1.0
    edge = sparse.csc_array(constraint * size)
    return sparse.block_array([[normal, edge.T], [edge, None]], format="csc")
