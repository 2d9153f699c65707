"""A labelled array of several dates as a stack, and the aligned dates as such an array again."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio

from ..api import LabelledImage, labelled, storable
from ..errors import InputError
from ..io import creating, parsed
from .solution import ImageResult

if TYPE_CHECKING:
    from xarray import DataArray

log = logging.getLogger("coregix_core")

TIMES = ("time", "date", "datetime", "image")


def written_dates(array: DataArray, folder: Path) -> tuple[list[str], dict[str, tuple[int, LabelledImage]]]:
    """Write each date as a raster; their paths, and by name the place of each in the array with its image.

    Raises InputError if the array has no dimension of time.
    """
    along = _times(array)
    _warn_of_times(array, along)
    folder.mkdir(parents=True, exist_ok=True)
    paths, images = [], {}
    for number in range(array.sizes[along]):
        image = labelled(array.isel({along: number}), "stack")
        name = _name(array, along, number)
        path = folder / f"{name}.tif"
        # By its date and not by the file that is about to be made of it.
        values = storable(f"'{name}'", np.asarray(image.values))
        # NaN means nothing was seen there, whether or not the array says so.
        nodata = float("nan") if image.nodata is None and values.dtype.kind == "f" else image.nodata
        with creating(path, image.grid, count=len(values), dtype=values.dtype.name, nodata=nodata) as out:
            out.write(values)
        paths.append(str(path))
        images[name] = number, image
    return paths, images


def joined(array: DataArray, images: dict[str, tuple[int, LabelledImage]], results: Sequence[ImageResult]) -> DataArray:
    """The aligned dates as an array like the one that was given; dates that failed are left out."""
    import xarray

    along, made = _times(array), []
    for result in sorted(results, key=lambda result: images[result.image][0]):
        if result.output is None:
            continue
        number, image = images[result.image]
        with rasterio.open(result.output) as raster:
            aligned = image.with_values(raster.read(), image.grid, raster.nodata)
        coordinate = {along: array[along][number]} if along in array.coords else {}
        made.append(aligned.assign_coords(coordinate))
    if not made:
        return array.isel({along: slice(0, 0)})
    return xarray.concat(made, along).transpose(*array.dims)


def _times(array: Any) -> Any:  # noqa: ANN401 - a dimension's name
    for dim in array.dims:
        if str(dim).lower() in TIMES or (dim in array.coords and np.issubdtype(array[dim].dtype, np.datetime64)):
            return dim
    raise InputError(f"The dimensions of the stack are {', '.join(map(str, array.dims))}; one of them must be 'time'.")


def _name(array: DataArray, along: Any, number: int) -> str:  # noqa: ANN401 - a dimension's name
    """A name that holds the date, if there is one, and is no other's."""
    date = _date(array[along].values[number]) if along in array.coords else None
    return f"image_{number:04d}" if date is None else f"{date:%Y-%m-%dT%H-%M-%S}_{number:04d}"


def _date(given: Any) -> datetime | None:  # noqa: ANN401 - a value of a coordinate
    """A date of numpy, of Python, of a calendar or as text; None of anything else."""
    if isinstance(given, np.datetime64):
        return None if np.isnat(given) else parsed(str(np.datetime_as_string(given, unit="s")))
    text = given.isoformat() if hasattr(given, "isoformat") else given
    return parsed(text) if isinstance(text, str) else None


def _warn_of_times(array: DataArray, along: Any) -> None:  # noqa: ANN401 - a dimension's name
    """Warn of values of a dimension of time that are no dates."""
    # Images may have any names.
    if str(along).lower() == "image" or along not in array.coords:
        return
    odd = [str(value) for value in array[along].values if _date(value) is None]
    if odd:
        log.warning("%d of the coordinates along %s are no dates, such as %r: their images count as undated. Give "
                    "datetime64, or text as 2021-03-15.", len(odd), along, odd[0])
