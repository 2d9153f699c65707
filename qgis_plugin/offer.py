"""The desktop's message bar: the offer to install the engine with one button, and the verdict of each run.

Nothing here without a desktop; nothing is downloaded before the button is pressed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsApplication, QgsMapLayer, QgsProject, QgsRasterLayer, QgsSettings, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QThread, QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QProgressBar, QPushButton

from . import host
from .coregix_core.errors import CoregixError
from .engine import EngineMissing
from .install import brief, described, install
from .message import message, paragraph, told
from .translation import tr
from .verdict import ALIGNED, FAILED, Finding
from .wheels import Repository
from .wording import words_of

if TYPE_CHECKING:
    from qgis.core import QgsProcessingAlgorithm
    from qgis.gui import QgisInterface, QgsMessageBar, QgsMessageBarItem

# Setting: the version for which the engine was offered at the start of QGIS.
OFFERED = "coregix/offered"
GOOD_NEWS_SECONDS = 20
PATIENCE_MS = 700


class InstallTask(QgsTask):
    """Installs the engine in the background."""

    def __init__(self, repository: Repository) -> None:
        super().__init__(tr("Installing the Coregix engine"), QgsTask.Flag.CanCancel)
        self.repository = repository
        self.message = ""

    def run(self) -> bool:
        """Install; called in a worker thread."""
        try:
            install(host.home(), self.repository, self._report, self.isCanceled)
        except CoregixError as error:
            self.message = words_of(error)
            return False
        except Exception as error:  # noqa: BLE001 - an exception that leaves a task ends QGIS
            self.message = tr("The engine could not be installed ({name}: {error}).").format(
                name=type(error).__name__, error=error)
            return False
        return True

    def _report(self, fraction: float, _message: str) -> None:
        self.setProgress(100.0 * fraction)


class Desk(QObject):
    """The message bar of one desktop, with at most one message of Coregix at a time."""

    found = pyqtSignal(object, str)
    """(finding, path of its report), from any thread: Qt brings it to that of the windows."""

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__()
        self.iface = iface
        self.task: InstallTask | None = None
        self._item: QgsMessageBarItem | None = None
        self.found.connect(self._show_finding_soon)

    def offer_once(self) -> None:
        """Offer the engine where it is missing and was not offered for this version of the plugin."""
        if QgsSettings().value(OFFERED, "") == host.plugin_version():
            return  # a person who did not want it is not asked at each start; a run still offers it
        try:
            host.engine()
        except EngineMissing as missing:
            self.offer(missing)
        # Also where nothing was missing: only a later version is offered again.
        QgsSettings().setValue(OFFERED, host.plugin_version())

    def offer(self, missing: EngineMissing, *bars: QgsMessageBar) -> None:
        """Say what is missing, with the button where installing is the cure; in further message bars too."""
        # While it is being installed, runs that fail for want of it must not hide the progress.
        if self.task is not None:
            return
        if not missing.installable:
            self._show(*told(str(missing)), Qgis.MessageLevel.Warning)
            return
        self._show(brief(), paragraph(described(host.home())), Qgis.MessageLevel.Info,
                   self._button(tr("Install the Coregix engine")))
        for bar in bars:
            button = self._button(tr("Install the Coregix engine"))
            item = message(bar, brief(), paragraph(described(host.home())), button)
            button.clicked.connect(lambda *_, bar=bar, item=item: bar.popWidget(item))
            bar.pushWidget(item, Qgis.MessageLevel.Info)

    def start(self, *_: Any) -> None:
        """Start the installation and show how far it is."""
        if self.task is not None:
            return
        # Kept: Python would delete a task that only the task manager knows.
        self.task = InstallTask(Repository(host.fetch, host.index()))
        bar = QProgressBar()
        bar.setObjectName("coregixProgress")
        bar.setMaximumWidth(240)
        self.task.progressChanged.connect(lambda percent: bar.setValue(int(percent)))
        # Signals come in the main thread, where messages may be shown; ``run`` is in another.
        self.task.taskCompleted.connect(self._completed)
        self.task.taskTerminated.connect(self._terminated)
        cancel = QPushButton(tr("Cancel"))
        # What is downloaded by then is kept, and the next try goes on from there.
        cancel.clicked.connect(self.task.cancel)
        self._show(tr("Installing the engine …"), "", Qgis.MessageLevel.Info, bar, cancel)
        QgsApplication.taskManager().addTask(self.task)

    def _show_finding_soon(self, found: Finding, report: str) -> None:
        # QGIS's own 'Task complete' comes a moment after the run, and would lie on top.
        QTimer.singleShot(PATIENCE_MS, partial(self.show_finding, found, report))

    def show_finding(self, found: Finding, report: str) -> None:
        """Show a verdict, with a button that opens the report where there is one."""
        if self.task is not None:
            return
        level = {ALIGNED: Qgis.MessageLevel.Success, FAILED: Qgis.MessageLevel.Critical}.get(
            found.verdict, Qgis.MessageLevel.Warning)
        buttons = []
        if report:
            button = QPushButton(tr("Open report"))
            button.clicked.connect(lambda *_: QDesktopServices.openUrl(QUrl.fromLocalFile(report)))
            buttons.append(button)
        # What is not good stays until a person closes it.
        more = found.html() if found.lines() or found.brief() != found.sentence() else ""
        self._show(found.brief(), more, level, *buttons, seconds=GOOD_NEWS_SECONDS if found.verdict == ALIGNED else 0)

    def close(self) -> None:
        """Take the message away."""
        item, self._item = self._item, None
        # Closed by the user, it was deleted by Qt, and must not be touched again.
        if item is not None and not sip.isdeleted(item):
            self.iface.messageBar().popWidget(item)

    def _completed(self) -> None:
        self.task = None
        self._show(tr("The Coregix engine is installed."), "", Qgis.MessageLevel.Success)

    def _terminated(self) -> None:
        reason = self.task.message if self.task is not None else ""
        self.task = None
        self._show(*told(reason), Qgis.MessageLevel.Warning, self._button(tr("Resume the installation")))

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(self.start)
        return button

    def _show(self, text: str, more: str, level: Qgis.MessageLevel, *widgets: Any, seconds: int = 0) -> None:
        # One message at a time: several of the same kind would pile up.
        self.close()
        item = message(self.iface.messageBar(), text, more, *widgets)
        self.iface.messageBar().pushWidget(item, level, seconds)
        self._item = item


# The desktop, where there is one.
_desk: list[Desk] = []


def attach(iface: QgisInterface) -> Desk:
    """Use a desktop for offers, and make one once it has started, or at once where it has."""
    desk = Desk(iface)
    _desk[:] = [desk]
    iface.initializationCompleted.connect(desk.offer_once)
    # Installed into a QGIS that runs: its start is past. Not in this call, which the plugin manager waits for.
    if iface.mainWindow().isVisible():
        QTimer.singleShot(0, desk.offer_once)
    return desk


def detach() -> None:
    """Leave the desktop."""
    for desk in _desk:
        desk.close()
    _desk.clear()


def desktop() -> Desk | None:
    """The desktop, where there is one and this is its thread: widgets belong to the main thread alone."""
    here = QThread.currentThread() == QgsApplication.instance().thread()
    return _desk[0] if _desk and here else None


def offer_engine(missing: EngineMissing) -> bool:
    """Offer the engine where there is a desktop; whether there is a button to press now."""
    desk = desktop()
    if desk is None:
        return False
    window = QgsApplication.activeWindow()
    # The dialog that asked may lie over the main window, and has a message bar of its own.
    desk.offer(missing, *([window.messageBar()] if hasattr(window, "runButton") else []))
    return missing.installable


def tell(found: Finding, report: str) -> None:
    """Show a verdict where there is a desktop; from any thread."""
    for desk in _desk:
        desk.found.emit(found, report)


def preselect(algorithm: QgsProcessingAlgorithm) -> None:
    """Let a dialog open with two different layers: the current one as source, another as reference."""
    desk = desktop()
    source, reference = (algorithm.parameterDefinition(name) for name in ("MOVING_IMAGE", "FIXED_IMAGE"))
    if desk is None or source is None or reference is None:
        return
    for definition, layer in zip((source, reference), two_layers(desk.iface.activeLayer())):
        definition.setGuiDefaultValueOverride(layer.id())


def two_layers(active: QgsMapLayer | None) -> list[QgsMapLayer]:
    """Up to two raster layers of the project, the current one first, then the one that is likely to lie under it."""
    order = [layer for layer in QgsProject.instance().layerTreeRoot().layerOrder()
             if isinstance(layer, QgsRasterLayer)]
    if active in order:
        order = [active, *(layer for layer in order if layer is not active)]
    return order[:2]
