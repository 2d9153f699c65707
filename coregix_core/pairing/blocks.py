"""The images of a level by blocks, and the tie points measured on them.

A level that is small is one block; of a large one, blocks spread over it speak for the rest. Blocks are worked on by
the pair's threads, in an order that does not depend on their number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..geometry import Frame, Grid, Transform
from ..imaging import STRUCTURE, Image, Proxy, edge_proxy, gradient
from ..matching import Matches, make_proxy, match, match_sparingly, rivals, window_centres
from ..threads import each
from .pair import Pair

# A level of at most this many pixels is looked at as a whole; a larger one by blocks.
WHOLE_PIXELS = 1_600_000

# Side of a block in pixels.
BLOCK = 320

WINDOW, SEARCH = 64, 8
POINTS = 400
# Side of a tie point's window, how far it is looked for (pixels), and how many are aimed at per level; proxies of what
# images hardly have in common need windows that hold more of it.
_WIDE = {"congruent": 128, "pooled": 112, "similar": 96}

# Scale (pixels) of the edges by which solves and their first checks look.
_FINE = 1.0


@dataclass(frozen=True)
class Points:
    """Tie points in pixels of the pair's frame.

    ``fixed`` (n, 2) are places of the ground, ``moving`` (n, 2) where the moving raster shows them; NaN: not measured.
    """

    fixed: Floats
    moving: Floats
    information: Floats
    score: Floats
    reason: NDArray[np.str_]
    search: float

    def kept(self) -> Points:
        """The points that were measured."""
        return self.part(np.isfinite(self.moving[:, 0]))

    def part(self, which: NDArray[np.bool_]) -> Points:
        """Some of the points."""
        return Points(self.fixed[which], self.moving[which], self.information[which], self.score[which],
                      self.reason[which], self.search)


@dataclass(frozen=True)
class Block:
    """Part of a level: the fixed image there, and the moving one in its own geometry."""

    fixed: Image
    moving: Image | None

    @cached_property
    def _proxies(self) -> dict[tuple[str, bool, float], Proxy]:
        return {}

    @cached_property
    def _placed(self) -> dict[tuple[str, int], tuple[Transform, Proxy]]:
        return {}

    @cached_property
    def _placed_images(self) -> dict[int, tuple[Transform, Image]]:
        return {}

    def fixed_proxy(self, proxy: str, edges: bool, sigma: float = 1.0) -> Proxy:
        """What is compared of the fixed image: made once, as it is the same at each look."""
        key = proxy, edges, sigma
        if key not in self._proxies:
            # Of other looks none is kept: each takes two thirds of the images' own memory.
            self._proxies.clear()
            self._proxies[key] = make_proxy(with_gradient(self.fixed, proxy, edges, sigma), proxy, edges, sigma)
        return self._proxies[key]

    def has_proxy(self, proxy: str, edges: bool, sigma: float) -> bool:
        """Whether that of the fixed image is made already."""
        return (proxy, edges, sigma) in self._proxies

    def placed_image(self, pair: Pair, transform: Transform) -> Image:
        """The moving image placed under a transform; kept for the next look under it, which is by other edges."""
        kept = self._placed_images.get(id(transform))
        if kept is None:
            self._placed_images.clear()
            # With the transform, as for proxies.
            kept = transform, pair.place(self.moving, transform, self.fixed.grid)
            self._placed_images[id(transform)] = kept
        return kept[1]

    @property
    def placed_under(self) -> Transform | None:
        """The transform under which the moving image was placed last; None if it was not."""
        return next((transform for transform, _ in self._placed_images.values()), None)

    def moving_proxy(self, pair: Pair, transform: Transform, proxy: str) -> Proxy:
        """What is compared of the moving image by edges, placed under a transform; kept for the next look under it."""
        key = proxy, id(transform)
        if key not in self._placed:
            self._placed.clear()
            # With the transform: as long as that is held, no other one has its identity.
            self._placed[key] = transform, edge_proxy(pair.place(self.moving, transform, self.fixed.grid), proxy)
        return self._placed[key][1]


def with_gradient(image: Image, proxy: str, edges: bool, sigma: float) -> Image:
    """The image with its gradient, if a proxy begins with one that the next look by another proxy begins with too."""
    if edges and sigma == _FINE and proxy not in STRUCTURE and sigma not in image.gradients:
        image.gradients[sigma] = gradient(image, sigma)
    return image


def read_blocks(pair: Pair, level: float, transform: Transform, count: int) -> tuple[Block, ...]:
    """The images of a level: whole where it is small, else about ``count`` blocks spread over the area."""
    def read(grid: Grid) -> Block:
        fixed = pair.fixed_block(grid)
        # Twice the search: the transform moves between looks at a level, and the images are read only once.
        return Block(fixed, pair.moving_image(fixed.grid, transform, margin=2 * SEARCH))

    return tuple(pair.each(read, block_grids(pair.grid_at(level), count, pair.chunks)))


def block_grids(whole: Grid, count: int, chunks: int = 1) -> list[Grid]:
    """Windows of a grid: itself, or its ``chunks``, where it is small, else about ``count`` spread evenly."""
    # chunks alone cut a small level: results must not depend on the number of threads.
    if whole.width * whole.height <= WHOLE_PIXELS:
        # A tile below two windows would hold no tie point of its own.
        side = max(np.sqrt(whole.width * whole.height / chunks), 2 * WINDOW)
        return tiles(whole, side, WINDOW // 2 + SEARCH)
    across = max(1, round(np.sqrt(count * whole.width / whole.height)))
    down = max(1, round(count / across))
    width, height = min(BLOCK, whole.width), min(BLOCK, whole.height)
    # First and last blocks touch the edges: what a model says at the corners rests on points near them.
    cols = np.unique(np.linspace(0, whole.width - width, min(across, whole.width // width)).round().astype(int))
    rows = np.unique(np.linspace(0, whole.height - height, min(down, whole.height // height)).round().astype(int))
    return [whole.window(int(c), int(r), width, height) for r in rows for c in cols]


def pieces_at(pair: Pair, level: float, count: int) -> int:
    """About how many pieces of work (beats) it takes to read the blocks of a level and to look at them a few times."""
    return 15 + 8 * len(block_grids(pair.grid_at(level), count, pair.chunks))


def tiles(whole: Grid, side: float, margin: int) -> list[Grid]:
    """Windows of about ``side`` pixels that cover a grid, each with a margin that its neighbours share."""
    def cuts(size: int) -> list[tuple[int, int]]:
        edges = np.linspace(0, size, max(1, round(size / side)) + 1).round().astype(int)
        # Windows must fit into a tile whole; without a shared margin there would be seams without tie points.
        return [(max(0, int(a) - margin), min(size, int(b) + margin)) for a, b in pairwise(edges)]

    return [whole.window(c0, r0, c1 - c0, r1 - r0)
            for r0, r1 in cuts(whole.height) for c0, c1 in cuts(whole.width)]


def window_of(proxy: str) -> int:
    """Side of the window (pixels) in which a proxy shows enough to be found again."""
    return _WIDE.get(proxy, WINDOW)


def measure(
    pair: Pair, blocks: tuple[Block, ...], transform: Transform, proxy: str, edges: bool, *, offset: float = 0.0,
    total: int = POINTS, window: int | None = None, search: int = SEARCH, sigma: float = 1.0,
) -> Points:
    """Tie points of a level under a transform, in the pair's frame. ``offset`` moves their places (in steps)."""
    side = window_of(proxy) if window is None else window

    def of_block(block: Block) -> Points:
        grid = block.fixed.grid
        # So many in all, whatever the number of blocks; nearer than a quarter of a window they would add nothing new.
        # By area: blocks at the border may be smaller than the others, and get fewer points.
        step = float(max(np.sqrt(grid.width * grid.height * len(blocks) / total), side / 4))
        return measure_block(pair, block, transform, proxy, edges, window=side, search=search, step=step,
                             offset=offset, sigma=sigma)

    return joined_points(pair.each(of_block, blocks))


def measure_block(
    pair: Pair, block: Block, transform: Transform, proxy: str, edges: bool, *, window: int, search: int, step: float,
    offset: float = 0.0, sigma: float = 1.0, sparing: bool = False,
) -> Points:
    """Tie points of one block, ``step`` pixels apart; if ``sparing``, fewer where they lie as the transform says."""
    size, reach = _window(block.fixed.grid.shape, window, search)
    centres = window_centres(block.fixed.grid.shape, size, reach, step, offset)
    return measure_at(pair, block, transform, proxy, edges, centres, size, reach, sigma=sigma, sparing=sparing)


def measure_at(
    pair: Pair, block: Block, transform: Transform, proxy: str, edges: bool,
    centres: tuple[NDArray[np.intp], NDArray[np.intp]], size: int, reach: int, *, sigma: float = 1.0,
    sparing: bool = False,
) -> Points:
    """Tie points of one block at ``centres`` (rows, columns) of windows of a ``size``, looked for within ``reach``."""
    fixed, moving = _proxies_of(pair, block, transform, proxy, edges, sigma)
    matches = (match_sparingly if sparing else match)(fixed, moving, *centres, size, reach)
    return _in_frame(matches, block.fixed.grid, transform, pair.frame, reach)


def rivals_at(pair: Pair, block: Block, transform: Transform, proxy: str, edges: bool, places: Floats, size: int,
              reach: int, *, sigma: float = 1.0) -> Floats:
    """The highest correlation (n,) that windows at ``places`` (n, 2) of the frame have elsewhere (``rivals``).

    1, which says nothing of them, where a window does not lie within the block.
    """
    grid, margin = block.fixed.grid, size // 2 + reach
    cols, rows = (v.round().astype(np.intp) for v in grid.to_pixel(*pair.frame.to_world(places)))
    fits = ((np.minimum(rows, cols) >= margin) & (rows <= grid.height - margin) & (cols <= grid.width - margin))
    found = np.ones(len(places))
    if fits.any():
        proxies = _proxies_of(pair, block, transform, proxy, edges, sigma)
        found[fits] = rivals(*proxies, rows[fits], cols[fits], size, reach)
    return found


def _proxies_of(pair: Pair, block: Block, transform: Transform, proxy: str, edges: bool, sigma: float
                ) -> tuple[Proxy, Proxy]:
    """What is compared of the fixed image, and of the moving one placed under a transform."""
    # Before the proxies, so that all threads have a part of it.
    placed = block.placed_image(pair, transform)
    makers: tuple[Callable[[], Proxy], ...] = (
        lambda: block.fixed_proxy(proxy, edges, sigma),
        lambda: make_proxy(with_gradient(placed, proxy, edges, sigma), proxy, edges, sigma))
    # What is made already needs no thread, and the other one then has them all.
    fixed, moving = [make() for make in makers] if block.has_proxy(proxy, edges, sigma) else each(
        lambda make: make(), makers)
    return fixed, moving


def joined_points(parts: list[Points]) -> Points:
    """The points of several blocks of one level as one set."""
    def all_of(name: str) -> NDArray[Any]:
        return np.concatenate([getattr(p, name) for p in parts])

    return Points(all_of("fixed"), all_of("moving"), all_of("information"), all_of("score"), all_of("reason"),
                  parts[0].search)


def _window(shape: tuple[int, int], window: int, search: int) -> tuple[int, int]:
    """Window and search that leave room for a few windows in a small image."""
    # Even, as windows are cut around pixel corners.
    # A third of the shorter side leaves room for three windows across, of which one confirms another.
    size = min(window, min(shape) // 3 // 2 * 2)
    return max(size, 8), max(2, min(search, size // 4))


def _in_frame(matches: Matches, grid: Grid, transform: Transform, frame: Frame, search: int) -> Points:
    # Where the window lies is a true place; what it resembles was seen on the placed image, and has still to be sent
    # through the transform.
    x, y = grid.to_world(matches.col, matches.row)
    seen_x, seen_y = grid.to_world(matches.col + matches.shift[:, 0], matches.row + matches.shift[:, 1])
    t = grid.transform
    linear = np.array([[t.a, t.b], [t.d, t.e]]) / np.array(frame.unit)[:, None]
    inverse = np.linalg.inv(linear)
    # A quadratic form of the shift goes over by the inverse on both sides; the shift itself by ``linear``.
    information = np.einsum("ki,nkl,lj->nij", inverse, matches.information, inverse)
    pixel = float(np.sqrt(abs(np.linalg.det(linear))))
    # Measured on the image as placed by the transform: the true shown place is where the transform sends that one.
    mapped = frame.to_frame(*transform(seen_x, seen_y))
    return Points(frame.to_frame(x, y), mapped, information, matches.score, matches.reason, search * pixel)
