"""How well the strongest edges of one image lie on those of another, under similarities close to one that is given.

Two thousand places that are spread over the image say nearly as much as all of its pixels, and looking them up for some
turns, scales and shifts takes milliseconds: hundreds of candidates are looked at so, where an FFT would allow few.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..geometry import Floats
from ..imaging import Image
from .reduced_proxies import Complex, reduced_proxy

# Longest side (pixels) of the smaller image's ground, and how much longer the larger one may be.
_SIDE, _LARGER = 200, 4.0

# Ratio of a pixel size to the next, so that each image is looked at in few of them.
_SIZES = 1.15

# What is looked at: strengths as they are, as nothing tells ground better than strong edges of one direction.
_EDGES = "tempered", 0.5

# Pixels between places, which edges two pixels wide ask for; and how many of them, those on the strongest edges.
_APART, _PLACES = 2, 2000

# Share of the places that must lie on the other image.
_LEAST = 0.3

# Pixels beyond the border that shifts may reach: nothing is there.
_MARGIN = 8

# Cosine of twice the angle from which on two edges have one direction: less than 30 degrees apart.
_ALONG = 0.5


@dataclass(frozen=True)
class Near:
    """Turns (radians), stretches and shifts (pixels) around a similarity that are looked at."""

    turns: Floats
    stretches: Floats
    shifts: NDArray[np.intp]


@dataclass(frozen=True)
class Placed:
    """A similarity fixed = factor * moving + offset (complex pixels).

    ``strength`` is how well edges lie on edges there, in deviations of what places that share nothing would have;
    ``along`` is how many of them lie on one of their own direction.
    """

    factor: complex
    offset: complex
    strength: float
    along: int = 0


@dataclass(frozen=True)
class _Fixed:
    """Edges of the fixed image, with a border of nothing: ``values`` flat, rows of ``width``; their mean ``power``."""

    values: NDArray[np.complex64]
    shape: tuple[int, int]
    width: int
    power: float


class EdgePoints:
    """Two images in several pixel sizes, each looked at once."""

    def __init__(self, fixed: Image, moving: Image) -> None:
        self.fixed, self.moving = fixed, moving
        self.middle = (moving.values.shape[1] + 1j * moving.values.shape[0]) / 2
        self._levels: dict[float, _Fixed] = {}
        self._places: dict[float, tuple[Complex, NDArray[np.complex64]]] = {}

    def best(self, factor: complex, offset: complex, near: Near) -> Placed:
        """The best of the similarities near one."""
        scale = abs(factor)
        pixel = self._pixel(scale)
        fixed, (places, edges) = self._level(pixel), self._edges(pixel / scale)
        middle, found = factor * self.middle + offset, Placed(factor, offset, 0.0)
        shifts = near.shifts[:, None] * fixed.width + near.shifts
        for turn in near.turns:
            # An edge's doubled angle turns twice as far.
            turned = edges * np.complex64(np.exp(2j * (np.angle(factor) + turn)))
            for stretch in near.stretches:
                by = factor * stretch * np.exp(1j * turn)
                at, inside = _indices((by * (places - self.middle) + middle) / pixel, fixed)
                if inside.sum() < _LEAST * len(places):
                    continue
                there = fixed.values.take(at[inside] + shifts.reshape(-1, 1))
                own = turned[inside]
                # The real part of a product with a conjugate is the product of both parts, one after the other.
                parts = own.view(np.float32)
                usual = np.sqrt(max(float(np.einsum("i,i", parts, parts)) * fixed.power / 2, 1e-12))
                sums = np.einsum("ij,j->i", there.view(np.float32), parts) / usual
                best = int(sums.argmax())
                if sums[best] > found.strength:
                    row, col = divmod(best, len(near.shifts))
                    moved = middle + complex(near.shifts[col], near.shifts[row]) * pixel
                    size = np.abs(there[best]) * np.abs(own)
                    along = int(((there[best] * own.conj()).real > _ALONG * np.maximum(size, 1e-9)).sum())
                    found = Placed(complex(by), complex(moved - by * self.middle), float(sums[best]), along)
        return found

    def _pixel(self, scale: float) -> float:
        """Side of a pixel, in fixed pixels, at a scale: one of few, and never finer than the coarser of the two."""
        sizes = max(self.fixed.values.shape), scale * max(self.moving.values.shape)
        finest = max(min(sizes) / _SIDE, max(sizes) / (_LARGER * _SIDE), 1.0, scale)
        return float(_SIZES ** np.ceil(np.log(finest) / np.log(_SIZES) - 1e-6))

    def _level(self, pixel: float) -> _Fixed:
        key = round(pixel, 6)
        if key not in self._levels:
            proxy = reduced_proxy(self.fixed, key, *_EDGES)
            padded = np.pad(proxy.values, _MARGIN)
            power = float((np.abs(proxy.values) ** 2).sum()) / max(int(proxy.valid.sum()), 1)
            self._levels[key] = _Fixed(padded.ravel(), proxy.values.shape, padded.shape[1], max(power, 1e-12))
        return self._levels[key]

    def _edges(self, pixel: float) -> tuple[Complex, NDArray[np.complex64]]:
        """Places (n,) on the strongest edges of the moving image, complex pixels, and the edges there."""
        key = round(float(max(1.0, 1.08 ** np.round(np.log(pixel) / np.log(1.08)))), 6)
        if key not in self._places:
            proxy = reduced_proxy(self.moving, key, *_EDGES)
            row, col = (a.ravel() for a in np.mgrid[tuple(slice(_APART // 2, n, _APART) for n in proxy.values.shape)])
            edges = proxy.values[row, col]
            # In their order in the image, as is what is looked up of the other one.
            chosen = np.sort(np.argsort(-np.abs(edges), kind="stable")[:_PLACES])
            self._places[key] = ((col[chosen] + 0.5) + 1j * (row[chosen] + 0.5)) * key, edges[chosen]
        return self._places[key]


def _indices(at: Complex, fixed: _Fixed) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Flat indices of places (complex pixels), and which of them lie on the image."""
    col, row = np.floor(at.real).astype(np.intp), np.floor(at.imag).astype(np.intp)
    inside = (col >= 0) & (row >= 0) & (col < fixed.shape[1]) & (row < fixed.shape[0])
    return (row + _MARGIN) * fixed.width + col + _MARGIN, inside
