"""A transform fitted to points that the caller has."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Literal, overload

import numpy as np
from numpy.typing import ArrayLike

from .._typing import Floats
from ..errors import InputError, Option, Sentence
from ..findings import TiePoints
from ..fitting import alone, determined, distinct, mirrored, to_homography, to_transform
from ..fitting import fit as fitted
from ..geometry import FREEDOM, PARAMETRIC, AffineTransform, Frame, HomographyTransform
from ..options import in_a_line

log = logging.getLogger("coregix_core")

AffineModelName = Literal["translation", "rigid", "similarity", "affine"]


@overload
def fit(points: TiePoints | ArrayLike, *, model: Literal["homography"]) -> HomographyTransform: ...
@overload
def fit(points: TiePoints | ArrayLike, *, model: AffineModelName = "affine") -> AffineTransform: ...
def fit(points: TiePoints | ArrayLike, *, model: AffineModelName | Literal["homography"] = "affine"
        ) -> AffineTransform | HomographyTransform:
    """Fit a transform to tie points, robustly (iteratively reweighted least squares with Cauchy's weights).

    ``points`` are TiePoints, of which those count that agree with their neighbours, or an array (n, 4) of x, y (true
    place) and x, y (where the moving image shows it), in CRS units. Raises InputError if they do not say what the
    transform is: if they are too few, not finite, in one line, or mirrored where the model cannot mirror.

    >>> fit([[0, 0, 5, 3], [100, 0, 105, 3], [0, 100, 5, 103], [100, 100, 105, 103]], model="translation").shift
    (5.0, 3.0)
    """
    # By its text: an array compares to no name.
    if str(model) not in PARAMETRIC:
        raise InputError(Sentence("{model} must be one of {models}, not {given}.", model=Option("model"),
                                  models=", ".join(PARAMETRIC), given=in_a_line(model)),
                         parameter="model", value=model)
    places = _places(points)
    _require_fit(model, places)
    true, shown = places[:, :2], places[:, 2:]
    _warn_of_one(model, true)
    # About their middle, and in units in which they fill a thousand: numbers of one size.
    centre, size = true.mean(0), max(float(np.ptp(true, axis=0).max()), 1e-9) / 1000
    frame = Frame((float(centre[0]), float(centre[1])), (size, size))
    count = len(places)
    # All count alike and as inliers: the robust weights alone say which do not.
    found = fitted(model, frame.to_frame(*true.T), frame.to_frame(*shown.T), np.tile(np.eye(2), (count, 1, 1)),
                   np.ones(count, bool), np.zeros(2))
    return to_homography(found, frame) if model == "homography" else to_transform(found, frame)


def _warn_of_one(model: str, true: Floats) -> None:
    """Warn if of more points than an affine needs all but one lie in a line."""
    which = alone(model, true) if model == "affine" and len(true) > FREEDOM[model] // 2 else None
    if which is not None:
        log.warning(Sentence("All points but number {which} lie in one line, or nearly: what the transform does across "
                             "it rests on that one alone, and none would show that it is wrong.", which=which + 1))


def _require_fit(model: str, places: Floats) -> None:
    """Raise InputError for points (n, 4) that do not determine a transform of the model."""
    # Each point fixes two parameters.
    needed, count = FREEDOM[model] // 2 + FREEDOM[model] % 2, len(places)
    finite = np.isfinite(places).all(1)
    if not finite.all():
        raise InputError(Sentence("Of {count} points, {finite} have finite coordinates; leave out the others, the "
                                  "first of which is number {first}.", count=count, finite=int(finite.sum()),
                                  first=int(np.argmin(finite)) + 1), parameter="points")
    if count < needed:
        raise InputError(Sentence("A transform of the model {model} needs {needed} points or more, and the number "
                                  "given is {count}.", model=model, needed=needed, count=count), parameter="points")
    true, shown = places[:, :2], places[:, 2:]
    for side in (true, shown):
        _require_spread(model, side, needed)
    if model in ("rigid", "similarity") and mirrored(true, shown):
        raise InputError(Sentence("The points are mirrored: they turn the other way where the moving image shows them, "
                                  "which no {model} does. Check whether x and y, or the signs of rows, are exchanged, "
                                  "or fit an affine.", model=model), parameter="points")


def _require_spread(model: str, places: Floats, needed: int) -> None:
    """Raise InputError for places (n, 2), the true or the shown ones, that lie on too few or in a line."""
    if determined(model, places):
        return
    if (apart := distinct(places)) < needed:
        raise InputError(Sentence("The number of different places of the {count} points is {apart}, and a transform "
                                  "of the model {model} needs {needed}.", count=len(places), apart=apart, model=model,
                                  needed=needed), parameter="points")
    if not determined("affine", places):
        raise InputError(Sentence("The points lie in one line, or nearly, which leaves open what a transform of the "
                                  "model {model} does across it: give points beside it too, or fit a similarity.",
                                  model=model), parameter="points")
    raise InputError(Sentence("Too many of the points lie in one line for a transform of the model {model}: give four "
                              "of which no three do, or fit an affine.", model=model), parameter="points")


def _places(points: TiePoints | ArrayLike | Sequence[Sequence[float]]) -> Floats:
    """Points as an array (n, 4) of true and shown coordinates."""
    if isinstance(points, TiePoints):
        # Displacements are true less shown.
        use = points.inlier & np.isfinite(points.dx_before)
        return np.stack([points.x, points.y, points.x - points.dx_before, points.y - points.dy_before], 1)[use]
    try:
        places = np.asarray(points, float)
    except (TypeError, ValueError, OverflowError) as error:
        raise InputError(Sentence("Points are given as numbers (n, 4), not as {points}.", points=in_a_line(points)),
                         parameter="points") from error
    if places.ndim == 0:
        raise InputError("A single number is no points; give (n, 4): x, y, and x, y as the moving image shows it.",
                         parameter="points")
    if places.ndim != 2 or places.shape[1] != 4:
        raise InputError(Sentence("Points have the shape {shape}; give (n, 4): x, y, and x, y as the moving image "
                                  "shows it.", shape=places.shape), parameter="points")
    return places
