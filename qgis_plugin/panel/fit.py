"""A transform through points by least squares, at once: what a preview needs. The engine's own fit has the last word.

Pure Python: QGIS need not have numpy, and a thousand points take milliseconds. Same convention as the core's: a
transform maps true places to the places that the source shows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..coregix_core.errors import InputError
from ..translation import tr
from .perspective_fit import Row, perspective
from .points import TiePoint

# Points that a model takes; three fix an affine, but then a slip in one goes wholly into it.
ENOUGH = {"translation": 1, "rigid": 2, "similarity": 2, "affine": 4, "homography": 6}
SIMPLER = {"homography": "affine", "affine": "similarity", "similarity": "translation", "rigid": "translation"}


@dataclass(frozen=True)
class Placement:
    """T(x) = centre + shift + matrix d / (1 + tilt . d), d = x - centre, in units of the reference's CRS.

    As in a transform file; only a homography has a tilt.
    """

    model: str
    centre: Row
    matrix: tuple[Row, Row]
    shift: Row
    tilt: Row = (0.0, 0.0)

    def shown(self, x: float, y: float) -> Row:
        """Where the source shows a true place."""
        dx, dy = x - self.centre[0], y - self.centre[1]
        (a, b), (d, e) = self.matrix
        depth = 1 + self.tilt[0] * dx + self.tilt[1] * dy
        return (self.centre[0] + (a * dx + b * dy) / depth + self.shift[0],
                self.centre[1] + (d * dx + e * dy) / depth + self.shift[1])

    def true(self, x: float, y: float) -> Row:
        """The place that the source shows at ``x``, ``y``."""
        u, v = x - self.centre[0] - self.shift[0], y - self.centre[1] - self.shift[1]
        (a, b), (d, e) = self.matrix
        det = a * e - b * d
        dx, dy = (e * u - b * v) / det, (a * v - d * u) / det
        depth = 1 - self.tilt[0] * dx - self.tilt[1] * dy
        return self.centre[0] + dx / depth, self.centre[1] + dy / depth

    def residual(self, point: TiePoint) -> float:
        """How far a point lies from where this puts it, in units of the reference's CRS."""
        # On the ground, and not in the source: that may be turned, scaled, or count in pixels.
        x, y = self.true(point.shown_x, point.shown_y)
        return math.hypot(point.x - x, point.y - y)


def fitted(points: Sequence[TiePoint], richest: str) -> Placement:
    """The placement through the points that are used: the richest model that they carry and ``richest`` allows.

    Raises InputError if there are none, or if they lie in one line.
    """
    used = [p for p in points if p.used]
    if not used:
        raise InputError(tr("No point is ticked: tick some, or add one."))
    model = _carried(len(used), richest)
    centre = _mean([(p.x, p.y) for p in used])
    # Centred, so that numbers stay small: northings are large, displacements are not.
    true = [(p.x - centre[0], p.y - centre[1]) for p in used]
    moved = [(p.shown_x - p.x, p.shown_y - p.y) for p in used]
    if model == "homography":
        found = perspective(true, [(x + u, y + v) for (x, y), (u, v) in zip(true, moved)])
        if found is not None:
            return Placement(model, centre, *found)
        # Points that settle no homography may well carry an affine.
        model = SIMPLER[model]
    matrix = _affine(true, moved) if model == "affine" else _turned(true, moved, model)
    return Placement(model, centre, matrix, _mean(moved))


def _mean(places: Sequence[Row]) -> Row:
    return sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)


def _carried(count: int, richest: str) -> str:
    """The richest model that so many points carry and ``richest`` allows."""
    # A field is left to the engine: points alone say nothing of what is between them.
    model = {"auto": "affine", "local": "affine"}.get(richest, richest)
    while count < ENOUGH[model] and model in SIMPLER:
        model = SIMPLER[model]
    return model


def _turned(true: Sequence[Row], moved: Sequence[Row], model: str) -> tuple[Row, Row]:
    """The matrix of a translation, rigid transform or similarity."""
    size = sum(x * x + y * y for x, y in true)
    if model == "translation" or size == 0:
        return (1.0, 0.0), (0.0, 1.0)
    along = 1 + sum(x * u + y * v for (x, y), (u, v) in zip(true, moved)) / size
    across = sum(x * v - y * u for (x, y), (u, v) in zip(true, moved)) / size
    scale = math.hypot(along, across) if model == "rigid" else 1.0
    a, b = along / scale, across / scale
    return (a, -b), (b, a)


def _affine(true: Sequence[Row], moved: Sequence[Row]) -> tuple[Row, Row]:
    xx, yy = (sum(place[axis] ** 2 for place in true) for axis in (0, 1))
    xy = sum(x * y for x, y in true)
    det = xx * yy - xy * xy
    # Points in one line say nothing of what is across it.
    if det <= 1e-9 * max(xx, yy) ** 2:
        raise InputError(tr("The ticked points lie in one line: add one beside it."))
    rows = []
    for axis in (0, 1):
        px = sum(x * m[axis] for (x, _), m in zip(true, moved))
        py = sum(y * m[axis] for (_, y), m in zip(true, moved))
        rows.append(((px * yy - py * xy) / det, (py * xx - px * xy) / det))
    (a, b), (d, e) = rows
    return (1 + a, b), (d, 1 + e)
