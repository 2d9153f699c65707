"""The camera's place in EXIF, as GDAL shows it: degrees, minutes and seconds in brackets, and a letter for the side."""

from types import SimpleNamespace

import pytest

from coregix_core.io.photo import taken_from


def place(namespace=None, **tags):
    full = {f"EXIF_GPS{name}": value for name, value in tags.items()}
    return taken_from(SimpleNamespace(dataset=SimpleNamespace(tags=lambda ns=None: full if ns == namespace else {})))


@pytest.mark.parametrize("namespace", [None, "EXIF"], ids=["JPEG", "TIFF"])
def test_degrees_minutes_and_seconds_become_degrees(namespace):
    found = place(namespace, Longitude="(18) (25) (30)", LongitudeRef="E", Latitude="(33) (55) (12.5)",
                  LatitudeRef="S")
    assert found == pytest.approx((18 + 25 / 60 + 30 / 3600, -(33 + 55 / 60 + 12.5 / 3600)))


def test_degrees_alone_are_read():
    assert place(Longitude="(70.5)", LongitudeRef="W", Latitude="(8.25)", LatitudeRef="N") == (-70.5, 8.25)


@pytest.mark.parametrize("tags", [
    {}, {"Longitude": "(18) (0) (0)"}, {"Longitude": "(0) (0) (0)", "Latitude": "(0) (0) (0)"},
    {"Longitude": "(190) (0) (0)", "Latitude": "(1) (0) (0)"}, {"Longitude": "east", "Latitude": "(1)"},
])
def test_what_is_no_place_is_none(tags):
    assert place(**tags) is None
