"""Pixels at places between pixels: arrays and a map in, arrays out.

Two samplers do the same: GDAL's warper for affine maps, numpy for curved ones. Values are interpolated by nearest,
bilinear, cubic (Keys 1981, a = -1/2, as in GDAL) or Lanczos kernels. Where the kernel would touch an invalid pixel, the
value is the bilinear mean over the four pixels around, of which holes are filled along the plane through the valid
pixels beside them: a negative lobe over a hole has no meaning. So nothing invalid is ever mixed in, and a place is
valid where the pixel that holds it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.warp import reproject
from scipy import ndimage

from .._typing import Floats, Mask
from ..geometry import apply_affine
from .continuation import continued

Pixels = NDArray[Any]

# Half width of each kernel, in source pixels or, where that is coarser, in output pixels.
REACH = {"nearest": 1, "bilinear": 1, "cubic": 2, "lanczos": 3}

# Any CRS: the warper wants one, and between equal ones it computes nothing.
_PLANE = CRS.from_epsg(3857)


class Sampler(Protocol):
    """Values of (bands, height, width) arrays at the places of an output box, as (bands, rows, columns)."""

    def nearest(self, values: Pixels) -> Pixels:
        """The value of the pixel that holds the place, bit by bit; 0 outside."""

    def kernel(self, values: Pixels, method: str) -> Pixels:
        """Interpolated values of valid pixels, in their type or in one that the caller rounds."""

    def points(self, where: Mask) -> PointSampler:
        """The places of some pixels (rows, columns) alone, as one row."""


@dataclass(frozen=True)
class AffineSampler:
    """Samples by GDAL's warper: ``places`` maps output to source (column, row), ``shape`` is (rows, columns).

    ``scale``: output pixels per source pixel along columns and rows, at most 1; below it the kernels widen.
    """

    places: Affine
    shape: tuple[int, int]
    scale: tuple[float, float] = (1.0, 1.0)

    def nearest(self, values: Pixels) -> Pixels:
        """The value of the pixel that holds the place, bit by bit; 0 outside."""
        dtype = values.dtype
        if dtype.kind not in "iu" or dtype.itemsize < 8:
            # All but 64-bit integers are doubles exactly, which is what the warper computes in.
            return self._reproject(values, Resampling.nearest)
        # The warper would send 64-bit integers through doubles.
        bands, height, width = values.shape
        quarters = np.ascontiguousarray(values).view(np.uint16).reshape(bands, height, width, 4)
        moved = self._reproject(np.moveaxis(quarters, 3, 1).reshape(-1, height, width), Resampling.nearest)
        return np.ascontiguousarray(np.moveaxis(moved.reshape(bands, 4, *self.shape), 1, 3)).view(dtype)[..., 0]

    def kernel(self, values: Pixels, method: str) -> Pixels:
        """Interpolated values of valid pixels, in their type."""
        return self._reproject(values, Resampling[method])

    def points(self, where: Mask) -> PointSampler:
        """The places of some pixels (rows, columns) alone, as one row."""
        row, col = np.nonzero(where)
        return PointSampler(*apply_affine(self.places, col[None] + 0.5, row[None] + 0.5), self.scale)

    def _reproject(self, source: Pixels, method: Resampling) -> Pixels:
        out = np.zeros((len(source), *self.shape), source.dtype)
        # Explicit scales: the warper's guess takes a rotation for a change of resolution.
        reproject(np.ascontiguousarray(source), out, src_transform=~self.places, dst_transform=Affine.identity(),
                  src_crs=_PLANE, dst_crs=_PLANE, resampling=method, init_dest_nodata=False, XSCALE=self.scale[0],
                  YSCALE=self.scale[1])
        return out


@dataclass(frozen=True)
class PointSampler:
    """Samples by numpy at any places: ``col`` and ``row`` (rows, columns) in the source; NaN where there is none."""

    col: Floats
    row: Floats
    scale: tuple[float, float] = (1.0, 1.0)

    def nearest(self, values: Pixels) -> Pixels:
        """The value of the pixel that holds the place, bit by bit; 0 outside."""
        _, height, width = values.shape
        inside = (self.col >= 0) & (self.row >= 0) & (self.col < width) & (self.row < height)
        # Any pixel will do for places outside: they are set to 0 below.
        col, row = (np.where(inside, a, 0).astype(np.intp) for a in (self.col, self.row))
        return np.where(inside, values[:, row, col], values.dtype.type(0))

    def kernel(self, values: Pixels, method: str) -> Pixels:
        """Interpolated values of valid pixels, in a floating type for the caller to round."""
        return self._weighted(values.astype(_working(values.dtype)), method)

    def points(self, where: Mask) -> PointSampler:
        """The places of some pixels (rows, columns) alone, as one row."""
        return PointSampler(self.col[where][None], self.row[where][None], self.scale)

    def bilinear(self, values: Pixels, valid: Mask) -> Floats:
        """Bilinear means over valid pixels and what goes on of them beside; anything where there are none."""
        dtype = _working(values.dtype)
        known, there = continued(values.astype(dtype), valid)
        share = self._weighted(there.astype(dtype), "bilinear")
        # Weights of these pixels alone, brought to a sum of 1: widened kernels reach farther into holes.
        return self._weighted(known, "bilinear") / np.where(share > 0, share, 1)

    def _weighted(self, values: Pixels, method: str) -> Floats:
        """Means weighted by a kernel; the image goes on beyond its border as at its border."""
        _, height, width = values.shape
        # One flat index is cheaper than two, and it is taken for every tap.
        flat = values.reshape(len(values), -1)
        across, down = (_taps(at, method, scale, values.dtype) for at, scale in
                        ((self.col, self.scale[0]), (self.row, self.scale[1])))
        total = np.zeros((len(values), *self.col.shape), values.dtype)
        line, tap = np.empty_like(total), np.empty_like(total)
        inside = across.within(width) and down.within(height)
        first = down.first * width + across.first if inside else None
        # Kernels are separable: taps along both axes, not their product, are computed and kept.
        for i, down_weight in enumerate(down.weights):
            line[:] = 0
            for j, across_weight in enumerate(across.weights):
                if first is not None:
                    # The same index into an image that begins later.
                    np.take(flat[:, i * width + j :], first, axis=1, out=tap, mode="clip")
                else:
                    index = down.index(i, height) * width + across.index(j, width)
                    np.take(flat, index, axis=1, out=tap, mode="clip")
                tap *= across_weight
                line += tap
            line *= down_weight
            total += line
        return total


@dataclass(frozen=True)
class Piece:
    """A part of a raster in memory, with what lies beyond the raster's border filled by its border pixels.

    ``values`` (bands, height, width); of the same shape or None for all: ``usable``, the pixels that may go into a
    mean, and ``valid``, those that make a place valid that falls into them: the usable ones within the raster.
    """

    values: Pixels
    usable: Mask | None
    valid: Mask | None

    @classmethod
    def of(cls, values: Pixels, valid: Mask | None, beyond: tuple[int, int, int, int]) -> Piece:
        """A piece from pixels and the width of what is beyond the border: left, top, right, bottom."""
        left, top, right, bottom = beyond
        # Most pieces lie inside the raster, and padding copies.
        if not any(beyond):
            return cls(values, valid, valid)
        margins = ((0, 0), (top, bottom), (left, right))
        usable = None if valid is None else np.pad(valid, margins, mode="edge")
        valid = np.pad(np.ones(values.shape, bool) if valid is None else valid, margins)
        return cls(np.pad(values, margins, mode="edge"), usable, valid)

    @property
    def blank(self) -> bool:
        """Whether no place that falls into the piece is valid."""
        return self.valid is not None and not self.valid.any()

    def holds(self, col: int, row: int, width: int, height: int) -> bool:
        """Whether a part lies within this piece."""
        across, down = self.values.shape[:0:-1]
        return bool(0 <= col <= across - width and 0 <= row <= down - height)

    def part(self, col: int, row: int, width: int, height: int) -> Piece:
        """A part of this piece."""
        where = np.s_[:, row : row + height, col : col + width]
        # None again where the part is whole: sampling is quicker without masks.
        usable, valid = (None if m is None or m[where].all() else m[where] for m in (self.usable, self.valid))
        return Piece(self.values[where], usable, valid)

    def of_bands(self, bands: Sequence[int]) -> Piece:
        """Some bands of this piece."""
        return Piece(self.values[bands], None if self.usable is None else self.usable[bands],
                     None if self.valid is None else self.valid[bands])


def sample_bands(sampler: Sampler, piece: Piece, kernels: Sequence[str],
                 scale: tuple[float, float] = (1.0, 1.0)) -> tuple[Pixels, Mask | None]:
    """As ``sample``, with a kernel for each band."""
    if len(methods := dict.fromkeys(kernels)) == 1:
        return sample(sampler, piece, kernels[0], scale)
    parts = []
    for method in methods:
        bands = [band for band, kernel in enumerate(kernels) if kernel == method]
        parts.append((bands, *sample(sampler, piece.of_bands(bands), method, scale)))
    values = np.empty((len(kernels), *parts[0][1].shape[1:]), piece.values.dtype)
    whole = all(of_bands is None for _, _, of_bands in parts)
    valid = None if whole else np.ones(values.shape, bool)
    for bands, found, of_bands in parts:
        values[bands] = found
        if valid is not None and of_bands is not None:
            valid[bands] = of_bands
    return values, valid


def sample(sampler: Sampler, piece: Piece, method: str,
           scale: tuple[float, float] = (1.0, 1.0)) -> tuple[Pixels, Mask | None]:
    """Values at a sampler's places, in the type of the piece, and their validity; both (bands, rows, columns).

    The validity is None where all are valid. Values at invalid places mean nothing. ``scale`` is the sampler's.
    """
    values, usable = piece.values, piece.usable
    # By the same nearest pixel as the values: a place and its validity never come from two pixels.
    there = None if piece.valid is None else sampler.nearest(piece.valid.view(np.uint8)).view(bool)
    if method == "nearest":
        return sampler.nearest(values), there
    if usable is None:
        return rounded(sampler.kernel(values, method), values.dtype), there
    # Widened kernels touch more: the filter has to be as wide as they are.
    reach = [2 * int(np.ceil(REACH[method] / s)) + 1 for s in scale]
    untouched = ndimage.minimum_filter(usable.view(np.uint8), (1, reach[1], reach[0]), mode="nearest")
    whole = sampler.nearest(untouched).view(bool)
    # Zeroed, as a NaN under a weight of zero is still NaN.
    out = rounded(sampler.kernel(np.where(usable, values, values.dtype.type(0)), method), values.dtype)
    touched = np.asarray(~whole.all(axis=0))
    if touched.any():
        soft = rounded(sampler.points(touched).bilinear(values, usable), values.dtype)[:, 0]
        # Touched in one band may be whole in another, which keeps its kernel's value.
        out[:, touched] = np.where(whole[:, touched], out[:, touched], soft)
    return out, there


def rounded(values: NDArray[Any], dtype: np.dtype[Any]) -> Pixels:
    """Values in another type: integers are rounded half up and clamped, as GDAL does it; NaN becomes 0 in them."""
    if dtype.kind == "f" or values.dtype == dtype:
        return values.astype(dtype, copy=False)
    info = np.iinfo(dtype)
    # The largest 64-bit integers are no doubles: stay below them.
    high = float(info.max) if dtype.itemsize < 8 else float(np.nextafter(float(info.max), 0))
    whole = np.floor(np.nan_to_num(values.astype(np.float64)) + 0.5)
    return np.clip(whole, float(info.min), high).astype(dtype)


@dataclass(frozen=True)
class _Taps:
    """The pixels of a kernel around places along one axis: the ``first`` of each, and the weights from it on."""

    first: NDArray[np.intp]
    weights: list[NDArray[Any]]

    def index(self, tap: int, size: int) -> NDArray[np.intp]:
        """The pixel of a tap; beyond the border, that on it."""
        return np.clip(self.first + tap, 0, size - 1)

    def within(self, size: int) -> bool:
        """Whether no tap of any place lies beyond the border of so many pixels."""
        return bool(self.first.size and self.first.min() >= 0 and self.first.max() + len(self.weights) <= size)


def _taps(at: Floats, method: str, scale: float, dtype: np.dtype[Any]) -> _Taps:
    """The taps of a kernel around places; the weights of a place are of a floating type and sum to 1."""
    if scale == 1.0 and method in _WEIGHTS:
        low = np.floor(at - 0.5)
        first = low.astype(np.intp) + 1 - REACH[method]
        return _Taps(first, _WEIGHTS[method]((at - 0.5 - low).astype(dtype)))
    reach = REACH[method] / scale
    first = np.floor(at - 0.5 - reach).astype(np.intp) + 1
    weights = [_KERNELS[method](np.abs(first + k + 0.5 - at) * scale) for k in range(int(np.ceil(2 * reach)))]
    total = np.sum(weights, axis=0)
    # Divided by their sum: sampled Lanczos weights add up to 1 only nearly, which would show as a pattern.
    return _Taps(first, [(w / total).astype(dtype) for w in weights])


def _cubic(t: Floats) -> Floats:
    return np.where(t < 1, (1.5 * t - 2.5) * t * t + 1, np.where(t < 2, ((-0.5 * t + 2.5) * t - 4) * t + 2, 0.0))


_KERNELS: dict[str, Callable[[Floats], Floats]] = {
    "bilinear": lambda t: np.maximum(0.0, 1 - t),
    "cubic": _cubic,
    "lanczos": lambda t: np.where(t < 3, np.sinc(t) * np.sinc(t / 3), 0.0),
}


def _cubic_weights(t: Floats) -> list[Floats]:
    a, b, d = ((1 - 0.5 * t) * t - 0.5) * t, (1.5 * t - 2.5) * t * t + 1, (0.5 * t - 0.5) * t * t
    return [a, b, 1 - a - b - d, d]


# Weights by how far a place lies beyond a pixel's centre, where kernels are not widened: ten times as fast.
_WEIGHTS: dict[str, Callable[[Floats], list[Floats]]] = {
    "bilinear": lambda t: [1 - t, t], "cubic": _cubic_weights}


def _working(dtype: np.dtype[Any]) -> type[np.float32] | type[np.float64]:
    """A floating type that holds the values of another exactly, or as well as can be."""
    return np.float32 if dtype.itemsize <= 2 or dtype == np.float32 else np.float64
