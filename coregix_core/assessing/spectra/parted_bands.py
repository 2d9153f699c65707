"""Bands of detail that lie aside of each other by parts of a pixel: ground, and a pattern of the sensor near to it.

Between ground and a pattern less than two pixels from it all correlation has one peak, somewhere between the two. Of
one ground under one displacement the phase of the cross spectrum is a plane through all frequencies; with a pattern it
is the ground's where that has more of the detail, and the pattern's where that has. So each band is asked for its own
displacement, by Gauss-Newton steps on its phase (Lucas and Kanade 1981), and the quarters of the area for how well that
is known (the jackknife, Tukey 1958).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..._typing import Floats
from ...imaging import jackknife
from ..criteria import SCALES
from .window_spectra import Spectra

# How many bands are looked at, from the finest: other tones alone move coarser ones, as bright ground counts for more.
_BANDS = 4

# Steps that a displacement is found by, and the standard error (pixels) below which none is believed to be.
_STEPS, LEAST = 3, 0.004


def parted(spectra: Spectra, at_pixels: Floats) -> float:
    """How far the band lies from no displacement, in pixels, that lies farthest from the pattern; 0 if none are parted.

    A pattern lies ``at_pixels`` (2,), where the pixels of both rasters lie on each other.
    """
    found, error = _displacements(spectra)
    if len(found) < 2:
        return 0.0
    apart = np.hypot(*(found[:, None] - found).T)
    sure = apart > SCALES.parted_sure * np.hypot(error[:, None], error)
    if not (sure & (apart > SCALES.parted)).any():
        return 0.0
    ground = found[np.argmax(np.hypot(*(found - at_pixels).T))]
    return float(np.hypot(*ground))


def _displacements(spectra: Spectra) -> tuple[Floats, Floats]:
    """The displacements (bands, 2) of bands that show one, in pixels, and their standard errors (bands,)."""
    whitened, seen = spectra.whitened, []
    for band in spectra.bands[:_BANDS]:
        cross, frequency = whitened[:, band], spectra.frequencies(band)
        whole = of_phase(cross.sum(0), frequency)
        without = np.array([of_phase(cross.sum(0) - quarter, frequency) for quarter in cross])
        error = float(jackknife(without).max())
        if cross.sum(0).real.mean() > SCALES.parted_alike and error < SCALES.parted_known:
            seen.append((*whole, max(error, LEAST)))
    found = np.array(seen).reshape(-1, 3)
    return found[:, :2], found[:, 2]


def of_phase(cross: NDArray[np.complex128], frequency: Floats) -> Floats:
    """The displacement (2,) of frequencies (2, n) by the phase of their cross spectrum (n,)."""
    shift = np.zeros(2)
    for _ in range(_STEPS):
        turned = cross * np.exp(1j * (shift @ frequency))
        shift -= np.linalg.lstsq((frequency * turned.real) @ frequency.T, frequency @ turned.imag, rcond=1e-6)[0]
    return shift
