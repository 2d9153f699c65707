"""Which images a stack has: files, patterns, folders, lists with dates, and STAC items, each with its grid and date."""

from __future__ import annotations

import csv
import glob
import logging
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import numpy as np

from .._typing import Floats
from ..errors import InputError, Sentence
from ..geometry import Grid
from ..io import UNDATED, acquisition_of, open_raster, parsed, read_json, read_text, require_one_date, separator_of

log = logging.getLogger("coregix_core")

# What counts as a raster in a folder.
RASTER_SUFFIXES = (".tif", ".tiff", ".vrt", ".jp2", ".img")

# What in a name tells that somebody wrote a date.
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

# Names that a message lists at most.
_SHOWN = 10

MAX_IMAGES = 100_000
MAX_BYTES = 256 << 20


@dataclass(frozen=True)
class StackImage:
    """One image of a stack: ``name`` is that of its output, ``band`` (from 0) the one that is compared.

    ``exclude`` are masks of ground that is left out of this image alone, such as its clouds.
    """

    name: str
    path: str
    grid: Grid
    band: int
    date: datetime | None = None
    exclude: tuple[str, ...] = ()


def times_of(images: Sequence[StackImage], datum: int | None) -> Floats:
    """When each image was taken, in days; by their order if none has a date. Not a number if that is not known."""
    dates = [image.date for image in images]
    if any(date is not None for date in dates):
        return np.array([np.nan if date is None else date.timestamp() / 86400 for date in dates])
    # What the others are aligned to may be of any time.
    return np.array([np.nan if number == datum else number for number in range(len(images))], float)


def _too_few(given: Sequence[str | os.PathLike[str]], count: int) -> InputError:
    """Why what was given is no stack, of which there are so many images."""
    listed = ", ".join(map(str, given))
    if count and (missing := next((item for item in given if not _is_there(os.fspath(item))), None)) is not None:
        return InputError(Sentence("There is no file or folder {missing}; check the name.", missing=os.fspath(missing)))
    if count and len(given) > 1 and all(Path(item).is_file() for item in given):
        return InputError(Sentence("A stack needs two images at least; {images} are one file.", images=listed))
    return InputError(Sentence("A stack needs two images at least; {images} gives {count}.", images=listed,
                               count=count or Sentence("none")))


def _is_there(item: str) -> bool:
    """Whether what was given may be anything: what GDAL alone reads is no file by its name."""
    return "://" in item or ":" in item or item.startswith("/vsi") or glob.has_magic(item) or os.path.lexists(item)


@dataclass(frozen=True)
class _Source:
    path: str
    date: datetime | None = None
    exclude: tuple[str, ...] = ()


def find_images(given: Sequence[str | os.PathLike[str]], *, band: int = 0, crs: str | None = None,
                least: int = 2) -> list[StackImage]:
    """The images of a stack, in the order of their dates (those without one last, as given).

    Each of ``given`` is a raster, a pattern, a folder, a list (.csv, .txt) or STAC (.json). Raises InputError if there
    are less than ``least``, or one cannot be used.
    """
    sources: dict[str, _Source] = {}
    for item in given:
        for source in _sources(os.fspath(item)):
            # By the real path: a pattern and a list may name one file twice, which would be linked to itself.
            sources.setdefault(os.path.realpath(source.path), source)
    if len(sources) < least:
        raise _too_few(given, len(sources))
    if len(sources) > MAX_IMAGES:
        raise InputError(Sentence("A stack takes {limit} images at most, not {count}.", limit=MAX_IMAGES,
                                  count=len(sources)))
    # Outputs are named after their sources, before anything is opened.
    names = unique_names([source.path for source in sources.values()])
    images = [_opened(source, name, band, crs) for source, name in zip(sources.values(), names, strict=True)]
    _warn_of_undated(images)
    # A stable sort: without dates the order is the one that was given.
    return sorted(images, key=lambda image: (image.date is None, image.date and image.date.timestamp()))


def _warn_of_undated(images: Sequence[StackImage]) -> None:
    """Warn of images without a date where others have one, or where their names seem to hold one."""
    undated = [image.name for image in images if image.date is None]
    # Tiles of one flight need no dates.
    if undated and (len(undated) < len(images) or any(_YEAR.search(name) for name in undated)):
        shown = [*undated[:_SHOWN], *(["…"] if len(undated) > _SHOWN else [])]
        log.warning(Sentence("No date is known of these images: {images}. They come last, in the order given; name "
                             "files as 2021-03-15.tif, or give a list with the columns image and date.",
                             images=", ".join(shown)))


def find_bands(path: str | os.PathLike[str], *, crs: str | None = None) -> list[StackImage]:
    """Each band of a file as an image of its own.

    Raises InputError if the file has less than two bands.
    """
    with open_raster(path, role="input", crs=crs) as raster:
        bands = [band for band in range(raster.count) if band != raster.alpha]
        if len(bands) < 2:
            raise InputError(Sentence("{raster} has one band; bands can be aligned to each other if there are two at "
                                      "least.", raster=raster.path))
        descriptions = raster.dataset.descriptions
        names = [descriptions[band] or f"band{band}" for band in bands]
        # Descriptions need not be unique, and names of files have to be.
        names = names if len(set(names)) == len(names) else [f"band{band}" for band in bands]
        return [StackImage(_plain(name), raster.path, raster.grid, band)
                for name, band in zip(names, bands, strict=True)]


def unique_names(paths: Sequence[str]) -> list[str]:
    """Names for outputs: the files' own, with their folders' where two files have one name."""
    stems = [_plain(Path(_file_part(path)).stem) for path in paths]
    # Scenes of a provider often have one name in a folder per date.
    counts = Counter(stems)
    names = [f"{_plain(Path(_file_part(path)).parent.name)}_{stem}" if counts[stem] > 1 else stem
             for path, stem in zip(paths, stems, strict=True)]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise InputError(Sentence("Two images would be written as {twice}.tif; rename one of them.", twice=twice[0]))
    return names


def name_of_reference(names: Sequence[str]) -> str:
    """What tables call the reference beside images of these names.

    >>> name_of_reference(["june", "reference"])
    'fixed reference'
    """
    name = "reference"
    while name in names:
        name = f"fixed {name}"
    return name


def _plain(name: str) -> str:
    """A name that is no path."""
    return name.replace("/", "_").replace("\\", "_") or "image"


def _file_part(path: str) -> str:
    """The part of a path that names the file: without a server and a query."""
    return urlsplit(path).path if "://" in path else path


def _opened(source: _Source, name: str, band: int, crs: str | None) -> StackImage:
    with open_raster(source.path, role="input", crs=crs) as raster:
        raster.require_band(band, "band_index")
        require_one_date(raster)
        # What a list or a catalogue says goes before what the file says of itself.
        date = source.date or acquisition_of(raster).date
        return StackImage(name, raster.path, raster.grid, band, date, source.exclude)


def _sources(item: str) -> Iterator[_Source]:
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
        yield _Source(item)


def _in_folder(folder: Path) -> Iterator[_Source]:
    found = sorted(str(p) for p in folder.iterdir() if p.suffix.lower() in RASTER_SUFFIXES)
    if not found:
        raise InputError(Sentence("The folder {folder} holds no rasters ({raster_suffixes}).", folder=folder,
                                  raster_suffixes=", ".join(RASTER_SUFFIXES)))
    yield from map(_Source, found)


def _matching(pattern: str) -> Iterator[_Source]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - relative names stay as they were given
    if not matches:
        raise InputError(Sentence("No file fits {pattern!r}; check the pattern.", pattern=pattern))
    for match in matches:
        yield from _sources(match) if match.lower().endswith((".json", ".geojson")) else [_Source(match)]


def _listed(name: str) -> Iterator[_Source]:
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
        yield from (_Source(_within(base, line.strip())) for line in lines)
        return
    for row in csv.DictReader(lines, delimiter=separator):
        values = {(key or "").strip().lower(): (value or "").strip() for key, value in row.items()
                  if not isinstance(value, list)}
        yield _Source(_within(base, values["image"]), _date(values.get("date"), f"{name}, {values['image']}"),
                      _masks_of(values.get("exclude", ""), base))


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


def _catalogued(name: str, above: tuple[str, ...] = ()) -> Iterator[_Source]:
    """The rasters of a STAC item, an item collection, or a catalogue or collection with links to items (stacspec.org).

    ``above`` are the files that led to it.
    """
    if name in above:
        raise InputError(Sentence("{name} leads back to itself by its links to items.", name=name))
    try:
        yield from _in_catalogue(name, above)
    except (AttributeError, KeyError, TypeError) as error:
        raise _no_stac(name) from error


def _in_catalogue(name: str, above: tuple[str, ...]) -> Iterator[_Source]:
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


def _of_item(name: str, item: object, base: Path) -> _Source:
    if not isinstance(item, dict) or item.get("type") != "Feature" or not isinstance(item.get("assets"), dict):
        raise _no_stac(name)
    properties = item.get("properties") or {}
    # An item over a time span has no datetime of its own (STAC item specification).
    text = properties.get("datetime") or properties.get("start_datetime")
    # Of what this package wrote without knowing when it was taken, it is the time of the run.
    taken = None if properties.get(UNDATED) else _date(text, name)
    return _Source(_referred(base, _asset(name, item)), taken)


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
    return "tiff" in media or "jp2" in media or _file_part(str(asset["href"])).lower().endswith(RASTER_SUFFIXES)


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
