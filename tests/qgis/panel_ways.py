"""The other ways through the panel, run inside a QGIS desktop: how it is opened, what it takes, what it writes."""

import tempfile
from pathlib import Path

from qgis.core import QgsProcessingUtils, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QContextMenuEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget, QMenu, QScrollArea
from qgis.utils import iface
from windows import click, on_screen, screenshot


def opened(dock, source, shots):
    """Open the panel by the toolbar, by View > Panels, and by the layer's context menu; tells which ways worked."""
    seen = {}
    action = iface.mainWindow().findChild(QAction, "coregixOpenPanel")
    click(iface.rasterToolBar().widgetForAction(action))
    yield 0.4
    seen["toolbar"] = dock.isVisible()
    panels = iface.mainWindow().findChild(QMenu, "mPanelMenu")
    entry = next(a for a in panels.actions() if a.text().replace("&", "") == "Coregix")
    entry.trigger()
    yield 0.3
    seen["closed by View > Panels"] = not dock.isVisible()
    entry.trigger()
    yield 0.3
    seen["View > Panels"] = dock.isVisible()
    dock.setUserVisible(False)
    dock.choose.source.setLayer(None)
    tree = iface.layerTreeView()
    tree.setCurrentLayer(source)
    place = tree.visualRect(tree.currentIndex()).center()
    # As the window system sends it; the menu has an event loop of its own.
    QApplication.postEvent(tree.viewport(), QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, tree.viewport().mapToGlobal(place)))
    menu = yield QApplication.activePopupWidget
    yield 0.3
    screenshot(shots / "1 context menu.png")
    ours = next((a for a in menu.actions() if a.text().startswith("Align this layer")), None)
    seen["in the context menu"] = ours is not None
    click(menu, menu.actionGeometry(ours).center())
    yield 0.5
    seen["context menu"] = dock.isVisible() and dock.choose.source.currentLayer() is source
    return seen


def measured(dock):
    """Press Measure and wait; gives the verdict."""
    click(dock.choose.button)
    yield 0.2
    yield lambda: dock.session.job is None
    yield 0.6
    return dock.measure.verdict.text()


def accepted(dock, kind, target):
    """Accept as a kind of file, and wait until it is written."""
    dock.findChild(QScrollArea).ensureWidgetVisible(dock.accept.reject)
    dock.accept.kind.setCurrentIndex(dock.accept.kind.findData(kind))
    dock.accept.target.setFilePath(target)
    yield 0.2
    click(dock.accept.accept)
    yield lambda: dock.session.job is None and dock.session.found is None
    yield 0.6


def traces():
    """What Coregix has on disk in temporary folders."""
    folders = {Path(QgsProcessingUtils.tempFolder()), Path(tempfile.gettempdir())}
    return sorted(p.name for folder in folders for p in folder.glob("coregix_*"))


def drag(canvas, start, end):
    """Drag from one place of the screen to another."""
    for action, place in ((QTest.mousePress, start), (QTest.mouseRelease, end)):
        action(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def placed_by_hand(dock, task, shots):
    """Place a source without a georeference over the map, from the middle of the canvas, and turn it at a corner."""
    canvas = iface.mapCanvas()
    click(dock.choose.place)
    yield lambda: dock.hand.picture._picture is not None
    picture = dock.hand.picture
    x, y = picture.placement.centre
    drag(canvas, on_screen(x, y), on_screen(*task["photo_centre"]))
    corner = picture.corners()[1]
    true = on_screen(*task["photo_corner"])
    drag(canvas, QPoint(round(corner.x()), round(corner.y())), true)
    yield 0.5
    screenshot(shots / "5 placed by hand.png")
    return [picture.placement.size, picture.placement.angle]


def ways(task, shots):
    """Open, measure against a web map, leave ground out, write georeferences, place by hand."""
    layers = yield from filled(task)
    dock = iface.mainWindow().findChild(QDockWidget, "CoregixPanel")
    yield 1.0
    seen = {"traces_before": traces()}
    seen["opened"] = yield from opened(dock, layers["moving"], shots)
    iface.mainWindow().resizeDocks([dock], [420], Qt.Orientation.Horizontal)
    for part in (web_map, canvas_alone, selected_polygons, photo_by_hand, point_by_clicks):
        yield from part(dock, layers, task, shots, seen)
    dock.close()
    yield lambda: not dock.isVisible()
    yield 0.5
    seen["traces_after"] = traces()
    return seen


def filled(task):
    """Fill the project; gives its layers by name."""
    project, canvas = QgsProject.instance(), iface.mapCanvas()
    layers = {name: QgsRasterLayer(task[name], name) for name in ("fixed", "moving", "photo")}
    layers["web"] = web = QgsRasterLayer(f"type=xyz&url={task['url']}&zmax=17&zmin=0", "Web map", "wms")
    metadata = web.metadata()
    metadata.setRights(["The Mapmakers"])
    web.setMetadata(metadata)
    layers["areas"] = QgsVectorLayer(task["areas"], "areas", "ogr")
    # QGIS zooms to all layers once they are there; in that extent, the web map has hundreds of tiles.
    canvas.freeze(True)
    project.addMapLayers([layers[name] for name in ("fixed", "web", "moving", "photo", "areas")])
    project.setCrs(layers["fixed"].crs())
    yield 0.3
    canvas.setExtent(layers["fixed"].extent())
    canvas.freeze(False)
    canvas.refresh()
    return layers


def web_map(dock, layers, task, shots, seen):
    """A web map as reference; accepted as a VRT."""
    project, web = QgsProject.instance(), layers["web"]
    dock.choose.reference.setLayer(web)
    yield 0.2
    seen["web"] = yield from measured(dock)
    screenshot(shots / "2 web map.png")
    # Without a report, which takes longer than all else; panel_way has one.
    dock.accept.companions.setChecked(False)
    yield from accepted(dock, "vrt", task["vrt"])
    seen["vrt_layers"] = [layer.name() for layer in project.mapLayers().values() if layer.source() == task["vrt"]]
    # Its tiles take time that no other part needs.
    project.layerTreeRoot().findLayer(web.id()).setItemVisibilityChecked(False)


def canvas_alone(dock, layers, task, shots, seen):
    """What the canvas shows alone: the western half; then a polygon is left out of it; accepted as a world file."""
    canvas, extent = iface.mapCanvas(), layers["fixed"].extent()
    dock.choose.reference.setLayer(layers["fixed"])
    dock.choose.area.setCurrentIndex(1)
    extent.setXMaximum(extent.center().x())
    canvas.setExtent(extent)
    yield 0.5
    seen["canvas"] = yield from measured(dock)
    seen["canvas_points"] = [[p.x, p.y] for p in dock.session.edits.points if p.score is not None]
    seen["canvas_extent"] = [canvas.extent().xMinimum(), canvas.extent().xMaximum()]
    click(dock.help.tools["polygon"])
    yield 0.3
    for corner in task["polygon"]:
        click(canvas.viewport(), on_screen(*corner))
        yield 0.1
    screenshot(shots / "3 polygon.png")
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier,
                     on_screen(*task["polygon"][0]))
    yield 0.3
    yield lambda: dock.session.job is None and dock.session.found is not None
    yield 0.6
    seen["left_out_points"] = [[p.x, p.y] for p in dock.session.edits.points]
    screenshot(shots / "4 polygon left out.png")
    yield from accepted(dock, "worldfile", task["worldfile"])


def selected_polygons(dock, layers, task, _shots, seen):
    """Selected polygons alone; accepted as control points."""
    dock.choose.area.setCurrentIndex(2)
    iface.setActiveLayer(layers["areas"])
    layers["areas"].selectByIds([1])
    yield 0.2
    seen["selected"] = yield from measured(dock)
    seen["selected_points"] = [[p.x, p.y] for p in dock.session.edits.points]
    yield from accepted(dock, "gcps", task["gcps"])


def photo_by_hand(dock, layers, task, shots, seen):
    """A photo without a georeference, placed by hand."""
    dock.choose.area.setCurrentIndex(0)
    iface.mapCanvas().setExtent(layers["fixed"].extent())
    dock.choose.source.setLayer(layers["photo"])
    yield 0.5
    seen["hand"] = yield from placed_by_hand(dock, task, shots)
    seen["photo"] = yield from measured(dock)
    seen["photo_left"] = [r for r in map(dock.session.residual, dock.session.edits.points) if r is not None]
    yield 1.0


def point_by_clicks(dock, _layers, task, shots, seen):
    """A point by two clicks, some pixels apart: clicked where the photo is shown, kept where it shows the place."""
    canvas, count, (x, y) = iface.mapCanvas(), len(dock.session.edits.points), task["photo_centre"]
    click(dock.help.tools["add"])
    yield 0.6
    click(canvas.viewport(), on_screen(x - 6.0, y + 4.0))
    yield 0.4
    click(canvas.viewport(), on_screen(x, y))
    yield lambda: len(dock.session.edits.points) > count
    added = dock.session.edits.points[-1]
    seen["photo_added"] = [added.shown_x, added.shown_y, added.score]
    click(dock.help.tools["add"])
    yield 0.5
    # The point is kept: what is accepted is measured anew by the points.
    seen["photo_edited"] = dock.session.edited
    seen["drawn"] = [layer.name() for layer in canvas.layers()]
    screenshot(shots / "6 photo measured.png")
    yield from accepted(dock, "raster", task["placed"])
