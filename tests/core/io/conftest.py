"""The raster that tests of reading begin with."""

import pytest
import scenes


@pytest.fixture
def path(tmp_path):
    """A raster of its own coordinates in two tiled bands."""
    grid = scenes.grid()
    return scenes.write(tmp_path / "a.tif", scenes.coordinates(grid, "float32"), grid, tiled=True, blockxsize=64,
                        blockysize=48)
