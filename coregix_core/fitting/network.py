"""Many images at once: the corrections under which all that was measured between them agrees (a free network).

Image k has a correction B_k that maps the places where it shows something to true places; a tie point of two images
says B_i(p) = B_j(q). Points are (n, 2) in one frame whose unit is a pixel. The corrections are found by iteratively
reweighted least squares with graduated non-convexity (Blake and Zisserman 1987; Yang et al. 2020), so that tie points
on moving ground and wrong links lose their weight; what the measurements leave open, a displacement that all share, is
the datum (inner constraints, Teunissen 1985).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from ..geometry import FREEDOM, Floats
from .parametric import Fit, fit, jacobian, stepped

_TUNING = 2.385
"""Cauchy's tuning constant, as in ``parametric``."""

_ANNEALING = (64.0, 16.0, 4.0, 2.0, 1.0, 1.0, 1.0, 1.0)
"""Widths of the weight function, in tuning constants: wide ones see all links, narrow ones those that agree."""

_FLOOR = 0.01
"""Least spread of a tie point in pixels: perfect ones, which only synthetic images have, would rule all others."""

_SHARED = 2.0
"""Mean squared residual of a place over all links, in units of its expectation, above which it counts less."""


@dataclass(frozen=True)
class Link:
    """What two images have in common: image ``first`` shows at ``at_first`` (n, 2) what ``second`` shows at
    ``at_second``. ``information`` (n, 2, 2) is each point's inverse covariance up to a common factor, ``agree`` (n,)
    says which points one transform explains."""

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
class Adjustment:
    """The corrections of k images: B_k(p) = p + shift + (p - centre) (matrix - 1)ᵀ.

    ``centres``, ``shifts`` (k, 2), ``matrices`` (k, 2, 2). ``covariance`` (k m, k m) is that of all parameters, relative
    to the datum; m is the model's freedom. ``weights`` has the final robust weights of each link's points.
    """

    model: str
    centres: Floats
    sizes: Floats
    matrices: Floats
    shifts: Floats
    covariance: Floats
    weights: tuple[Floats, ...]
    scales: Floats

    def __call__(self, image: int, points: Floats) -> Floats:
        """True places of what an image shows at points (n, 2)."""
        centre = self.centres[image]
        return np.asarray((points - centre) @ self.matrices[image].T + centre + self.shifts[image])

    def jacobian(self, image: int, points: Floats) -> Floats:
        """Derivative (n, 2, m) of true places by the image's parameters, those of the matrix in pixels at its rim."""
        made = jacobian(self.model, points - self.centres[image], self.matrices[image])
        made[:, :, 2:] /= self.sizes[image]
        return made

    def error_at(self, image: int, points: Floats, other: int | None = None, others: Floats | None = None) -> Floats:
        """Standard error of true places: root of the trace of the covariance, in pixels; (n,).

        With ``other``, that of the displacement between two images, which shows the places at ``others``.
        """
        m = FREEDOM[self.model]
        parts = [(image, self.jacobian(image, points))]
        if other is not None:
            parts.append((other, -self.jacobian(other, points if others is None else others)))
        total = np.zeros(len(points))
        for a, ja in parts:
            for b, jb in parts:
                block = self.covariance[a * m:(a + 1) * m, b * m:(b + 1) * m]
                total += np.einsum("nik,kl,nil->n", ja, block, jb)
        return np.sqrt(np.maximum(total, 0.0))


def adjust(areas: Floats, links: Sequence[Link], model: str, datum: int | None = None) -> Adjustment:
    """Find the corrections of all images together.

    ``areas`` (k, n, 2) are places spread over each image. The links connect all images. With ``datum``, that image
    stays as it is; without, the robust mean of all corrections is none.
    """
    state = _started(areas, links, model, 0 if datum is None else datum)
    places = _Places.of(state, links, areas)
    weights: list[Floats] = []
    for width in _ANNEALING:
        for _ in range(2):
            weights = _weights(state, links, places, width)
            state, moved = _step(state, areas, links, weights, datum)
            if moved < 1e-4:
                break
    state = replace(state, weights=tuple(weights))
    if datum is None:
        state, shares = _centred(state, areas)
    else:
        shares = np.ones(len(areas))
    return replace(state, covariance=_covariance(state, areas, links, weights, places, datum, shares))


def misclosure(state: Adjustment, link: Link, own: Fit) -> float:
    """How far a link's own transform lies from the common solution: root mean square in pixels."""
    at = link.at_first[link.agree]
    gap = state(link.first, at) - state(link.second, own(at))
    return float(np.sqrt((gap**2).sum(1).mean()))


def _started(areas: Floats, links: Sequence[Link], model: str, root: int) -> Adjustment:
    """Corrections along a tree of the links with most points that agree, from ``root`` on."""
    count = len(areas)
    centres = areas.mean(1)
    sizes = np.maximum(np.abs(areas - centres[:, None]).max((1, 2)), 1e-9)
    matrices, shifts = np.tile(np.eye(2), (count, 1, 1)), np.zeros((count, 2))
    state = Adjustment(model, centres, sizes, matrices, shifts, np.zeros((0, 0)), (),
                       np.array([_scale(link, model) for link in links]))
    strength = sparse.coo_array(([1.0 / link.agree.sum() for link in links],
                                 ([link.first for link in links], [link.second for link in links])), (count, count))
    tree = sparse.csgraph.minimum_spanning_tree(strength.tocsr())
    order, before = sparse.csgraph.breadth_first_order(tree, root, directed=False)
    by_pair = {(link.first, link.second): link for link in links}
    for node in order[1:]:
        parent = int(before[node])
        link = by_pair.get((parent, int(node))) or by_pair[int(node), parent]
        near, far = (link.at_first, link.at_second) if link.first == parent else (link.at_second, link.at_first)
        # What the parent says of the true places is what the node has to say too.
        found = fit(model, far, state(parent, near), link.information, link.agree, centres[node])
        matrices[node], shifts[node] = found.matrix, found.shift
    return state


def _scale(link: Link, model: str) -> float:
    """Spread of a link's points about its own fit, normalised by their information."""
    own = link.own_fit(model)
    # In pixels the floor is the same for all links, whatever their information counts in.
    typical = float(np.median(np.sqrt(np.trace(link.information[link.agree], axis1=1, axis2=2) / 2)))
    return max(own.scale, _FLOOR * typical)


@dataclass(frozen=True)
class _Places:
    """Cells of the ground: of each link's points, and how many there are; small ones for weights, large for clusters."""

    small: tuple[NDArray[np.intp], ...]
    large: tuple[NDArray[np.intp], ...]
    count: tuple[int, int]

    @classmethod
    def of(cls, state: Adjustment, links: Sequence[Link], areas: Floats) -> _Places:
        true = [state(link.first, link.at_first) for link in links]
        side = float(np.median(np.ptp(areas, axis=1)))
        cells = []
        for cell in (side / 16, side / 6):
            index = [np.floor(t / cell).astype(np.int64) for t in true]
            _, inverse = np.unique(np.concatenate(index), axis=0, return_inverse=True)
            cells.append(np.split(inverse.ravel(), np.cumsum([len(i) for i in index])[:-1]))
        return cls(tuple(cells[0]), tuple(cells[1]), (_count(cells[0]), _count(cells[1])))


def _count(cells: Sequence[NDArray[np.intp]]) -> int:
    return 1 + max((int(c.max()) for c in cells if c.size), default=-1)


def _lengths(state: Adjustment, link: Link, scale: float) -> Floats:
    """Squared residuals of a link's points in units of their expectation."""
    gap = state(link.first, link.at_first) - state(link.second, link.at_second)
    return np.maximum(np.einsum("ni,nij,nj->n", gap, link.information, gap), 0.0) / (2 * scale**2)


def _weights(state: Adjustment, links: Sequence[Link], places: _Places, width: float) -> list[Floats]:
    """Robust weights of all points: of each by itself, and of its place over all links.

    Ground that moves does so in all links across that time; what one link alone would take for noise, many tell.
    """
    lengths = [_lengths(state, link, scale) for link, scale in zip(links, state.scales, strict=True)]
    total, number = np.zeros(places.count[0]), np.zeros(places.count[0])
    for length, cell in zip(lengths, places.small, strict=True):
        np.add.at(total, cell, np.minimum(length, 25.0 * width))
        np.add.at(number, cell, 1.0)
    mean = total / np.maximum(number, 1.0)
    # Two or three points may be large by chance.
    unlike = np.where(number >= 4, np.maximum(mean / (_SHARED * width), 1.0), 1.0)
    return [1.0 / (1.0 + 2 * length / (_TUNING * width) ** 2) / unlike[cell] ** 2
            for length, cell in zip(lengths, places.small, strict=True)]


def _step(state: Adjustment, areas: Floats, links: Sequence[Link], weights: Sequence[Floats], datum: int | None
          ) -> tuple[Adjustment, float]:
    """One Gauss-Newton step of all parameters, and how far it moved the images at most, in pixels."""
    count, m = len(areas), FREEDOM[state.model]
    normal, right = _normal(state, links, weights, count)
    constraint, off = _constraint(state, areas, datum, np.ones(count))
    change = _solved(normal, right, constraint, off).reshape(count, m)
    matrices, shifts = state.matrices.copy(), state.shifts + change[:, :2]
    for k in range(count):
        matrices[k] = stepped(state.model, state.matrices[k], change[k, 2:] / state.sizes[k])
    return replace(state, matrices=matrices, shifts=shifts), float(np.abs(change).max(initial=0.0))


def _normal(state: Adjustment, links: Sequence[Link], weights: Sequence[Floats], count: int
            ) -> tuple[sparse.csc_array, Floats]:
    """Normal matrix (k m, k m) and right-hand side of all links."""
    m = FREEDOM[state.model]
    rows, columns, values = [], [], []
    right = np.zeros(count * m)
    for link, weight, scale in zip(links, weights, state.scales, strict=True):
        both, gap = _design(state, link)
        weighed = np.einsum("nij,njk->nik", link.information * (weight / scale**2)[:, None, None], both)
        at = _columns(link, m)
        right[at] -= np.einsum("nik,ni->k", weighed, gap)
        r, c = np.meshgrid(at, at, indexing="ij")
        rows.append(r.ravel())
        columns.append(c.ravel())
        values.append(np.einsum("nik,nil->kl", both, weighed).ravel())
    size = count * m
    made = sparse.coo_array((np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), (size, size))
    return made.tocsc(), right


def _design(state: Adjustment, link: Link) -> tuple[Floats, Floats]:
    """Derivative (n, 2, 2 m) of a link's residuals (n, 2) by both images' parameters, and the residuals."""
    both = np.concatenate([state.jacobian(link.first, link.at_first),
                           -state.jacobian(link.second, link.at_second)], 2)
    return both, state(link.first, link.at_first) - state(link.second, link.at_second)


def _columns(link: Link, m: int) -> NDArray[np.intp]:
    return np.concatenate([np.arange(link.first * m, (link.first + 1) * m),
                           np.arange(link.second * m, (link.second + 1) * m)])


def _constraint(state: Adjustment, areas: Floats, datum: int | None, shares: Floats) -> tuple[Floats, Floats]:
    """Rows (m, k m) that the step must meet, and their right-hand side (m,): what fixes the datum."""
    count, m = len(areas), FREEDOM[state.model]
    rows, off = np.zeros((m, count, m)), np.zeros(m)
    if datum is not None:
        rows[:, datum] = np.eye(m)
        return rows.reshape(m, -1), off
    # About one centre for all: the datum is one displacement of the whole.
    middle = areas.mean((0, 1))
    size = max(float(np.abs(areas - middle).max()), 1e-9)
    for k in range(count):
        common = jacobian(state.model, areas[k] - middle, np.eye(2)) / areas.shape[1]
        common[:, :, 2:] /= size
        rows[:, k] = shares[k] * np.einsum("nik,nil->kl", common, state.jacobian(k, areas[k]))
        off -= shares[k] * np.einsum("nik,ni->k", common, state(k, areas[k]) - areas[k])
    return rows.reshape(m, -1), off


def _bordered(normal: sparse.csc_array, constraint: Floats) -> tuple[sparse.csc_array, float]:
    """Normal matrix with the constraints on its border, which are scaled to its size."""
    size = float(np.median(normal.diagonal())) or 1.0
    edge = sparse.csc_array(constraint * size)
    return sparse.block_array([[normal, edge.T], [edge, None]], format="csc"), size


def _solved(normal: sparse.csc_array, right: Floats, constraint: Floats, off: Floats) -> Floats:
    whole, size = _bordered(normal, constraint)
    return np.asarray(splu(whole).solve(np.concatenate([right, off * size])))[: len(right)]


def _centred(state: Adjustment, areas: Floats) -> tuple[Adjustment, Floats]:
    """The corrections less what most images share, and each image's say in that (k,).

    The robust mean: an image that lies far off does not move the others.
    """
    count, n = areas.shape[:2]
    true, shown = np.concatenate([state(k, areas[k]) for k in range(count)]), areas.reshape(-1, 2)
    # One say an image: the median over its places would need none, but models other than a shift do.
    common = fit(state.model, true, shown, np.tile(np.eye(2), (len(true), 1, 1)), np.ones(len(true), bool),
                 shown.mean(0))
    matrices = np.array([common.matrix @ matrix for matrix in state.matrices])
    shifts = common(state.centres + state.shifts) - state.centres
    return replace(state, matrices=matrices, shifts=shifts), common.weights.reshape(count, n).mean(1)


def _covariance(state: Adjustment, areas: Floats, links: Sequence[Link], weights: Sequence[Floats], places: _Places,
                datum: int | None, shares: Floats) -> Floats:
    """Sandwich covariance of all parameters with dyadic clusters (Aronow, Samii and Assenova 2015).

    Links of one image share its noise at a place: residuals at one place that have an image in common count together.
    """
    count, m = len(areas), FREEDOM[state.model]
    size = count * m
    normal = _normal(state, links, [w**2 for w in weights], count)[0]
    whole, _ = _bordered(normal, _constraint(state, areas, datum, shares)[0])
    inverse = splu(whole).solve(np.eye(whole.shape[0])[:, :size])[:size]
    image, link_alone = _scores(state, links, weights, places, count)
    meat = (image.T @ image - link_alone.T @ link_alone).toarray()
    plain = (link_alone.T @ link_alone).toarray()
    made = inverse @ meat @ inverse.T
    least = inverse @ plain @ inverse.T
    # The difference of two sums of squares may come out too small, or negative, if there are few clusters.
    scale = np.sqrt(np.maximum(np.diag(least) / np.maximum(np.diag(made), 1e-300), 1.0)) if size else np.zeros(0)
    return np.asarray(np.where(np.diag(made)[:, None] > 0, made, least) * scale[:, None] * scale[None, :])


def _scores(state: Adjustment, links: Sequence[Link], weights: Sequence[Floats], places: _Places, count: int
            ) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Sums of scores as rows: by image and place, and by link and place; (clusters, k m) each."""
    m, cells = FREEDOM[state.model], places.count[1]
    data, columns, by_image, by_link = [], [], [], []
    for number, (link, weight, scale, cell) in enumerate(zip(links, weights, state.scales, places.large, strict=True)):
        both, gap = _design(state, link)
        score = np.einsum("nik,nij,nj->nk", both, link.information * (weight / scale**2)[:, None, None], gap)
        seen, inverse = np.unique(cell, return_inverse=True)
        summed = np.zeros((len(seen), 2 * m))
        np.add.at(summed, inverse, score)
        at = np.tile(_columns(link, m), len(seen))
        for image in (link.first, link.second):
            data.append(summed.ravel())
            columns.append(at)
            by_image.append(np.repeat(image * cells + seen, 2 * m))
        by_link.append(np.repeat(number * cells + seen, 2 * m))
    image_rows = sparse.coo_array((np.concatenate(data), (np.concatenate(by_image), np.concatenate(columns))),
                                  (count * cells, count * m)).tocsr()
    link_rows = sparse.coo_array((np.concatenate(data[::2]), (np.concatenate(by_link), np.concatenate(columns[::2]))),
                                 (len(links) * cells, count * m)).tocsr()
    return image_rows, link_rows
