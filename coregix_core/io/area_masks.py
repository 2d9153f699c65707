"""Areas from vectors, rasters and arrays: the ground that a user leaves out, or alone looks at, on any window's grid.

A mask is read anew for each window, as fine as its pixels are, so that memory is bounded by the window. Where a pixel
is only partly in an area, it counts as left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.features import rasterize
from scipy import ndimage

from .._typing import Mask
from ..errors import GeoreferenceError, InputError, Option, Sentence
from ..geometry import Grid, identity
from ..imaging import moving_pixels
from .areas import Area, AreaMasks
from .averaging import STRIP_PIXELS
from .endings import VECTORS
from .mask_shapes import Shapes, shapes_of, shapes_of_file
from .mask_text import MaskText, PixelRule, read_mask_text, written
from .raster import Raster, open_raster
from .unplaced import without_a_place
from .vectors import is_vector

# A mask as the user gives it: a text (see ``mask_text``), a path, a geometry, a GeoJSON-like mapping or an array.
Given = str | os.PathLike[str] | Any


@dataclass(frozen=True)
class VectorArea:
    """Polygons, lines and points; ``crs`` None means the places of the grid that is asked."""

    name: str
    shapes: Shapes
    reading: str = ""

    def covers(self, grid: Grid, *, touched: bool) -> Mask:
        """See ``Area``."""
        near = self.shapes.on(grid)
        if not near:
            return np.zeros(grid.shape, bool)
        # Places may be pixels.
        with without_a_place():
            burnt = rasterize(near, grid.shape, transform=grid.transform, all_touched=touched, dtype="uint8")
        return np.asarray(burnt, bool)

    def reaches(self, grid: Grid) -> bool:
        """See ``Area``."""
        return self.shapes.reach(grid)


@dataclass(frozen=True)
class RasterArea:
    """Pixels of a raster, on a grid, for which any rule holds; without rules those that are 0 or invalid, or others."""

    name: str
    raster: Raster
    grid: Grid
    rules: tuple[PixelRule, ...]
    include: bool = False

    @property
    def reading(self) -> str:
        """See ``Area``."""
        if not self.rules:
            return Sentence("0 is out")
        return Sentence("its pixels {rules} are meant", rules=written(self.rules))

    def covers(self, grid: Grid, *, touched: bool) -> Mask:
        """See ``Area``."""
        own = self.grid
        if (own.crs is None) != (grid.crs is None):
            raise GeoreferenceError(Sentence("Of the mask {name} and the rasters, one has a CRS and the other has "
                                             "none; give the mask the CRS of the raster that it is for.",
                                             name=self.name))
        box = _box(own, grid)
        if box is None:
            return np.zeros(grid.shape, bool)
        # No coarser than the grid: a pixel of it must not be decided by one that reaches far beyond.
        step = max(1, int(_pixel_in(own, grid)))
        return _sampled(self._reduced(box, step, touched=touched), _part(own, box, step), grid, touched=touched)

    def reaches(self, grid: Grid) -> bool:
        """See ``Area``."""
        return _box(self.grid, grid) is not None

    def _reduced(self, box: tuple[int, int, int, int], step: int, *, touched: bool) -> Mask:
        """The area over (col, row, width, height) by cells of ``step`` pixels: any of them in it, or all."""
        col, row, width, height = box
        rows = max(1, STRIP_PIXELS // width // step) * step
        parts = [_cells(self._inside((col, start, width, min(rows, row + height - start))), step, touched=touched)
                 for start in range(row, row + height, rows)]
        return np.concatenate(parts)

    def _inside(self, box: tuple[int, int, int, int]) -> Mask:
        bands = sorted({rule.band for rule in self.rules}) or [0]
        pixels, valid = self.raster.read(box, bands)
        if self.rules:
            # By value alone: a class may well be the file's nodata value.
            named = [rule(pixels[bands.index(rule.band)]) for rule in self.rules]
            return np.asarray(np.logical_or.reduce(named))
        out = (pixels[0] == 0) if valid is None else (pixels[0] == 0) | ~valid[0]
        return np.asarray(~out if self.include else out)


@dataclass(frozen=True)
class ArrayArea:
    """An array of booleans (height, width) that lies on a grid; true is in the area."""

    name: str
    inside: NDArray[np.bool_]
    grid: Grid

    @property
    def reading(self) -> str:
        """See ``Area``."""
        return Sentence("its pixels that are true are meant")

    def covers(self, grid: Grid, *, touched: bool) -> Mask:
        """See ``Area``."""
        step = max(1, int(_pixel_in(self.grid, grid)))
        whole = (0, 0, self.grid.width, self.grid.height)
        cells = _cells(self.inside, step, touched=touched)
        return _sampled(cells, _part(self.grid, whole, step), grid, touched=touched)

    def reaches(self, grid: Grid) -> bool:
        """See ``Area``."""
        return _box(self.grid, grid) is not None


@dataclass(frozen=True)
class FileArea:
    """An area on the pixels of a raster's file, whose grid is ``file_grid``; it goes where the raster goes."""

    area: Area
    raster: Raster
    file_grid: Grid

    @property
    def name(self) -> str:
        """See ``Area``."""
        return self.area.name

    @property
    def reading(self) -> str:
        """See ``Area``."""
        return self.area.reading

    def covers(self, grid: Grid, *, touched: bool) -> Mask:
        """See ``Area``; ``grid`` is one of the place that the raster has now."""
        return self.area.covers(self._in_file(grid), touched=touched)

    def reaches(self, grid: Grid) -> bool:
        """See ``Area``; ``grid`` as above."""
        return self.area.reaches(self._in_file(grid))

    def _in_file(self, grid: Grid) -> Grid:
        own = self.file_grid
        if self.raster.grid == own:
            return grid
        in_file = own.transform * ~self.raster.grid.transform * grid.transform
        return Grid(own.crs, in_file, grid.width, grid.height)


def on_file(masks: AreaMasks, raster: Raster, file_grid: Grid) -> tuple[AreaMasks, AreaMasks]:
    """Masks of one raster as those that lie on the pixels of its file, and those that lie on the ground.

    All lie on the file, whose grid is ``file_grid``, but for those that have a CRS where the file has none.
    """
    def parted(areas: tuple[Area, ...], *, ground: bool) -> tuple[Area, ...]:
        chosen = [area for area in areas if (file_grid.crs is None and _has_crs(area)) == ground]
        return tuple(chosen) if ground else tuple(FileArea(area, raster, file_grid) for area in chosen)

    of_file, of_ground = (AreaMasks(parted(masks.excluded, ground=ground), parted(masks.included, ground=ground))
                          for ground in (False, True))
    return of_file, of_ground


def _has_crs(area: Area) -> bool:
    where = area.shapes if isinstance(area, VectorArea) else (
        area.grid if isinstance(area, (RasterArea, ArrayArea)) else None)
    return where is not None and where.crs is not None


@contextmanager
def opened_masks(excluded: Sequence[Given] | None, included: Sequence[Given] | None, grid: Grid, *,
                 of_one: bool = True) -> Iterator[AreaMasks]:
    """Masks, open.

    ``grid`` is where arrays and rasters without a georeference lie, and whose CRS geometries without one have. If the
    masks are not of one raster alone (``of_one``), nobody knows on whose pixels such a raster would lie.

    Raises InputError for what is no mask, and for values, bits, classes and layers that there are not.
    """
    with ExitStack() as stack:
        yield AreaMasks(*(tuple(_opened(stack, given, grid, include=include, of_one=of_one) for given in group or ())
                          for include, group in ((False, excluded), (True, included))))


def _opened(stack: ExitStack, given: Given, grid: Grid, *, include: bool, of_one: bool) -> Area:
    if not isinstance(given, (str, os.PathLike)):
        return _in_memory(given, grid)
    mask = read_mask_text(os.fspath(given))
    if mask.layer is not None or _holds_shapes(mask.path):
        _refuse_pixels(mask)
        shapes = shapes_of_file(mask.path, mask.layer)
        if shapes.crs is None and grid.crs is not None and not of_one:
            raise _of_nobody(mask, include=include)
        return _on_rows(mask.text, shapes, grid)
    raster = stack.enter_context(open_raster(mask.path, role="mask"))
    lies = raster.grid
    if _is_bare(lies):
        lies = _grid_of_pixels(mask, lies, grid, include=include, of_one=of_one)
    return RasterArea(mask.text, raster, lies, mask.rules(raster), include)


def _holds_shapes(path: str) -> bool:
    """Whether a file holds vectors: by its name, and a GeoPackage, which may hold rasters, by what is in it."""
    ending = Path(path).suffix.lower()
    return is_vector(path) if ending == ".gpkg" else ending in VECTORS


def _is_bare(grid: Grid) -> bool:
    """Whether places are the pixels themselves, as in a raster without any georeference."""
    return grid.crs is None and grid.transform == Affine.identity()


def _grid_of_pixels(mask: MaskText, own: Grid, grid: Grid, *, include: bool, of_one: bool) -> Grid:
    """Where a raster without a georeference lies: on the pixels of the raster that it is for."""
    if not of_one and not _is_bare(grid):
        raise _of_nobody(mask, include=include)
    if own.shape != grid.shape:
        raise GeoreferenceError(Sentence("The mask {mask} has no georeference and {width} x {height} pixels, the "
                                         "raster that it is for {columns} x {rows}; give one of as many pixels, or "
                                         "with a georeference.", mask=mask.text, width=own.width, height=own.height,
                                         columns=grid.width, rows=grid.height), file=mask.path)
    return grid


def _of_nobody(mask: MaskText, *, include: bool) -> GeoreferenceError:
    """What to say of a mask for both rasters that may lie on the pixels of either."""
    what = "include" if include else "exclude"
    return GeoreferenceError(Sentence("The mask {mask} has no CRS, and is given for both rasters; say by {moving} or "
                                      "{fixed} whose it is, or give it its CRS.", mask=mask.text,
                                      moving=Option(f"moving_{what}"), fixed=Option(f"fixed_{what}")), file=mask.path)


def _on_rows(name: str, shapes: Shapes, grid: Grid) -> VectorArea:
    """Shapes as an area; on a raster without a georeference rows may be told as QGIS shows them, from 0 downwards."""
    if shapes.crs is not None or not _is_bare(grid):
        return VectorArea(name, shapes)
    rows = np.concatenate([part[:, 1] for shape in shapes.shapes for part in shape.parts])
    # Above the first row there is nothing to be left out.
    if rows.min() + rows.max() >= 0:
        return VectorArea(name, shapes)
    return VectorArea(name, shapes.scaled(1.0, -1.0), Sentence("rows are negative, as QGIS shows them"))


def _refuse_pixels(mask: MaskText) -> None:
    if mask.values or mask.bits or mask.classes:
        raise InputError(Sentence("The mask {text} asks for values, bits or classes, which the vector file {path} "
                                  "does not have; name a layer instead, as in file.gpkg|layername=clouds.",
                                  text=mask.text, path=mask.path))


def _in_memory(given: object, grid: Grid) -> Area:
    if not isinstance(given, np.ndarray):
        return _on_rows(f"of the type {type(given).__name__}", shapes_of(given, grid.crs), grid)
    # Numbers would leave open whether 0 or 1 is meant.
    if given.dtype != bool or given.shape != grid.shape:
        raise InputError(Sentence("The mask is an array of {dtype} with the shape {shape}; give one of booleans with "
                                  "the rows and columns of its raster, {rows_columns}, that is true in the area.",
                                  dtype=given.dtype, shape=given.shape, rows_columns=grid.shape))
    return ArrayArea("given as an array", given, grid)


def content_of(given: object) -> bytes:
    """What tells a mask in memory from others: its pixels, or its geometries and their CRS.

    Raises InputError for what is no mask.
    """
    if isinstance(given, np.ndarray):
        return f"{given.shape} ".encode() + np.packbits(given).tobytes()
    shapes = shapes_of(given, None)
    parts = [(shape.kind, part) for shape in shapes.shapes for part in shape.parts]
    head = ["" if shapes.crs is None else shapes.crs.to_wkt(), *(f"{kind} {part.shape}" for kind, part in parts)]
    return "\n".join(head).encode() + b"".join(part.tobytes() for _, part in parts)


def _box(own: Grid, grid: Grid) -> tuple[int, int, int, int] | None:
    """(col, row, width, height) of the pixels of ``own`` around a grid; None where there are none."""
    col, row = own.to_pixel(*own.world_of(grid.crs, *grid.outline()))
    finite = np.isfinite(col) & np.isfinite(row)
    if not finite.any():
        return None
    # Two more on each side: neighbours count where a pixel is touched.
    low = np.maximum(np.floor([col[finite].min(), row[finite].min()]) - 2, 0).astype(int)
    high = np.minimum(np.ceil([col[finite].max(), row[finite].max()]) + 2, [own.width, own.height]).astype(int)
    return (int(low[0]), int(low[1]), int(high[0] - low[0]), int(high[1] - low[1])) if (low < high).all() else None


def _pixel_in(own: Grid, grid: Grid) -> float:
    """A pixel of ``grid`` in pixels of ``own``, at the middle."""
    x, y = grid.to_world(np.array([0.0, 1.0, 0.0]) + grid.width / 2, np.array([0.0, 0.0, 1.0]) + grid.height / 2)
    col, row = own.to_pixel(*own.world_of(grid.crs, x, y))
    with np.errstate(invalid="ignore"):  # a middle without a place (inf) has no distance either
        sides = np.hypot(col[1:] - col[0], row[1:] - row[0])
    return float(sides.min()) if np.isfinite(sides).all() else 1.0


def _part(own: Grid, box: tuple[int, int, int, int], step: int) -> Grid:
    col, row, width, height = box
    return own.window(col, row, width, height).scaled(step)


def _cells(inside: Mask, step: int, *, touched: bool) -> Mask:
    """Cells of ``step`` pixels: in the area where any of their pixels is, or where all are."""
    if step == 1:
        return inside
    height, width = (-(-n // step) for n in inside.shape)
    # What lies beyond the last pixel must not decide.
    padded = np.pad(inside, ((0, height * step - inside.shape[0]), (0, width * step - inside.shape[1])),
                    constant_values=not touched)
    parts = padded.reshape(height, step, width, step)
    return np.asarray(parts.any((1, 3)) if touched else parts.all((1, 3)))


def _sampled(cells: Mask, where: Grid, grid: Grid, *, touched: bool) -> Mask:
    """Cells that lie on one grid as pixels of another one; beyond them there is no area."""
    if _pixel_in(where, grid) > 1.001:
        # The four cells around a centre reach as far as a pixel of their own size, and no farther.
        return _cells(_sampled(cells, where, grid.scaled(0.5), touched=touched), 2, touched=touched)
    col, row = moving_pixels(grid, identity(), grid.crs, where)
    share = ndimage.map_coordinates(cells.astype(np.float32), np.stack([row - 0.5, col - 0.5]), order=1,
                                    mode="grid-constant", cval=0.0, output=np.float32)
    # All four cells around the place of a pixel speak; the slack is the rounding of their weights.
    return np.asarray(share > 1e-3 if touched else share > 1 - 1e-3)
