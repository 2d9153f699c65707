"""Where a raster lies of which nothing is known: found in the reference under any turn and scale, or refused.

Both rasters are looked at in some hundred pixels. Features that are found again are tried first, then the correlation
of edges over all turns and scales; each has to show more agreement than luck explains. In a reference that is much
larger the features of parts are tried, from coarse to fine. What is found becomes a georeference of the moving raster,
from which the known stages go on to full precision.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ..errors import Sentence, UnreliableAlignmentError
from ..findings import Placement
from ..geometry import AffineTransform, Grid
from ..imaging import Image
from ..io import Raster
from ..matching import GLANCE, QUICK, THOROUGH, Agreement, Features, Sweep, all_turns, feature_agreement, find_features
from ..pairing import require_content
from ..threads import each
from .closer_look import CHANCE, Found, measured, similarity
from .looks import LOOK, TILE, Box, Look, from_south, look_at
from .whereabouts import (
    MAX_PIXEL,
    MIN_PIXEL,
    MIRRORED,
    PhotoHint,
    mirrored,
    photo_hint,
    placement_on,
    refusal,
    with_names,
)

log = logging.getLogger("coregix_core")

# How much longer than the moving raster the reference may be for both to be looked at whole.
_LARGER = 4.0

# Longest side (pixels) in which the moving raster shows in the finest look at a large reference: for features, and for
# outlines, which take longer and need less.
_SHOWN, _OUTLINED = 350, 200

# How far, in parts of its longer side, a moving raster lies from its georeference at most if the search from near has
# looked there: that turns it by 10 degrees and moves it by half its side, but not all of that at once.
_NEAR = 0.1

# Longest side (pixels) of that look: it is held in memory, and outlines in more take minutes.
_FINEST, _FINEST_OUTLINES = 6000, 2800


def place(moving: Raster, fixed: Raster, moving_band: int, fixed_band: int, box: Box | None = None
          ) -> tuple[Grid, Placement]:
    """The moving raster's grid in the fixed CRS, wherever the fixed raster, or the ``box`` of it, shows its ground.

    Raises UnreliableAlignmentError if none is found that luck would not explain, or if one image is mirrored;
    RasterError for a raster of one value or none.
    """
    own = look_at(moving, moving_band)
    # Else every turn and scale of nothing would be tried, which takes half a minute.
    require_content(moving, moving_band, own.image)
    try:
        own, look, found = _found(own, moving, fixed, fixed_band, box)
    except UnreliableAlignmentError as error:
        raise with_names(error, moving, fixed) from None
    grid = _placed(own, moving, look, fixed, found.transform)
    log.debug("placed by %s: %d agree", found.by, found.matches)
    return grid, placement_on(grid, found.by, found.matches, found.chance)


def _found(own: Look, moving: Raster, fixed: Raster, band: int, box: Box | None) -> tuple[Look, Look, Found]:
    """The look at the moving raster, the one at the fixed raster in which it was found, and where."""
    hint = photo_hint(moving, fixed) if box is None else None
    found_there = _by_hint(own, fixed, band, hint) if hint is not None else None
    side = max(moving.grid.shape)
    try:
        return own, *(found_there or _at_a_glance(own, fixed, band, box) or _searched(own, side, fixed, band, box))
    except UnreliableAlignmentError as error:
        # Rows that run from the south are believed no more than the rest of a georeference: they may show what lies
        # below each other as anything else does.
        if error.reason != MIRRORED or not from_south(moving.grid):
            raise
        own = own.upside_down()
        return own, *(_at_a_glance(own, fixed, band, box) or _searched(own, side, fixed, band, box))


def elsewhere(moving: Raster, fixed: Raster, moving_band: int, fixed_band: int) -> bool:
    """Whether a cheap look finds the moving raster's ground somewhere in the fixed one: by features alone."""
    def seen(raster: Raster, band: int) -> tuple[Look, Features]:
        look = look_at(raster, band)
        return look, find_features(look.image)

    (own, second), (whole, first) = each(lambda source: seen(*source), ((moving, moving_band), (fixed, fixed_band)))
    found = _Views(whole.image, own.image, own.step / whole.step, first, second).agreement()
    if found is None:
        return False
    # Where it lies already, the search from near has looked, and one from anywhere would find no more.
    return _far_off(_placed(own, moving, whole, fixed, similarity(found.factor, found.offset)), moving, fixed)


def _placed(own: Look, moving: Raster, look: Look, fixed: Raster, found: AffineTransform) -> Grid:
    """The moving raster's grid in the fixed CRS, by the transform from pixels of the fixed look to its own look's."""
    return Grid(fixed.grid.crs, fixed.grid.transform * look.to_raster * found.inverted().affine * ~own.to_raster,
                moving.grid.width, moving.grid.height)


def _far_off(placed: Grid, moving: Raster, fixed: Raster) -> bool:
    """Whether a grid lies elsewhere than the moving raster's own georeference says, beyond what near means."""
    own = np.stack(fixed.grid.world_of(moving.grid.crs, *moving.grid.outline()))
    apart = np.hypot(*(np.stack(placed.outline()) - own))
    return bool(apart.max() > _NEAR * np.ptp(own, axis=1).max())


def _by_hint(own: Look, fixed: Raster, band: int, hint: PhotoHint) -> tuple[Look, Found] | None:
    """A closer look at the part of the fixed raster that a photograph names, and where features agree in it."""
    part = look_at(fixed, band, LOOK if hint.box is None else TILE, hint.box)
    views = _Views(part.image, own.image, own.step / part.step, find_features(part.image, _as_many(part)),
                   find_features(own.image), hint.largest, hint.turn)
    found = views.by_features()
    return None if found is None else (part, found)


def _at_a_glance(own: Look, fixed: Raster, band: int, box: Box | None) -> tuple[Look, Found] | None:
    """A look at whatever overviews the fixed raster has, and where features agree in it; None without either.

    To see which overviews lie in place, full resolution is read at places all over: of a remote file a good part.
    """
    if not fixed.has_overviews(band):
        return None
    whole = look_at(fixed, band, LOOK, box, any_overview=True)
    views = _Views(whole.image, own.image, own.step / whole.step, find_features(whole.image), find_features(own.image))
    found = views.by_features()
    return None if found is None else (whole, found)


def _searched(own: Look, side: int, fixed: Raster, band: int, box: Box | None) -> tuple[Look, Found]:
    """The look at the fixed raster in which the moving one is found, whose longest side is ``side`` pixels."""
    left, top, right, bottom = box or (0, 0, fixed.grid.width, fixed.grid.height)
    size = max(right - left, bottom - top)
    whole = look_at(fixed, band, LOOK, box)
    require_content(fixed, band, whole.image)
    moving, seen = each(find_features, [own.image, whole.image])
    first = _Views(whole.image, own.image, own.step / whole.step, seen, moving)
    if (found := first.by_features()) is not None:
        return whole, found
    for part, looks in _parts(fixed, band, box, size, side):
        views = _Views(part.image, own.image, own.step / part.step, find_features(part.image, _as_many(part)), moving)
        if (found := views.by_features(looks)) is not None:
            return part, found
    if first.mirrored_by_features():
        raise mirrored()
    # Costly, and so last: of images that share no features.
    if size > _LARGER * side:
        return _outlined(own, side, fixed, band, box, size)
    if (found := first.by_edges()) is not None:
        return whole, found
    # At a glance: it only says why.
    if first.mirrored().by_edges(sweep=GLANCE) is not None:
        raise mirrored()
    raise refusal(Sentence("under no turn and scale do the images agree more than unrelated ones do"),
                  Sentence("Look whether both show the same ground."))


def _outlined(own: Look, side: int, fixed: Raster, band: int, box: Box | None, size: float) -> tuple[Look, Found]:
    """The part of a large reference in which outlines are those of the moving raster."""
    longest = round(min(_OUTLINED * size / side, _FINEST_OUTLINES))
    parts = _tiles(fixed, band, box, longest, side * longest / size)
    nothing = Features.none()
    for part in parts:
        views = _Views(part.image, own.image, own.step / part.step, nothing, nothing)
        if (found := views.by_edges(len(parts), QUICK)) is not None:
            return part, found
    raise refusal(Sentence("nowhere in the reference do the images agree more than unrelated ones do"),
                  Sentence("Say about where the source lies, and more is tried there."))


def _parts(fixed: Raster, band: int, box: Box | None, size: float, side: int) -> Iterator[tuple[Look, int]]:
    """Closer looks at a large raster, part by part, and how many there are of each kind; coarse to fine."""
    longest = LOOK
    # Until the moving raster shows in enough pixels, if it has the reference's pixel size.
    while side * longest / size < _SHOWN and longest < min(size, _FINEST):
        longest = min(2 * longest, _FINEST)
        parts = _tiles(fixed, band, box, longest, side * longest / size)
        for part in parts:
            yield part, len(parts)


def _tiles(fixed: Raster, band: int, box: Box | None, longest: int, shown: float) -> list[Look]:
    """A look of ``longest`` pixels in parts, each of which holds a moving raster that shows in ``shown`` pixels."""
    # Whole as well if its pixels are up to half as large again as they seem.
    return list(look_at(fixed, band, longest, box).tiles(min(1.5 * shown, TILE / 2)))


def _as_many(look: Look) -> int:
    """How many features a look is worth."""
    return min(10_000, round(2500 * look.image.values.size / LOOK**2))


@dataclass(frozen=True)
class _Views:
    """A look at each raster with its features; ``ratio`` is that of their pixels' sides, in own pixels each.

    ``largest`` and ``turn`` are what is known of the moving pixel and of the direction of its columns, as in a hint.
    """

    fixed: Image
    moving: Image
    ratio: float
    first: Features
    second: Features
    largest: float = MAX_PIXEL
    turn: float | None = None

    @property
    def scales(self) -> tuple[float, float]:
        """Sizes of the moving look's pixel that are looked for, in pixels of the fixed one."""
        return MIN_PIXEL * self.ratio, self.largest * self.ratio

    def mirrored(self) -> _Views:
        """The same with the moving image upside down, as in a mirror; its features stay those of before."""
        flipped = Image(self.moving.values[::-1].copy(), self.moving.valid[::-1].copy(), self.moving.grid)
        return replace(self, moving=flipped)

    def agreement(self, looks: int = 1) -> Agreement | None:
        """What features agree on, if that is no luck; ``looks`` such views are tried in all."""
        seen = feature_agreement(self.first, self.second, self.scales, looks=looks, turn=self.turn)
        return None if seen is None or seen.chance > CHANCE else seen

    def by_features(self, looks: int = 1) -> Found | None:
        """Where features agree; ``looks`` such views are tried in all."""
        seen = self.agreement(looks)
        if seen is None:
            return None
        start = similarity(seen.factor, seen.offset)
        closer = measured(self.fixed, self.moving, start)
        # Windows only sharpen what features have shown already.
        transform = start if closer is None or closer.chance > CHANCE else closer.transform
        return Found(transform, "features", int(seen.inside.sum()), seen.chance)

    def mirrored_by_features(self) -> bool:
        """Whether features agree when one image is mirrored."""
        seen = feature_agreement(self.first, self.second, self.scales, mirrored=True)
        return seen is not None and seen.chance < CHANCE

    def by_edges(self, looks: int = 1, sweep: Sweep = THOROUGH) -> Found | None:
        """The best of all turns and scales, if windows or all edges agree on it beyond luck; ``looks`` as above."""
        candidates = all_turns(self.fixed, self.moving, self.scales, sweep)
        log.debug("edges: %s", [(round(c.strength, 1), c.factor) for c in candidates[:3]])
        trials = looks * max(len(candidates), 1)
        starts = [similarity(c.factor, c.offset) for c in candidates]
        windows = [measured(self.fixed, self.moving, start, trials) for start in starts]
        # All edges together show what no window does, but windows say where more exactly.
        whole = [Found(start, "edges", c.edges, c.chance + float(np.log10(looks)))
                 for c, start in zip(candidates, starts, strict=True)]
        return _surest([m for m in windows if m is not None]) or _surest(whole)


def _surest(found: list[Found]) -> Found | None:
    """The least likely to be luck; None if that is not unlikely enough."""
    best = min(found, key=lambda f: f.chance, default=None)
    return best if best is not None and best.chance < CHANCE else None
