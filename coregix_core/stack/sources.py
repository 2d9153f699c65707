"""What names the images of a stack: files, patterns, folders, lists with dates, and STAC items."""

from __future__ import annotations

import csv
import glob
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ..errors import InputError, Sentence
from ..io import UNDATED, parsed, read_json, read_text, separator_of

# What counts as a raster in a folder.
RASTER_SUFFIXES = (".tif", ".tiff", ".vrt", ".jp2", ".img")

MAX_BYTES = 256 << 20


@dataclass(frozen=True)
class Source:
    """What one image is made of: where its raster is, and what a list or a catalogue says of it."""

    path: str
    date: datetime | None = None
    exclude: tuple[str, ...] = ()


def sources_of(item: str) -> Iterator[Source]:
    """What one of the inputs stands for."""
    path, lower = Path(item), item.lower()
    if path.is_dir():
        yield from _in_folder(path)
    # A file's own name may hold brackets.
    elif glob.has_magic(item) and not path.exists():
        yield from _matching(item)
    elif lower.endswith((".csv", ".txt")):
        yield from _listed(item)
    elif lower.endswith((".json", ".geojson")):
        yield from _catalogued(item)
    else:
        yield Source(item)


def _in_folder(folder: Path) -> Iterator[Source]:
    found = sorted(str(p) for p in folder.iterdir() if p.suffix.lower() in RASTER_SUFFIXES)
    if not found:
        raise InputError(Sentence("The folder {folder} holds no rasters ({raster_suffixes}).", folder=folder,
                                  raster_suffixes=", ".join(RASTER_SUFFIXES)))
    yield from map(Source, found)


def _matching(pattern: str) -> Iterator[Source]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - relative names stay as they were given
    if not matches:
        raise InputError(Sentence("No file fits {pattern!r}; check the pattern.", pattern=pattern))
    for match in matches:
        yield from sources_of(match) if match.lower().endswith((".json", ".geojson")) else [Source(match)]


def _listed(name: str) -> Iterator[Source]:
    """The images of a list: a table with the columns image, date and exclude, or one path a line."""
    lines = [line for line in read_text(name, "image list", MAX_BYTES).splitlines() if line.strip()]
    base = Path(name).absolute().parent
    if not lines:
        raise InputError(Sentence("{name} lists no images.", name=name))
    separator = separator_of(lines[0])
    # Without a header it is one path a line, and paths may hold commas.
    titles = [cell.strip() for cell in lines[0].split(separator)]
    if "image" not in map(str.lower, titles):
        _require_path(name, lines[0].strip(), titles, base)
        yield from (Source(_within(base, line.strip())) for line in lines)
        return
    for values in map(_cells, csv.DictReader(lines, delimiter=separator)):
        if not any(values.values()):
            # Spreadsheets end with such rows.
            continue
        if not values["image"]:
            raise InputError(Sentence("{name}: the row {row} names no image; give it one, or remove it.", name=name,
                                      row=separator.join(values.values())))
        yield Source(_within(base, values["image"]), _date(values.get("date"), f"{name}, {values['image']}"),
                      _masks_of(values.get("exclude", ""), base))


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    """A row's cells by their titles in lower case, without those beyond the titles."""
    return {(key or "").strip().lower(): (value or "").strip() for key, value in row.items()
            if not isinstance(value, list)}


def _require_path(name: str, line: str, cells: Sequence[str], base: Path) -> None:
    """Raise InputError if the first line of a list is titles of columns, of which none is that of the images."""
    # Files have endings, and titles are words; a file that is named by words alone is there.
    if all(re.fullmatch(r"[^\W\d][\w -]*", cell) for cell in cells) and not os.path.lexists(_within(base, line)):
        raise InputError(Sentence("The list {name} begins with {titles}, which is no file; titles that are understood "
                                  "are image, date and exclude, of which image has to be there.",
                                  name=name, titles=line))


def _masks_of(cell: str, base: Path) -> tuple[str, ...]:
    """The masks of one image, which stand in one cell of its row."""
    return tuple(_within(base, part.strip()) for part in cell.split(";") if part.strip())


def _date(text: str | None, where: str) -> datetime | None:
    if not text:
        return None
    found = parsed(text)
    if found is None:
        raise InputError(Sentence("{where}: {text!r} is no date; write it as 2021-03-15 or 2021-03-15T10:11:12.",
                                  where=where, text=text))
    return found


def _within(base: Path, path: str) -> str:
    """A path of a list, which is relative to the list's folder; GDAL's other paths stay as they are."""
    return path if "://" in path or path.startswith("/vsi") else os.path.normpath(base / path)


def _catalogued(name: str, above: tuple[str, ...] = ()) -> Iterator[Source]:
    """The rasters of a STAC item, an item collection, or a catalogue or collection with links to items (stacspec.org).

    ``above`` are the files that led to it.
    """
    if name in above:
        raise InputError(Sentence("{name} leads back to itself by its links to items.", name=name))
    try:
        yield from _in_catalogue(name, above)
    except (AttributeError, KeyError, TypeError) as error:
        raise _no_stac(name) from error


def _in_catalogue(name: str, above: tuple[str, ...]) -> Iterator[Source]:
    document = read_json(name, "STAC file", MAX_BYTES)
    base = Path(name).absolute().parent
    if not isinstance(document, dict):
        raise _no_stac(name)
    kind = document.get("type")
    if kind in ("Collection", "Catalog") and "links" in document:
        # Collections may nest: what a link leads to is read as any other file.
        for href in [link["href"] for link in document["links"] if link.get("rel") == "item"]:
            yield from _catalogued(_referred(base, href), (*above, name))
        return
    items = document.get("features") if kind == "FeatureCollection" else [document]
    if not isinstance(items, list) or not items:
        raise InputError(Sentence("{name} holds no STAC items.", name=name))
    for item in items:
        yield _of_item(name, item, base)


def _no_stac(name: str) -> InputError:
    return InputError(Sentence("{name} is neither a STAC item nor a collection of items.", name=name))


def _of_item(name: str, item: object, base: Path) -> Source:
    if not isinstance(item, dict) or item.get("type") != "Feature" or not isinstance(item.get("assets"), dict):
        raise _no_stac(name)
    properties = item.get("properties") or {}
    # An item over a time span has no datetime of its own (STAC item specification).
    text = properties.get("datetime") or properties.get("start_datetime")
    # Of what this package wrote without knowing when it was taken, it is the time of the run.
    taken = None if properties.get(UNDATED) else _date(text, name)
    return Source(_referred(base, _asset(name, item)), taken)


def _referred(base: Path, href: str) -> str:
    """The path of a reference, in which %20 stands for a blank unless a file is named so; URIs of files are paths."""
    address = urlsplit(href)
    if address.scheme == "file" and address.netloc in ("", "localhost"):
        href = href.partition("://")[2].removeprefix(address.netloc)
    literal = _within(base, href)
    return literal if "://" in href or Path(literal).exists() else _within(base, unquote(href))


def _is_raster(asset: Mapping[str, Any]) -> bool:
    """Whether an asset is a raster by its media type, or by its name: many catalogues give no type."""
    media = str(asset.get("type", ""))
    return "tiff" in media or "jp2" in media or file_part(str(asset["href"])).lower().endswith(RASTER_SUFFIXES)


def _asset(name: str, item: Mapping[str, Any]) -> str:
    """The reference to an item's raster: the asset with the role of data, or the only GeoTIFF or JP2 file."""
    assets = {key: asset for key, asset in item["assets"].items() if isinstance(asset, dict) and asset.get("href")}
    rasters = {key: asset for key, asset in assets.items() if _is_raster(asset)}
    data = {key: asset for key, asset in rasters.items() if "data" in (asset.get("roles") or [])}
    for found in (data, rasters):
        if len(found) == 1 or "data" in found:
            return str((found.get("data") or next(iter(found.values())))["href"])
    raise InputError(Sentence("{name}: the item {value} has {count} rasters of which none is the only one with the "
                              "role 'data'; list the files that are meant.", name=name, value=item.get("id"),
                              count=len(rasters)))


def file_part(path: str) -> str:
    """The part of a path that names the file: without a server and a query."""
    return urlsplit(path).path if "://" in path else path
