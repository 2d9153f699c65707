"""A similarity is found among mostly wrong matches; what luck gives is never evidence."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.spatial import cKDTree

from coregix_core.matching.agreement import (
    STRETCH,
    TURN,
    Matched,
    _chance,
    _distinct,
    _each_others_nearest,
    _fitted,
    _with_all,
    _wrapped,
    agreement,
    feature_agreement,
    matched,
)
from coregix_core.matching.agreement import Agreement as Found
from coregix_core.matching.features import Features, of_mirrored, of_negative

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


def test_angles_are_told_within_half_a_turn():
    np.testing.assert_allclose(_wrapped(np.radians([0, 170, 190, -190, 360, 540])),
                               np.radians([0, 170, -170, 170, 0, -180]), atol=1e-12)


def test_least_squares_finds_the_similarity_through_points():
    rng = np.random.default_rng(6)
    moving = rng.uniform(0, 500, 20) + 1j * rng.uniform(0, 500, 20)
    assert np.allclose(_fitted(moving, FACTOR * moving + OFFSET), (FACTOR, OFFSET))
    # One point tells the place alone.
    assert _fitted(moving[:1], moving[:1] + 5) == (0, moving[0] + 5)


@pytest.mark.parametrize("parts", [[[0, 1, 2]], [[0], [1], [2]], [[2, 1], [0]]])
def test_a_table_of_likeness_gives_those_that_are_each_others_best_and_their_best_rivals(parts):
    alike = np.array([[0.9, 0.1, 0.3], [0.2, 0.1, 0.8], [0.95, 0.4, 0.1]], np.float32)
    whole = np.arange(3)
    # The first row's best is the first column, which likes the third row more.
    rows, cols, score, rival = _each_others_nearest(alike, np.eye(3, dtype=np.float32),
                                                    [(np.array(part), whole) for part in parts])
    assert rows.tolist() == [1, 2]
    assert cols.tolist() == [2, 0]
    assert score == pytest.approx([0.8, 0.95])
    assert rival == pytest.approx([0.3, 0.9])


def test_in_parts_each_others_best_are_those_of_the_whole_table():
    rng = np.random.default_rng(3)
    first, second = (rng.random((n, 6)).astype(np.float32) for n in (40, 50))
    alike = first @ second.T
    best, back = alike.argmax(0), alike.argmax(1)
    cols = np.flatnonzero(back[best] == np.arange(50))
    pairs = sorted((int(best[j]), int(j)) for j in cols)
    left = alike.copy()
    left[tuple(np.transpose(pairs))] = 0
    parts = [(part, np.arange(50)) for part in np.array_split(rng.permutation(40), 7)]
    i, j, score, rival = _each_others_nearest(first, second, parts)
    assert list(zip(i.tolist(), j.tolist(), strict=True)) == pairs
    assert score == pytest.approx(alike[i, j])
    assert rival == pytest.approx(np.maximum(left[i].max(1), left[:, j].max(0)))


def test_without_anything_to_compare_there_are_none():
    none = np.zeros((0, 6), np.float32)
    assert _each_others_nearest(none, none, [])[0].size == 0
    assert _each_others_nearest(np.ones((3, 6), np.float32), np.ones((2, 6), np.float32), [])[0].size == 0


def test_of_several_that_are_as_near_the_first_counts():
    same = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]], np.float32)
    i, j, _, rival = _each_others_nearest(same, same, [(np.arange(3), np.arange(3))])
    assert list(zip(i.tolist(), j.tolist(), strict=True)) == [(0, 0), (2, 2)]
    assert rival == pytest.approx([1.0, 0.0])


def test_structures_that_are_apart_in_both_images_count():
    """Farther than twice the tolerance in the fixed image, and than two pixels in the moving one."""
    fixed = np.array([0, 6.0, 20.0, 20 + 7j, 60.0, 90.0])
    moving = np.array([0, 10.0, 40.0, 60.0, 60 + 2j, 90.0])
    matches = Matched(fixed, moving, np.zeros(6), np.zeros(6))
    # The second lies near the first, the fifth near the fourth in the moving image; the last is not asked for.
    assert _distinct(matches, np.array([True] * 5 + [False]), 3.0) == 3


def unit(*places):
    """Unit vectors of 128 numbers along axes."""
    return np.eye(128, dtype=np.float32)[list(places)]


def features(descriptor, scale, angle):
    places = np.arange(2.0 * len(descriptor)).reshape(-1, 2) ** 2
    return Features(places, np.array(scale, float), np.array(angle, float), descriptor)


def test_a_match_tells_turn_and_stretch_and_its_scale_is_one_that_is_looked_for():
    fixed = features(unit(0, 1, 2), [2.0, 16.0, 2.0], [1.0, 0.5, 0.2])
    moving = features(unit(1, 0, 2), [16.0, 2.2, 16.0], [0.1, 0.3, 0.0])
    found = matched(fixed, moving, (0.9, 1.1))
    order = np.argsort(found.stretch)
    np.testing.assert_allclose(found.stretch[order], [np.log(2 / 2.2), 0.0])
    np.testing.assert_allclose(found.turn[order], [1.0 - 0.3, 0.5 - 0.1])
    np.testing.assert_allclose(found.fixed[order], fixed.places[:2] @ [1, 1j])
    np.testing.assert_allclose(found.moving[order], moving.places[[1, 0]] @ [1, 1j])
    # The third pair is eight times as large: found where that is looked for.
    assert matched(fixed, moving, (0.05, 0.2)).stretch[0] == pytest.approx(np.log(1 / 8))
    assert len(matched(fixed, moving, (0.05, 1.1))) == 3


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("negative", [False, True])
def test_inverted_and_mirrored_features_match_by_their_changed_descriptors(negative, mirrored):
    rng = np.random.default_rng(8)
    own = rng.uniform(0, 1, (5, 128)).astype(np.float32)
    own /= np.linalg.norm(own, axis=1, keepdims=True)
    shown = of_negative(own) if negative else own
    shown = of_mirrored(shown) if mirrored else shown
    moving, fixed = features(own, [2.0] * 5, [0.3] * 5), features(shown, [2.0] * 5, [1.0] * 5)
    found = matched(fixed, moving, (0.5, 2.0), negative=negative, mirrored=mirrored)
    assert len(found) == 5
    np.testing.assert_allclose(found.turn, 1.0 - (-0.3 if mirrored else 0.3) + (np.pi if negative else 0.0))
    assert (np.sign(found.moving.imag) == (-1 if mirrored else 1)).all()


def test_the_best_match_comes_first_which_no_other_rivals():
    clear, doubtful = unit(0), (unit(1) + 0.7 * unit(2)) / np.sqrt(1.49)
    fixed = features(np.concatenate([unit(1), clear, unit(2)]), [2.0] * 3, [0.0] * 3)
    moving = features(np.concatenate([doubtful, clear]).astype(np.float32), [2.0] * 2, [0.0] * 2)
    found = matched(fixed, moving, (0.5, 2.0))
    assert found.moving.tolist() == [4 + 9j, 0 + 1j]


def log_choose(n, k):
    return float(np.log(float(math.comb(n, k))))


@pytest.mark.parametrize(("crowd", "alike"), [(1, True), (3, True), (1, False)])
def test_chance_is_the_expected_number_of_such_agreements(crowd, alike):
    """The pairs that fix a similarity, the ways to choose the others, and the luck that each of these needs."""
    n, k = 12, 7
    moving = (np.arange(n) * 40.0) * (1 + 0.5j)
    fixed = moving.copy()
    fixed[k:] += 300j
    turn = np.where(np.arange(n) < k, 0.0, 0.0 if alike else 3.0)
    inside = np.arange(n) < k
    places = np.stack([moving.real, moving.imag], 1)
    features = np.concatenate([places + 0.1 * i for i in range(crowd)] + [places + np.array([0, 1000.0])])
    found = _chance(Matched(fixed, moving, turn, np.zeros(n)), 1 + 0j, 0j, inside, 3.0, cKDTree(features))
    place = crowd / len(features)
    share = max((n if alike else k) - k + 1, 0) / n
    likely = place * max(share, 2 * TURN / (2 * np.pi) * 0.25)
    expected = np.log(n - 2) + log_choose(n, k) + log_choose(k, 2) + (k - 2) * np.log(likely)
    assert found == pytest.approx(expected / np.log(10), rel=1e-9)
    few = np.arange(n) < 3
    assert _chance(Matched(fixed, moving, turn, np.zeros(n)), 1 + 0j, 0j, few, 3.0, cKDTree(features)) == 9.0


def test_a_clear_agreement_takes_in_all_matches_that_share_it():
    """What fits in place, but not in its turn or its scale, does not."""
    rng = np.random.default_rng(9)
    moving = rng.uniform(0, 600, 60) + 1j * rng.uniform(0, 600, 60)
    fixed = FACTOR * moving + OFFSET
    turn, stretch = np.full(60, np.angle(FACTOR)), np.full(60, np.log(abs(FACTOR)))
    fixed[:20] += 50
    turn[20:30] += 1.01 * TURN
    stretch[30:40] -= 1.01 * STRETCH
    turn[40:50] += 0.99 * TURN
    started = Found(FACTOR * 1.001, OFFSET + 1, np.zeros(60, bool), -20.0, 3.0)
    found = _with_all(started, Matched(fixed, moving, turn, stretch))
    assert np.flatnonzero(found.inside).tolist() == list(range(40, 60))
    assert abs(found.factor - FACTOR) < 1e-9
    assert (found.chance, found.tolerance) == (-20.0, 3.0)


class TestFeatureAgreement:
    """Features of one ground under a similarity, each with a descriptor of its own."""

    def pair(self, count=40, *, negative=False, mirrored=False, turn=2.0):
        rng = np.random.default_rng(3)
        own = rng.uniform(0, 1, (count, 128)).astype(np.float32) ** 4
        own /= np.linalg.norm(own, axis=1, keepdims=True)
        at, angle = rng.uniform(0, 500, count) + 1j * rng.uniform(0, 500, count), rng.uniform(-3, 3, count)
        seen = at.conj() if mirrored else at
        there = 0.7 * np.exp(1j * turn) * seen + OFFSET
        shown = of_negative(own) if negative else own
        shown = of_mirrored(shown) if mirrored else shown
        moving = Features(np.stack([at.real, at.imag], 1), np.full(count, 4.0), angle, own)
        fixed = Features(np.stack([there.real, there.imag], 1), np.full(count, 2.8),
                         (-angle if mirrored else angle) + turn - (np.pi if negative else 0), shown)
        return fixed, moving

    @pytest.mark.parametrize("mirrored", [False, True])
    @pytest.mark.parametrize("negative", [False, True])
    def test_is_found_in_either_contrast_and_mirrored_if_that_is_asked(self, negative, mirrored):
        found = feature_agreement(*self.pair(negative=negative, mirrored=mirrored), (0.5, 1.0), mirrored=mirrored)
        assert found.factor == pytest.approx(0.7 * np.exp(2.0j))
        assert found.offset == pytest.approx(OFFSET)
        assert found.inside.sum() == 40
        assert found.chance < -12

    def test_scales_that_are_not_looked_for_are_not_found(self):
        assert feature_agreement(*self.pair(), (1.5, 2.0)) is None

    @pytest.mark.parametrize(("told", "is_found"), [(2.0, True), (2.5, True), (0.0, False)])
    def test_a_turn_that_is_known_leaves_out_what_is_turned_otherwise(self, told, is_found):
        assert (feature_agreement(*self.pair(), (0.5, 1.0), turn=told) is not None) is is_found

    def test_more_looks_make_the_same_agreement_less_sure(self):
        one, many = (feature_agreement(*self.pair(12), (0.5, 1.0), looks=looks).chance for looks in (1, 100))
        assert many - one == pytest.approx(2.0)

    @pytest.mark.parametrize(("same", "inverted", "best"), [(-3.0, -9.0, -9.0), (-9.0, -3.0, -9.0), (-13, -20, -13)])
    def test_the_other_contrast_is_looked_at_unless_the_first_is_beyond_doubt(self, monkeypatch, same, inverted, best):
        chances = iter([same, inverted])
        monkeypatch.setattr("coregix_core.matching.agreement.agreement",
                            lambda *_, **__: SimpleNamespace(chance=next(chances)))
        assert feature_agreement(*self.pair(4), (0.5, 1.0)).chance == best

    def test_three_features_are_no_evidence(self):
        assert feature_agreement(*self.pair(3), (0.5, 1.0)) is None
