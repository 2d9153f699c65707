"""The model of all corrections of a stack: the simplest that its links support. Imports `fitting`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .._typing import Floats
from ..fitting import Adjustment, Link, adjust
from ..geometry import AFFINE


def adjusted(areas: Floats, links: Sequence[Link], model: str, datum: int | None) -> Adjustment:
    """The adjustment by a model; ``auto`` takes the simplest that the links support, the same for all images."""
    if model != "auto":
        return adjust(areas, links, "affine" if model == "local" else model, datum)
    chosen = adjust(areas, links, AFFINE[0], datum)
    for richer in AFFINE[1:]:
        other = adjust(areas, links, richer, datum)
        doubt = np.sqrt(np.mean([(other.error_at(k, a) ** 2).mean() for k, a in enumerate(areas)]))
        # As for a pair: worth a hundredth of a pixel, and outside its own uncertainty. Nearer to it than there, as many
        # links speak for it, and what images really have would otherwise be left to chance.
        if _added(chosen, other, areas, common=datum is None) > max(0.01, 1.5 * doubt):
            chosen = other
    return chosen


def _added(chosen: Adjustment, other: Adjustment, areas: Floats, *, common: bool) -> float:
    """How far two adjustments lie apart, root mean square in pixels; less what all images share if that is free."""
    true = np.concatenate([chosen(k, area) for k, area in enumerate(areas)])
    gap = np.concatenate([other(k, area) for k, area in enumerate(areas)]) - true
    if common:
        # Without a datum a displacement that all share is free: it is no difference between two models.
        design = np.column_stack([true - true.mean(0), np.ones(len(true))])
        gap = gap - design @ np.linalg.lstsq(design, gap, rcond=None)[0]
    return float(np.sqrt((gap**2).sum(1).mean()))
