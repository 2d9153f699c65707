"""The command line: parses, calls, prints, and maps errors to exit codes.

`parsing` is the one module that imports argparse. Imports `options`, and `matching` while it serves; the
functions it runs are loaded when called.
"""

from __future__ import annotations

import sys

# As in the package itself: nothing is loaded before a Ctrl-C finds a handler.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["align_main", "main"]


def main(argv: Sequence[str] | None = None, *, events: bool = False) -> int:
    """Run the command ``coregix`` and return its exit code; with ``events``, all words on stderr are JSON lines."""
    try:
        # Loaded here, so that a Ctrl-C before the program has its own handler finds this one.
        from . import program

        return program.main(argv, events=events)
    except KeyboardInterrupt:
        return _stopped_early()


def align_main(argv: Sequence[str] | None = None) -> int:
    """Run the command ``vhr-align-image-pair``, which is ``coregix align``."""
    try:
        from . import program

        return program.align_main(argv)
    except KeyboardInterrupt:
        return _stopped_early()


def _stopped_early() -> int:
    """What a Ctrl-C ends with that comes before there is anything to stop."""
    sys.stderr.write("coregix: error: Stopped; nothing was written.\n")
    return 130
