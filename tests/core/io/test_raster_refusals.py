"""What is refused of rasters, in sentences that name the file; and what a pair of them may not be."""

import contextlib
import io
import os
import shutil
import warnings

import numpy as np
import pytest
import rasterio
import rasterio.shutil
import scenes
from affine import Affine
from rasterio.control import GroundControlPoint
from rasterio.errors import NotGeoreferencedWarning
from rasterio.rpc import RPC

from coregix_core.errors import GeoreferenceError, InputError, RasterError
from coregix_core.io.raster import check_pair, open_raster, refuse_same_file

GRID = scenes.grid()


def opened(path, **options):
    return open_raster(path, role="moving", **options)


class TestNames:
    @pytest.mark.parametrize("name", ["with space.tif", "qu'o\"te.tif", "new\nline.tif", "a?b#c&d.tif", "x:y.tif",
                                      "ü-日.tif", "%41.tif", "-r.tif", "é" * 125 + ".tif"])
    def test_odd_names(self, path, tmp_path, name):
        path.rename(tmp_path / name)
        with opened(tmp_path / name) as raster:
            assert raster.read_band(0).valid.all()

    def test_paths_of_gdal_and_open_datasets(self, path, tmp_path):
        archive = shutil.make_archive(str(tmp_path / "z"), "zip", tmp_path, "a.tif")
        with opened(f"/vsizip/{archive}/a.tif") as raster:
            assert raster.files == []
        with rasterio.open(path) as dataset:
            with opened(dataset) as raster:
                assert raster.path == str(path)
            assert not dataset.closed

    def test_links(self, path, tmp_path):
        (tmp_path / "l.tif").symlink_to(path)
        with opened(tmp_path / "l.tif") as raster:
            assert raster.count == 2


class TestRefusals:
    def refused(self, path, error=RasterError, **options):
        with pytest.raises(error) as caught, opened(path, **options) as raster:
            raster.read_band(0)
        assert "\n" not in str(caught.value)
        return str(caught.value)

    def test_what_is_not_there(self, tmp_path):
        assert "nope.tif does not exist" in self.refused(tmp_path / "nope.tif")
        (tmp_path / "l.tif").symlink_to(tmp_path / "nope.tif")
        assert "broken link" in self.refused(tmp_path / "l.tif")
        assert "not a file name" in self.refused("a\0b.tif")
        self.refused("")

    def test_what_is_no_raster(self, tmp_path):
        (tmp_path / "t.tif").write_text("hello")
        assert "not a raster" in self.refused(tmp_path / "t.tif")
        assert "folder" in self.refused(tmp_path)

    def test_complex_numbers(self, tmp_path):
        path = scenes.write(tmp_path / "a.tif", np.ones(GRID.shape, "complex64"), GRID)
        assert "complex" in self.refused(path)

    def test_a_band_that_is_not_there(self, path):
        with opened(path) as raster:
            with pytest.raises(RasterError, match="no band 2: it has 2 bands, 0 to 1"):
                raster.read_band(2)
            with pytest.raises(RasterError, match="no band -1"):
                raster.read_band(-1)

    def test_control_points_alone(self, tmp_path):
        where = type(GRID)(None, Affine.identity(), 20, 10)
        points = [GroundControlPoint(r, c, 5e5 + c, 5e6 - r) for r in (0, 10) for c in (0, 20)]
        path = scenes.write(tmp_path / "a.tif", np.ones((10, 20), "uint8"), where)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            scenes.describe(path, gcps=(points, scenes.UTM))
        assert "gdalwarp -tps" in self.refused(path, GeoreferenceError)
        # Where they may place it, it is a raster without a georeference, and has them.
        with opened(path, by_points=True) as raster:
            assert raster.grid.crs is None
            assert raster.grid.transform.is_identity
            assert raster.control_points.crs == scenes.UTM
            assert (raster.control_points.x[1], raster.control_points.source_y[2]) == (5e5 + 20, -10)
        # A georeference besides goes first; a CRS that is given is that of the points.
        with opened(path, by_points=True, crs="EPSG:32631") as raster:
            assert raster.control_points.crs.to_epsg() == 32631
            with opened(scenes.write(tmp_path / "b.tif", np.ones(GRID.shape, "uint8"), GRID), by_points=True) as other:
                assert other.control_points is None
                with pytest.raises(GeoreferenceError, match="gdalwarp -tps"):
                    check_pair(raster, other)

    def test_rpcs_alone(self, tmp_path):
        where = type(GRID)(None, Affine.identity(), 20, 10)
        path = scenes.write(tmp_path / "a.tif", np.ones((10, 20), "uint8"), where)
        terms = [1.0] + [0.0] * 19
        rpc = RPC(0, 1, 0, 1, terms, terms, 0, 1, 0, 1, terms, terms, 0, 1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            scenes.describe(path, rpcs=rpc)
        assert "gdalwarp -rpc" in self.refused(path, GeoreferenceError)

    def test_what_is_no_file_says_what_it_is(self, tmp_path):
        assert "is a folder, not a raster" in self.refused(tmp_path)

    @pytest.mark.skipif(os.name == "nt", reason="names are UTF-16 there")
    def test_a_name_that_is_not_utf_8(self):
        assert self.refused("caf\udce9.tif") == (
            "The name of the moving raster 'caf\\udce9.tif' is not UTF-8; rename the file.")

    def test_a_place_that_is_none_and_a_dataset_that_is_closed(self, tmp_path):
        flat = scenes.write(tmp_path / "flat.tif", np.ones(GRID.shape, "uint8"), GRID)
        with rasterio.open(flat, "r+") as dataset:
            dataset.transform = Affine(0, 0, 5e5, 0, 0, 5e6)
        assert "flat.tif cannot be used: The geotransform" in self.refused(flat, GeoreferenceError)
        dataset = rasterio.open(flat)
        dataset.close()
        assert "flat.tif is a dataset that is closed" in self.refused(dataset)

    def test_a_crs_that_is_none(self, path):
        assert "'EPSG:99' is not a CRS" in self.refused(path, GeoreferenceError, crs="EPSG:99")
        with opened(path, crs="EPSG:32632") as raster:
            assert raster.grid.crs.to_epsg() == 32632

    @pytest.mark.parametrize("compress", ["none", "deflate"])
    def test_a_truncated_file(self, tmp_path, compress):
        noise = np.random.default_rng(0).normal(size=GRID.shape)
        path = scenes.write(tmp_path / "a.tif", noise, GRID, compress=compress)
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size * 2 // 3)
        assert "a.tif" in self.refused(path)

    def test_a_file_corrupt_in_the_middle(self, tmp_path):
        noise = np.random.default_rng(0).normal(size=GRID.shape)
        path = scenes.write(tmp_path / "a.tif", noise, GRID, compress="deflate")
        data = bytearray(path.read_bytes())
        data[len(data) // 2 : len(data) // 2 + 4000] = b"\xff" * 4000
        path.write_bytes(data)
        said = self.refused(path)
        assert "damaged" in said
        # GDAL's own reason, and not rasterio's word that there was one.
        assert "See previous exception" not in said

    def test_a_vrt_with_a_missing_part(self, path, tmp_path):
        rasterio.shutil.copy(path, tmp_path / "v.vrt", driver="VRT")
        path.unlink()
        assert "v.vrt" in self.refused(tmp_path / "v.vrt")

    def test_a_local_vrt_does_not_reach_into_the_network(self, path, tmp_path):
        rasterio.shutil.copy(path, tmp_path / "v.vrt", driver="VRT")
        text = (tmp_path / "v.vrt").read_text()
        for remote in ("/vsicurl/http://127.0.0.1:9/a.tif", "http://127.0.0.1:9/a.tif"):
            (tmp_path / "w.vrt").write_text(text.replace(">a.tif<", f">{remote}<"))
            assert remote in (tmp_path / "w.vrt").read_text()
            assert "network" in self.refused(tmp_path / "w.vrt")


class TestPairs:
    def test_one_with_and_one_without_a_crs(self, path, tmp_path):
        other = scenes.write(tmp_path / "b.tif", np.ones(GRID.shape, "uint8"), scenes.grid(crs=None))
        with opened(path) as a, open_raster(other, role="fixed") as b:
            with pytest.raises(GeoreferenceError, match=r"fixed raster .*b.tif has no CRS.*fixed_crs"):
                check_pair(a, b)
            with pytest.raises(GeoreferenceError, match=r"or take both without\.$"):
                check_pair(a, b, searchable=True)
            with pytest.raises(GeoreferenceError, match=r"take both without\. .* start anywhere\.$"):
                check_pair(b, a, searchable=True)
            check_pair(a, a)
            check_pair(b, b)

    def test_the_output_is_an_input_by_any_name(self, path, tmp_path):
        (tmp_path / "soft.tif").symlink_to(path)
        os.link(path, tmp_path / "hard.tif")
        rasterio.shutil.copy(path, tmp_path / "v.vrt", driver="VRT")
        with opened(tmp_path / "v.vrt") as raster:
            for name in ("a.tif", "soft.tif", "hard.tif", "v.vrt", "../" + tmp_path.name + "/a.tif"):
                with pytest.raises(InputError, match="is the input"):
                    refuse_same_file(tmp_path / name, raster)
            refuse_same_file(tmp_path / "other.tif", raster, path)

    def test_an_input_that_changes_meanwhile_is_noticed(self, path):
        with opened(path) as raster:
            raster.check_unchanged()
            os.utime(path, (1, 1))
            with pytest.raises(InputError, match="changed"):
                raster.check_unchanged()


@pytest.mark.parametrize(("parts", "told"), [
    (["a:x", "a:y"], "give one of its subdatasets: a:x, a:y."), ([], "give another one."),
    ([f"n:{i}" for i in range(20)], "n:11, and 8 more.")])
def test_a_file_without_bands_names_its_subdatasets(monkeypatch, parts, told):
    class NoBands(contextlib.nullcontext):
        count, subdatasets, shape = 0, parts, (10, 10)

        def __enter__(self):
            return self

    monkeypatch.setattr("coregix_core.io.opening.open_dataset", lambda *_, **__: NoBands())
    with pytest.raises(RasterError) as caught, opened("many.nc"):
        pytest.fail("it was opened")
    assert told in str(caught.value)


@pytest.mark.parametrize(("name", "told"), [
    ("a.kml", "is a file of vectors; 'apply' moves"), ("a.fgb", "vectors"), ("a.gml", "vectors"),
    ("a.zip", "/vsizip/"), ("a.tgz", "/vsitar/"), ("a.tif", "is not a raster that can be read")])
def test_what_a_file_seems_to_be_and_what_to_do(tmp_path, name, told):
    (tmp_path / name).write_text("not an image")
    with pytest.raises(RasterError) as caught, opened(tmp_path / name):
        pytest.fail("it was opened")
    assert told in str(caught.value)


@pytest.mark.parametrize("source", [io.BytesIO(b"x"), {}, 5, None, np.zeros((3, 3))], ids=lambda s: type(s).__name__)
def test_what_is_no_path_and_no_dataset_is_refused(source):
    with pytest.raises(InputError, match="give a path or an open rasterio dataset"), opened(source):
        pytest.fail("it was opened")


@pytest.mark.parametrize("name", ["moving array.tif", "b.tif"])
def test_messages_call_a_file_by_its_path_whatever_its_name(tmp_path, name):
    path = scenes.write(tmp_path / name, np.ones((1, 8, 8), np.uint8), scenes.grid(8, 8))
    with open_raster(path, role="moving") as raster:
        assert raster.named == f"moving raster {path}"


def test_messages_call_an_array_by_its_role_and_other_files_in_memory_by_their_names():
    with rasterio.MemoryFile(filename="moving array.tif") as array, rasterio.MemoryFile(filename="c.tif") as file:
        for memory, said in ((array, "moving array"), (file, f"moving raster {file.name}")):
            with memory.open(driver="GTiff", width=8, height=8, count=1, dtype="uint8",
                             transform=Affine(10, 0, 5e5, 0, -10, 5.8e6), crs=scenes.UTM) as made:
                made.write(np.ones((1, 8, 8), np.uint8))
            with memory.open() as dataset, open_raster(dataset, role="moving") as raster:
                assert raster.named == said
