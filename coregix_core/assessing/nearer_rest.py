"""Whether the rest of the ground lies nearer under a transform, where a part of it lies elsewhere.

A mean over all places goes by what is farthest away, and a glacier may be nearer to where the rest lay before. Windows
on its border show both, so that less than half of the places may show the rest alone.
"""

from __future__ import annotations

import numpy as np

from .criteria import STAYS
from .evidence import Evidence


def rest_lies_nearer(seen: Evidence) -> bool:
    """Whether ground is seen elsewhere, and the rest lies so much nearer than before that each place shows it."""
    if (seen.motion is None and seen.departure is None) or not seen.stable.any():
        return False
    displacement = seen.points.fixed - seen.points.moving
    before, after = (float(np.quantile(np.hypot(*off[seen.stable].T), STAYS.rest))
                     for off in (displacement, seen.residual))
    return STAYS.scatters * after < before
