"""A second displacement that two images have over the whole area, besides the one that was found.

Of one ground under one displacement, the correlation of two images is as high on either side of it, however the ground
repeats: it is the ground's own, which is symmetric. A pattern that the sensor adds to the same pixels of both has a
displacement of its own, and where the spectrum of the ground is stronger than the pattern's the correlation is highest
somewhere else. So the cross spectra of windows are added up (Welch 1967), whitened (Knapp and Carter 1976) and looked
at by bands of half an octave: what one side has more than the other is compared with what it has far away, where
chance alone rules.
"""

from __future__ import annotations

import numpy as np
from scipy import fft

from ..._typing import Floats
from ...geometry import Transform
from ...pairing import Pair, distance
from ..criteria import SCALES
from .parted_bands import parted
from .strong_ground import aside_of_strong_ground
from .window_spectra import Spectra

# How many bands are looked at, from the finest: a coarser one is as long as the search.
_BANDS = 6


def second_displacement(pair: Pair, spectra: Spectra, pixel: float, transform: Transform, under: Transform,
                        apart: Floats) -> float:
    """How far the ground lies from where ``transform`` puts it, in pixels of the frame; 0 if nothing says so.

    ``spectra`` are those of images placed ``under`` another transform, near to it, whose pixels are ``pixel`` of the
    frame's; ``apart`` (2,) is how far the pixels of both rasters lie from each other.
    """
    found, off = elsewhere(spectra), 0.0
    # The ground may have been found, and be the one that the pattern lies aside of.
    if found is not None and np.hypot(*(pixel * found + apart)) >= SCALES.at_pixels:
        off = float(np.hypot(*found)) + SCALES.half
    at_pixels = -apart / pixel
    off = max(off, SCALES.parted_way * parted(spectra, at_pixels), aside_of_strong_ground(spectra, at_pixels))
    return pixel * off + distance(under, transform, pair) if off else 0.0


def elsewhere(spectra: Spectra) -> Floats | None:
    """The displacement (2,), in pixels, at which a band correlates and not at none; None if there is no such band."""
    whitened, size = spectra.whitened, spectra.size
    found: list[Floats] = []
    for band in spectra.bands[:_BANDS]:
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
