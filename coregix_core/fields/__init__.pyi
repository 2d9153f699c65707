from .bspline import Lattice as Lattice
from .bspline import lattice_over as lattice_over
from .bspline import refined as refined
from .gauss_newton import Cells as Cells
from .gauss_newton import Normal as Normal
from .gauss_newton import Part as Part
from .gauss_newton import cells_of as cells_of
from .gauss_newton import part_of as part_of
from .gauss_newton import step as step
from .gauss_newton import supported as supported
from .scattered import FieldFit as FieldFit
from .scattered import fit_field as fit_field

__all__ = [
    "Cells",
    "FieldFit",
    "Lattice",
    "Normal",
    "Part",
    "cells_of",
    "fit_field",
    "lattice_over",
    "part_of",
    "refined",
    "step",
    "supported",
]
