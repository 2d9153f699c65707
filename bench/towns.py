"""Invented towns as a camera, a map, a radar, a laser scanner, a night camera and a thermal one would each show them.

One scene of water, fields, roads, houses, trees and cars is drawn; each sensor then shows what it would see of it, and
nothing is made from the picture of another one. So edges lie where the sensor's physics puts them: a map's roads have
a width by convention, a radar's houses lean towards it, shadows move with the sun.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from skimage.draw import disk, polygon

Pixels = NDArray[np.float64]
Random = np.random.Generator

GRASS, FIELD, WATER, WOOD = range(4)


@dataclass
class Town:
    """Classes of ground (side, side), heights in pixels, roofs by house, and roads as (points, width, main)."""

    side: int
    ground: NDArray[np.intp]
    plots: NDArray[np.intp]
    height: Pixels
    houses: NDArray[np.intp]
    trees: NDArray[np.bool_]
    roads: list[tuple[Pixels, float, bool]] = field(default_factory=list)

    def road(self, factor: float = 1.0, extra: float = 0.0, *, main_only: bool = False) -> NDArray[np.bool_]:
        """Where roads are, ``factor`` times as wide and ``extra`` pixels more."""
        seen = np.zeros((self.side, self.side), bool)
        for points, width, main in self.roads:
            if main or not main_only:
                _strip(seen, points, width * factor + extra)
        return seen


def _strip(seen: NDArray[np.bool_], points: Pixels, width: float) -> None:
    along = np.gradient(points, axis=0)
    across = np.column_stack([-along[:, 1], along[:, 0]]) / np.maximum(np.hypot(*along.T), 1e-9)[:, None]
    for side in range(len(points) - 1):
        four = [points[side] + across[side] * width / 2, points[side + 1] + across[side + 1] * width / 2,
                points[side + 1] - across[side + 1] * width / 2, points[side] - across[side] * width / 2]
        seen[polygon(*np.array(four).T, seen.shape)] = True


def _noise(rng: Random, side: int, scale: float) -> Pixels:
    rough = ndimage.gaussian_filter(rng.standard_normal((side, side)), scale, mode="wrap")
    return np.asarray(rough / rough.std())


def _roads(rng: Random, side: int) -> list[tuple[Pixels, float, bool]]:
    """Two families of streets that cross, bent a little, some of them main, and one road that winds through."""
    turn, bend = rng.uniform(0, np.pi), [ndimage.gaussian_filter1d(rng.standard_normal(400), 40) for _ in range(2)]
    roads = []
    for family in (0, 1):
        at, gap = -side, rng.uniform(60, 110)
        direction = np.array([np.cos(turn + family * np.pi / 2), np.sin(turn + family * np.pi / 2)])
        while at < side:
            t = np.linspace(-side, side, 120)
            offset = at + 60 * bend[family][100 : 220] * rng.uniform(0.5, 1.5)
            points = side / 2 + t[:, None] * direction + offset[:, None] * direction[::-1] * (-1, 1)
            start, end = np.sort(rng.integers(0, 120, 2))
            part = slice(start, end) if rng.random() < 0.5 and end - start > 40 else slice(None)
            main = rng.random() < 0.25
            roads.append((points[part], rng.uniform(9, 15) if main else rng.uniform(4, 7), main))
            at += gap * rng.uniform(0.6, 1.4)
    return roads


def town(rng: Random, side: int) -> Town:
    """A town in its fields, with a river."""
    relief = _noise(rng, side, 60)
    ground = np.full((side, side), GRASS)
    rows, cols = (np.digitize(_noise(rng, side, 30), np.linspace(-2, 2, 7)) for _ in range(2))
    plots = rows * 8 + cols
    ground[relief > 0.5] = FIELD
    ground[relief < -0.9] = WOOD
    river = np.abs(_noise(rng, side, 90)) < rng.uniform(0.03, 0.12)
    ground[river] = WATER
    blank = np.zeros((side, side))
    found = Town(side, ground, plots, blank.copy(), blank.astype(np.intp), blank.astype(bool), _roads(rng, side))
    _build_houses(found, rng)
    _plant_trees(found, rng)
    return found


def _build_houses(found: Town, rng: Random) -> None:
    """Houses along both sides of the roads, but for those that would stand on another road, on water or in a field."""
    road, number = found.road(extra=3), 0
    for points, width, _ in found.roads:
        along = np.gradient(points, axis=0)
        ahead = along / np.maximum(np.hypot(*along.T), 1e-9)[:, None]
        for i, hand in ((i, hand) for i in range(0, len(points), 2) for hand in (-1, 1) if rng.random() < 0.6):
            aside, size = np.array([-ahead[i, 1], ahead[i, 0]]), rng.uniform(5, 14, 2)
            middle = points[i] + hand * aside * (width / 2 + 3 + size[1])
            corners = [middle + a * size[0] * ahead[i] + b * size[1] * aside
                       for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
            where = polygon(*np.array(corners).T, found.ground.shape)
            taken = road[where] | (found.houses[where] > 0) | np.isin(found.ground[where], (WATER, FIELD))
            if len(where[0]) and not taken.any():
                number += 1
                found.houses[where] = number
                found.height[where] = rng.gamma(3, 2)


def _plant_trees(found: Town, rng: Random) -> None:
    """Trees: many in woods, some in gardens, few in fields."""
    free = (found.houses == 0) & ~found.road(extra=3) & (found.ground != WATER)
    likely = {GRASS: 0.25, FIELD: 0.03, WATER: 0.0, WOOD: 1.0}
    for _ in range(found.side**2 // 250):
        row, col = rng.integers(5, found.side - 5, 2)
        if free[row, col] and rng.random() < likely[int(found.ground[row, col])]:
            where = disk((row, col), rng.uniform(1.5, 4.5), shape=free.shape)
            found.trees[where] = True
            found.height[where] = np.maximum(found.height[where], rng.uniform(2, 7))


def as_camera(seen: Town, rng: Random) -> Pixels:
    """Sunlight: tones of grounds and roofs, textures, shadows, cars."""
    side = seen.side
    tones = rng.permutation([0.35, 0.5, 0.2, 0.25])
    image = tones[seen.ground] + 0.05 * _noise(rng, side, 2) + 0.04 * _noise(rng, side, 12)
    crops = rng.uniform(0.25, 0.7, seen.plots.max() + 1)[seen.plots]
    image = np.where(seen.ground == FIELD, crops + 0.03 * _noise(rng, side, 1), image)
    image[seen.ground == WATER] = 0.15 + 0.02 * rng.random()
    road = seen.road()
    image[road] = rng.uniform(0.35, 0.6) + 0.04 * _noise(rng, side, 1)[road]
    roofs = rng.uniform(0.2, 1.0, seen.houses.max() + 1)[seen.houses]
    image = np.where(seen.houses > 0, roofs + 0.12 * (ndimage.sobel(seen.houses.astype(float), 1) > 0), image)
    image = np.where(seen.trees, 0.22 + 0.1 * _noise(rng, side, 1), image)
    for _ in range(side // 3):
        row, col = rng.integers(3, side - 3, 2)
        if road[row, col]:
            image[row - 1 : row + 2, col - 1 : col + 2] = rng.choice([0.05, 0.95])
    sun = rng.uniform(0, 2 * np.pi)
    shade = _cast(seen.height, sun, rng.uniform(0.6, 1.4))
    image = np.where(shade, image * 0.4, image)
    return np.asarray(ndimage.gaussian_filter(image, 0.7) + rng.normal(0, 0.015, image.shape))


def _cast(height: Pixels, direction: float, length: float) -> NDArray[np.bool_]:
    """Where something higher stands in a direction: shadow."""
    shade = np.zeros(height.shape, bool)
    for step in range(1, int(height.max() * length) + 1):
        by = round(step * np.sin(direction)), round(step * np.cos(direction))
        shade |= np.roll(height, by, (0, 1)) - height > step / length
    return shade


def as_map(seen: Town, rng: Random) -> Pixels:
    """Flat colours, roads by class and wider than they are, some houses, names."""
    colours = rng.permutation([0.95, 0.9, 0.7, 0.8])
    image = colours[np.where(seen.ground == FIELD, GRASS, seen.ground)].astype(float)
    image = np.where(ndimage.median_filter(seen.ground, 9) == WATER, colours[WATER], image)
    drawn = [r for r in seen.roads if r[2] or rng.random() < 0.8]
    plan = Town(seen.side, seen.ground, seen.plots, seen.height, seen.houses, seen.trees, [
        (ndimage.gaussian_filter1d(p, 2, axis=0) + rng.normal(0, 0.7, 2), 14.0 if m else 8.0, m) for p, _, m in drawn])
    image[plan.road(extra=2)] = rng.uniform(0.5, 0.75)
    image[plan.road()] = 1.0
    image[plan.road(main_only=True)] = rng.uniform(0.8, 0.95)
    if rng.random() < 0.5:
        image[(seen.houses > 0) & (rng.random(seen.houses.max() + 1) < 0.7)[seen.houses]] = 0.85
    for _ in range(30):
        row, col = rng.integers(10, seen.side - 80, 2)
        for letter in range(rng.integers(3, 9)):
            image[row : row + 9, col + 8 * letter : col + 8 * letter + 7][rng.random((9, 7)) > 0.6] = 0.2
    return np.asarray(ndimage.gaussian_filter(image, 0.5))


def as_radar(seen: Town, rng: Random) -> Pixels:
    """Backscatter with layover, shadow and double bounces, in speckle of one or two looks."""
    power = 10 ** (np.array([-1.1, -1.0, -2.3, -0.8])[seen.ground] + 0.1 * _noise(rng, seen.side, 8))
    power *= np.where(seen.ground == FIELD, rng.gamma(3, 1 / 3, seen.plots.max() + 1)[seen.plots], 1)
    power[seen.road()] = 10**-1.9
    power[seen.trees] = 10**-0.7
    shade = _cast(seen.height, 0.0, 1.0)
    power[shade] = 10**-2.2
    roofs = np.where(seen.houses > 0, 10 ** rng.uniform(-1.3, -0.2, seen.houses.max() + 1)[seen.houses], 0)
    for step in range(1, int(seen.height.max()) + 1):
        power += np.roll(np.where(seen.height >= step, roofs * 0.3, 0), -step, 1)
    walls = (seen.houses > 0) & (np.roll(seen.houses, 1, 1) == 0)
    power += ndimage.gaussian_filter(np.roll(walls, -1, 1) * rng.gamma(1, 1.5, power.shape), 0.6)
    looks = int(rng.integers(1, 4))
    echo = ndimage.gaussian_filter(power, 0.6) * rng.gamma(looks, 1 / looks, power.shape)
    return np.asarray(10 * np.log10(echo + 1e-3))


def as_depth(seen: Town, rng: Random) -> Pixels:
    """Heights of houses and trees on hilly ground, as a laser scanner has them."""
    return np.asarray(ndimage.median_filter(seen.height, 3) + 3 * _noise(rng, seen.side, 70)
                      + 0.4 * _noise(rng, seen.side, 4) + rng.normal(0, 0.15, seen.height.shape))


def as_night(seen: Town, rng: Random) -> Pixels:
    """Lamps along roads, lit places, and the rest in the noise."""
    light = np.zeros((seen.side, seen.side))
    for points, _, main in seen.roads:
        for point in points[:: 3 if main else 5]:
            row, col = (point + rng.normal(0, 2, 2)).astype(int)
            if 0 <= row < seen.side and 0 <= col < seen.side:
                light[row, col] += rng.gamma(2, 2.0 if main else 0.8)
    lit = (rng.random(seen.houses.max() + 1) < 0.15)[seen.houses] & (seen.houses > 0)
    glow = ndimage.gaussian_filter(light, 2.5) * 20 + ndimage.gaussian_filter(light, 8) * 40 + 0.8 * lit
    day = as_camera(seen, rng)
    image = np.minimum(glow * (0.3 + day) + 0.04 * day, 1.5)
    return np.asarray(rng.poisson(np.clip(image, 0, None) * 60) / 60 + rng.normal(0, 0.02, image.shape))


def as_lit(seen: Town, rng: Random) -> Pixels:
    """Streets that are lit along their length, lamp by lamp, some windows, and ground that the sky shows faintly."""
    light = np.zeros((seen.side, seen.side))
    for points, width, main in seen.roads:
        street = np.zeros(light.shape, bool)
        _strip(street, points, max(2.0, width * 0.7))
        if rng.random() < (0.95 if main else 0.75):
            light += street * rng.gamma(4, 0.25) * (1.0 if main else 0.4)
        for point in points[:: 2 if main else 4]:
            row, col = (point + rng.normal(0, 1.5, 2)).astype(int)
            if 0 <= row < seen.side and 0 <= col < seen.side:
                light[row, col] += rng.gamma(2, 4.0)
    lit = (rng.random(seen.houses.max() + 1) < 0.3)[seen.houses] & (seen.houses > 0)
    glow = ndimage.gaussian_filter(light, 1.5) + 1.2 * ndimage.gaussian_filter(light, 7)
    day = as_camera(seen, rng)
    image = np.minimum(glow * (0.4 + day) + 0.1 * day + 0.3 * lit * rng.random(), 1.6)
    return np.asarray(rng.poisson(np.clip(image, 0, None) * 90) / 90 + rng.normal(0, 0.015, image.shape))


def as_thermal(seen: Town, rng: Random) -> Pixels:
    """Warmth: roofs and roads by their own, water and trees by theirs, blurred."""
    warm = rng.permutation([0.4, 0.55, 0.2, 0.3])[seen.ground] + 0.03 * _noise(rng, seen.side, 6)
    warm = np.where(seen.ground == FIELD, rng.uniform(0.2, 0.7, seen.plots.max() + 1)[seen.plots], warm)
    warm[seen.road()] = rng.uniform(0.5, 0.9)
    warm = np.where(seen.houses > 0, rng.uniform(0.1, 1.0, seen.houses.max() + 1)[seen.houses], warm)
    warm[seen.trees] = rng.uniform(0.1, 0.3)
    return np.asarray(ndimage.gaussian_filter(warm, 1.6) + rng.normal(0, 0.02, warm.shape))


SENSORS: dict[str, Callable[[Town, Random], Pixels]] = {
    "map": as_map, "radar": as_radar, "depth": as_depth, "night": as_night, "lit": as_lit,
    "infrared": as_thermal, "season": as_camera}
