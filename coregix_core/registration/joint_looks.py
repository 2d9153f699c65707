"""What all looks at many windows at once share: where they look, and what their peaks say in a pair's own units."""

from __future__ import annotations

import numpy as np

from ..geometry import AffineTransform
from ..imaging import Image
from ..matching import EDGE, INVALID, SUPPORT_CAP, JointPeak, JointSurfaces, Ranges
from ..pairing import Pair, Points, Request
from ..solving import first_model, from_pixels


def ranges_of(request: Request, turns: tuple[float, float], stretches: tuple[float, float], reach: int) -> Ranges:
    """The similarities to look at: largest and step of the turn (degrees) and of the stretch; fewer for poor models."""
    model = first_model(request.transform)
    still = (0.0, 1.0)
    return Ranges.around(*(still if model == "translation" else turns),
                         *(still if model in ("translation", "rigid") else stretches), reach)


def placed_by(peak: JointPeak, start: AffineTransform, pair: Pair, image: Image, request: Request) -> AffineTransform:
    """The transform of a peak that was found on images of which the moving one was placed by ``start``."""
    # As matrices from here on: frames and CRSs need them.
    factor, other = 1 + peak.linear, peak.mirrored
    matrix = np.array([[factor.real + other.real, other.imag - factor.imag],
                       [factor.imag + other.imag, factor.real - other.real]])
    centre = np.array([peak.centre.real, peak.centre.imag])
    offset = centre + np.array([peak.shift.real, peak.shift.imag]) - matrix @ centre
    model = "affine" if other else first_model(request.transform)
    return start.compose(from_pixels(np.column_stack([matrix, offset]), image.grid, pair.frame, model))


def middle_of(image: Image) -> complex:
    """The middle of an image, in its pixels."""
    height, width = image.values.shape
    return complex(width / 2, height / 2)


def points_of(pair: Pair, fixed: Image, surfaces: JointSurfaces, start: AffineTransform, level: float) -> Points:
    """Where each window by itself is found again, as tie points."""
    grid, places = fixed.grid, surfaces.places
    shift, support = surfaces.highest()
    x, y = grid.to_world(places.real, places.imag)
    displaced = places + shift
    mapped = pair.frame.to_frame(*start(*grid.to_world(displaced.real, displaced.imag)))
    # On the border of the search, or no more than other ground shows: nothing was measured.
    inside = np.maximum(np.abs(shift.real), np.abs(shift.imag)) < surfaces.search
    seen = np.isfinite(support) & (support > 0)
    reason = np.where(~seen, INVALID, np.where(inside, "", EDGE))
    mapped[reason != ""] = np.nan
    information = np.broadcast_to(np.eye(2), (len(places), 2, 2))
    return Points(pair.frame.to_frame(x, y), mapped, information, support / SUPPORT_CAP, reason,
                  surfaces.search * level)
