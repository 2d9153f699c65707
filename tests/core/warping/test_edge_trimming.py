"""Edge trimming: the rim goes as deep as it looks invalid and may go, and what lies inside stays."""

from types import SimpleNamespace

import numpy as np
import pytest
import rasterio
import rasterio.shutil
import scenes
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.enums import MaskFlags

from coregix_core.errors import InputError, RasterError
from coregix_core.warping.edge_trimming import _boxes, _looks_invalid, edge_pixels, trim

GRID = scenes.grid(700, 560)


def by_hand(suspicious, invalid, depth):
    """The definition, step by step: what touches the edge goes, and then what touches that."""
    gone = np.pad(invalid, 1, constant_values=False)
    for _ in range(depth):
        grown = gone.copy()
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                grown |= np.roll(gone, (dy, dx), (0, 1))
        gone |= grown & np.pad(suspicious, 1)
    return gone[1:-1, 1:-1] & ~invalid


@given(st.integers(0, 1000), st.integers(1, 6), st.floats(0.2, 0.9))
@settings(max_examples=60, deadline=None)
def test_the_search_is_its_definition(seed, depth, share):
    rng = np.random.default_rng(seed)
    suspicious, invalid = rng.random((20, 25)) < share, rng.random((20, 25)) < 0.03
    np.testing.assert_array_equal(edge_pixels(suspicious, invalid, depth), by_hand(suspicious, invalid, depth))


@pytest.fixture
def rimmed(tmp_path):
    """Valid from column 40 on, with a dark rim of 4 pixels, a dark crack into the image and a dark pond inside."""
    values = np.random.default_rng(0).integers(100, 200, (2, *GRID.shape)).astype("uint8")
    values[:, :, :40] = 0
    values[0, :, 40:44] = 5
    values[0, 300, 40:100] = 5
    values[0, 200:240, 200:240] = 5
    return scenes.write(tmp_path / "a.tif", values, GRID, nodata=0)


def read(path):
    with rasterio.open(path) as dataset:
        return dataset.read(), dataset.read_masks() > 0


def test_the_rim_goes_and_the_pond_stays(rimmed, tmp_path):
    before, _ = read(rimmed)
    count = trim(rimmed, tmp_path / "o.tif", depth=8, below=50)
    after, valid = read(tmp_path / "o.tif")
    gone = ~valid & (before > 0)
    assert count == gone[0].sum() == 4 * 560 + 4
    assert (gone[0] == gone[1]).all(), "all bands are trimmed alike"
    assert gone[0, :, 40:44].all()
    assert np.flatnonzero(gone[0, 300])[-1] == 47
    assert valid[:, 200:240, 200:240].all()
    np.testing.assert_array_equal(after[valid], before[valid])
    np.testing.assert_array_equal(read(rimmed)[0], before)


def test_in_place(rimmed, tmp_path, litter):
    trim(rimmed, tmp_path / "o.tif", below=50)
    (tmp_path / "a.tif.ovr").write_text("stale")
    assert trim(rimmed, below=50) == 4 * 560 + 4
    np.testing.assert_array_equal(read(rimmed)[0], read(tmp_path / "o.tif")[0])
    assert litter("a.tif", "o.tif") == []


def test_values_above_a_limit(rimmed):
    trim(rimmed, depth=1, above=150)
    values, _ = read(rimmed)
    assert (values[0, :, 40] == 5).all()
    assert values[0, :, 699].max() <= 150


def test_without_limits_zeros_are_invalid(tmp_path):
    values = np.full(GRID.shape, 9, "int16")
    values[:3], values[100, 100] = 0, 0
    path = scenes.write(tmp_path / "a.tif", values, GRID, nodata=-1)
    assert trim(path) == 3 * 700
    assert read(path)[0][0, 100, 100] == 0


@pytest.mark.parametrize("depth", [1, 3, 40])
def test_blocks_do_not_show(tmp_path, depth):
    rng = np.random.default_rng(1)
    where = scenes.grid(1500, 1100)
    values = np.where(scenes.blobs(where.shape, 0.3, 1, 3), 2, 9).astype("uint8")
    values[scenes.blobs(where.shape, 0.1, 2, 20)] = 0
    values[rng.random(where.shape) < 0.001] = 0
    path = scenes.write(tmp_path / "a.tif", values, where, nodata=0)
    trim(path, tmp_path / "o.tif", depth=depth, below=5, memory_budget=1)
    outside = np.pad(values == 0, 1, constant_values=True)
    expected = edge_pixels(np.pad(values < 5, 1), outside, depth)[1:-1, 1:-1]
    np.testing.assert_array_equal(read(tmp_path / "o.tif")[1][0], (values > 0) & ~expected)


def test_a_raster_without_nodata_keeps_its_real_zeros(tmp_path):
    values = np.full(GRID.shape, 9, "uint8")
    values[:, 0], values[50, 50] = 3, 0
    path = scenes.write(tmp_path / "a.tif", values, GRID)
    trim(path, below=5)
    out, valid = read(path)
    assert valid[0, 50, 50]
    assert out[0, 50, 50] == 0
    assert not valid[0, :, 0].any()


def test_a_mask_stays_a_mask_and_a_cog_a_cog(tmp_path):
    values = np.full(GRID.shape, 9, "uint8")
    values[:, 10] = 3
    path = scenes.write(tmp_path / "a.tif", values, GRID, mask=np.arange(700) >= np.full((560, 1), 10))
    rasterio.shutil.copy(path, tmp_path / "c.tif", driver="COG")
    assert trim(tmp_path / "c.tif", below=5) == 560
    with rasterio.open(tmp_path / "c.tif") as dataset:
        assert dataset.mask_flag_enums[0] == [MaskFlags.per_dataset]
        assert dataset.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert not dataset.dataset_mask()[:, :11].any()


class TestRefusals:
    def test_limits_that_contradict_each_other(self, rimmed):
        with pytest.raises(InputError, match="all edges would be invalid"):
            trim(rimmed, below=10, above=5)

    def test_a_band_that_is_not_there(self, rimmed):
        with pytest.raises(RasterError, match="no band 2"):
            trim(rimmed, band=2, below=1)

    def test_the_input_as_output(self, rimmed):
        with pytest.raises(InputError, match="is the input"):
            trim(rimmed, rimmed, below=1)


@pytest.mark.parametrize(("below", "above", "expected"), [
    (None, None, [False, True, False, False, False]), (1, None, [True, True, False, False, False]),
    (None, 4, [False, False, False, False, True]), (1, 4, [True, True, False, False, True]),
    (-5, None, [False] * 5)])
def test_values_beyond_the_limits_look_invalid_and_those_at_them_do_not(below, above, expected):
    assert _looks_invalid(np.array([-5, 0, 1, 4, 9]), below, above).tolist() == expected


@pytest.mark.parametrize(("memory", "widest"), [(1 << 30, 5000), (64 << 20, 1024), (0, 512)])
def test_blocks_are_rows_of_tiles_as_wide_as_memory_allows(memory, widest):
    raster = SimpleNamespace(grid=scenes.grid(5000, 1100), count=1, dtype="uint16")
    boxes = list(_boxes(raster, 8, memory))
    assert max(width for _, _, width, _ in boxes) == widest
    assert {height for *_, height in boxes} == {512, 1100 - 2 * 512}
    assert sum(width * height for _, _, width, height in boxes) == 5000 * 1100
    assert boxes == sorted(boxes, key=lambda box: (box[1], box[0]))


@pytest.mark.parametrize(("suspicious", "invalid"), [(False, True), (True, False)])
def test_without_something_suspicious_or_an_edge_nothing_goes(suspicious, invalid):
    assert not edge_pixels(np.full((4, 5), suspicious), np.full((4, 5), invalid), 3).any()


def test_progress_rises_by_blocks_to_the_end(rimmed, monkeypatch):
    monkeypatch.setattr("coregix_core.warping.edge_trimming._boxes", lambda raster, *_: [
        (0, row, raster.grid.width, min(20, raster.grid.height - row)) for row in range(0, raster.grid.height, 20)])
    seen = []
    trim(rimmed, progress=SimpleNamespace(report=lambda fraction, **_: seen.append(fraction)))
    assert len(set(seen)) > 3
    assert seen == sorted(seen)
    assert seen[0] < 0.5
    assert seen[-1] == 1.0


@pytest.mark.parametrize("tiles", [1, 2, 3, 5])
def test_a_block_and_its_surroundings_take_a_quarter_of_the_memory(tiles):
    raster = SimpleNamespace(grid=scenes.grid(9000, 600), count=2, dtype="uint16")
    of_a_column = (512 + 2 * 8) * (24 + 3 * 2 * 2)
    for over, wide in ((0, tiles), (-4, max(tiles - 1, 1))):
        boxes = list(_boxes(raster, 8, 4 * of_a_column * 512 * tiles + over))
        assert max(width for _, _, width, _ in boxes) == 512 * wide
