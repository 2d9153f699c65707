"""Ground that lies together elsewhere on a few places is told from wrong ones, and what bends from what moved."""

from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from scenes import Ground, grid, textured

import coregix
from coregix_core.assessing import departures
from coregix_core.assessing.criteria import PLACES
from coregix_core.assessing.departures import (
    _bends,
    _by_places,
    _leads_over,
    _linked,
    _luck_of,
    _most_of,
    _slopes,
    _suspects,
    _together,
)
from coregix_core.assessing.evidence import Evidence
from coregix_core.geometry import Frame
from coregix_core.imaging import Image
from coregix_core.pairing import Points

SIDE = 300
STEP, SHARED, SEARCHED = 16.0, 4.0, 49.0
SOURCE = STEP * np.stack(np.meshgrid(np.arange(16.0), np.arange(16.0)), -1).reshape(-1, 2)
FROM_MIDDLE = np.hypot(*(SOURCE - 120.0).T)
EVERYWHERE = np.ones(len(SOURCE), bool)
WAY, COMMON = np.array([6.0, -3.0]), np.array([2.5, 1.0])


def bump(size):
    """A displacement that fades from the middle."""
    return WAY * np.exp(-((FROM_MIDDLE[:, None] / size) ** 2) / 2)


def disc(radius):
    """One that ends at a border."""
    return WAY * (radius > FROM_MIDDLE)[:, None]


def found(off, kept=EVERYWHERE, by_score=None):
    return _together(SOURCE, off, kept, STEP, SHARED, SEARCHED, 1.0, by_score)


@pytest.mark.parametrize("off", [disc(45), disc(70), bump(30), bump(45)], ids=["disc", "large", "bump", "wide"])
def test_windows_that_hang_together_elsewhere_are_found(off):
    noisy = off + np.random.default_rng(1).normal(0, 0.1, off.shape)
    group = found(noisy)
    np.testing.assert_array_equal(group, np.flatnonzero(np.hypot(*noisy.T) > 1.5))
    assert found(noisy, FROM_MIDDLE > 100) is None, "what neighbours contradict is no part of a group"


@pytest.mark.parametrize("share", [0.05, 0.3, 0.7])
def test_windows_that_were_found_anywhere_are_luck(share):
    rng = np.random.default_rng(3)
    wrong = rng.random(len(SOURCE)) < share
    assert found(np.where(wrong[:, None], rng.uniform(-24, 24, SOURCE.shape), 0.0)) is None


def test_a_few_windows_that_share_their_pixels_are_luck():
    assert found(disc(20)) is None
    assert found(np.zeros_like(SOURCE)) is None


def test_windows_whose_scores_are_no_luck_need_be_fewer():
    few = disc(20)
    some = np.hypot(*few.T) > 0
    assert some.sum() == SHARED
    np.testing.assert_array_equal(found(few, by_score=np.where(some, 1e-4, 1.0)), np.flatnonzero(some))
    assert found(few, by_score=np.where(some, 0.01, 1.0)) is None, "all show the same pixels, which may be alike once"


def test_windows_are_asked_for_their_rivals_where_as_many_lie_together_as_share_the_pixels_of_one():
    few, lone = disc(20), np.zeros_like(SOURCE)
    lone[3] = WAY
    label = _linked(SOURCE, few, STEP, 1.0)
    assert (np.bincount(label)[label] >= 4).tolist() == (np.hypot(*few.T) > 0).tolist()
    for off in (lone, np.zeros_like(SOURCE)):
        label = _linked(SOURCE, off, STEP, 1.0)
        assert np.bincount(label).max() == 1


def test_a_score_is_the_less_luck_the_farther_it_stands_out(monkeypatch):
    rival = np.array([0.3, 0.3, 0.3, 0.7])
    monkeypatch.setattr(departures, "rivals_at", lambda *given, **_: rival[: len(given[5])])
    score = np.array([0.3, 0.36, 0.9, 0.97])
    points = SimpleNamespace(part=lambda which: SimpleNamespace(fixed=SOURCE[:4][which], score=score[which]))
    look = SimpleNamespace(proxy="", edges=True, sigma=1.0)
    luck = _luck_of(None, (None,), None, look, points, np.ones(4, bool))
    assert luck[0] == 1.0
    assert luck[1] == pytest.approx(np.exp(-11 * (np.arctanh(0.36) / np.arctanh(0.3) - 1)))
    assert luck[2] == pytest.approx(0.01), "few edges are alike more often than texture"
    assert luck[3] == 1.0, "what is alike elsewhere says nothing"
    assert (_luck_of(None, (None,), None, look, points, np.zeros(4, bool)) == 1).all()


def noisy(score, noise=0.02):
    """Points of windows that know their noise, root mean square in pixels, and correlate by a ``score`` (n,)."""
    count = len(score)
    information = PLACES.noise * score / np.log(2) / noise**2
    places = SOURCE[:count]
    return Points(places, places, information[:, None, None] * np.eye(2), score, np.full(count, ""), 8.0)


def at_rest(score, residual, agree=EVERYWHERE):
    count = len(score)
    return Evidence(1.0, noisy(score), residual[:count] + COMMON, agree[:count], 0.0)


def test_suspects_are_the_places_aside_then_those_that_agree_by_less_than_the_others_or_beyond_their_noise():
    score, off = np.full(40, 0.9), np.random.default_rng(5).normal(0, 0.014, (40, 2))
    score[[1, 2, 3, 4]] = 0.5, 0.2, 0.6, 0.8
    off[[7, 8, 9, 10]] = ((0.3, 0.0), (0.05, 0.0), (0.0, -0.4), (0.0, 0.03))
    seen = at_rest(score, off, ~np.isin(np.arange(len(SOURCE)), (2, 4)))
    expected = [4, 2, 1, 3, 9, 7]
    np.testing.assert_array_equal(_suspects(seen, lambda at: at + COMMON, 99), SOURCE[expected])
    np.testing.assert_array_equal(_suspects(seen, lambda at: at + COMMON, 3), SOURCE[expected[:3]])


class TestSlopes:
    """Windows of a closer look beyond their own noise, whose neighbours lie the same way, are on a slope."""

    def of(self, off, score=None, noise=0.04, differs=0.014):
        points = noisy(np.full(len(SOURCE), 0.9) if score is None else score, noise)
        rest = at_rest(np.full(40, 0.9), np.random.default_rng(5).normal(0, differs, SOURCE.shape))
        scatter = np.random.default_rng(6).normal(0, noise / np.sqrt(2), off.shape)
        return _slopes(points, off + scatter, rest, lambda at: at + COMMON)

    @pytest.mark.parametrize("size", [20, 30])
    def test_a_low_hill_is_found_down_to_the_noise(self, size):
        low = bump(size) / 6
        found = self.of(low)
        length = np.hypot(*low.T)
        assert set(np.flatnonzero(length > 0.2)) <= set(found)
        assert (length[found] > 0.02).all()

    def test_where_it_is_steepest_windows_hardly_show_it(self):
        steep = bump(24)
        top = np.hypot(*steep.T) > 3
        found = self.of(steep, np.where(top, 0.35, 0.9))
        assert top.sum() >= 4
        assert set(np.flatnonzero(top)) <= set(found)

    def test_a_window_that_was_found_anywhere_the_same_way_is_none_of_it(self):
        off, score = bump(30) / 6, np.full(len(SOURCE), 0.9)
        wrong = np.argmin(FROM_MIDDLE)
        off[wrong] *= 20
        score[wrong] = 0.3
        found = self.of(off, score)
        assert found.size
        assert wrong not in found

    def test_of_windows_none_of_which_is_found_beyond_doubt_there_is_none(self):
        assert not self.of(bump(30), np.full(len(SOURCE), 0.45)).size

    def test_noise_and_a_single_window_are_no_slope(self):
        assert not self.of(np.zeros_like(SOURCE)).size
        assert not self.of(disc(25) / 6).size, "as few as share their pixels may err alike"

    def test_windows_that_were_found_anywhere_are_none(self):
        rng = np.random.default_rng(8)
        assert not self.of(np.where(rng.random((len(SOURCE), 1)) < 0.5, rng.uniform(-24, 24, SOURCE.shape), 0.0)).size

    def test_neighbours_that_lie_in_all_directions_are_none(self):
        rng = np.random.default_rng(9)
        around, some = rng.uniform(0, 2 * np.pi, len(SOURCE)), rng.random(len(SOURCE)) < 0.4
        off = 0.5 * np.column_stack([np.cos(around), np.sin(around)]) * some[:, None]
        assert not self.of(off).size
        assert self.of(np.abs(off)).size

    def test_neighbours_that_lie_at_all_lengths_are_none(self):
        rng = np.random.default_rng(10)
        length = rng.uniform(1, 24, (len(SOURCE), 1)) * (rng.random((len(SOURCE), 1)) < 0.4)
        assert not self.of(length * (0.8, 0.6)).size

    def test_of_ground_that_differs_as_much_all_over_there_is_none(self):
        assert self.of(bump(30) / 10, differs=0.02).size
        assert not self.of(bump(30) / 10, differs=0.2).size

    def test_its_foot_is_no_part_of_its_share(self):
        low = bump(40) / 6
        group = _most_of(low, np.arange(len(SOURCE)))
        length = np.hypot(*low.T)
        np.testing.assert_array_equal(group, np.flatnonzero(length >= 0.2 * np.quantile(length, 0.9)))


def test_what_the_places_themselves_show_is_told_from_what_all_have_in_common(monkeypatch):
    monkeypatch.setattr(departures, "_departure", lambda *given, **_: given[2:])
    seen = SimpleNamespace(points=SimpleNamespace(fixed=SOURCE, search=24.0), residual=disc(70) + COMMON,
                           measured=EVERYWHERE, level=1.0)
    places, off, step, count = _by_places(None, seen, lambda positions: positions + COMMON)
    inside = FROM_MIDDLE < 70
    np.testing.assert_array_equal(places, SOURCE[inside])
    np.testing.assert_allclose(off, np.tile(WAY, (inside.sum(), 1)))
    assert (step, count) == (STEP, inside.sum())


@pytest.mark.parametrize("bends", [False, True])
def test_places_that_moved_alike_are_of_what_moved_though_they_agree_with_each_other(monkeypatch, bends):
    monkeypatch.setattr(departures, "places_of", lambda _: SOURCE)
    inside, part = FROM_MIDDLE < 70, FROM_MIDDLE < 40
    points = SimpleNamespace(fixed=SOURCE)
    seen = SimpleNamespace(points=points, residual=disc(70) + COMMON, measured=EVERYWHERE, valid=EVERYWHERE,
                           valid_share=1.0, agree=~part)
    found = departures._departure(None, seen, SOURCE[part], disc(70)[part], 10.0, part.sum(), bends=bends)
    np.testing.assert_array_equal(found.among, part if bends else inside)
    evidence = object.__new__(Evidence)
    vars(evidence).update(agree=~part, motion=None, departure=found)
    np.testing.assert_array_equal(evidence.stable, ~part if bends else ~inside)


def test_a_closer_look_takes_windows_nearer_to_a_suspect_than_a_given_distance(monkeypatch):
    taken = []
    monkeypatch.setattr(departures, "measure_at", lambda *given, **_: taken.append(given[5]) or given[5])
    monkeypatch.setattr(departures, "joined_points", lambda _: SimpleNamespace(kept=lambda: None))
    where = grid(400, 400, 1.0)
    ground = Image(textured(where).astype(np.float32), np.ones(where.shape, bool), where)
    pair = SimpleNamespace(frame=Frame(tuple(float(v) for v in where.to_world(0, 0)), (1.0, 1.0)))
    rows, cols = departures.window_centres(where.shape, departures.CLOSER_WINDOW, departures._REACH, departures._STEP)
    middle = len(rows) // 2
    suspect = pair.frame.to_frame(*where.to_world(cols[middle : middle + 1], rows[middle : middle + 1]))
    look = SimpleNamespace(proxy="", edges=True, sigma=1.0)
    for around, windows in ((departures._STEP, 1), (departures._STEP + 0.1, 9)):
        taken.clear()
        departures._closer(pair, [SimpleNamespace(fixed=ground)], None, look, suspect, around)
        assert len(taken[0][0]) == windows
    # What is clipped to the west of the suspect shows nothing.
    ground.values[:, : cols[middle] + 2] = ground.values.min()
    taken.clear()
    departures._closer(pair, [SimpleNamespace(fixed=ground)], None, look, suspect, departures._STEP + 0.1)
    assert len(taken[0][0]) == 6


@pytest.mark.parametrize(("off", "bends"), [(disc(45), False), (disc(80), False), (bump(30), True), (bump(45), True)])
def test_ground_that_moved_ends_at_a_border_and_ground_that_bends_does_not(off, bends):
    assert _bends(off, off[np.hypot(*off.T) > 1.5]) is bends


@pytest.mark.parametrize(("off", "leads"), [(disc(45), False), (disc(80), False), (bump(120), True)])
def test_beside_what_moved_ground_stayed_and_beside_the_top_of_a_wide_hill_it_went_a_part_of_the_way(off, leads):
    seen = FROM_MIDDLE < 140
    top = off[np.hypot(*off.T) > 0.65 * np.hypot(*WAY)]
    assert _leads_over(SOURCE[seen], off[seen], top, STEP) is leads
    assert not _leads_over(SOURCE, np.tile(WAY, (len(SOURCE), 1)), top, STEP), "of all that moved nothing lies beside"


def shown(way_at):
    """A pair that lies 3.3 pixels aside, and ``way_at`` of the distance from a middle (pixels) besides."""
    where, ground = grid(SIDE, SIDE), Ground()
    row, col = np.mgrid[:SIDE, :SIDE] + 0.5
    share = way_at(np.hypot(col - 150, row - 140))
    x, y = where.to_world(col - 5 * share + 3.3, row + 3 * share)
    images = (ground(x, y), ground(*where.to_world(col, row)))
    return coregix.register(*(coregix.GridArray(v, Affine(*where.transform[:6]), where.crs) for v in images),
                            model="translation")


@pytest.mark.parametrize(("size", "height"), [(14, 1.0), (22, 0.35)], ids=["steep", "low"])
def test_small_hills_that_windows_hardly_show_are_within_the_uncertainty(size, height):
    def way_at(distance):
        return height * np.exp(-((distance / size) ** 2) / 2)

    assessment = shown(way_at).assessment
    row, col = np.mgrid[:SIDE, :SIDE] + 0.5
    rmse = np.sqrt((34 * way_at(np.hypot(col - 150, row - 140)) ** 2).mean())
    assert rmse < assessment.uncertainty_ce90_px < 2 * rmse
    assert assessment.moved_ground.bends
    assert assessment.moved_ground.length_px == pytest.approx(5.8 * height, rel=0.3)


@pytest.mark.parametrize(("way_at", "verdict", "bends"), [
    (lambda distance: np.exp(-((distance / 30) ** 2) / 2), "uncertain", True),
    (lambda distance: np.clip((48 - distance) / 6, 0, 1), "aligned", False),
    (lambda distance: 1.0 * (distance < 28), "aligned", False)], ids=["bump", "landslide", "disc"])
def test_a_pair_says_how_much_of_it_lies_elsewhere_and_whether_its_uncertainty_holds_there(way_at, verdict, bends):
    result = shown(way_at)
    assessment = result.assessment
    moved = assessment.moved_ground
    assert (assessment.verdict, moved.bends) == (verdict, bends)
    assert moved.length_px == pytest.approx(5.8, abs=1.2)
    assert 0.02 < moved.share < 0.15
    assert moved.sentence in result.summary() + assessment.reason
    assert "moved against the rest" in assessment.tie_points.reason
    row, col = np.mgrid[:SIDE, :SIDE] + 0.5
    rmse = np.sqrt((34 * way_at(np.hypot(col - 150, row - 140)) ** 2).mean())
    assert (assessment.uncertainty_ce90_px > rmse) == bends


def test_ground_that_moved_by_a_pixel_and_a_half_is_no_hill():
    """No window is off by more than what agrees may be, and each by far more than its own noise."""
    assessment = shown(lambda distance: 0.25 * (distance < 40)).assessment
    moved = assessment.moved_ground
    assert (assessment.verdict, moved.bends) == ("aligned", False)
    assert moved.length_px == pytest.approx(0.25 * 5.83, rel=0.1)
    assert assessment.uncertainty_ce90_px < 0.05
