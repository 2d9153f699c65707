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
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from .._version import __version__
from ..api import keywords_of
from ..errors import InputError, MissingDependencyError, Option, UnreliableAlignmentError
from ..io import can_write_tables, load_writers, open_raster, write_table, write_text
from ..options import BATCH, PROGRESS, AlignOptions, BatchOptions
from .cluster import workers_for
from .dispatch import Board, Job, counted, dispatch
from .outcome import PairResult, key_of, noted
from .pair_list import Pair, listed_pairs, series_pairs

NOTES = ".coregix-batch"
SUMMARY = "batch-summary"


log = logging.getLogger("coregix_core")


@dataclass(frozen=True, repr=False)
class BatchResult:
    """What ``run_batch`` returns: the outcome of each pair, in their order, and where the summary is."""

    output_folder: str
    summary_csv: str
    summary_json: str
    pairs: tuple[PairResult, ...]
    seconds: float
    summary_parquet: str | None = None
    report: str | None = None

    @property
    def exit_code(self) -> int:
        """0 where all pairs went well, 3 where some did not."""
        return 0 if all(pair.well for pair in self.pairs) else UnreliableAlignmentError.exit_code

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        return {"output_folder": self.output_folder, "summary_csv": self.summary_csv,
                "summary_json": self.summary_json, "summary_parquet": self.summary_parquet, "report": self.report,
                "count": len(self.pairs),
                "verdicts": dict(Counter(pair.verdict for pair in self.pairs)),
                "resumed": sum(pair.resumed for pair in self.pairs), "seconds": self.seconds,
                "version": __version__, "pairs": [asdict(pair) for pair in self.pairs]}

    def summary(self) -> str:
        """One line for people."""
        counts = Counter(pair.verdict for pair in self.pairs)
        verdicts = ", ".join(f"{counts[v]} {v}" for v in ("aligned", "uncertain", "failed", "error") if counts[v])
        return f"{counted(len(self.pairs))}: {verdicts}; the table is {self.summary_csv}"

    @property
    def refusals(self) -> tuple[str, ...]:
        """One line for people for each pair without an output: which one, and why."""
        return tuple(pair.summary() for pair in self.pairs if not pair.well)

    def __str__(self) -> str:
        return self.summary()

    def __repr__(self) -> str:
        return f"BatchResult({self.summary()[:300]})"


@keywords_of(BatchOptions, BATCH)
def run_batch(options: BatchOptions) -> BatchResult:
    """Align many pairs: those of ``pairs_file``, or each of ``moving_images`` to ``fixed_image_path``.

    Options are those of ``align_image_pair`` and hold for every pair; a row of the list may say otherwise. ``threads``
    and ``memory_budget`` (MiB) are per worker; without ``workers``, there are as many as processors and memory allow.
    A pair that fails does not stop the others. The summary is written to ``output_folder`` as CSV and JSON.

    Raises InputError where the pairs or options cannot be used, MissingDependencyError without the extra 'batch',
    EngineError where the cluster has no workers or is lost, and Cancelled where ``progress`` answers False.

    >>> result = run_batch(
    ...     moving_images=["source.tif"], fixed_image_path="reference.tif", output_folder="batch", workers=1)
    >>> [pair.verdict for pair in result.pairs]
    ['aligned']
    """
    start = time.monotonic()
    folder = _output_folder(options)
    pairs = _pairs(options, folder)
    jobs = [Job(i, pair, folder / NOTES / f"{key_of(pair)}.json") for i, pair in enumerate(pairs)]
    _make_folders(folder, pairs)
    # Before any worker is started: where all is done, none is needed.
    results = {job.place: found for job in jobs if (found := noted(job.pair, job.note)) is not None}
    if results:
        log.info("%d of %d pairs were finished by an earlier run.", len(results), len(jobs))
    board = Board(len(jobs), results, options.progress)
    open_jobs = [job for job in jobs if job.place not in results]
    if open_jobs:
        _require_shared(options)
        # Workers take a while to start, and longer on a busy machine.
        board.report()
        with _loading_ahead(), workers_for(options, len(open_jobs)) as (client, per_pair):
            dispatch(client, open_jobs, board, per_pair)
    # In the order of the list, in whatever order they were finished.
    ordered = tuple(results[job.place] for job in jobs)
    return write_summary(folder, ordered, time.monotonic() - start, options.record())


@contextlib.contextmanager
def _loading_ahead() -> Iterator[None]:
    """Load what the summary is written with, by a thread of its own, while the workers start and run."""
    from ..report import load_drawing

    def load() -> None:
        for loaded in (load_writers, load_drawing):
            # Whatever fails is said when the summary is written, or is not written at all.
            with contextlib.suppress(Exception):
                loaded()

    thread = threading.Thread(target=load, name="summary")
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _output_folder(options: BatchOptions) -> Path:
    if options.output_folder is not None and (options.pairs_file is not None or (
            options.fixed_image_path is not None and options.moving_images)):
        return Path(options.output_folder).absolute()
    if options.pairs_file is None:
        raise InputError("Give a pair list, or ", Option("fixed_image_path"), ", ", Option("moving_images"), " and ",
                         Option("output_folder"), ".")
    return Path(options.pairs_file).parent.absolute()


def _pairs(options: BatchOptions, folder: Path) -> list[Pair]:
    # What a row may say for itself; the rest is the batch's own.
    names = AlignOptions.by_name().keys() - {"fixed_image_path", PROGRESS.api_name}
    shared = {name: value for name, value in options.keywords().items() if name in names}
    if options.pairs_file is not None:
        return listed_pairs(options.pairs_file, shared, folder)
    assert options.fixed_image_path is not None
    assert options.moving_images is not None
    return series_pairs(os.fspath(options.fixed_image_path), [os.fspath(path) for path in options.moving_images],
                        shared, folder)


def _require_shared(options: BatchOptions) -> None:
    """Say once and at once that the reference of all pairs cannot be read."""
    if options.fixed_image_path is not None:
        with open_raster(options.fixed_image_path, role="fixed", crs=options.fixed_crs):
            pass


def _make_folders(folder: Path, pairs: Sequence[Pair]) -> None:
    """The output folders; said early where they cannot be made."""
    for path in {folder / NOTES, *(Path(pair.output_image_path).parent for pair in pairs)}:
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"The folder {path} cannot be made ({error.strerror}); choose another one.") from error


def write_summary(folder: Path, results: tuple[PairResult, ...], seconds: float, settings: Mapping[str, Any]
                  ) -> BatchResult:
    """Write the summary as CSV and JSON, and with outlines and as a report if those can be made here."""
    # An extra brings what writes it: without it a batch has its CSV all the same.
    parquet = str(folder / f"{SUMMARY}.parquet") if can_write_tables() else None
    result = BatchResult(str(folder), str(folder / f"{SUMMARY}.csv"), str(folder / f"{SUMMARY}.json"), results,
                         round(seconds, 3), parquet, _report(folder))
    table = io.StringIO()
    # The columns are the result's fields: one that is added to it is in the table.
    writer = csv.DictWriter(table, [f.name for f in fields(PairResult)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(pair) for pair in results)
    # Whole or not at all: scripts may be waiting for the file.
    write_text(result.summary_csv, table.getvalue())
    write_text(result.summary_json, json.dumps(result.to_dict(), indent=1) + "\n")
    if parquet is not None:
        # Where a pair has no output, the source shows where it would be.
        write_table(parquet, [asdict(pair) for pair in results],
                    [pair.output_image_path or pair.moving_image_path for pair in results])
    if result.report is not None:
        _write_report(result.report, result, settings)
    return result


def _write_report(path: str, result: BatchResult, settings: Mapping[str, Any]) -> None:
    from ..report import BatchPage, PairRow, write_batch_report

    rows = [PairRow(**{f.name: getattr(pair, f.name) for f in fields(PairRow)}) for pair in result.pairs]
    write_batch_report(path, BatchPage(result.output_folder, result.summary(), rows, settings, __version__))


def _report(folder: Path) -> str | None:
    """Where the report goes; None if none can be drawn here."""
    from ..report import require

    try:
        require()
    except MissingDependencyError:
        return None
    return str(folder / f"{SUMMARY}.html")
