"""What of residuals is noise, by what each peak of correlation says of its own error."""

from __future__ import annotations

import numpy as np

from .._typing import Floats
from ..pairing import Points
from .criteria import PLACES
from .evidence import Evidence


def beyond_noise_share(evidence: Evidence, windows: float = 1.0) -> float:
    """Share (0..1) of the square of the stable points' residuals that is more than noise makes of them.

    ``windows`` is the side of their windows in units of the usual ones.
    """
    kept = evidence.stable
    residual, information = evidence.residual[kept], evidence.points.information[kept] / evidence.level**2
    normalised = float(np.median(np.einsum("ni,nij,nj->n", residual, information, residual)))
    # A peak speaks for one pixel, and a window averages those that it holds.
    usual = PLACES.noise / windows**2 * float(np.median(evidence.points.score[kept]))
    # The median of few points may lie higher by chance.
    noise = usual * float(1 + PLACES.noise_spread / np.sqrt(max(len(residual), 1)))
    return max(0.0, 1 - noise / max(normalised, 1e-12))


def weights(evidence: Evidence) -> Floats:
    """Weights (n,) of the stable points, about 1, by what their residuals scatter by: edges of clouds count for little.

    Each scatters by its own noise, and all of them by what is more than that.
    """
    noise, square = own_squares(evidence), (evidence.residual[evidence.stable] ** 2).sum(1)
    beyond = max(float(np.median(square) / np.log(2) - np.median(noise)), 0.0)
    found = 1 / np.maximum(noise + beyond, 1e-12)
    return np.asarray(found / np.median(found))


def own_squares(evidence: Evidence) -> Floats:
    """Mean squares (n,) of the noise of the stable points' residuals, as each peak says of itself."""
    return squares_of(evidence.points.part(evidence.stable), evidence.level)


def squares_of(points: Points, level: float, windows: float = 1.0) -> Floats:
    """Mean squares (n,) of the noise of points, in square pixels of the frame, by what each peak says of itself.

    ``windows`` is the side of their windows in units of the usual ones.
    """
    information = points.information / level**2 + 1e-9 * np.eye(2)
    # The median of the square of a normal error in the plane is 2 ln 2 of its variance.
    return np.asarray(PLACES.noise / windows**2 / (2 * np.log(2)) * points.score
                      * np.trace(np.linalg.inv(information), axis1=1, axis2=2))
