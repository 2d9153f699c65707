"""Warping: every output pixel comes from the right place, once, and nothing invalid comes with it."""

import shutil
import subprocess
import sys
import threading
from types import SimpleNamespace

import numpy as np
import pytest
import rasterio
import rasterio.shutil
import scenes
from affine import Affine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS
from rasterio.enums import ColorInterp, MaskFlags

from coregix_core.errors import Cancelled, InputError, RasterError
from coregix_core.geometry import Grid, HomographyTransform, apply_affine, project
from coregix_core.geometry.transform import LocalTransform, identity
from coregix_core.io.output import tile_side
from coregix_core.io.raster import Raster, open_raster
from coregix_core.progress import Progress
from coregix_core.warping.boxes import block_shape, boxes_of, quarters, shares
from coregix_core.warping.places import Places, _known, polynomial
from coregix_core.warping.warper import warp

GRID = scenes.grid(300, 260)
NODATA = -9999.0
TURNED = scenes.displaced(east=7.3, north=-4.1, rotation_deg=1.5, scale=1.002)
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


def warped(path, out, transform=TURNED, grid=None, fixed_crs=scenes.UTM, **options):
    """The output's (bands, height, width) values and validity."""
    nodata = options.pop("nodata", None)
    with open_raster(path, role="moving", nodata=nodata) as source:
        warp(source, transform, fixed_crs, grid or source.grid, out, **options)
    with rasterio.open(out) as dataset:
        return dataset.read(), dataset.read_masks() > 0


def places(transform, out_grid, fixed_crs=scenes.UTM, source=GRID):
    """(columns, rows) in the source that the pixels of an output show, computed apart from the program's blocks."""
    x, y = project(out_grid.crs, fixed_crs, *out_grid.to_world(*scenes.centres(out_grid)))
    return source.to_pixel(*project(fixed_crs, source.crs, *transform(x, y)))


def holds(col, row, valid):
    """Whether the pixel that holds a place is there and valid."""
    inside = (col >= 0) & (row >= 0) & (col < valid.shape[1]) & (row < valid.shape[0])
    at = np.where(inside, row, 0).astype(int), np.where(inside, col, 0).astype(int)
    return inside & valid[at]


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


class TestHonestMasks:
    def source(self, tmp_path, dtype="uint8", **options):
        values = np.random.default_rng(0).uniform(1, 250, (3, *GRID.shape)).astype(dtype)
        return scenes.write(tmp_path / "m.tif", values, GRID, **options), values

    def flags(self, path):
        with rasterio.open(path) as dataset:
            return dataset.mask_flag_enums[0], dataset.nodata, dataset.colorinterp

    def test_a_mask_stays_a_mask(self, tmp_path):
        holes = scenes.blobs(GRID.shape, 0.2)
        path, _ = self.source(tmp_path, mask=~holes)
        _, valid = warped(path, tmp_path / "o.tif")
        assert self.flags(tmp_path / "o.tif")[:2] == ([MaskFlags.per_dataset], None)
        col, row = places(TURNED, GRID)
        assert (holds(col, row, ~holes) != valid[0]).mean() < 1e-4
        assert not (tmp_path / "o.tif.msk").exists()

    def test_alpha_stays_alpha(self, tmp_path):
        holes = scenes.blobs(GRID.shape, 0.2)
        values = np.full((4, *GRID.shape), 200, "uint8")
        values[3] = np.where(holes, 0, 255)
        path = scenes.write(tmp_path / "m.tif", values, GRID, photometric="RGB", alpha="YES")
        out, valid = warped(path, tmp_path / "o.tif")
        assert self.flags(tmp_path / "o.tif")[1:] == (None, (ColorInterp.red, ColorInterp.green, ColorInterp.blue,
                                                             ColorInterp.alpha))
        col, row = places(TURNED, GRID)
        assert (holds(col, row, ~holes) != valid[0]).mean() < 1e-4
        assert set(np.unique(out[3])) == {0, 255}
        assert (out[:3][:, valid[0]] == 200).all()

    @pytest.mark.parametrize("options", [{}, {"split_factor": 5}])
    def test_blocks_far_from_holes_are_valid_as_a_whole(self, tmp_path, options):
        """The mask is written for blocks, too, that have nothing to hide."""
        holes = np.zeros(GRID.shape, bool)
        holes[:8, :8] = True
        path, _ = self.source(tmp_path, mask=~holes)
        _, valid = warped(path, tmp_path / "o.tif", scenes.displaced(east=1.0, north=1.0), **options)
        assert valid[:, 30:-5, 30:-5].all()
        assert not valid[:, :4, :4].any()

    def test_masks_of_single_bands_stay_apart(self, tmp_path):
        path, _ = self.source(tmp_path)
        holes = scenes.blobs(GRID.shape, 0.2)
        masked = scenes.write(tmp_path / "mask.tif", (~holes * 255).astype("uint8"), GRID)
        rasterio.shutil.copy(path, tmp_path / "m.vrt", driver="VRT")
        mask = (f'<MaskBand><VRTRasterBand dataType="Byte"><SimpleSource><SourceFilename>{masked}</SourceFilename>'
                "</SimpleSource></VRTRasterBand></MaskBand></VRTRasterBand>")
        text = (tmp_path / "m.vrt").read_text()
        (tmp_path / "m.vrt").write_text(text.replace("</VRTRasterBand>", mask, 1))
        _, valid = warped(tmp_path / "m.vrt", tmp_path / "o.tif")
        col, row = places(TURNED, GRID)
        assert (holds(col, row, ~holes) != valid[0]).mean() < 1e-4
        assert (holds(col, row, np.ones_like(holes)) != valid[1]).mean() < 1e-4

    def test_nan_and_infinity_are_holes_of_their_band_alone(self, tmp_path):
        path, values = self.source(tmp_path, "float32")
        values[0, 100:110, 100:110], values[1, 50:60, 50:60] = np.nan, np.inf
        scenes.write(path, values, GRID)
        out, valid = warped(path, tmp_path / "o.tif", identity())
        np.testing.assert_array_equal(valid, np.isfinite(values))
        np.testing.assert_array_equal(out[valid], values[valid])
        assert np.isnan(out[~valid]).all()

    def test_nan_may_be_the_nodata_value(self, tmp_path):
        path, _ = self.source(tmp_path, "float32", nodata=float("nan"))
        out, valid = warped(path, tmp_path / "o.tif")
        assert np.isnan(self.flags(tmp_path / "o.tif")[1])
        assert np.isnan(out[~valid]).all()

    def test_real_zeros_of_a_raster_without_nodata_are_told_by_a_mask(self, tmp_path):
        values = np.random.default_rng(0).integers(0, 3, GRID.shape).astype("uint8")
        path = scenes.write(tmp_path / "m.tif", values, GRID)
        out, valid = warped(path, tmp_path / "o.tif", resampling="nearest")
        assert self.flags(tmp_path / "o.tif")[:2] == ([MaskFlags.per_dataset], None)
        col, row = places(TURNED, GRID)
        assert (holds(col, row, np.ones(GRID.shape, bool)) != valid[0]).mean() < 1e-4
        assert (out[0][valid[0]] == 0).mean() == pytest.approx(1 / 3, abs=0.02)

    def test_interpolated_values_keep_clear_of_nodata(self, tmp_path):
        values = np.where(np.arange(300) % 2, 9, 11).astype("uint8")
        path = scenes.write(tmp_path / "m.tif", np.tile(values, (260, 1)), GRID, nodata=10)
        out, valid = warped(path, tmp_path / "o.tif", scenes.displaced(east=1.0), resampling="bilinear")
        assert valid[0, 10:-10, 10:-10].all()
        assert 11 in out[0, 10:-10, 10:-10]

    def test_an_override_counts_and_is_handed_on(self, tmp_path):
        values = np.full(GRID.shape, 50, "uint8")
        values[100:120, 100:120] = 7
        path = scenes.write(tmp_path / "m.tif", values, GRID)
        out, valid = warped(path, tmp_path / "o.tif", nodata=7)
        assert self.flags(tmp_path / "o.tif")[1] == 7
        assert set(out[valid].tolist()) == {50}
        assert set(out[~valid].tolist()) == {7}

    def test_classes_are_not_mixed(self, tmp_path):
        values = np.random.default_rng(0).choice([0, 100, 200], GRID.shape).astype("uint8")
        path = scenes.write(tmp_path / "m.tif", values, GRID, photometric="palette")
        scenes.describe(path, colormap={i: (i, 0, 255 - i, 255) for i in range(256)})
        out, _ = warped(path, tmp_path / "o.tif", resampling="cubic")
        assert set(np.unique(out)) == {0, 100, 200}
        with rasterio.open(tmp_path / "o.tif") as dataset:
            assert dataset.colormap(1)[100] == (100, 0, 155, 255)
        bits = scenes.write(tmp_path / "bits.tif", (values > 0).astype("uint8"), GRID, nbits=1)
        assert set(np.unique(warped(bits, tmp_path / "b.tif")[0])) == {0, 1}


class TestTheWorld:
    def test_a_source_across_the_antimeridian(self, tmp_path):
        where = Grid(CRS.from_epsg(4326), Affine(0.001, 0, 179.9, 0, -0.001, -17.0), 200, 100)
        path = scenes.write(tmp_path / "m.tif", scenes.coordinates(where), where)
        east = Grid(where.crs, Affine(0.001, 0, -179.99, 0, -0.001, -17.0), 80, 90)
        values, valid = warped(path, tmp_path / "o.tif", identity(), east, CRS.from_epsg(32760))
        assert valid.all()
        np.testing.assert_allclose(values[0, 5:-5, 5:-5], np.broadcast_to(np.arange(115.5, 185.0), (80, 70)), atol=0.01)

    def test_places_without_an_image_are_invalid(self, tmp_path):
        path = scenes.write(tmp_path / "m.tif", scenes.coordinates(GRID), GRID)
        globe = Grid(CRS.from_proj4("+proj=ortho +lat_0=52 +lon_0=15 +ellps=WGS84"), Affine(2e5, 0, -1e7, 0, -2e5, 1e7),
                     100, 100)
        _, valid = warped(path, tmp_path / "o.tif", identity(), globe)
        assert valid.sum() <= 2

    def test_a_source_without_crs(self, tmp_path):
        where = Grid(None, Affine.identity(), 80, 60)
        path = scenes.write(tmp_path / "m.tif", scenes.coordinates(where), where)
        values, _ = warped(path, tmp_path / "o.tif", identity(), where, None)
        np.testing.assert_array_equal(values, scenes.coordinates(where))

    def test_an_output_far_away_is_all_nodata(self, tmp_path):
        path = scenes.write(tmp_path / "m.tif", scenes.coordinates(GRID), GRID)
        _, valid = warped(path, tmp_path / "o.tif", identity(), scenes.grid(origin=(9e5, 5e6)))
        assert not valid.any()


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


class TestBlocks:
    @given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 70), st.integers(1, 70))
    def test_quarters_tile_their_box(self, col, row, width, height):
        seen = np.zeros((1, height, width), int)
        for (c, r, w, h), where in quarters((col, row, width, height)):
            seen[where] += 1
            assert seen[where].shape == (1, h, w)
            assert (where[1].start, where[2].start) == (r - row, c - col)
        assert (seen == 1).all()

    @given(st.integers(2, 200), st.integers(2, 200))
    def test_parts_of_a_box_are_smaller_and_about_square(self, width, height):
        for (_, _, w, h), _ in quarters((0, 0, width, height)):
            assert w * h < width * height
        if width > 2 * height:
            assert {h for (_, _, _, h), _ in quarters((0, 0, width, height))} == {height}

    @given(st.integers(1, 90), st.integers(1, 90), st.integers(1, 40), st.integers(1, 40))
    def test_boxes_tile_the_output_row_by_row(self, width, height, down, across):
        boxes = list(boxes_of(scenes.grid(width, height), (down, across)))
        assert sum(w * h for _, _, w, h in boxes) == width * height
        assert boxes == sorted(boxes, key=lambda box: (box[1], box[0]))

    @pytest.mark.parametrize(("most", "factor", "tile", "shape"), [
        (1e9, 0, 512, (512, 2048)), (1e9, 1, 512, (512, 1024)), (1e9, 2, 512, (512, 512)),
        (600_000, 0, 512, (512, 1024)), (100_000, 0, 512, (512, 512)), (1e9, 4, 512, (512, 512)),
        (0, 12, 64, (64, 64)), (70_000, 0, 128, (128, 512))])
    def test_a_block_is_whole_tiles(self, most, factor, tile, shape):
        assert block_shape(most, factor, tile) == shape


_PEAK = """
import sys, threading, time, psutil
from coregix_core.geometry import AffineTransform
from coregix_core.io import open_raster
from coregix_core.warping import warp
moved = AffineTransform("translation", (0.0, 0.0), shift=(3.3, -2.7))
def warped(path, budget):
    with open_raster(path, role="input") as source:
        warp(source, moved, source.grid.crs, source.grid, sys.argv[2], resampling="bilinear", threads=2,
             memory_budget=budget << 20)
me, most, done = psutil.Process(), [0], threading.Event()
def watch():
    while not done.wait(0.002):
        most[0] = max(most[0], me.memory_info().rss)
warped(sys.argv[4], 32)  # what the libraries take once
before = me.memory_info().rss
watcher = threading.Thread(target=watch)
watcher.start()
warped(sys.argv[1], int(sys.argv[3]))
done.set()
watcher.join()
print((most[0] - before) / 2**20)
"""
"""Prints the mebibytes that a warp takes at its peak."""


class TestManyBands:
    @pytest.mark.parametrize(("interleave", "count", "side"), [("pixel", 48, 300), ("band", 48, 300),
                                                               ("pixel", 240, 150), ("band", 240, 150)])
    def test_each_tile_is_written_once(self, tmp_path, interleave, count, side):
        """One that is written in parts leaves what was there before as dead bytes in the file."""
        where = scenes.grid(side, side - 20)
        noise = np.random.default_rng(0).integers(0, 4000, where.shape)
        values = np.stack([noise + band for band in range(count)]).astype("int16")
        path = scenes.write(tmp_path / "m.tif", values, where, nodata=-9999, interleave=interleave)
        warped(path, tmp_path / "o.tif", scenes.displaced(3.3, -2.7), resampling="bilinear", memory_budget=64 << 20,
               threads=2, split_factor=2)
        with rasterio.open(tmp_path / "o.tif") as dataset:
            planes = dataset.indexes if interleave == "band" else [1]
            blocks = [(b, i, j) for b in planes for (i, j), _ in dataset.block_windows(1)]
            used = sum(int(dataset.get_tag_item(f"BLOCK_SIZE_{j}_{i}", "TIFF", bidx=b)) for b, i, j in blocks)
        # The rest is the header, with a description of each band.
        assert 0 <= (tmp_path / "o.tif").stat().st_size - used < 1200 * count

    def test_a_cube_of_240_bands_stays_near_the_budget(self, tmp_path):
        """In a process of its own: the cube as the numbers that kernels compute with would take seven times the budget.

        Below a hundred mebibytes GDAL's buffers and those of the allocator are most of it, whatever the budget.
        """
        where, budget = scenes.grid(300, 280), 32
        cube = np.random.default_rng(0).integers(0, 4000, (240, *where.shape)).astype("int16")
        cubes = [scenes.write(tmp_path / name, part, grid, nodata=-9999) for name, part, grid in (
            ("m.tif", cube, where), ("tiny.tif", cube[:, :20, :24], scenes.grid(24, 20)))]
        done = subprocess.run([sys.executable, "-c", _PEAK, cubes[0], tmp_path / "o.tif", str(budget), cubes[1]],
                              check=True, capture_output=True, text=True)
        assert 10 < float(done.stdout) < 5 * budget

    @pytest.mark.parametrize(("count", "megabytes", "threads"), [
        (1, 1024, 8), (240, 256, 8), (240, 1024, 8), (12, 1024, 8)])
    def test_blocks_in_work_fit_into_the_budget(self, count, megabytes, threads):
        source = SimpleNamespace(count=count, dtype="int16")
        tile = tile_side(count, "int16")
        workers, pixels = shares(source, megabytes << 20, threads, tile)
        assert 1 <= workers <= threads
        held = (2 * workers + 1) * max(pixels, tile**2) * count * 12
        assert held <= 0.6 * (megabytes << 20)


class TestMaps:
    def test_a_straight_map_is_an_affine(self):
        turn = Affine.translation(3.25, -7.5) * Affine.rotation(12) * Affine.scale(1.5)
        found = polynomial((10, 20, 100, 50), lambda col, row: apply_affine(turn, col, row), 1)
        (c, f), _, _ = found.tolist()
        assert (c, f) == pytest.approx(turn * (10, 20))

    def test_a_curved_map_is_one_only_where_the_curve_does_not_show(self):
        def curved(col, row):
            return col + 1e-4 * row**2, row

        assert polynomial((0, 0, 4, 4), curved, 1) is not None
        assert polynomial((0, 0, 100, 100), curved, 1) is None
        assert polynomial((0, 0, 100, 100), curved, 4) is not None

    def test_a_map_with_unknown_places_is_none(self):
        assert polynomial((0, 0, 9, 9), lambda col, row: (np.where(col > 8, np.nan, col), row), 1) is None

    def test_places_without_an_image_become_nan_in_both_coordinates(self):
        x, y = _known(np.array([1.0, np.inf, 2.0]), np.array([3.0, 4.0, np.nan]))
        np.testing.assert_array_equal(x, [1.0, np.nan, np.nan])
        np.testing.assert_array_equal(y, [3.0, np.nan, np.nan])
