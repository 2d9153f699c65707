from .array_image import storable as storable
from .arrays import ArrayResult as ArrayResult
from .arrays import align_arrays as align_arrays
from .cluster import about as about
from .cluster import connected as connected
from .cluster import distributed_package as distributed_package
from .cluster import lost as lost
from .dataarrays import LabelledImage as LabelledImage
from .dataarrays import labelled as labelled
from .fitted import fit as fit
from .images import GridArray as GridArray
from .keywords import keywords_of as keywords_of
from .measure import SnapResult as SnapResult
from .measure import measure_image_pair as measure_image_pair
from .measure import snap_place as snap_place
from .opening import masked as masked
from .pipeline import align_image_pair as align_image_pair
from .pipeline import apply_transform as apply_transform
from .pipeline import assess_image_pair as assess_image_pair
from .pipeline import export_transform as export_transform
from .pipeline import trim_edges as trim_edges
from .registering import Registration as Registration
from .registering import assess as assess
from .registering import register as register
from .registering import tie_points as tie_points
from .warped import warp as warp

__all__ = [
    "ArrayResult",
    "GridArray",
    "LabelledImage",
    "Registration",
    "SnapResult",
    "about",
    "align_arrays",
    "align_image_pair",
    "apply_transform",
    "assess",
    "assess_image_pair",
    "connected",
    "distributed_package",
    "export_transform",
    "fit",
    "keywords_of",
    "labelled",
    "lost",
    "masked",
    "measure_image_pair",
    "register",
    "snap_place",
    "storable",
    "tie_points",
    "trim_edges",
    "warp",
]
