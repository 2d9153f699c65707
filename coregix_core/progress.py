"""Stage events and cancelling: what a long run says while it works.

One overall fraction can be shown by a terminal, a JSON reader or QGIS. Stages have a share of it, by the time that they
are expected to take, and move on with each piece of work that is done in them (a beat of ``threads``).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from .errors import Cancelled
from .threads import heard_by

# Stage -> its share of a typical run; the shares sum to 1.
STAGES: dict[str, float] = {"read": 0.05, "solve": 0.35, "assess": 0.1, "warp": 0.45, "report": 0.05}

# Pieces of work that a stretch has, where nobody knows better.
PIECES = 40

# Part of a stretch that the expected number of pieces fills: more may come, and each moves on a little less.
_EXPECTED = 0.75

# Least step of the overall fraction that is reported: a run has thousands of pieces.
_MIN_STEP = 1e-4


@dataclass(frozen=True)
class ProgressEvent:
    """One step of a run. ``fraction`` is within the stage, ``overall`` within the run, both in 0..1."""

    stage: str
    fraction: float
    overall: float
    message: str = ""


# Called with each event; a return value of False (not None) asks the run to stop.
ProgressCallback = Callable[[ProgressEvent], object]


def only(*stages: str) -> dict[str, float]:
    """The shares of these stages alone, for a run that has no others."""
    return {stage: STAGES[stage] for stage in stages}


@dataclass(frozen=True)
class _Stretch:
    """Part of a stage, ``low`` to ``high`` in 0..1, that is made of about so many ``pieces`` of work."""

    low: float = 0.0
    high: float = 1.0
    pieces: int = PIECES
    message: str = ""

    def after(self, pieces: int) -> float:
        """How far the stage is when so many pieces are done: never quite at the end."""
        ratio = pieces / max(self.pieces, 1)
        part = _EXPECTED * ratio if ratio < 1.0 else 1.0 - (1.0 - _EXPECTED) / ratio
        return self.low + (self.high - self.low) * part


@dataclass
class Progress:
    """Where stages report to. ``callback`` may ask to stop by returning False: then ``Cancelled`` is raised.

    ``shares`` are those of the stages that come, in any unit; ``seconds`` collects the wall time of each stage.
    """

    callback: ProgressCallback | None = None
    shares: Mapping[str, float] = field(default_factory=lambda: STAGES)
    seconds: dict[str, float] = field(default_factory=dict)
    _stage: str = "read"
    _portion: tuple[float, float] = (0.0, 1.0)
    _stretch: _Stretch = _Stretch()
    _pieces: int = 0
    _overall: float = 0.0
    _thread: int = field(default_factory=threading.get_ident)

    @contextmanager
    def portion(self, low: float, high: float) -> Iterator[None]:
        """What is reported meanwhile is that part of its stage: a stage that comes in two parts does not begin anew."""
        outer = self._portion
        width = outer[1] - outer[0]
        self._portion = outer[0] + width * low, outer[0] + width * high
        try:
            yield
        finally:
            self._portion = outer

    @contextmanager
    def stage(self, name: str, pieces: int = PIECES) -> Iterator[None]:
        """Time a stage of about so many pieces of work, and announce its beginning and end."""
        # Stages may be nested: afterwards the outer one goes on.
        outer, self._stage = (self._stage, self._stretch, self._pieces), name
        # Not the time of day, which may be set while a run goes on.
        start = time.perf_counter()
        self.report(0.0, pieces=pieces)
        try:
            with heard_by(self._hear):
                yield
            # Only for a stage that came to its end.
            self.report(1.0)
        finally:
            # A stage may come twice, such as solve for a local transform.
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
            self._stage, self._stretch, self._pieces = outer

    def report(self, fraction: float, message: str = "", *, until: float = 1.0, pieces: int = PIECES) -> None:
        """Say how far the current stage is, and that about so many pieces of work lead ``until`` another fraction.

        Raises ``Cancelled`` if the callback asks to stop.
        """
        self._stretch, self._pieces = _Stretch(fraction, max(fraction, until), pieces, message), 0
        self._notify(fraction, self._overall_at(fraction))

    def finish(self) -> None:
        """Say that all is done, as the last stage may have had no need of its whole share."""
        if self.callback is not None and self._overall < 1.0:
            self._overall = 1.0
            # Too late to stop anything: the answer has no meaning.
            self.callback(ProgressEvent(self._stage, 1.0, 1.0, self._stretch.message))

    def _hear(self, pieces: int) -> None:
        """So many pieces of work are done, perhaps by another thread: the run's own says so."""
        self._pieces += pieces
        if self.callback is None or threading.get_ident() != self._thread:
            return
        fraction = self._stretch.after(self._pieces)
        overall = self._overall_at(fraction)
        # Where others work or hang, the run's own thread asks several times a second whether to stop.
        if overall - self._overall >= _MIN_STEP or pieces == 0:
            self._notify(fraction, overall)

    def _overall_at(self, fraction: float) -> float:
        low, high = self._portion
        names = list(STAGES)
        done = sum(self.shares.get(name, 0.0) for name in names[: names.index(self._stage)])
        part = self.shares.get(self._stage, 0.0) * (low + (high - low) * fraction)
        return (done + part) / sum(self.shares.values())

    def _notify(self, fraction: float, overall: float) -> None:
        if self.callback is None:
            return
        low, high = self._portion
        fraction = low + (high - low) * fraction
        # What turns out to take longer, or comes once more, holds the bar and does not draw it back.
        self._overall = max(self._overall, overall)
        # False alone: a callback that returns nothing must not stop the run.
        if self.callback(ProgressEvent(self._stage, fraction, self._overall, self._stretch.message)) is False:
            # The output has its name when its stage ends; the report comes last, after the other files.
            written = self._stage == "report" or (self._stage == "warp" and fraction >= 1.0)
            left = "what was written by then is whole" if written else "nothing was written"
            raise Cancelled(f"The run was cancelled; {left}.")
