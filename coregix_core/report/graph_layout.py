"""Where the images of a stack are drawn: at their places, or about there, so that none hides another."""

from __future__ import annotations

import numpy as np

from .._typing import Floats

# Distance of two nodes that can be told apart, of the length or of the side on which as many would stand evenly.
_APART = 0.6

# Rounds of pushing nodes apart, and how many nodes that is done for: of more, none can be told from the others.
_ROUNDS, _MANY = 60, 300


def in_a_row(when: Floats) -> Floats:
    """Places (k, 2) along a line by time (k,); what lies close together is drawn apart, in the same order."""
    order = np.argsort(when, kind="stable")
    span = float(np.ptp(when)) or 1.0
    least = _APART * span / max(len(when) - 1, 1)
    # What each node lies behind the least steps of all before it may only grow.
    behind = np.maximum.accumulate(when[order] - least * np.arange(len(when)))
    at = np.zeros((len(when), 2))
    at[order, 0] = behind + least * np.arange(len(when))
    return at


def on_a_circle(count: int) -> Floats:
    """Places (count, 2) around a circle, clockwise from its top: every line between two is seen."""
    turn = 2 * np.pi * np.arange(count) / count
    return np.column_stack([np.sin(turn), np.cos(turn)])


def on_a_map(at: Floats) -> Floats:
    """Places (k, 2), of which those that would cover each other are pushed apart."""
    made, count = np.array(at, float), len(at)
    side = float(np.ptp(made, axis=0).max())
    if side == 0 or count > _MANY:
        return made
    least = _APART * side / np.ceil(np.sqrt(count))
    # In one place there is no direction: each is given one of its own, by its number.
    made += 1e-3 * least * on_a_circle(count)
    for _ in range(_ROUNDS):
        gap = made[:, None] - made[None]
        far = np.maximum(np.hypot(*np.moveaxis(gap, -1, 0)), 1e-12)
        np.fill_diagonal(far, np.inf)
        push = np.maximum(least - far, 0.0) / 2
        if push.max() < 0.02 * least:
            break
        made += 0.5 * (gap / far[..., None] * push[..., None]).sum(1)
    return made
