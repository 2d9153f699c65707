"""The placement near the georeference at which the tones of one image foretell those of the other best.

Edges are where a map, or a radar image, and a photograph have least in common: one draws outlines, and the other shows
roofs, furrows and speckle. Woods, water, fields and streets have tones of their own in either.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from math import ceil, radians

import numpy as np

from ..assessing import JOINED
from ..geometry import AffineTransform, identity
from ..imaging import Image, apart_from_saturated
from ..matching import BEYOND, JointSurfaces, rarity, shrunk, tone_tables
from ..pairing import Pair, Request
from ..solving import Coarse
from .joint_looks import middle_of, placed_by, ranges_of
from .nearby import FINE_TURNED, SMALLEST, Nearby, made_exact

log = logging.getLogger("coregix_core")

# Largest turn and its step (degrees), largest stretch and its step, and the largest shift, in pixels of the search.
_TURNS, _STRETCHES, _REACH = (1.5, 0.5), (0.015, 0.005), 12

# How far a placement is looked for where it is made exact, in pixels of the search.
_FINE_REACH = 6

# Parts of the height and width by which the moving image is rolled around to show other ground.
_ROLLS = ((0.5, 0.5), (0.33, 0.67))

# Longest side (pixels) of the images that are looked at.
_LARGE = 250


def found_by_tones(pair: Pair, coarse: Coarse, request: Request, level: float) -> Nearby | None:
    """The placement near the georeference, or near the start, if it is no chance that tones go together there."""
    step = coarse.step * ceil(max(shrunk(coarse.fixed, coarse.step).values.shape) / _LARGE)
    small = shrunk(coarse.fixed, step)
    if coarse.wide is None or min(small.values.shape) < SMALLEST:
        return None
    start, middle = request.start or identity(pair.frame.centre), middle_of(small)
    fixed, moving = _shown(pair, coarse, start, step)
    ranges = ranges_of(request, _TURNS, _STRETCHES, _REACH)
    peak = tone_tables(fixed, moving, _REACH + BEYOND + _turned(middle)).peak(middle, ranges)
    # On the border the maximum is a slope that goes on beyond it.
    if max(abs(peak.shift.real), abs(peak.shift.imag)) >= _REACH:
        return None
    chance = _chance_beside_mirrored(peak.strength, fixed, moving)
    if chance > JOINED.tones_search:
        return None

    def shown(placed: AffineTransform) -> JointSurfaces:
        here, there = _shown(pair, coarse, placed, step)
        own, *others = (tone_tables(here, image, _FINE_REACH + FINE_TURNED + BEYOND)
                        for image in (there, *(_rolled(there, part) for part in _ROLLS)))
        return own.support(others)

    placed = placed_by(peak, start, pair, small, request)
    found = made_exact(pair, small, placed, request, level * step, chance, shown)
    return None if found is None else _if_no_chance(found)


def _chance_beside_mirrored(height: float, fixed: Image, moving: Image) -> float:
    """Probability that unrelated ground of the same texture reaches as much: the mirrored image is such ground."""
    surfaces = []
    for image in _mirrored(moving):
        table = tone_tables(fixed, image, _REACH + BEYOND, by_part=True)
        surfaces.append(table.surface(np.zeros(len(table.places), complex), _REACH))
        # Most unrelated pairs are known by the first of them, and the others need not be looked at.
        if JOINED.above_mirrored * surfaces[-1].max() > height:
            return 1.0
    strength = rarity(height, np.stack(surfaces))
    log.debug("by tones: %.0f nats, strength %.1f beside the mirrored image", height, strength)
    return chance_of(strength, JOINED.tones, JOINED.tones_scale)


def _mirrored(image: Image) -> Iterator[Image]:
    """The image mirrored along one axis, the other, and both; each as it is, and rolled around by half of its size."""
    for down, across in ((1, -1), (-1, 1), (-1, -1)):
        mirrored = replace(image, values=image.values[::down, ::across], valid=image.valid[::down, ::across])
        yield from (mirrored, _rolled(mirrored, (0.5, 0.5)))


def _turned(middle: complex) -> int:
    """How far the largest turn and stretch move a window along one axis, which its tables have to reach."""
    return ceil(max(middle.real, middle.imag) * (radians(_TURNS[0]) + _STRETCHES[0]))


def _if_no_chance(found: Nearby) -> Nearby | None:
    """A placement that both looks show too well for a chance: the search, and each part by what all others relate."""
    chance = found.chance * chance_of(found.strength, JOINED.related, JOINED.related_scale)
    log.debug("by tones: strength %.1f by what other parts relate, chance %.1g", found.strength, chance)
    agree, measured = int(found.evidence.agree.sum()), int(found.evidence.measured.sum())
    if chance > JOINED.taken_by_tones or agree < max(JOINED.parts_by_tones, measured // 2 + 1):
        return None
    return replace(found, chance=chance, evidence=replace(found.evidence, chance=chance))


def chance_of(strength: float, place: float, scale: float) -> float:
    """Probability that the largest of many is as strong for unrelated images (Gumbel 1958)."""
    return float(-np.expm1(-np.exp((place - strength) / scale)))


def _shown(pair: Pair, coarse: Coarse, placed: AffineTransform, step: int) -> tuple[Image, Image]:
    """Both images in pixels ``step`` times as large, the moving one as a transform places it."""
    moving = pair.moving_image(coarse.fixed.grid, placed, 0.0, any_overview=True)
    both = apart_from_saturated(coarse.fixed, pair.place(moving, placed, coarse.fixed.grid), moving)
    return shrunk(both[0], step), shrunk(both[1], step)


def _rolled(image: Image, part: tuple[float, float]) -> Image:
    """The image rolled around by parts of its height and width."""
    by = tuple(round(p * n) for p, n in zip(part, image.values.shape, strict=True))
    return replace(image, values=np.roll(image.values, by, (0, 1)), valid=np.roll(image.valid, by, (0, 1)))
