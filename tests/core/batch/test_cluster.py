"""Workers: what local ones are told of, before they are started."""

import sys
from contextlib import nullcontext
from multiprocessing.spawn import get_preparation_data
from types import SimpleNamespace

import pytest

from coregix_core.batch import cluster
from coregix_core.options import BatchOptions

config = pytest.importorskip("dask.config")
pytest.importorskip("distributed")


def looks_at_itself():
    return config.get("distributed.worker.profile.enabled"), config.get("distributed.admin.tick.interval")


@pytest.fixture
def asked():
    """How local workers are started."""
    return {}


@pytest.fixture
def seen(monkeypatch, asked):
    """What Dask's settings are as workers are started, and as they are at work."""
    found = []
    local = lambda **given: found.append(looks_at_itself()) or asked.update(given) or nullcontext("address")  # noqa: E731
    monkeypatch.setattr(cluster, "distributed_package", lambda: SimpleNamespace(LocalCluster=local))
    monkeypatch.setattr(cluster, "connected", lambda *_: found.append(looks_at_itself()) or nullcontext("client"))
    return found


def test_local_workers_do_not_watch_themselves_and_other_users_of_dask_are_left_alone(seen):
    before = looks_at_itself()
    with cluster.workers_for(BatchOptions(workers=2), 5):
        assert seen == [(False, "500ms")] * 2
    assert looks_at_itself() == before


def test_local_workers_do_not_run_the_script_of_the_caller_which_need_not_guard_its_main_part(monkeypatch):
    started = []

    def local(**_):
        started.append(get_preparation_data("worker"))
        return nullcontext("address")

    monkeypatch.setattr(sys.modules["__main__"], "__file__", "script.py", raising=False)
    monkeypatch.setattr(cluster, "distributed_package", lambda: SimpleNamespace(LocalCluster=local))
    monkeypatch.setattr(cluster, "connected", lambda *_: nullcontext("client"))
    with cluster.workers_for(BatchOptions(workers=2), 5):
        pass
    assert not {"init_main_from_path", "init_main_from_name"} & set(started[0])
    assert {"init_main_from_path", "init_main_from_name"} & set(get_preparation_data("other"))


@pytest.mark.usefixtures("seen")
def test_pages_of_the_scheduler_are_for_this_machine_at_whatever_port_is_free(asked):
    with cluster.workers_for(BatchOptions(workers=2), 5):
        assert asked["scheduler_kwargs"]["dashboard_address"] == "127.0.0.1:0"


def test_a_cluster_that_exists_is_as_its_owner_set_it_up(seen):
    before = looks_at_itself()
    with cluster.workers_for(BatchOptions(scheduler="tcp://there:1"), 5):
        assert seen == [before]
