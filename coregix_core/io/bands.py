"""The bands of an open file as it stores them: their types, what masks and alpha there are, and pixels with both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, MaskFlags
from rasterio.windows import Window

Pixels = NDArray[Any]


class Bands:
    """The bands of a dataset, counted from 0."""

    def __init__(self, dataset: rasterio.DatasetReader) -> None:
        self.dataset = dataset
        self.count: int = dataset.count
        self.dtypes: tuple[str, ...] = dataset.dtypes

    @property
    def alpha(self) -> int | None:
        """The alpha band, counted from 0, or None."""
        colours = self.dataset.colorinterp
        return colours.index(ColorInterp.alpha) if ColorInterp.alpha in colours else None

    @property
    def dtype(self) -> str:
        """The type that holds all bands."""
        # rasterio writes one type for all bands of a file.
        return str(np.result_type(*self.dtypes))

    @property
    def has_mask(self) -> bool:
        """Whether the file has a mask of its own (internal or beside it) for all bands, apart from nodata and alpha."""
        flags = self.dataset.mask_flag_enums[0]
        # To GDAL an alpha band is a mask for all bands as well.
        return MaskFlags.per_dataset in flags and MaskFlags.alpha not in flags

    @property
    def has_band_masks(self) -> bool:
        """Whether each band has a mask of its own, as a VRT may have it."""
        # rasterio has no flag at all for a mask of a band's own.
        return any(flags == [] for flags in self.dataset.mask_flag_enums)

    def stored(self, dataset: rasterio.DatasetReader, window: Window, numbers: list[int]
               ) -> tuple[Pixels, Sequence[NDArray[np.uint8] | None], NDArray[Any] | None]:
        """Pixels, masks and alpha of bands (from 1) as the file has them; a mask is None where it says nothing more."""
        # Masks are not asked of rasterio here (masked=True): it would not say which reason a pixel is invalid for.
        values = self._values(dataset, window, numbers)
        # An alpha band is not among the bands that were asked for, as a rule.
        alpha = None if self.alpha is None else dataset.read(self.alpha + 1, window=window)
        own = self.has_mask or self.has_band_masks
        masks = dataset.read_masks(numbers, window=window) if own else [None] * len(numbers)
        return values, masks, alpha

    def _values(self, dataset: rasterio.DatasetReader, window: Window, numbers: list[int]) -> Pixels:
        if len(set(self.dtypes)) == 1:
            return np.asarray(dataset.read(numbers, window=window))
        # rasterio reads no bands of several types at once.
        return np.stack([dataset.read(number, window=window).astype(self.dtype) for number in numbers])
