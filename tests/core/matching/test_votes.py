"""Votes for a similarity: which matches go together, which candidates stand apart, in which pixels they are seen."""

import sys
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.spatial import cKDTree

from coregix_core.matching import agreement as agreeing
from coregix_core.matching.agreement import STRETCH, TURN, Agreement, Matched, _agrees, _candidates, agreement
from coregix_core.matching.all_turns import Candidate, _distinct, _in_pixels, _in_units
from coregix_core.matching.every_turn import GLANCE, QUICK, THOROUGH

turns = sys.modules["coregix_core.matching.all_turns"]
"""The module, which has the name of its function."""

RNG = np.random.default_rng(8)
FACTOR, OFFSET = 1.2 * np.exp(0.5j), 30 - 20j


def matches(count=12, wrong=0, turn=0.0, stretch=0.0):
    """Matches of a similarity, the last of which lie anywhere; what each tells by itself may be off."""
    moving = RNG.uniform(0, 300, count) + 1j * RNG.uniform(0, 300, count)
    fixed = FACTOR * moving + OFFSET
    fixed[count - wrong:] = RNG.uniform(0, 300, wrong) + 1j * RNG.uniform(0, 300, wrong)
    return Matched(fixed, moving, np.full(count, 0.5 + turn), np.full(count, np.log(1.2) + stretch))


class TestMatches:
    @pytest.mark.parametrize(("off", "agrees"), [(2.9, True), (3.1, False)])
    def test_one_agrees_if_it_lies_where_the_similarity_says(self, off, agrees):
        some = matches()
        moved = replace(some, fixed=some.fixed + off)
        assert _agrees(moved, np.array([FACTOR]), np.array([OFFSET]), 3.0).all() == agrees

    @pytest.mark.parametrize(("turn", "stretch", "agrees"), [
        (0.99 * TURN, 0.0, True), (-0.99 * TURN, 0.0, True), (1.01 * TURN, 0.0, False), (-1.01 * TURN, 0.0, False),
        (2 * np.pi, 0.0, True), (0.0, 0.99 * STRETCH, True), (0.0, -0.99 * STRETCH, True), (0.0, 1.01 * STRETCH, False),
        (0.0, -1.01 * STRETCH, False)])
    def test_and_is_turned_and_stretched_nearly_as_it_says(self, turn, stretch, agrees):
        some = matches(turn=turn, stretch=stretch)
        assert _agrees(some, np.array([FACTOR]), np.array([OFFSET]), 3.0).all() == agrees
        assert (len(_candidates(some)[0]) > 0) == agrees

    def test_two_that_lie_apart_make_a_similarity(self):
        factor, offset = _candidates(matches())
        assert len(factor) > 40
        assert np.allclose(factor, FACTOR)
        assert np.allclose(offset, OFFSET)

    @pytest.mark.parametrize(("apart", "count"), [(20.1, 1), (19.9, 0)])
    def test_nearer_than_twenty_pixels_they_tell_no_turn(self, apart, count):
        moving = np.array([100 + 50j, 100 + 50j + apart * np.exp(0.3j)])
        two = Matched(FACTOR * moving + OFFSET, moving, np.full(2, 0.5), np.full(2, np.log(1.2)))
        assert len(_candidates(two)[0]) == count

    def test_of_too_many_those_of_the_best_matches_are_tried(self, monkeypatch):
        some = matches(30)
        # Each match lies off a little by its rank, so that a candidate shows which two made it.
        some = replace(some, fixed=some.fixed + 0.01j * np.arange(30))
        every = _candidates(some)[0]
        monkeypatch.setattr(agreeing, "_PAIRS", 10)
        first = _candidates(some)[0]
        assert len(first) == 10
        two = (some.fixed[0] - some.fixed[1]) / (some.moving[0] - some.moving[1])
        if np.isclose(every, two).any():
            assert np.isclose(first, two).any()

    def test_every_set_that_is_looked_at_is_one_more_chance(self, monkeypatch):
        asked = []
        monkeypatch.setattr(agreeing, "_best", lambda some, _f, _o, tolerance, _tree, trials: asked.append(
            (len(some), tolerance, trials)))
        agreement(matches(100), np.zeros((9, 2)), looks=3)
        assert asked == [(60, 3.0, 12), (60, 8.0, 12), (100, 3.0, 12), (100, 8.0, 12)], "60 and all 100, two tolerances"
        asked.clear()
        agreement(matches(20), np.zeros((9, 2)))
        assert asked == [(20, 3.0, 2), (20, 8.0, 2)]

    @pytest.mark.parametrize(("chances", "chance", "tolerance", "all_"), [
        ((-5.0, -7.0, -6.0, -3.0), -7.0, 8.0, False), ((-13.0, -5.0), -13.0, 3.0, True),
        ((None, -4.0, -12.0, -9.0), -12.0, 3.0, False)])
    def test_the_least_likely_to_be_luck_is_taken_and_what_is_clear_ends_the_search(self, monkeypatch, chances, chance,
                                                                                  tolerance, all_):
        given = list(chances)

        def best(some, *_):
            one = given.pop(0)
            return None if one is None else Agreement(1 + 0j, 0j, np.ones(len(some), bool), one, 0.0)

        monkeypatch.setattr(agreeing, "_best", best)
        monkeypatch.setattr(agreeing, "_with_all", lambda found, _: replace(found, factor=9 + 0j))
        found = agreement(matches(100), np.zeros((9, 2)))
        assert (found.chance, found.tolerance) == (chance, tolerance)
        assert (found.factor == 9) is all_
        assert not given
        assert found.inside.sum() == (60 if chance != -12.0 else 100)

    def test_a_set_improves_by_what_it_holds(self):
        """From a similarity through two noisy matches to that of all."""
        some = matches(40, wrong=10)
        some = replace(some, fixed=some.fixed + RNG.normal(0, 0.5, 40) + 1j * RNG.normal(0, 0.5, 40))
        tree = cKDTree(RNG.uniform(0, 400, (400, 2)))
        off = FACTOR * np.exp(0.004j)
        found = agreeing._best(some, np.array([off]), np.array([OFFSET]), 3.0, tree, 10)
        assert found.inside[:30].sum() >= 29
        assert found.factor == pytest.approx(FACTOR, abs=0.004)
        ten = agreeing._best(some, np.array([off]), np.array([OFFSET]), 3.0, tree, 100)
        assert ten.chance == pytest.approx(found.chance + 1.0)

    @pytest.mark.parametrize(("right", "there"), [(4, True), (3, False)])
    def test_fewer_than_four_are_not_even_tried(self, right, there):
        some = matches(12, wrong=12 - right)
        tree = cKDTree(RNG.uniform(0, 400, (400, 2)))
        assert (agreeing._best(some, np.array([FACTOR]), np.array([OFFSET]), 3.0, tree, 1) is not None) is there


class TestOutlines:
    @pytest.mark.parametrize(("fixed", "moving", "scale", "pixel"), [
        ((400, 300), (200, 250), 1.0, 2.5), ((400, 300), (200, 250), 2.0, 4.0), ((300, 90), (50, 40), 1.0, None),
        ((40, 30), (20, 25), 1.0, 1.0)])
    def test_the_smaller_image_is_looked_at_in_so_many_pixels_and_the_larger_in_not_too_many(self, fixed, moving, scale,
                                                                                           pixel):
        found = _in_pixels(fixed, moving, scale, 100)
        longest = max(fixed) / (turns._LARGER * 100)
        assert found == pytest.approx(max(longest, 1.0) if pixel is None else pixel)

    @pytest.mark.parametrize(("offsets", "factors", "count", "kept"), [
        ((0, 11.9, 12.1), (1, 1, 1), 5, [0, 2]), ((0, -12.1j, 50), (1, 1, 1), 2, [0, 1]),
        # Twice as large, places lie twice as near to each other; and what is turned lies elsewhere at its corners.
        ((0, 23.9), (2, 2), 5, [0]), ((0, 0), (1, np.exp(0.3j)), 5, [0, 1]),
        # By the smaller of the two: a small one beside a large one is another.
        ((0, 15.5), (1, 0.9), 5, [0, 1]), ((15.5, 0), (0.9, 1), 5, [0, 1])])
    def test_neighbours_of_a_stronger_one_are_left_out(self, offsets, factors, count, kept):
        """Of an image of 100 x 50 pixels: corners within an eighth of its length are those of one place."""
        assert _distinct(np.array(factors, complex), np.array(offsets, complex), (50, 100), 0.12, count) == kept

    def test_what_stands_out_is_told_in_units_of_what_is_usual(self):
        seen = [(Candidate(1 + 0j, 1j, strength), usual) for strength, usual in ((4.0, 1.0), (12.0, 2.0), (8.0, 4.0))]
        found = _in_units(seen)
        assert [c.strength for c in found] == [2.0, 6.0, 4.0]
        assert found[1].chance == pytest.approx(turns._by_luck(turns._weighed(6.0, 1.0)))
        assert _in_units([]) == []
        # Images without any texture have nothing that is usual.
        assert np.isfinite(_in_units([(Candidate(1 + 0j, 0j, 4.0), 0.0)])[0].strength)

    @pytest.mark.parametrize(("rival", "wider"), [(5.9, 1.0), (9.0, 1.5), (7.5, 1.25)])
    def test_beside_a_strong_rival_elsewhere_as_much_may_be_luck(self, rival, wider):
        """Whose corners lie by three tenths of the image's length from the strongest one's; here, 30 pixels."""
        found = [Candidate(1 + 0j, offset, strength, pieces=1e9) for offset, strength in
                 ((0j, 12.0), (29 + 0j, 11.0), (31 + 0j, rival), (90j, 5.0))]
        beside = turns._beside_rivals(found, (50, 100))
        assert [c.strength for c in beside] == [12.0, 11.0, rival, 5.0]
        assert beside[0].chance == pytest.approx(turns._by_luck(12.0 / wider), rel=0.01)

    def test_alone_the_strongest_has_no_rival(self):
        alone = turns._beside_rivals([Candidate(1 + 0j, 0j, 12.0, pieces=300.0)], (50, 100))
        assert alone[0].chance == turns._by_luck(turns._weighed(12.0, 300.0))
        assert turns._beside_rivals([], (50, 100)) == []

    def test_a_glance_is_one_at_large_pixels(self):
        sides = [[s for s in turns._SIDES if s <= turns._FINEST * sweep.side] for sweep in (THOROUGH, QUICK, GLANCE)]
        assert sides == [[300, 150], [300, 150], [150]]

    def test_a_candidate_is_correlated_under_its_own_turn_and_scale_near_its_middle(self, monkeypatch):
        made, reduced, pieces, strength = [], [], [], 7.0

        class Both:
            def __init__(self, *pairs):
                made.extend(pairs)

            def near(self, turn, expected):
                made.append((turn, expected))
                return 40 + 30j, strength, 2.0

            def pieces(self, turn, place):
                pieces.append((turn, place))
                return 55.0

        def edges(_image, pixel, proxies, sigma):
            reduced.append((pixel, sigma))
            return [(proxy, pixel) for proxy in proxies]

        monkeypatch.setattr(turns, "TurnedCorrelation", Both)
        monkeypatch.setattr(turns, "reduced_proxies", edges)
        monkeypatch.setattr(turns, "_in_pixels", lambda _f, _m, scale, _side: 3.0 * scale)
        both = turns._Edges(*(SimpleNamespace(values=np.zeros((50, 80))) for _ in range(2)))
        near, middle = Candidate(2 * np.exp(0.4j), 10 + 0j, 5.0, edges=9), 40 + 25j
        candidate, usual = turns._correlated(both, near, 300)
        assert made == [(("tempered", 6.0), ("tempered", 3.0)),
                        (pytest.approx(0.4), pytest.approx((near.factor * middle + 10) / 6.0))]
        assert (candidate.factor, candidate.strength, candidate.edges, usual) == (near.factor, 7.0, 9, 2.0)
        assert candidate.factor * middle + candidate.offset == pytest.approx((40 + 30j) * 6.0)
        assert reduced == [(6.0, 0.5), (3.0, 0.5)]
        # Of how many pieces it is the sum is looked at where it stands out, at the place that was found.
        assert not pieces
        assert candidate.pieces == 1.0
        strength = 14.0
        assert turns._correlated(both, near, 300)[0].pieces == 55.0
        assert pieces == [(pytest.approx(0.4), 40 + 30j)]
        # Another turn is of the same edges, and another scale of those of one image.
        turns._correlated(both, replace(near, factor=2j), 300)
        turns._correlated(both, replace(near, factor=2.5j), 300)
        assert reduced == [(6.0, 0.5), (3.0, 0.5), (7.5, 0.5)]


@pytest.mark.parametrize(("off", "near"), [(54.9, True), (-54.9, True), (55.1, False), (-55.1, False), (360.0, True)])
def test_a_match_may_be_turned_by_25_degrees_from_what_a_heading_that_may_be_30_off_says(off, near):
    some = matches(3)
    assert len(some.turned(0.5 + np.radians(off))) == (3 if near else 0)
