"""How uncertain a field is: how far it would lie elsewhere, had its pixels erred with other signs.

The wild bootstrap (Wu 1986): what cells still ask for under the final field is their error. It keeps its place and its
size and is given a random sign, square by square, as the errors of neighbours go together. The field that cells so
signed ask for is a draw of the field's own error: noise, clouds and other contrast show in it, and so does a border
that nothing lies beyond.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import ndimage

from .._typing import Floats
from .bspline import Lattice
from .gauss_newton import Cells, NormalEquations, change

# Side of the squares in spacings of the nodes: what a node says is gathered from about that far.
_SQUARE = 4.0

# Spacings of the nodes within which a draw says how large the error is about one, as its squares are few; and what the
# whole weighs beside those. Of 19 real scenes under noise the error grew by half from the fifth of the ground with the
# least to that with the most, and it is the same part of what is drawn about each place.
_AROUND, _BY_WHOLE = 3.0, 0.2

# Fixed and by place: the same for the same images, in whatever tiles and order they come.
_SIGNS = np.random.default_rng(0).choice((-1.0, 1.0), (64, 64))


def with_random_signs(cells: Cells, lattice: Lattice) -> Cells:
    """The cells with a sign drawn for each square of them."""
    # By the lattice and not by tiles: a cell has the same sign in whichever tile it is read.
    square = np.floor((cells.places - lattice.origin) / (_SQUARE * lattice.spacing)).astype(int)
    col, row = (square % len(_SIGNS)).T
    return replace(cells, vector=cells.vector * _SIGNS[row, col, None])


@dataclass(frozen=True)
class DrawnError:
    """How far a field may be off, in pixels of the frame.

    ``rms`` is the root mean square length in all, ``squares`` (rows, columns) its mean square about each node.
    """

    lattice: Lattice
    squares: Floats
    rms: float

    def squares_at(self, places: Floats) -> Floats:
        """Mean square length (m,) of the error about places (m, 2)."""
        col, row = ((places - self.lattice.origin) / self.lattice.spacing).T
        return np.asarray(ndimage.map_coordinates(self.squares, [row, col], order=1, mode="nearest"))


def drawn_error(equations: NormalEquations, stiffness: float) -> DrawnError:
    """The error of the field that signed cells ask for, where there are any."""
    lattice = equations.lattice
    # From rest and anchored to rest: the draw is of the error alone, without the field that was found.
    still = np.zeros((2, *lattice.shape))
    drawn = _values(change(equations, still, still, stiffness).reshape(still.shape))
    near = equations.near.reshape(lattice.shape).astype(float)
    squares = near * (drawn**2).sum(0)
    whole = float(squares.sum() / max(near.sum(), 1.0))

    def around(values: Floats) -> Floats:
        return np.asarray(ndimage.gaussian_filter(values, _AROUND, mode="constant"))

    # Where no cell is near, the whole is all that is known.
    return DrawnError(lattice, (around(squares) + _BY_WHOLE * whole) / (around(near) + _BY_WHOLE),
                      float(np.sqrt(whole)))


def _values(coefficients: Floats) -> Floats:
    """A cubic B-spline at its own nodes (2, rows, columns)."""
    for axis in (1, 2):
        coefficients = ndimage.convolve1d(coefficients, np.array([1, 4, 1]) / 6, axis=axis, mode="nearest")
    return coefficients
