"""The verdict: good pairs are called so, hopeless ones never, and the uncertainty that is told covers the truth."""

from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from hopeless import HOPELESS, SMALL
from scenes import Ground, blobs, displaced, grid, textured, write

from coregix_core.assessing import assessment
from coregix_core.assessing.assessment import assess
from coregix_core.assessing.evidence import OTHER_PROXY, in_place, most_in_place
from coregix_core.assessing.gathering import first_look, gather
from coregix_core.assessing.uncertainty import Terms
from coregix_core.errors import InputError, UnreliableAlignmentError
from coregix_core.io.raster import open_raster
from coregix_core.pairing.pair import make_pair
from coregix_core.pairing.solution import Request
from coregix_core.progress import Progress
from coregix_core.solving.local import solve_local
from coregix_core.solving.solver import solve

PIXEL = 2.0
GRID = grid(240, 220, PIXEL)
CENTRE = tuple(float(v) for v in GRID.to_world(120, 110))
TRUTH = displaced(9.0, -5.0, rotation_deg=0.6, centre=CENTRE)
NEAR = displaced(6.0, -3.0, centre=CENTRE)


@cache
def scene(truth=None, ground=None):
    values = textured(GRID, truth, ground)
    values.setflags(write=False)
    return values


class NoEngine:
    """Finds nothing, as elastix may: tie points go on from the start, which is all that the verdict is about here."""

    def start(self):
        """There is no process."""

    def register(self, *_args, **_named):
        return None


def solved_from(pair, **request):
    """A solution without elastix, which the tests of the solver try; these try what is said of a solution."""
    return solve(pair, Request(**request), NoEngine(), Progress())


@pytest.fixture
def solved(pair_of):
    """Solves a pair of (values, grid): ``request`` as keywords."""
    return lambda fixed, moving, **request: solved_from(pair_of(fixed, moving), **request)


def assessed(found):
    evidence = gather(found.pair, found.transform, found.proxy, True, found.blocks, found.level, 16)
    return assess(found.pair, found.transform, evidence, found)


@pytest.fixture
def judged(solved):
    """(solution, assessment) of a pair, solved from near its truth."""
    def run(fixed, moving, **request):
        found = solved((fixed, GRID), (moving, GRID), start=NEAR, **request)
        return found, assessed(found)

    return run


def error(solution, truth):
    left, bottom, right, top = solution.pair.area
    x, y = np.meshgrid(np.linspace(left, right, 9), np.linspace(bottom, top, 9))
    (fx, fy), (tx, ty) = solution.transform(x, y), truth(x, y)
    return float(np.sqrt(((fx - tx) ** 2 + (fy - ty) ** 2).mean())) / PIXEL


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """(solution, assessment) of a pair that has all that can be wished for."""
    folder = tmp_path_factory.mktemp("good")
    rasters = [write(folder / f"{role}.tif", values.astype(np.float32), GRID)
               for role, values in (("fixed", scene()), ("moving", scene(TRUTH)))]
    with open_raster(rasters[0], role="fixed") as fixed, open_raster(rasters[1], role="moving") as moving:
        pair = make_pair(fixed, moving, fixed_band=0, moving_band=0, max_shift=None, clip=True)
        found = solved_from(pair, start=NEAR)
        return found, assessed(found)


def test_a_good_pair_is_aligned(good):
    found, result = good
    assert result.verdict == "aligned"
    assert result.residual_before.median_px == pytest.approx(np.hypot(9, 5) / PIXEL, rel=0.05)
    assert result.residual_after.rmse_px < 0.05
    assert error(found, TRUTH) <= result.uncertainty_ce90_px < 0.1
    assert str(result.residual_after.count) in result.reason


def test_figures_come_in_pixels_and_in_units_of_the_crs(good):
    _, result = good
    assert result.uncertainty_ce90 == pytest.approx(result.uncertainty_ce90_px * PIXEL)
    for figures in (result.residual_before, result.residual_after):
        assert (figures.rmse, figures.median, figures.ce90) == pytest.approx(
            (figures.rmse_px * PIXEL, figures.median_px * PIXEL, figures.ce90_px * PIXEL))
        assert figures.median_px <= figures.ce90_px
        assert figures.count >= 12
        assert 0.8 < figures.coverage <= 1


@pytest.mark.parametrize("off", [0.3, 1.2, 3.0])
def test_what_was_seen_under_one_transform_bounds_what_is_in_place_under_another(solved, off):
    """The bound holds, and says something of a transform that is clearly off: nothing need be measured for it."""
    found = solved((scene(), GRID), (scene(TRUTH), GRID), start=NEAR)
    other = displaced(9.0 + off * PIXEL, -5.0, rotation_deg=0.6, centre=CENTRE)
    seen, measured = (first_look(found.pair, one, found.proxy, True, found.blocks, found.level)
                      for one in (found.transform, other))
    most = most_in_place(seen, found.pair, other)
    assert in_place(measured) <= most
    assert most == pytest.approx(1.0 if off < 1.5 else 0.0, abs=0.1)


@pytest.mark.parametrize("name", ["unrelated", "mirrored", "stripes"])
def test_hopeless_pairs_are_refused(name, solved):
    try:
        result = assessed(solved((textured(SMALL), SMALL), (HOPELESS[name](), SMALL)))
    except UnreliableAlignmentError:
        return
    assert result.verdict == "failed", result.reason
    assert "no common texture" in result.reason or "do not agree" in result.reason or "no better" in result.reason


@pytest.mark.parametrize("side", [40, 52])
def test_too_little_to_look_at_is_told_as_such(side, solved):
    tiny = grid(side, side, PIXEL)
    truth = displaced(4.0, -2.0, centre=tuple(float(v) for v in tiny.to_world(side / 2, side / 2)))
    result = assessed(solved((textured(tiny), tiny), (textured(tiny, truth), tiny)))
    assert result.verdict == "failed"
    assert "too small in common" in result.reason


def test_a_hundred_pixels_are_enough(solved):
    small = grid(100, 100, PIXEL)
    truth = displaced(4.0, -2.0, rotation_deg=0.3, centre=tuple(float(v) for v in small.to_world(50, 50)))
    noise = np.random.default_rng(5).normal(0, 50, (2, 100, 100))
    holes = blobs(small.shape, 0.2, 7, size=10)
    found = solved((textured(small) + noise[0], small),
                   (np.where(holes, np.nan, textured(small, truth) + noise[1]), small))
    result = assessed(found)
    assert result.verdict == "aligned", result.reason
    assert error(found, truth) < result.uncertainty_ce90_px < 0.2


def test_a_constant_image_is_told_at_once(judged):
    with pytest.raises(InputError, match="moving"):
        judged(scene(), np.full(GRID.shape, 3000.0))


def test_tie_points_have_a_place_a_reason_or_a_measurement(judged):
    hole = blobs(GRID.shape, 0.25, 2)
    cloud = np.roll(hole, 60, axis=1) & ~hole
    moving = np.where(cloud, scene(None, Ground(seed=9)), scene(TRUTH))
    _, result = judged(np.where(hole, np.nan, scene()), moving)
    points = result.tie_points
    left, bottom, right, top = GRID.bounds
    assert ((points.x > left) & (points.x < right) & (points.y > bottom) & (points.y < top)).all()
    assert points.measured.sum() < len(points)
    for name in ("dx_before", "dy_before", "dx_after", "dy_after"):
        np.testing.assert_array_equal(np.isfinite(getattr(points, name)), points.measured)
    np.testing.assert_array_equal(points.reason == "", points.inlier)
    assert "contradicted by its neighbours" in points.reason
    assert "invalid pixels" in points.reason
    assert not points.confidence[~points.measured].any()
    assert points.confidence[points.inlier].mean() > 0.5
    assert (points.confidence <= 1).all()


def test_the_check_looks_at_something_else_than_the_solve_did():
    assert all(other != kind for kind, other in OTHER_PROXY.items())


def test_what_a_local_transform_would_bring_is_told(judged, good):
    class Wave:
        def inverse(self, x, y):
            u, v = (x - CENTRE[0]) / 60, (y - CENTRE[1]) / 60
            return x - 2.0 * np.sin(v), y - 2.0 * np.cos(u)

    _, bent = judged(scene(), scene(Wave()))
    assert bent.local_gain.helps
    assert bent.local_gain.rmse_px_local < 0.6 * bent.local_gain.rmse_px_now
    # Of bends that no affine holds, no less is stated than what is left at all places that were measured.
    left = np.hypot(bent.tie_points.dx_after, bent.tie_points.dy_after)[bent.tie_points.measured] / PIXEL
    assert bent.verdict == "uncertain"
    assert bent.uncertainty_ce90_px >= np.quantile(left, 0.9) * 0.999
    assert not good[1].local_gain.helps


def test_some_cloud_is_no_reason_to_refuse(judged):
    cloud = blobs(GRID.shape, 0.3, 4, size=12)
    found, result = judged(scene(), np.where(cloud, scene(None, Ground(seed=9)) + 3000, scene(TRUTH)))
    assert result.verdict == "aligned"
    assert error(found, TRUTH) < result.uncertainty_ce90_px < 0.3


def test_inverted_contrast_and_noise_are_no_reason_to_refuse(judged):
    noise = np.random.default_rng(3).normal(0, 200, GRID.shape)
    found, result = judged(scene(), 6000 - scene(TRUTH) + noise)
    assert result.verdict == "aligned"
    assert error(found, TRUTH) < result.uncertainty_ce90_px < 0.2


class Bent:
    """A smooth wave of three pixels; made for ``textured`` and asked for its displacement."""

    def __call__(self, x, y):
        return x + 6.0 * np.sin((y - CENTRE[1]) / 90), y + 6.0 * np.cos((x - CENTRE[0]) / 90)

    def inverse(self, x, y):
        px, py = x, y
        for _ in range(40):
            sx, sy = self(px, py)
            px, py = px + x - sx, py + y - sy
        return px, py


@pytest.mark.parametrize("bare", [False, True], ids=["texture everywhere", "none over half"])
def test_a_field_that_is_a_guess_over_part_of_the_area_is_said_to_be_uncertain(judged, bare):
    truth = Bent()
    fixed, moving = scene().copy(), scene(truth).copy()
    if bare:
        for seed, image in enumerate((fixed, moving)):
            image[:110] = 3000 + np.random.default_rng(seed).normal(0, 60, (110, GRID.width))
    plain, _ = judged(fixed, moving, transform="local")
    found = solve_local(plain.pair, plain, Request(transform="local"), Progress())
    result = assessed(found)
    x, y = np.meshgrid(np.linspace(*plain.pair.area[::2], 25), np.linspace(*plain.pair.area[1::2], 25))
    col, row = GRID.to_pixel(*truth(x, y))
    # What the source does not show is not in the output.
    shown = (np.minimum(col, row) > 4) & (col < GRID.width - 4) & (row < GRID.height - 4)
    lengths = np.hypot(*(np.array(found.transform(x, y)) - truth(x, y)))
    off = float(np.sqrt((lengths[shown] ** 2).mean())) / PIXEL
    if bare:
        assert off > 0.5
        assert result.verdict == "uncertain"
        assert "share no texture over parts" in result.reason
    else:
        assert off < result.uncertainty_ce90_px < 0.1
        assert result.verdict == "aligned"


def a_random_pair(seed):
    """(fixed, moving, truth): random ground, motion, noise, holes and contrast."""
    rng = np.random.default_rng(seed)
    east, north, turn = rng.uniform(-30, 30), rng.uniform(-30, 30), rng.uniform(-3, 3)
    truth = displaced(east, north, rotation_deg=turn, scale=1 + rng.normal(0, 0.003),
                      centre=tuple(float(v) for v in SMALL.to_world(90, 85)))
    ground = Ground(seed=seed + 100, shortest=rng.uniform(9, 16))
    fixed, moving = textured(SMALL, ground=ground), textured(SMALL, truth, ground)
    noisy = [v + rng.normal(0, rng.uniform(10, 150), SMALL.shape) for v in (fixed, moving)]
    holes = blobs(SMALL.shape, rng.uniform(0.01, 0.15), seed)
    return noisy[0], np.where(holes, np.nan, rng.choice([-1, 1]) * noisy[1]), truth


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    """(verdict, error, uncertainty) of many random pairs."""
    folder, found = tmp_path_factory.mktemp("batch"), []
    for seed in range(20):
        fixed, moving, truth = a_random_pair(seed)
        for name, values in (("fixed", fixed), ("moving", moving)):
            write(folder / f"{name}.tif", values.astype(np.float32), SMALL, nodata=float("nan"))
        with (open_raster(folder / "fixed.tif", role="fixed") as one,
              open_raster(folder / "moving.tif", role="moving") as other):
            pair = make_pair(one, other, fixed_band=0, moving_band=0, max_shift=None, clip=True)
            solution = solved_from(pair, start=displaced(*truth.shift, centre=truth.centre))
            result = assessed(solution)
            found.append((result.verdict, error(solution, truth), result.uncertainty_ce90_px))
    return found


def test_random_good_pairs_are_not_refused_and_their_uncertainty_covers_the_truth(batch):
    """Nine times in ten, and without being idly large."""
    assert {verdict for verdict, _, _ in batch} == {"aligned"}
    errors, told = np.array([row[1:] for row in batch]).T
    assert errors.max() < 0.25
    assert np.median(errors) < 0.06
    assert (errors <= told).mean() >= 0.85
    assert np.median(told / errors) < 5


@pytest.mark.parametrize(("whole", "model", "stable", "expected"), [
    (0.5, "affine", 20, 0.4), (0.4, "affine", 20, 0.0), (0.5, "local", 20, 0.0), (0.5, "affine", 3, 0.0),
    (None, "affine", 20, 0.0)])
def test_what_bends_is_what_of_an_uncertainty_no_other_term_stands_for(monkeypatch, whole, model, stable, expected):
    """0.3 px stand for noise: a bend that adds less than that is not told from it, and a field follows what bends."""
    monkeypatch.setattr(assessment, "terms_of", lambda *_: Terms(floor=0.0, scatter=0.3, bend=7.0))
    seen = SimpleNamespace(stable=np.ones(stable, bool))
    solution = SimpleNamespace(pair=None, transform=SimpleNamespace(model=model))
    found = assessment.bend_of(SimpleNamespace(uncertainty_ce90_px=whole), seen, solution)
    assert found == pytest.approx(expected)
