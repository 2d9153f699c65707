"""When an image was taken: from its name, or from its tags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

_NAMED = (
    # 2021-03-15, 2021_03_15, 20210315, 20210315T101112
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[-_.]?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
               r"(?:T?[-_]?(?P<H>[01]\d|2[0-3])[:-]?(?P<M>[0-5]\d)[:-]?(?P<S>[0-5]\d)(?!\d))?"),
    # 2016153: the day of the year, as older Landsat scenes have it
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<j>[0-3]\d\d)(?!\d)"),
    # 2021-03: a month
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_](?P<m>0[1-9]|1[0-2])(?![-_]?\d)"),
)
_TAGS = ("ACQUISITION_DATE", "ACQUISITIONDATETIME", "DATE_ACQUIRED", "SENSING_TIME", "PRODUCT_START_TIME",
         "ACQUISITION_DATETIME", "DATETIME", "TIFFTAG_DATETIME", "EXIF_DATETIME")
"""Tags that hold a date, the surest first: TIFF's own is often that of the processing."""


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
            found = _from_parts({k: v for k, v in match.groupdict().items() if v})
            if found is not None:
                return found
    return None


def date_of_tags(tags: Mapping[str, str]) -> datetime | None:
    """The date in a raster's tags, or None."""
    upper = {key.upper(): value for key, value in tags.items()}
    for name in _TAGS:
        if name in upper and (found := parsed(upper[name])) is not None:
            return found
    return None


def parsed(text: str) -> datetime | None:
    """A date as ISO 8601 or as TIFF writes it (2021:03:15 10:11:12); None if it is none. Without a zone it is UTC."""
    text = re.sub(r"^(\d{4}):(\d\d):(\d\d)", r"\1-\2-\3", text.strip())
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return date_of_name(text) if re.fullmatch(r"[\d\-_.:TZ ]+", text) else None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _from_parts(parts: Mapping[str, str]) -> datetime | None:
    try:
        if "j" in parts:
            first = date(int(parts["y"]), 1, 1).toordinal() + int(parts["j"]) - 1
            day = date.fromordinal(first)
            if int(parts["j"]) < 1 or day.year != int(parts["y"]):
                return None
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        return datetime(int(parts["y"]), int(parts["m"]), int(parts.get("d", 1)), int(parts.get("H", 0)),
                        int(parts.get("M", 0)), int(parts.get("S", 0)), tzinfo=UTC)
    except ValueError:
        # 2021-02-30 is no date, but digits that look like one.
        return None
