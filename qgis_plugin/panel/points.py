"""Tie points and known points as the panel holds them: where a place is and where the source shows it. No QGIS here."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MEASURED, BY_HAND = "measured", "by hand"


@dataclass(frozen=True)
class TiePoint:
    """A place ``x``, ``y`` that the source shows at ``shown_x``, ``shown_y``, all in the reference's CRS.

    ``used`` is whether it counts; ``score`` is in 0..1, None for a point that was set by hand and not measured.
    """

    x: float
    y: float
    shown_x: float
    shown_y: float
    used: bool = True
    score: float | None = None
    origin: str = MEASURED
    moved: bool = True
    """Whether ``displacement`` means something: not for a source that has no georeference of use."""

    @property
    def displacement(self) -> float:
        """How far the source shows it from where it is, in CRS units."""
        return math.hypot(self.shown_x - self.x, self.shown_y - self.y)


def write_points(path: Path, points: Iterable[tuple[TiePoint, tuple[float, float]]], wkt: str) -> None:
    """Write a .points file as QGIS's Georeferencer does, each point with its place in the source's own CRS.

    ``wkt`` is of the reference's CRS, or empty.
    """
    lines = [f"#CRS: {wkt}"] if wkt else []
    lines.append("mapX,mapY,sourceX,sourceY,enable,dX,dY,residual")
    # repr keeps every digit.
    lines += [f"{p.x!r},{p.y!r},{sx!r},{sy!r},{int(p.used)},0,0,0" for p, (sx, sy) in points]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def nice_length(limit: float) -> float:
    """The largest of 1, 2, 5, 10, 20 … (and 0.5, 0.2 …) that is not above ``limit``, which is above 0."""
    power = 10.0 ** math.floor(math.log10(limit))
    # A power of ten itself may come out a hair above what it was made from.
    return max((step * power for step in (1, 2, 5) if step * power <= limit), default=limit)
