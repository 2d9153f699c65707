"""Rasters out: tiled and compressed, with the metadata and the nodata value of their source, and never in part."""

import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import rasterio
import scenes
from rasterio.enums import ColorInterp
from runs import namespace

from coregix_core.errors import OutputError
from coregix_core.io import output
from coregix_core.io.output import (
    TILE_BYTES,
    _photometric,
    _predictor,
    available_threads,
    cache_bytes,
    creating,
    remove_sidecars,
    tile_side,
)

GRID = scenes.grid(700, 600)

FILLING_UP = """
import subprocess, sys
import numpy as np, rasterio
from pathlib import Path
from coregix_core.errors import OutputError
from coregix_core.geometry import Grid
from coregix_core.io.output import creating
from rasterio.windows import Window

folder, kind, threads = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
grid = Grid(None, rasterio.Affine(2, 0, 5e5, 0, -2, 5e6), 1300, 1100)
values = np.random.default_rng(0).integers(0, 250, (2, *grid.shape)).astype("uint16")
values[:, :, 600:] = 3

def ends(size):
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", folder], check=True)
    (folder / "a.tif").write_text("old")
    try:
        with creating(folder / "a.tif", grid, count=2, dtype="uint16", format=kind, threads=threads) as out:
            for row in (0, 512, 1024):
                part = values[:, row : row + 512]
                out.write(part, window=Window(0, row, 1300, part.shape[1]))
    except OutputError:
        old = [(p.name, p.read_text()) for p in folder.iterdir()] == [("a.tif", "old")]
        return "refused" if old else "lost"
    with rasterio.open(folder / "a.tif") as made:
        return "whole" if (made.read() == values).all() else "wrong"

# About the size of the file, where little is missing.
sizes = [300, *range(1500, 1900, 20), 2200] if kind == "gtiff" else [300, *range(3000, 4200, 200), 6000]
for size in sizes:
    print(ends(size))
    subprocess.run(["umount", folder], check=True)
"""


class TestRasters:
    def fill(self, path, dtype="uint16", **options):
        values = np.random.default_rng(0).integers(0, 250, (2, *GRID.shape)).astype(dtype)
        with creating(path, GRID, count=2, dtype=dtype, **options) as out:
            out.write(values)
        return values

    @pytest.mark.parametrize("dtype", ["uint8", "int8", "uint16", "int32", "int64", "float32", "float64"])
    def test_tiled_compressed_and_lossless(self, tmp_path, dtype):
        values = self.fill(tmp_path / "a.tif", dtype)
        with rasterio.open(tmp_path / "a.tif") as dataset:
            np.testing.assert_array_equal(dataset.read(), values)
            assert (dataset.block_shapes[0], dataset.compression.name) == ((512, 512), "deflate")
            assert (dataset.transform, dataset.crs, dataset.dtypes[0]) == (GRID.transform, GRID.crs, dtype)

    @pytest.mark.parametrize("categorical", [False, True])
    def test_cog(self, tmp_path, litter, categorical):
        values = self.fill(tmp_path / "a.tif", format="cog", categorical=categorical)
        with rasterio.open(tmp_path / "a.tif") as dataset:
            np.testing.assert_array_equal(dataset.read(), values)
            assert dataset.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
            assert dataset.overviews(1) == [2]
        with rasterio.open(tmp_path / "a.tif", overview_level=0) as overview:
            picked = np.isin(overview.read(1)[10, 10], values[0, 20:22, 20:22])
            assert picked == categorical
        assert litter("a.tif") == []

    def test_all_that_describes_the_bands_survives_but_what_no_longer_holds(self, tmp_path):
        values = np.ones((3, *GRID.shape), "int16")
        source = scenes.describe(
            scenes.write(tmp_path / "s.tif", values, GRID, interleave="band"), descriptions=("red", "", "b"),
            units=("m", "", "K"), scales=(0.1, 1.0, 2.0), offsets=(3.0, 0.0, 1.0),
            colorinterp=(ColorInterp.gray, ColorInterp.undefined, ColorInterp.undefined),
            tags={"OWNER": "me", "AREA_OR_POINT": "Point"},
            band_tags={1: {"WAVE": "665"}, 2: {"SENSOR": "x", "STATISTICS_MEAN": "4"}, 3: {"LAST": "yes"}})
        with rasterio.open(source) as like, creating(tmp_path / "a.tif", GRID, count=3, dtype="int16", like=like,
                                                     tags={"MORE": "1"}) as out:
            out.write(values)
        with rasterio.open(tmp_path / "a.tif") as dataset:
            assert dataset.descriptions == ("red", None, "b")
            assert dataset.units == ("m", None, "K")
            assert (dataset.scales, dataset.offsets) == ((0.1, 1.0, 2.0), (3.0, 0.0, 1.0))
            assert dataset.tags() == {"OWNER": "me", "AREA_OR_POINT": "Point", "MORE": "1"}
            assert [dataset.tags(band) for band in (1, 2, 3)] == [{"WAVE": "665"}, {"SENSOR": "x"}, {"LAST": "yes"}]
            assert dataset.interleaving.value == "BAND"

    def test_a_palette_without_colours_is_no_reason_to_stop(self, tmp_path):
        values = np.ones((3, *GRID.shape), "uint8")
        source = scenes.write(tmp_path / "p.tif", values, GRID, tiled=True, blockxsize=16, blockysize=16)
        scenes.describe(source, colorinterp=(ColorInterp.palette, ColorInterp.undefined, ColorInterp.undefined))
        with rasterio.open(source) as like:
            with pytest.raises(ValueError, match="color table"):
                like.colormap(1)
            with creating(tmp_path / "a.tif", GRID, count=3, dtype="uint8", like=like) as out:
                out.write(values)
        with rasterio.open(tmp_path / "a.tif") as dataset:
            np.testing.assert_array_equal(dataset.read(), values)

    @pytest.mark.parametrize("kind", ["gtiff", "cog"])
    def test_a_name_at_the_limit_leaves_no_room_for_sidecars(self, tmp_path, litter, kind):
        name = "n" * 251 + ".tif"
        with creating(tmp_path / name, GRID, count=1, dtype="uint8", format=kind) as out:
            out.write(np.ones((1, *GRID.shape), "uint8"))
        assert litter() == [name]

    def test_sidecars_of_the_file_that_was_replaced_go(self, tmp_path, litter):
        for suffix in (".aux.xml", ".ovr", ".msk"):
            (tmp_path / f"a.tif{suffix}").write_text("old")
        self.fill(tmp_path / "a.tif")
        assert litter() == ["a.tif"]

    @pytest.mark.parametrize(("kind", "threads"), [("gtiff", 1), ("gtiff", 2), ("cog", 2)])
    def test_a_disk_that_fills_up_at_any_byte_leaves_the_old_output_whole(self, tmp_path, kind, threads):
        """Nor does one pass for whole in which GDAL's threads left an empty tile where none could be written."""
        arguments = [*namespace(), sys.executable, "-c", FILLING_UP, tmp_path, kind, str(threads)]
        done = subprocess.run(arguments, check=True, capture_output=True, text=True)
        ends = done.stdout.split()
        assert ends[0] == "refused"
        assert ends[-1] == "whole"
        assert set(ends) == {"refused", "whole"}

    def test_a_tile_that_was_not_written_is_noticed(self, tmp_path, litter):
        def lose_the_tiles():
            with creating(tmp_path / "a.tif", GRID, count=1, dtype="uint8") as out:
                name, profile = out.name, out.profile
                out.close()
                rasterio.open(name, "w", **{**profile, "sparse_ok": True}).close()

        with pytest.raises(OutputError, match="tile 0, 0 is missing"):
            lose_the_tiles()
        assert litter() == []


class TestMachine:
    def test_threads_are_those_that_the_process_may_use(self, monkeypatch):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 3, 5}, raising=False)
        assert available_threads() == 3

    @pytest.mark.parametrize(("count", "threads"), [(6, 6), (None, 1)])
    def test_systems_without_affinity_have_all_or_at_least_one(self, monkeypatch, count, threads):
        monkeypatch.delattr(os, "sched_getaffinity", raising=False)
        monkeypatch.setattr(os, "cpu_count", lambda: count)
        assert available_threads() == threads

    @pytest.mark.parametrize(("budget", "cache"), [(1 << 30, 1 << 28), (64 << 20, 32 << 20)])
    def test_gdal_s_cache_is_a_quarter_but_holds_a_row_of_tiles(self, budget, cache):
        assert cache_bytes(budget) == cache


def test_sidecars_of_another_raster_stay(tmp_path, litter):
    for name in ("a.tif", "a.tif.ovr", "b.tif.ovr", "a.ovr"):
        (tmp_path / name).write_text("x")
    remove_sidecars(tmp_path / "a.tif")
    assert litter() == ["a.ovr", "a.tif", "b.tif.ovr"]


@pytest.mark.parametrize(("colours", "photometric"), [
    ((ColorInterp.red, ColorInterp.green, ColorInterp.blue), "rgb"),
    ((ColorInterp.gray, ColorInterp.undefined, ColorInterp.undefined), "minisblack")])
def test_colours_are_taken_as_they_were(tmp_path, colours, photometric):
    values = np.ones((3, *GRID.shape), "uint8")
    source = scenes.write(tmp_path / "s.tif", values, GRID, photometric=photometric)
    scenes.describe(source, colorinterp=colours)
    with rasterio.open(source) as like, creating(tmp_path / "a.tif", GRID, count=3, dtype="uint8", like=like) as out:
        out.write(values)
    with rasterio.open(tmp_path / "a.tif") as dataset:
        assert dataset.colorinterp == colours


def test_a_palette_keeps_its_numbers_and_colours(tmp_path):
    values = np.arange(GRID.width * GRID.height, dtype="uint8").reshape(1, *GRID.shape) % 4
    source = scenes.write(tmp_path / "s.tif", values, GRID, photometric="palette")
    scenes.describe(source, colormap={i: (i, 2 * i, 3 * i, 255) for i in range(4)})
    with rasterio.open(source) as like, creating(tmp_path / "a.tif", GRID, count=1, dtype="uint8", like=like) as out:
        out.write(values)
    with rasterio.open(tmp_path / "a.tif") as dataset:
        np.testing.assert_array_equal(dataset.read(), values)
        assert dataset.colormap(1)[3] == (3, 6, 9, 255)
        assert dataset.tags(ns="IMAGE_STRUCTURE").get("PREDICTOR") is None


@pytest.mark.parametrize(("count", "dtype", "side"), [
    (1, "uint8", 512), (4, "uint16", 512), (12, "float32", 256), (60, "int16", 256), (240, "int16", 128),
    (5000, "float64", 64)])
def test_tiles_of_many_bands_are_smaller(count, dtype, side):
    """So that all bands of a tile fit into a block, and a tile is written once."""
    assert tile_side(count, dtype) == side
    assert side == 64 or side**2 * count * np.dtype(dtype).itemsize <= TILE_BYTES


def test_pixels_that_are_points_stay_so_and_in_place(tmp_path):
    source = scenes.describe(scenes.write(tmp_path / "a.tif", np.ones(GRID.shape, "uint8"), GRID),
                             tags={"AREA_OR_POINT": "Point"})
    with rasterio.open(source) as like, creating(tmp_path / "o.tif", GRID, count=1, dtype="uint8", like=like) as out:
        out.write(like.read())
    with rasterio.open(tmp_path / "o.tif") as dataset:
        assert dataset.tags()["AREA_OR_POINT"] == "Point"
        assert dataset.transform == GRID.transform


@pytest.mark.parametrize(("colours", "taken"), [
    ("red green blue", "RGB"), ("red green blue alpha", "RGB"), ("blue green red", "MINISBLACK"),
    ("red green", "MINISBLACK"), ("gray", "MINISBLACK"), ("red green undefined", "MINISBLACK")])
def test_bands_are_shown_as_colours_if_the_source_s_first_three_are(colours, taken):
    like = SimpleNamespace(colorinterp=tuple(ColorInterp[name] for name in colours.split()))
    assert _photometric(like, "uint8") == taken


@pytest.mark.parametrize(("dtype", "predictor"), [
    ("float32", 3), ("float64", 3), ("uint8", 2), ("int16", 2), ("uint32", 2), ("int32", 2), ("int64", 1),
    ("uint64", 1)])
def test_floats_and_integers_of_up_to_four_bytes_have_a_predictor(dtype, predictor):
    assert _predictor(np.dtype(dtype)) == predictor


def test_a_copy_that_has_all_bands_is_compared_itself_whatever_other_rasters_it_holds(monkeypatch):
    raster = SimpleNamespace(count=1, indexes=(1,), subdatasets=["another"], checksum=lambda _band: 7)
    opened = []
    monkeypatch.setattr(output, "require_room", lambda _path: None)
    monkeypatch.setattr(output.rasterio, "open", lambda path: opened.append(path) or nullcontext(raster))
    copy = SimpleNamespace(form=SimpleNamespace(driver="netCDF", what="netCDF"), exact=True)
    output._Making._require_same(copy, Path("written.tif"), Path("made.nc"), "out.nc")
    assert opened == [Path("written.tif"), Path("made.nc"), Path("made.nc")]
