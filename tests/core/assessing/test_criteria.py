"""The verdict at each of its thresholds: evidence that is made up, a step on either side."""

from dataclasses import asdict, replace

import numpy as np
import pytest
from scipy.stats import binom

from coregix_core.assessing.as_it_stands import standing
from coregix_core.assessing.assessment import refusal_of, spread_of, verdict_of
from coregix_core.assessing.criteria import (
    CRITERIA,
    DATES,
    HILLS,
    JOINED,
    MIXTURE,
    PARTS,
    PLACES,
    SCALES,
    STAYS,
    STEEP,
    TONES,
    Criteria,
)
from coregix_core.assessing.evidence import Evidence, agreeing, chance_of
from coregix_core.assessing.motion import Departure, Motion
from coregix_core.findings import LocalGain, Residuals
from coregix_core.pairing.blocks import Points

SIDE = 12
"""Places are a square of so many by so many, 50 pixels apart."""


def residuals(rmse):
    """Statistics whose rmse is all that counts."""
    return Residuals(rmse, rmse, rmse, rmse, rmse, rmse, 100, 1.0)


def evidence(agree=144, measured=144, places=SIDE * SIDE, *, level=1.0, chance=0.0, scattered=True):
    """So many places, of which so many are measured and agree; ``scattered`` over the area or in its first rows."""
    row, col = np.divmod(np.arange(places), SIDE)
    source = np.column_stack([50.0 * col, 50.0 * row])
    order = np.random.default_rng(1).permutation(places) if scattered else np.arange(places)
    found, like = np.zeros((2, places), bool)
    found[order[:measured]], like[order[:agree]] = True, True
    residual = np.where(found[:, None], 0.0, np.nan) * np.ones(2)
    points = Points(source, source - residual, np.tile(np.eye(2), (places, 1, 1)), np.where(found, 0.9, 0.0),
                    np.where(found, "", "no texture"), 8.0)
    return Evidence(level, points, residual, like, chance)


GOOD = (residuals(3.0), residuals(0.1), 0.05)

MEASURED_WITH = {
    "near": 1.5, "close": 0.5, "tight": 0.25, "nearly_all": 0.9, "speaks": 0.8, "noise": 0.002, "found_wrong": 0.05,
    "copied": 0.98, "own": 0.6, "copied_share": 0.45, "pixel_on_pixel": 0.25, "by_whole_pixels": 0.1, "fine": 0.55,
    "near_pixels": 3.0, "fill_share": 0.01, "as_filed": 1.5, "finest": 3.2, "chance": 1e-07,
    "convincing_share": 0.25, "ends_alone": 0.05, "fill_step": 0.8, "same_classes": 0.65, "one_ground": 0.5,
    "one_smooth_ground": 0.75,
    "in_place": 0.03, "min_places": 9,
    "min_measured": 6, "min_agreeing": 8, "min_share": 0.1, "borne_out_share": 0.4, "borne_out": 2.5,
    "repeat_suspected": 0.75, "repeat_equal": 0.98, "repeat_alike": 0.9, "repeat_better": 3.0,
    "worse_factor": 1.05, "worse_slack": 0.05,
    "uncertain_share": 0.35, "uncertain_agreeing": 12, "uncertain_residual": 1.5, "uncertain_ce90": 0.5,
    "min_for_gain": 30, "min_spread": 0.4, "contradicting": 5.0, "apart_residual": 0.5, "apart_common": 0.5,
    "apart_failed": 1.0, "floor_px": 0.0006, "field_floor_px": 0.008, "scatter": 0.075, "covariance": 1.1,
    "perspective": 3.0, "common": 0.25, "common_doubt": 0.15, "scales": 0.6,
    "contradicted": 3.0, "copies": 0.62, "blurred": 1.5, "unlike": 0.12,
    "fades_noise": 7.0, "fades_change": 1.5, "outlines": 3.2, "unconfirmed": 1.5, "bend": 0.8, "trend_chance": 0.001,
    "min_trend": 0.02, "shared_part": 0.2, "shared": 1.5, "lacked": 1.5, "clear_score": 0.5, "steep_share": 0.1,
    "steep": 1.4, "beyond": 0.5, "rough": 0.25, "field": 0.8, "relief": 5.0, "unseen": 1.0, "unseen_astray": 0.066,
    "extrapolated_share": 0.5, "extrapolated_growth": 2.0, "few_places": 5, "few_sure": 10.0, "few_alike": 0.8,
    "few_hidden": 2.5, "copied_by_one": 0.032}
PLACES_MEASURED_WITH = {
    "radial": 1.52, "taper": 0.5, "min_agreement": 0.2, "noise": 0.003, "noise_spread": 2.4, "bend": 1.5,
    "blurred": 1.8, "trend_here": 1.2, "trend_around": 0.08, "rest": 1.6, "floor": 0.0017, "left_open": 0.55,
    "spoken_for": 0.75, "farthest": 3.0, "field_floor": 0.016, "drawn": 0.4, "left": 0.75, "left_beyond": 2.0,
    "apart": 0.85, "beyond": 1.4, "rim": 0.65, "hole": 1.2, "astray": 0.02, "common": 1.0, "excess": 2.0}
PARTS_MEASURED_WITH = {
    "min_points": 6, "min_share": 0.04, "together": 1.0, "spreads": 3.0, "explained": 0.85, "jump": 0.8,
    "rest_share": 0.5, "slope": 1.5, "slope_sure": 4.0, "slope_windows": 3.0, "steepest": 3.0, "luck": 1e-3,
    "upper": 0.5, "border": 0.6, "bare": 0.985, "large": 0.04, "apart": 0.5,
    "nearly": 0.2, "stands_out": 11.0, "ambiguous": 0.65, "least_luck": 0.01,
    "beyond_doubt": 0.05, "weak": 0.85}
MIXTURE_MEASURED_WITH = {
    "min_windows": 20, "explained": 0.03, "one": 0.9, "gain": 40.0, "gain_apart": 10.0, "speaks": 0.8, "between": 0.2,
    "sure": 2.0, "of_part": 0.03, "least_way": 0.35, "beside_hole": 0.75, "mixed": 0.25, "together": 0.5,
    "wrong": 0.1, "at_first": 0.05, "least": 0.003}
SCALES_MEASURED_WITH = {
    "alike": 0.85, "sure": 5.0, "aside": 0.02, "way": 2.0, "light": 0.25, "turned": 0.5, "drawn": 3.0,
    "shared": 0.4, "fades": 0.25, "steepness": 0.25, "own": 8.0,
    "speaks": 0.6, "second": 0.12, "second_sure": 20.0, "instead": 0.5, "of_quarters": 0.06, "valid": 0.6,
    "parted": 0.2, "parted_sure": 8.0, "parted_alike": 0.5, "parted_known": 0.1, "parted_way": 1.5,
    "strong_aside": 0.1, "strong_sure": 8.0, "strong_alike": 0.5, "strong_between": 0.7, "strong_way": 1.2,
    "strong_doubt": 2.0,
    "structure": 1.7, "cut": 5.0, "unlike": 0.04, "even": 0.5, "by_chance": 1.5,
    "ground": 4.0, "follows": 0.5, "same_places": 0.5, "left_over": 0.03, "own_bands": 2,
    "uneven": 0.4,
    "at_pixels": 1.0, "half": 0.5}
JOINED_MEASURED_WITH = {
    "search": 0.05, "glimpse": 0.3, "near_search": 1e-4, "confirmed_nearby": 1e-5, "taken_nearby": 1e-6,
    "nearby": 3.2, "widely": 3.6, "afar": 4.0, "nearby_scale": 0.3, "quarter": 0.6, "rest": 3.5,
    "usual_widely": 4.9, "near": 2.5, "chosen": 4.0, "strength": 3.2, "strength_scale": 0.8, "usual": 4.3,
    "ends_together": 1.5, "ends_back": 4.0, "highest_at": 1.5, "informed": 0.7, "informed_scale": 1.2,
    "locally": 1.3, "locally_scale": 1.2, "locally_doubt": 0.15, "outlines": 4.8, "halves": 1.5,
    "tones_search": 0.02, "taken_by_tones": 3e-5, "above_mirrored": 1.5, "parts_by_tones": 3,
    "tones": 2.6, "tones_scale": 1.0, "related": 5.0, "related_scale": 0.8}
DATES_MEASURED_WITH = {"other": 0.1, "clearest": 0.75, "clearly_other": 0.05, "finely_other": 0.14,
                       "doubling": 0.0012, "scene": 10_000.0}
STEEP_MEASURED_WITH = {"alike": 0.62, "bends": 1.0, "beyond": 2.0, "rim": 2.5, "field": 0.4, "nearly_all": 0.95}
HILLS_MEASURED_WITH = {
    "scales": (2.2, 3.2, 4.7, 7.0, 10.0), "quiet": 0.1, "alike": (1.0, 6.0), "bias": 0.01, "told": 24.0,
    "doubted": 15.0, "left": 0.9, "beside": 10.0, "edge": 6.0, "textured": 0.2, "both_ways": 0.1, "changed": 0.6,
    "unusual": 4.5, "unexplained": 3.0, "farthest": 1.5, "over": 1.7}
TONES_MEASURED_WITH = {"differ": 0.02, "explained": 0.25, "agree": 0.9, "loose": 0.35}
STAYS_MEASURED_WITH = {"worth_a_move": 3.0, "least": 0.015, "clearly_nearer": 0.8, "scatters": 3.0, "rest": 1 / 3}
"""The values that the tables of docs/accuracy.md were measured with."""


def test_the_criteria_cannot_be_changed():
    with pytest.raises(AttributeError):
        CRITERIA.chance = 0.5
    assert Criteria() == CRITERIA


@pytest.mark.parametrize(("criteria", "measured_with"), [
    (CRITERIA, MEASURED_WITH), (PLACES, PLACES_MEASURED_WITH), (PARTS, PARTS_MEASURED_WITH),
    (STAYS, STAYS_MEASURED_WITH), (SCALES, SCALES_MEASURED_WITH),
    (JOINED, JOINED_MEASURED_WITH), (MIXTURE, MIXTURE_MEASURED_WITH), (DATES, DATES_MEASURED_WITH),
    (STEEP, STEEP_MEASURED_WITH), (HILLS, HILLS_MEASURED_WITH), (TONES, TONES_MEASURED_WITH)])
def test_what_is_published_was_measured_with_the_values_in_force(criteria, measured_with):
    """As in double-entry bookkeeping: whoever changes one of them has to run the calibration and the tables anew."""
    assert asdict(criteria) == measured_with


def test_good_evidence_is_aligned_and_says_what_was_seen():
    verdict, reason = verdict_of(evidence(120, 144), *GOOD)
    assert (verdict, reason) == ("aligned", "120 of 144 tie points agree, residual 0.10 px")


def test_points_that_agree_and_are_left_out_of_the_residual_are_counted_in_the_sentence():
    seen = evidence(120, 144)
    moved = np.zeros(len(seen.residual), bool)
    moved[np.flatnonzero(seen.agree)[:20]] = True
    _, reason = verdict_of(replace(seen, motion=Motion(moved, 0.15, (2.0, 0.0))), *GOOD)
    assert reason.startswith("120 of 144 tie points agree, 20 of them apart from the rest, residual 0.10 px")


@pytest.mark.parametrize(("seen", "words"), [
    (evidence(8, 8, 8), "too small in common"),
    (evidence(5, 5, 144), "no common texture"),
    (evidence(144, chance=1.01e-7), "do not agree"),
    (evidence(7, 20), "do not agree"),
    (evidence(14, 144), "do not agree")])
def test_just_too_little_is_refused(seen, words):
    assert words in refusal_of(seen, *GOOD[:2])
    assert verdict_of(seen, *GOOD)[0] == "failed"


@pytest.mark.parametrize("seen", [
    evidence(9, 9, 9), evidence(9, 9, 144), evidence(144, chance=0.99e-7), evidence(8, 20), evidence(15, 144)])
def test_just_enough_is_not_refused(seen):
    assert refusal_of(seen, *GOOD[:2]) is None


def test_few_places_of_which_hardly_any_is_measured_lack_texture_and_not_room():
    assert "no common texture" in refusal_of(evidence(4, 4, 8), *GOOD[:2])
    assert "too small" in refusal_of(evidence(5, 5, 8), *GOOD[:2])


def test_a_residual_that_could_not_be_told_is_refused():
    for before, after in ((None, residuals(0.1)), (residuals(3.0), None), (None, None)):
        assert "do not agree" in refusal_of(evidence(), before, after)


@pytest.mark.parametrize(("before", "limit"), [(0.0, 0.05), (1.0, 1.10), (4.0, 4.25)])
def test_a_result_must_not_be_worse_than_what_was_there(before, limit):
    """A twentieth and a twentieth of a pixel are the noise of two measurements."""
    seen = evidence()
    assert refusal_of(seen, residuals(before), residuals(limit - 1e-6)) is None
    assert "no better than before" in refusal_of(seen, residuals(before), residuals(limit + 1e-6))


@pytest.mark.parametrize(("rest", "departs", "refused"), [
    (0.36, True, False), (0.30, True, True), (0.36, False, True)])
def test_a_residual_that_grew_on_ground_that_moved_is_no_reason_if_the_rest_lies_nearer(rest, departs, refused):
    """A third of the places at least: what moved was nearer to where the rest lay before, and is farther off now."""
    seen = evidence()
    still = np.arange(SIDE * SIDE) < rest * SIDE * SIDE
    residual = np.where(still[:, None], (0.1, 0.0), (6.0, 0.0))
    # Before, all of it was off by two pixels.
    shown = seen.points.fixed - np.where(still[:, None], (2.0, 0.0), (-2.0, 0.0))
    part = Departure(seen.points.fixed[~still], residual[~still], 0.4, True, np.zeros(SIDE * SIDE, bool))
    seen = replace(seen, points=replace(seen.points, moving=shown), residual=residual,
                   departure=part if departs else None)
    refusal = refusal_of(seen, residuals(2.0), residuals(4.8))
    assert (refusal is not None and "no better than before" in refusal) is refused


@pytest.mark.parametrize(("agree", "measured", "verdict"), [
    (50, 144, "uncertain"), (51, 144, "aligned"), (11, 20, "uncertain"), (12, 20, "aligned")])
def test_little_evidence_is_uncertain(agree, measured, verdict):
    found, reason = verdict_of(evidence(agree, measured), *GOOD)
    assert found == verdict
    assert reason.startswith("only ") == (verdict == "uncertain")


def test_all_of_a_few_places_are_few_and_not_only_so_many():
    found, reason = verdict_of(evidence(11, 11), *GOOD)
    assert found == "uncertain"
    assert reason == "11 of 11 tie points agree, residual 0.10 px, but these are few"


@pytest.mark.parametrize(("rmse", "level", "ce90", "verdict"), [
    (1.49, 1.0, 0.1, "aligned"), (1.51, 1.0, 0.1, "uncertain"), (2.9, 2.0, 0.1, "aligned"),
    (3.1, 2.0, 0.1, "uncertain"), (0.1, 1.0, 0.5, "aligned"), (0.1, 1.0, 0.501, "uncertain")])
def test_what_keeps_differing_or_is_not_known_to_half_a_pixel_is_uncertain(rmse, level, ce90, verdict):
    assert verdict_of(evidence(level=level), residuals(9.0), residuals(rmse), ce90)[0] == verdict


def test_ground_that_bends_is_uncertain_and_says_what_a_local_transform_would_leave():
    verdict, reason = verdict_of(evidence(), residuals(9.0), residuals(1.0), 2.0, LocalGain(2.4, 0.3, helps=True))
    assert verdict == "uncertain"
    assert "use a local transform, which would leave about 0.30 px" in reason
    assert "local transform" not in verdict_of(evidence(), residuals(9.0), residuals(1.0), 2.0,
                                               LocalGain(2.4, 2.0, helps=False))[1]


def test_agreement_in_a_corner_speaks_for_the_corner_alone():
    """Six rows of twelve fill half of a 4 x 4 raster, four rows two of its rows of cells, three rows one."""
    rows = {n: evidence(12 * n, 144, scattered=False) for n in (3, 4, 6, 12)}
    assert [round(spread_of(seen), 3) for seen in rows.values()] == [0.25, 0.5, 0.5, 1.0]
    corner = evidence(36, 60, scattered=False)
    verdict, reason = verdict_of(corner, *GOOD)
    assert verdict == "uncertain"
    assert "one part of the area" in reason
    assert verdict_of(evidence(48, 60, scattered=False), *GOOD)[0] == "aligned"


def test_a_second_measurement_has_to_confirm_the_first():
    denied = replace(evidence(), second=evidence(30, 144, chance=1e-5))
    verdict, reason = verdict_of(denied, *GOOD)
    assert verdict == "uncertain"
    assert "does not confirm" in reason
    assert verdict_of(replace(evidence(), second=evidence(100)), *GOOD)[0] == "aligned"


@pytest.mark.parametrize(("rmse", "apart", "verdict"), [
    (0.50, 5.0, "aligned"), (0.51, 0.90, "uncertain"), (0.51, 0.25, "aligned"), (0.51, 0.26, "uncertain"),
    (3.0, 1.0, "aligned"), (1.9, 1.0, "uncertain"), (1.9, 1.01, "failed")])
def test_a_pair_as_it_stands_is_apart_by_what_its_residuals_have_in_common(rmse, apart, verdict):
    found, reason = standing("aligned", "as seen", residuals(rmse), np.tile((apart, 0.0), (9, 1)))
    assert found == verdict
    assert reason == ("as seen" if verdict == "aligned" else
                      f"the images lie {apart:.2f} px apart as they are placed; align them by what they show")


@pytest.mark.parametrize(("apart", "uncertainty", "told"), [
    (0.49, 0.51, True), (0.49, 0.49, False), (0.49, 0.75, False)])
def test_what_images_lie_apart_by_is_the_reason_where_the_uncertainty_is_too_large_for_it(apart, uncertainty, told):
    _, reason = standing("uncertain", "as seen", residuals(apart), np.tile((apart, 0.0), (9, 1)), uncertainty)
    assert reason.startswith("the images lie 0.49 px apart") is told


@pytest.mark.parametrize(("agree", "places"), [(8, 40), (20, 100), (21, 101), (60, 300)])
def test_two_neighbours_near_each_other_are_one_event(agree, places):
    """Half of the places, and half of those that agree, as independent draws: the tail of a binomial."""
    likely = np.pi * 1.5**2 / 17.0**2
    assert chance_of(agree, places, 1.5, 17.0) == pytest.approx(binom.sf(agree // 2 - 1, places // 2, likely))


def test_so_few_places_prove_nothing():
    assert chance_of(5, 5, 1.5, 17.0) == 1.0
    assert chance_of(6, 6, 1.5, 17.0) < 1.0


@pytest.mark.parametrize("level", [1.0, 2.0])
def test_places_agree_within_a_pixel_and_a_half_of_the_level(level):
    source = evidence().points.fixed
    for off, agrees in ((1.45, True), (1.55, False)):
        residual = np.zeros_like(source)
        residual[77] = (off * level, 0.0)
        points = replace(evidence().points, moving=source - residual, search=8.0 * level)
        seen = agreeing(points, residual, level)
        assert seen.agree[77] == agrees
        assert np.delete(seen.agree, 77).all()
        assert seen.chance < 1e-30


def test_unrelated_places_hardly_ever_agree():
    rng = np.random.default_rng(4)
    source = evidence().points.fixed
    chances = []
    for _ in range(60):
        residual = rng.uniform(-8.5, 8.5, source.shape)
        chances.append(agreeing(replace(evidence().points, moving=source - residual), residual, 1.0).chance)
    # A probability is that: a tenth of unrelated images may be below a tenth, and none below what convinces.
    assert min(chances) > CRITERIA.chance * 1e3
    assert np.mean(np.array(chances) < 0.1) < 0.2


def test_a_result_by_outlines_alone_states_about_what_such_results_were_off_by():
    """Of a scene and its parts it holds all but two, with a pixel and a half of other terms, and is not far beyond."""
    off = np.array([0.5, 2.0, 2.2, 2.4, 2.6, 2.9, 3.0, 3.2, 3.3, 3.5, 4.1, 5.3])
    assert (off < np.hypot(CRITERIA.outlines, 1.5)).sum() == 10
    assert CRITERIA.outlines < 1.2 * np.median(off)
