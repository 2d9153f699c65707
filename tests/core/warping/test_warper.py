"""Warping: every output pixel comes from the right place, once, and nothing invalid comes with it."""

import shutil
import subprocess
import threading

import numpy as np
import pytest
import rasterio
import rasterio.shutil
import scenes
from affine import Affine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS
from warps import GRID, TURNED, holds, places, warped

from coregix_core.errors import Cancelled, InputError, RasterError
from coregix_core.geometry import Grid, HomographyTransform, project
from coregix_core.geometry.transform import LocalTransform, identity
from coregix_core.io.raster import Raster
from coregix_core.progress import Progress
from coregix_core.warping.places import Places

NODATA = -9999.0
METHODS = ("nearest", "bilinear", "cubic", "lanczos")
OFF = {"nearest": 0.71, "bilinear": 0.01, "cubic": 0.01, "lanczos": 0.04}
"""Largest error of a carried coordinate, in pixels, far from holes; Lanczos kernels do not keep a slope exactly."""


VIEWS = {"from aside": (2e-4, -3e-4), "horizon": (4e-3, 0.0)}
"""Tilts of homographies: one over the image, and one whose horizon crosses it, beyond which it shows nothing."""


def a_field(amplitude=3.0):
    """A field of a few pixels on nodes 40 pixels apart."""
    rng = np.random.default_rng(3)
    lattice = Affine(80.0, 0.0, scenes.ORIGIN[0] - 80, 0.0, -80.0, scenes.ORIGIN[1] + 80)
    return LocalTransform(TURNED, lattice, rng.uniform(-amplitude, amplitude, (2, 10, 11)))


@pytest.fixture(scope="module")
def holed(tmp_path_factory):
    """Pixels that carry their place, with holes that differ between the two bands: (path, (2, h, w) validity)."""
    values = scenes.coordinates(GRID)
    holes = np.stack([scenes.blobs(GRID.shape, 0.2, seed) for seed in (1, 2)])
    values[holes] = NODATA
    return scenes.write(tmp_path_factory.mktemp("holed") / "m.tif", values, GRID, nodata=NODATA), ~holes


def origin_in(crs):
    (x,), (y,) = project(scenes.UTM, crs, *([v] for v in scenes.ORIGIN))
    return float(x), float(y)


def in_another_crs():
    crs = CRS.from_epsg(32632)
    return scenes.grid(310, 280, crs=crs, origin=origin_in(crs))


def in_degrees():
    crs = CRS.from_epsg(4326)
    x, y = origin_in(crs)
    return Grid(crs, Affine(3e-5, 0, x, 0, -1.8e-5, y), 290, 250)


def seen_from(view):
    return HomographyTransform(TURNED.centre, TURNED.matrix, TURNED.shift, VIEWS[view])


CASES = {
    "affine": lambda: (TURNED, GRID), "local": lambda: (a_field(), GRID),
    "other CRS": lambda: (TURNED, in_another_crs()), "geographic": lambda: (TURNED, in_degrees()),
    "local in another CRS": lambda: (a_field(), in_another_crs()),
    "finer": lambda: (TURNED, scenes.grid(500, 400, pixel=0.7, origin=(scenes.ORIGIN[0] + 30, scenes.ORIGIN[1] - 30))),
    "from aside": lambda: (seen_from("from aside"), GRID), "horizon": lambda: (seen_from("horizon"), GRID)}
"""Transform and output grid, made when a test asks for them."""


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("case", CASES)
def test_every_pixel_comes_from_its_place_and_no_hole_bleeds(holed, tmp_path, method, case):
    path, valid = holed
    transform, out_grid = CASES[case]()
    values, shown = warped(path, tmp_path / "o.tif", transform, out_grid, scenes.UTM, resampling=method)
    col, row = places(transform, out_grid, scenes.UTM)
    for band, truth in enumerate((col, row)):
        expected = holds(col, row, valid[band])
        # A place that lies on the line between two pixels may fall to either.
        assert (expected != shown[band]).mean() < 1e-4
        error = np.abs(values[band] - truth)[shown[band]]
        assert error.max() < max(1.0, OFF[method]), "a valid pixel is blended with nodata"
        assert np.median(error) <= OFF[method]
        assert (values[band][~shown[band]] == NODATA).all()


@pytest.mark.parametrize("method", METHODS[1:])
def test_far_from_holes_places_are_right_to_a_hundredth_of_a_pixel(tmp_path, method):
    path = scenes.write(tmp_path / "m.tif", scenes.coordinates(GRID), GRID)
    for transform in (TURNED, a_field()):
        values, shown = warped(path, tmp_path / "o.tif", transform, resampling=method)
        truth = np.stack(places(transform, GRID))
        inner = (truth > 4).all(0) & (truth[0] < 296) & (truth[1] < 256)
        assert shown[:, inner].all()
        assert np.abs(values - truth)[:, inner].max() < OFF[method]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("dtype", ["uint16", "float32"])
def test_both_samplers_agree(tmp_path, method, dtype):
    """A field without displacement takes the way of local transforms; GDAL takes the affine."""
    rng = np.random.default_rng(0)
    values = rng.uniform(0, 1000, GRID.shape).astype(dtype)
    values[scenes.blobs(GRID.shape, 0.1)] = 1500
    path = scenes.write(tmp_path / "m.tif", values, GRID, nodata=1500)
    bent = LocalTransform(TURNED, a_field().lattice, np.full((2, 10, 11), 0.0))
    bumpy = a_field().coefficients * 0
    bumpy[:, 5, 5] = 1e-9
    by_gdal, valid = warped(path, tmp_path / "a.tif", TURNED, resampling=method)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coregix_core.warping.places.Places.near_affine", lambda *_: None)
        by_numpy, valid_too = warped(path, tmp_path / "b.tif", bent, resampling=method)
    assert (valid != valid_too).mean() < 1e-4
    both = valid & valid_too
    difference = np.abs(by_gdal.astype(float) - by_numpy)[both]
    if method == "nearest":
        assert (difference > 0).mean() < 1e-4
    else:
        assert difference.max() <= (1 if dtype == "uint16" else 0.05)


@pytest.mark.skipif(shutil.which("gdalwarp") is None, reason="gdalwarp is not installed")
@pytest.mark.parametrize("method", ["bilinear", "cubic", "lanczos"])
def test_gdalwarp_agrees(tmp_path, method):
    values = np.random.default_rng(0).uniform(1, 1000, GRID.shape).astype("uint16")
    turned = Grid(GRID.crs, Affine.translation(*scenes.ORIGIN) * Affine.rotation(3) * Affine(2, 0, 3.1, 0, -2, 1.7),
                  *GRID.shape[::-1])
    path = scenes.write(tmp_path / "m.tif", values, turned)
    ours, valid = warped(path, tmp_path / "o.tif", identity(), GRID, resampling=method)
    left, bottom, right, top = GRID.bounds
    extent = map(str, (left, bottom, right, top))
    subprocess.run(["gdalwarp", "-q", "-r", method, "-et", "0", "-te", *extent, "-tr", "2", "2", path,
                    tmp_path / "g.tif"], check=True)
    with rasterio.open(tmp_path / "g.tif") as dataset:
        theirs = dataset.read()
    inner = valid & (np.pad(valid[:, 4:-4, 4:-4], ((0, 0), (4, 4), (4, 4))))
    assert inner.mean() > 0.7
    difference = np.abs(ours.astype(int) - theirs)[inner]
    # gdalwarp guesses the scale from the bounds of a rotated image, which widens the kernel a little.
    assert np.median(difference) <= 1


def test_places_of_all_pixels_at_once_are_those_of_each():
    box = (7, 11, 30, 20)
    whole = Places(GRID, a_field(), scenes.UTM, GRID)
    col, row = np.meshgrid(np.arange(30) + 7.5, np.arange(20) + 11.5)
    np.testing.assert_allclose(whole.pixels(box), whole(col, row), atol=1e-6)
    other = Grid(CRS.from_epsg(4326), GRID.transform, GRID.width, GRID.height)
    turned = Grid(scenes.UTM, GRID.transform * Affine.rotation(3), GRID.width, GRID.height)
    assert [Places(*one).pixels(box) for one in (
        (GRID, TURNED, scenes.UTM, GRID), (turned, a_field(), scenes.UTM, GRID), (GRID, a_field(), scenes.UTM, other),
    )] == [None] * 3


def test_a_lone_bump_of_a_field_is_not_overlooked(tmp_path):
    """One node of 30 pixels in an image of a thousand: few points of a coarse lattice fall on it."""
    where = scenes.grid(1100, 700)
    path = scenes.write(tmp_path / "m.tif", scenes.coordinates(where), where)
    lattice = Affine(60.0, 0.0, scenes.ORIGIN[0] - 60, 0.0, -60.0, scenes.ORIGIN[1] + 60)
    coefficients = np.zeros((2, 26, 40))
    coefficients[:, 12, 21] = 25.0
    field = LocalTransform(TURNED, lattice, coefficients)
    values, valid = warped(path, tmp_path / "o.tif", field, where)
    truth = np.stack(places(field, where, source=where))
    inner = valid.all(0) & (truth > 4).all(0) & (truth[0] < 1096) & (truth[1] < 696)
    assert np.abs(values - truth)[:, inner].max() < 0.01


class TestCoarser:
    def test_fine_detail_is_averaged_not_picked(self, tmp_path):
        stripes = np.broadcast_to(np.arange(300) % 2 * 100.0, GRID.shape)
        path = scenes.write(tmp_path / "m.tif", stripes.copy(), GRID)
        coarse = scenes.grid(30, 26, pixel=20.0)
        for transform in (identity(), LocalTransform(identity(), a_field().lattice, np.zeros((2, 10, 11)))):
            values, _ = warped(path, tmp_path / "o.tif", transform, coarse)
            assert np.ptp(values[0, 3:-3, 3:-3]) < 10
            assert values[0, 3:-3, 3:-3].mean() == pytest.approx(50, abs=1)

    def test_places_stay_right(self, tmp_path):
        path = scenes.write(tmp_path / "m.tif", scenes.coordinates(GRID), GRID)
        coarse = scenes.grid(60, 52, pixel=10.0)
        values, _ = warped(path, tmp_path / "o.tif", TURNED, coarse)
        truth = np.stack(places(TURNED, coarse))
        inner = (truth > 20).all(0) & (truth[0] < 280) & (truth[1] < 240)
        assert np.abs(values - truth)[:, inner].max() < 0.02


    def test_memory_is_bounded_however_coarse_the_output(self, tmp_path, monkeypatch):
        where = scenes.grid(4000, 3000)
        path = scenes.write(tmp_path / "m.tif", np.full(where.shape, 7, "uint8"), where)
        largest = []
        read = Raster.read
        monkeypatch.setattr(Raster, "read", lambda self, box: largest.append(box[2] * box[3]) or read(self, box))
        values, _ = warped(path, tmp_path / "o.tif", TURNED, scenes.grid(4, 3, pixel=2000.0), memory_budget=4 << 20)
        assert values[0, 1, 1] == 7
        assert max(largest) < 100_000


class TestRotatedByALot:
    @given(st.floats(-180, 180), st.sampled_from(METHODS))
    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_rotation(self, holed, tmp_path, angle, method):
        path, valid = holed
        transform = scenes.displaced(rotation_deg=angle)
        values, shown = warped(path, tmp_path / "o.tif", transform, resampling=method)
        col, row = places(transform, GRID)
        assert (holds(col, row, valid[0]) != shown[0]).mean() < 1e-3
        assert np.abs(values[0] - col)[shown[0]].max(initial=0) < 1.0


class TestIdentity:
    @pytest.mark.parametrize("method", METHODS)
    @pytest.mark.parametrize("dtype", ["uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64"])
    def test_an_image_in_place_stays_as_it_is(self, tmp_path, dtype, method):
        low, high = (-1e5, 1e5) if dtype.startswith("float") else (np.iinfo(dtype).min, np.iinfo(dtype).max)
        values = np.random.default_rng(0).uniform(low, high, (2, *GRID.shape)).astype(dtype)
        path = scenes.write(tmp_path / "m.tif", values, GRID)
        out, valid = warped(path, tmp_path / "o.tif", identity(), resampling=method)
        np.testing.assert_array_equal(out, values)
        assert valid.all()

    @pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (17, 33), (513, 511)])
    def test_any_size(self, tmp_path, shape):
        where = scenes.grid(shape[1], shape[0])
        path = scenes.write(tmp_path / "m.tif", scenes.coordinates(where, "float32"), where)
        np.testing.assert_array_equal(warped(path, tmp_path / "o.tif", identity())[0], scenes.coordinates(where))

    def test_64_bit_integers_by_nearest_neighbour_lose_no_bit(self, tmp_path):
        values = np.arange(GRID.width * GRID.height, dtype="int64").reshape(GRID.shape) + 2**62
        path = scenes.write(tmp_path / "m.tif", values, GRID)
        np.testing.assert_array_equal(warped(path, tmp_path / "o.tif", identity(), resampling="nearest")[0][0], values)

    def test_integers_are_clamped_not_wrapped(self, tmp_path):
        """Kernels overshoot beside an edge between 0 and 255; only the pixel on the edge may lie between them."""
        values = np.where(np.arange(300) % 20 < 10, 255, 0).astype("uint8")
        path = scenes.write(tmp_path / "m.tif", np.tile(values, (260, 1)), GRID)
        out, _ = warped(path, tmp_path / "o.tif", scenes.displaced(east=0.6))
        row = out[0, 50, 20:280]
        between = ~np.isin(row, (0, 255))
        assert between.sum() <= 26
        assert np.ptp(row) == 255


class TestRunning:
    @pytest.mark.parametrize("options", [{"threads": 1}, {"split_factor": 4}, {"memory_budget": 8 << 20}])
    def test_how_it_runs_does_not_change_the_result(self, holed, tmp_path, options):
        for transform in (TURNED, a_field()):
            expected, _ = warped(holed[0], tmp_path / "a.tif", transform)
            found, _ = warped(holed[0], tmp_path / "b.tif", transform, **options)
            np.testing.assert_allclose(found, expected, atol=0.01)

    def test_two_runs_give_the_same_bytes(self, holed, tmp_path):
        for name in "ab":
            warped(holed[0], tmp_path / f"{name}.tif")
        assert (tmp_path / "a.tif").read_bytes() == (tmp_path / "b.tif").read_bytes()

    def test_cancelling_leaves_nothing(self, holed, tmp_path, litter):
        progress = Progress(lambda event: event.fraction < 0.5)
        with pytest.raises(Cancelled), progress.stage("warp"):
            warped(holed[0], tmp_path / "o.tif", split_factor=4, progress=progress)
        assert litter() == []

    def test_no_thread_goes_on_after_a_stop(self, holed, tmp_path):
        def stop(_):
            raise KeyboardInterrupt

        before = threading.active_count()
        with pytest.raises(KeyboardInterrupt) as kept:  # with its frames, which a console may be printing
            warped(holed[0], tmp_path / "o.tif", split_factor=4, threads=2, progress=Progress(stop))
        assert threading.active_count() == before, kept

    def test_a_source_that_changes_meanwhile_gives_no_output(self, tmp_path, litter):
        path = scenes.write(tmp_path / "m.tif", scenes.coordinates(GRID), GRID)
        with pytest.raises(InputError, match="changed"):
            warped(path, tmp_path / "o.tif", progress=Progress(lambda _: path.touch()))
        assert litter("m.tif") == []

    def test_a_damaged_source_gives_no_output(self, tmp_path, litter):
        noise = np.random.default_rng(0).normal(size=GRID.shape)
        path = scenes.write(tmp_path / "m.tif", noise, GRID)
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size // 2)
        with pytest.raises(RasterError, match=r"m\.tif"):
            warped(path, tmp_path / "o.tif")
        assert litter("m.tif") == []
