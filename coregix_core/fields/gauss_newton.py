"""Displacement from all pixels at once: Gauss-Newton steps of a B-spline field, for what windows are too large to see.

Every pixel says how its difference would shrink if the moving image were shifted (Lucas and Kanade 1981, with the mean
gradient of both images as in Malis 2004); cells of a few pixels gather that into a 2 x 2 matrix and a vector, and the
field that fits all cells best, against its bending energy, is the next step (Rueckert et al. 1999). How stiff the field
has to be, and whether pixels have anything to say at all, is decided by test cells, which the field is not fitted to.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, sparse

from .._typing import Floats, Mask
from ..geometry import Frame, Grid
from ..imaging import Proxy
from ..threads import beat
from .bspline import Lattice, axis_basis, basis
from .linear_solvers import conjugate_gradients
from .penalty import Penalty

# Side of a cell in pixels.
CELL = 4

# Weight of the anchor against what an ordinary node's pixels say.
_PULL = 0.003

# How many times stiffer than asked the field may have to be.
_STIFFER = (1.0, 10.0, 1e2, 1e3, 1e4)

# Share of what cells could gain that the field has to give to test cells; and the share of the best such gain with
# which a stiffer field is preferred. Other bands and clouds gave up to 0.13 where steps were wrong, rugged ground 0.33
# and more where they were right.
_MIN_GAIN, _AS_GOOD = 0.25, 0.9

# Squared correlation that any cell is granted: one that lies far off has none yet, and is to be drawn near.
_FLOOR = 0.02


@dataclass(frozen=True)
class Cells:
    """Normal equations of the displacement in cells.

    ``matrix`` (n, 2, 2) d = ``vector`` (n, 2), with d in frame pixels at ``places`` (n, 2). ``test`` (n,) marks every
    fourth cell, by which it is checked what the others say (train).
    """

    places: Floats
    matrix: Floats
    vector: Floats
    test: NDArray[np.bool_]
    raster: CellRaster | None = None

    def part(self, which: NDArray[np.bool_]) -> Cells:
        """Some of the cells."""
        return Cells(self.places[which], self.matrix[which], self.vector[which], self.test[which],
                     None if self.raster is None else self.raster.part(which))


@dataclass(frozen=True)
class CellRaster:
    """Where cells lie in a raster whose axes are the frame's: ``x`` (columns,), ``y`` (rows,), and ``index`` (n,)."""

    x: Floats
    y: Floats
    index: NDArray[np.int64]

    def part(self, which: NDArray[np.bool_]) -> CellRaster:
        """Where some of the cells lie."""
        return CellRaster(self.x, self.y, self.index[which])

    def spread(self, values: Floats) -> Floats:
        """Values (n, ...) as a raster (..., rows, columns), 0 where no cell is."""
        raster = np.zeros((len(self.y) * len(self.x), *values.shape[1:]))
        raster[self.index] = values
        return np.moveaxis(raster.reshape(len(self.y), len(self.x), *values.shape[1:]), (0, 1), (-2, -1))


Box = tuple[slice, slice]
Sums = tuple[Box, NDArray[np.bool_], Floats, Floats]


@dataclass(frozen=True)
class NodeEquations:
    """The normal equations of some cells for the nodes of a rectangle of the lattice, its rows and columns in ``box``.

    ``near`` (h, w) marks those that any cell lies near. ``diagonals`` (3, diagonals, h, w) are those of the quadratic
    form for xx, xy (the same as yx) and yy, ``right_hand_side`` is (2, h, w); ``trace`` is the sum of the cells' own;
    ``attainable`` what they would gain if each had the displacement that it asks for.
    """

    box: Box
    near: NDArray[np.bool_]
    diagonals: Floats
    right_hand_side: Floats
    trace: float
    attainable: float


def node_equations(cells: Cells, lattice: Lattice) -> NodeEquations:
    """The normal equations of cells for a lattice's nodes."""
    a, b, d = cells.matrix[:, 0, 0], cells.matrix[:, 0, 1], cells.matrix[:, 1, 1]
    # The minimum of d' A d - 2 d' v lies at A^-1 v and is worth v' A^-1 v there, which for 2 x 2 is written out.
    x, y = cells.vector.T
    trace = a + d
    # A thousandth of the trace: along an edge a cell would ask for any displacement.
    little = 1e-3 * trace + 1e-12
    a, d = a + little, d + little
    attainable = float(((d * x * x - 2 * b * x * y + a * y * y) / (a * d - b * b)).sum())
    sums = _scattered_sums(cells, lattice) if cells.raster is None else _raster_sums(cells, cells.raster, lattice)
    return NodeEquations(*sums, float(trace.sum()), attainable)


def _raster_sums(cells: Cells, raster: CellRaster, lattice: Lattice) -> Sums:
    """Box, nodes, diagonals and right-hand side by products along the axes, many times as fast as cell by cell."""
    rows, cols = lattice.shape
    across, left = axis_basis((raster.x - lattice.origin[0]) / lattice.spacing, cols)
    down, top = axis_basis((raster.y - lattice.origin[1]) / lattice.spacing, rows)
    height, width = down.shape[1], across.shape[1]
    counted = raster.spread(np.ones(len(cells.places)))
    near = ((down > 0).T.astype(float) @ counted @ (across > 0)) > 0
    # Products of a basis function with those up to three nodes away, for all shifts of both axes at once; sparse, as
    # each is of few cells.
    shifts = range(-3, 4)
    pairs_down, pairs_across = (sparse.csr_array(np.concatenate([(values * _shifted(values, i)).T for i in shifts]))
                                for values in (down, across))
    offsets = _offsets(lattice)
    at = np.searchsorted(offsets, np.add.outer(np.arange(-3, 4) * cols, np.arange(-3, 4)))
    diagonals = np.zeros((3, len(offsets), height, width))
    matrix = raster.spread(cells.matrix)
    for block, entry in zip(diagonals, (matrix[0, 0], matrix[0, 1], matrix[1, 1]), strict=True):
        products = (pairs_across @ (pairs_down @ entry).T).reshape(7, width, 7, height)
        # One by one and added, as on a narrow lattice several pairs of shifts are one offset.
        for i, j in np.ndindex(7, 7):
            block[at[i, j]] += products[j, :, i].T
    # The field is separable, so that the sum over cells is a product along each axis in turn.
    right_hand_side = down.T @ raster.spread(cells.vector) @ across
    return (slice(top, top + height), slice(left, left + width)), near, diagonals, right_hand_side


def _shifted(values: Floats, shift: int) -> Floats:
    """The values (n, k) of the nodes that lie ``shift`` before each, 0 where there are none."""
    shifted = np.zeros_like(values)
    count = values.shape[1]
    low, high = max(shift, 0), min(count + shift, count)
    if low < high:
        shifted[:, low:high] = values[:, low - shift : high - shift]
    return shifted


def _scattered_sums(cells: Cells, lattice: Lattice) -> Sums:
    """Box, nodes, diagonals and right-hand side of cells at any places."""
    design = basis(lattice, cells.places)
    cols = lattice.shape[1]
    row, col = np.divmod(design.indices, cols)
    # The few nodes of a tile: matrices of the whole lattice's size would cost more than what they hold.
    top, left = (int(a.min(initial=0)) for a in (row, col))
    height, width = (int(a.max(initial=0)) + 1 - first for a, first in ((row, top), (col, left)))
    index, count = (row - top) * width + col - left, height * width
    own = sparse.csr_array((design.data, index, design.indptr), (len(cells.places), count))
    near = np.bincount(index, minlength=count) > 0
    node = (np.arange(top, top + height)[:, None] * cols + np.arange(left, left + width)).ravel()
    offsets = _offsets(lattice)
    diagonals = np.zeros((3, len(offsets), count))
    for block, (i, j) in zip(diagonals, ((0, 0), (0, 1), (1, 1)), strict=True):
        entries = sparse.coo_array(own.T @ own.multiply(cells.matrix[:, i, j][:, None]))
        # DIA storage is by the column of an entry: value (i, j) stands in its diagonal at j.
        block[np.searchsorted(offsets, node[entries.col] - node[entries.row]), entries.col] = entries.data
    shape = height, width
    return ((slice(top, top + height), slice(left, left + width)), near.reshape(shape),
            diagonals.reshape(3, -1, *shape), (own.T @ cells.vector).T.reshape(2, *shape))


def _offsets(lattice: Lattice) -> NDArray[np.int64]:
    """By how much the number of a node differs from those whose basis functions overlap with its own."""
    # Up to three nodes along either axis. On a narrow lattice some of them are the same.
    return np.unique(np.add.outer(np.arange(-3, 4) * lattice.shape[1], np.arange(-3, 4)))


class NormalEquations:
    """Normal equations of a lattice's nodes: the sum over cells.

    It is summed up in place, and held by its diagonals: as a sparse matrix it would take three times the memory, and
    each sum twice that.
    """

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self._offsets = _offsets(lattice)
        # Single precision: to go through them is most of the time of a solve, whose tolerance is a thousandth.
        self._diagonals = np.zeros((3, len(self._offsets), lattice.nodes), np.float32)
        # Views of them, which see each sum.
        self._blocks = tuple(sparse.dia_array((d, self._offsets), (lattice.nodes,) * 2) for d in self._diagonals)
        self.right_hand_side = np.zeros((2, lattice.nodes))
        self.near = np.zeros(lattice.nodes, bool)
        """Which nodes (nodes,) any cell lies near."""
        self._trace = self.attainable = 0.0

    @property
    def ordinary(self) -> float:
        """The mean diagonal of the nodes that any cell lies near."""
        # Images without texture make all of it zero, and nobody may divide by it.
        return max(self._trace / (2 * max(int(self.near.sum()), 1)), 1e-12)

    def add(self, part: NodeEquations) -> None:
        """Add those of some cells."""
        # Views: a rectangle of them is reached a row at a time, which is four times as fast as node by node.
        for own, other in ((self._diagonals, part.diagonals), (self.right_hand_side, part.right_hand_side)):
            own.reshape(*own.shape[:-1], *self.lattice.shape)[..., *part.box] += other
        self.near.reshape(self.lattice.shape)[part.box] |= part.near
        self._trace += part.trace
        self.attainable += part.attainable

    def merge(self, other: NormalEquations) -> None:
        """Add the sum of others on the same lattice."""
        self._diagonals += other._diagonals
        self.right_hand_side += other.right_hand_side
        self.near |= other.near
        self._trace += other._trace
        self.attainable += other.attainable

    def matvec(self, field: Floats) -> Floats:
        """The left-hand side (2, nodes) for a change (2, nodes) of the nodes."""
        (x, y), (xx, xy, yy) = field.astype(np.float32), self._blocks
        return np.stack([xx @ x + xy @ y, xy @ x + yy @ y]).astype(float)

    @property
    def diagonal(self) -> Floats:
        """The diagonal (2, nodes) of the left-hand side."""
        return self._diagonals[::2, np.searchsorted(self._offsets, 0)].astype(float)

    def gain(self, step: Floats) -> float:
        """Share of ``attainable`` that a step (2, nodes) gives; below 0 if it makes matters worse."""
        return float((step * (2 * self.right_hand_side - self.matvec(step))).sum() / max(self.attainable, 1e-12))


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
    matrix = inverse.T @ ((matrix * weight[..., None, None]).reshape(-1, 2) @ inverse).reshape(-1, 2, 2)
    vector = (vector * weight[..., None]).reshape(-1, 2) @ inverse
    # A cell mostly invalid has its middle away from the pixels that speak for it.
    keep = (_summed(valid.astype(np.float32)) > CELL * CELL / 2).ravel()
    test = ((rows % 2 == 0) & (cols % 2 == 0)).ravel()
    places = frame.to_frame(x, y)
    aligned = None
    if t.b == t.d == 0:
        at = places.reshape(*weight.shape, 2)
        aligned = CellRaster(at[0, :, 0], at[:, 0, 1], np.arange(len(places)))
    return Cells(places, matrix, vector, test, aligned).part(keep)


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
    # Rows first, which are contiguous: three times as fast as both at once.
    rows = image[:height, :width].reshape(height // CELL, CELL, width).sum(1)
    return np.asarray(sum(rows[:, i::CELL] for i in range(CELL)), float)


def select_stiffness(
    train: NormalEquations, test: NormalEquations, coefficients: Floats, anchor: Floats, softest: float,
) -> tuple[float, Floats] | None:
    """The largest stiffness whose step, found from train cells, is about as good as any for test cells; and that step.

    It is ``softest`` or more, the step is (2, nodes). None if no step is of use to cells that it was not found from.
    Each step that is tried is a beat.
    """
    # A step that fits noise helps the cells that it was found from, and does harm to their neighbours.
    gains, steps = list[float](), list[Floats]()
    for times in _STIFFER:
        # The gain is at its maximum there, so that an error of a hundredth changes it by a ten-thousandth.
        steps.append(change(train, coefficients, anchor, softest * times, start=steps[-1] if steps else None,
                            tolerance=1e-2))
        gains.append(test.gain(steps[-1]))
        beat()
        # Once a stiffer field is clearly worse, still stiffer ones are worse again.
        if gains[-1] < _AS_GOOD * max(gains):
            break
    if max(gains) < _MIN_GAIN:
        return None
    # The stiffest of those that are about as good: what more a softer one gains may be noise that train and test share.
    best = max(i for i, gain in enumerate(gains) if gain >= _AS_GOOD * max(gains))
    return softest * _STIFFER[best], steps[best]


def step(
    equations: NormalEquations, coefficients: Floats, anchor: Floats, stiffness: float, longest: float,
    guess: Floats | None = None,
) -> Floats:
    """The next coefficients (2, rows, columns) of the field; ``longest`` bounds a node's step, in frame pixels.

    ``stiffness`` weighs bending against what an ordinary node's pixels say. ``anchor`` holds the coefficients that the
    steps began with: where pixels say nothing, as along an edge, the field stays there. ``guess`` (2, nodes) is a
    change near to the one sought, which saves iterations.
    """
    found = change(equations, coefficients, anchor, stiffness, guess)
    return np.asarray(coefficients + np.clip(found, -longest, longest).reshape(coefficients.shape))


def change(
    equations: NormalEquations, coefficients: Floats, anchor: Floats, stiffness: float, start: Floats | None = None,
    tolerance: float = 1e-3,
) -> Floats:
    """The change (2, nodes) of the coefficients that serves the cells best, against bending; ``start`` is a guess.

    ``tolerance`` is the share of the right-hand side that may be left over.
    """
    # Stiffness is relative to the data: otherwise it would depend on contrast and on the number of pixels.
    ordinary = equations.ordinary
    bending, pull = Penalty(stiffness * ordinary, 0.0), Penalty(0.0, _PULL * ordinary)
    flat, origin = coefficients.reshape(2, -1), anchor.reshape(2, -1)
    # Energies are of the whole field and not of the step: their gradient at the present field stands on this side.
    right_hand_side = (equations.right_hand_side - bending.gradient(flat, equations.lattice)
                       - pull.gradient(flat - origin, equations.lattice))
    # A loose tolerance will do: the next step starts from a new linearisation anyway.
    return conjugate_gradients(equations.matvec, equations.diagonal, right_hand_side, equations.lattice,
                               Penalty(bending.bending, pull.size), start=start, tolerance=tolerance)
