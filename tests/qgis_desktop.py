"""A QGIS with windows, on a screen of its own under Xvfb, that plays one task after another for the tests."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SCRIPT = Path(__file__).with_name("qgis") / "desktop.py"
SCREEN = "-screen 0 1440x900x24"
PATIENCE = 300
"""The longest that a task may take, in seconds."""


class Desktop:
    """Plays tasks of ``desktop.py``. QGIS starts with the first one, and anew after one that failed."""

    def __init__(self, host: Any, profile: Path, **variables: str) -> None:
        self.host, self.profile, self.variables = host, profile, variables
        self.process: subprocess.Popen[bytes] | None = None

    def __call__(self, do: str, name: str, **task: Any) -> tuple[dict[str, Any], Path]:
        """Play a task; gives what it saw, and the folder with its screenshots, which stay for people to look at."""
        shots = ROOT / "build" / "screenshots" / f"{self.host.name}{name}"
        shutil.rmtree(shots, ignore_errors=True)
        if self.process is None:
            self._start()
        self._tasks.write(json.dumps({"do": do, "shots": str(shots), **task}, default=str) + "\n")
        seen = self._answer()
        if "failed" in seen:
            self.close()
        assert "failed" not in seen, seen
        (shots / "seen.json").write_text(json.dumps(seen, indent=1), encoding="utf-8")
        assert seen["plugin"]
        return seen, shots

    def _start(self) -> None:
        tasks_here, tasks_there = os.pipe()
        answers_here, answers_there = os.pipe()
        environment = self.host.environment(
            self.profile, QT_QPA_PLATFORM="xcb", DESKTOP_TASKS=str(tasks_here), DESKTOP_ANSWERS=str(answers_there),
            DESKTOP_FOLDER=str(SCRIPT.parent), **self.variables)
        self.log = self.profile / "desktop.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                ["/usr/bin/xvfb-run", "--auto-servernum", "--server-args", SCREEN, self.host.program("qgis"),
                 "--nologo", "--noversioncheck", "--code", str(SCRIPT)],
                pass_fds=(tasks_here, answers_there), env=environment, cwd=self.profile, stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        os.close(tasks_here)
        os.close(answers_there)
        self._tasks, self._answers = os.fdopen(tasks_there, "w", buffering=1), os.fdopen(answers_here)

    def _answer(self) -> dict[str, Any]:
        ready = select.select([self._answers], [], [], PATIENCE)[0]
        line = self._answers.readline() if ready else ""
        said = self.log.read_text(errors="replace")[-6000:]
        return json.loads(line) if line else {"failed": f"no answer; QGIS said: {said}"}

    def close(self) -> None:
        """End the QGIS and its screen; it ends by itself once nobody can give it tasks."""
        if self.process is None:
            return
        self._tasks.close()
        self._answers.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            # xvfb-run would leave its QGIS and its screen behind.
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait()
        self.process = None
