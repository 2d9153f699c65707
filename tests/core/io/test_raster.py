"""Rasters are read as they are: windows, averages and validity; what cannot be used is refused in one sentence."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import rasterio
import rasterio.shutil
import scenes
from affine import Affine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasterio.enums import ColorInterp, Resampling

from coregix_core.errors import RasterError
from coregix_core.io.averaging import area_weights, inside, strips
from coregix_core.io.output import creating
from coregix_core.io.raster import Raster, open_raster

GRID = scenes.grid()


def opened(path, **options):
    return open_raster(path, role="moving", **options)


class TestWindows:
    def test_the_whole_band(self, path):
        with opened(path) as raster:
            image = raster.read_band(1)
        assert image.grid == GRID
        assert image.valid.all()
        np.testing.assert_array_equal(image.values, scenes.coordinates(GRID)[1])

    @given(st.tuples(st.floats(-200, 300), st.floats(-200, 300), st.floats(0.01, 200), st.floats(0.01, 200)))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    def test_pixels_and_grid_of_a_window_belong_together(self, path, box):
        with opened(path) as raster:
            image = raster.read_band(0, (box[0], box[1], box[0] + box[2], box[1] + box[3]))
        assert image.values.shape == image.valid.shape == image.grid.shape
        if not image.valid.any():  # wholly outside
            assert image.grid.shape == (1, 1)
            return
        x, _ = image.grid.to_world(*scenes.centres(image.grid))
        np.testing.assert_allclose(GRID.to_pixel(x, 0 * x)[0], image.values, atol=1e-4)
        assert image.values.min() - 0.5 >= min(max(box[0], 0), GRID.width) - 1 - 1e-5
        assert image.values.max() + 0.5 <= max(min(box[0] + box[2], GRID.width), 0) + 1 + 1e-5

    def test_only_the_pixels_asked_for_are_read(self, path):
        with opened(path) as raster:
            image = raster.read_band(0, (10.2, 20.0, 14.8, 23.0))
        assert image.values[0].tolist() == [10.5, 11.5, 12.5, 13.5, 14.5]
        assert image.grid == GRID.window(10, 20, 5, 3)


class TestAverages:
    @pytest.mark.parametrize("factor", [1.3, 2.0, 3.7, 8.0, 500.0])
    def test_a_coarser_pixel_is_the_mean_of_its_area(self, path, factor):
        """The mean of a coordinate over a pixel is that of its centre, but for the pixels that are divided."""
        with opened(path) as raster:
            image = raster.read_band(0, factor=factor)
        x, _ = image.grid.to_world(*scenes.centres(image.grid))
        divided = 0.0 if 160 / image.grid.width % 1 == 0 else 0.125 / factor
        np.testing.assert_allclose(image.values, GRID.to_pixel(x, 0 * x)[0], atol=divided + 1e-3)
        assert image.grid.bounds == pytest.approx(GRID.bounds, abs=1e-6)
        assert image.grid.shape == (max(1, round(140 / factor)), max(1, round(160 / factor)))

    def test_a_window_sticking_out_is_averagedinside(self, path):
        with opened(path) as raster:
            image = raster.read_band(1, (-50, 100, 60, 900), factor=4)
        _, y = image.grid.to_world(*scenes.centres(image.grid))
        np.testing.assert_allclose(image.values, GRID.to_pixel(0 * y, y)[1], atol=1e-3)
        assert image.grid.bounds[1] == pytest.approx(GRID.bounds[1])

    def test_a_pixel_that_lacks_one_of_many_is_the_mean_of_the_rest(self, tmp_path):
        values = scenes.coordinates(GRID, "float32")[0]
        values[40, 40] = -9
        with opened(scenes.write(tmp_path / "a.tif", values, GRID, nodata=-9)) as raster:
            image = raster.read_band(0, factor=4)
        assert image.valid.all()
        assert image.values[10, 10] == pytest.approx((4 * 4 * 42 - 40.5) / 15)

    def test_pixels_beside_a_hole_are_valid_only_if_they_are_whole(self, tmp_path):
        values = scenes.coordinates(GRID, "float32")[0]
        values[42:58, 42:58] = -9  # the outer ring of coarse pixels is half valid
        with opened(scenes.write(tmp_path / "a.tif", values, GRID, nodata=-9)) as raster:
            image = raster.read_band(0, factor=4)
        hole = np.zeros(image.valid.shape, bool)
        hole[10:15, 10:15] = True
        np.testing.assert_array_equal(image.valid, ~hole)
        assert (image.values[hole] == 0).all()

    def test_overviews_are_used_for_a_first_look_and_their_blends_at_holes_are_not(self, tmp_path):
        values = scenes.coordinates(GRID, "float32")[0]
        values[40:60, 40:60] = -9
        path = scenes.write(tmp_path / "a.tif", values, GRID, nodata=-9, tiled=True, blockxsize=64, blockysize=64)
        with rasterio.open(path, "r+") as dataset:
            dataset.build_overviews([2, 4], Resampling.average)
            dataset.write(np.full(GRID.shape, 7, "float32"), 1)  # from here on only the overviews hold coordinates
        with opened(path) as raster:
            image = raster.read_band(0, factor=4, any_overview=True)
            pixels = raster.read_band(0, factor=4)
        x, _ = image.grid.to_world(*scenes.centres(image.grid))
        np.testing.assert_allclose(image.values[image.valid], GRID.to_pixel(x, 0 * x)[0][image.valid], atol=1e-3)
        assert not image.valid[9:16, 9:16].any()
        assert (~image.valid).sum() == 49
        # What is measured comes from the pixels: these overviews are of what the file held before.
        assert (pixels.values == 7).all()

    def test_a_window_of_an_overview_lies_where_it_was_asked_for(self, tmp_path):
        where = scenes.grid(256, 200)
        path = scenes.write(tmp_path / "a.tif", scenes.coordinates(where, "float32"), where)
        with rasterio.open(path, "r+") as dataset:
            dataset.build_overviews([2, 4], Resampling.average)
        with opened(path) as raster:
            image = raster.read_band(1, (40, 20, 104, 68), factor=4, any_overview=True)
            assert raster.levels.coarsest(1, 4.0, any_overview=True).width == 64
        assert image.grid.bounds == pytest.approx(where.window(40, 20, 64, 48).bounds)
        assert image.grid.shape == (12, 16)
        np.testing.assert_allclose(image.values, np.tile(np.arange(22, 68, 4.0)[:, None], 16), atol=1e-3)

    def test_strips_do_not_show(self, path, monkeypatch):
        with opened(path) as raster:
            whole = raster.read_band(0, factor=3.3)
            monkeypatch.setattr("coregix_core.io.averaging.STRIP_PIXELS", 1)
            by_strips = raster.read_band(0, factor=3.3)
        np.testing.assert_allclose(whole.values, by_strips.values, rtol=1e-6)
        np.testing.assert_array_equal(whole.valid, by_strips.valid)


class TestValidity:
    HOLE = np.s_[10:20, 30:50]

    def mask(self):
        mask = np.ones(GRID.shape, bool)
        mask[self.HOLE] = False
        return mask

    def values(self, dtype="uint8", fill=0):
        values = np.full((2, *GRID.shape), 9, dtype)
        values[:, *self.HOLE] = fill
        return values

    @pytest.mark.parametrize("source", ["tag", "override", "nan", "internal", "external", "alpha", "float mask"])
    def test_a_hole_is_seen_whatever_tells_of_it(self, tmp_path, source):
        path, nodata = tmp_path / "a.tif", None
        if source == "tag":
            scenes.write(path, self.values(), GRID, nodata=0)
        elif source == "override":
            scenes.write(path, self.values(), GRID, nodata=77)
            nodata = 0
        elif source == "nan":
            scenes.write(path, self.values("float32", np.nan), GRID)
        elif source == "alpha":
            scenes.write(path, self.values(), GRID)
            scenes.describe(path, colorinterp=(ColorInterp.gray, ColorInterp.alpha))
        else:
            scenes.write(path, self.values("float32" if "float" in source else "uint8", 9), GRID, mask=self.mask(),
                         internal_mask=source != "external")
            assert (tmp_path / "a.tif.msk").exists() == (source == "external")
        with opened(path, nodata=nodata) as raster:
            image = raster.read_band(0)
            assert raster.read_band(0, factor=2).valid.sum() == (70 * 80 - 50)
        np.testing.assert_array_equal(image.valid, self.mask())
        assert np.isfinite(image.values).all()

    def test_an_override_comes_besides_the_files_own(self, tmp_path):
        values = self.values()[0]
        values[:3, :3] = 5
        with opened(scenes.write(tmp_path / "a.tif", values, GRID, nodata=0), nodata=5) as raster:
            assert (~raster.read_band(0).valid).sum() == 209
            assert raster.why_invalid(0) == "the file's nodata value, the nodata value given"

    def test_a_tag_that_the_type_cannot_hold_means_nothing(self, tmp_path):
        path = scenes.write(tmp_path / "a.tif", self.values(), GRID)
        vrt = tmp_path / "a.vrt"
        rasterio.shutil.copy(path, vrt, driver="VRT")
        vrt.write_text(vrt.read_text().replace("<ColorInterp>", "<NoDataValue>-9999</NoDataValue><ColorInterp>"))
        with opened(vrt) as raster:
            assert raster.read_band(0).valid.all()

    @pytest.mark.parametrize(("fill", "dtype"), [
        (9.969209968386869e36, np.float32), (-3.4028234663852886e38, np.float32), (1e20, np.float64)])
    def test_fill_that_no_tag_tells_is_nothing_to_compare_and_stays_a_pixel(self, tmp_path, fill, dtype):
        values = np.full(GRID.shape, 7e17, dtype)
        # More than a thin gap, which would be bridged.
        values[:, :10] = fill
        with opened(scenes.write(tmp_path / "fill.tif", values, GRID)) as raster:
            image = raster.read_band(0)
            assert (image.valid == (np.arange(GRID.width) >= 10)).all()
            assert (image.values == np.where(image.valid, np.float32(7e17), 0)).all()
            pixels, valid = raster.read((0, 0, GRID.width, GRID.height))
            assert (pixels[0] == values).all()
            assert valid is None

    def test_doubles_beyond_float32_are_no_values(self, tmp_path):
        values = np.full(GRID.shape, 1e300)
        values[0, 0] = 3
        with opened(scenes.write(tmp_path / "a.tif", values, GRID)) as raster:
            assert raster.read_band(0).valid.sum() == 1


@pytest.mark.parametrize("dtype", ["uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32",
                                   "float64"])
def test_every_real_type_is_read(tmp_path, dtype):
    with opened(scenes.write(tmp_path / "a.tif", scenes.coordinates(scenes.grid(90, 70), dtype), GRID.window(
            0, 0, 90, 70))) as raster:
        assert raster.read_band(0).values[3, 5] == np.array(5.5).astype(dtype)


def test_bands_of_several_types_are_read_as_the_type_that_holds_all(tmp_path):
    where = scenes.grid(20, 10)
    values = scenes.coordinates(where, "int16")[0] * 30
    scenes.write(tmp_path / "a.tif", values, where)
    rasterio.shutil.copy(tmp_path / "a.tif", tmp_path / "v.vrt", driver="VRT")
    head, band = (text := (tmp_path / "v.vrt").read_text()).split("<VRTRasterBand", 1)
    band = "<VRTRasterBand" + band.split("</VRTDataset>")[0]
    byte = band.replace('"Int16"', '"Byte"').replace('band="1"', 'band="2"').replace(
        "<ColorInterp", "<NoDataValue>0</NoDataValue><ColorInterp")
    assert text.count("Int16") > byte.count("Int16")
    (tmp_path / "v.vrt").write_text(f"{head}{band}{byte}</VRTDataset>")
    with opened(tmp_path / "v.vrt") as raster:
        (first, second), valid = raster.read((0, 0, 20, 10))
        assert (raster.dtype, first.dtype) == ("int16", "int16")
    np.testing.assert_array_equal(first, values)
    np.testing.assert_array_equal(second, np.minimum(values, 255))
    np.testing.assert_array_equal(valid, [np.ones(where.shape, bool), values != 0])


@pytest.mark.parametrize("transform", [
    Affine(2, 0, 5e5, 0, 2, 5.8e6), Affine(-2, 0, 5e5, 0, -2, 5.8e6), Affine(2, 0.5, 5e5, 0.3, -1, 5.8e6)],
    ids=["south-up", "mirrored", "sheared"])
def test_any_geotransform_is_kept(tmp_path, transform):
    where = type(GRID)(GRID.crs, transform, 20, 10)
    with opened(scenes.write(tmp_path / "a.tif", np.ones((10, 20), "uint8"), where)) as raster:
        assert raster.grid == where


def test_a_raster_in_pixel_space_is_welcome(tmp_path):
    where = type(GRID)(None, Affine.identity(), 20, 10)
    with opened(scenes.write(tmp_path / "a.tif", np.ones((10, 20), "uint8"), where)) as raster:
        assert raster.grid == where


@pytest.mark.parametrize(("read", "share"), [
    ({"window": (1600, 1600, 2000, 2000)}, 0.15), ({"factor": 4, "any_overview": True}, 0.1), ({}, 1.1)],
    ids=["a corner", "an overview", "all"])
def test_a_remote_raster_is_read_as_far_as_it_is_needed(tmp_path, read, share):
    where = scenes.grid(2000, 2000)
    with creating(tmp_path / "a.tif", where, count=1, dtype="uint16", format="cog") as out:
        out.write(np.random.default_rng(0).integers(0, 60000, (1, *where.shape)).astype("uint16"))
    server = subprocess.Popen([sys.executable, Path(scenes.__file__).with_name("range_server.py"), tmp_path / "a.tif"],
                              stdout=subprocess.PIPE, text=True)
    with server:
        with opened(f"http://127.0.0.1:{server.stdout.readline().strip()}/a.tif") as raster:
            image = raster.read_band(0, **read)
        server.terminate()
        sent = sum(map(int, server.stdout))
    assert image.valid.all()
    assert share / 4 < sent / (tmp_path / "a.tif").stat().st_size < share


def test_an_overview_that_a_thread_opened_is_closed_by_another(path):
    with rasterio.open(path, "r+") as dataset:
        dataset.build_overviews([2], Resampling.average)
    with rasterio.Env(), opened(path) as raster, ThreadPoolExecutor(1) as pool:
        assert pool.submit(raster.read_band, 0, None, 2.0).result().grid.width == GRID.width / 2


def test_a_raster_is_not_closed_under_a_thread_that_reads_it(path, monkeypatch):
    begun, values = threading.Event(), Raster._values

    def slow(raster, dataset, *args):
        begun.set()
        time.sleep(0.2)
        assert not dataset.closed
        return values(raster, dataset, *args)

    monkeypatch.setattr(Raster, "_values", slow)
    with ThreadPoolExecutor(1) as pool:
        with opened(path) as raster:
            read = pool.submit(raster.read_band, 0)
            begun.wait()
        assert raster.dataset.closed
        assert read.result().valid.all()
        # What comes too late is told so, and reads nothing.
        with pytest.raises(RasterError, match="is closed"):
            pool.submit(raster.read_band, 0).result()


class TestPixelsAndStrips:
    @pytest.mark.parametrize(("window", "found"), [
        (None, (0, 0, 40, 30)), ((0, 0, 40, 30), (0, 0, 40, 30)), ((2.5, 3.5, 4.5, 5.5), (2, 3, 3, 3)),
        ((2.0000001, 3, 5.0000001, 6.0000001), (2, 3, 3, 3)),
        ((1.9999999, 2.9999999, 5, 6), (2, 3, 3, 3)), ((-10, -10, 1, 1), (0, 0, 1, 1)),
        ((39.5, 29.5, 99, 99), (39, 29, 1, 1)), ((40, 0, 50, 10), None), ((-5, -5, 0, 0), None), ((5, 5, 5, 9), None)])
    def test_a_window_is_the_whole_pixels_that_it_touches(self, window, found):
        assert inside(window, 40, 30) == found

    @given(st.integers(1, 60), st.integers(1, 60))
    def test_averages_weigh_every_pixel_alike(self, size, into):
        weights = area_weights(np.linspace(0, size, into + 1)).toarray()
        assert weights.shape == (into, size)
        np.testing.assert_allclose(weights.sum(1), 1, rtol=1e-5)
        np.testing.assert_allclose(weights.sum(0), into / size, rtol=1e-5)
        # What lies apart has no share: a part begins where the one before it ends.
        assert (np.count_nonzero(weights, axis=1) <= -(-size // into) + 1).all()

    @given(st.integers(0, 90), st.integers(1, 200), st.integers(1, 3000), st.sampled_from([1, 16, 64]))
    def test_strips_follow_each_other_and_end_on_the_file_s_blocks(self, row, height, width, block):
        dataset = SimpleNamespace(block_shapes=[(block, 64)])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("coregix_core.io.averaging.STRIP_PIXELS", 20_000)
            found = list(strips(dataset, 0, (0, row, width, height)))
        assert [start for start, _ in found] == [row, *(start + count for start, count in found[:-1])]
        assert sum(count for _, count in found) == height
        assert all((start + count) % block == 0 for start, count in found[:-1])
        assert all(count * width <= max(20_000, block * width) for _, count in found)


def test_an_overview_that_cannot_be_opened_is_done_without(tmp_path, monkeypatch):
    made = scenes.write(tmp_path / "a.tif", scenes.coordinates(GRID, "float32"), GRID)
    with rasterio.open(made, "r+") as dataset:
        dataset.build_overviews([2, 4], Resampling.average)
    with opened(made) as raster:
        monkeypatch.setattr("coregix_core.io.levels.open_dataset", failing)
        image = raster.read_band(0, None, 4.0, any_overview=True)
        np.testing.assert_array_equal(raster.read_band(0, None, 4.0).values, image.values)
    np.testing.assert_allclose(image.values, scenes.coordinates(image.grid)[0] * 4.0, atol=1e-3)


def failing(*_, **__):
    raise rasterio.errors.RasterioIOError("no such overview")
