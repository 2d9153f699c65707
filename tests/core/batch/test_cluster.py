"""Workers: what local ones are told of, before they are started."""

import sys
from contextlib import nullcontext
from multiprocessing.spawn import get_preparation_data
from types import SimpleNamespace

import pytest

from coregix_core.batch import cluster
from coregix_core.errors import EngineError, InputError
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


@pytest.mark.parametrize("address", ["there", "tcp://", "tcp://there", "tcp://there:port", "there:99999", ":::",
                                     "no://there:1"])
def test_what_is_no_address_of_a_scheduler_is_the_users_to_mend_and_not_waited_for(address):
    with pytest.raises(InputError, match="is no address that Dask knows; write it as tcp://host:8786") as found:
        cluster.workers_for(BatchOptions(scheduler=address), 5).__enter__()
    assert (found.value.parameter, found.value.exit_code) == ("scheduler", 2)


@pytest.mark.parametrize("address", ["there:1", "tcp://there:1", "tls://[::1]:1", "ws://there:1/ws",
                                     "inproc://10.0.0.1/23/1"])
def test_addresses_of_all_kinds_are_asked_for_workers(address, monkeypatch):
    asked = []

    def client(given, **_):
        asked.append(given)
        raise OSError

    monkeypatch.setattr("distributed.Client", client)
    with pytest.raises(EngineError, match="has no workers or cannot be reached"):
        cluster.workers_for(BatchOptions(scheduler=address), 5).__enter__()
    assert asked == [address]
