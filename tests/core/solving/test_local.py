"""The local solve: a smooth displacement over an affine to a twentieth of a pixel, calm where nothing is seen."""

from contextlib import contextmanager
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from affine import Affine
from scenes import Ground, blobs, displaced, grid, textured, write
from scipy import ndimage

from coregix_core.errors import Cancelled
from coregix_core.fields.bspline import lattice_over
from coregix_core.fields.scattered import FieldFit
from coregix_core.geometry.transform import LocalTransform, identity
from coregix_core.io.raster import open_raster
from coregix_core.pairing.blocks import Points
from coregix_core.pairing.pair import Pair, make_pair
from coregix_core.pairing.solution import Request
from coregix_core.progress import Progress
from coregix_core.solving import local, pixel_stage
from coregix_core.solving.local import STAGES, plan, solve_local, unfolded
from coregix_core.solving.solver import solve

PIXEL = 2.0
GRID = grid(310, 300, PIXEL)
CENTRE = tuple(float(v) for v in GRID.to_world(155, 150))


class Wave:
    """A smooth true displacement of some pixels on top of a similarity."""

    def __init__(self, height, length=240.0):
        self.height, self.length = height, length
        self.base = displaced(6.0, -4.0, rotation_deg=0.4, centre=CENTRE)

    def __call__(self, x, y):
        u, v = 2 * np.pi * (x - CENTRE[0]) / (PIXEL * self.length), 2 * np.pi * (y - CENTRE[1]) / (PIXEL * self.length)
        bx, by = self.base(x, y)
        return (bx + PIXEL * self.height * np.sin(v + 0.4) * np.cos(0.6 * u),
                by + PIXEL * self.height * np.cos(0.8 * u + 0.5 * v))

    def inverse(self, x, y):
        px, py = self.base.inverse(x, y)
        for _ in range(30):
            sx, sy = self(px, py)
            px, py = px + x - sx, py + y - sy
        return px, py


TRUTH = Wave(1.5)


@cache
def scene(truth=None):
    values = textured(GRID, truth)
    values.setflags(write=False)
    return values


@pytest.fixture
def solved_locally(solved):
    def run(fixed, moving, progress=None, **request):
        base = solved((fixed, GRID), (moving, GRID), transform="local", **request)
        return solve_local(base.pair, base, Request(transform="local", **request), Progress(progress))

    return run


@contextmanager
def opened(folder):
    """Both rasters of a folder. A test opens them itself, as no file stays open from one to the next."""
    with open_raster(folder / "fixed.tif", role="fixed") as f, open_raster(folder / "moving.tif", role="moving") as m:
        yield {"fixed": f, "moving": m}


@pytest.fixture(scope="module")
def begun(tmp_path_factory, shared_engine):
    """What the local solve begins with against some moving raster: solved once, its files open in a context alone."""
    moving = {"wave": scene(TRUTH), "in place": scene(), "inverted": 6000 - scene(TRUTH)}

    @cache
    def solved_once(kind):
        folder = tmp_path_factory.mktemp("pair")
        for name, values in (("fixed", scene()), ("moving", moving[kind])):
            write(folder / f"{name}.tif", values.astype(np.float32), GRID)
        with opened(folder) as both:
            pair = make_pair(*both.values(), fixed_band=0, moving_band=0, max_shift=None, clip=True)
            return folder, solve(pair, Request(transform="local"), shared_engine, Progress())

    @contextmanager
    def run(kind):
        folder, base = solved_once(kind)
        with opened(folder) as both:
            yield replace(base, pair=replace(base.pair, **both))

    return run


@pytest.fixture
def waved(begun):
    with begun("wave") as base:
        yield base


@pytest.fixture
def in_place(begun):
    with begun("in place") as base:
        yield base


@pytest.fixture(scope="module")
def inverted(begun):
    with begun("inverted") as base:
        return solve_local(base.pair, base, Request(transform="local"), Progress())


@pytest.fixture(scope="module")
def wave(begun):
    with begun("wave") as base:
        return solve_local(base.pair, base, Request(transform="local"), Progress())


def error(found, truth, where=None):
    """Root mean square error over the inner part of the image, in pixels."""
    cols, rows = np.meshgrid(np.arange(20, 290, 8), np.arange(20, 280, 8))
    x, y = GRID.to_world(cols, rows)
    off = np.hypot(*(np.array(found.transform(x, y)) - truth(x, y))) / PIXEL
    return float(np.sqrt((off[... if where is None else where[rows, cols]] ** 2).mean()))


def test_a_smooth_wave_is_found_and_does_not_fold(wave):
    assert isinstance(wave.transform, LocalTransform)
    assert error(wave, TRUTH) < 0.05
    assert wave.transform.smallest_jacobian() > 0.5


def test_the_affine_alone_would_not_do(wave):
    assert error(replace(wave, transform=wave.transform.affine), TRUTH) > 0.5


def test_its_inverse_leads_back(wave):
    x, y = GRID.to_world(*np.meshgrid(np.linspace(10, 300, 9), np.linspace(10, 290, 9)))
    np.testing.assert_allclose(wave.transform.inverse(*wave.transform(x, y)), [x, y], atol=1e-3)


def test_outside_the_image_it_stays_calm(wave):
    left, bottom, right, top = GRID.bounds
    dx, dy = wave.transform.displacement([left - 500, right + 500, right], [bottom - 500, top, top + 500])
    assert max(np.abs(dx).max(), np.abs(dy).max()) < 4 * PIXEL


def test_where_there_is_no_local_displacement_hardly_any_is_found(solved_locally):
    truth = displaced(6.0, -4.0, rotation_deg=0.4, centre=CENTRE)
    found = solved_locally(scene(), scene(truth))
    assert error(found, truth) < 0.03


def test_inverted_contrast_is_found_too(inverted):
    assert error(inverted, TRUTH) < 0.1


def test_holes_are_bridged(solved_locally):
    hole = blobs(GRID.shape, 0.2, 3, size=14)
    found = solved_locally(np.where(hole, np.nan, scene()), scene(TRUTH))
    assert error(found, TRUTH, ~hole) < 0.08
    assert error(found, TRUTH, hole) < 0.5


def test_clouds_that_no_mask_tells_do_not_bend_it(solved_locally):
    cloud = blobs(GRID.shape, 0.15, 5, size=14)
    found = solved_locally(scene(), np.where(cloud, textured(GRID, ground=Ground(seed=8)) + 3000, scene(TRUTH)))
    assert error(found, TRUTH, ~ndimage.binary_dilation(cloud, iterations=20)) < 0.05
    assert error(found, TRUTH) < 0.4
    assert found.transform.smallest_jacobian() > 0


def test_another_band_under_noise_is_not_followed_into_its_differences(solved_locally):
    noise = np.random.default_rng(2).normal(0, 150, (2, *GRID.shape))
    other = textured(GRID, TRUTH) + 0.7 * textured(GRID, TRUTH, Ground(seed=8))
    found = solved_locally(scene() + noise[0], other + noise[1])
    assert error(found, TRUTH) < 0.4


def test_the_border_is_seen_as_the_middle_is(solved_locally):
    """A wave of 80 pixels, which what is found further in does not tell of the margin."""
    truth = Wave(1.5, 80.0)
    found = solved_locally(scene(), textured(GRID, truth))
    margin = np.ones(GRID.shape, bool)
    margin[32:-32, 32:-32] = False
    assert error(found, truth, margin) < 0.03


def test_tie_points_reach_as_near_to_the_border_as_half_a_window_tells(waved):
    one = local.WindowStage(1.0, 32, 6, 14, 14)
    points = local._measure(waved.pair, waved.transform, one, [waved.pair.grid_at(1.0)], waved.proxy, True)
    col, row = GRID.to_pixel(*waved.pair.frame.to_world(points.fixed))
    sides = (col.min(), row.min(), GRID.width - col.max(), GRID.height - row.max())
    # The affine shows some of the sides from a little further in: the source ends there.
    assert sorted(sides)[1] < one.window / 2
    assert max(sides) < one.window / 2 + one.search


NOISE = np.random.default_rng(6).normal(0, 120, (2, *GRID.shape))


@pytest.fixture
def noisy(solved_locally):
    return solved_locally(scene() + NOISE[0], scene(TRUTH) + NOISE[1])


@pytest.mark.parametrize("kind", ["wave", "noisy", "inverted"])
def test_it_tells_how_far_it_may_be_off(kind, request):
    found = request.getfixturevalue(kind)
    assert 0.8 * error(found, TRUTH) < found.doubt < 10 * error(found, TRUTH)


def test_a_fold_is_smoothed_where_it_is_and_nowhere_else():
    coefficients = 0.5 * np.random.default_rng(0).normal(size=(2, 40, 50))
    coefficients[0, 20, 30] = 60.0
    field = LocalTransform(identity(), Affine(10.0, 0, 0, 0, -10.0, 0), coefficients)
    assert field.smallest_jacobian() < 0
    smooth = unfolded(field)
    assert smooth.smallest_jacobian() > 0
    rows, cols = np.nonzero((smooth.coefficients != coefficients).any(0))
    assert np.abs(rows - 20).max() <= 6
    assert np.abs(cols - 30).max() <= 6


def test_a_field_that_does_not_fold_is_left_as_it_is():
    field = LocalTransform(identity(), Affine(10.0, 0, 0, 0, -10.0, 0), np.random.default_rng(0).normal(size=(2, 9, 8)))
    assert unfolded(field) is field


def test_the_wildest_field_is_unfolded():
    wild = 50 * np.random.default_rng(1).normal(size=(2, 30, 30))
    assert unfolded(LocalTransform(identity(), Affine(10.0, 0, 0, 0, -10.0, 0), wild)).smallest_jacobian() > 0


def test_bands_as_they_are_are_solved_too(solved_locally):
    assert error(solved_locally(scene(), scene(TRUTH), edges=False), TRUTH) < 0.08


def test_a_caller_can_stop_it(waved):
    with pytest.raises(Cancelled):
        solve_local(waved.pair, waved, Request(transform="local"), Progress(lambda e: "field, 2" not in e.message))


def test_the_result_does_not_depend_on_threads(waved, monkeypatch):
    monkeypatch.setattr(local, "STAGES", STAGES[-2:])
    monkeypatch.setattr(pixel_stage, "_TILE", 120)
    one, other = (solve_local(replace(waved.pair, threads=n), waved, Request(transform="local"), Progress()).transform
                  for n in (1, 3))
    np.testing.assert_array_equal(other.coefficients, one.coefficients)
    assert error(replace(waved, transform=one), TRUTH) < 0.05


def test_a_large_level_is_decided_by_some_of_its_tiles_and_stepped_by_all(waved, monkeypatch):
    monkeypatch.setattr(local, "STAGES", STAGES[-2:])
    monkeypatch.setattr(pixel_stage, "_TILE", 60)
    monkeypatch.setattr(pixel_stage, "_KEPT_PIXELS", 0)
    monkeypatch.setattr(pixel_stage, "_DECIDED_BY_ALL", 0)
    monkeypatch.setattr(pixel_stage, "SAMPLE", 6)
    seen = []
    summed = pixel_stage.summed

    def counted(images, *args, sample=False):
        seen.append(len(images.sample if sample else images.tiles.images))
        return summed(images, *args, sample=sample)

    monkeypatch.setattr(pixel_stage, "summed", counted)
    found = solve_local(waved.pair, waved, Request(transform="local"), Progress()).transform
    # Some decide, all step, and of what is left after that some say how far the field is off.
    assert (seen[0], seen[-1]) == (6, 6)
    assert set(seen[1:-1]) == {25}
    assert error(replace(waved, transform=found), TRUTH) < 0.05


def measured_tiles(monkeypatch, moved, top=300.0):
    """How many tiles are measured at a time, if places in the rows above ``top`` lie up to ``moved`` pixels aside."""
    seen = []

    def measured(pair, transform, _, grids, *__):
        seen.append(len(grids))
        cols, rows = (a.ravel() for a in np.meshgrid(np.arange(5.0, 305, 4), np.arange(5.0, 295, 4)))
        there = pair.frame.to_frame(*GRID.to_world(cols, rows))
        target = pair.frame.to_frame(*transform(*pair.frame.to_world(there)))
        target[rows < top] += moved * np.sin(there / 20)[rows < top]
        info = np.broadcast_to(np.eye(2), (len(cols), 2, 2))
        return Points(there, target, info, np.ones(len(cols)), np.full(len(cols), ""), 6.0)

    monkeypatch.setattr(local, "_measure", measured)
    monkeypatch.setattr(local, "tile_side", lambda _: 40.0)
    return seen


@pytest.mark.parametrize(("moved", "tiles"), [(0.005, [16]), (0.05, [16, 10, 54]), (1.0, [16, 10, 54])])
def test_the_finest_level_of_a_large_image_is_measured_where_some_of_it_says_more(moved, tiles, in_place, monkeypatch):
    lattice = lattice_over(*local._box(in_place.pair), 14.0)
    known = FieldFit(lattice, np.zeros((2, *lattice.shape)), np.ones(1), 0.1, 0.1)
    seen = measured_tiles(monkeypatch, moved)
    one = local.WindowStage(1.0, 32, 6, 14, 14)
    found = local._by_windows(in_place.pair, in_place.transform, known, one, in_place.proxy, True, again=False)
    assert seen == tiles
    assert (found is known) == (len(tiles) == 1)


@pytest.mark.parametrize(("again", "moved", "top", "left"), [
    (False, 0.005, 300, True), (False, 0.05, 300, False), (True, 0.05, 300, True), (False, 1.0, 20, False),
    (True, 1.0, 20, True), (True, 1.0, 60, False)])
def test_a_pass_leaves_what_lies_in_place_but_a_first_one_looks_at_little_ground_too(again, moved, top, left, in_place,
                                                                                   monkeypatch):
    lattice = lattice_over(*local._box(in_place.pair), 14.0)
    known = FieldFit(lattice, np.zeros((2, *lattice.shape)), np.ones(1), 0.1, 0.1)
    measured_tiles(monkeypatch, moved, top)
    one = local.WindowStage(2.0, 24, 10, 10, 7)
    found = local._by_windows(in_place.pair, in_place.transform, known, one, in_place.proxy, True, again=again)
    assert (found is known) == left


@pytest.mark.parametrize("moved", [0.05, 1.0])
def test_a_field_is_not_fitted_to_places_that_lie_as_the_affine_says(moved, in_place, monkeypatch):
    measured_tiles(monkeypatch, moved)
    one = local.WindowStage(2.0, 24, 10, 10, 7)
    found = local._by_windows(in_place.pair, in_place.transform, None, one, in_place.proxy, True, again=False)
    assert found.coefficients.any() == (moved == 1.0)
    assert found.lattice.spacing == 14.0


@pytest.mark.parametrize("count", [16, 40, 1000])
def test_tiles_are_picked_from_all_over(count):
    picked = np.array(pixel_stage.spread(list(range(count)), 16))
    assert len(picked) == 16
    assert np.diff(picked).max() <= 2.7 * count / 16


@pytest.mark.parametrize(("side", "coarsest"), [(300, 2.0), (160, 1.0), (2000, 4.0), (60, 1.0)])
def test_coarse_levels_are_for_images_that_are_large_enough(side, coarsest, monkeypatch):
    monkeypatch.setattr(Pair, "grid_at", lambda *_: grid(side, side + 50))
    stages = plan(Pair(None, None, 0, 0, None, None))
    assert stages[0].level == coarsest
    assert stages[-1].level == 1.0
    assert isinstance(stages[0], local.WindowStage)


def test_a_huge_field_has_no_more_nodes_than_memory_holds(monkeypatch):
    monkeypatch.setattr(Pair, "grid_at", lambda *_: grid(40_000, 30_000))
    for stage in plan(Pair(None, None, 0, 0, None, None)):
        assert 40_000 * 30_000 / (stage.spacing * stage.level) ** 2 <= 60_001
