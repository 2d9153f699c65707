"""Where two images show given places: all links of a stack may be measured at the same ones."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..geometry import AffineTransform
from ..io import Raster
from ..options import RegisterOptions
from ..pairing import Block, Pair, Points, measure_at, overlap, read_blocks
from ..solving import proxy_of
from .link import LinkPoints
from .stages import block_count, pair_of

# Side of the windows and how far they are looked for, in pixels of the pair. Smaller than those of a link by itself:
# what has changed beside a place is not to speak for it, and what is mistaken shows in the loops.
PLACE_WINDOW, _SEARCH = 28, 5

# Places that are measured at a time, more or less, and pieces of work besides.
_PLACES, _BESIDES = 64, 5


def pieces_of(places: int) -> int:
    """About how many pieces of work (beats) it takes to measure so many places."""
    return _BESIDES + places // _PLACES


def measure_places(moving: Raster, fixed: Raster, options: RegisterOptions, start: AffineTransform, metric: str,
                   x: Floats, y: Floats) -> LinkPoints:
    """Where the moving image shows what the fixed one shows at places (n,) of its CRS; NaN where that is not found.

    ``start`` maps them to about where they are shown. Windows lie on whole pixels, within half a one of the places.
    """
    shown = np.full((2, x.size), np.nan)
    at, information = np.array([x, y], float), np.tile(np.eye(2), (x.size, 1, 1))
    pair = pair_of(moving, fixed, options, clip=True)
    area = overlap(pair, start)
    if area is not None:
        pair = pair.within(area)
        for block in read_blocks(pair, 1.0, start, block_count(options)):
            which, points = _of_block(pair, block, start, metric, options, x, y)
            at[:, which], shown[:, which] = (pair.frame.to_world(some) for some in (points.fixed, points.moving))
            information[which] = points.information
    return LinkPoints(at[0], at[1], shown[0], shown[1], information, np.isfinite(shown[0]))


def _of_block(pair: Pair, block: Block, start: AffineTransform, metric: str, options: RegisterOptions, x: Floats,
              y: Floats) -> tuple[NDArray[np.intp], Points]:
    """The numbers of the places whose windows lie within a block, and what is measured there."""
    grid, margin = block.fixed.grid, PLACE_WINDOW // 2 + _SEARCH
    cols, rows = (v.round().astype(np.intp) for v in grid.to_pixel(x, y))
    which = np.flatnonzero((np.minimum(rows, cols) >= margin) & (rows <= grid.height - margin)
                           & (cols <= grid.width - margin))
    return which, measure_at(pair, block, start, proxy_of(metric), options.use_edge_proxies,
                             (rows[which], cols[which]), PLACE_WINDOW, _SEARCH)
