"""How an output marks valid pixels: in the way of its source, and without changing a valid value.

Mask stays mask, alpha alpha, a nodata tag a tag. A source that has none of them may hold any value: floats get NaN, and
integers a mask without a tag, since readers that mind a tag alone would take valid pixels for holes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.io import DatasetWriter
from rasterio.windows import Window

from .._typing import Mask
from ..errors import InputError, Option, Sentence
from ..imaging import can_hold
from .atomic import require_room
from .formats import Format
from .raster import Raster

log = logging.getLogger("coregix_core")

# How far a float moves from nodata, as a share of it: GDAL takes floats for equal that are ten roundings apart.
_BESIDE = 2.0**-18


def choose_nodata(given: float | None, source: Raster) -> float:
    """The value of invalid output pixels: as given, else the source's nodata, else NaN for floats and 0 for integers.

    Raises InputError where a value that the user gave does not fit the output's type. A nodata tag of a file that does
    not fit means nothing, and is passed over.
    """
    dtype = source.dtype
    for value, name in ((given, "output_nodata"), (source.nodata, f"{source.role}_nodata")):
        if value is not None:
            # What the user asked for is refused, not bent: a nodata value that was clamped would hide valid pixels.
            if not can_hold(dtype, value):
                raise InputError(Sentence("The output has the type {dtype}, which cannot hold the nodata value "
                                          "{value:g}; give one that it can hold ({parameter}).", dtype=dtype,
                                          value=value, parameter=Option(name)), parameter=name, value=value)
            return value
    # Of all bands: in a VRT each may have its own.
    return next(iter(_fitting_tags(source)), float("nan") if np.dtype(dtype).kind == "f" else 0.0)


def _fitting_tags(source: Raster) -> list[float]:
    """The nodata tags of all bands that the type can hold: another means nothing."""
    return [tag for tag in source.dataset.nodatavals if tag is not None and can_hold(source.dtype, tag)]


def invalid_values(source: Raster, nodata: float) -> NDArray[Any]:
    """(bands, 1, 1) values of invalid pixels: nodata, and 0 in an alpha band."""
    values = np.full((source.count, 1, 1), nodata, dtype=source.dtype)
    if source.alpha is not None:
        values[source.alpha] = 0
    return values


@dataclass(frozen=True)
class Validity:
    """How a raster marks which pixels are valid: by a nodata tag, a mask, or neither (an alpha band)."""

    nodata: float
    tagged: bool
    masked: bool
    alpha: int | None = None
    maskable: bool = True
    """Whether the file can hold a mask."""

    @classmethod
    def of(cls, source: Raster, nodata: float, *, given: bool) -> Validity:
        """The way of a source; ``given`` says that the user asked for the nodata value."""
        dtype = np.dtype(source.dtype)
        # A value given for the source counts as its tag: it is the way in which that file marks validity.
        # A tag that no pixel can have, such as -9999 of bytes, marks nothing.
        tags = _fitting_tags(source)
        has_tag = source.nodata is not None or bool(tags)
        own = source.has_mask or source.alpha is not None
        # Masks of single bands are no mask for all: only values in the bands can tell them apart.
        tagged = has_tag or given or (not own and (dtype.kind == "f" or source.has_band_masks))
        return cls(nodata, tagged, source.has_mask or not (tagged or own), source.alpha)

    def within(self, form: Format) -> Validity:
        """The way that a format has for it; raises InputError if it has none."""
        if form.lossy and self.tagged:
            # No value survives bit by bit, and those nearby would become it.
            return replace(self, tagged=False, masked=True)
        if self.masked and not form.masked:
            raise InputError(Sentence("{what} has no mask, which alone tells the source's invalid pixels; "
                                      "give it a nodata value that no valid pixel has ({output_nodata}).",
                                      what=form.what[:1].upper() + form.what[1:],
                                      output_nodata=Option("output_nodata")), parameter="output_nodata")
        return replace(self, maskable=form.masked)

    @property
    def _alpha(self) -> list[int]:
        return [] if self.alpha is None else [self.alpha]

    @property
    def tag(self) -> float | None:
        """The nodata value that the file is tagged with."""
        return self.nodata if self.tagged else None

    def write(self, out: DatasetWriter, values: NDArray[Any], valid: Mask, window: Window) -> bool:
        """Write a window, both (bands, height, width); True if valid pixels hold nodata, so that the tag is wrong.

        Values of floats may be changed in place under invalid pixels.
        """
        real = values.dtype.kind == "f"
        # A mask speaks for all bands. A gap in one of them is NaN in floats; integers without a tag could not mark it.
        seen = valid.any(axis=0) if real or self.tagged else np.delete(valid, self._alpha, axis=0).all(axis=0)
        if real and not self.tagged:
            values[~valid & seen] = np.nan
        out.write(values, window=window)
        # After each block too: another run that fails on the same disk makes room again.
        require_room(Path(out.name))
        if self.masked:
            out.write_mask(seen, window=window)
        return bool(self.clash(values, valid).any())

    def clash(self, values: NDArray[Any], valid: Mask | None) -> Mask:
        """Valid pixels (bands, height, width) that hold the value that the tag gives invalid ones."""
        if not self.tagged or np.isnan(self.nodata):
            return np.zeros((1, 1, 1), bool)
        found = np.asarray(values == self.nodata if valid is None else valid & (values == self.nodata))
        if self.alpha is not None:
            found[self.alpha] = False
        return found

    def keep_clear(self, values: NDArray[Any], valid: Mask | None, source: NDArray[Any], usable: Mask | None) -> None:
        """Move values that were interpolated to nodata to the next value, in place.

        They stay if valid pixels of ``source``, which they come from, hold it: then they are meant. All are (bands,
        rows, columns), of two sizes; masks are None if all are valid.
        """
        clash = self.clash(values, valid)
        if clash.any() and not self.clash(source, usable).any():
            values[clash] = beside(self.nodata, values.dtype)

    def replace_tag(self, out: DatasetWriter, valid: Iterable[tuple[Window, Mask]]) -> None:
        """Let a mask mark what the tag cannot, since valid pixels hold its value; ``valid`` is (bands, height, width).

        Raises InputError if the format has no mask, or single bands have gaps of their own, of which none would know.
        """
        log.warning(Sentence("Valid pixels hold {nodata:g}, which was to mean 'no data': a mask tells the invalid ones "
                             "instead, and there is no nodata tag.", nodata=self.nodata))
        # Without this, readers would go on taking the valid pixels of this value for invalid, mask or not.
        out.nodata = None
        for window, mask in valid:
            bands = np.delete(mask, self._alpha, axis=0)
            gaps = (bands.any(axis=0) != bands.all(axis=0)).any()
            if gaps or not self.maskable:
                why = "single bands have gaps, which" if gaps else "the output has no mask, so that"
                raise InputError(Sentence("Valid pixels hold {nodata:g}, and {why} only a nodata value can tell; "
                                          "give an output nodata value that no valid pixel has ({output_nodata}).",
                                          nodata=self.nodata, why=why, output_nodata=Option("output_nodata")),
                                 parameter="output_nodata", value=self.nodata)
            out.write_mask(mask.any(axis=0), window=window)


def beside(value: float, dtype: np.dtype[Any]) -> float:
    """The value next to ``value`` in a type that no reader takes for it: nearer to 0 in floats, else above."""
    if dtype.kind == "f":
        # Towards 0, as nodata is often the largest or the smallest float there is.
        return float(value * (1 - _BESIDE)) if value else float(np.finfo(dtype).tiny)
    # The type's largest value has nothing above it.
    return int(value) + 1 if int(value) < np.iinfo(dtype).max else int(value) - 1
