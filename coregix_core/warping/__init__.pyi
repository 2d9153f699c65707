from .displacement import DisplacementField as DisplacementField
from .displacement import write_displacement as write_displacement
from .edge_trimming import trim as trim
from .in_memory import warp_array as warp_array
from .kernels import kernels_of as kernels_of
from .meeting import missed as missed
from .places import Places as Places
from .warper import warp as warp

__all__ = [
    "DisplacementField",
    "Places",
    "kernels_of",
    "missed",
    "trim",
    "warp",
    "warp_array",
    "write_displacement",
]
