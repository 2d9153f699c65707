"""An elastix process that is kept for the next pair, in processes that align many; others start one for each."""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager

from .elastix import Elastix


class _Kept:
    """Whether this process keeps an engine, and the one that waits to be used."""

    def __init__(self) -> None:
        self.requested = False
        self.waiting: Elastix | None = None

    def take(self) -> Elastix | None:
        """The engine that waits, for one user alone; None if there is none, or it died while it waited."""
        engine, self.waiting = self.waiting, None
        if engine is not None and engine.ended:
            engine.close()
            return None
        return engine

    def end(self) -> None:
        """Leave no process behind."""
        if (engine := self.take()) is not None:
            engine.close()


_KEPT = _Kept()


def keep_engines() -> None:
    """Have this process keep its elastix process between pairs, until it ends."""
    if not _KEPT.requested:
        _KEPT.requested = True
        atexit.register(_KEPT.end)


@contextmanager
def engine_for(work_dir: os.PathLike[str], *, log_to_console: bool = False, timeout: float = 300.0
               ) -> Iterator[Elastix]:
    """An engine that writes its log to ``work_dir``: the kept one, if this process keeps one, else one that ends here.

    An engine whose pair was stopped, or failed, is not kept: it may still be at work.
    """
    # A log on the console belongs to the process that was started for it.
    if not _KEPT.requested or log_to_console:
        with Elastix(work_dir, log_to_console=log_to_console, timeout=timeout) as engine:
            yield engine
        return
    engine = _KEPT.take() or Elastix(work_dir, outlives=True)
    engine.serve_pair(work_dir, timeout)
    try:
        yield engine
    except BaseException:
        engine.close()
        raise
    # Two threads may have had one each.
    _KEPT.end()
    _KEPT.waiting = engine
