"""What outlines lie around a place, in log-polar form: for images that share no grey values.

Edge proxies, whose doubled angle knows no contrast, are gathered by direction in cells on rings around a place, wider
farther out, as DAISY gathers gradients (Tola, Lepetit and Fua 2010; scikit-image's keeps the sign of contrast and knows
no mask). A turn by one sector then only moves each cell to the next, and each direction. All turns are tried, and none
is asked of the place itself: between radar and light, no direction rules around a place in both (Li, Hu and Ai 2020).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..geometry import Grid
from ..imaging import Image, Proxy, edge_proxy, smoothed
from .coarse_search import shrunk

Complex = NDArray[np.complex128]
# For each ring (n, cells, directions): what lies around n places.
Rings = list[NDArray[np.float32]]

# Cells on a ring; a turn by one of them is a permutation.
SECTORS = 12

# Directions of edges that are told apart: half a turn leaves an edge as it is, so that a sector is one of them.
_DIRECTIONS = SECTORS // 2

# Radius of each ring, and over what its cells gather (pixels): about as far as they are apart.
_RINGS = ((0.0, 2.0), (7.0, 2.5), (15.0, 4.0), (25.0, 6.0), (38.0, 9.0))

# Pixels from the border within which a place has too little around it.
_BORDER = 12

# Pixels between places, at least.
_APART = 3

# Parts along each side of an image that places are spread over.
_PARTS = 6


@dataclass(frozen=True)
class Edges:
    """The edges of an image in pixels ``pixel`` times as large, and ``n`` places on the strongest of them.

    ``row`` and ``col`` (n,) are pixels of the proxy; ``places`` (n,) the same as complex numbers of image pixels.
    """

    proxy: Proxy
    row: NDArray[np.intp]
    col: NDArray[np.intp]
    places: Complex


def edges_of(image: Image, pixel: float, count: int) -> Edges:
    """The edges of an image in larger pixels, and at most ``count`` places, spread over the area."""
    from skimage.feature import peak_local_max

    proxy = reduced_proxy(image, pixel)
    strength = ndimage.gaussian_filter(np.abs(proxy.values), 2.0)
    row, col = peak_local_max(strength, min_distance=_APART, threshold_abs=0.0, exclude_border=_BORDER,
                              labels=proxy.valid.astype(np.uint8)).T
    chosen = spread(strength[row, col], row, col, strength.shape, _PARTS)[:count]
    row, col = row[chosen], col[chosen]
    return Edges(proxy, row, col, np.asarray(((col + 0.5) + 1j * (row + 0.5)) * pixel, complex))


def reduced_proxy(image: Image, pixel: float) -> Proxy:
    """The edge proxy (levelled strength) of an image in pixels ``pixel`` times as large."""
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
    return edge_proxy(small, "balanced", 1.0)


def spread(strength: NDArray[np.float32], row: NDArray[np.intp], col: NDArray[np.intp], shape: tuple[int, ...],
           parts: int) -> NDArray[np.intp]:
    """Indices of places, the strongest of each part of an image first, so that no bright part rules."""
    cell = (row * parts // shape[0]) * parts + col * parts // shape[1]
    order = np.lexsort((-strength, cell))
    # Rank within its own part: the first of each come first. Parts without texture leave their share to the others.
    rank = np.arange(len(order)) - np.searchsorted(cell[order], cell[order], side="left")
    return np.asarray(order[np.argsort(rank, kind="stable")])


def surroundings(edges: Edges, turn: float = 0.0) -> Rings:
    """What lies around each place, in cells that begin at the direction ``turn`` (radians, +column to +row)."""
    channels, gathered = _by_direction(edges.proxy, turn), 0.0
    sectors = turn + 2 * np.pi * np.arange(SECTORS) / SECTORS
    rings = []
    for radius, width in _RINGS:
        # From ring to ring, by what is still to be gathered: that takes small kernels.
        extra = float(np.sqrt(width**2 - gathered**2))
        channels, gathered = ndimage.gaussian_filter(channels, (0, extra, extra), truncate=2.5), width
        angle = sectors if radius else sectors[:1]
        row, col = (np.rint(at[:, None] + radius * part(angle)).astype(int)
                    for at, part in ((edges.row, np.sin), (edges.col, np.cos)))
        height, wide = channels.shape[1:]
        inside = (row >= 0) & (col >= 0) & (row < height) & (col < wide)
        # Beyond the border lies nothing, as where pixels are invalid: the factor makes it 0.
        cells = channels[:, np.clip(row, 0, height - 1), np.clip(col, 0, wide - 1)] * inside
        rings.append(np.ascontiguousarray(cells.transpose(1, 2, 0)))
    return rings


def _by_direction(proxy: Proxy, turn: float) -> NDArray[np.float32]:
    """Strength of the edges (directions, height, width), shared among the two nearest directions."""
    strength, doubled = np.abs(proxy.values), np.angle(proxy.values)
    # Of the doubled angle, in which half a turn of an edge is a whole one.
    step = 2 * np.pi / _DIRECTIONS
    away = ((doubled - 2 * turn - step * k + np.pi) % (2 * np.pi) - np.pi for k in range(_DIRECTIONS))
    return np.stack([strength * np.maximum(0, 1 - np.abs(a) / step) for a in away]).astype(np.float32)


def descriptors(rings: Rings, sectors: int = 0) -> NDArray[np.float32]:
    """Unit vectors (n, d) of what lies around places, as they are after a turn of the image by whole ``sectors``."""
    turned = [np.roll(ring, (sectors if ring.shape[1] > 1 else 0, sectors), (1, 2)) for ring in rings]
    flat = np.concatenate([ring.reshape(len(ring), -1) for ring in turned], 1)
    # The root of shares, as in ``features``: no strong edge rules.
    return np.asarray(np.sqrt(flat / np.maximum(flat.sum(1, keepdims=True), 1e-12)), np.float32)
