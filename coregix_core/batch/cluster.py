"""Dask workers: local processes, or those of a cluster that exists and sees the same files.

Trust such a cluster, as Dask lets its members run code.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Collection, Iterator
from importlib import import_module
from typing import Any

from ..api import connected, distributed_package
from ..io import available_threads
from ..options import BatchOptions
from ..own_process import main_left_out

MIB = 1 << 20
POLL_SECONDS = 0.5

# Local workers' first act: Ctrl-C reaches them too, but this process decides when they stop.
DEAF_TO_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"

# Local workers' second act; those of a cluster are not ours to set up.
SET_UP = "from coregix_core.own_process import set_up; set_up()"

# Settings of Dask: workers that look at their own stack and clock a hundred times a second took a fifth of a pair's
# processor time, as each look waits for Python's lock and has the pair wait for it.
QUIET = {"distributed.worker.profile.enabled": False, "distributed.admin.tick.interval": "500ms"}

# A worker that grows beyond this many budgets is ended, and its pair is tried again.
MEMORY_FACTOR = 2.0

GO_ON = "the pairs that are finished stay, and the same command goes on from there"


@contextlib.contextmanager
def workers_for(options: BatchOptions, count: int) -> Iterator[tuple[Any, int]]:
    """(a Dask client of the scheduler that was given, or of local workers; threads for a pair, 0: the worker's own)."""
    distributed = distributed_package()
    threads = options.threads
    with contextlib.ExitStack() as closing:
        if options.scheduler is not None:
            address = options.scheduler
        else:
            closing.enter_context(import_module("dask.config").set(QUIET))
            # To the end: a worker that is ended is started anew.
            closing.enter_context(main_left_out())
            workers = worker_count(options, count)
            threads = threads or max(1, available_threads() // workers)
            # Keys for this run alone: whoever else is on this machine must not give the workers work. The scheduler's
            # pages are for this machine, at a port that no other batch has.
            address = closing.enter_context(distributed.LocalCluster(
                n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, security=True,
                preload=[DEAF_TO_CTRL_C, SET_UP], memory_limit=int(options.memory_budget * MIB * MEMORY_FACTOR),
                scheduler_kwargs={"dashboard_address": "127.0.0.1:0"}, silence_logs=logging.CRITICAL))
        name = options.scheduler or "of the local workers"
        yield closing.enter_context(connected(address, name, GO_ON)), threads


def worker_count(options: BatchOptions, count: int) -> int:
    """Local workers: as asked for, else as many as processors and memory carry, and no more than there are pairs."""
    if options.workers:
        return min(options.workers, count)
    # Of the container where there is one, and not of the machine.
    memory = import_module("distributed.system").MEMORY_LIMIT
    by_memory = int(memory / (options.memory_budget * MIB * MEMORY_FACTOR))
    return max(1, min(available_threads() // max(1, options.threads), by_memory, count))


def finished(running: Collection[Any]) -> list[Any]:
    """Futures that have ended, waiting a moment for the first."""
    try:
        return list(distributed_package().wait(list(running), timeout=POLL_SECONDS, return_when="FIRST_COMPLETED").done)
    except TimeoutError:
        return []
