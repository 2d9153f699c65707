from .coarse_solve import Coarse as Coarse
from .coarse_solve import from_pixels as from_pixels
from .coarse_solve import levels_of as levels_of
from .coarse_solve import read_coarse as read_coarse
from .coarse_solve import require_valid as require_valid
from .coarse_solve import within_reach as within_reach
from .local import field_transform as field_transform
from .local import solve_local as solve_local
from .local import unfolded as unfolded
from .solver import proxy_of as proxy_of
from .solver import solve as solve
from .solver import solved_from as solved_from
from .stable_part import by_stable_part as by_stable_part
from .tie_point_solve import agreed as agreed
from .tie_point_solve import first_model as first_model

__all__ = [
    "Coarse",
    "agreed",
    "by_stable_part",
    "field_transform",
    "first_model",
    "from_pixels",
    "levels_of",
    "proxy_of",
    "read_coarse",
    "require_valid",
    "solve",
    "solve_local",
    "solved_from",
    "unfolded",
    "within_reach",
]
