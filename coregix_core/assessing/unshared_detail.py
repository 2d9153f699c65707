"""Detail that two images do not share, beside a pattern that they do: unrelated ground under one sensor.

Ground that both images show is in all of their detail that stands out of the noise, and differs from place to place. A
pattern of the sensor that is coarse itself is even over the area and has no detail: what is finer is each image's own
ground, and if that is nowhere alike it is not the same. Noise hides fine ground as well, but is as strong at all
frequencies, which ground is not (Field 1987).
"""

from __future__ import annotations

import numpy as np

from .scale_criteria import SCALES
from .window_spectra import Spectra

# Frequencies along an axis that the taper of a window makes one (Hann).
_AS_ONE = 1.5


def is_unshared(spectra: Spectra) -> bool:
    """Whether images share a pattern that is even over the area, and nothing of the finer structure that both have."""
    bands = spectra.bands
    fixed, moving = (np.array([power[band].mean() for band in bands]) for power in (spectra.fixed, spectra.moving))
    cross = np.array([spectra.cross.sum(0).real[band].mean() for band in bands])
    alike = cross / np.sqrt(np.maximum(fixed * moving, 1e-30))
    # From a band to the next coarser one. Ground has two to three times as much there, noise as much.
    steep = np.minimum(fixed[1:] / fixed[:-1], moving[1:] / moving[:-1]) > SCALES.structure
    steep &= np.maximum(fixed[1:] / fixed[:-1], moving[1:] / moving[:-1]) < SCALES.cut
    unlike = np.append(False, steep) & (np.abs(alike) < SCALES.unlike)
    # One band may be unlike by chance, or between the ground's and the noise's.
    pairs = np.flatnonzero(unlike[1:] & unlike[:-1])
    if not pairs.size:
        return False
    told = np.arange(len(bands)) > pairs[0] + 1
    told &= alike > SCALES.shared
    shared = np.array(spectra.shared)
    uneven = shared.std(0) / np.maximum(np.abs(shared.mean(0)), 1e-30)
    # What is the same everywhere differs from window to window by chance alone, the less the more frequencies it has.
    chance = _AS_ONE / np.sqrt(bands.sum((1, 2)))
    return bool((told & (uneven < SCALES.even)).any()
                and (uneven * alike / chance)[told].mean() < SCALES.by_chance)
