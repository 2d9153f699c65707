"""Displacement from all pixels at once: Gauss-Newton steps of a B-spline field, for what windows are too large to see.

Every pixel says how its difference would shrink if the moving image were shifted (Lucas and Kanade 1981, with the mean
gradient of both images as in Malis 2004); cells of a few pixels gather that into a 2 x 2 matrix and a vector, and the
field that fits all cells best, against its bending energy, is the next step (Rueckert et al. 1999).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage, sparse
from scipy.sparse.linalg import LinearOperator, cg

from .field import Lattice, basis, energy
from .grid import Floats, Frame, Grid
from .mask import Mask
from .proxy import Complex, Proxy

CELL = 4
"""Side of a cell in pixels."""

_PULL = 0.003
"""Weight of the anchor against what an ordinary node's pixels say."""


@dataclass(frozen=True)
class Cells:
    """Normal equations of the displacement in cells.

    ``matrix`` (n, 2, 2) d = ``vector`` (n, 2), with d in frame pixels at ``places`` (n, 2).
    """

    places: Floats
    matrix: Floats
    vector: Floats


def cells_of(fixed: Proxy, moving: Proxy, grid: Grid, frame: Frame) -> Cells:
    """The normal equations of two proxies on one grid, cells that differ as unrelated ones do weighted down."""
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
    weight = _likeness(fixed, moving, difference, valid)
    rows, cols = np.indices(weight.shape)
    x, y = grid.to_world((cols.ravel() + 0.5) * CELL, (rows.ravel() + 0.5) * CELL)
    # From pixels of the grid to those of the frame: d_frame = linear d_grid.
    t = grid.transform
    inverse = np.linalg.inv(np.array([[t.a, t.b], [t.d, t.e]]) / np.array(frame.unit)[:, None])
    matrix = np.einsum("ki,...kl,lj->...ij", inverse, matrix, inverse) * weight[..., None, None]
    vector = np.einsum("ki,...k->...i", inverse, vector) * weight[..., None]
    # A cell mostly invalid has its middle away from the pixels that speak for it.
    keep = (_summed(valid.astype(np.float32)) > CELL * CELL / 2).ravel()
    return Cells(frame.to_frame(x, y)[keep], matrix.reshape(-1, 2, 2)[keep], vector.reshape(-1, 2)[keep])


def _likeness(fixed: Proxy, moving: Proxy, difference: Complex, valid: Mask) -> Floats:
    """Weights of cells: 1 where the images are alike, a fifth where they have nothing in common."""
    off = ndimage.gaussian_filter(_summed(np.abs(difference) ** 2), 3.0)
    both = _summed(np.where(valid, np.abs(fixed.values) ** 2 + np.abs(moving.values) ** 2, 0))
    # Of unrelated images the squared difference is the sum of both energies: a share of 1.
    share = off / np.maximum(ndimage.gaussian_filter(both, 3.0), 1e-6)
    return np.asarray(1 / (1 + (share / 0.5) ** 2))


def _summed(image: Floats) -> Floats:
    height, width = (n // CELL * CELL for n in image.shape)
    parts = (height // CELL, CELL, width // CELL, CELL)
    return np.asarray(image[:height, :width].reshape(parts).sum((1, 3)), float)


def step(cells: list[Cells], lattice: Lattice, coefficients: Floats, anchor: Floats, stiffness: float, longest: float
         ) -> Floats:
    """The next coefficients (2, rows, columns) of the field; ``longest`` bounds a node's step, in frame pixels.

    ``stiffness`` weighs bending against what an ordinary node's pixels say. ``anchor`` holds the coefficients that the
    steps began with: where pixels say nothing, as along an edge, the field stays there.
    """
    nodes = lattice.shape[0] * lattice.shape[1]
    design = [basis(lattice, c.places) for c in cells]
    # Stiffness is relative to the data: otherwise it would depend on contrast and on the number of pixels.
    ordinary = sum(float(np.trace(c.matrix, axis1=1, axis2=2).sum()) for c in cells) / (2 * nodes)
    bend = stiffness * ordinary * energy(lattice)
    pull = _PULL * ordinary
    hold = bend + pull * sparse.eye_array(nodes)

    def block(i: int, j: int) -> sparse.csr_array:
        return sum(d.T @ d.multiply(c.matrix[:, i, j][:, None]) for d, c in zip(design, cells, strict=True))

    xx, xy, yy = block(0, 0), block(0, 1), block(1, 1)
    normal = sparse.csr_array(sparse.block_array([[xx + hold, xy], [xy.T, yy + hold]]))
    flat, start = coefficients.reshape(2, -1), anchor.reshape(2, -1)
    # Energies are of the whole field and not of the step: their slope at the present field stands on this side.
    right = np.concatenate([
        sum(d.T @ c.vector[:, i] for d, c in zip(design, cells, strict=True)) - bend @ flat[i]
        - pull * (flat[i] - start[i]) for i in range(2)])
    # Images without texture make all of it zero, and the preconditioner divides by it.
    diagonal = np.maximum(normal.diagonal(), 1e-12)
    # A loose tolerance will do: the next step starts from a new linearisation anyway.
    change, _ = cg(normal, right, rtol=1e-3, maxiter=200,
                   M=LinearOperator(normal.shape, matvec=lambda v: v / diagonal))
    return np.asarray(coefficients + np.clip(change, -longest, longest).reshape(coefficients.shape))
