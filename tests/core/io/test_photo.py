"""What EXIF says of a photograph, as GDAL shows it: numbers in brackets, and letters for the side."""

from types import SimpleNamespace

import pytest

from coregix_core.io.photo import Photograph, photograph


def seen(namespace=None, side=40, **tags):
    full = {f"EXIF_{name}": value for name, value in tags.items()}
    dataset = SimpleNamespace(tags=lambda ns=None: full if ns == namespace else {})
    return photograph(SimpleNamespace(dataset=dataset, grid=SimpleNamespace(shape=(side // 2, side))))


@pytest.mark.parametrize("namespace", [None, "EXIF"], ids=["JPEG", "TIFF"])
def test_degrees_minutes_and_seconds_become_degrees(namespace):
    found = seen(namespace, GPSLongitude="(18) (25) (30)", GPSLongitudeRef="E", GPSLatitude="(33) (55) (12.5)",
                 GPSLatitudeRef="S")
    assert found.place == pytest.approx((18 + 25 / 60 + 30 / 3600, -(33 + 55 / 60 + 12.5 / 3600)))


def test_degrees_alone_are_read():
    found = seen(GPSLongitude="(70.5)", GPSLongitudeRef="W", GPSLatitude="(8.25)", GPSLatitudeRef="N")
    assert found == Photograph((-70.5, 8.25))


@pytest.mark.parametrize("tags", [
    {}, {"GPSLongitude": "(18) (0) (0)"}, {"GPSLongitude": "(0) (0) (0)", "GPSLatitude": "(0) (0) (0)"},
    {"GPSLongitude": "(190) (0) (0)", "GPSLatitude": "(1) (0) (0)"}, {"GPSLongitude": "east", "GPSLatitude": "(1)"},
])
def test_what_is_no_place_is_none(tags):
    assert seen(**tags).place is None


@pytest.mark.parametrize(("said", "heading"), [("(271.25)", 271.25), ("0", 0.0), ("(360)", 360.0), ("(361)", None),
                                               ("(-1)", None), ("north", None)])
def test_the_heading_is_a_direction_of_the_compass(said, heading):
    assert seen(GPSImgDirection=said).heading == heading


@pytest.mark.parametrize(("tags", "pixel"), [
    # 24 of 36 mm of film are two thirds of the image: 120 m show 180 m along 40 pixels.
    ({"FocalLengthIn35mmFilm": "24"}, 4.5),
    # 10 mm at 254 pixels an inch are 100 pixels; at 100 a centimetre as well.
    ({"FocalLength": "(10)", "FocalPlaneXResolution": "(254)"}, 1.2),
    ({"FocalLength": "10", "FocalPlaneXResolution": "100", "FocalPlaneResolutionUnit": "3"}, 1.2),
    # Taken in 400 pixels, of which a tenth is left.
    ({"FocalLength": "10", "FocalPlaneXResolution": "254", "PixelXDimension": "300", "PixelYDimension": "400"}, 12.0),
    ({"FocalLengthIn35mmFilm": "0"}, None), ({"FocalLength": "10"}, None), ({}, None),
    ({"FocalLength": "10", "FocalPlaneXResolution": "254", "FocalPlaneResolutionUnit": "1"}, None),
])
def test_height_and_focal_length_are_ground_in_a_pixel(tags, pixel):
    assert seen(GPSAltitude="(120)", **tags).pixel == (None if pixel is None else pytest.approx(pixel))


@pytest.mark.parametrize("tags", [{}, {"GPSAltitude": "(0)"}, {"GPSAltitude": "(120)", "GPSAltitudeRef": "0x01"}],
                         ids=["unknown", "none", "below the sea"])
def test_without_a_height_above_the_sea_it_is_not_known(tags):
    assert seen(FocalLengthIn35mmFilm="24", **tags).pixel is None
