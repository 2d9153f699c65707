"""The thresholds of a stack's verdicts and uncertainties, with where they come from; pairs' are in ``assessing``.

Made-up stacks are those of ``bench/stack.py``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StackCriteria:
    """Which links contradict the others, what an image errs by, and which ground moves by itself.

    Lengths are in pixels of an image if not said otherwise. When an image is uncertain, those of pairs say.
    """

    contradiction: float = 0.25
    """Least misclosure of a link that contradicts the others."""
    contradiction_factor: float = 6.0
    """Times the usual misclosure of the stack's links above which one contradicts the others; times what a link knows
    of itself above which its misclosure is no chance, where all others are as far off."""
    floor: float = 0.003
    """What all links of an image err alike: interpolation, proxies and the lattice. Measured as what the covariance
    leaves unexplained: 0.001 to 0.004 in made-up stacks of real scenes that look alike."""
    missed: float = 0.02
    """Robust weight below which a tie point was not found where it is, and is no part of a closure."""

    richer_px: float = 0.01
    richer: float = 0.75
    richer_affine: float = 1.5
    """What a richer model has to add, in pixels and in standard errors of its own, root mean square over the images.
    A turn or scale that is there and left out costs more than one that is not there and is fitted: scales that were
    there added 1.5 and more of their errors, those of noisy images beside a noisy reference the least. An affine has to
    show that it is one: of 22 made-up stacks of similarities it adds 0.06 to 1.33 of its errors."""

    aside: float = 4.0
    aside_spread: float = 0.01
    """How far a place lies off in the median of its links, in spreads of their stable points, if it moves; the least
    such spread. Of places that hold still one in a thousand lies so far off in a single link."""
    min_links: int = 3
    min_points: int = 12
    """Links that have to see a place, and points that a link needs on stable ground: with less, nothing is left out."""

    lens: float = 0.1
    """How much (pixels) an image bends at most in all of its links alike, by its lens: ground of other years bends by
    0.3 to 7 pixels, and by another amount in each link."""
    unseen: float = 1.4
    """Times the CE90 of a link up to which ground may bend in it: below the rest of the CE90, no bend is told. Aerial
    photographs beside another band of theirs lay 0.036 pixels off it; links that told of a bend stated 0.031 to
    0.056, and the others 0.018 to 0.23."""
    likeness: float = 3.0
    """Times what links state of images that look otherwise up to which most links with the datum are right instead: of
    seven dates that lay 0.038 pixels off a reference of another band, links stated 0.012 to 0.068."""

    chance: float = 0.01
    """Share of still places that pass for moving ones by chance."""
    still: float = 0.03
    """Displacement across a long link that images of still ground may show, by where their pixels lie."""
    rival: float = 0.7
    """Share of the still ground from which on other ground that moves as one may be it instead."""
    min_still: float = 0.25
    """Share of all ground that has to hold still."""
    hidden: float = 0.3
    """Share of the least motion that is seen by which the mean of what holds still may be off, beside ground that
    moves: of places evenly spread below it, a few of which are of their own."""
    few: int = 7
    unsure: float = 0.03
    """Images of a stack up to which all links are measured anew at the same places, as more of them hardly see a place
    alike; and how little (pixels) a similarity by one link's own points knows, in the median, for that to pay."""
    spacing: float = 5.0
    """Pixels of the stack between those places: a fifth of a window, as where windows begin should not matter."""
    moved_on: float = 0.25
    """How far (pixels) what is noted of a place may have been looked for elsewhere than it would be now, and still
    counts: a fourth survey moved that by 0.09 pixels at most, and the images by 0.001 off where new ones had them."""
    missing: float = 0.45
    displaced: float = 2.0
    """How far (pixels) links miss each other at a place, and how far it lies aside in an image, at which it counts a
    quarter. With 0.3 to 0.6 and 1 to 2 pixels, triangles of aerial surveys close to 0.038 to 0.046 alike."""
    faint: float = 0.1
    least_places: int = 400
    """Weight below which a place is left out of all links, and places that have to be left: a dozen windows."""
    min_known: int = 8
    """Images and links by which the velocity of a place is known."""


# The ones in force.
STACKS = StackCriteria()
