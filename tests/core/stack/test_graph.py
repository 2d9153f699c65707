"""Which images are measured against each other."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from coregix_core.stack.graph import (
    bottlenecks,
    components,
    contested,
    overlaps,
    planned_pairs,
    spanning,
    triangles,
)

FIRST = datetime(2018, 1, 1, tzinfo=UTC)
GROUPS = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)]


def degrees(pairs, count):
    return np.bincount(np.ravel(pairs), minlength=count)


def all_over(count):
    return overlaps([(0.0, 0.0, 10.0, 10.0)] * count)


@pytest.mark.parametrize("count", [2, 3, 5, 12, 60, 200])
def test_a_series_is_connected_and_each_image_has_three_links_where_it_can(count):
    pairs = planned_pairs(all_over(count), [FIRST + timedelta(days=16 * k) for k in range(count)])
    assert len(set(components(count, pairs))) == 1
    assert degrees(pairs, count).min() >= min(3, count - 1)
    assert len(pairs) <= max(5 * count, count * (count - 1) / 2), "no more than what is needed"
    assert all(i < j for i, j in pairs)


def test_seasons_of_other_years_are_linked():
    dates = [FIRST + timedelta(days=30 * k) for k in range(36)]
    pairs = planned_pairs(all_over(36), dates)
    assert {(0, 12), (5, 17), (20, 32)} <= set(pairs)


def test_tiles_are_linked_where_they_overlap():
    areas = [(4.0 * c, 4.0 * r, 4.0 * c + 5, 4.0 * r + 5) for r in range(3) for c in range(4)]
    pairs = planned_pairs(overlaps(areas), [None] * 12)
    assert (0, 1) in pairs
    assert (0, 4) in pairs
    assert (0, 2) not in pairs
    assert len(set(components(12, pairs))) == 1


def test_all_images_are_linked_to_the_reference_first():
    pairs = planned_pairs(all_over(13), [None] * 13, reference=12)
    assert sorted(pairs[:12]) == [(k, 12) for k in range(12)]
    assert degrees(pairs, 13)[:12].min() >= 3


def test_a_forest_spans_what_is_not_joined_yet():
    pairs = [(0, 1), (1, 2), (0, 2), (2, 3)]
    assert spanning(4, pairs) == [(0, 1), (1, 2), (2, 3)]
    assert spanning(4, pairs, joined=[(0, 2)]) == [(0, 1), (2, 3)]


def test_triangles_are_those_of_which_each_side_is_a_pair():
    assert triangles([(0, 1), (1, 2), (0, 2), (2, 3)]) == [(0, 1, 2)]


class TestContested:
    """Two groups of three that are sure of themselves, and what connects them."""



    def test_links_that_none_contradicts_are_not(self):
        assert contested([*GROUPS, (2, 3)], []) == set()

    def test_more_ways_than_contradictions_are_enough(self):
        assert contested([*GROUPS, (2, 3), (1, 4)], [(0, 5)]) == set()

    @pytest.mark.parametrize(("datum", "doubted"), [(None, set(range(6))), (0, {3, 4, 5}), (4, {0, 1, 2})])
    def test_one_way_against_one_leaves_the_side_of_the_datum(self, datum, doubted):
        assert contested([*GROUPS, (2, 3)], [(0, 5)], datum) == doubted

    def test_without_a_datum_the_larger_side_is_sure_of_itself(self):
        assert contested([*GROUPS, (2, 3), (2, 6), (0, 6)], [(0, 5)]) == {3, 4, 5}

    def test_two_ways_against_two_contradictions_are_as_few(self):
        assert contested([*GROUPS, (2, 3), (1, 4), (0, 6), (1, 6)], [(0, 5), (2, 5)]) == {3, 4, 5}

    def test_of_a_chain_nothing_is_sure(self):
        assert contested([(0, 1), (1, 2)], [(0, 2)]) == {0, 1, 2}


def test_the_best_way_is_the_one_whose_longest_link_is_shortest():
    links = [(5.0, 0, 2), (1.0, 1, 3), (2.0, 3, 2), (9.0, 2, 4), (0.0, 0, 1), (0.1, 5, 6)]
    found = bottlenecks(7, links)
    np.testing.assert_array_equal(found, found.T)
    assert found[0].tolist() == [0.0, 0.0, 2.0, 1.0, 9.0, np.inf, np.inf]
    assert found[2].tolist() == [2.0, 2.0, 0.0, 2.0, 9.0, np.inf, np.inf]
    assert found[5, 6] == 0.1
    assert bottlenecks(7, [*links, (3.0, 6, 4), (0.5, 2, 6)])[0, 4] == 3.0
