"""What mutual information says of a solution that was found by edges: elastix, from several places around it.

Mutual information relates grey values to each other and knows no edges, so that it errs for other reasons. A maximum
that elastix reaches from all sides is one; on unrelated images each run ends somewhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .._typing import Floats
from ..geometry import AffineTransform
from ..imaging import Image
from ..matching import Elastix, Settings
from ..progress import Progress
from .coarse_solve import from_pixels
from .pair import Pair

# Places (pixels of the image) around the solution from which elastix begins: a triangle 12 pixels wide.
_STARTS = 7.0 * np.exp(2j * np.pi * (np.arange(3) / 3 + 0.1))

# Within so many pixels of the image the ends lie together, and their middle at the solution.
_TOGETHER = 1.5
_BACK = 4.0

# At an eighth and a quarter even radar's speckle is smooth. Turns and scales would be four dimensions to get lost in:
# with them three runs on one radar pair ended 2 to 8 pixels apart, of a shift alone they ended within 0.2.
_SETTINGS = Settings("translation", "mutual-information", (8, 4), (150, 150), (3000, 3000))


@dataclass(frozen=True)
class Opinion:
    """Where each run of elastix ended, ``ends`` (n, 2) in pixels of the image from the solution; NaN for no way.

    ``pixel`` is the pixel of the image in pixels of the frame.
    """

    ends: Floats
    pixel: float

    @property
    def confirms(self) -> bool:
        """Whether they ended together, and at the solution."""
        middle = self.ends.mean(0)
        # Not so either if one of them found no way.
        return bool((np.hypot(*(self.ends - middle).T) < _TOGETHER).all() and np.hypot(*middle) < _BACK)

    @property
    def difference(self) -> float:
        """By how much mutual information and the solution differ, in pixels of the frame."""
        return float(np.hypot(*self.ends.mean(0))) * self.pixel


def opinion_of(pair: Pair, fixed: Image, solution: AffineTransform, engine: Elastix, progress: Progress) -> Opinion:
    """The opinion of mutual information on a solution, by the fixed image of a level.

    Raises what ``Elastix.register`` raises.
    """
    grid = fixed.grid
    progress.report(0.8, "elastix", until=1.0, pieces=len(_STARTS) * sum(_SETTINGS.iterations))
    ends = np.full((len(_STARTS), 2), np.nan)
    for i, away in enumerate(_STARTS):
        start = solution.compose(from_pixels(np.array([[1, 0, away.real], [0, 1, away.imag]]), grid, pair.frame,
                                             "translation"))
        placed = pair.placed(grid, start, any_overview=True)
        found = engine.register(fixed.values, placed.values, fixed.valid, placed.valid, _SETTINGS)
        if found is None or np.hypot(*(found[:, 2] + (away.real, away.imag))) > _TOGETHER + _BACK:
            # Whatever the other runs come to, they cannot end with this one at the solution.
            break
        ends[i] = found[:, 2] + (away.real, away.imag)
    return Opinion(ends, grid.pixel_size / pair.frame.pixel)
