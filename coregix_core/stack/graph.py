"""Which images are measured against each other: neighbours in time, seasons of other years, a few far ones; overlaps.

Images are numbers here, pairs (i, j) have i < j.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from .._typing import Bounds, Floats

# Share of the smaller image that two must have in common.
MIN_OVERLAP = 0.04

# Neighbours that an image of a block is measured against; with more that overlap it, the order in time decides.
MAX_NEIGHBOURS = 8

SEASON_DAYS = 30.0
YEAR_DAYS = 365.25
# How far apart the images of a long link are, in lengths of the stack.
LONG = 0.4

Pairs = list[tuple[int, int]]


def overlaps(areas: Sequence[Bounds]) -> Floats:
    """Shares (k, k) of the smaller of two images that both cover, by their bounds; 0 on the diagonal."""
    box = np.array(areas, float)
    width = np.minimum(box[:, None, 2], box[None, :, 2]) - np.maximum(box[:, None, 0], box[None, :, 0])
    height = np.minimum(box[:, None, 3], box[None, :, 3]) - np.maximum(box[:, None, 1], box[None, :, 1])
    size = (box[:, 2] - box[:, 0]) * (box[:, 3] - box[:, 1])
    # Rectangles that do not meet have a negative width or height.
    shared = np.maximum(width, 0) * np.maximum(height, 0) / np.minimum(size[:, None], size[None, :])
    # An image is no neighbour of itself.
    np.fill_diagonal(shared, 0.0)
    return np.asarray(shared)


def planned_pairs(shared: Floats, dates: Sequence[datetime | None], reference: int | None = None) -> Pairs:
    """The pairs to measure, most promising first. ``shared`` is that of ``overlaps``; images are in order of time."""
    count = len(shared)
    meet = shared >= MIN_OVERLAP
    others = [i for i in range(count) if i != reference]
    pairs: dict[tuple[int, int], None] = {}
    for i in others:
        near = [j for j in others if meet[i, j]]
        if sum(shared[i, j] >= 0.5 for j in near) <= MAX_NEIGHBOURS:
            # By overlap: with little in common, little is measured.
            near.sort(key=lambda j: -shared[i, j])
            chosen: Iterable[int] = near[:MAX_NEIGHBOURS]
        else:
            # A stack of one scene: all overlap all, and time says which resemble each other.
            chosen = _in_time(i, [j for j in near if shared[i, j] >= 0.5], dates, far=reference is None)
        pairs.update(dict.fromkeys((min(i, j), max(i, j)) for j in chosen))
    if reference is not None:
        # The reference first: it is what all are to lie on.
        to_it = [(min(i, reference), max(i, reference)) for i in others if meet[i, reference]]
        pairs = dict.fromkeys([*to_it, *pairs])
    return sorted(pairs, key=lambda p: (reference not in p, _apart(p, reference), -shared[p]))


def _apart(pair: tuple[int, int], reference: int | None) -> int:
    """Steps in time between two images: near ones resemble each other most."""
    return 0 if reference in pair else pair[1] - pair[0]


def _in_time(i: int, near: list[int], dates: Sequence[datetime | None], *, far: bool) -> list[int]:
    """The two images that follow, one of the same season, and a far one."""
    # Each pair is chosen by its earlier image, or it would be chosen twice.
    later = [j for j in near if j > i]
    chosen = later[:2]
    here = dates[i]
    if here is not None:
        ago = {j: (d - here).total_seconds() / 86400 for j in later if (d := dates[j]) is not None}
        # A whole number of years later, give or take a month: the sun and the crops are as they were.
        season = [j for j, days in ago.items() if days > YEAR_DAYS / 2
                  and abs((days + YEAR_DAYS / 2) % YEAR_DAYS - YEAR_DAYS / 2) <= SEASON_DAYS]
        chosen += season[:1]
    if far and later:
        # Steps of a chain add up their errors; one long link bounds them.
        step = max(3, round(LONG * (len(near) + 1)))
        chosen += later[step - 1:step]
    return chosen


def spanning(count: int, pairs: Iterable[tuple[int, int]], joined: Iterable[tuple[int, int]] = ()) -> Pairs:
    """The first of ``pairs`` that connect what ``joined`` does not yet connect: a spanning forest, by Kruskal."""
    group = list(range(count))

    def root(i: int) -> int:
        while group[i] != i:
            # Halving the path on the way keeps all later looks short.
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i, j in joined:
        group[root(i)] = root(j)
    chosen = []
    for i, j in pairs:
        if root(i) != root(j):
            group[root(i)] = root(j)
            chosen.append((i, j))
    return chosen


def components(count: int, pairs: Iterable[Sequence[int]]) -> NDArray[np.intp]:
    """The number (k,) of the connected part that each image is in."""
    from scipy import sparse

    listed = list(pairs)
    rows, cols = np.array(listed, int).reshape(-1, 2).T
    made = sparse.coo_array((np.ones(len(listed)), (rows, cols)), (count, count))
    return np.asarray(sparse.csgraph.connected_components(made, directed=False)[1])


def bottlenecks(count: int, links: Iterable[tuple[float, int, int]]) -> Floats:
    """How long the longest link is on the way from each of ``count`` images to each other that is best in this.

    ``links`` are (length, image, image); the lengths (count, count) are infinite where no way leads, and 0 of an image
    to itself. Links of the best ways are those of a shortest spanning tree [Kruskal 1956].
    """
    longest = np.full((count, count), np.inf)
    np.fill_diagonal(longest, 0.0)
    part = {i: [i] for i in range(count)}
    for length, i, j in sorted(links):
        near, far = part[i], part[j]
        if near is far:
            continue
        longest[np.ix_(near, far)] = longest[np.ix_(far, near)] = length
        near += far
        part |= dict.fromkeys(far, near)
    return longest


def triangles(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """All (i, j, k) of which each two are a pair."""
    listed = sorted(set(pairs))
    after: dict[int, set[int]] = {}
    for i, j in listed:
        after.setdefault(i, set()).add(j)
    return [(i, j, k) for i, j in listed for k in sorted(after[i] & after.get(j, set()))]


def contested(used: Pairs, against: Pairs, datum: int | None = None) -> set[int]:
    """The images that no more links hold to the others than contradict that.

    ``used`` are the links that hold the images, ``against`` those that were dropped as they contradict them. Of the
    parts that so few links connect, the one with the ``datum`` is sure of itself; without one, that of most images.
    """
    images = {i for pair in [*used, *against] for i in pair}
    found: set[int] = set()
    for pair in against:
        ways, ends = _least_cuts(used, pair)
        for end in ends:
            if sum((i in end) != (j in end) for i, j in against) >= ways:
                parts = [*ends, images - ends[0] - ends[1]]
                sure = max(parts, key=lambda part: (datum in part, len(part)))
                found |= images - sure if datum in sure or 2 * len(sure) > len(images) else images
    return found


def _least_cuts(used: Pairs, pair: tuple[int, int]) -> tuple[int, tuple[set[int], set[int]]]:
    """How many ways along different links lead from one image to another, and what the fewest links cut off at each.

    As many ways as the least cut has links (Ford and Fulkerson 1956).
    """
    from scipy import sparse

    numbers = sorted({i for one in [*used, pair] for i in one})
    ends = np.searchsorted(numbers, np.array(used, int).reshape(-1, 2))
    # Both ways, as a link holds either of its images; of small indices, which the oldest scipy's flow takes alone.
    both = np.concatenate([ends, ends[:, ::-1]]).T.astype(np.int32)
    links = sparse.csr_matrix((np.ones(both.shape[1], np.int32), both), (len(numbers),) * 2)
    first, last = np.searchsorted(numbers, pair).tolist()
    flow = sparse.csgraph.maximum_flow(links, first, last)
    spare = links - flow.flow
    spare.eliminate_zeros()
    reached = [sparse.csgraph.breadth_first_order(way, start, return_predecessors=False)
               for way, start in ((spare, first), (spare.T.tocsr(), last))]
    near, far = ({numbers[k] for k in part.tolist()} for part in reached)
    return int(flow.flow_value), (near, far)
