"""At coarser scales the ground shows itself beside what both images hold at their pixels, and beside stripes."""

from dataclasses import replace

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.enums import Resampling
from scenes import Ground, grid, write
from scipy import ndimage

import coregix
from coregix_core.assessing.coarser_scales import (
    Scale,
    _halved,
    _most_alike,
    _octaves,
    _scale,
    _toned,
    is_pattern,
)
from coregix_core.imaging import Image

SIDE = 260
WHERE = grid(SIDE, SIDE)
ROW, COL = np.mgrid[:SIDE, :SIDE] + 0.5


def ground(seed, shift=0.0):
    return Ground(seed, shortest=30.0)(*WHERE.to_world(COL + shift, ROW))


def noise(seed):
    return 20 * np.random.default_rng(seed).normal(size=(SIDE, SIDE))


def blotches(sigma, strength=400, seed=1):
    values = ndimage.gaussian_filter(np.random.default_rng(seed).normal(size=(SIDE, SIDE)), sigma)
    return strength * values / values.std()


def stripes(period, strength=300):
    return strength * np.sin(2 * np.pi * (COL + ROW) / (np.sqrt(2) * period))


def assessed(moving, fixed):
    return coregix.register(*(coregix.GridArray(v, Affine(*WHERE.transform[:6]), WHERE.crs) for v in (moving, fixed)),
                            model="translation", accept_unreliable=True).assessment


@pytest.mark.parametrize("sigma", [1.5, 3.0])
def test_unrelated_ground_under_one_pattern_of_blotches_is_refused(sigma):
    added = blotches(sigma)
    assert assessed(ground(1) + added + noise(2), ground(2) + added + noise(3)).verdict == "failed"


@pytest.mark.parametrize(("added", "shift"), [(blotches(1.5), 1.3), (blotches(3.0), 5.0), (stripes(6), 1.2)])
def test_ground_aside_of_what_both_images_hold_is_covered_and_the_reason_says_so(added, shift):
    found = assessed(ground(1, shift) + added + noise(2), ground(1) + added + noise(3))
    assert found.verdict == "uncertain"
    assert found.uncertainty_ce90_px > 0.9 * shift
    assert "at a coarser scale the images lie" in found.reason


@pytest.mark.parametrize(("turn", "scale"), [(0.01, 0.0), (0.0, 0.012), (-0.008, 0.008)])
def test_ground_that_is_turned_or_scaled_under_a_fine_pattern_is_covered(turn, scale):
    """In the mean over the area it lies in place, as the pattern does."""
    x, y = COL - SIDE / 2, ROW - SIDE / 2
    moved = scale * x - turn * y, turn * x + scale * y
    turned = Ground(1, shortest=30.0)(*WHERE.to_world(COL + moved[0], ROW + moved[1]))
    added = blotches(0.6, 900)
    found = assessed(turned + added + noise(2), ground(1) + added + noise(3))
    assert found.verdict == "uncertain"
    assert found.uncertainty_ce90_px > np.sqrt((moved[0] ** 2 + moved[1] ** 2).mean())
    assert "at a coarser scale the images lie" in found.reason


def test_a_turn_and_a_scale_are_known_by_how_far_they_move_the_area():
    x, y = COL - SIDE / 2, ROW - SIDE / 2
    values = Ground(1, shortest=30.0)(*WHERE.to_world(COL + 0.3 + 0.002 * x - 0.004 * y, ROW + 0.004 * x + 0.002 * y))
    seen = _scale(image(ground(1)), image(values), 1.0)
    spread = SIDE / np.sqrt(6)
    assert np.abs(seen.turned) == pytest.approx([0.3, 0.0, 0.004 * spread, 0.002 * spread], abs=0.06)
    assert seen.turned_aside == pytest.approx(np.linalg.norm(seen.turned))
    assert _scale(image(ground(1)), image(ground(1) + noise(2)), 1.0).turned_aside == 0.0


@pytest.mark.parametrize("added", [0.0, blotches(3.0), stripes(6), 3000.0 * (blotches(20.0, 1.0, seed=9) > 0.8)])
def test_ground_in_place_is_aligned_under_patterns_stripes_and_clouds(added):
    cloud = np.abs(added).max(initial=0.0) == 3000 if np.ndim(added) else False
    found = assessed(ground(1) + added + noise(2), ground(1) + (0.0 if cloud else added) + noise(3))
    assert found.verdict == "aligned"
    assert found.uncertainty_ce90_px < 0.1


def test_light_that_moves_coarse_edges_is_no_hidden_ground_where_strong_detail_shows_it_in_place():
    """Of large forms one image shows the outlines aside, as shadows do, and all detail in place."""
    forms, rough = (ndimage.gaussian_filter(np.random.default_rng(seed).normal(size=(SIDE, SIDE)), sigma)
                    for seed, sigma in ((5, 9.0), (8, 0.8)))
    detail = ground(1) + 300 * rough / rough.std() * np.exp(1.2 * np.sin(COL / 30) * np.sin(ROW / 30))
    lit = 1500 * forms / forms.std()
    found = assessed(detail + noise(2) + ndimage.shift(lit, (0, 1.5), mode="nearest"), detail + noise(3) + lit)
    assert found.verdict == "aligned"
    assert 0.3 < found.uncertainty_ce90_px < 0.5, "a quarter of what the outlines lie aside by"


def image(values, valid=None):
    values = np.asarray(values, np.float32)
    return Image(values, np.ones(values.shape, bool) if valid is None else valid, grid(*values.shape[::-1], pixel=1.0))


def test_how_far_edges_lie_aside_is_found_in_either_contrast_and_with_its_error():
    there = ndimage.shift(ground(1), (0.0, 0.4), order=5, mode="nearest")
    for other in (there, 3000 - 2 * there):
        found = _scale(image(ground(1)), image(other), 2.0)
        assert found.scale == 4.0
        assert found.correlation > 0.95
        # In pixels of the frame, of which each here is two.
        assert found.off == pytest.approx([0.8, 0.0], abs=0.08)
        assert found.aside == pytest.approx(0.8, abs=0.08)
        assert (found.error < 0.05).all()
    assert found.steeper == pytest.approx(0.25, rel=0.1)
    noisy = _scale(image(ground(1) + 10 * noise(2)), image(ground(1) + 10 * noise(3)), 1.0)
    assert noisy.aside == 0.0
    assert noisy.error.min() > 3 * found.error.max()


@pytest.mark.parametrize("tones", [lambda values: values**2, lambda values: -(values**2)])
def test_other_tones_are_no_displacement(tones):
    """Slopes that are steep on one side: where means of bright ground count for more, coarse edges lie elsewhere."""
    own = ndimage.gaussian_filter((COL + 0.05 * ground(7)) % 60 / 60, 0.7)
    fixed, moving = (Image(v.astype(np.float32), np.ones((SIDE, SIDE), bool), WHERE) for v in (own, tones(own)))
    plain = [_scale(*images, images[0].grid.pixel_size) for images in _octaves(fixed, moving)]
    toned = _most_alike(fixed, moving, 1.0)
    assert max(scale.aside for scale in plain) > 0.4, "pixels"
    assert max(float(np.hypot(*scale.off)) for scale in toned) < 0.02
    assert toned[-1].steeper == plain[-1].steeper, "what each shows by itself stays"
    assert assessed(1000 * tones(own), 1000 * own).verdict == "aligned"


SAW = ndimage.gaussian_filter((COL + 0.05 * ground(7)) % 60 / 60, 0.7)


def in_tones_of_first(fixed, moving):
    """How far the moving image lies aside at most if it is given the tones of the fixed one."""
    return max(float(np.hypot(*_scale(one, other, one.grid.pixel_size, (one, toned)).off))
               for one, other, toned in _octaves(fixed, moving, _toned(moving, fixed)))


def clipped(values):
    """A stretch of which a fifth is black and a seventh white."""
    return np.clip(values, *np.quantile(values, [0.2, 0.85]))


@pytest.mark.parametrize("sign", [1, -1])
def test_what_is_clipped_in_one_image_alone_is_no_displacement(sign):
    own, other = (image(values) for values in (SAW, sign * clipped(SAW)))
    assert in_tones_of_first(own, other) > 0.5, "pixels"
    for images in ((own, other), (other, own)):
        assert max(float(np.hypot(*scale.off)) for scale in _most_alike(*images, 1.0)) < 0.01
    found = assessed(1000 * sign * clipped(SAW), 1000 * SAW)
    assert found.verdict == "aligned"
    assert found.uncertainty_ce90_px < 0.05


def test_what_is_clipped_and_lies_aside_does_so_the_same_way_in_tones_of_either_image():
    own, aside = image(SAW), image(clipped(ndimage.shift(SAW, (0.0, 0.4), order=5, mode="nearest")))
    for first, second, off in ((own, aside, 0.4), (aside, own, -0.4)):
        found = _most_alike(first, second, 1.0)[0]
        assert found.off == pytest.approx([off, 0.0], abs=0.1)
        assert found.aside == pytest.approx(0.4, abs=0.1)
    assert found.steeper < 1 < _most_alike(own, aside, 1.0)[0].steeper


def test_tones_that_one_image_is_blurred_out_of_are_no_displacement():
    sharp = np.exp(SAW + 3 * ndimage.gaussian_filter((ROW + COL) % 45 < 4, 0.7, output=float))
    own, blurred = image(sharp), image(ndimage.gaussian_filter(sharp, 1.2))
    assert in_tones_of_first(own, blurred) > 0.08, "pixels"
    for images in ((own, blurred), (blurred, own)):
        assert max(float(np.hypot(*scale.off)) for scale in _most_alike(*images, 1.0)) < 0.015


def test_images_without_common_pixels_keep_their_tones():
    image = Image(np.ones((4, 4), np.float32), np.zeros((4, 4), bool), WHERE)
    assert _toned(image, image) is image


def test_halves_are_means_of_what_is_valid_where_most_is():
    values, valid = np.arange(24.0).reshape(4, 6), np.ones((4, 6), bool)
    valid[0, 0] = valid[2:, 2] = valid[3, 3] = False
    half = _halved(image(values, valid))
    assert half.valid.tolist() == [[True, True, True], [True, False, True]]
    assert half.values[0].tolist() == pytest.approx([(1 + 6 + 7) / 3, 5.5, 7.5])
    assert half.grid.pixel_size == 2.0


PATTERN = (Scale(4.0, 0.8, np.zeros(2), np.ones(2), 1000.0, 1.0), Scale(8.0, 0.4, np.zeros(2), np.ones(2), 90.0, 1.0),
           Scale(16.0, 0.05, np.zeros(2), np.ones(2), 9.0, 1.2))


def test_overviews_that_lie_half_a_pixel_aside_are_not_taken_for_ground_that_does(tmp_path):
    fixed, moving = (write(tmp_path / f"{seed}.tif", np.float32(ground(1) + noise(seed)), WHERE) for seed in (2, 3))
    with rasterio.open(fixed, "r+") as dataset:
        dataset.build_overviews([2], Resampling.nearest)
    assert coregix.register(moving, fixed, model="translation").assessment.verdict == "aligned"


@pytest.mark.parametrize(("last", "finest", "told"), [
    ({}, 0.9, True), ({}, 0.1, True), ({"correlation": 0.3}, 0.9, False), ({"common": 90.0}, 0.9, False),
    ({"steeper": 20.0}, 0.9, False), ({"steeper": 0.05}, 0.9, False)])
def test_a_pattern_fades_in_strength_and_slope_between_images_that_are_alike_steep(last, finest, told):
    assert is_pattern((*PATTERN[:2], replace(PATTERN[2], **last)), finest) is told


def test_too_few_scales_and_next_to_nothing_shared_are_no_pattern():
    assert not is_pattern(PATTERN[:1], 0.9)
    weak = tuple(replace(scale, correlation=scale.correlation / 3) for scale in PATTERN)
    assert not is_pattern(weak, 0.2)


@pytest.mark.parametrize(("changes", "aside"), [
    ({}, 0.5), ({"correlation": 0.82}, 0.0), ({"error": np.full(2, 0.2)}, 0.0), ({"scale": 32.0}, 0.0)])
def test_edges_lie_aside_where_they_are_alike_and_it_is_no_chance(changes, aside):
    sure = Scale(8.0, 0.9, np.array([0.3, -0.4]), np.full(2, 0.05), 1.0, 1.0)
    assert replace(sure, **changes).aside == pytest.approx(aside)
