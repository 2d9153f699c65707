"""A candidate for how one image lies in another, measured by windows: whether they agree beyond luck, and on what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import bdtrc

from ..fitting import consensus, fit
from ..geometry import AffineTransform, affine_transform
from ..imaging import Image, edge_proxy, resample
from ..matching import match, shrunk, window_centres

# Logarithm of the number of such agreements expected of unrelated images, below which one is evidence.
CHANCE = -6.0

# Longest side (pixels) of the common ground in which a candidate is measured, one after the other.
_CLOSER = (256, 512)

# Side of the windows, how far they are looked for, and within what they agree (pixels).
_WINDOW, _SEARCH, _NEAR = 40, 10, 2.0


@dataclass(frozen=True)
class Found:
    """A similarity or affine from pixels of the fixed look to those of the moving one, and why it is believed.

    ``chance`` is the logarithm of how many such agreements unrelated images would show.
    """

    transform: AffineTransform
    by: str
    matches: int
    chance: float


def similarity(factor: complex, offset: complex) -> AffineTransform:
    """The transform from fixed to moving pixels of a similarity fixed = factor * moving + offset."""
    back = 1 / factor
    matrix = np.array([[back.real, -back.imag], [back.imag, back.real]])
    shift = -offset * back
    return affine_transform("similarity", (0.0, 0.0), matrix, np.array([shift.real, shift.imag]))


def measured(fixed: Image, moving: Image, start: AffineTransform, trials: int = 1) -> Found | None:
    """A candidate as windows see it, from coarse to fine; None if they see nothing at the first look."""
    best: Found | None = None
    for side in _CLOSER:
        found = _windows(fixed, moving, start, side, trials)
        if found is None:
            break
        start = found.transform
        if best is None or found.chance < best.chance or found.chance < CHANCE:
            best = found
    return best


def _windows(fixed: Image, moving: Image, start: AffineTransform, side: int, trials: int) -> Found | None:
    """What windows of the common ground say of a transform, looked at in about ``side`` pixels."""
    col, row = start.inverse(*moving.grid.outline(2))
    height, width = fixed.values.shape
    c0, c1 = np.clip([col.min(), col.max()], 0, width)
    r0, r1 = np.clip([row.min(), row.max()], 0, height)
    step = max(1, round(max(c1 - c0, r1 - r0) / side), round(1 / start.scale))
    box = [int(v) for v in (c0, r0, np.ceil(c1), np.ceil(r1))]
    if min(box[2] - box[0], box[3] - box[1]) < 3 * _WINDOW * step / 2:
        return None
    part = shrunk(Image(fixed.values[box[1] : box[3], box[0] : box[2]], fixed.valid[box[1] : box[3], box[0] : box[2]],
                        fixed.grid.window(box[0], box[1], box[2] - box[0], box[3] - box[1])), step)
    # Averaged as well, by about as many of its own pixels.
    placed = resample(shrunk(moving, max(1, round(step * start.scale))), start, None, part.grid)
    size = min(_WINDOW, min(part.values.shape) // 3 // 2 * 2)
    rows, cols = window_centres(part.grid.shape, size, _SEARCH, 0.75 * size)
    seen = match(edge_proxy(part, "balanced"), edge_proxy(placed, "balanced"), rows, cols, size, _SEARCH)
    kept = seen.found
    fixed_points = np.stack([seen.col, seen.row], 1)[kept]
    moving_points = fixed_points + seen.shift[kept]
    if len(fixed_points) < 8:
        return None
    inside = consensus(fixed_points, moving_points, _NEAR, 4)
    agree = int(inside.sum())
    if agree < 6:
        return None
    model = "affine" if agree >= 30 else "similarity"
    fitted = fit(model, fixed_points, moving_points, seen.information[kept], inside, fixed_points.mean(0))
    # Pixels of the part to pixels of the look, in which the transform is expressed.
    to_look = part.grid.transform
    centre = to_look * tuple(fitted.centre)
    residual = affine_transform(model, centre, fitted.matrix, fitted.shift * to_look.a)
    return Found(start.compose(residual), "edges", agree, _luck(len(fixed_points), agree, trials))


def _luck(places: int, agree: int, trials: int) -> float:
    """Logarithm of how many of ``trials`` transforms of unrelated images have so many windows agree."""
    likely = np.pi * _NEAR**2 / (2 * _SEARCH + 1) ** 2
    # Two windows agree on their own similarity; of the others half count, as neighbours share some pixels.
    chance = float(bdtrc(max((agree - 2) // 2 - 1, 0), max(places - 2, 2) // 2, likely))
    return float(np.log10(max(chance * places**2 / 2 * trials, 1e-300)))
