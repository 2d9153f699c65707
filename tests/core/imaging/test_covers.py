"""Clouds and names that cover two images: what is the same, how it differs from the rest, and what is left."""

from dataclasses import astuple

import numpy as np
import pytest
from scenes import Ground, grid, picture, textured
from scipy import ndimage

from coregix_core.assessing import OVERLAY
from coregix_core.imaging import apart_from_cover, cover_of, ends_of_cover

WHERE = grid(160, 145, 1.0)


def ground(seed):
    return textured(WHERE, ground=Ground(seed, 6.0, 120.0))


def drawn(seed, sigma, where=WHERE):
    found = ndimage.gaussian_filter(np.random.default_rng(seed).standard_normal(where.shape), sigma)
    return (found - np.median(found)) / found.std()


COVERED = drawn(5, 12) > 0.5
CLOUDS = 6000.0 + 200.0 * drawn(8, 3)


def clouded(values, clouds=CLOUDS, where=COVERED):
    return picture(WHERE, np.where(where, clouds, values))


def test_clouds_over_unrelated_ground_are_the_same_brighter_and_of_equal_values():
    found = cover_of([(clouded(ground(2)), clouded(ground(7)))])
    assert found.same == pytest.approx(COVERED.mean(), abs=0.15)
    assert found.beside == pytest.approx(0.6 * (1 - COVERED.mean()), abs=0.15)
    assert found.brighter > 0.9
    assert found.closer < 0.1


def test_of_clouds_in_one_image_the_ground_of_the_other_goes_on_beneath_them():
    found = cover_of([(picture(WHERE, ground(2)), clouded(ground(2)))])
    assert min(found.same, found.beside) > 0.2
    assert found.brighter < 0.2
    assert cover_of([(clouded(ground(2)), picture(WHERE, ground(2)))]).brighter == pytest.approx(found.brighter)


def test_of_clouds_elsewhere_in_each_image_what_is_the_same_is_no_brighter():
    assert cover_of([(clouded(ground(2)), clouded(ground(2), where=COVERED[::-1] & ~COVERED))]).brighter < 0.4


def test_names_are_steeper_than_the_ground_beside_them():
    names = (drawn(5, 12) > 0.9) & (np.random.default_rng(4).random(WHERE.shape) > 0.6)
    found = cover_of([(clouded(ground(2), 9000.0, names), clouded(ground(7), 9000.0, names))])
    assert found.steeper > 0.9
    assert cover_of([(clouded(ground(2)), clouded(ground(7)))]).steeper < 0.7


def seamed(values):
    """In tiles that are brighter and darker."""
    tiles = np.random.default_rng(4).normal(0.0, 1500.0, (8, 8)).repeat(24, 0).repeat(24, 1)
    return picture(WHERE, values + tiles[: WHERE.shape[0], : WHERE.shape[1]])


def test_beneath_names_and_seams_nothing_is_alike_and_beneath_clouds_and_ground_is():
    names = (drawn(5, 12) > 0.9) & (np.random.default_rng(4).random(WHERE.shape) > 0.6)
    assert cover_of([(clouded(ground(2), 9000.0, names), clouded(ground(7), 9000.0, names))]).beneath < 0.32
    assert cover_of([(seamed(ground(2)), seamed(ground(7)))]).beneath < 0.3
    assert cover_of([(clouded(ground(2)), clouded(ground(7)))]).beneath > 0.4
    assert cover_of([(picture(WHERE, ground(2)), clouded(ground(2)))]).beneath > 0.4


def test_what_is_flat_beneath_says_nothing():
    flat = np.where(COVERED, 3000.0, ground(2)), np.where(COVERED, 3000.0, ground(7))
    found = cover_of([tuple(picture(WHERE, values) for values in flat)])
    assert -1.0 <= found.beneath <= 1.0


def test_of_seams_much_of_what_is_alike_is_the_same_and_of_two_sensors_little():
    assert cover_of([(seamed(ground(2)), seamed(ground(7)))]).exact > 0.3
    half = np.where(np.indices(WHERE.shape)[0] < 80, 0.4 * ground(2), ground(7))
    assert cover_of([(picture(WHERE, ground(2)), picture(WHERE, half))]).exact < 0.1


def test_of_one_ground_next_to_nothing_lies_beside():
    first, second = picture(WHERE, ground(2)), picture(WHERE, ground(2) + 3 * drawn(3, 1))
    assert cover_of([(first, second)]).beside < 0.02
    assert astuple(cover_of([(first, first)]))[:2] == pytest.approx((1.0, 0.0), abs=0.02)


def test_ground_that_is_flat_in_one_image_shows_nothing_that_could_differ():
    other = picture(WHERE, ground(2))
    flat = np.full(WHERE.shape, 3000.0)
    besides = [cover_of([(clouded(beside, ground(2)), other)]).beside for beside in (ground(7), flat)]
    assert besides[0] > 0.5
    assert besides[1] < 0.2


@pytest.mark.parametrize("noise", [40.0, 120.0])
def test_noise_alone_is_no_ground_that_differs(noise):
    added = np.random.default_rng(3).normal(0.0, noise, (2, *WHERE.shape))
    other = picture(WHERE, ground(2) + added[0])
    besides = [cover_of([(other, clouded(beside + added[1], ground(2) + added[1]))]).beside
               for beside in (ground(7), np.full(WHERE.shape, 3000.0))]
    assert besides[0] > 0.4
    assert besides[1] < 0.1


def test_where_noise_hides_the_ground_of_both_it_may_differ():
    noise = np.random.default_rng(3).normal(0.0, 120.0, (2, *WHERE.shape))
    first, second = (picture(WHERE, np.where(COVERED, CLOUDS, 3000.0 + 0.02 * ground(seed)) + added)
                     for seed, added in zip((2, 7), noise, strict=True))
    found = cover_of([(first, second)])
    assert found.beside > 0.4
    assert found.hidden == pytest.approx(found.beside, abs=0.05)
    assert cover_of([(clouded(ground(2)), clouded(ground(7)))]).hidden < 0.02


def test_parts_speak_together_and_what_nothing_is_valid_of_says_nothing():
    whole = (clouded(ground(2)), clouded(ground(7)))
    hidden = tuple(image.only(np.zeros(WHERE.shape, bool)) for image in whole)
    assert cover_of([whole, hidden]) == cover_of([whole]) == cover_of([whole, whole])
    assert astuple(cover_of([hidden]))[:2] == astuple(cover_of([]))[:2] == (0.0, 0.0)


def test_beside_a_cover_nothing_of_it_is_left():
    first, second = clouded(ground(2)), clouded(ground(7))
    inner = ndimage.binary_erosion(COVERED, iterations=8)
    for left in apart_from_cover(first, second):
        assert left.valid[inner].mean() < 0.02
        assert left.valid[~ndimage.binary_dilation(COVERED, iterations=14)].mean() > 0.6


WIDER = grid(480, 435, 1.0)
PATCHED = drawn(5, 16, WIDER) > 0.4
MIXED = {seed: textured(WIDER, ground=Ground(seed, 6.0, 120.0)) for seed in (2, 7, 9)}


def patched(seed, other):
    return picture(WIDER, np.where(PATCHED, other, MIXED[seed]))


@pytest.mark.parametrize("other", [MIXED[9], 6000.0 + 0.5 * MIXED[9]])
def test_what_one_image_alone_shows_ends_in_that_one_and_the_other_goes_on(other):
    whole = picture(WIDER, MIXED[2])
    assert ends_of_cover([(whole, patched(2, other))]) < OVERLAY.ended - 0.05
    assert ends_of_cover([(patched(2, other), whole)]) < OVERLAY.ended - 0.05


@pytest.mark.parametrize("cover", [
    MIXED[9] + 6000.0, ndimage.gaussian_filter(MIXED[9], 3), MIXED[9].mean() + 3 * (MIXED[9] - MIXED[9].mean())])
def test_what_lies_over_both_ends_in_both_by_tone_or_slope(cover):
    assert ends_of_cover([(patched(2, cover), patched(7, cover))]) > OVERLAY.ended + 0.1


def test_ends_that_are_hardly_seen_say_nothing():
    first, second = picture(WHERE, ground(2)), picture(WHERE, ground(2) + 3 * drawn(3, 1))
    assert ends_of_cover([(first, second)]) == np.inf
