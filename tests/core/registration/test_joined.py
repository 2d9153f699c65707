"""A pair of which tie points do not agree: all windows together find it, and nothing stands that elastix denies."""

import numpy as np
import pytest
from scenes import Ground, displaced, grid, textured, write

from coregix_core.io import open_raster
from coregix_core.matching import JointPeak
from coregix_core.options import RegisterOptions
from coregix_core.progress import Progress
from coregix_core.registration.blocks import Points
from coregix_core.registration.evidence import Evidence
from coregix_core.registration.joined import _borne_out, _chance_of, by_joined_evidence
from coregix_core.registration.opinion import Opinion
from coregix_core.registration.pair import make_pair
from coregix_core.registration.solution import Request
from coregix_core.registration.stages import register

WHERE = grid(320, 300, 1.0)
CENTRE = tuple(float(v) for v in WHERE.to_world(160, 150))
TRUTH = displaced(5.0, -4.0, 0.4, 1.002, CENTRE)


class NoElastix:
    """An engine that never finds a way."""

    def register(self, *_args, **_more):
        return None


def moving_of(share, ground=2):
    """A tone curve that folds, under ``share`` times as much of what the other image does not show."""
    seen, other = Ground(ground, 6.0, 120.0), Ground(102, 6.0, 120.0)
    return np.abs(textured(WHERE, TRUTH, seen) - 3000) + share * (textured(WHERE, ground=other) - 3000)


@pytest.fixture
def rasters(tmp_path):
    write(tmp_path / "f.tif", textured(WHERE, ground=Ground(2, 6.0, 120.0)).astype("float32"), WHERE)
    write(tmp_path / "m.tif", moving_of(1.9).astype("float32"), WHERE)
    with open_raster(tmp_path / "f.tif", role="fixed") as f, open_raster(tmp_path / "m.tif", role="moving") as m:
        yield m, f


@pytest.fixture
def pair(rasters):
    moving, fixed = rasters
    return make_pair(fixed, moving, fixed_band=0, moving_band=0, max_shift=None, clip=True)


def error_of(transform):
    places = WHERE.to_world([20, 300, 160, 20], [20, 280, 150, 280])
    return np.hypot(*(np.array(transform(*places)) - np.array(TRUTH(*places)))).max()


def test_what_all_windows_find_is_refused_without_elastix(pair, shared_engine):
    assert by_joined_evidence(pair, Request(), NoElastix(), Progress()) is None
    solution, assessed = by_joined_evidence(pair, Request(), shared_engine, Progress())
    assert error_of(solution.transform) < 0.6
    assert assessed.verdict == "uncertain"
    assert "mutual information confirms" in assessed.reason
    assert 4 < assessed.uncertainty_ce90_px < 6


def test_a_pair_that_is_found_is_refused_where_elastix_is_left_out(rasters, shared_engine):
    assert register(*rasters, RegisterOptions(), NoElastix(), Progress()).assessment.verdict == "failed"
    found = register(*rasters, RegisterOptions(), shared_engine, Progress())
    assert found.assessment.verdict == "uncertain"
    assert error_of(found.transform) < 1.0


def test_a_metric_that_is_asked_for_is_not_replaced_by_joined_evidence(pair):
    assert by_joined_evidence(pair, Request(metric="orientation"), NoElastix(), Progress()) is None


@pytest.mark.parametrize(("ends", "confirms"), [
    ([(1.0, 0.5), (1.2, 0.5), (1.1, 0.7)], True),
    ([(3.9, 0.0), (3.9, 0.1), (3.9, -0.1)], True),
    ([(4.1, 0.0), (4.1, 0.1), (4.1, -0.1)], False),
    ([(1.6, 0.0), (-1.6, 0.0), (0.0, 0.0)], False),
    ([(1.4, 0.0), (-1.4, 0.0), (0.0, 0.0)], True),
    ([(0.0, 0.0), (0.1, 0.0), (np.nan, np.nan)], False)])
def test_an_opinion_confirms_what_all_runs_come_to(ends, confirms):
    assert Opinion(np.array(ends), 1.0).confirms is confirms


def test_an_opinion_differs_by_where_the_runs_end_in_the_middle():
    assert Opinion(np.array([(3.0, 3.0), (3.0, 4.0), (3.0, 5.0)]), 2.0).difference == pytest.approx(10.0)


@pytest.mark.parametrize(("residual", "agree", "holds"), [
    (0.5, 30, True), (0.5, 7, False), (4.0, 30, False)])
def test_windows_bear_a_placement_out_where_enough_of_them_lie(residual, agree, holds):
    x, y = (v.ravel() for v in np.meshgrid(np.arange(6.0), np.arange(6.0)))
    source = np.column_stack([x, y])[np.random.default_rng(1).permutation(36)]
    points = Points(source, source, np.zeros((36, 2, 2)), np.ones(36), np.full(36, ""), 8.0)
    found = Evidence(1.0, points, np.full((36, 2), residual / np.sqrt(2)), np.arange(36) < agree, 1e-9)
    assert _borne_out(found) is holds


def test_agreement_in_one_corner_bears_nothing_out():
    x, y = (v.ravel() for v in np.meshgrid(np.arange(6.0), np.arange(6.0)))
    source = np.column_stack([x, y])
    points = Points(source, source, np.zeros((36, 2, 2)), np.ones(36), np.full(36, ""), 8.0)
    assert not _borne_out(Evidence(1.0, points, np.zeros((36, 2)), (x < 3) & (y < 3), 1e-9))


@pytest.mark.parametrize(("strength", "luck", "least", "most"), [
    (4.0, 3.0, 0.2, 0.5), (8.0, 3.0, 1e-3, 1e-2), (8.0, 8.6, 0.2, 0.5), (14.0, 4.0, 1e-7, 1e-5)])
def test_luck_is_that_of_the_best_of_many_placements(strength, luck, least, most):
    assert least < _chance_of(JointPeak(0j, 0j, 0j, strength, luck)) < most
