"""Parametric models fitted to tie points: consensus, robust weighted least squares, covariance, choice of model.

Points are (n, 2) in one isotropic frame whose unit is a pixel of the coarser raster (``grid.Frame``). ``information``
(n, 2, 2) is each point's inverse covariance up to a common factor.

No library serves: neither ``ransac`` of scikit-image nor the robust regressions of scipy and statsmodels weigh a point
by a matrix of its own, and none gives the covariance of points that share pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..geometry import AFFINE, FREEDOM
from .fronts import front

# Cauchy's tuning constant: 95 % efficiency on normal errors (Huber and Ronchetti 2009).
TUNING = 2.385


# What each model is free in beside its shift, in the order of its parameters.
PARTS: dict[str, tuple[str, ...]] = {
    "identity": (), "translation": (), "rigid": ("turn",), "similarity": ("turn", "scale"), "affine": ("matrix",),
    "homography": ("matrix", "tilt")}

# Gauss-Newton steps within each round of weights; models that are not named are linear, and one step is all.
_STEPS = {"rigid": 4, "homography": 4}

# Pixels that the last of those steps may move a point, if it is to be the last.
_STILL = 1e-9

# Least over largest eigenvalue of a model's normal equations, below which no answer is one that the points give: an
# error of a point would come back a thousand times larger across their line.
_LEAST = 1e-6

# Times the median residual of a simpler model up to which a richer one may leave as much: noise differs by less. Where
# a part of the ground moved by itself, an affine left three to five times as much in the median as a shift did.
_SHARED_OUT = 1.5

# Extent of points over the size of their coordinates below which rounding alone sets them apart.
ROUNDED = 1e-12

# Least of 1 + tilt (x - centre) at the points of a fit: a photograph's scale changes by less than five times.
MIN_DEPTH = 0.2


@dataclass(frozen=True)
class Fit:
    """A fitted model: y = matrix (x - centre) / (1 + tilt (x - centre)) + centre + shift.

    Only a homography has a tilt.

    ``weights`` (n,) are the final robust weights in 0..1; ``covariance`` that of the model's own parameters (shift
    first), robust against errors that neighbours share; ``scale`` the robust spread of the normalised residuals.
    """

    model: str
    centre: Floats
    matrix: Floats
    shift: Floats
    weights: Floats
    residuals: Floats
    covariance: Floats
    scale: float
    tilt: Floats = field(default_factory=lambda: np.zeros(2))

    def __call__(self, points: Floats) -> Floats:
        """The model's image of points (n, 2)."""
        return _image(points - self.centre, self.matrix, self.tilt) + self.centre + self.shift

    def error_at(self, points: Floats) -> Floats:
        """Standard error of the model's image at points (n, 2): root of the trace of its covariance, in pixels."""
        design = jacobian(self.model, points - self.centre, self.matrix, self.tilt)
        return np.asarray(np.sqrt(np.einsum("nik,kl,nil->n", design, self.covariance, design)))


def consensus(fixed: Floats, moving: Floats, tolerance: float, freedom: int, trials: int = 400) -> NDArray[np.bool_]:
    """The largest set of points that one similarity (or shift, below 3 degrees of ``freedom``) explains.

    Random sample consensus (Fischler and Bolles 1981) with a fixed seed; ``tolerance`` in pixels.
    """
    count = len(fixed)
    if count < 3:
        return np.ones(count, bool)
    # Any fixed seed will do: the same input has to give the same bytes.
    rng = np.random.default_rng(20240229)
    # As complex numbers a similarity is one product: all trials against all points without a loop.
    p, q = (np.ascontiguousarray(a).view(complex).ravel() if a.dtype == float else a for a in (fixed, moving))
    # Two points determine a similarity, one a shift; more than the least would only be wrong more often.
    i, j = rng.integers(0, count, (2, trials))
    if freedom < 3:
        i = rng.permutation(count)[:trials] if count > trials else np.arange(count)
        turn = np.ones(len(i), complex)
    else:
        # Points near each other determine rotation and scale badly; this also leaves out a point paired with itself.
        apart = np.abs(p[i] - p[j]) > 0.15 * np.ptp(fixed, axis=0).max()
        i, j = i[apart], j[apart]
        turn = (q[i] - q[j]) / (p[i] - p[j])
        # Two georeferences of one place hardly differ in scale by a fifth.
        sane = np.abs(np.abs(turn) - 1) < 0.2
        i, turn = i[sane], turn[sane]
    if not len(i):
        return np.zeros(count, bool)
    # Error of every point under every candidate: q = q_i + turn (p - p_i).
    error = np.abs(q[None] - q[i][:, None] - turn[:, None] * (p[None] - p[i][:, None]))
    inside = error < tolerance
    return np.asarray(inside[int(np.argmax(inside.sum(1)))])


def fit(model: str, fixed: Floats, moving: Floats, information: Floats, start: NDArray[np.bool_],
        centre: Floats) -> Fit:
    """Fit ``model`` so that moving = model(fixed), by iteratively reweighted least squares from the points ``start``.

    Residuals are measured in the metric of their own ``information`` and weighted by Cauchy's function. Of points in
    one line an affine is the similarity that they determine: any shear across the line would explain them as well.
    """
    if model == "affine" and start.any() and not determined(model, fixed[start]):
        model = "similarity"
    weights = start.astype(float)
    matrix, shift, tilt = np.eye(2), np.zeros(2), np.zeros(2)
    x = fixed - centre
    for _ in range(30):
        matrix, shift, tilt = _solve(model, x, moving - centre, information * weights[:, None, None],
                                     (matrix, shift, tilt))
        residuals = moving - centre - (_image(x, matrix, tilt) + shift)
        length = np.sqrt(np.maximum(np.einsum("ni,nij,nj->n", residuals, information, residuals), 0))
        # The scale is that of the points that agreed; with all of them, clouds would widen it.
        used = start if start.sum() >= FREEDOM[model] else np.ones(len(x), bool)
        scale = max(float(np.median(length[used])) / 1.1774, 1e-9)  # median of a 2-D normal error's length
        fresh = 1 / (1 + (length / (TUNING * scale)) ** 2)
        if np.abs(fresh - weights).max() < 1e-4:
            weights = fresh
            break
        weights = fresh
    covariance = _covariance(model, x, residuals, information, weights, matrix, tilt)
    return Fit(model, centre, matrix, shift, weights, residuals, covariance, scale, tilt)


def jacobian(model: str, x: Floats, matrix: Floats, tilt: Floats | Sequence[float] = (0.0, 0.0)) -> Floats:
    """Derivative (n, 2, k) of the model's image by its parameters: shift x, shift y, then its ``PARTS``."""
    depth = 1 + x @ np.asarray(tilt)
    (mx, my), (near_x, near_y) = (x @ matrix.T).T / depth, x.T / depth
    columns = [column for part in PARTS[model] for column in _derivatives(part, (mx, my), (near_x, near_y))]
    design = np.zeros((len(x), 2, 2 + len(columns)))
    design[:, 0, 0] = design[:, 1, 1] = 1
    for at, column in enumerate(columns, start=2):
        design[:, 0, at], design[:, 1, at] = column
    return design


def determined(model: str, places: Floats) -> bool:
    """Whether places (n, 2), in any one unit, lie so that a ``model`` of them has one answer."""
    x = places - places.mean(0)
    size = float(np.sqrt((x**2).sum(1).mean()))
    if size <= ROUNDED * np.abs(places).max():
        return not PARTS[model]
    # About their middle and as wide as 1 in all: that of the points alone decides, and not where they lie.
    design = jacobian(model, x / size, np.eye(2)).reshape(2 * len(x), -1)
    spread = np.linalg.eigvalsh(design.T @ design)
    return bool(spread[0] > _LEAST * spread[-1])


def _derivatives(part: str, image: tuple[Floats, Floats], near: tuple[Floats, Floats]
                 ) -> list[tuple[Floats | float, Floats | float]]:
    """Derivatives (x, y) of the image by the parameters of a part: of images and of places, both over the depth."""
    (mx, my), (near_x, near_y) = image, near
    if part == "turn":
        return [(-my, mx)]
    if part == "scale":
        return [(mx, my)]
    if part == "matrix":
        return [(near_x, 0.0), (near_y, 0.0), (0.0, near_x), (0.0, near_y)]
    return [(-mx * near_x, -my * near_x), (-mx * near_y, -my * near_y)]


def _image(x: Floats, matrix: Floats, tilt: Floats) -> Floats:
    """Images (n, 2) of places ``x`` from the centre, without the shift."""
    return np.asarray(x @ matrix.T / (1 + x @ tilt)[:, None])


def _solve(model: str, x: Floats, y: Floats, information: Floats, start: tuple[Floats, Floats, Floats]
           ) -> tuple[Floats, Floats, Floats]:
    """Weighted least squares by Gauss-Newton from ``start`` on: the matrix, the shift and the tilt."""
    matrix, shift, tilt = start
    for _ in range(_STEPS.get(model, 1)):
        design = jacobian(model, x, matrix, tilt)
        residuals = y - (_image(x, matrix, tilt) + shift)
        # As products of matrices: a sum over all indices at once takes ten times as long.
        weighted, lines = information @ design, design.reshape(-1, design.shape[2])
        normal = np.asarray(lines.T @ weighted.reshape(lines.shape), float)
        # The same product as above with the residuals: the gradient of half the squared error.
        right = np.asarray(residuals.ravel() @ weighted.reshape(lines.shape), float)
        size = _sizes(model, normal)
        # lstsq and not solve: points at one place leave a turn without a unique answer, and the shortest one will do.
        step = np.linalg.lstsq(normal / np.outer(size, size), right / size, rcond=1e-12)[0] / size
        # Shift first in all models: the rest of the parameters follow in the order of PARTS.
        shift = shift + step[:2]
        matrix = stepped(model, matrix, step[2:])
        tilt = _tilted(model, x, tilt, step[6:])
        if np.abs(lines @ step).max(initial=0.0) < _STILL:
            break
    return matrix, shift, tilt


def _sizes(model: str, normal: Floats) -> Floats:
    """Units (k,) of the parameters in which their equations are well conditioned."""
    # A tilt is felt with the square of the distance: in units of its own it would count as nothing.
    return np.sqrt(np.maximum(np.diag(normal), 1e-300)) if "tilt" in PARTS[model] else np.ones(len(normal))


def _tilted(model: str, x: Floats, tilt: Floats, step: Floats) -> Floats:
    """The tilt after a step that is as long as leaves all points ``x`` on this side of the horizon."""
    if "tilt" not in PARTS[model]:
        return tilt
    # Beyond the horizon points have no image, and the derivative there points the wrong way.
    for share in (1.0, 0.5, 0.25, 0.125):
        if (1 + x @ (tilt + share * step)).min() > MIN_DEPTH:
            return np.asarray(tilt + share * step)
    return tilt


def stepped(model: str, matrix: Floats, step: Floats) -> Floats:
    """The matrix (2, 2) after a step of its parameters, those of ``jacobian`` without the shift."""
    if model == "rigid":
        c, s = np.cos(step[0]), np.sin(step[0])
        return np.asarray(np.array([[c, -s], [s, c]]) @ matrix)
    if model == "similarity":
        # A similarity times a similarity is one again, so that no step leaves the model.
        return np.asarray(np.array([[1 + step[1], -step[0]], [step[0], 1 + step[1]]]) @ matrix)
    if "matrix" in PARTS[model]:
        return np.asarray(matrix + step[:4].reshape(2, 2))
    return matrix


def _covariance(model: str, x: Floats, residuals: Floats, information: Floats, weights: Floats, matrix: Floats,
                tilt: Floats | Sequence[float] = (0.0, 0.0)) -> Floats:
    """Sandwich covariance with clusters (Liang and Zeger 1986): neighbouring tie points share their errors."""
    design = jacobian(model, x, matrix, tilt)
    # A point's pull changes with its residual by the derivative of w(r) r: the mean over directions is w².
    normal = np.einsum("nik,nij,njl->kl", design, information * weights[:, None, None] ** 2, design)
    scores = np.einsum("nik,nij,nj->nk", design, information * weights[:, None, None], residuals)
    cluster = _clusters(x)
    groups = int(cluster.max()) + 1 if len(x) else 0
    summed = np.zeros((groups, scores.shape[1]))
    np.add.at(summed, cluster, scores)
    occupied = len(np.unique(cluster))
    freedom = scores.shape[1]
    size = _sizes(model, normal)
    inverse = np.linalg.pinv(normal / np.outer(size, size)) / np.outer(size, size)
    # With few clusters the sandwich is too small by about what the parameters take up: the usual correction, halved as
    # each cluster counts in two directions.
    few = occupied / max(occupied - freedom / 2, 1.0)
    return np.asarray(inverse @ (summed.T @ summed) @ inverse * few)


def _clusters(x: Floats, side: int = 6) -> NDArray[np.intp]:
    """Cell of a side x side raster over the points in which each lies."""
    # Points may all lie in one line, which has no extent across.
    low, extent = x.min(0), np.maximum(np.ptp(x, axis=0), 1e-9)
    cell = np.minimum((side * (x - low) / extent).astype(np.intp), side - 1)
    return np.asarray(cell[:, 0] * side + cell[:, 1])


def simplest(fixed: Floats, moving: Floats, information: Floats, start: NDArray[np.bool_], centre: Floats,
             corners: Floats) -> Fit:
    """The simplest affine model that the points support; a homography is asked about by ``pays`` where it matters.

    A richer model replaces a simpler one where what it adds at the ``corners`` (m, 2) is worth a hundredth of a pixel,
    is far outside its own uncertainty, and shows beside the points' own spread, which neighbours may share for reasons
    that are no displacement (other light, other bands). Not where most points lie on the simpler one and few on it, and
    not where a front explains what it adds: then the greater side is fitted.
    """
    chosen, side = fit(AFFINE[0], fixed, moving, information, start, centre), None
    for model in AFFINE[1:]:
        if not carried(model, start, fixed):
            break
        richer = fit(model, fixed, moving, information, start, centre)
        if not _is_worth(richer, chosen, start, corners):
            continue
        beside = _side(richer, chosen, fixed, information, start)
        if beside is not None:
            side = beside
        elif not _is_shared_out(richer, chosen, start):
            chosen, side = richer, None
    if side is None:
        return chosen
    # Near as they are, those beyond the front would draw it, however little each of them weighs.
    found = fit(chosen.model, fixed, moving, information * side[:, None, None], start & side, centre)
    return replace(found, weights=found.weights * side)


def _side(richer: Fit, simpler: Fit, fixed: Floats, information: Floats, start: NDArray[np.bool_]
          ) -> NDArray[np.bool_] | None:
    """The points (n,) on the greater side of a front that explains what a richer model adds, if one does."""
    places = fixed - simpler.centre
    left, left_by_richer = ((one.residuals, jacobian(one.model, places, one.matrix)) for one in (simpler, richer))
    beyond = front(places, left, left_by_richer, information, start * richer.weights, TUNING * richer.scale)
    if beyond is None:
        return None
    return beyond if (beyond & start).sum() > start.sum() / 2 else ~beyond


def carried(model: str, start: NDArray[np.bool_], places: Floats) -> bool:
    """Whether the points ``start`` of those at ``places`` (n, 2) are enough to choose a model by, and determine it."""
    # A model shows its uncertainty by what it leaves: of two points for each parameter, and of about as many as its
    # covariance has terms.
    enough = bool(start.sum() >= max(2 * FREEDOM[model], FREEDOM[model] ** 2 / 2))
    # What points leave open has no covariance that would speak against it.
    return enough and determined(model, places[start])


def pays(richer: Fit, simpler: Fit, start: NDArray[np.bool_], corners: Floats) -> bool:
    """Whether what a richer model adds is worth it, by the rule of ``simplest`` but for fronts."""
    return _is_worth(richer, simpler, start, corners) and not _is_shared_out(richer, simpler, start)


def _is_worth(richer: Fit, simpler: Fit, start: NDArray[np.bool_], corners: Floats) -> bool:
    """Whether a richer model adds more than a hundredth of a pixel, its own doubt and the spread of the points."""
    # At the corners, where models differ most: in the middle a tilt or a shear is next to nothing.
    added = np.sqrt(((richer(corners) - simpler(corners)) ** 2).sum(1).mean())
    doubt = float(np.sqrt((richer.error_at(corners) ** 2).mean()))
    return bool(added > max(0.01, 3.2 * doubt, 0.8 * min(_spread(simpler, start), 0.2)))


def _is_shared_out(richer: Fit, simpler: Fit, start: NDArray[np.bool_]) -> bool:
    """Whether most points lie on the simpler model and on none of the richer, which shares out what moved by itself."""
    return _spread(richer, start) > _SHARED_OUT * _spread(simpler, start)


def _spread(one: Fit, start: NDArray[np.bool_]) -> float:
    return float(np.median(np.hypot(*one.residuals[start].T)))
