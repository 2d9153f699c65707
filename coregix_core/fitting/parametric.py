"""Parametric models fitted to tie points: consensus, robust weighted least squares, covariance, choice of model.

Points are (n, 2) in one isotropic frame whose unit is a pixel of the coarser raster (``grid.Frame``). ``information``
(n, 2, 2) is each point's inverse covariance up to a common factor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..geometry import FREEDOM, PARAMETRIC

TUNING = 2.385
"""Cauchy's tuning constant: 95 % efficiency on normal errors (Huber and Ronchetti 2009)."""


@dataclass(frozen=True)
class Fit:
    """A fitted model: y = matrix (x - centre) + centre + shift.

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

    def __call__(self, points: Floats) -> Floats:
        """The model's image of points (n, 2)."""
        return np.asarray((points - self.centre) @ self.matrix.T + self.centre + self.shift)

    def error_at(self, points: Floats) -> Floats:
        """Standard error of the model's image at points (n, 2): root of the trace of its covariance, in pixels."""
        design = jacobian(self.model, points - self.centre, self.matrix)
        return np.asarray(np.sqrt(np.einsum("nik,kl,nil->n", design, self.covariance, design)))


def consensus(source: Floats, target: Floats, tolerance: float, freedom: int, trials: int = 400) -> NDArray[np.bool_]:
    """The largest set of points that one similarity (or shift, below 3 degrees of ``freedom``) explains.

    Random sample consensus (Fischler and Bolles 1981) with a fixed seed; ``tolerance`` in pixels.
    """
    count = len(source)
    if count < 3:
        return np.ones(count, bool)
    # Any fixed seed will do: the same input has to give the same bytes.
    rng = np.random.default_rng(20240229)
    # As complex numbers a similarity is one product: all trials against all points without a loop.
    p, q = (np.ascontiguousarray(a).view(complex).ravel() if a.dtype == float else a for a in (source, target))
    i, j = rng.integers(0, count, (2, trials))
    if freedom < 3:
        i = rng.permutation(count)[:trials] if count > trials else np.arange(count)
        turn = np.ones(len(i), complex)
    else:
        # Points near each other tell no angle, and no two rasters of one place differ in scale by a fifth.
        # Near points tell rotation and scale badly; this also leaves out a point paired with itself.
        apart = np.abs(p[i] - p[j]) > 0.15 * np.ptp(source, axis=0).max()
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


def fit(model: str, source: Floats, target: Floats, information: Floats, start: NDArray[np.bool_],
        centre: Floats) -> Fit:
    """Fit ``model`` so that target = model(source), by iteratively reweighted least squares from the points ``start``.

    Residuals are measured in the metric of their own ``information`` and weighted by Cauchy's function.
    """
    weights = start.astype(float)
    matrix, shift = np.eye(2), np.zeros(2)
    scale = 1.0
    x = source - centre
    for _ in range(30):
        matrix, shift = _solve(model, x, target - centre, information * weights[:, None, None], matrix, shift)
        residuals = target - centre - (x @ matrix.T + shift)
        length = np.sqrt(np.maximum(np.einsum("ni,nij,nj->n", residuals, information, residuals), 0))
        # The scale is that of the points that agreed; with all of them, clouds would widen it.
        used = start if start.sum() >= FREEDOM[model] else np.ones(len(x), bool)
        scale = max(float(np.median(length[used])) / 1.1774, 1e-9)  # median of a 2-D normal error's length
        fresh = 1 / (1 + (length / (TUNING * scale)) ** 2)
        if np.abs(fresh - weights).max() < 1e-4:
            weights = fresh
            break
        weights = fresh
    covariance = _covariance(model, x, residuals, information, weights, matrix)
    return Fit(model, centre, matrix, shift, weights, residuals, covariance, scale)


def jacobian(model: str, x: Floats, matrix: Floats) -> Floats:
    """Derivative (n, 2, k) of the model's image by its parameters: shift x, shift y, then the matrix's."""
    one, zero = np.ones(len(x)), np.zeros(len(x))
    columns = [(one, zero), (zero, one)]
    mx, my = (x @ matrix.T).T
    if model in ("rigid", "similarity"):
        columns.append((-my, mx))
    if model == "similarity":
        columns.append((mx, my))
    if model == "affine":
        columns += [(x[:, 0], zero), (x[:, 1], zero), (zero, x[:, 0]), (zero, x[:, 1])]
    return np.stack([np.stack(c, 1) for c in columns], 2)


def _solve(model: str, x: Floats, y: Floats, information: Floats, matrix: Floats, shift: Floats
           ) -> tuple[Floats, Floats]:
    """Weighted least squares by Gauss-Newton; rigid and similarity need a few steps, the others are linear."""
    for _ in range(4 if model in ("rigid", "similarity") else 1):
        design = jacobian(model, x, matrix)
        residuals = y - (x @ matrix.T + shift)
        # As products of matrices: a sum over all indices at once takes ten times as long.
        weighted, lines = information @ design, design.reshape(-1, design.shape[2])
        normal = np.asarray(lines.T @ weighted.reshape(lines.shape), float)
        right = np.asarray(residuals.ravel() @ weighted.reshape(lines.shape), float)
        # lstsq and not solve: points in one line leave an affine without a unique answer, and the shortest one will do.
        step = np.linalg.lstsq(normal, right, rcond=1e-12)[0]
        shift = shift + step[:2]
        matrix = stepped(model, matrix, step[2:])
    return matrix, shift


def stepped(model: str, matrix: Floats, step: Floats) -> Floats:
    """The matrix (2, 2) after a step of its parameters, those of ``jacobian`` without the shift."""
    if model == "rigid":
        c, s = np.cos(step[0]), np.sin(step[0])
        return np.asarray(np.array([[c, -s], [s, c]]) @ matrix)
    if model == "similarity":
        # A similarity times a similarity is one again, so that no step leaves the model.
        return np.asarray(np.array([[1 + step[1], -step[0]], [step[0], 1 + step[1]]]) @ matrix)
    if model == "affine":
        return np.asarray(matrix + step.reshape(2, 2))
    return matrix


def _covariance(model: str, x: Floats, residuals: Floats, information: Floats, weights: Floats, matrix: Floats
                ) -> Floats:
    """Sandwich covariance with clusters (Liang and Zeger 1986): neighbouring tie points share their errors."""
    design = jacobian(model, x, matrix)
    # A point's pull changes with its residual by the derivative of w(r) r: the mean over directions is w².
    normal = np.einsum("nik,nij,njl->kl", design, information * weights[:, None, None] ** 2, design)
    scores = np.einsum("nik,nij,nj->nk", design, information * weights[:, None, None], residuals)
    cluster = _clusters(x)
    groups = int(cluster.max()) + 1 if len(x) else 0
    summed = np.zeros((groups, scores.shape[1]))
    np.add.at(summed, cluster, scores)
    occupied = len(np.unique(cluster))
    inverse = np.linalg.pinv(normal)
    freedom = scores.shape[1]
    # Few clusters show less spread than there is: the usual correction, halved as each counts in two directions.
    # With few clusters the sandwich is too small by about what the parameters take up.
    few = occupied / max(occupied - freedom / 2, 1.0)
    return np.asarray(inverse @ (summed.T @ summed) @ inverse * few)


def _clusters(x: Floats, side: int = 6) -> NDArray[np.intp]:
    """Cell of a side x side raster over the points in which each lies."""
    # Points may all lie in one line, which has no extent across.
    low, extent = x.min(0), np.maximum(np.ptp(x, axis=0), 1e-9)
    cell = np.minimum((side * (x - low) / extent).astype(np.intp), side - 1)
    return np.asarray(cell[:, 0] * side + cell[:, 1])


def simplest(source: Floats, target: Floats, information: Floats, start: NDArray[np.bool_], centre: Floats,
             corners: Floats) -> Fit:
    """The simplest parametric model that the points support.

    A richer model replaces a simpler one where what it adds at the ``corners`` (m, 2) is worth a hundredth of a pixel,
    is far outside its own uncertainty, and shows beside the points' own spread, which neighbours may share for reasons
    that are no displacement (other light, other bands).
    """
    chosen = fit(PARAMETRIC[0], source, target, information, start, centre)
    for model in PARAMETRIC[1:]:
        # A model shows its uncertainty by what it leaves: of two points for each parameter, and of about as many as its
        # covariance has terms.
        if start.sum() < max(2 * FREEDOM[model], FREEDOM[model] ** 2 / 2):
            break
        richer = fit(model, source, target, information, start, centre)
        added = np.sqrt(((richer(corners) - chosen(corners)) ** 2).sum(1).mean())
        doubt = float(np.sqrt((richer.error_at(corners) ** 2).mean()))
        spread = float(np.median(np.hypot(*chosen.residuals[start].T)))
        if added > max(0.01, 3.2 * doubt, 0.8 * min(spread, 0.2)):
            chosen = richer
    return chosen
