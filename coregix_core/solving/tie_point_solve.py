"""A transform carried down the levels by tie points over well-spread blocks, fitted robustly.

Clouds and change do not pull, and the time hardly grows with the image.
"""

from __future__ import annotations

import logging
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtrc, comb

from ..fitting import Fit, consensus, fit, simplest, to_transform
from ..geometry import AffineTransform
from ..matching import neighbours_agree
from ..pairing import (
    POINTS,
    SEARCH,
    Block,
    Pair,
    Points,
    Request,
    Solution,
    corners_of,
    distance,
    measure,
    pieces_at,
    read_blocks,
)
from ..progress import Progress
from .trial import Trial

log = logging.getLogger("coregix_core")

# So many agreements as good as one that counts may be expected of unrelated images.
LUCK = 0.1

# The model that leads the way to what is not affine, or not known yet.
_AT_FIRST = {"auto": "similarity", "local": "affine", "homography": "affine"}

# Times as many points that an affine has to explain for a similarity to be given up: it has two numbers more.
_CLEARLY = 1.5

# Share of the points below which a look is no sure one; and by how much more have to agree at the next.
_FEW, _MORE = 0.4, 1.1

# Of how many places one is looked at first where agreement is unlikely, as a refusal is mostly made of such looks, and
# where it is beyond doubt.
_SOME = 4

# Share of the points that agrees where it is.
_SURE = 0.8


def by_tie_points(
    pair: Pair, levels: list[float], trial: Trial, request: Request, progress: Progress
) -> Solution:
    """Carry a transform down the levels: at each, measure, agree, fit; a level without agreement changes nothing."""
    transform = trial.transform
    best = Solution(transform, pair, trial.metric, trial.proxy, levels[-1], (), None)
    # A look draws what it measures to whole pixels by up to a tenth of it: what is left is small from a hundredth on.
    # A field takes what is left.
    settled = 1.0 if request.transform == "local" else 0.01
    for i, level in enumerate(levels[1:]):
        last = i == len(levels) - 2
        progress.report(0.5 + 0.5 * i / (len(levels) - 1), f"tie points at level {level:.3g}",
                        until=0.5 + 0.5 * (i + 1) / (len(levels) - 1), pieces=pieces_at(pair, level, request.blocks))
        blocks = read_blocks(pair, level, transform, request.blocks)
        transform = _led(pair, blocks, trial, transform, request)
        # Each look is from nearer than the last, so that windows resemble each other more.
        for _ in range(3):
            points, found = _looked(best, blocks, trial, transform, request, last=last)
            if found is None:
                best = best if best.looked else replace(best, looked=(level, points))
                break
            fitted, share = found
            # From nearer more should agree: where it is few, and no more of them, a further look leads nowhere.
            astray = share < _FEW and share < _MORE * best.agreement and best.level == level
            before, transform = transform, to_transform(fitted, pair.frame)
            best = Solution(transform, pair, trial.metric, trial.proxy, level, blocks, fitted, share,
                            looked=(level, points))
            if astray or distance(before, transform, pair) < settled:
                break
    return best


def _led(pair: Pair, blocks: tuple[Block, ...], trial: Trial, transform: AffineTransform, request: Request
         ) -> AffineTransform:
    """A transform that begins beyond doubt, carried on by some of a level's places: all then look from nearer."""
    if not trial.alone:
        return transform
    points = measure(pair, blocks, transform, trial.proxy, request.edges, total=POINTS // _SOME)
    # As on coarse levels: few points choose no model.
    found = agreed(points, pair, request.transform, last=False)
    return transform if found is None or found[1] < _SURE else to_transform(found[0], pair.frame)


def _looked(before: Solution, blocks: tuple[Block, ...], trial: Trial, transform: AffineTransform, request: Request, *,
            last: bool) -> tuple[Points, tuple[Fit, float] | None]:
    """The tie points of a look, and what ``agreed`` makes of them; of a trial by chance, some of them first.

    ``before`` is what was found so far: what points agreed on once is no chance.
    """
    pair = before.pair
    for total in ([POINTS // _SOME] if trial.by_chance and before.fit is None else []) + [POINTS]:
        points = measure(pair, blocks, transform, trial.proxy, request.edges, total=total)
        found = agreed(points, pair, request.transform, last)
        if found is None:
            break
    return points, found


def agreed(points: Points, pair: Pair, model: str, last: bool, among: NDArray[np.bool_] | None = None
           ) -> tuple[Fit, float] | None:
    """The fit that the points agree on, and the share that does; None where they agree no better than chance.

    ``among`` (n,) are those of the kept points that it is looked for among; None for all.
    """
    kept = points.kept()
    # One pixel of the level, in the frame's; less where a small image is searched less far.
    tolerance = max(points.search / SEARCH, 1e-6)
    inside, fixed_by = _agreeing(kept, tolerance, model) if among is None else (among, 2)
    log.debug("tie points: %d places, %d measured, %d agree", len(points.fixed), len(kept.fixed), inside.sum())
    share = float(inside.mean()) if len(inside) else 0.0
    if model in ("local", "homography"):
        # What bends is no affine, but neighbours confirm each other: it takes no more to begin with.
        share = max(share, coherent(kept, tolerance))
    # Two points agree on their own similarity by definition, and some more by chance: the more, the larger the set.
    if inside.sum() < max(6, 0.08 * len(kept.fixed)) or luck(inside, tolerance, points.search, fixed_by) > LUCK:
        return None
    corners = pair.frame.to_frame(*corners_of(pair))
    centre = np.zeros(2)
    if model == "auto" and last:
        return simplest(kept.fixed, kept.moving, kept.information, inside, centre, corners), share
    # Coarse levels only lead the way: the model is chosen at the last one, where the points are most exact.
    name = "affine" if fixed_by > 2 else first_model(model)
    return fit(name, kept.fixed, kept.moving, kept.information, inside, centre), share


def first_model(model: str) -> str:
    """The affine model that is fitted while the way to ``model`` is looked for."""
    return _AT_FIRST.get(model, model)


def luck(inside: NDArray[np.bool_], tolerance: float, search: float, fixed_by: int = 2) -> float:
    """How many transforms unrelated points would agree on so well (Moisan and Stival 2004).

    Any ``fixed_by`` points fix one, and the rest agree or do not: two fix a similarity.
    """
    # A window that shows other ground is found anywhere in the square of its search with one probability.
    likely = min(1.0, np.pi * tolerance**2 / (2 * search + tolerance) ** 2)
    # Half of the counts, as neighbours share pixels.
    points, agree = len(inside) // 2, int(inside.sum()) // 2
    rest = max(points - fixed_by, 1)
    return float(comb(points, fixed_by) * bdtrc(max(agree - fixed_by - 1, 0), rest, likely))


def _agreeing(points: Points, tolerance: float, model: str) -> tuple[NDArray[np.bool_], int]:
    """The points (n,) on one transform, and how many of them fix it: a similarity, or an affine if clearly more are."""
    # A shift where nothing else is asked for: a turn would be one more freedom to agree by chance.
    inside = consensus(points.fixed, points.moving, tolerance, 2 if model == "translation" else 3)
    if model in ("auto", "affine") and inside.sum() < _FEW * len(inside):
        sheared = _sheared(points, tolerance)
        if sheared.sum() > _CLEARLY * inside.sum():
            return sheared, 3
    return inside, 2


def _sheared(points: Points, tolerance: float) -> NDArray[np.bool_]:
    """The points (n,) on an affine through those whose displacement is that of their neighbours.

    No similarity comes within a pixel of many points of an image that is sheared, or stretched in one direction.
    """
    together = neighbours_agree(points.fixed, points.moving - points.fixed, spread=1.5 * tolerance)
    if together.sum() < 6:
        return np.zeros(len(together), bool)
    # No consensus of affines is needed: neighbours that agree have left the wrong matches out already.
    found = fit("affine", points.fixed, points.moving, points.information, together, np.zeros(2))
    return np.asarray(np.hypot(*(points.moving - found(points.fixed)).T) < tolerance)


def through_bends(found: Solution, request: Request) -> Solution:
    """The solution with an affine through the middle of ground that bends all over: no further look finds a better one.

    Its neighbours agree nearly everywhere while no affine holds them. Any other ground leaves it as it is.
    """
    if found.fit is None or found.looked is None or found.agreement >= _FEW:
        return found
    points = found.looked[1].kept()
    together = neighbours_agree(points.fixed, points.moving - points.fixed, spread=1.5 * points.search / SEARCH)
    if together.mean() < _SURE:
        return found
    among = points.fixed, points.moving, points.information, together, np.zeros(2)
    fitted = (simplest(*among, found.pair.frame.to_frame(*corners_of(found.pair))) if request.transform == "auto"
              else fit(first_model(request.transform), *among))
    return replace(found, transform=to_transform(fitted, found.pair.frame), fit=fitted,
                   agreement=float(together.mean()))


def coherent(points: Points, tolerance: float) -> float:
    """Share of points whose displacement is that of their neighbours."""
    together = neighbours_agree(points.fixed, points.moving - points.fixed, spread=1.5 * tolerance)
    # Fewer than six are never contradicted.
    return float(together.mean()) if len(together) >= 6 else 0.0
