"""The thresholds of what the whole of two images shows at coarser scales, each with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ScaleCriteria:
    """When edges of a coarser scale lie aside, and when two rasters share a pattern of their pixels and no ground."""

    alike: float = 0.85
    sure: float = 5.0
    aside: float = 0.02
    """Correlation of the edges, multiple of the standard error, and part of the scale from which on it is no chance
    that they lie aside: made-up pairs in place, with noise and clouds, had up to 4.3 standard errors, and 15 of the
    bench up to 2.7. Other light moves edges of hills by itself: those of an aerial photograph and Sentinel-2 correlate
    by 0.82 at four times the scale, and lie half a pixel aside. The same holds of a turn and a scale: of 43 pairs of
    which a pattern hid both 13 were off by more than 1.5 times what was stated, and six are with it; five of the
    others were looked at, and show it by 8 to 117 standard errors. Of 61 pairs of real scenes in place none does."""
    drawn: float = 3.0
    """Standard errors by which the finest of them lies aside of what windows of a pair as it stands have in common,
    from which on something at the pixels has drawn these: of five pairs 0.36 pixels apart under seams in place one was
    measured 0.015 pixels short, by 3.8 of them; of twelve without anything in place none had more than 2.7."""
    way: float = 2.0
    """Of how far they do so: what hides the ground at the fine scale draws them as well. Of ground 1.3 and 5 pixels
    from a pattern 14 of 16 were seen at half of that or more, or known to be uncertain without it."""

    light: float = 0.25
    turned: float = 0.5
    """The same where light alone moves the coarse edges: 27 pairs of towns under two suns were off by 0 to 0.27 of how
    far they lie, half of them by up to 0.11; of 92 pairs of ground beside a pattern seven count so, and all were within
    what is stated. And pixels (root mean square) from which on a turn or a scale is no crop."""

    shared: float = 0.4
    fades: float = 0.25
    """Correlation of edges from which on rasters that lie pixel on pixel share anything, and part of it below which
    they share nothing at the coarsest scale."""
    steepness: float = 0.25
    """Mean square slope of what they share that each octave leaves at most if it is a pattern: a sixteenth of white
    noise, a half of most ground, a fifth of Landsat's."""
    own: float = 8.0
    """Times that one image is as steep as the other at most: what a cloud or haze in one of them hides, both show."""
    speaks: float = 0.6
    """Share of the valid places that agrees at least, as both images may have clouds. Of 8 patterns on unrelated ground
    all are told by these five, of 20 pairs in place with clouds and haze none."""

    second: float = 0.12
    second_sure: float = 20.0
    instead: float = 0.5
    """Whitened correlation of a band at another displacement beyond that on the other side, multiple of what that is by
    chance, and part of it that the band has at the displacement found at most: of 11 real pairs of other dates, sensors
    and bands no band had more than 0.04 where it had less than half of that in place. Ground 3.6 pixels from a pattern
    has 0.2 (under noise of a fifth of its spread) to 1."""
    of_quarters: float = 0.06
    """Part of that which three quarters of the area hold each: ground that moved by itself lies in one place."""
    parted: float = 0.2
    parted_sure: float = 8.0
    parted_alike: float = 0.5
    parted_known: float = 0.1
    parted_way: float = 1.5
    """Pixels by which two bands lie aside of each other, and multiple of the standard error, from which on they show
    two displacements; mean whitened correlation and standard error from which on a band is asked; and how many times as
    far the ground may lie as the band that shows it best. Of 80 pairs 0.3 to 1.25 pixels aside of a pattern 17 were off
    by more than 1.5 times their CE90, and 8 are with it. Of 1494 parts of real pairs in place, of which images were
    compressed, blurred or enlarged, two had such bands."""
    strong_aside: float = 0.1
    strong_sure: float = 8.0
    strong_alike: float = 0.5
    strong_between: float = 0.7
    strong_way: float = 1.2
    strong_doubt: float = 2.0
    """Pixels and multiple of the standard error from which on strong ground lies aside of what was found; coherence of
    what grows with it (or its inverse) from which on it is ground; cosine of the angle beyond which what was found lies
    between ground and pattern; how many times as far the ground may lie; and standard errors that count as well where
    it is seen in place. Of 30 pairs of five real scenes 0.2 to 0.5
    pixels aside of a pattern of 0.8 to 3 pixels, half to twice as strong as the ground, 25 tell where the ground lies,
    to 0.01 pixels (median) and 0.04 (largest). Of 576 parts of aerial surveys of other years in place, worn in 24 ways,
    none lay aside by it; of a Landsat scene half of a part that was made flat lay 0.14 pixels aside in another band."""
    structure: float = 1.7
    cut: float = 5.0
    unlike: float = 0.04
    even: float = 0.5
    by_chance: float = 1.5
    """Power of a band by that of the next finer one (half an octave) from which on it is structure, and up to which no
    resampling or compression has cut the finer one off: 1 of noise, 1.8 to 3.6 of ground; correlation below which such
    a band shares nothing; and spread of what windows share in a coarser one, as a part of its mean, up to which that is
    a pattern; and multiple of what that spread is by chance, over all coarser bands, up to which it is one. Of 1154
    parts of 13 real pairs of other dates, sensors and bands two have all but the last, on steep terrain, of 840
    pairs in place under noise, smoothed noise, compression and enlargement none. Of 8448 other parts of real pairs,
    of which one image was blurred or made two to six times coarser, enlarged and compressed, 87 have all but the
    last and five that too; of 303 unrelated pairs under patterns that have the others, all."""
    ground: float = 4.0
    follows: float = 0.5
    same_places: float = 0.5
    """Spread of a band from window to window, in units of chance, from which on it is ground; power of the strength of
    either image by which what both share goes up to which it is not of their ground; and correlation of both strengths
    over the windows from which on they show one ground. Of 1368 unrelated pairs of six real scenes under patterns of
    one and two sizes, 0.8 to 15 pixels and one to three times as strong, these tell 1095, and the other terms most of
    the rest; of 120 under patterns of three sizes 109; of 1368 pairs in place under them none, and of 1350 of other
    bands and years 36. Of 33943 parts of real pairs in place as above they take 74 under blotches for unrelated, 51
    under stripes if these were not taken off before, and one other."""
    left_over: float = 0.03
    own_bands: int = 2
    """Part of a band's power from which on it is left to an image for itself; and how many bands, of what is left, show
    ground of each by the terms above, while what is shared differs by chance alone from a surface of second degree over
    the area. Of 30 unrelated pairs of five real scenes under fixed noise or blotches (0.8 to 3 pixels) that a vignette
    weakens by 0.3 to 0.9 of their strength at the corners, this tells 19 and the terms above one; of 327 parts of real
    pairs in place, of other years, dates and bands, worn in seven ways, none."""
    uneven: float = 0.4
    """Spread of what windows share in bands that differ by more than chance, as a part of its mean, from which on it is
    ground, if both are strong at the same places: 0.5 to 1.4 of 20 mosaics of six real scenes in place, each with seams
    of its own. Of 90 unrelated pairs under patterns those that a vignette weakens had up to 0.25; others that go with
    the brightness had up to 0.7, and were strong elsewhere (correlation of 0.3 at most)."""
    valid: float = 0.6
    """Part of a window that is valid at least."""
    at_pixels: float = 1.0
    half: float = 0.5
    """Pixels within which the second displacement is that of the pattern itself, as it is known to whole ones; and what
    is added to its length for that."""


# The ones in force.
SCALES = ScaleCriteria()
