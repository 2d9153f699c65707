"""The model of all corrections of a stack: the simplest that its links support. Imports `fitting`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .._typing import Floats
from ..fitting import Adjustment, Link, adjust
from ..geometry import AFFINE
from .criteria import STACKS


def adjusted(areas: Floats, links: Sequence[Link], model: str, datum: int | None, among: Sequence[int] | None = None
             ) -> Adjustment:
    """The adjustment by a model; ``auto`` takes the simplest that the links support, the same for all images.

    The images ``among`` which it is chosen are all, if not said otherwise.
    """
    if model != "auto":
        return adjust(areas, links, "affine" if model == "local" else model, datum)
    numbers = range(len(areas)) if among is None else among
    chosen = adjust(areas, links, AFFINE[0], datum)
    for richer in AFFINE[1:]:
        other = adjust(areas, links, richer, datum)
        doubt = np.sqrt([(other.error_at(k, areas[k]) ** 2).mean() for k in numbers])
        added = _added(chosen, other, areas, numbers, common=datum is None)
        # As for a pair: worth it, and outside its own uncertainty. Each image in units of its own doubt: a coarse or
        # noisy one would be bent by its noise, and all others with it.
        if _rms(added) > STACKS.richer_px and _rms(added / np.maximum(doubt, 1e-9)) > (
                STACKS.richer_affine if richer == "affine" else STACKS.richer):
            chosen = other
    return chosen


def _rms(values: Floats) -> float:
    return float(np.sqrt((values**2).mean()))


def _added(chosen: Adjustment, other: Adjustment, areas: Floats, numbers: Sequence[int], *, common: bool) -> Floats:
    """How far two adjustments of some images (k,) lie apart, root mean square in pixels; less what is free for all."""
    true = np.concatenate([chosen(k, areas[k]) for k in numbers])
    gap = np.concatenate([other(k, areas[k]) for k in numbers]) - true
    if common:
        # Without a datum a displacement that all share is free: it is no difference between two models.
        design = np.column_stack([true - true.mean(0), np.ones(len(true))])
        gap = gap - design @ np.linalg.lstsq(design, gap, rcond=None)[0]
    return np.asarray(np.sqrt((gap**2).sum(1).reshape(len(numbers), -1).mean(1)))
