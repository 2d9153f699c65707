"""The coarse start: offsets up to half the image and rotations up to ten degrees, found by masked correlation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from .._typing import Floats
from ..geometry import AffineTransform, Frame, Grid, affine_transform
from ..imaging import PROXIES, Image, Proxy, band_proxy, edge_proxy, gradient, resample
from ..threads import each
from .correlation import Peak, Reference

# Degrees. Georeferences are hardly turned by more; what is goes by way of the search from anywhere.
_LARGEST_TURN = 10.0
_TURN_STEP = 2.0

# Sizes (pixels) of the images that are correlated: the first look, and the second if that saw nothing clear.
_SMALL, _LARGE = 160, 320

# Pixels of turned images that are kept for other proxies, at 14 bytes each.
_MAX_KEPT_PIXELS = 6_000_000

# Strength of a peak (standard deviations of the surface) above which no other rotation need be tried finely.
CLEAR = 9.0


@dataclass(frozen=True)
class Start:
    """Where the solve begins: a rigid transform, and the peak that it was read from."""

    transform: AffineTransform
    peak: Peak
    clear: bool = False
    """Whether the images lie there beyond doubt, and hardly turned: what is left is within reach of tie points."""


def make_proxy(image: Image, proxy: str, edges: bool, sigma: float = 1.0) -> Proxy:
    """The proxy that is compared: an edge proxy, or the band as it is where edges are turned off."""
    return edge_proxy(image, proxy if proxy in PROXIES else "balanced", sigma) if edges else band_proxy(image, sigma)


class TurnedImages:
    """The moving image of a search in each size and turn: what all proxies are made of is made once."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, float], Image] = {}

    def get(self, factor: int, turn: float, make: Callable[[], Image], *, edges: bool) -> Image:
        """The image in pixels ``factor`` times as large, turned by ``turn`` degrees; ``make`` is asked if it is new.

        If ``edges`` are compared, with its gradient.
        """
        if (known := self._made.get((factor, turn))) is not None:
            return known
        image = make()
        # Most pairs end with the first turn of the first proxy, and very wide images would fill the memory.
        if turn and sum(image.valid.size for image in list(self._made.values())) < _MAX_KEPT_PIXELS:
            if edges:
                image.gradients[1.0] = gradient(image, 1.0)
            self._made[factor, turn] = image
        return image


def shrunk(image: Image, factor: int) -> Image:
    """The image averaged over factor x factor pixels; valid where more than half of them are."""
    if factor <= 1:
        return image
    height, width = (n // factor * factor for n in image.values.shape)
    # A view that puts each block's pixels on axes of their own; the odd rest at the border is left off.
    parts = (height // factor, factor, width // factor, factor)
    # Sums of what is valid, divided by its count: invalid pixels must not darken the mean.
    valid = image.valid[:height, :width].reshape(parts).sum((1, 3))
    total = np.where(image.valid, image.values, 0)[:height, :width].reshape(parts).sum((1, 3))
    grid = Grid(image.grid.crs, image.grid.transform * image.grid.transform.scale(factor), *total.shape[::-1])
    # Of a block without any valid pixel the total is 0, and the block is invalid below.
    values = total / np.maximum(valid, 1)
    return Image(values.astype(np.float32), valid * 2 > factor * factor, grid)


def find_start(
    fixed: Image, moving: Image, frame: Frame, *, proxy: str, edges: bool, max_shift: float,
    turned: TurnedImages | None = None,
) -> Start:
    """The best shift and rotation of the moving image against the fixed one.

    ``max_shift`` in CRS units. The images are of one level, each in its own geometry. ``turned`` is for searches of the
    same images by several proxies: what one has made serves the next.
    """
    turned = turned or TurnedImages()
    first = _search(fixed, moving, frame, _SMALL, proxy, edges, max_shift, _turns(_TURN_STEP), made=turned)
    # Strong is not enough: repeated structure, such as fields or roofs, has strong peaks at several places.
    if first.peak.strength >= CLEAR and first.peak.strength > 1.3 * first.peak.rival:
        return first
    second = _search(fixed, moving, frame, _LARGE, proxy, edges, max_shift, _turns(_TURN_STEP / 2),
                     made=turned)
    # By how far a peak stands above its rival: the strengths of two sizes of image do not compare.
    return max(first, second, key=lambda s: s.peak.strength / max(s.peak.rival, 1e-9))


def search_factor(fixed: tuple[int, int], moving: tuple[int, int], size: int = _LARGE) -> int:
    """By how much the search shrinks images of these shapes, so that what counts of them is about ``size`` pixels."""
    # A long narrow strip keeps its width; an image far larger than the other sets the scale by half its length.
    # Shorter sides count, so that a long strip is not shrunk until nothing is left across it.
    return max(1, round(max(min(fixed), min(moving), max(fixed) // 2) / size))


def _widened(fixed: Image, moving: Grid, max_shift: float) -> Image:
    """The fixed image with invalid pixels around it, so that its grid holds what the moving one may bring in."""
    x, y = fixed.grid.world_of(moving.crs, *moving.outline())
    col, row = fixed.grid.to_pixel(x[np.isfinite(x)], y[np.isfinite(x)])
    # Never more than the search may use: a huge moving raster must not make a huge image.
    room = int(max_shift / fixed.grid.pixel_size) + 1
    height, width = fixed.values.shape
    left, right = _beyond(col, width, room)
    above, below = _beyond(row, height, room)
    return fixed.grown(left, above, right, below)


def _beyond(places: Floats, size: int, room: int) -> tuple[int, int]:
    """How many pixels to add before and after an axis so that it holds ``places``, at most ``room``."""
    if not places.size:
        return 0, 0
    before, after = np.ceil([-places.min(), places.max() - size])
    return int(np.clip(before, 0, room)), int(np.clip(after, 0, room))


def _turns(step: float) -> list[float]:
    steps = int(_LARGEST_TURN / step)
    # Least first: most pairs are hardly turned, and a clear peak there ends the search.
    return sorted((step * i for i in range(-steps, steps + 1)), key=abs)


def _search(
    fixed: Image, moving: Image, frame: Frame, size: int, proxy: str, edges: bool, max_shift: float,
    turns: list[float], *, made: TurnedImages,
) -> Start:
    factor = search_factor(fixed.values.shape, moving.values.shape, size)
    pixel = fixed.grid.pixel_size * factor
    # Averaged and not sampled: the search is to see what is coarse, not what aliases.
    small_fixed, small_moving = _widened(shrunk(fixed, factor), moving.grid, max_shift), shrunk(moving, factor)
    reference = Reference(make_proxy(small_fixed, proxy, edges), max_shift / pixel)

    def looked_at(turn: float) -> Start:
        rotation = _rotation(turn, frame.centre, frame)
        placed = made.get(factor, turn, edges=edges, make=lambda: resample(
            small_moving, rotation, small_fixed.grid.crs, small_fixed.grid))
        peak = reference.best_shift(make_proxy(placed, proxy, edges))
        # Shifted in the fixed grid, then turned: the moving image was turned before it was correlated.
        return Start(rotation.compose(_shift(peak, small_fixed.grid, frame.centre)), peak)

    first = looked_at(turns[0])
    peak = first.peak
    # Unrotated and beyond doubt: most pairs end here, after one of eleven searches.
    if turns[0] == 0 and peak.score > 0.6 and peak.strength > 2 * CLEAR and peak.strength > 2 * peak.rival:
        return replace(first, clear=True)
    # The first of equals is the least turn.
    return max([first, *each(looked_at, turns[1:])], key=lambda s: s.peak.strength)


def _rotation(degrees: float, centre: tuple[float, float], frame: Frame) -> AffineTransform:
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    unit = np.diag(frame.unit)
    # Turned in the frame, where both axes are equally long: degrees of longitude are not those of latitude.
    return affine_transform("rigid", centre, unit @ turn @ np.linalg.inv(unit), np.zeros(2))


def _shift(peak: Peak, grid: Grid, centre: tuple[float, float]) -> AffineTransform:
    t = grid.transform
    shift = np.array([t.a * peak.dx + t.b * peak.dy, t.d * peak.dx + t.e * peak.dy])
    return affine_transform("translation", centre, np.eye(2), shift)
