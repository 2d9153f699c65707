"""Smooth fields of many images at once: what tie points between them leave after the parametric corrections.

An image's field e says how far true places lie from where its parametric correction brings what it shows. A link's tie
point, brought there by both, lies ``gap`` apart: e of the second less e of the first, at the true place. All fields are
found together, as B-splines with bending energy, like that of a pair (``scattered``); what links leave open, a field
that all share, stays as small as can be, or is that of a datum, which has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from .._typing import Floats
from .bspline import Lattice, basis
from .penalty import Penalty
from .scattered import cauchy, folds

# Balances of bending against data that are tried, the stiffest first; relative to the points of a node.
STIFFNESS = (1e2, 10.0, 3.0, 1.0, 0.3, 1e-1, 0.03, 1e-2)

# Weight of a field's size against its bending: what nothing is known of stays where it is.
_RIDGE = 1e-4

# Up to how many times the least error stiffer fields are preferred; from where no softer ones are tried; and up to
# where fields are better than none. Points' own noise is most of that error, so that a hundredth of it counts.
_AS_GOOD, _PAST, _OF_USE = 1.01, 1.05, 0.95

# Rounds of reweighting, within which weights settle.
_ROUNDS = 4

# Draws of errors, of which each image shows one at every square: enough for their mean square.
_DRAWS = 8


@dataclass(frozen=True)
class Gaps:
    """Tie points of one link: true ``places`` (n, 2), ``gap`` (n, 2) between both images there, ``weight`` (n,)."""

    first: int
    second: int
    places: Floats
    gap: Floats
    weight: Floats


@dataclass(frozen=True)
class JointFields:
    """Fields of k images: ``coefficients`` of each (2, rows, columns) on its lattice, in pixels.

    ``errors`` (k,) are root mean square lengths of the fields' errors; ``predicted`` and ``still`` are typical gaps at
    points that fields were not fitted to, with the fields and without.
    """

    lattices: tuple[Lattice, ...]
    coefficients: tuple[Floats, ...]
    errors: Floats
    predicted: float
    still: float

    def at(self, image: int, points: Floats) -> Floats:
        """The field (n, 2) of an image at points."""
        return np.asarray(basis(self.lattices[image], points) @ self.coefficients[image].reshape(2, -1).T)


def fit_jointly(links: Sequence[Gaps], lattices: Sequence[Lattice], apart: float, datum: int | None = None
                ) -> JointFields | None:
    """The fields of all images; None if none predict points that they were not fitted to.

    ``apart`` is the distance (pixels) within which points share pixels. The image ``datum`` has no field.
    """
    system = _System.of(links, lattices, datum)
    weight = np.concatenate([link.weight for link in links])
    # Bounded as in a pair's field: no single sharp match outvotes its surroundings.
    weight = np.clip(weight / np.median(weight), 0.05, 4.0)
    # From the gaps themselves, before any field: gross errors are down-weighted from the start, true bends only a
    # little.
    robust = cauchy(system.gap, weight)
    stiffness, predicted, still = _select(system, weight * robust, apart)
    if predicted >= _OF_USE * still:
        return None
    found = np.zeros((2, system.size))
    for _ in range(_ROUNDS):
        found = system.solved(weight * robust, stiffness)
        robust = cauchy(system.residuals(found), weight)
    errors = _errors(system, weight * robust, stiffness, system.residuals(found), apart)
    return JointFields(tuple(lattices), tuple(system.part(found, k).reshape(2, *lattice.shape)
                                              for k, lattice in enumerate(lattices)), errors, predicted, still)


@dataclass(frozen=True)
class _System:
    """All links' points as rows (n, size) over the nodes of all images, one behind the other, without a datum's.

    ``starts`` (k + 1,) are the first columns of each image; ``owner`` (n,) is the link of each point.
    """

    lattices: tuple[Lattice, ...]
    starts: NDArray[np.intp]
    design: sparse.csr_array
    gap: Floats
    places: Floats
    owner: NDArray[np.intp]

    @classmethod
    def of(cls, links: Sequence[Gaps], lattices: Sequence[Lattice], datum: int | None) -> _System:
        counts = [0 if k == datum else lattice.nodes for k, lattice in enumerate(lattices)]
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.intp)
        rows = []
        for link in links:
            shape = len(link.places), int(starts[-1])
            row = sparse.csr_array(shape)
            # What the second image's field adds to the gap, and the first one's takes away.
            for k, sign in ((link.first, -1.0), (link.second, 1.0)):
                if k != datum:
                    part = sign * basis(lattices[k], link.places)
                    row = row + sparse.csr_array((part.data, starts[k] + part.indices, part.indptr), shape)
            rows.append(row)
        return cls(tuple(lattices), starts, sparse.csr_array(sparse.vstack(rows)),
                   np.concatenate([link.gap for link in links]), np.concatenate([link.places for link in links]),
                   np.repeat(np.arange(len(links)), [len(link.places) for link in links]))

    @property
    def size(self) -> int:
        """How many nodes there are in all."""
        return int(self.starts[-1])

    @cached_property
    def energies(self) -> sparse.csc_array:
        """Bending, with a little size, of all fields (size, size), at a balance of 1."""
        return sparse.csc_array(sparse.block_diag([
            Penalty(1.0, _RIDGE).matrix(lattice) for k, lattice in enumerate(self.lattices)
            if self.starts[k + 1] > self.starts[k]]))

    def part(self, fields: Floats, image: int) -> Floats:
        """The field (2, nodes) of one image, zero for the datum."""
        own = fields[:, self.starts[image]:self.starts[image + 1]]
        return own if own.size else np.zeros((2, self.lattices[image].nodes))

    def residuals(self, fields: Floats) -> Floats:
        """What fields (2, size) leave (n, 2) of the gaps."""
        return np.asarray(self.gap - self.design @ fields.T)

    def only(self, which: NDArray[np.bool_]) -> _System:
        """Some of the points."""
        return replace(self, design=self.design[which], gap=self.gap[which], places=self.places[which],
                       owner=self.owner[which])

    def solved(self, weight: Floats, stiffness: float, *gaps: Floats) -> Floats:
        """The fields (2, size) of least squares and bending; with ``gaps`` (n, 2) in place of those that were found.

        Several of them give fields one behind the other, (2 m, size).
        """
        scaled = self.design.multiply(weight[:, None]).tocsr()
        # Against the points of an ordinary node, of which each link's belong to two images.
        balance = stiffness * max(2 * weight.sum() / max(self.size, 1), 1e-6)
        # A direct factorisation: the nodes of 1000 images fit, and conjugate gradients would crawl along the series.
        factor = splu(sparse.csc_array(scaled.T @ self.design + balance * self.energies), permc_spec="MMD_AT_PLUS_A",
                      options={"SymmetricMode": True})
        right = np.concatenate([(scaled.T @ gap).T for gap in gaps or (self.gap,)])
        return np.asarray(factor.solve(np.ascontiguousarray(right.T)).T)


def _select(system: _System, weight: Floats, apart: float) -> tuple[float, float, float]:
    """The largest stiffness that predicts test points about as well as any, its error, and that of no field."""
    # Two folds of four: all links are in each, so that the others would say the same.
    parts = [(train, test) for train, test in folds(system.places, apart)][:2]
    tried = list[float]()
    for stiffness in STIFFNESS:
        left = []
        for train, test in parts:
            found = system.only(train).solved(weight[train], stiffness)
            left.append(system.only(test).residuals(found))
        tried.append(_typical(left))
        # Once softer fields follow the errors of their points, still softer ones do so more.
        if len(tried) > 1 and tried[-1] > _PAST * min(tried):
            break
    still = _typical([system.gap[test] for _, test in parts])
    best = next(i for i, error in enumerate(tried) if error <= _AS_GOOD * min(tried))
    return STIFFNESS[best], tried[best], still


def _typical(residuals: list[Floats]) -> float:
    """A quantile and not a mean: some of the test points are wrong themselves."""
    return float(np.quantile(np.hypot(*np.concatenate(residuals).T), 0.6))


def _errors(system: _System, weight: Floats, stiffness: float, residuals: Floats, apart: float) -> Floats:
    """Root mean square errors (k,) of the fields by the wild bootstrap (Wu 1986).

    What fields leave keeps its place and size and is given random signs: one for each link and square, as points that
    share pixels err together.
    """
    square = np.floor(system.places / max(apart, 1e-9)).astype(np.int64)
    cell = np.unique(np.column_stack([system.owner, square]), axis=0, return_inverse=True)[1].ravel()
    # Fixed: the same input gives the same bytes.
    signs = np.random.default_rng(0).choice((-1.0, 1.0), (_DRAWS, int(cell.max()) + 1))
    drawn = system.solved(weight, stiffness, *(residuals * sign[cell][:, None] for sign in signs))
    found = []
    for k, lattice in enumerate(system.lattices):
        values = basis(lattice, _inner_nodes(lattice)) @ system.part(drawn, k).T if (
            system.starts[k + 1] > system.starts[k]) else np.zeros((1, 2 * _DRAWS))
        # Twice the mean square of one component is that of the length of a vector of two.
        found.append(float(np.sqrt(2 * (values**2).mean())))
    return np.array(found)


def _inner_nodes(lattice: Lattice) -> Floats:
    """Places (n, 2) of the nodes that lie within the area that a lattice was made for."""
    # The two outer rings of nodes lie beyond the area, where nothing was measured.
    rows, cols = (np.arange(2, max(n - 2, 3)) for n in lattice.shape)
    at = np.stack(np.meshgrid(cols, rows), -1).reshape(-1, 2)
    return np.asarray(np.array(lattice.origin) + lattice.spacing * at)
