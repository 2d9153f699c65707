"""Edges of an image in larger pixels, of any size: what is compared where nothing is known of place and scale."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..geometry import Floats, Grid
from ..imaging import Image, Proxy, edge_proxy, gradient, smoothed
from .coarse_search import shrunk

Complex = NDArray[np.complex128]
"""Places, displacements and similarities of the plane as complex numbers: column + i row."""


def reduced_proxy(image: Image, pixel: float, proxy: str, sigma: float) -> Proxy:
    """The edge proxy of that name of an image in pixels ``pixel`` times as large, at scale ``sigma`` of those."""
    return reduced_proxies(image, pixel, (proxy,), sigma)[0]


def reduced_proxies(image: Image, pixel: float, proxies: Sequence[str], sigma: float) -> list[Proxy]:
    """``reduced_proxy`` of several names, which are made of the same gradient."""
    small = _reduced(image, pixel)
    if len(proxies) > 1:
        small.gradients[sigma] = gradient(small, sigma)
    return [edge_proxy(small, proxy, sigma) for proxy in proxies]


def _reduced(image: Image, pixel: float) -> Image:
    """An image in pixels ``pixel`` times as large."""
    if pixel >= 4:
        # Means of few pixels first: most of the time would go into smoothing what is then left out.
        step = int(pixel // 2)
        image, pixel = shrunk(image, step), pixel / step
    # Half a pixel of smoothing keeps what is finer from folding back.
    smooth = smoothed(image.values, image.valid, 0.5 * pixel) if pixel > 1.01 else image.values
    shape = tuple(max(2, int(n / pixel)) for n in smooth.shape)
    rows, cols = ((np.arange(n, dtype=float) + 0.5) * pixel - 0.5 for n in shape)
    values = _between(smooth, rows, cols)
    valid = _between(image.valid.astype(np.float32), rows, cols) > 0.5
    return Image(values, valid, Grid(None, image.grid.transform, shape[1], shape[0]))


def _between(values: NDArray[np.float32], rows: Floats, cols: Floats) -> NDArray[np.float32]:
    """Values at rows and columns (the middle of the first pixel is at 0), linearly, by one axis after the other."""
    return _along_rows(_along_rows(values, rows).T, cols).T


def _along_rows(values: NDArray[np.float32], rows: Floats) -> NDArray[np.float32]:
    inside = np.clip(rows, 0, len(values) - 1)
    first = inside.astype(int)
    share = (inside - first).astype(np.float32)[:, None]
    low, high = values[first], values[np.minimum(first + 1, len(values) - 1)]
    # Exact where both are the same: of an image of one value nothing may be left to be levelled.
    return np.asarray(low + (high - low) * share, np.float32)
