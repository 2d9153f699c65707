"""What is asked of a solve of a pair and what it found: the values that those who solve and those who judge share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .._typing import Floats
from ..fitting import Fit
from ..geometry import AffineTransform, Transform
from ..options import MetricName, TransformName
from .blocks import Block, Points
from .pair import Pair


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
    searched: bool = False
    """Whether that is where a search found it, with nobody to say that it is there."""
    tie_points_only: bool = False
    """Whether a pair whose tie points do not agree is refused without a look by all windows at once."""

    def largest_shift(self, pair: Pair) -> float:
        """The largest shift (CRS units) that is looked for."""
        if self.max_shift is not None:
            return self.max_shift
        # Half the area: with a larger shift, less than half of the images would be left to correlate.
        return max(pair.area[2] - pair.area[0], pair.area[3] - pair.area[1]) / 2


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
    drawn: Callable[[Floats], Floats] | None = None
    """The mean square (m,) of that about places (m, 2) of the frame; None if it is not known by the place."""
    looked: tuple[float, Points] | None = None
    """The level and the tie points that the fit is of; the first that were measured if they agreed on none."""
    alone: AffineTransform | None = None
    """The start, if the search saw the images agree there, beyond doubt, and nowhere else half as well."""
