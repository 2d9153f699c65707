"""How far the links are that are measured at this moment: each local process says it by a number in shared memory.

A queue would do as well, and would have to be emptied by somebody: only the last number of each counts.
"""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

from ..errors import Cancelled

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
        self._stopped = spawn.Value("b", 0, lock=False)
        self.changed = changed

    @property
    def links(self) -> float:
        """How many links the parts come to, taken together."""
        return float(sum(self._parts))

    def stop(self) -> None:
        """Have each process leave its link as soon as it is a part further."""
        self._stopped.value = 1

    @property
    def shared(self) -> tuple[Any, Any, Any]:
        """What a process is started with: the arguments of ``own_part``."""
        return self._parts, self._begun, self._stopped

    def here(self) -> Tell:
        """How this process says how far it is."""
        write = own_part(*self.shared)

        def tell(part: float | None) -> None:
            write(part)
            # At an end the caller has the link itself.
            if part is not None:
                self.changed()

        return tell


# multiprocessing's shared memory has no public types.
def own_part(parts: Any, begun: Any, stopped: Any) -> Tell:  # noqa: ANN401
    """How a process says how far it is, in a number that no other one writes; raises Cancelled once it is to stop."""
    with begun.get_lock():
        place = begun.value
        begun.value += 1

    def tell(part: float | None) -> None:
        parts[place] = part or 0.0
        if part is not None and stopped.value:
            raise Cancelled("The stack was stopped; links that are measured stay, and the same command goes on from "
                            "there.")

    return tell
