"""Models that were fitted in a frame, as transforms of places."""

from __future__ import annotations

import numpy as np

from ..geometry import AffineTransform, Frame, HomographyTransform, affine_transform, homography
from .parametric import Fit


def to_transform(found: Fit, frame: Frame) -> AffineTransform:
    """An affine model fitted in the frame as a transform of places."""
    # In degrees the frame's unit of x is not that of y: a rotation of the frame is none of the coordinates.
    unit = np.diag(frame.unit)
    # The frame's origin is its centre in the world, whichever point the fit was made about.
    shift = found.centre + found.shift - found.matrix @ found.centre
    return affine_transform(found.model, frame.centre, unit @ found.matrix @ np.linalg.inv(unit), unit @ shift)


def to_homography(found: Fit, frame: Frame) -> HomographyTransform:
    """A homography fitted in the frame as a transform of places, about the middle of the frame."""
    unit = np.array(frame.unit)
    x, y = frame.to_world(found.centre[None])
    made = homography((float(x[0]), float(y[0])), found.matrix * unit[:, None] / unit, unit * found.shift,
                      found.tilt / unit)
    return made.recentred(frame.centre)
