"""Pairs of which one lies behind a server: what is fetched is what the pair has in common, and little more."""

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from affine import Affine
from runs import command, run
from scenes import grid, write
from scipy import ndimage

from coregix_core import align_image_pair
from coregix_core.geometry.grid import Grid
from coregix_core.io import open_raster
from coregix_core.placing.anywhere import place

SCENE = grid(4096, 4096)
WIDTH = 916
"""Of a scene that shows a twentieth of ``SCENE``."""
RIGHT, DOWN = 7, -5
"""The small scene shows what lies so many pixels to the right and below."""
PART = SCENE.window(1600, 1330, WIDTH, WIDTH)
SHARE = WIDTH**2 / 4096**2


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """large.tif is a COG; small.tif shows a twentieth of it, displaced. Nothing is compressed: bytes are pixels."""
    folder = tmp_path_factory.mktemp("remote")
    noise = np.random.default_rng(5).standard_normal(SCENE.shape, np.float32)
    ground = (128 + 150 * ndimage.gaussian_filter(noise, 1.5)).clip(1, 255).astype("uint8")
    plain = write(folder / "plain.tif", ground, SCENE)
    rasterio.shutil.copy(plain, folder / "large.tif", driver="COG", compress="NONE", blocksize=128,
                         overview_resampling="average")
    write(folder / "small.tif", ground[1330 + DOWN:, 1600 + RIGHT:][:WIDTH, :WIDTH], PART, tiled=True)
    return folder


@contextmanager
def served(path):
    """Yields (the address, answers): after the block, ``answers`` holds how many bytes each answer had."""
    server = Path(__file__).with_name("range_server.py")
    with subprocess.Popen([sys.executable, server, path], stdout=subprocess.PIPE, text=True) as process:
        answers = []
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}/a.tif", answers
        finally:
            process.terminate()
            answers += map(int, process.stdout)


def fetched(folder, answers):
    return sum(answers) / (folder / "large.tif").stat().st_size


def test_of_a_large_reference_the_part_under_the_source_is_fetched(folder, tmp_path):
    pytest.importorskip("matplotlib")
    with served(folder / "large.tif") as (address, answers):
        result = run(command("align", "--moving-image", folder / "small.tif", "--fixed-image", address,
                             "--output-image", tmp_path / "out.tif", "--report", tmp_path / "report.html"))
    assert result["verdict"] == "aligned"
    assert (result["transform"]["east"], result["transform"]["north"]) == pytest.approx(
        (2.0 * RIGHT, -2.0 * DOWN), abs=0.1)
    assert 0.7 * SHARE < fetched(folder, answers) < 2 * SHARE


@pytest.mark.parametrize("shift", [{}, {"max_shift": 40.0}])
def test_of_a_large_source_the_part_under_the_reference_is_fetched_for_an_output_on_its_grid(shift, folder, tmp_path):
    with served(folder / "large.tif") as (address, answers):
        result = align_image_pair(address, folder / "small.tif", tmp_path / "out.tif", output_on_moving_grid=False,
                                  **shift)
    assert (result.displacement.east, result.displacement.north) == pytest.approx(
        (-2.0 * RIGHT, 2.0 * DOWN), abs=0.1)
    # Half an image around is looked at for the shift, as coarsely as the search sees it.
    assert 0.7 * SHARE < fetched(folder, answers) < 2 * SHARE
    with rasterio.open(tmp_path / "out.tif") as out:
        assert out.shape == PART.shape
        assert out.transform == PART.transform
        assert (out.read(1)[10:-10, 10:-10] > 0).all()


def test_a_photo_of_unknown_place_is_looked_for_in_overviews(folder, tmp_path):
    """Placed by a few percent of a large reference's bytes, before the part in which it lies is read."""
    with rasterio.open(folder / "small.tif") as small:
        photo = write(tmp_path / "photo.tif", np.rot90(small.read(1)).copy(),
                      Grid(None, Affine.identity(), WIDTH, WIDTH))
    with (served(folder / "large.tif") as (address, answers), open_raster(photo, role="moving") as moving,
          open_raster(address, role="fixed") as fixed):
        found, _ = place(moving, fixed, 0, 0)
    x, y = PART.middle
    assert found.middle == pytest.approx((x + 2.0 * RIGHT, y - 2.0 * DOWN), abs=8.0)
    assert fetched(folder, answers) < 0.06
