"""*Choose*: two layers, their bands, where to look and how; two clicks suffice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateTransform,
    QgsGeometry,
    QgsMapLayer,
    QgsMapLayerProxyModel,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgisInterface, QgsMapLayerComboBox, QgsRasterBandComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QGroupBox, QPushButton

from ..coregix_core import options as core
from ..coregix_core.errors import InputError
from ..layers import vector_path
from ..offer import two_layers
from ..translation import tr
from .session import Choice

WHOLE, CANVAS, POLYGONS = range(3)
# Letters that a choice shows at least; more where there is room.
NAME_LENGTH = 12


class ChooseBox(QGroupBox):
    """The first part of the panel."""

    requested = pyqtSignal()
    """*Measure* was pressed."""
    place_requested = pyqtSignal(bool)
    """*Place it by hand* was pressed, or released."""
    source_changed = pyqtSignal()
    sample_requested = pyqtSignal()

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__(tr("1. Choose"))
        self._iface = iface
        kinds = QgsMapLayerProxyModel.Filter
        self.source, self.source_band = _layer_box(kinds.RasterLayer), QgsRasterBandComboBox()
        self.reference = _layer_box(kinds.RasterLayer | kinds.VectorLayer | kinds.MeshLayer)
        self.reference_band = QgsRasterBandComboBox()
        self.area, self.leave_out = QComboBox(), _layer_box(kinds.PolygonLayer, empty=True)
        self.area.addItems([tr("The whole source"), tr("What the canvas shows"), tr("Selected polygons")])
        self.transform = QComboBox()
        # As the core names them: scripts and the log say the same words.
        self.transform.addItems(list(core.MEASURE.parameter("transform").choices))
        self.start = QComboBox()
        self.reach = QDoubleSpinBox()
        self.reach.setRange(0.0, 1e9)
        self.reach.setDecimals(6)
        # The least value stands for none: the core then looks as far as half the image.
        self.reach.setSpecialValueText(tr("not given"))
        self.place = QPushButton(tr("Place it by hand"))
        self.place.setCheckable(True)
        self.place.setToolTip(tr(
            "Drag the source over the map, and turn and scale it at its corners: roughly is enough."))
        self.place.clicked.connect(self.place_requested.emit)
        self.sample = QPushButton(tr("Load sample data"))
        self.sample.setFlat(True)
        self.sample.setToolTip(tr("Two Landsat bands to try it on, of which one is displaced: 1.4 MB from PyPI."))
        self.sample.clicked.connect(lambda *_: self.sample_requested.emit())
        self.button = QPushButton(tr("Measure"))
        self.button.clicked.connect(lambda *_: self.requested.emit())
        self._lay_out()
        self.source.layerChanged.connect(lambda *_: self.source_changed.emit())
        for layers, bands in ((self.source, self.source_band), (self.reference, self.reference_band)):
            layers.layerChanged.connect(lambda layer, bands=bands: _show_bands(bands, layer))
            # A box that begins with a layer reports no change.
            _show_bands(bands, layers.currentLayer())

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        known = {p.name for p in core.MEASURE.parameters}
        rows: list[tuple[str, Any]] = [
            (tr("Source"), self.source), (tr("Source band"), self.source_band), (tr("Reference"), self.reference),
            (tr("Reference band"), self.reference_band), (tr("Transform"), self.transform),
            (tr("Largest shift"), self.reach)]
        if "include" in known:
            rows += [(tr("Look at"), self.area), (tr("Leave out"), self.leave_out)]
        if "start" in known:
            self.start.addItems(list(core.MEASURE.parameter("start").choices))
            rows.append((tr("Start"), self.start))
        for label, widget in rows:
            if isinstance(widget, QComboBox):
                # Long names of layers and bands would push the panel's right edge out of sight.
                widget.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                widget.setMinimumContentsLength(NAME_LENGTH)
            form.addRow(label, widget)
        form.addRow(self.place)
        form.addRow(self.button)
        form.addRow(self.sample)

    def preselect(self, source: QgsMapLayer | None = None) -> None:
        """Choose the current layer and the one that is likely its reference."""
        chosen = two_layers(source or self._iface.activeLayer())
        for box, layer in zip((self.source, self.reference), chosen):
            box.setLayer(layer)
        # The box says nothing when it holds the layer already.
        for layers, bands in ((self.source, self.source_band), (self.reference, self.reference_band)):
            _show_bands(bands, layers.currentLayer())

    def choice(self, folder: Path) -> Choice:
        """What is chosen; raises InputError. ``folder`` takes the polygons."""
        source, reference = self.source.currentLayer(), self.reference.currentLayer()
        if not isinstance(source, QgsRasterLayer) or reference is None:
            raise InputError(tr("Choose a source and a reference."))
        values: dict[str, Any] = {
            "moving_band_index": max(0, self.source_band.currentBand() - 1), "transform": self.transform.currentText(),
            "max_shift": self.reach.value() or None}
        if isinstance(reference, QgsRasterLayer):
            values["fixed_band_index"] = max(0, self.reference_band.currentBand() - 1)
        if self.start.count():
            values["start"] = self.start.currentText()
        # Only what is in the form was asked of the person.
        if self.area.parent() is not None:
            include, exclude = self._included(folder), self._excluded(folder)
            values.update({name: (path,) for name, path in (("include", include), ("exclude", exclude)) if path})
        return Choice(source, reference, values)

    def _included(self, folder: Path) -> str:
        if self.area.currentIndex() == CANVAS:
            canvas = self._iface.mapCanvas()
            return write_polygons(folder / "include.geojson", [QgsGeometry.fromRect(canvas.extent())],
                                  canvas.mapSettings().destinationCrs())
        if self.area.currentIndex() == POLYGONS:
            layer = self._iface.activeLayer()
            if not isinstance(layer, QgsVectorLayer) or not layer.selectedFeatureCount():
                raise InputError(tr("Select polygons in the current layer first."))
            return write_polygons(folder / "include.geojson", [f.geometry() for f in layer.selectedFeatures()],
                                  layer.crs())
        return ""

    def _excluded(self, folder: Path) -> str:
        layer = self.leave_out.currentLayer()
        return vector_path(layer, folder) if isinstance(layer, QgsVectorLayer) else ""


def write_polygons(path: Path, shapes: list[QgsGeometry], crs: Any) -> str:  # noqa: ANN401 - a CRS of QGIS
    """Write polygons as GeoJSON in WGS 84 and give the path; raises InputError if there are none."""
    from qgis.core import QgsCoordinateReferenceSystem

    change = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance())
    features = []
    for shape in shapes:
        if shape.type() == QgsWkbTypes.GeometryType.PolygonGeometry:
            moved = QgsGeometry(shape)
            # An edge that is straight in one CRS is curved in the other.
            moved = moved.densifyByCount(8)
            moved.transform(change)
            features.append({"type": "Feature", "properties": {}, "geometry": json.loads(moved.asJson(9))})
    if not features:
        raise InputError(tr("Select polygons in the current layer first."))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return str(path)


def _layer_box(filters: Any, empty: bool = False) -> QgsMapLayerComboBox:  # noqa: ANN401 - flags of QGIS
    box = QgsMapLayerComboBox()
    box.setFilters(filters)
    box.setAllowEmptyLayer(empty)
    if empty:
        box.setLayer(None)
    return box


def _show_bands(bands: QgsRasterBandComboBox, layer: QgsMapLayer | None) -> None:
    raster = layer if isinstance(layer, QgsRasterLayer) else None
    bands.setLayer(raster)
    bands.setEnabled(raster is not None and raster.bandCount() > 1)
