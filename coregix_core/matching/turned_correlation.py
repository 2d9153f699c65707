"""Correlation of the edges of two images over all shifts by FFT, for any turn of the second."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from ..imaging import Proxy

MIN_OVERLAP = 0.3
"""Share of the smaller image's ground that must be in common."""

# How far a place is looked for around the one that is expected, in lengths of the second image.
_REACH = 0.15

# Side (pixels) of the blocks whose energies are added up: energies are smooth, and cost a sixteenth so.
_BLOCK = 4

# Side (pixels) of the pieces of a correlation that are independent: edges are about as long.
_PIECE = 8

# Pixels before the second image at which its blocks begin: those of a block of shifts then lie around its own.
HALF_BLOCK = _BLOCK // 2


class Turner:
    """An edge proxy (doubled angles) turned about its middle, on a square that holds it in any turn."""

    def __init__(self, proxy: Proxy) -> None:
        height, width = proxy.values.shape
        # Odd, so that the middle is a pixel.
        self.side = int(np.hypot(height, width)) // 2 * 2 + 1
        # A border of nothing, where all lies that is beside the image.
        self._values = np.pad(proxy.values, 1)
        self._middle = np.float32((height + 1) / 2), np.float32((width + 1) / 2)

    def turned(self, turn: float) -> NDArray[np.complex64]:
        """The proxy (side, side) after a turn (radians, +column to +row), interpolated linearly."""
        c, s = np.float32(np.cos(turn)), np.float32(np.sin(turn))
        along = np.arange(self.side, dtype=np.float32) - np.float32((self.side - 1) / 2)
        height, width = self._values.shape
        # From a pixel of the square back to one of the image.
        row = np.clip((c * along)[:, None] - (s * along)[None] + self._middle[0], 0, height - 1)
        col = np.clip((s * along)[:, None] + (c * along)[None] + self._middle[1], 0, width - 1)
        r, k = np.minimum(row.astype(np.int32), height - 2), np.minimum(col.astype(np.int32), width - 2)
        down, across = row - r, col - k
        at, flat = r * width + k, self._values.ravel()
        # Four look-ups for both components at once: a third of what scipy takes.
        upper = flat[at] * (1 - across) + flat[at + 1] * across
        lower = flat[at + width] * (1 - across) + flat[at + width + 1] * across
        # An edge's doubled angle turns twice as far.
        return np.asarray((upper * (1 - down) + lower * down) * np.complex64(np.exp(2j * turn)), np.complex64)


@dataclass(frozen=True)
class Spectra:
    """Spectra of an edge image's two components (2, rows, columns), and of its energy in blocks of pixels."""

    parts: NDArray[np.complex64]
    energy: NDArray[np.complex64]

    @classmethod
    def of(cls, values: NDArray[np.complex64], shape: tuple[int, int], before: int = 0) -> Spectra:
        """Those for an FFT of a shape of whole blocks, the first of which begins some pixels ``before`` the image."""
        power = np.pad(np.square(values.real) + np.square(values.imag),
                       [(before, -(n + before) % _BLOCK) for n in values.shape])
        height, width = (n // _BLOCK for n in power.shape)
        energies = power.reshape(height, _BLOCK, width, _BLOCK).sum((1, 3)).astype(np.float32)
        # By rows first, of which those beside the image are nothing.
        rows = fft.rfft(np.stack([values.real, values.imag]), shape[1], overwrite_x=True)
        return cls(fft.fft(rows, shape[0], axis=1, overwrite_x=True),
                   fft.rfft2(energies, (shape[0] // _BLOCK, shape[1] // _BLOCK)))

    def conjugated(self) -> Spectra:
        """The conjugates, which a correlation takes of its second image."""
        return Spectra(self.parts.conj(), self.energy.conj())


def padded_shape(extent: tuple[int, ...], side: int, step: int = _BLOCK) -> tuple[int, int]:
    """Shape of the FFT of an image of an extent and a square of a side, in ``step`` pixels before it is made fast."""
    # Cyclic shifts may overlap where too little would be in common anyway; whole blocks, for their energies.
    steps = [-(-(n + int((1 - MIN_OVERLAP) * side) + 1) // step) for n in extent]
    height, width = (_BLOCK * fft.next_fast_len(count * step // _BLOCK, real=True) for count in steps)
    return height, width


def least_common(fixed: Proxy, moving: Proxy) -> float:
    """The common energy that two images have to have."""
    energies = [float((np.abs(p.values) ** 2).sum()) for p in (fixed, moving)]
    # Shares of energy stand for shares of area, which texture fills evenly after levelling.
    return max(MIN_OVERLAP * min(energies) * energies[0] / max(int(fixed.valid.sum()), 1), 1e-6)


def surface(fixed: Spectra, moving: Spectra, shape: tuple[int, int], least: float
            ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The correlation at all cyclic shifts, 0 where too little is in common; and by blocks where it is enough.

    ``moving`` is conjugated; as it is, it is the second image after half a turn, whose shifts begin at its side less 1.
    A product over the root of the common energy of the first: of unrelated images it is as large everywhere.
    """
    # The sum over both components is the real part of the complex product: the cosine of twice the angle between.
    both = fixed.parts[0] * moving.parts[0]
    both += fixed.parts[1] * moving.parts[1]
    product = fft.irfft2(both, shape, overwrite_x=True)
    common = fft.irfft2(fixed.energy * moving.energy, (shape[0] // _BLOCK, shape[1] // _BLOCK)) / _BLOCK**2
    inside = common > least
    level = np.where(inside, 1 / np.sqrt(np.maximum(common, least)), np.float32(0)).astype(np.float32)
    # A row of blocks at a time, all of whose rows of pixels have the same levels.
    by_blocks = product.reshape(-1, _BLOCK, shape[1])
    by_blocks *= level.repeat(_BLOCK, 1)[:, None]
    return product, inside


def usual(values: NDArray[np.float32], inside: NDArray[np.bool_]) -> float:
    """Standard deviation of a correlation over the blocks that are ``inside``."""
    return float(np.sqrt(np.vdot(values, values) / max(_BLOCK**2 * int(inside.sum()), 1)))


class TurnedCorrelation:
    """Edge proxies (doubled angles) of two images, pixels of one size; those of the second are turned about its middle.

    Of several kinds of edges, each pair of proxies counts in units of what is usual of it.
    """

    def __init__(self, *pairs: tuple[Proxy, Proxy]) -> None:
        first, second = pairs[0]
        self._height = min(second.values.shape)
        self._turners = [Turner(moving) for _, moving in pairs]
        self.side = self._turners[0].side
        self.shape = padded_shape(first.values.shape, self.side)
        self._edges = first.values
        self._fixed = [Spectra.of(fixed.values, self.shape) for fixed, _ in pairs]
        self._least = [least_common(*pair) for pair in pairs]

    def near(self, turn: float, middle: complex) -> tuple[complex, float, float]:
        """Where the middle of the turned second image fits best in the first, near ``middle`` (complex pixels).

        Returns that place, the correlation there, and the standard deviation of the correlation at all places.
        """
        values, inside = self.surface(turn)
        reach = max(2, round(_REACH * self._height))
        # Shifts are cyclic; that of the square is that of its middle less half its side.
        corner = middle - (1 + 1j) * self.side / 2
        rows, cols = (round(v) + np.arange(-reach, reach + 1) for v in (corner.imag, corner.real))
        part = values[np.ix_(rows % self.shape[0], cols % self.shape[1])]
        row, col = np.unravel_index(int(np.argmax(part)), part.shape)
        found = complex(cols[col], rows[row]) + (1 + 1j) * self.side / 2
        return found, float(part[row, col]), usual(values, inside)

    def pieces(self, turn: float, middle: complex) -> float:
        """Of how many pieces of ground a correlation is the sum, by the first pair, each counted by what it adds."""
        corner = middle - (1 + 1j) * self.side / 2
        top, left = round(corner.imag), round(corner.real)
        rows, cols = (slice(max(at, 0), max(at + self.side, 0)) for at in (top, left))
        part = self._edges[rows, cols]
        square = self._turners[0].turned(turn)[max(-top, 0) :, max(-left, 0) :][: part.shape[0], : part.shape[1]]
        product = part.real * square.real + part.imag * square.imag
        height, width = (-(-n // _PIECE) * _PIECE for n in product.shape)
        padded = np.pad(product, [(0, height - product.shape[0]), (0, width - product.shape[1])])
        power = padded.reshape(height // _PIECE, _PIECE, width // _PIECE, _PIECE).sum((1, 3), float) ** 2
        return float(power.sum() ** 2 / max((power**2).sum(), 1e-30))

    def surface(self, turn: float) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """The correlation at all cyclic shifts after a turn, and by blocks where enough is in common."""
        found = [self._of(i, turn) for i in range(len(self._fixed))]
        inside = np.logical_and.reduce([inside for _, inside in found])
        total = np.zeros(self.shape, np.float32)
        for values, own in found:
            total += values / np.float32(max(usual(values, own), 1e-12))
        return total, inside

    def _of(self, kind: int, turn: float) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        moving = Spectra.of(self._turners[kind].turned(turn), self.shape, HALF_BLOCK).conjugated()
        return surface(self._fixed[kind], moving, self.shape, self._least[kind])
