"""The thresholds of the verdict and the terms of the uncertainty, each with the measurement or paper it comes from.

Made-up pairs are those of ``bench/calibration.py`` without data of its own; real ones are named by their sensors.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Criteria:
    """What counts as agreement, what is refused, what is uncertain, and what an uncertainty is made of.

    Lengths are in pixels of the level that is looked at if not said otherwise.
    """

    near: float = 1.5
    """Displacements within so much of their neighbours' median agree: terrain and noise of good pairs stay within."""
    close: float = 0.5
    """They agree closely within so much: a third of ``near``, by which few places prove as much as many."""
    chance: float = 1e-7
    """Largest probability of that much agreement in unrelated images (Desolneux, Moisan and Morel 2008): a batch of a
    million unrelated pairs, looked at on four levels, holds less than one that passes."""
    convincing_share: float = 0.25
    """Share of the measured places that has to agree for a level to be taken without a look at a coarser one."""
    tight: float = 0.25
    nearly_all: float = 0.9
    """Half of the places lie aside by less at most, and such a share agrees, if all of what agrees is the same in both:
    ground that shows so well shows at any scale. Of 38 made-up pairs in place, with noise, a coarse look confirmed all;
    of aerial surveys years apart, which differ by more, half."""
    speaks: float = 0.8
    """Share of the valid places that agrees from which on nothing is looked for farther away."""
    in_place: float = 0.03
    """A common displacement below so much is not measured again: the bias of levelled angles is a fifth of it."""

    min_places: int = 9
    """Places below which their agreement is no evidence: 3 x 3 are the fewest that have a middle."""
    min_measured: int = 6
    """Measured places below which there is no common texture: an affine has as many parameters."""
    min_agreeing: int = 8
    """Agreeing places below which agreement is chance, as a median of eight neighbours is made of them alone."""
    min_share: float = 0.1
    """Agreeing share below which agreement is chance: a corner that agrees in images that do not."""
    borne_out_share: float = 0.4
    borne_out: float = 2.5
    """Share of the measured places that must lie within so much of a solution by structure alone, for fewer pixels
    speak in it: 6 pairs that were solved had 0.59 to 0.89, 15 unrelated ones 0 to 0.25."""
    worse_factor: float = 1.05
    worse_slack: float = 0.05
    """A residual above ``worse_factor`` times the one before plus ``worse_slack`` (pixels) is worse: medians of two
    measurements of one pair in place differ by up to as much."""

    uncertain_share: float = 0.35
    """Agreeing share below which a result is uncertain: of right ones between radar and optical half had less."""
    uncertain_agreeing: int = 12
    """Agreeing places below which a result is uncertain: two for each parameter of an affine."""
    uncertain_residual: float = 1.5
    """Residual above which images keep differing locally: that of what agrees by ``near`` alone."""
    uncertain_ce90: float = 0.5
    """CE90 (pixels) above which a result is uncertain: half a pixel is what change detection bears (Dai and Khorram
    1998: below a fifth for an error of 10 %; half is the most that nearest neighbours hide)."""
    extrapolated_share: float = 0.5
    """Share of the output beyond what both images show from which on the uncertainty is that of its smaller part."""
    extrapolated_growth: float = 2.0
    """Times the uncertainty of the common area that one beyond it has to be to be told besides."""
    min_for_gain: int = 30
    """Agreeing places from which on it is said what a local transform would leave: fewer do not show its shape."""
    noise: float = 2e-3
    """Median squared residual in units of its own information where only noise is left: 0.6e-3 to 2.9e-3 were
    measured."""
    min_spread: float = 0.4
    """Share of the cells with places, of a 4 x 4 raster, that must hold agreeing ones: else it is their own corner."""

    contradicting: float = 5.0
    """Root mean square (pixels) from which on known points contradict a result: who looks closely sets them to one or
    two."""
    apart_residual: float = 0.5
    """Residual (pixels) up to which a pair counts as aligned as it stands."""
    apart_common: float = 0.5
    """Share of the residual that is common from which on a pair lies apart, rather than differs locally."""
    apart_failed: float = 1.0
    """Common displacement (pixels) beyond which a pair as it stands is failed: more than any resampling explains."""

    floor_px: float = 0.0006
    """CE90 (pixels of the frame) that no uncertainty goes below: interpolation and the pixel grid themselves. Half of
    the clean pairs of one sensor are off by less than 0.0005, and more where the other terms say so."""
    field_floor_px: float = 0.008
    """The same of a local field, which holds more numbers: fields of perfect pairs are off by up to 0.009."""
    scatter: float = 0.075
    """Share of the median residual that counts: what both measurements share scatters with what they do not."""
    covariance: float = 1.1
    """Of the fit's standard error, over the root of the share of it that its clusters see: 2.15 of a standard error are
    a CE90 in the plane, of which the independent measurements show a part once more. On 73 pairs of one sensor, 28 of
    two bands and 26 small ones, with the terms around, it covers 92, 89 and 96 %; without the share small ones, whose
    windows are much of the image, needed twice as much as the others."""
    perspective: float = 3.0
    """The same of a homography: the independent measurement has an affine in common, which shows nothing of the other
    two parameters. Of 8 noisy pairs 5 kept within their CE90 with 2, and 7 with 3."""
    common: float = 0.25
    common_doubt: float = 0.15
    """Of what the independent measurement finds off in common, and of its standard error: it errs as the fit does."""
    scales: float = 0.6
    """Of the difference between two measurements beyond their own errors. Chosen among 14 settings, on pairs of one
    sensor, of two bands and small ones; how well it covers others is in docs/accuracy.md."""
    contradicted: float = 3.0
    """Of a difference of more than ``near``: the coarser look mixes both that the images show, and sees half of the way
    to the ground at least. Ground 5 and 6.7 pixels from a pattern was seen 2.3 and 5.4 pixels from it."""
    unlike: float = 0.12
    """Pixels of the level for (1 - r²) / r², the ratio of what differs between two images to what they share, where r
    is the correlation of edges at twice the scale: 0.95 and more for one scene with noise, 0.8 for dates of Sentinel-2
    (off by 0.1 pixels), 0.5 for years of aerial surveys (0.3), 0.25 between radar and optical (3 at level 2)."""
    fades_noise: float = 7.0
    fades_change: float = 1.5
    """How many times more there is of a difference at the fine scale than at the coarse one: 7 to 22 times of white
    noise, 0.8 to 2.5 times of other bands, years and seasons."""
    repeat_suspected: float = 0.75
    repeat_equal: float = 0.98
    """Correlation at another displacement, as a part of that at the solution, from which on it is looked at closer, and
    from which on the structure repeats: 0.2 of ground that does not, up to 0.965 of made-up grids, rows and roofs that
    were found rightly, and 0.998 of one that was found a period aside."""
    repeat_alike: float = 0.9
    """The same as a part of the highest, between pixels, from which on any of such displacements may be right: 0.93 to
    1 by whole periods of made-up rows of trees and panels, up to 0.85 by half of one."""
    repeat_better: float = 3.0
    """Standard errors, by cells of the ground, from which on images agree better under one of two displacements."""
    outlines: float = 3.2
    """Pixels by which a result by structure alone may be off at least: a whole Sentinel-1 scene and eleven parts of it
    lay 0.5 to 5.3 pixels, half of them 3 and more, off Sentinel-2 beyond what the truth may be off by. With the other
    terms this holds all but two. Edges, self-similarity and mutual information of all its pixels put the whole 2.2 to
    3.4 pixels, and its quarters 1.6 to 5 pixels, from that truth."""
    unconfirmed: float = 1.5
    """Pixels of the level by which a result may be off that the second measurement does not confirm: ``near``."""
    bend: float = 0.8
    """Of the smooth part of the residuals: part of it is the error of their measurement."""
    found_wrong: float = 0.05
    """Share of the places that may be found wrong without a word of a surface through the rest."""
    trend_chance: float = 1e-3
    """Largest probability of a surface through the residuals of ground that does not bend."""
    min_trend: float = 0.02
    """Pixels of the level below which such a surface is one of the measurement: images of other grids, in place to
    0.001 pixels, have up to 0.015."""
    shared_part: float = 0.2
    """Share of their square that residuals have in common with their neighbours', from which on the ground bends from
    place to place: of noise it is up to 0.12, of hills 80 pixels apart 0.23 to 0.7."""
    shared: float = 1.5
    """Of the root mean square of what neighbours share: 1.52 of it are a CE90 if it is normal in the plane."""
    copied: float = 0.98
    own: float = 0.6
    copied_share: float = 0.45
    """Share of the pixels of a row that its neighbour repeats: in a copy all of them, but for rounding, in no image of
    ground nearly as many; and the share of rows that are copies, from which on pixels are: half if each is there
    twice."""
    copies: float = 0.62
    """Of the side of pixels that both images hold copies of: CE90 of what lies anywhere within one of them. Enlarged
    images were found without any displacement, whatever it was."""
    copied_by_one: float = 0.032
    """Side of pixels that both images copy that hides as much as one that one of them does: such images of four real
    scenes and a made-up one, of sides of 2 to 4, were found 0.001 to 0.07 pixels aside, half of them by 0.008."""
    pixel_on_pixel: float = 0.25
    by_whole_pixels: float = 0.1
    """Pixels (root mean square) within which rasters lie pixel on pixel: as they are, or moved by whole pixels, as
    crops of what one sensor shows are. Natural pairs are there by chance one time in thirty, if nothing turns them."""
    near_pixels: float = 3.0
    """Pixels (root mean square) within which they nearly do: between a pattern and ground 3.6 pixels from it solves end
    up to 2.9 pixels from the pattern."""
    few_places: int = 5
    few_sure: float = 10.0
    few_alike: float = 0.8
    """Places that lie aside together, so many times their own noise or the usual square, and by directions within 37
    degrees: one in five of two that were found anywhere lies so, and of five one group in hundreds."""
    few_hidden: float = 2.5
    """Of what they show beside ground that no window sees: rims of bumps 25 and 40 pixels wide, of which holes hid 25
    to 60, were off by 1 to 3.3 times as much, and without holes by 0.8 to 2.1 times."""
    fill_share: float = 0.01
    as_filed: float = 1.5
    """Part of the valid pixels that both images hold at an end of their range, and pixels (root mean square) within
    which a solution leaves them as their files do, from which on and up to which outlines of fill are feared. Of 36
    unrelated pairs under clouds or a sea, whose outlines were compressed, resampled or softened, 5 are accepted, and of
    these and nine more 37 were without; 47 good pairs of noise, tones, dates and sensors are judged as without."""
    ends_alone: float = 0.05
    fill_step: float = 0.8
    """Part of the valid pixels that is left without such areas, below which they may be all that images show, and step
    at their outlines, as a part of how far all else lies from the ends, up to which they are. Masks and rasterised
    lines have 0, lamps at night 0.33 to 0.56, ground clipped at a third to either end 0.71 to 0.78; ground under clouds
    or a sea of which so little was left 0.98 to 1."""
    same_classes: float = 0.65
    """Share of the pixels beside such areas that have one class in both images, from which on these show one ground:
    0.73 to 1 of maps in place or by parts of a pixel aside, of which up to a twentieth had changed,
    0.17 to 0.59 of unrelated ground in 4 to 16 steps."""
    one_ground: float = 0.5
    one_smooth_ground: float = 0.75
    """Correlation of the slopes beside such areas, by their signs, from which on both images show one ground there, of
    which the areas are a part: 0.6 to 1 of one ground in place under noise of a tenth of its contrast and less, at most
    0.4 of 320 pairs of unrelated ground under fill that was compressed, resampled or softened by up to 1.5 pixels.
    Where fill fades away over eight pixels and more it is what both images show. And that of slopes smoothed over a
    pixel and a half: of ground clipped at 30 to 70 %, under noise of 2 to 6 grey values, single pixels show 28 of 36
    pairs as one ground and these seven more; of 3000 looks at unrelated pairs, softened by up to 4 pixels, no more."""
    fine: float = 0.55
    """Part of the residuals' square that is more than noise, from which on smaller windows are looked at: dates and
    bands of one place have up to 0.45, hills of 10 pixels 0.6 and more."""
    finest: float = 3.2
    """How many times more smaller windows show at most, of half the side: what falls faster is as noise, which falls by
    4."""
    blurred: float = 1.5
    """Of the root mean square of what windows blur: the same."""
    lacked: float = 1.5
    """Of the root mean square of what residuals have in common beyond what a model is free in, less its error."""
    clear_score: float = 0.5
    """Correlation from which on a window is found beyond doubt: the best of 289 unrelated places has less than 0.35."""
    steep_share: float = 0.1
    """Share of the clear places that do not agree from which on the ground is steep: of an aerial photograph on terrain
    it was a third, of pairs without terrain next to none."""
    steep: float = 1.4
    """Of the spread of all clear places: the steepest are found nowhere. An aerial photograph on terrain was off by 1.4
    times as much as they showed."""
    beyond: float = 0.5
    """Pixels of a coarser look's level from which on its smooth part counts: years of aerial surveys, which lie within
    0.3 pixels of each other, show up to 0.75 of a look four times as coarse."""
    rough: float = 0.25
    """Pixels of relief from which on the reason names it: half of what makes a result uncertain."""
    unseen: float = 1.0
    unseen_astray: float = 0.066
    """Of how far a field bends over as far as holes and clouds reach, and of its drawn error by the pixel of that."""
    field: float = 0.8
    """Share of a field's drawn error that counts: it is drawn with the least stiffness, and fields of noisy images have
    more. Of 76 made-up fields 71 kept within."""
    relief: float = 5.0
    """Of how far a field bends at random within one of its nodes: check points of two aerial photographs on terrain are
    off by 3.2 times that (root mean square) beyond their own error of 0.4 pixels, of which 1.52 are a CE90 if it is
    normal in the plane; by the 90 % of them, over one photograph and five parts of another, 4.4 to 6.3 times. Those of
    smooth waves are off by no more than once. It is no doubt about the images, which lie on each other to 0.15 pixels
    there, and so does not enter the verdict."""


@dataclass(frozen=True)
class PlaceCriteria:
    """What the uncertainty of single places is made of, in pixels of the frame unless said otherwise.

    Sized on 574 made-up pairs of 360 pixels (waves, hills, turns, scales, shifts, bends under a stiff model; noise of 5
    to 250, holes in either image, clouds) by the loss whose least is the 0.9 quantile (Koenker and Bassett 1978),
    models and fields by themselves; how they do on others is in docs/accuracy.md.
    """

    radial: float = 1.52
    """CE90 of a normal error in the plane, in units of its root mean square length: the root of ln 10."""
    taper: float = 0.5
    """Part of a window's side within which its taper leaves most of its weight: what errors of windows that lie farther
    apart share is next to nothing."""
    min_agreement: float = 0.2
    """Least share of agreeing points that a fit's scatter is widened for."""
    noise: float = 0.0030
    """Median squared residual in units of its own information, in pixels of the level and for windows that correlate by
    1, up to which it is noise: that of flat ground is 0.0030 times the correlation, whatever the noise."""
    noise_spread: float = 2.4
    """Of it by one over the root of the number of points: 1.65 standard errors of the median of so many."""
    bend: float = 1.5
    """Of the mean square of residuals on bent ground where no smaller windows were looked at: those of 64 pixels see
    hills of 80 pixels half as high."""
    blurred: float = 1.8
    """Of the mean square of what windows blur."""
    trend_here: float = 1.2
    trend_around: float = 0.08
    """Of the square of a surface through the residuals at a place, and of its CE90 over the area."""
    rest: float = 1.6
    """Of the mean square of what such a surface leaves beyond noise: windows blur that as well."""
    floor: float = 0.0017
    """Root mean square error of a perfect pair under a model."""
    left_open: float = 0.55
    """Of the mean square by which richer models put places elsewhere: turns and scales of 22 pairs that noise nearly
    hid lay 1.5 times as far aside as was stated without it, and within 0.9 of it with it."""
    spoken_for: float = 0.75
    farthest: float = 3.0
    """Spacings of tie points that each of them speaks for, and beyond which a place is no less known."""
    field_floor: float = 0.016
    """Least of a local field, which is drawn from its own pixels: perfect pairs are off by up to that."""
    drawn: float = 0.4
    """Of a field's drawn error about a place, where points agree and are near."""
    left: float = 0.75
    left_beyond: float = 2.0
    """Of the root mean square of what windows find aside under a field, and of the part of it that is more than noise.
    By the drawn error alone, 97 % of the pixels with texture lay within under noise of 60, and 78 % under 250."""
    apart: float = 0.85
    """Of it where none agree: under clouds the field follows what is no ground."""
    beyond: float = 1.4
    """Of it by each spacing beyond what a point speaks for: in the outermost windows half of a field is
    extrapolated."""
    rim: float = 0.65
    """Of it in holes and under clouds, however narrow: gradients next to them are half made of what fills them."""
    hole: float = 1.2
    """Of how far a field bends over as far as a place lies from ground that both images show, in holes and under
    clouds."""
    astray: float = 0.02
    """Of a field's drawn error, by the pixel of that distance."""
    common: float = 1.0
    """Of what the independent measurement finds off in common of a field, and of how well it knows that."""
    excess: float = 2.0
    """Standard errors by which measurements may differ by noise alone."""


@dataclass(frozen=True)
class StayCriteria:
    """When an image is left in place of which a solution was found; lengths in pixels of the frame."""

    worth_a_move: float = 3.0
    """Displacement from which on a solution is taken whatever the doubt: to stay would be off by more."""
    least: float = 0.015
    """Least displacement that is worth it: a seventieth of a pixel is what kernels themselves are off by."""
    clearly_nearer: float = 0.8
    """Part of the residual before that may be left for a move to be worth it, whatever the doubt about bends."""
    scatters: float = 3.0
    """Times the scatter of the tie points from which on each of them shows a displacement by itself: three standard
    errors."""
    rest: float = 1 / 3
    """Share of the places that show the rest of the ground at least where a part of it moved: of 8 pairs of which 22 to
    33 % did, 36 to 70 %; the others lie on it or on its border."""


# Those of single places.
PLACES = PlaceCriteria()

# Those of images that may stay in place.
STAYS = StayCriteria()

# The ones in force.
CRITERIA = Criteria()
