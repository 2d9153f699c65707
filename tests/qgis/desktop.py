"""Runs inside a QGIS desktop (``qgis --code desktop.py``): a person's way from two layers to an aligned one.

Reads its task from the JSON file that the environment variable DESKTOP_TASK names and writes what it saw beside it.
"""

import json
import os
import sys
import threading
import time
import traceback
from pathlib import Path

import pyplugin_installer
from qgis.core import QgsApplication, QgsProcessingContext, QgsProject, QgsRasterLayer, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAction,
    QApplication,
    QDockWidget,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QTreeView,
)
from qgis.utils import iface, loadPlugin, plugins, startPlugin, unloadPlugin

TASK = Path(os.environ["DESKTOP_TASK"])
PLUGIN = "coregix_toolbox"
PATIENCE = 90.0


class Script:
    """Plays a generator that yields what it waits for: a condition, or a number of seconds.

    QGIS runs dialogs in event loops of their own, so that no step may block and none may wait in place.
    """

    def __init__(self, steps, finish):
        self.steps, self.finish = steps, finish
        self.timer = QTimer()
        self.timer.timeout.connect(self.tick)
        self.wait_for(0.5)
        self.timer.start(50)

    def wait_for(self, what):
        self.patience = time.monotonic() + (what if isinstance(what, float) else PATIENCE)
        self.condition = None if isinstance(what, float) else what

    def tick(self):
        try:
            value = self.condition() if self.condition else None
            late = time.monotonic() > self.patience
            if self.condition and not value and late:
                self.steps.throw(TimeoutError("waited in vain"))
            if value or (late and not self.condition):
                self.timer.stop()
                self.wait_for(self.steps.send(value))
                self.timer.start(50)
        except StopIteration as done:
            self.timer.stop()
            self.finish(done.value)
        except Exception:
            self.timer.stop()
            self.finish({"failed": traceback.format_exc()})


def screenshot(path):
    """The whole screen, with all its windows."""
    QApplication.primaryScreen().grabWindow(0).save(str(path))


def open_from_toolbox(name):
    """Double-click an algorithm in the processing toolbox; gives its dialog."""
    dock = iface.mainWindow().findChild(QDockWidget, "ProcessingToolbox")
    dock.show()
    dock.searchBox.setText(name)
    yield 0.5
    tree = dock.findChild(QTreeView)
    model = tree.model()

    def leaf(parent):
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            if model.data(index) == name and model.rowCount(index) == 0:
                return index
            found = leaf(index)
            if found is not None:
                return found
        return None

    index = yield lambda: leaf(tree.rootIndex())
    tree.scrollTo(index)
    place = tree.visualRect(index).center()
    for click in (QTest.mouseClick, QTest.mouseDClick):
        # Not from here: the dialog's own event loop would not return.
        QTimer.singleShot(0, lambda click=click: click(
            tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place))
    dialog = yield lambda: next((w for w in QApplication.topLevelWidgets()
                                 if w.isVisible() and hasattr(w, "runButton")), None)
    return dialog


def message_bar():
    """Texts and buttons that the message bar shows."""
    bar = iface.messageBar()
    return ([label.text() for label in bar.findChildren(QLabel) if label.text()]
            + [edit.toPlainText() for edit in bar.findChildren(QTextEdit) if edit.toPlainText()],
            [button.text() for button in bar.findChildren(QPushButton) if button.text()])


def align(task, shots):
    """Align two layers of the project by the dialog."""
    project = QgsProject.instance()
    source = QgsRasterLayer(task["moving"], "source")
    reference = QgsRasterLayer(task["fixed"], "reference")
    source.loadNamedStyle(task["style"])
    project.addMapLayers([reference, source])
    iface.mapCanvas().setExtent(reference.extent())
    dialog = yield from open_from_toolbox("Align image pair")
    dialog.resize(1000, 680)
    dialog.move(150, 60)
    wrappers = dialog.mainWidget().wrappers
    preselected = [wrappers[name].parameterValue() for name in ("MOVING_IMAGE", "FIXED_IMAGE")]
    for name, value in {"MOVING_IMAGE": source, "FIXED_IMAGE": reference, **task.get("parameters", {})}.items():
        wrappers[name].setParameterValue(value, QgsProcessingContext())
    yield 1.0
    screenshot(shots / "dialog.png")
    QTimer.singleShot(0, dialog.runButton().click)
    text = dialog.findChild(QTextEdit, "txtLog")
    yield lambda: len(project.mapLayers()) >= 4 or "failed" in text.toPlainText()
    yield 0.5
    screenshot(shots / "log.png")
    log = text.toPlainText()
    dialog.close()
    yield lambda: any("Aligned:" in told for told in message_bar()[0])
    yield 0.3
    screenshot(shots / "verdict.png")
    bar = message_bar()
    for layer in (source, reference):
        project.layerTreeRoot().findLayer(layer.id()).setItemVisibilityChecked(False)
    iface.mapCanvas().setExtent(reference.extent())
    iface.mapCanvas().refresh()
    yield 2.5
    screenshot(shots / "result.png")
    tree = project.layerTreeRoot()
    layers = [layer for layer in tree.layerOrder() if layer not in (source, reference)]
    return {
        "log": log,
        "bar": bar, "preselected": preselected, "ids": [source.id(), reference.id()],
        "source_contrast": contrast(source),
        "layers": [
            {"name": layer.name(), "group": tree.findLayer(layer.id()).parent().name(),
             "renderer": layer.renderer().type(), "contrast": contrast(layer),
             "visible": tree.findLayer(layer.id()).isVisible(), "in_canvas": layer in iface.mapCanvas().layers()}
            for layer in layers],
    }


def contrast(layer):
    """The grey values from which to which a layer is drawn."""
    renderer = layer.renderer()
    enhancement = renderer.contrastEnhancement() if hasattr(renderer, "contrastEnhancement") else None
    return [enhancement.minimumValue(), enhancement.maximumValue()] if enhancement else None


def button(text):
    """The message bar's button with a text, or None."""
    return next((b for b in iface.messageBar().findChildren(QPushButton) if b.text() == text), None)


def install(_task, shots):
    """Take the offer that comes after the start, cancel on the way, and go on."""
    yield lambda: button("Install the Coregix engine")
    # As after Install from ZIP: the plugin comes into a QGIS whose start is past.
    unloadPlugin(PLUGIN)
    QgsSettings().remove("coregix/offered")
    yield 0.2
    assert button("Install the Coregix engine") is None
    loadPlugin(PLUGIN)
    startPlugin(PLUGIN)
    offered = yield lambda: button("Install the Coregix engine")
    yield 0.5
    screenshot(shots / "offer.png")
    offer = message_bar()[0]
    offered.click()
    cancel = yield lambda: button("Cancel")
    bar = iface.messageBar().findChild(QProgressBar, "coregixProgress")
    yield lambda: bar.value() >= 10
    screenshot(shots / "progress.png")
    since = time.monotonic()
    cancel.click()
    resume = yield lambda: button("Resume the installation")
    seconds = time.monotonic() - since
    cancelled = message_bar()[0]
    screenshot(shots / "cancelled.png")
    resume.click()
    yield lambda: any("is installed" in text for text in message_bar()[0])
    # Messages that were closed are deleted late.
    yield 1.0
    screenshot(shots / "installed.png")
    installed = message_bar()[0]
    complete = (Path(QgsApplication.qgisSettingsDirPath()) / "coregix" / "packages" / "complete.json").is_file()
    pyplugin_installer.instance().uninstallPlugin(PLUGIN, quiet=True)
    remove = yield lambda: button("Remove the engine too")
    yield 0.5
    screenshot(shots / "uninstalled.png")
    left = message_bar()[0]
    remove.click()
    yield lambda: not (Path(QgsApplication.qgisSettingsDirPath()) / "coregix" / "packages").exists()
    return {"offer": offer, "cancelled": cancelled, "seconds": seconds, "installed": installed, "complete": complete,
            "left": left}


class Pulse:
    """Beats in the main thread; ``longest`` is the most processor time that it spent between two beats.

    Not the time of day: on a busy machine that says how busy it is. ``stalls`` is what Python did in long ones.
    """

    LONG = 0.05

    def __init__(self):
        self.main, self.stalls = threading.get_ident(), {}
        self.restart()
        self.timer = QTimer()
        self.timer.timeout.connect(self.beat)
        self.timer.start(5)
        threading.Thread(target=self.watch, daemon=True).start()

    def beat(self):
        now = time.thread_time()
        if now - self.last > self.LONG:
            self.stalls[round(now - self.last, 3)] = self.seen
        self.longest, self.last, self.seen = max(self.longest, now - self.last), now, []

    def restart(self):
        self.longest, self.last, self.seen = 0.0, time.thread_time(), []

    def watch(self):
        """Note where the main thread is, as often as it lets other threads run."""
        while True:
            time.sleep(0.004)
            frame = sys._current_frames().get(self.main)
            stack = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_stack(frame)
                     if "coregix" in f.filename]
            if stack and stack[-4:] not in self.seen:
                self.seen = [*self.seen, stack[-4:]]


def click(widget, place=None):
    """A click of the left button, in the middle of a widget or at a place in it."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
                     widget.rect().center() if place is None else place)


def on_screen(x, y):
    """Where the canvas shows a place in its own CRS."""
    place = iface.mapCanvas().getCoordinateTransform().transform(x, y)
    return QPoint(round(place.x()), round(place.y()))


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


def main():
    task = json.loads(TASK.read_text())
    shots = Path(task["shots"])
    shots.mkdir(parents=True, exist_ok=True)

    def finish(seen):
        if "failed" in seen:
            screenshot(shots / "failed.png")
        seen["plugin"] = PLUGIN in plugins or "left" in seen
        TASK.with_suffix(".seen.json").write_text(json.dumps(seen))
        os._exit(0)  # QGIS asks questions when it is closed, and may crash after answering

    iface.mainWindow().setGeometry(QApplication.primaryScreen().geometry())
    steps = {"align": align, "install": install, "panel": panel}[task["do"]]
    main.script = Script(steps(task, shots), finish)


QTimer.singleShot(500, main)
