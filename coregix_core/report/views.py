"""What the pictures of a report show: the fixed image and the moving one on one grid, as a whole and in detail."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .._typing import Mask
from ..findings import TiePoints
from ..geometry import Grid, Transform, identity
from ..imaging import Image
from ..pairing import Pair

# Longest side of the preview of the detail, in pixels.
DETAIL = 360


@dataclass(frozen=True)
class Views:
    """The fixed image and, by name, the moving one on its grid; only one of those where nothing was moved."""

    fixed: Image
    moving: dict[str, Image]

    @classmethod
    def of(cls, pair: Pair, grid: Grid, transform: Transform) -> Views:
        """Both images on a grid, the moving one as it is and under a transform."""
        fixed = pair.fixed_block(grid)
        x, y = fixed.grid.outline()
        shown_x, shown_y = transform(x, y)
        # One reading serves both: it reaches as far as the displacement (a pixel's sides may differ by a factor).
        margin = 2.0 + 2 * float(np.hypot(shown_x - x, shown_y - y).max()) / fixed.grid.pixel_size
        moving = pair.moving_image(fixed.grid, transform, margin)
        still = transform.model == "identity"
        transforms = {"As they are": transform} if still else {"Before": identity(), "After": transform}
        return cls(fixed, {name: pair.place(moving, under, fixed.grid) for name, under in transforms.items()})

    def masked(self, pair: Pair, transform: Transform) -> list[tuple[str, Image, Mask]]:
        """(title, image, what the masks leave of it) for the reference, and for the source under a transform."""
        grid = self.fixed.grid
        found = []
        if pair.fixed_masks is not None:
            found.append(("Reference", self.fixed, pair.fixed_masks.keep(grid)))
        if pair.moving_masks is not None:
            name, image = list(self.moving.items())[-1]
            found.append((f"Source, {name.lower()}", image, pair.placed(grid, transform).valid | ~image.valid))
        return found


def detail_of(pair: Pair, points: TiePoints) -> Grid | None:
    """A window of the finest grid around the clearest tie point, or in the middle; None if it would be all of it."""
    finest = pair.grid_at(1.0)
    if max(finest.shape) <= DETAIL:
        return None
    width, height = min(DETAIL, finest.width), min(DETAIL, finest.height)
    col, row = finest.width / 2, finest.height / 2
    if points.inlier.any():
        cols, rows = finest.to_pixel(points.x, points.y)
        # Points near the border show less; those within half a window of it are second choice.
        inside = (np.abs(cols / finest.width - 0.5) < 0.4) & (np.abs(rows / finest.height - 0.5) < 0.4)
        best = int(np.argmax(points.confidence * points.inlier * np.where(inside, 1.0, 0.5)))
        col, row = float(cols[best]), float(rows[best])
    left, top = int(np.clip(col - width / 2, 0, finest.width - width)), int(
        np.clip(row - height / 2, 0, finest.height - height))
    return finest.window(left, top, width, height)
