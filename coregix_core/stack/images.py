"""Which images a stack has: each file that is named, opened for its grid and its date."""

from __future__ import annotations

import glob
import logging
import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from .._typing import Floats
from ..errors import InputError, Sentence
from ..geometry import Grid
from ..io import acquisition_of, date_of_name, open_raster, require_one_date
from .sources import Source, file_part, sources_of

log = logging.getLogger("coregix_core")

# What in a name tells that somebody wrote a date.
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

# Names that a message lists at most.
_SHOWN = 10

MAX_IMAGES = 100_000


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


@dataclass(frozen=True)
class Unread:
    """A file that cannot be read or used, and is left out: ``error`` says why, the rest is as of an image."""

    name: str
    path: str
    date: datetime | None
    error: InputError


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


def _sources(given: Sequence[str | os.PathLike[str]], least: int) -> list[Source]:
    """Each file of a stack once. Raises InputError if there are less than ``least``, or too many."""
    sources: dict[str, Source] = {}
    for item in given:
        for source in sources_of(os.fspath(item)):
            # By the real path: a pattern and a list may name one file twice, which would be linked to itself.
            sources.setdefault(os.path.realpath(source.path), source)
    if len(sources) < least:
        raise _too_few(given, len(sources))
    if len(sources) > MAX_IMAGES:
        raise InputError(Sentence("A stack takes {limit} images at most, not {count}.", limit=MAX_IMAGES,
                                  count=len(sources)))
    return list(sources.values())


def find_images(given: Sequence[str | os.PathLike[str]], *, band: int = 0, crs: str | None = None,
                least: int = 2) -> tuple[list[StackImage], list[Unread]]:
    """The images of a stack, in the order of their dates (those without one last, as given), and what cannot be read.

    Each of ``given`` is a raster, a pattern, a folder, a list (.csv, .txt) or STAC (.json). Raises InputError if there
    are less than ``least`` that can be read.
    """
    sources = _sources(given, least)
    # Outputs are named after their sources, before anything is opened.
    names = unique_names([source.path for source in sources])
    opened = [_opened(source, name, band, crs) for source, name in zip(sources, names, strict=True)]
    images = [one for one in opened if isinstance(one, StackImage)]
    unread = [one for one in opened if isinstance(one, Unread)]
    if len(images) < least:
        raise unread[0].error
    _warn_of_undated(images)
    # A stable sort: without dates the order is the one that was given.
    return sorted(images, key=lambda image: (image.date is None, image.date and image.date.timestamp())), unread


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
    stems = [_plain(Path(file_part(path)).stem) for path in paths]
    # Scenes of a provider often have one name in a folder per date.
    counts = Counter(stems)
    names = [f"{_plain(Path(file_part(path)).parent.name)}_{stem}" if counts[stem] > 1 else stem
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


def _opened(source: Source, name: str, band: int, crs: str | None) -> StackImage | Unread:
    try:
        with open_raster(source.path, role="input", crs=crs) as raster:
            raster.require_band(band, "band_index")
            require_one_date(raster)
            # What a list or a catalogue says goes before what the file says of itself.
            date = source.date or acquisition_of(raster).date
            return StackImage(name, raster.path, raster.grid, band, date, source.exclude)
    # One broken download among hundreds is no reason to lose the others.
    except InputError as error:
        return Unread(name, source.path, source.date or date_of_name(Path(file_part(source.path)).name), error)
