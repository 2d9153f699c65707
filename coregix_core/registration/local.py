"""The local solve: a smooth displacement field over an affine, found by tie points from coarse to fine.

Each pass measures displacements under what is known so far, drops those that their neighbours contradict, and fits a
finer field to the rest. Later passes see images that are close already, so that windows can shrink to what terrain
asks; what is smaller still is seen by all pixels at once (``dense.py``).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from affine import Affine
from scipy import ndimage

from ..fields import (
    Cells,
    FieldFit,
    Lattice,
    Normal,
    Part,
    bootstrap,
    cells_of,
    fit_field,
    lattice_over,
    part_of,
    refined,
    step,
    supported,
)
from ..geometry import AffineTransform, Floats, Frame, Grid, LocalTransform, Transform
from ..imaging import edge_proxy, levelled_pair
from ..matching import neighbours_agree
from ..progress import Progress
from .blocks import Block, Points, joined_points, measure_block, tiles
from .pair import Pair
from .solver import Request, Solution

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
    """Steps by all pixels: their level, how many at most, and the field's spacing in its pixels and its stiffness."""

    level: float
    steps: int
    spacing: float
    stiffness: float


STAGES: tuple[Pass | Descent, ...] = (
    Pass(4.0, 32, 14, 6, 8), Pass(4.0, 24, 8, 5, 6), Pass(4.0, 20, 5, 4, 5),
    Descent(4.0, 24, 8.0, 0.01), Descent(4.0, 16, 4.0, 0.002),
    Pass(2.0, 24, 10, 8, 8), Descent(2.0, 5, 5.0, 0.002),
    Pass(1.0, 32, 6, 14, 14), Descent(1.0, 3, 8.0, 0.002),
)
"""Windows find what is far and mend what went astray, pixels see what is small: by turns, from coarse to fine."""

_SMALLEST = 150
"""Shorter side (pixels) that an image must have for a level to be of use."""

_MOST_NODES, _MOST_POINTS = 60_000, 120_000
"""Nodes of the finest field, and places that are looked at for it: they bound time and memory."""

_HELD_PIXELS = 5_000_000
"""Pixels of a level up to which its images are held while the field is stepped: ten bytes each."""

_SETTLED = 0.1
"""Pixels of a level below which a step has no further one."""

_SAMPLE = 16
"""Tiles of a large level by which it is decided whether its pixels have anything to say."""

_ALIKE = 0.85
"""Correlation of gradients from which two images are of one kind: red and blue light had 0.80 where they lay in place,
a photograph and itself, rectified otherwise, 0.86 and more before they did."""


def plan(pair: Pair) -> list[Pass | Descent]:
    """The stages for a pair: coarse levels only where their images are large enough, no more nodes than can be held."""
    shape = pair.lattice(1.0).shape
    # Without a coarse level the first passes, which have the widest search, are run at the finest one that there is.
    fits: Sequence[Pass | Descent] = [s for s in STAGES if min(shape) / s.level >= _SMALLEST] or STAGES[-2:]
    if fits[0].level < STAGES[0].level:
        fits = [*(replace(s, level=fits[0].level) for s in STAGES[:3]), *fits]
    # Spacing is in pixels of the stage's level, the bound in those of the finest.
    least = float(np.sqrt(shape[0] * shape[1] / _MOST_NODES))
    step = float(np.sqrt(shape[0] * shape[1] / _MOST_POINTS))
    spaced = (replace(s, spacing=max(s.spacing, least / s.level)) for s in fits)
    return [replace(s, step=max(s.step, step / s.level)) if isinstance(s, Pass) else s for s in spaced]


def solve_local(pair: Pair, base: Solution, request: Request, progress: Progress) -> Solution:
    """Refine a solution by a local field; the affine stays as it was found."""
    affine = base.transform
    assert isinstance(affine, AffineTransform)
    stages = plan(pair)
    fitted: FieldFit | None = None
    for i, stage in enumerate(stages):
        if isinstance(stage, Pass):
            fitted = _by_windows(pair, affine, fitted, stage, base.kind, request.edges)
        elif fitted is not None:
            fitted = _by_pixels(pair, affine, fitted, stage, base.kind)
        progress.report((i + 1) / len(stages), f"local field, {i + 1} of {len(stages)}")
    if fitted is None:
        return base
    transform = unfolded(_to_transform(fitted, affine, pair.frame))
    finest = next(s for s in reversed(stages) if isinstance(s, Descent))
    return replace(base, transform=transform, doubt=_doubt(pair, transform, finest, base.kind))


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


def _by_windows(pair: Pair, affine: AffineTransform, fitted: FieldFit | None, one: Pass, kind: str, edges: bool
                ) -> FieldFit | None:
    """A field through tie points; what there was before where too few agree."""
    transform: Transform = affine if fitted is None else _to_transform(fitted, affine, pair.frame)
    points = _measure(pair, transform, one, kind, edges).kept()
    departure = points.target - pair.frame.to_frame(*affine(*pair.frame.to_world(points.source)))
    # Under a cloud every place is found somewhere. The steepest ground leaves hardly more than a pixel of a plane.
    agree = neighbours_agree(points.source, departure, spread=1.5 * one.level)
    log.debug("local pass %s: %d points, %d agree", one, len(agree), agree.sum())
    # So few would bend the field on hardly more than chance: what is known stays.
    if agree.sum() < 30:
        return fitted
    lattice = lattice_over(*_box(pair), one.spacing * one.level)
    prior = None if fitted is None else refined(fitted.coefficients, fitted.lattice, lattice)
    return fit_field(points.source[agree], departure[agree], points.information[agree], lattice,
                     one.window * one.level, prior)


def _by_pixels(pair: Pair, affine: AffineTransform, fitted: FieldFit, stage: Descent, kind: str) -> FieldFit:
    """Gauss-Newton steps of the field at one level; what there was before where pixels do not support any."""
    lattice = lattice_over(*_box(pair), stage.spacing * stage.level)
    coefficients = refined(fitted.coefficients, fitted.lattice, lattice)
    # Where pixels say nothing, the steps are held at what the windows found.
    anchor = coefficients
    transform = _to_transform(replace(fitted, lattice=lattice, coefficients=coefficients), affine, pair.frame)
    tiled, some, kind = _looked_at(pair, transform, stage, kind)
    asked, kept = _asked(pair, transform, kind, lattice, some)
    stiffness = supported(asked, kept, coefficients, anchor, stage.stiffness)
    log.debug("local descent %s: stiffness %s", stage, stiffness)
    if stiffness is None:
        return fitted
    for i in range(stage.steps):
        if i > 0 or len(some) < len(tiled):
            asked, kept = _asked(pair, transform, kind, lattice, tiled)
        asked.merge(kept)
        # Differences are linear in the shift for a pixel or two of the level: a longer step would be a guess.
        before, coefficients = coefficients, step(asked, coefficients, anchor, stiffness, 2.0 * stage.level)
        transform = _to_transform(replace(fitted, lattice=lattice, coefficients=coefficients), affine, pair.frame)
        # Most places are there after a few steps; by the steepest slopes some have a long way to go.
        if np.abs(coefficients - before).max() < _SETTLED * stage.level:
            break
    return replace(fitted, lattice=lattice, coefficients=coefficients)


def _doubt(pair: Pair, transform: Transform, stage: Descent, kind: str) -> float:
    """How far the field may be off (root mean square, frame pixels), by what pixels of a level still ask under it."""
    lattice = lattice_over(*_box(pair), stage.spacing * stage.level)
    _, some, kind = _looked_at(pair, transform, stage, kind)
    (asked,) = _sums(pair, transform, kind, lattice, some, lambda cells: [bootstrap.signed(cells, lattice)])
    return bootstrap.doubt(asked, stage.stiffness)


def _looked_at(pair: Pair, transform: Transform, stage: Descent, kind: str
               ) -> tuple[Sequence[Grid | Block], Sequence[Grid | Block], str]:
    """The tiles of a level, some of them that stand for all, and the proxy by which pixels are compared."""
    whole = pair.lattice(stage.level)
    grids = tiles(whole, _tile(pair), 0)
    # Small levels are read once; a large one again at each step, or the images would fill the memory.
    held = whole.width * whole.height <= _HELD_PIXELS
    tiled: Sequence[Grid | Block] = pair.each(partial(_block, pair, transform), grids) if held else grids
    some = tiled if held else _spread(tiled, _SAMPLE)
    # Gradients themselves say most, but only where bright is bright in both.
    return tiled, some, "correlation" if _alike(pair, transform, some) else kind


def _asked(pair: Pair, transform: Transform, kind: str, lattice: Lattice, tiled: Sequence[Grid | Block]
           ) -> tuple[Normal, Normal]:
    """What the cells of a level ask of the nodes: those that are shown to the field, and those held back."""
    shown, held = _sums(pair, transform, kind, lattice, tiled, lambda cells: [cells.part(~cells.held),
                                                                              cells.part(cells.held)])
    return shown, held


def _sums(pair: Pair, transform: Transform, kind: str, lattice: Lattice, tiled: Sequence[Grid | Block],
          parts: Callable[[Cells], Sequence[Cells]]) -> list[Normal]:
    """What each of the ``parts`` that the cells of tiles are split into asks of the nodes."""
    def of_tile(tile: Grid | Block) -> list[Part]:
        block = _block(pair, transform, tile)
        grid = block.fixed.grid
        fixed, moving = (edge_proxy(i, kind) for i in (block.fixed, pair.place(block.moving, transform, grid)))
        return [part_of(cells, lattice) for cells in parts(cells_of(*levelled_pair(fixed, moving), grid, pair.frame))]

    sums: list[Normal] = []
    # A few tiles at a time, or what they ask would fill the memory; added up in their order, whatever the threads are.
    for i in range(0, len(tiled), pair.threads):
        for of_one in pair.each(of_tile, tiled[i : i + pair.threads]):
            sums = sums or [Normal(lattice) for _ in of_one]
            for total, part in zip(sums, of_one, strict=True):
                total.add(part)
    return sums


def _spread(items: Sequence[Grid | Block], count: int) -> Sequence[Grid | Block]:
    """About so many of the items, spread evenly over their order."""
    if len(items) <= count:
        return items
    # A golden section and not a plain step: that might take all of them from one column of tiles.
    golden = (5**0.5 - 1) / 2
    order = np.argsort((np.arange(len(items)) * golden) % 1)
    return [items[i] for i in sorted(order[:count].tolist())]


def _alike(pair: Pair, transform: Transform, tiled: Sequence[Grid | Block]) -> bool:
    """Whether the gradients of both images correlate as those of one kind of image do."""
    def products(tile: Grid | Block) -> Floats:
        block = _block(pair, transform, tile)
        fixed, moving = (edge_proxy(i, "correlation")
                         for i in (block.fixed, pair.place(block.moving, transform, block.fixed.grid)))
        both = fixed.valid & moving.valid
        one, other = fixed.values[both], moving.values[both]
        return np.array([np.vdot(one, other).real, np.vdot(one, one).real, np.vdot(other, other).real], float)

    common, first, second = np.sum(pair.each(products, tiled), 0)
    return bool(common > _ALIKE * np.sqrt(first * second))


def _block(pair: Pair, transform: Transform, tile: Grid | Block) -> Block:
    """The images of a tile, read where they are not held; the moving one has room for what the field may change."""
    if isinstance(tile, Block):
        return tile
    fixed = pair.fixed_block(tile)
    return Block(fixed, pair.moving_image(fixed.grid, transform, 16))


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
        # Windows may stick out by half: what is nearer to the border than a window would be guessed from further in.
        fixed = pair.fixed_block(grid).grown(*_at_border(grid, lattice, margin))
        # A field may bend within a tile beyond what its outline shows.
        block = Block(fixed, pair.moving_image(fixed.grid, transform, 2 * one.search))
        return measure_block(pair, block, transform, kind, edges, window=one.window, search=one.search, step=one.step)

    return joined_points(pair.each(of_tile, tiles(lattice, _tile(pair), margin)))


def _at_border(grid: Grid, lattice: Grid, room: int) -> tuple[int, int, int, int]:
    """``room`` for each side (left, top, right, bottom) of a tile that lies on the border of its lattice, else 0."""
    (left, right), (top, bottom) = lattice.to_pixel(*grid.to_world([0, grid.width], [0, grid.height]))
    inside = left > 0.5, top > 0.5, right < lattice.width - 0.5, bottom < lattice.height - 0.5
    return tuple(0 if one else room for one in inside)  # type: ignore[return-value]


def _to_transform(fitted: FieldFit, affine: AffineTransform, frame: Frame) -> LocalTransform:
    return LocalTransform(affine, _in_world(fitted.lattice, frame),
                          fitted.coefficients * np.array(frame.unit)[:, None, None])


def _in_world(lattice: Lattice, frame: Frame) -> Affine:
    (ox, oy), (ux, uy), (cx, cy) = lattice.origin, frame.unit, frame.centre
    return Affine(lattice.spacing * ux, 0.0, cx + ox * ux, 0.0, lattice.spacing * uy, cy + oy * uy)
