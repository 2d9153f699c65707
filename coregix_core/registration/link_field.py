"""What the ground of a link bends or moves beyond one transform: a coarse field through its tie points.

A window is found a little nearer to where it is looked for than it is: by up to 0.03 of a pixel, if that is a quarter
of a pixel off. Where ground moves or bends, tie points are looked for again from where a field says that they are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..fields import FieldFit, Gaps, Lattice, fit_jointly, lattice_over
from ..fitting import TUNING
from ..geometry import AffineTransform, LocalTransform
from ..matching import local_planes, neighbours_agree
from ..pairing import WINDOW, Points, Solution
from ..solving import field_transform, unfolded

# Spacing of a coarse field's nodes in pixels of the level, and the tie points that it takes.
SPACING, MIN_POINTS = 64.0, 30

# Pixels of the level that the ground lies aside, in distances of a point from its neighbours too, and on what share
# of it, if it is worth a look from there: noise alone makes eight neighbours say about half of such a distance.
ASIDE_PX, ASIDE_NOISE, ASIDE_SHARE = 0.08, 1.5, 0.1

# Pixels of the level within which tie points are averaged for that look, and the most nodes along a side.
NEAR, MOST_NODES = 24.0, 24


def aside(solution: Solution, points: Points) -> LocalTransform | None:
    """The field that leads to about where tie points lie, if many of them lie aside of the transform together."""
    departure = departures(solution, points)
    agree = neighbours_agree(points.fixed, departure, spread=1.5 * solution.level)
    if agree.sum() < MIN_POINTS:
        return None
    # The neighbours' opinion and not the point's own: noise lies aside too, and nothing is gained by following it.
    around = local_planes(points.fixed, departure)
    noise = float(np.median(np.hypot(*(departure - around)[agree].T)))
    if np.mean(np.hypot(*around.T) > max(ASIDE_PX * solution.level, ASIDE_NOISE * noise)) <= ASIDE_SHARE:
        return None
    low, high = points.fixed.min(0), points.fixed.max(0)
    lattice = lattice_over(low, high, max(NEAR * solution.level, float((high - low).max()) / MOST_NODES))
    means = _averaged(points.fixed[agree], departure[agree], lattice)
    return _over(solution, FieldFit(lattice, means, np.ones(int(agree.sum())), 0.0, 0.0))


def _averaged(at: Floats, values: Floats, lattice: Lattice) -> Floats:
    """Means (2, rows, columns) around each node by a Gaussian: a stiff field would not follow the rim of what moves."""
    rows, cols = np.indices(lattice.shape).reshape(2, -1) * lattice.spacing
    nodes = np.stack([cols, rows], 1) + lattice.origin
    square = ((nodes[:, None] - at[None]) ** 2).sum(2)
    # Beside its nearest point, so that a node far from all of them has a value too.
    weight = np.exp((square.min(1, keepdims=True) - square) / (2 * lattice.spacing**2))
    means = (weight @ values) / weight.sum(1, keepdims=True)
    return np.asarray(means.T.reshape(2, *lattice.shape))


def same_ground(solution: Solution, points: Points) -> NDArray[np.bool_]:
    """The points (n,) on the ground that a solution was fitted to, by where it says that they are.

    A block that moved by a pixel or two lies within the reach of a consensus: a stretch through it and the rest would
    have more points than the rest alone, and fit neither.
    """
    fitted = solution.fit
    assert fitted is not None
    spread = float(np.median(np.hypot(*fitted.residuals[fitted.weights > 0.5].T))) / 1.1774
    return np.asarray(np.hypot(*departures(solution, points).T) < max(ASIDE_PX * solution.level, TUNING * spread))


def departures(solution: Solution, points: Points) -> Floats:
    """How far each point (n, 2) is shown from where the affine of the solution says, in pixels of the frame."""
    frame, affine = solution.pair.frame, _affine(solution)
    return np.asarray(points.moving - frame.to_frame(*affine(*frame.to_world(points.fixed))))


def field_through(solution: Solution, points: Points) -> LocalTransform | None:
    """A coarse field over the affine of the solution; None if it does not predict points that it was not fitted to."""
    departure = departures(solution, points)
    agree = neighbours_agree(points.fixed, departure, spread=1.5 * solution.level)
    if agree.sum() < MIN_POINTS:
        return None
    lattice = lattice_over(points.fixed.min(0), points.fixed.max(0), SPACING * solution.level)
    weight = np.sqrt(np.maximum(np.linalg.det(points.information[agree]), 0.0))
    # The fixed image is the datum of two. Windows are raised cosines: half of one apart, they share few of the pixels
    # that count.
    found = fit_jointly([Gaps(0, 1, points.fixed[agree], departure[agree], weight)], [lattice] * 2,
                        WINDOW / 2 * solution.level, datum=0)
    return None if found is None else _over(solution, FieldFit(lattice, found.coefficients[1], weight, found.predicted,
                                                               found.still))


def _over(solution: Solution, fitted: FieldFit) -> LocalTransform:
    """A field over the affine of the solution."""
    return unfolded(field_transform(fitted, _affine(solution), solution.pair.frame))


def _affine(solution: Solution) -> AffineTransform:
    transform = solution.transform
    affine = transform.affine if isinstance(transform, LocalTransform) else transform
    assert isinstance(affine, AffineTransform)
    return affine
