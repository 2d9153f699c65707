"""Runs of algorithms inside a QGIS: as the console, the dialogs, batches and the task manager make them."""

import os
import threading
import time
from pathlib import Path

from inside_layers import made
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
)
from qgis.PyQt.QtCore import QCoreApplication


class Recorder(QgsProcessingFeedback):
    """Feedback that keeps what it was told."""

    def __init__(self, on_text=None):
        super().__init__(False)
        self.lines, self.warnings, self.progress = [], [], []
        self.on_text = on_text
        self.progressChanged.connect(self.progress.append)

    def pushInfo(self, info):
        self.lines.append(info)

    pushCommandInfo = pushConsoleInfo = pushDebugInfo = pushInfo

    def pushWarning(self, warning):
        self.warnings.append(warning)

    def reportError(self, error, fatalError=False):  # noqa: ARG002 - QGIS's name
        self.warnings.append(error)

    def setProgressText(self, text):
        self.lines.append(text)
        if self.on_text is not None:
            self.on_text(self, text)


def registry():
    return QgsApplication.processingRegistry()


def run(algorithm, parameters, feedback=None, context=None):
    """``processing.run``; gives results, log, warnings, or the error that it raised."""
    import processing

    feedback = feedback or Recorder()
    context = context or QgsProcessingContext()
    context.setProject(QgsProject.instance())
    found = {"results": None, "error": None}
    try:
        found["results"] = processing.run(
            algorithm, {k: made(v) for k, v in parameters.items()}, feedback=feedback, context=context)
    except QgsProcessingException as error:
        found["error"] = str(error)
    return {**found, "log": feedback.lines, "warnings": feedback.warnings, "progress": feedback.progress}


def run_with_engine(interpreter, **arguments):
    """Run with another engine than the session's."""
    before = os.environ.get("COREGIX_ENGINE")
    os.environ["COREGIX_ENGINE"] = interpreter
    try:
        return run(**arguments)
    finally:
        os.environ["COREGIX_ENGINE"] = before


def layers_left_to_load(algorithm, parameters, output):
    """What QGIS would still load after a run that fails."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    wanted = {name: QgsProcessingOutputLayerDefinition(path, QgsProject.instance()) for name, path in output.items()}
    _, fine = registry().createAlgorithmById(algorithm).run({**parameters, **wanted}, context, Recorder())
    return {"fine": fine, "left": list(context.layersToLoadOnCompletion())}


def run_and_cancel(algorithm, parameters, stage, mark):
    """Cancel when the log names a stage; tells how long that took and which processes are left that know ``mark``."""
    cancelled = []

    def on_text(feedback, text):
        if text.startswith(stage) and not cancelled:
            cancelled.append((time.monotonic(), processes(mark)))
            # from another thread, as the dialog's button does it
            threading.Thread(target=feedback.cancel).start()

    found = run(algorithm, parameters, Recorder(on_text))
    seconds = time.monotonic() - cancelled[0][0] if cancelled else None
    return {**found, "seconds": seconds, "before": cancelled[0][1] if cancelled else 0, "left": processes(mark)}


def processes(mark):
    """How many other processes are of the group of one that has ``mark`` in its command line."""
    groups, all_groups = set(), []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                group = os.getpgid(int(entry.name))
                state = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0]
                words = (entry / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if state != "Z" and group != os.getpgrp():
                all_groups.append(group)
                groups |= {group} if mark in words else set()
    return sum(group in groups for group in all_groups)


def run_at_once(algorithm, runs, mark):
    """Run in several threads at once, as the task manager does; tells how many processes knew ``mark`` at a time."""
    tasks, context, found = [], QgsProcessingContext(), {}
    context.setProject(QgsProject.instance())
    feedbacks = [Recorder() for _ in runs]
    for number, (parameters, feedback) in enumerate(zip(runs, feedbacks, strict=True)):
        task = QgsProcessingAlgRunnerTask(registry().algorithmById(algorithm), parameters, context, feedback)
        task.executed.connect(lambda ok, results, number=number: found.update({number: results if ok else None}))
        tasks.append(task)
        QgsApplication.taskManager().addTask(task)
    end, together = time.monotonic() + 90, 0
    while len(found) < len(runs) and time.monotonic() < end:
        QCoreApplication.processEvents()
        together = max(together, processes(mark))
        time.sleep(0.02)
    return {"results": [found.get(n) for n in range(len(runs))], "together": together,
            "warnings": [feedback.warnings for feedback in feedbacks]}


def run_batch(algorithm, rows):
    """Run the batch dialog's own loop over rows of parameters."""
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    dialog = BatchAlgorithmDialog(registry().createAlgorithmById(algorithm))
    panel = dialog.mainWidget()
    while panel.batchRowCount() < len(rows):
        panel.addRow()
    for number, row in enumerate(rows):
        for name, value in row.items():
            column = panel.parameter_to_column[name]
            wrapper = panel.wrappers[number][column]
            if wrapper is not None:
                wrapper.setParameterValue(value, QgsProcessingContext())
            else:
                panel.tblParameters.cellWidget(number + 1, column).setValue(value)
    dialog.runAlgorithm()
    # QGIS 3.22 comes back when all is done, 3.40 goes on in the background
    end, outputs = time.monotonic() + 60, [Path(row["OUTPUT_IMAGE"]) for row in rows]
    while not all(output.exists() for output in outputs) and time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.02)
    wait_for_tasks()


def wait_for_tasks():
    end = time.monotonic() + 30
    while QgsApplication.taskManager().countActiveTasks() and time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.02)
