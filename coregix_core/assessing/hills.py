"""Ground that bends between the places that are looked at, or below what one of them shows: all pixels together do.

Windows that hardly overlap pass a hill of ten pixels by, and under noise none shows it beyond its own. The correlation
of the edges around a pixel has a slope at no displacement, and is bent there: gathered by Gaussian weights, they are
the equations of a displacement (Lucas and Kanade 1981), whose products of both images hold no noise in the mean. A hill
stands out most under weights as wide as itself (matched filter over scales, Lindeberg 1998). How sure it is, is known
from how cells differ that are gathered, whatever they err by (generalised T², Hotelling 1931).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .._typing import Floats
from ..geometry import Transform
from ..imaging import gradient
from ..pairing import Block, Pair
from .criteria import HILLS

# Side of a cell and scale of the edges (pixels): what cells err by is next to independent.
_CELL, _SIGMA = 4, 1.0

# Multiples of their standard deviation within which weights count.
_WIDE = 3.0

# Times that most of the ground is asked for what it shares, and least that a place lies off it, in pixels.
_ROUNDS, _LEAST = 8, 0.01

# Which of the scales that is asked at: finer ones hold the noise of narrow weights.
_USUAL = 2

# Part of what slopes spread by that no shift explains, for rounding.
_ROUNDING = 1e-3

# Parts of the weights around a place that have to lie in the image, and of those the part on what is alike.
_WITHIN, _SEEN = 0.4, 0.8


@dataclass(frozen=True)
class Hills:
    """Places (k, 2) of cells that lie aside, by ``off`` (k, 2), true less shown, in pixels of the frame.

    ``sure`` is the deviance of the surest, ``square`` the mean square of how far all of the ground lies aside for them,
    ``step`` the side of a cell.
    """

    places: Floats
    off: Floats
    sure: float
    square: float
    step: float

    @property
    def told(self) -> bool:
        """Whether they are there beyond doubt."""
        return self.sure >= HILLS.told

    @property
    def rms(self) -> float:
        """Root mean square of how far the ground may be off for them, of which so much is expected as they are sure."""
        known = np.clip((self.sure - HILLS.doubted) / (HILLS.told - HILLS.doubted), 0.0, 1.0)
        return HILLS.over * float(np.sqrt(known * self.square))


@dataclass(frozen=True)
class _Cells:
    """Sums over the cells (h, w) of a block: ``slope`` (2, h, w) and ``bend`` (3, h, w: xx, xy, yy) of the correlation.

    ``apart`` (h, w) is the square of what the edges differ by, ``some`` (h, w) are those with anything that is alike.
    """

    block: Block
    slope: Floats
    bend: Floats
    apart: Floats
    some: NDArray[np.bool_]


@dataclass(frozen=True)
class _Shown:
    """What a block shows at one scale: the surest deviance, and of cells (h, w) that lie aside the shift and square.

    ``count`` is how many of them show anything.
    """

    sure: float
    count: int
    aside: NDArray[np.bool_]
    shift: Floats
    square: Floats

    @property
    def total(self) -> float:
        """The sum of the squares of how far cells lie aside, beyond their own error."""
        return float(self.square[self.aside].sum())


def hills_of(pair: Pair, blocks: tuple[Block, ...], under: Transform, unlike: float, freedom: int = 2) -> Hills | None:
    """The ground that bends in images which lie ``under`` a transform; None if all of it may be chance.

    ``unlike`` (pixels of the frame) is what images of other dates or sensors lie aside by themselves; a fit of so much
    ``freedom`` errs by itself in what all of the ground shares, as a turn.
    """
    cells = [found for found in pair.each(lambda block: _cells_of(pair, block, under), blocks) if found is not None]
    if not cells:
        return None
    pixel = blocks[0].fixed.grid.pixel_size / pair.frame.pixel
    bias = float(np.hypot(HILLS.bias, unlike / pixel))
    shared = _shared(cells, freedom)
    scales = list(zip(*pair.each(lambda part: _shown_by(*part, bias), list(zip(cells, shared, strict=True))),
                      strict=True))
    sure = max(shown.sure for scale in scales for shown in scale)
    best = max(scales, key=_total)
    square = _total(best) / max(sum(shown.count for shown in best), 1)
    if sure <= HILLS.doubted or square <= 0:
        return None
    parts = [_in_frame(pair, c.block, shown) for c, shown in zip(cells, best, strict=True)]
    places, off = (np.concatenate(part) for part in zip(*parts, strict=True))
    return Hills(places, off, sure, square * pixel**2, _CELL * pixel)


def _total(scale: tuple[_Shown, ...]) -> float:
    """How far all blocks lie aside at one scale, as the sum of squares over cells."""
    return sum(shown.total for shown in scale)


def _shared(cells: list[_Cells], freedom: int) -> list[Floats]:
    """The shifts (2, h, w) of each block that most places share: no bend, but what the fit errs by.

    By the sum of distances, as hills would draw that of squares, and all else would lie aside.
    """
    looks = [_Around(c, c.slope, HILLS.scales[_USUAL]) for c in cells]
    ways = [_ways(c, cells[0].block)[: min(max(freedom + freedom % 2, 2), 6)] for c in cells]
    along = np.concatenate([way[..., look.speaks] for way, look in zip(ways, looks, strict=True)], axis=2)
    rows = along.reshape(len(along), -1)
    shifts = np.concatenate([look.shift[:, look.speaks] for look in looks], axis=1)
    far, weight = np.zeros(len(along)), np.ones(shifts.shape[1])
    for _ in range(_ROUNDS):
        weighted = (along * weight).reshape(rows.shape)
        far = np.linalg.lstsq(np.einsum("in,jn->ij", weighted, rows), np.einsum("in,n->i", weighted, shifts.ravel()),
                              rcond=1e-9)[0]
        weight = 1 / np.maximum(np.hypot(*(shifts - np.tensordot(far, along, 1))), _LEAST)
    return [np.tensordot(far, way, 1) for way in ways]


def _ways(cells: _Cells, first: Block) -> Floats:
    """The ways (6, 2, h, w) in which all ground may lie aside at once: two shifts, scale and turn, and two shears."""
    rows, cols = cells.some.shape
    corner = first.fixed.grid.to_pixel(*cells.block.fixed.grid.to_world(0.0, 0.0))
    # Thousands of pixels, so that all ways count alike in sums of squares.
    x, y = (np.meshgrid(_CELL * np.arange(cols), _CELL * np.arange(rows)) + np.reshape(corner, (2, 1, 1))) / 1000
    one, none = np.ones_like(x), np.zeros_like(x)
    return np.array([(one, none), (none, one), (x, y), (-y, x), (x, -y), (y, x)])


def _cells_of(pair: Pair, block: Block, under: Transform) -> _Cells | None:
    """The sums of a block; None if it holds no cell that both images show."""
    (one, here), (other, there) = (gradient(v, _SIGMA) for v in (block.fixed, block.placed_image(pair, under)))
    # A pixel less on each side: the slope of edges rests on their neighbours.
    valid = ndimage.binary_erosion(here & there)
    if min(valid.shape) < _CELL or not valid.any():
        return None
    ones, others = (_slopes(v) for v in (one, other))

    def gathered(values: Floats) -> Floats:
        return _summed(np.where(valid, values, 0.0))

    slope = [gathered(_product(one, b) - _product(other, a)) / 2 for a, b in zip(ones, others, strict=True)]
    bend = [gathered(_product(ones[i], others[j]) + _product(ones[j], others[i])) / 2
            for i, j in ((0, 0), (0, 1), (1, 1))]
    some = gathered(valid.astype(np.float32)) > 0
    shared, square, other_square = (gathered(_product(a, b)) for a, b in ((one, other), (one, one), (other, other)))
    # A negative shows the same ground, and so does another contrast.
    tone = np.copysign(_usual_tone(square[some], other_square[some]), shared.sum())
    some &= ~_changed(tone * shared, square, tone**2 * other_square, some)
    if not some.any():
        return None
    known = tone * some
    return _Cells(block, np.stack(slope) * known, np.stack(bend) * known,
                  (square + tone**2 * other_square - 2 * tone * shared) * some, some)


def _usual_tone(square: Floats, other_square: Floats) -> float:
    """How many times as strong the edges of one image are as those of another, by most cells: clouds have their own."""
    both = (square > 0) & (other_square > 0)
    return float(np.median(np.sqrt(square[both] / other_square[both]))) if both.any() else 1.0


def _changed(shared: Floats, one: Floats, other: Floats, some: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Cells (h, w) around which images are far less alike than usual, by sums of products of both, and of each, alone.

    Under clouds there is no ground that could bend.
    """
    both, first, second = (_gathered(v, HILLS.scales[0]) for v in (shared, one, other))
    alike = both / np.sqrt(np.maximum(first * second, 1e-30))
    return np.asarray(alike < HILLS.changed * np.median(alike[some])) if some.any() else some


def _slopes(values: NDArray[np.complex64]) -> tuple[NDArray[np.complex64], NDArray[np.complex64]]:
    """By how much values (h, w) grow with the column and with the row; 0 along the border."""
    across, down = np.zeros_like(values), np.zeros_like(values)
    across[:, 1:-1] = (values[:, 2:] - values[:, :-2]) / 2
    down[1:-1] = (values[2:] - values[:-2]) / 2
    return across, down


def _product(one: NDArray[np.complex64], other: NDArray[np.complex64]) -> Floats:
    """The scalar product (h, w) of two fields of vectors."""
    return np.asarray(one.real * other.real + one.imag * other.imag)


def _summed(values: Floats) -> Floats:
    """Sums over the cells that lie whole in an image."""
    rows, cols = (n // _CELL for n in values.shape)
    return np.asarray(values[: rows * _CELL, : cols * _CELL].reshape(rows, _CELL, cols, _CELL).sum((1, 3), dtype=float))


def _gathered(values: Floats, scale: float, wide: float = _WIDE) -> Floats:
    """Means (h, w) by Gaussian weights of a standard deviation in cells, beyond the border of nothing."""
    return np.asarray(ndimage.gaussian_filter(values, scale, mode="constant", truncate=wide))


def _inverse(of: Floats) -> Floats:
    """Inverses of symmetric matrices (3, ...: xx, xy, yy)."""
    xx, xy, yy = of
    return np.stack([yy, -xy, xx]) / np.where(np.abs(xx * yy - xy * xy) > 0, xx * yy - xy * xy, np.inf)


def _times(of: Floats, vector: Floats) -> Floats:
    """Products of such matrices with vectors (2, ...)."""
    xx, xy, yy = of
    return np.stack([xx * vector[0] + xy * vector[1], xy * vector[0] + yy * vector[1]])


def _shown_by(cells: _Cells, shared: Floats, bias: float) -> list[_Shown]:
    """What a block shows at each scale besides the shifts (2, h, w) that all of the ground shares."""
    slope = cells.slope - _times(cells.bend, shared)
    alike, found = 0.0, []
    for scale in HILLS.scales:
        around = _Around(cells, slope, scale)
        if not around.speaks.any():
            found.append(_nothing(cells))
            continue
        # By the narrowest weights, under which most places show no hill.
        alike = alike or around.alike(bias)
        found.append(_aside(around, alike, bias))
    return found


def _nothing(cells: _Cells) -> _Shown:
    none = np.zeros(cells.some.shape)
    return _Shown(0.0, 0, none > 0, np.stack([none, none]), none)


class _Around:
    """The equations around each cell (h, w), gathered by Gaussian weights of a standard deviation in cells."""

    def __init__(self, cells: _Cells, slope: Floats, scale: float) -> None:
        slopes, bends = (np.stack([_gathered(v, scale) for v in of]) for of in (slope, cells.bend))
        self._scale, self._bend, self._slope, self._slopes = scale, cells.bend, slope, slopes
        self._spread = spread = self._spread_of(slope)
        sum_, product = bends[0] + bends[2], bends[0] * bends[2] - bends[1] ** 2
        inverse = _inverse(bends)
        self.shift = _times(inverse, slopes)
        self.square = (self.shift**2).sum(0)
        xx, xy, yy = inverse
        # The trace of the covariance of the shift.
        self.error = (spread * np.stack([xx**2 + xy**2, 2 * xy * (xx + yy), xy**2 + yy**2])).sum(0)
        known, within = (_gathered(v.astype(float), scale) for v in (cells.some, np.ones_like(cells.some)))
        self.speaks = ((within > _WITHIN) & (known > _SEEN * within) & (product > HILLS.both_ways * sum_**2 / 4)
                       & (sum_ > HILLS.textured * np.median(sum_[cells.some])) & (self.square < HILLS.farthest**2))
        share = np.maximum(known, 1e-3)
        self.speaks &= _explained(_gathered(cells.apart, scale) / share, (slopes * self.shift).sum(0) / share,
                                  self.speaks)

    def alike(self, bias: float) -> float:
        """How many cells err as one, by the places that show least."""
        least = float(np.quantile(self._beyond(self._score(self._spread), bias)[self.speaks], HILLS.quiet))
        return float(np.clip(least / (-2 * np.log(1 - HILLS.quiet)), *HILLS.alike))

    def deviance(self, alike: float, bias: float) -> Floats:
        """How sure it is (h, w) that a place lies aside, where so many cells err as one.

        Slopes of a few strong edges differ most where they say most, and what shifts leave of them does not.
        """
        count = 4 * np.pi * self._scale**2
        alone = -count * np.log(np.maximum(1 - self._score(self._spread) / count, 1e-9))
        return self._beyond(np.maximum(alone, HILLS.left * self._by_what_is_left()) / alike, bias)

    def _by_what_is_left(self) -> Floats:
        """The same (h, w), if cells err by what shifts leave of the slopes, and as many count as are strong."""
        by_shifts = _times(self._bend, np.where(self.speaks, self.shift, 0.0))
        score = self._score(self._spread_of(self._slope - by_shifts) + _ROUNDING * self._spread)
        strong = self._bend[0] + self._bend[2]
        count = _gathered(strong, self._scale) ** 2 / np.maximum(self._squared(strong**2), 1e-30)
        return np.asarray(count * np.log1p(score / np.maximum(count, 1e-12)))

    def _score(self, spread: Floats) -> Floats:
        """How many times (h, w) the covariance of the slopes their squares are: a chi square if they err alone."""
        return np.asarray(np.maximum((self._slopes * _times(_inverse(spread), self._slopes)).sum(0), 0.0))

    def _spread_of(self, vectors: Floats) -> Floats:
        """Of sums of independent vectors (2, h, w), the covariance (3, h, w)."""
        x, y = vectors
        return np.stack([self._squared(v) for v in (x * x, x * y, y * y)])

    def _squared(self, values: Floats) -> Floats:
        """Sums (h, w) by the squares of the weights: squares of Gaussian ones are narrower ones of the same cells."""
        sums = _gathered(values, self._scale / np.sqrt(2), _WIDE * np.sqrt(2))
        return sums / (4 * np.pi * self._scale**2)

    def _beyond(self, score: Floats, bias: float) -> Floats:
        """The score of shifts that err by a bias besides."""
        tiny = 1e-12
        return np.where(self.speaks, 1 / (1 / np.maximum(score, tiny) + bias**2 / np.maximum(self.square, tiny)), 0.0)


def _explained(apart: Floats, by_shift: Floats, speaks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Places (h, w) at which images differ by no more than usual besides what a shift explains of it."""
    if not speaks.any():
        return speaks
    usual = float(np.median(apart[speaks]))
    spread = float(np.median(np.abs(apart[speaks] - usual)))
    return np.asarray(apart <= usual + HILLS.unusual * spread + HILLS.unexplained * np.maximum(by_shift, 0.0))


def _aside(around: _Around, alike: float, bias: float) -> _Shown:
    """The cells that lie aside beyond doubt or beside such, and by how much more than their own error."""
    sure = around.deviance(alike, bias)
    label, _ = ndimage.label(sure > HILLS.edge, np.ones((3, 3)))
    aside = np.isin(label, np.setdiff1d(label[sure > HILLS.beside], 0))
    square = np.maximum(around.square - alike * around.error, 0.0)
    return _Shown(float(sure.max()), int(around.speaks.sum()), aside, around.shift, square)


def _in_frame(pair: Pair, block: Block, shown: _Shown) -> tuple[Floats, Floats]:
    """Places (k, 2) of the cells that lie aside, and by how much (k, 2): true less shown."""
    rows, cols = np.nonzero(shown.aside)
    shift = shown.shift[:, rows, cols]
    shift = shift * np.sqrt(shown.square[rows, cols] / np.maximum((shift**2).sum(0), 1e-12))
    grid = block.fixed.grid

    middle = (np.stack([cols, rows]) + 0.5) * _CELL
    here, there = (pair.frame.to_frame(*grid.to_world(*at)) for at in (middle, middle + shift))
    return here, here - there
