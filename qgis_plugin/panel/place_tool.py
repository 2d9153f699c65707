"""Places the source over the map by hand: a picture of it that is dragged, and turned and scaled at its corners."""

from __future__ import annotations

from typing import Callable

from qgis.core import QgsMapRendererParallelJob, QgsMapSettings, QgsPointXY, QgsRasterLayer, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import QPointF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPen, QPolygonF, QTransform
from qgis.PyQt.QtWidgets import QWidget

from .hand_placement import HandPlacement

# Pixels along the longer side of the picture.
# As many as a canvas has: a finer one would not be seen.
PICTURE = 600
# Part of the canvas that a source takes which does not lie in it yet.
FIRST_PART = 0.5
# The ground below has to show through, as that is what it is laid onto.
OPACITY = 0.6
# Half the side of a corner's handle, in pixels of the screen; a click within twice that takes it.
HANDLE = 6
COLOUR = QColor("#d7301f")


class PlacedPicture(QgsMapCanvasItem):
    """The source's picture at a placement."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._picture: QImage | None = None
        self._job: QgsMapRendererParallelJob | None = None
        self.placement: HandPlacement | None = None
        canvas.extentsChanged.connect(self._follow)
        self.hide()

    def show_layer(self, layer: QgsRasterLayer) -> None:
        """Draw a layer's picture, in threads of its own, and show it once it is there."""
        extent, scale = layer.extent(), PICTURE / max(layer.width(), layer.height())
        settings = QgsMapSettings()
        settings.setLayers([layer])
        # As its file has it, whatever the map's CRS: a picture with rows and columns.
        settings.setDestinationCrs(layer.crs())
        settings.setExtent(extent)
        settings.setOutputSize(QSize(max(1, round(layer.width() * scale)), max(1, round(layer.height() * scale))))
        # Transparent where the source has no data, so that the ground shows there too.
        settings.setBackgroundColor(QColor(0, 0, 0, 0))
        self._job = QgsMapRendererParallelJob(settings)
        self._job.finished.connect(self._drawn)
        self._job.start()
        self.show()

    def place(self, placement: HandPlacement | None) -> None:
        """Put the picture elsewhere; None hides it."""
        self.placement = placement
        if placement is None:
            self._picture = None
            self.hide()
        self._follow()

    def remove(self) -> None:
        """Take the item off the canvas."""
        # First, as a canvas item that is gone from its scene may still be told of a new extent.
        self._canvas.extentsChanged.disconnect(self._follow)
        self._canvas.scene().removeItem(self)

    def corners(self) -> list[QPointF]:
        """The corners on the screen."""
        assert self.placement is not None
        change = self._canvas.getCoordinateTransform()
        return [QPointF(p.x(), p.y()) for p in (change.transform(x, y) for x, y in self.placement.corners())]

    def _drawn(self) -> None:
        if self._job is not None:
            # The job is let go of only now: Python would delete one that is still drawing.
            self._picture, self._job = self._job.renderedImage(), None
            self.update()

    def _follow(self) -> None:
        # As large as the canvas, whatever the picture's own size: handles may lie anywhere in it.
        self.setRect(QgsRectangle(self._canvas.extent()))
        self.update()

    def paint(self, painter: QPainter, _option: object = None, _widget: QWidget | None = None) -> None:
        """Draw the picture and its handles; called by Qt."""
        if self.placement is None:
            return
        corners = self.corners()
        if self._picture is not None:
            size = self._picture.size()
            flat = QPolygonF([QPointF(0, 0), QPointF(size.width(), 0), QPointF(size.width(), size.height()),
                              QPointF(0, size.height())])
            change = QTransform()
            # False if the corners lie in one line, as while a corner is dragged across.
            if QTransform.quadToQuad(flat, QPolygonF(corners), change):
                painter.save()
                painter.setTransform(change, True)
                painter.setOpacity(OPACITY)
                painter.drawImage(0, 0, self._picture)
                painter.restore()
        painter.setPen(QPen(COLOUR, 2))
        painter.drawPolygon(QPolygonF(corners))
        for corner in corners:
            painter.fillRect(round(corner.x()) - HANDLE, round(corner.y()) - HANDLE, 2 * HANDLE, 2 * HANDLE, COLOUR)


class PlaceTool(QgsMapTool):
    """Drags the picture, or turns and scales it where a corner is taken."""

    placed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, picture: PlacedPicture, source: Callable[[], QgsRasterLayer | None]
                 ) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        self._picture, self._source = picture, source
        self._corner: int | None = None
        self._from: QgsPointXY | None = None

    def activate(self) -> None:
        """Show the source where it was placed, or in the middle of the canvas."""
        super().activate()
        layer = self._source()
        if layer is not None:
            self._picture.show_layer(layer)
            if self._picture.placement is None:
                self._picture.place(self._first(layer))
                self.placed.emit()

    def deactivate(self) -> None:
        """Take the picture away; where it was placed counts all the same."""
        self._picture.hide()
        super().deactivate()

    def _first(self, layer: QgsRasterLayer) -> HandPlacement:
        """In the middle of the canvas, upright, taking a part of it."""
        extent = self.canvas().extent()
        # By pixels and not by its own georeference: this tool is for sources that have none or a wrong one.
        size = FIRST_PART * min(extent.width() / layer.width(), extent.height() / layer.height())
        return HandPlacement(layer.width(), layer.height(), (extent.center().x(), extent.center().y()), size)

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Take a corner, or the whole."""
        placement, place = self._picture.placement, event.mapPoint()
        # The right button and the wheel stay QGIS's own.
        if placement is None or event.button() != Qt.MouseButton.LeftButton:
            return
        near = [number for number, corner in enumerate(self._picture.corners())
                if max(abs(corner.x() - event.x()), abs(corner.y() - event.y())) <= 2 * HANDLE]
        self._corner = near[0] if near else None
        if near or placement.contains(place.x(), place.y()):
            self._from = place

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Follow the mouse."""
        placement, place = self._picture.placement, event.mapPoint()
        if placement is None or self._from is None:
            return
        if self._corner is None:
            moved = placement.moved(place.x() - self._from.x(), place.y() - self._from.y())
        else:
            moved = placement.pulled(self._corner, place.x(), place.y())
        self._from = place
        self._picture.place(moved)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Leave it there."""
        if self._from is not None:
            # A quick hand lets go where no move was told.
            self.canvasMoveEvent(event)
            self._from = None
            self.placed.emit()
