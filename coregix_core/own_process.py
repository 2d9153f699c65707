"""What a process sets up that is the program's own: a command, or a local worker; and how such workers are started.

glibc gives freed memory back to the system as soon as there is some, and Dask has its workers do so at 64 KiB. The next
array then takes it again, page by page, each cleared by the kernel: in pairs of 500 x 500 pixels that is a third of the
processor time (mallopt(3)). Python looks for cycles of references after every 700 new objects, and loading numpy, scipy
and GDAL makes a hundred thousand.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Names of the settings, as in malloc.h.
_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD = -1, -2, -3

# Bytes that may be free without being given back: what a pair of a megapixel uses, a tenth of the memory budget.
KEPT = 128 << 20

# Bytes by which the heap grows.
_STEP = 16 << 20

# Bytes from which an array gets pages of its own, which go back when it is freed; glibc's own upper limit.
_MAPPED = 32 << 20


# New objects after which Python looks for cycles: often enough that no pair leaves any to the next.
_NEW_OBJECTS = 10_000


def set_up() -> None:
    """Have this process use freed memory again instead of giving it back, and look for cycles seldom."""
    gc.set_threshold(_NEW_OBJECTS)
    _keep_freed_memory()


def prepare_to_end() -> None:
    """Have the process end without a last look for cycles, whose memory goes with it: a twentieth of a second."""
    gc.freeze()


@contextmanager
def main_left_out() -> Iterator[None]:
    """Processes that start meanwhile do not run the caller's script again, which need not guard its main part."""
    main = sys.modules["__main__"]
    # multiprocessing's spawn imports the caller's script by these two names; without them it starts with an empty main
    # module.
    hidden = {name: getattr(main, name) for name in ("__spec__", "__file__") if getattr(main, name, None) is not None}
    for name in hidden:
        setattr(main, name, None)
    try:
        yield
    finally:
        for name, value in hidden.items():
            setattr(main, name, value)


def _keep_freed_memory() -> None:
    """Does nothing without glibc."""
    if not sys.platform.startswith("linux"):
        return
    # musl has no such function.
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        for name, value in ((_TRIM_THRESHOLD, KEPT), (_TOP_PAD, _STEP), (_MMAP_THRESHOLD, _MAPPED)):
            mallopt(name, value)
