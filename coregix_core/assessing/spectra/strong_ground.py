"""Where strong ground lies, which a pattern of the sensor that is as strong everywhere does not hide.

Ground is strong here and weak there, and so is what it adds to the cross spectrum of two images; what a pattern that is
fixed to their pixels adds is the same in all windows. By how much the cross spectrum grows from weak windows to strong
ones (a regression on their power, frequency by frequency) is therefore that of the ground alone, even in bands of
detail in which the pattern is many times as strong. Its phase says where the ground lies (Lucas and Kanade 1981), and
the quarters of the area how well that is known (the jackknife, Tukey 1958).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..._typing import Floats
from ...imaging import jackknife
from ..criteria import SCALES
from .parted_bands import LEAST, of_phase
from .unshared_detail import FEWEST, by_chance
from .window_spectra import Spectra

# How many bands are looked at, from the finest: coarser ones have few frequencies and windows of which few differ.
_BANDS = 6


def aside_of_strong_ground(spectra: Spectra, at_pixels: Floats) -> float:
    """How far strong ground lies from no displacement, in pixels; 0 if no pattern has drawn what was found.

    A pattern lies ``at_pixels`` (2,), where the pixels of both rasters lie on each other: what it has drawn lies
    between it and the ground.
    """
    found = strong_ground(spectra)
    if found is None:
        return 0.0
    ground, error = found
    far, away = float(np.hypot(*ground)), float(np.hypot(*at_pixels))
    sure = far > max(SCALES.strong_aside, SCALES.strong_sure * error)
    between = ground @ at_pixels < -SCALES.strong_between * far * away or away < SCALES.strong_aside
    return SCALES.strong_way * far if sure and between else 0.0


def strong_ground_within(spectra: Spectra, reach: float) -> bool:
    """Whether strong ground is known to lie within so many pixels of no displacement."""
    found = strong_ground(spectra) if reach > 0 else None
    return found is not None and float(np.hypot(*found[0])) + SCALES.strong_doubt * found[1] < reach


def strong_ground(spectra: Spectra) -> tuple[Floats, float] | None:
    """The displacement (2,) of strong ground, in pixels, and its standard error; None where no band tells."""
    whole = np.array(spectra.whole, bool)
    quarters = np.array(spectra.quarters)[whole]
    if whole.sum() < FEWEST or len(set(quarters)) < len(spectra.cross):
        return None
    fixed, moving, _ = np.moveaxis(np.array(spectra.windows)[whole], 1, 0)
    crosses = np.array(spectra.crosses)[whole]
    bands = spectra.bands
    # By the frequency.
    strengths, chance = np.sqrt(fixed * moving) / bands.sum((1, 2)), by_chance(bands)
    uneven = strengths.std(0) / np.maximum(strengths.mean(0), 1e-30)
    told = [_of_band(spectra, crosses[:, band], quarters, strengths[:, i], band)
            for i, band in enumerate(bands[:_BANDS]) if uneven[i] > SCALES.ground * chance[i]]
    known = np.array([band for band in told if band is not None]).reshape(-1, 3)
    if not len(known):
        return None
    weight = 1 / known[:, 2] ** 2
    ground = weight @ known[:, :2] / weight.sum()
    # Bands that differ by more than they err say so.
    scatter = float(weight @ ((known[:, :2] - ground) ** 2).sum(1)) / max(2 * len(known) - 2, 1)
    return ground, float(np.sqrt(max(scatter, 1.0) / weight.sum()))


def _of_band(spectra: Spectra, crosses: NDArray[np.complex64], quarters: NDArray[np.int_], strengths: Floats,
             band: NDArray[np.bool_]) -> tuple[float, float, float] | None:
    """The displacement by a band, and its standard error; None if what grows with the ground is hardly coherent.

    ``crosses`` (windows, n) are cross spectra at its frequencies, ``strengths`` (windows,) how strong it is.
    """
    frequency = spectra.frequencies(band)
    level = spectra.level[band]
    whitened = crosses / level * level.mean()
    ground = _growth(whitened, strengths)
    shift = of_phase(ground, frequency)
    without = np.array([of_phase(_growth(whitened[quarters != q], strengths[quarters != q]), frequency)
                        for q in range(4)])
    error = float(jackknife(without).max())
    coherent = float((ground * np.exp(1j * (shift @ frequency))).real.mean())
    clear = SCALES.strong_alike < coherent < 1 / SCALES.strong_alike and error < SCALES.parted_known
    return (*shift, max(error, LEAST)) if clear else None


def _growth(crosses: NDArray[np.complex64], strengths: Floats) -> NDArray[np.complex128]:
    """By how much cross spectra (windows, n) grow with the strength (windows,) of what they are of."""
    beyond = strengths - strengths.mean()
    return np.asarray(beyond @ crosses / max(float(beyond @ beyond), 1e-30))
