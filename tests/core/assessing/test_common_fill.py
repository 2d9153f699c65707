"""Areas that both images hold at an end of their range say nothing of a solution that leaves them as filed."""

from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from scenes import Ground, displaced, grid, textured
from scipy import ndimage

import coregix
from coregix_core.assessing.common_fill import without_common_fill
from coregix_core.geometry import AffineTransform, Frame
from coregix_core.imaging import Image
from coregix_core.pairing import Block

SIDE = 300
WHERE = grid(SIDE, SIDE)


def clouded(ground, seed, share=0.25):
    """Ground under white clouds of one outline, which a compression of its own has spoiled a little."""
    clouds = ndimage.gaussian_filter(np.random.default_rng(5).normal(size=(SIDE, SIDE)), 10)
    values = textured(WHERE, ground=ground)
    values = 200 * (values - values.min()) / np.ptp(values)
    white = np.where(clouds > np.quantile(clouds, 1 - share), 255.0, values)
    return np.clip(white + np.random.default_rng(seed).uniform(-2, 2, white.shape), 0, 255)


def registered(moving, fixed):
    return coregix.register(*(coregix.GridArray(v.astype("float32"), Affine(*WHERE.transform[:6]), WHERE.crs)
                              for v in (moving, fixed)), accept_unreliable=True).assessment


def test_unrelated_ground_under_the_same_clouds_is_refused():
    assert registered(clouded(Ground(2), 1), clouded(Ground(1), 2)).verdict == "failed"


def test_ground_in_place_under_them_is_aligned():
    assert registered(clouded(Ground(1), 1), clouded(Ground(1), 2)).verdict == "aligned"


def is_left_out(shift=(0.0, 0.0), origin=(0.0, 0.0), share=0.25):
    """Whether clouds are left out for a raster that begins at ``origin``, under a solution (both in pixels)."""
    one, other = (Image(np.float32(clouded(Ground(seed), seed, share)), np.ones((SIDE, SIDE), bool), WHERE)
                  for seed in (1, 2))
    pixel, middle = WHERE.pixel_size, WHERE.to_world(SIDE / 2, SIDE / 2)
    transform = AffineTransform("translation", middle, ((1.0, 0.0), (0.0, 1.0)), (pixel * shift[0], pixel * shift[1]))
    moving = grid(SIDE, SIDE, pixel=pixel, origin=WHERE.to_world(*origin))
    pair = SimpleNamespace(moving=SimpleNamespace(grid=moving), fixed=SimpleNamespace(grid=WHERE), area=WHERE.bounds,
                           frame=Frame(middle, (pixel, pixel)), place=lambda image, *_: image)
    block = Block(one, other)
    found, = without_common_fill(pair, (block,), transform)
    assert found is block or not found.fixed.valid[one.values > 250].any()
    return found is not block


@pytest.mark.parametrize(("shift", "origin", "left_out"), [
    ((0.0, 0.0), (0.0, 0.0), True), ((1.0, -1.0), (0.0, 0.0), True), ((2.0, 0.0), (0.0, 0.0), False),
    ((0.0, 0.0), (5.0, 3.0), True), ((5.0, -3.0), (5.0, 3.0), True), ((9.0, -3.0), (5.0, 3.0), False)],
    ids=["in place", "about in place", "elsewhere", "of another origin", "pixel on pixel", "on neither"])
def test_they_count_where_a_solution_has_moved_them(shift, origin, left_out):
    assert is_left_out(shift, origin) == left_out


@pytest.mark.parametrize(("share", "left_out"), [(0.05, True), (0.005, False)])
def test_what_hardly_covers_anything_is_left_as_it_is(share, left_out):
    assert is_left_out(share=share) == left_out


def mask(ground):
    """Two values alone, as rasterised outlines have."""
    values = textured(WHERE, ground=ground)
    return 255.0 * (values > np.median(values))


def lamps(seed):
    """Points of light at night, of which some saturate the sensor; all else is 0."""
    rng = np.random.default_rng(seed)
    light = np.zeros((SIDE, SIDE))
    light[tuple(rng.integers(0, SIDE, (2, 600)))] = rng.exponential(3000.0, 600)
    return np.floor(ndimage.gaussian_filter(light, 1.2).clip(0, 255))


def resampled(image):
    """The image half a pixel aside: beside its edges it overshoots."""
    return ndimage.shift(image, (0.4, 0.6), order=3, mode="reflect").clip(0, 255).round()


@pytest.mark.parametrize("image", [mask(Ground(1)), lamps(1)], ids=["mask", "lamps"])
@pytest.mark.parametrize("moved", [lambda image: image, lambda image: np.roll(image, 1, 1), resampled],
                         ids=["in place", "by a pixel", "by parts of one"])
def test_images_which_are_nothing_else_are_aligned_by_their_outlines(image, moved):
    assert registered(moved(image), image).verdict == "aligned"


@pytest.mark.parametrize(("one", "other"), [(mask(Ground(2)), mask(Ground(1))), (lamps(2), lamps(1)),
                                            (clouded(Ground(2), 1, 0.85), clouded(Ground(1), 2, 0.85))],
                         ids=["masks", "lamps", "ground of which clouds leave next to nothing"])
def test_unrelated_ground_is_refused_as_well(one, other):
    assert registered(one, other).verdict == "failed"


def islands(moved=(0, 0)):
    """Ground on small islands in a sea of 0, which takes nine tenths of the image."""
    land = ndimage.gaussian_filter(np.random.default_rng(8).normal(size=(SIDE + 20, SIDE + 20)), 3)
    ground = textured(grid(SIDE + 20, SIDE + 20), ground=Ground(3))
    shown = np.where(land > np.quantile(land, 0.92), 50 + 100 * (ground - ground.min()) / np.ptp(ground), 0.0).round()
    row, col = 10 + np.array(moved)
    return shown[row : row + SIDE, col : col + SIDE]


def assessed(moving, fixed):
    return coregix.assess(*(coregix.GridArray(v.astype("float32"), Affine(*WHERE.transform[:6]), WHERE.crs)
                                   for v in (moving, fixed)))


def test_where_fill_leaves_too_little_what_lies_elsewhere_is_measured_with_it():
    residual = assessed(islands((2, 3)), islands()).assessment.residual_after
    assert residual is not None
    assert residual.median_px == pytest.approx(13**0.5, abs=0.1)


def test_what_is_left_out_as_fill_is_valid():
    noise = np.random.default_rng(1).integers(0, 2, (SIDE, SIDE))
    assert "0 show anything" in assessed(np.where(islands() > 0, islands() + noise, 0), islands()).assessment.reason


def test_a_copy_in_a_constant_sea_lies_in_place():
    assert assessed(islands(), islands()).assessment.verdict == "aligned"


def test_ground_clipped_at_both_ends_is_aligned_in_place_by_what_is_left_of_it():
    ground = textured(WHERE)
    clipped = ground.clip(*np.quantile(ground, [0.2, 0.8]))
    assert registered(clipped, clipped).verdict == "aligned"


def small_clouds(seed, ground, softened):
    """Ground under clouds of a few pixels, whose outlines a filter has made wider than what is left out around them."""
    clouds = ndimage.gaussian_filter(np.random.default_rng(105).normal(size=(SIDE, SIDE)), 5)
    values = textured(WHERE, ground=ground)
    values = 20 + 190 * (values - values.min()) / np.ptp(values)
    white = ndimage.gaussian_filter(np.where(clouds > np.quantile(clouds, 0.5), 255.0, values), softened)
    return (white + np.random.default_rng(seed).normal(0, 1, white.shape)).clip(0, 255).round()


def test_what_is_left_of_soft_outlines_is_no_ground():
    assert registered(small_clouds(3, Ground(3), 1.5), small_clouds(4, Ground(4), 1.5)).verdict == "failed"


def islands_of_noise(seed):
    """Ground on land in a sea of 0, under noise that leaves two thirds of the slopes alike."""
    land = textured(WHERE, ground=Ground(51, 120, 600)) >= 3150
    ground = 127 + 0.12 * (textured(WHERE, ground=Ground(1)) - 3000)
    return np.where(land, (ground + np.random.default_rng(seed).normal(0, 4, land.shape)).clip(1, 255), 0.0).round()


def test_land_with_noise_in_a_sea_of_one_value_is_aligned_in_place():
    assert registered(islands_of_noise(1), islands_of_noise(2)).verdict == "aligned"


def snow_under_noise(seed, shift=0.0, ground=1):
    """Ground of which two fifths are too bright for the sensor, so many pixels aside, under noise that hides slopes."""
    bright = textured(WHERE, displaced(WHERE.pixel_size * shift), Ground(ground))
    seen = 0.06 * (bright - np.quantile(bright, 0.6)) + np.random.default_rng(seed).normal(0, 8, bright.shape)
    return (255 + seen).clip(0, 255).round()


@pytest.mark.parametrize("shift", [0.0, 0.2])
def test_clipped_ground_under_noise_is_aligned(shift):
    assert registered(snow_under_noise(1, shift), snow_under_noise(2)).verdict == "aligned"


def fill_under_noise(seed):
    """Other ground each, with noise, under white clouds of one outline."""
    return np.where(clouded(Ground(1), 0) > 250, 255.0, snow_under_noise(seed, ground=seed).clip(0, 250))


def test_other_ground_under_fill_and_noise_is_refused():
    assert registered(fill_under_noise(4), fill_under_noise(5)).verdict == "failed"


def houses(shift=(0.0, 0.0)):
    """A mask of some houses, drawn (column, row) pixels aside."""
    rows, cols = np.mgrid[:SIDE, :SIDE] + 0.5
    drawn = np.zeros((SIDE, SIDE))
    for col, row, wide, high in np.random.default_rng(1).uniform(0, 1, (60, 4)):
        drawn[(abs(cols - 10 - 270 * col - shift[0]) < 5 + 4 * wide)
              & (abs(rows - 10 - 270 * row - shift[1]) < 4 + 4 * high)] = 1
    return drawn


def test_what_resampling_makes_of_two_values_is_nothing_between_them():
    assert registered(houses((0.3, -0.4)), houses()).verdict != "failed"


def land_cover(seed, ground=1, shift=(0.0, 0.0), other=0.0):
    """A map of five classes, of which one takes three fifths, with a share of pixels of any ``other`` class."""
    pixel = WHERE.pixel_size
    values = textured(WHERE, displaced(pixel * shift[0], -pixel * shift[1]), Ground(ground, 25.0))
    rng = np.random.default_rng(seed)
    classes = np.digitize(values, np.quantile(values, [0.6, 0.75, 0.85, 0.95]))
    return np.where(rng.random(values.shape) < other, rng.integers(0, 5, values.shape), classes).astype(float)


@pytest.mark.parametrize(("shift", "other"), [((0.0, 0.0), 0.02), ((0.35, -0.6), 0.0)])
def test_classes_of_which_one_is_nearly_everywhere_are_no_fill(shift, other):
    assert registered(land_cover(1, 1, shift, other), land_cover(2, 1, other=other)).verdict == "aligned"


def in_steps(seed):
    """Ground under white clouds in eight steps, as few values as classes have."""
    return np.round(clouded(Ground(seed), seed) * (7 / 255))


@pytest.mark.parametrize(("one", "other"), [(land_cover(1, 2), land_cover(2)), (in_steps(1), in_steps(2))],
                         ids=["classes", "steps under the same clouds"])
def test_unrelated_ground_of_few_values_is_refused(one, other):
    assert registered(one, other).verdict == "failed"
