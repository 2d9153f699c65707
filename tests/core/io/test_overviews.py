"""Overviews are measured on only if they show the pixels' averages in their places."""

import numpy as np
import pytest
import rasterio
import scenes
from rasterio.enums import Resampling

from coregix_core.io.overviews import _shift
from coregix_core.io.raster import open_raster

GROUND = scenes.Ground(4, shortest=8.0, longest=400.0, waves=60)


def raster_with_overviews(folder, method, where, values=None, levels=(2, 4), **profile):
    values = np.rint(scenes.textured(where, ground=GROUND)).astype("uint16") if values is None else values
    path = scenes.write(folder / "a.tif", values, where, **profile)
    with rasterio.open(path, "r+") as dataset:
        dataset.build_overviews(levels, method)
    return path


def read(path, factor, **options):
    with open_raster(path, role="moving") as raster:
        return raster.read_band(0, factor=factor, **options)


def means(values, factor):
    """Averages over blocks; what does not fill one is left out."""
    rows, cols = (n // factor for n in values.shape)
    return values[: rows * factor, : cols * factor].reshape(rows, factor, cols, factor).mean((1, 3))


@pytest.mark.parametrize(("size", "levels"), [((256, 200), (2, 4)), ((255, 201), (4,)), ((288, 198), (3, 6))])
@pytest.mark.parametrize("method", ["nearest", "gauss", "average", "cubic"])
def test_what_is_measured_lies_in_place_whatever_made_the_overviews(tmp_path, method, size, levels):
    where = scenes.grid(*size)
    image = read(raster_with_overviews(tmp_path, Resampling[method], where, levels=levels), levels[-1])
    # Against the ground itself, so that neither overviews nor averages are taken on trust.
    x, y = image.grid.to_world(*scenes.centres(image.grid))
    step = 0.05 * image.grid.pixel_size
    slope = np.stack([(GROUND(x + step, y) - GROUND(x - step, y)).ravel(),
                      (GROUND(x, y - step) - GROUND(x, y + step)).ravel()], 1) / 0.1
    fit = np.linalg.lstsq(slope, (image.values - GROUND(x, y)).ravel(), rcond=None)[0]
    # With the pixels between left out, a nearest overview is 0.25 to 0.4 of its pixels off.
    assert np.abs(fit).max() < 0.02


@pytest.mark.parametrize(("method", "used"), [
    ("average", True), ("bilinear", True), ("cubic", True), ("rms", True), ("nearest", False), ("mode", False),
    ("gauss", False)])
def test_which_are_used(tmp_path, method, used):
    path = raster_with_overviews(tmp_path, Resampling[method], scenes.grid(256, 200))
    with open_raster(path, role="moving") as raster:
        assert (raster.levels.coarsest(0, 4.0, any_overview=False).width < 256) is used
        # For a first look any will do.
        assert raster.levels.coarsest(0, 4.0, any_overview=True).width == 64


def test_overviews_of_older_pixels_are_not_used(tmp_path):
    where = scenes.grid(256, 256)
    path = raster_with_overviews(tmp_path, Resampling.average, where)
    values = np.rint(scenes.textured(where, scenes.displaced(2.0, 1.0), GROUND)).astype("uint16")
    with rasterio.open(path, "r+") as dataset:
        dataset.write(values, 1)
    # GDAL leaves overviews as they were.
    np.testing.assert_allclose(read(path, 2).values, means(values, 2), rtol=1e-6)


def test_overviews_that_are_off_in_a_corner_are_not_used(tmp_path):
    where = scenes.grid(400, 400)
    path = raster_with_overviews(tmp_path, Resampling.average, where, levels=(2,), tiled=True, blockxsize=128,
                                 blockysize=128)
    with rasterio.open(path) as dataset:
        values = dataset.read(1)
    with rasterio.open(path, "r+", overview_level=0) as level:
        level.write(values[::2, ::2][:100, :100], 1, window=((0, 100), (0, 100)))
    np.testing.assert_allclose(read(path, 2).values, means(values, 2), rtol=1e-6)


def test_a_flat_band_proves_nothing_and_is_read_in_full(tmp_path):
    where = scenes.grid(256, 256)
    values = np.full(where.shape, 5, "uint8")
    values[100, 103] = 205  # between the places that are looked at
    path = raster_with_overviews(tmp_path, Resampling.nearest, where, values)
    np.testing.assert_allclose(read(path, 2).values, means(values, 2))


def test_places_without_data_do_not_hide_that_the_others_are_right(tmp_path):
    where = scenes.grid(256, 256)
    values = np.rint(scenes.textured(where, ground=GROUND)).astype("uint16")
    values[:120, :120] = 0
    path = raster_with_overviews(tmp_path, Resampling.average, where, values, nodata=0)
    with open_raster(path, role="moving") as raster:
        assert raster.levels.coarsest(0, 4.0, any_overview=False).width == 64


@pytest.mark.parametrize(("count", "seen"), [(15, False), (16, True)])
def test_a_shift_is_seen_in_sixteen_pixels_and_more(count, seen):
    slopes = np.random.default_rng(5).normal(0, 100, (count, 2)).astype(np.float32)
    shift = _shift(slopes, slopes @ np.float32([0.3, -0.4]), 0.0)
    assert (shift is not None) is seen
    assert not seen or shift == pytest.approx(0.5, abs=1e-3)


def test_slopes_in_one_direction_show_no_shift():
    along = np.zeros((50, 2), np.float32)
    along[:, 0] = 100
    assert _shift(along, along[:, 0] * np.float32(0.3), 0.0) is None
