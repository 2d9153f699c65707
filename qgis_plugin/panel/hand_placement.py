"""A rough placement by hand: where a person dragged, turned and scaled the source to, as a start. No QGIS here."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

Place = tuple[float, float]

# Room around a placement, in its longer side: a hand is rough.
# Of the engine's search in the rectangle: what lies outside of it is not found.
MARGIN = 0.25
# Points along each side of the grid that stands for a placement.
# Nine determine an affine with some to spare, and one at each corner says how far it reaches.
ALONG_SIDE = 3
# The engine starts from points if the source's own scale is right to this factor; else it looks for the source.
MAX_SCALE = 2.0**0.5


@dataclass(frozen=True)
class HandPlacement:
    """An image of ``width`` x ``height`` pixels about ``centre``: ``size`` map units a pixel, turned by ``angle``.

    The angle is in radians, counter-clockwise; at 0 the rows run east and the first is in the north.
    """

    width: int
    height: int
    centre: Place
    size: float
    angle: float = 0.0

    def __call__(self, col: float, row: float) -> Place:
        """Where a place in the image lies; (0, 0) is the outer corner of the first pixel."""
        across, up = self.size * (col - self.width / 2), self.size * (self.height / 2 - row)
        c, s = math.cos(self.angle), math.sin(self.angle)
        return self.centre[0] + c * across - s * up, self.centre[1] + s * across + c * up

    def corners(self) -> list[Place]:
        """The four corners, around the image from its first pixel."""
        return [self(col, row) for col, row in (
            (0, 0), (self.width, 0), (self.width, self.height), (0, self.height))]

    def pixel(self, x: float, y: float) -> Place:
        """Which place in the image lies at ``x``, ``y``."""
        dx, dy = x - self.centre[0], y - self.centre[1]
        c, s = math.cos(self.angle), math.sin(self.angle)
        return ((c * dx + s * dy) / self.size + self.width / 2, self.height / 2 - (c * dy - s * dx) / self.size)

    def contains(self, x: float, y: float) -> bool:
        """Whether a place lies in the image."""
        col, row = self.pixel(x, y)
        return 0 <= col <= self.width and 0 <= row <= self.height

    def moved(self, east: float, north: float) -> HandPlacement:
        """Moved by so many map units."""
        return replace(self, centre=(self.centre[0] + east, self.centre[1] + north))

    def pulled(self, corner: int, x: float, y: float) -> HandPlacement:
        """Turned and scaled about the centre so that a corner comes to ``x``, ``y``."""
        there, target = self.corners()[corner], (x - self.centre[0], y - self.centre[1])
        grip = (there[0] - self.centre[0], there[1] - self.centre[1])
        length = math.hypot(*target)
        # In the centre there is no direction, and no size.
        if length == 0.0:
            return self
        # About the centre and not about the corner across: what is under the middle stays there while a hand turns it.
        turn = math.atan2(target[1], target[0]) - math.atan2(grip[1], grip[0])
        return replace(self, size=self.size * length / math.hypot(*grip), angle=self.angle + turn)

    def grid(self) -> list[tuple[Place, Place]]:
        """Places in the image, over all of it, and where they lie: ((column, row), (x, y))."""
        steps = [step / (ALONG_SIDE - 1) for step in range(ALONG_SIDE)]
        places = [(self.width * i, self.height * j) for j in steps for i in steps]
        return [(place, self(*place)) for place in places]


def rectangle(places: list[Place]) -> tuple[float, float, float, float]:
    """The rectangle (xmin, ymin, xmax, ymax) around places, with room for a rough hand."""
    xs, ys = [x for x, _ in places], [y for _, y in places]
    room = MARGIN * max(max(xs) - min(xs), max(ys) - min(ys))
    return min(xs) - room, min(ys) - room, max(xs) + room, max(ys) + room


def scale_between(own: list[Place], placed: list[Place]) -> float:
    """By how much a placement is larger than what a raster's own georeference says, from three of its corners."""
    def area(p: list[Place]) -> float:
        return abs((p[1][0] - p[0][0]) * (p[2][1] - p[0][1]) - (p[2][0] - p[0][0]) * (p[1][1] - p[0][1]))

    # By areas, which no turn and no shear changes.
    return math.sqrt(area(placed) / area(own))
