from .assessment import assess as assess
from .blocks import pieces_at as pieces_at
from .blocks import read_blocks as read_blocks
from .evidence import OTHER_PROXY as OTHER_PROXY
from .gathering import gather as gather
from .link import LinkMeasurement as LinkMeasurement
from .link import LinkPoints as LinkPoints
from .link import measure_link as measure_link
from .mask_shares import warn_of_masks as warn_of_masks
from .mask_shares import with_masks_named as with_masks_named
from .pair import Pair as Pair
from .pair import overlap as overlap
from .snap import Snap as Snap
from .snap import snapped as snapped
from .solver import proxy_of as proxy_of
from .stages import Outcome as Outcome
from .stages import block_count as block_count
from .stages import pair_of as pair_of
from .stages import register as register
from .support import ce90_at as ce90_at
from .tie_point_solve import to_homography as to_homography
from .tie_point_solve import to_transform as to_transform
from .valid_share import require_share as require_share
from .whereabouts import searched_for as searched_for

__all__ = [
    "OTHER_PROXY",
    "LinkMeasurement",
    "LinkPoints",
    "Outcome",
    "Pair",
    "Snap",
    "assess",
    "block_count",
    "ce90_at",
    "gather",
    "measure_link",
    "overlap",
    "pair_of",
    "pieces_at",
    "proxy_of",
    "read_blocks",
    "register",
    "require_share",
    "searched_for",
    "snapped",
    "to_homography",
    "to_transform",
    "warn_of_masks",
    "with_masks_named",
]
