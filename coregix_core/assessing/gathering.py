"""How evidence is gathered: at which level, from where, and by which second, coarser and closer looks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..geometry import Transform
from ..pairing import SEARCH, WINDOW, Block, Pair, Points, joined_points, measure_block, read_blocks, window_of
from ..solving import to_transform
from .criteria import CRITERIA
from .departures import departure_of
from .evidence import OTHER_PROXY, Evidence, Look, agreeing, places_of
from .motion import coherent_motion, seen_again
from .moved_share import by_area

# Pixel sizes at which agreement is looked for, finest first.
_LEVELS = (1.0, 2.0, 4.0, 8.0)

# Shorter side (pixels) below which an image has room for too few windows to distinguish agreement from chance.
_SMALLEST = 96

# How much coarser the look is that finds ground beyond the search: it reaches four times as far.
_FAR = 4.0

# Side of its windows in its own pixels: ground that bends is flat over no more.
_FAR_WINDOW = 32

# Share of the valid places that agrees, from which on nothing is looked for farther away.
_SPEAKS = 0.8


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
        tried.append(_evidence(pair, images, transform, transform, look, finest))
        if tried[-1].convinces:
            return _looked_into(pair, images, transform, tried[-1], look, proxy, count)
    # None convinced: the verdict is that of the level that came nearest.
    return min(tried, key=lambda e: e.chance)


def _looked_into(pair: Pair, images: tuple[Block, ...], transform: Transform, convincing: Evidence, look: Look,
                 proxy: str, count: int) -> Evidence:
    """Evidence that convinces, measured from nearby, with all other looks that say how sure it is."""
    seen = _with_motion(_from_nearby(pair, images, transform, convincing, look))
    # Under what the first found in common: the two differ by what they see, and by no bias.
    nearer = _nearer(pair, transform, seen) or transform
    second = _evidence(pair, images, transform, nearer, look.second(proxy), seen.level)
    # Wide windows, of what images hardly have in common, show no part by itself.
    if seen.motion is None and look.window == WINDOW:
        seen = replace(seen, departure=departure_of(pair, images, transform, nearer, look, seen))
    # A coarse look mixes what moved by itself with the rest, as if the ground bent from one to the other.
    moved = seen.departure is not None and not seen.departure.bends
    far = None if moved else _far(pair, transform, seen, look, count)
    far = None if far is None else by_area(pair, transform, _with_motion(far))
    return replace(by_area(pair, transform, seen), second=_of_motion(seen, second), far=far)


def first_look(pair: Pair, transform: Transform, proxy: str, edges: bool, blocks: tuple[Block, ...], level: float
               ) -> Evidence:
    """What the first measurement of ``gather`` sees at the level of ``blocks``."""
    look = Look(OTHER_PROXY[proxy], edges, window=window_of(OTHER_PROXY[proxy]))
    return _evidence(pair, blocks, transform, transform, look, level)


def _far(pair: Pair, transform: Transform, seen: Evidence, look: Look, count: int) -> Evidence | None:
    """A coarser look, where ground that bends or moved is beyond the search; None if nearly all of it speaks."""
    size = min(pair.grid_at(1.0).shape)
    level = next((f * seen.level for f in (_FAR, _FAR / 2) if size / (f * seen.level) >= _SMALLEST), None)
    if seen.speaks > _SPEAKS or level is None or transform.model == "local":
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
    """The evidence, measured again from where the images lie nearer to each other."""
    nearer = _nearer(pair, transform, seen)
    if nearer is None:
        return seen
    # Levelled angles alias between pixels, and draw displacements towards whole ones by up to a fifth of the fraction.
    again = _evidence(pair, blocks, transform, nearer, look, seen.level)
    return again if again.chance < CRITERIA.chance else seen


def _nearer(pair: Pair, transform: Transform, evidence: Evidence) -> Transform | None:
    """The transform without what the residuals have in common; None where that is next to nothing."""
    common = evidence.common()
    if common is None:
        return None
    places = places_of(pair)
    if np.sqrt(((common(places) - places) ** 2).sum(1).mean()) < CRITERIA.in_place * evidence.level:
        return None
    # Residuals are true less shown: what the transform says is too much by them.
    return transform @ to_transform(common, pair.frame).inverted()


def _evidence(pair: Pair, blocks: tuple[Block, ...], transform: Transform, under: Transform, look: Look, level: float
              ) -> Evidence:
    """What is measured of ``transform`` on images that lie ``under`` another one, near to it."""
    points = _measured(pair, blocks, under, look)
    # Both are where the moving raster shows a place: as the transform says, and as it was found.
    expected = pair.frame.to_frame(*transform(*pair.frame.to_world(points.fixed)))
    return agreeing(points, expected - points.moving, level)


def _measured(pair: Pair, blocks: tuple[Block, ...], transform: Transform, look: Look) -> Points:
    """Tie points whose windows hardly overlap: neighbours that share pixels would agree of themselves."""
    shape = blocks[0].fixed.grid.shape
    # Several windows across even a small image, down to the size below which a window holds too little texture.
    wide = max(1.0, look.window / WINDOW)
    window = int(np.clip(wide * min(shape) / 6, 16, look.window)) // 2 * 2
    # Wide windows are few: they share half of each other, which under their tapers is a sixth of the weight.
    step = max((0.5 if wide > 1 else 0.75) * window, np.sqrt(shape[0] * shape[1] * len(blocks) / look.total))

    def of_block(block: Block) -> Points:
        return measure_block(pair, block, transform, look.proxy, look.edges, window=window, search=SEARCH, step=step,
                             offset=look.offset, sigma=look.sigma)

    return joined_points(pair.each(of_block, blocks))
