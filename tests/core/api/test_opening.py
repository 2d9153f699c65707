"""How long elastix may take: what the environment says, if that is a time."""

import pytest

from coregix_core.api.opening import TIMEOUT_VARIABLE, engine_timeout
from coregix_core.errors import InputError


@pytest.mark.parametrize(("given", "seconds"), [(None, 300.0), ("", 300.0), ("1.5", 1.5), ("1e4", 1e4)])
def test_it_is_five_minutes_or_what_is_given(monkeypatch, given, seconds):
    monkeypatch.delenv(TIMEOUT_VARIABLE, raising=False)
    if given is not None:
        monkeypatch.setenv(TIMEOUT_VARIABLE, given)
    assert engine_timeout() == seconds


@pytest.mark.parametrize("given", ["soon", "0", "nan", "-1", "inf"])
def test_what_is_no_time_is_refused_by_its_name(monkeypatch, given):
    monkeypatch.setenv(TIMEOUT_VARIABLE, given)
    with pytest.raises(InputError, match=f"COREGIX_ELASTIX_TIMEOUT is '{given}'; set it to a number of seconds"):
        engine_timeout()
