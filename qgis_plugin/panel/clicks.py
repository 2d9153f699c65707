"""Canvas tools of the panel: two clicks make a point, a drag moves one, a polygon is left out."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsGeometry, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

from .points import TiePoint

# Pixels of the screen within which a click takes a point.
NEAR = 14
COLOUR = QColor("#d7301f")


class PairTool(QgsMapTool):
    """A click on a place in the source, and one on the same place in the reference."""

    half = pyqtSignal()
    """The place in the source was clicked."""
    whole = pyqtSignal(QgsPointXY, QgsPointXY)
    """(place in the source, place in the reference), in the canvas's CRS."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._first: QgsPointXY | None = None
        self._line = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.LineGeometry)
        self._line.setColor(COLOUR)
        self._line.setWidth(2)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Take a place; a right click begins anew."""
        if event.button() != Qt.MouseButton.LeftButton:
            self.reset()
            return
        place = event.mapPoint()
        if self._first is None:
            self._first = place
            # Twice: the second end follows the mouse.
            self._line.addPoint(place)
            self._line.addPoint(place)
            self.half.emit()
        else:
            first = self._first
            # First, since whoever hears of it may take another tool.
            self.reset()
            self.whole.emit(first, place)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Draw a line from the first place to the mouse."""
        if self._first is not None:
            self._line.movePoint(event.mapPoint())

    def reset(self) -> None:
        """Begin anew."""
        self._first = None
        self._line.reset(QgsWkbTypes.GeometryType.LineGeometry)

    def deactivate(self) -> None:
        """Leave no line behind."""
        self.reset()
        super().deactivate()


class DragTool(QgsMapTool):
    """Drags the place at which the source shows a point."""

    dragged = pyqtSignal(int, QgsPointXY)
    """(number of the point, where its tail was dropped), in the canvas's CRS."""

    def __init__(self, canvas: QgsMapCanvas, tails: Callable[[], list[QgsPointXY]]) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._tails = tails
        self._taken: int | None = None
        self._line = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.LineGeometry)
        self._line.setColor(COLOUR)
        self._line.setWidth(2)

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Take the nearest point."""
        place, reach = event.mapPoint(), NEAR * self.canvas().mapUnitsPerPixel()
        tails = self._tails()
        # The nearest and not the first within reach: points may lie close to each other when zoomed out.
        nearest = min(range(len(tails)), key=lambda i: tails[i].distance(place), default=None)
        if nearest is not None and tails[nearest].distance(place) <= reach:
            self._taken = nearest
            self._line.addPoint(tails[nearest])
            self._line.addPoint(place)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show where it would go."""
        if self._taken is not None:
            self._line.movePoint(event.mapPoint())

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Drop it."""
        # Given up before it is told: what follows may draw the canvas anew.
        taken, self._taken = self._taken, None
        self._line.reset(QgsWkbTypes.GeometryType.LineGeometry)
        if taken is not None:
            self.dragged.emit(taken, event.mapPoint())


class PolygonTool(QgsMapTool):
    """Draws a polygon: a click for each corner, a right click to close it."""

    drawn = pyqtSignal(QgsGeometry)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        self._band.setColor(QColor(215, 48, 31, 70))
        self._band.setStrokeColor(COLOUR)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Add a corner, or close the polygon."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._band.addPoint(event.mapPoint())
            return
        # Fewer corners enclose nothing, and a right click then takes none back.
        if self._band.numberOfVertices() >= 3:
            shape = self._band.asGeometry()
            self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
            self.drawn.emit(shape)

    def deactivate(self) -> None:
        """Leave nothing behind."""
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        super().deactivate()


def by_number(points: tuple[TiePoint, ...]) -> list[QgsPointXY]:
    """Where the source shows each point."""
    return [QgsPointXY(p.shown_x, p.shown_y) for p in points]
