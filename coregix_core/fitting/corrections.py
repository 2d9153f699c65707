"""What an adjustment of many images works with: links between two of them, and each image's correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from .parametric import Fit, fit, jacobian

# Share of a link's points that surely lie on stable ground, and how far so many normal errors reach in 2-D.
STABLE, _STABLE_LENGTH = 0.35, 0.9282


@dataclass(frozen=True)
class Link:
    """What two images have in common: image ``first`` shows at ``at_first`` what ``second`` shows at ``at_second``.

    Both are (n, 2). ``information`` (n, 2, 2) is each point's inverse covariance up to a common factor, ``agree`` (n,)
    says which points one transform explains. ``window`` is the side of the raised cosines that found the points: what
    lies in several of them errs alike; 0 if points err by themselves.
    """

    first: int
    second: int
    at_first: Floats
    at_second: Floats
    information: Floats
    agree: NDArray[np.bool_]
    window: float = 0.0

    def own_fit(self, model: str) -> Fit:
        """The transform from first to second that the link's own points ask for."""
        # Many adjustments ask for it, and it stays the same.
        if model not in self._fits:
            self._fits[model] = fit(model, self.at_first, self.at_second, self.information, self.agree,
                                    self.at_first[self.agree].mean(0))
        return self._fits[model]

    @cached_property
    def _fits(self) -> dict[str, Fit]:
        return {}


@dataclass(frozen=True)
class Corrections:
    """Maps of k images from shown to true places: B_k(p) = centre + matrix (p - centre) + shift."""

    centres: Floats
    matrices: Floats
    shifts: Floats

    def __call__(self, image: int, points: Floats) -> Floats:
        """True places of what an image shows at points (n, 2)."""
        centre = self.centres[image]
        return np.asarray((points - centre) @ self.matrices[image].T + centre + self.shifts[image])


def stable_spread(length: Floats) -> float:
    """Spread of the residuals of the points that lie on stable ground, by the lengths (n,) of all.

    Half of a scene may move: the median would be that of what does.
    """
    return float(np.quantile(length, STABLE)) / _STABLE_LENGTH


def numbered_cells(points: Sequence[Floats], side: float) -> list[NDArray[np.intp]]:
    """The number of the square cell that each point lies in, for several sets of points (n, 2)."""
    # One numbering for all sets: the same ground has the same cell in each of them.
    index = np.concatenate([np.floor(p / side).astype(np.int64) for p in points])
    number = np.unique(index, axis=0, return_inverse=True)[1].ravel()
    return np.split(number, np.cumsum([len(p) for p in points])[:-1])


def seen_by_cells(window: float, side: float) -> float:
    """Share (0..1) of the variance of a sum over places that square cells of a ``side`` show, each by its own sum.

    Points of one ``window`` share pixels, across the borders of cells as well: errors by noise are alike over two
    thirds of a raised cosine in each direction, and what cells share with their neighbours is in none of their sums.
    """
    alike = 2 / 3 * window / max(side, 1e-9)
    return (1 - alike / 3 if alike < 1 else (1 - 1 / (3 * alike)) / alike) ** 2


def derivative(model: str, x: Floats, size: float) -> Floats:
    """Derivative (n, 2, m) of a small correction at places ``x`` from the centre, by its displacements at the rim."""
    made = jacobian(model, x, np.eye(2))
    made[:, :, 2:] /= size
    return made
