"""Measure how long progress stands still, and how the time left grows, over several kinds of run.

    python bench/progress.py [--kinds plain,local,anywhere,stack,batch] [--size 8000]

A run stands still while the overall fraction of its events does not rise. The time left is what a terminal would show,
and what the pace alone would promise; its growth is against the least that was said before. ``--size`` is that of the
plain pair: 8000, or 20000.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import ratios
import rivals
import scenes
from run import BANDS

from coregix_core.cli.console import TimeLeft

LOCAL_SIZE, LOCAL_WAVE = 4096, 6.0
STACKED_SIZE, BATCHED = 4096, 12


@dataclass(frozen=True)
class Heard:
    """What a run told: seconds since its start, and the overall fraction, of each of its progress events."""

    events: list[tuple[float, float, str]]
    seconds: float
    exit_code: int

    @property
    def standstill(self) -> tuple[float, str]:
        """The longest time without any rise, in seconds, and the stage in which it was."""
        last, highest, longest = 0.0, -1.0, (0.0, "")
        for at, overall, stage in [*self.events, (self.seconds, 2.0, "end")]:
            if overall > highest:
                longest = max(longest, (at - last, f"{stage} at {max(highest, 0):.0%}"))
                last, highest = at, overall
        return longest

    def growth(self, left: Callable[[float, float], float | None]) -> float:
        """How many times as long as the least before the time left was at most."""
        least, most = float("inf"), 1.0
        for at, overall, _ in self.events:
            said = left(at, overall)
            if said is not None:
                # As it is shown: of the last second nobody sees a part.
                most, least = max(most, max(said, 1.0) / least), min(least, max(said, 1.0))
        return most


def by_pace(elapsed: float, overall: float) -> float | None:
    """Seconds left by the pace so far, from where a terminal begins to show any."""
    return elapsed * (1.0 - overall) / overall if elapsed >= 2.0 and 0.02 < overall < 1.0 else None


def listen(words: list[str]) -> Heard:
    """Run a command and hear all its events."""
    events: list[tuple[float, float, str]] = []
    start = time.perf_counter()
    with subprocess.Popen([*words, "--progress", "json"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True) as child:
        assert child.stderr is not None
        for line in child.stderr:
            said = json.loads(line)
            if said.get("event") == "progress":
                events.append((time.perf_counter() - start, said["overall"], f"{said['stage']} {said['message']}"))
    return Heard(events, time.perf_counter() - start, child.returncode)


def words_of(kind: str, size: int) -> list[str]:
    """The words of a run of one kind."""
    if kind == "plain":
        fixed, moving = speed_pair(size)
        return ratios.align(rivals.COREGIX, moving, fixed)
    if kind == "local":
        fixed, moving = ratios.plain(LOCAL_SIZE, wave=LOCAL_WAVE)
        return [*ratios.align(rivals.COREGIX, moving, fixed), *ratios.LOCAL]
    if kind == "anywhere":
        fixed, moving = ratios.plain(1000)
        # Mirrored, as turned by half a circle it would be found.
        other = ratios.changed(moving, "mirrored", lambda values: values[::-1])
        return [*ratios.align(rivals.COREGIX, other, fixed), "--start", "anywhere"]
    if kind == "stack":
        fixed, moving = speed_pair(STACKED_SIZE)
        return [*ratios.coregix("stack"), "--images", str(fixed), str(moving), "--output-folder", str(ratios.MADE)]
    fixed, moving = ratios.plain(500)
    return ratios.batch(moving, fixed, BATCHED)


def speed_pair(size: int) -> tuple[Path, Path]:
    """The pair of a size by which speed is measured, made if it is not there."""
    case = scenes.speed_case(size, BANDS[size])
    folder = rivals.CACHE / "speed" / case.name
    made = folder / "fixed.tif", folder / "moving.tif"
    return made if all(path.exists() for path in made) else scenes.write(case, folder)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", default="plain,local,anywhere,stack,batch")
    parser.add_argument("--size", type=int, default=8000)
    args = parser.parse_args()
    rows = [["run", "seconds", "stood still", "where", "time left grew, shown", "by pace", "exit code"]]
    for kind in args.kinds.split(","):
        words = words_of(kind, args.size)
        shutil.rmtree(ratios.MADE, ignore_errors=True)
        ratios.MADE.mkdir(parents=True)
        heard = listen(words)
        still, where = heard.standstill
        rows.append([kind, f"{heard.seconds:.1f}", f"{still:.1f} s", where, f"{heard.growth(TimeLeft().seconds):.2f}",
                     f"{heard.growth(by_pace):.2f}", str(heard.exit_code)])
        print(rows[-1], flush=True)
    print("\n".join(rivals.table(rows)))


if __name__ == "__main__":
    main()
