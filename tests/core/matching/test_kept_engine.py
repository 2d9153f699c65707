"""An engine that is kept: one process for many pairs, none left over, and none that may be in a bad state."""

import psutil
import pytest

from coregix_core.matching import kept_engine
from coregix_core.matching.kept_engine import engine_for, keep_engines


@pytest.fixture
def fresh(monkeypatch):
    """A process that was not told to keep its engine, as any is at first."""
    kept = kept_engine._Kept()
    monkeypatch.setattr(kept_engine, "_KEPT", kept)
    return kept


@pytest.fixture
def keeping(fresh, monkeypatch):
    """A process that keeps its engine, for one test."""
    monkeypatch.setattr(kept_engine.atexit, "register", lambda _: None)
    keep_engines()
    yield fresh
    fresh.end()


@pytest.mark.usefixtures("keeping")
def test_the_next_pair_gets_the_process_of_the_last_one(tmp_path):
    seen = []
    for name in ("one", "other"):
        with engine_for(tmp_path / name) as engine:
            engine.start()
            seen.append(engine.process_id)
    assert seen[0] == seen[1] is not None


@pytest.mark.usefixtures("keeping")
def test_an_engine_whose_pair_failed_is_not_used_again(tmp_path):
    seen = []

    def failing():
        with engine_for(tmp_path) as engine:
            engine.start()
            seen.append(engine.process_id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    (first,) = seen
    assert not psutil.pid_exists(first)
    with engine_for(tmp_path) as engine:
        engine.start()
        assert engine.process_id not in (None, first)


@pytest.mark.usefixtures("keeping")
def test_an_engine_that_died_while_it_waited_is_replaced(tmp_path):
    with engine_for(tmp_path) as engine:
        engine.start()
        first = engine.process_id
    psutil.Process(first).kill()
    psutil.wait_procs([psutil.Process(first)] if psutil.pid_exists(first) else [], timeout=10)
    with engine_for(tmp_path) as engine:
        engine.start()
        assert engine.process_id not in (None, first)


def test_no_process_is_left_when_the_keeping_ends(tmp_path, keeping):
    with engine_for(tmp_path) as engine:
        engine.start()
        kept = engine.process_id
    keeping.end()
    assert not psutil.pid_exists(kept)


@pytest.mark.usefixtures("fresh")
def test_a_process_that_keeps_none_ends_each_with_its_pair(tmp_path):
    with engine_for(tmp_path) as engine:
        engine.start()
        own = engine.process_id
    assert not psutil.pid_exists(own)
