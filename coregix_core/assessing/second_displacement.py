"""A second displacement that two images have over the whole area, besides the one that was found.

Of one ground under one displacement, the correlation of two images is as high on either side of it, however the ground
repeats: it is the ground's own, which is symmetric. A pattern that the sensor adds to the same pixels of both has a
displacement of its own, and where the spectrum of the ground is stronger than the pattern's the correlation is highest
somewhere else. So the cross spectra of windows are added up (Welch 1967), whitened (Knapp and Carter 1976) and looked
at by bands of half an octave: what one side has more than the other is compared with what it has far away, where
chance alone rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft, ndimage

from .._typing import Floats
from ..geometry import Transform
from ..imaging import Image
from ..pairing import Block, Pair, distance
from .scale_criteria import SCALES
from .sensor_pattern import apart_from_pixels

# Side of a window in pixels, of one in a small image, and how many are looked at, in quarters of the area.
_WINDOW, _SMALL, _MOST = 128, 64, 64

# Bands of half an octave, as parts of the highest frequency along an axis; coarser ones are as long as the search.
_BANDS = 2.0 ** -np.arange(0.0, 3.0, 0.5)


@dataclass(frozen=True)
class Spectra:
    """Spectra (size, size // 2 + 1) of two images by themselves, and their cross spectra in quarters of the area.

    Those are (4, size, size // 2 + 1).
    """

    fixed: Floats
    moving: Floats
    cross: NDArray[np.complex128]

    def add(self, quarter: int, one: NDArray[np.complex64], other: NDArray[np.complex64]) -> None:
        """Add a window of a quarter, by the transforms of both images there."""
        for power, values in ((self.fixed, one), (self.moving, other)):
            power[:] += values.real**2 + values.imag**2
        self.cross[quarter] += one.conj() * other

    def __add__(self, other: Spectra) -> Spectra:
        return Spectra(self.fixed + other.fixed, self.moving + other.moving, self.cross + other.cross)


def second_displacement(pair: Pair, blocks: tuple[Block, ...], transform: Transform, under: Transform) -> float:
    """How far the ground lies from where ``transform`` puts it, in pixels of the frame; 0 if nothing says so.

    ``blocks`` are placed ``under`` another transform, near to it. Of rasters whose pixels do not lie on each other, or
    nearly so, no pattern is the same: they are not looked at.
    """
    apart = apart_from_pixels(pair, transform)
    size = _WINDOW if min(blocks[0].fixed.values.shape) >= 1.5 * _WINDOW else _SMALL
    if apart is None or min(blocks[0].fixed.values.shape) < size:
        return 0.0
    spectra = _spectra(pair, blocks, under, size)
    found = None if spectra is None else elsewhere(spectra)
    if found is None:
        return 0.0
    pixel = blocks[0].fixed.grid.pixel_size / pair.frame.pixel
    # The ground may have been found, and be the one that the pattern lies aside of.
    if np.hypot(*(pixel * found + apart)) < SCALES.at_pixels:
        return 0.0
    return pixel * (float(np.hypot(*found)) + SCALES.half) + distance(under, transform, pair)


def _spectra(pair: Pair, blocks: tuple[Block, ...], transform: Transform, size: int) -> Spectra | None:
    """The spectra of all blocks; None if hardly any window is valid."""
    middle = np.mean([block.fixed.grid.to_world(*np.array(block.fixed.values.shape[::-1]) / 2) for block in blocks], 0)
    most = max(4, _MOST // len(blocks))

    def of_block(block: Block) -> Spectra | None:
        return spectra_of(block.fixed, block.placed_image(pair, transform), (middle[0], middle[1]), size, most)

    parts = [part for part in pair.each(of_block, blocks) if part is not None]
    return sum(parts[1:], start=parts[0]) if parts else None


def spectra_of(fixed: Image, placed: Image, middle: tuple[float, float], size: int, most: int) -> Spectra | None:
    """The spectra of windows of an image and another one on its grid; at the world place ``middle`` quarters meet.

    None if no window is valid in most of its pixels.
    """
    taper = np.outer(*[np.hanning(size + 2)[1:-1].astype(np.float32)] * 2)
    both, corner = fixed.valid & placed.valid, fixed.grid.to_pixel(*middle)
    shape = size, size // 2 + 1
    total, seen = Spectra(np.zeros(shape), np.zeros(shape), np.zeros((4, *shape), complex)), False
    for row, col in _corners(fixed.values.shape, size, most):
        cut = np.s_[row : row + size, col : col + size]
        valid = both[cut]
        if valid.mean() < SCALES.valid:
            continue
        one, other = (fft.rfft2(_levelled(image.values[cut], valid) * taper) for image in (fixed, placed))
        total.add(2 * int(row + size / 2 > corner[1]) + int(col + size / 2 > corner[0]), one, other)
        seen = True
    return total if seen else None


def _corners(shape: tuple[int, ...], size: int, most: int) -> Iterator[tuple[int, int]]:
    """First rows and columns of about so many windows that cover a shape, by half of each other at most."""
    step = max(size / 2, float(np.sqrt(shape[0] * shape[1] / most)))
    rows, cols = (np.linspace(0, n - size, max(1, round((n - size) / step) + 1)).astype(int) for n in shape)
    return ((int(row), int(col)) for row in rows for col in cols)


def _levelled(values: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Values less their mean, of which each window has as much; 0 where they are not valid."""
    level = np.where(valid, values - values[valid].mean(), np.float32(0))
    return np.asarray(level / max(float(np.sqrt((level**2).mean())), 1e-12), np.float32)


def elsewhere(spectra: Spectra) -> Floats | None:
    """The displacement (2,), in pixels, at which a band correlates and not at none; None if there is no such band."""
    size = spectra.cross.shape[1]
    frequency = np.hypot(2 * np.fft.fftfreq(size)[:, None], 2 * np.fft.rfftfreq(size))
    # Neighbouring frequencies together, as single ones of few windows are known badly.
    power = [ndimage.uniform_filter(part, 3, mode="wrap") for part in (spectra.fixed, spectra.moving)]
    whitened = spectra.cross / np.sqrt(np.maximum(power[0] * power[1], 1e-30))
    found: list[Floats] = []
    for highest in _BANDS:
        band = (frequency <= highest) & (frequency > highest / np.sqrt(2))
        correlation = fft.irfft2(whitened * band, (size, size)) * size**2 / (2 * band.sum())
        found += _of_band(np.fft.fftshift(correlation, (1, 2)))
    # Where a band has something of the pattern as well, that draws it nearer.
    return max(found, key=lambda shift: float(np.hypot(*shift)), default=None)


def _of_band(quarters: Floats) -> list[Floats]:
    """Such a displacement of one band; nothing if it has none.

    ``quarters`` (4, size, size) are its correlations in each of them, with no displacement in the middle.
    """
    middle = quarters.shape[1] // 2
    # Displacements from the middle on either side, in order.
    whole = quarters[:, 1:, 1:]
    sides = whole - whole[:, ::-1, ::-1]
    score, aside = whole.sum(0), sides.sum(0)
    away = np.hypot(*np.mgrid[1 - middle : middle, 1 - middle : middle])
    at = np.unravel_index(np.argmax(np.where(away < middle / 2, aside, -np.inf)), aside.shape)
    chance = float(aside[away > 0.7 * middle].std())
    told = (aside[at] > SCALES.second and aside[at] > SCALES.second_sure * chance
            and abs(score[middle - 1, middle - 1]) < SCALES.instead * score[at])
    # In one corner alone it is ground that moved by itself.
    share = np.sort(sides[:, at[0], at[1]])
    if not told or share[1] < SCALES.of_quarters * aside[at]:
        return []
    return [np.array([at[1] - middle + 1, at[0] - middle + 1], float)]
