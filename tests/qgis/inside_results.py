"""Results inside a QGIS: loaded as the dialogs load them, and how they look then."""

from pathlib import Path

import processing
from inside_layers import contrast, moved_by, raster
from inside_runs import Recorder
from qgis.core import (
    Qgis,
    QgsDateTimeRange,
    QgsLayerNotesUtils,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QDateTime, Qt


def run_and_load(algorithm, parameters, source_style):
    """Run and load the results as the dialog does; tells how they look."""
    layer = raster(parameters["MOVING_IMAGE"])
    layer.loadNamedStyle(source_style)
    project = QgsProject.instance()
    project.clear()
    project.addMapLayer(layer)
    processing.runAndLoadResults(algorithm, {**parameters, "MOVING_IMAGE": layer}, feedback=Recorder())
    loaded = {name: found for name, found in project.mapLayers().items() if found is not layer}
    return {found.name(): {"renderer": found.renderer().dump() if hasattr(found.renderer(), "dump") else
                           found.renderer().type(), "contrast": contrast(found), "source": found.source(),
                           "styles": sorted(found.styleManager().styles()), "abstract": found.metadata().abstract(),
                           "notes": QgsLayerNotesUtils.layerNotes(found),
                           "features": moved_by(found),
                           "group": project.layerTreeRoot().findLayer(found.id()).parent().name()}
            for found in loaded.values()}


def run_stack_and_load(images, dates, parameters):
    """Align a stack of layers and load the results as the dialog does; tells how they look, from top to bottom."""
    project = QgsProject.instance()
    project.clear()
    layers = [raster(path, name=Path(path).stem) for path in images]
    for layer, date in zip(layers, dates, strict=True):
        enhancement = layer.renderer().contrastEnhancement()
        enhancement.setMinimumValue(100)
        enhancement.setMaximumValue(3000)
        if date:
            moment, properties = QDateTime.fromString(date, Qt.DateFormat.ISODate), layer.temporalProperties()
            properties.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
            properties.setFixedTemporalRange(QgsDateTimeRange(moment, moment.addDays(1)))
            properties.setIsActive(True)
    project.addMapLayers(layers)
    results = processing.runAndLoadResults(
        "coregix:alignstack", {**parameters, "IMAGES": layers}, feedback=Recorder())
    tree = project.layerTreeRoot()
    loaded = [layer for layer in tree.layerOrder() if layer not in layers]
    rasters = [layer for layer in loaded if isinstance(layer, QgsRasterLayer)]
    iso = Qt.DateFormat.ISODate

    def period(layer):
        whole = layer.temporalProperties().fixedTemporalRange()
        return [whole.begin().toString(iso), whole.end().toString(iso)]

    may = QgsDateTimeRange(QDateTime.fromString("2021-05-01T00:00:00Z", iso),
                           QDateTime.fromString("2021-05-02T00:00:00Z", iso))
    whole = project.timeSettings().temporalRange()
    return {
        "results": results, "project": [whole.begin().toString(iso), whole.end().toString(iso)],
        "visible_in_may": [x.name() for x in rasters if x.temporalProperties().isVisibleInTemporalRange(may)],
        "layers": [{"name": layer.name(), "group": tree.findLayer(layer.id()).parent().name(),
                    "renderer": layer.renderer().type(), "contrast": contrast(layer),
                    "notes": QgsLayerNotesUtils.layerNotes(layer),
                    "features": layer.featureCount() if layer not in rasters else None,
                    "period": period(layer) if layer in rasters else None} for layer in loaded]}
