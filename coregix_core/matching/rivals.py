"""What else a window might be: the highest correlation that it has elsewhere than where it was found.

The best of many places has some correlation by chance, and the next best nearly as much. Ground that was found rightly
stands out. Rows, streets and edges are alike at many places, which the fixed image says by itself.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..imaging import Proxy
from ..threads import each
from .correlation import Surface
from .window_correlation import WindowCorrelation, correlate_windows

# Pixels around a peak that are of it, and around no displacement that count as in place.
_PEAK, _IN_PLACE = 4.0, 1.5

# Windows at a time, as for tie points.
_BATCH = 64


def rivals(fixed: Proxy, moving: Proxy, rows: NDArray[np.intp], cols: NDArray[np.intp], window: int, search: int
           ) -> Floats:
    """The highest correlation (n,) of windows of ``fixed`` in place, off their peak, or with their own surroundings.

    Windows around pixel corners (``rows``, ``cols``), which lie window/2 + search inside both images.
    """
    parts = each(lambda some: _rivals(fixed, moving, rows[some], cols[some], window, search),
                 np.split(np.arange(len(rows)), range(_BATCH, len(rows), _BATCH)))
    return np.concatenate(parts)


def _rivals(fixed: Proxy, moving: Proxy, rows: NDArray[np.intp], cols: NDArray[np.intp], window: int, search: int
            ) -> Floats:
    across, own = (_seen(correlate_windows(fixed, other, rows, cols, window, search, whole_pixels=True))
                   for other in (moving, fixed))
    along = np.arange(-search, search + 1)
    peak = np.stack(np.divmod(across.reshape(len(rows), -1).argmax(1), len(along)), 1) - search
    from_peak = np.hypot(along[:, None] - peak[:, 0, None, None], along - peak[:, 1, None, None])
    from_place = np.hypot(along[:, None], along)
    others = (np.where(from_peak >= _PEAK, across, -1), across[:, from_place < _IN_PLACE],
              own[:, from_place >= _PEAK])
    return np.asarray(np.max([other.reshape(len(rows), -1).max(1) for other in others], axis=0), float)


def _seen(correlation: WindowCorrelation) -> Surface:
    """Correlation at all shifts at which more than half of the window is valid in both."""
    return np.where(correlation.share > 0.5, correlation.score, np.float32(-1))
