"""Many pairs, aligned by Dask workers; what is finished is not done again.

Workers are local processes, or those of a Dask cluster that exists and sees the same files; trust that cluster, as Dask
lets its members run code. Each worker does one pair at a time. As a pair ends, its worker notes the outcome in the
output folder (``.coregix-batch``), under a key of the inputs (path, size, time) and all settings: the next run with the
same inputs and settings takes it from there. A pair whose worker dies is given to another one.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import logging
import os
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from .._version import __version__
from ..api import keywords_of
from ..errors import Cancelled, EngineError, InputError, MissingDependencyError, Option, UnreliableAlignmentError
from ..io import available_threads, can_write_tables, write_table, write_text
from ..matching import keep_engines
from ..options import BATCH, PROGRESS, AlignOptions, BatchOptions
from ..progress import ProgressCallback, ProgressEvent
from .outcome import PairResult, error_result, key_of, noted, outcome_of
from .pair_list import Pair, listed_pairs, series_pairs

NOTES = ".coregix-batch"
SUMMARY = "batch-summary"
MIB = 1 << 20
POLL_SECONDS = 0.5
REPORT_SECONDS = 1.0
START_SECONDS = 60.0
"""How long a cluster may have no worker at the start."""

PATIENCE_SECONDS = 300.0
"""How long it may have none later: clusters replace workers that they lose, if they can."""

STOP_SECONDS = 20.0
"""How long pairs that are asked to stop may take to clean up."""

DEAF_TO_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"
"""Local workers' first act: Ctrl-C reaches them too, but this process tells them when to stop."""

MEMORY_FACTOR = 2.0
"""A worker that grows beyond this many budgets is ended, and its pair is tried again."""

GO_ON = "the pairs that are finished stay, and the same command goes on from there"

log = logging.getLogger("coregix_core")


@dataclass(frozen=True)
class BatchResult:
    """What ``run_batch`` returns: the outcome of each pair, in their order, and where the summary is."""

    output_folder: str
    summary_csv: str
    summary_json: str
    pairs: tuple[PairResult, ...]
    seconds: float
    summary_parquet: str | None = None

    @property
    def exit_code(self) -> int:
        """0 where all pairs went well, 3 where some did not."""
        return 0 if all(pair.well for pair in self.pairs) else UnreliableAlignmentError.exit_code

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        return {"output_folder": self.output_folder, "summary_csv": self.summary_csv,
                "summary_json": self.summary_json, "summary_parquet": self.summary_parquet, "count": len(self.pairs),
                "verdicts": dict(Counter(pair.verdict for pair in self.pairs)),
                "resumed": sum(pair.resumed for pair in self.pairs), "seconds": self.seconds,
                "version": __version__, "pairs": [asdict(pair) for pair in self.pairs]}

    def summary(self) -> str:
        """One line for people."""
        counts = Counter(pair.verdict for pair in self.pairs)
        told = ", ".join(f"{counts[v]} {v}" for v in ("aligned", "uncertain", "failed", "error") if counts[v])
        return f"{_counted(len(self.pairs))}: {told}; the table is {self.summary_csv}"


@dataclass(frozen=True)
class _Job:
    """A pair on its way: its place in the list, its arguments, and where its outcome is noted."""

    place: int
    pair: Pair
    note: Path


@keywords_of(BatchOptions, BATCH)
def run_batch(options: BatchOptions) -> BatchResult:
    """Align many pairs: those of ``pairs_file``, or each of ``moving_images`` to ``fixed_image_path``.

    Options are those of ``align_image_pair`` and hold for every pair; a row of the list may say otherwise. ``threads``
    and ``memory_budget`` (MiB) are per worker; without ``workers``, there are as many as processors and memory allow.
    A pair that fails does not stop the others. The summary is written to ``output_folder`` as CSV and JSON.

    Raises InputError where the pairs or options cannot be used, MissingDependencyError without the extra 'batch',
    EngineError where the cluster has no workers or is lost, and Cancelled where ``progress`` answers False.
    """
    start = time.monotonic()
    folder = _output_folder(options)
    pairs = _pairs(options, folder)
    jobs = [_Job(i, pair, folder / NOTES / f"{key_of(pair)}.json") for i, pair in enumerate(pairs)]
    _make_folders(folder, pairs)
    # Before any worker is started: where all is done, none is needed.
    results = {job.place: found for job in jobs if (found := noted(job.pair, job.note)) is not None}
    if results:
        log.info("%d of %d pairs were finished by an earlier run.", len(results), len(jobs))
    board = _Board(len(jobs), results, options.progress)
    open_jobs = [job for job in jobs if job.place not in results]
    if open_jobs:
        with _client(options, len(open_jobs)) as (client, per_pair):
            _drive(client, open_jobs, board, per_pair)
    ordered = tuple(results[job.place] for job in jobs)
    return _summarised(folder, ordered, time.monotonic() - start)


def _output_folder(options: BatchOptions) -> Path:
    if options.output_folder is not None and (options.pairs_file is not None or (
            options.fixed_image_path is not None and options.moving_images)):
        return Path(options.output_folder).absolute()
    if options.pairs_file is None:
        raise InputError("Give a pair list, or ", Option("fixed_image_path"), ", ", Option("moving_images"), " and ",
                         Option("output_folder"), ".")
    return Path(options.pairs_file).parent.absolute()


def _pairs(options: BatchOptions, folder: Path) -> list[Pair]:
    names = AlignOptions.by_name().keys() - {"fixed_image_path", PROGRESS.api_name}
    shared = {name: value for name, value in options.keywords().items() if name in names}
    if options.pairs_file is not None:
        return listed_pairs(options.pairs_file, shared, folder)
    assert options.fixed_image_path is not None
    assert options.moving_images is not None
    return series_pairs(os.fspath(options.fixed_image_path), [os.fspath(path) for path in options.moving_images],
                        shared, folder)


def _make_folders(folder: Path, pairs: Sequence[Pair]) -> None:
    """The output folders; said early where they cannot be made."""
    for path in {folder / NOTES, *(Path(pair.output_image_path).parent for pair in pairs)}:
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"The folder {path} cannot be made ({error.strerror}); choose another one.") from error


class _Board:
    """Collects outcomes and shows how far the whole is."""

    def __init__(self, count: int, results: dict[int, PairResult], callback: ProgressCallback | None) -> None:
        self.count, self.results, self.callback = count, results, callback
        self.shares: dict[int, float] = {}

    def heard(self, event: tuple[float, tuple[int, float]]) -> None:
        """Take note of how far a worker is with a pair; called by Dask's own thread."""
        place, share = event[1]
        self.shares[place] = share

    def report(self) -> None:
        """Show the state; raises Cancelled where that is asked for."""
        if self.callback is None:
            return
        done, bad = len(self.results), sum(not result.well for result in self.results.values())
        # A copy: Dask's thread adds to it meanwhile.
        running = sum(share for place, share in list(self.shares.items()) if place not in self.results)
        overall = min(1.0, (done + running) / self.count)
        message = f"{done} of {_counted(self.count)}" + (f", {bad} not aligned" if bad else "")
        # False alone: a callback that returns nothing must not stop the run.
        if self.callback(ProgressEvent("batch", overall, overall, message)) is False:
            raise Cancelled(f"The batch was stopped; {GO_ON}.")


@contextlib.contextmanager
def connected(address: Any, name: str) -> Iterator[Any]:  # noqa: ANN401 - Dask's addresses and clusters
    """A client of a Dask cluster that has a worker; ``name`` is what messages call it.

    Raises EngineError if it cannot be reached or has no worker, MissingDependencyError without the extra 'batch'.
    """
    distributed = _distributed()
    with contextlib.ExitStack() as closing:
        try:
            client = closing.enter_context(distributed.Client(address, timeout=START_SECONDS))
            client.wait_for_workers(1, timeout=START_SECONDS)
        except (OSError, TimeoutError, ValueError) as error:
            raise EngineError(f"The scheduler {name} has no workers or cannot be reached ({error}); start one with: "
                              "dask worker ADDRESS") from error
        yield client


@contextlib.contextmanager
def _client(options: BatchOptions, count: int) -> Iterator[tuple[Any, int]]:
    """(a Dask client of the scheduler that was given, or of local workers; threads for a pair, 0: the worker's own)."""
    distributed = _distributed()
    threads = options.threads
    with contextlib.ExitStack() as closing:
        if options.scheduler is not None:
            address = options.scheduler
        else:
            workers = _worker_count(options, count)
            threads = threads or max(1, available_threads() // workers)
            # Keys for this run alone: whoever else is on this machine must not give the workers work.
            address = closing.enter_context(distributed.LocalCluster(
                n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, security=True,
                preload=[DEAF_TO_CTRL_C], memory_limit=int(options.memory_budget * MIB * MEMORY_FACTOR),
                silence_logs=logging.CRITICAL))
        client = closing.enter_context(connected(address, options.scheduler or "of the local workers"))
        try:
            yield client, threads
        except _lost() as error:
            raise EngineError(f"The connection to the scheduler was lost ({_about(error)}); {GO_ON}.") from error


def _worker_count(options: BatchOptions, count: int) -> int:
    """Local workers: as asked for, else as many as processors and memory carry, and no more than there are pairs."""
    if options.workers:
        return min(options.workers, count)
    # Of the container where there is one, and not of the machine.
    memory = import_module("distributed.system").MEMORY_LIMIT
    by_memory = int(memory / (options.memory_budget * MIB * MEMORY_FACTOR))
    return max(1, min(available_threads() // max(1, options.threads), by_memory, count))


def _drive(client: Any, jobs: Sequence[_Job], board: _Board, threads: int) -> None:  # noqa: ANN401 - Dask's client
    """Keep each worker busy with one pair until all are done; a stop lets the running ones clean up."""
    waiting, running = deque(jobs), dict[Any, _Job]()
    # Other batches may use the same cluster and the same folder.
    run = f"coregix-{os.getpid()}-{time.time_ns()}"
    # A file: a task that is running can look for it, wherever its worker is.
    stop = jobs[0].note.parent / f"{run}.stop"
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
                future = client.submit(_do, pair, str(job.note), (run, job.place, str(stop)),
                                       key=f"{run}-{job.place}", pure=False)
                running[future] = job
            for future in _finished(running):
                job = running.pop(future)
                board.results[job.place] = _outcome(job, future)
            board.report()
    finally:
        # Without the scheduler nothing of this can be done; the error that told so must not be hidden by another.
        with contextlib.suppress(*_lost()):
            if running:
                _stop(running, stop)
            client.unsubscribe_topic(run)


def _finished(running: Mapping[Any, _Job]) -> list[Any]:
    """Futures that have ended, waiting a moment for the first."""
    try:
        return list(_distributed().wait(list(running), timeout=POLL_SECONDS, return_when="FIRST_COMPLETED").done)
    except TimeoutError:
        return []


def _stop(running: Mapping[Any, _Job], stop: Path) -> None:
    """Ask the running pairs to stop, and give them time to remove what they have begun."""
    with contextlib.suppress(OSError):
        stop.touch()
    with contextlib.suppress(TimeoutError, OSError):
        _distributed().wait(list(running), timeout=STOP_SECONDS)
    # Cancelled at last: those that did not stop in time are no longer waited for.
    for future in running:
        future.cancel()
    with contextlib.suppress(OSError):
        stop.unlink(missing_ok=True)


def _outcome(job: _Job, future: Any) -> PairResult:  # noqa: ANN401 - Dask's future
    """The outcome of a pair: its worker's, or that its workers died or were lost one after the other."""
    try:
        return PairResult(**future.result())
    except _lost():
        raise  # with the scheduler, all that it knew of the pair is gone, and the other pairs cannot go on
    except Exception as error:  # noqa: BLE001 - whatever became of the worker, the other pairs go on
        return error_result(job.pair, f"The worker was lost, and so were those that tried again ({_about(error)}); "
                                      "give it more memory (memory_budget) or have fewer workers.")


def _lost() -> tuple[type[Exception], ...]:
    """What Dask raises where the connection to the scheduler is lost; nobody here cancels what is then asked for."""
    return import_module("distributed.client").FuturesCancelledError, import_module("distributed.comm").CommClosedError


def _about(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0]


def _do(pair: Pair, note: str, channel: tuple[str, int, str]) -> dict[str, Any]:
    """What a worker does for one pair; ``channel`` is (topic to report to, place in the list, stop file)."""
    topic, place, stop = channel
    worker = _distributed().get_worker()
    told = 0.0

    def progress(event: ProgressEvent) -> bool | None:
        nonlocal told
        # Each report is a message to the scheduler, and a look for a file that may be far away.
        if time.monotonic() - told < REPORT_SECONDS:
            return None
        told = time.monotonic()
        worker.log_event(topic, (place, event.overall))
        return False if Path(stop).exists() else None

    threads = pair.threads or worker.state.nthreads
    # The next pair of this worker needs elastix as well, whose start takes half as long as its solve.
    keep_engines()
    return asdict(outcome_of(replace(pair, threads=threads), Path(note), progress))


def _distributed() -> Any:  # noqa: ANN401 - a module
    try:
        import_module("cryptography")
        return import_module("distributed")
    except ImportError as error:
        raise MissingDependencyError(
            f"A batch needs {error.name}; install it with: pip install dask distributed cryptography") from error


def _summarised(folder: Path, results: tuple[PairResult, ...], seconds: float) -> BatchResult:
    """Write the summary as CSV and JSON, and with outlines if that can be written here."""
    parquet = str(folder / f"{SUMMARY}.parquet") if can_write_tables() else None
    result = BatchResult(str(folder), str(folder / f"{SUMMARY}.csv"), str(folder / f"{SUMMARY}.json"), results,
                         round(seconds, 3), parquet)
    table = io.StringIO()
    writer = csv.DictWriter(table, [f.name for f in fields(PairResult)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(pair) for pair in results)
    write_text(result.summary_csv, table.getvalue())
    write_text(result.summary_json, json.dumps(result.to_dict(), indent=1) + "\n")
    if parquet is not None:
        # Where a pair has no output, the source shows where it would be.
        write_table(parquet, [asdict(pair) for pair in results],
                    [pair.output_image_path or pair.moving_image_path for pair in results])
    return result


def _counted(count: int) -> str:
    return f"{count} {'pair' if count == 1 else 'pairs'}"
