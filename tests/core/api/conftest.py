"""The pair that alignments of these tests begin with."""

import numpy as np
import pytest
from alignments import GRID, TRUTH, ground
from scenes import blobs, write

from coregix_core import align_image_pair


@pytest.fixture(scope="module")
def scenes(tmp_path_factory):
    """Files by name; ``moving`` has two bands, the second of which is noise."""
    folder = tmp_path_factory.mktemp("scenes")
    rng = np.random.default_rng(3)
    noise = rng.integers(1, 6000, GRID.shape, np.uint16)
    moving, fixed = ground(TRUTH), ground()
    write(folder / "moving.tif", np.stack([moving, noise]), GRID, nodata=0)
    write(folder / "fixed.tif", fixed, GRID, nodata=0)
    write(folder / "second.tif", np.stack([noise, fixed]), GRID, nodata=0)
    write(folder / "noise.tif", noise, GRID, nodata=0)
    # Where nothing is found all is tried, which takes as long as the rasters are large.
    part = np.s_[40:170, 40:190]
    for name, pixels in (("small moving", moving), ("small fixed", fixed), ("small noise", noise)):
        write(folder / f"{name}.tif", pixels[part], GRID.window(40, 40, 150, 130), nodata=0)
    write(folder / "sparse.tif", np.where(blobs(GRID.shape, 0.5, 2, size=40), fixed, 0), GRID, nodata=0)
    return folder


@pytest.fixture
def align(scenes, tmp_path):
    """Runs an alignment onto out.tif; the moving and fixed rasters by their names."""
    def run(moving="moving", fixed="fixed", out="out.tif", **settings):
        return align_image_pair(scenes / f"{moving}.tif", scenes / f"{fixed}.tif", tmp_path / out, **settings)

    return run


@pytest.fixture(scope="module")
def default(scenes, tmp_path_factory):
    """(result, dataset path) of a run with nothing but the inputs."""
    path = tmp_path_factory.mktemp("default") / "out.tif"
    return align_image_pair(scenes / "moving.tif", scenes / "fixed.tif", path), path
