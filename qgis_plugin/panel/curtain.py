"""The aligned source over the canvas: swiped, flickering or as a checkerboard, over whatever the canvas shows."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsMapRendererParallelJob, QgsMapSettings
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import QRect, Qt, QTimer
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPen
from qgis.PyQt.QtWidgets import QWidget

OFF, WHOLE, SWIPE, FLICKER, CHECKERBOARD = "off", "whole", "swipe", "flicker", "checkerboard"
# Pixels of the screen along a side of the checkerboard's cells.
CELL = 96
FLICKER_MS = 600


class Curtain(QgsMapCanvasItem):
    """Draws one layer over the canvas, or a part of it."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._layer: QgsMapLayer | None = None
        self._image: QImage | None = None
        self._job: QgsMapRendererParallelJob | None = None
        self.mode, self.position = OFF, 0.5
        self._timer = QTimer()
        self._timer.timeout.connect(self._blink)
        self._lit = True
        # Above the map, below rubber bands.
        self.setZValue(-1)
        canvas.mapCanvasRefreshed.connect(self.refresh)
        canvas.extentsChanged.connect(self._forget)

    def show_layer(self, layer: QgsMapLayer | None, mode: str) -> None:
        """Draw a layer in a mode; None or OFF for nothing."""
        self._layer, self.mode, self._lit = layer, mode if layer is not None else OFF, True
        (self._timer.start if self.mode == FLICKER else self._timer.stop)(*([FLICKER_MS] if self.mode == FLICKER
                                                                           else []))
        self.refresh()

    def move_to(self, position: float) -> None:
        """Put the swipe's edge at a share of the canvas's width."""
        self.position = min(max(position, 0.0), 1.0)
        self.update()

    def refresh(self) -> None:
        """Draw the layer anew for what the canvas shows."""
        self._cancel()
        if self.mode == OFF or self._layer is None:
            self._image = None
            self.update()
            return
        # A copy of the canvas's own: extent, CRS and resolution of the screen are then the same.
        settings = QgsMapSettings(self._canvas.mapSettings())
        settings.setLayers([self._layer])
        settings.setBackgroundColor(QColor(0, 0, 0, 0))
        # In threads of its own: the canvas must not wait.
        self._job = QgsMapRendererParallelJob(settings)
        self._job.finished.connect(self._drawn)
        self._job.start()

    def remove(self) -> None:
        """Take the item off the canvas."""
        self._timer.stop()
        self._cancel()
        self._canvas.mapCanvasRefreshed.disconnect(self.refresh)
        self._canvas.extentsChanged.disconnect(self._forget)
        self._canvas.scene().removeItem(self)

    def _cancel(self) -> None:
        if self._job is not None:
            # A job that is cancelled still reports its end, with a picture that nobody wants.
            self._job.finished.disconnect(self._drawn)
            self._job.cancelWithoutBlocking()
            self._job = None

    def _drawn(self) -> None:
        if self._job is not None:
            self._image, self._job = self._job.renderedImage(), None
            self.setRect(self._canvas.extent())
            self.update()

    def _forget(self) -> None:
        # The old picture lies in another place now.
        self._image = None
        self.update()

    def _blink(self) -> None:
        self._lit = not self._lit
        self.update()

    def paint(self, painter: QPainter, _option: object = None, _widget: QWidget | None = None) -> None:
        """Draw the part of the picture that the mode shows; called by Qt."""
        if self._image is None or (self.mode == FLICKER and not self._lit):
            return
        size = self._canvas.size()
        edge = round(self.position * size.width())
        if self.mode == SWIPE:
            painter.setClipRect(QRect(0, 0, edge, size.height()))
        if self.mode == CHECKERBOARD:
            for row in range(0, size.height(), CELL):
                for col in range(row // CELL % 2 * CELL, size.width(), 2 * CELL):
                    cell = QRect(col, row, CELL, CELL)
                    painter.drawImage(cell, self._image, cell)
            return
        painter.drawImage(QRect(0, 0, size.width(), size.height()), self._image)
        if self.mode == SWIPE:
            painter.setClipping(False)
            # A white line under the blue one: it is seen on any ground.
            painter.setPen(QPen(QColor("#ffffff"), 3))
            painter.drawLine(edge, 0, edge, size.height())
            painter.setPen(QPen(QColor("#1b6ac9"), 1))
            painter.drawLine(edge, 0, edge, size.height())


class SwipeTool(QgsMapTool):
    """Drags the edge of the swipe."""

    def __init__(self, canvas: QgsMapCanvas, curtain: Curtain) -> None:
        super().__init__(canvas)
        self._curtain = curtain
        self.setCursor(Qt.CursorShape.SplitHCursor)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Follow the mouse while its button is down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._curtain.move_to(event.x() / max(self.canvas().width(), 1))

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Come to where the mouse is pressed."""
        self._curtain.move_to(event.x() / max(self.canvas().width(), 1))
