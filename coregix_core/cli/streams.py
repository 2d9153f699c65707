"""stdout and stderr of the process: one for the result, one for our words, and neither for what libraries print."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import IO


@contextlib.contextmanager
def own_streams(*, debug: bool) -> Iterator[IO[str]]:
    """Keep stdout for the result, which is yielded, and stderr for our own words.

    Native libraries print on both (elastix its log, libtiff and PROJ their errors, which come back as ours); so do
    child processes. What they say is dropped, or goes to stderr under ``debug``.
    """
    streams = sys.__stdout__, sys.__stderr__
    if (sys.stdout, sys.stderr) != streams or None in streams:  # a notebook's, a test's, or none at all
        yield sys.stdout
        return
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    # By descriptor: native code knows nothing of sys.stdout.
    kept = os.dup(1), os.dup(2)
    # backslashreplace: a file name that is no text must not make an error message fail.
    words = os.fdopen(os.dup(2), "w", encoding="utf-8", errors="backslashreplace", buffering=1)
    # By descriptor again, so that native code and child processes fall silent too.
    if not debug:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
    os.dup2(2, 1)
    sys.stderr = words
    try:
        with os.fdopen(os.dup(kept[0]), "w", encoding="utf-8") as out:
            yield out
    finally:
        sys.stderr = sys.__stderr__
        with contextlib.suppress(OSError):
            # What a library's print left in Python's buffer would come out behind the result.
            sys.stdout.flush()
        with contextlib.suppress(OSError):
            words.close()
        # Also after an error: the caller may be a program that goes on.
        for here, there in zip(kept, (1, 2), strict=True):
            os.dup2(here, there)
            os.close(here)


def mute_stdout() -> None:
    """Keep the interpreter from complaining about a closed stdout when it leaves."""
    with contextlib.suppress(OSError, ValueError), open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
