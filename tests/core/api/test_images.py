"""What is taken for an image, and how an array with its grid looks."""

import numpy as np
import pytest
import rasterio
from affine import Affine
from scenes import UTM, grid, write

from coregix_core import GridArray, InputError
from coregix_core.api.images import as_raster, name_of

GRID = grid(6, 5)
VALUES = np.arange(30, dtype="int16").reshape(5, 6)


def test_paths_and_datasets_are_taken_as_they_are(tmp_path):
    path = write(tmp_path / "a.tif", VALUES, GRID)
    with as_raster(path, "moving") as taken:
        assert taken is path
    with rasterio.open(path) as dataset, as_raster(dataset, "moving") as taken:
        assert taken is dataset
        assert name_of(dataset, "moving") == str(path)
    assert name_of(path, "moving") == str(path)


def test_an_array_becomes_a_dataset_in_memory_with_its_grid_and_mask():
    valid = VALUES > 3
    with as_raster(GridArray(VALUES, GRID.transform, "EPSG:32633", valid, nodata=7), "fixed") as dataset:
        np.testing.assert_array_equal(dataset.read(1), VALUES)
        np.testing.assert_array_equal(dataset.dataset_mask() > 0, valid)
        assert (dataset.transform, dataset.crs, dataset.nodata) == (GRID.transform, UTM, 7)
        assert dataset.name.endswith("fixed array.tif")
    assert name_of(VALUES, "fixed") == "fixed array"


def test_a_labelled_array_brings_its_own_grid():
    xarray = pytest.importorskip("xarray")
    x, y = 500_001.0 + 2 * np.arange(6), 5_799_999.0 - 2 * np.arange(5)
    array = xarray.DataArray(VALUES, dims=("y", "x"), coords={"y": y, "x": x})
    with as_raster(array, "moving") as dataset:
        assert dataset.transform == Affine(2, 0, 500_000, 0, -2, 5_800_000)
        np.testing.assert_array_equal(dataset.read(1), VALUES)


@pytest.mark.parametrize("source", [None, 3, b"a.tif", [[1, 2]]])
def test_other_things_are_no_images(source):
    with pytest.raises(InputError, match="is no moving image: give a path"), as_raster(source, "moving"):
        pass


def test_arrays_compare_and_print_short():
    one = GridArray(VALUES, GRID.transform, UTM)
    assert one == GridArray(VALUES.copy(), GRID.transform, UTM)
    assert one != GridArray(VALUES + 1, GRID.transform, UTM)
    assert repr(one) == "GridArray((5, 6) int16, EPSG:32633, pixels of 2 x 2 at (500000, 5.8e+06))"
    assert len(repr(GridArray(np.zeros((500, 500)), GRID.transform, UTM.to_wkt()))) < 400
