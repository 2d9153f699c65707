"""What of an image is compared: edge proxies that are blind to invalid neighbours.

A proxy is a complex image. Under an edge proxy its value is made of the gradient g = gx + i gy of the image, smoothed
by normalised convolution (Knutsson and Westin 1993), so that nothing invalid enters it:

- ``correlation``: g itself: the same kind of image, the same contrast (gradient correlation, Argyriou and Vlachos
  2003);
- ``orientation``: g²/|g|, which doubles the angle: an edge and its negative are the same, so inverted contrast,
  thermal images, other bands and maps compare (double-angle orientation, Bigün and Granlund 1987);
- ``balanced``: orientation with the magnitude levelled by its surroundings, so that no single bright structure
  rules: other sensors, seasons;
- ``tempered``: orientation with the magnitude to the power of 3/4, between the two: a lamp or a roof rules less, and
  texture and noise count for less than an outline still;
- ``pooled``: orientation gathered over a small neighbourhood with the root of its strength, as histograms of oriented
  gradients are (channel features, Ye et al. 2019), and levelled: outlines that lie a little beside each other, radar,
  maps.

Two more do not begin with a gradient:

- ``congruent``: the orientation of phase congruency (Kovesi 1999), of which multimodal matching makes its maps (Li, Hu
  and Ai 2020): what is in phase over scales, however faint;
- ``similar``: how an image resembles itself in each direction (self-similarity, Shechtman and Irani 2007; MIND,
  Heinrich et al. 2012): texture and structure without any relation of grey values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .._typing import Mask
from .image import Image
from .smoothing import Field, smoothed, smoothed_alike, surroundings
from .structure import Complex, along_lines, congruency, ridges, similarity


@dataclass(frozen=True)
class Proxy:
    """``values`` (height, width) complex64, 0 where not ``valid``; pixels as in the image that it was made of."""

    values: Complex
    valid: Mask

    @cached_property
    def valid_box(self) -> tuple[int, int, int, int] | None:
        """First row, end of the rows, first column and end of the columns that are valid; None if not a rectangle."""
        rows, cols = (np.flatnonzero(self.valid.any(axis)) for axis in (1, 0))
        if not len(rows):
            return None
        box = int(rows[0]), int(rows[-1]) + 1, int(cols[0]), int(cols[-1]) + 1
        return box if np.count_nonzero(self.valid) == (box[1] - box[0]) * (box[3] - box[2]) else None


def gradient(image: Image, sigma: float) -> tuple[Complex, Mask]:
    """Gradient gx + i gy per pixel at scale ``sigma`` (pixels), and where it rests on valid pixels alone."""
    if (kept := image.gradients.get(sigma)) is not None:
        return kept
    smooth = smoothed(image.values, image.valid, sigma)
    slope = np.zeros(smooth.shape, np.complex64)
    # Central differences, so that both components belong to the pixel's own centre.
    slope.real[:, 1:-1] = (smooth[:, 2:] - smooth[:, :-2]) / 2
    slope.imag[1:-1] = (smooth[2:] - smooth[:-2]) / 2
    # Two sigma of the smoothing and a pixel of the difference. Further out the kernel weighs a seventh at most, and
    # what it meets there is filled in by normalisation.
    reach = int(2 * sigma) + 1
    valid = _away_from_invalid(image.valid, reach)
    return _zeroed(slope, valid), valid


def _away_from_invalid(valid: Mask, reach: int) -> Mask:
    """Pixels with nothing invalid within ``reach`` pixels along both axes; beyond the border all is invalid."""
    if valid.all():
        away = np.zeros_like(valid)
        away[reach : valid.shape[0] - reach, reach : valid.shape[1] - reach] = True
        return away
    return _within_runs(_within_runs(valid, 2 * reach + 1, 0), 2 * reach + 1, 1)


def _within_runs(valid: Mask, length: int, axis: int) -> Mask:
    """Pixels (height, width) in the middle of so many valid ones along an axis; ``length`` is odd.

    Runs are doubled until they are nearly that long: as a minimum filter, and a fraction of its work.
    """
    def part(of: Mask, start: int, count: int) -> Mask:
        return of[start : start + count] if axis == 0 else of[:, start : start + count]

    found = np.zeros_like(valid)
    left = valid.shape[axis] - length + 1
    if left > 0:
        runs, size = valid, 1
        while 2 * size <= length:
            count = runs.shape[axis] - size
            runs, size = part(runs, 0, count) & part(runs, size, count), 2 * size
        # Two that overlap make any length between those that doubling makes.
        np.logical_and(part(runs, 0, left), part(runs, length - size, left), out=part(found, length // 2, left))
    return found


def _zeroed(values: Complex, valid: Mask) -> Complex:
    """The values with 0 where not valid, in place."""
    np.copyto(values, 0, where=~valid)
    return values


def _squared(values: Complex) -> Field:
    """Squared magnitudes."""
    return np.asarray(values.real**2 + values.imag**2)


def _same(slope: Complex, _valid: Mask, _sigma: float) -> Complex:
    return slope


def _doubled(slope: Complex, _valid: Mask, _sigma: float) -> Complex:
    # Divided by the magnitude, so that strength stays linear in contrast and is not squared with the angle's doubling.
    return np.asarray(slope * slope / np.maximum(np.abs(slope), np.float32(1e-12)), np.complex64)


def _tempered(slope: Complex, _valid: Mask, _sigma: float) -> Complex:
    return np.asarray(slope * slope / np.maximum(np.abs(slope), np.float32(1e-12)) ** np.float32(1.25), np.complex64)


def _levelled(slope: Complex, valid: Mask, sigma: float) -> Complex:
    magnitude = np.abs(slope)
    # Eight times the scale of an edge: wide enough to hold several of them, narrow enough to follow the scene.
    around = surroundings(magnitude * magnitude, valid, 8 * sigma)
    relative = magnitude / np.maximum(np.sqrt(np.maximum(around, 0)), np.float32(1e-12))
    unit = slope / np.maximum(magnitude, np.float32(1e-12))
    # It saturates at 1: a single strong reflector weighs at most twice as much as an ordinary edge.
    return np.asarray(unit * unit * (relative / (1 + relative)), np.complex64)


def _pooled(slope: Complex, valid: Mask, sigma: float) -> Complex:
    magnitude = np.abs(slope)
    # The root, so that many faint edges speak as loud as one strong one.
    unit = slope / np.maximum(magnitude, np.float32(1e-12))
    return levelled(np.asarray(unit * unit * np.sqrt(magnitude), np.complex64), valid, sigma, pool=1.5 * sigma)


def levelled(values: Complex, valid: Mask, sigma: float, pool: float) -> Complex:
    """Complex values (height, width), gathered over ``pool`` pixels, in units of their strength in the surroundings."""
    gathered = np.zeros(values.shape, np.complex64)
    gathered.real, gathered.imag = smoothed_alike([values.real, values.imag], valid, pool)
    _zeroed(gathered, valid)
    around = surroundings(_squared(gathered), valid, 8 * sigma)
    # Below a twentieth of the usual strength there is only noise.
    floor = 0.05 * float(np.median(around[valid])) if valid.any() else 1.0
    return np.asarray(gathered / np.sqrt(np.maximum(around, 0) + np.float32(max(floor, 1e-20))), np.complex64)


def _congruent(image: Image, valid: Mask, sigma: float) -> Complex:
    return levelled(congruency(image, sigma), valid, sigma, pool=1.5 * sigma)


def _similar(image: Image, valid: Mask, sigma: float) -> Complex:
    return levelled(similarity(image, sigma), valid, sigma, pool=0.5 * sigma)


# How far along a line its edges are gathered (standard deviation, pixels): streets and field borders are longer.
_LINE = 8.0

# Scale (pixels) at which a street, a lit one or one that is drawn too wide has one middle, and not two sides.
_RIDGE = 2.0

# (gradient, valid, sigma) -> values.
_BY_GRADIENT: dict[str, Callable[[Complex, Mask, float], Complex]] = {
    "correlation": _same, "orientation": _doubled, "tempered": _tempered, "balanced": _levelled,
    "pooled": _pooled}

# (image, valid, sigma) -> values.
_BY_IMAGE: dict[str, Callable[[Image, Mask, float], Complex]] = {"congruent": _congruent, "similar": _similar}

# Those of what images share that have little else in common: outlines, and where they lie.
STRUCTURE = ("pooled", *_BY_IMAGE)

# The edge proxies. A new one is one function, and one line in a table above.
PROXIES: tuple[str, ...] = (*_BY_GRADIENT, *_BY_IMAGE)


def edge_proxy(image: Image, proxy: str, sigma: float = 1.0) -> Proxy:
    """The edge proxy of that name of an image at scale ``sigma`` (pixels)."""
    slope, valid = gradient(image, sigma)
    values = (_BY_GRADIENT[proxy](slope, valid, sigma) if proxy in _BY_GRADIENT else
              _BY_IMAGE[proxy](image, valid, sigma))
    return Proxy(_zeroed(values.astype(np.complex64, copy=False), valid), valid)


def line_proxy(image: Image, factor: int) -> Proxy:
    """The edges of an image at scale 1, in pixels ``factor`` times as large, each gathered along its own line."""
    small = averaged(Proxy(*gradient(image, 1.0)), factor)
    return Proxy(_zeroed(along_lines(small.values, _LINE / factor), small.valid), small.valid)


def ridge_proxy(image: Image, factor: int) -> Proxy:
    """How an image bends across its lines, in pixels ``factor`` times as large."""
    slope, valid = gradient(image, _RIDGE)
    valid = _away_from_invalid(valid, 1)
    return averaged(Proxy(_zeroed(ridges(slope), valid), valid), factor)


def averaged(proxy: Proxy, factor: int) -> Proxy:
    """The proxy in pixels ``factor`` times as large; valid where more than half of what they hold is.

    Angles are doubled, so that edges of one direction add up: an image that is averaged first has lost the fine ones.
    """
    height, width = (n // factor for n in proxy.values.shape)
    blocks = (slice(height * factor), slice(width * factor)), (height, factor, width, factor)
    valid = proxy.valid[blocks[0]].reshape(blocks[1]).mean((1, 3)) > 0.5
    return Proxy(_zeroed(proxy.values[blocks[0]].reshape(blocks[1]).mean((1, 3)), valid), valid)


def levelled_pair(fixed: Proxy, moving: Proxy, sigma: float = 1.0) -> tuple[Proxy, Proxy]:
    """Two proxies on one grid, each in units of its strength in the surroundings that are valid in both.

    Weak texture counts like strong, down to a floor below which there is only noise; and both are of one strength
    everywhere, so that what differs is where things are.
    """
    valid = fixed.valid & moving.valid

    def level(proxy: Proxy) -> Proxy:
        around = surroundings(_squared(proxy.values), valid, 8 * sigma)
        # Relative to the image's own strength, for units differ from a byte to radiance.
        floor = np.float32(0.05) * np.median(around[valid]) if valid.any() else np.float32(1)
        strength = np.sqrt(np.maximum(around, 0) + max(floor, np.float32(1e-20)))
        return Proxy(np.where(valid, proxy.values / strength, np.complex64(0)), valid)

    return level(fixed), level(moving)


def band_proxy(image: Image, sigma: float = 1.0) -> Proxy:
    """The band as it is, less its surroundings: what is compared where edge proxies are turned off."""
    smooth = smoothed(image.values, image.valid, sigma)
    # Correlation takes no mean off (see ``correlation``), so that brightness has to go here.
    around = smoothed(image.values, image.valid, 12 * sigma)
    return Proxy(np.where(image.valid, smooth - around, np.float32(0)).astype(np.complex64), image.valid)


def edge_strength(image: Image, sigma: float = 1.0) -> tuple[Field, Mask]:
    """Gradient magnitude (the picture that elastix is given) and where it is valid."""
    slope, valid = gradient(image, sigma)
    return np.abs(slope).astype(np.float32), valid
