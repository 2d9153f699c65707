"""Labelled arrays of Dask: chunks of the output are made, when asked for, from the chunks of the image they show."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.io import DatasetReader, DatasetWriter
from rasterio.windows import Window

from ..geometry import Grid, project
from ..io import ARRAY, SPOOLED, SavedTransform, open_raster, without_a_place
from ..progress import Progress
from .array_image import ArrayImage, array_dataset, require_dtype
from .dataarrays import LabelledImage, labelled

if TYPE_CHECKING:
    from xarray import DataArray

# Pixels of the image around what a chunk shows: the reach of the widest kernel, and what a field bends in a chunk.
MARGIN = 16

# Side of the output's chunks if the image's own do not fit its grid.
CHUNK = 2048

# Bytes that the warp of a chunk plans with, besides the chunk.
BUDGET = 256 << 20

# Bytes up to which an image that is looked at is computed into memory; a larger one goes through a file.
IN_MEMORY = 256 << 20

# Bytes of chunks that are computed at once on their way into a file.
TOGETHER = 64 << 20


def is_lazy(array: object) -> bool:
    """Whether an array is one of Dask, whose values are not computed yet."""
    # The data of numpy's own arrays is a buffer, which those of dates do not have.
    return not isinstance(array, np.ndarray) and hasattr(getattr(array, "data", None), "dask")


def is_dask(array: object) -> bool:
    """Whether an image is an array of Dask, with names for its dimensions or without."""
    return is_lazy(array) or (hasattr(array, "dask") and hasattr(array, "chunks"))


def as_labelled(array: Any) -> DataArray:  # noqa: ANN401 - of Dask
    """An array of Dask with names for its dimensions: (band, y, x), if it has none yet."""
    if is_lazy(array):
        return cast("DataArray", array)
    import xarray

    return xarray.DataArray(array, dims=("band", "y", "x")[-array.ndim:])


@contextmanager
def lazy_dataset(array: DataArray, role: str) -> Iterator[DatasetReader]:
    """A lazy image as a dataset in a temporary folder, into which its chunks go once, a few at a time.

    Raises InputError for what is no image, or has a type that rasters do not have.
    """
    image = labelled(array, role)
    values = image.values.astype(np.uint8) if image.values.dtype == bool else image.values
    require_dtype(role, values.dtype)
    profile = {"driver": "GTiff", "count": len(values), "height": image.grid.height, "width": image.grid.width,
               "dtype": values.dtype.name, "transform": image.grid.transform, "crs": image.grid.crs,
               "nodata": image.nodata, "tiled": True, "bigtiff": "IF_SAFER"}
    with TemporaryDirectory(prefix=SPOOLED) as folder:
        path = Path(folder) / f"{role}{ARRAY}"
        with without_a_place(), rasterio.open(path, "w", **profile) as out:
            _written(out, values)
        with without_a_place():
            dataset = rasterio.open(path)
        with dataset:
            yield dataset


def _written(out: DatasetWriter, values: Any) -> None:  # noqa: ANN401 - of Dask
    """Write all chunks of values (bands, rows, columns), as many at a time as make ``TOGETHER`` bytes."""
    from dask.array.core import slices_from_chunks
    from dask.base import compute

    group: list[tuple[slice, slice, slice]] = []
    places = slices_from_chunks(values.chunks)
    for number, place in enumerate(places, start=1):
        group.append(place)
        size = sum(math.prod(part.stop - part.start for part in one) for one in group) * values.dtype.itemsize
        if size < TOGETHER and number < len(places):
            continue
        for (bands, rows, columns), pixels in zip(group, compute(*(values[one] for one in group)), strict=True):
            out.write(pixels, indexes=range(bands.start + 1, bands.stop + 1), window=Window.from_slices(rows, columns))
        group = []


def one_band(array: DataArray, index: int, role: str) -> DataArray:
    """The band of a labelled image that a registration looks at, so that no other one is computed."""
    image = labelled(array, role)
    bands = image.order[0]
    return array if bands is None else array.isel({bands: [min(index, array.sizes[bands] - 1)]})


def warp_lazily(array: DataArray, saved: SavedTransform, grid: Grid, **options: Any) -> DataArray:
    """A labelled image on ``grid`` under a transform, of Dask chunks that are computed when they are asked for.

    ``options`` are those of ``warp``. Integers keep their type; without a nodata value, invalid pixels become 0.
    """
    import dask.array

    image = labelled(array, "moving")
    # What was overridden at the solve holds here too, or the same image would lie elsewhere.
    transform, seen = saved.seen(image.grid)
    image, saved = replace(image, grid=seen), replace(saved, transform=transform)
    nodata = _nodata_of(image, options.get("output_nodata"))
    rows, columns = (_cuts(own, size) for own, size in zip(image.values.chunks[1:], grid.shape, strict=True))
    blocks = [[_block(image, saved, grid.window(c.start, r.start, c.stop - c.start, r.stop - r.start), nodata, options)
               for c in columns] for r in rows]
    return image.with_values(dask.array.block(blocks), grid, nodata)


def _cuts(own: Sequence[int], size: int) -> list[slice]:
    """Chunks of the output along one axis: those of the image, ``own``, where they fit and are not too large."""
    fit = sum(own) == size and max(own) <= CHUNK
    ends = list(accumulate(own)) if fit else [*range(CHUNK, size, CHUNK), size]
    return [slice(start, end) for start, end in pairwise([0, *ends])]


def _nodata_of(image: LabelledImage, given: float | None) -> float:
    """The value for what the image does not show: one answer for all chunks."""
    if given is not None:
        return given
    if image.nodata is not None:
        return image.nodata
    return float("nan") if np.issubdtype(image.values.dtype, np.floating) else 0.0


def _block(image: LabelledImage, saved: SavedTransform, part: Grid, nodata: float, options: dict[str, Any]) -> Any:  # noqa: ANN401
    """One chunk of the output as a Dask array (bands, rows, columns)."""
    import dask.array
    from dask.delayed import delayed

    shape, dtype = (image.values.shape[0], *part.shape), image.values.dtype
    box = _window(image.grid, saved, part)
    if box is None:
        return dask.array.full(shape, nodata, dtype=dtype)
    left, top, right, bottom = box
    # The slice is a part of the graph: what it needs is computed with the chunk, and nothing else.
    pixels = image.values[:, top:bottom, left:right]
    source = image.grid.window(left, top, right - left, bottom - top)
    made = delayed(_warped, pure=True)(pixels, source, image.nodata, saved, part, nodata, options)
    return dask.array.from_delayed(made, shape, dtype=dtype)


def _window(grid: Grid, saved: SavedTransform, part: Grid) -> tuple[int, int, int, int] | None:
    """(left, top, right, bottom) in whole pixels of ``grid`` around what ``part`` shows; None if that is nothing."""
    x, y = part.outline()
    true = project(part.crs, saved.fixed_crs, x, y, near=saved.transform.centre[0])
    col, row = grid.to_pixel(*grid.world_of(saved.fixed_crs, *saved.transform(*true)))
    finite = np.isfinite(col) & np.isfinite(row)
    if not finite.any():
        return None
    left, top = (int(np.floor(a[finite].min())) - MARGIN for a in (col, row))
    right, bottom = (int(np.ceil(a[finite].max())) + MARGIN for a in (col, row))
    left, top, right, bottom = max(left, 0), max(top, 0), min(right, grid.width), min(bottom, grid.height)
    return (left, top, right, bottom) if right > left and bottom > top else None


def _warped(pixels: NDArray[Any], source: Grid, source_nodata: float | None, saved: SavedTransform, part: Grid,
            nodata: float, options: dict[str, Any]) -> NDArray[Any]:
    """One chunk, computed: (bands, rows, columns)."""
    from ..warping import warp_array

    image = ArrayImage.of("moving", pixels, source.transform, source.crs, None, source_nodata)
    with array_dataset(image) as opened, open_raster(opened, role="moving") as raster:
        values, valid, _ = warp_array(
            raster, saved.transform, saved.fixed_crs, part, resampling=options.get("resampling", "cubic"),
            band_resampling=options.get("band_resampling") or (), output_nodata=nodata, threads=1,
            memory_budget=BUDGET, progress=Progress())
    return np.where(valid, values, np.asarray(nodata, pixels.dtype))
