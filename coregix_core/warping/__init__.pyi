from .displacement import DisplacementField as DisplacementField
from .displacement import write_displacement as write_displacement
from .edge_trimming import trim as trim
from .warper import warp as warp

__all__ = [
    "DisplacementField",
    "trim",
    "warp",
    "write_displacement",
]
