"""stdout and stderr of the process: one for the result, one for our words, and neither for what libraries print."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import IO


class StdoutLost(Exception):
    """stdout takes nothing more, as on a full disk, while somebody reads it; the reason is its text."""


def stand_in_for_closed() -> None:
    """Open the standard streams that the process was started without on nothing.

    The next file would get the descriptor of one, and what libraries print would end in the midst of a raster.
    """
    # In this order each open takes the lowest descriptor that is free, which is that of the stream.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = open(os.devnull, mode, encoding="utf-8")  # noqa: SIM115, PTH123 - as long as the process
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)


def sent(out: IO[str], text: str) -> None:
    """Write on stdout, now and not when the process ends: what is wrong with it shows here, where it can be reported.

    Raises BrokenPipeError if nobody reads it any more, StdoutLost if it takes nothing more.
    """
    try:
        out.write(text)
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StdoutLost(error.strerror or str(error)) from error


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
        out = os.fdopen(os.dup(kept[0]), "w", encoding="utf-8")
        try:
            yield out
        finally:
            # What could not be written was reported by then.
            with contextlib.suppress(OSError):
                out.close()
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
