"""From a pair to a transform, end to end: known displacements are found to a fiftieth of a pixel."""

from functools import cache

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from scenes import ORIGIN, UTM, Ground, blobs, displaced, grid, textured

from coregix_core.errors import RasterError, UnreliableAlignmentError
from coregix_core.geometry import Grid, project
from coregix_core.geometry.transform import affine_transform
from coregix_core.pairing import blocks as looked_at
from coregix_core.pairing.blocks import measure
from coregix_core.pairing.solution import Request
from coregix_core.progress import Progress
from coregix_core.solving import coarse_solve as module
from coregix_core.solving import solver, tie_point_solve
from coregix_core.solving.solver import solve

PIXEL = 2.0
GRID = grid(300, 280, PIXEL)
CENTRE = tuple(float(v) for v in GRID.to_world(150, 140))
SOFT = Ground(seed=5, shortest=24.0)
"""Texture that pixels of 5 m still show."""


def displacement(model="similarity", **motion):
    truth = displaced(**motion, centre=CENTRE)
    return affine_transform(model, CENTRE, np.array(truth.matrix), np.array(truth.shift))


TRUTHS = {
    "translation": displacement("translation", east=9.3, north=-5.1),
    "rigid": displacement("rigid", east=-12.0, north=7.7, rotation_deg=1.2),
    "similarity": displacement("similarity", east=5.0, north=6.0, rotation_deg=-0.7, scale=1.005),
    "affine": affine_transform("affine", CENTRE, np.array([[1.006, 0.004], [-0.003, 0.996]]), np.array([4.0, -9.0])),
}


@cache
def scene(truth=None, ground=None):
    values = textured(GRID, truth, ground)
    values.setflags(write=False)
    return values


def seen_by(where, truth, ground=None):
    """The ground as a displaced raster on any grid shows it."""
    x, y = project(where.crs, UTM, *where.to_world(*np.meshgrid(np.arange(where.width) + 0.5,
                                                                np.arange(where.height) + 0.5)))
    return (ground or Ground())(*truth.inverse(x, y))


def error(solution, truth):
    """Root mean square error over the common area, in pixels."""
    left, bottom, right, top = solution.pair.area
    x, y = np.meshgrid(np.linspace(left, right, 9), np.linspace(bottom, top, 9))
    (fx, fy), (tx, ty) = solution.transform(x, y), truth(x, y)
    return float(np.sqrt(((fx - tx) ** 2 + (fy - ty) ** 2).mean())) / solution.pair.frame.pixel


@pytest.mark.parametrize("asked", ["the model", "auto"])
@pytest.mark.parametrize("model", TRUTHS)
def test_each_model_is_found_and_auto_chooses_it(model, asked, solved):
    truth = TRUTHS[model]
    found = solved((scene(), GRID), (scene(truth), GRID), transform=model if asked == "the model" else "auto")
    assert found.transform.model == model
    assert error(found, truth) < 0.02


def test_a_model_that_is_too_poor_is_kept_all_the_same(solved):
    truth = displacement("rigid", east=-12.0, north=7.7, rotation_deg=0.2)
    found = solved((scene(), GRID), (scene(truth), GRID), transform="translation")
    assert found.transform.model == "translation"
    assert found.transform.shift == pytest.approx(truth.shift, abs=0.1)


def test_a_pair_in_place_stays(solved):
    found = solved((scene(), GRID), (scene(), GRID))
    assert error(found, displacement()) < 0.005


@pytest.mark.parametrize("truth", [displacement(east=290.0), displacement(north=-270.0, east=30.0),
                                   displacement(east=60.0, north=20.0, rotation_deg=9.0)],
                         ids=["half the image", "half the image down", "nine degrees"])
def test_far_and_turned_images_are_found_without_being_told(truth, solved):
    found = solved((scene(), GRID), (scene(truth), GRID))
    assert error(found, truth) < 0.02


@pytest.mark.parametrize("matrix", [((1.0, 0.015), (0.0, 1.0)), ((1.0, 0.07), (0.0, 1.0)), ((1.05, 0.0), (0.0, 0.97))],
                         ids=["sheared a little", "sheared", "stretched"])
def test_what_no_similarity_holds_is_solved_by_edges_all_the_same(matrix, solved):
    truth = affine_transform("affine", CENTRE, np.array(matrix), np.array((6.0, -3.0)))
    found = solved((scene(), GRID), (scene(truth), GRID))
    assert found.metric != "structure"
    assert error(found, truth) < 0.02


def test_what_structure_found_is_looked_at_by_edges_from_near(solved, monkeypatch):
    monkeypatch.setattr(solver, "_AUTOMATIC", ("structure",))
    found = solved((scene(), GRID), (scene(TRUTHS["rigid"]), GRID))
    assert found.metric == "orientation"
    assert error(found, TRUTHS["rigid"]) < 0.02


def test_and_stays_by_structure_if_edges_do_not_agree(solved, monkeypatch):
    monkeypatch.setattr(solver, "_AUTOMATIC", ("structure",))
    monkeypatch.setattr(solver, "_CLEAR", 1.01)
    assert solved((scene(), GRID), (scene(TRUTHS["rigid"]), GRID)).metric == "structure"


def test_holes_do_not_matter(solved):
    truth = TRUTHS["rigid"]
    holed = [np.where(blobs(GRID.shape, 0.3, seed), np.nan, v) for seed, v in ((1, scene()), (2, scene(truth)))]
    found = solved((holed[0], GRID), (holed[1], GRID))
    assert error(found, truth) < 0.02


def test_clouds_that_no_mask_tells_of_do_not_pull(solved):
    truth = TRUTHS["rigid"]
    cloud = textured(GRID, ground=Ground(seed=8)) + 4000
    found = solved((scene(), GRID), (np.where(blobs(GRID.shape, 0.2, 3, size=12), cloud, scene(truth)), GRID))
    assert error(found, truth) < 0.03


def test_noise_costs_little(solved):
    truth = TRUTHS["rigid"]
    noisy = [v + np.random.default_rng(seed).normal(0, 150, GRID.shape) for seed, v in
             ((1, scene()), (2, scene(truth)))]
    assert error(solved((noisy[0], GRID), (noisy[1], GRID)), truth) < 0.03


@pytest.mark.parametrize("metric", ["auto", "orientation", "mutual-information"])
def test_inverted_contrast_is_no_hindrance(metric, solved):
    truth = TRUTHS["rigid"]
    found = solved((scene(), GRID), (0.3 * (6000 - scene(truth)), GRID), metric=metric)
    assert error(found, truth) < 0.02


@pytest.mark.parametrize("metric", ["correlation", "mutual-information"])
def test_every_metric_solves_what_looks_the_same(metric, solved):
    truth = TRUTHS["translation"]
    found = solved((scene(), GRID), (scene(truth), GRID), metric=metric)
    assert error(found, truth) < 0.02
    assert found.metric == metric


def test_bands_as_they_are_are_solved_too(solved):
    truth = TRUTHS["rigid"]
    assert error(solved((scene(), GRID), (scene(truth), GRID), edges=False), truth) < 0.03


def test_each_rasters_own_mask_may_count_for_itself(solved):
    truth = TRUTHS["rigid"]
    holed = np.where(blobs(GRID.shape, 0.3, 4), np.nan, scene(truth))
    assert error(solved((scene(), GRID), (holed, GRID), mutual_mask=False), truth) < 0.02


def centred(crs, size, width, height, angle=0.0):
    """A grid whose middle is that of ``GRID``."""
    (x,), (y,) = project(UTM, crs, [CENTRE[0]], [CENTRE[1]])
    sizes = size if isinstance(size, tuple) else (size, size)
    return Grid(crs, Affine.translation(float(x), float(y)) * Affine.rotation(angle) * Affine.scale(sizes[0], -sizes[1])
                * Affine.translation(-width / 2, -height / 2), width, height)


@pytest.mark.parametrize("where", [
    centred(CRS.from_epsg(32632), 2.0, 300, 300), centred(CRS.from_epsg(4326), (2.9e-5, 1.8e-5), 300, 300),
    centred(CRS.from_epsg(4326), 2.2e-5, 380, 260), centred(UTM, 2.0, 330, 330, angle=40)],
    ids=["another zone", "geographic", "geographic, not square", "rotated"])
@pytest.mark.parametrize("role", ["moving", "fixed"])
def test_any_two_grids_are_solved(where, role, solved):
    truth = displacement("rigid", east=11.0, north=-8.0)
    if role == "moving":
        found = solved((scene(None, SOFT), GRID), (seen_by(where, truth, SOFT), where))
        assert error(found, truth) < 0.02
        return
    found = solved((seen_by(where, displacement(), SOFT), where), (scene(truth, SOFT), GRID))
    x, y = (CENTRE[i] + a for i, a in enumerate(np.mgrid[-200:201:100, -200:201:100]))
    seen = project(where.crs, UTM, *found.transform(*project(UTM, where.crs, x, y)))
    off = np.hypot(*(np.array(seen) - truth(x, y)))
    assert np.sqrt((off**2).mean()) / PIXEL < 0.02


@pytest.mark.parametrize("role", ["moving", "fixed"])
def test_resolutions_may_differ(role, solved):
    truth = displacement("rigid", east=11.0, north=-8.0, rotation_deg=0.5)
    coarse = centred(UTM, 5.0, 130, 120)
    pairs = {"moving": ((scene(None, SOFT), GRID), (seen_by(coarse, truth, SOFT), coarse)),
             "fixed": ((seen_by(coarse, displacement(), SOFT), coarse), (scene(truth, SOFT), GRID))}
    found = solved(*pairs[role])
    assert found.pair.frame.pixel == pytest.approx(5.0)
    assert error(found, truth) < 0.02


def test_pairs_without_a_crs_are_solved_in_pixels(solved):
    plane = Grid(None, Affine.scale(1.0, 1.0), 300, 280)
    truth = displacement("translation", east=7.0, north=-3.0)
    found = solved((scene(), plane), (scene(truth), plane))
    assert found.transform.shift == pytest.approx((3.5, 1.5), abs=0.02)


class Unwanted:
    """An engine that nobody should ask."""

    def start(self):
        raise AssertionError("elastix was started")

    register = start


def test_a_start_beyond_doubt_needs_no_elastix(pair_of):
    truth = TRUTHS["translation"]
    found = solve(pair_of((scene(), GRID), (scene(truth), GRID)), Request(), Unwanted(), Progress())
    assert error(found, truth) < 0.005


def test_unrelated_images_cost_one_look_for_each_guess_and_no_elastix(pair_of, monkeypatch):
    looks = []
    monkeypatch.setattr(tie_point_solve, "measure", lambda *a, **k: looks.append(1) or measure(*a, **k))
    other = textured(GRID, ground=Ground(seed=77))
    found = solve(pair_of((scene(), GRID), (other, GRID)), Request(), Unwanted(), Progress())
    assert found.agreement == 0.0
    assert len(looks) <= 6


def test_a_start_that_is_given_is_taken(solved, monkeypatch):
    truth = displacement(east=150.0, north=100.0)
    monkeypatch.setattr(module, "find_start", None)
    found = solved((scene(), GRID), (scene(truth), GRID), start=displacement("rigid", east=146.0, north=103.0))
    assert error(found, truth) < 0.02


def test_solutions_are_the_same_every_time(solved):
    first, second = (solved((scene(), GRID), (scene(TRUTHS["rigid"]), GRID)).transform for _ in range(2))
    assert first == second


@pytest.mark.parametrize(("asked", "level"), [((8.0, 4.0), 2.0), ((4.0,), 2.0), ((8.0, 0.0), 1.0), ((0.0,), 1.0)])
def test_resolutions_that_are_asked_for_are_used(asked, level, solved):
    truth = TRUTHS["translation"]
    found = solved((scene(None, SOFT), GRID), (scene(truth, SOFT), GRID), resolutions=asked)
    assert found.level == pytest.approx(level)
    assert found.blocks[0].fixed.grid.pixel_size == pytest.approx(level * PIXEL)
    assert error(found, truth) < 0.05


def test_a_large_level_is_looked_at_by_blocks(solved, monkeypatch):
    monkeypatch.setattr(looked_at, "WHOLE_PIXELS", 20_000)
    monkeypatch.setattr(looked_at, "BLOCK", 90)
    truth = TRUTHS["similarity"]
    found = solved((scene(), GRID), (scene(truth), GRID), blocks=9)
    assert len(found.blocks) == 9
    assert error(found, truth) < 0.03


def test_images_with_nothing_in_common_are_told(solved):
    away = grid(300, 280, PIXEL, origin=(ORIGIN[0] + 650, ORIGIN[1]))
    with pytest.raises(UnreliableAlignmentError, match="No reliable alignment"):
        solved((scene(), GRID), (scene(), away), max_shift=60.0)
    with pytest.raises(RasterError, match=r"moving\.tif has no valid pixels"):
        solved((scene(), GRID), (np.full(GRID.shape, np.nan), GRID))


def test_of_a_start_that_is_given_nothing_else_is_as_likely():
    given = displaced(1.0, 2.0)
    start = solver._started(None, None, Request(start=given), "balanced")
    assert start.transform is given
    assert (start.peak.strength, start.peak.rival, start.clear) == (np.inf, 0.0, False)
