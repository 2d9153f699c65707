"""What the tie points of a solve start from."""

from __future__ import annotations

from dataclasses import dataclass

from ..geometry import AffineTransform


@dataclass(frozen=True)
class Trial:
    """A transform to start the tie points from, and the metric and edge proxy that go with it."""

    transform: AffineTransform
    metric: str
    proxy: str
    alone: bool = False
    """Whether the search saw the images agree there, beyond doubt, and nowhere else half as well."""
    by_chance: bool = False
    """Whether the search saw no more there than unrelated images show, so that some places are looked at first."""
