"""The local solve: a smooth displacement field over an affine, found by tie points from coarse to fine.

Each pass measures displacements under what is known so far, drops those that their neighbours contradict, and fits a
finer field to the rest. Later passes see images that are close already, so that windows can shrink to what terrain
asks; what is smaller still is seen by all pixels at once (``dense.py``).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from affine import Affine
from scipy import ndimage

from .blocks import Block, Points, joined_points, measure_block, tiles
from .dense import Cells, cells_of, step
from .field import FieldFit, Lattice, fit_field, lattice_over, refined
from .grid import Floats, Frame, Grid
from .neighbours import neighbours_agree
from .pair import Pair
from .progress import Progress
from .proxy import edge_proxy, levelled_pair
from .solve import Request, Solution
from .transform import AffineTransform, LocalTransform, Transform

log = logging.getLogger("coregix_core")

_TILE = 640
"""Largest side (pixels) of the tiles in which a level is streamed; threads do not count, or they would change the
result."""


_LEAST_JACOBIAN, _SMOOTHINGS = 0.05, 500
"""Below this determinant a field counts as folded; and how often it is smoothed there at most."""


@dataclass(frozen=True)
class Pass:
    """A pass by tie points: its level, and window, search, step between points and field spacing in its pixels."""

    level: float
    window: int
    search: int
    step: float
    spacing: float


@dataclass(frozen=True)
class Descent:
    """Steps by all pixels: their level, how many, the field's spacing in its pixels, and the field's stiffness."""

    level: float
    steps: int
    spacing: float
    stiffness: float


STAGES: tuple[Pass | Descent, ...] = (
    Pass(4.0, 32, 14, 6, 8), Pass(4.0, 24, 8, 5, 6), Pass(4.0, 20, 5, 4, 5),
    Descent(4.0, 8, 8.0, 0.01), Descent(4.0, 6, 4.0, 0.002),
    Pass(2.0, 24, 10, 8, 8), Descent(2.0, 5, 5.0, 0.002),
    Pass(1.0, 32, 6, 14, 14), Descent(1.0, 3, 8.0, 0.002),
)
"""Windows find what is far and mend what went astray, pixels see what is small: by turns, from coarse to fine."""

_RUGGED = 0.7
"""Error (pixels) with which neighbours predict a tie point, above which the ground is as rugged as it gets."""

_SMALLEST = 150
"""Shorter side (pixels) that an image must have for a level to be of use."""

_MOST_NODES = 60_000
"""Nodes of the finest field: bounds time and memory."""


def plan(pair: Pair) -> list[Pass | Descent]:
    """The stages for a pair: coarse levels only where their images are large enough, no more nodes than can be held."""
    shape = pair.lattice(1.0).shape
    # Without a coarse level the first passes, which have the widest search, are run at the finest one that there is.
    fits: Sequence[Pass | Descent] = [s for s in STAGES if min(shape) / s.level >= _SMALLEST] or STAGES[-2:]
    if fits[0].level < STAGES[0].level:
        fits = [*(replace(s, level=fits[0].level) for s in STAGES[:3]), *fits]
    # Spacing is in pixels of the stage's level, the bound in those of the finest.
    least = float(np.sqrt(shape[0] * shape[1] / _MOST_NODES))
    return [replace(s, spacing=max(s.spacing, least / s.level)) for s in fits]


def solve_local(pair: Pair, base: Solution, request: Request, progress: Progress) -> Solution:
    """Refine a solution by a local field; the affine stays as it was found."""
    affine = base.transform
    assert isinstance(affine, AffineTransform)
    stages = plan(pair)
    fitted: FieldFit | None = None
    smooth: float | None = None
    for i, stage in enumerate(stages):
        if isinstance(stage, Pass):
            fitted = _by_windows(pair, affine, fitted, stage, base.kind, request.edges)
            # From the first pass alone: later ones predict only what the field does not explain yet.
            smooth = _smoothness(fitted) if smooth is None else smooth
        elif fitted is not None and smooth is not None:
            fitted = _by_pixels(pair, affine, fitted, stage, smooth * stage.stiffness, base.kind)
        progress.report((i + 1) / len(stages), f"local field, {i + 1} of {len(stages)}")
    if fitted is None:
        return base
    return replace(base, transform=unfolded(_to_transform(fitted, affine, pair.frame)))


def unfolded(field: LocalTransform) -> LocalTransform:
    """The field, smoothed around where it folds until it does not: a place is shown once."""
    for _ in range(_SMOOTHINGS):
        folds = field.jacobians() < _LEAST_JACOBIAN
        if not folds.any():
            break
        # Jacobians come two by two per cell of the lattice.
        cells = folds.reshape(folds.shape[0] // 2, 2, folds.shape[1] // 2, 2).any((1, 3))
        # A node bends the cells up to two away.
        near = ndimage.binary_dilation(np.pad(cells, ((0, 1), (0, 1))), iterations=3)
        smooth = np.stack([ndimage.gaussian_filter(c, 1.0, mode="nearest") for c in field.coefficients])
        # Elsewhere terrain is not to lose its detail for a fold here.
        field = replace(field, coefficients=np.where(near, smooth, field.coefficients))
    return field


def _smoothness(fitted: FieldFit | None) -> float | None:
    """How much stiffer than for rugged terrain the field may be, from how well neighbours predict a tie point."""
    return None if fitted is None else float(np.clip((_RUGGED / max(fitted.predicted, 1e-6)) ** 2, 1.0, 25.0))


def _by_windows(pair: Pair, affine: AffineTransform, fitted: FieldFit | None, one: Pass, kind: str, edges: bool
                ) -> FieldFit | None:
    """A field through tie points; what there was before where too few agree."""
    transform: Transform = affine if fitted is None else _to_transform(fitted, affine, pair.frame)
    points = _measure(pair, transform, one, kind, edges).kept()
    departure = points.target - pair.frame.to_frame(*affine(*pair.frame.to_world(points.source)))
    agree = neighbours_agree(points.source, departure)
    log.debug("local pass %s: %d points, %d agree", one, len(agree), agree.sum())
    # So few would bend the field on hardly more than chance: what is known stays.
    if agree.sum() < 30:
        return fitted
    lattice = lattice_over(*_box(pair), one.spacing * one.level)
    prior = None if fitted is None else refined(fitted.coefficients, fitted.lattice, lattice)
    return fit_field(points.source[agree], departure[agree], points.information[agree], lattice, prior)


def _by_pixels(pair: Pair, affine: AffineTransform, fitted: FieldFit, stage: Descent, stiffness: float,
               kind: str) -> FieldFit:
    """Gauss-Newton steps of the field at one level."""
    lattice = lattice_over(*_box(pair), stage.spacing * stage.level)
    coefficients = refined(fitted.coefficients, fitted.lattice, lattice)
    # Where pixels say nothing, the steps are held at what the windows found.
    anchor = coefficients
    transform = _to_transform(replace(fitted, lattice=lattice, coefficients=coefficients), affine, pair.frame)
    blocks = _tiles(pair, transform, stage.level, margin=16)
    # Gradients themselves say most, but only where bright is bright in both.
    if sum(pair.each(partial(_likeness, pair, transform), blocks)) > 0:
        kind = "correlation"
    for _ in range(stage.steps):
        cells = pair.each(partial(_cells, pair, transform, kind), blocks)
        # Differences are linear in the shift for a pixel or two of the level: a longer step would be a guess.
        coefficients = step(cells, lattice, coefficients, anchor, stiffness, 2.0 * stage.level)
        transform = _to_transform(replace(fitted, lattice=lattice, coefficients=coefficients), affine, pair.frame)
    return replace(fitted, lattice=lattice, coefficients=coefficients)


def _cells(pair: Pair, transform: Transform, kind: str, block: Block) -> Cells:
    grid = block.fixed.grid
    fixed, moving = (edge_proxy(i, kind) for i in (block.fixed, pair.place(block.moving, transform, grid)))
    return cells_of(*levelled_pair(fixed, moving), grid, pair.frame)


def _likeness(pair: Pair, transform: Transform, block: Block) -> float:
    """Sum of the products of both images' gradients: below 0 where contrast is inverted."""
    fixed, moving = (edge_proxy(i, "correlation").values
                     for i in (block.fixed, pair.place(block.moving, transform, block.fixed.grid)))
    return float((fixed.conj() * moving).real.sum())


def _tiles(pair: Pair, transform: Transform, level: float, margin: int) -> list[Block]:
    """The images of a whole level by tiles, the moving ones with room for what the field may still change."""
    def read(grid: Grid) -> Block:
        fixed = pair.fixed_block(grid)
        return Block(fixed, pair.moving_image(fixed.grid, transform, margin))

    return pair.each(read, tiles(pair.lattice(level), _tile(pair), 0))


def _tile(pair: Pair) -> float:
    """Side of a tile, smaller where chunks are asked for."""
    height, width = pair.lattice(1.0).shape
    return min(_TILE, max(256.0, float(np.sqrt(height * width / pair.chunks))))


def _box(pair: Pair) -> tuple[Floats, Floats]:
    left, bottom, right, top = pair.area
    corners = pair.frame.to_frame([left, right], [bottom, top])
    return corners.min(0), corners.max(0)


def _measure(pair: Pair, transform: Transform, one: Pass, kind: str, edges: bool) -> Points:
    """Tie points of a whole level, streamed by tiles that overlap by what windows need."""
    lattice = pair.lattice(one.level)
    margin = one.window // 2 + one.search
    def of_tile(grid: Grid) -> Points:
        fixed = pair.fixed_block(grid)
        # A field may bend within a tile beyond what its outline shows.
        block = Block(fixed, pair.moving_image(fixed.grid, transform, 2 * one.search))
        return measure_block(pair, block, transform, kind, edges, window=one.window, search=one.search, step=one.step)

    return joined_points(pair.each(of_tile, tiles(lattice, _tile(pair), margin)))


def _to_transform(fitted: FieldFit, affine: AffineTransform, frame: Frame) -> LocalTransform:
    return LocalTransform(affine, _in_world(fitted.lattice, frame),
                          fitted.coefficients * np.array(frame.unit)[:, None, None])


def _in_world(lattice: Lattice, frame: Frame) -> Affine:
    (ox, oy), (ux, uy), (cx, cy) = lattice.origin, frame.unit, frame.centre
    return Affine(lattice.spacing * ux, 0.0, cx + ox * ux, 0.0, lattice.spacing * uy, cy + oy * uy)
