"""Normalised cross-correlation of proxies over masks: the coarse start, and the surfaces that tie points are read from.

Masked correlation follows Padfield (2012); proxies have no mean to subtract, which leaves energies and a product. All
sums over masks are taken by FFT.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from ..geometry import Floats
from ..imaging import Proxy

Surface = NDArray[np.float32]

_NEWTON_STEPS = 4
"""Steps to the top of a peak from a quadratic start: the error shrinks with its square, from 0.07 pixels."""


@dataclass(frozen=True)
class Peak:
    """Best shift of a whole image: ``dx``, ``dy`` in pixels (fixed pixel x looks like moving pixel x + d).

    ``score`` is the correlation in 0..1, ``strength`` the same in standard deviations of what unrelated images show,
    ``rival`` the strength of the best peak elsewhere.
    """

    dx: float
    dy: float
    score: float
    strength: float
    rival: float


def best_shift(fixed: Proxy, moving: Proxy, max_shift: float, min_overlap: float = 0.15) -> Peak:
    """The shift of one whole proxy against another on the same grid, at most ``max_shift`` pixels.

    Shifts that leave less than ``min_overlap`` of the smaller valid area in common are not looked at.
    """
    height, width = fixed.values.shape
    reach = int(min(max_shift, max(height, width) - 1))
    # Room for the largest shift alone: beyond it the cyclic shifts may overlap, as they are not looked at.
    shape = fft.next_fast_len(height + min(reach, height)), fft.next_fast_len(width + min(reach, width))
    score, overlap = masked_ncc(fixed, moving, shape)
    rows, cols = (np.fft.fftfreq(n, 1 / n).round().astype(int) for n in shape)
    inside = np.hypot(rows[:, None], cols[None, :]) <= reach
    inside &= (np.abs(rows) < height)[:, None] & (np.abs(cols) < width)[None, :]
    inside &= overlap >= min_overlap * min(fixed.valid.sum(), moving.valid.sum())
    if not inside.any():
        return Peak(0.0, 0.0, 0.0, 0.0, 0.0)
    # Chance correlations shrink with the root of the common area: compare in units of that.
    strength = np.where(inside, score * np.sqrt(np.maximum(overlap, 1)), 0)
    spread = max(float(np.sqrt((strength[inside] ** 2).mean())), 1e-12)
    row, col = divmod(int(np.argmax(strength)), shape[1])
    # A peak is some pixels wide, and its own flank is no rival; shifts are cyclic, and so is their distance.
    apart = (np.abs((rows - rows[row] + shape[0] // 2) % shape[0] - shape[0] // 2)[:, None] > 4) | (
        np.abs((cols - cols[col] + shape[1] // 2) % shape[1] - shape[1] // 2)[None, :] > 4)
    rival = float(strength[apart].max(initial=0.0)) / spread
    dy, dx = (_vertex(strength, (row, col), axis) for axis in (0, 1))
    return Peak(float(cols[col] + dx), float(rows[row] + dy), float(score[row, col]),
                float(strength[row, col]) / spread, rival)


def masked_ncc(fixed: Proxy, moving: Proxy, shape: tuple[int, int]) -> tuple[Surface, Surface]:
    """Correlation and overlap (pixels) for every cyclic shift; both of ``shape``, shift 0 at index (0, 0)."""
    # Proxies are complex and take the full transform; masks and energies are real and take half of it.
    first, second = (fft.fft2(p.values, shape) for p in (fixed, moving))
    # Of two edges the real part is the cosine of the angle between them, times their strengths.
    product = fft.ifft2(np.conj(first) * second).real
    # The energy of each image counts only where the other is valid too: that is what makes it masked.
    valid = [fft.rfft2(p.valid.astype(np.float32), shape) for p in (fixed, moving)]
    energy = [fft.rfft2(np.abs(p.values) ** 2, shape) for p in (fixed, moving)]
    overlap = fft.irfft2(np.conj(valid[0]) * valid[1], shape)
    common = fft.irfft2(np.conj(energy[0]) * valid[1], shape) * fft.irfft2(np.conj(valid[0]) * energy[1], shape)
    # Where hardly any energy is in common, the rounding of the FFT would be divided by next to nothing.
    floor = 1e-6 * float(np.sum(np.abs(fixed.values) ** 2)) * float(np.sum(np.abs(moving.values) ** 2))
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


@dataclass(frozen=True)
class WindowCorrelation:
    """Correlation of n windows of one image with another one around the same places.

    ``score`` and ``share`` are (n, 2 search + 1, 2 search + 1), shift 0 in the middle: the correlation, and the share
    of each window that is valid in both images there. ``spectrum`` (n, size, size) is the cross spectrum, which holds
    the product at all shifts, and ``energy``, shaped as ``score``, what it is divided by.
    """

    score: Surface
    share: Surface
    spectrum: NDArray[np.complex64]
    energy: Surface

    def part(self, which: NDArray[np.bool_]) -> WindowCorrelation:
        """The correlation of some of the windows."""
        return WindowCorrelation(self.score[which], self.share[which], self.spectrum[which], self.energy[which])

    def tops(self, at: NDArray[np.intp], start: Floats) -> Floats:
        """Where the correlation is highest near the maximum ``at`` (n, 2), as offsets from it: (row, column), (n, 2).

        ``start`` (n, 2) is a first guess. A quadratic through pixels is drawn to whole pixels, by up to 0.07; the cross
        spectrum gives the correlation and its derivatives at any place between them (after Guizar-Sicairos, Thurman and
        Fienup 2008), and Newton's method its top. A window whose peak is no peak there keeps its guess.
        """
        search = self.score.shape[1] // 2
        slope, bend = _log_derivatives(self.energy, at)
        offset = start.copy()
        for _ in range(_NEWTON_STEPS):
            product, first, second = self._derivatives(at - search + offset)
            # The score is the product times the inverse root of the energy, which is log-quadratic near the maximum.
            trend = -0.5 * (slope + np.einsum("nij,nj->ni", bend, offset))
            gradient = first + product * trend
            outer = first[:, :, None] * trend[:, None]
            curvature = -(second + outer + outer.swapaxes(1, 2)
                          + product[:, :, None] * (trend[:, :, None] * trend[:, None] - 0.5 * bend))
            peaked = (np.linalg.det(curvature) > 0) & (np.trace(curvature, axis1=1, axis2=2) > 0)
            safe = np.where(peaked[:, None, None], curvature, np.eye(2))
            step = np.linalg.solve(safe, gradient[:, :, None])[:, :, 0]
            # A step of more than a pixel leaves the peak that it was made for.
            offset = np.where(peaked[:, None], offset + np.clip(step, -1, 1), offset)
        near = np.abs(offset - start).max(1, keepdims=True) < 1.0
        return np.where(near, offset, start)

    def _derivatives(self, shift: Floats) -> tuple[Floats, Floats, Floats]:
        """Product (n, 1) of the windows at shifts (n, 2), its gradient (n, 2) and its second derivatives (n, 2, 2)."""
        size = self.spectrum.shape[1]
        omega = 2j * np.pi * np.fft.fftfreq(size)
        # A derivative multiplies the spectrum by i omega: of orders 0, 1 and 2 along both axes, (n, 3, size).
        rows, cols = (np.exp(omega * d[:, None])[:, None] * omega ** np.arange(3)[:, None] / size for d in shift.T)
        sums = rows.astype(np.complex64) @ self.spectrum @ cols.astype(np.complex64).swapaxes(1, 2)
        values = sums.real.astype(float)
        second = np.stack([values[:, [2, 1], [0, 1]], values[:, [1, 0], [1, 2]]], 1)
        return values[:, :1, 0], np.stack([values[:, 1, 0], values[:, 0, 1]], 1), second


def correlate_windows(
    fixed: Proxy, moving: Proxy, rows: NDArray[np.intp], cols: NDArray[np.intp], window: int, search: int
) -> WindowCorrelation:
    """Correlation of windows around pixel corners (rows, cols), which lie window/2 + search inside the image.

    The window is weighted by a raised cosine.
    """
    # The surroundings hold the window at every shift: nothing within the search wraps around.
    size = window + 2 * search
    half, outer = window // 2, window // 2 + search
    # Two longer and cut: hanning's ends are zero, which would waste the outermost pixels.
    taper = np.hanning(window + 2)[1:-1].astype(np.float32)
    weight = np.pad(np.outer(taper, taper), search)
    inner, surround = (rows - half, cols - half, window), (rows - outer, cols - outer, size)
    f_values, f_valid = (_pad(_cut(a, *inner), search) for a in (fixed.values, fixed.valid.astype(np.float32)))
    m_values, m_valid = (_cut(a, *surround) for a in (moving.values, moving.valid.astype(np.float32)))
    axes = (-2, -1)
    f_energy = np.abs(f_values) ** 2 * weight
    spectrum = np.conj(fft.fft2(f_values * weight)) * fft.fft2(m_values)
    product = fft.ifft2(spectrum, axes=axes).real
    m_valid_f = fft.rfft2(m_valid)
    where = np.conj(fft.rfft2(f_valid * weight))
    share = fft.irfft2(where * m_valid_f, (size, size)) / weight.sum()
    m_energy = fft.irfft2(where * fft.rfft2(np.abs(m_values) ** 2), (size, size))
    f_common = fft.irfft2(np.conj(fft.rfft2(f_energy)) * m_valid_f, (size, size))
    common = np.maximum(f_common, 0) * np.maximum(m_energy, 0)
    # A floor keeps windows without texture from dividing nothing by nothing.
    floor = 1e-4 * f_energy.sum(axes, keepdims=True) * np.maximum(m_energy, 0).max(axes, keepdims=True)
    energy = np.maximum(common + floor, 1e-30)
    score = product / np.sqrt(energy)
    pick = np.arange(-search, search + 1)
    near = np.ix_(np.arange(len(rows)), pick, pick)
    return WindowCorrelation(score[near].astype(np.float32), share[near].astype(np.float32), spectrum,
                             energy[near].astype(np.float32))


def _log_derivatives(surface: Surface, at: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Gradient (n, 2) and second derivatives (n, 2, 2), by row and column, of the logarithm of surfaces at (n, 2)."""
    i, (r, c) = np.arange(len(at)), np.clip(at, 1, surface.shape[1] - 2).T
    # 3 x 3 neighbours are enough: energy changes over the width of a window.
    q = np.log(np.maximum(np.stack([[surface[i, r + dy, c + dx] for dx in (-1, 0, 1)] for dy in (-1, 0, 1)]),
                          np.float32(1e-30)).astype(float))
    slope = np.stack([q[2, 1] - q[0, 1], q[1, 2] - q[1, 0]], 1) / 2
    both = (q[2, 2] - q[2, 0] - q[0, 2] + q[0, 0]) / 4
    bend = np.stack([np.stack([q[2, 1] - 2 * q[1, 1] + q[0, 1], both], 1),
                     np.stack([both, q[1, 2] - 2 * q[1, 1] + q[1, 0]], 1)], 1)
    return slope, bend


def _cut(image: NDArray[np.generic], rows: NDArray[np.intp], cols: NDArray[np.intp], size: int) -> NDArray:  # type: ignore[type-arg]
    views = np.lib.stride_tricks.sliding_window_view(image, (size, size))
    return views[rows, cols]


def _pad(stack: NDArray, margin: int) -> NDArray:  # type: ignore[type-arg]
    return np.pad(stack, ((0, 0), (margin, margin), (margin, margin)))
