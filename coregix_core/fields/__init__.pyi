from .bootstrap import DrawnError as DrawnError
from .bootstrap import drawn_error as drawn_error
from .bootstrap import with_random_signs as with_random_signs
from .bspline import Lattice as Lattice
from .bspline import lattice_over as lattice_over
from .bspline import refined as refined
from .gauss_newton import Cells as Cells
from .gauss_newton import NodeEquations as NodeEquations
from .gauss_newton import NormalEquations as NormalEquations
from .gauss_newton import cells_of as cells_of
from .gauss_newton import node_equations as node_equations
from .gauss_newton import select_stiffness as select_stiffness
from .gauss_newton import step as step
from .joint import Gaps as Gaps
from .joint import JointFields as JointFields
from .joint import fit_jointly as fit_jointly
from .scattered import FieldFit as FieldFit
from .scattered import fit_field as fit_field

__all__ = [
    "Cells",
    "DrawnError",
    "FieldFit",
    "Gaps",
    "JointFields",
    "Lattice",
    "NodeEquations",
    "NormalEquations",
    "cells_of",
    "drawn_error",
    "fit_field",
    "fit_jointly",
    "lattice_over",
    "node_equations",
    "refined",
    "select_stiffness",
    "step",
    "with_random_signs",
]
