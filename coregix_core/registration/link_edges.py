"""Which edges a link is measured by: those that hold it most tightly, less what shading displaces.

Two bands see the sunny and the dark side of things unlike, and smoothed edges lie nearer to their stronger side.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .._typing import Floats
from ..assessing import OTHER_PROXY
from ..fitting import fit, to_transform
from ..geometry import Transform
from ..options import RegisterOptions, TransformName
from ..pairing import POINTS, Points, Solution, distance, measure
from ..solving import agreed
from .link_field import aside, same_ground

# Times that a level is looked at, each from nearer than the last.
LOOKS = 3

# Places in parts of an area at which two fits to it are compared.
NINE_PLACES = np.stack(np.meshgrid([0.0, 0.5, 1.0], [0.0, 0.5, 1.0]), -1).reshape(-1, 2)

# Times that points may be held less tightly, by their own spread, if no bright structure rules them: what rules all
# windows alike does not show in their spread.
TIGHTER = 1.25

# Uncertainty of a link in pixels above which it is worth a longer look: others are held as tightly as images allow.
UNSURE = 0.03

# Scale of edges beside 1 pixel by which shading is parted from displacement; how far resampling parts what both find,
# and noise, in parts of a link's uncertainty: nine in ten pairs of one band that were made up stay within.
FINER, STEP_PX, STEP_DOUBT = 0.5, 0.006, 0.5

# Pixels of the level from where finer edges are looked for to where they are found, of which less than a tenth stays.
SAME_PX = 0.015

# Scales of edges that a longer look tries beside 1 pixel, and the tie points that it aims at.
SCALES, MANY = (0.7, 2.0), 4 * POINTS


def clearer(solution: Solution, points: Points, options: RegisterOptions) -> tuple[Solution, Points]:
    """The same by the proxy in which no bright structure rules, if its points hold the pair more tightly.

    Where much of the ground has changed, what is bright and has changed would rule; where there is only noise, it is
    the bright structure that is known best.
    """
    chosen = solution, points
    if solution.proxy == "orientation":
        anew = _anew(solution, OTHER_PROXY[solution.proxy], options)
        if anew is not None and _doubt(*anew) <= TIGHTER * _doubt(*chosen):
            chosen = anew
    if options.transform == "local":
        # What a field is to explain would be taken for doubt.
        return chosen
    under = aside(*chosen)
    if under is not None:
        chosen = _anew(chosen[0], chosen[0].proxy, options, under=under) or chosen
    clear = _unshaded(*chosen, options, under)
    return _longer(*chosen, options, under) if _doubt(*clear) > UNSURE else clear


def _unshaded(solution: Solution, points: Points, options: RegisterOptions, under: Transform | None = None
              ) -> tuple[Solution, Points]:
    """The same less what shading displaces: where two bands see the sunny and the dark side of things unlike.

    A smoothed edge lies nearer to its stronger side, by as much as it is smoothed; what is left without any smoothing
    is displacement. It is extrapolated from two scales, if these differ by more than noise and resampling make them
    (shrinkage, James and Stein 1961). It goes on from the finer edges if they hold the pair more tightly, as they do
    where not noise but shading scatters the others.
    """
    finer = _by_finer_edges(solution, points, options, under)
    if finer is None or solution.fit is None or finer[0].fit is None:
        return solution, points
    middle = points.fixed.mean(0, keepdims=True)
    step = (finer[0].fit(middle) - solution.fit(middle))[0]
    if np.hypot(*step) > (1.0 - FINER) * solution.level:
        # No smoothing displaces an edge by more than itself: these are other edges.
        return solution, points
    doubt, doubt_finer = _doubt(solution, points), _doubt(*finer)
    chance = np.hypot(STEP_PX * solution.level, STEP_DOUBT * min(doubt, doubt_finer))
    shift = step * max(0.0, 1.0 - float(chance**2 / max(step @ step, 1e-12))) / (1.0 - FINER)
    if doubt_finer < doubt:
        # A part of the way is behind these.
        return _shifted(*finer, shift * FINER)
    return _shifted(solution, points, shift)


def _shifted(solution: Solution, points: Points, shift: Floats) -> tuple[Solution, Points]:
    """The same, found so many pixels of the frame (2,) further on."""
    assert solution.fit is not None
    fitted = replace(solution.fit, shift=solution.fit.shift + shift)
    return (replace(solution, fit=fitted, transform=to_transform(fitted, solution.pair.frame)),
            replace(points, moving=points.moving + shift))


def _by_finer_edges(solution: Solution, points: Points, options: RegisterOptions, under: Transform | None
                    ) -> tuple[Solution, Points] | None:
    """What tie points by finer edges agree on; None if they do not."""
    for _ in range(LOOKS - 1):
        anew = _anew(solution, solution.proxy, options, sigma=FINER)
        if anew is None:
            return None
        # Fine edges are drawn a little to where they are looked for: from near, another look would say the same.
        same = distance(solution.transform, anew[0].transform, solution.pair) < SAME_PX * solution.level
        solution, points = anew
        if same:
            break
    if under is not None and (under := aside(solution, points)) is not None:
        return _anew(solution, solution.proxy, options, sigma=FINER, under=under)
    return solution, points


def _longer(solution: Solution, points: Points, options: RegisterOptions, under: Transform | None = None
            ) -> tuple[Solution, Points]:
    """The same by edges of the scale that holds the pair most tightly, and by more points.

    Sharp images are known best by their finest edges, noisy ones by wider ones: noise is white, and ground is not.
    """
    chosen, sigma = (solution, points), 1.0
    for other in SCALES:
        anew = _anew(solution, solution.proxy, options, sigma=other, under=under)
        if anew is not None and _doubt(*anew) < _doubt(*chosen):
            chosen, sigma = anew, other
    return _anew(solution, solution.proxy, options, sigma=sigma, total=MANY, under=under) or chosen


def _anew(solution: Solution, proxy: str, options: RegisterOptions, *, sigma: float = 1.0, total: int = POINTS,
          under: Transform | None = None) -> tuple[Solution, Points] | None:
    """The tie points measured again, by a proxy at a scale; None if they do not agree.

    They are looked for from where the solution is, or ``under`` a transform that follows what lies aside of it.
    """
    points = measure(solution.pair, solution.blocks, under or solution.transform, proxy, options.use_edge_proxies,
                     sigma=sigma, total=total)
    # From where ground lies aside it is measured as well as the rest, and must not be taken for it.
    same = None if under is None else same_ground(solution, points.kept())
    found = agreed(points, solution.pair, model_of_points(options), last=True, among=same)
    if found is None:
        return None
    return replace(solution, transform=to_transform(found[0], solution.pair.frame), proxy=proxy, fit=found[0],
                   agreement=found[1]), points.kept()


def _doubt(solution: Solution, points: Points) -> float:
    """How far a similarity through points may be off (pixels): one model for all that are compared."""
    found = solution.fit
    assert found is not None
    similarity = fit("similarity", points.fixed, points.moving, points.information, found.weights > 0.5, found.centre)
    low, high = points.fixed.min(0), points.fixed.max(0)
    return float(np.sqrt((similarity.error_at(low + NINE_PLACES * (high - low)) ** 2).mean()))


def model_of_points(options: RegisterOptions) -> TransformName:
    """The model that tie points are to agree on; fields come after it."""
    return "affine" if options.transform == "local" else options.transform
