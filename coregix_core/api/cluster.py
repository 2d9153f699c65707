"""A Dask cluster that exists, for the runs that share their work among its members.

Trust such a cluster, as Dask lets its members run code; they have to see the same files.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from ..errors import EngineError, MissingDependencyError

START_SECONDS = 60.0
"""How long a cluster may have no worker at the start."""


@contextlib.contextmanager
def connected(address: Any, name: str) -> Iterator[Any]:  # noqa: ANN401 - Dask's addresses and clusters
    """A client of a Dask cluster that has a worker; ``name`` is what messages call it.

    Raises EngineError if it cannot be reached or has no worker, MissingDependencyError without the extra 'batch'.
    """
    distributed = distributed_package()
    with contextlib.ExitStack() as closing:
        try:
            client = closing.enter_context(distributed.Client(address, timeout=START_SECONDS))
            client.wait_for_workers(1, timeout=START_SECONDS)
        except (OSError, TimeoutError, ValueError) as error:
            raise EngineError(f"The scheduler {name} has no workers or cannot be reached ({error}); start one with: "
                              "dask worker ADDRESS") from error
        yield client


def distributed_package() -> Any:  # noqa: ANN401 - a module
    """Dask's ``distributed``; raises MissingDependencyError without the extra 'batch'."""
    try:
        import_module("cryptography")
        return import_module("distributed")
    except ImportError as error:
        raise MissingDependencyError(
            f"A batch needs {error.name}; install it with: pip install dask distributed cryptography") from error
