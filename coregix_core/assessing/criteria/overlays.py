"""The thresholds of what lies over two images alike, as clouds and names, each with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OverlayCriteria:
    """When what two images share may lie over them, and when the ground beside and beneath it is another.

    Lengths are in pixels of the level that is looked at.
    """

    share: float = 0.2
    apart: float = 0.9
    """Part of the steepest pixels of one image that are the same in the other, and how far their values lie apart
    there, by what is usual, from which on and up to which names, lines and soft fill may be what is alike: 0.28 to 0.84
    and 0.06 to 0.82 of most unrelated pairs under these that were accepted, two of which have 0.13. Years of aerial
    surveys have 0.1 to 0.6 and 0.4 to 3, which a closer look tells; of 40 maps, nights, radar and depth images in place
    one has more than 0.15."""
    of_one_sign: float = 0.25
    scales: tuple[float, float, float] = (1.0, 4.0, 8.0)
    """Correlation of the slopes at any of these scales from which on names, clouds or haze may be where tie points are
    uncertain or say nothing: 0.28 to 0.72 of 14 such pairs. Maps, radar, night and depth images beside a photograph
    have up to 0.37 where they lie in place, most below 0.15."""
    beside: float = 6.0
    """Pixels by which a placement by all windows lies off what both rasters' files say at most, if it may be that of
    soft clouds: by these alone unrelated pairs were placed up to 4.5 pixels off."""
    flat: float = 2.0
    """Scale (pixels) of what is taken off: clouds with soft edges have no finer detail."""
    usual: float = 1.0
    """Deviations that other ground reaches at least if there is anything to compare: 3 to 6 where there is."""
    chance: float = 1e-3
    """Largest probability by which what is left shows one ground near the georeference: unrelated pairs under soft
    clouds had 0.02 and more, but for one under noise; maps, radar, night and depth images in place, and other years and
    seasons, below 1e-3, but for one radar image of 116."""
    beside_outlines: float = 1e-10
    by_window: float = 0.57
    """The same beside outlines of the same values, of which a little is left, and strength by one over the root of the
    number of windows from which on it shows one ground nevertheless, as small images have few: unrelated pairs had
    8e-10 and more, and 0.53 at most; parts of other years and bands 1e-11 and less, or 0.58 and more."""
    one_ground: float = 0.4
    """Correlation of the slopes beside such outlines from which on there is one ground, as is seen at once: 0.45 to 1
    of pairs in place of one sensor, at most 0.37 of 16 unrelated ones."""
    ended: float = 1.1
    """How much more cells differ across the ends of what is the same than on either side, in that image in which it
    is less, up to which that image goes on beneath, and what is the same there is its ground: 0.84 to 1.16 of 45 pairs
    in place of which one image has clouds, snow or other ground in parts; 1.13 and more of 190 unrelated pairs that
    share outlines."""

    covered: float = 0.02
    uncovered: float = 0.15
    """Parts of the cells that are the same in both and that have nothing in common, from which on clouds or names may
    lie over both: 0.02 to 0.56 and 0.2 to 0.76 of 24 unrelated pairs under textured clouds. One ground in place has
    less of the other, unless much of it changed: floods and nights that hold but noise have up to 0.11 of it."""
    brighter: float = 0.7
    hardly_brighter: float = 0.55
    clouds_closer: float = 0.35
    smoother: float = 0.2
    """Probability that a cell that is the same is brighter than one beside, the same where tie points are uncertain,
    part of the differences beside by which values differ there, and probability that it is smoother: clouds have 0.6
    to 0.99, but for two of 24, at most 0.26, and 0.27 or more. Clouds in one image, or in each elsewhere, leave the
    ground that is the same no brighter in both; water beside it is smoother."""
    named: float = 0.01
    thin: float = 0.34
    """Part of the cells that are the same from which on, and cosine of the slopes beneath what is steep in those that
    have much in common up to which, names, lines, seams, fibres or specks may lie over both: 0.05 to 0.27 of 50
    unrelated pairs under these. One ground of which much changed has 0.36 or more; other years have 0.12 and more, and
    enough in common beside."""
    names_closer: float = 0.75
    exact: float = 0.3
    """Part of the differences beside up to which their values lie apart, or part of what has much in common that is
    the same from which on, as of seams: 0.13 to 0.77 and 0.34 to 0.4 of such pairs."""
    exactly: float = 0.3
    """Pixels off what both files say up to which tie points that leave no doubt may be those of names: these lie at 0,
    other years of aerial surveys 0.5 and more."""
    beside_names: float = 0.45
    """Part that has nothing in common from which on names may be left out as gaps of a sensor where tie points are
    uncertain; ground that bends, and is in place here and there, has less."""
    common: float = 0.2
    other: float = 0.06
    unlike: float = 0.22
    """Parts of the cells that are the same in both, and that have texture in both and nothing in common at any scale,
    and how surely the one is told from the other in both images, from which on what is the same may lie over both
    whatever it is. Of 233 unrelated pairs under clouds and smoke of all tones 200 are told by more, up to 0.47. Of one
    ground in parts of which clouds in one image, or other ground, took its place, none by more than 0.21, unless all
    that is bright or rough was replaced: 0.25 to 0.45."""
    drawn: float = 0.22
    moved: tuple[float, float] = (0.25, 1.0)
    """Part of what is the same that has nothing else around it, up to which outlines may be drawn, and share and length
    (pixels) of ground beside from which on it contradicts them: names and a graticule over ground that lies aside have
    0.1 to 0.17, and ground of which a part moved 0.6 to 0.85. Steep parts of one ground
    under noise, of which the same was taken for names, have 0.28 and 0.55."""
    axes: float = 2.0
    along: float = 0.11
    by_area: float = 24.0
    """Scale (pixels), and mean cosine of twice the angle between the slopes of what is left without all cells that
    have much in common, from which on it is one ground: up to 0.09 of 66 unrelated pairs; 0.12 to 0.5 of other years,
    seasons and warmth, clipped ground under noise, and ground half of which moved by a few pixels. The last is the
    same over the root of the number of pixels, of which one in 64 is independent of the others: three deviations."""


# The ones in force.
OVERLAY = OverlayCriteria()
