"""Ground that lies elsewhere than a pattern of the sensor is seen in detail of which it has more."""

from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from scenes import displaced, grid, textured
from scipy import ndimage

import coregix
from coregix_core.assessing.criteria import SCALES
from coregix_core.assessing.spectra import second_displacement as module
from coregix_core.assessing.spectra.second_displacement import elsewhere, second_displacement
from coregix_core.assessing.spectra.unshared_detail import is_unshared, shares_ground
from coregix_core.assessing.spectra.window_spectra import spectra_of, spectra_of_pair
from coregix_core.imaging import Image

SIDE = 260
WHERE = grid(SIDE, SIDE, pixel=1.0)
AWAY = 2.8, -2.3


def fractal(seed, shift=(0.0, 0.0), steep=1.5):
    """Ground whose spectrum falls as that of land does, moved by a part of its pixels."""
    down, right = np.fft.fftfreq(SIDE)[:, None], np.fft.rfftfreq(SIDE)
    noise = np.fft.rfft2(np.random.default_rng(seed).normal(size=(SIDE, SIDE)))
    moved = np.exp(2j * np.pi * (right * shift[0] + down * shift[1]))
    return spread(np.fft.irfft2(noise / np.maximum(np.hypot(down, right), 0.01) ** steep * moved, (SIDE, SIDE)))


def spread(values, by=500.0):
    return by * values / values.std()


def pattern(by, sigma=3.0):
    return spread(ndimage.gaussian_filter(np.random.default_rng(9).normal(size=(SIDE, SIDE)), sigma), by)


def noise(seed, by=20.0):
    # Others than those of the ground.
    return by * np.random.default_rng(100 + seed).normal(size=(SIDE, SIDE))


def image(values, valid=None):
    return Image(np.float32(values), np.ones((SIDE, SIDE), bool) if valid is None else valid, WHERE)


def spectra(fixed, placed, valid=None, size=128):
    return spectra_of(image(fixed, valid), image(placed), WHERE.to_world(SIDE / 2, SIDE / 2), size, 64)


def seen(*images, **how):
    found = spectra(*images, **how)
    return None if found is None else elsewhere(found)


@pytest.mark.parametrize(("by", "of_noise"), [(500.0, 20.0), (2000.0, 20.0), (1000.0, 60.0)])
@pytest.mark.parametrize("size", [64, 128])
def test_ground_aside_of_a_pattern_is_found_to_a_pixel(by, of_noise, size):
    fixed, placed = fractal(1) + pattern(by) + noise(2, of_noise), fractal(1, AWAY) + pattern(by) + noise(3, of_noise)
    # What a moving raster shows farther to the right is found to the left.
    assert seen(fixed, placed, size=size) == pytest.approx(-np.array(AWAY), abs=0.7)
    assert seen(placed, fixed, size=size) == pytest.approx(np.array(AWAY), abs=0.7)


def rows():
    return spread(np.sin(2 * np.pi * np.arange(SIDE) / 6.0))[:, None] * np.ones(SIDE)


@pytest.mark.parametrize(("fixed", "placed"), [
    (fractal(1), fractal(1)), (fractal(1) + pattern(1000.0), fractal(1) + pattern(1000.0)),
    (fractal(1), fractal(1, (0.3, 0.2))), (fractal(1) + rows(), fractal(1) + rows()), (fractal(1), -fractal(1)),
    (fractal(1), fractal(2)), (fractal(1), fractal(2) + 0.3 * fractal(1)), (noise(4), noise(4) + noise(5)),
    (fractal(1), 0 * fractal(1)),
], ids=["in place", "a pattern", "a part of a pixel", "rows", "inverted", "unrelated", "changed", "noise", "nothing"])
def test_one_displacement_has_no_second_one(fixed, placed):
    assert seen(fixed + noise(2), placed + noise(3)) is None


def test_ground_that_moved_in_one_place_is_no_second_displacement():
    row, col = np.indices((SIDE, SIDE))
    fixed, moved = (fractal(1, shift, 0.5) for shift in ((0.0, 0.0), AWAY))
    # What is left shows nothing that speaks against it.
    assert seen(fixed, np.where((row < 110) & (col < 110), moved, noise(5, 500.0)), size=64) is None
    assert seen(fixed, np.where((row < 110) | (col < 110), moved, noise(5, 500.0)), size=64) is not None


def test_windows_that_are_mostly_invalid_say_nothing():
    fixed, placed = (fractal(1, shift) + pattern(1000.0) for shift in ((0.0, 0.0), AWAY))
    valid = np.zeros((SIDE, SIDE), bool)
    assert seen(fixed, placed, valid) is None
    valid[:, : SIDE - 40] = True
    assert seen(fixed, placed, valid) is not None


class TestOfPairs:
    def length(self, monkeypatch, apart, pixel=1.0):
        fixed, placed = (fractal(1, shift) + pattern(1000.0) for shift in ((0.0, 0.0), AWAY))
        monkeypatch.setattr(module, "distance", lambda *_: 0.25)
        return second_displacement(None, spectra(fixed, placed), pixel, None, None, np.array(apart))

    def test_it_is_known_to_half_a_pixel_and_from_what_was_found(self, monkeypatch):
        length = np.hypot(3.0, 2.0) + SCALES.half
        assert self.length(monkeypatch, (0.0, 0.0)) == pytest.approx(length + 0.25)
        assert self.length(monkeypatch, (0.0, 0.0), 2.0) == pytest.approx(2 * length + 0.25)

    def test_ground_that_was_found_is_not_taken_for_the_pattern(self, monkeypatch):
        assert self.length(monkeypatch, AWAY) == 0.0
        assert self.length(monkeypatch, (-2.8, 2.3)) > 3.0


@pytest.mark.parametrize(("side", "size"), [(60, None), (260, 64), (330, 128)])
def test_windows_are_small_where_there_is_room_for_few(side, size):
    ground = Image(np.float32(np.random.default_rng(1).normal(size=(side, side))), np.ones((side, side), bool),
                   grid(side, side))
    block = SimpleNamespace(fixed=ground, placed_image=lambda *_: ground)
    pair = SimpleNamespace(each=lambda work, items: [work(item) for item in items])
    found = spectra_of_pair(pair, (block,), None)
    assert found is None if size is None else found.size == size
    if size:
        both = spectra_of_pair(pair, (block, block), None)
        # As many in all, of however many blocks.
        assert len(both.windows) < 1.4 * max(len(found.windows), 36)


def rough(seed):
    """Ground that stands out of noise in its fine detail too."""
    return fractal(seed, steep=1.2)


@pytest.mark.parametrize(("sigma", "by"), [(3.0, 2000.0), (6.0, 1000.0), (6.0, 2000.0)])
def test_unrelated_ground_under_one_pattern_shares_none_of_its_finer_structure(sigma, by):
    added = pattern(by, sigma)
    assert is_unshared(spectra(rough(1) + added + noise(2), rough(2) + added + noise(3), size=64))
    assert not is_unshared(spectra(rough(1) + added + noise(2), rough(1) + added + noise(3), size=64))


def uneven(values):
    """Values that are ten times as strong on the right as on the left."""
    return values * np.logspace(-1, 0, SIDE)


@pytest.mark.parametrize(("fixed", "placed"), [
    (rough(1) + noise(2, 800.0), rough(1) + noise(3, 800.0)), (rough(1), rough(2)),
    (rough(1) + uneven(pattern(3000.0, 6.0)), rough(2) + uneven(pattern(3000.0, 6.0))),
    (ndimage.gaussian_filter(rough(1), 3.0), rough(1)), (rough(1), -rough(1)),
], ids=["noise", "nothing in common", "no even pattern", "blurred", "inverted"])
def test_other_images_are_not_taken_for_a_pattern(fixed, placed):
    assert not is_unshared(spectra(fixed + noise(4, 5.0), placed + noise(5, 5.0), size=64))


@pytest.mark.parametrize("seed", [1, 2])
def test_ground_that_one_image_shows_blurred_and_compressed_is_no_pattern_as_it_differs_from_place_to_place(seed):
    fixed = fractal(seed, steep=1.3) * np.logspace(-0.2, 0.2, SIDE)
    # What compression leaves of fine detail has structure, and is not the ground's.
    placed = ndimage.gaussian_filter(fixed, 3.0) + 0.06 * fractal(50 + seed, steep=1.3)
    assert not is_unshared(spectra(fixed + noise(2, 5.0), placed))


def patchy(seed, where=None, steep=1.2):
    """Ground that is strong here and weak there, at places of its own or those of another one (``where``)."""
    blots = ndimage.gaussian_filter(np.random.default_rng(300 + (where or seed)).normal(size=(SIDE, SIDE)), 20)
    return spread(fractal(seed, steep=steep) * np.exp(1.2 * blots / blots.std()))


def mottle(by, *sizes):
    return spread(sum(pattern(1.0, size) for size in sizes), by)


@pytest.mark.parametrize(("by", "sizes"), [(500.0, (1.5,)), (1000.0, (1.5, 8.0)), (500.0, (1.2, 5.0)),
                                           (1000.0, (1.0, 3.0, 9.0))])
@pytest.mark.parametrize(("first", "second"), [(1, 2), (3, 4)])
def test_unrelated_ground_under_a_pattern_in_nearly_all_detail_is_strong_at_other_places(by, sizes, first, second):
    added = mottle(by, *sizes)
    assert is_unshared(spectra(patchy(first) + added + noise(2), patchy(second) + added + noise(3), size=64))


@pytest.mark.parametrize("ground", [
    patchy(1), patchy(2, where=1), 0.7 * patchy(1) + 0.7 * patchy(2), -patchy(1), 0.3 * patchy(1), 0 * patchy(1),
    np.roll(patchy(1), 2, axis=1), patchy(2) + 0.08 * patchy(1), patchy(2) - 0.08 * patchy(1),
], ids=["the same", "all new at the same places", "half new", "inverted", "weak", "nothing", "two pixels aside",
        "a little of it", "a little of it, inverted"])
def test_ground_in_place_under_such_a_pattern_is_shared_as_it_is_strong_where_the_other_is(ground):
    added = mottle(1000.0, 1.5, 8.0)
    assert not is_unshared(spectra(patchy(1) + added + noise(2), ground + added + noise(3), size=64))


@pytest.mark.parametrize("ground", [patchy(1), 0.7 * patchy(1) + 0.7 * patchy(2), np.roll(patchy(1), 1, axis=1)])
def test_a_pattern_in_all_detail_leaves_ground_in_place_to_be_seen(ground):
    added = mottle(1000.0, 1.0, 3.0, 9.0)
    assert not is_unshared(spectra(patchy(1) + added + noise(2), ground + added + noise(3), size=64))


@pytest.mark.parametrize("side", [64, 340])
def test_a_displacement_by_part_of_a_pixel_leaves_all_windows_whole(side):
    valid = np.ones((side, side), bool)
    valid[0] = valid[:, -2:] = False
    here = grid(side, side, pixel=1.0)
    one = Image(np.float32(np.random.default_rng(1).normal(size=(side, side))), valid, here)
    found = spectra_of(one, one, here.to_world(side / 2, side / 2), 64, 64)
    # In an image that is no larger than a window there is no room beside it.
    assert np.array(found.whole).all() == (side > 64)


def test_what_is_not_as_strong_everywhere_is_no_pattern():
    added = uneven(mottle(1500.0, 1.5, 8.0))
    assert not is_unshared(spectra(patchy(1) + added + noise(2), patchy(2) + added + noise(3), size=64))


@pytest.mark.parametrize(("size", "first", "second"), [(0.8, 3, 4), (1.5, 1, 2), (1.5, 3, 4)])
def test_a_pattern_that_a_lens_weakens_towards_the_corners_is_one_over_ground_of_each_image(size, first, second):
    added = vignetted(mottle(1000.0, size))
    assert is_unshared(spectra(patchy(first) + added + noise(2), patchy(second) + added + noise(3), size=64))


@pytest.mark.parametrize("ground", [patchy(1), patchy(2, where=1), 0.7 * patchy(1) + 0.7 * patchy(2), 0.5 * patchy(1)])
def test_ground_in_place_under_a_pattern_that_a_lens_weakens_is_shared(ground):
    added = vignetted(mottle(1000.0, 1.5))
    assert not is_unshared(spectra(patchy(1) + added + noise(2), ground + added + noise(3), size=64))


def test_few_windows_do_not_say_where_ground_is_strong():
    fixed, placed = (patchy(seed) + mottle(1000.0, 1.5, 8.0) + noise(seed) for seed in (1, 2))
    corner = np.zeros((SIDE, SIDE), bool)
    corner[:110, :110] = True
    assert not is_unshared(spectra(fixed, placed, corner, size=64))


def assessed(moving, fixed):
    return coregix.register(*(coregix.GridArray(v, Affine(*WHERE.transform[:6]), WHERE.crs) for v in (moving, fixed)),
                            model="translation", accept_unreliable=True).assessment


def test_ground_aside_of_a_pattern_that_hides_it_from_all_windows_is_uncertain_by_as_much():
    moving, fixed = (fractal(1, shift, 1.0) + pattern(2000.0) for shift in (AWAY, (0.0, 0.0)))
    found = assessed(moving + noise(2), fixed + noise(3))
    assert found.verdict == "uncertain"
    assert 3.6 < found.uncertainty_ce90_px < 5.0
    assert "by a part of their detail the images lie about 4.2 px aside" in found.reason


def test_unrelated_ground_under_a_coarse_pattern_is_refused():
    added = pattern(2000.0, 3.0)
    assert assessed(rough(1) + added + noise(2), rough(2) + added + noise(3)).verdict == "failed"


@pytest.mark.parametrize(("second", "verdict"), [(2, "failed"), (1, "aligned")])
def test_unrelated_ground_under_a_fine_and_coarse_pattern_is_refused_and_ground_in_place_is_not(second, verdict):
    added = mottle(1000.0, 1.5, 8.0)
    assert assessed(patchy(1) + added + noise(2), patchy(second) + added + noise(3)).verdict == verdict


def aligned_ground():
    """(grid, fixed, moving) of one ground, in which fine detail is weak."""
    where = grid(320, 320)
    return where, textured(where).astype("uint16"), textured(where, displaced(east=-6.0, north=-8.0)).astype("uint16")


def verdict_of(where, fixed, moving):
    fixed, moving = (coregix.GridArray(v, Affine(*where.transform[:6]), where.crs, nodata=0) for v in (fixed, moving))
    return coregix.register(moving, fixed, accept_unreliable=True).assessment.verdict


def test_windows_of_which_a_part_is_not_valid_have_its_border_in_all_bands_and_are_known_by_it():
    valid = np.ones((SIDE, SIDE), bool)
    valid[:24] = False
    smooth = ndimage.gaussian_filter(fractal(1), 2.0)
    found = spectra(smooth, smooth, valid, size=64)
    fine = np.array(found.windows)[:, 0, 0]
    whole = np.array(found.whole)
    assert (~whole).sum() == np.sqrt(len(whole))
    assert fine[~whole].min() > 2 * fine[whole].max()


def test_a_fill_that_no_tag_tells_makes_no_ground_of_its_border():
    where, fixed, moving = aligned_ground()
    moving[:40] = 1
    assert verdict_of(where, fixed, moving) == "aligned"


def seams(seed, by=1200.0):
    """A mosaic's tones, each up to a line of its own."""
    rng = np.random.default_rng(seed)
    row, col = np.mgrid[:SIDE, :SIDE]
    nearest = np.argmin([np.hypot(row - y, col - x) for y, x in rng.uniform(0, SIDE, (12, 2))], axis=0)
    return by * rng.normal(size=12)[nearest]


def vignetted(values):
    row, col = np.mgrid[:SIDE, :SIDE] / SIDE - 0.5
    return values * (1 - 1.4 * (row**2 + col**2))


def with_gains(values):
    """Pixels that respond otherwise than their neighbours, and add something besides."""
    return values * (1 + pattern(0.5, 1.5)) + pattern(500.0, 1.5)


@pytest.mark.parametrize("strength", [0.0, 600.0, 1200.0])
def test_ground_is_shared_where_it_is_strong_whatever_seams_each_image_has(strength):
    fixed, placed = (patchy(2) + seams(seed, strength) + noise(seed) for seed in (7, 52))
    assert shares_ground(spectra(fixed, placed, size=64))


@pytest.mark.parametrize(("fixed", "placed"), [
    (rough(1) + pattern(1000.0, 1.5), rough(2) + pattern(1000.0, 1.5)),
    (patchy(1) + pattern(1000.0, 1.5), patchy(2) + pattern(1000.0, 1.5)),
    (vignetted(rough(1) + pattern(1000.0, 1.5)), vignetted(rough(2) + pattern(1000.0, 1.5))),
    (with_gains(patchy(1)), with_gains(patchy(2))),
    (patchy(1), patchy(2)), (patchy(1), patchy(2, where=1)),
], ids=["even", "even over strong and weak ground", "vignetted", "as strong as the ground", "nothing in common",
        "other ground at the same places"])
def test_a_pattern_is_not_strong_where_both_grounds_are(fixed, placed):
    assert not shares_ground(spectra(fixed + noise(4), placed + noise(5), size=64))


def test_few_windows_do_not_say_that_ground_is_shared():
    corner = np.zeros((SIDE, SIDE), bool)
    corner[:110, :110] = True
    assert not shares_ground(spectra(patchy(2) + noise(1), patchy(2) + noise(2), corner, size=64))


@pytest.mark.parametrize(("ground", "strength"), [(1, 600.0), (2, 600.0), (2, 1200.0)])
def test_mosaics_of_one_ground_with_seams_of_their_own_are_aligned_pixel_on_pixel(ground, strength):
    """At coarse scales seams hide the ground, which then fades there as a pattern of the sensor would."""
    fixed, moving = (patchy(ground) + seams(seed + ground, strength) + noise(own) for seed, own in ((50, 2), (5, 1)))
    arrays = [coregix.GridArray(values, Affine(*WHERE.transform[:6]), WHERE.crs) for values in (moving, fixed)]
    found = coregix.register(*arrays, model="translation", accept_unreliable=True).assessment
    assert found.verdict == "aligned"
    assert found.uncertainty_ce90_px < 0.4
