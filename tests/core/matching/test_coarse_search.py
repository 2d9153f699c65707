"""The coarse start: far and turned images are found without being told where."""

from functools import cache

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from scenes import ORIGIN, UTM, Ground, blobs, displaced, grid, picture, textured

from coregix_core.geometry import Grid, common_frame, project
from coregix_core.matching.coarse_search import CLEAR, find_start, make_proxy, shrunk

PIXEL = 2.0
GRID = grid(240, 220, PIXEL)
CENTRE = tuple(float(v) for v in GRID.to_world(120, 110))
FRAME = common_frame(GRID, GRID, GRID.bounds)
HALF = 240.0
"""Half the image, in metres."""


@cache
def scene(truth=None):
    return textured(GRID, truth)


def start(moving, max_shift=HALF, proxy="orientation", edges=True, fixed=None):
    return find_start(picture(GRID, scene()) if fixed is None else fixed, moving, FRAME, proxy=proxy, edges=edges,
                      max_shift=max_shift)


def error(found, truth):
    """Largest error at places inside the image, in pixels."""
    x, y = GRID.to_world(*np.meshgrid([60, 120, 180], [60, 110, 160]))
    (fx, fy), (tx, ty) = found.transform(x, y), truth(x, y)
    return float(np.hypot(fx - tx, fy - ty).max()) / PIXEL


def about_the_middle(**motion):
    return displaced(**motion, centre=CENTRE)


@pytest.mark.parametrize(("east", "north"), [(0.0, 0.0), (9.0, -5.0), (-120.0, 80.0), (235.0, 0.0), (0.0, -215.0)])
def test_shifts_up_to_half_the_image_are_found(east, north):
    truth = about_the_middle(east=east, north=north)
    found = start(picture(GRID, scene(truth)))
    assert error(found, truth) < 2
    assert found.peak.strength > CLEAR


@pytest.mark.parametrize("degrees", [8.0, -8.0, 3.3, 10.0])
def test_rotations_are_found(degrees):
    truth = about_the_middle(east=40.0, north=-30.0, rotation_deg=degrees)
    found = start(picture(GRID, scene(truth)))
    assert found.transform.rotation_deg == pytest.approx(degrees, abs=1.5)
    assert error(found, truth) < 4


def test_inverted_contrast_is_found_by_direction():
    truth = about_the_middle(east=60.0, north=40.0)
    assert error(start(picture(GRID, 6000 - scene(truth))), truth) < 2


def test_bands_are_found_as_they_are_too():
    truth = about_the_middle(east=60.0, north=40.0)
    assert error(start(picture(GRID, scene(truth)), edges=False), truth) < 3


def test_holes_in_both_are_no_hindrance():
    truth = about_the_middle(east=60.0, north=40.0)
    holes = ~blobs(GRID.shape, 0.3, 1), ~blobs(GRID.shape, 0.3, 2)
    found = start(picture(GRID, scene(truth), holes[0]), fixed=picture(GRID, scene(), holes[1]))
    assert error(found, truth) < 2


def test_a_moving_image_that_begins_elsewhere_is_found():
    """The georeference says that it hardly overlaps the reference: what the reference lacks is added, invalid."""
    aside = GRID.window(150, 0, 240, 220)
    truth = about_the_middle(east=200.0)
    found = start(picture(aside, textured(aside, truth)))
    assert error(found, truth) < 2


def test_a_finer_image_in_another_crs_is_found():
    crs = CRS.from_epsg(32632)
    (cx,), (cy,) = project(UTM, crs, [CENTRE[0]], [CENTRE[1]])
    there = Grid(crs, Affine(1.5, 0, float(cx) - 260, 0, -1.5, float(cy) + 260), 340, 340)
    truth = about_the_middle(east=50.0, north=30.0)
    x, y = project(crs, UTM, *there.to_world(*np.meshgrid(np.arange(340) + 0.5, np.arange(340) + 0.5)))
    moving = picture(there, Ground()(*truth.inverse(x, y)))
    assert error(start(moving), truth) < 3


def test_no_shift_beyond_the_largest_is_given():
    found = start(picture(GRID, scene(about_the_middle(east=200.0))), max_shift=60.0)
    assert np.hypot(*found.transform.shift) < 70


def test_unrelated_images_have_no_clear_start():
    related = start(picture(GRID, scene(about_the_middle(east=60.0, north=40.0)))).peak
    unrelated = start(picture(GRID, textured(GRID, ground=Ground(31)))).peak
    assert related.strength > 1.5 * unrelated.strength
    assert unrelated.strength < 1.3 * unrelated.rival


@pytest.mark.parametrize(("proxy", "edges"), [("orientation", True), ("correlation", True), ("other", True),
                                             ("orientation", False)])
def test_the_proxy_is_the_one_asked_for(proxy, edges):
    image = picture(GRID, scene())
    real = np.abs(make_proxy(image, proxy, edges).values.imag).max() == 0
    assert real != edges


def test_a_shrunk_image_is_a_mean_over_valid_pixels():
    valid = np.ones((40, 40), bool)
    valid[:4, :4] = False
    valid[4, 0] = False
    where = grid(40, 40, 1.0, origin=ORIGIN)
    rows, cols = np.indices((40, 40))
    small = shrunk(picture(where, cols + 100.0 * rows, valid), 4)
    assert small.values.shape == (10, 10)
    assert small.grid.bounds == where.bounds
    assert small.values[3, 2] == pytest.approx(9.5 + 100 * 13.5)
    assert not small.valid[0, 0]
    assert small.valid[1, 0]
    assert small.values[1, 0] == pytest.approx((cols + 100.0 * rows)[4:8, :4][valid[4:8, :4]].mean(), rel=1e-6)
    assert shrunk(small, 1) is small
