"""Work that the panel waits for without blocking QGIS: a job in a worker thread, which may run the engine."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from typing import Any

from qgis.core import QgsApplication, QgsProcessingUtils, QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from .. import host
from ..coregix_core.errors import Cancelled, CoregixError
from ..coregix_core.options import Command
from ..engine import Engine, EngineMissing
from ..engine_run import engine_environment, stage_name
from ..fields import OUTPUTS
from ..groups import with_groups
from ..process import Event
from ..server import Server
from ..translation import tr
from ..wording import words_of

Report = Callable[[float, str], object]


class Job(QgsTask):
    """A function in a worker thread; ``done`` gets its value, ``failed`` a sentence, both in the main thread."""

    advanced = pyqtSignal(float, str)
    """(percent, what is being done)."""

    def __init__(
        self, title: str, work: Callable[[Job], Any], done: Callable[[Any], object], failed: Callable[[str], object],
    ) -> None:
        # QGIS then shows it in its own list of tasks, with a button that ends it.
        super().__init__(title, QgsTask.Flag.CanCancel)
        self._work, self._done, self._failed = work, done, failed
        self._value: Any = None
        self._message = ""

    def run(self) -> bool:
        """Work; called in a worker thread."""
        try:
            self._value = self._work(self)
        except CoregixError as refused:
            self._message = "" if isinstance(refused, Cancelled) else words_of(refused)
            return False
        except Exception as error:  # noqa: BLE001 - an exception that leaves a task ends QGIS
            self._message = f"{type(error).__name__}: {error}"
            return False
        return True

    def finished(self, fine: bool) -> None:
        """Hand on what came out; called in the main thread."""
        if fine:
            self._done(self._value)
        else:
            self._failed(self._message)

    def report(self, fraction: float, message: str) -> None:
        """Say how far the work is; from the worker thread."""
        self.setProgress(100.0 * fraction)
        self.advanced.emit(100.0 * fraction, message)

    def engine(self, command: Command, words: Sequence[str], share: tuple[float, float] = (0.0, 1.0)) -> dict[str, Any]:
        """Run a command of the core and give its result; raises CoregixError. For the worker thread."""
        # What the report needs is fetched the first time that somebody asks for one.
        engine, words = with_groups(_checked(), words, self.report, lambda _: None, self.isCanceled)
        low, high = share

        def heard(event: Event) -> None:
            if event["event"] == "progress":
                # A job may run several commands, each of which counts from 0 to 1.
                self.report(low + (high - low) * float(event.get("overall", 0.0)),
                            stage_name(str(event.get("stage", ""))))

        try:
            outcome = server.ask(engine, words, heard, self.isCanceled, _outputs(command, words))
        except OSError as error:
            # As if there were none: the button that offers to install it mends this as well.
            raise EngineMissing(tr("The Coregix engine does not start: {error}.").format(error=error)) from error
        if outcome.message:
            raise CoregixError(outcome.worded(command))
        return outcome.result or {}


def _checked() -> Engine:
    """The engine, checked once a session: that takes a process of its own, and a click must not wait for it."""
    engine = host.engine()
    if engine not in _answered:
        engine.check()
        _answered.append(engine)
    return engine


def _outputs(command: Command, words: Sequence[str]) -> list[str]:
    """The files that a command line writes."""
    flags = {p.flag for p in command.parameters if p.kind in OUTPUTS}
    return [value for flag, value in zip(words, words[1:]) if flag in flags]


# The process that answers the panel.
server = Server(lambda: tempfile.mkdtemp(prefix="coregix_", dir=QgsProcessingUtils.tempFolder()), engine_environment)

# Engines that answered in this session of QGIS.
_answered: list[Engine] = []

# Jobs until they end: Python would delete a task that only the task manager knows.
_running: set[Job] = set()


def start(
    title: str, work: Callable[[Job], Any], done: Callable[[Any], object], failed: Callable[[str], object],
) -> Job:
    """Start a job."""
    # Discarded in either end, before anyone is told: what is told may start the next job.
    job = Job(tr(title), work, lambda value: (_running.discard(job), done(value)),
              lambda message: (_running.discard(job), failed(message)))
    _running.add(job)
    QgsApplication.taskManager().addTask(job)
    return job
