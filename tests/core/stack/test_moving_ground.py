"""Ground that moves by itself: what short links take for the displacement of the whole, long ones part."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from coregix_core.fitting import Link, adjust
from coregix_core.stack.moving_ground import on_stable_ground, stable_links, usual_bends

SIDE, DATES, LONG = 320.0, 16, 7
COL, ROW = (part.ravel() for part in np.meshgrid(np.linspace(16, SIDE - 16, 14), np.linspace(16, SIDE - 16, 10)))
PLACES = np.stack([COL, ROW], 1)
AREAS = np.tile(PLACES[::13], (DATES, 1, 1))
FLOW = 0.4 * np.sin(np.pi * np.clip((COL / SIDE - 0.4) / 0.6, 0, 1))
"""How far the right part flows from date to date, most in its middle: the left one stays where it is."""
STABLE = FLOW < 1e-9
PAIRS = [(i, i + step) for step in (1, 2, LONG) for i in range(DATES - step)]


def link(pair, off=None, noise=0.01):
    """What two dates show of a ground that flows; nothing else is displaced. ``off`` (n, 2) is added."""
    rng = np.random.default_rng(pair)
    there = PLACES + np.stack([np.zeros(len(FLOW)), (pair[1] - pair[0]) * FLOW], 1) + rng.normal(0, noise, PLACES.shape)
    there = there if off is None else there + off
    # As the consensus of a pair has it, which takes a few tenths of a pixel for noise.
    agree = np.hypot(*(there - PLACES).T) < 0.7
    return Link(*pair, PLACES, there, np.tile(np.eye(2), (len(PLACES), 1, 1)), agree)


def stable(links):
    return stable_links(links, [one.at_first for one in links], [b - a for a, b in PAIRS], SIDE, "similarity")


def drift(links):
    """How far the corrections move what is stable, root mean square over all dates, less what all share."""
    found = adjust(AREAS, links, "similarity")
    moved = np.array([found(k, PLACES[STABLE]) - PLACES[STABLE] for k in range(DATES)])
    return float(np.sqrt(((moved - moved.mean(0)) ** 2).sum(-1).mean()))


def test_a_stack_of_a_glacier_is_held_by_the_rock_beside_it():
    links = [link(pair) for pair in PAIRS]
    kept = stable(links)
    assert drift(links) > 0.1
    assert drift(kept) < 0.02
    for one in kept:
        assert FLOW[np.isin(COL, one.at_first[:, 0])].max() < 0.1
        assert one.agree.mean() > 0.8


def test_without_motion_every_link_stays_as_it_is(monkeypatch):
    monkeypatch.setattr(f"{__name__}.FLOW", np.zeros_like(FLOW))
    links = [link(pair) for pair in PAIRS]
    assert all(a is b for a, b in zip(stable(links), links, strict=True))
    found = held(links)
    assert all(a is b for a, b in zip(found.links, links, strict=True))
    assert not found.doubt.any()


def test_clouds_of_one_date_are_no_ground_that_moves(monkeypatch):
    monkeypatch.setattr(f"{__name__}.FLOW", np.zeros_like(FLOW))
    off = np.random.default_rng(1).normal(0, 3, PLACES.shape)
    cloud = np.where((np.hypot(COL - 80, ROW - 80) < 70)[:, None], off, 0)
    links = [link(pair, cloud if 3 in pair else None) for pair in PAIRS]
    assert all(a is b for a, b in zip(stable(links), links, strict=True))


@pytest.mark.parametrize(("count", "left_out"), [(11, False), (16, True)])
def test_a_link_that_would_keep_too_few_points_keeps_all(count, left_out):
    """Twelve points hold a link; fewer are worse than the doubt about the others."""
    links = [link(pair) for pair in PAIRS]
    sparse = links[0]
    some = np.concatenate([np.flatnonzero(STABLE)[:count], np.flatnonzero(FLOW > 0.2)[:20]])
    links[0] = replace(sparse, at_first=sparse.at_first[some], at_second=sparse.at_second[some],
                       information=sparse.information[some], agree=sparse.agree[some])
    assert len(stable(links)[0].at_first) == (count if left_out else count + 20)


TIMES = np.arange(DATES, dtype=float)


def held(links, times=TIMES):
    return on_stable_ground(AREAS, links, adjust(AREAS, links, "similarity"), None, times)


def test_where_most_of_the_scene_flows_velocities_over_all_dates_part_it_from_the_rest(monkeypatch):
    """Most links follow the ice, so that by themselves they take the rock for what moves."""
    monkeypatch.setattr(f"{__name__}.FLOW", 0.4 * np.sin(np.pi * np.clip((COL / SIDE - 0.3) / 0.7, 0, 1)))
    monkeypatch.setattr(f"{__name__}.STABLE", FLOW < 1e-9)
    links = [link(pair) for pair in PAIRS]
    kept = held(links)
    assert drift(stable(links)) > 0.08
    assert drift(kept.links) < 0.01
    # Motion too slow to be seen: 0.03 of a pixel in seven dates, of which three tenths may be common to all places.
    assert kept.doubt == pytest.approx(0.3 * 0.03 / LONG * (TIMES - TIMES.mean()))


def test_of_a_dozen_dates_links_half_as_long_tell_too_where_the_longest_are_few():
    """Seven links are as long as five dates: less than it takes to know a velocity."""
    links = [link((i, i + step)) for step, count in ((1, 11), (2, 8), (5, 7)) for i in range(count)]
    times = TIMES[:12]
    areas = AREAS[:12]
    kept = on_stable_ground(areas, links, adjust(areas, links, "similarity"), None, times)
    assert kept.known
    assert 0.0 < kept.doubt.max() < 0.02
    for one in kept.links:
        assert FLOW[np.isin(COL, one.at_first[:, 0])].max() < 0.1


def test_of_two_halves_that_part_nobody_can_tell_which_one_moves(monkeypatch):
    monkeypatch.setattr(f"{__name__}.FLOW", np.where(COL > SIDE / 2, 0.1, 0.0))
    stable = held([link(pair) for pair in PAIRS])
    assert stable.doubt == pytest.approx(0.1 * (TIMES - TIMES.mean()), abs=0.02)


@pytest.mark.parametrize("time", [np.nan, 0.0])
def test_without_times_places_are_judged_by_the_links_across_a_long_one(time):
    anew = held([link(pair) for pair in PAIRS], np.full(DATES, time))
    assert drift(anew.links) < 0.02
    assert not anew.doubt.any()


def test_a_link_that_sees_little_of_what_holds_still_counts_by_the_motion_of_the_rest():
    links = [link(pair) for pair in PAIRS]
    some = np.concatenate([np.flatnonzero(STABLE)[:5], np.flatnonzero(FLOW > 0.1)])
    long = PAIRS.index((0, LONG))
    links[long] = replace(links[long], at_first=PLACES[some], at_second=links[long].at_second[some],
                          information=links[long].information[some], agree=links[long].agree[some])
    left = held(links).links[long]
    assert np.abs(left.at_second - left.at_first).max() < 0.15


def test_long_links_alone_tell_too():
    links = [link(pair) for pair in PAIRS if pair[1] - pair[0] == LONG] + [link((0, 1)), link((1, 2))]
    links += [link((k, k + 6)) for k in range(DATES - 6)]
    assert drift(held(links).links) < 0.03


@pytest.mark.parametrize("step", [0.8, 2.5])
def test_of_four_dates_each_link_leaves_out_what_it_says_has_moved(step):
    """Three links of one block that moves close as well as the rest: no adjustment can tell one from the other."""
    gone = COL < 0.4 * SIDE
    links = []
    for i, j in combinations(range(4), 2):
        there = PLACES + np.column_stack([step * (j - i) * gone, np.zeros(len(gone))])
        there += np.random.default_rng((i, j)).normal(0, 0.02, PLACES.shape)
        links.append(Link(i, j, PLACES, there, np.tile(np.eye(2), (len(PLACES), 1, 1)), ~gone))
    found = on_stable_ground(AREAS[:4], links, adjust(AREAS[:4], links, "affine"), None, TIMES[:4])
    for one in found.links:
        assert one.at_first[:, 0].min() > 0.4 * SIDE
        assert len(one.at_first) > 0.98 * (~gone).sum()


class TestUsualBends:
    """Links with an image of another lens, and those of the others among each other, which find nothing."""

    PAIRS = tuple(combinations(range(6), 2))
    LINKS = tuple(Link(*pair, PLACES, PLACES, np.tile(np.eye(2), (len(PLACES), 1, 1)), STABLE) for pair in PAIRS)

    def stated(self, told):
        """What each link with the last image states, if it tells (bend, CE90) by image; and one of the others."""
        found = [told[pair[0]] if pair[1] == 5 else (0.0, 0.01) for pair in self.PAIRS]
        made = usual_bends(self.LINKS, *zip(*found, strict=True))
        return [made[self.PAIRS.index((k, 5))] for k in range(5)], made[0]

    def test_an_image_bends_as_most_of_its_links_tell_and_not_as_the_least(self):
        made, other = self.stated([(0.03, 0.04), (0.025, 0.035), (0.04, 0.05), (0.0, 0.2), (0.0, 0.03)])
        # As much as the median of those that tell, but of no link more than it may have hidden.
        assert made == pytest.approx([0.04, 0.04, 0.04, 0.04, 0.04])
        assert other == 0.0

    def test_a_link_that_finds_none_by_chance_does_not_join_images_of_two_lenses(self):
        """The others are alike by their own links: what one would have seen, most of them have."""
        made, other = self.stated([(0.03, 0.04), (0.03, 0.04), (0.03, 0.04), (0.0, 0.2), (0.0, 0.02)])
        assert made == pytest.approx([0.04] * 5)
        assert other == 0.0

    def test_images_of_the_lens_of_the_reference_stay_with_it(self):
        told = dict.fromkeys(self.PAIRS, (0.0, 0.01))
        told |= {pair: (0.03, 0.04) for pair in self.PAIRS if (pair[0] < 3) != (pair[1] < 3)}
        # By chance.
        told[2, 4] = 0.0, 0.02
        made = dict(zip(self.PAIRS, usual_bends(self.LINKS, *zip(*told.values(), strict=True)), strict=True))
        for pair, stated in made.items():
            # Those of one lens may hide what a link of their images may.
            assert stated == pytest.approx(0.04 if (pair[0] < 3) != (pair[1] < 3) else 0.014)

    @pytest.mark.parametrize("told", [
        [(0.03, 0.04), (0.03, 0.04), (0.0, 0.01), (0.0, 0.01), (0.0, 0.2)],
        [(0.0, 0.04)] * 5, [(3.0, 3.4)] * 3 + [(0.3, 0.4)] * 2])
    def test_what_as_many_links_would_have_seen_and_what_no_lens_does_are_no_bend_of_the_image(self, told):
        assert self.stated(told)[0] == [bend for bend, _ in told]
