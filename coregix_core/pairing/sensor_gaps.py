"""Leaves out of the comparison what both rasters of a pair hold at the same pixels, as gaps and lines of a sensor."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np

from .._typing import Floats
from ..errors import Option, Sentence
from ..imaging import SensorPattern, shared_pattern
from ..io import Raster
from ..threads import each
from .pair import Pair

log = logging.getLogger("coregix_core")

# Longest side (pixels) of images that are looked at as a whole, and the side of the parts of others.
_WHOLE, _PART = 1024, 512

# Middles of those parts, in heights and widths: gaps of Landsat 7 are wide at the sides, and none in the middle.
_PARTS = ((0.25, 0.25), (0.75, 0.75), (0.25, 0.75), (0.75, 0.25))

# Least share of the larger raster that the smaller one has in pixels, if both are frames of one sensor: those of
# cut-outs are counted from elsewhere, and those of a large raster from where the small one may show nothing.
_AS_LARGE = 0.5

# The moving and the fixed raster, each with its band.
Pairs = tuple[tuple[Raster, int], tuple[Raster, int]]


def leave_out_sensor_gaps(moving: Raster, fixed: Raster, moving_band: int, fixed_band: int) -> None:
    """Give both rasters the pattern that they share, with a warning that says what it is, if they share one."""
    pairs = ((moving, moving_band), (fixed, fixed_band))
    if all(band in raster.patterns for raster, band in pairs) or not _frames_of_one_size(moving, fixed):
        return
    boxes = _boxes(moving, fixed)
    # All at the same time, as mostly none shows anything.
    for box, found in zip(boxes, each(lambda box: _shared(pairs, box), boxes), strict=True):
        if any(found):
            of_moving, of_fixed = _everywhere(pairs, found, box)
            moving.patterns[moving_band], fixed.patterns[fixed_band] = of_moving, of_fixed
            _warn(moving, fixed, of_moving, of_fixed)
            return


def share_pattern(pair: Pair) -> bool:
    """Whether both rasters of a pair were given a pattern that they share."""
    return bool(pair.fixed.patterns.get(pair.fixed_band) and pair.moving.patterns.get(pair.moving_band))


@contextmanager
def as_in_files(pair: Pair) -> Iterator[None]:
    """What is read of both rasters of a pair within is as their files hold it, with the pattern that they share."""
    kept = pair.fixed.patterns, pair.moving.patterns
    pair.fixed.patterns, pair.moving.patterns = {}, {}
    try:
        yield
    finally:
        pair.fixed.patterns, pair.moving.patterns = kept


def _frames_of_one_size(moving: Raster, fixed: Raster) -> bool:
    smaller, larger = sorted(math.prod(raster.grid.shape) for raster in (moving, fixed))
    return smaller >= _AS_LARGE * larger


def _boxes(moving: Raster, fixed: Raster) -> list[tuple[int, int, int, int]]:
    """(col, row, width, height) of what is looked at, of pixels that both rasters have."""
    height, width = (int(v) for v in np.minimum(moving.grid.shape, fixed.grid.shape))
    if max(height, width) <= _WHOLE:
        return [(0, 0, width, height)]
    side = min(_PART, height), min(_PART, width)
    return [(int(x * (width - side[1])), int(y * (height - side[0])), side[1], side[0]) for y, x in _PARTS]


def _read(raster: Raster, band: int, box: tuple[int, int, int, int]) -> Floats:
    """Pixels of a band, NaN where they are invalid."""
    values, valid = raster.read(box, [band])
    # Single precision if it holds each value: half of the time.
    pixels = values[0].astype(np.result_type(values, np.float32))
    return pixels if valid is None else np.where(valid[0], pixels, np.nan)


def _shared(pairs: Pairs, box: tuple[int, int, int, int]) -> tuple[SensorPattern, SensorPattern]:
    return shared_pattern(*each(lambda one: _read(*one, box), pairs))


def _everywhere(pairs: Pairs, found: tuple[SensorPattern, SensorPattern], box: tuple[int, int, int, int]
                ) -> tuple[SensorPattern, SensorPattern]:
    """Columns and rows over the whole of both rasters, where a part of them showed some."""
    col, row, width, height = box
    rows, cols = (int(v) for v in np.minimum(pairs[0][0].grid.shape, pairs[1][0].grid.shape))
    moving, fixed = found
    if (width, height) == (cols, rows):
        return found
    if moving.columns or moving.by_column is not None:
        moving, fixed = (replace(of, columns=over.columns, by_column=over.by_column) for of, over in zip(
            (moving, fixed), _shared(pairs, (0, row, cols, height)), strict=True))
    if moving.rows or moving.by_row is not None:
        moving, fixed = (replace(of, rows=over.rows, by_row=over.by_row) for of, over in zip(
            (moving, fixed), _shared(pairs, (col, 0, width, rows)), strict=True))
    return moving, fixed


def _warn(moving: Raster, fixed: Raster, of_moving: SensorPattern, of_fixed: SensorPattern) -> None:
    if of_moving.fill is not None and of_fixed.fill is not None:
        log.warning(Sentence("{moving} holds {fill:g} and {fixed} holds {other:g} at the same pixels, as gaps of a "
                             "sensor are: these are left out of the comparison. If they are no data, say so "
                             "({moving_nodata}, {fixed_nodata}), or they are moved as ground.", moving=moving.path,
                             fill=of_moving.fill, fixed=fixed.path, other=of_fixed.fill,
                             moving_nodata=Option("moving_nodata"), fixed_nodata=Option("fixed_nodata")))
    count = len(of_moving.columns) + len(of_moving.rows)
    if count:
        log.warning(Sentence("{count} columns or rows of {moving} and {fixed} lie beside those around them at the same "
                             "pixels, as lines of a sensor do: they are left out of the comparison.", count=count,
                             moving=moving.path, fixed=fixed.path))
    if of_moving.levels:
        log.warning(Sentence("Columns or rows of {moving} and {fixed} are brighter and darker in the same order, as "
                             "those of one sensor are: what all of them differ by is taken off for the comparison.",
                             moving=moving.path, fixed=fixed.path))
