"""Normalised cross-correlation of proxies over masks: the coarse start, and the surfaces that tie points are read from.

Masked correlation follows Padfield (2012); proxies have no mean to subtract, which leaves energies and a product. All
sums over masks are taken by FFT.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from .._typing import Floats
from ..imaging import Proxy

Surface = NDArray[np.float32]
Pixels = NDArray[Any]
Cut = tuple[NDArray[np.intp], NDArray[np.intp], int]

_NEWTON_STEPS = 3
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

    def best_shift(self, moving: Proxy) -> Peak:
        """The best shift of a moving proxy."""
        height, width = self._fixed.values.shape
        score, overlap = _masked_ncc(self._spectra, _spectra(moving, self._shape), self._shape)
        rows, cols = (np.fft.fftfreq(n, 1 / n).round().astype(int) for n in self._shape)
        inside = np.hypot(rows[:, None], cols[None, :]) <= self._reach
        inside &= (np.abs(rows) < height)[:, None] & (np.abs(cols) < width)[None, :]
        # Where the FFT leaves a trace of no overlap at all, there is none.
        inside &= overlap >= max(0.5, self._least * min(self._fixed.valid.sum(), moving.valid.sum()))
        return _peak(score, np.where(inside, overlap, 0), rows, cols) if inside.any() else Peak(0.0, 0.0, 0.0, 0.0, 0.0)


def _peak(score: Surface, overlap: Surface, rows: NDArray[np.int64], cols: NDArray[np.int64]) -> Peak:
    """The highest place of a cyclic surface whose shifts are (rows, cols); where none counts, ``overlap`` is 0."""
    # Chance correlations shrink with the root of the common area: compare in units of that.
    strength = np.where(overlap > 0, score * np.sqrt(np.maximum(overlap, 1)), 0)
    spread = max(float(np.sqrt((strength[overlap > 0] ** 2).mean())), 1e-12)
    shape = strength.shape
    row, col = divmod(int(np.argmax(strength)), shape[1])
    # A peak is some pixels wide, and its own flank is no rival; shifts are cyclic, and so is their distance.
    apart = (np.abs((rows - rows[row] + shape[0] // 2) % shape[0] - shape[0] // 2)[:, None] > 4) | (
        np.abs((cols - cols[col] + shape[1] // 2) % shape[1] - shape[1] // 2)[None, :] > 4)
    rival = float(strength[apart].max(initial=0.0)) / spread
    dy, dx = (_vertex(strength, (row, col), axis) for axis in (0, 1))
    return Peak(float(cols[col] + dx), float(rows[row] + dy), float(score[row, col]),
                float(strength[row, col]) / spread, rival)


@dataclass(frozen=True)
class _Spectra:
    """Spectra of a proxy's values, of what is valid in it, and of its energy; and the sum of that."""

    values: NDArray[np.complex64]
    valid: NDArray[np.complex64]
    energy: NDArray[np.complex64]
    total: float


def _spectra(proxy: Proxy, shape: tuple[int, int]) -> _Spectra:
    # Proxies are complex and take the full transform; masks and energies are real and take half of it.
    energy = _energy(proxy.values)
    return _Spectra(fft.fft2(proxy.values, shape), fft.rfft2(proxy.valid.astype(np.float32), shape),
                    fft.rfft2(energy, shape), float(energy.sum()))


def masked_ncc(fixed: Proxy, moving: Proxy, shape: tuple[int, int]) -> tuple[Surface, Surface]:
    """Correlation and overlap (pixels) for every cyclic shift; both of ``shape``, shift 0 at index (0, 0)."""
    return _masked_ncc(_spectra(fixed, shape), _spectra(moving, shape), shape)


def _masked_ncc(fixed: _Spectra, moving: _Spectra, shape: tuple[int, int]) -> tuple[Surface, Surface]:
    # Of two edges the real part is the cosine of the angle between them, times their strengths.
    product = fft.ifft2(np.conj(fixed.values) * moving.values).real
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


@dataclass(frozen=True)
class WindowCorrelation:
    """Correlation of n windows of one image with another one around the same places.

    ``score`` and ``share`` are (n, 2 search + 1, 2 search + 1), shift 0 in the middle: the correlation, and the share
    of each window that is valid in both images there. ``spectrum`` (n, size, size // 2 + 1) is the cross spectrum,
    which holds the product at all shifts, and ``energy``, shaped as ``score``, what it is divided by. ``weight``
    (n, window, window) is what the windows' valid pixels count, ``valid`` (n, size, size) what is valid around them in
    the other image; None if all is.
    """

    score: Surface
    share: Surface
    spectrum: NDArray[np.complex64]
    energy: Surface
    weight: Surface | None = None
    valid: NDArray[np.bool_] | None = None

    def centroids(self, at: NDArray[np.intp]) -> Floats:
        """Centroids (n, 2) of the pixels that are valid in both at shifts ``at`` (n, 2), from the windows' middles.

        What a window shows is the displacement there: its middle may lie on the border, or even beyond.
        """
        if self.weight is None or self.valid is None:
            return np.zeros((len(at), 2))
        # By row and column, as ``at`` is.
        window = self.weight.shape[-1]
        around = np.lib.stride_tricks.sliding_window_view(self.valid, (window, window), axis=(1, 2))
        weight = self.weight * around[np.arange(len(at)), at[:, 0], at[:, 1]]
        from_middle = (np.arange(window) - (window - 1) / 2).astype(np.float32)
        total = np.maximum(weight.sum((1, 2), dtype=float), 1e-30)
        centroid = np.stack([weight.sum(2) @ from_middle, weight.sum(1) @ from_middle], 1) / total[:, None]
        # Of whole windows it is the middle, whatever the sums are rounded to.
        whole = np.asarray((weight > 0).all((1, 2)))
        return np.where(whole[:, None], 0.0, centroid)

    def part(self, which: NDArray[np.bool_]) -> WindowCorrelation:
        """The correlation of some of the windows."""
        return WindowCorrelation(self.score[which], self.share[which], self.spectrum[which], self.energy[which],
                                 None if self.weight is None else self.weight[which],
                                 None if self.valid is None else self.valid[which])

    def tops(self, at: NDArray[np.intp], start: Floats) -> Floats:
        """Where the correlation is highest near the maximum ``at`` (n, 2), as offsets from it: (row, column), (n, 2).

        ``start`` (n, 2) is a first guess. A quadratic through pixels is drawn to whole pixels, by up to 0.07; the cross
        spectrum gives the correlation and its derivatives at any place between them (after Guizar-Sicairos, Thurman and
        Fienup 2008), and Newton's method its top. A window whose peak is no peak there keeps its guess.
        """
        slope, bend = _log_derivatives(self.energy, at)
        offset = start.copy()
        for _ in range(_NEWTON_STEPS):
            product, first, second = self._derivatives(at + offset)
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
        """Product (n, 1) of the windows at shifts (n, 2) from the first one, its gradient and second derivatives.

        The gradient is (n, 2), the second derivatives are (n, 2, 2).
        """
        size = self.spectrum.shape[1]
        # A derivative multiplies the spectrum by i omega: of orders 0, 1 and 2 along both axes, (n, 3, size).
        rows, cols = (np.exp(omega * d[:, None])[:, None] * omega ** np.arange(3)[:, None] / size
                      for omega, d in zip((2j * np.pi * np.fft.fftfreq(size), 2j * np.pi * np.fft.rfftfreq(size)),
                                          shift.T, strict=True))
        # The product is real: frequencies below zero, which are left out, say the same as those above.
        cols[..., 1 : (size + 1) // 2] *= 2
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
    inner, surround = corner_cuts(rows, cols, window, search)
    # Two longer and cut: hanning's ends are zero, which would waste the outermost pixels.
    taper = np.hanning(window + 2)[1:-1].astype(np.float32)
    weight = np.outer(taper, taper)
    f_values, m_values = _cut(fixed.values, *inner), _cut(moving.values, *surround)
    f_energy, m_energy = _energy(f_values) * weight, _energy(m_values)
    f_valid, m_valid = _cut(fixed.valid, *inner), _cut(moving.valid, *surround)
    spectrum = _cross_spectrum(f_values * weight, m_values)
    product = _correlation(spectrum, search)
    masked = not (f_valid.all() and m_valid.all())
    if not masked:
        # Without a mask the energies are a sum and a separable mean: only the product needs a Fourier transform.
        share = np.ones(product.shape, np.float32)
        common = f_energy.sum((-2, -1), keepdims=True) * _tapered(m_energy, taper)
        floor = common.max((-2, -1), keepdims=True)
    else:
        sums = _sums_at_a_border(f_energy, m_energy, m_valid, taper) if f_valid.all() else None
        share, f_common, m_common = sums or _masked_sums(f_energy, m_energy, f_valid, m_valid, weight)
        common = f_common * m_common
        floor = f_energy.sum((-2, -1), keepdims=True) * m_common.max((-2, -1), keepdims=True)
    # A floor keeps windows without texture from dividing nothing by nothing.
    energy = np.maximum(common + np.float32(1e-4) * floor, np.float32(1e-30)).astype(np.float32, copy=False)
    return WindowCorrelation((product / np.sqrt(energy)).astype(np.float32, copy=False),
                             share.astype(np.float32, copy=False), spectrum, energy,
                             *((f_valid * weight, m_valid) if masked else ()))


def _masked_sums(f_energy: Pixels, m_energy: Pixels, f_valid: Pixels, m_valid: Pixels, weight: Pixels
                 ) -> tuple[Pixels, Pixels, Pixels]:
    """Share (n, shifts, shifts) of windows that is valid in both images at each shift, and the energies of that."""
    search = (m_energy.shape[-1] - len(weight)) // 2
    f_weight, m_weight = f_valid * weight, m_valid.astype(np.float32)
    share = _correlation(_cross_spectrum(f_weight, m_weight), search) / weight.sum()
    f_common = np.maximum(_correlation(_cross_spectrum(f_energy, m_weight), search), 0)
    m_common = np.maximum(_correlation(_cross_spectrum(f_weight, m_energy), search), 0)
    return share, f_common, m_common


def _sums_at_a_border(f_energy: Pixels, m_energy: Pixels, m_valid: Pixels, taper: Pixels
                      ) -> tuple[Pixels, Pixels, Pixels] | None:
    """The same of windows that are valid throughout, where what is valid around them are rectangles; None if not.

    That is so along an image's border, where a fifth of the windows of a small image lie. Sums over rectangles are
    products along the axes, a third of the work of Fourier transforms.
    """
    rows, cols = (np.asarray(m_valid.any(axis)) for axis in (2, 1))
    if not np.array_equal(m_valid, rows[:, :, None] & cols[:, None]):
        return None
    # What of a window is valid at each shift, line by line: (n, shifts, window).
    down, across = (np.ascontiguousarray(np.lib.stride_tricks.sliding_window_view(
        lines.astype(np.float32), len(taper), axis=1)) for lines in (rows, cols))
    share = (down @ taper)[:, :, None] * (across @ taper)[:, None] / taper.sum() ** 2
    # Energy is 0 where nothing is valid, so that the moving one needs no mask.
    return share, down @ f_energy @ across.swapaxes(1, 2), _tapered(m_energy, taper)


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


def corner_cuts(rows: NDArray[np.intp], cols: NDArray[np.intp], window: int, search: int) -> tuple[Cut, Cut]:
    """First rows, first columns and side of windows around pixel corners, and of the surroundings searched for them."""
    half, outer = window // 2, window // 2 + search
    return (rows - half, cols - half, window), (rows - outer, cols - outer, window + 2 * search)


def _cross_spectrum(windows: Pixels, surroundings: Pixels) -> NDArray[np.complex64]:
    """Cross spectra (n, size, size // 2 + 1) of windows and their surroundings (n, size, size); real parts if complex.

    They are those of the product at shifts from the first one on, at which the window lies in the upper left corner.
    """
    size, total = surroundings.shape[-1], None
    for part, other in zip(_real_parts(windows), _real_parts(surroundings), strict=True):
        # Axis by axis, for rows of padding need no transform.
        first, second = (fft.fft(fft.rfft(a, size, axis=-1), size, axis=-2, overwrite_x=True) for a in (part, other))
        np.conjugate(first, out=first)
        first *= second
        total = first if total is None else np.add(total, first, out=total)
    return np.asarray(total)


def _correlation(spectrum: NDArray[np.complex64], search: int) -> Surface:
    """The product (n, 2 search + 1, 2 search + 1) at the first shifts, from its spectrum."""
    shifts = 2 * search + 1
    # Shifts beyond the search, which wrap around, need no transform.
    rows = fft.ifft(spectrum, axis=-2)[:, :shifts]
    return np.asarray(fft.irfft(rows, spectrum.shape[-2], axis=-1)[..., :shifts])


def _real_parts(values: Pixels) -> tuple[Pixels, ...]:
    """Real arrays whose products add up to the real part of the product of one array and the other's conjugate."""
    return (values.real, values.imag) if np.iscomplexobj(values) else (values,)


def _tapered(values: Pixels, taper: Pixels) -> Pixels:
    """Sums (n, shifts, shifts) of (n, size, size) weighted by the outer product of a taper, at each shift of it."""
    shifts = values.shape[-1] - len(taper) + 1
    across = np.zeros((shifts, values.shape[-1]), np.float32)
    for shift in range(shifts):
        across[shift, shift : shift + len(taper)] = taper
    return np.asarray(across @ values @ across.T)


def _energy(values: Pixels) -> Pixels:
    return np.asarray(values.real**2 + values.imag**2)


def _cut(image: Pixels, rows: NDArray[np.intp], cols: NDArray[np.intp], size: int) -> Pixels:
    views = np.lib.stride_tricks.sliding_window_view(image, (size, size))
    return np.asarray(views[rows, cols])
