"""The thresholds by which a part of the ground counts as moved by itself, each with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PartCriteria:
    """When a part of the ground counts as moved by itself, and how much of the ground it is."""

    min_points: int = 6
    min_share: float = 0.04
    """Points, and share of those that agree, that a part has at least: fewer cannot be told from a few wrong ones."""
    together: float = 1.0
    """Pixels of the level around one displacement within which points belong to one part; or ``nearly`` of its way."""
    nearly: float = 0.2
    """Part of the way by which windows that hold both are drawn towards the rest."""
    spreads: float = 3.0
    """Times the spread of the others by which a part lies away, besides a pixel and a half of the level."""
    explained: float = 0.85
    """Share of the agreeing points that two displacements explain: of ground that bends, much lies between."""
    jump: float = 0.8
    """Part of the way that moved ground lies from places beside it that did not: 0.97 and more where it was cut out and
    moved, 0.42 to 0.67 where a hole hides the slope of ground that bends."""

    rest_share: float = 0.5
    """Share of the places that agrees from which on a part of the others can be told from them, and is looked for."""
    slope: float = 1.5
    """Times ``near`` by which neighbours on one slope differ at most: the slope of 8 pixels over 35."""
    slope_sure: float = 4.0
    slope_windows: float = 3.0
    """Times their own noise beyond which windows of a closer look lie on a slope, and how many that hardly overlap: of
    42 good pairs with noise, clouds and holes no group was of more than one, of six of other dates and sensors one of
    2.5; bumps 28 to 47 pixels wide showed 3.5 to 17."""
    steepest: float = 3.0
    """Times as far as a window next to it that one is found at most, which hardly shows a slope: one of 12.7 pixels, 28
    wide, went from 1.2 to 2.2, 3.2, 7.2 and 11.1; windows beside holes that were found anywhere ten times as far."""
    upper: float = 0.5
    """Part of the way of those that went farthest from which on windows of a slope tell as well whether it ends at a
    border. Of 36 bumps 18 to 110 pixels wide none is told as moved by both, of five discs that moved by 1 to 1.5 pixels
    all are."""
    luck: float = 1e-3
    """Expected number of groups so large of windows that were found anywhere, below which one is no luck."""
    stands_out: float = 11.0
    """Twice the logarithm of how many places a window is compared with by a closer look: 2401 / 10."""
    ambiguous: float = 0.65
    least_luck: float = 0.01
    beyond_doubt: float = 0.05
    """Correlation elsewhere from which on a window is no evidence (rows have 0.7 and more, texture 0.2 to 0.6); least
    probability that its score is luck, as few edges are alike; and that below which neighbours need not agree."""
    weak: float = 0.85
    """Part of the usual correlation up to which ground may lie elsewhere: beside discs of 30 pixels 0.5 to 0.84."""
    border: float = 0.6
    """Windows half-way to the rest, by those that went all the way, below which ground ends at a border: seven discs of
    50 to 80 pixels that were cut out and moved had 0 to 0.4, eleven bumps of 3 to 15 pixels 0.9 to 2.2."""

    bare: float = 0.985
    """Share of a window at one end of the fixed image's range from which on it shows nothing of the ground: windows on
    clipped water that were found up to 23 pixels away, or half a pixel by a speck, had 0.99 and more."""

    large: float = 0.04
    """Share by tie points from which on it is counted by area: they keep away from borders, and noise hides some."""
    apart: float = 0.5
    """Pixels of the images so compared by which two displacements differ, so that edges tell one from the other: of 23
    parts that lay 0.7 to 4 pixels aside, under noise as strong as the texture and less, the share was within 0.05 of
    the truth (root mean square)."""


# The ones in force.
PARTS = PartCriteria()
