"""All displacements under which ground that repeats agrees alike, and whether it agrees better under one of two.

Rows of trees agree a period aside, and two, and many. Which of the displacements stands out of the surface of
correlation is chance: by how much they differ from place to place says whether any of them is better.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import fft, ndimage

from .._typing import Floats
from ..geometry import AffineTransform, Transform
from ..imaging import edge_proxy
from ..matching import masked_ncc
from ..pairing import Pair
from .criteria import CRITERIA
from .repeats import by_cell, shift_of

# Longest side (pixels) of the images, the side of what is one peak, and the least part in common, as of the search.
_SIZE, _PEAK, _MIN_OVERLAP = 640, 9, 0.15

# Cells that both displacements have in common, below which they are not told from each other.
_FEWEST = 9


def recurrences(pair: Pair, transform: AffineTransform, proxy: str, max_shift: float) -> Floats:
    """The displacements (n, 2) of the middle, in CRS units, under which the images agree alike; the least first.

    Turned and scaled as by ``transform``, and displaced from the georeference by ``max_shift`` (CRS units) at most.
    """
    grid = pair.grid_at(max(1.0, max(pair.grid_at(1.0).shape) / _SIZE))
    still = displaced(transform, -shift_of(pair, transform))
    image = pair.fixed_block(grid, any_overview=True)
    fixed, moving = (edge_proxy(v, proxy) for v in (image, pair.placed(image.grid, still, any_overview=True)))
    height, width = image.grid.shape
    shape = fft.next_fast_len(2 * height, real=True), fft.next_fast_len(2 * width, real=True)
    score, overlap = masked_ncc(fixed, moving, shape)
    score = score + _above(score, 0) + _above(score, 1)
    rows, cols = np.meshgrid(*(np.fft.fftfreq(n, 1 / n).round() for n in shape), indexing="ij")
    t = image.grid.transform
    shifts = np.stack([t.a * cols + t.b * rows, t.d * cols + t.e * rows], axis=-1)
    reached = (overlap >= _MIN_OVERLAP * min(fixed.valid.sum(), moving.valid.sum())) & (
        np.hypot(*np.moveaxis(shifts, -1, 0)) <= max_shift)
    least = CRITERIA.repeat_alike * float(score[reached].max(initial=0.0))
    alike = reached & (score >= max(least, 1e-9)) & (score == ndimage.maximum_filter(score, _PEAK, mode="wrap"))
    found = shifts[alike]
    return np.asarray(found[np.argsort(np.hypot(*found.T), kind="stable")], float)


def clearly_better(pair: Pair, one: Transform, other: Transform, proxy: str) -> bool:
    """Whether the images agree better under ``one`` than under ``other``, by more than places differ.

    Each cell of the ground that both have in common is compared with itself.
    """
    grid = pair.grid_at(max(1.0, max(pair.grid_at(1.0).shape) / _SIZE))
    image = pair.fixed_block(grid, any_overview=True)
    fixed = edge_proxy(image, proxy)
    of_one, of_other = (by_cell(fixed, edge_proxy(pair.placed(image.grid, t, any_overview=True), proxy))
                        for t in (one, other))
    gain = (of_one - of_other)[np.isfinite(of_one) & np.isfinite(of_other)]
    if gain.size < _FEWEST:
        return False
    return bool(gain.mean() > CRITERIA.repeat_better * gain.std(ddof=1) / np.sqrt(gain.size))


def displaced(transform: AffineTransform, shift: Floats) -> AffineTransform:
    """The transform with what it shows displaced by ``shift`` (2,) in CRS units."""
    return AffineTransform("translation", transform.centre, shift=(float(shift[0]), float(shift[1]))) @ transform


def _above(score: NDArray[np.float32], axis: int) -> NDArray[np.float32]:
    """By how much the parabola through each value of a cyclic surface and its neighbours is higher than the value.

    What repeats every few pixels loses a good part of its correlation by half a pixel.
    """
    before, after = np.roll(score, 1, axis), np.roll(score, -1, axis)
    bend = 2 * score - before - after
    top = np.abs(before - after) <= bend
    return np.where(top, (before - after) ** 2 / (8 * np.maximum(bend, np.float32(1e-9))), np.float32(0))
