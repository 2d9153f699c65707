"""The equations of a network of images, linear about a start: robust weights, normal equations, covariance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from .._typing import Floats
from ..geometry import FREEDOM
from .corrections import STABLE, Corrections, Link, derivative, numbered_cells, seen_by_cells, stable_spread
from .parametric import TUNING
from .shared_noise import own_shares

# Least spread of a tie point in pixels: perfect ones, which only synthetic images have, would rule all others.
_FLOOR = 0.01

# Mean squared residual of a place over all links, in units of what is usual, above which it counts less; and the fewest
# points that determine it.
_SHARED, _MIN_POINTS = 1.5, 6

# Order of elimination: normal equations are symmetric, and fill a third of what the usual order leaves.
_ORDER = "MMD_AT_PLUS_A"

# Columns of an inverse at a time: what is worked on stays in the processor's cache.
_COLUMNS = 64

# Large cells along a side of the median image, in which errors go together.
_PLACES = 6


@dataclass(frozen=True)
class Equation:
    """The residuals of a link in units of its points' own errors: ``gap + design @ parameters`` of both images.

    ``gap`` (2 n,), ``design`` (2 n, 2 m); ``columns`` are the parameters' places among all. ``own`` is the spread about
    the link's own fit. ``cells`` and ``cluster`` (n,) name the place of each point, in small and large cells. ``say``
    is how much a point counts beside those of other links, ``seen`` the share of its variance that large cells show.
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
    say: float
    seen: float = 1.0

    def residuals(self, change: Floats) -> Floats:
        """Residuals (n, 2)."""
        return np.asarray((self.gap + self.design @ change.ravel()[self.columns]).reshape(-1, 2))

    def scale(self, length: Floats) -> float:
        """Spread of the points that lie on stable ground; no more than about the link's own fit."""
        # A wrong link must not excuse itself.
        return max(self.floor, min(self.own, stable_spread(length)))


@dataclass(frozen=True)
class Network:
    """All equations, linear about the start."""

    model: str
    areas: Floats
    sizes: Floats
    start: Corrections
    equations: tuple[Equation, ...]
    cells: int
    clusters: int

    @classmethod
    def of(cls, areas: Floats, links: Sequence[Link], model: str, start: Corrections) -> Network:
        """The equations of all links about a start; arguments as those of ``adjust``."""
        m = FREEDOM[model]
        sizes = np.maximum(np.abs(areas - areas.mean(1, keepdims=True)).max((1, 2)), 1e-9)
        true = [(start(link.first, link.at_first), start(link.second, link.at_second)) for link in links]
        # By the median image, so that one of another size does not set the cells of all.
        side = float(np.median(np.ptp(areas, axis=1)))
        cells, clusters = (numbered_cells([pair[0] for pair in true], side / parts) for parts in (16, _PLACES))
        equations = []
        for link, (near, far), cell, cluster in zip(links, true, cells, clusters, strict=True):
            # By the root of the information each point's errors become alike in all directions.
            root = np.swapaxes(np.linalg.cholesky(link.information + 1e-9 * np.eye(2)), 1, 2)
            parts = [sign * derivative(model, at - start.centres[k] - start.shifts[k], float(sizes[k]))
                     for k, at, sign in ((link.first, near, 1.0), (link.second, far, -1.0))]
            design = np.concatenate([root @ part for part in parts], 2).reshape(-1, 2 * m)
            gap = np.einsum("nij,nj->ni", root, near - far).ravel()
            columns = np.concatenate([np.arange(k * m, (k + 1) * m) for k in (link.first, link.second)])
            # In pixels the floor is the same for all links, whatever their information counts in.
            typical = float(np.median(np.sqrt(np.trace(link.information, axis1=1, axis2=2) / 2)))
            own = max(link.own_fit(model).scale, _FLOOR * typical)
            # Windows that overlap say the same again: a link counts by the ground that it saw, not by its points.
            say = len(np.unique(cell)) / len(cell)
            equations.append(Equation(link.first, link.second, gap, design, columns, own, _FLOOR * typical, cell,
                                       cluster, say, seen_by_cells(min(link.window, side / 3), side / _PLACES)))
        return cls(model, areas, sizes, start, tuple(equations), *(1 + max(int(c.max()) for c in some)
                                                                   for some in (cells, clusters)))

    def weights(self, change: Floats, width: float) -> tuple[list[Floats], Floats]:
        """Robust weights of all points, of each by itself and of its place over all links, and the links' scales.

        Ground that moves does so in all links across that time; what one link would take for noise, many show.
        """
        lengths = [np.hypot(*equation.residuals(change).T) for equation in self.equations]
        scales = np.array([e.scale(length) for e, length in zip(self.equations, lengths, strict=True)])
        squares = [(length / scale) ** 2 for length, scale in zip(lengths, scales, strict=True)]
        total, number = np.zeros(self.cells), np.zeros(self.cells)
        for equation, square in zip(self.equations, squares, strict=True):
            # Capped: one link that is wrong everywhere must not condemn each place that it looks at.
            np.add.at(total, equation.cells, np.minimum(square / 2, 25.0 * width))
            np.add.at(number, equation.cells, 1.0)
        # Two or three points may be large by chance; what is usual is what stable places show.
        mean, enough = total / np.maximum(number, 1.0), number >= _MIN_POINTS
        usual = float(np.quantile(mean[enough], STABLE)) if enough.any() else 1.0
        unlike = np.where(enough, np.maximum(mean / (_SHARED * width * max(usual, 1e-9)), 1.0), 1.0)
        return [1.0 / (1.0 + square / (2 * TUNING**2 * width**2)) ** 2 / unlike[equation.cells] ** 2
                for equation, square in zip(self.equations, squares, strict=True)], scales

    def solved(self, weights: Sequence[Floats], scales: Floats, constraint: Floats) -> Floats:
        """The parameters (k, m) that weighted least squares asks for."""
        normal, right = self.normal(weights, scales)
        # Without the constraint the normal matrix is singular: nothing measured says where the whole lies.
        whole = _bordered(normal, constraint)
        # Lagrange multipliers come out behind the parameters, and are of no further use.
        found = splu(whole, permc_spec=_ORDER).solve(np.concatenate([right, np.zeros(len(constraint))]))
        return np.asarray(found[: len(right)].reshape(len(self.areas), -1))

    def by_own_noise(self, scales: Floats) -> Network:
        """The same with links that count by what of their noise is their own; ``scales`` are their spreads."""
        ends = np.array([(equation.first, equation.second) for equation in self.equations])
        # In pixels: units of their own differ from link to link.
        spreads = scales * _FLOOR / np.array([equation.floor for equation in self.equations])
        return replace(self, equations=tuple(
            replace(equation, say=equation.say / share)
            for equation, share in zip(self.equations, own_shares(ends, spreads**2).tolist(), strict=True)))

    def normal(self, weights: Sequence[Floats], scales: Floats) -> tuple[sparse.csc_array, Floats]:
        """Normal matrix (k m, k m) and right-hand side."""
        size = len(self.areas) * FREEDOM[self.model]
        right, rows, columns, values = np.zeros(size), [], [], []
        for equation, weight, scale in zip(self.equations, weights, scales, strict=True):
            # Each point has two rows, its x and its y, of one weight.
            weighed = equation.design * np.repeat(equation.say * weight / scale**2, 2)[:, None]
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
            whole = derivative(self.model, at - middle, size) / self.areas.shape[1]
            own = derivative(self.model, at - self.start.centres[k] - self.start.shifts[k], float(self.sizes[k]))
            rows[:, k] = shares[k] * np.einsum("nik,nil->kl", whole, own)
        return rows.reshape(m, -1)

    def covariance(self, change: Floats, weights: Sequence[Floats], scales: Floats, constraint: Floats) -> Floats:
        """Sandwich covariance (k m, k m) with dyadic clusters (Aronow, Samii and Assenova 2015), or clusters of places.

        Links of one image share its noise at a place: residuals at one place that have an image in common count
        together. Where ground moves slowly, or looks otherwise from year to year, all links at a place go together.
        """
        size = change.size
        whole = _bordered(self.normal([w**2 for w in weights], scales)[0], constraint)
        by_image, by_link, by_place = self._scores(change, weights, scales)
        # The normal equations make each image's scores vanish over all places: so many of these are no longer free.
        places = int(np.count_nonzero(np.diff(by_place.indptr)))
        free = places / max(places - FREEDOM[self.model], 1)
        inverse = np.sqrt(free) * _inverse(whole, size)
        # Summed by image, each link's own part is in both of its images' sums: once it is taken off again.
        alone = by_link.T @ by_link
        # Sums of squares are sparse, and products of two dense matrices take longest: one is all that is needed.
        together, least = (inverse @ squares for squares in (by_image.T @ by_image - alone, alone))
        of_together, of_least = (np.einsum("ij,ij->i", half, inverse) for half in (together, least))
        everywhere = np.square(inverse @ by_place.T).sum(1)
        # The difference of two sums of squares may come out too small, or negative, if there are few clusters.
        half, own = (least, of_least) if (of_together <= 0).any() else (together, of_together)
        grown = np.sqrt(np.maximum(np.maximum(of_least, everywhere) / np.maximum(own, 1e-300), 1.0))[:, None]
        # In place, and without the other half: of a thousand images each is a third of a gigabyte.
        del together, least
        half *= grown
        inverse *= grown
        return np.asarray(half @ inverse.T)

    def _scores(self, change: Floats, weights: Sequence[Floats], scales: Floats
                ) -> tuple[sparse.csr_array, sparse.csr_array, sparse.csr_array]:
        """Sums of scores as rows: by image and place, by link and place, and by place; (clusters, k m) each."""
        data, columns, by_image, by_link = [], [], [], []
        for number, (e, weight, scale) in enumerate(zip(self.equations, weights, scales, strict=True)):
            pulls = e.residuals(change) * (e.say * weight / scale**2 / np.sqrt(e.seen))[:, None]
            score = (e.design.reshape(len(weight), 2, -1) * pulls[:, :, None]).sum(1)
            seen, inverse = np.unique(e.cluster, return_inverse=True)
            # Summed within a place before anything is squared: errors there go together, and their signs must not be
            # lost.
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
        rows = np.concatenate(by_link)
        link = sparse.coo_array((values, (rows, places)), (len(self.equations) * self.clusters, size))
        place = sparse.coo_array((values, (rows % self.clusters, places)), (self.clusters, size))
        return image.tocsr(), link.tocsr(), place.tocsr()


def _inverse(whole: sparse.csc_array, size: int) -> Floats:
    """The first ``size`` rows and columns of the inverse of a matrix."""
    factors, made = splu(whole, permc_spec=_ORDER), np.empty((size, size))
    for first in range(0, size, _COLUMNS):
        unit = np.eye(whole.shape[0], min(_COLUMNS, size - first), -first)
        made[:, first:first + _COLUMNS] = factors.solve(unit)[:size]
    return made


def _bordered(normal: sparse.csc_array, constraint: Floats) -> sparse.csc_array:
    """Normal matrix with the constraints on its border, which are scaled to its size."""
    # At the scale of the normal matrix the factorisation stays well conditioned; the solution does not depend on it.
    size = float(np.median(normal.diagonal())) or 1.0
    edge = sparse.csc_array(constraint * size)
    return sparse.block_array([[normal, edge.T], [edge, None]], format="csc")
