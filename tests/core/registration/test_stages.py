"""From two rasters to an outcome: which bands, which proxy, how many blocks, and whether an image is moved at all."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from scenes import Ground, displaced, grid, textured, write

from coregix_core.errors import InputError
from coregix_core.findings import Assessment, Residuals, TiePoints
from coregix_core.geometry.transform import LocalTransform, identity
from coregix_core.io.raster import open_raster
from coregix_core.options import AlignOptions
from coregix_core.progress import Progress
from coregix_core.registration import local
from coregix_core.registration.stages import _mean_displacement, _stay_or_move, block_count, pair_of, proxy_of, register

GRID = grid(80, 60)
CENTRE = tuple(float(v) for v in GRID.to_world(40, 30))
NONE = np.zeros(0)
POINTS = TiePoints(NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE.astype(bool), NONE.astype(str))


def settings(**given):
    paths = {"moving_image_path": "m.tif", "fixed_image_path": "f.tif", "output_image_path": "o.tif"}
    return AlignOptions(**{**paths, **given})


@pytest.fixture
def rasters(tmp_path):
    """(moving, fixed), of three bands and two."""
    band = textured(GRID, ground=Ground(1)).astype("float32")
    write(tmp_path / "m.tif", np.stack([band] * 3), GRID)
    write(tmp_path / "f.tif", np.stack([band] * 2), GRID)
    with open_raster(tmp_path / "m.tif", role="moving") as m, open_raster(tmp_path / "f.tif", role="fixed") as f:
        yield m, f


@pytest.mark.parametrize(("given", "bands"), [
    ({}, (0, 0)), ({"band_index": 1}, (1, 1)), ({"moving_band_index": 2}, (2, 0)),
    ({"band_index": 1, "moving_band_index": 0}, (0, 1)), ({"moving_band_index": 2, "fixed_band_index": 1}, (2, 1))])
def test_a_raster_s_own_band_goes_before_the_common_one(rasters, given, bands):
    pair = pair_of(*rasters, settings(**given), clip=True)
    assert (pair.moving_band, pair.fixed_band) == bands


@pytest.mark.parametrize(("given", "message"), [
    ({"band_index": 2}, "fixed raster .* has no band 2: it has 2 bands, 0 to 1"),
    ({"moving_band_index": 3}, "moving raster .* has no band 3: it has 3 bands, 0 to 2")])
def test_a_band_that_is_not_there_is_refused_by_its_raster(rasters, given, message):
    with pytest.raises(InputError, match=message):
        pair_of(*rasters, settings(**given), clip=True)


@pytest.mark.parametrize(("astray", "model"), [(12.0, "affine"), (0.0, "local")])
def test_a_field_that_loses_what_the_affine_had_right_is_dropped(astray, model, tmp_path, shared_engine, monkeypatch):
    where = grid(260, 240)
    truth = displaced(6.0, -4.0)
    write(tmp_path / "f.tif", textured(where).astype("float32"), where)
    write(tmp_path / "m.tif", textured(where, truth).astype("float32"), where)

    def field(_pair, base, _request, _progress):
        coefficients = np.full((2, 9, 9), astray)
        return replace(base, transform=LocalTransform(base.transform, where.transform * Affine.scale(40), coefficients))

    monkeypatch.setattr(local, "solve_local", field)
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


class TestStayOrMove:
    def outcome(self, rasters, east, doubt, before=3.0, after=0.1, verdict="aligned"):
        """What becomes of a solution by ``east`` metres, which are half as many pixels."""
        def residuals(rmse):
            return Residuals(rmse, rmse, rmse, 2 * rmse, 2 * rmse, 2 * rmse, 30, 0.9)

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

    def test_what_failed_shows_what_was_tried(self, rasters):
        outcome, transform = self.outcome(rasters, 0.02, doubt=0.05, verdict="failed")
        assert (outcome.already_aligned, outcome.transform) == (False, transform)

    def test_without_a_measurement_there_is_nothing_to_compare(self, rasters):
        outcome, _ = self.outcome(rasters, 0.02, doubt=0.05)
        bare = replace(outcome.assessment, residual_before=None, residual_after=None, uncertainty_ce90_px=None)
        moved = displaced(0.02, centre=CENTRE)
        again = _stay_or_move(SimpleNamespace(pair=outcome.pair, metric="auto", transform=moved), bare)
        assert (again.already_aligned, again.transform) == (False, moved)
