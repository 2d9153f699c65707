"""Measure whether displacement rasters are as uncertain as they say, and write their table of docs/accuracy.md.

    python bench/displacement.py [--pairs 60] [--seed 1]

Pairs of known truth (waves, hills, rotations, shifts; with noise, holes and clouds) are aligned with a displacement
field. Its pixels are sorted by the CE90 that they state: in each tenth of them, nine of ten should err by less.
"""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
import rivals
import scenes

PAGE = Path("docs/accuracy.md")
SIZE = 500
STEP = 4
"""Pixels between those that are looked at: neighbours err alike."""


@dataclass(frozen=True)
class Field:
    """Pixels of one displacement raster: what they state and how far they are off, both in pixels, (n,)."""

    kind: str
    stated: scenes.Floats
    error: scenes.Floats


def cases(count: int, rng: np.random.Generator) -> Iterator[tuple[str, scenes.Case]]:
    """Pairs of each kind in turn, with the troubles that images have."""
    kinds = ("wave", "hills", "rotation", "shift")
    for number in range(count):
        kind = kinds[number % len(kinds)]
        shape = {"wave": {"wave": rng.uniform(1, 6)},
                 "hills": {"relief": rng.uniform(0.3, 2), "relief_seed": int(rng.integers(200, 10_000))},
                 "rotation": {"rotation": rng.uniform(-2, 2), "scale": 1 + rng.uniform(-5e-3, 5e-3)}, "shift": {}}[kind]
        warp = scenes.Warp(SIZE, tuple(rng.uniform(-8, 8, 2)), **shape)
        local = ("--transform", "local") if kind in ("wave", "hills") else ()
        yield kind, scenes.Case(
            f"displacement-{number}", warp, noise=rng.choice([5.0, 60.0, 250.0]), holes=rng.choice([0.0, 0.0, 0.25]),
            clouds=rng.choice([0.0, 0.0, 0.15]), carry_coordinates=True, extra=local)


def measured(kind: str, case: scenes.Case) -> Field | None:
    """Align a pair and compare its displacement raster with the truth; None for a refused one."""
    folder = rivals.CACHE / "displacement" / case.name
    for old in folder.glob("*.tif"):
        old.unlink()
    fixed, moving = map(str, scenes.write(case, folder))
    raster = folder / "D.tif"
    words = [*rivals.COREGIX.command(moving, fixed, str(folder / "output.tif")), *case.extra,
             "--displacement-field", str(raster)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        return None
    with rasterio.open(raster) as src:
        east, north, ce90 = src.read().astype(float)
        grid = scenes.Layout(src.crs, src.transform, src.shape)
    row, col = np.mgrid[STEP : grid.shape[0] : STEP, STEP : grid.shape[1] : STEP] + 0.5
    u, v = grid.to_scene(col, row)
    x, y = case.warp.inverse(u, v)
    at = (row - 0.5).astype(int), (col - 0.5).astype(int)
    # East of the scene is along u, north against v.
    error = np.hypot(east[at] - (u - x) * scenes.PIXEL, north[at] + (v - y) * scenes.PIXEL) / scenes.PIXEL
    seen = (x > 0) & (y > 0) & (x < SIZE) & (y < SIZE) & ~scenes.invalid(case, x, y) & np.isfinite(ce90[at])
    return Field(kind, ce90[at][seen] / scenes.PIXEL, error[seen])


def table(fields: list[Field]) -> list[str]:
    """Coverage in each tenth of the stated CE90, over all pixels."""
    stated, error = (np.concatenate([getattr(f, name) for f in fields]) for name in ("stated", "error"))
    order = np.array_split(np.argsort(stated), 10)
    rows = [["tenth", "stated CE90, px", "error of 90 %, px", "within"]]
    for number, part in enumerate(order, 1):
        rows.append([str(number), f"{stated[part].min():.3f} to {stated[part].max():.3f}",
                     f"{np.quantile(error[part], 0.9):.3f}", f"{(error[part] <= stated[part]).mean():.0%}"])
    return rivals.table(rows)


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    fields = []
    for kind, case in cases(args.pairs, np.random.default_rng(args.seed)):
        if (field := measured(kind, case)) is not None:
            fields.append(field)
            print(f"{case.name} {kind:9}: stated {np.median(field.stated):.3f}, 90 % below "
                  f"{np.quantile(field.error, 0.9):.3f}, within {(field.error <= field.stated).mean():.0%}", flush=True)
    lines = table(fields)
    print("\n".join(lines))
    rivals.replace_between_markers(PAGE, "displacement", lines)


if __name__ == "__main__":
    main()
