"""A homography through tie points, for photographs of flat ground that were taken at an angle.

It carries on from what an affine found: neighbours confirm each other if no affine holds them all, and each look from
nearer finds more places. Under ``auto`` it replaces the affine only if it pays for its eight parameters.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

import numpy as np

from .._typing import Floats, Mask
from ..errors import InputError, Sentence
from ..fitting import MIN_DEPTH, Fit, carried, fit, pays, to_homography
from ..geometry import Frame, HomographyTransform, Transform
from ..matching import neighbours_agree, smooth_part
from ..pairing import SEARCH, Pair, Points, Request, Solution, corners_of, distance, measure, overlap, read_blocks
from .tie_point_solve import LUCK, luck

log = logging.getLogger("coregix_core")

# Looks at a level at most: each reaches beyond the places of the last, and most take two or three.
_LOOKS = 8

# Pixels of a level below which another look would measure the same.
_STILL = 0.02

# Points that fix a homography.
_FIXED_BY = 4

# Share of the smooth part of an affine's residuals that a homography may leave: relief and lenses leave more.
_EXPLAINED = 0.5


@dataclass(frozen=True)
class _View:
    """A homography through tie points: its fit, and which points lie where it says."""

    points: Points
    fit: Fit
    inside: Mask
    transform: HomographyTransform


def in_perspective(found: Solution, levels: list[float], request: Request) -> Solution:
    """The solution with a homography in place of its affine if one was asked for, or if it pays under ``auto``."""
    if found.looked is None or request.transform not in ("homography", "auto"):
        return found
    requested = request.transform == "homography"
    seen = _found(found, levels, request, requested=requested)
    if seen is None and requested and found.fit is not None:
        log.warning(Sentence("The tie points agree on no homography all over the image: it is left at an affine."))
    return found if seen is None else seen


def _found(found: Solution, levels: list[float], request: Request, *, requested: bool) -> Solution | None:
    """The solution with a homography; None if there is none, or if nobody asked for it and it does not pay."""
    assert found.looked is not None
    level, points = found.looked
    first = _view(points, found.pair, found.transform)
    # Points that are there already say whether it is worth a further look at all.
    if first is None or not (requested or _worth(first, found)):
        return None
    refined = _down(first, found, [v for v in levels[1:] if v <= level], request)
    return refined[1] if refined is not None and (requested or _worth(refined[0], found)) else None


def _down(view: _View, found: Solution, levels: list[float], request: Request) -> tuple[_View, Solution] | None:
    """The view carried down the levels, and the solution that it is; None if nothing agrees on it at any."""
    best: tuple[_View, Solution] | None = None
    for level in levels:
        best = _looked(replace(found, level=level, blocks=()), view if best is None else best[0], request) or best
    return best


def _looked(base: Solution, view: _View, request: Request) -> tuple[_View, Solution] | None:
    """The view of a level, measured again under itself until it no longer moves; None if nothing agrees on it there."""
    found: tuple[_View, Solution] | None = None
    read: Transform | None = None
    pair, blocks = base.pair, base.blocks
    for _ in range(_LOOKS):
        transform = view.transform
        if read is None or distance(read, transform, pair) > SEARCH * base.level / 2:
            area = overlap(base.pair, transform)
            if area is None:
                return found
            pair, read = base.pair.within(area), transform
            blocks = read_blocks(pair, base.level, transform, request.blocks)
        seen = _view(measure(pair, blocks, transform, base.proxy, request.edges), pair, transform)
        if seen is None:
            return found
        view = seen
        found = view, replace(base, transform=view.transform, pair=pair, blocks=blocks, fit=view.fit,
                              agreement=float(view.inside.mean()))
        if distance(transform, view.transform, pair) < _STILL * base.level:
            break
    return found


def _view(points: Points, pair: Pair, under: Transform) -> _View | None:
    """The homography that tie points measured ``under`` a transform agree on; None if they do no better than luck."""
    kept, frame = points.kept(), pair.frame
    tolerance = max(points.search / SEARCH, 1e-6)
    start = neighbours_agree(kept.fixed, _left(kept, frame, under), spread=1.5 * tolerance)
    if not carried("homography", start, kept.fixed):
        return None
    found = fit("homography", kept.fixed, kept.moving, kept.information, start, np.zeros(2))
    inside = np.hypot(*found.residuals.T) < tolerance
    if not carried("homography", inside, kept.fixed) or luck(inside, tolerance, points.search, _FIXED_BY) > LUCK:
        return None
    try:
        transform = to_homography(found, frame)
    except InputError:
        return None
    # A horizon near the image is none that a photograph of the ground shows.
    return _View(kept, found, inside, transform) if transform.clearance(pair.area) > MIN_DEPTH else None


def _left(points: Points, frame: Frame, under: Transform) -> Floats:
    """What is left of each point's displacement (n, 2) under a transform."""
    return frame.to_frame(*under.inverse(*frame.to_world(points.moving))) - points.fixed


def _worth(view: _View, found: Solution) -> bool:
    """Whether a homography explains what an affine through the same points leaves, and pays for its parameters."""
    points, inside = view.points, view.inside
    if inside.mean() < found.agreement:
        return False
    affine = fit("affine", points.fixed, points.moving, points.information, inside, np.zeros(2))
    if not pays(view.fit, affine, inside, found.pair.frame.to_frame(*corners_of(found.pair))):
        return False
    left, before = (smooth_part(points.fixed[inside], fitted.residuals[inside]) for fitted in (view.fit, affine))
    return left < _EXPLAINED * before
