"""``coregix serve``: command lines from stdin, one JSON list a line, for programs that ask often.

A process takes a second to start and load its libraries; one that stays answers a small question in a fraction of
that. All answers come on stdout, one JSON object a line: the events that ``--progress json`` has on stderr, and at the
end of each command ``{"event": "done", "exit_code": 0, "result": {...}}``, with null for a command that prints none.
The process ends when stdin does, or when a signal stops a command.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Callable, Sequence
from typing import IO

from .streams import own_streams

# A command line -> its exit code, as ``main`` is.
Run = Callable[[Sequence[str]], int]

# Exit codes above this are of signals.
_STOPPED = 128


def serve(run: Run) -> int:
    """Answer until stdin ends; the exit code is 0, or that of the signal that stopped a command."""
    from ..matching import keep_engines

    keep_engines()
    questions = sys.stdin
    # Around all commands: libraries of one may still print when the next one runs.
    with own_streams(debug=False) as out:
        for line in questions:
            if not line.strip():
                continue
            code = _answered(line, run, out)
            if code > _STOPPED:
                return code
    return 0


def _answered(line: str, run: Run, out: IO[str]) -> int:
    """Run one command line; its events and its end go to ``out``."""
    words, printed = _words(line), io.StringIO()
    if words is None:
        _send(out, event="error", type="InputError", message="A question is a JSON list of words.", exit_code=2)
        _send(out, event="done", exit_code=2, result=None)
        return 2
    # Events and the end on one stream: two could not be put in order again.
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(out):
        code = run(words)
    _send(out, event="done", exit_code=code, result=_object(printed.getvalue()))
    return code


def _words(line: str) -> list[str] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, list) and all(isinstance(word, str) for word in found) else None


def _object(text: str) -> object:
    """What a command printed, if that is JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def _send(out: IO[str], **event: object) -> None:
    out.write(json.dumps(event) + "\n")
    out.flush()
