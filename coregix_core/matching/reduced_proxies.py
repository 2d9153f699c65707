"""Edges of an image in larger pixels, of any size: what is compared where nothing is known of place and scale."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..geometry import Grid
from ..imaging import Image, Proxy, edge_proxy, smoothed
from .coarse_search import shrunk

Complex = NDArray[np.complex128]
"""Places, displacements and similarities of the plane as complex numbers: column + i row."""


def reduced_proxy(image: Image, pixel: float, proxy: str, sigma: float) -> Proxy:
    """The edge proxy of that name of an image in pixels ``pixel`` times as large, at scale ``sigma`` of those."""
    if pixel >= 4:
        # Means of few pixels first: most of the time would go into smoothing what is then left out.
        step = int(pixel // 2)
        image, pixel = shrunk(image, step), pixel / step
    # Half a pixel of smoothing keeps what is finer from folding back.
    smooth = smoothed(image.values, image.valid, 0.5 * pixel) if pixel > 1.01 else image.values
    shape = tuple(max(2, int(n / pixel)) for n in smooth.shape)
    rows, cols = ((np.arange(n) + 0.5) * pixel - 0.5 for n in shape)
    # Middles of the larger pixels, in scipy's convention that the middle of the first pixel is at 0.
    at = np.meshgrid(rows, cols, indexing="ij")
    values = ndimage.map_coordinates(smooth, at, order=1, mode="nearest")
    valid = ndimage.map_coordinates(image.valid.astype(np.float32), at, order=1, mode="nearest") > 0.5
    small = Image(values.astype(np.float32), valid, Grid(None, image.grid.transform, shape[1], shape[0]))
    return edge_proxy(small, proxy, sigma)
