"""Measure whether displacement rasters are as uncertain as they say, and write their table of docs/accuracy.md.

    python bench/displacement.py [--pairs 240] [--seeds 601 602] [--size 360]

Pairs of known truth (waves, hills, rotations, scales, shifts, and bent ground under a model that cannot follow it; with
noise, holes in either image and clouds) are aligned with a displacement field. Its pixels, those in the holes included,
are sorted by the CE90 that they state: in each tenth of them, nine of ten should err by less. Pixels of one pair err
alike, so that the interval of each share is found by drawing pairs anew, and not pixels.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
import rivals
import scenes
from numpy.typing import NDArray

from coregix import UnreliableAlignmentError, align_image_pair

PAGE = Path("docs/accuracy.md")
STEP = 6
"""Pixels between those that are looked at: neighbours err alike."""

HOLES_OF_FIXED = 9
"""The seed of the holes of references: those of sources lie elsewhere."""

DRAWS = 1000
"""How often pairs are drawn anew."""


@dataclass(frozen=True)
class Field:
    """Pixels of one displacement raster: what they state, how far they are off, in pixels, and if in a hole, (n,)."""

    kind: str
    stated: scenes.Floats
    error: scenes.Floats
    hole: NDArray[np.bool_]


def cases(count: int, size: int, rng: np.random.Generator) -> Iterator[tuple[str, scenes.Case, float]]:
    """Pairs of each kind in turn, each on ground of its own, with the troubles that images have.

    The last is the share of the reference that is holes.
    """
    kinds = ("wave", "hills", "rotation", "scale", "shift", "bend")
    for number in range(count):
        kind = kinds[number % len(kinds)]
        shape = {"wave": {"wave": rng.uniform(0.5, 5)},
                 "hills": {"relief": rng.uniform(0.3, 2), "relief_seed": int(rng.integers(200, 10_000))},
                 "rotation": {"rotation": rng.uniform(-2, 2), "scale": 1 + rng.uniform(-5e-3, 5e-3)},
                 "scale": {"rotation": rng.uniform(-1, 1), "scale": 1 + rng.uniform(-2e-2, 2e-2)}, "shift": {},
                 "bend": {"wave": rng.uniform(0.2, 2), "relief": rng.uniform(0.1, 1)}}[kind]
        warp = scenes.Warp(size, tuple(rng.uniform(-8, 8, 2)), **shape)
        yield kind, scenes.Case(
            f"displacement-{number}", warp, noise=rng.choice([5.0, 20.0, 60.0, 120.0, 250.0]),
            holes=rng.choice([0.0, 0.0, 0.25]), clouds=rng.choice([0.0, 0.0, 0.15]), gain=rng.choice([1.0, 1.0, -1.0]),
            ground=tuple(rng.uniform(0, 20_000, 2)), carry_coordinates=True), rng.choice([0.0, 0.0, 0.2])


def holes_of_fixed(case: scenes.Case, share: float, u: scenes.Floats, v: scenes.Floats) -> NDArray[np.bool_]:
    """Whether places of the scene lie in a hole of the reference."""
    return scenes.blobs(u + case.ground[0], v + case.ground[1], share, HOLES_OF_FIXED) > 0.5


def punch(case: scenes.Case, share: float, path: Path) -> None:
    """Make the holes of a reference."""
    with rasterio.open(path, "r+") as dst:
        v, u = np.mgrid[: dst.height, : dst.width] + 0.5
        dst.write(np.where(holes_of_fixed(case, share, u, v), np.float32(scenes.NODATA), dst.read(1)), 1)


def measured(kind: str, case: scenes.Case, share: float) -> Field | None:
    """Align a pair and compare its displacement raster with the truth; None for a refused one."""
    folder = rivals.CACHE / "displacement" / case.name
    for old in folder.glob("*.tif"):
        old.unlink()
    fixed, moving = map(str, scenes.write(case, folder))
    punch(case, share, Path(fixed))
    raster = folder / "D.tif"
    try:
        align_image_pair(moving, fixed, folder / "output.tif", displacement_field=raster,
                         transform="local" if kind in ("wave", "hills") else "auto")
    except UnreliableAlignmentError:
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
    inside = (np.minimum(x, y) > 0) & (np.maximum(x, y) < case.warp.size)
    seen = inside & np.isfinite(ce90[at])
    hole = scenes.invalid(case, x, y) | holes_of_fixed(case, share, u, v)
    return Field(kind, ce90[at][seen] / scenes.PIXEL, error[seen], hole[seen])


def table(fields: list[Field], rng: np.random.Generator) -> list[str]:
    """Coverage in each tenth of the stated CE90, over all pixels, with its 95 % interval."""
    stated, error, pair = pooled(fields)
    rows = [["tenth", "stated CE90, px", "error of 90 %, px", "within (95 % interval)", "pairs"]]
    for number, part in enumerate(np.array_split(np.argsort(stated), 10), 1):
        rows.append([str(number), f"{stated[part].min():.3f} to {stated[part].max():.3f}",
                     f"{np.quantile(error[part], 0.9):.3f}", *shares(stated[part], error[part], pair[part], rng)])
    return rivals.table(rows)


def by_kind(fields: list[Field], rng: np.random.Generator) -> list[str]:
    """The same of all pixels of each kind of pair."""
    rows = [["kind", "median stated CE90, px", "error of 90 %, px", "within (95 % interval)", "pairs"]]
    for kind in dict.fromkeys(field.kind for field in fields):
        stated, error, pair = pooled([field for field in fields if field.kind == kind])
        rows.append([kind, f"{np.median(stated):.3f}", f"{np.quantile(error, 0.9):.3f}",
                     *shares(stated, error, pair, rng)])
    hole = np.concatenate([field.hole for field in fields])
    stated, error, pair = (values[hole] for values in pooled(fields))
    rows.append(["all, in holes", f"{np.median(stated):.3f}", f"{np.quantile(error, 0.9):.3f}",
                 *shares(stated, error, pair, rng)])
    return rivals.table(rows)


def pooled(fields: list[Field]) -> tuple[scenes.Floats, scenes.Floats, NDArray[np.intp]]:
    """What all pixels state, how far they are off, and which pair each is of."""
    stated, error = (np.concatenate([getattr(field, name) for field in fields]) for name in ("stated", "error"))
    return stated, error, np.repeat(np.arange(len(fields)), [len(field.stated) for field in fields])


def shares(stated: scenes.Floats, error: scenes.Floats, pair: NDArray[np.intp], rng: np.random.Generator
           ) -> tuple[str, str]:
    """The share of pixels that lie within what they state, with its interval, and how many pairs it speaks for."""
    within = error <= stated
    hits, all_of = (np.bincount(pair, weights) for weights in (within, None))
    drawn = rng.multinomial(len(all_of), np.full(len(all_of), 1 / len(all_of)), DRAWS)
    low, high = np.quantile((drawn @ hits) / np.maximum(drawn @ all_of, 1), (0.025, 0.975))
    # Pairs with few pixels count for less than one.
    return f"{within.mean():.0%} ({low:.0%} to {high:.0%})", f"{all_of.sum() ** 2 / (all_of**2).sum():.0f}"


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=240, help="of each seed")
    parser.add_argument("--seeds", type=int, nargs="+", default=[601, 602])
    parser.add_argument("--size", type=int, default=360)
    args = parser.parse_args()
    fields = []
    drawn = [case for seed in args.seeds for case in cases(args.pairs, args.size, np.random.default_rng(seed))]
    for kind, case, share in drawn:
        if (field := measured(kind, case, share)) is not None:
            fields.append(field)
            print(f"{case.name} {kind:9}: stated {np.median(field.stated):.3f}, 90 % below "
                  f"{np.quantile(field.error, 0.9):.3f}, within {(field.error <= field.stated).mean():.0%}", flush=True)
    rng = np.random.default_rng(0)
    lines = [*table(fields, rng), "", *by_kind(fields, rng)]
    print("\n".join(lines))
    rivals.replace_between_markers(PAGE, "displacement", lines)


if __name__ == "__main__":
    main()
