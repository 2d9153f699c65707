"""Labelled arrays as images: which dimensions are rows, columns and bands, where the pixels lie, and back again.

Dimensions are known by their names and never by their place. The conventions are those of rioxarray and odc-geo: the
coordinates of pixel centres along both axes, a ``spatial_ref`` coordinate with the CRS (CF conventions 1.8, section
5.6), ``nodata`` or ``_FillValue`` among the attributes or the encoding.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from affine import Affine
from rasterio.crs import CRS
from rasterio.errors import CRSError

from .._typing import Floats
from ..errors import GeoreferenceError, InputError
from ..geometry import Grid
from ..io import TIMES
from .array_image import grid_of

if TYPE_CHECKING:
    from xarray import DataArray

# Names of the dimensions along columns and rows that are understood by themselves.
AXES = (("x", "y"), ("longitude", "latitude"), ("lon", "lat"), ("easting", "northing"),
        ("projection_x_coordinate", "projection_y_coordinate"))

# Coordinates (rows, columns) that rioxarray gives to the pixels of a turned raster.
TURNED = ("xc", "yc")

# The unit of such coordinates along the axes as odc-geo gives them instead.
PIXEL = "pixel"

# Part of a pixel by which coordinates may leave even steps: those of float32 do, by 2e-4 at coordinates of 1e6.
EVEN = 1e-3


@dataclass(frozen=True)
class LabelledImage:
    """A DataArray as an image.

    ``values`` has the dimensions (bands, rows, columns), of numpy or still of Dask; ``grid`` says where its pixels lie
    (pixel corners, as everywhere); ``order`` are the names of (bands, rows, columns), the first None for a single band.
    """

    values: Any
    grid: Grid
    nodata: float | None
    order: tuple[Hashable | None, Hashable, Hashable]
    template: DataArray

    def with_values(self, values: Any, grid: Grid, nodata: float | None = None) -> DataArray:  # noqa: ANN401
        """A DataArray like the one that this came from, with other values (bands, rows, columns) on another grid.

        Names, attributes, further coordinates and the order of the dimensions are kept; the coordinates of rows and
        columns, the CRS and the geotransform are those of ``grid``.
        """
        import xarray

        bands, rows, columns = self.order
        template = self.template
        named = [dim for dim in (bands, rows, columns) if dim is not None]
        made = xarray.DataArray(values if bands is not None else values[0], dims=named, attrs=dict(template.attrs))
        # Afterwards: an array of Dask has a name of its own, which one that is made without a name would take.
        made.name = template.name
        # Dimensions of length 1, such as the time of a single date, were set aside.
        aside = {dim: 1 for dim in template.dims if dim not in named}
        made = made.expand_dims(aside).transpose(*template.dims)
        # What is known of each place holds there as long as the places are the same.
        placed = {rows, columns} if grid != self.grid else set()
        made = made.assign_coords({name: coordinate for name, coordinate in template.coords.items()
                                   if not placed & set(coordinate.dims) and name != "spatial_ref"})
        if grid != self.grid or self._counts_pixels:
            made = made.assign_coords(self._places(grid))
        made = _georeferenced(made, grid, self.nodata if nodata is None else nodata)
        return _as_masked(made, self.template.encoding.get("_FillValue"))

    @property
    def _counts_pixels(self) -> bool:
        """Whether the coordinates are numbers of pixels, as odc-geo counts those of a turned raster."""
        columns = self.order[2]
        return columns in self.template.coords and self.template[columns].attrs.get("units") == PIXEL

    def _places(self, grid: Grid) -> dict[Hashable, Any]:
        """The coordinates of the pixels of a grid, as those have them that the image came from."""
        _, rows, columns = self.order
        if self._counts_pixels:
            return {dim: (dim, np.arange(count) + 0.5, {"units": PIXEL})
                    for dim, count in ((columns, grid.width), (rows, grid.height))}
        if grid.transform.b or grid.transform.d:
            # As rioxarray has them: a turned grid has no coordinates along an axis.
            return dict(zip(TURNED, (((rows, columns), places) for places in grid.to_world(
                *np.meshgrid(np.arange(grid.width) + 0.5, np.arange(grid.height) + 0.5))), strict=True))
        # Of degrees, attributes would be untrue on a grid in metres.
        kept = {dim: self.template[dim].attrs for dim in (columns, rows)
                if dim in self.template.coords and grid.crs == self.grid.crs}
        return {dim: (dim, _centres(grid, axis), kept.get(dim, {})) for axis, dim in enumerate((columns, rows))}


def labelled(array: DataArray, role: str) -> LabelledImage:
    """Understand a DataArray as one image; ``role`` is what messages call it.

    Raises InputError for dimensions that are no image's (several dates among them) or coordinates without even steps.
    """
    columns, rows = _spatial_dims(array, role)
    others = [dim for dim in array.dims if dim not in (columns, rows) and array.sizes[dim] > 1]
    _require_one_image(array, role, others)
    bands = _band_dim(array, columns, rows, others)
    flat = array.isel({dim: 0 for dim in array.dims if dim not in (columns, rows, bands)})
    values = flat.transpose(*(dim for dim in (bands, rows, columns) if dim is not None)).data
    transform = _geotransform(array, role, columns, rows)
    grid = grid_of(role, _crs(array, role), transform, array.sizes[columns], array.sizes[rows])
    stacked = values if bands is not None else values[None]
    return LabelledImage(stacked, grid, _nodata(array), (bands, rows, columns), array)


def _spatial_dims(array: DataArray, role: str) -> tuple[Hashable, Hashable]:
    named = {str(dim).lower(): dim for dim in array.dims}
    for x, y in AXES:
        if x in named and y in named:
            return named[x], named[y]
    dims = ", ".join(map(str, array.dims))
    raise InputError(f"The dimensions of the {role} array are ({dims}), which names no rows and columns: rename them "
                     "to 'y' and 'x', as with array.rename({'row': 'y', 'col': 'x'}).")


def has_places(array: DataArray) -> bool:
    """Whether an array has rows and columns."""
    try:
        _spatial_dims(array, "")
    except InputError:
        return False
    return True


def require_one_date(array: DataArray, role: str) -> None:
    """Raise InputError if an array holds images of several dates, of which each has a displacement of its own."""
    _refuse_dates(array, role, [dim for dim in array.dims if array.sizes[dim] > 1])


def _refuse_dates(array: DataArray, role: str, others: list[Hashable]) -> None:
    times = [dim for dim in others if _is_time(array, dim)]
    if times:
        raise InputError(
            f"The {role} array holds {array.sizes[times[0]]} images along '{times[0]}', which are no bands of one "
            f"image: choose one with array.isel({times[0]}=0), or align all of them to each other with align_stack.")


def _require_one_image(array: DataArray, role: str, others: list[Hashable]) -> None:
    _refuse_dates(array, role, others)
    if len(others) > 1:
        dims = ", ".join(map(str, others))
        raise InputError(f"The {role} array has the dimensions {dims} besides rows and columns; an image has its bands "
                         "alone. Choose along the others with array.isel(...).")


def _is_time(array: DataArray, dim: Hashable) -> bool:
    dated = dim in array.coords and np.issubdtype(array[dim].dtype, np.datetime64)
    return dated or str(dim).lower() in TIMES


def _band_dim(array: DataArray, columns: Hashable, rows: Hashable, others: list[Hashable]) -> Hashable | None:
    if others:
        return others[0]
    # One band that has a dimension of its own keeps it.
    single = [dim for dim in array.dims if dim not in (columns, rows) and not _is_time(array, dim)]
    return single[0] if single else None


def _geotransform(array: DataArray, role: str, columns: Hashable, rows: Hashable) -> Affine:
    """From the coordinates of the pixels' centres where there are any, as they move with a selection."""
    across, down = (_even_steps(array, role, dim) for dim in (columns, rows))
    written = _written_geotransform(array)
    if across is not None and down is not None:
        (left, width), (top, height) = across, down
        steps = Affine(width, 0, left - width / 2, 0, height, top - height / 2)
        # odc-geo counts a turned raster's pixels along its axes: those of the whole, also of a selection.
        return written * steps if array[columns].attrs.get("units") == PIXEL else steps
    # rioxarray has no coordinates along the axes of a turned raster, but the place of each pixel.
    if all(name in array.coords and set(array[name].dims) == {rows, columns} for name in TURNED):
        x, y = (array[name].transpose(rows, columns).values[:2, :2] for name in TURNED)
        return _of_corner(x, y, written)
    return written


def _written_geotransform(array: DataArray) -> Affine:
    """What stands with the CRS, as GDAL writes it; places are pixels if nothing does."""
    text = array.coords["spatial_ref"].attrs.get("GeoTransform") if "spatial_ref" in array.coords else None
    return Affine.from_gdal(*map(float, str(text).split())) if text else Affine.identity()


def _of_corner(x: Floats, y: Floats, written: Affine) -> Affine:
    """The geotransform of a raster by the centres of its first two columns and rows (2, 2)."""
    a, b, d, e = x[0, 1] - x[0, 0], x[1, 0] - x[0, 0], y[0, 1] - y[0, 0], y[1, 0] - y[0, 0]
    made = Affine(a, b, x[0, 0] - (a + b) / 2, d, e, y[0, 0] - (d + e) / 2)
    # What is written has more digits, of the whole raster from which this one was selected.
    exact = written * Affine.translation(*map(round, ~written * (made.c, made.f)))
    return exact if exact.almost_equals(made, 1e-6 * float(np.hypot(a, d))) else made


def _even_steps(array: DataArray, role: str, dim: Hashable) -> tuple[float, float] | None:
    """(first centre, step) of the coordinates along a dimension; None where it has none."""
    if dim not in array.coords or array[dim].ndim != 1:
        return None
    if array[dim].dtype.kind not in "iuf":
        raise InputError(f"The coordinates of the {role} array along '{dim}' are no numbers but {array[dim].dtype}; "
                         "give it the places of its pixels.")
    centres = np.asarray(array[dim].values, float)
    if centres.size < 2:
        raise InputError(f"The {role} array is {centres.size} pixel wide along '{dim}', which leaves the size of a "
                         "pixel unknown.")
    if not np.isfinite(centres).all():
        raise InputError(f"The coordinates of the {role} array along '{dim}' are not all finite; give it the places of "
                         "its pixels.")
    step = (centres[-1] - centres[0]) / (centres.size - 1)
    # Coordinates are rounded to their own type, and far from the origin that is more.
    rounding = 4 * float(np.spacing(np.abs(array[dim].values).max().astype(array[dim].dtype)))
    uneven = np.abs(np.diff(centres) - step).max() > EVEN * abs(step) + rounding
    if step == 0 or uneven:
        cure = (f"sort them with array.sortby('{dim}')" if _evenly_sorted(centres) else
                "resample the array to a regular grid")
        raise InputError(f"The coordinates of the {role} array along '{dim}' are not evenly spaced: {cure}.")
    return float(centres[0]), float(step)


def _evenly_sorted(centres: np.ndarray[Any, np.dtype[np.float64]]) -> bool:
    gaps = np.diff(np.sort(centres))
    return bool(gaps.min() > 0 and np.ptp(gaps) < EVEN * gaps.mean())


def _crs(array: DataArray, role: str) -> CRS | None:
    found = _written_crs(array)
    if found is None:
        return None
    try:
        return CRS.from_user_input(found)
    except (CRSError, ValueError) as error:
        raise GeoreferenceError(f"{found!r} is not a CRS that can be used for the {role} array; set one, as with "
                                "array.rio.write_crs('EPSG:32633').") from error


def _written_crs(array: DataArray) -> Any:  # noqa: ANN401 - what CRS.from_user_input takes
    """The CRS as rioxarray, odc-geo or the CF conventions keep it; None where there is none."""
    mapping = array.encoding.get("grid_mapping") or array.attrs.get("grid_mapping") or "spatial_ref"
    if mapping in array.coords:
        attributes = array.coords[mapping].attrs
        for name in ("crs_wkt", "spatial_ref"):
            if attributes.get(name):
                return attributes[name]
    return array.attrs.get("crs")


def _nodata(array: DataArray) -> float | None:
    for place in (array.attrs, array.encoding):
        for name in ("nodata", "_FillValue", "missing_value"):
            value = place.get(name)
            if value is not None:
                # What xarray has masked on reading is NaN by now, whatever the file holds.
                floating = np.issubdtype(array.dtype, np.floating)
                return float("nan") if place is array.encoding and floating else float(value)
    return None


def _centres(grid: Grid, axis: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Coordinates of the pixels' centres along columns (0) or rows (1) of a grid without rotation."""
    count, step, first = ((grid.width, grid.transform.a, grid.transform.c) if axis == 0 else
                          (grid.height, grid.transform.e, grid.transform.f))
    return np.asarray(first + step * (np.arange(count) + 0.5))


def _georeferenced(array: DataArray, grid: Grid, nodata: float | None) -> DataArray:
    """The CRS and the geotransform in the words of the CF conventions, as rioxarray and odc-geo read them."""
    attributes: dict[str, Any] = {"GeoTransform": " ".join(f"{v:.17g}" for v in grid.transform.to_gdal())}
    if grid.crs is not None:
        attributes["crs_wkt"] = attributes["spatial_ref"] = grid.crs.to_wkt()
    array = array.assign_coords(spatial_ref=((), 0, attributes))
    array.encoding["grid_mapping"] = "spatial_ref"
    if nodata is not None:
        array.attrs["_FillValue"] = array.dtype.type(nodata)
    return array


def _as_masked(array: DataArray, encoded: float | None) -> DataArray:
    """What is NaN where data are missing remembers the ``encoded`` nodata value of the file that it was read from."""
    # The type in the file is not remembered: what resampling makes may not fit it.
    if encoded is not None and np.isnan(array.attrs.get("_FillValue", 0.0)):
        del array.attrs["_FillValue"]
        array.encoding["_FillValue"] = encoded
    return array
