"""Residuals against height: what terrain leaves, and whether that can be chance."""

from __future__ import annotations

from collections.abc import Sequence

from ..findings import HeightDependence, TiePoints
from ..io import heights_at
from ..pairing import Pair
from .figures import height_figure
from .parts import part

_CAPTION = ("Residuals of tie points over their heights, with straight lines through them: a slope that cannot be "
            "chance is relief that a transform of the whole image does not follow.")


def heights_part(path: str, pair: Pair, points: TiePoints, names: Sequence[str]) -> str:
    """The section of a report; ``names`` are those of before and, if something was moved, after.

    Raises RasterError or GeoreferenceError if the elevation model cannot be used.
    """
    heights = heights_at(path, pair.fixed.grid.crs, points.x, points.y)
    rows, lines = [], []
    for place, name in enumerate(names):
        found = HeightDependence.of(heights, points, after=place > 0)
        if found is not None:
            rows += _rows(name, found, pair.frame.unit)
            lines.append((name, found))
    picture = height_figure(heights, points, lines, pair.frame.unit) if lines else ""
    return part("heights", name=path, rows=rows, image=picture, caption=_CAPTION)


def _rows(name: str, found: HeightDependence, unit: tuple[float, float]) -> list[tuple[str, ...]]:
    """A row for each axis, in pixels of sides ``unit`` (CRS units)."""
    return [(f"{name}, {axis}", f"{100 * slope / size:+.3g}", _chance(p), str(found.count))
            for axis, slope, p, size in (("east", found.slope_east, found.p_east, unit[0]),
                                         ("north", found.slope_north, found.p_north, unit[1]))]


def _chance(p: float) -> str:
    return "below 0.0001" if p < 1e-4 else f"{p:.4f}"

