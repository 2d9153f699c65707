"""Whether the bands of a raster are dates: each has a displacement of its own then, and one would be wrong for all.

Dimensions along time are given by GDAL's drivers for netCDF and Zarr (CF conventions 1.11, section 4.4), times of
messages by that for GRIB; in GeoTIFFs, tags and names of bands may hold dates. What is not clear is no date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from ..errors import InputError, Sentence
from .acquisition import TAKEN, WRITTEN, full_date_at_start, parsed
from .raster import Raster

# Names of dimensions along which images follow each other: they are no bands of one image.
TIMES = ("time", "date", "datetime", "valid_time")

# Units of a coordinate that is a time, as 'days since 2024-01-01'.
_SINCE = re.compile(r"\w+ since \S")

# The tags of a band that say where it lies along a dimension.
_DIMENSION = re.compile(r"NETCDF_DIM_(?P<netcdf>.+)|DIM_(?P<zarr>.+)_(?:INDEX|VALUE)")

# Tags of a band that hold its date.
_TAGS = (*TAKEN, *WRITTEN, "DATE", "TIME", "TIMESTAMP")

# How far the times of one image's bands are apart at most: a line scanner's filters see a place seconds apart.
_ONE_EXPOSURE = timedelta(minutes=5)


def require_one_date(raster: Raster) -> None:
    """Raise InputError if the bands of a raster are dates."""
    dataset = raster.dataset
    if raster.count > 1 and bands_are_dates(
            dataset.tags(), [dataset.tags(band) for band in dataset.indexes], dataset.descriptions):
        raise InputError(
            Sentence("The {count} bands of {path} are dates, each of which has a displacement of its own; align "
                     "them to each other as a stack, or take one of them out (gdal_translate -b). If they lie on each "
                     "other, save the transform of one and apply it to the file.", count=raster.count,
                     path=raster.path))


def bands_are_dates(tags: Mapping[str, str], bands: Sequence[Mapping[str, str]], names: Sequence[str | None]) -> bool:
    """Whether bands are dates, by the ``tags`` of their file, those of each of the ``bands``, and their ``names``.

    >>> bands_are_dates({}, [{}, {}], ["2024-01-01", "2024-01-11"])
    True
    >>> bands_are_dates({}, [{}, {}], ["red", "nir"])
    False
    """
    return (_along_time(tags, bands) or _apart([_tagged(band) for band in bands])
            or _apart([full_date_at_start(name or "") for name in names]))


def _along_time(tags: Mapping[str, str], bands: Sequence[Mapping[str, str]]) -> bool:
    """Whether the bands differ in a dimension that is a time."""
    for key in bands[0]:
        found = _DIMENSION.fullmatch(key)
        if found is not None and len({band.get(key) for band in bands}) > 1:
            name = found["netcdf"] or found["zarr"]
            if name.lower() in TIMES or _counts_time(name, {**tags, **bands[0]}):
                return True
    return False


def _counts_time(name: str, tags: Mapping[str, str]) -> bool:
    """Whether the coordinate of a dimension is a time, by the tags of the file and of a band."""
    units = tags.get(f"{name}#units") or tags.get(f"DIM_{name}_UNIT") or ""
    return tags.get(f"{name}#standard_name") == "time" or _SINCE.match(units) is not None


def _tagged(band: Mapping[str, str]) -> datetime | None:
    """The date that a band's own tags hold, or None."""
    # Seconds since 1970, and words on their unit.
    if (seconds := re.match(r"\s*(\d{1,11})\b", band.get("GRIB_VALID_TIME", ""))) is not None:
        return datetime.fromtimestamp(int(seconds[1]), UTC)
    upper = {key.upper(): value for key, value in band.items()}
    dates = (parsed(upper[key]) for key in _TAGS if key in upper)
    return next((date for date in dates if date is not None), None)


def _apart(dates: Sequence[datetime | None]) -> bool:
    """Whether each has a date, and they are not all of one image."""
    known = [date for date in dates if date is not None]
    return len(known) == len(dates) and max(known) - min(known) > _ONE_EXPOSURE
