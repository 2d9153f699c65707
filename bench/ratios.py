"""Measure local, refused, hard, many and stacked pairs against a plain pair of their size, and write their table.

    python bench/ratios.py [--runs 3] [--pairs 100] [--pair MOVING FIXED ...]

All take turns, so that what else the machine does falls on all of them alike; the table has the medians, and how many
times the plain pair each takes. A batch and a stack are counted for each of their pairs. ``--pair`` are rasters of
one's own, of 500 x 500 pixels, such as parts of a radar and an optical image.
"""

from __future__ import annotations

import argparse
import csv
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import numpy as np
import rasterio
import rivals
import scenes
from hard import as_infrared, as_radar
from run import PAGE
from scipy import ndimage

FOLDER = rivals.CACHE / "ratios"
MADE = FOLDER / "made"
"""Where all tools write: what is there is removed before each run, as batches and stacks go on from what they find."""
WAVE = 6.0
STACKED = 6
PEERS = (rivals.COREGIX, rivals.AROSICS_GLOBAL, rivals.AROSICS_LOCAL)
ANSWERING = (rivals.COREGIX, rivals.AROSICS_GLOBAL)
"""Those that are given pairs which should be refused, or are hard: the exit code says what they made of them."""
LOCAL = ("--transform", "local")


@dataclass(frozen=True)
class Kind:
    """What is measured: the words of a run, the size whose plain pair it is held against, and its number of pairs."""

    name: str
    words: list[str]
    size: int
    pairs: int = 1


def plain(size: int, *, wave: float = 0.0) -> tuple[Path, Path]:
    """The fixed and the moving raster of one band that differ by little, and by waves if that is asked for."""
    case = scenes.speed_case(size, 1)
    case = replace(case, warp=replace(case.warp, wave=wave))
    return scenes.write(case, FOLDER / f"{case.name}_{wave:g}")


def changed(moving: Path, name: str, change: Callable[[np.ndarray], np.ndarray]) -> Path:
    """The moving raster with other pixels in the same place."""
    path = moving.with_name(f"{name}.tif")
    with rasterio.open(moving) as source:
        values, profile = change(source.read(1).astype(float)), source.profile
    with rasterio.open(path, "w", **{**profile, "dtype": "float32", "predictor": 1}) as output:
        output.write(values.astype("float32"), 1)
    return path


def align(tool: rivals.Tool, moving: Path, fixed: Path) -> list[str]:
    """The words that align one raster to another; their output is of no interest."""
    return tool.command(str(moving), str(fixed), str(MADE / "output.tif"))


def run(kind: Kind) -> rivals.Run:
    """One run that finds nothing of an earlier one."""
    shutil.rmtree(MADE, ignore_errors=True)
    MADE.mkdir()
    return rivals.run(kind.words)


def batch(moving: Path, fixed: Path, count: int) -> list[str]:
    """The words that align one pair many times, as so many."""
    listed = FOLDER / "pairs.csv"
    with listed.open("w", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["moving_image", "fixed_image", "output_image"])
        rows.writerows([moving.resolve(), fixed.resolve(), (MADE / f"{i}.tif").resolve()] for i in range(count))
    return [*coregix("batch"), str(listed), "--output-folder", str(MADE), "--workers", "2"]


def stack(moving: Path) -> list[str]:
    """The words that align some images to each other, each with noise of its own."""
    images = [str(changed(moving, f"stacked{i}", lambda v, i=i: v + np.random.default_rng(i).normal(0, 40, v.shape)))
              for i in range(STACKED)]
    return [*coregix("stack"), "--images", *images, "--output-folder", str(MADE)]


def coregix(command: str) -> list[str]:
    """The words of one of Coregix's commands."""
    return [rivals.COREGIX.command("", "", "")[0], command]


def gradients(values: np.ndarray) -> np.ndarray:
    """How steep an image is: what lies between two edges of it is dark, and each edge is two."""
    return np.hypot(ndimage.sobel(values, 0), ndimage.sobel(values, 1))


def hard_ones(fixed: Path, moving: Path, own: list[tuple[str, str]]) -> list[Kind]:
    """Pairs of 500 x 500 pixels that look unlike each other and are solved: invented ones, and those that are given."""
    made = {"as infrared": lambda values: as_infrared(values, np.random.default_rng(1)), "its gradients": gradients}
    pairs = {name: (changed(moving, name.replace(" ", "_"), change), fixed) for name, change in made.items()}
    pairs |= {f"{Path(one).stem} to {Path(other).stem}": (Path(one), Path(other)) for one, other in own}
    return [Kind(f"{rivals.COREGIX.name}, {name}", align(rivals.COREGIX, *pair), 500) for name, pair in pairs.items()]


def kinds(pairs: int, own: list[tuple[str, str]]) -> list[Kind]:
    """All that is measured; of each size the plain pair first."""
    found: list[Kind] = []
    for size in (1000, 500):
        fixed, moving = plain(size)
        found += [Kind(f"{tool.name}, plain", align(tool, moving, fixed), size) for tool in PEERS if tool.prepare()]
        found.append(Kind("plain, local", [*align(rivals.COREGIX, moving, fixed), *LOCAL], size))
        other = changed(moving, "unrelated", lambda values: values[::-1, ::-1])
        radar = changed(moving, "radar", lambda values: as_radar(values, np.random.default_rng(1)))
        for tool in (tool for tool in ANSWERING if tool.prepare()):
            found += [Kind(f"{tool.name}, unrelated", align(tool, other, fixed), size),
                      Kind(f"{tool.name}, as radar", align(tool, radar, fixed), size)]
    fixed, moving = plain(1000, wave=WAVE)
    found += [Kind("waves, without local", align(rivals.COREGIX, moving, fixed), 1000),
              Kind("waves, local", [*align(rivals.COREGIX, moving, fixed), *LOCAL], 1000)]
    found += [Kind(f"{tool.name}, waves", align(tool, moving, fixed), 1000)
              for tool in (rivals.AROSICS_LOCAL,) if tool.prepare()]
    fixed, moving = plain(500)
    found += hard_ones(fixed, moving, own)
    found.append(Kind(f"batch of {pairs}", batch(moving, fixed, pairs), 500, pairs))
    found.append(Kind(f"stack of {STACKED}", stack(moving), 500, STACKED))
    return found


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--pair", nargs=2, action="append", default=[], metavar=("MOVING", "FIXED"))
    args = parser.parse_args()
    measured = kinds(args.pairs, args.pair)
    runs = [[run(kind) for kind in measured] for _ in range(args.runs)]
    seconds = {(k.size, k.name): median(turn[i].seconds for turn in runs) for i, k in enumerate(measured)}
    rows = [["size", "what", "seconds", "for each pair", "x plain", "peak MiB", "exit code"]]
    for i, kind in enumerate(measured):
        taken, base = seconds[kind.size, kind.name], seconds[kind.size, f"{rivals.COREGIX.name}, plain"]
        rows.append([str(kind.size), kind.name, f"{taken:.1f}", f"{taken / kind.pairs:.2f}",
                     f"{taken / kind.pairs / base:.1f}", str(max(turn[i].peak_mib for turn in runs)),
                     str(runs[-1][i].exit_code)])
    lines = rivals.table(rows)
    print("\n".join(lines))
    rivals.replace_between_markers(PAGE, "ratios", lines)


if __name__ == "__main__":
    main()
