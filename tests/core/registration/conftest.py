"""Rasters that several of these tests begin with."""

import numpy as np
import pytest
from scenes import Ground, grid, textured, write

from coregix_core.io.raster import open_raster


@pytest.fixture
def rasters(tmp_path):
    """(moving, fixed) of 80 x 60 pixels, of three bands and two."""
    where = grid(80, 60)
    band = textured(where, ground=Ground(1)).astype("float32")
    write(tmp_path / "m.tif", np.stack([band] * 3), where)
    write(tmp_path / "f.tif", np.stack([band] * 2), where)
    with open_raster(tmp_path / "m.tif", role="moving") as m, open_raster(tmp_path / "f.tif", role="fixed") as f:
        yield m, f
