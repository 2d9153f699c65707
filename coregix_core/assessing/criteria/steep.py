"""The thresholds of ground that bends farther than is looked, each with the measurement that it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SteepCriteria:
    """When places that are not found count as ground beyond the search, and for how much."""

    alike: float = 0.62
    """Usual correlation of places that agree from which on images show the same ground: 25 parts of aerial photographs
    on terrain have 0.65 to 0.92, 15 of aerial surveys years apart 0.25 to 0.56, radar and optical images 0.2 to 0.3."""
    bends: float = 1.0
    """Pixels of the level (root mean square, of all that was found) from which on the ground bends: those parts have
    1.1 to 4.3."""
    beyond: float = 2.0
    """Squares of the reach that a place beyond it is off by: of lengths that are normal in the plane, those beyond it
    have that and the mean square of all, which is as much where 63 % lie within. Of 13 parts of photographs on a plane
    they were off by 9 to 14 pixels, the reach being 8."""
    rim: float = 2.5
    """Power of the distance from the places by which squares grow towards the rim, where no window has its middle: a
    slope that goes on has 2. Of 41 such parts 23 were within what was stated without all of this, and 38 are with
    it."""
    field: float = 0.4
    """Median length (pixels of the level) by which a local field leaves its affine from which on it is on relief: over
    parts of aerial photographs that it does not follow to the end one and more, but for one; on flat ground beside
    parts that moved by themselves next to nothing."""
    nearly_all: float = 0.95
    """Share of places that agree from which on a field has found nearly all. Of 31 parts of the aerial photographs nine
    had less, and were off by 4.4 to 15 pixels; the others by 0.4 to 3.4."""


# The ones in force.
STEEP = SteepCriteria()
