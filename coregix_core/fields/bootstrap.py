"""How uncertain a field is: how far it would lie elsewhere, had its pixels erred with other signs.

The wild bootstrap (Wu 1986): what cells still ask for under the final field is their error. It keeps its place and its
size and is given a random sign, square by square, as the errors of neighbours go together. The field that cells so
signed ask for is a draw of the field's own error: noise, clouds and other contrast show in it, and so does a border
that nothing lies beyond.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import ndimage

from .._typing import Floats
from .bspline import Lattice
from .gauss_newton import Cells, NormalEquations, change

# Side of the squares in spacings of the nodes: what a node says is gathered from about that far.
_SQUARE = 4.0

# Fixed and by place: the same for the same images, in whatever tiles and order they come.
_SIGNS = np.random.default_rng(0).choice((-1.0, 1.0), (64, 64))


def with_random_signs(cells: Cells, lattice: Lattice) -> Cells:
    """The cells with a sign drawn for each square of them."""
    # By the lattice and not by tiles: a cell has the same sign in whichever tile it is read.
    square = np.floor((cells.places - lattice.origin) / (_SQUARE * lattice.spacing)).astype(int)
    col, row = (square % len(_SIGNS)).T
    return replace(cells, vector=cells.vector * _SIGNS[row, col, None])


def rms_error(equations: NormalEquations, stiffness: float) -> float:
    """Root mean square length (frame pixels) of the field that signed cells ask for, where there are any."""
    # From rest and anchored to rest: the draw is of the error alone, without the field that was found.
    still = np.zeros((2, *equations.lattice.shape))
    drawn = _values(change(equations, still, still, stiffness).reshape(2, *equations.lattice.shape))
    near = equations.near
    return float(np.sqrt((drawn.reshape(2, -1)[:, near] ** 2).sum(0).mean())) if near.any() else 0.0


def _values(coefficients: Floats) -> Floats:
    """A cubic B-spline at its own nodes (2, rows, columns)."""
    for axis in (1, 2):
        coefficients = ndimage.convolve1d(coefficients, np.array([1, 4, 1]) / 6, axis=axis, mode="nearest")
    return coefficients
