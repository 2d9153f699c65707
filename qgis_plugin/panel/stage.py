"""The layers that the panel shows while nothing is accepted: the aligned source and the tie points, in one group."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..arrows import arrow_renderer, exaggeration
from ..canvas import in_style, layer_style
from ..translation import tr
from .points import TiePoint
from .session import Session
from .turns import in_turns

FIELDS = ("number:integer", "dx_before:double", "dy_before:double", "dx:double", "dy:double", "inlier:boolean")
MOVED, LEFT = "_before", ""


class Stage:
    """Layers of one session; ``clear`` takes them all away again."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._project = QgsProject.instance()
        self._group: QgsLayerTreeGroup | None = None
        self._preview, self._points = "", ""
        self.kind = MOVED
        self._factor = 1.0

    @property
    def preview(self) -> QgsMapLayer | None:
        """The aligned source, or None where a person removed it."""
        return self._project.mapLayer(self._preview) if self._preview else None

    @property
    def points(self) -> QgsVectorLayer | None:
        """The tie points, or None where a person removed them."""
        return self._project.mapLayer(self._points) if self._points else None

    def scale(self) -> tuple[float, Callable[[float], str]] | None:
        """How many times too long the arrows are, and what to write at one of a length; None if none is shown."""
        layer, finding = self.points, self._session.finding
        node = None if layer is None else self._project.layerTreeRoot().findLayer(layer.id())
        if finding is None or node is None or not node.isVisible():
            return None
        return self._factor, lambda length: f"{length:g} {finding.symbol()} ({length / finding.pixel:.2g} px)"

    def show(self) -> None:
        """Show what the session holds now, in the layers that are there or in new ones."""
        in_turns(self._show_preview, self._show_points)

    def show_arrows(self, kind: str) -> None:
        """Have the arrows show how far points were moved, or what is left of that."""
        self.kind = kind
        self.show()

    def clear(self) -> None:
        """Remove the layers and their group."""
        for identifier in (self._preview, self._points):
            if identifier and self._project.mapLayer(identifier) is not None:
                self._project.removeMapLayer(identifier)
        if self._group is not None:
            root = self._project.layerTreeRoot()
            if self._group in root.children():
                root.removeChildNode(self._group)
            self._group = None
        self._preview, self._points = "", ""

    def _add(self, layer: QgsMapLayer) -> str:
        root = self._project.layerTreeRoot()
        if self._group is None or self._group not in root.children():
            self._group = root.insertGroup(0, tr("Coregix: not yet accepted"))
        # Not into the tree by itself: QGIS would put it above the layer that happens to be selected.
        self._project.addMapLayer(layer, False)
        self._group.insertLayer(0, layer)
        return str(layer.id())

    def _show_preview(self) -> None:
        choice = self._session.choice
        if choice is None or self._session.found is None:
            return
        path, layer = str(self._session.write_preview()), self.preview
        if layer is not None:
            # In place: what the person set in the layer and in the tree stays.
            layer.setDataSource(path, layer.name(), "gdal", False)
            layer.triggerRepaint()
            return
        # Without a style of its own, for which QGIS would read pixels.
        bare = QgsRasterLayer.LayerOptions(False)
        made = QgsRasterLayer(path, tr("{name}, aligned").format(name=choice.source.name()), "gdal", bare)
        in_style(layer_style(choice.source))(made)
        if made.bandCount() > choice.source.bandCount():
            # What the source does not show is transparent, in whatever style it has.
            made.renderer().setAlphaBand(made.bandCount())
        in_turns(lambda: self._take_preview(made))

    def _take_preview(self, made: QgsRasterLayer) -> None:
        if self._session.found is not None:
            self._preview = self._add(made)

    def _show_points(self) -> None:
        found, layer = self._session.found, self.points
        if found is None:
            return
        if layer is None:
            layer = QgsVectorLayer("Point?" + "&".join(f"field={f}" for f in FIELDS), tr("Tie points"), "memory")
            layer.setCrs(QgsCoordinateReferenceSystem.fromWkt(found.fixed_wkt))
            # It goes with the session: QGIS is not to ask whether to save it.
            layer.setCustomProperty("skipMemoryLayersCheck", 1)
        provider = layer.dataProvider()
        provider.truncate()
        provider.addFeatures(list(self._features()))
        layer.updateExtents()
        in_turns(lambda: self._draw_points(layer))

    def _draw_points(self, layer: QgsVectorLayer) -> None:
        found = self._session.found
        if found is None:
            return
        # Once for all arrows, or their lengths could not be compared.
        self._factor = exaggeration(layer, f"dx{self.kind}", f"dy{self.kind}", found.finding.pixel)
        layer.setRenderer(arrow_renderer(layer, self.kind, found.finding.pixel, self._factor))
        # A new one comes into the tree when it is whole: the tree is drawn anew at each change.
        if not self._points or self.points is None:
            self._points = self._add(layer)
        layer.triggerRepaint()

    def _left(self, point: TiePoint) -> tuple[float, float]:
        """What the transform leaves of a point's displacement, east and north."""
        placement = self._session.edits.placement
        # A local transform has no matrix to hold the points against: the engine's own table has what is left.
        if placement is None:
            return 0.0, 0.0
        x, y = placement.true(point.shown_x, point.shown_y)
        return point.x - x, point.y - y

    def _features(self) -> list[QgsFeature]:
        made = []
        for number, point in enumerate(self._session.edits.points, start=1):
            feature = QgsFeature()
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(point.x, point.y)))
            moved = (point.x - point.shown_x, point.y - point.shown_y) if point.moved else (None, None)
            feature.setAttributes([number, *moved, *self._left(point), point.used])
            made.append(feature)
        return made
