"""Where links are measured: here, in processes, on a cluster."""

import time

import numpy as np
import pytest
from scenes import Ground, grid, textured, write

from coregix_core.errors import EngineError
from coregix_core.options import RegisterOptions
from coregix_core.stack.workers import LinkTask, executor, measured, release, worker_count

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
