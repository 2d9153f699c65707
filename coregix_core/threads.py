"""The threads that a piece of work may use: each cuts itself into parts whose results do not depend on their number.

The number goes with the context and not with arguments, since filters deep down use it. Threads that are started here
begin with one thread of their own, so that work within work is not spread once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import pairwise
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

_THREADS: ContextVar[int] = ContextVar("threads", default=1)

_LEAST_ROWS = 128
"""Rows below which a part of an array is not worth a thread."""


@contextmanager
def using_threads(count: int) -> Iterator[None]:
    """Let what runs within use so many threads."""
    token = _THREADS.set(count)
    try:
        yield
    finally:
        _THREADS.reset(token)


def each(work: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
    """The results of ``work`` on items, in their order, made by the threads at hand."""
    count = min(_THREADS.get(), len(items))
    if count < 2:
        return [work(item) for item in items]
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(work, items))


def in_bands(work: Callable[[slice], object], rows: int) -> None:
    """Have ``work`` done on all of so many rows, by bands of them; it must treat each row by itself."""
    count = max(1, min(_THREADS.get(), rows // _LEAST_ROWS))
    edges = [rows * i // count for i in range(count + 1)]
    each(work, [slice(a, b) for a, b in pairwise(edges)])
