from .coarse_solve import Coarse as Coarse
from .coarse_solve import from_pixels as from_pixels
from .coarse_solve import largest_shift as largest_shift
from .coarse_solve import levels_of as levels_of
from .coarse_solve import read_coarse as read_coarse
from .coarse_solve import require_valid as require_valid
from .coarse_solve import within_reach as within_reach
from .local import field_transform as field_transform
from .local import solve_local as solve_local
from .local import unfolded as unfolded
from .solution import Request as Request
from .solution import Solution as Solution
from .solver import proxy_of as proxy_of
from .solver import solve as solve
from .tie_point_solve import agreed as agreed
from .tie_point_solve import distance as distance
from .tie_point_solve import first_model as first_model
from .tie_point_solve import to_homography as to_homography
from .tie_point_solve import to_transform as to_transform

__all__ = [
    "Coarse",
    "Request",
    "Solution",
    "agreed",
    "distance",
    "field_transform",
    "first_model",
    "from_pixels",
    "largest_shift",
    "levels_of",
    "proxy_of",
    "read_coarse",
    "require_valid",
    "solve",
    "solve_local",
    "to_homography",
    "to_transform",
    "unfolded",
    "within_reach",
]
