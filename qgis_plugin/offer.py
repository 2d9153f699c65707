"""The offer to install the engine: a message with one button in the desktop, and the installation behind it.

Nothing here without a desktop; nothing is downloaded before the button is pressed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsApplication, QgsSettings, QgsTask
from qgis.PyQt.QtCore import QThread
from qgis.PyQt.QtWidgets import QProgressBar, QPushButton

from . import host
from .coregix_core import __version__
from .coregix_core.errors import CoregixError
from .engine import EngineMissing
from .install import Source, brief, install

if TYPE_CHECKING:
    from qgis.gui import QgisInterface, QgsMessageBarItem

TITLE = "Coregix"
BUTTON = "Install the Coregix engine"
OFFERED = "coregix/offered"
"""Setting: the version for which the engine was offered at the start of QGIS."""


class InstallTask(QgsTask):
    """Installs the engine in the background."""

    def __init__(self, source: Source) -> None:
        super().__init__("Installing the Coregix engine", QgsTask.Flag.CanCancel)
        self.source = source
        self.message = ""

    def run(self) -> bool:
        """Install; called in a worker thread."""
        try:
            install(host.home(), self.source, self._report, self.isCanceled)
        except CoregixError as error:
            self.message = str(error)
            return False
        except Exception as error:  # noqa: BLE001 - an exception that leaves a task ends QGIS
            self.message = f"The engine could not be installed ({type(error).__name__}: {error})."
            return False
        return True

    def _report(self, fraction: float, _message: str) -> None:
        self.setProgress(100.0 * fraction)


class Desk:
    """The message bar of one desktop, with at most one message of Coregix at a time."""

    def __init__(self, iface: QgisInterface) -> None:
        self.iface = iface
        self.task: InstallTask | None = None
        self._item: QgsMessageBarItem | None = None

    def offer_once(self) -> None:
        """After the start of QGIS, offer the engine where it is missing and was not offered for this version."""
        if QgsSettings().value(OFFERED, "") == __version__:
            return  # a person who did not want it is not asked at each start; a run still offers it
        try:
            host.engine()
        except EngineMissing as missing:
            self.offer(missing)
        # Also where nothing was missing: only a later version is offered again.
        QgsSettings().setValue(OFFERED, __version__)

    def offer(self, missing: EngineMissing) -> None:
        """Say what is missing, with the button where installing is the cure."""
        # While it is being installed, runs that fail for want of it must not hide the progress.
        if self.task is not None:
            return
        if missing.installable:
            self._show(brief(host.home()), Qgis.MessageLevel.Info, self._button(BUTTON))
        else:
            self._show(str(missing), Qgis.MessageLevel.Warning)

    def start(self, *_: Any) -> None:
        """Start the installation and show how far it is."""
        # Kept: Python would delete a task that only the task manager knows.
        self.task = InstallTask(Source(host.fetch, host.index()))
        bar = QProgressBar()
        bar.setObjectName("coregixProgress")
        bar.setMaximumWidth(240)
        self.task.progressChanged.connect(lambda percent: bar.setValue(int(percent)))
        # Signals come in the main thread, where messages may be shown; ``run`` is in another.
        self.task.taskCompleted.connect(self._completed)
        self.task.taskTerminated.connect(self._terminated)
        cancel = QPushButton("Cancel")
        # What is downloaded by then is kept, and the next try goes on from there.
        cancel.clicked.connect(self.task.cancel)
        self._show("Installing the engine …", Qgis.MessageLevel.Info, bar, cancel)
        QgsApplication.taskManager().addTask(self.task)

    def close(self) -> None:
        """Take the message away."""
        item, self._item = self._item, None
        if item is not None:
            self.iface.messageBar().popWidget(item)

    def _completed(self) -> None:
        self.task = None
        self._show("The Coregix engine is installed.", Qgis.MessageLevel.Success)

    def _terminated(self) -> None:
        message = self.task.message if self.task is not None else ""
        self.task = None
        self._show(message, Qgis.MessageLevel.Warning, self._button("Resume the installation"))

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(self.start)
        return button

    def _show(self, text: str, level: Qgis.MessageLevel, *widgets: Any) -> None:
        # One message at a time: several of the same kind would pile up.
        self.close()
        item = self.iface.messageBar().createMessage(TITLE, text)
        for widget in widgets:
            item.layout().addWidget(widget)
        self._item = self.iface.messageBar().pushWidget(item, level)
        # Closed by the user, the item is deleted by Qt, and must not be touched again.
        self._item.destroyed.connect(self._forget)

    def _forget(self, *_: Any) -> None:
        self._item = None


_desk: list[Desk] = []
"""The desktop, where there is one."""


def attach(iface: QgisInterface) -> Desk:
    """Use a desktop for offers, and make one once it has started."""
    desk = Desk(iface)
    _desk[:] = [desk]
    iface.initializationCompleted.connect(desk.offer_once)
    return desk


def detach() -> None:
    """Leave the desktop."""
    for desk in _desk:
        desk.close()
    _desk.clear()


def offer_engine(missing: EngineMissing) -> None:
    """Offer the engine, where there is a desktop and this is its thread."""
    # Widgets belong to the main thread alone.
    if _desk and QThread.currentThread() == QgsApplication.instance().thread():
        _desk[0].offer(missing)
