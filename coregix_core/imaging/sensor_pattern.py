"""What two images hold at the same pixels and no ground can: gaps filled with one value, and lines of the sensor.

Ground that is shown twice moves from pixel to pixel; a pattern that is fixed to the pixels of both files does not, and
would be found again without any displacement, on unrelated ground as well.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats, Mask

# Share of the pixels that a fill has at least, and of those with the one value that have it in the other image too.
_LEAST_FILL, _SAME_PLACES = 0.005, 0.98

# Share of the pixels of a fill that have a neighbour of it: gaps have an area or a length, dark pixels are scattered.
_TOGETHER = 0.9

# Part of the spread of all others by which a fill lies apart from them, and the share of them that may lie nearer.
_APART, _NEARER = 0.1, 0.03

# Times the spread of single differences by which all of a line lies beside its neighbours, and the fewest such lines.
_LINE, _FEWEST_LINES = 0.5, 3

# Share of the lines of one image that are lines of the other as well.
_SAME_LINES = 0.5


@dataclass(frozen=True)
class SensorPattern:
    """What of an image is no ground: pixels of the value ``fill``, and whole columns and rows (from 0)."""

    fill: float | None = None
    columns: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return self.fill is not None or bool(self.columns or self.rows)

    def covers(self, values: NDArray[np.generic], col: int, row: int) -> Mask:
        """Which pixels (height, width) it holds of a part of the image whose first one lies at (col, row)."""
        found = np.zeros(values.shape, bool) if self.fill is None else np.asarray(values == self.fill)
        for lines, first, across in ((self.columns, col, found.T), (self.rows, row, found)):
            at = np.array(lines, int) - first
            across[at[(at >= 0) & (at < len(across))]] = True
        return found


def shared_pattern(one: Floats, other: Floats) -> tuple[SensorPattern, SensorPattern]:
    """The patterns that two images (height, width) hold at the same pixels; NaN where they are invalid."""
    fills = _shared_fill(one, other)
    if fills is not None:
        one, other = (np.where(v == fill, np.nan, v) for v, fill in zip((one, other), fills, strict=True))
    columns, rows = (_shared_lines(a, b) for a, b in ((one, other), (one.T, other.T)))
    fill, other_fill = (None, None) if fills is None else fills
    return SensorPattern(fill, columns, rows), SensorPattern(other_fill, columns, rows)


def _shared_fill(one: Floats, other: Floats) -> tuple[float, float] | None:
    """The values with which the same gaps are filled in both images."""
    fill, other_fill = _fill(one), _fill(other)
    if fill is None or other_fill is None:
        return None
    where = one == fill, other == other_fill
    # Either may have further pixels of its value, as beyond the edge of a scene.
    fewer = min(found.sum() for found in where)
    return (fill, other_fill) if (where[0] & where[1]).sum() > _SAME_PLACES * fewer else None


def _fill(image: Floats) -> float | None:
    """The lowest or highest value of an image, or 0, if it is that of gaps: together, and apart from all others."""
    seen = image[np.isfinite(image)]
    if seen.size < 100:
        return None
    # Interpolation beside gaps undershoots 0.
    for value in (float(seen.min()), float(seen.max()), 0.0):
        where, rest = image == value, seen[seen != value]
        if where.sum() < _LEAST_FILL * seen.size or rest.size < 100:
            continue
        spread = float(np.subtract(*np.quantile(rest, [0.9, 0.1])))
        near = np.zeros(image.shape, bool)
        near[1:] |= where[:-1]
        near[:-1] |= where[1:]
        near[:, 1:] |= where[:, :-1]
        near[:, :-1] |= where[:, 1:]
        if ((where & near).sum() > _TOGETHER * where.sum()
                and (np.abs(rest - value) < _APART * spread).mean() < _NEARER):
            return value
    return None


def _shared_lines(one: Floats, other: Floats) -> tuple[int, ...]:
    """Columns that lie beside their neighbours in both images."""
    first, second = _lines(one), _lines(other)
    both, either = first & second, first | second
    return tuple(sorted(both)) if len(both) >= max(_FEWEST_LINES, _SAME_LINES * len(either)) else ()


def _lines(image: Floats) -> set[int]:
    """Columns that lie beside those around them as a whole: ground does so here and there."""
    if min(image.shape) < 32:
        return set()
    # Some hundred rows say as much of a column as all do.
    step = np.diff(image[:: max(1, len(image) // 256)], axis=1)
    known = np.isfinite(step)
    if not known.any(axis=0).all():
        return set()
    spread = 1.4826 * float(np.median(np.abs(step[known])))
    # A median and no mean: what single places do is no doing of the column. Ground rises to its crests by and by, and a
    # line stands out of both its neighbours at once.
    up = np.nanmedian(step, axis=0) if not known.all() else np.median(step, axis=0)
    left, right = np.append(0.0, up), np.append(-up, 0.0)
    aside = np.maximum(np.minimum(left, right), np.minimum(-left, -right))
    found = aside > _LINE * spread
    # No more than a third: the lines that all others are compared with have to be ground.
    return {int(i) for i in np.flatnonzero(found)} if spread and found.mean() < 1 / 3 else set()
