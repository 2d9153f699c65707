"""The thresholds of ground on two displacements that all windows show together, each with where it comes from.

Made-up pairs are of waves, a Landsat scene and an aerial photograph, with noise up to that of the texture.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MixtureCriteria:
    """When windows that are noisy by themselves show two displacements together; lengths in pixels of the level."""

    min_windows: int = 20
    """Measured windows below which two displacements have nearly as many numbers as there are windows."""
    explained: float = 0.03
    one: float = 0.9
    """Scatter beyond their own noise and share of the windows up to and from which on one displacement explains all."""
    gain_apart: float = 10.0
    speaks: float = 0.8
    """How much likelier (logarithm) two displacements make windows that hardly overlap, or share of the places that
    agrees below which, for closer ones to be looked at: 16 pairs on one displacement had gains up to 8, and parts that
    lay 0.7 pixels and more aside 24 to 1450, or hardly agreed."""
    gain: float = 40.0
    """The same of windows that share half of each other: 16 pairs on one displacement had up to 41, in a pair that the
    windows apart do not suspect; parts had 62 to 3200, but for two of 0.7 to 1 pixel under as much noise as texture."""
    between: float = 0.2
    sure: float = 2.0
    """Spread along the way beyond noise, as a part of it, that two displacements leave at most, by so many standard
    errors of its square: 0 to 0.17 of parts that were cut out and moved, 0.2 to 0.34 of hills, waves and bumps."""
    of_part: float = 0.03
    """The same square by the share of the smaller part, within a standard error: a small part leaves most windows where
    they are, however it bends. 0 to 0.015 of parts that were cut out and moved by 0.4 to 3 pixels, 0.06 to 0.28 of
    bumps 25 to 90 pixels wide, some with a hole over their middle."""
    least_way: float = 0.35
    """Pixels below which nothing tells a border from a slope: four hills of 0.6 pixels, 36 wide, under noise of 0.6 of
    the texture were two displacements 0.29 pixels apart with nothing between."""
    beside_hole: float = 0.75
    """Share of a part's windows beside a hole from which on it is no part: 0.98 and 1 of two bumps, of which a hole hid
    what lay between the rest and where they went."""
    mixed: float = 0.25
    """Share of the moved part around a place up to which it counts as of the rest."""
    together: float = 0.5
    """Logarithm of the odds by which one neighbour makes it likelier to be of the same part: eight outweigh a window
    that is 50 times likelier of the other."""
    wrong: float = 0.1
    """Share of the windows that is found anywhere, as it is expected beforehand."""
    at_first: float = 0.05
    least: float = 0.003
    """Variance of the scatter that the search for parts begins with, and the scatter that it goes down to: what
    levelled angles are off by."""


# The ones in force.
MIXTURE = MixtureCriteria()
