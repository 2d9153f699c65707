from .corrections import Corrections as Corrections
from .corrections import Link as Link
from .corrections import numbered_cells as numbered_cells
from .corrections import stable_spread as stable_spread
from .determination import alone as alone
from .determination import distinct as distinct
from .determination import mirrored as mirrored
from .network import Adjustment as Adjustment
from .network import adjust as adjust
from .network import misclosure as misclosure
from .parametric import MIN_DEPTH as MIN_DEPTH
from .parametric import TUNING as TUNING
from .parametric import Fit as Fit
from .parametric import carried as carried
from .parametric import consensus as consensus
from .parametric import determined as determined
from .parametric import fit as fit
from .parametric import jacobian as jacobian
from .parametric import pays as pays
from .parametric import simplest as simplest
from .placed_fits import to_homography as to_homography
from .placed_fits import to_transform as to_transform

__all__ = [
    "MIN_DEPTH",
    "TUNING",
    "Adjustment",
    "Corrections",
    "Fit",
    "Link",
    "adjust",
    "alone",
    "carried",
    "consensus",
    "determined",
    "distinct",
    "fit",
    "jacobian",
    "mirrored",
    "misclosure",
    "numbered_cells",
    "pays",
    "simplest",
    "stable_spread",
    "to_homography",
    "to_transform",
]
