"""An image and what is valid in it, apart from any file."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .grid import Grid

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Image:
    """One band on a grid: ``values`` (height, width) float32, finite everywhere; ``valid`` of the same shape.

    Values under invalid pixels mean nothing (they are 0).
    """

    values: NDArray[np.float32]
    valid: Mask
    grid: Grid
