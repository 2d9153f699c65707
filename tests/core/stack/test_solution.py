"""The model that a stack takes, and how its triangles close."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

import numpy as np
import pytest
from scenes import grid

from coregix_core.fitting import Link
from coregix_core.registration import LinkMeasurement, LinkPoints
from coregix_core.stack.closure import common_closures, quantiles
from coregix_core.stack.common_solution import _contradicting, solved
from coregix_core.stack.ground import Ground
from coregix_core.stack.images import StackImage
from coregix_core.stack.model_choice import adjusted
from coregix_core.stack.moving_ground import Stable, shared_bends
from coregix_core.stack.solution import Solution
from coregix_core.stack.verdicts import judged

SIDE = 500.0
LATTICE = np.stack(np.meshgrid(np.linspace(0, SIDE, 5), np.linspace(0, SIDE, 5)), -1).reshape(-1, 2)
AREAS = np.array([LATTICE] * 5)
PAIRS = [(i, j) for i in range(5) for j in range(i + 1, 5)]


def links(matrices, rng, noise=0.03):
    """All links of five images; image k shows the true place p at matrices[k] p."""
    made = []
    for i, j in PAIRS:
        true = rng.uniform(0, SIDE, (200, 2))
        made.append(Link(i, j, true @ matrices[i].T, true @ matrices[j].T + rng.normal(0, noise, (200, 2)),
                         np.tile(np.eye(2), (200, 1, 1)), np.ones(200, bool)))
    return made


def turned(angle, scale):
    return scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


@pytest.mark.parametrize(("model", "kinds"), [
    ("translation", [np.eye(2)] * 5),
    ("rigid", [turned(2e-3 * k, 1.0) for k in (-2, 1, 0, 2, -1)]),
    ("similarity", [turned(2e-3 * k, 1 + 3e-4 * k) for k in (-2, 1, 0, 2, -1)]),
    ("affine", [np.eye(2) + 1e-3 * np.array([[k, 0], [k / 2, -k]]) for k in (-2, 1, 0, 2, -1)])])
def test_the_simplest_model_that_the_links_support_is_taken_for_all(model, kinds):
    rng = np.random.default_rng(1)
    assert adjusted(AREAS, links(kinds, rng), "auto", None).model == model
    assert adjusted(AREAS, links(kinds, rng), "auto", 0).model == model


def test_one_noisy_image_does_not_hide_what_the_others_have():
    rng = np.random.default_rng(1)
    made = [replace(one, at_second=one.at_second + rng.normal(0, 2.5, (200, 2))) if one.second == 4 else one
            for one in links([turned(0.0, 1 + 2e-4 * k) for k in (-2, 1, 0, 2, -1)], rng)]
    assert adjusted(AREAS, made, "auto", None).model == "similarity"


def test_triangles_close_to_the_noise_of_their_links():
    found = []
    for noise in (0.02, 0.2):
        rng = np.random.default_rng(2)
        made = links([np.eye(2)] * 5, rng, noise)
        state = adjusted(AREAS, made, "similarity", None)
        ground = Ground(None, None, AREAS, (), (1.0,) * 5)
        found.append(quantiles(common_closures(Solution(ground, state, tuple(range(5)), tuple(made), ())))[0])
    assert found[0] < 0.02
    assert found[1] / found[0] == pytest.approx(10, rel=0.5)


def test_the_link_that_lies_farthest_off_is_dropped_first_and_none_without_reason():
    assert _contradicting(np.array([0.01, 0.02, 5.0, 0.9])) == 2
    assert _contradicting(np.array([0.01, 0.02, 0.2])) is None
    assert _contradicting(np.array([0.2, 0.2, 0.3])) is None, "where all differ, none is to blame"


def test_where_ground_may_carry_images_along_their_distance_in_time_counts():
    made = links([np.eye(2)] * 5, np.random.default_rng(3))
    state, ground = adjusted(AREAS, made, "similarity", None), Ground(None, None, AREAS, (), (1.0,) * 5)
    sure = Solution(ground, state, tuple(range(5)), tuple(made), ())
    doubtful = Solution(ground, state, tuple(range(5)), tuple(made), (), doubt=(-0.2, -0.1, 0.0, 0.1, 0.2))
    for pair, apart in (((0,), 0.2), ((2,), 0.0), ((0, 4), 0.4), ((1, 2), 0.1)):
        added = doubtful.ce90(*pair) ** 2 - sure.ce90(*pair) ** 2
        assert added == pytest.approx(np.log(10) * apart**2)


def test_ground_that_bends_in_all_links_counts_in_full_however_many_they_are():
    """Dates of a scene that is stretched step by step close perfectly, and none of their links knows where it lies."""
    made = links([np.eye(2)] * 5, np.random.default_rng(3))
    state, ground = adjusted(AREAS, made, "similarity", None), Ground(None, None, AREAS, (), (1.0,) * 5)
    sure = Solution(ground, state, tuple(range(5)), tuple(made), ())
    stated = [0.2 * (j - i) for i, j in PAIRS]
    bent = shared_bends(made, Stable(made, np.zeros(5)), stated, "similarity", 5, None, range(5))
    unsure = Solution(ground, state, tuple(range(5)), tuple(made), (), bent=tuple(bent))
    # The ends lie two steps off the mean; the middle would not, if each step were not another one.
    for image, squares in ((0, 0.4**2), (2, 0.4 * 0.2**2), (4, 0.4**2)):
        assert unsure.ce90(image) ** 2 - sure.ce90(image) ** 2 == pytest.approx(squares)
    # Between two images both may be off, in opposite directions.
    added = unsure.ce90(0, 4) ** 2 - sure.ce90(0, 4) ** 2
    assert added == pytest.approx(0.8**2)


def test_relative_to_a_datum_an_image_is_as_uncertain_as_its_links():
    made = links([np.eye(2)] * 5, np.random.default_rng(3))
    bent = shared_bends(made, Stable(made, np.zeros(5)), [0.3] * len(made), "similarity", 5, 1, range(5))
    assert bent * np.sqrt(np.log(10)) == pytest.approx([0.3, 0.0, 0.3, 0.3, 0.3])


def test_one_link_that_bends_is_no_doubt_about_images_that_others_hold():
    made = links([np.eye(2)] * 5, np.random.default_rng(3))
    stated = [0.9 if pair == (0, 1) else 0.01 for pair in PAIRS]
    bent = shared_bends(made, Stable(made, np.zeros(5)), stated, "similarity", 5, None, range(5))
    assert bent.max() < 0.02


@pytest.mark.parametrize(("stated", "left"), [(0.9, 0.06), (0.01, 0.01)])
def test_what_bends_and_was_left_out_counts_by_what_the_rest_lies_off(stated, left):
    made = links([np.eye(2)] * 5, np.random.default_rng(3))
    rest = [replace(one, at_second=one.at_second + 0.0) for one in made]
    bent = shared_bends(made, Stable(rest, np.zeros(5)), [stated] * len(made), "similarity", 5, None, range(5))
    # Of the mean of five images, each of which is off by itself, an image lies four fifths off.
    assert bent * np.sqrt(np.log(10)) == pytest.approx(np.sqrt(0.4) * left, rel=0.12)


def test_where_velocities_have_shown_what_moves_the_rest_of_such_links_is_noise():
    made = links([np.eye(2)] * 5, np.random.default_rng(3))
    rest = [replace(one, at_second=one.at_second + 0.0) for one in made]
    left_out, whole = (shared_bends(made, Stable(kept, np.zeros(5), known=True), [0.9] * len(made), "similarity", 5,
                                    None, range(5)) for kept in (rest, made))
    assert left_out.max() < 1e-6
    assert whole * np.sqrt(np.log(10)) == pytest.approx(np.sqrt(0.4) * 0.9), "nothing was left out of them"


class TestFromLinks:
    """A stack of four dates of 200 pixels, by what their links measured."""

    def solved(self, bend, stated):
        where = grid(200, 200, 10.0)
        images = [StackImage(f"{k}", f"{k}.tif", where, 0, datetime(2021, 1, 1 + k, tzinfo=UTC)) for k in range(4)]
        rng = np.random.default_rng(5)
        found = {}
        for i, j in combinations(range(4), 2):
            at = rng.uniform(10, 190, (60, 2))
            x, y = where.to_world(*at.T)
            off = 10 * (j - i) * bend * (at[:, 0] / 200 - 0.5)
            ties = LinkPoints(x, y, x + off + rng.normal(0, 0.1, 60), y, np.tile(np.eye(2), (60, 1, 1)),
                              np.ones(60, bool))
            found[i, j] = LinkMeasurement("aligned", "", "auto", pixel=(10.0, 10.0), ties=ties,
                                          bend_px=stated * (j - i))
        return solved(images, Ground.of(images, where.crs), found, "auto", None)

    def test_what_they_do_not_know_neither_does_the_stack(self):
        sure, unsure = self.solved(1.0, 0.0), self.solved(1.0, 0.2)
        assert max(sure.ce90(k) for k in range(4)) < 0.03
        # Three half steps off the mean, or half a one, and each step is another one.
        for k, own in enumerate(0.2 * np.sqrt([9 / 4, 3 / 8, 3 / 8, 9 / 4])):
            assert unsure.ce90(k) == pytest.approx(own, rel=0.1)


def judgements(off, pairs, uncertain=None, datum=None):
    """Results, where links lie ``off`` (pixels by pair) and some are ``uncertain`` (their CE90 by pair)."""
    where = grid(200, 200, 10.0)
    images = [StackImage(f"{k}", f"{k}.tif", where, 0, datetime(2021, 1, 1 + k, tzinfo=UTC))
              for k in range(1 + max(j for _, j in pairs))]
    rng = np.random.default_rng(5)

    def points(pair, count):
        x, y = where.to_world(*rng.uniform(10, 190, (count, 2)).T)
        noise = rng.normal(0, 0.3, (2, count))
        return LinkPoints(x, y, x + noise[0] + 10 * off.get(pair, 0.0), y + noise[1],
                          np.tile(np.eye(2), (count, 1, 1)), np.ones(count, bool))

    unsure = uncertain or {}
    found = {pair: LinkMeasurement("uncertain" if pair in unsure else "aligned", "", "auto", pixel=(10.0, 10.0),
                                   uncertainty_ce90_px=unsure.get(pair, 0.02), ties=points(pair, 60),
                                   checks=points(pair, 30)) for pair in pairs}
    solution = solved(images, Ground.of(images, where.crs), found, "translation", datum)
    return judged(images, images, found, solution).images


class TestContested:
    """Links that do not agree, where nothing tells which of them are right."""

    def verdicts(self, off, pairs):
        return [(image.verdict, image.reason) for image in judgements(off, pairs)]

    @pytest.mark.parametrize("off", [0.8, 3.0])
    def test_a_triangle_that_does_not_close_leaves_no_image_aligned(self, off):
        assert {verdict for verdict, _ in self.verdicts({(0, 2): off}, [(0, 1), (0, 2), (1, 2)])} == {"uncertain"}

    def test_one_that_closes_does(self):
        assert {verdict for verdict, _ in self.verdicts({}, [(0, 1), (0, 2), (1, 2)])} == {"aligned"}

    def test_an_image_that_one_link_holds_and_one_contradicts_is_uncertain_and_the_others_are_not(self):
        made = self.verdicts({(0, 5): 3.0}, [*combinations(range(5), 2), (0, 5), (1, 5)])
        assert [verdict for verdict, _ in made] == ["aligned"] * 5 + ["uncertain"]
        assert made[5][1] == "held by 1 link, and as many contradict them"

    def test_what_a_contested_image_alone_holds_is_contested(self):
        made = self.verdicts({(0, 5): 3.0}, [*combinations(range(5), 2), (0, 5), (1, 5), (5, 6)])
        assert [verdict for verdict, _ in made] == ["aligned"] * 5 + ["uncertain"] * 2

    def test_one_link_of_many_that_is_wrong_leaves_all_aligned(self):
        made = self.verdicts({(0, 2): 3.0}, list(combinations(range(6), 2)))
        assert {verdict for verdict, _ in made} == {"aligned"}


class TestUncertainWays:
    """Links that are uncertain of the same agree with each other, and hold nothing better than they know."""

    def ce90s(self, uncertain, count=4, datum=None):
        return [(image.verdict, round(image.ce90_px, 1))
                for image in judgements({}, list(combinations(range(count), 2)), uncertain, datum)]

    def test_images_that_hold_each_other_are_no_surer_of_the_datum_than_the_best_link_to_it(self):
        made = self.ce90s({(0, 3): 9.0, (1, 3): 8.0, (2, 3): 8.5}, datum=3)
        assert made[:3] == [("uncertain", 8.0)] * 3

    def test_without_a_datum_the_most_are_sure_of_each_other_and_what_they_are_not_sure_of_is_uncertain(self):
        made = self.ce90s({(0, 3): 9.0, (1, 3): 8.0, (2, 3): 8.5})
        assert made == [("aligned", 0.0)] * 3 + [("uncertain", 8.0)]

    def test_of_two_halves_neither_is_sure(self):
        made = self.ce90s({(0, 2): 9.0, (0, 3): 9.0, (1, 2): 8.0, (1, 3): 8.5})
        assert {verdict for verdict, _ in made} == {"uncertain"}

    def test_one_sure_way_is_enough(self):
        assert self.ce90s({(0, 3): 9.0, (1, 3): 8.0}, datum=3) == [("aligned", 0.0)] * 4
