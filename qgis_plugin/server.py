"""An engine process that is kept while the panel is open, and answers one command line after another.

To start a process and load its libraries takes a second, which a click must not wait for. No QGIS here.
"""

from __future__ import annotations

import contextlib
import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from .coregix_core.errors import Cancelled
from .engine import Engine, no_window
from .process import KEPT_LINES, POLL_SECONDS, WINDOWS, CompletedRun, Event, absent, end, event_of, read_lines, sweep
from .translation import tr


@dataclass
class _Child:
    """A process that answers, and what it has said that nobody has read yet."""

    engine: Engine
    process: subprocess.Popen[str]
    folder: str
    said: queue.Queue[str | None] = field(default_factory=queue.Queue)
    words: list[str] = field(default_factory=list)
    """What came on stderr: nothing, unless it does not start."""
    readers: list[threading.Thread] = field(default_factory=list)

    def remember(self, line: str | None) -> None:
        """Keep a line of stderr."""
        if line is not None:
            self.words[:] = [*self.words[1 - KEPT_LINES:], line.strip()]


class Server:
    """At most one process; it starts with the first question, and again after a cancel."""

    def __init__(self, make_folder: Callable[[], str], environment: Callable[[Engine, str], Mapping[str, str]]) -> None:
        self._make_folder, self._environment = make_folder, environment
        self._lock = threading.Lock()
        self._child: _Child | None = None

    @property
    def process_id(self) -> int | None:
        """The process that is there now, or None."""
        return None if self._child is None else self._child.process.pid

    def ask(
        self, engine: Engine, words: Sequence[str], on_event: Callable[[Event], object], cancelled: Callable[[], bool],
        outputs: Sequence[str] = (),
    ) -> CompletedRun:
        """Run a command line of the core; ``on_event`` gets each event, in this thread. One at a time, from any thread.

        Raises Cancelled, after which no process is left, nor a temporary file beside ``outputs``, nor one of these that
        was not there before.
        """
        # A click and a measurement may come from two threads, and the process answers one after the other.
        with self._lock:
            child, before = self._started(engine), absent(outputs)
            try:
                return _answer(child, words, on_event, cancelled)
            # Whatever ended the question, its answer may still come, and would be taken for that of the next.
            except BaseException:
                self._end()
                sweep(child.process.pid, outputs, before)
                raise
            finally:
                if child.process.poll() is not None:
                    self._end()

    def close(self) -> None:
        """End the process, if there is one; what it does then is lost."""
        # Not under the lock: what runs is to end, and then gives the lock back.
        self._end()

    def _started(self, engine: Engine) -> _Child:
        if self._child is not None and self._child.engine == engine and self._child.process.poll() is None:
            return self._child
        self._end()
        folder = self._make_folder()
        # A session of its own, as for a single run; its questions come by stdin, and it ends when QGIS does.
        process = subprocess.Popen(
            engine.command("serve"), env=dict(self._environment(engine, folder)), cwd=folder, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
            start_new_session=not WINDOWS, **no_window())
        child = _Child(engine, process, folder)
        for stream, put in ((process.stdout, child.said.put), (process.stderr, child.remember)):
            child.readers.append(threading.Thread(target=read_lines, args=(stream, put), daemon=True))
            child.readers[-1].start()
        self._child = child
        return child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            end(child.process)
            if child.process.stdin is not None:
                with contextlib.suppress(OSError):  # what it never read
                    child.process.stdin.close()
            for reader in child.readers:
                reader.join(timeout=1)
            shutil.rmtree(child.folder, ignore_errors=True)


def _answer(
    child: _Child, words: Sequence[str], on_event: Callable[[Event], object], cancelled: Callable[[], bool],
) -> CompletedRun:
    completed = CompletedRun(0)
    assert child.process.stdin is not None
    # If it has ended, its last words come below.
    with contextlib.suppress(OSError):
        # One line a question: JSON has no line breaks of its own.
        child.process.stdin.write(json.dumps(list(words)) + "\n")
        child.process.stdin.flush()
    while True:
        line = _next_line(child, cancelled)
        if line is None:
            return _ended(child, completed)
        event = event_of(line.strip())
        # The process goes on, so that the end of its output is no sign.
        if event["event"] == "done":
            completed.exit_code, completed.result = int(event["exit_code"]), event.get("result")
            return completed
        if event["event"] == "error":
            completed.error = event
        elif event.get("message") or event["event"] == "progress":
            on_event(event)


def _next_line(child: _Child, cancelled: Callable[[], bool]) -> str | None:
    """What the process says next, None at its end; raises Cancelled."""
    while True:
        if cancelled():
            raise Cancelled(tr("The run was cancelled; nothing was written."))
        with contextlib.suppress(queue.Empty):
            return child.said.get(timeout=POLL_SECONDS)


def _ended(child: _Child, completed: CompletedRun) -> CompletedRun:
    """The end of a process that has gone before its answer."""
    completed.exit_code = child.process.wait() or 1
    # stderr is another pipe, and may be a moment behind.
    for reader in child.readers:
        reader.join(timeout=1)
    completed.lines = list(child.words)
    return completed
