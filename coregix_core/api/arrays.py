"""Arrays in, arrays out: the alignment for those who hold their images in memory.

The arrays become datasets in GDAL's memory and go through the very same pipeline as files do.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.errors import CRSError, NotGeoreferencedWarning
from rasterio.io import DatasetReader, MemoryFile

from ..errors import GeoreferenceError, InputError
from ..findings import AlignResult
from ..geometry import Grid
from ..imaging import can_hold
from ..io import working_folder
from ..options import MetricName, ResamplingName, TransformName
from ..progress import ProgressCallback
from ..report import thumbnail_of
from .pipeline import align_image_pair

Array = Any
"""A numpy array, or an object with ``values`` and ``.rio`` such as a DataArray of rioxarray."""

# What GDAL has a type for, without the complex ones, which nothing here compares.
DTYPES = ("uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32", "float64")


@dataclass(frozen=True)
class ArrayResult:
    """What ``align_arrays`` returns.

    ``array`` has the moving array's type and number of dimensions, ``valid`` (rows, columns) tells which pixels hold
    data. ``geotransform`` maps their pixels (column, row), corner convention, to places in ``crs``. ``result`` says
    what was found: verdict, residuals, transform.
    """

    array: NDArray[Any]
    valid: NDArray[np.bool_]
    geotransform: Affine
    crs: CRS | None
    result: AlignResult

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return self.result._repr_html_()


def align_arrays(
    moving: Array, fixed: Array, *, moving_transform: Affine | None = None, fixed_transform: Affine | None = None,
    moving_crs: Any = None, fixed_crs: Any = None, moving_valid: NDArray[np.bool_] | None = None,  # noqa: ANN401
    fixed_valid: NDArray[np.bool_] | None = None, moving_nodata: float | None = None, fixed_nodata: float | None = None,
    moving_band_index: int = 0, fixed_band_index: int = 0, output_nodata: float | None = None,
    exclude: Any = None, include: Any = None, moving_exclude: Any = None, moving_include: Any = None,  # noqa: ANN401
    fixed_exclude: Any = None, fixed_include: Any = None,  # noqa: ANN401
    min_valid_fraction: float = 0.01, transform: TransformName = "auto", metric: MetricName = "auto",
    use_edge_proxies: bool = True, enforce_mutual_valid_mask: bool = True, max_shift: float | None = None,
    solve_resolutions: tuple[float, ...] | None = None, accept_unreliable: bool = False,
    output_on_moving_grid: bool = True, resampling: ResamplingName = "cubic", threads: int = 0,
    memory_budget: int = 1024, temp_dir: str | None = None, progress: ProgressCallback | None = None,
) -> ArrayResult:
    """Align the moving array to the fixed one; all bands are resampled once.

    Arrays are (rows, columns) or (bands, rows, columns), of integers, floats or booleans. ``moving_transform`` and
    ``fixed_transform`` are their geotransforms: pixel (column, row), corner convention, to places in the CRS; without
    them places are pixels. ``moving_valid`` and ``fixed_valid`` (rows, columns) tell which pixels hold data; NaN, what
    a masked array masks and pixels of the nodata values do not either. A DataArray of rioxarray brings its own
    transform, CRS and nodata value. All other parameters are those of ``align_image_pair``.

    Raises InputError for what the caller can mend, UnreliableAlignmentError where no reliable alignment was found.

    >>> import numpy as np
    >>> from skimage.data import camera
    >>> image = camera()
    >>> aligned = align_arrays(np.roll(image, (3, 5), axis=(0, 1)), image)
    >>> aligned.result.verdict
    'aligned'
    """
    images = (_Source.of("moving", moving, moving_transform, moving_crs, moving_valid, moving_nodata),
              _Source.of("fixed", fixed, fixed_transform, fixed_crs, fixed_valid, fixed_nodata))
    with ExitStack() as stack, warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # arrays without a geotransform are welcome
        folder = stack.enter_context(working_folder(temp_dir))
        moving_data, fixed_data = (stack.enter_context(_dataset(image)) for image in images)
        result = align_image_pair(
            moving_data, fixed_data, folder / "aligned.tif", moving_band_index=moving_band_index,
            fixed_band_index=fixed_band_index, exclude=exclude, include=include, moving_exclude=moving_exclude,
            moving_include=moving_include, fixed_exclude=fixed_exclude, fixed_include=fixed_include,
            output_nodata=output_nodata, min_valid_fraction=min_valid_fraction,
            transform=transform, metric=metric, use_edge_proxies=use_edge_proxies,
            enforce_mutual_valid_mask=enforce_mutual_valid_mask, max_shift=max_shift,
            solve_resolutions=solve_resolutions, accept_unreliable=accept_unreliable,
            output_on_moving_grid=output_on_moving_grid, resampling=resampling, threads=threads,
            memory_budget=memory_budget, temp_dir=temp_dir, progress=progress)
        # The files behind it were temporary: their names would lead nowhere.
        names: dict[str, Any] = {"moving_image_path": "moving array", "fixed_image_path": "fixed array",
                                 "output_image_path": None}
        return _read(folder / "aligned.tif", images[0], replace(
            result, **names, settings={**result.settings, **names}))


@dataclass(frozen=True)
class _Source:
    """An array as a dataset needs it: (bands, rows, columns), with what is valid."""

    role: str
    values: NDArray[Any]
    valid: NDArray[np.bool_] | None
    grid: Grid
    nodata: float | None
    given: NDArray[Any]

    @classmethod
    def of(cls, role: str, array: Array, transform: Affine | None, crs: object, valid: NDArray[np.bool_] | None,
           nodata: float | None) -> _Source:
        rio = getattr(array, "rio", None)
        if rio is not None:
            # What the caller says goes before what the array carries.
            transform = rio.transform() if transform is None else transform
            crs = rio.crs if crs is None else crs
            nodata = rio.nodata if nodata is None else nodata
        # Under a mask lie numbers that mean nothing; what is masked is told apart, in ``valid``.
        given = np.ma.getdata(array.values if hasattr(array, "values") else array)
        values = _bands(role, given)
        if nodata is not None and not can_hold(values.dtype, nodata):
            raise InputError(f"The {role} array has the type {values.dtype}, which cannot hold the nodata value "
                             f"{nodata:g}; give another one.")
        # Where nobody says otherwise, pixels are places.
        grid = Grid(_crs(role, crs), transform or Affine.identity(), values.shape[2], values.shape[1])
        return cls(role, values, _joined(role, array, valid, grid.shape), grid, nodata, given)


def _bands(role: str, given: NDArray[Any]) -> NDArray[Any]:
    """The array as (bands, rows, columns) of a type that rasters have."""
    values = given[None] if given.ndim == 2 else given
    if values.ndim != 3 or 0 in values.shape:
        raise InputError(f"The {role} array has the shape {given.shape}; give one of (rows, columns) or (bands, rows, "
                         "columns).")
    # GDAL has no booleans.
    values = values.astype(np.uint8) if values.dtype == bool else values
    if values.dtype.name not in DTYPES:
        raise InputError(f"The {role} array has the type {values.dtype}, which rasters do not have; convert it to one "
                         f"of {', '.join(DTYPES)}.")
    return values


def _joined(role: str, array: Array, valid: NDArray[np.bool_] | None, shape: tuple[int, ...]
            ) -> NDArray[np.bool_] | None:
    """What the caller and the mask of a masked array say is valid; None where neither says anything."""
    found: NDArray[np.bool_] | None = None
    if valid is not None:
        found = np.asarray(valid, bool)
        if found.shape != shape:
            raise InputError(f"{role}_valid has the shape {found.shape}, and the array's rows and columns are {shape}.")
    if isinstance(array, np.ma.MaskedArray) and array.mask is not np.ma.nomask:
        # A raster's mask speaks for all bands: what one of them lacks is invalid in all.
        shown = np.logical_not(np.ma.getmaskarray(array).reshape(-1, *shape).any(0))
        found = shown if found is None else np.logical_and(found, shown)
    return found


def _crs(role: str, crs: object) -> CRS | None:
    if crs is None:
        return None
    try:
        return CRS.from_user_input(crs)
    except (CRSError, ValueError) as error:
        raise GeoreferenceError(f"{crs!r} is not a CRS that can be used for the {role} array; give an EPSG code such "
                                "as 'EPSG:32633', WKT or PROJ text.") from error


@contextmanager
def _dataset(image: _Source) -> Iterator[DatasetReader]:
    """The array as a dataset in memory."""
    # The name is what messages call the raster.
    with MemoryFile(filename=f"{image.role} array.tif") as memory, rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
        with memory.open(driver="GTiff", count=len(image.values), height=image.grid.height, width=image.grid.width,
                         dtype=image.values.dtype.name, transform=image.grid.transform, crs=image.grid.crs,
                         nodata=image.nodata, tiled=True, bigtiff="IF_SAFER") as out:
            out.write(image.values)
            if image.valid is not None:
                out.write_mask(image.valid)
        # Opened anew: only a writer that is closed has written all.
        with memory.open() as dataset:
            yield dataset


def _read(path: Path, moving: _Source, result: AlignResult) -> ArrayResult:
    with rasterio.open(path) as dataset:
        # The type that was given: booleans went in as bytes.
        array = dataset.read().astype(moving.given.dtype, copy=False)
        # One mask for all bands, as in a masked array: valid is what no band lacks.
        valid = (dataset.read_masks() > 0).all(axis=0)
        return ArrayResult(array if moving.given.ndim == 3 else array[0], valid, dataset.transform, dataset.crs,
                           replace(result, _picture=partial(thumbnail_of, array, valid)))
