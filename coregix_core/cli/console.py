"""What a person or a program sees on stderr while a command runs: a bar, nothing, or one JSON object a line.

Nothing here fails a run: where stderr is closed, the console falls silent.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import IO, TYPE_CHECKING

from ..errors import Option, Sentence
from ..sentences import document, worded

if TYPE_CHECKING:
    from ..progress import ProgressEvent

BAR_WIDTH = 24
REDRAW_SECONDS = 0.1
MAX_REFUSALS = 5
# By how much the time left may grow over the least that was shown.
_MAX_GROWTH = 1.25

COLOURS = {"red": "31", "green": "32", "yellow": "33", "bold": "1"}
# A name may hold anything: a line feed would make two lines of one, an escape sequence would command the terminal.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
VERDICT_COLOURS = {"aligned": "green", "uncertain": "yellow", "failed": "red"}


class Console:
    """Writes a command's progress, log, summary and error to ``stream`` in the style of ``--progress``.

    ``name_of`` a parameter is what people who use the command call it.
    """

    def __init__(self, command: str, style: str, stream: IO[str] | None = None, *, debug: bool = False,
                 machine_readable: bool = False, name_of: Callable[[str], str] = str) -> None:
        self.command, self._name_of = command, name_of
        self.debug = debug
        self.machine_readable = machine_readable
        self._stream = stream
        terminal = self.stream.isatty()
        self.json = style == "json"
        self.bar = style == "auto" and terminal
        # The convention of no-color.org; dumb terminals would print the codes.
        self.colours = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self._start, self._left = time.monotonic(), TimeLeft()
        # So that the first event is drawn at once.
        self._drawn = -REDRAW_SECONDS
        self._line = 0
        self._last: ProgressEvent | None = None

    @property
    def stage(self) -> str:
        """The stage that was reported last; '' before the first."""
        return self._last.stage if self._last else ""

    @property
    def stream(self) -> IO[str]:
        """Where it writes: what was given, else stderr as it is now."""
        return sys.stderr if self._stream is None else self._stream

    def progress(self, event: ProgressEvent) -> None:
        """Show one step of the run, once however often it is reported."""
        if event == self._last:
            return
        self._last = event
        if self.json:
            self._emit(event="progress", stage=event.stage, fraction=round(event.fraction, 4),
                       overall=round(event.overall, 4), message=event.message)
        elif self.bar:
            self._draw(event)

    def log(self, level: str, message: str) -> None:
        """Show one line of the log."""
        if self.json:
            fields = {"parts": [document(message)]} if isinstance(message, Sentence) else {}
            self._emit(event="log", level=level, message=message, **fields)
        else:
            self._print(visible(worded(message, self._name_of)))

    def summary(self, message: str) -> None:
        """Say in a line what came out."""
        if self.json:
            self._emit(event="log", level="info", message=message)
            return
        verdict, colon, rest = "\n".join(map(visible, message.split("\n"))).partition(":")
        self._print(self.coloured(verdict, VERDICT_COLOURS.get(verdict, "")) + colon + rest)

    def refusals(self, lines: Sequence[str]) -> None:
        """Say of some parts of a run why they have no output; a program has all of them in the result."""
        for line in () if self.json else lines[:MAX_REFUSALS]:
            self._print(f"  {visible(line)}")
        if not self.json and len(lines) > MAX_REFUSALS:
            self._print(f"  ... and {len(lines) - MAX_REFUSALS} more")

    def error(self, error_type: str, message: str, exit_code: int, parts: Sequence[str | Option] = ()) -> None:
        """Say why the command ends without its result.

        ``parts`` are those of the message: a program that shows it gets patterns and facts, for words of its own.
        """
        if self.json:
            named = any(type(part) is not str for part in parts)
            fields = {"parts": [document(part) for part in parts]} if named else {}
            self._emit(event="error", type=error_type, message=message, exit_code=exit_code, **fields)
        else:
            self._print(f"coregix {self.command}".rstrip() + f": {self.coloured('error', 'red')}: {visible(message)}")

    def coloured(self, text: str, colour: str) -> str:
        """The text in a colour, where the stream shows colours."""
        return f"\033[{COLOURS[colour]}m{text}\033[0m" if self.colours and colour else text

    def clear(self) -> None:
        """Take the bar away."""
        if self._line:
            self._write("\r" + " " * self._line + "\r")
            self._line = 0

    def _draw(self, event: ProgressEvent) -> None:
        now = time.monotonic()
        # The last one is always drawn: the bar must not stop short of its end.
        if now - self._drawn < REDRAW_SECONDS and event.overall < 1.0:
            return
        self._drawn = now
        full = round(BAR_WIDTH * min(max(event.overall, 0.0), 1.0))
        text = f"[{'#' * full}{'.' * (BAR_WIDTH - full)}] {event.overall:4.0%} {event.stage}"
        text += self._left.wording(now - self._start, event.overall)
        text += f"  {visible(event.message)}" if event.message else ""
        # A bar longer than the line would scroll; the size is asked anew since windows change.
        with contextlib.suppress(OSError, ValueError):
            text = text[: (os.get_terminal_size(self.stream.fileno()).columns or 80) - 1]
        # Padded to the line before, whose end would else be left standing.
        self._write("\r" + text.ljust(self._line))
        self._line = len(text)

    def _print(self, text: str) -> None:
        self.clear()
        self._write(text + "\n")

    def _emit(self, **event: object) -> None:
        self._write(json.dumps(event) + "\n")

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            self.stream.write(text)
            self.stream.flush()


@contextlib.contextmanager
def logged_to(console: Console) -> Iterator[None]:
    """Show the records of the logger ``coregix_core`` on a console; what libraries log and warn of stays unseen."""
    import logging
    import warnings

    # Made here, as logging is imported only by runs that get so far.
    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            # A sentence stays one: a program that speaks another language says it anew.
            message = record.msg if isinstance(record.msg, Sentence) else record.getMessage()
            console.log(record.levelname.lower(), message)

    logger, handler, silence = logging.getLogger("coregix_core"), Handler(), logging.NullHandler()
    level = logger.level
    logger.setLevel(logging.DEBUG if console.debug else logging.INFO)
    logger.addHandler(handler)
    # Without a handler at the root, Python prints the errors of libraries, which come back as our own, on stderr.
    logging.getLogger().addHandler(silence)
    try:
        with warnings.catch_warnings():
            if not console.debug:
                warnings.simplefilter("ignore")
            yield
    finally:
        console.clear()
        logger.removeHandler(handler)
        logging.getLogger().removeHandler(silence)
        logger.setLevel(level)


def visible(text: str) -> str:
    """A text in one line, control characters in it written as Python writes them."""
    return _CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


class TimeLeft:
    """How long a run will still take, as it is shown: what was shown once is not a quarter larger later.

    Shares of the stages differ from run to run, so that the first steps promise too little as often as too much. What
    the pace asks for beyond the quarter is waited for at the time that was shown.
    """

    def __init__(self) -> None:
        self._least = math.inf

    def seconds(self, elapsed: float, overall: float) -> float | None:
        """Seconds left, from those that passed and the share (0..1) that is done; None while that is a guess."""
        # From the first steps alone, hours and seconds are guessed alike.
        if elapsed < 2.0 or not 0.02 < overall < 1.0:
            return None
        left = min(elapsed * (1.0 - overall) / overall, _MAX_GROWTH * self._least)
        # A second and not none: a run that goes on has something left, and a quarter more of nothing is nothing.
        self._least = max(1.0, min(self._least, left))
        return left

    def wording(self, elapsed: float, overall: float) -> str:
        """', about 1:20 left', or '' while that is anyone's guess."""
        left = self.seconds(elapsed, overall)
        if left is None:
            return ""
        minutes, seconds = divmod(round(left), 60)
        hours, minutes = divmod(minutes, 60)
        return f", about {hours}:{minutes:02}:{seconds:02} left" if hours else f", about {minutes}:{seconds:02} left"


def plain(value: object) -> object:
    """A value in the types of JSON: numbers that are not finite become null, paths and others text."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(v) for v in value]
    if isinstance(value, float):
        # NaN and infinity, less themselves, are NaN.
        return float(value) if value - value == 0.0 else None
    if value is None or isinstance(value, (str, int)):
        return value
    # numpy's scalars and arrays, without importing numpy
    tolist = getattr(value, "tolist", None)
    return plain(tolist()) if tolist else str(value)
