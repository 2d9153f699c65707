"""The local solve: a smooth displacement field over an affine, found by tie points from coarse to fine.

Each pass measures displacements under what is known so far, drops those that their neighbours contradict, and fits a
finer field to the rest. Later passes see images that are close already, so that windows can shrink to what terrain
asks; what is smaller still is seen by all pixels at once (``pixel_stage.py``).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from affine import Affine
from scipy import ndimage

from .._typing import Floats
from ..fields import (
    DrawnError,
    FieldFit,
    Lattice,
    NormalEquations,
    drawn_error,
    fit_field,
    lattice_over,
    refined,
    select_stiffness,
    step,
)
from ..geometry import AffineTransform, Frame, Grid, LocalTransform, Transform
from ..pairing import Block, Pair, Points, Request, Solution, joined_points, measure_block, tiles
from ..progress import Progress
from .pixel_stage import (
    SAMPLE,
    LevelImages,
    level_images,
    middle,
    of_all,
    of_signed,
    spread,
    tile_side,
    train_and_test,
)
from .places_aside import MIN_PLACES, aside, most_in_place, nothing_aside, of_ground

log = logging.getLogger("coregix_core")

# Below this determinant a field counts as folded; and how often it is smoothed there at most.
_MIN_JACOBIAN, _SMOOTHINGS = 0.05, 500


@dataclass(frozen=True)
class WindowStage:
    """A pass by tie points: its level, and window, search, step between points and field spacing in its pixels."""

    level: float
    window: int
    search: int
    step: float
    spacing: float


@dataclass(frozen=True)
class GaussNewtonStage:
    """Steps by all pixels: their level, how many at most, and the field's spacing in its pixels and its stiffness."""

    level: float
    steps: int
    spacing: float
    stiffness: float


Stage = WindowStage | GaussNewtonStage

# Windows find what is far and mend what went astray, pixels see what is small: by turns, from coarse to fine.
STAGES: tuple[Stage, ...] = (
    WindowStage(4.0, 32, 14, 14, 12), WindowStage(4.0, 24, 8, 7, 6), WindowStage(4.0, 20, 5, 6, 5),
    GaussNewtonStage(4.0, 24, 8.0, 0.01), GaussNewtonStage(4.0, 16, 4.0, 0.002),
    WindowStage(2.0, 24, 10, 10, 8), GaussNewtonStage(2.0, 5, 5.0, 0.002),
    WindowStage(1.0, 32, 6, 16, 14), GaussNewtonStage(1.0, 3, 8.0, 0.002),
)

# Shorter side (pixels) that an image must have for a level to be of use.
_SMALLEST = 150

# Nodes of the finest field, and places that are looked at for it: they bound time and memory.
_MAX_NODES, _MAX_POINTS = 60_000, 120_000

# Pixels of a level below which a step of most nodes has no further one; and their share.
_SETTLED, _SETTLED_SHARE = 0.1, 0.998


# Tiles of the finest level that are measured first; and the share of the error there that may be left for the others to
# be measured too.
_SOME, _WORTHWHILE = 10, 0.95


def plan(pair: Pair) -> list[Stage]:
    """The stages for a pair: coarse levels only where their images are large enough, no more nodes than can be held."""
    shape = pair.grid_at(1.0).shape
    # Without a coarse level the first passes, which have the widest search, are run at the finest one that there is.
    fits: Sequence[Stage] = [s for s in STAGES if min(shape) / s.level >= _SMALLEST] or STAGES[-2:]
    if fits[0].level < STAGES[0].level:
        fits = [*(replace(s, level=fits[0].level) for s in STAGES[:3]), *fits]
    # Spacing is in pixels of the stage's level, the bound in those of the finest.
    least = float(np.sqrt(shape[0] * shape[1] / _MAX_NODES))
    step = float(np.sqrt(shape[0] * shape[1] / _MAX_POINTS))
    spaced = (replace(s, spacing=max(s.spacing, least / s.level)) for s in fits)
    return [replace(s, step=max(s.step, step / s.level)) if isinstance(s, WindowStage) else s for s in spaced]


def _pieces(pair: Pair, stage: Stage) -> int:
    """About how many pieces of work (beats) a stage takes."""
    grid = pair.grid_at(stage.level)
    if isinstance(stage, WindowStage):
        # Windows are matched by batches.
        return 20 + int(grid.width * grid.height / stage.step**2 / 40)
    return 20 + 2 * (stage.steps + 2) * len(tiles(grid, tile_side(pair), 0))


def solve_local(pair: Pair, base: Solution, request: Request, progress: Progress) -> Solution:
    """Refine a solution by a local field; the affine stays as it was found."""
    affine = base.transform
    assert isinstance(affine, AffineTransform)
    stages = plan(pair)
    fitted: FieldFit | None = None
    images: LevelImages | None = None
    signed: NormalEquations | None = None
    for i, stage in enumerate(stages):
        progress.report(i / (len(stages) + 1), f"local field, {i} of {len(stages)}", until=(i + 1) / (len(stages) + 1),
                        pieces=_pieces(pair, stage))
        if isinstance(stage, WindowStage):
            fitted = _by_windows(pair, affine, fitted, stage, base.proxy, request.edges,
                                 again=i > 0 and stages[i - 1].level == stage.level)
        elif fitted is not None:
            finer = _refined(pair, fitted, stage)
            transform = field_transform(finer, affine, pair.frame)
            # Stages of one level look at the same images.
            if images is None or images.level != stage.level:
                images = level_images(pair, transform, stage.level, base.proxy)
            images = images.under(transform, base.proxy)
            fitted, signed = _by_pixels(pair, affine, finer, transform, stage, images, fitted,
                                        final=i == len(stages) - 1)
    if fitted is None:
        return base
    progress.report(len(stages) / (len(stages) + 1))
    transform = unfolded(field_transform(fitted, affine, pair.frame))
    drawn = _drawn_error(pair, transform, stage, images, signed)
    return replace(base, transform=transform, doubt=drawn.rms, drawn=drawn.squares_at)


def _drawn_error(pair: Pair, transform: Transform, stage: Stage, images: LevelImages | None,
                 signed: NormalEquations | None) -> DrawnError:
    """How far the field may be off, by what a level's pixels still ask under it."""
    # The last stage is one by pixels.
    assert isinstance(stage, GaussNewtonStage)
    assert images is not None
    if signed is None:
        signed = of_signed(images, transform, lattice_over(*_box(pair), stage.spacing * stage.level))
    return drawn_error(signed, stage.stiffness)


def unfolded(field: LocalTransform) -> LocalTransform:
    """The field, smoothed around where it folds until it does not: a place is shown once."""
    for _ in range(_SMOOTHINGS):
        folds = field.jacobians() < _MIN_JACOBIAN
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


def _by_windows(pair: Pair, affine: AffineTransform, fitted: FieldFit | None, stage: WindowStage, proxy: str,
                edges: bool, *, again: bool) -> FieldFit | None:
    """A field through tie points; what there was before if too few agree, or if they have nothing to add to it.

    ``again`` says that another pass of the level was before: a finer level will say more.
    """
    if fitted is None:
        points = _measure(pair, affine, stage, _tiles(pair, stage), proxy, edges)
        return _still(pair, stage) if nothing_aside(pair, affine, stage.level, points) else _through(
            pair, affine, None, stage, points)
    news = _news(pair, affine, fitted, stage, proxy, edges, again=again)
    return fitted if news is None else _through(pair, affine, fitted, stage, news) or fitted


def _still(pair: Pair, stage: WindowStage) -> FieldFit:
    """The field that displaces nothing, on the nodes of a stage."""
    lattice = lattice_over(*_box(pair), stage.spacing * stage.level)
    return FieldFit(lattice, np.zeros((2, *lattice.shape)), np.ones(0), 0.0, 0.0)


def _tiles(pair: Pair, stage: WindowStage) -> list[Grid]:
    """The tiles of a pass, which overlap by what windows need."""
    return tiles(pair.grid_at(stage.level), tile_side(pair), stage.window // 2 + stage.search)


def _news(pair: Pair, affine: AffineTransform, fitted: FieldFit, stage: WindowStage, proxy: str, edges: bool, *,
          again: bool) -> Points | None:
    """Tie points of a pass under a field; None if they have nothing to add to it."""
    transform = field_transform(fitted, affine, pair.frame)
    grids = _tiles(pair, stage)
    # A pass before has seen all of the image: parts all over it say whether there is anything that it left.
    parts = [middle(grid) for grid in spread(grids, SAMPLE)]
    points = _measure(pair, transform, stage, parts, proxy, edges)
    sample, rest = _sampled(grids, stage)
    enough = most_in_place if again else nothing_aside
    if enough(pair, transform, stage.level, points):
        return None
    if parts == grids:
        return points
    points = _measure(pair, transform, stage, sample, proxy, edges)
    if enough is most_in_place and most_in_place(pair, transform, stage.level, points):
        return None
    if not rest:
        return points
    if not _worth_the_rest(_through(pair, affine, fitted, stage, points)):
        return None
    return joined_points([points, _measure(pair, transform, stage, rest, proxy, edges)])


def _worth_the_rest(tried: FieldFit | None) -> bool:
    """Whether a field through a sample of the tiles predicts its points clearly better than none."""
    return tried is not None and tried.predicted <= _WORTHWHILE * tried.still


def _sampled(grids: list[Grid], stage: WindowStage) -> tuple[Sequence[Grid], list[Grid]]:
    """The tiles of a pass that say whether the others have anything to add, and those others."""
    # The finest level of a large image takes most of the time.
    sample = grids if stage.level > 1.0 else spread(grids, _SOME)
    return sample, [] if len(sample) == len(grids) else [grid for grid in grids if grid not in sample]


def _through(pair: Pair, affine: AffineTransform, fitted: FieldFit | None, stage: WindowStage, points: Points
             ) -> FieldFit | None:
    """The field through tie points of a pass, as a change of what is known; None if too few agree."""
    departure = aside(pair, affine, points)
    agree = of_ground(points, departure, stage.level)
    log.debug("local pass %s: %d points, %d agree", stage, len(agree), agree.sum())
    if agree.sum() < MIN_PLACES:
        return None
    lattice = lattice_over(*_box(pair), stage.spacing * stage.level)
    prior = None if fitted is None else refined(fitted.coefficients, fitted.lattice, lattice)
    return fit_field(points.fixed[agree], departure[agree], points.information[agree], lattice,
                     stage.window * stage.level, prior)


def _refined(pair: Pair, fitted: FieldFit, stage: GaussNewtonStage) -> FieldFit:
    """The field on the nodes of a stage."""
    lattice = lattice_over(*_box(pair), stage.spacing * stage.level)
    return replace(fitted, lattice=lattice, coefficients=refined(fitted.coefficients, fitted.lattice, lattice))


def _by_pixels(
    pair: Pair, affine: AffineTransform, fitted: FieldFit, transform: Transform, stage: GaussNewtonStage,
    images: LevelImages, before: FieldFit, *, final: bool,
) -> tuple[FieldFit, NormalEquations | None]:
    """Gauss-Newton steps at one level of a field, which ``transform`` is of; ``before`` if pixels support none.

    For the ``final`` stage with what its cells ask under the field, signed at random, where it was seen on the way.
    """
    lattice, coefficients = fitted.lattice, fitted.coefficients
    # Where pixels say nothing, the steps stay near what the windows found.
    anchor = coefficients
    train, test, *signed = train_and_test(images, transform, lattice, signed=final)
    selected = select_stiffness(train, test, coefficients, anchor, stage.stiffness)
    log.debug("local descent %s: stiffness %s", stage, selected and selected[0])
    if selected is None:
        return before, next(iter(signed), None)
    stiffness, guess = selected
    # The cells that the stiffness was chosen by, where these are all that there are.
    train.merge(test)
    for i in range(stage.steps):
        equations = of_all(images, transform, lattice) if i > 0 or images.sampled else train
        # Differences are linear in the shift for a pixel or two of the level: a longer step would be a guess.
        # The first is nearly the one that the stiffness was chosen by.
        last, coefficients = coefficients, step(equations, coefficients, anchor, stiffness, 2.0 * stage.level,
                                                  guess if i == 0 else None)
        transform = field_transform(replace(fitted, coefficients=coefficients), affine, pair.frame)
        # Most places are there after a few steps; by the steepest slopes some have a long way to go.
        if np.quantile(np.abs(coefficients - last), _SETTLED_SHARE) < _SETTLED * stage.level:
            break
    return replace(fitted, coefficients=coefficients), None


def _box(pair: Pair) -> tuple[Floats, Floats]:
    left, bottom, right, top = pair.area
    corners = pair.frame.to_frame([left, right], [bottom, top])
    return corners.min(0), corners.max(0)


def _measure(pair: Pair, transform: Transform, stage: WindowStage, grids: Sequence[Grid], proxy: str, edges: bool
             ) -> Points:
    """What was measured in tiles of a level, which overlap by what windows need."""
    whole = pair.grid_at(stage.level)

    def of_tile(grid: Grid) -> Points:
        # Windows may stick out by half: what is nearer to the border than a window would be guessed from further in.
        fixed = pair.fixed_block(grid).grown(*_at_border(grid, whole, stage.window // 2 + stage.search))
        # A field may bend within a tile beyond what its outline shows.
        block = Block(fixed, pair.moving_image(fixed.grid, transform, 2 * stage.search))
        return measure_block(pair, block, transform, proxy, edges, window=stage.window, search=stage.search,
                             step=stage.step, sparing=True)

    return joined_points(pair.each(of_tile, grids)).kept()


def _at_border(grid: Grid, whole: Grid, room: int) -> tuple[int, int, int, int]:
    """``room`` for each side (left, top, right, bottom) of a tile that lies on the border of the whole, else 0."""
    (left, right), (top, bottom) = whole.to_pixel(*grid.to_world([0, grid.width], [0, grid.height]))
    inside = left > 0.5, top > 0.5, right < whole.width - 0.5, bottom < whole.height - 0.5
    return tuple(0 if inner else room for inner in inside)  # type: ignore[return-value]


def field_transform(fitted: FieldFit, affine: AffineTransform, frame: Frame) -> LocalTransform:
    """A field that was fitted in the frame, over an affine, as a transform of places."""
    return LocalTransform(affine, _in_world(fitted.lattice, frame),
                          fitted.coefficients * np.array(frame.unit)[:, None, None])


def _in_world(lattice: Lattice, frame: Frame) -> Affine:
    (ox, oy), (ux, uy), (cx, cy) = lattice.origin, frame.unit, frame.centre
    return Affine(lattice.spacing * ux, 0.0, cx + ox * ux, 0.0, lattice.spacing * uy, cy + oy * uy)
