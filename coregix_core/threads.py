"""The threads that a piece of work may use: each cuts itself into parts whose results do not depend on their number.

The number goes with the context and not with arguments, since filters deep down use it. Threads that are started here
begin with one thread of their own, so that work within work is not spread once more. Who listens to the work goes with
the context too: each piece that is done is a beat, by which progress moves on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from itertools import pairwise
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

_THREADS: ContextVar[int] = ContextVar("threads", default=1)

# Called with the number of pieces of work that were done since; from any thread. It may raise to stop.
Listener = Callable[[int], object]

_LISTENER: ContextVar[Listener] = ContextVar("listener", default=lambda _: None)

# How often a thread that waits for others lets the listener see what they have done.
_POLL_SECONDS = 0.2

# Rows below which a part of an array is not worth a thread.
_MIN_ROWS = 128


def using_threads(count: int) -> AbstractContextManager[None]:
    """Let what runs within use so many threads."""
    return _within(_THREADS, count)


def heard_by(listener: Listener) -> AbstractContextManager[None]:
    """Let a listener hear each ``beat`` within, also of threads that are started there."""
    return _within(_LISTENER, listener)


@contextmanager
def _within(variable: ContextVar[Item], value: Item) -> Iterator[None]:
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


def beat(pieces: int = 1) -> None:
    """Say that pieces of work are done, to whoever listens."""
    _LISTENER.get()(pieces)


def each(work: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
    """The results of ``work`` on items, in their order, made by the threads at hand; a beat after each."""
    return spread(work, items, min(_THREADS.get(), len(items)))


def spread(work: Callable[[Item], Made], items: Sequence[Item], count: int) -> list[Made]:
    """The results of ``work`` on items, in their order, made by ``count`` threads; a beat after each."""
    if count < 2:
        return [_beaten(work(item)) for item in items]
    listener = _LISTENER.get()

    def heard(item: Item) -> Made:
        # A thread begins with an empty context.
        with heard_by(listener):
            return _beaten(work(item))

    with ThreadPoolExecutor(count) as pool:
        futures = [pool.submit(heard, item) for item in items]
        try:
            # In the order of the items, so that results do not depend on which thread is first.
            return [_awaited(future) for future in futures]
        finally:
            # After an error, what has not begun need not.
            for future in futures:
                future.cancel()


def _beaten(made: Made) -> Made:
    beat()
    return made


def _awaited(future: Future[Made]) -> Made:
    """The result of a thread; meanwhile this one lets the listener see what others have done."""
    while not wait([future], _POLL_SECONDS).done:
        beat(0)
    beat(0)
    return future.result()


def in_bands(work: Callable[[slice], object], rows: int, *, heard: bool = True) -> None:
    """Have ``work`` done on all of so many rows, by bands of them; it must treat each row by itself.

    What is too small a piece of work to count should not be ``heard``.
    """
    count = max(1, min(_THREADS.get(), rows // _MIN_ROWS))
    edges = [rows * i // count for i in range(count + 1)]
    with nullcontext() if heard else heard_by(lambda _: None):
        each(work, [slice(a, b) for a, b in pairwise(edges)])
