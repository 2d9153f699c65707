"""Processes that measure links: local ones, or those of a Dask cluster; each keeps its elastix and its rasters open."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.util import Finalize
from typing import Any

import rasterio

from .. import own_process
from .._typing import Floats
from ..api import masked
from ..errors import Cancelled, CoregixError, EngineError, MissingDependencyError, OutputError, RasterError
from ..geometry import AffineTransform
from ..io import Raster, available_threads, cache_bytes, open_raster, read_mask_text, working_folder
from ..matching import Elastix
from ..options import RegisterOptions
from ..progress import Progress, only
from ..registration import LinkMeasurement, LinkPoints, measure_link, measure_places, pieces_of
from .underway import Underway, own_part

GO_ON = "the links that are measured stay, and the same command goes on from there"

# Rasters that a worker keeps open at a time.
OPEN_RASTERS = 24

# What goes wrong around a link rather than with it: a server that is down, a full disk, a solver that the system ended.
_PASSING = (RasterError, OutputError, EngineError, MissingDependencyError)


# Options that name masks.
_MASKS = ("exclude", "include", "moving_exclude", "moving_include", "fixed_exclude", "fixed_include")


@dataclass(frozen=True)
class LinkTask:
    """Two images to measure: their paths, how (with their bands), and where to begin if that is known."""

    fixed: str
    moving: str
    options: RegisterOptions
    start: AffineTransform | None = None


def of_any_folder(task: LinkTask) -> LinkTask:
    """The same link with absolute paths of images and masks: workers of a cluster have folders of their own."""
    options = task.options
    masks: dict[str, Any] = {name: tuple(map(_absolute_mask, given)) for name in _MASKS
                             if (given := getattr(options, name))}
    return replace(task, fixed=_absolute(task.fixed), moving=_absolute(task.moving), options=replace(options, **masks))


def _absolute(path: str) -> str:
    # What GDAL alone reads, as /vsicurl/… and s3://…, stays as it is.
    return os.path.abspath(path) if os.path.lexists(path) else path  # noqa: PTH100


def _absolute_mask(mask: object) -> object:
    """A mask's text with its file's path made absolute; a mask in memory as it is."""
    if not isinstance(mask, (str, os.PathLike)):
        return mask
    text = os.fspath(mask)
    # The path comes first, and what of the file is meant follows it.
    path = read_mask_text(text).path
    return _absolute(path) + text.removeprefix(path)


def measured(task: LinkTask) -> LinkMeasurement:
    """Measure a link; an error of one link is its outcome, and no reason to stop the others."""
    worker = _worker()
    try:
        fixed, moving = worker.opened(task)
        with masked(task.options, moving, fixed):
            track = Progress(lambda event: _tell(event.overall), only("read", "solve", "assess"))
            return measure_link(moving, fixed, task.options, worker.engine, track, task.start)
    except Cancelled:
        raise
    except CoregixError as error:
        worker.forget_engine()
        return LinkMeasurement("failed", str(error).rstrip("."), task.options.metric,
                               lasting=not isinstance(error, _PASSING))
    finally:
        _tell(None)


@dataclass(frozen=True)
class PlacesTask:
    """A link to measure at places (n,) of the fixed raster's CRS, from its start, by what ``metric`` compares."""

    link: LinkTask
    metric: str
    x: Floats
    y: Floats


def measured_at_places(task: PlacesTask) -> LinkPoints | None:
    """Where the places of a task are shown; None if that cannot be measured."""
    worker, link = _worker(), task.link
    assert link.start is not None
    try:
        fixed, moving = worker.opened(link)
        track = Progress(lambda event: _tell(event.overall), only("assess"))
        with masked(link.options, moving, fixed), track.stage("assess", pieces=pieces_of(task.x.size)):
            return measure_places(moving, fixed, link.options, link.start, task.metric, task.x, task.y)
    except Cancelled:
        raise
    except CoregixError:
        return None
    finally:
        _tell(None)


class _Worker:
    """What a process keeps from one link to the next: elastix, and the rasters with what GDAL has read of them."""

    def __init__(self) -> None:
        self._closing = ExitStack()
        self._folder = self._closing.enter_context(working_folder())
        self._engine: Elastix | None = None
        self._rasters: dict[tuple[str, float | None], Raster] = {}
        self._open = ExitStack()

    @property
    def engine(self) -> Elastix:
        """The elastix process, which starts when it is first asked for."""
        if self._engine is None:
            self._engine = self._closing.enter_context(Elastix(self._folder))
        return self._engine

    def forget_engine(self) -> None:
        """Begin with a new elastix process: the last one may have ended."""
        self._engine = None

    def opened(self, task: LinkTask) -> tuple[Raster, Raster]:
        """The fixed and the moving raster of a link, those of earlier links if they are still open."""
        # All at once and in reverse: GDAL's environments are nested, and no raster can be closed out of turn.
        if len(self._rasters) + 2 > OPEN_RASTERS:
            self.close_rasters()
        if not self._rasters:
            self._open.enter_context(rasterio.Env(GDAL_CACHEMAX=cache_bytes(task.options.memory_budget << 20)))
        return self._raster(task.fixed, task.options), self._raster(task.moving, task.options)

    def _raster(self, path: str, options: RegisterOptions) -> Raster:
        # Both images of a link are read alike: either may be the fixed one.
        # The nodata value belongs to the key: the same file with another one has other valid pixels.
        key = path, options.fixed_nodata
        if key not in self._rasters:
            self._rasters[key] = self._open.enter_context(
                open_raster(path, role="stack", nodata=options.fixed_nodata))
        return self._rasters[key]

    def close_rasters(self) -> None:
        """Close all rasters; only the thread that opened them can."""
        self._rasters.clear()
        self._open.close()

    def close(self) -> None:
        """End elastix and remove the folder."""
        self._closing.close()


# Each thread has a worker of its own: GDAL's environment is the thread's.
_KEPT = threading.local()


def _worker() -> _Worker:
    made: _Worker | None = getattr(_KEPT, "worker", None)
    if made is None:
        made = _KEPT.worker = _Worker()
        # Rasters are closed by the system: at its end, a process may be in another thread.
        _KEPT.ending = Finalize(made, made.close, exitpriority=10)
    return made


def _tell(part: float | None) -> None:
    """Say how far this thread's link is, or that it has none, to whoever asked for that: on a cluster nobody."""
    if (tell := getattr(_KEPT, "tell", None)) is not None:
        tell(part)


def release() -> None:
    """Let go of what this thread keeps, if it measured links itself."""
    if getattr(_KEPT, "worker", None) is not None:
        _KEPT.worker.close_rasters()
        _KEPT.ending()
        _KEPT.worker = None


class _Here(Executor):
    """Works in the calling process, at once, and says meanwhile how far it is."""

    def __init__(self, underway: Underway) -> None:
        _KEPT.tell = underway.here()

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do the work before returning."""
        future: Future[Any] = Future()
        try:
            future.set_result(work(*args, **kwargs))
        except Cancelled:
            # The caller's own answer to what it was told meanwhile.
            raise
        except Exception as error:  # noqa: BLE001 - it is raised where the result is asked for
            future.set_exception(error)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """Let go of rasters and elastix."""
        _KEPT.tell = None
        release()


@contextmanager
def executor(count: int, scheduler: str | None = None, underway: Underway | None = None) -> Iterator[Executor]:
    """Where links are measured: ``count`` local processes, this one if that is 1, or the cluster of a scheduler.

    Local ones say in ``underway`` how far their links are.
    """
    if scheduler is not None:
        from ..api import connected

        with connected(scheduler, scheduler, GO_ON) as client:
            yield client.get_executor(pure=False)
        return
    # Spawned and not forked: a fork would copy the locks of GDAL's threads as they happen to be.
    underway = underway or Underway(count)
    pool: Executor = (_Here(underway) if count == 1 else
                      ProcessPoolExecutor(count, get_context("spawn"), _begin, underway.shared))
    try:
        yield pool
    except BaseException:
        # What runs is not waited for either: it may be a link that takes long.
        underway.stop()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def worker_count(requested: int, links: int) -> int:
    """Local processes: as asked for, else one a processor; no more than there are links."""
    return max(1, min(requested or available_threads(), links))


def _begin(parts: Any, begun: Any, stopped: Any) -> None:  # noqa: ANN401 - what own_part takes
    own_process.set_up()
    _KEPT.tell = own_part(parts, begun, stopped)

    def leave(number: int, _frame: object) -> None:
        stopped.value = 1
        signal.signal(number, signal.SIG_DFL)

    # Ctrl-C reaches all processes of a terminal, but the first one says when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # So may a request to end: a link that is left has its files removed. A second one ends the process at once.
    signal.signal(signal.SIGTERM, leave)
