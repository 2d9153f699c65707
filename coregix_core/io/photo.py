"""Where a photograph was taken from, if its EXIF says so."""

from __future__ import annotations

import re

import numpy as np

from .raster import Raster

_NUMBER = re.compile(r"\(?\s*(-?\d+(?:\.\d+)?)\s*\)?")


def taken_from(raster: Raster) -> tuple[float, float] | None:
    """Longitude and latitude (degrees, WGS 84) of the camera; None if EXIF has none, or none that can be."""
    # GDAL has them among the tags of a JPEG, and in a domain of their own for a TIFF.
    tags = {**raster.dataset.tags(ns="EXIF"), **raster.dataset.tags()}
    longitude = _degrees(tags, "Longitude", "W", 180.0)
    latitude = _degrees(tags, "Latitude", "S", 90.0)
    # Cameras without reception write zeros.
    if longitude is None or latitude is None or (longitude, latitude) == (0.0, 0.0):
        return None
    return longitude, latitude


def _degrees(tags: dict[str, str], name: str, negative: str, limit: float) -> float | None:
    """One coordinate of degrees, minutes and seconds, such as ``(33) (55) (12.5)``."""
    parts = [float(v) for v in _NUMBER.findall(str(tags.get(f"EXIF_GPS{name}", "")))][:3]
    if not parts:
        return None
    value = float(np.dot(parts, [1.0, 1 / 60, 1 / 3600][: len(parts)]))
    if not abs(value) <= limit:
        return None
    return -value if str(tags.get(f"EXIF_GPS{name}Ref", "")).strip().upper().startswith(negative) else value
