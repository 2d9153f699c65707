"""Residuals by axis, for papers and quality reports: a table of bias and spread, and profiles along both axes."""

from __future__ import annotations

from collections.abc import Iterable

from ..findings import Profile, ResidualStatistics, TiePoints, profile


def axis_rows(points: TiePoints, names: Iterable[str], unit: tuple[float, float]) -> list[tuple[str, ...]]:
    """The rows of the table, three for each name: east, north and both together, in pixels of sides ``unit``."""
    rows = []
    for place, name in enumerate(names):
        found = ResidualStatistics.of(points, after=place > 0)
        if found is None:
            continue
        for label, axis, size in (("east", found.east, unit[0]), ("north", found.north, unit[1])):
            spread = (f"{value / size:.3f}" for value in (axis.std, axis.rmse, axis.le90))
            rows.append((f"{name}, {label}", f"{axis.mean / size:+z.3f}", *spread))
        size = (unit[0] * unit[1]) ** 0.5
        rows.append((f"{name}, length", "", "", f"{found.rmse / size:.3f}", f"{found.ce90 / size:.3f}"))
    return rows


def profiles_of(points: TiePoints, *, after: bool) -> list[tuple[str, Profile]]:
    """The profiles along x and y by name; none for a few tie points."""
    found = [(name, profile(points, axis, after=after)) for axis, name in enumerate(("x", "y"))]
    return [(name, image) for name, image in found if image is not None]
