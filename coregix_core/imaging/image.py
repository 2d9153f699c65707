"""An image and what is valid in it, apart from any file; each reason for an invalid pixel has its name."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .._typing import Mask as Mask  # noqa: PLC0414 - handed on to those who import it from here
from ..geometry import Grid
from .smoothing import Field, smoothed


class Reason(enum.IntFlag):
    """Why a pixel is invalid: one bit each, as a pixel may have several reasons."""

    NODATA = 1
    OVERRIDE = 2
    NOT_FINITE = 4
    MASK = 8
    ALPHA = 16

    def text(self, source: str = "file") -> str:
        """The reasons in words, for messages; ``source`` is what the pixels came in."""
        words = {Reason.NODATA: f"the {source}'s nodata value", Reason.OVERRIDE: "the nodata value given",
                 Reason.NOT_FINITE: "NaN or infinity", Reason.MASK: f"the {source}'s mask",
                 Reason.ALPHA: "the alpha band"}
        return ", ".join(word for reason, word in words.items() if reason & self) or "none"


@dataclass(frozen=True)
class Image:
    """One band on a grid: ``values`` (height, width) float32, finite everywhere; ``valid`` of the same shape.

    Values under invalid pixels mean nothing (they are 0).
    """

    values: NDArray[np.float32]
    valid: Mask
    grid: Grid

    @cached_property
    def gradients(self) -> dict[float, tuple[NDArray[np.complex64], Mask]]:
        """Gradients by their scale that were made already, where whoever compares the image often keeps them."""
        return {}

    def only(self, kept: Mask) -> Image:
        """The image with nothing valid but what is ``kept`` (height, width)."""
        valid = self.valid & kept
        return Image(np.where(valid, self.values, np.float32(0)), valid, self.grid)

    @cached_property
    def spline(self) -> Field:
        """Coefficients of the cubic B-spline through the values, the same at each resampling (Unser 1999)."""
        values = self.values
        if not self.valid.all():
            # The spline's infinite response would carry a cliff at the mask's edge into valid pixels.
            values = np.where(self.valid, values, smoothed(values, self.valid, 2.0))
        return np.asarray(ndimage.spline_filter(values, order=3, output=np.float32, mode="mirror"))

    def grown(self, left: int, top: int, right: int, bottom: int) -> Image:
        """The image with so many invalid pixels around it."""
        around = ((top, bottom), (left, right))
        height, width = self.values.shape
        return Image(np.pad(self.values, around), np.pad(self.valid, around),
                     self.grid.window(-left, -top, width + left + right, height + top + bottom))


def can_hold(dtype: str | np.dtype[np.generic], value: float) -> bool:
    """Whether pixels of a type can have this value, so that it may serve as their nodata."""
    pixel_type = np.dtype(dtype)
    if pixel_type.kind == "f":
        # A float32 raster may well tag the nearest double to its nodata; only overflow is a misfit.
        return not np.isfinite(value) or abs(value) <= float(np.finfo(pixel_type).max)
    info = np.iinfo(pixel_type)
    return bool(np.isfinite(value)) and float(value).is_integer() and info.min <= int(value) <= info.max


def equal_to(values: NDArray[np.generic], nodata: float | None) -> Mask | None:
    """Pixels that hold ``nodata``, compared in their own type; None where none can."""
    if nodata is None or not can_hold(values.dtype, nodata):
        return None
    # NaN equals nothing, itself included.
    if np.isnan(nodata):
        return np.asarray(np.isnan(values))
    # A tag is text that was read as a double: in float32 it may not equal the pixels that it means.
    return np.asarray(values == values.dtype.type(nodata if values.dtype.kind == "f" else int(nodata)))


def reasons(values: NDArray[np.generic], nodata: float | None = None, override: float | None = None,
            mask: NDArray[np.generic] | None = None,
            alpha: NDArray[np.generic] | None = None) -> NDArray[np.uint8] | None:
    """Why each pixel of a band is invalid, as ``Reason`` bits (0: valid); None where all are valid at once.

    ``mask`` and ``alpha`` are 0 where a pixel is invalid. All arrays have the same shape.
    """
    found = {
        Reason.NODATA: equal_to(values, nodata),
        Reason.OVERRIDE: equal_to(values, override),
        # Infinity as well as NaN: either would spread through every filter.
        Reason.NOT_FINITE: ~np.isfinite(values) if values.dtype.kind == "f" else None,
        Reason.MASK: None if mask is None else mask == 0,
        Reason.ALPHA: None if alpha is None else alpha == 0,
    }
    bits: NDArray[np.uint8] | None = None
    for reason, where in found.items():
        # Without a reason no array is made: most blocks are valid throughout, and callers can skip their masks.
        if where is not None and where.any():
            bits = np.zeros(values.shape, np.uint8) if bits is None else bits
            bits |= where.astype(np.uint8) * np.uint8(reason)
    return bits
