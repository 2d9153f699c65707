"""Rasters lie pixel on pixel if whole pixels are all that is between them."""

from types import SimpleNamespace

import pytest
from scenes import grid

from coregix_core.assessing.sensor_pattern import apart_from_pixels, may_share_pixels, pixel_on_pixel
from coregix_core.geometry import AffineTransform, Frame

FIXED = grid(300, 280)


def made(shift=(0.0, 0.0), turn=0.0, origin=(0, 0), shape=(299, 279), pixel=1.0):
    """A moving raster that starts at a pixel, under a shift (pixels) and a small turn (radians).

    Its own pixels are ``pixel`` of the fixed one's.
    """
    own, pixel, middle = pixel * FIXED.pixel_size, FIXED.pixel_size, FIXED.to_world(150.0, 140.0)
    moving = grid(*shape, pixel=own, origin=FIXED.to_world(*map(float, origin)))
    transform = AffineTransform("affine", middle, ((1.0, -turn), (turn, 1.0)), (pixel * shift[0], pixel * shift[1]))
    pair = SimpleNamespace(moving=SimpleNamespace(grid=moving), fixed=SimpleNamespace(grid=FIXED), area=FIXED.bounds,
                           frame=Frame(middle, (pixel, pixel)))
    return pair, transform


def lies(*args, **under):
    return pixel_on_pixel(*made(*args, **under))


@pytest.mark.parametrize("shift", [(0.0, 0.0), (4.0, -3.0), (1.04, 0.03)])
@pytest.mark.parametrize("origin", [(0, 0), (1, 1), (20, 7)])
def test_whole_pixels_between_rasters_of_any_size_and_corner(shift, origin):
    assert lies(shift, origin=origin)


def test_rasters_in_place_may_be_found_a_little_aside():
    assert lies((0.15, 0.15), shape=(300, 280))


@pytest.mark.parametrize("under", [{"shift": (3.4, 0.0)}, {"shift": (4.0, 0.2)}, {"turn": 0.01},
                                   {"shift": (4.0, 0.0), "turn": 0.002}, {"origin": (0.5, 0.0)}])
def test_parts_of_pixels_and_turns_are_no_whole_pixels(under):
    assert not lies(**under)


@pytest.mark.parametrize(("under", "apart"), [
    ({"shift": (0.1, 0.1)}, (0.0, 0.0)), ({"shift": (4.0, -3.0)}, (0.0, 0.0)), ({"shift": (1.5, 1.3)}, (1.5, -1.3)),
    ({"shift": (1.5, 1.3), "turn": 0.004}, (1.5, -1.3)), ({"shift": (3.4, 0.0)}, None), ({"turn": 0.05}, None)])
def test_how_far_pixels_lie_apart_that_nearly_lie_on_each_other(under, apart):
    found = apart_from_pixels(*made(**under))
    assert found is None if apart is None else found == pytest.approx(apart, abs=0.02)


@pytest.mark.parametrize("under", [
    {}, {"shift": (1.5, 1.3)}, {"shift": (40.0, -7.3)}, {"shift": (40.0, -7.3), "turn": 0.003},
    {"shift": (2.0, 1.0), "pixel": 1.7}, {"turn": 0.01, "pixel": 1.7}])
def test_crops_and_rasters_in_place_may_share_what_a_sensor_adds_to_its_pixels(under):
    assert may_share_pixels(*made(**under))


@pytest.mark.parametrize("under", [
    {"shift": (40.0, -7.3), "turn": 0.006}, {"turn": 0.05}, {"shift": (40.0, -7.3), "pixel": 1.7}])
def test_rasters_that_are_moved_and_turned_or_of_other_pixels_share_none(under):
    assert not may_share_pixels(*made(**under))
