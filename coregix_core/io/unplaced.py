"""Rasters and arrays that have no georeference are welcome: rasterio, which warns of them, is kept from that."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from rasterio.errors import NotGeoreferencedWarning

_LOCK = threading.Lock()


class _Quiet:
    """The filter of warnings that all blocks share, how many there are, and what takes the filter away."""

    blocks = 0
    ending = ExitStack()


@contextmanager
def without_a_place() -> Iterator[None]:
    """Let rasterio not warn of a missing georeference in this block, in whatever threads such blocks run.

    Filters of warnings are the process's: had each block its own, the first to end would take another's away.
    """
    with _LOCK:
        if not _Quiet.blocks:
            _Quiet.ending.enter_context(warnings.catch_warnings())
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
        _Quiet.blocks += 1
    try:
        yield
    finally:
        with _LOCK:
            _Quiet.blocks -= 1
            if not _Quiet.blocks:
                _Quiet.ending.close()
