"""Correlation of the edges of two images over all shifts by FFT, for any turn of the second."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import fft, ndimage

from ..imaging import Proxy

# Share of the smaller image's ground that must be in common.
_MIN_OVERLAP = 0.3

# How far a place is looked for around the one that is expected, in lengths of the second image.
_REACH = 0.15

_Spectra = tuple[NDArray[np.complex64], NDArray[np.complex64]]


class TurnedCorrelation:
    """Two edge proxies (doubled angles) in pixels of one size; the second is turned about its middle."""

    def __init__(self, fixed: Proxy, moving: Proxy) -> None:
        self.moving = moving
        # Odd, so that the middle is a pixel.
        self.side = int(np.hypot(*moving.values.shape)) // 2 * 2 + 1
        # Cyclic shifts may overlap where too little would be in common anyway; even, as energies are halved.
        height, width = (2 * fft.next_fast_len((n + int(0.7 * self.side)) // 2 + 1) for n in fixed.values.shape)
        self.shape = height, width
        self._fixed = self._spectra(fixed.values)
        energies = [float((np.abs(p.values) ** 2).sum()) for p in (fixed, moving)]
        # Shares of energy stand for shares of area, which texture fills evenly after levelling.
        self._least = max(_MIN_OVERLAP * min(energies) * energies[0] / max(int(fixed.valid.sum()), 1), 1e-6)

    def near(self, turn: float, middle: complex) -> tuple[complex, float, float]:
        """Where the middle of the turned second image fits best in the first, near ``middle`` (complex pixels).

        Returns that place, the correlation there, and the standard deviation of the correlation at all places.
        """
        surface, inside = self._surface(turn)
        usual = float(np.sqrt(np.vdot(surface, surface) / max(int(inside.sum()), 1)))
        reach = max(2, round(_REACH * min(self.moving.values.shape)))
        # Shifts are cyclic; that of the square is that of its middle less half its side.
        corner = middle - (1 + 1j) * self.side / 2
        rows, cols = (round(v) + np.arange(-reach, reach + 1) for v in (corner.imag, corner.real))
        part = surface[np.ix_(rows % self.shape[0], cols % self.shape[1])]
        row, col = np.unravel_index(int(np.argmax(part)), part.shape)
        found = complex(cols[col], rows[row]) + (1 + 1j) * self.side / 2
        return found, float(part[row, col]), usual

    def _surface(self, turn: float) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """The correlation at all cyclic shifts after a turn, 0 where too little is in common, and where it is enough.

        A product over the root of the common energy of the first: of unrelated images it is as large everywhere.
        """
        parts, energy = self._spectra(self._turned(turn))
        # The sum over both components is the real part of the complex product: the cosine of twice the angle between.
        product = fft.irfft2((self._fixed[0] * parts.conj()).sum(0), self.shape)
        halved = self.shape[0] // 2, self.shape[1] // 2
        # Energies are smooth: at half the resolution they cost a quarter, and each value stands for two by two shifts.
        common = (fft.irfft2(self._fixed[1] * energy.conj(), halved) / 4).repeat(2, 0).repeat(2, 1)
        inside = common > self._least
        return np.where(inside, product / np.sqrt(np.maximum(common, self._least)), 0).astype(np.float32), inside

    def _spectra(self, values: NDArray[np.complex64]) -> _Spectra:
        """Spectra of a proxy's two components, and of its energy at half the resolution, where that is enough."""
        power = np.abs(np.pad(values, [(0, n % 2) for n in values.shape])) ** 2
        halved = power.reshape(power.shape[0] // 2, 2, power.shape[1] // 2, 2).sum((1, 3)).astype(np.float32)
        return (fft.rfft2(np.stack([values.real, values.imag]), self.shape),
                fft.rfft2(halved, (self.shape[0] // 2, self.shape[1] // 2)))

    def _turned(self, turn: float) -> NDArray[np.complex64]:
        """The second proxy turned about its middle, on a square that holds it; doubled angles turn twice as far."""
        c, s = np.cos(turn), np.sin(turn)
        # From a pixel of the square back to one of the image: rows and columns in scipy's order.
        matrix = np.array([[c, -s], [s, c]])
        offset = (np.array(self.moving.values.shape) - 1) / 2 - matrix @ np.full(2, (self.side - 1) / 2)
        # scipy resamples no complex images; the components are interpolated each by itself.
        parts = [ndimage.affine_transform(part, matrix, offset, (self.side, self.side), order=1, mode="constant")
                 for part in (self.moving.values.real, self.moving.values.imag)]
        return np.asarray((parts[0] + 1j * parts[1]) * np.exp(2j * turn), np.complex64)
