"""Stage events and cancelling: what a long run says while it works.

The stages and their weights are fixed, so that one overall fraction can be shown by a terminal, a JSON reader or QGIS.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from .errors import Cancelled

STAGES: dict[str, float] = {"read": 0.05, "solve": 0.35, "assess": 0.1, "warp": 0.45, "report": 0.05}
"""Stage -> its share of a typical run; the shares sum to 1."""


@dataclass(frozen=True)
class ProgressEvent:
    """One step of a run. ``fraction`` is within the stage, ``overall`` within the run, both in 0..1."""

    stage: str
    fraction: float
    overall: float
    message: str = ""


ProgressCallback = Callable[[ProgressEvent], object]
"""Called with each event; a return value of False (not None) asks the run to stop."""


@dataclass
class Progress:
    """Where stages report to. ``callback`` may ask to stop by returning False: then ``Cancelled`` is raised.

    ``seconds`` collects the wall time of each stage.
    """

    callback: ProgressCallback | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    _stage: str = "read"
    _portion: tuple[float, float] = (0.0, 1.0)

    @contextmanager
    def portion(self, low: float, high: float) -> Iterator[None]:
        """What is reported meanwhile is that part of its stage: a stage that comes in two parts does not begin anew."""
        self._portion = (low, high)
        try:
            yield
        finally:
            self._portion = (0.0, 1.0)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage and announce its beginning and end."""
        # Stages may be nested: afterwards the outer one goes on.
        outer, self._stage = self._stage, name
        # Not the time of day, which may be set while a run goes on.
        start = time.perf_counter()
        self.report(0.0)
        try:
            yield
            # Only for a stage that came to its end.
            self.report(1.0)
        finally:
            # A stage may come twice, such as solve for a local transform.
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
            self._stage = outer

    def report(self, fraction: float, message: str = "") -> None:
        """Say how far the current stage is; raises ``Cancelled`` where the callback asks to stop."""
        if self.callback is None:
            return
        low, high = self._portion
        fraction = low + (high - low) * fraction
        names = list(STAGES)
        done = sum(STAGES[n] for n in names[: names.index(self._stage)])
        overall = done + STAGES[self._stage] * fraction
        # False alone: a callback that returns nothing must not stop the run.
        if self.callback(ProgressEvent(self._stage, fraction, overall, message)) is False:
            # The output has its name when its stage ends; the report comes last, after the other files.
            written = self._stage == "report" or (self._stage == "warp" and fraction >= 1.0)
            left = "what was written by then is whole" if written else "nothing was written"
            raise Cancelled(f"The run was cancelled; {left}.")
