"""Which overviews may be measured on: those that are seen to be averages of the pixels, in their places.

Nearest neighbour, the default of gdaladdo, shows one pixel of four, a quarter of an overview pixel off; mode and gauss
are off too, and overviews may be older than the pixels. Means, bilinear and cubic ones lie in place. Nothing in a file
says reliably which they are, so that they are compared with the pixels at a few places.
"""

from __future__ import annotations

import numpy as np
import rasterio
from numpy.typing import NDArray
from scipy import ndimage

from .._typing import Mask
from .averaging import WHOLE, PixelBox, Read, area_weights

# Where overviews are looked at, as shares of width and height, and the side of each place in overview pixels.
PLACES = (0.2, 0.5, 0.8)
SIDE = 32
"""Where overviews are looked at, as shares of width and height, and the side of each place in overview pixels."""

OFF = 0.02
"""Overview pixels by which one may seem to lie off its place: a nearest one is 0.25 and more, a mean below 0.005."""

UNLIKE = 0.45


def in_place(read: Read, finer: rasterio.DatasetReader, coarser: rasterio.DatasetReader) -> bool:
    """Whether an overview shows averages of the next finer level, where that shows."""
    slopes, gaps, details = [], [], []
    for down in PLACES:
        for across in PLACES:
            box = _box(coarser, across, down)
            slope, gap, detail = _differences(*_both(read, finer, coarser, box))
            slopes.append(slope)
            gaps.append(gap)
            details.append(detail)
    # One place may be flat or empty; an overview that is off at one of the others is off.
    rounding = _rounding(coarser)
    seen = [_shift(s, g, rounding) for s, g in zip(slopes, gaps, strict=True)]
    together = _shift(np.concatenate(slopes), np.concatenate(gaps), rounding)
    if together is None or together > OFF or any(shift is not None and shift > 3 * OFF for shift in seen):
        return False
    gap, detail = np.concatenate(gaps), np.concatenate(details)
    return bool((gap**2).mean() <= UNLIKE**2 * (detail**2).mean() + 2 * rounding**2)


def _box(level: rasterio.DatasetReader, across: float, down: float) -> PixelBox:
    """A place of a level, in its pixels."""
    width, height = min(SIDE, level.width), min(SIDE, level.height)
    return int((level.width - width) * across), int((level.height - height) * down), width, height


def _both(read: Read, finer: rasterio.DatasetReader, coarser: rasterio.DatasetReader,
          box: PixelBox) -> tuple[NDArray[np.float32], NDArray[np.float32], Mask]:
    """What an overview shows in a box, means of the finer level there, and where both are valid throughout."""
    col, row, width, height = box
    overview, overview_valid = read(coarser, box)
    edges = [np.arange(start, start + size + 1) * fine / coarse for start, size, fine, coarse in (
        (col, width, finer.width, coarser.width), (row, height, finer.height, coarser.height))]
    first = [int(e[0]) for e in edges]
    across, down = (area_weights(e - f) for e, f in zip(edges, first, strict=True))
    values, valid = read(finer, (*first, across.shape[1], down.shape[1]))
    means = down @ (across @ values.T).T
    whole = np.ones(means.shape, bool)
    if valid is not None:
        whole = np.asarray(down @ (across @ valid.T.astype(np.float32)).T > WHOLE)
    return overview, means, whole if overview_valid is None else whole & overview_valid


def _differences(overview: NDArray[np.float32], means: NDArray[np.float32],
                 valid: Mask) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Slopes (n, 2) of the means, what is shown less the means (n,), and the means' detail (n,), of inner pixels."""
    if min(means.shape) < 3:
        none = np.zeros(0, np.float32)
        return none.reshape(0, 2), none, none
    inner = ndimage.minimum_filter(valid.view(np.uint8), 3, mode="constant", cval=0).view(bool)
    # Of the means and not of the overview: the slopes must not carry what is to be tested.
    down, across = np.asarray(np.gradient(means))
    detail = means - ndimage.uniform_filter(means, 3)
    return np.stack([across[inner], down[inner]], 1), (overview - means)[inner], detail[inner]


def _shift(slopes: NDArray[np.float32], gaps: NDArray[np.float32], rounding: float) -> float | None:
    """By how far an overview seems to be off, in its pixels; None if there is too little detail to say.

    ``gaps`` (n,) are explained by a shift along ``slopes`` (n, 2), by least squares.
    """
    # Lucas and Kanade's equations for one shift: gaps that grow with the slope are displacement, others are not.
    normal = slopes.T.astype(float) @ slopes
    if len(gaps) < 16 or np.linalg.det(normal) <= 0:
        return None
    inverse = np.linalg.inv(normal)
    shift = inverse @ (slopes.T.astype(float) @ gaps)
    left = float(((gaps - slopes @ shift) ** 2).mean()) + rounding**2
    # Where chance alone could hide or feign a shift, nothing is seen.
    if np.sqrt(left * np.trace(inverse)) > OFF:
        return None
    return float(np.hypot(*shift))


def _rounding(level: rasterio.DatasetReader) -> float:
    """Deviation of what rounding to whole numbers does to a band; almost none if it holds no whole numbers."""
    return float(np.sqrt(1 / 12)) if np.dtype(level.dtypes[0]).kind in "iu" else 0.0
