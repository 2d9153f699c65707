"""Dates of one scene across the antimeridian, some of whose files go on beyond 180 degrees and others beyond -180."""

from datetime import UTC, datetime

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.crs import CRS
from scenes import Ground, displaced, textured, write

from coregix_core import align_stack
from coregix_core.geometry import Grid
from coregix_core.stack.graph import overlaps
from coregix_core.stack.ground import Ground as StackGround
from coregix_core.stack.images import StackImage

PIXEL, SIDE, NORTH = 1e-4, 150, 10.0
TEXTURE = Ground(4, shortest=4 * PIXEL, longest=150 * PIXEL, origin=(180.0, NORTH))
DISPLACED = [(0.0, 0.0, 0.0), (2.3, -1.2, 0.4), (-1.7, 0.9, -0.3), (0.8, 1.6, 0.2)]
"""Pixels east and north that each date shows things too far, and degrees by which it is turned."""
SIDES = [180.0, -180.0, -180.0, 180.0]


def where(longitude):
    """A grid whose middle is a longitude."""
    corner = Affine(PIXEL, 0.0, longitude - SIDE / 2 * PIXEL, 0.0, -PIXEL, NORTH + SIDE / 2 * PIXEL)
    return Grid(CRS.from_epsg(4326), corner, SIDE, SIDE)


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dates")
    for k, ((east, north, turn), longitude) in enumerate(zip(DISPLACED, SIDES, strict=True)):
        shown = displaced(east * PIXEL, north * PIXEL, turn, centre=(180.0, NORTH))
        values = textured(where(180.0), shown, TEXTURE)
        write(folder / f"2021-0{k + 1}-01.tif", values.astype(np.float32), where(longitude), nodata=-9999.0)
    return align_stack([folder], folder / "out", workers=1, common_grid=True, datum="first", transform="rigid")


def test_images_lie_in_one_place_whichever_side_their_files_name():
    images = [StackImage(f"{k}", f"{k}.tif", where(x), 0, datetime(2021, 1, 1 + k, tzinfo=UTC))
              for k, x in enumerate(SIDES)]
    ground = StackGround.of(images, images[0].grid.crs)
    assert np.ptp(ground.areas, axis=0).max() < 1e-6
    assert np.ptp(ground.areas[0], axis=0).max() < 1.1 * SIDE
    assert overlaps(ground.bounds)[0, 1:] == pytest.approx(1.0)


def test_a_raster_in_metres_across_the_antimeridian_has_a_place_of_its_own_size():
    corner = Affine(10.0, 0.0, 828_000.0, 0.0, -10.0, 1_107_000.0)
    projected = Grid(CRS.from_epsg(32660), corner, SIDE, SIDE)
    images = [StackImage("m", "m.tif", projected, 0), StackImage("d", "d.tif", where(-180.0), 0)]
    ground = StackGround.of(images, where(0.0).crs)
    assert max(bounds[2] - bounds[0] for bounds in ground.bounds) < 0.1


def test_all_dates_come_to_lie_on_each_other(stack):
    assert [image.verdict for image in stack.images] == ["aligned"] * 4
    unit = np.sqrt(np.cos(np.radians(NORTH)))
    found = np.array([(image.east_px, image.north_px) for image in stack.images])
    expected = -np.array(DISPLACED)[:, :2] * [unit, 1 / unit]
    assert np.abs(found - expected).max() < 0.03
    assert max(link.misclosure_px for link in stack.links if link.used) < 0.05


def test_the_common_grid_is_as_large_as_the_scene_and_shows_one_ground(stack):
    shown = []
    for image in stack.images:
        with rasterio.open(image.output) as raster:
            assert max(raster.shape) < 1.1 * SIDE
            assert raster.bounds.left == pytest.approx(180 - SIDE / 2 * PIXEL, abs=10 * PIXEL)
            shown.append(raster.read(1, masked=True))
    for one in shown[1:]:
        apart = one - shown[0]
        assert apart.count() > 0.8 * SIDE**2
        assert np.abs(apart).mean() < 0.02 * shown[0].std()
