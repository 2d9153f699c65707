"""Bands that are dates are refused as the bands of one image, whatever the container; ordinary bands never are."""

import numpy as np
import pytest
import rasterio
import xarray
from scenes import grid, write

from coregix_core import align_image_pair, align_stack
from coregix_core.errors import InputError, RasterError
from coregix_core.io.band_dates import bands_are_dates
from coregix_core.io.opening import open_dataset

GRID = grid(8, 8)
DAYS = np.array(["2024-01-01", "2024-01-11"], "datetime64[ns]")


def cube(name, values):
    """Two images along a dimension, as xarray writes them."""
    x, y = GRID.to_world(np.arange(8) + 0.5, np.arange(8) + 0.5)
    return xarray.DataArray(np.ones((2, 8, 8), "uint8"), dims=(name, "y", "x"), name="red",
                            coords={name: values, "y": y, "x": x}).to_dataset()


def refused(path, tmp_path):
    with pytest.raises(InputError, match=r"The 2 bands of .* are dates"):
        align_image_pair(path, path, tmp_path / "out.tif")


@pytest.mark.parametrize("name", ["time", "valid_time", "date", "t", "phenomenon"])
def test_a_netcdf_file_along_a_time_of_any_name(tmp_path, name):
    """Names that say nothing are known by their units, 'days since'."""
    cube(name, DAYS).to_netcdf(tmp_path / "dates.nc")
    refused(tmp_path / "dates.nc", tmp_path)


def test_a_zarr_array_along_time(tmp_path):
    cube("t", DAYS).to_zarr(tmp_path / "dates.zarr", zarr_format=2)
    refused(tmp_path / "dates.zarr", tmp_path)


@pytest.mark.parametrize(("name", "values"), [("wavelength", [490.0, 560.0]), ("band", [4, 8]), ("z", [0.5, 10.0])])
def test_a_dimension_that_is_no_time_has_bands(tmp_path, name, values):
    cube(name, values).to_netcdf(tmp_path / "bands.nc")
    with open_dataset(tmp_path / "bands.nc") as dataset:
        bands = [dataset.tags(band) for band in dataset.indexes]
        assert bands[0] != bands[1]
        assert not bands_are_dates(dataset.tags(), bands, dataset.descriptions)


@pytest.mark.parametrize(("tags", "names"), [
    ([{}, {}], ["2024-01-01", "2024-01-11"]),
    ([{}, {}], ["20240101", "20240111"]),
    ([{}, {}], ["2024-01-01T10:00:00.000000000", "2024-01-01T11:00:00.000000000"]),
    # As Earth Engine names the bands of a collection.
    ([{}, {}], ["20240101T100031_20240101T100031_T33UUP_B4", "20240111T100031_20240111T100031_T33UUP_B4"]),
    ([{}, {}], ["2024_01_01_NDVI", "2024_01_17_NDVI"]),
    ([{"ACQUISITION_DATE": "2024-01-01"}, {"ACQUISITION_DATE": "2024-01-11"}], [None, None]),
    ([{"timestamp": "2024-01-01T00:00:00Z"}, {"timestamp": "2024-02-01T00:00:00Z"}], ["vv", "vv"]),
    ([{"GRIB_VALID_TIME": "1704067200"}, {"GRIB_VALID_TIME": "1704070800 sec UTC"}], ["t", "t"])])
def test_a_file_whose_bands_have_dates_of_their_own(tmp_path, tags, names):
    path = write(tmp_path / "dates.tif", np.ones((2, 8, 8), "uint8"), GRID)
    with rasterio.open(path, "r+") as dataset:
        for band, (own, name) in enumerate(zip(tags, names, strict=True), 1):
            dataset.update_tags(band, **own)
            dataset.set_band_description(band, name)
    refused(path, tmp_path)


@pytest.mark.parametrize(("tags", "names"), [
    ([{}, {}], ["red", "nir"]),
    ([{}, {}], [None, None]),
    # One date, and filters of a line scanner that see it seconds apart.
    ([{}, {}], ["20240101_B4", "20240101_B8"]),
    ([{"ACQUISITIONDATETIME": "2024-01-01T10:00:00"}, {"ACQUISITIONDATETIME": "2024-01-01T10:00:02"}], ["B4", "B8"]),
    # Not all of them; numbers that are no dates; years; a date that is what the band speaks of.
    ([{}, {}, {}], ["2024-01-01", "2024-01-11", "mask"]),
    ([{}, {}], ["20241301", "20241401"]),
    ([{}, {}], ["2018", "2021"]),
    ([{}, {}], ["442.7 nm", "2202.4 nm"]),
    ([{}, {}], ["loss until 2020-01-01", "loss until 2021-01-01"]),
    ([{"DATE": "unknown"}, {"DATE": "n/a"}], ["a", "b"])])
def test_ordinary_bands_are_no_dates(tags, names):
    assert not bands_are_dates({}, tags, names)


@pytest.mark.parametrize(("file_tags", "first", "second", "dates"), [
    ({}, {"NETCDF_DIM_k": "0"}, {"NETCDF_DIM_k": "1"}, False),
    ({"k#units": "days since 2020-01-01"}, {"NETCDF_DIM_k": "0"}, {"NETCDF_DIM_k": "1"}, True),
    ({"k#standard_name": "time"}, {"NETCDF_DIM_k": "0"}, {"NETCDF_DIM_k": "1"}, True),
    # The first band says it for all.
    ({}, {"NETCDF_DIM_k": "0", "k#units": "days since 2020-01-01"}, {"NETCDF_DIM_k": "1"}, True),
    ({}, {"NETCDF_DIM_k": "0"}, {"NETCDF_DIM_k": "1", "k#units": "days since 2020-01-01"}, False),
    ({"k#units": "days since 2020-01-01"}, {"NETCDF_DIM_k": "0"}, {"NETCDF_DIM_k": "0"}, False),
    ({"k#units": "metres"}, {"NETCDF_DIM_k": "0"}, {"NETCDF_DIM_k": "1"}, False)])
def test_a_dimension_is_a_time_by_what_the_file_or_its_first_band_says(file_tags, first, second, dates):
    assert bands_are_dates(file_tags, [first, second], [None, None]) is dates


@pytest.mark.parametrize(("apart", "dates"), [("10:05:00", False), ("10:05:01", True)])
def test_one_exposure_takes_five_minutes_at_most(apart, dates):
    tags = [{"ACQUISITIONDATETIME": f"2024-01-01T{time}"} for time in ("10:00:00", apart)]
    assert bands_are_dates({}, tags, [None, None]) is dates


def test_a_single_band_of_a_date_is_an_image(tmp_path):
    cube("time", DAYS).isel(time=[0]).to_netcdf(tmp_path / "one.nc")
    with pytest.raises(RasterError, match="nothing but the value 1"):
        align_image_pair(tmp_path / "one.nc", tmp_path / "one.nc", tmp_path / "out.tif")


def test_an_image_of_a_stack_is_of_one_date(tmp_path):
    paths = [write(tmp_path / name, np.ones((2, 8, 8), "uint8"), GRID) for name in ("a.tif", "b.tif")]
    with rasterio.open(paths[1], "r+") as dataset:
        for band, day in zip((1, 2), DAYS, strict=True):
            dataset.set_band_description(band, str(day))
    with pytest.raises(InputError, match=r"The 2 bands of .*b\.tif are dates"):
        align_stack(paths, tmp_path / "out")
