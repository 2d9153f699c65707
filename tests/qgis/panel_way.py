"""A person's way through the panel, run inside a QGIS desktop: measure, look, help, accept, reject."""

import time

from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget, QScrollArea
from qgis.utils import iface
from windows import Pulse, click, cut_off, message_bar, on_screen, screenshot


def solve_thousand(dock, pulse):
    """Solve again with a thousand points: processor time from the click to the last layer that is drawn anew."""
    session, count, drawn = dock.session, 1000, []
    points, placement = session.edits.points, session.edits.placement
    session.edits.set_points((points * (count // len(points) + 1))[:count], None)
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
    session.edits.stack.undo()
    session.edits.set_points(points, placement)
    yield 0.5
    return found


class Person:
    """Someone at the panel: what was asked of them, where their pictures go, and what they saw."""

    def __init__(self, task, shots):
        self.task, self.shots, self.seen = task, shots, {}
        self.project, self.canvas, self.pulse = QgsProject.instance(), iface.mapCanvas(), Pulse()

    def open(self):
        """Load the layers, and open the panel by the menu."""
        source, reference = (QgsRasterLayer(self.task[k], name) for k, name in (
            ("moving", "source"), ("fixed", "reference")))
        self.project.addMapLayers([reference, source, QgsVectorLayer(self.task["roads"], "roads", "ogr")])
        iface.setActiveLayer(source)
        self.canvas.setExtent(reference.extent())
        yield 1.0
        menu = iface.mainWindow().findChild(QAction, "coregixOpenPanel")
        submenus = [entry.menu() for entry in iface.rasterMenu().actions() if entry.menu()]
        self.seen |= {"stall_of_qgis": self.pulse.longest,
                      "in_menu": any(menu in submenu.actions() for submenu in submenus)}
        menu.trigger()
        self.dock = iface.mainWindow().findChild(QDockWidget, "CoregixPanel")
        iface.mainWindow().resizeDocks([self.dock], [420], Qt.Orientation.Horizontal)
        yield 0.7
        self.session, self.before = self.dock.session, sorted(self.project.mapLayers())
        choose = self.dock.choose
        self.seen |= {"visible": self.dock.isVisible(),
                      "chosen": [box.currentLayer().name() for box in (choose.source, choose.reference)]}
        screenshot(self.shots / "1 choose.png")

    def measure(self):
        """Press Measure."""
        self.pulse.restart()
        click(self.dock.choose.button)
        yield lambda: self.session.found is not None or self.session.job is None
        yield 0.5
        self.seen |= {"stall_measuring": self.pulse.longest, "verdict": self.dock.measure.verdict.text(),
                      "points": len(self.session.edits.points)}
        screenshot(self.shots / "2 measured.png")

    def look(self):
        """Compare the two images in each way."""
        self.seen["stall_looking"] = 0.0
        for mode in ("swipe", "checkerboard", "flicker"):
            yield 0.3
            self.pulse.restart()
            click(self.dock.look.buttons[mode])
            if mode == "swipe":
                place = QPoint(self.canvas.width() // 3, 200)
                self.drag(place, place)
                self.seen["position"] = self.dock.curtain.position
            yield lambda: self.dock.curtain._image is not None
            yield 0.3
            # A screenshot of the whole screen stalls longer than anything else here.
            self.seen["stall_looking"] = max(self.seen["stall_looking"], self.pulse.longest)
            screenshot(self.shots / f"3 {mode}.png")
        click(self.dock.look.buttons["off"])

    def drag(self, start, end):
        """Press at one place of the canvas, and let go at another."""
        for action, place in ((QTest.mousePress, start), (QTest.mouseRelease, end)):
            action(self.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def untick(self):
        """Take a tick away by a click, give it back by undo, and solve without the point."""
        self.dock.findChild(QScrollArea).ensureWidgetVisible(self.dock.help)
        yield 0.3
        self.pulse.restart()
        table, help_ = self.dock.help.table, self.dock.help
        cell = table.visualRect(table.model().index(0, 0))
        click(table.viewport(), QPoint(cell.left() + 10, cell.center().y()))
        yield lambda: self.session.edited
        self.seen["unticked"] = sum(not p.used for p in self.session.edits.points)
        click(help_.undo)
        yield 0.2
        self.seen["after_undo"] = sum(not p.used for p in self.session.edits.points)
        click(help_.redo)
        yield 0.2
        since = time.thread_time()
        click(help_.solve)
        self.seen["solve_seconds"] = time.thread_time() - since
        yield 0.3
        self.seen["stall_helping"] = self.pulse.longest

    def add_a_point(self):
        """Two clicks, six pixels of the source beside the place; drag it far off, and take the drag back."""
        tools, points = self.dock.help.tools, self.session.edits.points
        click(tools["add"])
        count, (x, y) = len(points), self.task["place"]
        yield 0.6
        click(self.canvas.viewport(), on_screen(x - 12.0, y - 4.0))
        yield 0.6
        click(self.canvas.viewport(), on_screen(x, y))
        since = time.monotonic()
        yield lambda: len(self.session.edits.points) > count
        added = self.session.edits.points[-1]
        self.seen |= {"snap_seconds": time.monotonic() - since,
                      "added": [added.x - added.shown_x, added.y - added.shown_y, added.score]}
        click(tools["add"])
        click(tools["drag"])
        tail = on_screen(added.shown_x, added.shown_y)
        self.drag(tail, tail + QPoint(60, 0))
        yield 0.3
        self.seen["dragged"] = self.session.edits.points[-1].shown_x - added.shown_x
        screenshot(self.shots / "4 helped.png")
        click(self.dock.help.undo)
        click(tools["drag"])
        yield 0.3

    def accept(self):
        """Accept, with the roads moved along."""
        accept = self.dock.accept
        self.dock.findChild(QScrollArea).ensureWidgetVisible(accept.reject)
        accept.target.setFilePath(self.task["target"])
        self.seen["movable"] = [accept.others.item(row).text() for row in range(accept.others.count())]
        accept.others.item(0).setCheckState(Qt.CheckState.Checked)
        yield 0.3
        screenshot(self.shots / "5 accept.png")
        self.pulse.restart()
        click(accept.accept)
        yield lambda: self.session.job is None and self.session.found is None
        self.seen["stall_accepting"] = self.pulse.longest
        yield 1.2
        screenshot(self.shots / "6 accepted.png")
        layers, order = self.project.mapLayers(), self.project.layerTreeRoot().layerOrder()
        self.seen |= {"order": [layer.name() for layer in order],
                      "new": {layer.name(): layer.source() for key, layer in layers.items() if key not in self.before},
                      "bar": message_bar()[0], "stalls": {str(k): v for k, v in self.pulse.stalls.items()}}
        self.seen["cut"] = yield from cut_off(1280)
        screenshot(self.shots / "7 accepted, in a small window.png")
        iface.mainWindow().setGeometry(QApplication.primaryScreen().geometry())

    def reject(self):
        """Measure once more, and reject."""
        root = self.project.layerTreeRoot()
        before = sorted(self.project.mapLayers()), [node.name() for node in root.children()]
        click(self.dock.choose.button)
        yield lambda: self.session.found is not None and self.dock.accept.reject.isEnabled()
        folder = self.session.folder
        click(self.dock.accept.reject)
        yield 0.3
        self.seen["rejected"] = {"layers": sorted(self.project.mapLayers()) == before[0], "folder": folder.exists(),
                                 "groups": [node.name() for node in root.children()] == before[1]}


def panel(task, shots):
    """Align two layers by the panel: measure, look, help, accept; then measure once more and reject."""
    person = Person(task, shots)
    for step in (person.open, person.measure, person.look, person.untick):
        yield from step()
    person.seen["thousand"] = yield from solve_thousand(person.dock, person.pulse)
    for step in (person.add_a_point, person.accept, person.reject):
        yield from step()
    person.pulse.end()
    return person.seen
