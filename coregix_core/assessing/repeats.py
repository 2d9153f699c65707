"""Structure that repeats over the whole of a scene, as a grid of streets: displaced by a period it agrees as well.

Tie points around a solution confirm any of such displacements. All those that the search was allowed to find are looked
at under the solution, by correlation over masks (Padfield 2012).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from .._typing import Floats
from ..errors import Option, Sentence
from ..findings import Assessment
from ..geometry import Transform
from ..imaging import STRUCTURE, Proxy, edge_proxy
from ..matching import masked_ncc
from ..pairing import Pair, Request, Solution, distance
from .criteria import CRITERIA

# Longest side (pixels) of the first look, which nearly all pairs end with, and of the second.
_SIZES = (320, 640)

# Pixels around the solution that are its own peak, and the least part of the valid area that has to be in common.
_OWN, _MIN_OVERLAP = 8, 0.25

# Cells along each side of what is in common.
_CELLS = 8


def unless_repeated(solution: Solution, found: Assessment, request: Request) -> Assessment:
    """The assessment; uncertain by the way to it if another displacement agrees as well as the solution's."""
    given = request.start is not None and not request.searched
    if found.verdict == "failed" or given or solution.proxy in STRUCTURE or not request.edges:
        return found
    length = None if _alone(solution) else _way_to_equal(solution, request)
    return found if length is None else as_repeated(found, solution.pair, length, length)


def as_repeated(found: Assessment, pair: Pair, length: float, spread: float) -> Assessment:
    """The assessment of a solution with an equal ``length`` pixels away, and all equals within the ``spread`` (px)."""
    reason = Sentence("{seen}, but {length:.0f} px away the images agree as well: their structure repeats, and only a "
                      "smaller {max_shift} or known points say which is right", seen=found.reason, length=length,
                      max_shift=Option("max_shift"))
    assert found.uncertainty_ce90_px is not None
    uncertainty = float(np.hypot(found.uncertainty_ce90_px, spread))
    return replace(found, verdict="uncertain", reason=reason, uncertainty_ce90_px=uncertainty,
                   uncertainty_ce90=uncertainty * pair.frame.pixel)


def _way_to_equal(solution: Solution, request: Request) -> float | None:
    """How far away, in pixels of the frame, the images agree as well as under the solution; None if nowhere."""
    length = None
    # A search of all places could have found any of them.
    reach = np.inf if request.searched else request.largest_shift(solution.pair)
    # A coarse look first, with which nearly all pairs end: only what it suspects is looked at closer.
    for size, part in zip(_SIZES, (CRITERIA.repeat_suspected, CRITERIA.repeat_equal), strict=True):
        other = rival(solution.pair, solution.transform, solution.proxy, size, reach)
        if other is None or other[0] < part:
            return None
        length = float(np.hypot(*other[1]))
    return length


def _alone(solution: Solution) -> bool:
    """Whether the search has looked at all displacements already, and saw the images agree where the solution is."""
    if solution.alone is None:
        return False
    # By a pixel of the first look: what repeats in less than that is of no period that any look sees.
    return distance(solution.transform, solution.alone, solution.pair) < max(
        1.0, max(solution.pair.grid_at(1.0).shape) / _SIZES[0])


def rival(pair: Pair, transform: Transform, proxy: str, size: int, max_shift: float) -> tuple[float, Floats] | None:
    """The best correlation elsewhere as a part of that under a transform, and how far away (2,) in pixels of the frame.

    The images are ``size`` pixels long; ``max_shift`` (CRS units) is the longest shift in all. None if there is none.
    """
    grid = pair.grid_at(max(1.0, max(pair.grid_at(1.0).shape) / size))
    image = pair.fixed_block(grid, any_overview=True)
    fixed, moving = (edge_proxy(v, proxy) for v in (image, pair.placed(image.grid, transform, any_overview=True)))
    height, width = image.grid.shape
    # Half of the image to either side is in common at least, and sums may not run over beyond that.
    shape = fft.next_fast_len(3 * height // 2, real=True), fft.next_fast_len(3 * width // 2, real=True)
    score, overlap = masked_ncc(fixed, moving, shape)
    rows, cols = np.meshgrid(*(np.fft.fftfreq(n, 1 / n).round() for n in shape), indexing="ij")
    reached = ((overlap >= _MIN_OVERLAP * min(fixed.valid.sum(), moving.valid.sum())) & (abs(rows) <= height / 2)
               & (abs(cols) <= width / 2))
    away = np.hypot(rows, cols)
    here = float(score[away <= _OWN].max())
    # Where the images lay before counts for how far they may be displaced.
    shifts = image.grid.pixel_size * np.stack([cols, -rows]) + shift_of(pair, transform)[:, None, None]
    elsewhere = np.where(reached & (away > _OWN) & (np.hypot(*shifts) <= max_shift), score, 0)
    at = np.unravel_index(int(np.argmax(elsewhere)), shape)
    if here <= 0 or elsewhere[at] <= 0:
        return None
    pixel, way = image.grid.pixel_size / pair.frame.pixel, (int(rows[at]), int(cols[at]))
    part, usual = float(elsewhere[at]) / here, _over_cells(fixed, moving, way) / max(
        _over_cells(fixed, moving, (0, 0)), 1e-9)
    # Strong edges that one image alone has, as of a damaged tile, leave next to no correlation anywhere: of two values
    # that are chance, either may be the larger. What repeats agrees from place to place.
    return part if usual >= CRITERIA.repeat_suspected else min(part, usual), pixel * np.array([way[1], -way[0]])


def _over_cells(fixed: Proxy, moving: Proxy, way: tuple[int, int]) -> float:
    """Mean correlation over the cells of a raster, each counting alike, with ``moving`` taken from ``way`` on."""
    cells = by_cell(fixed, moving, way)
    filled = np.isfinite(cells)
    return float(cells[filled].mean()) if filled.any() else 0.0


def by_cell(fixed: Proxy, moving: Proxy, way: tuple[int, int] = (0, 0)) -> Floats:
    """Correlation (8, 8) of each cell of a raster, with ``moving`` taken from ``way`` on; NaN of what is empty."""
    height, width = fixed.valid.shape
    both = [(max(0, -step), min(size, size - step)) for step, size in zip(way, (height, width), strict=True)]
    (top, bottom), (left, right) = both
    here = np.s_[top:bottom, left:right]
    there = np.s_[top + way[0]:bottom + way[0], left + way[1]:right + way[1]]
    valid = fixed.valid[here] & moving.valid[there]
    a, b = fixed.values[here] * valid, moving.values[there] * valid
    product, energy = _cell_sums((a.conj() * b).real), _cell_sums(np.abs(a) ** 2) * _cell_sums(np.abs(b) ** 2)
    filled = energy > 0
    return np.where(filled, product / np.sqrt(np.where(filled, energy, 1.0)), np.nan)


def _cell_sums(values: NDArray[np.floating]) -> Floats:
    """Sums over the cells of a raster of ``_CELLS`` by ``_CELLS``, or of fewer if there are fewer pixels."""
    starts = [np.unique(np.linspace(0, size, _CELLS, endpoint=False).astype(int)) for size in values.shape]
    return np.asarray(np.add.reduceat(np.add.reduceat(values, starts[0], 0, np.float64), starts[1], 1))


def shift_of(pair: Pair, transform: Transform) -> Floats:
    """By how much (2,) in CRS units a transform shifts the middle of the pair."""
    x, y = transform(*pair.frame.centre)
    return np.array([float(np.squeeze(x)) - pair.frame.centre[0], float(np.squeeze(y)) - pair.frame.centre[1]])
