"""One placement of a whole image by its tones: how well those of one image foretell those of the other.

Mutual information over many windows at once (Viola and Wells 1997; Maes et al. 1997): a map, or a radar, has few tones
in common with a photograph, but what is of one tone here is mostly of one tone there, all over the area. The tables
that count pairs of tones add up over windows, so that one of them serves every turn, stretch and shift. A single lake
on a single wood raises mutual information as far as ground does. Therefore each ninth of the area is judged by the
table of the others alone (cross-validation, Stone 1974): what is no more than luck in one part foretells nothing in
another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..imaging import Image
from .joint_evidence import JointPeak, JointSurfaces, Ranges, summed_along

# Classes of grey values, of equally many pixels each, and the side of the windows (pixels).
TONES, _WINDOW = 8, 25

# Parts of the area along each axis that are judged by the others.
_PARTS = 3

# Pixels that a table is taken to have seen without any relation, so that what was never seen is not impossible.
_PRIOR = 100.0

# Scale (pixels of shift) of what is taken off: over larger shifts large areas go together more or less by chance.
_SURROUNDINGS = 2.0

# Shifts beyond the reach that the surroundings are taken from: two scales.
BEYOND = 4

# Pixels from the highest place within which support belongs to it.
_PEAK = 4

# Side (pixels) of the squares that a local maximum is the highest of, and the part of them that is usual.
_APART, _USUAL = 5, 0.7

Field = NDArray[np.float32]


@dataclass(frozen=True)
class ToneTables:
    """How often each pair of tones meets in n windows, at ``places`` (n,) complex pixels, at each shift.

    ``counts`` is (n, TONES * TONES, 2 search + 1, 2 search + 1); ``part`` (n,) says in which part of the area each
    window lies.
    """

    places: NDArray[np.complex128]
    counts: Field
    part: NDArray[np.intp]
    search: int

    def peak(self, centre: complex, ranges: Ranges) -> JointPeak:
        """The similarity within ``ranges`` at which tones foretell each other best.

        Its strength is in nats above what lies around; its luck is the highest away from the peak.
        """
        offsets = self.places - centre
        linear = [complex((1 + s) * np.exp(1j * t) - 1) for t in ranges.turns for s in ranges.stretches]
        surfaces = np.stack([self.surface(offsets * each, ranges.reach) for each in linear])
        at, row, col = (int(i) for i in np.unravel_index(int(surfaces.argmax()), surfaces.shape))
        rows, cols = np.indices(surfaces.shape[1:])
        away = surfaces[:, np.hypot(rows - row, cols - col) > _PEAK]
        shift = complex(col - ranges.reach, row - ranges.reach)
        return JointPeak(centre, linear[at], shift, float(surfaces.max()), float(away.max()))

    def support(self, others: Sequence[ToneTables]) -> JointSurfaces:
        """What each window shows at each shift by the relation of tones that all other parts have at none.

        ``others`` are the tables of other ground, whose windows give the unit. Shifts end ``BEYOND`` before the search.
        """
        middle = self.counts[:, :, self.search, self.search]
        relations = [relation(middle[self.part != part].sum(0)) for part in range(_PARTS**2)]
        by_window = np.stack([relations[part] for part in self.part])
        own, *rest = (_beside(np.einsum("nkij,nk->nij", t.counts, by_window)) for t in (self, *others))
        unit = max(float(np.std(rest)), 1e-9)
        return JointSurfaces(self.places, own / unit, tuple(s / unit for s in rest), self.search - BEYOND)

    def surface(self, along: NDArray[np.complex128], reach: int) -> Field:
        """How well tones are foretold at shifts of up to ``reach`` from displacements (n,), less what lies around."""
        inside = [self.part == part for part in range(_PARTS**2)]
        found = foretold(np.stack([summed_along(self.counts[which], along[which], reach + BEYOND, self.search)
                                   for which in inside]))
        return _beside(found)


def tone_tables(fixed: Image, moving: Image, search: int, *, by_part: bool = False) -> ToneTables:
    """The tables of windows that tile the fixed image, at shifts of up to ``search`` pixels; both are on one grid.

    ``by_part`` says that each part is one window, which is enough, and less, where nothing is turned or stretched.
    """
    height, width = fixed.values.shape
    high, wide = (side // _PARTS if by_part else _WINDOW for side in (height, width))
    down, across = height // high, width // wide
    top, left = (height - down * high) // 2, (width - across * wide) // 2
    row, col = np.arange(down * high) // high, np.arange(across * wide) // wide
    # One class more is for what is invalid; its counts are left out.
    number = row[:, None] * across + col
    inner = tones_of(fixed)[top : top + len(row), left : left + len(col)]
    here = (number * (TONES + 1) + inner).astype(np.int32) * (TONES + 1)
    there = np.pad(tones_of(moving), search, constant_values=TONES).astype(np.int32)
    size, windows = 2 * search + 1, down * across
    counts = np.zeros((windows, TONES * TONES, size, size), np.float32)
    for dy, dx in np.ndindex(size, size):
        moved = there[top + dy : top + dy + len(row), left + dx : left + dx + len(col)]
        table = np.bincount((here + moved).ravel(), minlength=windows * (TONES + 1) ** 2)
        counts[:, :, dy, dx] = table.reshape(windows, TONES + 1, TONES + 1)[:, :TONES, :TONES].reshape(windows, -1)
    y, x = (np.arange(count) for count in (down, across))
    middles = (left + (x + 0.5) * wide) + 1j * (top + (y[:, None] + 0.5) * high)
    part = y[:, None] * _PARTS // down * _PARTS + x * _PARTS // across
    return ToneTables(middles.ravel(), counts, part.ravel(), search)


def rarity(height: float, others: Field) -> float:
    """How many powers of e rarer than once in a surface a height is beside ``others`` (k, shifts, shifts).

    The highest of their local maxima exceed what most have by amounts that are exponential (Pickands 1975), by as much
    as texture has it: smooth images go together more by chance.
    """
    highest = ndimage.maximum_filter(others, (1, _APART, _APART), mode="nearest")
    maxima = others[others == highest]
    usual = float(np.quantile(maxima, _USUAL))
    excess = maxima[maxima > usual] - usual
    if not excess.size:
        return 0.0
    return (height - usual) / float(excess.mean()) - float(np.log(excess.size / len(others)))


def _beside(surfaces: Field) -> Field:
    """Surfaces (..., shifts, shifts) less what lies around each shift; of those that have all of it around them."""
    scales = (0.0,) * (surfaces.ndim - 2) + (_SURROUNDINGS, _SURROUNDINGS)
    around = ndimage.gaussian_filter(surfaces, scales, truncate=BEYOND / _SURROUNDINGS)
    return np.asarray(surfaces - around)[..., BEYOND:-BEYOND, BEYOND:-BEYOND]


def foretold(tables: Field) -> Field:
    """By how many nats the tables of all other parts foretell each part better than no relation does.

    ``tables`` (parts, TONES * TONES, ...) counts pairs of tones; the result is summed over parts: (...).
    """
    whole = tables.sum(0)
    return np.asarray(sum((part * relation(whole - part)).sum(0) for part in tables), np.float32)


def relation(table: Field) -> Field:
    """The logarithm of how much more often pairs of tones meet than they would by chance (TONES * TONES, ...)."""
    pairs = table.reshape(TONES, TONES, *table.shape[1:])
    total = np.maximum(pairs.sum((0, 1)), 1)
    chance = np.maximum(pairs.sum(1, keepdims=True) * pairs.sum(0, keepdims=True) / total**2, np.float32(1e-9))
    told = np.log((pairs + _PRIOR * chance) / ((total + _PRIOR) * chance))
    return np.asarray(told, np.float32).reshape(table.shape)


def tones_of(image: Image) -> NDArray[np.intp]:
    """The class (height, width) of each pixel's tone by rank; ``TONES`` of what is invalid."""
    # By rank, so that no tone curve and no outlier matters.
    edges = np.quantile(image.values[image.valid], np.arange(1, TONES) / TONES) if image.valid.any() else np.zeros(1)
    return np.where(image.valid, np.digitize(image.values, edges), TONES)
