"""Displacement at single places: windows of the fixed image are found again in the moving one, to 0.01 pixels.

Each measurement comes with the curvature of its correlation peak, which shows how well it is known in every direction
(an edge fixes the place across itself alone), and with the reason where there is none.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .._typing import Floats
from ..imaging import Proxy
from ..threads import each
from .window_correlation import corner_cuts, correlate_windows

# Why a place has no tie point.
INVALID, FLAT, EDGE = "invalid pixels", "no texture", "outside the search"

# Windows measured at a time: bounds the memory and stays within the cache.
_BATCH = 64


# Of how many windows along each axis one is measured first; and the displacement (pixels) from which those around it
# are measured too.
_STRIDE, _ASIDE = 3, 0.1


@dataclass(frozen=True)
class Matches:
    """Measurements at n windows of one image pair on one grid (pixels, corner convention).

    ``col``, ``row`` (n,): centres of what is valid in them. ``shift`` (n, 2): the fixed pixel at p looks like the
    moving pixel at p + shift; NaN where there is none. ``information`` (n, 2, 2): inverse covariance of the shift up to
    a common factor.
    ``score`` (n,): correlation at the peak. ``reason`` (n,): '' or why there is no measurement.
    """

    col: Floats
    row: Floats
    shift: Floats
    information: Floats
    score: Floats
    reason: NDArray[np.str_]

    def part(self, which: NDArray[np.intp] | NDArray[np.bool_]) -> Matches:
        """Some of the windows, or all in another order."""
        return Matches(*(getattr(self, f.name)[which] for f in fields(self)))

    @property
    def found(self) -> NDArray[np.bool_]:
        """Windows with a measurement."""
        return np.isfinite(self.shift[:, 0])


def window_centres(
    shape: tuple[int, int], window: int, search: int, step: float, offset: float = 0.0
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of a regular grid of window centres that fit into an image; ``offset`` is in steps."""
    # A window has to lie within both images at each shift that is tried.
    margin = window // 2 + search

    def along(size: int) -> NDArray[np.intp]:
        room = size - 2 * margin
        if room < 0:
            return np.zeros(0, np.intp)
        count = max(1, round(room / step) + 1)
        places = np.linspace(0, room, count) if count > 1 else np.array([room / 2])
        # Moved aside, the places are one fewer along an axis, but never leaves the image.
        if offset and count > 1:
            places = (places + offset * room / (count - 1))[:-1]
        # Unique, as a step below a pixel would name places twice.
        return np.unique(places.round().astype(np.intp)) + margin

    rows, cols = np.meshgrid(along(shape[0]), along(shape[1]), indexing="ij")
    return rows.ravel(), cols.ravel()


def match(
    fixed: Proxy, moving: Proxy, rows: NDArray[np.intp], cols: NDArray[np.intp], window: int, search: int,
    min_score: float = 0.1,
) -> Matches:
    """Find windows of ``fixed`` again in ``moving`` (both on the same grid) within ``search`` pixels."""
    if not len(rows):
        none = np.zeros(0)
        return Matches(none, none, np.zeros((0, 2)), np.zeros((0, 2, 2)), none, np.zeros(0, "U20"))
    # Windows with invalid pixels last: a batch without any is measured three times as fast.
    order = np.argsort(_masked(fixed, moving, rows, cols, window, search), kind="stable")
    parts = each(lambda some: _match(fixed, moving, rows[some], cols[some], window, search, min_score),
                 np.split(order, range(_BATCH, len(order), _BATCH)))
    return joined(parts).part(np.argsort(order))


def match_sparingly(
    fixed: Proxy, moving: Proxy, rows: NDArray[np.intp], cols: NDArray[np.intp], window: int, search: int,
) -> Matches:
    """``match`` of some windows of a regular grid, spread over it, and of those around any of them that lies aside.

    Where the images lie in place already, further windows would only say so again.
    """
    if not len(rows):
        return match(fixed, moving, rows, cols, window, search)
    (_, row), (_, col) = (np.unique(a, return_inverse=True) for a in (rows, cols))
    shape = int(row.max()) + 1, int(col.max()) + 1
    first = _strided(shape[0])[row] & _strided(shape[1])[col]
    found = match(fixed, moving, rows[first], cols[first], window, search)
    # A window that was not found again lies aside too, for all that is known.
    aside = np.zeros(shape, bool)
    aside[row[first], col[first]] = ~(np.hypot(*found.shift.T) < _ASIDE)
    # As far as to the next windows of the first pass: between two that lie in place nothing is looked at.
    near = ndimage.binary_dilation(aside, np.ones((2 * _STRIDE - 1,) * 2))
    others = ~first & near[row, col]
    return joined([found, match(fixed, moving, rows[others], cols[others], window, search)])


def _strided(count: int) -> NDArray[np.bool_]:
    """Which of so many places are measured first: the first, the last, and some between, evenly spread."""
    chosen = np.zeros(count, bool)
    chosen[np.linspace(0, count - 1, -(-(count - 1) // _STRIDE) + 1).round().astype(int)] = True
    return chosen


def _masked(
    fixed: Proxy, moving: Proxy, rows: NDArray[np.intp], cols: NDArray[np.intp], window: int, search: int
) -> NDArray[np.bool_]:
    """Which windows (n,), or their surroundings in the moving image, hold any invalid pixel."""
    found = np.zeros(len(rows), bool)
    for proxy, (top, left, size) in zip((fixed, moving), corner_cuts(rows, cols, window, search), strict=True):
        if (inside := proxy.valid_box) is not None:
            first_row, last_row, first_col, last_col = inside
            found |= (top < first_row) | (left < first_col) | (top + size > last_row) | (left + size > last_col)
            continue
        # From sums over all that lies above and to the left, four of which give any rectangle's.
        total = np.pad((~proxy.valid).cumsum(0, np.int32).cumsum(1, np.int32), ((1, 0), (1, 0)))
        bottom, right = top + size, left + size
        found |= total[bottom, right] - total[top, right] - total[bottom, left] + total[top, left] > 0
    return found


def joined(parts: list[Matches]) -> Matches:
    """Several sets of measurements as one; they must be on the same grid."""
    def all_of(name: str) -> NDArray[Any]:
        return np.concatenate([getattr(p, name) for p in parts])

    return Matches(all_of("col"), all_of("row"), all_of("shift"), all_of("information"), all_of("score"),
                   all_of("reason"))


def _match(
    fixed: Proxy, moving: Proxy, rows: NDArray[np.intp], cols: NDArray[np.intp], window: int, search: int,
    min_score: float,
) -> Matches:
    correlation = correlate_windows(fixed, moving, rows, cols, window, search)
    # Less than half of a window lies to one side of its centre, and would measure the place over there.
    seen = correlation.share > 0.5
    # The lowest correlation that there can be: never the maximum beside a place that was seen.
    surface = np.where(seen, correlation.score, np.float32(-1))
    count, side = len(rows), 2 * search + 1
    at_row, at_col = np.divmod(surface.reshape(count, -1).argmax(1), side)
    # In double precision from here on: 1 - r^2 of a score near 1 would be rounding.
    score = surface.reshape(count, -1).max(1).astype(float)
    inside = (at_row > 0) & (at_row < side - 1) & (at_col > 0) & (at_col < side - 1)
    # The parabola only says where to begin: its top is biased towards whole pixels.
    offset, curvature, peaked = _vertices(correlation.score, at_row, at_col)
    cut_off = _slopes(correlation.score, at_row, at_col)
    found = inside & peaked & ~cut_off
    at = np.stack([at_row, at_col], 1)
    offset[found] = correlation.part(found).tops(at[found], offset[found, ::-1])[:, ::-1]
    shift = offset + at[:, ::-1] - search
    reason = np.full(count, "", "U20")
    reason[~peaked] = FLAT
    reason[~inside] = EDGE
    reason[score < min_score] = FLAT  # after the others: the highest place of a flat surface may be anywhere
    reason[cut_off | ~seen.any((1, 2))] = INVALID
    shift[reason != ""] = np.nan
    # The variance of a correlation peak's place: (1 - r^2) / (r^2 * curvature), per independent pixel.
    # A perfect score, which only synthetic images have, would count as infinitely sure.
    trust = score**2 / np.maximum(1 - score**2, 1e-2)
    centre = correlation.centroids(at)
    return Matches(cols + centre[:, 1], rows + centre[:, 0], shift, curvature * trust[:, None, None], score, reason)


def _slopes(
    surface: NDArray[np.float32], at_row: NDArray[np.intp], at_col: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Which places (n,) have a higher neighbour: that one was not seen, and what is highest of the rest is no peak.

    The window's own ground is mostly invalid there: an eighth of such slopes end within a pixel of it.
    """
    # Beyond the border is nothing higher: those are refused as outside the search.
    around = np.lib.stride_tricks.sliding_window_view(np.pad(surface, ((0, 0), (1, 1), (1, 1)), mode="edge"), (3, 3),
                                                      axis=(1, 2))
    i = np.arange(len(at_row))
    return np.asarray(around[i, at_row, at_col].max((1, 2)) > surface[i, at_row, at_col])


def _vertices(
    surface: NDArray[np.float32], at_row: NDArray[np.intp], at_col: NDArray[np.intp]
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Tops of the quadratic surfaces through each maximum's 3 x 3 neighbours: offsets (n, 2) as (x, y), curvatures."""
    last = surface.shape[1] - 2
    # Maxima on the border have no neighbours beyond; they are refused by the caller, so any value will do here.
    r, c = np.clip(at_row, 1, last), np.clip(at_col, 1, last)
    i = np.arange(len(r))

    def q(dy: int, dx: int) -> Floats:
        return np.asarray(surface[i, r + dy, c + dx], float)

    # Central differences of the 3 x 3 neighbours: the gradient and the Hessian of the surface at its maximum.
    slope = np.stack([(q(0, 1) - q(0, -1)) / 2, (q(1, 0) - q(-1, 0)) / 2], 1)
    xx, yy = 2 * q(0, 0) - q(0, 1) - q(0, -1), 2 * q(0, 0) - q(1, 0) - q(-1, 0)
    # Signs so that the curvature of a maximum is positive.
    xy = -(q(1, 1) - q(1, -1) - q(-1, 1) + q(-1, -1)) / 4
    curvature = np.stack([np.stack([xx, xy], 1), np.stack([xy, yy], 1)], 1)
    determinant = xx * yy - xy * xy
    # A straight edge has a ridge, not a peak: its determinant is the rounding of float32, of which 5e-7 was seen.
    peaked = (determinant > 1e-6) & (xx > 0) & (yy > 0)
    safe = np.where(peaked[:, None, None], curvature, np.eye(2))
    offset = np.asarray(np.linalg.solve(safe, slope[:, :, None])[:, :, 0], float)
    # A top beyond the neighbours is an extrapolation from a slope.
    peaked &= np.abs(offset).max(1) <= 1.0
    return offset, np.asarray(safe, float), peaked
