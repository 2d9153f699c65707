"""The thresholds by which all pixels together show that the ground bends, each with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class HillCriteria:
    """When ground counts as bent between the places that are looked at, and for how much.

    Lengths are in pixels of the level that is looked at.
    """

    scales: tuple[float, ...] = (2.2, 3.2, 4.7, 7.0, 10.0)
    """Standard deviations of the weights by which cells are gathered, in cells: those of hills 9 to 40 pixels wide."""
    quiet: float = 0.1
    """Share of the places that shows least, by which cells are known to err alike: hills take up much of an area, and
    by the median the noise would be as large as they are."""
    alike: tuple[float, float] = (1.0, 6.0)
    """How many cells err as one, least and most: white noise has 2.0 to 2.4, and ground that bends everywhere shows
    more than there are."""
    bias: float = 0.01
    """What the linear measure errs by: images in place, without noise, have up to 0.003."""
    told: float = 24.0
    doubted: float = 15.0
    """Deviance (as a chi square of two degrees) from which on ground bends beyond doubt, and up to which it is no more
    than the largest of a few hundred places by chance: of 60 rigid pairs under white and smoothed noise of up to 1.5
    times the texture half had less than 12.3, one in ten more than 17.8, and the most was 23.6."""
    left: float = 0.9
    """Of the deviance by what shifts leave, which chance makes larger: of 94 rigid pairs, a third of them real, one in
    ten had more than 17 of it, and the most was 25.4."""
    beside: float = 10.0
    edge: float = 6.0
    """The same of other hills where one was found, and of their slopes."""
    textured: float = 0.2
    both_ways: float = 0.1
    """Part of the usual information below which a place shows nothing; and determinant of it by that of one that is
    the same in all directions."""
    changed: float = 0.6
    """Part of the usual correlation of edges below which what is there has changed, as under clouds."""
    unusual: float = 4.5
    unexplained: float = 3.0
    """Median deviations from what images usually differ by, and part of what a shift explains of it, beyond both of
    which a place has changed: shadows of clouds and their rims are no shift of what is there."""
    farthest: float = 1.5
    """Displacement from which on a linear measure says nothing: edges are no wider."""
    over: float = 1.7
    """Of the root mean square that is shown: weights as wide as a hill show 0.7 of it, and lesser hills nothing. Of 60
    pairs of one to four hills 6 to 40 pixels wide and 0.3 to 3 high, under noise of up to 1.5 times the texture and
    clouds, 37 were told, which were off by up to 1.7 times what is shown; 1.5 held all but three."""


# The ones in force.
HILLS = HillCriteria()
