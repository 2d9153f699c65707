"""Processes that measure links: local ones, or those of a Dask cluster; each keeps its elastix and its rasters open."""

from __future__ import annotations

import os
import signal
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from multiprocessing.util import Finalize
from typing import Any

import rasterio

from ..errors import CoregixError
from ..geometry import AffineTransform
from ..io import Raster, cache_bytes, open_raster, working_folder
from ..matching import Engine
from ..progress import Progress
from ..registration import LinkMeasurement, measure_link

OPEN_RASTERS = 24
"""Rasters that a worker keeps open at a time."""


@dataclass(frozen=True)
class LinkTask:
    """Two images to measure: paths, bands (from 0), the settings of align, and where to begin if that is known."""

    fixed: str
    moving: str
    fixed_band: int
    moving_band: int
    settings: dict[str, Any]
    start: AffineTransform | None = None


def measured(task: LinkTask) -> LinkMeasurement:
    """Measure a link; an error of one link is its outcome, and no reason to stop the others."""
    worker = _worker()
    settings = {**task.settings, "fixed_band_index": task.fixed_band, "moving_band_index": task.moving_band}
    try:
        with rasterio.Env(GDAL_CACHEMAX=cache_bytes(settings["memory_budget"] << 20)):
            fixed, moving = worker.raster(task.fixed, settings), worker.raster(task.moving, settings)
            return measure_link(moving, fixed, settings, worker.engine, Progress(), task.start)
    except CoregixError as error:
        worker.forget_engine()
        return LinkMeasurement("failed", str(error).rstrip("."), settings["metric"])


class _Worker:
    """What a process keeps from one link to the next."""

    def __init__(self) -> None:
        self._closing = ExitStack()
        self._folder = self._closing.enter_context(working_folder())
        self._engine: Engine | None = None
        self._rasters: OrderedDict[tuple[str, str | None, float | None], tuple[ExitStack, Raster]] = OrderedDict()

    @property
    def engine(self) -> Engine:
        """The elastix process, which starts when it is first asked for."""
        if self._engine is None:
            self._engine = self._closing.enter_context(Engine(self._folder))
        return self._engine

    def forget_engine(self) -> None:
        """Begin with a new elastix process: the last one may have ended."""
        self._engine = None

    def raster(self, path: str, settings: dict[str, Any]) -> Raster:
        """An open raster, the one of an earlier link if it is still there."""
        key = (path, settings["fixed_crs"], settings["fixed_nodata"])
        if key not in self._rasters:
            closing = ExitStack()
            opened = closing.enter_context(
                open_raster(path, role="stack", crs=settings["fixed_crs"], nodata=settings["fixed_nodata"]))
            self._rasters[key] = closing, opened
            if len(self._rasters) > OPEN_RASTERS:
                self._rasters.popitem(last=False)[1][0].close()
        self._rasters.move_to_end(key)
        return self._rasters[key][1]

    def close(self) -> None:
        """Close all rasters, end elastix, remove the folder."""
        for closing, _ in self._rasters.values():
            closing.close()
        self._closing.close()


@cache
def _worker() -> _Worker:
    made = _Worker()
    Finalize(made, _Worker.close, args=(made,), exitpriority=10)
    return made


def release() -> None:
    """Let go of what this process keeps, if it measured links itself."""
    if _worker.cache_info().currsize:
        _worker().close()
        _worker.cache_clear()


class _Here(Executor):
    """Works in the calling process, at once."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401
        """Do the work before returning."""
        future: Future[Any] = Future()
        try:
            future.set_result(work(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - it is raised where the result is asked for
            future.set_exception(error)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """Let go of rasters and elastix."""
        release()


@contextmanager
def executor(count: int, scheduler: str | None = None) -> Iterator[Executor]:
    """Where links are measured: ``count`` local processes, this one if that is 1, or the cluster of a scheduler."""
    if scheduler is not None:
        from ..batch import cluster_client

        with cluster_client(scheduler) as client:
            yield client.get_executor(pure=False)
        return
    pool: Executor = _Here() if count == 1 else ProcessPoolExecutor(count, get_context("spawn"), _deaf_to_ctrl_c)
    try:
        yield pool
    finally:
        # Not waited for what has not begun; what runs ends with its process.
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def main_left_out() -> Iterator[None]:
    """Processes that start meanwhile do not run the caller's script again, which need not guard its main part."""
    main = sys.modules["__main__"]
    hidden = {name: getattr(main, name) for name in ("__spec__", "__file__") if getattr(main, name, None) is not None}
    for name in hidden:
        setattr(main, name, None)
    try:
        yield
    finally:
        for name, value in hidden.items():
            setattr(main, name, value)


def worker_count(asked: int, links: int) -> int:
    """Local processes: as asked for, else one a processor; no more than there are links."""
    # Of what this process may use, and not of the machine.
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(asked or processors, links))


def _deaf_to_ctrl_c() -> None:
    # Ctrl-C reaches all processes of a terminal, but the first one says when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
