"""What both images show the same of ends in both if it lies over them, and goes on in one where the other changed."""

import numpy as np
import pytest
from scenes import Ground, displaced, grid, picture, textured
from scipy import ndimage

from coregix_core.imaging import common_part

WHERE = grid(160, 145, 1.0)
CENTRE = tuple(float(v) for v in WHERE.to_world(80, 72))


def ground(seed, displacement=None):
    return textured(WHERE, displacement, Ground(seed, 6.0, 120.0))


def drawn(seed, sigma):
    found = ndimage.gaussian_filter(np.random.default_rng(seed).standard_normal(WHERE.shape), sigma)
    return (found - np.median(found)) / found.std()


COVERED = drawn(5, 12) > 0.0


def smoke(values, where=COVERED):
    """Under smoke of the tones of the ground, and finer than it."""
    return np.where(where, np.median(ground(2)) + 700.0 * drawn(8, 2), values)


def seen(fixed, moving, **how):
    return common_part([(picture(WHERE, fixed), picture(WHERE, moving))], **how)


def test_smoke_over_unrelated_ground_is_unlike_it_in_both():
    found = seen(smoke(ground(2)), smoke(ground(7)))
    assert found.same == pytest.approx(COVERED.mean(), abs=0.15)
    assert found.other > 0.15
    assert found.unlike > 0.25


def test_what_has_the_texture_of_the_ground_is_told_by_its_tone():
    over = ground(9) + 2000.0
    assert seen(*(np.where(COVERED, over, ground(seed)) for seed in (2, 7))).unlike > 0.4


def test_cells_are_compared_with_those_near_them():
    far = np.indices(WHERE.shape)[1] > 70
    assert seen(*(np.where(far, ground(4), smoke(ground(seed))) for seed in (2, 7))).unlike > 0.25


def test_under_noise_the_same_is_seen_at_the_scale_that_is_less_fine():
    noise = [np.random.default_rng(seed).normal(0.0, 300.0, WHERE.shape) for seed in (1, 2)]
    assert seen(*(ground(2) + one for one in noise)).same > 0.5


def test_where_one_image_changed_the_other_goes_on():
    for fixed, moving in ((ground(2), smoke(ground(2))), (smoke(ground(2)), ground(2)),
                          (ground(2), np.where(COVERED, ground(7), ground(2)))):
        found = seen(fixed, moving)
        assert min(found.same, found.other) > 0.15
        assert found.unlike < 0.12


def test_what_lies_elsewhere_in_each_image_is_in_place_of_the_other():
    first, second = drawn(5, 12) > 0.5, drawn(11, 12) > 0.5
    found = seen(smoke(ground(2), first & ~second), smoke(ground(2), second & ~first))
    assert min(found.same, found.other) > 0.15
    assert found.unlike == 0.0
    # Brighter in one, and darker in the other.
    found = seen(np.where(first & ~second, ground(9) + 1000.0, ground(2)),
                 np.where(second & ~first, ground(9) - 1000.0, ground(2)))
    assert found.unlike == 0.0


def test_parts_are_looked_at_together():
    half = [np.s_[:, :80], np.s_[:, 80:]]
    where = grid(80, 145, 1.0)
    parts = [tuple(picture(where, smoke(ground(seed))[cut]) for seed in (2, 7)) for cut in half]
    found, whole = common_part(parts), seen(smoke(ground(2)), smoke(ground(7)))
    assert found.same == pytest.approx(whole.same, abs=0.1)
    assert found.unlike == pytest.approx(whole.unlike, abs=0.1)


def test_noise_beside_what_is_the_same_is_no_other_ground():
    noise = [np.random.default_rng(seed).normal(0.0, 200.0, WHERE.shape) for seed in (1, 2)]
    found = seen(*(np.where(COVERED, ground(2), np.median(ground(2))) + one for one in noise), at_all_scales=False)
    assert found.same > 0.5
    assert found.other < 0.06


def test_ground_that_moved_by_a_little_is_another_at_the_finest_scale_alone():
    pair = ground(2), np.where(COVERED, ground(2), ground(2, displaced(3.0, -2.0, centre=CENTRE)))
    assert seen(*pair).other < 0.05
    assert seen(*pair, at_all_scales=False).other > 0.15


def test_lines_are_thin_and_ground_has_an_extent():
    lines = np.zeros(WHERE.shape, bool)
    lines[20::48] = lines[:, 20::48] = True
    assert seen(*(np.where(lines, 20000.0, ground(seed)) for seed in (2, 7))).within < 0.1
    assert seen(smoke(ground(2)), smoke(ground(7))).within > 0.4


def test_nothing_is_told_of_nothing_or_of_a_few_cells():
    assert common_part([]).same == 0.0
    hidden = picture(WHERE, ground(2), np.zeros(WHERE.shape, bool))
    assert common_part([(hidden, hidden)]).same == 0.0
    assert seen(ground(2), ground(7)).unlike == 0.0
    assert seen(ground(2), ground(2)).unlike == 0.0
