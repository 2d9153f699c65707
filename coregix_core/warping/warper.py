"""Original pixels onto the output grid, once, by blocks: GDAL's kernels under any of our transforms.

A block of output pixels is filled by one call of GDAL's warper if the map from it to the source is affine to within
``TOLERANCE``; where it is not, the block is split in four, and small blocks are left to numpy. An output pixel is valid
where the source pixel that holds its place is, and its value is a mean over valid pixels alone: nodata neither bleeds
nor eats.

No library serves: rasterio's warper knows the maps of CRSs, control points and RPCs, and neither a field nor a
homography; scikit-image's takes the image as a whole, and without a mask.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

import numpy as np
import rasterio
from affine import Affine
from rasterio.crs import CRS
from rasterio.windows import Window

from .._typing import Floats, Mask
from ..geometry import AffineTransform, Grid, Transform, apply_affine
from ..io import (
    CreationOptions,
    Raster,
    Validity,
    available_threads,
    cache_bytes,
    choose_nodata,
    creating,
    format_of,
    invalid_values,
    tile_side,
)
from ..progress import Progress
from .boxes import Box, block_shape, boxes_of, in_order, quarters, shares
from .continuation import REACH as CONTINUED
from .kernels import kernels_of
from .places import Places, monomials, polynomial, spaced_points
from .sampling import REACH, AffineSampler, Piece, Pixels, PointSampler, Sampler, sample_bands

# Sides of the smallest blocks that are split off, and of the largest on which a curved map is fitted.
SMALLEST, CURVED = 8, 128

# Side of the largest blocks whose places are computed one by one if they are a product of what each axis says: larger
# ones would not stay within the cache.
_SEPARABLE = 256

# Source pixels that a kernel averages at most, in each direction: beyond it memory is worth more than smoothness.
WIDEST = 64.0

# Where places lie that have no image: outside any source.
FAR = -1e9


@dataclass(frozen=True)
class _Warper:
    source: Raster
    places: Places
    affine: Affine | None
    kernels: tuple[str, ...]
    """One for each band."""
    fill: Pixels
    """(bands, 1, 1) value of invalid pixels."""
    validity: Validity
    scale: tuple[float, float]
    """Output pixels per source pixel along columns and rows, at most 1: below it the kernels widen."""
    max_pixels: float
    """Pixels of a band that are read at once, if the box can be divided."""

    def block(self, box: Box) -> tuple[Pixels, Mask]:
        """Output pixels of a box and their validity, both (bands, height, width)."""
        # Filled first: whatever of the box has no source, in whole or in part, is invalid without more ado.
        out = np.broadcast_to(self.fill, (self.source.count, box[3], box[2])).copy()
        valid = np.zeros(out.shape, bool)
        with rasterio.Env():  # one for the thread: every call of the warper would make its own
            self._load(out, valid, box)
        return out, valid

    def _load(self, out: Pixels, valid: Mask, box: Box) -> None:
        """Read what a box needs and fill ``out`` and ``valid``, which are that box; in parts where that is too much."""
        reach = self._reach(box)
        if reach is None:
            return
        # A single output pixel can be divided no further, however many source pixels it averages.
        if reach[2] * reach[3] <= self.max_pixels or max(box[2:]) == 1:
            self._fill(out, valid, box, self._read(reach), reach[:2])
            return
        for quarter, where in quarters(box):
            self._load(out[where], valid[where], quarter)

    def _read(self, reach: Box) -> Piece:
        """The source pixels of a box that may stick out."""
        low, high = np.array(reach[:2]), np.add(reach[:2], reach[2:])
        size = self.source.grid.shape[::-1]
        first, last = np.maximum(low, 0), np.minimum(high, size)
        (col, row), (width, height) = first.tolist(), (last - first).tolist()
        left, top, right, bottom = np.concatenate([first - low, high - last]).tolist()
        return Piece.of(*self.source.read((col, row, width, height)), (left, top, right, bottom))

    def _fill(self, out: Pixels, valid: Mask, box: Box, piece: Piece, origin: tuple[int, int]) -> None:
        """Fill ``out`` and ``valid``, which are the box ``box`` of the output, from a piece of the source at origin."""
        reach = self._reach(box)
        if reach is None:
            return
        within = (reach[0] - origin[0], reach[1] - origin[1], *reach[2:])
        if not piece.holds(*within):
            # A part of a curved map may reach farther than its whole seemed to.
            self._load(out, valid, box)
            return
        part = piece.part(*within)
        # The kernels need not run, which makes wide borders of nodata cheap.
        if part.blank:
            return
        sampler = self._sampler(box, reach[:2])
        if sampler is None:
            for quarter, where in quarters(box):
                self._fill(out[where], valid[where], quarter, part, reach[:2])
            return
        # All bands by one set of places: computing them costs more than a kernel.
        values, usable = sample_bands(sampler, part, self.kernels, self.scale)
        # A nearest neighbour is a value of the source, which can be nodata only where the source meant it.
        if set(self.kernels) != {"nearest"}:
            self.validity.keep_clear(values, usable, part.values, part.usable)
        valid[...] = True if usable is None else usable
        out[...] = values if usable is None else np.where(usable, values, self.fill)

    def _reach(self, box: Box) -> Box | None:
        """The source pixels that a box of the output needs, or None where there are none.

        They stick out of the source a little, so that kernels find something beyond the border, and by all means where
        some places are unknown.
        """
        centres = (box[0] + 0.5, box[1] + 0.5, box[2] - 1, box[3] - 1)
        u, v = (self.places(*spaced_points(centres, 2 + box[2] // 16, 2 + box[3] // 16)) if self.affine is None else
                apply_affine(self.affine, *spaced_points(centres, 2, 2)))
        # Of a projection's far side places have no image; a box may lie there in part.
        known = np.isfinite(u) & np.isfinite(v)
        if not known.any():
            return None
        low, high = (np.array([f(u[known]), f(v[known])]) for f in (np.min, np.max))
        # Beyond the kernel: two pixels, and what a curved map may bulge between the nodes.
        widest = max(REACH[kernel] for kernel in self.kernels)
        # Beside a hole the image goes on by what lies around the pixels that touch it.
        reach = np.maximum(widest / np.array(self.scale), 1 + CONTINUED)
        margin = reach + 2 + (0.02 * (high - low) if self.affine is None else 0)
        size, beyond = np.array(self.source.grid.shape[::-1]), widest + 2
        # Beyond the border lie copies of border pixels: more of them than the kernel reaches would only cost memory.
        low = np.maximum(np.floor(low - margin), -beyond)
        high = np.minimum(np.ceil(high + margin), size + beyond)
        # An unknown place may be anywhere beyond the border, where the nodes do not show it.
        if not known.all():
            low = np.minimum(low, -1)
        if (low >= size).any() or (high <= 0).any():
            return None
        (col, row), (width, height) = low.astype(int).tolist(), (high - low).astype(int).tolist()
        return col, row, width, height

    def _sampler(self, box: Box, origin: tuple[int, int]) -> Sampler | None:
        """The map from a box to source pixels from ``origin`` on, or None where it is too curved for so large a box."""
        shape = (box[3], box[2])
        large = max(shape) > (_SEPARABLE if self.places.separable else CURVED)
        places = self._near_affine(box, large=large)
        if places is not None:
            return AffineSampler(Affine.translation(-origin[0], -origin[1]) * places, shape, self.scale)
        if large:
            return None
        u, v = self._each_place(box)
        # Indices are made of them, and NaN as an integer is any number.
        u, v = (np.where(np.isfinite(u) & np.isfinite(v), a, FAR) for a in (u, v))
        return PointSampler(u - origin[0], v - origin[1], self.scale)

    def _near_affine(self, box: Box, *, large: bool) -> Affine | None:
        """The map from pixels of a box to the source as an affine, if it is known to be one within the tolerance."""
        if self.affine is not None:
            return self.affine * Affine.translation(*box[:2])
        if self.places.separable:
            return self.places.level_affine(box)
        # Another field may have bumps between so few nodes.
        fitted = not large or isinstance(self.places.transform, AffineTransform)
        return self.places.near_affine(box) if fitted else None

    def _each_place(self, box: Box) -> tuple[Floats, Floats]:
        """Source columns and rows (h, w) of all pixels of a box."""
        if (exact := self.places.pixels(box)) is not None:
            return exact
        col, row = np.meshgrid(np.arange(box[2]) + 0.5, np.arange(box[3]) + 0.5)
        # What is rugged at this size is so at half of it too: to compute each place is cheaper than to split further.
        if max(box[2:]) <= SMALLEST or (fit := polynomial(box, self.places, 4)) is None:
            return self.places(col + box[0], row + box[1])
        u, v = np.moveaxis(monomials(col / box[2], row / box[3], 4) @ fit, -1, 0)
        return u, v


def warp(source: Raster, transform: Transform, fixed_crs: CRS | None, out_grid: Grid, path: str | os.PathLike[str], *,
         resampling: str = "cubic", band_resampling: Sequence[str] = (), output_nodata: float | None = None,
         format: str = "gtiff", creation_options: CreationOptions = (), threads: int = 0,  # noqa: A002
         memory_budget: int = 1 << 30, split_factor: int = 0, tags: Mapping[str, str] | None = None,
         progress: Progress | None = None) -> None:
    """Resample all bands of ``source`` onto ``out_grid`` under ``transform`` into a raster at ``path``.

    The output pixel at x, brought into ``fixed_crs``, shows the source at T(x). Bands keep their type (integers round
    and clamp), names, colours, scales and tags. Invalid pixels get ``output_nodata``, see ``choose_nodata``; bands of
    classes are resampled by nearest neighbour unless ``band_resampling`` says otherwise, see ``kernels_of``.
    ``memory_budget`` is in bytes.

    Raises InputError where the nodata value does not fit, the folder cannot be written, the format cannot hold the
    raster or the source changed meanwhile, RasterError where the source cannot be read, OutputError where the output
    cannot be written.
    """
    nodata = choose_nodata(output_nodata, source)
    validity = Validity.of(source, nodata, given=output_nodata is not None).within(format_of(path, format))
    threads = threads or available_threads()
    progress = progress or Progress()
    kernels = kernels_of(source, resampling, band_resampling)
    tile = tile_side(source.count, source.dtype)
    workers, block_pixels = shares(source, memory_budget, threads, tile)
    warper = warper_of(source, Places(out_grid, transform, fixed_crs, source.grid), kernels, validity, block_pixels)
    with (rasterio.Env(GDAL_CACHEMAX=cache_bytes(memory_budget), GDAL_NUM_THREADS=str(threads)),
          creating(path, out_grid, count=source.count, dtype=source.dtype, nodata=validity.tag, like=source.dataset,
                   format=format, creation_options=creation_options, threads=threads, categorical="nearest" in kernels,
                   tags=tags) as out):
        # Row by row, as GDAL writes tiles: each is whole when it leaves the cache.
        boxes = list(boxes_of(out_grid, block_shape(block_pixels, split_factor, tile)))
        clash = False
        # Closed where a stop or an error ends it: threads must not go on when the run has cleared up and said why.
        with closing(in_order(warper.block, boxes, workers)) as blocks:
            for done, (box, (values, valid)) in enumerate(blocks, 1):
                clash |= validity.write(out, values, valid, Window(*box))
                progress.report(done / len(boxes), until=(done + 1) / len(boxes))
        # Known only in the end, when all pixels were seen; to see them again is rare.
        if clash:
            with closing(in_order(warper.block, boxes, workers)) as blocks:
                validity.replace_tag(out, ((Window(*box), valid) for box, (_, valid) in blocks))
        # Before the file takes its name: half of the pixels may be of another version of the source.
        source.check_unchanged()


def warper_of(source: Raster, places: Places, kernels: tuple[str, ...], validity: Validity, max_pixels: float
              ) -> _Warper:
    """The warper of a source, whose kernels fit the sizes of its pixels and the output's."""
    # The warper's own threshold: kernels widen where an output pixel spans more than 1.05 source pixels.
    # Column by column of the derivative: how far a step of one output pixel, to the right or down, goes in the source.
    steps = np.hypot(*places.jacobian().T).tolist()
    across, down = (1.0 if step <= 1.05 else 1 / min(step, WIDEST) for step in steps)
    # Once for the whole output: most jobs are an affine in one CRS, and need no map for each block.
    affine = places.affine()
    if affine is not None and affine == Affine.translation(round(affine.c), round(affine.f)):
        kernels = ("nearest",) * len(kernels)  # what all of them come to, bit by bit
    return _Warper(source, places, affine, kernels, invalid_values(source, validity.nodata), validity,
                   (across, down), max_pixels)
