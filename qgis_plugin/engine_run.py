"""One run of the engine under a Processing algorithm: the command line in the log, progress in words, warnings."""

from __future__ import annotations

import os
from collections.abc import Sequence

from qgis.core import QgsProcessingFeedback

from . import host
from .engine import Engine, EngineMissing, clean_environment
from .groups import with_groups
from .process import CompletedRun, Event, pasteable, run
from .translation import tr
from .wording import heard

# Characters of a word of the command line that the log shows: the WKT of a CRS fills pages.
LONGEST_WORD = 200


# How the core's summary for terminals begins; QGIS's log has the same in its own words.
VERDICTS = ("aligned:", "uncertain:", "failed:")


def stage_name(stage: str) -> str:
    """A stage of the core's in words."""
    return {
        "read": tr("Reading the rasters"), "solve": tr("Looking for the displacement"),
        "assess": tr("Measuring how well they fit"), "warp": tr("Writing the moved pixels"),
        "report": tr("Writing the report"), "stack": tr("Aligning the images to each other"),
    }.get(stage, stage)


def run_engine(
    words: Sequence[str], folder: str, outputs: Sequence[str], feedback: QgsProcessingFeedback,
    keep: bool = False,
) -> CompletedRun:
    """Check the engine and run a command line of the core in it; temporary files go to ``folder`` unless ``keep``.

    Raises EngineMissing or Cancelled.
    """
    # Found anew at each run: it may have been installed, removed or outdated since the last one.
    engine = host.engine()
    engine.check()
    engine, words = with_groups(
        engine, words, lambda fraction, message: feedback.setProgressText(message) if not fraction else None,
        feedback.pushWarning, lambda: host.asked_to_stop(feedback))
    # JSON lines, as a bar for people cannot be read back.
    line = engine.command(*words, "--progress", "json")
    feedback.pushInfo(tr("The same in a terminal:"))
    feedback.pushCommandInfo(terminal_line(line))
    environment = engine_environment(engine, "" if keep else folder)
    try:
        return run(line, environment, Listener(feedback).hear, lambda: host.asked_to_stop(feedback), folder,
                   outputs)
    except OSError as error:
        raise EngineMissing(tr("The Coregix engine does not start: {error}.").format(error=error)) from error


def engine_environment(_engine: Engine, folder: str) -> dict[str, str]:
    """The engine's environment; its temporary files go to ``folder``, where one is given."""
    environment = clean_environment(os.environ)
    if folder:
        # Within a folder that goes away, so that nothing stays where the process is killed.
        environment.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder))
    return environment


def terminal_line(line: Sequence[str]) -> str:
    """A command line for the log, with words of pages cut short."""
    return pasteable([w if len(w) <= LONGEST_WORD else f"{w[:LONGEST_WORD]}…" for w in line])


class Listener:
    """Turns the core's events into QGIS's feedback."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self._feedback = feedback
        self._stage = ""

    def hear(self, event: Event) -> None:
        """Show one event."""
        message = heard(event)
        if event["event"] == "progress":
            self._feedback.setProgress(100.0 * float(event.get("overall", 0.0)))
            # A line for each stage, not for each step: the log is for people, and the steps are for developers.
            stage = str(event.get("stage", ""))
            if stage != self._stage:
                self._stage = stage
                self._feedback.setProgressText(stage_name(stage))
        elif event.get("level") == "warning":
            self._feedback.pushWarning(message)
        elif event.get("level") in ("error", "critical"):
            self._feedback.reportError(message)
        elif not message.startswith(VERDICTS):
            self._feedback.pushConsoleInfo(message)
