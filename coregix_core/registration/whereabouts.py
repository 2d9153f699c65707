"""Whether a source has to be looked for, and in which part of the reference: what people, and their options, say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from affine import Affine
from rasterio.crs import CRS

from ..errors import InputError, Option, Sentence, UnreliableAlignmentError
from ..findings import Placement
from ..geometry import Grid, project
from ..io import Raster, taken_from
from ..options import SearchOptions
from .looks import Box

_REACH = 1.5
"""How far around a place that was given, in lengths of the source at the reference's pixel size: that is the whole of a
source whose pixels are three times as large."""


_GAIN = 0.7
"""Length of a part, in lengths of the whole, above which looking into the part first gains nothing."""


def unplaced(moving: Raster, fixed: Raster) -> bool:
    """Whether the moving raster has no georeference at all beside a fixed one that has one."""
    return fixed.grid.crs is not None and moving.grid.crs is None and moving.grid.transform == Affine.identity()


def searched_for(moving: Raster, fixed: Raster, options: SearchOptions) -> bool:
    """Whether the moving raster's own georeference is to be left out of account."""
    said = options.near_place is not None or options.around is not None
    return options.start == "anywhere" or said or unplaced(moving, fixed)


def photo_box(moving: Raster, fixed: Raster) -> Box | None:
    """The part of the fixed raster around the place that a photograph's EXIF says it was taken from, in its pixels.

    None if it says none, or one outside, or if the part is hardly smaller than the whole: then nothing is gained.
    """
    place = taken_from(moving)
    if place is None or fixed.grid.crs is None:
        return None
    x, y = project(CRS.from_epsg(4326), fixed.grid.crs, [place[0]], [place[1]])
    (col,), (row,) = fixed.grid.to_pixel(x, y)
    height, width = fixed.grid.shape
    # A camera that looks aside, or drifts, is not above what it shows.
    reach = 2 * _REACH * max(moving.grid.shape)
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
        (col,), (row,) = fixed.grid.to_pixel([x], [y])
        reach = _REACH * max(moving.grid.shape)
        return _within("near_place", options.near_place, fixed, (col - reach, row - reach, col + reach, row + reach))
    if options.around is not None:
        left, bottom, right, top = options.around
        if not (left < right and bottom < top):
            raise InputError(Sentence("{around} must be xmin,ymin,xmax,ymax, not {given}.",
                                      around=Option("around"), given=_text(options.around)),
                             parameter="around", value=options.around)
        col, row = fixed.grid.to_pixel([left, right, right, left], [bottom, bottom, top, top])
        return _within("around", options.around, fixed, (col.min(), row.min(), col.max(), row.max()))
    return None


def placement_on(grid: Grid, found_by: str, matches: int, chance: float | None) -> Placement:
    """A placement in plain numbers: ``grid`` is the moving raster's in the fixed CRS, the rest as in ``Placement``."""
    x, y = grid.middle
    # From the direction in which columns run: 0 where they run east.
    turn = float(np.degrees(np.arctan2(grid.transform.d, grid.transform.a)))
    return Placement(x, y, grid.pixel_size, turn, found_by, matches, chance)


def refusal(reason: str, advice: str) -> UnreliableAlignmentError:
    """What is raised if a moving raster is not found: why, and what to do."""
    return UnreliableAlignmentError(Sentence("No reliable alignment was found: {reason}. {advice}", reason=reason,
                                             advice=advice), reason=reason)


def mirrored() -> UnreliableAlignmentError:
    """What is raised for a moving raster that is a mirror image."""
    return refusal(Sentence("the source is a mirror image of the reference"),
                   Sentence("Flip it in an image editor, and run again."))


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
