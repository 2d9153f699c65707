"""The layers of a stack as what the command line reads: files, or a list of files with the dates that layers have."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from qgis.core import QgsRasterLayer

from .coregix_core.errors import InputError
from .layers import raster_source, with_crs
from .series import date_of
from .translation import tr


def listed_images(
    layers: Sequence[QgsRasterLayer], folder: Path, *, one_nodata: bool,
) -> tuple[tuple[str, ...], object]:
    """The images of layers, and the nodata value that they add to their files' own; copies go into ``folder``.

    ``one_nodata``: a value was given for all, so that those of the layers do not count. Raises InputError.
    """
    paths, dates, nodata = [], [], set()
    for number, layer in enumerate(layers):
        # A folder for each: a copy keeps the name of its file, by which it is known and dated.
        own = folder / f"image{number}"
        own.mkdir(parents=True, exist_ok=True)
        source = raster_source(layer, own)
        # The command line takes one value for all images.
        nodata.add(source.nodata)
        paths.append(_named_as(with_crs(source, own), source.path, own))
        dates.append(date_of(layer))
    if len(nodata) > 1 and not one_nodata:
        raise InputError(tr("The layers have different additional nodata values, and a stack takes one for all: "
                            "clear them in the layers' Transparency settings, or give one under Advanced."))
    # A list only if it says more than the files: plain names can be read in the log.
    images = (_list_file(folder / "images.csv", paths, dates),) if any(dates) else tuple(paths)
    return images, next(iter(nodata))


def _list_file(path: Path, images: list[str], dates: list[str]) -> str:
    """Write the images and the dates that their layers have as a list that the core reads."""
    # Layers may be named in any script, and the core reads UTF-8 whatever the system's own encoding.
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("image", "date"))
        writer.writerows(zip(images, dates))
    return str(path)


def _named_as(path: str, source: str, folder: Path) -> str:
    """A path whose name is that of ``source``: a copy in ``folder`` takes it."""
    if path == source or Path(path).parent != folder:
        return path
    target = folder / f"{Path(source).stem}.vrt"
    Path(path).replace(target)
    return str(target)
