"""The two rasters as one pair: the frame they share, and their pixels side by side on common grids, by level and block.

A level is a pixel size in pixels of the coarser raster (1 = that raster's own). Blocks of a level lie on the fixed
raster's own pixels, read decimated where that is finer, so that the fixed image is hardly ever interpolated; the
moving image is resampled onto them under a transform.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from affine import Affine

from .._typing import Bounds, Floats
from ..errors import GeoreferenceError, Option, RasterError, Sentence
from ..geometry import (
    Frame,
    Grid,
    Transform,
    common_frame,
    extent_text,
    grown,
    identity,
    intersection,
    north_up,
    projected_bounds,
)
from ..imaging import Image, resample
from ..io import AreaMasks, Raster, look_anywhere
from ..threads import spread, using_threads

Item = TypeVar("Item")
Made = TypeVar("Made")

# Moving pixels read beyond what a block needs: the spline's reach.
_KERNEL = 8


@dataclass(frozen=True)
class Pair:
    """Two open rasters, the bands to compare, their frame and the area (bounds in the fixed CRS) to look at.

    ``threads`` and ``chunks`` say how blocks are worked on: so many at a time, and a whole level cut into so many.
    ``fixed_masks`` and ``moving_masks`` are the ground that a user leaves out of each image.
    """

    fixed: Raster
    moving: Raster
    fixed_band: int
    moving_band: int
    frame: Frame
    area: Bounds
    threads: int = 1
    chunks: int = 1
    fixed_masks: AreaMasks | None = None
    moving_masks: AreaMasks | None = None

    @property
    def mask_names(self) -> tuple[str, ...]:
        """What messages call the user's masks, each once."""
        both = [masks.names for masks in (self.moving_masks, self.fixed_masks) if masks is not None]
        return tuple(dict.fromkeys(name for names in both for name in names))

    @property
    def unmasked(self) -> Pair:
        """The same pair without the user's masks."""
        return replace(self, fixed_masks=None, moving_masks=None)

    def each(self, work: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
        """The results of ``work`` on items, in their order, made by the pair's threads; a beat after each."""
        if self.threads == 1 or len(items) < 2:
            # A single item has all threads to itself.
            with using_threads(self.threads):
                return spread(work, items, 1)
        return spread(work, items, min(self.threads, len(items)))

    def within(self, area: Bounds) -> Pair:
        """The same pair, looked at in another area; the frame stays."""
        return replace(self, area=area)

    def grid_at(self, level: float) -> Grid:
        """The grid of a whole level over the area: the fixed raster's own pixels where they are square."""
        grid = self.fixed.grid
        if not _is_plain(grid, self.frame):
            plain = north_up(grid.crs, self.area, self.frame.pixel * level)
            # Degrees of longitude are shorter than those of latitude: squares on the ground are no squares in degrees.
            stretch = self.frame.unit[0] / self.frame.unit[1]
            width = max(1, int(np.ceil(plain.width / stretch)))
            return replace(plain, transform=plain.transform * Affine.scale(stretch, 1.0), width=width)
        factor = max(1.0, self.frame.pixel * level / _side(grid, self.frame))
        col0, row0, col1, row1 = _pixel_box(grid, self.area)
        part = grid.window(col0, row0, max(1, col1 - col0), max(1, row1 - row0))
        # So near to 1, the raster's own pixels are better than averages over a fraction more than one.
        return part if factor < 1.0005 else part.scaled(factor)

    def fixed_block(self, grid: Grid, *, any_overview: bool = False) -> Image:
        """The fixed band on ``grid`` (a window of a ``grid_at``), or on a grid as near to it as whole pixels allow.

        ``any_overview`` as in ``Raster.read_band``, here and below.
        """
        native = self.fixed.grid
        (c0, c1), (r0, r1) = native.to_pixel(*grid.to_world([0, grid.width], [0, grid.height]))
        if not _is_plain(native, self.frame):
            return self._read_onto(grid, any_overview=any_overview)
        factor = (c1 - c0) / grid.width
        return _masked(self.fixed.read_band(self.fixed_band, (c0, r0, c1, r1), factor if factor > 1.0005 else 1.0,
                                            any_overview=any_overview), self.fixed_masks)

    def _read_onto(self, grid: Grid, *, any_overview: bool) -> Image:
        """The fixed band resampled onto a grid of square pixels, where its own are not."""
        native = self.fixed.grid
        col, row = native.to_pixel(*grid.outline())
        window = (col.min() - _KERNEL, row.min() - _KERNEL, col.max() + _KERNEL, row.max() + _KERNEL)
        factor = max(1.0, grid.pixel_size / native.pixel_size)
        image = self.fixed.read_band(self.fixed_band, window, factor, any_overview=any_overview)
        return _onto(_masked(image, self.fixed_masks), grid)

    def moving_image(self, grid: Grid, transform: Transform, margin: float, *,
                     any_overview: bool = False) -> Image | None:
        """The moving band in its own geometry, around what ``grid`` shows under ``transform``.

        ``margin`` is in pixels of ``grid``; decimated to about its pixel size. None where the moving raster has nothing
        there.
        """
        native = self.moving.grid
        x, y = transform(*grid.outline())
        # The outline is dense enough that a curved edge between two CRSs stays within the margin.
        col, row = native.to_pixel(*native.world_of(self.fixed.grid.crs, x, y))
        finite = np.isfinite(col) & np.isfinite(row)
        if not finite.any():
            return None
        col, row = col[finite], row[finite]
        # Moving pixels per pixel of the grid, by which the margin is converted; 1e-9 for an outline of no extent.
        ratio = max(np.sqrt(_box_area(col, row) / max(grid.width * grid.height, 1)), 1e-9)
        room = margin * max(ratio, 1.0) + _KERNEL * max(1.0, ratio)
        box = intersection((col.min() - room, row.min() - room, col.max() + room, row.max() + room),
                           (0.0, 0.0, float(native.width), float(native.height)))
        if box is None or box[2] - box[0] < 2 or box[3] - box[1] < 2:
            return None
        factor = max(1.0, grid.pixel_size / self._moving_pixel(grid))
        # Below that, own pixels are hardly more to read, and averaging would blur what the spline resolves.
        return _masked(self.moving.read_band(self.moving_band, box, factor if factor > 1.2 else 1.0,
                                             any_overview=any_overview), self.moving_masks)

    def moving_shape(self, grid: Grid, margin: float) -> tuple[int, int]:
        """(rows, columns) in pixels of ``grid`` that a ``moving_image`` has at most."""
        ratio = self._moving_pixel(grid) / grid.pixel_size
        rows, cols = (max(1, int(min(n * ratio, limit + 2 * margin)))
                      for n, limit in zip(self.moving.grid.shape, grid.shape, strict=True))
        return rows, cols

    def _moving_pixel(self, grid: Grid) -> float:
        """The moving raster's pixel size in units of ``grid``'s CRS."""
        x, y = grid.to_world([grid.width / 2], [grid.height / 2])
        bounds = (float(x[0]), float(y[0]), float(x[0]), float(y[0]))
        # A frame takes the coarser pixel: against a fixed one of no size that is the moving one.
        tiny = replace(self.fixed.grid, transform=self.fixed.grid.transform * Affine.scale(1e-9))
        frame = common_frame(tiny, self.moving.grid, bounds)
        return float(np.sqrt(frame.unit[0] * frame.unit[1]))

    def placed(self, grid: Grid, transform: Transform, *, any_overview: bool = False) -> Image:
        """The moving band on ``grid`` under ``transform``, read for it."""
        return self.place(self.moving_image(grid, transform, 0.0, any_overview=any_overview), transform, grid)

    def place(self, moving: Image | None, transform: Transform, grid: Grid) -> Image:
        """A moving image on ``grid`` under ``transform``; all invalid where there is none."""
        if moving is None:
            return Image(np.zeros(grid.shape, np.float32), np.zeros(grid.shape, bool), grid)
        return resample(moving, transform, self.fixed.grid.crs, grid)


def make_pair(
    fixed: Raster, moving: Raster, *, fixed_band: int, moving_band: int, max_shift: float | None, clip: bool,
    threads: int = 1, chunks: int = 1, searchable: bool = False,
) -> Pair:
    """The pair and the part of the fixed raster that the moving one can reach.

    ``max_shift`` in CRS units, half the moving image where None. Raises GeoreferenceError where the rasters cannot
    meet; ``searchable`` is whether it may tell to look for the moving one anywhere.
    """
    try:
        reach = projected_bounds(moving.grid, fixed.grid.crs, near=fixed.grid.middle[0])
    except GeoreferenceError as error:
        # The fixed one lies where it lies: the other has no place beside it.
        raise GeoreferenceError(*error.parts, parameter="moving_image_path", value=moving.file, file=moving.file
                                ) from error
    extent = max(reach[2] - reach[0], reach[3] - reach[1])
    common = intersection(fixed.grid.bounds, grown(reach, extent / 2 if max_shift is None else max_shift))
    # The default reach bounds where to look; only a shift that was asked for may bridge a gap between the rasters.
    if intersection(fixed.grid.bounds, reach) is None and (common is None or max_shift is None):
        raise GeoreferenceError(
            Sentence("The rasters do not overlap: {fixed} covers {bounds} and {moving} covers {reach} in {crs}. "
                     "Check the CRS of both, or allow a {max_shift} that bridges the gap.", fixed=fixed.path,
                     bounds=extent_text(fixed.grid.bounds), moving=moving.path, reach=extent_text(reach),
                     crs=_name(fixed.grid), max_shift=Option("max_shift")), *look_anywhere(searchable))
    area = common if clip and common is not None else fixed.grid.bounds
    pair = Pair(fixed, moving, fixed_band, moving_band, common_frame(fixed.grid, moving.grid, area), area, threads,
                chunks, fixed.masks, moving.masks)
    if min(pair.grid_at(1.0).shape) < 2:
        raise RasterError(Sentence("Only {width} x {height} pixels of {fixed} and {moving} lie in one place; that is "
                                   "too little to align.", width=pair.grid_at(1.0).width,
                                   height=pair.grid_at(1.0).height, fixed=fixed.path, moving=moving.path))
    return pair


def overlap(pair: Pair, transform: Transform) -> Bounds | None:
    """Bounds (fixed CRS) of what both rasters show under ``transform``; None where that is nothing."""
    x, y = pair.fixed.grid.world_of(pair.moving.grid.crs, *pair.moving.grid.outline())
    finite = np.isfinite(x) & np.isfinite(y)
    # Back to true places, for the area is that of the output and of the fixed raster.
    x, y = transform.inverse(x[finite], y[finite])
    return intersection(pair.fixed.grid.bounds, (x.min(), y.min(), x.max(), y.max())) if x.size else None


def _masked(image: Image, masks: AreaMasks | None) -> Image:
    """An image without the ground that its masks leave out, wherever its own georeference shows that."""
    return image if masks is None else image.only(masks.keep(image.grid))


def _name(grid: Grid) -> str:
    if grid.crs is None:
        return "pixel space"
    code = grid.crs.to_epsg()
    return f"EPSG:{code}" if code else "the reference's CRS"


def _is_plain(grid: Grid, frame: Frame) -> bool:
    """Whether the grid's pixels are squares in the frame, give or take a hundredth."""
    t = grid.transform
    across = np.array([t.a / frame.unit[0], t.d / frame.unit[1]])
    down = np.array([t.b / frame.unit[0], t.e / frame.unit[1]])
    sides = np.hypot(*across), np.hypot(*down)
    return bool(abs(sides[0] / sides[1] - 1) < 0.01 and abs(across @ down) < 0.01 * sides[0] * sides[1])


def _side(grid: Grid, frame: Frame) -> float:
    """Side of a grid's pixel in CRS units along y."""
    return float(np.sqrt(abs(grid.transform.determinant) * frame.unit[1] / frame.unit[0]))


def _pixel_box(grid: Grid, bounds: Bounds) -> tuple[int, int, int, int]:
    """Whole pixels of ``grid`` that hold ``bounds``, cut to the grid."""
    left, bottom, right, top = bounds
    col, row = grid.to_pixel([left, right, right, left], [bottom, bottom, top, top])
    # Bounds on a pixel's edge must not take in the next pixel for a rounding error.
    clip_col = np.clip([np.floor(col.min() + 1e-6), np.ceil(col.max() - 1e-6)], 0, grid.width)
    clip_row = np.clip([np.floor(row.min() + 1e-6), np.ceil(row.max() - 1e-6)], 0, grid.height)
    return int(clip_col[0]), int(clip_row[0]), int(clip_col[1]), int(clip_row[1])


def _box_area(col: Floats, row: Floats) -> float:
    return float(np.ptp(col) * np.ptp(row))


def _onto(image: Image, grid: Grid) -> Image:
    return resample(image, identity(), grid.crs, grid)
