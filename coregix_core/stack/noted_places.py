"""What a link finds at places that all links share, kept on disk: each place by the number of its cell.

Those that are found again in a later run need not be measured: an image that is added moves the common solution by
hundredths of a pixel, and with it hardly where a link looks for a place.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..io import replacing
from ..registration import LinkPoints
from .criteria import STACKS

_FIELDS = ("x", "y", "shown_x", "shown_y", "information", "agree")

# What a damaged or foreign file raises.
_UNREADABLE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)


@dataclass(frozen=True)
class Sought:
    """Places of a link by the ``cells`` (n, 2) of the lattice.

    The fixed image shows their middles at ``places`` (n, 2) of its CRS, the moving one about ``shifts`` (n, 2) off.
    """

    cells: NDArray[np.int64]
    places: Floats
    shifts: Floats


@dataclass(frozen=True)
class NotedPlaces:
    """What was found at ``cells`` (n, 2), and the ``shifts`` (n, 2) by which it was looked for."""

    cells: NDArray[np.int64]
    shifts: Floats
    points: LinkPoints

    @classmethod
    def read(cls, path: Path) -> NotedPlaces | None:
        """What an earlier run noted, or None."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                return cls(stored["cells"], stored["shifts"], LinkPoints(*(stored[name] for name in _FIELDS)))
        except _UNREADABLE:
            return None

    def write(self, path: Path) -> None:
        """Note it, whole or not at all; raises InputError or OutputError."""
        points = {name: getattr(self.points, name) for name in _FIELDS}
        with replacing(path) as temp, temp.open("wb") as file:
            np.savez_compressed(file, cells=self.cells, shifts=self.shifts, **points)

    def known(self, sought: Sought, pixel: tuple[float, float]) -> NDArray[np.intp]:
        """The number (n,) of each place that is sought among those that are noted; -1 where it is to be measured.

        ``pixel`` is the link's, in units of the CRS.
        """
        number = {cell: k for k, cell in enumerate(map(tuple, self.cells.tolist()))}
        found = np.array([number.get(cell, -1) for cell in map(tuple, sought.cells.tolist())], np.intp)
        # Windows lie on whole pixels, within half a one of the places.
        there = np.stack([self.points.x, self.points.y], 1)[found]
        near = np.abs(there - sought.places) / pixel < 0.5 + STACKS.moved_on
        alike = np.abs(self.shifts[found] - sought.shifts) / pixel < STACKS.moved_on
        return np.where((near & alike).all(1), found, -1)


def completed(noted: NotedPlaces | None, known: NDArray[np.intp], sought: Sought, points: LinkPoints | None
              ) -> NotedPlaces:
    """What is known of places, in the order of ``sought``, and the ``points`` that were measured at all others."""
    if noted is None:
        assert points is not None
        return NotedPlaces(sought.cells, sought.shifts, points)
    fresh = known < 0
    order = np.where(fresh, len(noted.cells) + np.cumsum(fresh) - 1, known)
    parts = [noted.points] if points is None else [noted.points, points]
    both = (np.concatenate([getattr(part, name) for part in parts])[order] for name in _FIELDS)
    shifts = np.concatenate([noted.shifts, sought.shifts[fresh]])[order]
    return NotedPlaces(sought.cells, shifts, LinkPoints(*both))
