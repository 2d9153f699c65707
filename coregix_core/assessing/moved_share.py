"""How much of the ground moved by itself, by area: pixel by pixel, the image lies there or as the rest does.

Tie points lie half a window and the reach of their search away from the edge of an image and from the border of what
moved, so that a part at the rim has fewer of them than it has ground, and the greater part may count as the smaller.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .._typing import Floats
from ..geometry import Grid, Transform, affine_transform
from ..imaging import Proxy, edge_proxy, likeness
from ..pairing import Pair
from .criteria import PARTS
from .evidence import Evidence
from .motion import Departure, Motion

# Longest side (pixels) of the images that are compared: a part that moved has an area, and no fine outline.
_SIZE = 640

# Scale (pixels) over which edges are compared.
_AROUND = 8.0


def by_area(pair: Pair, transform: Transform, seen: Evidence) -> Evidence:
    """What was measured of ``transform``, with the share of a large part that moved by its area if pixels show that."""
    motion, departure = seen.motion, seen.departure
    if motion is not None and (share := _share(pair, transform, seen, motion)) is not None:
        return replace(seen, motion=replace(motion, share=share))
    if (departure is not None and not departure.bends
            and (share := _share(pair, transform, seen, departure)) is not None):
        return replace(seen, departure=replace(departure, share=share))
    return seen


def _share(pair: Pair, transform: Transform, seen: Evidence, part: Motion | Departure) -> float | None:
    """Share of the ground that lies as a part does, of all that lies so or as the rest; None if that is not told."""
    grid = pair.grid_at(max(1.0, seen.level, max(pair.grid_at(1.0).shape) / _SIZE))
    way = np.array(part.displacement)
    if part.share < PARTS.large or np.hypot(*way) * pair.frame.pixel < PARTS.apart * grid.pixel_size:
        return None
    # Residuals are true less shown; what the rest has in common is no motion.
    rest = -np.median(seen.residual[seen.stable], axis=0)
    image = pair.fixed_block(grid, any_overview=True)
    fixed = edge_proxy(image, "balanced")
    # On the grid of what was read, which may be a pixel larger or smaller.
    before, stayed, moved, beyond = (_likeness(fixed, _placed(pair, transform, image.grid, rest + times * way))
                                     for times in (-1, 0, 1, 2))
    # What correlates is as much alike on one side of where it lies as on the other: what is more about either place is
    # of the other part.
    about_rest, about_part = moved - before, stayed - beyond
    share = about_rest / (about_rest + about_part) if about_rest + about_part > 0 else 0.0
    # Pixels that show hardly anything of one of both parts do not say how much it is, as tie points saw it.
    return float(share) if PARTS.min_share <= share <= 1 - PARTS.min_share else None


def _likeness(fixed: Proxy, placed: Proxy) -> float:
    """How much two proxies on one grid are alike in the mean over what both show, weak texture as much as strong."""
    valid = fixed.valid & placed.valid
    return float(likeness(fixed, placed, _AROUND)[valid].mean()) if valid.any() else 0.0


def _placed(pair: Pair, transform: Transform, grid: Grid, shift: Floats) -> Proxy:
    """The edges of the moving image as it lies under a transform after a ``shift`` (2,) in pixels of the frame."""
    (x0, y0), (x1, y1) = (np.ravel(pair.frame.to_world(p[None])) for p in (np.zeros(2), shift))
    off = affine_transform("translation", pair.frame.centre, np.eye(2), np.array([x1 - x0, y1 - y0]))
    return edge_proxy(pair.placed(grid, transform @ off, any_overview=True), "balanced")

