"""Links in the frame of the stack: their points, their pixels, and where images that others place are expected."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .._typing import Floats
from ..fitting import Adjustment, Link
from ..geometry import AffineTransform, affine_transform
from ..registration import LinkPoints
from .ground import Ground
from .images import StackImage


def expected(images: Sequence[StackImage], ground: Ground, pair: tuple[int, int], adjustment: Adjustment,
             used: Sequence[int]) -> AffineTransform | None:
    """Where image j is expected to show what image i shows, in the CRS of i; None if no link holds one of them."""
    i, j = pair
    if i not in used or j not in used:
        return None
    grid = images[i].grid
    mapped = ground.areas[i]
    true = adjustment(used.index(i), mapped)
    # From what i shows to the true place, and from there to where j shows it.
    there = shown_at(adjustment, used.index(j), true)
    x, y = ground.to_world(grid, mapped)
    u, v = ground.to_world(grid, there)
    centre = grid.middle
    design = np.column_stack([x - centre[0], y - centre[1], np.ones(x.size)])
    if not (np.isfinite(design).all() and np.isfinite(u).all() and np.isfinite(v).all()):
        return None
    # Both corrections are affine, but their CRSs may not be related by one: the affine nearest to it over the area will
    # do to begin a search.
    found = np.linalg.lstsq(design, np.column_stack([u - centre[0], v - centre[1]]), rcond=None)[0]
    return affine_transform("affine", centre, found[:2].T, found[2])


def shown_at(adjustment: Adjustment, k: int, true: Floats) -> Floats:
    """Where an image shows true places (n, 2), both in the frame."""
    centre = adjustment.centres[k]
    return np.asarray((true - centre - adjustment.shifts[k]) @ np.linalg.inv(adjustment.matrices[k]).T + centre)


def frame_link(images: Sequence[StackImage], ground: Ground, pair: tuple[int, int], points: LinkPoints,
               pixel: tuple[float, float]) -> Link:
    """A link's points in the frame of the stack."""
    grid = images[pair[0]].grid
    at_first = ground.to_frame(grid, points.x, points.y)
    at_second = ground.to_frame(grid, points.shown_x, points.shown_y)
    # A pixel of the pair in pixels of the stack, by which its information goes over; 1 if their CRSs differ in size.
    size = link_pixel(images, ground, pair, pixel)
    return Link(*pair, at_first, at_second, points.information / size**2, points.agree)


def link_pixel(images: Sequence[StackImage], ground: Ground, pair: tuple[int, int], pixel: tuple[float, float]
                ) -> float:
    """A pixel of a link in pixels of the stack."""
    grid = images[pair[0]].grid
    x, y = grid.middle
    ends = ground.to_frame(grid, np.array([x, x]), np.array([y, y + pixel[1]]))
    return max(float(np.hypot(*(ends[1] - ends[0]))), 1e-9)
