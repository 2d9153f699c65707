from .blocks import POINTS as POINTS
from .blocks import SEARCH as SEARCH
from .blocks import WHOLE_PIXELS as WHOLE_PIXELS
from .blocks import WINDOW as WINDOW
from .blocks import Block as Block
from .blocks import Points as Points
from .blocks import joined_points as joined_points
from .blocks import measure as measure
from .blocks import measure_at as measure_at
from .blocks import measure_block as measure_block
from .blocks import pieces_at as pieces_at
from .blocks import read_blocks as read_blocks
from .blocks import rivals_at as rivals_at
from .blocks import tiles as tiles
from .blocks import window_of as window_of
from .common_ground import RIM as RIM
from .common_ground import CommonGround as CommonGround
from .common_ground import common_ground as common_ground
from .distance import corners_of as corners_of
from .distance import distance as distance
from .distance import moved_by as moved_by
from .mask_shares import warn_of_masks as warn_of_masks
from .mask_shares import with_masks_named as with_masks_named
from .pair import Pair as Pair
from .pair import make_pair as make_pair
from .pair import overlap as overlap
from .sensor_gaps import as_in_files as as_in_files
from .sensor_gaps import leave_out_sensor_gaps as leave_out_sensor_gaps
from .sensor_gaps import share_pattern as share_pattern
from .solution import Request as Request
from .solution import Solution as Solution
from .valid_share import require_content as require_content
from .valid_share import require_share as require_share
from .valid_share import valid_share as valid_share

__all__ = [
    "POINTS",
    "RIM",
    "SEARCH",
    "WHOLE_PIXELS",
    "WINDOW",
    "Block",
    "CommonGround",
    "Pair",
    "Points",
    "Request",
    "Solution",
    "common_ground",
    "corners_of",
    "distance",
    "joined_points",
    "leave_out_sensor_gaps",
    "make_pair",
    "measure",
    "measure_at",
    "measure_block",
    "moved_by",
    "overlap",
    "pieces_at",
    "read_blocks",
    "require_content",
    "require_share",
    "rivals_at",
    "tiles",
    "valid_share",
    "warn_of_masks",
    "window_of",
    "with_masks_named",
]
