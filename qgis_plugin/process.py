"""The core as a child process: its progress events in, one result out, and nothing left of it where it is cancelled.

No QGIS here. The child leads a process group of its own, so that whatever it starts ends with it.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from .coregix_core.errors import Cancelled, UnreliableAlignmentError
from .coregix_core.options import Command
from .engine import no_window
from .translation import tr
from .wording import in_words

WINDOWS = sys.platform == "win32"
POLL_SECONDS = 0.1
# How long a cancelled child may tidy up before it is killed.
GRACE_SECONDS = 0.8
KEPT_LINES = 30
UNRELIABLE = UnreliableAlignmentError.exit_code

Event = dict[str, Any]


@dataclass
class CompletedRun:
    """How the child ended: its exit code, the result that it printed, its error event, and other lines of stderr."""

    exit_code: int
    result: dict[str, Any] | None = None
    error: Event | None = None
    lines: list[str] = field(default_factory=list)

    def worded(self, command: Command) -> str:
        """The message in the words of the dialogs and the language of QGIS."""
        # A message without gaps comes as a text alone, and is its own pattern.
        parts = None if self.error is None else self.error.get("parts") or [self.message]
        return in_words(parts, command) if parts else self.message

    @property
    def message(self) -> str:
        """Why it failed, as a sentence in the words of the command line; '' if it did not."""
        # Of many, some may be aligned and some not: that has a result, an exit code of its own, and no error.
        if self.result is not None and self.error is None and self.exit_code in (0, UNRELIABLE):
            return ""
        if self.error is not None:
            # The core's own sentence is above what exit codes tell.
            return str(self.error["message"])
        last = tr(" Its last words: {line}").format(line=self.lines[-1]) if self.lines else ""
        if self.exit_code == 0:
            return tr("The engine ended without a result.") + last
        if self.exit_code < 0:
            return tr("The engine was ended by signal {signal}; memory may have run out.").format(
                signal=-self.exit_code) + last
        return tr("The engine failed with exit code {code}.").format(code=self.exit_code) + last


def run(
    command: Sequence[str], environment: Mapping[str, str], on_event: Callable[[Event], object],
    cancelled: Callable[[], bool], folder: str | None = None, outputs: Sequence[str] = (),
) -> CompletedRun:
    """Run the core and wait for it; ``on_event`` gets each event, in this thread.

    Raises Cancelled within 2 s after ``cancelled`` says so; then no process is left, no temporary file of its beside
    ``outputs``, and none of these that was not there before. Lines of stderr that are no events come as log events of
    the level "info".
    """
    before = absent(outputs)
    # No shell, no stdin, a session of its own: Ctrl-C in a terminal that started QGIS is not for the engine.
    child = subprocess.Popen(
        list(command), env=dict(environment), cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, encoding="utf-8", errors="replace", start_new_session=not WINDOWS, **no_window())
    # A queue, since events have to be handed on in this thread: QGIS's feedback belongs to it.
    lines: queue.Queue[str | None] = queue.Queue()
    printed: list[str] = []
    # Both pipes are read at once, or a full one would stop the child.
    readers = [threading.Thread(target=read_lines, args=(child.stderr, lines.put), daemon=True),
               threading.Thread(target=read_lines, args=(child.stdout, printed.append), daemon=True)]
    for reader in readers:
        reader.start()
    completed = CompletedRun(0)
    try:
        _listen(lines, child, completed, on_event, cancelled)
    # BaseException: no way out of here may leave a child behind.
    except BaseException:
        end(child)
        sweep(child.pid, outputs, before)
        raise
    # A grandchild that outlives the child may hold the pipes; the result has been printed by then.
    for reader in readers:
        reader.join(timeout=5)
    # On a busy machine the child's last words are read after it has ended.
    while not lines.empty():
        _hear(lines.get(), completed, on_event)
    completed.exit_code = child.wait()
    completed.result = _result("".join(line for line in printed if line is not None))
    return completed


def pasteable(command: Sequence[str]) -> str:
    """A command line as a person would type it into this system's terminal."""
    return subprocess.list2cmdline(command) if WINDOWS else " ".join(map(shlex.quote, command))


def end(child: subprocess.Popen[str]) -> None:
    """End a child and all that it started: ask first, so that it removes its files, then kill."""
    if WINDOWS:
        # Windows has no signal that asks: the sweep afterwards does what the child cannot.
        kill = ["taskkill", "/T", "/F", "/PID", str(child.pid)]
        subprocess.run(kill, capture_output=True, check=False, **no_window())
    else:
        _signal(child.pid, signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        while child.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        # Also where the child has ended: what it started may not have.
        _signal(child.pid, signal.SIGKILL)
    child.wait()


def absent(outputs: Sequence[str]) -> list[str]:
    """Outputs that are not there yet."""
    return [output for output in outputs if not os.path.lexists(output)]


def sweep(pid: int, outputs: Sequence[str], made: Sequence[str] = ()) -> None:
    """Remove what a killed core left beside its outputs under temporary names (those of ``atomic.replacing``).

    And the files that it ``made``: of several outputs some may have been whole already.
    """
    for path in filter(Path.is_file, map(Path, made)):
        with contextlib.suppress(OSError):
            path.unlink()
    for folder in {folder for output in outputs for folder in (Path(output), Path(output).parent)}:
        for path in folder.glob(f".coregix-*-{pid}-*"):
            # What is still held open stays; the next run onto the output removes it.
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
                continue
            with contextlib.suppress(OSError):
                path.unlink()


def _signal(group: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):  # all have ended (macOS: PermissionError)
        os.killpg(group, number)


def read_lines(stream: IO[str], put: Callable[[str | None], object]) -> None:
    """Hand on each line of a stream, then None."""
    with stream:
        for line in stream:
            put(line)
    put(None)


def _listen(
    lines: queue.Queue[str | None], child: subprocess.Popen[str], completed: CompletedRun,
    on_event: Callable[[Event], object], cancelled: Callable[[], bool],
) -> None:
    """Hand on events until stderr closes or the child has ended; raises Cancelled."""
    while True:
        if cancelled():
            raise Cancelled(tr("The run was cancelled; nothing was written."))
        try:
            line = lines.get(timeout=POLL_SECONDS)
        except queue.Empty:
            # A grandchild may hold the pipe open; what matters is the child.
            if child.poll() is not None:
                return
            continue
        if line is None:
            return
        _hear(line, completed, on_event)


def _hear(line: str | None, completed: CompletedRun, on_event: Callable[[Event], object]) -> None:
    """Hand on one line of stderr, of which the end is None."""
    if line is None:
        return
    event = event_of(line.strip())
    if event.get("event") == "error":
        completed.error = event
    elif event.get("message") or event.get("event") == "progress":
        on_event(event)
    if event.get("event") == "log":
        # The last ones alone: a child that floods its log must not fill QGIS's memory.
        completed.lines = [*completed.lines[1 - KEPT_LINES:], str(event["message"])]


def event_of(line: str) -> Event:
    """A line as an event of the core's."""
    if line.startswith("{"):
        try:
            event = json.loads(line)
        except ValueError:
            event = None
        # Native libraries may print lines that begin with a brace too.
        if isinstance(event, dict) and (event.get("event") == "done" or (
                event.get("event") in ("progress", "log", "error") and "message" in event)):
            return event
    return {"event": "log", "level": "info", "message": line}


def _result(text: str) -> dict[str, Any] | None:
    """What the child printed on stdout, where it is one JSON object."""
    try:
        result = json.loads(text)
    except ValueError:
        return None
    return result if isinstance(result, dict) else None
