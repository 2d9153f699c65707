"""Where links are measured: here, in processes, on a cluster."""

import os
import signal
import tempfile
import time
from dataclasses import replace

import numpy as np
import pytest
from scenes import ORIGIN, Ground, grid, textured, write

from coregix_core.errors import Cancelled, EngineError
from coregix_core.geometry import identity
from coregix_core.options import RegisterOptions
from coregix_core.stack import workers
from coregix_core.stack.underway import Underway, own_part
from coregix_core.stack.workers import (
    LinkTask,
    PlacesTask,
    executor,
    measured,
    measured_at_places,
    of_any_folder,
    release,
    worker_count,
)

WHERE = grid(120, 120, 2.0)


@pytest.fixture
def task(tmp_path):
    """A link that is refused before elastix is asked: its image is all masked."""
    for name, values in (("a", textured(WHERE, None, Ground(4, shortest=8.0))), ("mask", np.ones(WHERE.shape))):
        write(tmp_path / f"{name}.tif", values.astype(np.float32), WHERE)
    path = str(tmp_path / "a.tif")
    return LinkTask(path, path, RegisterOptions(exclude=(str(tmp_path / "mask.tif=1"),)))


def test_workers_are_no_more_than_links_or_processors():
    assert worker_count(8, 3) == 3
    assert worker_count(2, 50) == 2
    assert 1 <= worker_count(0, 50) <= 50
    assert worker_count(0, 0) == 1


def test_one_worker_is_this_process_and_an_error_is_raised_where_the_result_is_asked_for(task):
    with executor(1) as pool:
        assert "mask.tif" in pool.submit(measured, task).result().reason
        failed = pool.submit(int, "no number")
        with pytest.raises(ValueError, match="no number"):
            failed.result()


def test_a_link_can_be_measured_in_another_folder(task, tmp_path, monkeypatch):
    """A worker of a cluster runs in whatever folder it was started in."""
    monkeypatch.chdir(tmp_path)
    held = np.ones((2, 2), bool)
    remote = "/vsicurl/https://example.org/b.tif"
    near = LinkTask("a.tif", remote, RegisterOptions(exclude=("mask.tif=1", held), fixed_include=("mask.tif",)))
    far = of_any_folder(near)
    assert (far.fixed, far.moving) == (task.fixed, remote)
    assert far.options.exclude == (*task.options.exclude, held)
    assert far.options.fixed_include == (str(tmp_path / "mask.tif"),)
    assert far.options.moving_exclude is None


class TestHowFarLinksAre:
    """Each process tells how far its link is while it measures it, and nothing more when it has ended."""

    @pytest.mark.parametrize("count", [1, 2])
    def test_here_or_in_processes(self, count):
        underway = Underway(count)
        with executor(count, underway=underway) as pool:
            pool.submit(workers._tell, 0.25).result()
            assert underway.links == 0.25
            if count == 1:
                pool.submit(workers._tell, None).result()
                assert underway.links == 0.0

    def test_each_process_has_a_number_of_its_own(self):
        underway = Underway(2)
        first, second = own_part(*underway.shared), own_part(*underway.shared)
        first(0.5)
        second(0.25)
        assert underway.links == 0.75
        first(None)
        assert underway.links == 0.25

    def test_a_link_is_all_of_it_though_no_image_is_written(self, task, monkeypatch):
        monkeypatch.setattr(workers, "measure_link", in_stages)
        told = []
        with executor(1, underway=(underway := Underway(1, lambda: told.append(underway.links)))) as pool:
            pool.submit(measured, task).result()
        assert told == sorted(told)
        assert told[0] == 0.0
        assert told[-1] == pytest.approx(1.0)
        assert underway.links == 0.0

    def test_who_hears_it_can_stop_the_run(self, task, monkeypatch):
        monkeypatch.setattr(workers, "measure_link", in_stages)

        def stop():
            raise Cancelled("Enough.")

        with executor(1, underway=Underway(1, stop)) as pool, pytest.raises(Cancelled, match="Enough"):
            pool.submit(measured, task)

    def test_a_run_that_is_stopped_waits_for_no_link(self):
        underway, start = Underway(2), time.monotonic()
        with pytest.raises(KeyboardInterrupt), executor(2, underway=underway) as pool:  # noqa: PT012
            running = [pool.submit(telling_for, 60.0) for _ in range(3)]
            while underway.links < 1.0:
                time.sleep(0.05)
            raise KeyboardInterrupt
        assert time.monotonic() - start < 30
        assert all(future.cancelled() or isinstance(future.exception(), Cancelled) for future in running)

    def test_a_process_that_is_asked_to_end_leaves_its_link_and_removes_its_folder(self, tmp_path, monkeypatch):
        monkeypatch.setenv("TMPDIR", str(tmp_path))
        monkeypatch.setattr(tempfile, "tempdir", None)
        with executor(2, underway=(underway := Underway(2))) as pool:
            running = pool.submit(telling_for, 60.0)
            while underway.links < 0.5:
                time.sleep(0.05)
            assert len(list(tmp_path.glob("coregix-*"))) == 1
            os.kill(int(next(tmp_path.glob("coregix-*")).name.split("-")[2]), signal.SIGTERM)
            assert isinstance(running.exception(30), Cancelled)
        assert list(tmp_path.glob("coregix-*")) == []

    def test_places_of_a_link_are_told_one_by_one(self, task, monkeypatch):
        told = []
        monkeypatch.setattr(workers._KEPT, "tell", told.append, raising=False)
        x, y = (v.ravel() for v in np.meshgrid(*[np.linspace(60, 180, 20)] * 2))
        begin = PlacesTask(replace(task, options=RegisterOptions(), start=identity()), "orientation",
                           ORIGIN[0] + x, ORIGIN[1] - y)
        assert measured_at_places(begin).agree.all()
        release()
        assert len(set(told)) > 8
        assert told[-1] is None
        assert told[:-1] == sorted(told[:-1])


def telling_for(seconds):
    """A link that takes so long, and tells so."""
    workers._worker()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        workers._tell(0.5)
        time.sleep(0.02)


def in_stages(moving, fixed, options, engine, track, start):  # noqa: ARG001 - as a link is measured
    for stage in ("read", "solve", "assess"):
        with track.stage(stage):
            pass


LOCAL = {"n_workers": 1, "threads_per_worker": 1, "processes": False, "dashboard_address": None,
         "scheduler_kwargs": {"dashboard_address": "127.0.0.1:0"}}
"""A cluster that no other on this machine stands in the way of."""


def test_links_are_given_to_a_dask_cluster(task):
    distributed = pytest.importorskip("distributed")
    with (distributed.LocalCluster(**LOCAL)
          as cluster, executor(1, cluster.scheduler_address) as pool):
        found = pool.submit(measured, task).result(30)
        # Rasters are closed by the thread that opened them.
        pool.submit(release).result(30)
    assert found.verdict == "failed"
    assert "mask.tif" in found.reason


def test_a_scheduler_that_is_lost_is_said_with_what_stays():
    dask, distributed = pytest.importorskip("dask"), pytest.importorskip("distributed")

    def measured_meanwhile(cluster):
        with executor(1, cluster.scheduler_address) as pool:
            running = pool.submit(time.sleep, 0.5)
            cluster.sync(cluster.scheduler.close)
            running.result(30)

    # How long a client looks for its scheduler before it gives up.
    with (dask.config.set({"distributed.comm.timeouts.connect": "0.1s"}),
          distributed.LocalCluster(**LOCAL)
          as cluster, pytest.raises(EngineError, match="scheduler was lost") as found):
        measured_meanwhile(cluster)
    assert "the same command goes on from there" in str(found.value)
