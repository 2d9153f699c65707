"""One placement of a whole image, by all that its windows show: evidence that no window has by itself.

Each window's correlation surfaces, of several proxies, are put in units of what the same window shows of other ground
and added up; the similarity is sought on which the sum over all windows is largest. A weak window, in which another
peak is higher, still counts for the right place by what it has there. What the sum reaches by luck is measured on the
pair itself: the moving image is rolled around by a good part of its size, so that texture, directions and repetition
stay and only the ground is another (a permutation test, Good 2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .._typing import Floats
from ..imaging import Proxy
from ..threads import each
from .window_correlation import by_validity, correlate_windows

# Parts of the height and width by which the moving image is rolled around to show other ground.
_ROLLS = ((0.5, 0.5), (0.5, 0.0), (0.0, 0.5), (0.33, 0.67))

# What one window counts at most, in deviations: no single bright structure rules the rest.
SUPPORT_CAP = 6.0

# Windows that are correlated at a time, which bounds the memory.
_BATCH = 32


@dataclass(frozen=True)
class Ranges:
    """Turns (radians), scales less 1, and the reach of the shift (pixels) over which a similarity is sought."""

    turns: Floats
    stretches: Floats
    reach: int

    @classmethod
    def around(cls, turn: float, turn_step: float, stretch: float, stretch_step: float, reach: int) -> Ranges:
        """Symmetric ranges: largest turn and its step (degrees), largest stretch and its step, reach (pixels)."""
        turns = np.arange(-round(turn / turn_step), round(turn / turn_step) + 1) * turn_step
        stretches = np.arange(-round(stretch / stretch_step), round(stretch / stretch_step) + 1) * stretch_step
        return cls(np.radians(turns).astype(float), stretches.astype(float), reach)


@dataclass(frozen=True)
class JointPeak:
    """The similarity that windows support most: fixed place p (pixels from ``centre``) is shown at p + d(p).

    ``linear`` is the complex number by which places are multiplied, less 1; ``shift`` the complex shift; ``mirrored``
    what an affine has besides: the number by which conjugates of places are multiplied. ``strength`` is the support in
    deviations of what other ground gives, ``luck`` the most that other ground reached over the same search.
    """

    centre: complex
    linear: complex
    shift: complex
    strength: float
    luck: float
    mirrored: complex = 0j

    def displacement(self, places: NDArray[np.complex128]) -> NDArray[np.complex128]:
        """The displacement (n,) at places (n,), complex pixels of the grid."""
        offset = places - self.centre
        return np.asarray(offset * self.linear + offset.conj() * self.mirrored + self.shift)


@dataclass(frozen=True)
class JointSurfaces:
    """What n windows, at ``places`` (n,) complex pixels, show at each shift of up to ``search`` pixels.

    ``support`` (n, 2 search + 1, 2 search + 1) is the joined correlation in deviations of other ground, ``others``
    the same of each roll of the moving image.
    """

    places: NDArray[np.complex128]
    support: NDArray[np.float32]
    others: tuple[NDArray[np.float32], ...]
    search: int

    def part(self, which: NDArray[np.bool_]) -> JointSurfaces:
        """What some of the windows show."""
        return JointSurfaces(self.places[which], self.support[which], tuple(o[which] for o in self.others), self.search)

    def gathered(self, parts: Sequence[NDArray[np.bool_]]) -> JointSurfaces:
        """What the windows (n,) of each part show together, at their mean place."""
        def sums(support: NDArray[np.float32]) -> NDArray[np.float32]:
            return np.stack([support[part].sum(0) for part in parts])

        places = np.array([self.places[part].mean() for part in parts])
        return JointSurfaces(places, sums(self.support), tuple(sums(o) for o in self.others), self.search)

    @cached_property
    def _spread(self) -> tuple[float, float]:
        """Mean and standard deviation of the sum over all windows at any one shift, by other ground."""
        # At one shift and not at the best one: chance at the best of many is what `luck` measures, on the rolls.
        sums = np.stack([o.sum(0) for o in self.others])
        return float(sums.mean()), max(float(sums.std()), 1e-9)

    def peak(self, centre: complex, ranges: Ranges) -> JointPeak:
        """The similarity within ``ranges`` that the windows support most."""
        # About the centre, so that turn and stretch move the windows least and the shift stays within its reach.
        (total, linear, shift), *others = _highest(self.places - centre, (self.support, *self.others), ranges)
        mean, deviation = self._spread
        luck = max(highest for highest, _, _ in others)
        return JointPeak(centre, linear, shift, (total - mean) / deviation, (luck - mean) / deviation)

    def at(self, peak: JointPeak) -> Floats:
        """What each window (n,) adds to the support of a placement; 0 where that lies outside of the search."""
        shift = peak.displacement(self.places)
        rows, cols = (part.round().astype(int) + self.search for part in (shift.imag, shift.real))
        side = 2 * self.search + 1
        inside = (rows >= 0) & (rows < side) & (cols >= 0) & (cols < side)
        found = self.support[np.arange(len(rows)), rows.clip(0, side - 1), cols.clip(0, side - 1)]
        return np.where(inside, found, 0.0).astype(float)

    def strength_at(self, peak: JointPeak) -> float:
        """The support of a placement in deviations of what other ground gives."""
        mean, deviation = self._spread
        return (float(self.at(peak).sum()) - mean) / deviation

    def highest(self) -> tuple[NDArray[np.complex128], Floats]:
        """The shift (n,) at which each window by itself has most support, and that support (n,)."""
        flat = self.support.reshape(len(self.support), -1)
        at = flat.argmax(1)
        rows, cols = np.divmod(at, self.support.shape[2])
        shifts = cols - self.search + 1j * (rows - self.search)
        between = [_between(s, shift, self.search) for s, shift in zip(self.support, shifts, strict=True)]
        return shifts + np.array(between), np.asarray(flat.max(1), float)


def joint_surfaces(fixed: Sequence[Proxy], moving: Sequence[Proxy], rows: NDArray[np.intp], cols: NDArray[np.intp],
                   window: int, search: int, rolls: int = len(_ROLLS), *, by_strength: bool = False
                   ) -> JointSurfaces:
    """What windows around pixel corners (rows, cols) show by several proxies at once; all on one grid.

    The proxies come in the same order in ``fixed`` and ``moving``. Windows must lie inside; what is searched around
    them need not, for nothing is valid beyond the border. ``rolls`` is how many of four times the moving image is
    rolled around. ``by_strength``: windows count by how strong what they hold is in both images, and not all alike.
    """
    height, width = fixed[0].values.shape
    by = [(0, 0), *((round(a * height), round(b * width)) for a, b in _ROLLS[:rolls])]
    own, *others = _joined(fixed, moving, rows, cols, window, search, by)
    if by_strength:
        own, *others = (s * _weights(fixed, [_rolled(m, roll) for m in moving], rows, cols, window)[:, None, None]
                        for s, roll in zip((own, *others), by, strict=True))
    return JointSurfaces(cols + 1j * rows, own, tuple(others), search)


def _joined(fixed: Sequence[Proxy], moving: Sequence[Proxy], rows: NDArray[np.intp], cols: NDArray[np.intp],
            window: int, search: int, by: Sequence[tuple[int, int]]) -> list[NDArray[np.float32]]:
    """What windows show by all proxies, bent at their cap, for each way ``by`` that the moving image is rolled."""
    height, width = fixed[0].values.shape
    reach = window // 2 + search
    over = max(0, reach - min(rows.min(), cols.min()), rows.max() + reach - height, cols.max() + reach - width)
    wide = [_widened(f, over) for f in fixed]
    # Rolled first: what lies beyond the border stays there.
    tasks = [(f, _widened(_rolled(m, roll), over)) for roll in by for f, m in zip(wide, moving, strict=True)]
    scores = each(lambda task: _scores(*task, rows + over, cols + over, window, search), tasks)
    count = len(fixed)
    by_roll = [scores[i : i + count] for i in range(0, len(scores), count)]
    levelled = [_levelled([roll[k] for roll in by_roll]) for k in range(count)]
    # The proxies' sum once more in units of its own: they see much of the same.
    sums = [np.sum([proxy[i] for proxy in levelled], axis=0) for i in range(len(by))]
    # Bent and not cut: the place of the top stays what it is.
    return [SUPPORT_CAP * np.tanh(s / np.float32(SUPPORT_CAP)) for s in _levelled(sums)]


def _weights(fixed: Sequence[Proxy], moving: Sequence[Proxy], rows: NDArray[np.intp], cols: NDArray[np.intp],
             window: int) -> NDArray[np.float32]:
    """What each window (n,) counts: where either image holds next to nothing, its peaks are those of noise."""
    def strength(proxy: Proxy) -> NDArray[np.float32]:
        held = ndimage.gaussian_filter(np.abs(proxy.values), window / 4)[rows, cols]
        # It saturates: one bright structure does not rule the rest.
        return np.asarray(held / (held + max(float(np.median(held)), 1e-12)))

    counts = np.mean([strength(f) * strength(m) for f, m in zip(fixed, moving, strict=True)], axis=0)
    # Of one deviation in sum: images may be strong at the same places, and weak where both are masked, by their rolls
    # not, and would so show more than those do of any ground.
    return np.asarray(counts / max(float(np.sqrt(np.mean(counts**2))), 1e-12), np.float32)


def _rolled(proxy: Proxy, by: tuple[int, int]) -> Proxy:
    if by == (0, 0):
        return proxy
    return replace(proxy, values=np.roll(proxy.values, by, (0, 1)), valid=np.roll(proxy.valid, by, (0, 1)))


def _widened(proxy: Proxy, by: int) -> Proxy:
    return Proxy(np.pad(proxy.values, by), np.pad(proxy.valid, by)) if by else proxy


def _scores(fixed: Proxy, moving: Proxy, rows: NDArray[np.intp], cols: NDArray[np.intp], window: int, search: int
            ) -> NDArray[np.float32]:
    """Correlation (n, shifts, shifts) of windows; NaN where less than half of a window is valid in both."""
    order = by_validity(fixed, moving, rows, cols, window, search)
    batches = [order[i : i + _BATCH] for i in range(0, len(order), _BATCH)]
    found = np.empty((len(rows), 2 * search + 1, 2 * search + 1), np.float32)
    for batch in batches:
        part = correlate_windows(fixed, moving, rows[batch], cols[batch], window, search, whole_pixels=True)
        found[batch] = np.where(part.share > 0.5, part.score, np.float32(np.nan))
    return found


def _levelled(surfaces: list[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
    """Surfaces of a pair and of its rolls, window by window in deviations of the rolls; 0 where nothing is valid."""
    others = np.stack(surfaces[1:])
    seen = np.isfinite(others)
    count = np.maximum(seen.sum((0, 2, 3)), 1)[:, None, None]
    # A window that has next to nothing to be compared with counts for nothing.
    enough = count > 0.25 * others.size / others.shape[1]
    # Over all rolls and shifts of a window together: other ground differs in place, not in what it is.
    mean = np.where(seen, others, 0).sum((0, 2, 3))[:, None, None] / count
    deviation = np.sqrt(np.where(seen, (others - mean) ** 2, 0).sum((0, 2, 3))[:, None, None] / count)
    scale = np.where(enough & (deviation > 1e-6), 1 / np.maximum(deviation, 1e-6), 0)
    return [np.nan_to_num((s - mean) * scale).astype(np.float32) for s in surfaces]


def _highest(offsets: NDArray[np.complex128], supports: Sequence[NDArray[np.float32]], ranges: Ranges
             ) -> list[tuple[float, complex, complex]]:
    """The largest sum of each support over similarities: the sum, the linear part less 1, and the shift."""
    # Together: what is added up where is the same for all of them.
    together = np.stack(supports, 1)
    search = together.shape[2] // 2
    best = [(-np.inf, 0j, 0j)] * len(supports)
    tops = [np.zeros((0, 0), np.float32)] * len(supports)
    for turn in ranges.turns:
        for stretch in ranges.stretches:
            linear = complex((1 + stretch) * np.exp(1j * turn) - 1)
            for i, total in enumerate(summed_along(together, offsets * linear, ranges.reach, search)):
                at = int(total.argmax())
                if total.flat[at] > best[i][0]:
                    row, col = divmod(at, total.shape[1])
                    tops[i] = total
                    best[i] = float(total.flat[at]), linear, complex(col - ranges.reach, row - ranges.reach)
    return [(highest, linear, shift + _between(top, shift, ranges.reach))
            for (highest, linear, shift), top in zip(best, tops, strict=True)]


def summed_along(supports: NDArray[np.float32], along: NDArray[np.complex128], reach: int, search: int
            ) -> NDArray[np.float32]:
    """Sums (k, shifts, shifts) over windows (n, k, ...) at up to ``reach`` from their own displacements ``along``."""
    side, size = 2 * reach + 1, supports.shape[2]
    total = np.zeros((supports.shape[1], side, side), np.float32)
    # Rows and columns of the surfaces at the first shift; what lies outside of the search counts nothing.
    rows, cols = ((part.round().astype(int) + search - reach).tolist() for part in (along.imag, along.real))
    for surfaces, row, col in zip(supports, rows, cols, strict=True):
        r0, r1, c0, c1 = max(0, -row), min(side, size - row), max(0, -col), min(side, size - col)
        if r0 < r1 and c0 < c1:
            total[:, r0:r1, c0:c1] += surfaces[:, r0 + row : r1 + row, c0 + col : c1 + col]
    return total


def _between(total: NDArray[np.float32], shift: complex, reach: int) -> complex:
    """Offset of the top between pixels, by parabolas through the neighbours of the maximum."""
    row, col = int(shift.imag) + reach, int(shift.real) + reach
    offsets = []
    for low, top, high in ((total[row, max(col - 1, 0)], total[row, col], total[row, min(col + 1, len(total) - 1)]),
                           (total[max(row - 1, 0), col], total[row, col], total[min(row + 1, len(total) - 1), col])):
        bend = low - 2 * top + high
        offsets.append(float(np.clip((low - high) / (2 * bend), -0.5, 0.5)) if bend < 0 else 0.0)
    return complex(*offsets)
