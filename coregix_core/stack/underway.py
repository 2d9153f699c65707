"""How far the links are that are measured at this moment: each local process says it by a number in shared memory.

A queue would do as well, and would have to be emptied by somebody: only the last number of each counts.
"""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

# Takes the part (0..1) of a link that is done, or None when it ends.
Tell = Callable[[float | None], None]


class Underway:
    """The parts (0..1) of links under way, of ``count`` local processes.

    ``changed`` is called whenever this process itself is a part further; it may raise to stop.
    """

    def __init__(self, count: int, changed: Callable[[], object] = lambda: None) -> None:
        spawn = get_context("spawn")
        self._parts = spawn.Array("d", max(1, count), lock=False)
        self._begun = spawn.Value("i", 0)
        self.changed = changed

    @property
    def links(self) -> float:
        """How many links the parts come to, taken together."""
        return float(sum(self._parts))

    @property
    def shared(self) -> tuple[Any, Any]:
        """What a process is started with: the arguments of ``own_part``."""
        return self._parts, self._begun

    def here(self) -> Tell:
        """How this process says how far it is."""
        write = own_part(*self.shared)

        def tell(part: float | None) -> None:
            write(part)
            # At an end the caller has the link itself.
            if part is not None:
                self.changed()

        return tell


def own_part(parts: Any, begun: Any) -> Tell:  # noqa: ANN401 - multiprocessing's shared memory has no public types
    """How a process says how far it is, in a number that no other one writes."""
    with begun.get_lock():
        place = begun.value
        begun.value += 1

    def tell(part: float | None) -> None:
        parts[place] = part or 0.0

    return tell
