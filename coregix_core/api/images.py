"""What the functions take for an image: a path, an open dataset, an array with its grid, a labelled array."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import NDArray

from .._typing import Mask
from ..errors import InputError, Sentence
from ..geometry import same_fields
from ..options import RasterSource, is_labelled
from . import lazy
from .array_image import ArrayImage, array_dataset
from .dataarrays import labelled
from .lazy import is_dask, is_lazy

# How GDAL's names begin of what is in the memory of one process.
_IN_MEMORY = ("/vsimem/", "MEM:")

# A path, an open rasterio dataset, a ``GridArray``, a numpy array (its pixels are places), or a DataArray.
ImageSource = Any


@dataclass(frozen=True, eq=False, repr=False)
class GridArray:
    """An array and where it lies.

    ``values`` are (rows, columns) or (bands, rows, columns). ``geotransform`` maps pixels (column, row), with (0, 0) at
    the outer corner of the first one, to places in ``crs`` (anything that rasterio understands, or None). ``valid``
    (rows, columns) says which pixels hold data; NaN and ``nodata`` do not either.

    >>> import numpy as np
    >>> from affine import Affine
    >>> GridArray(np.zeros((2, 3)), Affine(10, 0, 500_000, 0, -10, 5_800_000), "EPSG:32633")
    GridArray((2, 3) float64, EPSG:32633, pixels of 10 x 10 at (500000, 5.8e+06))
    """

    values: NDArray[Any]
    geotransform: Affine = Affine.identity()  # noqa: RUF009 - frozen itself
    crs: Any = None
    valid: Mask | None = None
    nodata: float | None = None

    def __eq__(self, other: object) -> bool:
        return same_fields(self, other)

    __hash__ = None  # type: ignore[assignment] # arrays have none

    def __repr__(self) -> str:
        t = self.geotransform
        size = f"{np.hypot(t.a, t.d):g} x {np.hypot(t.b, t.e):g}"
        return (f"GridArray({self.values.shape} {self.values.dtype}, {str(self.crs)[:60]}, pixels of {size} at "
                f"({t.c:g}, {t.f:g}))")


@dataclass(frozen=True)
class NotCarried:
    """What a copy of a registration has in place of a dataset that is in memory alone."""

    name: str


def carried(source: ImageSource) -> ImageSource:
    """A source as copies have it, also in other processes: an open dataset by the name under which it opens again."""
    if isinstance(source, (str, os.PathLike)) or not hasattr(source, "read"):
        return source
    name = str(source.name)
    return NotCarried(name) if not name or name.startswith(_IN_MEMORY) else name


@contextmanager
def as_raster(source: ImageSource, role: str) -> Iterator[RasterSource]:
    """A source as what GDAL reads; an array becomes a dataset in memory. Raises InputError for what is no image."""
    if isinstance(source, (str, os.PathLike)) or hasattr(source, "read"):
        yield source
    elif is_lazy(source) and source.nbytes > lazy.IN_MEMORY:
        with lazy.lazy_dataset(source, role) as dataset:
            yield dataset
    elif isinstance(source, (GridArray, np.ndarray)) or is_labelled(source):
        with array_dataset(_array_image(source, role)) as dataset:
            yield dataset
    elif is_dask(source):
        raise InputError(f"The {role} image is an array of Dask without names for its dimensions; give it as "
                         "xarray.DataArray(array, dims=('y', 'x')).")
    elif isinstance(source, NotCarried):
        raise InputError(Sentence("The {role} image {name} was a dataset in memory, of which a copy of the "
                                  "registration has no pixels; use the registration itself, or register files.",
                                  role=Sentence(role), name=source.name))
    else:
        raise InputError(f"A {type(source).__name__} is no {role} image: give a path, an open dataset, a GridArray, a "
                         "numpy array or a DataArray.")


def _array_image(source: ImageSource, role: str) -> ArrayImage:
    if is_labelled(source):
        source = source.compute()
        image = labelled(source, role)
        made = ArrayImage.of(role, np.asarray(image.values), image.grid.transform, image.grid.crs, None, image.nodata)
        return replace(made, given=np.asarray(source.values))
    array = source if isinstance(source, GridArray) else GridArray(source)
    return ArrayImage.of(role, array.values, array.geotransform, array.crs, array.valid, array.nodata)


def name_of(source: ImageSource, role: str) -> str:
    """What results call a source: its path or name, or that it is an array."""
    if isinstance(source, (str, os.PathLike)):
        return os.fspath(source)
    return str(source.name) if hasattr(source, "read") else f"{role} array"
