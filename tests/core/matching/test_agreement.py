"""A similarity is found among mostly wrong matches; what luck gives is never evidence."""

import numpy as np
import pytest

from coregix_core.matching.agreement import Matched, agreement

FACTOR, OFFSET = 0.7 * np.exp(2.0j), 400 + 300j


def random_matches(rng, count, size=600):
    """Matches of two images that have nothing in common, and all features of the fixed one."""
    fixed, moving = rng.uniform(0, size, (2, count)) @ np.eye(count) + 1j * rng.uniform(0, size, (2, count))
    turn, stretch = rng.uniform(-np.pi, np.pi, count), rng.normal(0, 0.6, count)
    extra = rng.uniform(0, size, (2 * count, 2))
    return Matched(fixed, moving, turn, stretch), np.concatenate([np.stack([fixed.real, fixed.imag], 1), extra])


def with_true(rng, count, true, noise=0.5):
    """The same, of which ``true``, anywhere among the others, are right."""
    wrong, places = random_matches(rng, count)
    right = rng.choice(count, true, replace=False)
    fixed, turn, stretch = wrong.fixed.copy(), wrong.turn.copy(), wrong.stretch.copy()
    fixed[right] = FACTOR * wrong.moving[right] + OFFSET + noise * (rng.normal(size=true) + 1j * rng.normal(size=true))
    turn[right] = np.angle(FACTOR) + rng.normal(0, 0.1, true)
    stretch[right] = np.log(abs(FACTOR)) + rng.normal(0, 0.1, true)
    places = np.concatenate([np.stack([fixed.real, fixed.imag], 1), places[count:]])
    return Matched(fixed, wrong.moving, turn, stretch), places, right


@pytest.mark.parametrize("true", [12, 30, 200])
def test_the_similarity_of_a_few_right_matches_is_found(true):
    matches, places, right = with_true(np.random.default_rng(true), 300, true)
    found = agreement(matches, places)
    assert found.chance < -6
    assert abs(found.factor / FACTOR - 1) < 0.01
    assert abs(found.factor * (300 + 300j) + found.offset - (FACTOR * (300 + 300j) + OFFSET)) < 2
    assert found.inside[right].mean() > 0.9
    assert found.inside.sum() <= true + 2


@pytest.mark.parametrize("alike", [False, True])
def test_unrelated_images_agree_no_better_than_they_are_expected_to(alike):
    """Also where all edges run one way, so that turns and scales agree of themselves."""
    rng = np.random.default_rng(0)
    chances = []
    for count in (20, 100, 300) * 6:
        matches, places = random_matches(rng, count)
        if alike:
            matches = Matched(matches.fixed, matches.moving, 0 * matches.turn, 0 * matches.stretch)
        found = agreement(matches, places)
        chances.append(9.0 if found is None else found.chance)
    # An expected number below 1 in 10 is seen in fewer than one of 10; below 1e-4 never.
    assert (np.array(chances) < -1).mean() < 0.1
    assert min(chances) > -4


def test_one_crowded_place_is_no_evidence():
    """All features of both images lie in one spot each: whatever agrees there agrees of necessity."""
    rng = np.random.default_rng(1)
    spot = 2.0 * (rng.normal(size=(2, 80)) + 1j * rng.normal(size=(2, 80)))
    matches = Matched(300 + 300j + spot[0], 200 + 100j + 20 * spot[1], np.zeros(80), np.zeros(80))
    places = np.stack([matches.fixed.real, matches.fixed.imag], 1)
    found = agreement(matches, places)
    assert found is None or found.chance > -3


def test_one_place_at_many_scales_counts_once():
    rng = np.random.default_rng(2)
    matches, places, _ = with_true(rng, 60, 5, noise=0.1)
    once = agreement(matches, places)
    again = Matched(*(np.concatenate([getattr(matches, n)] * 4) for n in ("fixed", "moving", "turn", "stretch")))
    assert once is None or once.chance > -6
    found = agreement(again, np.concatenate([places] * 4))
    assert found is None or found.chance > -6
