"""When an image was taken and by what: as its tags or its name say it.

Producers agree on no tag. What speaks of the acquisition comes first; then the file's name, which operators keep;
TIFF's own date last, as it is often that of the processing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from .raster import Raster

_YEAR, _MONTH, _DAY = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>0[1-9]|1[0-2])", r"(?P<d>0[1-9]|[12]\d|3[01])"
_MONTH_UNPADDED, _DAY_UNPADDED = r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Not within a word: mayor2021 is no month.
_WORD = (r"(?<![a-z])(?P<b>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
         r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)")

_TO_THE_DAY = (
    # 2021-03-15, 2021_03_15, 20210315, 20210315T101112, 20210315101112
    re.compile(rf"(?<!\d){_YEAR}(?P<s>[-_.]?){_MONTH}(?P=s){_DAY}"
               r"(?:T?[-_]?(?P<H>[01]\d|2[0-3])(?P<c>[:-]?)(?P<M>[0-5]\d)(?P=c)(?P<S>[0-5]\d)(?!\d)|(?!\d))"),
    # 2021-3-15
    re.compile(rf"(?<!\d){_YEAR}-{_MONTH_UNPADDED}-{_DAY_UNPADDED}(?![-\d])"),
    # 15.03.2021 and 15.3.2021: with dots the day comes first
    re.compile(rf"(?<![\d.]){_DAY_UNPADDED}\.{_MONTH_UNPADDED}\.{_YEAR}(?!\d)"),
    # 15-03-2021 and 03-15-2021, but not 05-03-2021, of which nobody knows whether it is of May
    re.compile(rf"(?<![\d-])(?P<d>1[3-9]|2\d|3[01])-{_MONTH}-{_YEAR}(?!\d)"),
    re.compile(rf"(?<![\d-]){_MONTH}-(?P<d>1[3-9]|2\d|3[01])-{_YEAR}(?!\d)"),
    # 2021-Mar-15, 15-March-2021
    re.compile(rf"(?<!\d){_YEAR}[-_. ]?{_WORD}[-_. ]?{_DAY}(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<!\d){_DAY}[-_. ]?{_WORD}[-_. ]?{_YEAR}(?!\d)", re.IGNORECASE),
)
_NAMED = (
    *_TO_THE_DAY,
    # 2016153: the day of the year, as older Landsat scenes have it
    re.compile(rf"(?<!\d){_YEAR}(?P<j>[0-3]\d\d)(?!\d)"),
    # 2021-03, 2021-Mar, March-2021: a month
    re.compile(rf"(?<!\d){_YEAR}[-_]{_MONTH}(?![-_]?\d)"),
    re.compile(rf"(?<!\d){_YEAR}[-_. ]?{_WORD}(?![a-z]|[-_. ]?\d)", re.IGNORECASE),
    re.compile(rf"(?<!\d)(?<!\d[-_. ]){_WORD}[-_. ]?{_YEAR}(?!\d)", re.IGNORECASE),
)
# Tags that hold the time of the acquisition.
TAKEN = ("ACQUISITION_DATE", "ACQUISITIONDATETIME", "ACQUISITION_DATETIME", "DATE_ACQUIRED", "SENSING_TIME",
          "DATATAKE_1_DATATAKE_SENSING_START", "PRODUCT_START_TIME", "EXIF_DATETIMEORIGINAL")

# Tags that often hold the time of the processing.
WRITTEN = ("DATETIME", "EXIF_DATETIME", "TIFFTAG_DATETIME")

# Tags that name what took the image, the surest first.
_SENSORS = ("SATELLITEID", "SPACECRAFT_ID", "SPACECRAFT_NAME", "DATATAKE_1_SPACECRAFT_NAME", "PLATFORM", "MISSION",
            "EXIF_MODEL")

_NAMED_SENSORS = (
    (re.compile(r"^S(?P<mission>[1-3])(?P<unit>[A-D])(?=_)"), "Sentinel-{mission}{unit}"),
    (re.compile(r"^L[COTEM]0?(?P<number>[4-9])(?=_|\d{6})"), "Landsat {number}"),
    (re.compile(r"^M[OY]D\d\d"), "MODIS"),
)

# Where GDAL's drivers put such tags.
_DOMAINS = (None, "IMAGERY", "EXIF")


@dataclass(frozen=True)
class Acquisition:
    """When an image was taken (UTC) and by what; None for what is not known."""

    date: datetime | None = None
    sensor: str | None = None

    @property
    def timestamp(self) -> str | None:
        """The date as catalogues write it (RFC 3339)."""
        return None if self.date is None else self.date.strftime("%Y-%m-%dT%H:%M:%SZ")

    def __str__(self) -> str:
        shown = "" if self.date is None else self.date.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
        return ", ".join(part for part in (self.sensor, shown) if part)


UNKNOWN = Acquisition()


def acquisition_of(raster: Raster) -> Acquisition:
    """When and by what an open raster was taken."""
    tags: dict[str, str] = {}
    for domain in _DOMAINS:
        tags.update(raster.dataset.tags() if domain is None else raster.dataset.tags(ns=domain))
    return acquisition(_file_name(raster.path), tags)


def acquisition(name: str, tags: Mapping[str, str]) -> Acquisition:
    """When and by what an image was taken, by its file's name and its tags.

    >>> str(acquisition("S2A_MSIL2A_20210315T101112_T33UUP.tif", {}))
    'Sentinel-2A, 2021-03-15 10:11'
    """
    tags = {key.upper(): value.strip() for key, value in tags.items()}
    taken = _first_date(tags, TAKEN) or date_of_name(name) or _first_date(tags, WRITTEN)
    sensor = next((tags[key] for key in _SENSORS if tags.get(key)), None)
    return Acquisition(taken, sensor or sensor_of_name(name))


def sensor_of_name(name: str) -> str | None:
    """The satellite that a file is named after, or None.

    >>> sensor_of_name("LC08_L2SP_195024_20200409_20200822_02_T1_SR_B4.tif")
    'Landsat 8'
    """
    for pattern, words in _NAMED_SENSORS:
        if (match := pattern.match(name)) is not None:
            return words.format(**match.groupdict())
    return None


def _file_name(path: str) -> str:
    """The name of a raster's file: without a server, a query and folders."""
    return Path(urlsplit(path).path if "://" in path else path).name


def _first_date(tags: Mapping[str, str], names: tuple[str, ...]) -> datetime | None:
    found = (parsed(tags[name]) for name in names if name in tags)
    return next((date for date in found if date is not None), None)


def date_of_name(name: str) -> datetime | None:
    """The first date in a file's name, or None.

    >>> date_of_name("S2A_MSIL2A_20210315T101112_T33UUP.tif").isoformat()
    '2021-03-15T10:11:12+00:00'
    >>> date_of_name("LC81950242016153LGN00_B4.tif") is None
    False
    >>> date_of_name("tile_0_1.tif") is None
    True
    """
    # In Landsat's names the path and row stand before the year, without a break.
    text = re.sub(r"^(L[COTEM]\d)\d{6}(?=(?:19|20)\d{5})", r"\1_", name)
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            found = _from_parts(match.groupdict())
            if found is not None:
                return found
    return None


def full_date_at_start(text: str) -> datetime | None:
    """The date with which a text begins, to the day or finer; None if it begins otherwise.

    >>> full_date_at_start("20240105_B4").isoformat()
    '2024-01-05T00:00:00+00:00'
    >>> full_date_at_start("change since 2024-01-05") is None
    True
    """
    for pattern in _TO_THE_DAY:
        if (found := pattern.match(text.strip())) is not None:
            return _from_parts(found.groupdict())
    return None


def parsed(text: str) -> datetime | None:
    """A date as ISO 8601, as TIFF writes it (2021:03:15 10:11:12) or as names may hold it; None if it is none.

    Without a zone it is UTC.
    """
    text = re.sub(r"^(\d{4}):(\d\d):(\d\d)", r"\1-\2-\3", text.strip())
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        whole = re.fullmatch(r"[\d\-_.:TZ ]+", text) or any(pattern.fullmatch(text) for pattern in _NAMED)
        return date_of_name(text) if whole else None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _from_parts(matched: Mapping[str, str | None]) -> datetime | None:
    parts = {name: text for name, text in matched.items() if text}
    month = int(parts["m"]) if "m" in parts else _MONTHS.index(parts.get("b", "jan")[:3].lower()) + 1
    try:
        if "j" in parts:
            first = date(int(parts["y"]), 1, 1).toordinal() + int(parts["j"]) - 1
            day = date.fromordinal(first)
            if int(parts["j"]) < 1 or day.year != int(parts["y"]):
                return None
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        return datetime(int(parts["y"]), month, int(parts.get("d", 1)), int(parts.get("H", 0)),
                        int(parts.get("M", 0)), int(parts.get("S", 0)), tzinfo=UTC)
    except ValueError:
        # 2021-02-30 is no date, but digits that look like one.
        return None
