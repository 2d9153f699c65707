"""A warp goes by blocks: what they hold, how much memory many bands take, and maps that are fitted in each."""

import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest
import rasterio
import rasterio.shutil
import scenes
from affine import Affine
from hypothesis import given
from hypothesis import strategies as st
from warps import warped

from coregix_core.geometry import apply_affine
from coregix_core.io.output import tile_side
from coregix_core.warping.boxes import block_shape, boxes_of, quarters, shares
from coregix_core.warping.places import _known, polynomial


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
