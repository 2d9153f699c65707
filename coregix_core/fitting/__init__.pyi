from .corrections import Link as Link
from .network import Adjustment as Adjustment
from .network import adjust as adjust
from .network import misclosure as misclosure
from .parametric import Fit as Fit
from .parametric import consensus as consensus
from .parametric import fit as fit
from .parametric import jacobian as jacobian
from .parametric import simplest as simplest

__all__ = [
    "Adjustment",
    "Fit",
    "Link",
    "adjust",
    "consensus",
    "fit",
    "jacobian",
    "misclosure",
    "simplest",
]
