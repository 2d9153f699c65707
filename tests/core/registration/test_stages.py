"""From two rasters to an outcome: which bands, which proxy, how many blocks, and whether an image is moved at all."""

from contextlib import nullcontext
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from scenes import displaced, grid, textured, write

from coregix_core import solving
from coregix_core.errors import InputError, UnreliableAlignmentError
from coregix_core.findings import Assessment, LocalGain, Residuals, TiePoints
from coregix_core.geometry import Grid
from coregix_core.geometry.transform import LocalTransform, identity
from coregix_core.io.raster import open_raster
from coregix_core.options import AlignOptions, RegisterOptions
from coregix_core.pairing.solution import Request
from coregix_core.progress import Progress
from coregix_core.registration import stages
from coregix_core.registration.stages import _mean_displacement, _stay_or_move, block_count, pair_of, proxy_of, register
from coregix_core.registration.verified_solve import Verified

GRID = grid(80, 60)
CENTRE = tuple(float(v) for v in GRID.to_world(40, 30))
NONE = np.zeros(0)
POINTS = TiePoints(NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE.astype(bool), NONE.astype(str))


def settings(**given):
    paths = {"moving_image_path": "m.tif", "fixed_image_path": "f.tif", "output_image_path": "o.tif"}
    return AlignOptions(**{**paths, **given})


@pytest.mark.parametrize(("given", "bands"), [
    ({}, (0, 0)), ({"band_index": 1}, (1, 1)), ({"moving_band_index": 2}, (2, 0)),
    ({"band_index": 1, "moving_band_index": 0}, (0, 1)), ({"moving_band_index": 2, "fixed_band_index": 1}, (2, 1))])
def test_a_raster_s_own_band_goes_before_the_common_one(rasters, given, bands):
    pair = pair_of(*rasters, settings(**given), clip=True)
    assert (pair.moving_band, pair.fixed_band) == bands


@pytest.mark.parametrize(("given", "message"), [
    ({"band_index": 2}, "fixed raster .* has no band 2: it has 2 bands, 0 to 1"),
    ({"band_index": 3}, "Neither the moving raster .* nor the fixed raster .* has a band 3: the one has 3 bands"),
    ({"moving_band_index": 3}, "moving raster .* has no band 3: it has 3 bands, 0 to 2")])
def test_a_band_that_is_not_there_is_refused_by_its_raster(rasters, given, message):
    with pytest.raises(InputError, match=message) as refused:
        pair_of(*rasters, settings(**given), clip=True)
    assert {refused.value.parameter: refused.value.value} == given


@pytest.mark.parametrize(("astray", "model"), [(12.0, "affine"), (0.0, "local")])
def test_a_field_that_loses_what_the_affine_had_right_is_dropped(astray, model, tmp_path, shared_engine, monkeypatch):
    where = grid(260, 240)
    truth = displaced(6.0, -4.0)
    write(tmp_path / "f.tif", textured(where).astype("float32"), where)
    write(tmp_path / "m.tif", textured(where, truth).astype("float32"), where)

    def field(_pair, base, _request, _progress):
        coefficients = np.full((2, 9, 9), astray)
        return replace(base, transform=LocalTransform(base.transform, where.transform * Affine.scale(40), coefficients))

    monkeypatch.setattr(solving, "solve_local", field)
    with open_raster(tmp_path / "m.tif", role="moving") as m, open_raster(tmp_path / "f.tif", role="fixed") as f:
        outcome = register(m, f, settings(transform="local"), shared_engine, Progress())
    assert outcome.transform.model == model
    assert outcome.assessment.verdict == "aligned"


@pytest.mark.parametrize(("factor", "chunks"), [(0, 1), (1, 2), (3, 8)])
def test_the_split_factor_counts_halvings(rasters, factor, chunks):
    assert pair_of(*rasters, settings(threads=1), clip=True, split_factor=factor).chunks == chunks


@pytest.mark.parametrize(("metric", "proxy"), [
    ("auto", "orientation"), ("orientation", "orientation"), ("correlation", "correlation"),
    ("mutual-information", "balanced"), ("structure", "pooled")])
def test_each_metric_has_its_proxy(metric, proxy):
    assert proxy_of(metric) == proxy


@pytest.mark.parametrize(("memory", "blocks"), [(256, 9), (400, 10), (1024, 16), (100_000, 16)])
def test_memory_bounds_the_blocks_that_are_looked_at(memory, blocks):
    assert block_count(settings(memory_budget=memory)) == blocks


@pytest.mark.parametrize(("east", "north"), [(0.0, 0.0), (6.0, 0.0), (3.0, -4.0)])
def test_a_shift_is_its_own_mean_displacement(rasters, east, north):
    pair = pair_of(*rasters, settings(), clip=True)
    assert _mean_displacement(displaced(east, north, centre=CENTRE), pair) == pytest.approx(np.hypot(east, north) / 2)


def residuals(rmse):
    return Residuals(rmse, rmse, rmse, 2 * rmse, 2 * rmse, 2 * rmse, 30, 0.9)


class TestStayOrMove:
    def outcome(self, rasters, east, doubt, before=3.0, after=0.1, verdict="aligned"):
        """What becomes of a solution by ``east`` metres, which are half as many pixels."""
        pair = pair_of(*rasters, settings(), clip=True)
        solution = SimpleNamespace(pair=pair, metric="orientation", transform=displaced(east, centre=CENTRE))
        found = Assessment(verdict, "", residuals(before), residuals(after), doubt, 2 * doubt, POINTS)
        return _stay_or_move(solution, found), solution.transform

    def test_a_displacement_beyond_doubt_is_removed(self, rasters):
        outcome, transform = self.outcome(rasters, 6.0, doubt=0.05)
        assert (outcome.already_aligned, outcome.transform) == (False, transform)

    @pytest.mark.parametrize(("east", "doubt"), [(0.08, 0.05), (0.02, 0.001)])
    def test_one_within_the_doubt_about_it_or_hardly_any_is_not(self, rasters, east, doubt):
        outcome, _ = self.outcome(rasters, east, doubt)
        assert outcome.already_aligned
        assert outcome.transform == identity(outcome.pair.frame.centre)
        assert outcome.assessment.residual_after == outcome.assessment.residual_before

    def test_nor_one_that_makes_it_worse(self, rasters):
        outcome, _ = self.outcome(rasters, 6.0, doubt=0.05, before=0.1, after=0.2)
        assert outcome.already_aligned

    def test_of_an_image_that_stays_the_uncertainty_holds_what_is_left(self, rasters):
        outcome, _ = self.outcome(rasters, 0.06, doubt=0.04)
        assert outcome.assessment.uncertainty_ce90_px == pytest.approx(0.05)
        assert outcome.assessment.uncertainty_ce90 == pytest.approx(0.1)

    @pytest.mark.parametrize(("east", "stays"), [(0.58, True), (0.62, False)])
    def test_an_image_is_moved_if_what_is_left_would_make_it_uncertain(self, rasters, east, stays):
        assert self.outcome(rasters, east, doubt=0.4)[0].already_aligned is stays

    @pytest.mark.parametrize(("east", "stays"), [(5.98, True), (6.02, False)])
    def test_three_pixels_are_worth_a_move_whatever_the_doubt(self, rasters, east, stays):
        assert self.outcome(rasters, east, doubt=9.0, after=1.5)[0].already_aligned is stays

    @pytest.mark.parametrize(("east", "before", "after", "stays"), [
        (5.6, 2.81, 0.2, False), (5.6, 2.81, 0.95, True), (0.98, 0.6, 0.05, True), (1.02, 0.6, 0.05, False),
        (5.6, 0.45, 0.1, True)])
    def test_what_each_tie_point_shows_is_removed_whatever_the_doubt_about_the_rest(self, rasters, east, before, after,
                                                                                    stays):
        """From half a pixel on, up to which a pair counts as aligned as it stands."""
        assert self.outcome(rasters, east, 9.0, before, after)[0].already_aligned is stays

    def test_what_failed_shows_what_was_tried(self, rasters):
        outcome, transform = self.outcome(rasters, 0.02, doubt=0.05, verdict="failed")
        assert (outcome.already_aligned, outcome.transform) == (False, transform)

    @pytest.mark.parametrize(("east", "doubt", "stays"), [
        (0.029, 0.0, True), (0.031, 0.0, False), (0.099, 0.05, True), (0.101, 0.05, False)])
    def test_less_than_the_doubt_or_than_a_seventieth_of_a_pixel_is_not_worth_resampling(self, rasters, east, doubt,
                                                                                         stays):
        assert self.outcome(rasters, east, doubt)[0].already_aligned is stays

    @pytest.mark.parametrize("before", [0.1, 0.11])
    def test_what_is_no_nearer_but_no_farther_either_goes_by_the_displacement(self, rasters, before):
        assert not self.outcome(rasters, 6.0, doubt=0.05, before=before, after=0.1)[0].already_aligned

    @pytest.mark.parametrize(("helps", "after", "moves"), [(True, 0.79, True), (True, 0.81, False), (False, 0.1, False),
                                                           (None, 0.1, False)])
    def test_on_ground_that_bends_a_fifth_nearer_is_worth_a_move_whatever_the_doubt(self, rasters, helps, after, moves):
        outcome, _ = self.outcome(rasters, 0.2, doubt=0.4, before=1.0, after=after)
        gain = None if helps is None else LocalGain(1.0, 0.1, helps=helps)
        found = replace(outcome.assessment, local_gain=gain, residual_after=residuals(after))
        solution = SimpleNamespace(pair=outcome.pair, metric="auto", transform=displaced(0.2, centre=CENTRE))
        assert _stay_or_move(solution, found).already_aligned is not moves

    def test_without_a_measurement_there_is_nothing_to_compare(self, rasters):
        outcome, _ = self.outcome(rasters, 0.02, doubt=0.05)
        bare = replace(outcome.assessment, residual_before=None, residual_after=None, uncertainty_ce90_px=None)
        moved = displaced(0.02, centre=CENTRE)
        again = _stay_or_move(SimpleNamespace(pair=outcome.pair, metric="auto", transform=moved), bare)
        assert (again.already_aligned, again.transform) == (False, moved)


class TestResolutions:
    @pytest.mark.parametrize(("metres", "enough"), [(30.0, True), (30.1, False)])
    def test_four_pixels_of_the_shorter_side_are_the_fewest(self, rasters, metres, enough):
        pair = pair_of(*rasters, settings(), clip=True)
        request = Request(resolutions=(metres, 2.0))
        if enough:
            stages._require_fine_enough(pair, request, "solve_resolution")
        else:
            with pytest.raises(InputError, match=r"30\.1 leaves fewer than 4 pixels .* it is in CRS units"):
                stages._require_fine_enough(pair, request, "solve_resolution")

    def test_of_a_reference_in_degrees_they_are_degrees(self):
        where = Grid(CRS.from_epsg(4326), Affine(2e-5, 0, 15, 0, -2e-5, 52), 80, 60)
        fixed = SimpleNamespace(grid=where, path="f.tif")
        pair = SimpleNamespace(grid_at=lambda _: where, frame=SimpleNamespace(pixel=2e-5), fixed=fixed, moving=fixed)
        with pytest.raises(InputError, match="it is in degrees of the reference"):
            stages._require_fine_enough(pair, Request(resolutions=(30.0,)), "solve_resolution")

    def test_none_is_always_fine_enough(self, rasters):
        stages._require_fine_enough(pair_of(*rasters, settings(), clip=True), Request(), "solve_resolution")

    @pytest.mark.parametrize(("one", "several", "asked"), [
        (None, None, None), (4.0, None, (4.0,)), (None, (8.0, 2.0), (8.0, 2.0)), (0.0, None, (0.0,))])
    def test_one_is_a_list_of_one(self, one, several, asked):
        request = stages._request(RegisterOptions(solve_resolution=one, solve_resolutions=several), None)
        assert request.resolutions == asked

    def test_what_nobody_asks_for_is_asked_by_default(self):
        options = RegisterOptions()
        assert stages._request(options, None) == Request(blocks=block_count(options))

    def test_the_rest_is_asked_as_the_options_say(self):
        options = RegisterOptions(transform="rigid", metric="structure", use_edge_proxies=False, max_shift=5.0,
                                  enforce_mutual_valid_mask=False, memory_budget=400, min_valid_fraction=0.2)
        assert stages._request(options, "start") == Request(
            "rigid", "structure", False, False, 5.0, None, 10, 0.2, "start")


@pytest.mark.parametrize(("error", "reason"), [
    (UnreliableAlignmentError("No reliable alignment: clouds.", reason="clouds"), "clouds"),
    (UnreliableAlignmentError("clouds"), "clouds")])
def test_a_solve_that_finds_nothing_leaves_the_image_and_says_why(rasters, error, reason):
    outcome = stages._nothing_found(pair_of(*rasters, settings(), clip=True), "structure", error)
    assert (outcome.assessment.verdict, outcome.assessment.reason) == ("failed", reason)
    assert (outcome.already_aligned, outcome.metric) == (False, "structure")
    assert outcome.transform == identity(outcome.pair.frame.centre)
    assert len(outcome.assessment.tie_points.x) == 0


@pytest.mark.parametrize(("verdict", "looked"), [("failed", True), ("uncertain", False), ("aligned", False)])
def test_what_failed_may_have_nothing_in_common_and_is_looked_at_once_more(rasters, monkeypatch, verdict, looked):
    asked, pair = [], pair_of(*rasters, settings(), clip=True)
    found = Assessment(verdict, "", residuals(3.0), residuals(0.1), 0.05, 0.1, POINTS)
    solution = SimpleNamespace(pair=pair, metric="orientation", transform=displaced(6.0, centre=CENTRE))
    monkeypatch.setattr(stages, "verified_solution", lambda *_: Verified(solution, found))
    monkeypatch.setattr(stages, "require_valid", lambda _, start, share: asked.append((start, share)))
    outcome = register(*rasters, settings(min_valid_fraction=0.2), None, Progress(), tie_points_only=True)
    assert outcome.assessment.verdict == verdict
    assert asked == ([(identity(pair.frame.centre), 0.2)] if looked else [])


@pytest.mark.parametrize(("asked", "used"), [(3, 3), (1, 1), (0, 7)])
def test_a_run_uses_the_threads_that_are_asked_for_or_all_there_are(monkeypatch, asked, used):
    threads = []
    monkeypatch.setattr(stages, "available_threads", lambda: 7)
    monkeypatch.setattr(stages, "using_threads", lambda count: threads.append(count) or nullcontext())
    pair = SimpleNamespace(mask_names=())
    outcome = stages.Outcome(pair, "orientation", identity(), Assessment("failed", "", None, None, None, None, POINTS),
                             already_aligned=False)
    monkeypatch.setattr(stages, "_registered", lambda *_: outcome)
    assert register(None, None, RegisterOptions(threads=asked), None, Progress()) == outcome
    assert threads == [used]
