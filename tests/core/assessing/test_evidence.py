"""What counts as evidence: places that agree more often than luck has it, and what they have in common."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy.stats import binom

from coregix_core.assessing import gathering as module
from coregix_core.assessing.criteria import CRITERIA
from coregix_core.assessing.evidence import Evidence, Look, agreeing, chance_of, in_place, places_of
from coregix_core.geometry import Frame
from coregix_core.matching import INVALID
from coregix_core.pairing.blocks import Points

ROW, COL = (a.ravel() for a in np.mgrid[0:6, 0:6])
SOURCE = np.column_stack([40.0 * COL, 40.0 * ROW])


def points(count=36, reason="", search=8.0):
    return Points(SOURCE[:count], SOURCE[:count], np.tile(np.eye(2), (count, 1, 1)), np.ones(count),
                  np.full(count, reason, "U20"), search)


def seen(residual, agree=None, level=1.0):
    residual = np.asarray(residual, float)
    agree = np.isfinite(residual[:, 0]) if agree is None else agree
    return Evidence(level, points(len(residual)), residual, agree, 0.0)


@pytest.mark.parametrize(("agree", "places", "near", "searched"), [
    (8, 20, 2.0, 17.0), (9, 21, 1.0, 17.0), (30, 300, 2.0, 34.0), (1, 12, 2.0, 17.0)])
def test_luck_is_the_tail_of_a_binomial_of_half_the_places(agree, places, near, searched):
    """At least half as many of half as many, each with the share of the searched square that is near."""
    likely = np.pi * near**2 / searched**2
    expected = binom.sf(max(agree // 2 - 1, 0), places // 2, likely)
    assert chance_of(agree, places, near, searched) == pytest.approx(expected, rel=1e-9, abs=0)


def test_too_few_places_prove_nothing():
    assert chance_of(CRITERIA.min_measured - 1, CRITERIA.min_measured - 1, 1.0, 100.0) == 1.0
    assert chance_of(CRITERIA.min_measured, CRITERIA.min_measured, 1.0, 100.0) < 1.0


@pytest.mark.parametrize("level", [1.0, 4.0])
def test_the_search_is_as_wide_as_it_reaches_to_both_sides_and_the_pixel_itself(level):
    residual = np.zeros((36, 2))
    residual[:12] = 6.0 * level * np.array([[1.0, -1.0]])
    residual[30:] = np.nan
    found = agreeing(points(search=8.0 * level), residual, level)
    assert found.agree[18:30].all()
    assert not found.agree[30:].any()
    count = int(found.agree.sum())
    roughly = chance_of(count, 30, CRITERIA.near * level, 17.0 * level)
    closely = chance_of(count, 30, CRITERIA.close * level, 17.0 * level)
    # Far below what approx calls nothing.
    assert found.chance == pytest.approx(2 * min(roughly, closely), rel=1e-9, abs=0)
    assert found.level == level


def test_shares_are_those_of_what_was_measured_and_of_what_is_valid():
    residual = np.zeros((36, 2))
    residual[:4] = np.nan
    found = Evidence(1.0, points(), residual, np.arange(36) >= 20, 0.0)
    found.points.reason[:2] = INVALID
    assert found.share == 16 / 32
    assert found.speaks == 16 / 34
    assert found.valid_share == 34 / 36
    assert seen(np.zeros((0, 2))).valid_share == 1.0
    assert (seen(np.zeros((0, 2))).share, seen(np.zeros((0, 2))).speaks) == (0.0, 0.0)


@pytest.mark.parametrize(("count", "model"), [(5, None), (6, "translation"), (11, "translation"), (12, "similarity"),
                                               (23, "similarity"), (24, "affine")])
def test_what_places_have_in_common_is_a_shift_a_similarity_or_an_affine_by_their_number(count, model):
    found = seen(np.tile([[0.5, -0.25]], (count, 1))).common()
    assert (found and found.model) == model
    if found:
        np.testing.assert_allclose(found(SOURCE[:1]), SOURCE[:1] + np.array([[0.5, -0.25]]), atol=1e-9)


@pytest.mark.parametrize("level", [1.0, 2.0])
def test_places_are_right_within_a_pixel_of_their_level_and_count_less_on_coarse_ones(level):
    residual = np.zeros((36, 2))
    residual[:9, 0] = 1.01 * level
    residual[9:18, 1] = 0.99 * level
    residual[35] = np.nan
    assert in_place(seen(residual, level=level)) == pytest.approx(26 / 36 / level)
    assert in_place(seen(np.zeros((0, 2)))) == 0.0


def test_places_are_a_grid_of_seven_by_seven_over_the_area():
    pair = SimpleNamespace(area=(100.0, 0.0, 220.0, 60.0), frame=Frame((100.0, 0.0), (2.0, 2.0)))
    found = places_of(pair)
    assert found.shape == (49, 2)
    assert np.ptp(found, axis=0).tolist() == [60.0, 30.0]
    assert np.unique(found[:, 0]).size == np.unique(found[:, 1]).size == 7


def test_the_second_look_is_by_other_edges_of_twice_the_scale_at_other_places_and_a_quarter_as_many():
    look = Look("balanced", edges=True, sigma=1.5, total=400, window=96)
    assert look.second("orientation") == Look("orientation", True, sigma=3.0, total=100, window=96, offset=0.25)


@pytest.mark.parametrize(("side", "agreeing_share", "model", "level"), [
    (400, 0.5, "affine", 4.0), (383, 0.5, "affine", 2.0), (191, 0.5, "affine", None), (400, 0.81, "affine", None),
    (400, 0.79, "affine", 4.0), (400, 0.5, "local", None)])
def test_a_coarse_look_is_taken_where_part_of_the_ground_says_nothing(monkeypatch, side, agreeing_share, model, level):
    """Four times as coarse, or twice in a small image; 96 pixels are the least that shows anything."""
    taken = []

    def evidence(_pair, blocks, _transform, _under, look, level):
        taken.append((blocks, look.window, level))
        return SimpleNamespace(convinces=True)

    monkeypatch.setattr(module, "_evidence", evidence)
    monkeypatch.setattr(module, "read_blocks", lambda _pair, level, _transform, count: ("blocks", level, count))
    pair = SimpleNamespace(grid_at=lambda _: SimpleNamespace(shape=(side, 2 * side)))
    first = Evidence(1.0, points(), np.zeros((36, 2)), np.ones(36, bool), 0.0)
    monkeypatch.setattr(Evidence, "speaks", agreeing_share)
    found = module._far(pair, SimpleNamespace(model=model), first, Look("balanced", edges=True), 9)
    assert (found is not None) == (level is not None)
    assert taken == ([] if level is None else [(("blocks", level, 9), 32, level)])
