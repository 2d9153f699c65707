"""Images of which nothing is known, beside plain SIFT + RANSAC; write their table of docs/accuracy.md.

    python bench/anywhere.py [--count 4] [--seed 1] [--kinds map,radar]

References of 600 x 600 pixels and sources of about 450 x 450 without a georeference: any turn, pixels 0.5 to 2 times as
large. The reference shows the ground as a map, a radar or a night would (``hard.py``). Half of the pairs of each kind
show other ground, and have to be refused. The other tool is what scikit-image has: SIFT, matches by the ratio of
distances, and a similarity by RANSAC, believed if ten matches agree on it, as is usual.
"""

from __future__ import annotations

import argparse
import json
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import hard
import numpy as np
import rasterio
import rivals
import scenes
from affine import Affine
from numpy.typing import NDArray
from skimage.feature import SIFT, match_descriptors
from skimage.measure import ransac
from skimage.transform import SimilarityTransform

from coregix import load_transform

PAGE = Path("docs/accuracy.md")
SIZE, SOURCE = 600, 450
FOUND, MIN_AGREE = 3.0, 10
"""Error (pixels of the coarser raster) up to which a place is right; matches that plain RANSAC has to explain."""

Pixels = NDArray[np.float64]
VIEWS: dict[str, Callable[[Pixels, np.random.Generator], Pixels]] = {
    "same image": lambda values, _: values,
    "noise": lambda values, rng: values + rng.normal(0, values.std() / 4, values.shape),
    "inverted": lambda values, _: -values, **hard.KINDS}


@dataclass(frozen=True)
class Pair:
    """A reference in its CRS, a source without one, and where pixels of the source lie in truth; None: nowhere."""

    reference: Pixels
    source: Pixels
    truth: Affine | None


def made(kind: str, number: int, seed: int, *, unrelated: bool) -> Pair:
    """One pair; ``truth`` maps pixels of the source to those of the reference."""
    rng = np.random.default_rng([seed, number, *kind.encode()])
    left, top = rng.uniform(1000, 9000, 2)
    row, col = np.mgrid[:SIZE, :SIZE] + 0.5
    reference = VIEWS[kind](np.asarray(scenes.fields(col + left, row + top), float), rng)
    step, turn = float(np.exp(rng.uniform(np.log(0.5), np.log(2)))), rng.uniform(-180, 180)
    side = int(np.clip(SOURCE / step, 260, 700))
    truth = (Affine.translation(*(SIZE / 2 + rng.uniform(-60, 60, 2))) * Affine.rotation(turn) * Affine.scale(step)
             * Affine.translation(-side / 2, -side / 2))
    row, col = np.mgrid[:side, :side] + 0.5
    u, v = truth * (col, row)
    away = 20_000 if unrelated else 0
    source = np.asarray(scenes.fields(u + left + away, v + top), float)
    return Pair(reference, source, None if unrelated else truth)


def error(pair: Pair, shown_to_true: Callable[[Pixels, Pixels], Pixels]) -> float:
    """Root mean square error of a placement over the source, in pixels of the coarser raster; inf for other ground."""
    if pair.truth is None:
        return float("inf")
    at = np.linspace(0, len(pair.source), 7)
    col, row = (a.ravel() for a in np.meshgrid(at, at))
    gap = shown_to_true(col, row) - np.stack(pair.truth * (col, row))
    return float(np.sqrt((gap**2).sum(0).mean()) / max(1.0, np.sqrt(pair.truth.determinant)))


def by_coregix(pair: Pair, folder: Path) -> float | None:
    """The error of Coregix; None if it refuses."""
    names = {name: str(folder / f"{name}.tif") for name in ("source", "reference", "output")}
    saved = folder / "transform.json"
    for name, values, crs, place in (("source", pair.source, None, Affine.identity()),
                                     ("reference", pair.reference, scenes.CRS_OF_SCENE, scenes.TO_WORLD)):
        with rasterio.open(names[name], "w", driver="GTiff", width=values.shape[1], height=values.shape[0], count=1,
                           dtype="float32", crs=crs, transform=place) as file:
            file.write(values.astype(np.float32), 1)
    saved.unlink(missing_ok=True)
    run = rivals.run([*rivals.COREGIX.command(names["source"], names["reference"], names["output"]),
                      "--save-transform", str(saved)])
    if run.exit_code == 3:
        return None
    if run.exit_code:
        raise SystemExit(f"Coregix ended with {run}")
    found = load_transform(saved).transform
    return error(pair, lambda col, row: np.stack(~scenes.TO_WORLD * found.inverse(col, row)))


def by_sift(pair: Pair, _: Path) -> float | None:
    """The error of plain SIFT + RANSAC; None where too few matches agree."""
    found = []
    for values in (pair.reference, pair.source):
        sift = SIFT()
        try:
            sift.detect_and_extract(hard.unit(values))
        except RuntimeError:
            # It found no feature.
            return None
        found.append((sift.keypoints[:, ::-1] + 0.5, sift.descriptors))
    match = match_descriptors(found[0][1], found[1][1], max_ratio=0.8, cross_check=True)
    if len(match) < 3:
        return None
    true, shown = found[0][0][match[:, 0]], found[1][0][match[:, 1]]
    with warnings.catch_warnings():
        # Of a set without any agreement.
        warnings.simplefilter("ignore")
        model, inside = ransac((shown, true), SimilarityTransform, 2, 3.0, max_trials=2000, rng=1)
    if model is None or inside is None or inside.sum() < MIN_AGREE:
        return None
    return error(pair, lambda col, row: model(np.stack([col, row], 1)).T)


TOOLS = {rivals.COREGIX.name: by_coregix, "SIFT + RANSAC": by_sift}


def measured(tool: Callable[[Pair, Path], float | None], kind: str, count: int, seed: int) -> list[str]:
    """Of one tool and kind: found, wrong, median error and seconds."""
    folder = rivals.CACHE / "anywhere"
    folder.mkdir(parents=True, exist_ok=True)
    errors, wrong, seconds = [], 0, []
    for number in range(2 * count):
        pair = made(kind, number, seed, unrelated=number >= count)
        start = time.perf_counter()
        off = tool(pair, folder)
        seconds.append(time.perf_counter() - start)
        print(json.dumps({"kind": kind, "number": number, "error": off, "seconds": round(seconds[-1], 1)}), flush=True)
        if off is not None and off <= FOUND:
            errors.append(off)
        elif off is not None:
            wrong += 1
    middle = f"{np.median(errors):.3f}" if errors else ""
    return [f"{len(errors)} of {count}", str(wrong), middle, f"{np.median(seconds):.1f}"]


def main() -> None:
    """Measure, print, and write the page unless only some kinds were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default=",".join(VIEWS))
    args = parser.parse_args()
    told = ("found", "wrong", "median error, px", "s")
    head = ["reference shows", *(f"{name}: {what}" for name in TOOLS for what in told)]
    rows = [[kind, *(cell for tool in TOOLS.values() for cell in measured(tool, kind, args.count, args.seed))]
            for kind in args.kinds.split(",")]
    lines = rivals.table([head, *rows])
    print("\n".join(lines))
    if args.kinds == ",".join(VIEWS):
        rivals.replace_between_markers(PAGE, "anywhere", lines)


if __name__ == "__main__":
    main()
