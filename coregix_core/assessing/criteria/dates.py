"""The thresholds of images of other dates and sensors, each with the measurement that it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DateCriteria:
    """How far a part of a scene lies off the whole of it in an image of another date or sensor. Lengths in pixels."""

    other: float = 0.1
    """Ratio of what differs, beyond noise, to what two images share, from which on they are of other dates or sensors
    (r = 0.95): of 33 parts of two Sentinel-2 dates 30 had more, of 28 made-up pairs of one sensor two, under clouds."""
    clearest: float = 0.75
    clearly_other: float = 0.05
    """Share of places that are alike less than the clearest, and the same ratio of these: clouds hide much of a flight,
    and not the rest. Of 14 parts of the two dates 12 had more; of 12 made-up pairs of one sensor under clouds two."""
    finely_other: float = 0.14
    """That ratio of the clearest places at the fine scale, noise included: of 17 more parts of the two dates all had
    0.46 and more, of 13 parts of Landsat 8 on Sentinel-2 0.14 to 0.2; of eight made-up pairs of one flight under clouds
    and noise seven had 0.08 and less."""
    doubling: float = 0.0012
    """Mean square by which a part lies off one twice as wide. The covariance of tie points on two whole Sentinel-2
    dates falls by 0.0006 along each axis with each doubling of their distance from 80 to 1400 pixels, whatever the
    proxy and the window; parts of Landsat 8 on Sentinel-2, at 30 m, ask for 0.0003 to 0.0004, in pixels again. Years of
    aerial surveys, where noise hides what is less, for no more than 0.002."""
    scene: float = 10_000.0
    """Side of whole scenes: Sentinel-2 has 10980, Landsat 8 about 7700. With a quarter of that, parts of the two dates
    would be off by more than is stated one time in six instead of eleven."""


# The ones in force.
DATES = DateCriteria()
