"""The warnings of a run, kept for its result: whoever opens a report or a JSON file has not seen what was logged."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Kept(logging.Filter):
    """Lets all records of a logger pass, and keeps the warnings of one thread."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._thread = threading.get_ident()

    def filter(self, record: logging.LogRecord) -> bool:
        # Runs in other threads have results of their own.
        if record.levelno >= logging.WARNING and threading.get_ident() == self._thread:
            self.said.append(record.getMessage())
        return True


@contextmanager
def warned() -> Iterator[list[str]]:
    """The list that warnings of this thread are added to as they are said."""
    # A filter and not a handler: with one, Python would no longer print warnings where nobody asked for logging.
    kept, log = _Kept(), logging.getLogger("coregix_core")
    log.addFilter(kept)
    try:
        yield kept.said
    finally:
        log.removeFilter(kept)
