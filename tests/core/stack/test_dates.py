"""Dates from names and tags."""

import pytest

from coregix_core.stack.dates import date_of_name, date_of_tags, parsed


@pytest.mark.parametrize(("name", "expected"), [
    ("2021-03-15.tif", "2021-03-15"), ("naip_20190904.tif", "2019-09-04"), ("s2_2021_07_01_B4.tif", "2021-07-01"),
    ("S2A_MSIL2A_20210315T101112_N0214.SAFE.tif", "2021-03-15T10:11:12"),
    ("LC81950242016153LGN00_B4.tif", "2016-06-01"),
    ("LC08_L2SP_195024_20200409_20200822_02_T1_SR_B4.tif", "2020-04-09"), ("MOD09A1.A2015193.h18v04.tif", "2015-07-12"),
    ("2021-03_mosaic.tif", "2021-03-01"),
])
def test_a_name_tells_the_date(name, expected):
    assert date_of_name(name).isoformat().startswith(expected)


@pytest.mark.parametrize("name", ["tile_0_1.tif", "20211399.tif", "image_123456789012.tif", "2021-02-30.tif", "b4.tif"])
def test_digits_that_are_no_date_are_none(name):
    assert date_of_name(name) is None


def test_tags_tell_the_date_and_the_time_of_taking_before_that_of_the_file():
    tags = {"TIFFTAG_DATETIME": "2022:05:01 10:00:00", "acquisition_date": "2021-03-15"}
    assert date_of_tags(tags).isoformat() == "2021-03-15T00:00:00+00:00"
    assert date_of_tags({"TIFFTAG_DATETIME": "2022:05:01 10:00:00"}).isoformat() == "2022-05-01T10:00:00+00:00"
    assert date_of_tags({"AREA_OR_POINT": "Area"}) is None


def test_a_time_zone_is_taken_into_account():
    assert parsed("2021-03-15T10:00:00+02:00").isoformat() == "2021-03-15T08:00:00+00:00"
    assert parsed("yesterday") is None
