"""When an image was taken and by what, from names and tags as producers write them."""

import numpy as np
import pytest
import rasterio
from scenes import grid, write

from coregix_core.io.acquisition import Acquisition, _file_name, acquisition, acquisition_of, date_of_name, parsed
from coregix_core.io.raster import open_raster


@pytest.mark.parametrize(("name", "expected"), [
    ("2021-03-15.tif", "2021-03-15"), ("naip_20190904.tif", "2019-09-04"), ("s2_2021_07_01_B4.tif", "2021-07-01"),
    ("S2A_MSIL2A_20210315T101112_N0214.SAFE.tif", "2021-03-15T10:11:12"),
    ("LC81950242016153LGN00_B4.tif", "2016-06-01"),
    ("LC08_L2SP_195024_20200409_20200822_02_T1_SR_B4.tif", "2020-04-09"), ("MOD09A1.A2015193.h18v04.tif", "2015-07-12"),
    ("2021-03_mosaic.tif", "2021-03-01"), ("15.06.2021.tif", "2021-06-15"), ("flight_05.06.2021_b1.tif", "2021-06-05"),
    ("15-06-2021.tif", "2021-06-15"), ("06-15-2021.tif", "2021-06-15"), ("Jul-2021.tif", "2021-07-01"),
    ("2021-Jul-15.tif", "2021-07-15"), ("15JUL2021_clip.tif", "2021-07-15"), ("05 september 2021.tif", "2021-09-05"),
    ("2021_March.tif", "2021-03-01"), ("ortho_sept_2020.tif", "2020-09-01"), ("Dec2019.tif", "2019-12-01"),
    ("Jul-2021_20210716.tif", "2021-07-16"), ("2021-03-15_2021-04-20.tif", "2021-03-15T00:00:00"),
    ("2021-03-15_10-11-12.tif", "2021-03-15T10:11:12"), ("DJI_20210315101112_0001.tif", "2021-03-15T10:11:12"),
    ("2021-3-15.tif", "2021-03-15"), ("2021-3-5_b1.tif", "2021-03-05"), ("15.3.2021.tif", "2021-03-15"),
])
def test_a_name_tells_the_date(name, expected):
    assert date_of_name(name).isoformat().startswith(expected)


@pytest.mark.parametrize("name", ["tile_0_1.tif", "20211399.tif", "image_123456789012.tif", "2021-02-30.tif", "b4.tif",
                                  "05-06-2021.tif", "31.06.2021.tif", "31-Jun-2021.tif", "1.05.06.2021.tif",
                                  "mayor2021.tif", "2021-Marsh.tif", "tile_15_06_2021.tif", "15062021.tif",
                                  "99-Jul-2021.tif", "2021-3.tif", "2021-3-15-2.tif", "2021-3-315.tif",
                                  "202103151011.tif", "20210315101199.tif"])
def test_digits_that_are_no_date_are_none(name):
    assert date_of_name(name) is None


PROCESSED = {"TIFFTAG_DATETIME": "2022:05:01 10:00:00"}


@pytest.mark.parametrize(("name", "tags", "expected"), [
    ("a.tif", {**PROCESSED, "acquisition_date": "2021-03-15"}, "2021-03-15"),
    ("a_20200409.tif", {**PROCESSED, "ACQUISITIONDATETIME": "2021-03-15 09:30:00"}, "2021-03-15T09:30"),
    ("a_20200409.tif", PROCESSED, "2020-04-09"), ("a.tif", PROCESSED, "2022-05-01T10:00"),
    ("a_20200409.tif", {"DATE_ACQUIRED": "unknown"}, "2020-04-09")])
def test_the_time_of_taking_comes_before_the_name_and_that_before_the_time_of_processing(name, tags, expected):
    assert acquisition(name, tags).date.isoformat().startswith(expected)


@pytest.mark.parametrize(("name", "tags", "expected"), [
    ("S2B_20210315.tif", {}, "Sentinel-2B"), ("LC81950242016153LGN00_B4.tif", {}, "Landsat 8"),
    ("LE07_L1TP.tif", {}, "Landsat 7"), ("MOD09A1.A2015193.tif", {}, "MODIS"),
    ("a.tif", {"SATELLITEID": "WV03"}, "WV03"), ("S2B_1.tif", {"platform": " sentinel-2b "}, "sentinel-2b"),
    ("Smith_2.tif", {}, None), ("a.tif", {"PLATFORM": ""}, None)])
def test_the_sensor_is_that_of_the_tags_or_of_the_name(name, tags, expected):
    assert acquisition(name, tags).sensor == expected


def test_a_file_tells_it_in_the_domains_of_its_driver(tmp_path):
    path = write(tmp_path / "scene.tif", np.ones((1, 8, 8), "uint8"), grid(8, 8))
    with rasterio.open(path, "r+") as dataset:
        dataset.update_tags(ns="IMAGERY", SATELLITEID="WV03", ACQUISITIONDATETIME="2021-03-15 09:30:00")
    with open_raster(path, role="input") as raster:
        found = acquisition_of(raster)
    assert str(found) == "WV03, 2021-03-15 09:30"
    assert found.timestamp == "2021-03-15T09:30:00Z"


def test_what_nothing_tells_is_none():
    assert acquisition("b4.tif", {"AREA_OR_POINT": "Area"}) == Acquisition()
    assert (str(Acquisition()), Acquisition().timestamp) == ("", None)


def test_a_time_zone_is_taken_into_account():
    assert parsed("2021-03-15T10:00:00+02:00").isoformat() == "2021-03-15T08:00:00+00:00"
    assert parsed("yesterday") is None


def test_dates_of_lists_may_be_written_as_in_names():
    assert [f"{parsed(text):%Y-%m-%d}" for text in ("15.06.2021", "15 Jul 2021", "2021-Jul-15")] == [
        "2021-06-15", "2021-07-15", "2021-07-15"]
    assert parsed("about 15 Jul 2021") is None


@pytest.mark.parametrize("path", ["https://server/data/a_20200102.tif?sig=20210304#x", "/data 1/a_20200102.tif",
                                  "a_20200102.tif"])
def test_the_name_of_a_file_is_without_its_folders_and_what_servers_are_asked(path):
    assert _file_name(path) == "a_20200102.tif"
