"""Names of types that arrays have, apart from all that loads GDAL."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
# (min x, min y, max x, max y)
Bounds = tuple[float, float, float, float]
