"""What a person does in the canvas for the panel: adds and drags points, leaves ground out, zooms to a point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsMapLayer,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgisInterface, QgsMapTool
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..coregix_core.errors import CoregixError
from ..translation import tr
from ..wording import words_of
from .by_hand import PlacedByHand
from .choose import write_polygons
from .clicks import DragTool, PairTool, PolygonTool, by_number
from .curtain import OFF, SWIPE, WHOLE, Curtain, SwipeTool
from .help_box import ADD, DRAG, POLYGON
from .place_tool import PlacedPicture, PlaceTool
from .session import Session

BACK = Qgis.TransformDirection.Reverse
PLACE = "place"
# How files of polygons begin that were drawn by hand.
LEFT_OUT = "left_out_"
# Pixels of the reference across the canvas when it is zoomed to a point.
ZOOMED_PIXELS = 150


class CanvasHand(QObject):
    """The canvas tools of a session: at most one is held at a time, and the one from before comes back."""

    refused = pyqtSignal(str)
    released = pyqtSignal()
    snapped = pyqtSignal()

    def __init__(
        self, iface: QgisInterface, session: Session, curtain: Curtain, source: Callable[[], QgsMapLayer | None],
        aligned: Callable[[], QgsMapLayer | None],
    ) -> None:
        super().__init__()
        self._iface, self._canvas = iface, iface.mapCanvas()
        self._session, self._curtain = session, curtain
        self._aligned = aligned
        self._before: QgsMapTool | None = None
        self._left_out: list[QgsGeometry] = []
        self.tools = {SWIPE: SwipeTool(self._canvas, curtain), ADD: PairTool(self._canvas),
                      DRAG: DragTool(self._canvas, self._tails), POLYGON: PolygonTool(self._canvas)}
        self.picture = PlacedPicture(self._canvas)
        self.tools[PLACE] = PlaceTool(self._canvas, self.picture, source)
        self.tools[ADD].half.connect(self._show_reference)
        self.tools[ADD].whole.connect(self._add)
        self.tools[DRAG].dragged.connect(self._drag)
        self.tools[POLYGON].drawn.connect(self._leave_out)

    def take(self, name: str) -> None:
        """Hold a tool, or none for ''."""
        if not name:
            self.release()
            # Whatever a tool laid over the layers goes with it.
            self._curtain.show_layer(None, OFF)
            return
        if self._before is None:
            # Only from the user's own tool: between two of the panel's, the one to come back to stays.
            self._before = self._canvas.mapTool()
        self._canvas.setMapTool(self.tools[name])
        if name == ADD:
            self._show_source()

    def release(self) -> None:
        """Give the canvas the tool that it had before."""
        self.released.emit()
        self.picture.hide()
        if self._canvas.mapTool() in self.tools.values():
            self._canvas.unsetMapTool(self._canvas.mapTool())
            if self._before is not None:
                self._canvas.setMapTool(self._before)
        self._before = None

    def forget(self) -> None:
        """Another pair: what was left out of the last one does not count."""
        self._left_out.clear()

    def placed(self) -> PlacedByHand | None:
        """Where the source was placed by hand, or None."""
        if self.picture.placement is None:
            return None
        return PlacedByHand(self.picture.placement, self._canvas.mapSettings().destinationCrs())

    def zoom_to(self, index: int) -> None:
        """Show a point large, in the middle of the canvas."""
        point, finding = self._session.edits.points[index], self._session.finding
        if finding is None:
            return
        # As many pixels whatever the scene's size, so that a tie point's texture is recognised.
        half = ZOOMED_PIXELS / 2 * finding.pixel
        around = QgsRectangle(point.x - half, point.y - half, point.x + half, point.y + half)
        self._canvas.setExtent(self._change().transformBoundingBox(around, BACK))
        self._canvas.refresh()
        place = self._change().transform(QgsPointXY(point.x, point.y), BACK)
        # Among many arrows, the middle of the canvas alone does not say which one it is.
        self._canvas.flashGeometries([QgsGeometry.fromPointXY(place)])

    def _show_source(self) -> None:
        # The first click is in the source, the second in the reference: each is shown for its click.
        choice, aligned = self._session.choice, self._aligned()
        own = None if choice is None else choice.source
        self._curtain.show_layer(aligned if self._session.is_aligned and aligned is not None else own, WHOLE)

    def _show_reference(self) -> None:
        choice = self._session.choice
        self._curtain.show_layer(None if choice is None else choice.reference, WHOLE)

    def _add(self, shown: QgsPointXY, true: QgsPointXY) -> None:
        # The engine knows the reference's CRS alone; the canvas may have any.
        ends = self._in_reference(true), self._in_reference(shown)

        def add(found: dict[str, Any]) -> None:
            self.snapped.emit()
            self._try(lambda: self._session.edits.add(ends[0], (found["shown_x"], found["shown_y"]), found["score"]))
            text = tr("Point added; the images correlate by {score} there.").format(score=f"{found['score']:.2f}")
            self._iface.messageBar().pushInfo("Coregix", text)
            if self._canvas.mapTool() is self.tools[ADD]:
                self._show_source()

        # A click is exact to some pixels: the engine finds what it meant to a tenth.
        self._try(lambda: self._session.snap(*ends, add))

    def _drag(self, index: int, place: QgsPointXY) -> None:
        x, y = self._in_reference(place)
        # Who drags a point wants it to count, though it was not ticked.
        moved = replace(self._session.edits.points[index], shown_x=x, shown_y=y, used=True)
        self._try(lambda: self._session.edits.replace_point(tr("Drag a point"), index, moved))

    def _leave_out(self, shape: QgsGeometry) -> None:
        """Measure anew without what lies under a polygon."""
        choice = self._session.choice
        if choice is None:
            return

        def again() -> None:
            shapes = [*self._left_out, shape]
            self._session.forget()
            self._left_out = shapes
            path = write_polygons(self._session.folder / f"{LEFT_OUT}{len(shapes)}.geojson", shapes,
                                  self._canvas.mapSettings().destinationCrs())
            # Beside a layer of polygons that was chosen.
            chosen = [known for known in choice.values.get("exclude") or () if LEFT_OUT not in known]
            choice.values["exclude"] = (*chosen, path)
            self._session.measure(choice)

        self._try(again)

    def _try(self, action: Any) -> None:  # noqa: ANN401 - a function without arguments
        try:
            action()
        except CoregixError as refused:
            self.refused.emit(words_of(refused))

    def _tails(self) -> list[QgsPointXY]:
        change = self._change()
        # In the canvas's CRS, as the mouse is.
        return [change.transform(place, BACK) for place in by_number(self._session.edits.points)]

    def _in_reference(self, place: QgsPointXY) -> tuple[float, float]:
        moved = self._change().transform(place)
        return moved.x(), moved.y()

    def _change(self) -> QgsCoordinateTransform:
        """From the canvas's CRS to the reference's."""
        found = self._session.found
        # An invalid CRS makes no change, as of a reference without one.
        crs = QgsCoordinateReferenceSystem.fromWkt(found.fixed_wkt if found is not None else "")
        return QgsCoordinateTransform(self._canvas.mapSettings().destinationCrs(), crs, QgsProject.instance())
