"""Ground that lies together elsewhere than the rest, on too few places to be seen as one part among them.

Windows that hardly overlap show a landslide or a hill of a hundred pixels at a handful of places, each of which its
neighbours contradict. A closer look around such places, by smaller windows that reach farther, says whether they hang
together. Texture that was carried along ends at a border; ground that bends is off by less and less around, and little
of it that is low or steep is off by more than what agrees may be: there each window's own noise tells.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..fitting import Fit
from ..geometry import Transform
from ..matching import near_median, nearest, window_centres
from ..pairing import SEARCH, WINDOW, Block, Pair, Points, joined_points, measure_at, rivals_at
from ..search_tree import search_tree
from .bare_windows import bare_of, without_bare_places
from .criteria import CRITERIA, PARTS
from .evidence import Evidence, Look, places_of
from .groups import groups_of
from .motion import Departure
from .noise import squares_of

# Side of the windows of the closer look, and how far they are looked for (pixels).
CLOSER_WINDOW, _REACH = 32, 3 * SEARCH

# Pixels between them: a bump has several windows on its slope.
_STEP = 16

# Windows of the closer look that share their pixels with one, which together say what one does.
_PER_WINDOW = (CLOSER_WINDOW / _STEP) ** 2

# Places around which it looks first, those that are found most clearly, and at most if they hang together.
_FIRST, _MAX_PLACES = 16, 100

_NONE = np.empty((0, 2), np.intp)

# Spacings of the places within which it looks around each of them.
_AROUND = 1.25


def departure_of(pair: Pair, blocks: tuple[Block, ...], transform: Transform, under: Transform, look: Look,
                 seen: Evidence) -> Departure | None:
    """The ground that a closer look finds together elsewhere; None if there is none.

    ``seen`` is what was measured of ``transform`` by a ``look`` at ``blocks`` that lie ``under`` another one.
    """
    common = seen.common()
    # What mostly differs has no rest that a part of it could be compared with.
    if common is None or seen.speaks < PARTS.rest_share:
        return None
    if (seen.valid & ~seen.agree).any():
        seen = without_bare_places(pair, blocks, seen, look.side(blocks[0].fixed.values.shape))
    found = _looked_for(pair, blocks, transform, under, look, seen, common)
    if found is None and float(np.median(seen.points.score[seen.agree])) < CRITERIA.clear_score:
        # Of noise half as much is left in edges of twice the scale.
        found = _looked_for(pair, blocks, transform, under, replace(look, sigma=2 * look.sigma), seen, common)
    return found or (_by_places(pair, seen, common) if (seen.valid & ~seen.agree).any() else None)


def _looked_for(pair: Pair, blocks: tuple[Block, ...], transform: Transform, under: Transform, look: Look,
                seen: Evidence, common: Fit) -> Departure | None:
    """What a closer look finds around the places that are not as the others."""
    found = None
    for limit in (_FIRST, _MAX_PLACES):
        places = _suspects(seen, common, limit)
        points = _closer(pair, blocks, under, look, places, _AROUND * _spacing(seen)) if len(places) else None
        found = None if points is None else _closely(pair, blocks, transform, under, look, seen, common, points)
        # If they hang together, more of it may lie at others.
        if found is None or len(places) < limit:
            break
    return found


def _closely(pair: Pair, blocks: tuple[Block, ...], transform: Transform, under: Transform, look: Look,
             seen: Evidence, common: Fit, points: Points) -> Departure | None:
    """What the windows of a closer look show."""
    off = pair.frame.to_frame(*transform(*pair.frame.to_world(points.fixed))) - points.moving
    off -= common(points.fixed) - points.fixed
    level = seen.level
    label = _linked(points.fixed, off, _STEP * level, level)
    luck = _luck_of(pair, blocks, under, look, points, np.bincount(label)[label] >= _PER_WINDOW)
    sure = np.exp(np.bincount(label, np.log(luck)) / _PER_WINDOW)[label] < PARTS.beyond_doubt
    kept = near_median(points.fixed, off, CRITERIA.near * level) | sure
    apart = _together(points.fixed, off, kept, _STEP * level, _PER_WINDOW, (2 * _REACH + 1) * level, level, luck)
    slopes = _slopes(points, off, seen, common)
    group = np.union1d(slopes, [] if apart is None else apart).astype(np.intp)
    if not group.size:
        return None
    if apart is None or 2 * len(apart) < len(group):
        # Most of it is off by no more than what agrees. Farther away noise lies half-way too.
        beside = off[kept & _beside(points.fixed, group, _STEP * level)]
        bends = _bends(beside, off[group]) or _bends(beside, off[_most_of(off, group, PARTS.upper)])
    else:
        # Rows that were drawn anew lie aside by some part of their period: nobody knows whether they moved.
        bends = bool(sure[apart].mean() < 0.5) or _goes_over(points.fixed[kept], off[kept], off[apart], _STEP * level)
        group = group if bends else apart
    if bends:
        group = _most_of(off, group)
    count = len(group) if bends else _moved_windows(points, group, _STEP * level)
    return _departure(pair, seen, points.fixed[group], off[group], _STEP * level, count, bends=bends)


def _goes_over(fixed: Floats, off: Floats, apart: Floats, step: float) -> bool:
    """Whether what most places (n, 2) show goes over into what lies apart, by its size or on the way there."""
    return _bends(off, apart) or _leads_over(fixed, off, apart, step)


def _moved_windows(points: Points, group: NDArray[np.intp], step: float) -> float:
    """How many windows, of a step, lie on ground that moved: one on a border lies on neither side, and counts half."""
    return (len(group) + _within(points.fixed, group, 1.01 * step)) / 2


def _slopes(points: Points, off: Floats, seen: Evidence, common: Fit) -> NDArray[np.intp]:
    """The windows that are found beyond doubt and lie ``off`` (n, 2) beyond their own noise together, however little.

    A small hill is steep or low: few windows see its top, or it is no farther off than what agrees.
    """
    before = seen.points.fixed[seen.stable]
    rest = seen.residual[seen.stable] - (common(before) - before)
    # Windows of half the side hold a quarter of the pixels, and four times as much of what differs at random.
    least = (WINDOW / CLOSER_WINDOW) ** 2 * float(np.median((rest**2).sum(1))) / np.log(2)
    usual = np.maximum(squares_of(points, seen.level, CLOSER_WINDOW / WINDOW), least)
    beyond = (off**2).sum(1) > PARTS.slope_sure * usual + (CRITERIA.min_trend * seen.level) ** 2
    beside, within = 1.5 * _STEP * seen.level, PARTS.slope * CRITERIA.near * seen.level
    clear = np.flatnonzero(beyond & (points.score > CRITERIA.clear_score))
    label = _groups(points.fixed[clear], off[clear], beside, within, alike=CRITERIA.few_alike)
    chosen = clear[np.bincount(label)[label] >= PARTS.slope_windows * _PER_WINDOW]
    # Where it is steepest windows hardly show it, but the same way; wrong ones lie the same way as well, but anywhere.
    far = np.flatnonzero(beyond)
    label = _groups(points.fixed[far], off[far], beside, np.inf, alike=CRITERIA.few_alike, times=PARTS.steepest)
    return np.asarray(far[np.isin(label, label[np.isin(far, chosen)])])


def _most_of(off: Floats, group: NDArray[np.intp], part: float = PARTS.nearly) -> NDArray[np.intp]:
    """The windows of a group but for its foot, which is off by next to nothing and wide where there is no noise."""
    length = np.hypot(*off[group].T)
    return np.asarray(group[length >= part * np.quantile(length, 0.9)])


def _linked(positions: Floats, off: Floats, step: float, level: float) -> NDArray[np.intp]:
    """The group (n,) of windows that lie elsewhere together, and such of one for all others."""
    near = CRITERIA.near * level
    members = np.flatnonzero(np.hypot(*off.T) > near)
    label = np.arange(len(off))
    if members.size:
        label[members] = len(off) + _groups(positions[members], off[members], 1.5 * step, PARTS.slope * near)
    return label


def _luck_of(pair: Pair, blocks: tuple[Block, ...], under: Transform, look: Look, points: Points,
             asked: NDArray[np.bool_]) -> Floats:
    """How likely windows (n,) stand out so far from the next best place by chance; 1 for those that are not asked for.

    Of many places that a window does not show, the best exceeds the next best by an exponential gap, of the scale of
    that one by twice the logarithm of their number.
    """
    luck = np.ones(len(asked))
    if asked.any():
        some = points.part(asked)
        rival = np.min([rivals_at(pair, block, under, look.proxy, look.edges, some.fixed, CLOSER_WINDOW, _REACH,
                                  sigma=look.sigma) for block in blocks], axis=0)
        best, other = (np.arctanh(np.clip(v, 0.01, 0.999)) for v in (some.score, rival))
        by_gap = np.exp(np.clip(-PARTS.stands_out * (best / other - 1), np.log(PARTS.least_luck), 0.0))
        luck[asked] = np.where(rival > PARTS.ambiguous, 1.0, by_gap)
    return luck


def _beside(positions: Floats, group: NDArray[np.intp], step: float) -> NDArray[np.bool_]:
    """Whether places (n, 2) lie so near to a group that windows between them hold ground of both."""
    return np.asarray(search_tree(positions[group]).query(positions)[0] < 2.5 * step)


def _within(positions: Floats, group: NDArray[np.intp], distance: float) -> int:
    """How many places (n, 2) lie within a distance of those of a group, themselves included."""
    return int((search_tree(positions[group]).query(positions)[0] < distance).sum())


def _by_places(pair: Pair, seen: Evidence, common: Fit) -> Departure | None:
    """What the places themselves show: under much noise small windows lose it, and large ones alone show no border."""
    positions, step = seen.points.fixed, _spacing(seen)
    off = seen.residual - (common(positions) - positions)
    group = _together(positions, off, seen.measured, step, 1.0, 2 * seen.points.search + seen.level, seen.level)
    return None if group is None else _departure(pair, seen, positions[group], off[group], step, len(group), bends=True)


def between_places(pair: Pair, seen: Evidence, places: Floats, off: Floats, step: float) -> Departure:
    """Ground that bends by ``off`` (k, 2) at ``places`` (k, 2), ``step`` apart, which its own places do not show."""
    return _departure(pair, seen, places, off, step, len(places), bends=True)


def _departure(pair: Pair, seen: Evidence, places: Floats, off: Floats, step: float, count: float, *, bends: bool
               ) -> Departure:
    # Of all ground that both show, and not of the places: these keep half a window away from its borders.
    ground = float(np.prod(np.ptp(places_of(pair), axis=0))) * seen.valid_share
    share = count * step**2 / max(ground, 1e-9)
    gap = np.hypot(*np.moveaxis(seen.points.fixed[:, None] - places, 2, 0)).min(1)
    found = Departure(places, off, float(min(share, 1.0)), bends, (gap < step) & ~seen.agree & seen.valid)
    return found if bends else replace(found, among=found.among | _carried(seen, found))


def _carried(seen: Evidence, found: Departure) -> NDArray[np.bool_]:
    """The places (n,) that are found as far off: neighbours which moved alike agree, and along the border none do."""
    rest, way = np.median(seen.residual[seen.agree], axis=0), -np.array(found.displacement)
    return np.asarray(seen.measured & (np.hypot(*(seen.residual - rest - way).T) < PARTS.nearly * np.hypot(*way)))


def _suspects(seen: Evidence, common: Fit, limit: int) -> Floats:
    """The places (n, 2) that are found aside, or not within the search: at most ``limit``, the clearest first.

    After them those that agree, but lie beyond their own noise, or by less than the others: half of their windows may
    show ground that lies elsewhere.
    """
    score = seen.points.score
    aside = np.flatnonzero(seen.valid & ~seen.agree)
    agree = np.flatnonzero(seen.agree)
    weak = agree[score[agree] < PARTS.weak * np.median(score[agree])]
    times = _times_noise(seen, common, agree)
    beyond = agree[times > CRITERIA.few_sure]
    order = (aside[np.argsort(-score[aside], kind="stable")], weak[np.argsort(score[weak], kind="stable")],
             beyond[np.argsort(-times[times > CRITERIA.few_sure], kind="stable")])
    chosen = list(dict.fromkeys(np.concatenate(order).tolist()))[:limit]
    return seen.points.fixed[chosen]


def _times_noise(seen: Evidence, common: Fit, which: NDArray[np.intp]) -> Floats:
    """The squares (k,) of how far some places lie from what all have in common, in units of what is usual of them."""
    places = seen.points.fixed[which]
    square = ((seen.residual[which] - (common(places) - places)) ** 2).sum(1)
    part = np.isin(np.arange(len(seen.points.fixed)), which)
    usual = np.maximum(squares_of(seen.points.part(part), seen.level), np.median(square) / np.log(2))
    return np.asarray(square / (usual + (CRITERIA.min_trend * seen.level) ** 2))


def _spacing(seen: Evidence) -> float:
    """Distance of neighbouring places, in pixels of the frame."""
    positions = seen.points.fixed
    return float(np.median(np.hypot(*(positions[nearest(positions, 1)[:, 0]] - positions).T)))


def _closer(pair: Pair, blocks: tuple[Block, ...], under: Transform, look: Look, places: Floats, around: float
            ) -> Points | None:
    """Tie points of small windows around places (m, 2); None if no window fits there."""
    parts: list[Points] = []
    for block, bare in zip(blocks, bare_of(blocks, CLOSER_WINDOW), strict=True):
        grid = block.fixed.grid
        rows, cols = window_centres(grid.shape, CLOSER_WINDOW, _REACH, _STEP)
        at = pair.frame.to_frame(*grid.to_world(cols, rows))
        near = (np.abs(at[:, None] - places).max(2) < around).any(1) & ~bare[rows, cols]
        if near.any():
            parts.append(measure_at(pair, block, under, look.proxy, look.edges, (rows[near], cols[near]), CLOSER_WINDOW,
                                    _REACH, sigma=look.sigma))
    found = joined_points(parts).kept() if parts else None
    return None if found is None or len(found.fixed) < _PER_WINDOW else found


def _together(positions: Floats, off: Floats, kept: NDArray[np.bool_], step: float, shared: float, searched: float,
              level: float, by_score: Floats | None = None) -> NDArray[np.intp] | None:
    """The windows of all groups that are too large for luck and lie clearly elsewhere; None if there are none.

    Windows lie ``step`` apart, and ``shared`` of them say what one does; each was looked for in a square that is
    ``searched`` wide (pixels of the frame). ``by_score`` (n,) is how likely each has its score by luck.
    """
    near = CRITERIA.near * level
    elsewhere = np.hypot(*np.nan_to_num(off).T) > near
    members = np.flatnonzero(elsewhere & kept)
    if not members.size:
        return None
    chosen = np.zeros(len(members), bool)
    # What moved as one lies closely together, what bends on a slope.
    for within in (CRITERIA.close * level, PARTS.slope * near):
        label = _groups(positions[members], off[members], 1.5 * step, within)
        # A window that was found anywhere has eight neighbours, of which one may be wrong as well, and lie near it.
        likely = min(8 * elsewhere.mean() * np.pi * within**2 / searched**2, 1.0)
        luck = 2 * elsewhere.sum() / shared * likely ** np.maximum(np.bincount(label) / shared - 1, 0)
        if by_score is not None:
            luck = luck * np.exp(np.bincount(label, np.log(by_score[members])) / shared)
        chosen |= (luck < PARTS.luck)[label]
    return members[chosen] if chosen.any() else None


def _groups(positions: Floats, off: Floats, beside: float, within: float, alike: float = -1.0, times: float = np.inf
            ) -> NDArray[np.intp]:
    """The group (n,) of each window: of those that are ``beside`` each other and off alike ``within`` pixels.

    ``alike`` is the least cosine of the angle between their ways, and one is at most so many ``times`` as long.
    """
    pairs = search_tree(positions).query_pairs(beside, output_type="ndarray") if len(positions) else _NONE
    one, other = off[pairs[:, 0]], off[pairs[:, 1]]
    length, further = np.hypot(*one.T), np.hypot(*other.T)
    linked = (np.hypot(*(one - other).T) < within) & ((one * other).sum(1) >= alike * length * further)
    linked &= np.maximum(length, further) <= times * np.maximum(np.minimum(length, further), 1e-12)
    return groups_of(pairs[linked], len(positions))


def _bends(around: Floats, off: Floats) -> bool:
    """Whether windows ``around`` (k, 2) go from a group's ``off`` (m, 2) to the rest by and by, and not at a border."""
    along = _along(around, off)
    between, there = ((along > low) & (along <= high) for low, high in ((0.25, 0.75), (0.75, np.inf)))
    return bool(between.sum() > PARTS.border * there.sum())


def _leads_over(positions: Floats, around: Floats, off: Floats, step: float) -> bool:
    """Whether windows beside those that went all the way of a group mostly went a part of it, and did not stay.

    Of a hill as wide as what was looked at, few are seen on the slope.
    """
    along = _along(around, off)
    beside = _beside(positions, np.flatnonzero(along > 0.75), step) & (along <= 0.75)
    return bool(beside.any() and (along[beside] > 0.25).mean() > 0.5)


def _along(around: Floats, off: Floats) -> Floats:
    """Which part (k,) of a group's way windows ``around`` (k, 2) went, by how far the most of the group did."""
    way = np.median(off, axis=0)
    along, most = around @ way / (way @ way), np.quantile(off @ way / (way @ way), 0.75)
    # The median of a bump lies on its slope.
    return np.asarray(along / max(float(most), 1e-9))
