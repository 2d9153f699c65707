"""Images on common grids in memory: every pixel from its place to a thousandth, nothing invalid with it."""

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from scenes import ORIGIN, UTM, Ground, blobs, coordinates, displaced, grid, picture, textured

from coregix_core.geometry import Grid, project
from coregix_core.geometry.transform import LocalTransform, identity
from coregix_core.imaging.image import Image
from coregix_core.imaging.resampling import moving_pixels, resample
from coregix_core.threads import using_threads

GRID = grid(160, 140)
SOFT = Ground(shortest=14.0)
"""Waves of seven pixels and more."""
INNER = np.s_[16:-16, 16:-16]
LOCAL = LocalTransform(identity(), Affine(40.0, 0.0, ORIGIN[0] - 80, 0.0, -40.0, ORIGIN[1] + 80),
                       np.random.default_rng(4).uniform(-3, 3, (2, 12, 13)))


@pytest.fixture(scope="module")
def soft():
    return textured(GRID, ground=SOFT)


def test_in_place_pixels_stay_as_they_are(soft):
    image = picture(GRID, soft)
    same = resample(image, identity(), UTM, GRID)
    np.testing.assert_allclose(same.values, image.values, atol=2e-2)
    assert same.valid.all()


@pytest.mark.parametrize("truth", [
    displaced(0.74, -0.31), displaced(6.5, 3.1), displaced(2.0, 1.0, rotation_deg=3, scale=1.01)],
    ids=["part of a pixel", "shift", "similarity"])
def test_a_displaced_image_comes_back_into_place(truth, soft):
    moving = picture(GRID, textured(GRID, truth, SOFT))
    back = resample(moving, truth, UTM, GRID)
    error = (back.values - soft)[INNER]
    # A thousandth of a pixel on a slope of 500 per wave is about 1.
    assert np.sqrt((error**2).mean()) < 1.0


@pytest.mark.parametrize("transform", [displaced(5.0, 3.0, rotation_deg=2), LOCAL], ids=["affine", "local"])
def test_each_pixel_comes_from_the_place_that_the_transform_says(transform):
    col, row = moving_pixels(GRID, transform, UTM, GRID)
    exact = GRID.to_pixel(*transform(*GRID.to_world(*np.meshgrid(np.arange(160) + 0.5, np.arange(140) + 0.5))))
    np.testing.assert_allclose([col, row], exact, atol=1e-6)
    carried = [resample(picture(GRID, c), transform, UTM, GRID) for c in coordinates(GRID)]
    for image, place in zip(carried, (col, row), strict=True):
        np.testing.assert_allclose(image.values[INNER], place[INNER], atol=2e-3)


@pytest.mark.parametrize("code", [4326, 32632, 3857])
def test_another_crs_is_interpolated_to_a_thousandth_of_a_pixel(code):
    """Projections are computed on a coarse lattice: 600 pixels of 10 m bend enough to see it."""
    wide = grid(600, 500, 10.0)
    x, y = wide.to_world(300, 250)
    (cx,), (cy,) = project(UTM, CRS.from_epsg(code), [x], [y])
    pixel = 1e-4 if code == 4326 else 10.0
    other = Grid(CRS.from_epsg(code), Affine(pixel, 0, float(cx) - 300 * pixel, 0, -pixel, float(cy) + 250 * pixel),
                 600, 500)
    col, row = moving_pixels(wide, identity(), UTM, other)
    exact = other.to_pixel(*project(UTM, other.crs, *wide.to_world(*np.meshgrid(
        np.arange(600) + 0.5, np.arange(500) + 0.5))))
    np.testing.assert_allclose([col, row], exact, atol=1e-3)


def test_what_lies_under_invalid_pixels_does_not_enter(soft):
    """A spline's response has no end; a thousand times the contrast under the mask leaves no trace."""
    holes = ~blobs(GRID.shape, 0.3)
    shift = displaced(0.9, 0.7)
    results = [resample(Image(np.where(holes, soft, fill).astype(np.float32), holes, GRID), shift, UTM, GRID)
               for fill in (0.0, 1e6)]
    assert results[0].valid.any()
    np.testing.assert_array_equal(results[0].values, results[1].values)


def test_pixels_beside_holes_are_nearly_as_good(soft):
    holes = ~blobs(GRID.shape, 0.3)
    back = resample(picture(GRID, soft, holes), displaced(0.9, 0.7), UTM, GRID)
    whole = resample(picture(GRID, soft), displaced(0.9, 0.7), UTM, GRID)
    error = np.abs(back.values - whole.values)[back.valid]
    assert np.sqrt((error**2).mean()) < 10
    assert error.max() < 150


def test_a_pixel_is_valid_where_the_four_around_its_place_are():
    valid = np.ones(GRID.shape, bool)
    valid[70, 80] = False
    half = displaced(1.0, -1.0)  # half a pixel right and down
    back = resample(picture(GRID, np.zeros(GRID.shape), valid), half, UTM, GRID)
    rows, cols = np.nonzero(~back.valid[:-1, :-1])
    assert sorted(zip(rows.tolist(), cols.tolist(), strict=True)) == [(69, 79), (69, 80), (70, 79), (70, 80)]
    assert not back.valid[-1].any()
    assert not back.valid[:, -1].any()


def test_places_beyond_the_image_and_beyond_the_crs_are_invalid(soft):
    away = resample(picture(GRID, soft), displaced(1e5), UTM, GRID)
    assert not away.valid.any()
    assert not away.values.any()
    pole = Grid(CRS.from_epsg(4326), Affine(0.5, 0, 0, 0, -0.5, 90.0), 40, 20)
    there = grid(40, 40, 10.0, CRS.from_epsg(3857))
    col, _ = moving_pixels(Grid(CRS.from_epsg(4326), Affine(20.0, 0, -180, 0, -20.0, 90), 18, 9), identity(),
                           CRS.from_epsg(4326), there)
    assert np.isfinite(col).all()
    assert not resample(picture(there, np.ones(there.shape)), identity(), CRS.from_epsg(4326), pole).valid.any()


HOLED = picture(GRID, np.where(blobs(GRID.shape, 0.2, 6), np.nan, 1.0) * textured(GRID, ground=SOFT))
TURNED = displaced(3.3, -1.7, rotation_deg=1e-4)
"""So little turned that no pixel lies elsewhere, and too much for its axes to be taken apart."""


@pytest.mark.parametrize("image", [picture(GRID, textured(GRID, ground=SOFT)), HOLED], ids=["whole", "with holes"])
@pytest.mark.parametrize("target", [GRID, grid(171, 133, 2.0), grid(60, 50, 5.0), grid(400, 300, 0.7)], ids=str)
def test_axis_by_axis_it_is_what_it_is_place_by_place(image, target):
    by_axes, by_places = (resample(image, t, UTM, target) for t in (displaced(3.3, -1.7), TURNED))
    assert (by_axes.valid != by_places.valid).mean() < 1e-3
    both = by_axes.valid & by_places.valid
    assert both.mean() > 0.1
    # Of values of some thousands, on slopes of up to 500 a pixel.
    np.testing.assert_allclose(by_axes.values[both], by_places.values[both], atol=0.5)


@pytest.mark.parametrize("transform", [displaced(0.7, 0.2), displaced(5.0, 3.0, rotation_deg=2), LOCAL],
                         ids=["by axes", "affine", "local"])
def test_any_number_of_threads_gives_the_same_bytes(transform):
    target = grid(130, 700, 0.4)
    found = []
    for count in (1, 2, 3):
        with using_threads(count):
            found.append(resample(HOLED, transform, UTM, target))
    for one in found[1:]:
        np.testing.assert_array_equal(one.values, found[0].values)
        np.testing.assert_array_equal(one.valid, found[0].valid)
