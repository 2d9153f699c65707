"""Runs inside a QGIS desktop (``qgis --code desktop.py``): plays what it is asked to, one JSON line after another.

The environment names the pipes by which tasks come and what was seen goes back, and the folder of this file.
"""

import json
import os
import sys
import time
from pathlib import Path

# QGIS runs this file without saying where it lies.
sys.path.insert(0, os.environ["DESKTOP_FOLDER"])

import pyplugin_installer
from dialog_ways import dialogs
from panel_way import panel
from panel_ways import ways
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProject,
    QgsRasterLayer,
    QgsSettings,
)
from qgis.PyQt.QtCore import QSocketNotifier, QTimer
from qgis.PyQt.QtWidgets import QApplication, QProgressBar, QTextEdit
from qgis.utils import iface, loadPlugin, plugins, startPlugin, unloadPlugin
from toolbox_hands import open_from_toolbox
from windows import Script, button, click, cut_off, message_bar, screenshot

PLUGIN = "coregix_toolbox"


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
    yield lambda: any("Aligned." in told for told in message_bar()[0])
    yield 0.3
    screenshot(shots / "verdict.png")
    bar, tree = message_bar(), project.layerTreeRoot()
    cut = yield from cut_off(1280)
    screenshot(shots / "verdict in a small window.png")
    click(button("More"))
    viewer = yield lambda: next((w for w in QApplication.topLevelWidgets()
                                 if w.windowTitle() == "Coregix" and w.isVisible()), None)
    yield 0.5
    screenshot(shots / "more.png")
    more = viewer.findChild(QTextEdit).toPlainText()
    viewer.close()
    iface.mainWindow().setGeometry(QApplication.primaryScreen().geometry())
    for layer in (source, reference):
        tree.findLayer(layer.id()).setItemVisibilityChecked(False)
    iface.mapCanvas().setExtent(reference.extent())
    iface.mapCanvas().refresh()
    yield 2.5
    screenshot(shots / "result.png")
    return {
        "log": log, "bar": bar, "cut": cut, "more": more, "preselected": preselected,
        "ids": [source.id(), reference.id()], "source_contrast": contrast(source),
        "layers": [described(layer) for layer in tree.layerOrder() if layer not in (source, reference)],
    }


def described(layer):
    """How a raster layer lies in the project, and how it is drawn."""
    entry = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    return {"name": layer.name(), "group": entry.parent().name(), "renderer": layer.renderer().type(),
            "contrast": contrast(layer), "visible": entry.isVisible(), "in_canvas": layer in iface.mapCanvas().layers()}


def contrast(layer):
    """The grey values from which to which a layer is drawn."""
    renderer = layer.renderer()
    enhancement = renderer.contrastEnhancement() if hasattr(renderer, "contrastEnhancement") else None
    return [enhancement.minimumValue(), enhancement.maximumValue()] if enhancement else None


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
    offer, more = message_bar()[0], {"offer": button("More").toolTip()}
    cut = yield from cut_off(1280)
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
    more["cancelled"] = button("More").toolTip()
    cut += yield from cut_off(1280)
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
    cut += yield from cut_off(1280)
    remove.click()
    yield lambda: not (Path(QgsApplication.qgisSettingsDirPath()) / "coregix" / "packages").exists()
    return {"offer": offer, "cancelled": cancelled, "seconds": seconds, "installed": installed, "complete": complete,
            "left": left, "cut": cut, "more": more}


STEPS = {"align": align, "install": install, "panel": panel, "ways": ways, "dialogs": dialogs}


class TaskRunner:
    """Plays tasks; each finds an empty project and a plugin that has just been loaded."""

    def __init__(self):
        tasks, answers = (int(os.environ[name]) for name in ("DESKTOP_TASKS", "DESKTOP_ANSWERS"))
        for pipe in (tasks, answers):
            os.set_inheritable(pipe, False)  # to the engine, which would keep it open
        self.tasks, self.answers = os.fdopen(tasks), os.fdopen(answers, "w", buffering=1)
        self.played = 0
        self.script = None
        self.notifier = QSocketNotifier(tasks, QSocketNotifier.Type.Read)
        self.notifier.activated.connect(self.read)

    def read(self, *_):
        """Begin with the next task; there is none once the tests have closed the pipe."""
        line = self.tasks.readline()
        if not line:
            os._exit(0)  # QGIS asks questions when it is closed, and may crash after answering
        task = json.loads(line)
        self.shots = Path(task["shots"])
        self.shots.mkdir(parents=True, exist_ok=True)
        if self.played:
            clear_up()
        self.played += 1
        self.script = Script(STEPS[task["do"]](task, self.shots), self.finish)

    def finish(self, seen):
        """Answer with what was seen."""
        if "failed" in seen:
            screenshot(self.shots / "failed.png")
        seen["plugin"] = PLUGIN in plugins or "left" in seen
        self.answers.write(json.dumps(seen) + "\n")


def clear_up():
    """Leave nothing of the task before: neither layers nor messages nor what the plugin keeps in memory."""
    unloadPlugin(PLUGIN)
    QgsProject.instance().clear()
    iface.messageBar().clearWidgets()
    loadPlugin(PLUGIN)
    startPlugin(PLUGIN)


def main():
    iface.mainWindow().setGeometry(QApplication.primaryScreen().geometry())
    main.runner = TaskRunner()


QTimer.singleShot(500, main)
