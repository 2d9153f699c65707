"""Links at the same places: what changes from date to date loses its weight in all of them, and no link is excused."""

import numpy as np
import pytest

from coregix_core.fitting import Link
from coregix_core.stack.criteria import STACKS
from coregix_core.stack.same_places import lattice, place_weights, say_of_places, shared

PLACES = np.stack(np.meshgrid(np.arange(30.0), np.arange(30.0)), -1).reshape(-1, 2) * 10
ENDS = np.array([(i, j) for i in range(4) for j in range(i + 1, 4)])
ALIKE = np.tile(np.eye(2), (len(PLACES), 1, 1))


def gaps(rng, changed, noise=0.05):
    """What six links of four images find off at each place; where it has ``changed``, each finds something else."""
    found = rng.normal(0, noise, (len(PLACES), len(ENDS), 2))
    found[changed] += rng.normal(0, 1.5, (int(changed.sum()), len(ENDS), 2))
    return found


def test_places_at_which_the_links_do_not_agree_lose_their_weight_in_all_of_them():
    rng = np.random.default_rng(1)
    changed = rng.random(len(PLACES)) < 0.6
    weights = place_weights(PLACES, gaps(rng, changed), ENDS, ALIKE, "similarity")
    assert weights[~changed].min() > 0.8
    assert np.median(weights[changed]) < STACKS.faint


def test_ground_that_bends_keeps_its_weight_as_all_links_see_it_bend():
    rng = np.random.default_rng(2)
    bend = rng.normal(0, 0.3, (len(PLACES), 4, 2))
    found = gaps(rng, np.zeros(len(PLACES), bool)) + bend[:, ENDS[:, 1]] - bend[:, ENDS[:, 0]]
    assert np.median(place_weights(PLACES, found, ENDS, ALIKE, "similarity")) > 0.8


def test_a_link_that_is_wrong_as_a_whole_condemns_no_place_and_is_not_made_to_close():
    rng = np.random.default_rng(3)
    changed = rng.random(len(PLACES)) < 0.5
    found = gaps(rng, changed)
    right = place_weights(PLACES, found, ENDS, ALIKE, "similarity")
    # A shift and a turn, of half a pixel and more in the corners.
    wrong = found.copy()
    wrong[:, 1] += (0.4, -0.3) + 2e-3 * (PLACES - 150) @ np.array([[0.0, 1.0], [-1.0, 0.0]])
    assert np.abs(place_weights(PLACES, wrong, ENDS, ALIKE, "similarity") - right).max() < 0.02
    # By these places the triangle of the wrong link misses its beginning by what it is off.
    around = np.average(wrong[:, 0] + wrong[:, 3] - wrong[:, 1], axis=0, weights=right)
    assert around == pytest.approx((-0.4, 0.3), abs=0.05)


def test_a_place_counts_by_the_link_that_sees_least_of_it():
    information = np.tile(np.eye(2), (3, 6, 1, 1))
    # An edge in one of the links: nothing is known along it.
    information[1, 2, 1, 1] = 1e-6
    information[2] *= 100
    say = say_of_places(information)
    assert say[1, 1, 1] < 1e-3
    assert say[1, 0, 0] > 0.5
    assert say[0] == pytest.approx(np.eye(2), abs=0.1)
    assert 1.5 < say[2, 0, 0] < 2, "what is known best does not rule"


def in_place(points):
    return points


def test_places_lie_in_the_middle_of_cells_that_all_images_cover():
    boxes = np.array([[[0.0, 0.0], [100.0, 60.0]], [[12.0, -3.0], [110.0, 57.0]]])
    cells, found = lattice(boxes, 10_000, in_place, in_place)
    assert found.min(0) == pytest.approx((12.5, 2.5))
    assert found.max(0) == pytest.approx((97.5, 52.5))
    assert found == pytest.approx((cells + 0.5) * STACKS.spacing)
    assert lattice(boxes, 5_000, in_place, in_place) is None, "too large to be looked at as a whole"
    apart = boxes + np.array([0, 200])[:, None, None]
    assert lattice(apart, 10_000, in_place, in_place) is None, "nothing in common"


def test_cells_are_those_of_an_image_wherever_it_comes_to_lie():
    boxes = np.array([[[0.0, 0.0], [100.0, 60.0]]])
    cells, found = lattice(boxes, 10_000, in_place, in_place)
    again, moved = lattice(boxes + 1.5, 10_000, lambda true: true - 1.5, lambda shown: shown + 1.5)
    assert np.array_equal(again, cells)
    assert moved == pytest.approx(found + 1.5)


class InPlace:
    """Images that all lie where they should."""

    model = "similarity"

    def __call__(self, _image, points):
        return points


def test_only_places_that_all_links_find_and_agree_at_count_and_alike_in_all_of_them():
    rng = np.random.default_rng(4)
    changed, lost = rng.random((2, len(PLACES))) < 0.2
    found = gaps(rng, changed)
    found[lost, 2] = np.nan
    links = {(5 + i, 5 + j): Link(i, j, PLACES, PLACES + found[:, number], ALIKE, np.isfinite(found[:, number, 0]))
             for number, (i, j) in enumerate(ENDS)}
    which, information = shared(links, InPlace(), (5, 6, 7, 8))
    assert not lost[which].any()
    assert np.isin(np.flatnonzero(~changed & ~lost), which).all()
    assert changed[which].mean() < 0.05
    # By its weight a place that is doubtful counts less.
    assert information[~changed[which], 0, 0].min() > 0.8
    few = {pair: Link(i.first, i.second, PLACES[:300], i.at_second[:300], ALIKE[:300], i.agree[:300])
           for pair, i in links.items()}
    assert shared(few, InPlace(), (5, 6, 7, 8)) is None
