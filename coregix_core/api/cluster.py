"""A Dask cluster that exists, for the runs that share their work among its members.

Trust such a cluster, as Dask lets its members run code; they have to see the same files.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
from collections.abc import Iterator
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from ..errors import EngineError, InputError, MissingDependencyError

# How long a cluster may have no worker at the start.
START_SECONDS = 60.0


@contextlib.contextmanager
def connected(address: Any, name: str, go_on: str) -> Iterator[Any]:  # noqa: ANN401 - Dask's addresses and clusters
    """A client of a Dask cluster that has a worker; ``name`` is what messages call it, ``go_on`` what a loss leaves.

    Raises InputError for what is no address, EngineError if it cannot be reached, has no worker or is lost,
    MissingDependencyError without the extra 'batch'.
    """
    distributed = distributed_package()
    if isinstance(address, str):
        _require_address(address)
    with contextlib.ExitStack() as closing:
        try:
            client = closing.enter_context(distributed.Client(address, timeout=START_SECONDS))
            client.wait_for_workers(1, timeout=START_SECONDS)
        except (OSError, TimeoutError, ValueError) as error:
            raise EngineError(f"The scheduler {name} has no workers or cannot be reached ({error}); start one with: "
                              "dask worker ADDRESS") from error
        try:
            yield client
        except lost() as error:
            raise EngineError(f"The connection to the scheduler was lost ({about(error)}); {go_on}.") from error


def _require_address(address: str) -> None:
    """Raise InputError for a text that is no address of a scheduler, before anything waits for an answer from it."""
    scheme, _, place = address.rpartition("://")
    try:
        # What follows the scheme is a port for all but threads of this process; Dask would take a text without one.
        known = scheme == "inproc" or bool(urlsplit(f"//{place}").hostname and urlsplit(f"//{place}").port)
    except ValueError:
        known = False
    known = known and (scheme or "tcp") in import_module("distributed.comm.registry").backends
    if not known:
        raise InputError(f"The scheduler {address!r} is no address that Dask knows; write it as tcp://host:8786.",
                         parameter="scheduler", value=address)


def lost() -> tuple[type[Exception], ...]:
    """What Dask raises where the connection to the scheduler is lost; nobody here cancels what is then asked for."""
    client, comm = (import_module(f"distributed.{name}") for name in ("client", "comm"))
    # Futures of Dask's executor know the standard library's error alone.
    return client.FuturesCancelledError, comm.CommClosedError, concurrent.futures.CancelledError


def about(error: Exception) -> str:
    """The type and the first line of an error that another program raised."""
    return f"{type(error).__name__}: {error}".splitlines()[0]


def distributed_package() -> Any:  # noqa: ANN401 - a module
    """Dask's ``distributed``; raises MissingDependencyError without the extra 'batch'."""
    try:
        import_module("cryptography")
        return import_module("distributed")
    except ImportError as error:
        raise MissingDependencyError(
            f"A batch needs {error.name}; install it with: pip install dask distributed cryptography") from error
