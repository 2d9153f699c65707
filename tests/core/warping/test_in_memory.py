"""Warped into memory: the same pixels as in a file, with what is valid of all bands."""

import numpy as np
import pytest
import rasterio
from scenes import displaced, grid, textured, write

from coregix_core.io import open_raster
from coregix_core.progress import Progress
from coregix_core.warping import warp, warp_array

GRID = grid(90, 70)
TRUTH = displaced(13.0, -7.0)


@pytest.fixture
def source(tmp_path):
    """Two bands of 16 bits, of which the second lacks a corner."""
    values = np.stack([textured(GRID), textured(GRID) + 5]).astype("uint16")
    values[1, :20, :30] = 0
    with open_raster(write(tmp_path / "a.tif", values, GRID, nodata=0), role="input") as raster:
        yield raster


def warped(source, out=GRID, nodata=None, seen=None, **given):
    progress = Progress(None if seen is None else lambda event: seen.append(event.fraction))
    with progress.stage("warp"):
        return warp_array(source, TRUTH, GRID.crs, out, output_nodata=nodata, threads=1, memory_budget=1 << 28,
                          progress=progress, **{"resampling": "cubic", **given})


def test_memory_holds_what_a_file_would(source, tmp_path):
    values, valid, nodata = warped(source)
    warp(source, TRUTH, GRID.crs, GRID, tmp_path / "b.tif")
    with rasterio.open(tmp_path / "b.tif") as file:
        assert np.array_equal(values, file.read())
        assert np.array_equal(valid, (file.read_masks() > 0).all(0))
        assert nodata == file.nodata == 0


def test_a_pixel_is_valid_where_all_bands_are(source):
    values, valid, _ = warped(source)
    assert valid.shape == GRID.shape
    assert 0.5 < valid.mean() < 0.95
    assert (values[:, valid] > 0).all()
    assert not valid[:15, :22].any(), "the second band's corner"


@pytest.mark.parametrize(("given", "value"), [(None, 0), (65535.0, 65535)])
def test_what_is_not_valid_has_the_nodata_value(source, given, value):
    values, valid, nodata = warped(source, nodata=given)
    assert nodata == value
    assert (values[:, ~valid] == value).any()


def test_bands_may_be_resampled_each_in_its_way(source):
    nearest = warped(source, resampling="nearest")[0]
    both = warped(source, band_resampling=("0=nearest",))[0]
    assert np.array_equal(both[0], nearest[0])
    assert not np.array_equal(both[1], nearest[1])


def test_the_output_s_grid_is_the_one_that_is_asked_for_and_progress_ends_at_one(source):
    seen = []
    values, valid, _ = warped(source, GRID.window(10, 5, 40, 30), seen=seen)
    whole = warped(source)
    assert np.array_equal(valid, whole[1][5:35, 10:50])
    assert np.abs(values.astype(int) - whole[0][:, 5:35, 10:50])[:, valid].max() <= 1, "but for rounding"
    assert seen[-1] == 1.0
