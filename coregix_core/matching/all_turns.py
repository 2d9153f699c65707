"""Every turn and every scale, by correlation of edges over all shifts: for images that share no features.

Maps, radar, thermal images and seasons have edges in common, but few features whose surroundings look alike. Their
edge proxies (doubled angle, levelled strength) are correlated over all shifts by FFT for each turn and scale, on images
of about a hundred pixels; a product over that many pixels shows what no single feature does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft, ndimage

from ..geometry import Floats, Grid
from ..imaging import Image, Proxy, edge_proxy, smoothed

_SIDE, _FINE_SIDE = 72, 144
"""Longest side (pixels) of the smaller image's part of the ground: at the first look, and at the second."""

_LARGER = 4
"""How much longer the larger image may be, before the smaller one is looked at in fewer pixels."""

_TURNS = 60
"""Turns that are tried: as many as edges 36 pixels from the middle can tell apart."""

_STRETCH = 1.1
"""Ratio of a scale to the next."""

_LEAST = 0.3
"""Share of the smaller image's ground that must be in common."""

_CLEAR = 8.0
"""Strength that no chance reaches: of 100 unrelated pairs the highest is about 6."""

_SECOND = 24
"""Candidates of the first look that are looked at again."""


@dataclass(frozen=True)
class Candidate:
    """A similarity fixed = factor * moving + offset (complex pixels).

    ``strength`` is how far its correlation stands out, in standard deviations of all that were tried.
    """

    factor: complex
    offset: complex
    strength: float


def all_turns(fixed: Image, moving: Image, scales: tuple[float, float], most: int = 8) -> list[Candidate]:
    """The best similarities over all turns, shifts, and ``scales`` (fixed pixels per moving pixel, from, to)."""
    search = _Search(fixed, moving)
    # Each stands for its opposite as well.
    turns = np.linspace(0, np.pi, _TURNS // 2, endpoint=False)
    first = search.standing_out([(scale, turns) for scale in _scales(scales)], _SIDE)
    # Coarse steps and few pixels show where to look; what stands out there, the second look tells.
    thirds = np.array([-1.0, 0.0, 1.0]) / 3
    near = [(float(abs(c.factor) * _STRETCH**part), np.angle(c.factor) + turns[1] * thirds)
            for c in _leading(_apart(first, moving.values.shape, _SECOND)) for part in thirds]
    return _apart(search.standing_out(near, _FINE_SIDE, typical=search.typical), moving.values.shape, most)


def _leading(found: list[Candidate]) -> list[Candidate]:
    """The few first where one leads so clearly that all others are chance; else all."""
    clear = len(found) > 1 and found[0].strength > _CLEAR and found[0].strength > 1.4 * found[1].strength
    return found[:3] if clear else found


class _Search:
    """Two images, and the proxies of them that were made already."""

    def __init__(self, fixed: Image, moving: Image) -> None:
        self.fixed, self.moving = fixed, moving
        self.typical = 1.0
        self._proxies: dict[int, Proxy] = {}

    def standing_out(self, tried: list[tuple[float, Floats]], side: int, typical: float | None = None
                     ) -> list[Candidate]:
        """The peaks over all ``tried`` scales and their turns, strongest first.

        ``typical`` is the standard deviation to measure by; that of what was tried if None, which is kept.
        """
        found, spread = [], []
        for scale, turns in tried:
            reference, step = self._reference(scale, side)
            peaks, deviation = _correlated(reference, _proxy(self.moving, step / scale), scale, step, turns)
            found += peaks
            spread.append(deviation)
        if typical is None:
            typical = self.typical = max(float(np.median(spread)), 1e-9)
        return sorted((Candidate(c.factor, c.offset, c.strength / typical) for c in found), key=lambda c: -c.strength)

    def _reference(self, scale: float, side: int) -> tuple[Proxy, float]:
        """The fixed image's proxy for a scale, and its pixel in fixed pixels."""
        pixel = _pixel(self.fixed.values.shape, self.moving.values.shape, scale, side)
        # In steps of a square root of 2, so that few are made.
        key = round(2 * np.log2(pixel))
        if key not in self._proxies:
            self._proxies[key] = _proxy(self.fixed, 2.0 ** (key / 2))
        return self._proxies[key], 2.0 ** (key / 2)


def _scales(bounds: tuple[float, float]) -> list[float]:
    low, high = bounds
    count = max(1, int(np.ceil(np.log(high / low) / np.log(_STRETCH))) + 1)
    return [float(v) for v in np.geomspace(low, high, count)]


def _pixel(fixed: tuple[int, ...], moving: tuple[int, ...], scale: float, side: int) -> float:
    """Side of a pixel for the correlation, in fixed pixels."""
    sizes = max(fixed), scale * max(moving)
    # Never finer than the coarser of the two.
    return float(max(min(sizes) / side, max(sizes) / (_LARGER * side), 1.0, scale))


def _proxy(image: Image, step: float) -> Proxy:
    """The edge proxy of an image in pixels ``step`` times as large."""
    # Half a pixel of smoothing keeps what is finer from folding back.
    smooth = smoothed(image.values, image.valid, 0.5 * step) if step > 1.01 else image.values
    shape = tuple(max(2, int(n / step)) for n in smooth.shape)
    rows, cols = ((np.arange(n) + 0.5) * step - 0.5 for n in shape)
    at = np.meshgrid(rows, cols, indexing="ij")
    values = ndimage.map_coordinates(smooth, at, order=1, mode="nearest")
    valid = ndimage.map_coordinates(image.valid.astype(np.float32), at, order=1, mode="nearest") > 0.5
    small = Image(values.astype(np.float32), valid, Grid(None, image.grid.transform, shape[1], shape[0]))
    return edge_proxy(small, "balanced", 1.0)


@dataclass(frozen=True)
class _Spectra:
    """A proxy's two components and its energy (at half the resolution) under the FFT, padded to ``shape``."""

    parts: NDArray[np.complex64]
    energy: NDArray[np.complex64]
    shape: tuple[int, int]

    @classmethod
    def of(cls, values: NDArray[np.complex64], shape: tuple[int, int]) -> _Spectra:
        """The spectra of ``values``; both sides of ``shape`` are even."""
        power = np.abs(np.pad(values, [(0, n % 2) for n in values.shape])) ** 2
        halved = power.reshape(power.shape[0] // 2, 2, power.shape[1] // 2, 2).sum((1, 3)).astype(np.float32)
        return cls(fft.rfft2(np.stack([values.real, values.imag]), shape),
                   fft.rfft2(halved, (shape[0] // 2, shape[1] // 2)), shape)

    def correlated(self, other: _Spectra, half_turn: bool) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Products and common energies for all cyclic shifts of ``other``, as it is or after half a turn.

        Half a turn leaves doubled angles as they are and reverses rows and columns: that is the conjugate.
        """
        parts, energy = (a if half_turn else np.conj(a) for a in (other.parts, other.energy))
        product = fft.irfft2((self.parts * parts).sum(0), self.shape)
        common = fft.irfft2(self.energy * energy, (self.shape[0] // 2, self.shape[1] // 2)) / 4
        return product, common.repeat(2, 0).repeat(2, 1)


def _correlated(fixed: Proxy, moving: Proxy, scale: float, step: float, turns: Floats
                ) -> tuple[list[Candidate], float]:
    """Peaks of one scale over ``turns`` and their opposites, in units of correlation; the standard deviation of all."""
    # Odd, so that the middle is a pixel, and half a turn moves shifts by an even number.
    side = int(np.hypot(*moving.values.shape)) // 2 * 2 + 1
    # Cyclic shifts may overlap where too little would be in common anyway.
    height, width = (2 * fft.next_fast_len((n + int(0.7 * side)) // 2 + 1) for n in fixed.values.shape)
    reference = _Spectra.of(fixed.values, (height, width))
    energies = [float((np.abs(p.values) ** 2).sum()) for p in (fixed, moving)]
    # Shares of energy stand for shares of area, which texture fills evenly after levelling.
    least = max(_LEAST * min(energies) * energies[0] / max(int(fixed.valid.sum()), 1), 1e-6)
    middle = (moving.values.shape[1] + 1j * moving.values.shape[0]) / 2 * (step / scale)
    found, squares, counts = [], 0.0, 0
    for turn in turns:
        spectra = _Spectra.of(_turned(moving, turn, side), reference.shape)
        for half_turn in (False, True):
            product, common = reference.correlated(spectra, half_turn)
            inside = common > least
            strength = np.where(inside, product / np.sqrt(np.maximum(common, least)), 0).astype(np.float32)
            squares += float(np.vdot(strength, strength))
            counts += int(inside.sum())
            factor = scale * np.exp(1j * (turn + np.pi * half_turn))
            for row, col, value in _peaks(strength):
                # The middle of the turned square lies on the middle of the moving image.
                at = zip((row, col), (height, width), fixed.values.shape, strict=True)
                down, across = ((_shift(*one, (side - 1) * half_turn) + side / 2) * step for one in at)
                found.append(Candidate(complex(factor), complex(across + 1j * down - factor * middle), value))
    return found, float(np.sqrt(squares / max(counts, 1)))


def _shift(index: int, size: int, fixed: int, offset: int) -> int:
    """The shift that an index of a cyclic surface of ``size`` means; ``offset`` was added to all shifts."""
    shift = (index - offset) % size
    return shift if shift < fixed else shift - size


def _turned(moving: Proxy, turn: float, side: int) -> NDArray[np.complex64]:
    """A proxy turned about its middle, on a square of ``side`` pixels; doubled angles turn twice as far."""
    c, s = np.cos(turn), np.sin(turn)
    # From a pixel of the square back to one of the image: rows and columns in scipy's order.
    matrix = np.array([[c, -s], [s, c]])
    offset = (np.array(moving.values.shape) - 1) / 2 - matrix @ np.full(2, (side - 1) / 2)
    parts = [ndimage.affine_transform(part, matrix, offset, (side, side), order=1, mode="constant")
             for part in (moving.values.real, moving.values.imag)]
    return np.asarray((parts[0] + 1j * parts[1]) * np.exp(2j * turn), np.complex64)


def _peaks(surface: NDArray[np.float32]) -> Iterator[tuple[int, int, float]]:
    """The two highest places of a surface that are apart; what is around them is lost."""
    for _ in range(2):
        row, col = divmod(int(np.argmax(surface)), surface.shape[1])
        if surface[row, col] <= 0:
            return
        yield row, col, float(surface[row, col])
        surface[max(0, row - 4) : row + 5, max(0, col - 4) : col + 5] = 0


def _apart(found: list[Candidate], shape: tuple[int, ...], most: int) -> list[Candidate]:
    """The strongest that are not neighbours of a stronger one."""
    kept: list[Candidate] = []
    height, width = shape
    corners = np.array([0, width, 1j * height, width + 1j * height])
    for one in found:
        places = one.factor * corners + one.offset
        size = abs(one.factor) * max(shape)
        if all(np.abs(places - (k.factor * corners + k.offset)).mean() > 0.12 * size for k in kept):
            kept.append(one)
        if len(kept) == most:
            break
    return kept
