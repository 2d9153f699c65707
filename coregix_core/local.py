"""The local solve: a smooth displacement field over an affine, found by tie points from coarse to fine.

Each pass measures displacements under what is known so far, drops those that their neighbours contradict, and fits a
finer field to the rest. Later passes see images that are already close, so that windows can shrink to what terrain needs.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

import numpy as np
from affine import Affine

from .field import FieldFit, Lattice, fit_field, lattice_over, neighbours_agree, refined
from .grid import Floats, Frame, Grid
from .pair import Pair
from .progress import Progress
from .solve import Block, Points, Request, Solution, joined_points, measure_block
from .transform import AffineTransform, LocalTransform, Transform

log = logging.getLogger("coregix_core")

_TILE = 1200
"""Side (pixels) of the tiles in which a level is streamed."""


@dataclass(frozen=True)
class Pass:
    """One pass: its level, the window, the search, the step between points and the field's spacing, in its pixels."""

    level: float
    window: int
    search: int
    step: float
    spacing: float


def passes(pair: Pair) -> list[Pass]:
    """Coarse to fine; a level whose image would be too small to hold windows is left out."""
    size = min(pair.lattice(1.0).shape)
    plan = [Pass(4.0, 40, 12, 12, 24), Pass(2.0, 40, 10, 12, 20), Pass(1.0, 40, 8, 14, 20), Pass(1.0, 32, 4, 9, 12)]
    return [p for p in plan if p.level == 1.0 or size / p.level >= 150]


def solve_local(pair: Pair, base: Solution, request: Request, progress: Progress) -> Solution:
    """Refine a solution by a local field; the affine stays as it was found."""
    transform: Transform = base.transform
    affine = base.transform
    assert isinstance(affine, AffineTransform)
    plan = passes(pair)
    fitted: FieldFit | None = None
    for i, one in enumerate(plan):
        points = _measure(pair, transform, one, base.kind, request.edges).kept()
        departure = points.target - pair.frame.to_frame(*affine(*pair.frame.to_world(points.source)))
        agree = neighbours_agree(points.source, departure)
        log.debug("local pass %s: %d points, %d agree", one, len(agree), agree.sum())
        progress.report((i + 1) / len(plan), f"local field, pass {i + 1} of {len(plan)}")
        if agree.sum() < 30:
            break
        low, high = _box(pair)
        lattice = lattice_over(low, high, one.spacing * one.level)
        prior = None if fitted is None else refined(fitted.coefficients, fitted.lattice, lattice)
        fitted = fit_field(points.source[agree], departure[agree], points.information[agree], lattice, prior)
        log.debug("  predicted %.3f px", fitted.predicted)
        transform = _to_transform(fitted, affine, pair.frame)
    return replace(base, transform=transform)


def _box(pair: Pair) -> tuple[Floats, Floats]:
    left, bottom, right, top = pair.area
    corners = pair.frame.to_frame([left, right], [bottom, top])
    return corners.min(0), corners.max(0)


def _measure(pair: Pair, transform: Transform, one: Pass, kind: str, edges: bool) -> Points:
    """Tie points of a whole level, streamed by tiles that overlap by what windows need."""
    lattice = pair.lattice(one.level)
    margin = one.window // 2 + one.search
    parts = []
    for grid in tiles(lattice, _TILE, margin):
        fixed = pair.fixed_block(grid)
        block = Block(fixed, pair.moving_image(fixed.grid, transform, 2 * one.search))
        parts.append(measure_block(pair, block, transform, kind, edges, window=one.window, search=one.search,
                                   step=one.step))
    return joined_points(parts)


def tiles(lattice: Grid, side: int, margin: int) -> list[Grid]:
    """Windows of about ``side`` pixels that cover a lattice, each with a margin that its neighbours share."""
    def cuts(size: int) -> list[tuple[int, int]]:
        count = max(1, round(size / side))
        edges = np.linspace(0, size, count + 1).round().astype(int)
        return [(max(0, int(a) - margin), min(size, int(b) + margin)) for a, b in zip(edges[:-1], edges[1:], strict=True)]

    return [lattice.window(c0, r0, c1 - c0, r1 - r0)
            for r0, r1 in cuts(lattice.height) for c0, c1 in cuts(lattice.width)]


def _to_transform(fitted: FieldFit, affine: AffineTransform, frame: Frame) -> LocalTransform:
    return LocalTransform(affine, _in_world(fitted.lattice, frame),
                          fitted.coefficients * np.array(frame.unit)[:, None, None])


def _in_world(lattice: Lattice, frame: Frame) -> Affine:
    (ox, oy), (ux, uy), (cx, cy) = lattice.origin, frame.unit, frame.centre
    return Affine(lattice.spacing * ux, 0.0, cx + ox * ux, 0.0, lattice.spacing * uy, cy + oy * uy)
