"""Features that are found again under any turn, at another scale and in inverted contrast, with their descriptors.

Places are extrema of differences of Gaussians over position and scale (Lowe 2004), each with the direction that rules
around it and a histogram of the gradients there. Gradients come from normalised convolution, so that invalid pixels
make no feature. An inverted or a mirrored image permutes the histogram: neither is computed anew. scikit-image's SIFT
knows no mask and no inverted contrast.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..geometry import Floats
from ..imaging import Image, Mask, smoothed

Levels = NDArray[np.float32]

# Smoothing (pixels) of the first level: below it, features are noise (Lowe 2004).
_FIRST = 1.6

# Scales to an octave.
_STEPS = 3

# Side (pixels) of an octave below which there is no room for a descriptor.
_SMALLEST = 24

# Ratio of curvatures above which a place lies on an edge, along which it may slide.
_EDGE = 10.0

# A descriptor is a histogram of ``_BINS`` directions in ``_CELLS`` x ``_CELLS`` cells.
_CELLS, _BINS = 4, 8

# Side of a cell in units of the feature's scale.
_CELL = 3.0

# Gradients that are looked at along the side of a descriptor.
_SAMPLES = 16

# A direction that is so strong, relative to the strongest, makes a feature of its own.
_ALIKE = 0.8

# Features that are described at a time, whose surroundings then stay near the processor.
_TOGETHER = 250

# Parts along each side of an octave that places are spread over.
_PARTS = 8


@dataclass(frozen=True)
class Features:
    """``n`` features of one image.

    ``places`` (n, 2): pixels (column, row), corner convention. ``scale`` (n,): smoothing in pixels at which they were
    found. ``angle`` (n,): ruling direction, radians from +column to +row. ``descriptor`` (n, 128): of length 1.
    """

    places: Floats
    scale: Floats
    angle: Floats
    descriptor: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.places)

    @classmethod
    def none(cls) -> Features:
        """No features at all."""
        return cls(np.zeros((0, 2)), np.zeros(0), np.zeros(0), np.zeros((0, _CELLS**2 * _BINS), np.float32))

    @classmethod
    def joined(cls, parts: list[Features]) -> Features:
        """All of several."""
        return cls(*(np.concatenate([getattr(part, name) for part in [cls.none(), *parts]])
                     for name in ("places", "scale", "angle", "descriptor")))


def find_features(image: Image, count: int = 2500) -> Features:
    """The features of an image, about ``count`` of them, spread over the area and over the scales."""
    return Features.joined([_described(octave, places) for octave, places in _octaves(image, count)])


@dataclass(frozen=True)
class _Octave:
    """Smoothed levels (s, rows, columns) of an image in pixels ``step`` times as large, and what is valid of it."""

    levels: Levels
    valid: Mask
    step: int

    @cached_property
    def differences(self) -> Levels:
        """Differences (s - 1, rows, columns) of neighbouring levels."""
        return np.diff(self.levels, axis=0)


def _octaves(image: Image, count: int) -> Iterator[tuple[_Octave, NDArray[np.intp]]]:
    """The octaves of an image, each with its extrema (n, 3): level, row, column."""
    values, valid, step = smoothed(image.values, image.valid, 0.8), image.valid, 1
    base = 0.9
    while min(values.shape) >= _SMALLEST:
        levels = _levels(values, valid, base)
        octave = _Octave(levels, valid, step)
        # A quarter of the pixels hold a quarter of the features; three halves, as coarse ones say more.
        yield octave, _extrema(octave, max(24, int(count * 0.72 / step**1.5)))
        values, valid = levels[_STEPS][::2, ::2], valid[::2, ::2]
        base, step = _FIRST, 2 * step


def _levels(values: NDArray[np.float32], valid: Mask, base: float) -> Levels:
    """Levels of one octave; ``base`` is the smoothing that the values have already."""
    sigmas = [_FIRST * 2 ** (i / _STEPS) for i in range(_STEPS + 3)]
    levels = np.empty((len(sigmas), *values.shape), np.float32)
    for level, sigma in zip(levels, sigmas, strict=True):
        # From level to level, by what is still to be smoothed: that takes small kernels.
        extra = float(np.sqrt(max(sigma**2 - base**2, 1e-4)))
        level[:], base = smoothed(values, valid, extra), sigma
        values = level
    return levels


def _extrema(octave: _Octave, count: int) -> NDArray[np.intp]:
    """Extrema (n, 3) of the differences of neighbouring levels: level, row, column; the strongest of each part."""
    difference = octave.differences
    # What a feature's own place is made of has to be valid; its surroundings may lack some.
    whole = ndimage.binary_erosion(octave.valid, iterations=6, border_value=0)
    found = []
    # One after the other, which takes a third of the memory; the outermost have a neighbour on one side alone.
    for inner in range(1, len(difference) - 1):
        here = difference[inner]
        top, bottom = (_around(extreme.reduce(difference[inner - 1 : inner + 2]), extreme)
                       for extreme in (np.maximum, np.minimum))
        # Bright and dark blobs alike, and nothing of a plain area, whose differences are all 0.
        peaks = (here == top) & (here > 0) | (here == bottom) & (here < 0)
        row, col = np.nonzero(peaks & whole)
        found.append((np.full(len(row), inner), row, col))
    level, row, col = (np.concatenate(part) for part in zip(*found, strict=True))
    keep = _compact(difference, level, row, col)
    level, row, col = level[keep], row[keep], col[keep]
    order = spread(np.abs(difference[level, row, col]), row, col, difference.shape[1:], _PARTS)[:count]
    return np.stack([level[order], row[order], col[order]], 1)


def _around(values: Levels, extreme: np.ufunc) -> Levels:
    """The largest or the smallest of each value and all its neighbours, as a filter of 3 x 3 (x 3) has it: faster."""
    for axis in range(values.ndim):
        before, after = (tuple(slice(*ends) if i == axis else slice(None) for i in range(values.ndim))
                         for ends in ((None, -1), (1, None)))
        found = values.copy()
        # Beyond the border is nothing, so that the outermost have one neighbour.
        extreme(found[before], values[after], out=found[before])
        extreme(found[after], values[before], out=found[after])
        values = found
    return values


def spread(strength: NDArray[np.float32], row: NDArray[np.intp], col: NDArray[np.intp], shape: tuple[int, ...],
           parts: int) -> NDArray[np.intp]:
    """Indices of places, the strongest of each part of an image first, so that no bright part rules."""
    cell = (row * parts // shape[0]) * parts + col * parts // shape[1]
    order = np.lexsort((-strength, cell))
    # Rank within its own part: the first of each come first. Parts without texture leave their share to the others.
    rank = np.arange(len(order)) - np.searchsorted(cell[order], cell[order], side="left")
    return np.asarray(order[np.argsort(rank, kind="stable")])


def _compact(d: Levels, level: NDArray[np.intp], row: NDArray[np.intp], col: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Extrema that are bent in both directions: not along an edge, where a place may slide."""
    xx = d[level, row, col + 1] + d[level, row, col - 1] - 2 * d[level, row, col]
    yy = d[level, row + 1, col] + d[level, row - 1, col] - 2 * d[level, row, col]
    xy = (d[level, row + 1, col + 1] - d[level, row + 1, col - 1] - d[level, row - 1, col + 1]
          + d[level, row - 1, col - 1]) / 4
    determinant = xx * yy - xy**2
    return np.asarray((determinant > 0) & ((xx + yy) ** 2 * _EDGE < (_EDGE + 1) ** 2 * determinant))


def _described(octave: _Octave, extrema: NDArray[np.intp]) -> Features:
    """The features at an octave's extrema, with direction and descriptor."""
    found = []
    for level in range(1, _STEPS + 1):
        at = extrema[extrema[:, 0] == level]
        if not len(at):
            continue
        slope = np.stack(np.gradient(octave.levels[level]))[::-1]
        found += [_of_level(octave, slope, level, at[i : i + _TOGETHER]) for i in range(0, len(at), _TOGETHER)]
    return Features.joined(found)


def _of_level(octave: _Octave, slope: Levels, level: int, at: NDArray[np.intp]) -> Features:
    """The features at some extrema of one level, of which ``slope`` are the gradients."""
    sigma = _FIRST * 2 ** (level / _STEPS)
    row, col = _refined(octave.differences, at)
    which, turn = _directions(slope, octave.valid, row, col, sigma)
    row, col = row[which], col[which]
    histogram, seen = _histograms(slope, octave.valid, row, col, turn, sigma)
    # What is invalid of the surroundings is no gradient, and shifts the histogram: some may be missing, but not much.
    enough = seen > 0.7
    return Features(np.stack([col + 0.5, row + 0.5], 1)[enough] * octave.step,
                    np.full(int(enough.sum()), sigma * octave.step), turn[enough], histogram[enough])


def _refined(d: Levels, at: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Rows and columns of extrema to a fraction of a pixel: tops of parabolas."""
    level, row, col = at.T
    here = d[level, row, col].astype(float)

    def vertex(low: NDArray[np.float32], high: NDArray[np.float32]) -> Floats:
        bend = low + high - 2 * here
        return np.asarray(np.clip((low - high) / (2 * np.where(bend == 0, 1, bend)), -0.5, 0.5), float)

    return (row + vertex(d[level, row - 1, col], d[level, row + 1, col]),
            col + vertex(d[level, row, col - 1], d[level, row, col + 1]))


def _directions(slope: Levels, valid: Mask, row: Floats, col: Floats, sigma: float
                ) -> tuple[NDArray[np.intp], Floats]:
    """The ruling directions of places: which place (m,) and its direction (m,)."""
    reach = int(np.ceil(4.5 * sigma))
    dy, dx = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    weight = np.exp(-(dx**2 + dy**2) / (2 * (1.5 * sigma) ** 2)).ravel().astype(np.float32)
    inside = weight > weight.max() * 0.011
    dy, dx, weight = dy.ravel()[inside], dx.ravel()[inside], weight[inside]
    r = np.rint(row).astype(int)[:, None] + dy
    c = np.rint(col).astype(int)[:, None] + dx
    ok = (r >= 0) & (c >= 0) & (r < valid.shape[0]) & (c < valid.shape[1])
    r, c = np.clip(r, 0, valid.shape[0] - 1), np.clip(c, 0, valid.shape[1] - 1)
    gx, gy = slope[0, r, c], slope[1, r, c]
    strength = np.hypot(gx, gy) * weight * (ok & valid[r, c])
    bins = 36
    which = np.floor(np.arctan2(gy, gx) * (bins / (2 * np.pi))).astype(int) % bins
    count = len(row)
    index = (np.arange(count)[:, None] * bins + which).ravel()
    histogram: Floats = np.bincount(index, strength.ravel(), count * bins).reshape(count, bins).astype(float)
    # Twice by three neighbours: as smooth as the parabola below takes a peak to be.
    for _ in range(2):
        histogram = (np.roll(histogram, 1, 1) + histogram + np.roll(histogram, -1, 1)) / 3
    before, after = np.roll(histogram, 1, 1), np.roll(histogram, -1, 1)
    peak = (histogram > before) & (histogram >= after) & (
        histogram >= _ALIKE * histogram.max(1, keepdims=True)) & (histogram > 0)
    i, b = np.nonzero(peak)
    low, top, high = before[i, b], histogram[i, b], after[i, b]
    # A peak is above its neighbours by rounding alone at times, and the three then add up to no bend.
    bend = low + high - 2 * top
    offset = (low - high) / (2 * np.where(bend < 0, bend, -np.inf))
    return i, np.asarray((b + 0.5 + offset) * (2 * np.pi / bins))


def _histograms(slope: Levels, valid: Mask, row: Floats, col: Floats, turn: Floats, sigma: float
                ) -> tuple[NDArray[np.float32], Floats]:
    """Descriptors (n, 128) of places in their own directions, and the share of each that is valid."""
    u, v, cell = _sampling()
    side = _CELLS * _CELL * sigma
    c, s = np.cos(turn)[:, None], np.sin(turn)[:, None]
    at = np.stack([row[:, None] + (s * u + c * v) * side, col[:, None] + (c * u - s * v) * side])
    nearest = np.rint(at).astype(int)
    ok = ((nearest >= 0) & (nearest < np.array(valid.shape)[:, None, None])).all(0)
    r, k = (np.clip(nearest[i], 0, valid.shape[i] - 1) for i in (0, 1))
    ok &= valid[r, k]
    # Levels are smooth over a pixel: the nearest one will do, and costs a fifth of an interpolation.
    gx, gy = slope[0, r, k], slope[1, r, k]
    strength = np.hypot(gx, gy) * ok
    direction = ((np.arctan2(gy, gx) - turn[:, None]) * (_BINS / (2 * np.pi))) % _BINS
    # Of one byte, as each is compared with all bins.
    low = np.floor(direction).astype(np.int8)
    part = (direction - low).astype(np.float32)
    # Shared among the two nearest directions.
    below, above = strength * (1 - part), strength * part
    low %= _BINS
    high = (low + 1) % _BINS
    histogram = np.zeros((len(row), _BINS, _CELLS**2), np.float32)
    for b in range(_BINS):
        share = np.where(low == b, below, 0)
        share += np.where(high == b, above, 0)
        histogram[:, b] = share.astype(np.float32) @ cell
    flat = histogram.transpose(0, 2, 1).reshape(len(row), -1)
    # The root of shares: the Hellinger distance of two histograms, under which no strong gradient rules
    # (Arandjelovic and Zisserman 2012).
    return np.sqrt(flat / np.maximum(flat.sum(1, keepdims=True), 1e-12)), ok.mean(1)


def _sampling() -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float32]]:
    """Offsets (k,) of a descriptor's samples in units of its side, and their weights (k, cells) in its cells."""
    line = (np.arange(_SAMPLES) + 0.5) / _SAMPLES - 0.5
    v, u = (a.ravel() for a in np.meshgrid(line, line, indexing="ij"))
    middle = (np.arange(_CELLS) + 0.5) / _CELLS - 0.5
    # Bilinear between the middles of cells, so that a small displacement changes little.
    down = np.maximum(0, 1 - np.abs(v[:, None] - middle) * _CELLS)
    across = np.maximum(0, 1 - np.abs(u[:, None] - middle) * _CELLS)
    fade = np.exp(-(u**2 + v**2) / (2 * 0.5**2))
    cell = (down[:, :, None] * across[:, None, :]).reshape(len(u), -1) * fade[:, None]
    return u, v, cell.astype(np.float32)


def of_negative(descriptor: NDArray[np.float32]) -> NDArray[np.float32]:
    """Descriptors of the same features in inverted contrast: all directions turn by half, and the cells with them."""
    cells = descriptor.reshape(-1, _CELLS, _CELLS, _BINS)
    return np.ascontiguousarray(cells[:, ::-1, ::-1]).reshape(descriptor.shape)


def of_mirrored(descriptor: NDArray[np.float32]) -> NDArray[np.float32]:
    """Descriptors of the same features in the mirrored image: cells and directions swap sides of the ruling one."""
    cells = descriptor.reshape(-1, _CELLS, _CELLS, _BINS)
    directions = (-np.arange(_BINS)) % _BINS
    return np.ascontiguousarray(cells[:, ::-1][..., directions]).reshape(descriptor.shape)
