"""The similarity that the most matches of two images agree on, and how many would agree on one by luck.

Matches are pairs of features; each gives a place, a scale and a direction by itself. Of unrelated images the matches
are random, and how many of them some similarity explains follows from their number alone (Moisan and Stival 2004): a
set that large is expected ``chance`` times, and it is evidence if that is next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from ..geometry import Floats
from ..search_tree import search_tree
from ..threads import each
from .features import Features, of_mirrored, of_negative

if TYPE_CHECKING:
    from scipy.spatial import cKDTree

Complex = NDArray[np.complex128]

# How far a match's own direction and scale may be from those of the similarity that it agrees with.
TURN, STRETCH = np.radians(25.0), np.log(1.5)

# How far a direction that is known from elsewhere may be off: a compass near metal, magnetic instead of true north.
HEADING = np.radians(30.0)

# Distances (pixels) within which a match agrees: exact images, and such that terrain or lenses bend.
_TOLERANCES = (3.0, 8.0)

# So many of the best matches are looked at, in turns: where few are right, many wrong ones hide them.
_FIRST = (60, 150, 400, 1000)

# Chance (logarithm) below which nothing else need be tried.
_CLEAR = -12.0

# Similarities that are tried for one set of matches, at most.
_PAIRS = 6000

# Rows of tables that are made at a time, which then stay near the processor.
_TOGETHER = 200


@dataclass(frozen=True)
class Matched:
    """``n`` matches, best first: places (n,) as complex numbers of pixels, and what each match says by itself.

    ``turn`` (n,): direction in the fixed image less that in the moving one, radians; ``stretch`` (n,): logarithm of the
    ratio of their scales.
    """

    fixed: Complex
    moving: Complex
    turn: Floats
    stretch: Floats

    def __len__(self) -> int:
        return len(self.fixed)

    def first(self, count: int) -> Matched:
        """The best of the matches."""
        return Matched(self.fixed[:count], self.moving[:count], self.turn[:count], self.stretch[:count])

    def turned(self, turn: float) -> Matched:
        """The matches whose own direction is near ``turn`` (radians)."""
        near = np.abs(_wrapped(self.turn - turn)) < TURN + HEADING
        return Matched(self.fixed[near], self.moving[near], self.turn[near], self.stretch[near])


@dataclass(frozen=True)
class Agreement:
    """A similarity fixed = factor * moving + offset (complex pixels), and how sure it is.

    ``inside`` (n,): the matches that agree on it within ``tolerance`` pixels. ``chance``: logarithm to base 10 of the
    number of such agreements that is expected of unrelated images.
    """

    factor: complex
    offset: complex
    inside: NDArray[np.bool_]
    chance: float
    tolerance: float


def feature_agreement(fixed: Features, moving: Features, scales: tuple[float, float], mirrored: bool = False,
                      looks: int = 1, turn: float | None = None) -> Agreement | None:
    """The similarity that the features of two images agree on, in the same or in inverted contrast.

    ``scales`` bound its scale (fixed pixels per moving pixel). ``mirrored`` looks for the moving image mirrored top to
    bottom: its places are then conjugated, and the similarity is one of those. ``looks`` is the number of pairs of
    images that the caller looks at. ``turn`` (radians) is about how far the moving image is turned, if that is known.
    """
    if min(len(fixed), len(moving)) < 4:
        return None

    def seen(negative: bool) -> Agreement | None:
        matches = matched(fixed, moving, scales, negative=negative, mirrored=mirrored)
        if turn is not None:
            matches = matches.turned(turn)
        return agreement(matches, fixed.places, looks=4 * looks)

    first = None if mirrored else seen(False)
    # So clear that the other contrast need not be looked at.
    if first is not None and first.chance < _CLEAR:
        return first
    # Few images are mirrored: there both contrasts are looked at, and at once.
    found = [first, *each(seen, [False, True] if mirrored else [True])]
    return min((a for a in found if a is not None), key=lambda a: a.chance, default=None)


def matched(fixed: Features, moving: Features, scales: tuple[float, float], *, negative: bool = False,
            mirrored: bool = False) -> Matched:
    """Features that are each other's nearest, best first: those whose next best is much worse."""
    descriptor = of_negative(moving.descriptor) if negative else moving.descriptor
    descriptor = of_mirrored(descriptor) if mirrored else descriptor
    first, second = np.log(fixed.scale), np.log(moving.scale)
    i, j, score, rival = _each_others_nearest(fixed.descriptor, descriptor, _comparable(first, second, scales))
    order = np.argsort((1 - score) / np.maximum(1 - rival, 1e-6), kind="stable")
    i, j = i[order], j[order]
    sign = -1 if mirrored else 1
    turn = fixed.angle[i] - sign * moving.angle[j] + (np.pi if negative else 0.0)
    return Matched(fixed.places[i, 0] + 1j * fixed.places[i, 1], moving.places[j, 0] + sign * 1j * moving.places[j, 1],
                   turn, first[i] - second[j])


def _comparable(first: Floats, second: Floats, scales: tuple[float, float]
                ) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Features of one scale, a few hundred at a time, and those of the other image that they may be; all by index."""
    for scale in np.unique(first):
        ratio = scale - second
        beyond = (ratio < np.log(scales[0]) - STRETCH) | (ratio > np.log(scales[1]) + STRETCH)
        rows, cols = np.flatnonzero(first == scale), np.flatnonzero(~beyond)
        for part in _slices(len(rows), _TOGETHER):
            if len(cols):
                yield rows[part], cols


def _each_others_nearest(first: NDArray[np.float32], second: NDArray[np.float32],
                         parts: Iterable[tuple[NDArray[np.intp], NDArray[np.intp]]]
                         ) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float32], NDArray[np.float32]]:
    """Rows of two tables of unit vectors that are each other's most alike: both indices, product, and best rival.

    ``parts`` are rows of the first, each in one of them, and those of the second that they are compared with. In a
    hundred dimensions no tree is faster than all products, which BLAS takes at once.
    """
    own, other = (np.zeros((2, len(table)), np.float32) for table in (first, second))
    found = np.zeros(len(first), np.intp)
    for rows, cols in parts:
        alike = first[rows] @ second[cols].T
        best, at = alike.argmax(1), np.arange(len(rows))
        own[0, rows], found[rows] = alike[at, best], cols[best]
        top = alike.max(0)
        # The winner of each column makes way, so that what is left is its best rival; then that of each row.
        wins = alike[at, best] >= top[best]
        alike[at[wins], best[wins]] = 0
        before = other[:, cols]
        other[1, cols] = np.maximum(np.minimum(before[0], top), np.where(top > before[0], alike.max(0), before[1]))
        other[0, cols] = np.maximum(before[0], top)
        alike[at, best] = 0
        own[1, rows] = alike.max(1)
    i = np.flatnonzero((own[0] > 0) & (own[0] >= other[0, found]))
    # Of several that are as near, the first.
    _, once = np.unique(found[i], return_index=True)
    i = np.sort(i[once])
    return i, found[i], own[0, i], np.maximum(own[1, i], other[1, found[i]])


def agreement(matches: Matched, fixed_places: Floats, looks: int = 1) -> Agreement | None:
    """The similarity that is least likely to be luck; None where none explains even a few matches.

    ``fixed_places`` (k, 2) are all features that a match could have taken. ``looks`` is the number of sets of matches
    that the caller looks at in all, each a chance of its own.
    """
    tree = search_tree(fixed_places)
    best: Agreement | None = None
    sizes = sorted({min(n, len(matches)) for n in _FIRST})
    trials = len(sizes) * len(_TOLERANCES) * looks
    for size in sizes:
        some = matches.first(size)
        # All pairs of so few matches, and no random sample: the same input gives the same bytes.
        factor, offset = _candidates(some)
        if not len(factor):
            continue
        for tolerance in _TOLERANCES:
            found = _best(some, factor, offset, tolerance, tree, trials)
            if found is not None and (best is None or found.chance < best.chance):
                inside = np.zeros(len(matches), bool)
                inside[:size] = found.inside
                best = Agreement(found.factor, found.offset, inside, found.chance, tolerance)
        if best is not None and best.chance < _CLEAR:
            return _with_all(best, matches)
    return best


def _with_all(found: Agreement, m: Matched) -> Agreement:
    """A clear agreement improved by all matches."""
    a, b = found.factor, found.offset
    for _ in range(3):
        inside = _agrees(m, np.array([a]), np.array([b]), found.tolerance)[0]
        a, b = _fitted(m.moving[inside], m.fixed[inside])
    return Agreement(a, b, inside, found.chance, found.tolerance)


def _candidates(m: Matched) -> tuple[Complex, Complex]:
    """Similarities through two matches each that agree with what both say of turn and scale by themselves."""
    pairs = [_fitting(m, part) for part in _slices(max(len(m), 1), _TOGETHER // 4)]
    i, j, factor = (np.concatenate(part) for part in zip(*pairs, strict=True))
    if len(i) > _PAIRS:
        # The sum of ranks orders them: good matches come first.
        pick = np.argsort(i + j, kind="stable")[:_PAIRS]
        i, factor = i[pick], factor[pick]
    return factor, m.fixed[i] - factor * m.moving[i]


def _fitting(m: Matched, part: slice) -> tuple[NDArray[np.intp], NDArray[np.intp], Complex]:
    """Pairs of a match of one ``part`` and a later one, and their factors, that agree with what both say themselves."""
    run = m.moving[part, None] - m.moving[part.start:]
    # Near places determine neither turn nor scale.
    i, j = np.nonzero(np.abs(run) > 20.0)
    later = j > i
    i, j = i[later], j[later]
    run = run[i, j]
    i, j = i + part.start, j + part.start
    factor = (m.fixed[i] - m.fixed[j]) / run
    angle, stretch = np.angle(factor), np.log(np.maximum(np.abs(factor), 1e-9))
    fits = np.ones(len(i), bool)
    for k in (i, j):
        fits &= (np.cos(angle - m.turn[k]) > np.cos(TURN)) & (np.abs(stretch - m.stretch[k]) < STRETCH)
    return i[fits], j[fits], factor[fits]


def _agrees(m: Matched, factor: Complex, offset: Complex, tolerance: float) -> NDArray[np.bool_]:
    """Which matches (columns) agree with which similarities (rows)."""
    error = np.abs(factor[:, None] * m.moving + offset[:, None] - m.fixed)
    inside = error < tolerance
    # Cosines of angles between, as products of unit vectors: a fifth of what angles would take.
    inside &= _unit(np.angle(factor)).T @ _unit(m.turn) > np.cos(TURN)
    inside &= np.abs(np.log(np.abs(factor))[:, None] - m.stretch) < STRETCH
    return np.asarray(inside)


def _unit(angle: Floats) -> Floats:
    """Unit vectors (2, n) in the direction of angles (n,)."""
    return np.stack([np.cos(angle), np.sin(angle)])


def _best(m: Matched, factor: Complex, offset: Complex, tolerance: float, tree: cKDTree, trials: int
          ) -> Agreement | None:
    count = np.concatenate([_agrees(m, factor[s], offset[s], tolerance).sum(1)
                            for s in _slices(len(factor), _TOGETHER)])
    best: Agreement | None = None
    # The largest sets, each improved by what it holds.
    for k in np.argsort(-count, kind="stable")[:8]:
        if count[k] < 4:
            break
        a, b = factor[k], offset[k]
        for _ in range(4):
            inside = _agrees(m, np.array([a]), np.array([b]), tolerance)[0]
            if inside.sum() < 3:
                break
            a, b = _fitted(m.moving[inside], m.fixed[inside])
        inside = _agrees(m, np.array([a]), np.array([b]), tolerance)[0]
        chance = _chance(m, a, b, inside, tolerance, tree) + float(np.log10(trials))
        if best is None or chance < best.chance:
            best = Agreement(complex(a), complex(b), inside, chance, tolerance)
    return best


def _fitted(p: Complex, q: Complex) -> tuple[complex, complex]:
    """The similarity q = a p + b by least squares."""
    dp, dq = p - p.mean(), q - q.mean()
    # The normal equations of a similarity in complex numbers are one division.
    a = complex((dq * dp.conj()).sum() / max(float((np.abs(dp) ** 2).sum()), 1e-12))
    return a, complex(q.mean() - a * p.mean())


def _chance(m: Matched, a: complex, b: complex, inside: NDArray[np.bool_], tolerance: float, tree: cKDTree) -> float:
    """Logarithm of the number of similarities that unrelated matches of this number would agree on so well."""
    n, k = len(m), _distinct(m, inside, tolerance)
    if k < 4:
        return 9.0
    # What a match takes by luck is one of the features, which crowd: those near the predicted places are counted.
    predicted = a * m.moving + b
    near = tree.query_ball_point(np.stack([predicted.real, predicted.imag], 1), tolerance, return_length=True)
    # At least one feature of all: an empty neighbourhood would make any agreement infinitely unlikely.
    place = max(float(np.mean(near)) / tree.n, 1.0 / tree.n)
    # Turn and scale of matches crowd as well, where all edges of a scene run alike.
    own = (np.abs(_wrapped(np.angle(a) - m.turn)) < TURN) & (np.abs(np.log(abs(a)) - m.stretch) < STRETCH)
    likely = place * max((float(own.sum()) - k + 1) / n, 2 * TURN / (2 * np.pi) * 0.25)
    return float((np.log(max(n - 2, 1)) + _log_choose(n, k) + _log_choose(k, 2) + (k - 2) * np.log(likely))
                 / np.log(10))


def _distinct(m: Matched, inside: NDArray[np.bool_], tolerance: float) -> int:
    """How many places agree that are apart in both images: one structure seen at two scales is one event."""
    fixed, moving = m.fixed[inside], m.moving[inside]
    left, count = np.ones(len(fixed), bool), 0
    for i in range(len(fixed)):
        # Two features within a tolerance of each other agree or disagree together.
        if left[i]:
            left &= (np.abs(fixed - fixed[i]) > 2 * tolerance) & (np.abs(moving - moving[i]) > 2)
            count += 1
    return count


def _log_choose(n: int, k: int) -> float:
    return float(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))


def _wrapped(angle: Floats) -> Floats:
    return np.asarray((angle + np.pi) % (2 * np.pi) - np.pi)


def _slices(count: int, size: int) -> list[slice]:
    return [slice(i, i + size) for i in range(0, count, size)]
