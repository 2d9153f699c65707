"""Whether a source has to be looked for, and in which part of the reference: what people, and their options, say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from affine import Affine
from rasterio.crs import CRS

from .._typing import Bounds
from ..errors import InputError, Option, Sentence, UnreliableAlignmentError
from ..findings import Placement
from ..geometry import EARTH_RADIUS, Grid, Transform, lengthening, project
from ..io import Raster, photograph
from ..options import SearchOptions
from .looks import Box

# Sizes of a moving pixel on the ground, in pixels of the reference, that are looked for.
MIN_PIXEL, MAX_PIXEL = 0.3, 3.0

# How far around a place that was given, in lengths of the source at the reference's pixel size: that is the whole of a
# source whose pixels are as large as any that is looked for.
_REACH = MAX_PIXEL / 2
# Length of a part, in lengths of the whole, above which looking into the part first gains nothing.
_GAIN = 0.7

# Times that a photograph's pixels may be as large as its height above the sea and its focal length make them.
_SLACK = 1.5


def unplaced(moving: Raster, fixed: Raster) -> bool:
    """Whether the moving raster has no georeference beside a fixed one that has one."""
    if fixed.grid.crs is None or moving.grid.transform != Affine.identity():
        return False
    # GDAL's geotransform of a raster that has none: a CRS beside it says nothing of where pixels lie.
    return moving.grid.crs is None or fixed.grid.transform != Affine.identity()


def searched_for(moving: Raster, fixed: Raster, options: SearchOptions) -> bool:
    """Whether the moving raster's own georeference is to be left out of account."""
    said = options.near_place is not None or options.around is not None
    return options.start == "anywhere" or said or unplaced(moving, fixed)


@dataclass(frozen=True)
class PhotoHint:
    """What a photograph's EXIF says of its place in the fixed raster: where a search begins.

    ``box``: the part of the fixed raster around the camera, None for all of it. ``turn``: direction of the columns in
    the fixed raster's pixels, radians from its columns towards its rows; None if no heading is known. ``largest``: side
    of a moving pixel in fixed ones, at most.
    """

    box: Box | None
    turn: float | None
    largest: float


def photo_hint(moving: Raster, fixed: Raster) -> PhotoHint | None:
    """Where a photograph's EXIF says that it was taken; None if it says nothing that shortens the search.

    A camera that looks down shows the direction in which it was turned at the top of its picture; other pictures are
    found by the search of everything that follows a hint which fails.
    """
    seen = photograph(moving)
    largest = MAX_PIXEL
    if seen.pixel is not None and fixed.grid.crs is not None:
        # Ground below the sea, a lens that is wider than it says: cameras do not measure well.
        largest = float(np.clip(_SLACK * seen.pixel / _metres(fixed.grid), MIN_PIXEL, MAX_PIXEL))
    turn = None
    if seen.heading is not None and fixed.grid.crs is not None:
        t = fixed.grid.transform
        # Rows of the look run southwards whatever those of the raster do.
        turn = float(np.radians(seen.heading) + np.arctan2(t.d, t.a))
    # A camera that looks aside, or drifts, is not above what it shows: twice as far as the picture would reach.
    box = None if seen.place is None else _around(seen.place, largest * max(moving.grid.shape), fixed)
    return PhotoHint(box, turn, largest) if box is not None or turn is not None or largest < MAX_PIXEL else None


def _metres(grid: Grid) -> float:
    """Side of a middle pixel on the ground in metres: those of Mercator's projection are smaller than named."""
    assert grid.crs is not None
    col, row = grid.width / 2, grid.height / 2
    x, y = grid.to_world([col, col + 1, col], [row, row, row + 1])
    lon, lat = np.radians(project(grid.crs, CRS.from_epsg(4326), x, y))
    sides = np.stack([(lon[1:] - lon[0]) * np.cos(lat[0]), lat[1:] - lat[0]])
    return float(EARTH_RADIUS * np.sqrt(abs(np.linalg.det(sides))))


def _around(place: tuple[float, float], reach: float, fixed: Raster) -> Box | None:
    """The part of the fixed raster within ``reach`` pixels of a place (degrees); None if outside, or hardly a part."""
    if fixed.grid.crs is None:
        return None
    (col,), (row,) = fixed.grid.to_pixel(*fixed.grid.world_of(CRS.from_epsg(4326), [place[0]], [place[1]]))
    height, width = fixed.grid.shape
    if not (0 <= col <= width and 0 <= row <= height) or 2 * reach > _GAIN * max(height, width):
        return None
    return (max(0.0, col - reach), max(0.0, row - reach), min(float(width), col + reach),
            min(float(height), row + reach))


def search_box(options: SearchOptions, moving: Raster, fixed: Raster) -> Box | None:
    """The part of the fixed raster to look in, in its pixels; None for all of it.

    Raises InputError if what was given is no place in the fixed raster.
    """
    if options.near_place is not None and options.around is not None:
        raise InputError(Sentence("{near_place} and {around} say two things; give one of them.",
                                  near_place=Option("near_place"), around=Option("around")),
                         parameter="near_place", value=options.near_place)
    if options.near_place is not None:
        x, y = options.near_place
        (col,), (row,) = fixed.grid.to_pixel(*fixed.grid.world_of(fixed.grid.crs, [x], [y]))
        reach = _REACH * max(moving.grid.shape)
        return _within("near_place", options.near_place, fixed, (col - reach, row - reach, col + reach, row + reach))
    if options.around is not None:
        left, bottom, right, top = _on_the_side_of(fixed.grid, options.around)
        if not (left < right and bottom < top):
            raise InputError(Sentence("{around} must be xmin,ymin,xmax,ymax, not {given}.",
                                      around=Option("around"), given=_text(options.around)),
                             parameter="around", value=options.around)
        col, row = fixed.grid.to_pixel([left, right, right, left], [bottom, bottom, top, top])
        return _within("around", options.around, fixed, (col.min(), row.min(), col.max(), row.max()))
    return None


def _on_the_side_of(grid: Grid, around: Sequence[float]) -> Bounds:
    """A box in the CRS of ``grid`` on its side of the antimeridian, which may lie between the sides of the box."""
    left, bottom, right, top = around
    if grid.crs is None or not grid.crs.is_geographic:
        return left, bottom, right, top
    # A box of more than half a turn is one whose sides were exchanged.
    width = right - left if left < right or left - right < 180.0 else right - left + 360.0
    middle, _ = grid.world_of(grid.crs, left + width / 2, bottom)
    return float(middle) - width / 2, bottom, float(middle) + width / 2, top


def placement_on(grid: Grid, found_by: str, matches: int, chance: float | None) -> Placement:
    """A placement in plain numbers: ``grid`` is the moving raster's in the fixed CRS, the rest as in ``Placement``."""
    x, y = grid.middle
    # From the direction in which columns run on the ground: 0 where they run east.
    turn = float(np.degrees(np.arctan2(grid.transform.d, grid.transform.a / lengthening(grid.crs, y))))
    return Placement(x, y, grid.pixel_size, turn, found_by, matches, chance)


def as_aligned(found: Placement, grid: Grid, transform: Transform) -> Placement:
    """Where a raster lies in the end that was found on ``grid``: ``transform`` is what was off there."""
    # Across half the raster: of a field, what it bends in the middle says little of the whole.
    col, row = grid.width * np.array([0.25, 0.75, 0.5, 0.5, 0.5]), grid.height * np.array([0.5, 0.5, 0.25, 0.75, 0.5])
    x, y = transform.inverse(*grid.to_world(col, row))
    across, down = (np.array([x[k + 1] - x[k], y[k + 1] - y[k]]) * 2 / size
                    for k, size in ((0, grid.width), (2, grid.height)))
    own = Affine(across[0], down[0], 0.0, across[1], down[1], 0.0)
    there = Grid(grid.crs, Affine.translation(x[4], y[4]) * own * Affine.translation(-grid.width / 2, -grid.height / 2),
                 grid.width, grid.height)
    return replace(placement_on(there, found.found_by, found.matches, found.chance), automatic=found.automatic)


def refusal(reason: str, advice: str) -> UnreliableAlignmentError:
    """What is raised if a moving raster is not found: why, and what to do."""
    return UnreliableAlignmentError(Sentence("No reliable alignment was found: {reason}. {advice}", reason=reason,
                                             advice=advice), reason=reason)


def with_names(error: UnreliableAlignmentError, moving: Raster, fixed: Raster) -> UnreliableAlignmentError:
    """The refusal with the names of the rasters: one that is looked for anywhere is often one of many."""
    return UnreliableAlignmentError(Sentence("{moving} in {fixed}: {refusal}", moving=moving.path, fixed=fixed.path,
                                             refusal=error.parts[0]), reason=error.reason)


MIRRORED = Sentence("the source is a mirror image of the reference")


def mirrored() -> UnreliableAlignmentError:
    """What is raised for a moving raster that is a mirror image; its ``reason`` is ``MIRRORED``."""
    return refusal(MIRRORED, Sentence("Flip it in an image editor, and run again."))


def _within(name: str, given: Sequence[float], fixed: Raster, box: Box) -> Box:
    """The part of a box that the fixed raster has."""
    left, top = max(0.0, box[0]), max(0.0, box[1])
    right, bottom = min(float(fixed.grid.width), box[2]), min(float(fixed.grid.height), box[3])
    if right - left < 2 or bottom - top < 2:
        raise InputError(Sentence("{parameter} {given} lies outside the reference {fixed}; give a place in its CRS.",
                                  parameter=Option(name), given=_text(given), fixed=fixed.path),
                         parameter=name, value=given, file=fixed.path)
    return left, top, right, bottom


def _text(given: Sequence[float]) -> str:
    return ",".join(f"{v:.12g}" for v in given)
