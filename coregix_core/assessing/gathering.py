"""How evidence is gathered: at which level, from where, and by which second, coarser and closer looks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .._typing import Floats
from ..fitting import to_transform
from ..geometry import FREEDOM, Transform
from ..imaging import STRUCTURE
from ..pairing import (
    SEARCH,
    WINDOW,
    Block,
    Pair,
    Points,
    common_ground,
    distance,
    joined_points,
    measure_block,
    read_blocks,
    window_of,
)
from .coarser_scales import coarser_scales, is_pattern
from .common_fill import without_common_fill
from .copied_pixels import copied_pixels
from .criteria import CRITERIA, PARTS, SCALES
from .departures import between_places, departure_of
from .evidence import OTHER_PROXY, Evidence, Look, agreeing, places_of
from .fine_relief import fine_relief
from .hills import hills_of
from .motion import coherent_motion, seen_again
from .moved_share import by_area
from .part_motion import with_parts
from .sensor_pattern import apart_from_pixels, may_share_pixels, pixel_on_pixel
from .spectra.second_displacement import second_displacement
from .spectra.strong_ground import strong_ground_within
from .spectra.unshared_detail import is_unshared, shares_ground
from .spectra.window_spectra import spectra_of_pair
from .steep_field import steeper
from .tones import differ_by_tones, explained_by_tones, in_tones_of_either
from .unlikeness import unlike

# Pixel sizes at which agreement is looked for, finest first.
_LEVELS = (1.0, 2.0, 4.0, 8.0)

# Shorter side (pixels) below which an image has room for too few windows to distinguish agreement from chance.
_SMALLEST = 96

# Pixels of the level within which images need not be placed anew: the bias of levelled angles is a fifth of it.
_AS_PLACED = 0.01

# How often a pair is measured again from nearer: a fifth of a fifth of half a pixel is left of the bias after twice.
_LOOKS = 2

# How much coarser the look is that finds ground beyond the search: it reaches four times as far.
_FAR = 4.0

# Side of its windows in its own pixels: ground that bends is flat over no more.
_FAR_WINDOW = 32


def gather(pair: Pair, transform: Transform, proxy: str, edges: bool, blocks: tuple[Block, ...], level: float,
           count: int) -> Evidence:
    """Measure under ``transform`` at the finest level at which places agree beyond chance.

    ``proxy`` is that of the solve, ``blocks`` what is in memory of ``level``, ``count`` how many blocks stand for a
    large level.
    """
    tried: list[Evidence] = []
    look = Look(OTHER_PROXY[proxy], edges, window=window_of(OTHER_PROXY[proxy]))
    size = min(pair.grid_at(1.0).shape)
    for finest in [level, *(v for v in _LEVELS if v > level)]:
        if tried and size / finest < _SMALLEST:
            break
        # What the solve read of its last level is still in memory; coarser ones have to be read.
        images = blocks if finest == level and blocks else read_blocks(pair, finest, transform, count)
        under = _as_placed(pair, images, transform, finest)
        images, seen = _without_fill(pair, images, transform, under, look, finest)
        tried.append(seen)
        if seen.convinces:
            whole = _looked_into(pair, images, transform, seen, look, proxy, count)
            return _in_tones(pair, images, transform, whole, look, proxy, count)
    # None convinced: the verdict is that of the level that came nearest.
    return min(tried, key=lambda e: e.chance)


def _without_fill(pair: Pair, images: tuple[Block, ...], transform: Transform, under: Transform, look: Look,
                  level: float) -> tuple[tuple[Block, ...], Evidence]:
    """Blocks without what may be fill of one outline in both images, and what is measured of them.

    If too little is left, with it, where that lies elsewhere than the files put it: outlines of fill would not.
    """
    alone = without_common_fill(pair, images, under)
    seen = _evidence(pair, alone, transform, under, look, level)
    if alone is images or seen.convinces:
        return alone, seen
    whole = _evidence(pair, images, transform, under, look, level)
    elsewhere = whole.convinces and _aside(whole, places_of(pair)) >= CRITERIA.as_filed
    return (images, whole) if elsewhere else (alone, seen)


def _as_placed(pair: Pair, images: tuple[Block, ...], transform: Transform, level: float) -> Transform:
    """The transform under which the last look of a solve placed the images, if that is as near as makes no difference.

    Otherwise ``transform`` itself.
    """
    before = images[0].placed_under if images else None
    return transform if before is None or distance(before, transform, pair) > _AS_PLACED * level else before


def _looked_into(pair: Pair, images: tuple[Block, ...], transform: Transform, convincing: Evidence, look: Look,
                 proxy: str, count: int) -> Evidence:
    """Evidence that convinces, measured from nearby, with all other looks that say how sure it is."""
    alone = _with_motion(_from_nearby(pair, images, transform, convincing, look))
    seen = with_parts(pair, images, transform, look, alone)
    # Under what the first found in common: the two differ by what they see, and by no bias.
    nearer = _nearer(pair, transform, seen) or _as_placed(pair, images, transform, seen.level)
    second = _evidence(pair, images, transform, nearer, look.second(proxy), seen.level)
    # Wide windows, of what images hardly have in common, show no part by itself.
    if alone.motion is None and look.window == WINDOW:
        seen = _with_departure(pair, images, transform, nearer, look, seen)
    seen = _with_what_windows_hide(pair, images, transform, nearer, look, seen)
    # A coarse look mixes what moved by itself with the rest, as if the ground bent from one to the other.
    moved = seen.departure is not None and not seen.departure.bends
    far = None if moved else _over_the_area(pair, transform, _far(pair, transform, seen, look, count))
    if proxy not in STRUCTURE and _as_one(seen):
        seen = _with_coarser_scales(pair, transform, nearer, seen)
    seen = _with_what_pixels_hide(pair, images, transform, nearer, seen)
    if pixel_on_pixel(pair, transform):
        seen, second = _unless_of_pixels(seen, second, _evidence(pair, images, transform, transform,
                                                                 look.coarsest(proxy), seen.level), places_of(pair))
    seen = replace(by_area(pair, transform, seen), second=_of_motion(seen, second), far=far)
    return _with_hills(pair, images, transform, nearer, seen) if look.window == WINDOW else seen


def _with_coarser_scales(pair: Pair, transform: Transform, under: Transform, seen: Evidence) -> Evidence:
    """The evidence, with how far edges of coarser scales lie aside: by a pattern that both share, or else by light."""
    seen = replace(seen, scales=coarser_scales(pair, transform, under))
    turned = max((scale.turned_aside for scale in seen.scales), default=0.0)
    pattern = max(seen.aside, turned) > 0 and may_share_pixels(pair, transform)
    return replace(seen, by_light=seen.aside > 0 and not pattern, turned=turned if pattern else 0.0)


def _in_tones(pair: Pair, images: tuple[Block, ...], transform: Transform, seen: Evidence, look: Look, proxy: str,
              count: int) -> Evidence:
    """The evidence, measured in the tones of one image if these explain what the two differ by."""
    if look.window != WINDOW or proxy in STRUCTURE or not differ_by_tones(seen):
        return seen
    under = _nearer(pair, transform, seen) or _as_placed(pair, images, transform, seen.level)
    for toned in in_tones_of_either(pair, images, under):
        fine, coarse = (_evidence(pair, toned, transform, under, one, seen.level)
                        for one in (look, look.second(proxy)))
        if explained_by_tones(seen, fine, coarse):
            return replace(_looked_into(pair, toned, transform, fine, look, proxy, count), toned=True)
    return seen


def _with_departure(pair: Pair, images: tuple[Block, ...], transform: Transform, under: Transform, look: Look,
                    seen: Evidence) -> Evidence:
    """The evidence, with what a closer look finds elsewhere, if it bends or no two parts of the ground were found.

    The foot of a hill, which leads over to the rest, is no part that moved.
    """
    departure = departure_of(pair, images, transform, under, look, replace(seen, motion=None))
    departure = steeper(pair, transform, replace(seen, departure=departure))
    if seen.motion is not None and (departure is None or not departure.bends):
        return seen
    return replace(seen, motion=None, departure=departure)


def _with_hills(pair: Pair, images: tuple[Block, ...], transform: Transform, under: Transform, seen: Evidence
                ) -> Evidence:
    """The evidence, with what bends between its places; ground that moved by itself is no hill, and a field follows."""
    if transform.model == "local" or seen.of_pixels or seen.speaks < PARTS.rest_share or _has_moved(seen):
        return seen
    hills = hills_of(pair, images, under, unlike(pair, seen, None), FREEDOM[transform.model])
    if hills is None:
        return replace(seen, hills=0.0)
    departure = seen.departure
    if hills.told and departure is None:
        departure = between_places(pair, seen, hills.places, hills.off, hills.step)
    return replace(seen, hills=hills.rms, departure=departure)


def _has_moved(seen: Evidence) -> bool:
    """Whether some of the ground moved by itself."""
    return seen.motion is not None or (seen.departure is not None and not seen.departure.bends)


def _as_one(seen: Evidence) -> bool:
    """Whether the ground lies as one, but for a small part.

    That leaves the whole where it is at all scales: if coarser ones lie aside, more has moved than was seen.
    """
    departure = seen.departure
    return seen.motion is None and (departure is None or departure.bends or departure.share < PARTS.min_share)


def _over_the_area(pair: Pair, transform: Transform, far: Evidence | None) -> Evidence | None:
    """A coarse look, if there is one, with what moved by itself told by the share of the area that it takes."""
    return None if far is None else by_area(pair, transform, _with_motion(far))


def _with_what_windows_hide(pair: Pair, images: tuple[Block, ...], transform: Transform, under: Transform, look: Look,
                            seen: Evidence) -> Evidence:
    """The evidence, with how far ground bends within its windows, and what pixels hide that are copies."""
    # A field takes what bends down to its nodes; what goes on below them it shows itself.
    local = transform.model == "local"
    relief = 0.0 if local else fine_relief(pair, images, under, look, _measured_of(pair, under, seen))
    return replace(seen, relief=relief, copies=copied_pixels(pair, images, seen.level),
                   ground=common_ground(pair, transform) if local else None)


def _with_what_pixels_hide(pair: Pair, images: tuple[Block, ...], transform: Transform, under: Transform,
                           seen: Evidence) -> Evidence:
    """The evidence, with what the detail of rasters says whose pixels lie on each other, or nearly so.

    Of others no pattern is the same.
    """
    apart = apart_from_pixels(pair, transform)
    spectra = None if apart is None else spectra_of_pair(pair, images, under)
    if apart is None or spectra is None:
        return seen
    pixel = images[0].fixed.grid.pixel_size / pair.frame.pixel
    # Ground that is seen in place does not lie where coarser scales do.
    reach = (SCALES.light * seen.aside - distance(under, transform, pair)) / pixel
    return replace(seen, second_displacement=second_displacement(pair, spectra, pixel, transform, under, apart),
                   unshared=is_unshared(spectra), shares_ground=shares_ground(spectra),
                   by_light=seen.by_light or strong_ground_within(spectra, reach))


def _unless_of_pixels(seen: Evidence, second: Evidence, coarse: Evidence, places: Floats) -> tuple[Evidence, Evidence]:
    """Two measurements of rasters that are found to lie pixel on pixel, less trusted if a ``coarse`` one differs.

    What a sensor adds lies so, whatever ground it shows. It is fine: at four times the scale ground is left, and if it
    is not, it is at those at which a pattern has no structure. Outlines that each image has for itself, as seams of
    mosaics, hide the ground there, and where the shared part is strong tells.
    """
    if seen.unshared or (not seen.shares_ground and seen.speaks > SCALES.speaks
                         and is_pattern(seen.scales, float(np.median(seen.points.score[seen.agree])))):
        return replace(seen, of_pixels=True), replace(coarse, agree=np.zeros_like(coarse.agree), chance=1.0)
    if not coarse.convinces:
        tight = np.median(np.hypot(*seen.residual[seen.stable].T)) < CRITERIA.tight * seen.level
        # Ground that has changed agrees loosely, and the coarse look may miss it.
        clear = tight and seen.speaks > CRITERIA.nearly_all and not seen.shares_ground
        return (replace(seen, of_pixels=True), coarse) if clear else (seen, second)
    # Two that see things so far apart do not confirm each other.
    return seen, coarse if _aside(coarse, places) > CRITERIA.near * seen.level else second


def first_look(pair: Pair, transform: Transform, proxy: str, edges: bool, blocks: tuple[Block, ...], level: float
               ) -> Evidence:
    """What the first measurement of ``gather`` sees at the level of ``blocks``."""
    look = Look(OTHER_PROXY[proxy], edges, window=window_of(OTHER_PROXY[proxy]))
    return _evidence(pair, blocks, transform, transform, look, level)


def _far(pair: Pair, transform: Transform, seen: Evidence, look: Look, count: int) -> Evidence | None:
    """A coarser look, where ground that bends or moved is beyond the search; None if nearly all of it speaks."""
    size = min(pair.grid_at(1.0).shape)
    level = next((f * seen.level for f in (_FAR, _FAR / 2) if size / (f * seen.level) >= _SMALLEST), None)
    if seen.speaks > CRITERIA.speaks or level is None or transform.model == "local":
        return None
    far = _evidence(pair, read_blocks(pair, level, transform, count), transform, transform,
                    replace(look, window=_FAR_WINDOW), level)
    return far if far.convinces else None


def _with_motion(evidence: Evidence) -> Evidence:
    """The evidence, with ground that moved by itself told apart from the rest."""
    return replace(evidence, motion=coherent_motion(evidence.points.fixed, evidence.residual, evidence.agree,
                                                    evidence.level))


def _of_motion(seen: Evidence, second: Evidence) -> Evidence:
    """The second measurement, without what moved in the first: it has too few points to see that by itself."""
    if seen.motion is None:
        return second
    # Of what stayed: moved ground is nearer to its own displacement than to this.
    rest = np.median(seen.residual[seen.stable], axis=0)
    return replace(second, motion=seen_again(seen.motion, rest, second.residual, second.agree))


def _from_nearby(pair: Pair, blocks: tuple[Block, ...], transform: Transform, seen: Evidence, look: Look) -> Evidence:
    """The evidence, measured again from where the images lie nearer to each other, until that changes it no more."""
    under = transform
    for _ in range(_LOOKS):
        nearer = _nearer(pair, transform, seen)
        if nearer is None or distance(nearer, under, pair) <= _AS_PLACED * seen.level:
            return seen
        # Levelled angles alias between pixels, and draw displacements towards whole ones by up to a fifth of the
        # fraction.
        again = _evidence(pair, blocks, transform, nearer, look, seen.level)
        if again.chance >= CRITERIA.chance:
            return seen
        seen, under = again, nearer
    return seen


def _nearer(pair: Pair, transform: Transform, evidence: Evidence) -> Transform | None:
    """The transform without what the residuals have in common; None where that is next to nothing."""
    common = evidence.common()
    if common is None or _aside(evidence, places_of(pair)) < CRITERIA.in_place * evidence.level:
        return None
    # Residuals are true less shown: what the transform says is too much by them.
    return transform @ to_transform(common, pair.frame).inverted()


def _aside(evidence: Evidence, places: Floats) -> float:
    """How far the residuals move places together, root mean square (pixels); 0 where they have nothing in common."""
    common = evidence.common()
    return 0.0 if common is None else float(np.sqrt(((common(places) - places) ** 2).sum(1).mean()))


def _evidence(pair: Pair, blocks: tuple[Block, ...], transform: Transform, under: Transform, look: Look, level: float
              ) -> Evidence:
    """What is measured of ``transform`` on images that lie ``under`` another one, near to it."""
    points = _measured(pair, blocks, under, look)
    # Both are where the moving raster shows a place: as the transform says, and as it was found.
    expected = pair.frame.to_frame(*transform(*pair.frame.to_world(points.fixed)))
    return agreeing(points, expected - points.moving, level)


def _measured_of(pair: Pair, transform: Transform, evidence: Evidence) -> Evidence:
    """What was measured, as residuals of another transform."""
    shown = pair.frame.to_frame(*transform(*pair.frame.to_world(evidence.points.fixed)))
    return replace(evidence, residual=np.where(evidence.measured[:, None], shown - evidence.points.moving, np.nan))


def _measured(pair: Pair, blocks: tuple[Block, ...], transform: Transform, look: Look) -> Points:
    """Tie points whose windows hardly overlap: neighbours that share pixels would agree of themselves."""
    shape = blocks[0].fixed.grid.shape
    window = look.side(shape)
    # Wide windows are few: they share half of each other, which under their tapers is a sixth of the weight.
    least = (0.5 if look.window > WINDOW else 0.75) * window
    step = max(least, np.sqrt(shape[0] * shape[1] * len(blocks) / look.total))

    def of_block(block: Block) -> Points:
        return measure_block(pair, block, transform, look.proxy, look.edges, window=window, search=SEARCH, step=step,
                             offset=look.offset, sigma=look.sigma)

    return joined_points(pair.each(of_block, blocks))
