"""What is asked of a solve and what it found, as values that the steps of the solve share."""

from __future__ import annotations

from dataclasses import dataclass

from ..fitting import Fit
from ..geometry import AffineTransform, Transform
from ..options import MetricName, TransformName
from ..pairing import Block, Pair, Points


@dataclass(frozen=True)
class Request:
    """What is asked of the solve; see ``options/parameters.py`` for the meaning of each."""

    transform: TransformName = "auto"
    metric: MetricName = "auto"
    edges: bool = True
    mutual_mask: bool = True
    max_shift: float | None = None
    resolutions: tuple[float, ...] | None = None
    blocks: int = 25
    min_valid_fraction: float = 0.01
    start: AffineTransform | None = None
    """Where to begin, instead of the coarse search."""
    tie_points_only: bool = False
    """Whether a pair whose tie points do not agree is refused without a look by all windows at once."""


@dataclass(frozen=True)
class Solution:
    """What the solve found, and on what: the pair (over its overlap), the finest level that gave points, the fit."""

    transform: Transform
    pair: Pair
    metric: str
    proxy: str
    level: float
    blocks: tuple[Block, ...]
    fit: Fit | None
    agreement: float = 0.0
    """Share of the measured tie points that agree on the fit."""
    doubt: float = 0.0
    """How far a local field may be off, root mean square in pixels of the frame."""
    looked: tuple[float, Points] | None = None
    """The level and the tie points that the fit is of; the first that were measured if they agreed on none."""
    alone: AffineTransform | None = None
    """The start, if the search saw the images agree there, beyond doubt, and nowhere else half as well."""


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
