"""Displacement from all pixels at once: Gauss-Newton steps of a B-spline field, for what windows are too large to see.

Every pixel says how its difference would shrink if the moving image were shifted (Lucas and Kanade 1981, with the mean
gradient of both images as in Malis 2004); cells of a few pixels gather that into a 2 x 2 matrix and a vector, and the
field that fits all cells best, against its bending energy, is the next step (Rueckert et al. 1999). How stiff the field
has to be, and whether pixels have anything to say at all, is told by cells that it was not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, sparse
from scipy.sparse.linalg import LinearOperator, cg

from .field import Lattice, basis, energy
from .grid import Floats, Frame, Grid
from .mask import Mask
from .proxy import Proxy

CELL = 4
"""Side of a cell in pixels."""

_PULL = 0.003
"""Weight of the anchor against what an ordinary node's pixels say."""

_STIFFER = (1.0, 10.0, 1e2, 1e3, 1e4)
"""How many times stiffer than asked the field may have to be."""

_LEAST_GAIN, _AS_GOOD = 0.25, 0.9
"""Share of what cells could gain that the field has to give to those it was not shown; and the share of the best such
gain with which a stiffer field is preferred. Other bands and clouds gave up to 0.13 where steps were wrong, rugged
ground 0.33 and more where they were right."""

_FLOOR = 0.02
"""Squared correlation that any cell is granted: one that lies far off has none yet, and is to be drawn near."""


@dataclass(frozen=True)
class Cells:
    """Normal equations of the displacement in cells.

    ``matrix`` (n, 2, 2) d = ``vector`` (n, 2), with d in frame pixels at ``places`` (n, 2). ``held`` (n,) marks every
    fourth cell, by which it is checked what the others say.
    """

    places: Floats
    matrix: Floats
    vector: Floats
    held: NDArray[np.bool_]

    def part(self, which: NDArray[np.bool_]) -> Cells:
        """Some of the cells."""
        return Cells(self.places[which], self.matrix[which], self.vector[which], self.held[which])


@dataclass(frozen=True)
class Normal:
    """What cells ask of a field's nodes, those of x before those of y: the normal matrix, and the right side.

    ``trace`` is the sum of the cells' own; ``most`` what they would gain if each had the displacement that it asks for.
    """

    matrix: sparse.csr_array
    vector: Floats
    trace: float
    most: float

    def plus(self, others: Sequence[Normal]) -> Normal:
        """The sum with others of the same lattice."""
        matrix = self.matrix
        # One by one: as lists of entries, all together, they would take several times the memory of the sum.
        for other in others:
            matrix = matrix + other.matrix
        return Normal(matrix, np.sum([self.vector, *(n.vector for n in others)], 0),
                      self.trace + sum(n.trace for n in others), self.most + sum(n.most for n in others))

    def gain(self, change: Floats) -> float:
        """Share of ``most`` that a change (2 nodes,) of the nodes gives; below 0 where it makes matters worse."""
        return float((2 * change @ self.vector - change @ (self.matrix @ change)) / max(self.most, 1e-12))


def normal_of(cells: Cells, lattice: Lattice) -> Normal:
    """The normal equations of a lattice's nodes from those of cells."""
    nodes = lattice.shape[0] * lattice.shape[1]
    design = basis(lattice, cells.places)
    # The few nodes of a tile: matrices of the whole lattice's size would cost more than what they hold.
    near = np.unique(design.indices)
    part = design[:, near]
    index = np.concatenate([near, near + nodes]).astype(np.int32)

    def block(i: int, j: int) -> sparse.csr_array:
        return part.T @ part.multiply(cells.matrix[:, i, j][:, None])

    xy = block(0, 1)
    matrix = sparse.coo_array(sparse.block_array([[block(0, 0), xy], [xy.T, block(1, 1)]]))
    whole = sparse.csr_array((matrix.data, (index[matrix.row], index[matrix.col])), (2 * nodes, 2 * nodes))
    vector = np.zeros(2 * nodes)
    vector[index] = (part.T @ cells.vector).T.ravel()
    trace = np.trace(cells.matrix, axis1=1, axis2=2)
    # A thousandth of the trace: along an edge a cell would ask for any displacement.
    sure = cells.matrix + (1e-3 * trace[:, None, None] + 1e-12) * np.eye(2)
    most = (cells.vector * np.linalg.solve(sure, cells.vector[..., None])[..., 0]).sum()
    return Normal(whole, vector, float(trace.sum()), float(most))


def cells_of(fixed: Proxy, moving: Proxy, grid: Grid, frame: Frame) -> Cells:
    """The normal equations of two proxies on one grid, weighted by how much the two have in common."""
    valid = fixed.valid & moving.valid
    difference = np.where(valid, fixed.values - moving.values, 0)
    mean = (fixed.values + moving.values) / 2
    slopes = np.zeros((2, *mean.shape), mean.dtype)
    slopes[0, :, 1:-1] = (mean[:, 2:] - mean[:, :-2]) / 2
    slopes[1, 1:-1] = (mean[2:] - mean[:-2]) / 2
    # Central differences look one pixel aside: at the edge of what is valid they would see the filled-in zeros.
    slopes[:, ~ndimage.binary_erosion(valid)] = 0
    products = {(i, j): _summed((slopes[i] * slopes[j].conj()).real) for i, j in ((0, 0), (0, 1), (1, 1))}
    # Summed over cells before anything is solved: memory is then that of cells, a sixteenth of that of pixels.
    matrix = np.stack([np.stack([products[0, 0], products[0, 1]], -1),
                       np.stack([products[0, 1], products[1, 1]], -1)], -2)
    vector = np.stack([_summed((s.conj() * difference).real) for s in slopes], -1)
    weight = _information(fixed, moving, valid)
    rows, cols = np.indices(weight.shape)
    x, y = grid.to_world((cols.ravel() + 0.5) * CELL, (rows.ravel() + 0.5) * CELL)
    # From pixels of the grid to those of the frame: d_frame = linear d_grid.
    t = grid.transform
    inverse = np.linalg.inv(np.array([[t.a, t.b], [t.d, t.e]]) / np.array(frame.unit)[:, None])
    matrix = np.einsum("ki,...kl,lj->...ij", inverse, matrix, inverse) * weight[..., None, None]
    vector = np.einsum("ki,...k->...i", inverse, vector) * weight[..., None]
    # A cell mostly invalid has its middle away from the pixels that speak for it.
    keep = (_summed(valid.astype(np.float32)) > CELL * CELL / 2).ravel()
    held = ((rows % 2 == 0) & (cols % 2 == 0)).ravel()
    return Cells(frame.to_frame(x, y), matrix.reshape(-1, 2, 2), vector.reshape(-1, 2), held).part(keep)


def _information(fixed: Proxy, moving: Proxy, valid: Mask) -> Floats:
    """Weights of cells: r^2 / (1 - r^2), what images that correlate by r say of their displacement."""
    def around(values: NDArray[np.floating]) -> Floats:
        return np.asarray(ndimage.gaussian_filter(_summed(np.where(valid, values, 0)), 3.0))

    common = around((fixed.values.conj() * moving.values).real)
    energies = around(np.abs(fixed.values) ** 2) * around(np.abs(moving.values) ** 2)
    squared = np.clip(common / np.sqrt(np.maximum(energies, 1e-12)), 0, 1) ** 2
    # A tenth of noise is granted to all: a perfect match is no more than ten times as sure as a good one.
    return np.asarray((squared + _FLOOR) / (1 - squared + 0.1))


def _summed(image: NDArray[np.floating]) -> Floats:
    height, width = (n // CELL * CELL for n in image.shape)
    parts = (height // CELL, CELL, width // CELL, CELL)
    return np.asarray(image[:height, :width].reshape(parts).sum((1, 3)), float)


def supported(shown: Normal, held: Normal, lattice: Lattice, coefficients: Floats, anchor: Floats, softest: float
              ) -> float | None:
    """The largest stiffness whose step, found from cells ``shown``, is about as good as any for those ``held`` back.

    It is ``softest`` or more. None where no step is of use to cells that it was not found from.
    """
    # A step that fits noise helps the cells that it was found from, and does harm to their neighbours.
    gains = [held.gain(_change(shown, lattice, coefficients, anchor, softest * times)) for times in _STIFFER]
    if max(gains) < _LEAST_GAIN:
        return None
    return softest * max(t for t, gain in zip(_STIFFER, gains, strict=True) if gain >= _AS_GOOD * max(gains))


def step(asked: Normal, lattice: Lattice, coefficients: Floats, anchor: Floats, stiffness: float, longest: float
         ) -> Floats:
    """The next coefficients (2, rows, columns) of the field; ``longest`` bounds a node's step, in frame pixels.

    ``stiffness`` weighs bending against what an ordinary node's pixels say. ``anchor`` holds the coefficients that the
    steps began with: where pixels say nothing, as along an edge, the field stays there.
    """
    change = _change(asked, lattice, coefficients, anchor, stiffness)
    return np.asarray(coefficients + np.clip(change, -longest, longest).reshape(coefficients.shape))


def _change(asked: Normal, lattice: Lattice, coefficients: Floats, anchor: Floats, stiffness: float) -> Floats:
    """The change (2 nodes,) of the coefficients that serves the cells best, against bending."""
    nodes = lattice.shape[0] * lattice.shape[1]
    # Stiffness is relative to the data: otherwise it would depend on contrast and on the number of pixels.
    ordinary = asked.trace / (2 * nodes)
    bend = stiffness * ordinary * energy(lattice)
    pull = _PULL * ordinary
    hold = bend + pull * sparse.eye_array(nodes)
    normal = asked.matrix + sparse.csr_array(sparse.kron(sparse.eye_array(2), hold))
    flat, start = coefficients.reshape(2, -1), anchor.reshape(2, -1)
    # Energies are of the whole field and not of the step: their slope at the present field stands on this side.
    right = asked.vector - np.concatenate([bend @ flat[i] + pull * (flat[i] - start[i]) for i in range(2)])
    # Images without texture make all of it zero, and the preconditioner divides by it.
    diagonal = np.maximum(normal.diagonal(), 1e-12)
    # A loose tolerance will do: the next step starts from a new linearisation anyway.
    change, _ = cg(normal, right, rtol=1e-3, maxiter=200,
                   M=LinearOperator(normal.shape, matvec=lambda v: v / diagonal))
    return np.asarray(change)
