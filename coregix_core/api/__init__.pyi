from .arrays import ArrayResult as ArrayResult
from .arrays import align_arrays as align_arrays
from .dataarrays import LabelledImage as LabelledImage
from .dataarrays import labelled as labelled
from .keywords import keywords_of as keywords_of
from .measure import SnapResult as SnapResult
from .measure import measure_image_pair as measure_image_pair
from .measure import snap_place as snap_place
from .pipeline import align_image_pair as align_image_pair
from .pipeline import apply_transform as apply_transform
from .pipeline import assess_image_pair as assess_image_pair
from .pipeline import export_transform as export_transform
from .pipeline import trim_edges as trim_edges

__all__ = [
    "ArrayResult",
    "LabelledImage",
    "SnapResult",
    "align_arrays",
    "align_image_pair",
    "apply_transform",
    "assess_image_pair",
    "export_transform",
    "keywords_of",
    "labelled",
    "measure_image_pair",
    "snap_place",
    "trim_edges",
]
