"""Images that bend: a coarse field of each beyond its parametric correction, all found together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..fields import Gaps, JointFields, fit_jointly, lattice_over
from ..fitting import Link
from .solution import Solution

# Least spacing of a field's nodes in pixels of the stack, which is a tie point's window; and cells along an image.
SPACING, CELLS = 64.0, 8

# Distance in pixels within which tie points share pixels that count: windows are raised cosines.
SHARED = 32.0

# Times that the fields are found, each from where the last ones say that the true places are.
_ROUNDS = 2


def with_fields(solution: Solution, datum: int | None) -> Solution:
    """The solution with what the images bend, if fields predict tie points that they were not fitted to.

    ``datum`` is the number of the image that stays as it is.
    """
    if solution.adjustment is None:
        return solution
    areas = solution.ground.areas[list(solution.used)]
    spacing = max(SPACING, float(np.median(np.ptp(areas, axis=1))) / CELLS)
    # Corrections move the ground a little beyond an image's own bounds.
    lattices = [lattice_over(moved.min(0) - spacing / 2, moved.max(0) + spacing / 2, spacing)
                for moved in (solution.adjustment(k, area) for k, area in enumerate(areas))]
    fixed = None if datum is None else solution.used.index(datum)
    found: JointFields | None = None
    for _ in range(_ROUNDS):
        made = fit_jointly([_gaps(replace(solution, fields=found), link) for link in solution.links], lattices,
                           SHARED, fixed)
        if made is None:
            break
        found = made
    return replace(solution, fields=found)


def _gaps(solution: Solution, link: Link) -> Gaps:
    """What a link finds between both images at true places, by the points that agree."""
    assert solution.adjustment is not None
    use = link.agree
    near, far = (solution.adjustment(k, at[use]) for k, at in ((link.first, link.at_first),
                                                               (link.second, link.at_second)))
    places = (near + far) / 2
    if solution.fields is not None:
        places = places + (solution.fields.at(link.first, near) + solution.fields.at(link.second, far)) / 2
    # One number a point: both axes of a field are solved with the same matrix.
    weight = np.sqrt(np.maximum(np.linalg.det(link.information[use]), 0.0))
    return Gaps(link.first, link.second, places, near - far, weight)
