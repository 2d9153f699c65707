"""What two images hold at the same pixels and no ground can: gaps of one value, lines, and columns that differ alike.

Ground that is shown twice moves from pixel to pixel; a pattern that is fixed to the pixels of both files does not, and
would be found again without any displacement, on unrelated ground as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats, Mask
from .clipped_ground import is_clipped_ground
from .saturation import holds_classes

# Share of the pixels that a fill has at least, and of those with the one value that have it in the other image too; of
# all others as well if the images are copies.
_MIN_FILL_SHARE, _SAME_PLACES = 0.005, 0.98

# Share of them from which on images of classes are copies; unrelated ground in 4 to 16 steps has 0.17 to 0.59.
_SAME_CLASSES = 0.65

# Share of the pixels of a fill that have a neighbour of it: gaps have an area or a length, dark pixels are scattered.
_TOGETHER = 0.9

# Share of the pixels that both images hold at an end of their range at least, and of the outline of that which is the
# outline in each: bands of one image share up to 0.82 of those of their brightest tenth, other dates up to 0.4, areas
# that somebody filled 0.8 to 1. Bands of one image lose nothing by it but what is white in both.
_BURNT_IN, _SAME_OUTLINE = 0.03, 0.75

# Part of the spread of all others by which pixels beside such an area differ from it; every so many others show that.
_CLIFF, _EVERY = 0.25, 16

# Part of the spread of all others by which a fill lies apart from them, and the share of them that may lie nearer.
_APART, _NEARER = 0.1, 0.03

# Times the spread of single differences by which all of a line lies beside its neighbours, and the fewest such lines.
_LINE, _MIN_LINES = 0.5, 3

# Share of the lines of one image that are lines of the other as well.
_SAME_LINES = 0.5

# Strips of an image that are compared with each other, how many lie between two of them at least, and the correlation
# of their columns from which on these differ alike in all: ground seen once has 0.05, one sensor's columns 0.4 to 0.9.
_STRIPS, _BETWEEN, _ALIKE = 8, 2, 0.25

# Pixels to either side at which they must be less alike: ground that was displaced is not most alike in place.
_ASIDE = 4


@dataclass(frozen=True)
class SensorPattern:
    """What of an image is no ground: pixels of the value ``fill``, and whole columns and rows (from 0).

    ``by_column`` (width,) and ``by_row`` (height,) are what the sensor added to all of a column or row; None if nothing
    is known.
    """

    fill: float | None = None
    columns: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    by_column: Floats | None = field(default=None, compare=False)
    by_row: Floats | None = field(default=None, compare=False)

    def __bool__(self) -> bool:
        return self.fill is not None or bool(self.columns or self.rows) or self.levels

    @property
    def levels(self) -> bool:
        """Whether columns or rows differ by what the sensor added."""
        return self.by_column is not None or self.by_row is not None

    def levelled(self, values: NDArray[np.float32], col: int, row: int) -> NDArray[np.float32]:
        """A part of the image whose first pixel lies at (col, row), without what the sensor added."""
        for added, first, across in ((self.by_column, col, values.T), (self.by_row, row, values)):
            if added is not None:
                # The other raster may be smaller: of what lies beyond it nothing is known.
                here = added[first : first + len(across)]
                across[: len(here)] -= here[:, None].astype(np.float32)
        return values

    def covers(self, values: NDArray[np.generic], col: int, row: int) -> Mask:
        """Which pixels (height, width) it holds of a part of the image whose first one lies at (col, row)."""
        found = np.zeros(values.shape, bool) if self.fill is None else np.asarray(values == self.fill)
        for lines, first, across in ((self.columns, col, found.T), (self.rows, row, found)):
            at = np.array(lines, int) - first
            across[at[(at >= 0) & (at < len(across))]] = True
        return found


def shared_pattern(moving: Floats, fixed: Floats) -> tuple[SensorPattern, SensorPattern]:
    """The patterns that two images (height, width) hold at the same pixels; NaN where they are invalid."""
    fills = _shared_fill(moving, fixed)
    if fills is not None and (_are_copies(moving, fixed, fills)
                              or is_clipped_ground(moving, fixed, (moving == fills[0]) | (fixed == fills[1]))):
        fills = None
    if fills is not None:
        moving, fixed = (np.where(v == fill, np.nan, v) for v, fill in zip((moving, fixed), fills, strict=True))
    columns, rows = (_shared_lines(a, b) for a, b in ((moving, fixed), (moving.T, fixed.T)))
    columns, by_column, fixed_by_column = _shared_levels(moving, fixed, columns)
    rows, by_row, fixed_by_row = _shared_levels(moving.T, fixed.T, rows)
    fill, fixed_fill = (None, None) if fills is None else fills
    return (SensorPattern(fill, columns, rows, by_column, by_row),
            SensorPattern(fixed_fill, columns, rows, fixed_by_column, fixed_by_row))


def _shared_levels(moving: Floats, fixed: Floats, lines: tuple[int, ...]
                   ) -> tuple[tuple[int, ...], Floats | None, Floats | None]:
    """The lines to leave out, and what is added to all columns of both images if they still differ alike without."""
    profiles = [_profiles(image, lines) for image in (moving, fixed)]
    if any(p is None for p in profiles) or not _alike(*profiles):  # type: ignore[arg-type]
        return lines, None, None
    # All of them by what was added, the lines as well: so many would leave little to compare.
    return (), _added(moving), _added(fixed)


def _profiles(image: Floats, lines: tuple[int, ...]) -> Floats | None:
    """How columns of each strip differ from those before (strips, width - 1), in units of their spread; 0 at lines."""
    if min(image.shape) < 64:
        return None
    # So many rows say as much of a strip as all do.
    parts = [np.diff(part[:: max(1, len(part) // 32)], axis=1) for part in np.array_split(image, _STRIPS)]
    if any(not np.isfinite(part).any(axis=0).all() for part in parts):
        return None
    found = np.array([_median(part) for part in parts])
    at = np.array(lines, int)
    found[:, np.concatenate([at[at > 0] - 1, at[at < found.shape[1]]])] = 0.0
    found -= found.mean(axis=1, keepdims=True)
    spread = np.sqrt((found**2).mean(axis=1, keepdims=True))
    return np.asarray(found / spread) if (spread > 0).all() else None


def _median(step: Floats) -> Floats:
    """The median of what is known of each column, where something is."""
    # Sorted whole, which processors do at once for many columns: a fifth of the time of looking for the middle alone.
    ordered = np.sort(step, axis=0)
    known, columns = (~np.isnan(step)).sum(axis=0), np.arange(step.shape[1])
    # NaN comes last.
    low, high = (ordered[np.maximum(middle, 0), columns].astype(float) for middle in ((known - 1) // 2, known // 2))
    return np.asarray((low + high) / 2)


def _alike(moving: Floats, fixed: Floats) -> bool:
    """Whether profiles of far strips are alike in both images, and most in place: ground is another in each strip."""
    apart = np.abs(np.subtract.outer(np.arange(_STRIPS), np.arange(_STRIPS))) > _BETWEEN
    width = moving.shape[1]

    def at(lag: int) -> float:
        a, b = moving[:, max(lag, 0) : width + min(lag, 0)], fixed[:, max(-lag, 0) : width + min(-lag, 0)]
        return float((a @ b.T / a.shape[1])[apart].mean())

    here = at(0)
    return here > _ALIKE and here > max(at(sign * lag) for sign in (-1, 1) for lag in range(1, _ASIDE + 1))


def _added(image: Floats) -> Floats:
    """What is added to each column (width,), by how it differs from the one before at most rows."""
    step = np.diff(image[:: max(1, len(image) // 512)], axis=1)
    added = np.append(0.0, np.cumsum(np.nan_to_num(_median(step))))
    return np.asarray(added - added.mean())


def _shared_fill(moving: Floats, fixed: Floats) -> tuple[float, float] | None:
    """The values with which the same gaps are filled in both images."""
    fill, fixed_fill = _fill(moving), _fill(fixed)
    if fill is not None and fixed_fill is not None:
        where = moving == fill, fixed == fixed_fill
        # Either may have further pixels of its value, as beyond the edge of a scene.
        fewer = min(found.sum() for found in where)
        if (where[0] & where[1]).sum() > _SAME_PLACES * fewer:
            return fill, fixed_fill
    return _burnt_in(moving, fixed)


def _are_copies(moving: Floats, fixed: Floats, fills: tuple[float, float]) -> bool:
    """Whether two images are the same beside what may be fill: of one image that is ground as all else is.

    Of classes, which are flat, most may have changed or lie aside.
    """
    classes = all(holds_classes([image[np.isfinite(image)]]) for image in (moving, fixed))
    rest = np.isfinite(moving) & np.isfinite(fixed) & ((moving != fills[0]) | (fixed != fills[1]))
    return bool((moving == fixed)[rest].mean() > (_SAME_CLASSES if classes else _SAME_PLACES)) if rest.any() else False


def _burnt_in(moving: Floats, fixed: Floats) -> tuple[float, float] | None:
    """The ends of both ranges with which areas of one outline are filled, whatever ground has these values besides."""
    known = np.isfinite(moving) & np.isfinite(fixed)
    if not known.any():
        return None
    for end, first in ((np.nanmin, np.inf), (np.nanmax, -np.inf)):
        value, other = (float(end(image, initial=first)) for image in (moving, fixed))
        own, others = moving == value, fixed == other
        both = own & others
        if (both.sum() > _BURNT_IN * known.sum() and _same_outline(both, own, others, known) > _SAME_OUTLINE
                and _is_cliff(moving, own, both) and _is_cliff(fixed, others, both)):
            return value, other
    return None


def _same_outline(both: Mask, own: Mask, others: Mask, known: Mask) -> float:
    """Share of the steps out of what ``both`` images hold, in either of them, that are steps in each."""
    each = either = 0
    for one, beside in ((np.s_[1:], np.s_[:-1]), (np.s_[:-1], np.s_[1:])):
        for inside, a, b, seen in ((both, own, others, known), (both.T, own.T, others.T, known.T)):
            out = inside[one] & seen[beside]
            either += int((out & ~(a[beside] & b[beside])).sum())
            each += int((out & ~(a[beside] | b[beside])).sum())
    return each / max(either, 1)


def _is_cliff(image: Floats, own: Mask, both: Mask) -> bool:
    """Whether an image steps from a fill that it holds at its ``own`` pixels, and does not reach it by and by.

    Ground that is clipped does: copies of one image hold it at the same pixels too.
    """
    beside = _beside(both) & ~own & np.isfinite(image)
    rest = image[~own & np.isfinite(image)][::_EVERY]
    if not beside.any() or not rest.size:
        return False
    step = np.median(np.abs(image[beside] - image[both][0]))
    # Without one of a mask's two values nothing would be left.
    return bool(np.ptp(rest) > 0 and step > _CLIFF * np.subtract(*np.quantile(rest, [0.9, 0.1])))


def _beside(where: Mask) -> Mask:
    """Pixels with a neighbour of ``where``."""
    near = np.zeros(where.shape, bool)
    near[1:] |= where[:-1]
    near[:-1] |= where[1:]
    near[:, 1:] |= where[:, :-1]
    near[:, :-1] |= where[:, 1:]
    return near


def _fill(image: Floats) -> float | None:
    """The lowest or highest value of an image, or 0, if it is that of gaps: together, and apart from all others."""
    seen = image[np.isfinite(image)]
    if seen.size < 100:
        return None
    # Interpolation beside gaps undershoots 0.
    for value in (float(seen.min()), float(seen.max()), 0.0):
        where = image == value
        count = int(np.count_nonzero(where))
        # Most images end here, three times.
        if count < _MIN_FILL_SHARE * seen.size or seen.size - count < 100:
            continue
        rest = seen[seen != value]
        spread = float(np.subtract(*np.quantile(rest, [0.9, 0.1])))
        if (np.ptp(rest) > 0 and (where & _beside(where)).sum() > _TOGETHER * count
                and (np.abs(rest - value) < _APART * spread).mean() < _NEARER):
            return value
    return None


def _shared_lines(moving: Floats, fixed: Floats) -> tuple[int, ...]:
    """Columns that lie beside their neighbours in both images."""
    in_moving, in_fixed = _lines(moving), _lines(fixed)
    both, either = in_moving & in_fixed, in_moving | in_fixed
    return tuple(sorted(both)) if len(both) >= max(_MIN_LINES, _SAME_LINES * len(either)) else ()


def _lines(image: Floats) -> set[int]:
    """Columns that lie beside those around them as a whole: ground does so here and there."""
    if min(image.shape) < 32:
        return set()
    # Some hundred rows say as much of a column as all do.
    step = np.diff(image[:: max(1, len(image) // 256)], axis=1)
    known = np.isfinite(step)
    if not known.any(axis=0).all():
        return set()
    # Of every fourth row: it sets a scale.
    spread = 1.4826 * float(np.median(np.abs(step[::4][known[::4]])))
    # A median and no mean: what single places do is no doing of the column. Ground rises to its crests by and by, and a
    # line stands out of both its neighbours at once.
    up = _median(step)
    left, right = np.append(0.0, up), np.append(-up, 0.0)
    aside = np.maximum(np.minimum(left, right), np.minimum(-left, -right))
    found = aside > _LINE * spread
    # No more than a third: the lines that all others are compared with have to be ground.
    return {int(i) for i in np.flatnonzero(found)} if spread and found.mean() < 1 / 3 else set()
