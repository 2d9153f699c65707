"""How far images of other bands, seasons and sensors may lie off the others, whatever their links agree on.

What looks otherwise is found elsewhere by every link alike: the green band of a scanner that lies a twentieth of a
pixel beside the red one, shadows of another season, roofs that a radar shows towards its own side. Such links close,
and their number makes nothing of it smaller.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from .._typing import Floats
from ..fitting import Link
from .criteria import STACKS


def unlike_squares(links: Sequence[Link], stated: Sequence[float], count: int, datum: int | None = None) -> Floats:
    """Squares (k, k) of the CE90 in pixels by which ``count`` images may lie off each other as they look otherwise.

    ``stated`` (links,) is what each link says of its two images. Others are as unlike as those on the way to them that
    is most alike: an image errs by itself, so that squares add up. The ``datum`` is as unlike as most of its links say:
    images that look alike see the same of it, and the one that finds least of that is no surer.
    """
    # Of small indices: the oldest scipy's paths take no others. A sparse graph has no links of length 0.
    ends = np.array([(link.first, link.second) for link in links], np.int32).reshape(-1, 2).T
    graph = sparse.coo_array((np.maximum(np.square(stated), 1e-12), (ends[0], ends[1])), (count, count)).tocsr()
    squares = np.asarray(sparse.csgraph.shortest_path(graph, directed=False))
    if datum is None:
        return squares
    usual = float(np.median(np.square(stated)[(ends == datum).any(0)]))
    # One that looks as the datum does is told by its links, however the others look.
    beside = np.maximum(squares[datum], np.minimum(usual, STACKS.likeness**2 * squares[datum]))
    squares[datum], squares[:, datum] = beside, beside
    return squares


def from_the_mean(squares: Floats, image: int, leading: Sequence[int]) -> float:
    """The square of how far an image may lie off the mean of the ``leading``, by the squares (k, k) between each two.

    Images that are alike lie off it by what the others pull: double centring (Torgerson 1952).
    """
    return float(max(squares[image, leading].mean() - squares[np.ix_(leading, leading)].mean() / 2, 0.0))
