"""Where a raster lies of which nothing is known: found in the reference under any turn and scale, or refused.

Both rasters are looked at in some hundred pixels. Features that are found again are tried first, then the correlation
of edges over all turns and scales; each has to show more agreement than luck explains. What is found becomes a
georeference of the moving raster, from which the known stages go on to full precision.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

import numpy as np
from affine import Affine
from scipy.special import bdtrc

from ..errors import UnreliableAlignmentError
from ..findings import Placement
from ..fitting import consensus, fit
from ..geometry import AffineTransform, Grid, affine_transform, identity, unit_stretch
from ..imaging import Image, edge_proxy, resample
from ..io import Raster
from ..matching import (
    Features,
    all_turns,
    feature_agreement,
    find_features,
    match,
    shrunk,
    window_centres,
)

log = logging.getLogger("coregix_core")

LOOK = 700
"""Longest side (pixels) of the images in which a place is looked for."""

SCALES = (0.3, 3.0)
"""Sizes of a moving pixel on the ground, in pixels of the reference, that are looked for."""

CHANCE = -6.0
"""Logarithm of the number of such agreements expected of unrelated images, below which one is evidence."""

_CLOSER = (256, 512)
"""Longest side (pixels) of the common ground in which a candidate is measured by windows, one after the other."""

_WINDOW, _SEARCH, _NEAR = 40, 10, 2.0
"""Side of those windows, how far they are looked for, and within what they agree (pixels)."""


@dataclass(frozen=True)
class Look:
    """A raster's band in few pixels: ``image`` on a plain pixel grid, square on the ground, and the way back.

    ``to_raster`` maps pixels of the look to pixels of the raster; rows run as if the raster were north-up.
    """

    image: Image
    to_raster: Affine

    @property
    def step(self) -> float:
        """Side of a pixel in pixels of the raster."""
        return float(np.sqrt(abs(self.to_raster.determinant)))


@dataclass(frozen=True)
class Found:
    """A similarity or affine from pixels of the fixed look to those of the moving one, and why it is believed."""

    transform: AffineTransform
    by: str
    matches: int
    chance: float


def unplaced(moving: Raster, fixed: Raster) -> bool:
    """Whether the moving raster has no georeference at all beside a fixed one that has one."""
    return fixed.grid.crs is not None and moving.grid.crs is None and moving.grid.transform == Affine.identity()


def place(moving: Raster, fixed: Raster, moving_band: int, fixed_band: int) -> tuple[Grid, Placement]:
    """The moving raster's grid in the fixed CRS, wherever the fixed raster shows the same ground.

    Raises UnreliableAlignmentError if none is found that luck would not explain, or if one image is mirrored.
    """
    looks = look_at(fixed, fixed_band), look_at(moving, moving_band)
    found = search(looks[0].image, looks[1].image, looks[1].step / looks[0].step)
    inverse = found.transform.inverted().affine
    grid = Grid(fixed.grid.crs, fixed.grid.transform * looks[0].to_raster * inverse * ~looks[1].to_raster,
                moving.grid.width, moving.grid.height)
    log.debug("placed by %s: %d agree", found.by, found.matches)
    return grid, _told(grid, found)


def look_at(raster: Raster, band: int, size: int = LOOK) -> Look:
    """A raster in at most about ``size`` pixels a side."""
    grid = raster.grid
    factor = max(1.0, max(grid.shape) / size)
    image = raster.read_band(band, None, factor)
    across, down = grid.width / image.values.shape[1], grid.height / image.values.shape[0]
    # Degrees of longitude, and pixels that are not square, are made square on the ground.
    stretch = unit_stretch(grid) * across / down
    plain = Grid(None, Affine.identity(), image.values.shape[1], image.values.shape[0])
    image = Image(image.values, image.valid, plain)
    if abs(stretch - 1) > 0.01:
        width = max(2, round(plain.width * stretch))
        squared = Affine.scale(plain.width / width, 1.0)
        image = resample(image, identity(), None, Grid(None, squared, width, plain.height))
        across *= plain.width / width
        image = Image(image.values, image.valid, Grid(None, Affine.identity(), width, plain.height))
    back = Affine.scale(across, down)
    if grid.crs is not None and grid.transform.determinant > 0:
        # Stored from south to north: seen so, the image would be mirrored.
        image = Image(image.values[::-1].copy(), image.valid[::-1].copy(), image.grid)
        back = back * Affine.translation(0, image.grid.height) * Affine.scale(1, -1)
    return Look(image, back)


def search(fixed: Image, moving: Image, ratio: float) -> Found:
    """The way from the fixed look to the moving one; ``ratio`` is that of their pixels' sides in own pixels.

    Raises UnreliableAlignmentError if there is none that luck would not explain.
    """
    # Own pixels are from 0.3 to 3 times as large on the ground; those of the looks differ by their reduction.
    scales = SCALES[0] * ratio, SCALES[1] * ratio
    features = find_features(fixed), find_features(moving)
    found = _by_features(fixed, moving, *features, scales)
    if found is not None:
        return found
    mirrored = feature_agreement(*features, scales, mirrored=True)
    if mirrored is None or mirrored.chance > CHANCE:
        # Costly, and so last: of images that share no features.
        if (found := _by_edges(fixed, moving, scales)) is not None:
            return found
        flipped = Image(moving.values[::-1].copy(), moving.valid[::-1].copy(), moving.grid)
        if _by_edges(fixed, flipped, scales) is None:
            raise _refusal("under no turn and scale do the images agree more than unrelated ones do",
                           "Look whether both show the same ground.")
    raise _refusal("the source is a mirror image of the reference", "Flip it in an image editor, and run again.")


def _refusal(reason: str, advice: str) -> UnreliableAlignmentError:
    return UnreliableAlignmentError(f"No reliable alignment was found: {reason}. {advice}", reason=reason)


def _by_features(fixed: Image, moving: Image, first: Features, second: Features, scales: tuple[float, float]
                 ) -> Found | None:
    seen = feature_agreement(first, second, scales)
    if seen is None or seen.chance > CHANCE:
        return None
    start = _transform(seen.factor, seen.offset)
    count = int(seen.inside.sum())
    closer = _measured(fixed, moving, start)
    # Windows only sharpen what features have shown already.
    transform = start if closer is None or closer.chance > CHANCE else closer.transform
    return Found(transform, "features", count, seen.chance)


def _by_edges(fixed: Image, moving: Image, scales: tuple[float, float]) -> Found | None:
    """The best of the candidates that the correlation of edges gives, if windows agree on it beyond luck."""
    candidates = all_turns(fixed, moving, scales)
    log.debug("edges: %s", [(round(c.strength, 1), c.factor) for c in candidates[:3]])
    measured = [_measured(fixed, moving, _transform(c.factor, c.offset), len(candidates)) for c in candidates]
    best = min((m for m in measured if m is not None), key=lambda m: m.chance, default=None)
    return best if best is not None and best.chance < CHANCE else None


def _transform(factor: complex, offset: complex) -> AffineTransform:
    """The transform from fixed to moving pixels of a similarity fixed = factor * moving + offset."""
    back = 1 / factor
    matrix = np.array([[back.real, -back.imag], [back.imag, back.real]])
    shift = -offset * back
    return affine_transform("similarity", (0.0, 0.0), matrix, np.array([shift.real, shift.imag]))


def _measured(fixed: Image, moving: Image, start: AffineTransform, trials: int = 1) -> Found | None:
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
    source = np.stack([seen.col, seen.row], 1)[kept]
    target = source + seen.shift[kept]
    if len(source) < 8:
        return None
    inside = consensus(source, target, _NEAR, 4)
    agree = int(inside.sum())
    if agree < 6:
        return None
    model = "affine" if agree >= 30 else "similarity"
    fitted = fit(model, source, target, seen.information[kept], inside, source.mean(0))
    # Pixels of the part to pixels of the look, where the transform is told.
    to_look = part.grid.transform
    centre = to_look * tuple(fitted.centre)
    residual = affine_transform(model, centre, fitted.matrix, fitted.shift * to_look.a)
    return Found(start.compose(residual), "edges", agree, _luck(len(source), agree, trials))


def _luck(places: int, agree: int, trials: int) -> float:
    """Logarithm of how many of ``trials`` transforms of unrelated images have so many windows agree."""
    likely = np.pi * _NEAR**2 / (2 * _SEARCH + 1) ** 2
    # Two windows agree on their own similarity; of the others half count, as neighbours share some pixels.
    chance = float(bdtrc(max((agree - 2) // 2 - 1, 0), max(places - 2, 2) // 2, likely))
    return float(np.log10(max(chance * places**2 / 2 * trials, 1e-300)))


def _told(grid: Grid, found: Found) -> Placement:
    """A placement in plain numbers."""
    t = grid.transform
    x, y = grid.middle
    # From the direction in which columns run: 0 where they run east.
    turn = float(np.degrees(np.arctan2(t.d, t.a * 1.0)))
    return Placement(x, y, grid.pixel_size, turn, found.by, found.matches, found.chance)

