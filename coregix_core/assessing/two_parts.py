"""Ground that lies on two displacements, as all windows say together where each of them is too noisy to.

A block of a mosaic, a glacier or a landslide that lies a pixel aside is within the noise of single windows, and within
what neighbours may differ by. But both parts lie as one transform says, and one of them a displacement farther: a
mixture of two (Dempster, Laird and Rubin 1977), of which neighbours mostly belong to the same (mean fields of a Markov
random field, Besag 1986), and each window counts by what its peak says of its own error.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..matching import nearest
from ..pairing import Points
from ..search_tree import search_tree
from .criteria import CRITERIA, MIXTURE, PLACES

# Rounds at most, and the change of a window's share below which a further one says the same.
_ROUNDS, _SETTLED = 40, 1e-2

# Windows around each of which the first guess is the median.
_AROUND = 8

# Quantiles of displacements, or of places along an axis, at which a first guess parts the windows.
_PARTED_AT = (0.25, 0.5, 0.75)

# Directions in which an edge may part the area, how many rounds a guess is tried for, and how many are followed.
_EDGES, _TRIED, _FOLLOWED = ((1, 0), (0, 1), (1, 1), (1, -1)), 2, 3


@dataclass(frozen=True)
class TwoParts:
    """Windows at ``places`` (n, 2), and which ``share`` (n,) of each lies by ``way`` (2,) farther than the others do.

    Residuals are true less shown, in pixels of the frame; ``rest`` (n, 2) is that of the greater part. ``gain`` is how
    much likelier (logarithm) two displacements make them than one and scatter. ``between`` is the square of the spread
    along the way that both leave, beyond noise, in units of its length, and ``doubt`` the standard error of that.
    ``beside_hole`` is the share of the second part's windows that lie beside a hole, ``level`` a pixel of the images.
    """

    places: Floats
    share: Floats
    way: Floats
    rest: Floats
    gain: float
    between: float
    doubt: float
    beside_hole: float = 0.0
    level: float = 1.0

    @property
    def told(self) -> bool:
        """Whether the ground lies on two displacements with hardly anything between, and does not bend.

        Of a part that only lies around a hole nobody knows: it may be the rim of what bends within. Of one that lies
        less aside than a border shows, neither.
        """
        if self.beside_hole > MIXTURE.beside_hole or float(np.hypot(*self.way)) < MIXTURE.least_way * self.level:
            return False
        of_part = MIXTURE.of_part * float(self.share.mean()) + self.doubt
        return self.between + MIXTURE.sure * self.doubt < MIXTURE.between**2 and self.between < of_part

    @property
    def rms(self) -> float:
        """How far the ground lies aside, root mean square over all of it."""
        return float(np.sqrt(((self.rest + self.share[:, None] * self.way) ** 2).sum(1).mean()))

    @property
    def aside(self) -> float:
        """What it adds to an uncertainty: all of it, or, of what moved by itself, how far it may have drawn the fit."""
        square = (self.rest**2).sum(1).mean()
        return float(np.sqrt(square)) if self.told else CRITERIA.shared * self.rms

    def at(self, places: Floats) -> Floats:
        """The share (m,) of the ground around places (m, 2) that lies farther."""
        near = search_tree(self.places).query(places, min(4, len(self.places)))[1]
        return np.asarray(self.share[near.reshape(len(places), -1)].mean(1))

    def stayed(self, places: Floats) -> NDArray[np.bool_]:
        """Whether the ground around places (m, 2) is that of the greater part, but for next to nothing."""
        return np.asarray(self.at(places) <= MIXTURE.mixed)


@dataclass(frozen=True)
class _Windows:
    """What is known of n windows: residuals (n, 2), 0 where nothing was ``found``, and their covariances (n, 2, 2).

    ``design`` (n, 3) is what an affine is made of, ``pairs`` (k, 2) are neighbours, ``level`` is a pixel of the images,
    and ``chance`` the logarithm of the density of windows that were found anywhere.
    """

    found: NDArray[np.bool_]
    residual: Floats
    covariance: Floats
    design: Floats
    pairs: NDArray[np.intp]
    level: float
    chance: float


@dataclass(frozen=True)
class _State:
    """A mixture: the probability (n,) of the second part, the model (4, 2), the excess variance, the likelihood."""

    second: Floats
    model: Floats
    excess: float
    inside: Floats
    likelihood: float


def two_parts(points: Points, residual: Floats, level: float, step: float) -> TwoParts | None:
    """The two displacements that windows ``step`` apart show best; None if they are few, or one says as much.

    ``residual`` (n, 2) is true less shown or NaN, in pixels of the frame, as ``step`` is.
    """
    windows = _windows(points, residual, level, step)
    if windows.found.sum() < MIXTURE.min_windows:
        return None
    one = _settled(windows, np.zeros(len(residual)), free=False)
    # What one displacement explains as well as each window knows its own has no other.
    if one.excess < (MIXTURE.explained * level) ** 2 and one.inside[windows.found].mean() > MIXTURE.one:
        return None
    tried = [_settled(windows, start, free=True, rounds=_TRIED) for start in _starts(points.fixed, windows, one)]
    likely = sorted(tried, key=lambda state: -state.likelihood)[:_FOLLOWED]
    best = max((_settled(windows, state.second, free=True) for state in likely), key=lambda state: state.likelihood)
    share, rest, way = best.second, windows.design @ best.model[:3], best.model[3]
    if (share * windows.found).sum() > windows.found.sum() / 2:
        # The rest is the greater part.
        share, rest, way = 1 - share, rest + way, -way
    return TwoParts(points.fixed, share, way, rest, best.likelihood - one.likelihood, *_between(windows, best),
                    level=level)


def _windows(points: Points, residual: Floats, level: float, step: float) -> _Windows:
    found, places = np.isfinite(residual[:, 0]), points.fixed
    information = np.where(found[:, None, None], points.information / level**2, 0) + 1e-6 * np.eye(2)
    # The median of the square of a normal error in the plane is 2 ln 2 of its variance.
    noise = PLACES.noise * np.clip(points.score, 0.05, 1.0) / (2 * np.log(2))
    middle, half = places.mean(0), np.maximum(np.ptp(places, axis=0) / 2, 1e-9)
    pairs = search_tree(places).query_pairs(1.5 * step, output_type="ndarray")
    return _Windows(found, np.where(found[:, None], residual, 0), noise[:, None, None] * np.linalg.inv(information),
                    np.column_stack([np.ones(len(places)), (places - middle) / half]), pairs, level,
                    -2 * float(np.log(2 * points.search + level)))


def _starts(places: Floats, windows: _Windows, one: _State) -> list[Floats]:
    """First guesses of which windows (n,) are of the second part: by edges, or the main axis of what neighbours share.

    Of all that they share as well as of what one affine leaves: one that follows half of a scene that moved leaves a
    saw, of which no displacement tells the sides.
    """
    kept, made = np.flatnonzero(windows.found), []
    for direction in _EDGES:
        along = windows.design[:, 1:] @ direction
        made += [(along > np.quantile(along, quantile)).astype(float) for quantile in _PARTED_AT]
    near = nearest(places[kept], _AROUND)
    smooth = np.median(windows.residual[kept][near], axis=1)
    for field in (smooth - windows.design[kept] @ one.model[:3], smooth - np.median(smooth, axis=0)):
        along = field @ np.linalg.eigh(np.cov(field.T))[1][:, 1]
        for quantile in _PARTED_AT:
            start = np.full(len(places), 0.5)
            start[kept] = along > np.quantile(along, quantile)
            made.append(start)
    return made


def _settled(windows: _Windows, second: Floats, *, free: bool, rounds: int = _ROUNDS) -> _State:
    """The mixture by expectation and maximisation from a first guess; of one displacement if it is not ``free``."""
    inside, excess = windows.found.astype(float), MIXTURE.at_first * windows.level**2
    for _ in range(rounds):
        precision = np.asarray(np.linalg.inv(windows.covariance + excess * np.eye(2)), np.float64)
        model = _fitted(windows, precision, second, inside, free=free)
        first_off = windows.residual - windows.design @ model[:3]
        off = first_off, first_off - model[3]
        one, two = (_density(part, precision) for part in off)
        before, second = second, (_parted(windows, second, two - one) if free else second)
        mixed = np.logaddexp(one + np.log1p(1e-9 - second), two + np.log(second + 1e-9)) if free else one
        odds = np.log(1 / MIXTURE.wrong - 1) + mixed - windows.chance
        inside = windows.found / (1 + np.exp(-np.clip(odds, -50, 50)))
        excess = _excess(windows, inside, (1 - second) * (off[0] ** 2).sum(1) + second * (off[1] ** 2).sum(1))
        if free and np.abs(second - before).max() < _SETTLED:
            break
    whole = np.logaddexp(mixed + np.log(1 - MIXTURE.wrong), windows.chance + np.log(MIXTURE.wrong))
    return _State(second, model, excess, inside, float(whole[windows.found].sum()))


def _fitted(windows: _Windows, precision: Floats, second: Floats, inside: Floats, *, free: bool) -> Floats:
    """The affine (3, 2) of both parts and the way (1, 2) between them by weighted least squares."""
    matrix, vector = np.zeros((8, 8)), np.zeros(8)
    for moved, weight in ((0.0, inside * (1 - second)), (1.0, inside * second)):
        design = np.column_stack([windows.design, np.full(len(second), moved if free else 0.0)])
        weighted = precision * weight[:, None, None]
        matrix += np.einsum("na,nij,nb->aibj", design, weighted, design, optimize=True).reshape(8, 8)
        vector += np.einsum("na,nij,nj->ai", design, weighted, windows.residual, optimize=True).ravel()
    return np.asarray(np.linalg.lstsq(matrix, vector, rcond=1e-10)[0].reshape(4, 2))


def _density(off: Floats, precision: Floats) -> Floats:
    """Logarithm of the normal density (n,) of what is ``off`` (n, 2)."""
    square = np.einsum("ni,nij,nj->n", off, precision, off)
    return np.asarray((np.log(np.linalg.det(precision)) - square) / 2 - np.log(2 * np.pi))


def _parted(windows: _Windows, second: Floats, odds: Floats) -> Floats:
    """The probability (n,) of the second part by each window's ``odds`` and by its neighbours; half-way to it."""
    around, (i, j) = np.zeros(len(second)), windows.pairs.T
    np.add.at(around, i, 2 * second[j] - 1)
    np.add.at(around, j, 2 * second[i] - 1)
    field = np.where(windows.found, odds, 0) + MIXTURE.together * around
    return np.asarray((second + 1 / (1 + np.exp(-np.clip(field, -50, 50)))) / 2)


def _excess(windows: _Windows, inside: Floats, square: Floats) -> float:
    """Variance along an axis of what windows are off by, of which each knows the part that is its own noise."""
    beyond = (square - np.trace(windows.covariance, axis1=1, axis2=2)) / 2
    mean = float((inside * np.minimum(beyond, windows.level**2)).sum() / max(float(inside.sum()), 1e-9))
    return max(mean, (MIXTURE.least * windows.level) ** 2)


def _between(windows: _Windows, state: _State) -> tuple[float, float]:
    """The square of the spread along the way that both displacements leave, beyond noise, and its standard error.

    In units of the length of the way.
    """
    length = float(np.hypot(*state.model[3]))
    way = state.model[3] / max(length, 1e-12)
    first_off = windows.residual - windows.design @ state.model[:3]
    along = np.where(state.second > 0.5, (first_off - state.model[3]) @ way, first_off @ way)
    noise = np.einsum("i,nij,j->n", way, windows.covariance, way)
    count = max(float(state.inside.sum()), 1e-9)
    beyond = state.inside * (along**2 - noise)
    # Windows that share half of each other are half as many.
    doubt = float(np.sqrt(2 * (beyond**2).sum())) / count
    return max(float(beyond.sum()) / count, 0.0) / max(length**2, 1e-12), doubt / max(length**2, 1e-12)
