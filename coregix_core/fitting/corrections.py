"""What an adjustment of many images works with: links between two of them, and each image's correction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from .parametric import Fit, fit, jacobian


@dataclass(frozen=True)
class Link:
    """What two images have in common: image ``first`` shows at ``at_first`` what ``second`` shows at ``at_second``.

    Both are (n, 2). ``information`` (n, 2, 2) is each point's inverse covariance up to a common factor, ``agree`` (n,)
    says which points one transform explains.
    """

    first: int
    second: int
    at_first: Floats
    at_second: Floats
    information: Floats
    agree: NDArray[np.bool_]

    def own_fit(self, model: str) -> Fit:
        """The transform from first to second that the link's own points ask for."""
        return fit(model, self.at_first, self.at_second, self.information, self.agree,
                   self.at_first[self.agree].mean(0))


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


def derivative(model: str, x: Floats, size: float) -> Floats:
    """Derivative (n, 2, m) of a small correction at places ``x`` from the centre, by its displacements at the rim."""
    made = jacobian(model, x, np.eye(2))
    made[:, :, 2:] /= size
    return made
