"""The ground that a user leaves out of a comparison, or alone looks at, wherever it is read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from .._typing import Mask
from ..geometry import Grid


class Area(Protocol):
    """Ground that is named by one mask."""

    @property
    def name(self) -> str:
        """What messages call it."""

    @property
    def reading(self) -> str:
        """What of it was taken for the area, as messages say it; empty if nothing can be mistaken."""

    def covers(self, grid: Grid, *, touched: bool) -> Mask:
        """Pixels (height, width) of a grid in the area: all that it touches, or only those that lie within it."""

    def reaches(self, grid: Grid) -> bool:
        """Whether the extent of all that the mask holds meets a grid."""


@dataclass(frozen=True)
class AreaMasks:
    """What a user says of one raster: areas that are left out, and those that alone are looked at."""

    excluded: tuple[Area, ...] = ()
    included: tuple[Area, ...] = ()

    def joined(self, other: AreaMasks) -> AreaMasks | None:
        """These and others as one; None where there are none at all."""
        joined = AreaMasks(self.excluded + other.excluded, self.included + other.included)
        return joined if joined.names else None

    @property
    def names(self) -> tuple[str, ...]:
        """What messages call the masks."""
        return tuple(area.name for area in (*self.excluded, *self.included))

    @property
    def readings(self) -> str:
        """What of the masks was taken for their areas; empty if nothing can be mistaken."""
        readings = [area.reading for area in (*self.excluded, *self.included) if area.reading]
        # A single one stays a sentence, which can be said in another language.
        return readings[0] if len(readings) == 1 else ", ".join(dict.fromkeys(readings))

    @property
    def each(self) -> Iterator[AreaMasks]:
        """The masks one by one; what is looked at alone is one, however many areas it has."""
        if self.included:
            yield AreaMasks(included=self.included)
        for area in self.excluded:
            yield AreaMasks(excluded=(area,))

    def keep(self, grid: Grid) -> Mask:
        """Pixels (height, width) of a grid that are left to look at."""
        kept = np.ones(grid.shape, bool)
        if self.included:
            kept = np.logical_or.reduce([area.covers(grid, touched=False) for area in self.included])
        for area in self.excluded:
            # Where nothing is left, there is nothing more to read.
            if kept.any():
                kept &= ~area.covers(grid, touched=True)
        return kept
