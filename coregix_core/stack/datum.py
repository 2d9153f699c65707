"""Which images a run has, and which of them stays: the datum, and the CRS of the whole."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import GeoreferenceError, InputError, Sentence
from ..io import open_raster
from ..options import StackOptions
from .graph import components
from .images import StackImage, Unread, find_bands, find_images, name_of_reference
from .links import Found, is_good
from .solution import ImageResult, Solution

log = logging.getLogger("coregix_core")


def chosen_images(options: StackOptions) -> tuple[list[StackImage], int | None, list[Unread]]:
    """The images, the reference last, the number of the datum (None: their mean), and what cannot be read."""
    images, unread = _given_images(options)
    if options.fixed_image_path is not None:
        images, datum = _with_reference(images, options)
        return images, datum, [one for one in unread if not _is_one_file(one.path, images[datum].path)]
    return images, _chosen_datum(images, unread, options), unread


def _chosen_datum(images: Sequence[StackImage], unread: Sequence[Unread], options: StackOptions) -> int | None:
    if options.datum == "mean":
        return None
    if options.datum == "first":
        return 0
    for number, image in enumerate(images):
        if _is_named(options.datum, image):
            return number
    for one in unread:
        # What the others are to lie on cannot be left out.
        if _is_named(options.datum, one):
            raise one.error
    raise InputError(Sentence("The datum {datum!r} is none of the images; give 'mean', 'first', or the name of one, "
                              "such as {images!r}.", datum=options.datum, images=images[0].name),
                     parameter="datum", value=options.datum)


def _is_named(datum: str, image: StackImage | Unread) -> bool:
    return datum in (image.name, image.path, Path(image.path).name)


def _is_one_file(path: str, other: str) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)


def held_datum(images: Sequence[StackImage], datum: int | None, found: Found, options: StackOptions) -> int | None:
    """The datum by the links that were found: the first image of those that most others are linked with, if asked for.

    A bad first date would leave all others without a place. One that was named is what was meant.
    """
    if options.fixed_image_path is not None or options.datum != "first":
        return datum
    part = components(len(images), [pair for pair, link in found.items() if is_good(link)])
    held = int(np.flatnonzero(part == np.bincount(part).argmax())[0])
    if held != datum:
        log.warning(Sentence("No trustworthy link joins {first}, the first image, with the others; {second} stays in "
                             "place instead.", first=images[0].name, second=images[held].name))
    return held


def told_of_datum(results: Sequence[ImageResult], images: Sequence[StackImage], found: Found, solution: Solution,
                  datum: int | None) -> list[ImageResult]:
    """Results of which those that are linked to each other alone say so where nothing holds the ``datum`` itself."""
    if datum is None or datum in solution.used:
        return list(results)
    linked = {i for pair, link in found.items() if is_good(link) for i in pair}
    contradicted = {i for link in solution.results if link.contradicts for i in (link.first, link.second)}
    if datum < len(results):
        why = Sentence("the datum {datum}, on which it is to lie, cannot be trusted: {why}; take another image or the "
                       "mean as the datum", datum=images[datum].name, why=results[datum].reason)
    else:
        why = _unreached(datum, solution)
    return [replace(result, reason=why) if i in linked - contradicted - {datum} else result
            for i, result in enumerate(results)]


def _unreached(reference: int, solution: Solution) -> Sentence:
    """Why nothing lies on a reference, for images that are linked to each other."""
    tried = [link for link in solution.results if link.second == reference]
    if not tried:
        return Sentence("it is linked to other images, and none of these overlaps the reference")
    return Sentence("it is linked to other images, and none of these to the reference; of {count} links to it that "
                    "were tried, one says: {why}; take another reference, or none",
                    count=len(tried), why=tried[0].reason)


def _with_reference(images: list[StackImage], options: StackOptions) -> tuple[list[StackImage], int]:
    assert options.fixed_image_path is not None
    with open_raster(options.fixed_image_path, role="fixed") as raster:
        raster.require_band(options.band_index, "band_index")
        # A folder may hold the reference too.
        others = [image for image in images if not _is_one_file(image.path, raster.path)]
        name = name_of_reference([image.name for image in others])
        reference = StackImage(name, raster.path, raster.grid, options.band_index)
    if not others:
        raise InputError("There is no image to align besides the reference.")
    return [*others, reference], len(others)


def _given_images(options: StackOptions) -> tuple[list[StackImage], list[Unread]]:
    given: Any = options.images
    given = [given] if isinstance(given, (str, os.PathLike)) else list(given)
    if options.bands:
        if len(given) != 1:
            raise InputError(Sentence("Bands are those of one file, and {count} were given.", count=len(given)))
        return find_bands(given[0]), []
    # A series may begin with one date beside its reference.
    return find_images(given, band=options.band_index, least=2 if options.fixed_image_path is None else 1)


def stack_crs(images: Sequence[StackImage], reference: int | None) -> Any:  # noqa: ANN401 - a CRS or None
    """The CRS of the stack: the reference's, or what most images have.

    Raises GeoreferenceError if some images have a CRS and others none.
    """
    if len({image.grid.crs is None for image in images}) > 1:
        bare, placed = (next(i.path for i in images if (i.grid.crs is None) == none) for none in (True, False))
        raise GeoreferenceError(Sentence("{bare} has no CRS, and {placed} has one; a stack takes images that have a "
                                         "CRS, or ones that have none.", bare=bare, placed=placed), file=bare)
    if reference is not None:
        return images[reference].grid.crs
    counts = Counter(None if i.grid.crs is None else i.grid.crs.to_wkt() for i in images)
    commonest = counts.most_common(1)[0][0]
    return next(i.grid.crs for i in images if (None if i.grid.crs is None else i.grid.crs.to_wkt()) == commonest)
