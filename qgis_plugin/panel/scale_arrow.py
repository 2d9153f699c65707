"""A scale arrow on the canvas: how long an arrow of the tie points is that stands for so many map units."""

from __future__ import annotations

from collections.abc import Callable

from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QWidget

from .points import nice_length

# Pixels of the screen that the arrow takes at most.
# A seventh of a canvas of 1000 pixels: enough to compare by, and it covers little.
LONGEST = 140
MARGIN, HEAD = 14, 8
INK, PAPER = QColor("#1b6ac9"), QColor(255, 255, 255, 210)


class ScaleArrow(QgsMapCanvasItem):
    """The arrow, in the lower left of the canvas, while there are arrows to compare with it.

    ``scale`` gives how many times too long they are drawn and their label for a length in CRS units, or None.
    """

    def __init__(
        self, canvas: QgsMapCanvas, scale: Callable[[], tuple[float, Callable[[float], str]] | None],
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._scale = canvas, scale
        # At each refresh and not at each move: its length is that of the extent that is shown.
        canvas.mapCanvasRefreshed.connect(self.renew)

    def renew(self) -> None:
        """Draw it anew, for what the canvas shows now."""
        self.setRect(self._canvas.extent())
        self.update()

    def remove(self) -> None:
        """Take the item off the canvas."""
        self._canvas.mapCanvasRefreshed.disconnect(self.renew)
        self._canvas.scene().removeItem(self)

    def paint(self, painter: QPainter, _option: object = None, _widget: QWidget | None = None) -> None:
        """Draw the arrow with its length; called by Qt."""
        found = self._scale()
        if found is None:
            return
        factor, label = found
        per_pixel = self._canvas.mapUnitsPerPixel()
        # Arrows are drawn longer than they are: the length that is written is what such an arrow stands for.
        length = nice_length(LONGEST * per_pixel / factor)
        width, text = length * factor / per_pixel, label(length)
        metrics = painter.fontMetrics()
        box = QRectF(MARGIN, self._canvas.height() - 3 * MARGIN - metrics.height(),
                     max(width, metrics.boundingRect(text).width()) + 2 * MARGIN, 2 * MARGIN + metrics.height())
        painter.fillRect(box, PAPER)
        painter.setPen(QPen(INK, 2))
        start, end = QPointF(box.left() + MARGIN, box.bottom() - MARGIN), QPointF(
            box.left() + MARGIN + width, box.bottom() - MARGIN)
        painter.drawLine(start, end)
        painter.setBrush(INK)
        painter.drawPolygon(QPolygonF([end, end + QPointF(-HEAD, HEAD / 2), end + QPointF(-HEAD, -HEAD / 2)]))
        painter.setPen(Qt.GlobalColor.black)
        painter.drawText(QPointF(start.x(), box.top() + metrics.ascent() + 4), text)
