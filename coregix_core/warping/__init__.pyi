from .edge_trimming import trim as trim
from .warper import warp as warp

__all__ = [
    "trim",
    "warp",
]
