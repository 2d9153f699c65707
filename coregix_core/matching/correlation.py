"""Normalised cross-correlation of whole proxies over masks, by which the coarse start is found.

Masked correlation follows Padfield (2012); proxies have no mean to subtract, which leaves energies and a product. All
sums over masks are taken by FFT. scikit-image's (``phase_cross_correlation`` with masks) does not serve: it takes real
images, and gives the best shift alone, not the surface from which its rivals are known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from ..imaging import Proxy

Surface = NDArray[np.float32]
Pixels = NDArray[Any]

# Part of the smaller image that is in common at least where the images are asked if they agree elsewhere as well.
_QUARTER = 0.25


@dataclass(frozen=True)
class Peak:
    """Best shift of a whole image: ``dx``, ``dy`` in pixels (fixed pixel x looks like moving pixel x + d).

    ``score`` is the correlation in 0..1, ``strength`` the same in standard deviations of what unrelated images show,
    ``rival`` the strength of the best peak elsewhere. ``elsewhere`` is the highest correlation there as a part of the
    score, by a quarter of the images and more; infinite where the rival is so strong that nobody looked.
    """

    dx: float
    dy: float
    score: float
    strength: float
    rival: float
    elsewhere: float = np.inf


def best_shift(fixed: Proxy, moving: Proxy, max_shift: float, min_overlap: float = 0.15) -> Peak:
    """The shift of one whole proxy against another on the same grid, at most ``max_shift`` pixels.

    Shifts that leave less than ``min_overlap`` of the smaller valid area in common are not looked at.
    """
    return Reference(fixed, max_shift, min_overlap).best_shift(moving)


class Reference:
    """A whole proxy that others on the same grid are correlated with: its own spectra are computed once.

    The arguments are those of ``best_shift``.
    """

    def __init__(self, fixed: Proxy, max_shift: float, min_overlap: float = 0.15) -> None:
        height, width = fixed.values.shape
        self._fixed, self._least = fixed, min_overlap
        self._reach = int(min(max_shift, max(height, width) - 1))
        # Room for the largest shift alone: beyond it the cyclic shifts may overlap, as they are not looked at.
        self._shape = (fft.next_fast_len(height + min(self._reach, height)),
                       fft.next_fast_len(width + min(self._reach, width)))
        self._spectra = _spectra(fixed, self._shape)
        rows, cols = self._shifts = self._signed_shifts()
        # A circle and not a square: the reach is a length, the same in all directions.
        self._within = np.hypot(rows[:, None], cols[None, :]) <= self._reach
        self._within &= (np.abs(rows) < height)[:, None] & (np.abs(cols) < width)[None, :]

    def _signed_shifts(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The shifts of the rows and columns of a cyclic surface, of which the later half are below zero."""
        rows, cols = (np.fft.fftfreq(n, 1 / n).round().astype(int) for n in self._shape)
        return rows, cols

    def best_shift(self, moving: Proxy) -> Peak:
        """The best shift of a moving proxy."""
        score, overlap = _masked_ncc(self._spectra, _spectra(moving, self._shape), self._shape)
        # Where the FFT leaves a trace of no overlap at all, there is none.
        smaller = min(self._fixed.valid.sum(), moving.valid.sum())
        least = max(0.5, self._least * smaller)
        inside = self._within & (overlap >= least)
        return _peak(score, np.where(inside, overlap, 0), *self._shifts, _QUARTER * smaller) if inside.any() else Peak(
            0.0, 0.0, 0.0, 0.0, 0.0)


def _peak(score: Surface, overlap: Surface, rows: NDArray[np.int64], cols: NDArray[np.int64], common: float) -> Peak:
    """The highest place of a cyclic surface whose shifts are (rows, cols); where none counts, ``overlap`` is 0.

    Elsewhere is looked at with ``common`` pixels of overlap at least.
    """
    # Chance correlations shrink with the root of the common area: compare in units of that.
    strength = np.where(overlap > 0, score * np.sqrt(np.maximum(overlap, 1)), 0)
    # The surface itself shows what unrelated ground gives: nearly all of its shifts are wrong ones.
    spread = max(float(np.sqrt((strength[overlap > 0] ** 2).mean())), 1e-12)
    shape = strength.shape
    row, col = divmod(int(np.argmax(strength)), shape[1])
    # A peak is some pixels wide, and its own flank is no rival; shifts are cyclic, and so is their distance.
    apart = (np.abs((rows - rows[row] + shape[0] // 2) % shape[0] - shape[0] // 2)[:, None] > 4) | (
        np.abs((cols - cols[col] + shape[1] // 2) % shape[1] - shape[1] // 2)[None, :] > 4)
    rival = float(strength[apart].max(initial=0.0)) / spread
    # A correlation by itself says nothing of how likely it is, but whether the images agree as well elsewhere.
    elsewhere = (float(score[apart & (overlap >= common)].max(initial=0.0) / score[row, col])
                 if strength[row, col] > 2 * rival * spread else np.inf)
    dy, dx = (_vertex(strength, (row, col), axis) for axis in (0, 1))
    return Peak(float(cols[col] + dx), float(rows[row] + dy), float(score[row, col]),
                float(strength[row, col]) / spread, rival, elsewhere)


@dataclass(frozen=True)
class _Spectra:
    """Spectra of the two parts of a proxy's values, of what is valid in it, and of its energy; and the sum of that.

    All are of real images, which have half of a spectrum.
    """

    values: NDArray[np.complex64]
    valid: NDArray[np.complex64]
    energy: NDArray[np.complex64]
    total: float


def _spectra(proxy: Proxy, shape: tuple[int, int]) -> _Spectra:
    parts = np.stack([proxy.values.real, proxy.values.imag])
    energy = energy_of(*parts)
    return _Spectra(_transformed(parts, shape), _transformed(proxy.valid.astype(np.float32), shape),
                    _transformed(energy, shape), float(energy.sum()))


def _transformed(images: Pixels, shape: tuple[int, int]) -> NDArray[np.complex64]:
    """``rfft2`` of images (..., height, width) padded to ``shape``; rows of padding need no transform."""
    # scipy keeps single precision, which numpy's transform would double in memory and time.
    return np.asarray(fft.fft(fft.rfft(images, shape[1], axis=-1), shape[0], axis=-2, overwrite_x=True))


def masked_ncc(fixed: Proxy, moving: Proxy, shape: tuple[int, int]) -> tuple[Surface, Surface]:
    """Correlation and overlap (pixels) for every cyclic shift; both of ``shape``, shift 0 at index (0, 0)."""
    return _masked_ncc(_spectra(fixed, shape), _spectra(moving, shape), shape)


def _masked_ncc(fixed: _Spectra, moving: _Spectra, shape: tuple[int, int]) -> tuple[Surface, Surface]:
    # Of two edges the real part is the cosine of the angle between them, times their strengths.
    product = fft.irfft2((np.conj(fixed.values) * moving.values).sum(0), shape)
    # The energy of each image counts only where the other is valid too: that is what makes it masked.
    overlap = fft.irfft2(np.conj(fixed.valid) * moving.valid, shape)
    common = fft.irfft2(np.conj(fixed.energy) * moving.valid, shape) * fft.irfft2(
        np.conj(fixed.valid) * moving.energy, shape)
    # Where hardly any energy is in common, the rounding of the FFT would be divided by next to nothing.
    floor = 1e-6 * fixed.total * moving.total
    return (product / np.sqrt(np.maximum(common, max(floor, 1e-30)))).astype(np.float32), overlap.astype(np.float32)


def _vertex(surface: Surface, at: tuple[int, int], axis: int) -> float:
    """Offset of the top of a parabola through a cyclic surface's maximum and its neighbours, -0.5..0.5."""
    size = surface.shape[axis]
    low, high = list(at), list(at)
    low[axis], high[axis] = (at[axis] - 1) % size, (at[axis] + 1) % size
    below, top, above = surface[tuple(low)], surface[at[0], at[1]], surface[tuple(high)]
    bend = below - 2 * top + above
    # A neighbour outside the search was set to zero and may skew the parabola, but not beyond the pixel.
    return float(np.clip((below - above) / (2 * bend), -0.5, 0.5)) if bend < 0 else 0.0


def energy_of(real: Pixels, imaginary: Pixels) -> Pixels:
    """Squared magnitudes of complex values, from their parts."""
    return np.asarray(real**2 + imaginary**2)
