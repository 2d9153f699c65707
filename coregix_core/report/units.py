"""Lengths and places in words: CRS units, metres if they are known, pixels; scale bars and coordinates of pictures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rasterio.crs import CRS

from ..geometry import Grid, metres_per_unit
from ..pairing import Pair
from ..sentences import in_pixels

# Longest scale bar as a share of a picture's width.
_BAR = 0.25


@dataclass(frozen=True)
class Units:
    """The units of a CRS at one place."""

    name: str
    pixel: tuple[float, float]
    """Sides of a pixel of the coarser raster in CRS units."""
    metres: tuple[float, float] | None
    """Metres in a CRS unit along x and y, None if there is no CRS."""

    @classmethod
    def of(cls, pair: Pair) -> Units:
        """Those of a pair: of its fixed raster's CRS, in the middle of the common area."""
        return cls.at(pair.fixed.grid.crs, pair.frame.centre[1], pair.frame.unit)

    @classmethod
    def at(cls, crs: CRS | None, y: float, pixel: tuple[float, float]) -> Units:
        """Those of a CRS at a height y, for pixels of these sides (CRS units)."""
        if crs is None:
            return cls("pixel", pixel, None)
        metres = metres_per_unit(crs, y)
        if crs.is_geographic:
            return cls("°", pixel, metres)
        return cls("m" if metres[0] == 1 else str(crs.units_factor[0]), pixel, metres)

    def text(self, length: float, axis: int = 1) -> str:
        """A length in CRS units along x (0) or y (1), in metres if they are known, with pixels."""
        pixels = in_pixels(length / self.pixel[axis])
        if self.metres is None:
            return pixels
        own = "" if self.name == "m" else f"{length:.3g} {self.name}, "
        return f"{digits(length * self.metres[axis])} m ({own}{pixels})"


def digits(value: float) -> str:
    """Enough decimals for three digits of a small number, two decimals of a large one."""
    # At most six: below a micrometre no digit means anything.
    decimals = 2 if abs(value) >= 1 or value == 0 else min(6, 2 - int(np.floor(np.log10(abs(value)))))
    return f"{value:.{decimals}f}"


def round_length(value: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is no greater than a positive value."""
    if value <= 0:
        return 1e-3
    power = 10.0 ** np.floor(np.log10(value))
    return float(max(step for step in (1, 2, 5) if step * power <= value * 1.0001) * power)


def scale_bar(grid: Grid) -> tuple[float, str]:
    """A scale bar for a picture of a grid: its length in pixels along the rows, and what is written beside it."""
    along = float(np.hypot(grid.transform.a, grid.transform.d))
    units = Units.at(grid.crs, grid.middle[1], (along, along))
    side = along if units.metres is None else along * units.metres[0]
    length = round_length(_BAR * grid.width * side)
    if units.metres is None:
        return length / side, f"{length:g}"
    return length / side, f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"


def ticks(grid: Grid, axis: int) -> list[tuple[float, str]]:
    """(pixel, coordinate) of two or three round coordinates along x (0) or y (1); none if the grid is turned."""
    if grid.transform.b or grid.transform.d:
        return []
    low, high = grid.bounds[axis], grid.bounds[axis + 2]
    step = round_length((high - low) / 2)
    decimals = max(0, -int(np.floor(np.log10(step))))
    # Whole numbers of the step: 500 000 and not 499 873.2.
    values = np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step
    pixels = grid.to_pixel(values, values)[axis]
    return [(float(pixel), f"{value:.{decimals}f}") for pixel, value in zip(pixels, values, strict=True)]


def extent_words(grid: Grid) -> str:
    """Where the area of a grid lies and how wide it is, for a caption."""
    left, bottom, right, top = grid.bounds
    decimals = max(0, -int(np.floor(np.log10(max(right - left, top - bottom) / 1000) + 1e-6)))
    x, y = (f"{low:.{decimals}f} to {high:.{decimals}f}" for low, high in ((left, right), (bottom, top)))
    code = None if grid.crs is None else grid.crs.to_epsg()
    where = f" (EPSG:{code})" if code else ""
    return f"x {x}, y {y}{where}."
