"""Work for the main thread in pieces: QGIS answers between them."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import QTimer

# Not 0: Qt makes that a posted event, and takes those one after another before it looks at the mouse.
TURN_MS = 1


def in_turns(*steps: Callable[[], object]) -> None:
    """Do each step in a turn of its own of the event loop, in this order."""
    if not steps:
        return

    def turn() -> None:
        steps[0]()
        in_turns(*steps[1:])

    QTimer.singleShot(TURN_MS, turn)
