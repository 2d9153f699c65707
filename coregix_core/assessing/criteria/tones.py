"""The thresholds of images that differ by a curve of tones alone, each with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ToneCriteria:
    """When images count as one in other tones; ratios of what differs beyond noise to what is shared."""

    differ: float = 0.02
    explained: float = 0.25
    """What differs from which on a curve is looked for, and part of it that may be left for one that explains it: of
    36 pairs under a gamma of 0.3 to 3.5 or clipped at 30 to 70 % it left 0 to 0.2; of parts of Sentinel-2 dates,
    Landsat 8 on Sentinel-2 and Landsat's own bands 0.47 to 1.2."""
    agree: float = 0.9
    """Part of the places that agreed before which agree then at least."""
    loose: float = 0.35
    """How far tones lie off the curve in the mean, as a part of how far they spread, from which on it explains nothing:
    0.03 to 0.3 of such pairs, 0.3 to 0.8 of dates and of years of aerial surveys. This asks least; what is left of the
    difference tells."""


# The ones in force.
TONES = ToneCriteria()
