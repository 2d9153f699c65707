"""Labelled arrays that align themselves: ``import coregix.xarray`` gives DataArrays and Datasets ``.coregix``.

Dimensions are known by their names; coordinates, attributes, the CRS and the nodata value are kept. Arrays of Dask stay
lazy: of the image only the band that is compared is computed, and the result is made chunk by chunk when it is asked
for.
"""

from __future__ import annotations

from typing import Any

import xarray

from coregix_core.api import Registration, assess, register, warp
from coregix_core.api.dataarrays import has_places, labelled
from coregix_core.api.lazy import is_lazy, one_band, warp_lazily
from coregix_core.errors import InputError
from coregix_core.findings import AssessResult

# Options of ``align_to`` that say how pixels are made; all others say how the pair is registered.
WARPING = ("resampling", "output_nodata")


@xarray.register_dataarray_accessor("coregix")
class DataArrayAligner:
    """What a DataArray can do with Coregix.

    >>> import numpy as np, xarray
    >>> from skimage.data import camera
    >>> places = {"y": -np.arange(256.0), "x": np.arange(256.0)}
    >>> fixed = xarray.DataArray(camera()[:256, :256], dims=("y", "x"), coords=places)
    >>> moving = fixed.roll(y=3, x=5)
    >>> moving.coregix.align_to(fixed).attrs["coregix_verdict"]
    'aligned'
    """

    def __init__(self, array: xarray.DataArray) -> None:
        self._array = array

    def register(self, reference: Any, **options: Any) -> Registration:  # noqa: ANN401 - any image
        """Find the transform that brings this array onto ``reference``; nothing is moved.

        ``reference`` and ``options`` are those of ``coregix.register``. Raises InputError for what is no pair of
        images, UnreliableAlignmentError if no reliable alignment was found.
        """
        moving, options = _looked_at(self._array, "moving", options)
        reference, options = _looked_at(_image_of(reference, self._array.name), "fixed", options)
        return register(moving, reference, **options)

    def assess(self, reference: Any, **options: Any) -> AssessResult:  # noqa: ANN401 - any image
        """Measure how well this array fits ``reference`` as it is; ``options`` are those of ``coregix.assess``.

        Raises InputError for what is no pair of images.
        """
        moving, options = _looked_at(self._array, "moving", options)
        reference, options = _looked_at(_image_of(reference, self._array.name), "fixed", options)
        return assess(moving, reference, **options)

    def align_to(self, reference: Any, *, like: Any = None, **options: Any) -> xarray.DataArray:  # noqa: ANN401
        """This array moved onto ``reference``, all bands, on its own grid or on that of ``like``.

        ``options`` are those of ``coregix.register`` and, of ``coregix.warp``, ``resampling`` and ``output_nodata``.
        The attributes ``coregix_verdict`` and ``coregix_summary`` say what was found. Raises InputError for what is no
        pair of images, UnreliableAlignmentError if no reliable alignment was found.
        """
        return _warped(self._array, self.register(reference, **_registering(options)), like, _warping(options))


@xarray.register_dataset_accessor("coregix")
class DatasetAligner:
    """What a Dataset can do with Coregix: its variables are images of one place, and one of them is compared."""

    def __init__(self, dataset: xarray.Dataset) -> None:
        self._dataset = dataset

    def compared(self, variable: str | None = None) -> xarray.DataArray:
        """The image called ``variable``, or the only one; raises InputError if there is none such."""
        images = [name for name, array in self._dataset.data_vars.items() if has_places(array)]
        if variable is None and len(images) != 1:
            names = ", ".join(map(str, images)) or "none"
            raise InputError(f"The dataset holds these images: {names}. Say by variable= which one is compared.")
        name = images[0] if variable is None else variable
        if name not in self._dataset.data_vars:
            held = ", ".join(map(str, images)) or "none"
            raise InputError(f"The dataset has no image {name!r}; it holds {held}.")
        # What is no image says why when it is read.
        return self._dataset[name]

    def register(self, reference: Any, *, variable: str | None = None, **options: Any) -> Registration:  # noqa: ANN401
        """As for a DataArray, by the image called ``variable``, which a dataset of one image need not name.

        A reference that is a dataset is represented by its image of that name.
        """
        return DataArrayAligner(self.compared(variable)).register(reference, **options)

    def assess(self, reference: Any, *, variable: str | None = None, **options: Any) -> AssessResult:  # noqa: ANN401
        """As for a DataArray, by the image called ``variable``."""
        return DataArrayAligner(self.compared(variable)).assess(reference, **options)

    def align_to(self, reference: Any, *, variable: str | None = None, like: Any = None,  # noqa: ANN401
                 **options: Any) -> xarray.Dataset:
        """The dataset with all its images moved by what was found for the one called ``variable``.

        Raises InputError if something that has rows and columns is no image, such as several dates: it would stay
        behind.
        """
        images = {name: array for name, array in self._dataset.data_vars.items() if has_places(array)}
        # Before the solve, which takes time.
        for name, array in images.items():
            labelled(array, str(name))
        found = self.register(reference, variable=variable, **_registering(options))
        moved = {name: _warped(array, found, like, _warping(options)) for name, array in images.items()}
        return xarray.Dataset({**self._dataset.data_vars, **moved}, attrs=self._dataset.attrs)


def _image_of(reference: Any, name: Any) -> Any:  # noqa: ANN401 - any image
    """A reference as an image: of a dataset the image of that name, or its only one."""
    if not isinstance(reference, xarray.Dataset):
        return reference
    return DatasetAligner(reference).compared(name if name in reference.data_vars else None)


def _looked_at(image: Any, role: str, options: dict[str, Any]) -> tuple[Any, dict[str, Any]]:  # noqa: ANN401
    """An image and the options for it: of a lazy one the band that is compared alone."""
    if not is_lazy(image):
        return image, options
    name = f"{role}_band_index"
    index = options.get(name)
    band = one_band(image, options.get("band_index", 0) if index is None else index, role)
    return band, {**options, name: 0}


def _registering(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name not in WARPING}


def _warping(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name in WARPING}


def _warped(array: xarray.DataArray, found: Registration, like: Any, options: dict[str, Any]  # noqa: ANN401
            ) -> xarray.DataArray:
    if is_lazy(array):
        grid = labelled(array if like is None else like, "fixed").grid
        moved = warp_lazily(array, found.saved, grid, **options)
    else:
        moved = warp(array, found, like=like, **options)
    moved.attrs |= {"coregix_verdict": found.verdict, "coregix_summary": found.summary()}
    return moved
