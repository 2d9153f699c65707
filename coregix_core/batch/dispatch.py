"""Pairs given to workers, one each at a time, until all have an outcome; a stop lets the running ones clean up."""

from __future__ import annotations

import contextlib
import os
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from ..api import about, distributed_package, lost
from ..errors import Cancelled, EngineError
from ..matching import keep_engines
from ..progress import ProgressCallback, ProgressEvent
from .cluster import GO_ON, finished
from .outcome import PairResult, error_result, outcome_of
from .pair_list import Pair

# What a person can follow; a thousand workers that told of every block would be all that a scheduler does.
REPORT_SECONDS = 1.0

# Part of a batch that is done when its workers are there.
_STARTED = 0.02

# How long a cluster may have no worker once it had some: clusters replace workers that they lose, if they can.
PATIENCE_SECONDS = 300.0

# How long pairs that are asked to stop may take to clean up.
STOP_SECONDS = 20.0


@dataclass(frozen=True)
class Job:
    """A pair on its way: its place in the list, its arguments, and where its outcome is noted."""

    place: int
    pair: Pair
    note: Path


class Board:
    """Collects outcomes and shows how far the whole is."""

    def __init__(self, count: int, results: dict[int, PairResult], callback: ProgressCallback | None) -> None:
        self.count, self.results, self.callback = count, results, callback
        self.shares: dict[int, float] = {}
        self.started = False

    def heard(self, event: tuple[float, tuple[int, float]]) -> None:
        """Take note of how far a worker is with a pair; called by Dask's own thread."""
        place, share = event[1]
        # A plain store, which needs no lock beside Dask's thread.
        self.shares[place] = share

    def report(self) -> None:
        """Show the state; raises Cancelled where that is asked for."""
        if self.callback is None:
            return
        done, bad = len(self.results), sum(not result.well for result in self.results.values())
        # A copy: Dask's thread adds to it meanwhile.
        running = sum(share for place, share in list(self.shares.items()) if place not in self.results)
        overall = _STARTED * self.started + (1.0 - _STARTED) * min(1.0, (done + running) / self.count)
        message = f"{done} of {counted(self.count)}" + (f", {bad} not aligned" if bad else "")
        # False alone: a callback that returns nothing must not stop the run.
        if self.callback(ProgressEvent("batch", overall, overall, message)) is False:
            raise Cancelled(f"The batch was stopped; {GO_ON}.")


def dispatch(client: Any, jobs: Sequence[Job], board: Board, threads: int) -> None:  # noqa: ANN401 - Dask's client
    """Keep each worker busy with one pair until all are done; a stop lets the running ones clean up."""
    waiting, running = deque(jobs), dict[Any, Job]()
    board.started = True
    board.report()
    # Other batches may use the same cluster and the same folder.
    run = f"coregix-{os.getpid()}-{time.time_ns()}"
    # A file: a task that is running can look for it, wherever its worker is.
    stop = jobs[0].note.parent / f"{run}.stop"
    # A topic: reports come while a pair runs, when its future says nothing yet.
    client.subscribe_topic(run, board.heard)
    seen = time.monotonic()
    try:
        while waiting or running:
            workers = len(client.nthreads())
            seen = time.monotonic() if workers else seen
            if time.monotonic() - seen > PATIENCE_SECONDS:
                raise EngineError(f"The cluster has lost all its workers; {GO_ON}.")
            # One a worker and no queue on them: a pair is as parallel as its worker, and workers may come and go.
            while waiting and len(running) < max(1, workers):
                job = waiting.popleft()
                # Workers share the machine: each taking all processors would only get in the others' way.
                pair = replace(job.pair, threads=job.pair.threads or threads)
                # Not pure: the same arguments are another run, as files may have changed since.
                future = client.submit(_do, pair, str(job.note), (run, job.place, str(stop)),
                                       key=f"{run}-{job.place}", pure=False)
                running[future] = job
            # Each as it ends, and not in the list's order: a slow pair holds up its own worker alone.
            for future in finished(running):
                job = running.pop(future)
                board.results[job.place] = _outcome(job, future)
            board.report()
    finally:
        # Without the scheduler nothing of this can be done; the error that said so must not be hidden by another.
        with contextlib.suppress(*lost()):
            if running:
                _stop(running, stop)
            client.unsubscribe_topic(run)


def _stop(running: Mapping[Any, Job], stop: Path) -> None:
    """Ask the running pairs to stop, and give them time to remove what they have begun."""
    with contextlib.suppress(OSError):
        stop.touch()
    with contextlib.suppress(TimeoutError, OSError):
        distributed_package().wait(list(running), timeout=STOP_SECONDS)
    # Cancelled at last: those that did not stop in time are no longer waited for.
    for future in running:
        future.cancel()
    with contextlib.suppress(OSError):
        stop.unlink(missing_ok=True)


def _outcome(job: Job, future: Any) -> PairResult:  # noqa: ANN401 - Dask's future
    """The outcome of a pair: its worker's, or that its workers died or were lost one after the other."""
    try:
        return PairResult(**future.result())
    except lost():
        raise  # with the scheduler, all that it knew of the pair is gone, and the other pairs cannot go on
    except Exception as error:  # noqa: BLE001 - whatever became of the worker, the other pairs go on
        return error_result(job.pair, f"The worker was lost, and so were those that tried again ({about(error)}); "
                                      "give it more memory (memory_budget) or have fewer workers.")


def _do(pair: Pair, note: str, channel: tuple[str, int, str]) -> dict[str, Any]:
    """What a worker does for one pair; ``channel`` is (topic to report to, place in the list, stop file)."""
    topic, place, stop = channel
    worker = distributed_package().get_worker()
    reported = 0.0

    def progress(event: ProgressEvent) -> bool | None:
        nonlocal reported
        # Each report is a message to the scheduler, and a look for a file that may be far away.
        if time.monotonic() - reported < REPORT_SECONDS:
            return None
        reported = time.monotonic()
        worker.log_event(topic, (place, event.overall))
        return False if Path(stop).exists() else None

    threads = pair.threads or worker.state.nthreads
    # The next pair of this worker needs elastix as well, whose start takes half as long as its solve.
    keep_engines()
    return asdict(outcome_of(replace(pair, threads=threads), Path(note), progress))


def counted(count: int) -> str:
    """A number of pairs in words."""
    return f"{count} {'pair' if count == 1 else 'pairs'}"
