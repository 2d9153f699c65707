"""A person's way through the panel, run inside a QGIS desktop: measure, look, help, accept, reject."""

import time

from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QScrollArea
from qgis.utils import iface
from windows import Pulse, click, message_bar, on_screen, screenshot


def solve_thousand(dock, pulse):
    """Solve again with a thousand points: processor time from the click to the last layer that is drawn anew."""
    session, count, drawn = dock.session, 1000, []
    points, placement = session.points, session.placement
    session.set_points((points * (count // len(points) + 1))[:count], None)
    yield 1.0
    pulse.restart()
    layer = dock.stage.points
    layer.repaintRequested.connect(lambda *_: drawn.append(time.thread_time()))
    since = time.thread_time()
    click(dock.help.solve)
    yield lambda: drawn
    yield 0.3
    found = {"points": layer.featureCount(), "seconds": drawn[-1] - since, "stall": pulse.longest}
    layer.repaintRequested.disconnect()
    session.stack.undo()
    session.set_points(points, placement)
    yield 0.5
    return found


def panel(task, shots):
    """Align two layers by the panel: measure, look, help, accept; then measure once more and reject."""
    project, canvas = QgsProject.instance(), iface.mapCanvas()
    source, reference = (QgsRasterLayer(task[k], name) for k, name in (("moving", "source"), ("fixed", "reference")))
    roads = QgsVectorLayer(task["roads"], "roads", "ogr")
    pulse = Pulse()
    project.addMapLayers([reference, source, roads])
    iface.setActiveLayer(source)
    canvas.setExtent(reference.extent())
    yield 1.0
    own = pulse.longest
    menu = iface.mainWindow().findChild(QAction, "coregixOpenPanel")
    submenus = [entry.menu() for entry in iface.rasterMenu().actions() if entry.menu()]
    seen = {"stall_of_qgis": own, "in_menu": any(menu in submenu.actions() for submenu in submenus)}
    menu.trigger()
    dock = iface.mainWindow().findChild(QDockWidget, "CoregixPanel")
    iface.mainWindow().resizeDocks([dock], [420], Qt.Orientation.Horizontal)
    yield 0.7
    seen["visible"] = dock.isVisible()
    seen["chosen"] = [box.currentLayer().name() for box in (dock.choose.source, dock.choose.reference)]
    screenshot(shots / "1 choose.png")
    session, before = dock.session, sorted(project.mapLayers())
    pulse.restart()
    click(dock.choose.button)
    yield lambda: session.found is not None or session.job is None
    yield 0.5
    seen["stall_measuring"] = pulse.longest
    seen["verdict"] = dock.measure.verdict.text()
    seen["points"] = len(session.points)
    screenshot(shots / "2 measured.png")
    scroll = dock.findChild(QScrollArea)
    seen["stall_looking"] = 0.0
    for mode in ("swipe", "checkerboard", "flicker"):
        yield 0.3
        pulse.restart()
        click(dock.look.buttons[mode])
        if mode == "swipe":
            QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
                             QPoint(canvas.width() // 3, 200))
            QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
                               QPoint(canvas.width() // 3, 200))
            seen["position"] = dock.curtain.position
        yield lambda: dock.curtain._image is not None
        yield 0.3
        # A screenshot of the whole screen stalls longer than anything else here.
        seen["stall_looking"] = max(seen["stall_looking"], pulse.longest)
        screenshot(shots / f"3 {mode}.png")
    click(dock.look.buttons["off"])
    # Help: a tick taken away by a click, and given back by undo.
    scroll.ensureWidgetVisible(dock.help)
    yield 0.3
    pulse.restart()
    table = dock.help.table
    cell = table.visualRect(table.model().index(0, 0))
    click(table.viewport(), QPoint(cell.left() + 10, cell.center().y()))
    yield lambda: session.edited
    seen["unticked"] = sum(not p.used for p in session.points)
    click(dock.help.undo)
    yield 0.2
    seen["after_undo"] = sum(not p.used for p in session.points)
    click(dock.help.redo)
    yield 0.2
    since = time.thread_time()
    click(dock.help.solve)
    seen["solve_seconds"] = time.thread_time() - since
    yield 0.3
    seen["stall_helping"] = pulse.longest
    seen["thousand"] = yield from solve_thousand(dock, pulse)
    # A point by two clicks, six pixels of the source beside the place.
    click(dock.help.tools["add"])
    count, (x, y) = len(session.points), task["place"]
    yield 0.6
    click(canvas.viewport(), on_screen(x - 12.0, y - 4.0))
    yield 0.6
    click(canvas.viewport(), on_screen(x, y))
    since = time.monotonic()
    yield lambda: len(session.points) > count
    seen["snap_seconds"] = time.monotonic() - since
    added = session.points[-1]
    seen["added"] = [added.x - added.shown_x, added.y - added.shown_y, added.score]
    click(dock.help.tools["add"])
    # One is dragged far off, and the drag is taken back.
    click(dock.help.tools["drag"])
    tail = on_screen(added.shown_x, added.shown_y)
    for action, place in ((QTest.mousePress, tail), (QTest.mouseRelease, tail + QPoint(60, 0))):
        action(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    yield 0.3
    seen["dragged"] = session.points[-1].shown_x - added.shown_x
    screenshot(shots / "4 helped.png")
    click(dock.help.undo)
    click(dock.help.tools["drag"])
    yield 0.3
    # Accept, with the roads moved along.
    scroll.ensureWidgetVisible(dock.accept.reject)
    dock.accept.target.setFilePath(task["target"])
    item = dock.accept.others.item(0)
    seen["movable"] = [dock.accept.others.item(row).text() for row in range(dock.accept.others.count())]
    item.setCheckState(Qt.CheckState.Checked)
    yield 0.3
    screenshot(shots / "5 accept.png")
    pulse.restart()
    click(dock.accept.accept)
    yield lambda: session.job is None and session.found is None
    seen["stall_accepting"] = pulse.longest
    yield 1.2
    screenshot(shots / "6 accepted.png")
    seen["new"] = {layer.name(): layer.source() for key, layer in project.mapLayers().items() if key not in before}
    seen["bar"] = message_bar()[0]
    seen["stalls"] = {str(k): v for k, v in pulse.stalls.items()}
    # Once more, rejected.
    before = sorted(project.mapLayers())
    groups = [node.name() for node in project.layerTreeRoot().children()]
    click(dock.choose.button)
    yield lambda: session.found is not None and dock.accept.reject.isEnabled()
    folder = session.folder
    click(dock.accept.reject)
    yield 0.3
    seen["rejected"] = {"layers": sorted(project.mapLayers()) == before, "folder": folder.exists(),
                        "groups": [node.name() for node in project.layerTreeRoot().children()] == groups}
    return seen
