from .parametric import Fit as Fit
from .parametric import consensus as consensus
from .parametric import fit as fit
from .parametric import simplest as simplest

__all__ = [
    "Fit",
    "consensus",
    "fit",
    "simplest",
]
