"""A labelled array of dates as rasters, and back again."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import rasterio

from coregix_core.errors import InputError
from coregix_core.options import is_labelled
from coregix_core.stack.arrays import joined, written_dates

xarray = pytest.importorskip("xarray")
DATES = np.array(["2021-03-05", "2021-01-05", "2021-02-05"], "datetime64[ns]")


def array(dims=("time", "band", "y", "x")):
    sizes = {"time": 3, "band": 2, "y": 20, "x": 30}
    values = np.arange(np.prod([sizes[d] for d in dims]), dtype=np.float32).reshape([sizes[d] for d in dims])
    values.flat[5] = np.nan
    coords = {"time": DATES, "y": 5_800_000.0 - 2.0 * np.arange(20), "x": 500_000.0 + 2.0 * np.arange(30)}
    return xarray.DataArray(values, dims=dims, coords=coords)


@pytest.mark.parametrize("dims", [("time", "y", "x"), ("time", "band", "y", "x")])
def test_each_date_is_a_raster_and_what_comes_back_is_as_it_was(tmp_path, dims):
    given = array(dims)
    assert is_labelled(given)
    paths, images = written_dates(given, tmp_path)
    with rasterio.open(paths[1]) as raster:
        assert raster.count == (2 if "band" in dims else 1)
        assert raster.transform.a == 2.0
        assert "2021-01-05" in paths[1]
        np.testing.assert_array_equal(raster.read().squeeze(), given[1].values)
    results = [SimpleNamespace(image=name, output=path) for name, path in zip(images, paths, strict=True)]
    back = joined(given, images, results)
    assert back.dims == given.dims
    np.testing.assert_array_equal(back.values, given.values)
    np.testing.assert_array_equal(back["time"], given["time"])


@pytest.mark.parametrize("times", [
    ["2021-03-05", "2021-01-05T10:00:00Z", "2021:02:05 10:11:12"],
    np.array([date(2021, 3, 5), *(
        datetime(2021, month, 5, 10, *rest, tzinfo=UTC) for month, rest in ((1, ()), (2, (11, 12))))], object)])
def test_dates_may_be_texts_and_those_of_python(tmp_path, caplog, times):
    given = array().assign_coords(time=times)
    paths, _ = written_dates(given, tmp_path)
    assert [Path(path).stem for path in paths] == [
        "2021-03-05T00-00-00_0000", "2021-01-05T10-00-00_0001", "2021-02-05T10-11-12_0002"]
    assert not caplog.text


def test_what_is_no_date_is_told_but_for_names_of_images(tmp_path, caplog):
    given = array().assign_coords(time=["2021-03-05", "spring", "summer"])
    paths, _ = written_dates(given, tmp_path)
    assert [Path(path).stem for path in paths] == ["2021-03-05T00-00-00_0000", "image_0001", "image_0002"]
    assert "2 of the coordinates along time are no dates, such as 'spring': their images" in caplog.text
    caplog.clear()
    written_dates(given.rename(time="image"), tmp_path)
    assert not caplog.text


def test_booleans_are_written_as_gdal_does_and_what_rasters_do_not_hold_is_named_by_its_date(tmp_path):
    paths, _ = written_dates(array() > 100, tmp_path)
    with rasterio.open(paths[0]) as raster:
        assert raster.dtypes[0] == "uint8"
    with pytest.raises(InputError, match="The '2021-03-05T00-00-00_0000' array has the type complex128"):
        written_dates(array().astype(complex), tmp_path)


def test_dates_that_failed_are_left_out(tmp_path):
    given = array()
    paths, images = written_dates(given, tmp_path)
    results = [SimpleNamespace(image=name, output=None if number == 1 else path)
               for number, (name, path) in enumerate(zip(images, paths, strict=True))]
    np.testing.assert_array_equal(joined(given, images, results)["time"], DATES[[0, 2]])
    assert joined(given, images, [SimpleNamespace(image=name, output=None) for name in images]).sizes["time"] == 0


def test_an_array_without_time_is_refused(tmp_path):
    with pytest.raises(InputError, match="one of them must be 'time'"):
        written_dates(array()[0].drop_vars("time"), tmp_path)
