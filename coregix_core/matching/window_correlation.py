"""Normalised cross-correlation of windows over masks: the surfaces that tie points are read from, and their tops.

Masked correlation follows Padfield (2012). All sums over masks are taken by FFT, or as products along the axes where
what is valid is a rectangle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from .._typing import Floats
from ..imaging import Proxy
from .correlation import Pixels, Surface, energy_of

Cut = tuple[NDArray[np.intp], NDArray[np.intp], int]

# Steps to the top of a peak from a quadratic start: the error shrinks with its square, from 0.07 pixels.
_NEWTON_STEPS = 3


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
        if which.all():
            return self
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
        rows, cols = (_waves(np.asarray(omega, float), d) / size for omega, d in zip(
            (2 * np.pi * np.fft.fftfreq(size), 2 * np.pi * np.fft.rfftfreq(size)), shift.T, strict=True))
        # The product is real: frequencies below zero, which are left out, say the same as those above.
        cols[..., 1 : (size + 1) // 2] *= 2
        sums = rows.astype(np.complex64) @ self.spectrum @ cols.astype(np.complex64).swapaxes(1, 2)
        values = sums.real.astype(float)
        second = np.stack([values[:, [2, 1], [0, 1]], values[:, [1, 0], [1, 2]]], 1)
        return values[:, :1, 0], np.stack([values[:, 1, 0], values[:, 0, 1]], 1), second


def _waves(omega: Floats, shift: Floats) -> NDArray[np.complex128]:
    """Waves (n, 3, size) of angular frequencies (size,) at shifts (n,), with their first and second derivatives."""
    phase = shift[:, None] * omega
    # Cosines and sines are a third of the work of a complex exponential.
    waves = np.empty((len(shift), 3, len(omega)), complex)
    waves[:, 0].real, waves[:, 0].imag = np.cos(phase), np.sin(phase)
    waves[:, 1] = waves[:, 0] * (1j * omega)
    waves[:, 2] = waves[:, 0] * -(omega**2)
    return waves


def correlate_windows(
    fixed: Proxy, moving: Proxy, rows: NDArray[np.intp], cols: NDArray[np.intp], window: int, search: int, *,
    whole_pixels: bool = False,
) -> WindowCorrelation:
    """Correlation of windows around pixel corners (rows, cols), which lie window/2 + search inside the image.

    The window is weighted by a raised cosine. ``whole_pixels`` says that nothing between them will be asked for, by
    ``tops``: the spectra may then be those of larger squares.
    """
    inner, surround = corner_cuts(rows, cols, window, search)
    # Two longer and cut: hanning's ends are zero, which would waste the outermost pixels.
    taper = np.hanning(window + 2)[1:-1].astype(np.float32)
    weight = np.outer(taper, taper)
    # Real and imaginary parts by themselves: sums and transforms of every other number take half as long again.
    f_parts, m_parts = ([_cut(part, *cut) for part in (proxy.values.real, proxy.values.imag)]
                        for proxy, cut in ((fixed, inner), (moving, surround)))
    f_energy, m_energy = energy_of(*f_parts) * weight, energy_of(*m_parts)
    size = window + 2 * search
    # A large prime factor, as 148 has, takes three times as long as some pixels of padding.
    spectrum = _cross_spectrum([part * weight for part in f_parts], m_parts,
                               fft.next_fast_len(size) if whole_pixels else size)
    product = _correlation(spectrum, search)
    masked = _holds_invalid(fixed, inner) or _holds_invalid(moving, surround)
    f_valid = m_valid = np.ones(0, bool)
    if not masked:
        # Without a mask the energies are a sum and a separable mean: only the product needs a Fourier transform.
        share = np.ones(product.shape, np.float32)
        common = f_energy.sum((-2, -1), keepdims=True) * _tapered(m_energy, taper)
        floor = common.max((-2, -1), keepdims=True)
    else:
        f_valid, m_valid = _cut(fixed.valid, *inner), _cut(moving.valid, *surround)
        share, f_common, m_common = (
            _sums_at_a_border(f_energy, m_energy, m_valid, taper) or _sums_of_whole(f_energy, m_energy, m_valid, taper)
            if f_valid.all() else _masked_sums(f_energy, m_energy, f_valid, m_valid, weight))
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
    # Of whole pixels, whatever the size of the spectra. Each mask is part of two of them.
    size = fft.next_fast_len(m_energy.shape[-1])
    f_mask, f_all, m_mask, m_all = (_spectrum(part, size) for part in (f_weight, f_energy, m_weight, m_energy))
    share, f_common, m_common = (_correlation(window.conj() * around, search) for window, around in (
        (f_mask, m_mask), (f_all, m_mask), (f_mask, m_all)))
    return share / weight.sum(), np.maximum(f_common, 0), np.maximum(m_common, 0)


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


def _sums_of_whole(f_energy: Pixels, m_energy: Pixels, m_valid: Pixels, taper: Pixels
                   ) -> tuple[Pixels, Pixels, Pixels]:
    """The same of windows that are valid throughout, whatever the shapes of what is valid around them.

    Only how much of a window's energy is met takes Fourier transforms: its mask is the taper, along both axes.
    """
    size = fft.next_fast_len(m_energy.shape[-1])
    m_weight = m_valid.astype(np.float32)
    product = _spectrum(f_energy, size).conj() * _spectrum(m_weight, size)
    met = _correlation(product, (m_energy.shape[-1] - len(taper)) // 2)
    return _tapered(m_weight, taper) / taper.sum() ** 2, np.maximum(met, 0), _tapered(m_energy, taper)


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


def by_validity(fixed: Proxy, moving: Proxy, rows: NDArray[np.intp], cols: NDArray[np.intp], window: int, search: int
                ) -> NDArray[np.intp]:
    """The order (n,) of windows by how much of them is masked: those correlated together take as long as the worst."""
    inner, surround = corner_cuts(rows, cols, window, search)
    whole, clear = (_cut(proxy.valid, *cut).all((1, 2)) for proxy, cut in ((fixed, inner), (moving, surround)))
    return np.argsort(whole.astype(int) + (whole & clear), kind="stable")


def corner_cuts(rows: NDArray[np.intp], cols: NDArray[np.intp], window: int, search: int) -> tuple[Cut, Cut]:
    """First rows, first columns and side of windows around pixel corners, and of the surroundings searched for them."""
    half, outer = window // 2, window // 2 + search
    return (rows - half, cols - half, window), (rows - outer, cols - outer, window + 2 * search)


def _cross_spectrum(windows: Sequence[Pixels], surroundings: Sequence[Pixels], size: int) -> NDArray[np.complex64]:
    """Cross spectra (n, size, size // 2 + 1) of windows and their surroundings, summed over parts.

    They are those of the product at shifts from the first one on, at which the window lies in the upper left corner.
    """
    total = None
    for part, other in zip(windows, surroundings, strict=True):
        first = _spectrum(part, size)
        np.conjugate(first, out=first)
        first *= _spectrum(other, size)
        total = first if total is None else np.add(total, first, out=total)
    return np.asarray(total)


def _spectrum(values: Pixels, size: int) -> NDArray[np.complex64]:
    """Spectra (n, size, size // 2 + 1) of squares (n, side, side)."""
    # Axis by axis, for rows of padding need no transform.
    return np.asarray(fft.fft(fft.rfft(values, size, axis=-1), size, axis=-2, overwrite_x=True))


def _correlation(spectrum: NDArray[np.complex64], search: int) -> Surface:
    """The product (n, 2 search + 1, 2 search + 1) at the first shifts, from its spectrum."""
    shifts = 2 * search + 1
    # Shifts beyond the search, which wrap around, need no transform.
    rows = fft.ifft(spectrum, axis=-2)[:, :shifts]
    return np.asarray(fft.irfft(rows, spectrum.shape[-2], axis=-1)[..., :shifts])


def _tapered(values: Pixels, taper: Pixels) -> Pixels:
    """Sums (n, shifts, shifts) of (n, size, size) weighted by the outer product of a taper, at each shift of it."""
    shifts = values.shape[-1] - len(taper) + 1
    across = np.zeros((shifts, values.shape[-1]), np.float32)
    for shift in range(shifts):
        across[shift, shift : shift + len(taper)] = taper
    return np.asarray(across @ values @ across.T)


def _holds_invalid(proxy: Proxy, cut: Cut) -> bool:
    """Whether any of the windows of a cut holds an invalid pixel."""
    if (box := proxy.valid_box) is None:
        return not _cut(proxy.valid, *cut).all()
    top, left, size = cut
    first_row, last_row, first_col, last_col = box
    return bool(top.min() < first_row or left.min() < first_col or top.max() + size > last_row
                or left.max() + size > last_col)


def _cut(image: Pixels, rows: NDArray[np.intp], cols: NDArray[np.intp], size: int) -> Pixels:
    views = np.lib.stride_tricks.sliding_window_view(image, (size, size))
    return np.asarray(views[rows, cols])
