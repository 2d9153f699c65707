"""Whether anything of a source lands on the output's grid, by where both lie, before a pixel is read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from affine import Affine

from .._typing import Bounds, Floats
from ..errors import Sentence
from ..geometry import Grid, extent_text, intersection, project
from .places import Places


def missed(places: Places, named: str) -> Sentence | None:
    """What to say if nothing of the source, which messages call ``named``, lands on the output; None if something may.

    By the outlines of both, each as seen from the other: what lies around a pole is within no outline of the one kind.
    """
    source, output = places.source, places.grid
    pixels = replace(output, transform=Affine.identity())
    if _meet(places(*pixels.outline()), source):
        return None
    near = float(places.transform(*places.transform.centre)[0])
    x, y = project(source.crs, places.fixed_crs, *source.outline(), near=near)
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        return None
    true = output.world_of(places.fixed_crs, *places.transform.inverse(x, y))
    if _meet(output.to_pixel(*true), output):
        return None
    return Sentence("Nothing of the {raster} lies in the output: under the transform it lies at {ground}, and the "
                    "output covers {covered}.", raster=named, ground=extent_text(_bounds(*true)),
                    covered=extent_text(output.bounds))


def _meet(pixels: tuple[Floats, Floats], grid: Grid) -> bool:
    """Whether an outline, in pixels (column, row) of a grid, may enclose some of them."""
    col, row = pixels
    known = np.isfinite(col) & np.isfinite(row)
    # Of an outline that is known in part nobody can say what it encloses.
    if not known.all():
        return bool(known.any())
    return intersection(_bounds(col, row), (0.0, 0.0, float(grid.width), float(grid.height))) is not None


def _bounds(x: Floats, y: Floats) -> Bounds:
    return float(np.min(x)), float(np.min(y)), float(np.max(x)), float(np.max(y))
