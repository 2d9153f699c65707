"""Output beyond what both images show: a transform is carried on there from what holds it."""

from __future__ import annotations

import logging

import numpy as np

from ..assessing import CRITERIA
from ..errors import Sentence
from ..geometry import Grid
from .stages import Outcome

log = logging.getLogger("coregix_core")

# Places along each side of an output at which it is looked at: a share to about a thirtieth.
_SIDE = 33


def warn_of_extrapolation(outcome: Outcome, grid: Grid) -> None:
    """Warn if most of what ``grid`` shows of the moving image lies beyond the fixed one, and is known less well there.

    The headline uncertainty is that of the common area alone.
    """
    pair, whole = outcome.pair, outcome.assessment.uncertainty_ce90_px
    if whole is None or outcome.already_aligned or outcome.assessment.verdict == "failed":
        return
    fixed, moving = pair.fixed.grid, pair.moving.grid
    col, row = (a.ravel() for a in np.meshgrid(np.linspace(0, grid.width, _SIDE), np.linspace(0, grid.height, _SIDE)))
    # A raster without a CRS lies in the reference's.
    x, y = fixed.world_of(grid.crs or fixed.crs, *grid.to_world(col, row))
    shown = _holds(moving, *moving.world_of(fixed.crs, *outcome.transform(x, y)))
    beyond = shown & ~_holds(fixed, x, y)
    share = beyond.sum() / max(shown.sum(), 1)
    if share <= CRITERIA.extrapolated_share:
        return
    # To load it takes a tenth of a second, as it looks for neighbours by scipy's trees.
    from .support import ce90_at

    largest = float(np.nanmax(ce90_at(outcome)(x[beyond], y[beyond]), initial=0.0)) / pair.frame.pixel
    if largest > max(CRITERIA.uncertain_ce90, CRITERIA.extrapolated_growth * whole):
        log.warning(Sentence("{share:.0%} of the output lies beyond what both images show: the transform is "
                             "extrapolated there, and its uncertainty (CE90) grows to {largest:.1f} px.",
                             share=share, largest=largest))


def _holds(grid: Grid, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Whether places x, y (n,) in the CRS of ``grid`` lie on it."""
    col, row = grid.to_pixel(x, y)
    # Written so that NaN lies nowhere; a hundredth of a pixel is rounding.
    return np.asarray((col >= -0.01) & (col <= grid.width + 0.01) & (row >= -0.01) & (row <= grid.height + 0.01))
