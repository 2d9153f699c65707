"""What a photograph's EXIF says of where it was taken from, and how: place, heading, height and focal length.

Tags and their units are those of the Exif standard (CIPA DC-008), by the names that GDAL gives them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from .raster import Raster

_NUMBER = re.compile(r"\(?\s*(-?\d+(?:\.\d+)?)\s*\)?")

# Width in mm of the film frame to which focal lengths are converted.
_FILM = 36.0

# Length of the unit in which the focal plane's resolution is given: inches or centimetres.
_UNIT_MM = {2: 25.4, 3: 10.0}


@dataclass(frozen=True)
class Photograph:
    """What EXIF says; None for what it does not say, or says as no camera can mean it.

    ``place``: longitude and latitude in degrees (WGS 84). ``heading``: direction in degrees, clockwise from north, into
    which the camera was turned, which the top of a picture of the ground shows. ``pixel``: metres of ground that a
    pixel shows if the ground lies at sea level; it shows less of ground that lies higher.
    """

    place: tuple[float, float] | None = None
    heading: float | None = None
    pixel: float | None = None


def photograph(raster: Raster) -> Photograph:
    """What a raster's EXIF says of where it was taken from."""
    # GDAL has them among the tags of a JPEG, and in a domain of their own for a TIFF.
    tags = {**raster.dataset.tags(ns="EXIF"), **raster.dataset.tags()}
    return Photograph(_place(tags), _heading(tags), _pixel(tags, max(raster.grid.shape)))


def _place(tags: dict[str, str]) -> tuple[float, float] | None:
    longitude = _degrees(tags, "Longitude", "W", 180.0)
    latitude = _degrees(tags, "Latitude", "S", 90.0)
    # Cameras without reception write zeros.
    if longitude is None or latitude is None or (longitude, latitude) == (0.0, 0.0):
        return None
    return longitude, latitude


def _heading(tags: dict[str, str]) -> float | None:
    # Magnetic north counts as north: who looks along it allows for more than the declination of inhabited land.
    found = _numbers(tags, "GPSImgDirection")
    return found[0] if found and 0 <= found[0] <= 360 else None


def _pixel(tags: dict[str, str], side: int) -> float | None:
    """Metres of ground in a pixel of an image ``side`` pixels long, looked down at from the height above the sea."""
    height, focal = _numbers(tags, "GPSAltitude"), _focal_length(tags, side)
    below = str(tags.get("EXIF_GPSAltitudeRef", "")).strip().endswith("1")
    return None if not height or focal is None or below or height[0] <= 0 else height[0] / focal


def _focal_length(tags: dict[str, str], side: int) -> float | None:
    """The focal length in pixels of an image ``side`` pixels long."""
    film = _numbers(tags, "FocalLengthIn35mmFilm")
    if film and film[0] > 0:
        return film[0] / _FILM * side
    length, resolution, unit = (
        _numbers(tags, name) for name in ("FocalLength", "FocalPlaneXResolution", "FocalPlaneResolutionUnit"))
    millimetres = _UNIT_MM.get(int(unit[0]) if unit else 2)
    if not length or not resolution or millimetres is None or length[0] <= 0 or resolution[0] <= 0:
        return None
    return length[0] * resolution[0] / millimetres * _reduction(tags, side)


def _reduction(tags: dict[str, str], side: int) -> float:
    """How much smaller than the camera made it an image is, if its tags say: 1 for all of its pixels."""
    pixels = _numbers(tags, "PixelXDimension")
    return side / max(pixels[0], *_numbers(tags, "PixelYDimension")[:1]) if pixels and pixels[0] > 0 else 1.0


def _numbers(tags: dict[str, str], name: str) -> list[float]:
    return [float(v) for v in _NUMBER.findall(str(tags.get(f"EXIF_{name}", "")))]


def _degrees(tags: dict[str, str], name: str, negative: str, limit: float) -> float | None:
    """One coordinate of degrees, minutes and seconds, such as ``(33) (55) (12.5)``."""
    parts = _numbers(tags, f"GPS{name}")[:3]
    if not parts:
        return None
    value = float(np.dot(parts, [1.0, 1 / 60, 1 / 3600][: len(parts)]))
    if not abs(value) <= limit:
        return None
    return -value if str(tags.get(f"EXIF_GPS{name}Ref", "")).strip().upper().startswith(negative) else value
