"""How far ground is displaced that bends within a window, by what windows of two sizes show of it.

A window shows the mean of the displacements within it. Of ground that is displaced alike within a distance l, the mean
square of what windows of a side w show falls as 1 / (1 + c w² / l²) (the variance of an average, Cressie 1993): its
inverse is a straight line in w², and two sizes say what a window without extent would show. What falls with the square
of the side throughout is noise, which is known besides from the peaks of correlation themselves.
"""

from __future__ import annotations

import numpy as np

from ..geometry import Transform
from ..matching import window_centres
from ..pairing import SEARCH, WINDOW, Block, Pair, joined_points, measure_at
from .criteria import CRITERIA
from .evidence import Evidence, Look, agreeing
from .noise import beyond_noise_share

# Fewest windows of either size that say so, and how many of the smaller ones are looked at.
_FEWEST, _WINDOWS = 16, 100

# Least side of the larger windows: half of a smaller one holds too little texture.
_LEAST = 48


def fine_relief(pair: Pair, blocks: tuple[Block, ...], under: Transform, look: Look, seen: Evidence) -> float:
    """Root mean square (pixels of the frame) of displacements that windows blur; 0 if they do not show any.

    ``seen`` is what was measured by a ``look`` at ``blocks`` that lie ``under`` a transform, and of that one: what all
    windows share is no noise, and what is more than noise would be taken for relief.
    """
    side = look.side(blocks[0].fixed.grid.shape)
    if (look.window != WINDOW or side < _LEAST or seen.motion is not None or seen.stable.sum() < _FEWEST
            or beyond_noise_share(seen) < CRITERIA.fine):
        return 0.0
    smaller = _smaller(pair, blocks, under, look, side // 4 * 2, seen)
    if smaller.stable.sum() < _FEWEST:
        return 0.0
    return float(np.sqrt(unblurred(shown_square(seen), shown_square(smaller, 0.5))))


def unblurred(wide: float, narrow: float) -> float:
    """Mean square that windows without extent would show, by what windows of a side and of half of it do."""
    ratio = float(np.clip(narrow / max(wide, 1e-12), 1.0, CRITERIA.finest))
    return wide * 0.75 / (1 / ratio - 0.25)


def hidden_square(evidence: Evidence) -> float:
    """Mean square (square pixels of the frame) of what windows blur of the ground's displacements."""
    return max(evidence.relief**2 - shown_square(evidence), 0.0) if evidence.relief else 0.0


def shown_square(evidence: Evidence, windows: float = 1.0) -> float:
    """Mean square (square pixels of the frame) of what residuals are more than noise, and not in common."""
    residual, common = evidence.residual[evidence.stable], evidence.common()
    if common is not None:
        source = evidence.points.fixed[evidence.stable]
        residual = residual - (common(source) - source)
    return beyond_noise_share(evidence, windows) * float((residual**2).sum(1).mean())


def _smaller(pair: Pair, blocks: tuple[Block, ...], under: Transform, look: Look, side: int, seen: Evidence
             ) -> Evidence:
    """What windows of a ``side`` show where larger ones fit as well: at the edges ground bends most."""
    low, high = seen.points.fixed.min(0), seen.points.fixed.max(0)
    pixels = sum(block.fixed.values.size for block in blocks)
    step = max(float(side), float(np.sqrt(pixels / _WINDOWS)))
    points = joined_points([measure_at(
        pair, block, under, look.proxy, look.edges, window_centres(block.fixed.grid.shape, side, SEARCH, step), side,
        SEARCH, sigma=look.sigma) for block in blocks])
    within = (np.abs(points.fixed - (low + high) / 2) <= (high - low) / 2).all(1)
    points = points.part(within)
    expected = pair.frame.to_frame(*under(*pair.frame.to_world(points.fixed)))
    return agreeing(points, expected - points.moving, seen.level)
