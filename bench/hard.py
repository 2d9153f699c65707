"""Hard pairs with known truth: one raster, and itself as a map, a radar, a depth camera, a night would show it.

    python hard.py build OUT --raster scene.tif [--band 0] [--count 2] [--seed 1]    any raster that is large enough
    python hard.py build OUT --pair moving.tif fixed.tif [...]                       two rasters that fit each other
    python hard.py build OUT --towns [--worn [0.5]]                                  invented towns (``towns.py``)
    python hard.py score OUT [--command 'coregix align ...']                         runs the command and prints a table

``--worn`` makes them as hard as public collections are: bent by 1.2 px, blurred, with 20 to 50 % of other ground, and
noisy in both; a number below 1 makes them less so. Each folder OUT/NAME holds moving.tif, fixed.tif (500 x 500 px) and
truth.json: the affine that maps true places (column, row) to shown ones, and how well it is known (px). ``unrelated_*``
show different ground, and must be refused.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.windows import Window
from scipy import ndimage
from skimage.draw import line
from skimage.segmentation import felzenszwalb, find_boundaries
from towns import SENSORS, as_camera, town

SIZE, MARGIN = 500, 40
NO_RELIABLE_ALIGNMENT = 3
Pixels = NDArray[np.float64]
Random = np.random.Generator


def unit(values: Pixels) -> Pixels:
    """Values between their 1st and 99th percentile as 0 to 1."""
    low, high = np.percentile(values, (1, 99))
    return np.clip((values - low) / max(high - low, 1e-9), 0, 1)


def segments(values: Pixels, rng: Random, scale: float = 150.0) -> NDArray[np.intp]:
    """Areas of about one tone, their edges rounded as a draughtsman would."""
    found = felzenszwalb(unit(values), scale=scale, sigma=1.2, min_size=60, channel_axis=None)
    # A generalised outline lies a little beside the true one.
    rows, cols = np.indices(values.shape)
    wave = [ndimage.gaussian_filter(rng.standard_normal(values.shape), 6) * 6 * 0.5 / 0.28 for _ in range(2)]
    return np.asarray(found[np.clip((rows + wave[0]).round().astype(int), 0, len(values) - 1),
                            np.clip((cols + wave[1]).round().astype(int), 0, len(values[0]) - 1)])


def as_map(values: Pixels, rng: Random) -> Pixels:
    """Flat colours without relation to brightness, outlines, some invented lines and labels."""
    areas = segments(values, rng)
    # Classes by tone in an order of their own, so that a map has few colours.
    tone = ndimage.mean(unit(values), areas, np.arange(areas.max() + 1))
    classes = np.digitize(tone, np.quantile(tone, [0.2, 0.4, 0.6, 0.8]))
    drawn = rng.permutation([0.25, 0.45, 0.6, 0.8, 0.95])[classes][areas]
    drawn[find_boundaries(areas) & (ndimage.uniform_filter(rng.random(values.shape), 40) > 0.5)] = 0.1
    for _ in range(6):
        ends = rng.integers(0, len(values), 4)
        drawn[line(*ends)] = 0.0
    for _ in range(40):
        row, col = rng.integers(10, len(values) - 60, 2)
        for letter in range(rng.integers(3, 8)):
            stroke = rng.random((9, 6)) > 0.55
            drawn[row : row + 9, col + 7 * letter : col + 7 * letter + 6][stroke] = 0.0
    return np.asarray(drawn)


def as_radar(values: Pixels, rng: Random) -> Pixels:
    """Roughness by area, bright edges towards the sensor, corner reflectors, and speckle of three looks."""
    areas = segments(values, rng)
    rough = rng.gamma(2.0, 0.5, areas.max() + 1)[areas] + 0.4 * unit(values)
    facing = np.clip(-ndimage.gaussian_filter1d(unit(values), 1.0, axis=1, order=1), 0, None)
    echo = 0.15 + rough + 12 * facing
    corners = rng.random(values.shape) > 0.9995
    echo += ndimage.gaussian_filter(corners * 400.0, 0.8)
    return np.asarray(10 * np.log10(echo * rng.gamma(3, 1 / 3, values.shape) + 1e-3))


def as_depth(values: Pixels, rng: Random) -> Pixels:
    """A height for each area on a gentle slope, without texture, and with the noise of a scanner."""
    areas = segments(values, rng)
    height = rng.gamma(1.5, 3.0, areas.max() + 1)[areas]
    slope = ndimage.gaussian_filter(rng.standard_normal(values.shape), 80) * 600
    return np.asarray(ndimage.gaussian_filter(height, 0.8) + slope + rng.normal(0, 0.4, values.shape))


def as_night(values: Pixels, rng: Random) -> Pixels:
    """Dark and noisy; lamps with halos, which stand where nothing else does, saturate."""
    dark = 0.12 * (0.3 + unit(values)) * (0.3 + ndimage.gaussian_filter(rng.standard_normal(values.shape), 50) * 60)
    lamps = rng.random(values.shape) > 0.9994
    glow = ndimage.gaussian_filter(lamps * 90.0, 4) + ndimage.gaussian_filter(lamps * 25.0, 1)
    seen = np.clip(dark, 0, None) + glow * (0.3 + 0.7 * unit(values))
    return np.asarray(np.minimum(rng.poisson(np.clip(seen, 0, 3) * 160) / 160 + rng.normal(0, 0.004, values.shape), 1))


def as_lit(values: Pixels, rng: Random) -> Pixels:
    """The same under lamps along the outlines of areas, as streets have them, and a sky that lights the ground."""
    outline = find_boundaries(segments(values, rng))
    where = ndimage.gaussian_filter(rng.standard_normal(values.shape), 25) * 25 > -0.3
    lamps = outline & where & (rng.random(values.shape) < 0.05)
    glow = ndimage.gaussian_filter(lamps * 40.0, 2) + ndimage.gaussian_filter(lamps * 30.0, 5)
    seen = glow * (0.3 + unit(values)) + 0.25 * unit(values)
    return np.asarray(np.minimum(rng.poisson(np.clip(seen, 0, 3) * 160) / 160 + rng.normal(0, 0.01, values.shape), 1.2))


def as_infrared(values: Pixels, rng: Random) -> Pixels:
    """Warmth: another tone for each area, mostly inverted, blurred, with drift."""
    areas = segments(values, rng, 300.0)
    gain = rng.normal(-0.6, 0.5, areas.max() + 1)[areas]
    warm = gain * (unit(values) - 0.5) + rng.normal(0, 0.25, areas.max() + 1)[areas]
    return np.asarray(ndimage.gaussian_filter(warm, 1.3) + rng.normal(0, 0.02, values.shape))


def as_season(values: Pixels, rng: Random) -> Pixels:
    """A tone curve that rises and falls, shadows that have moved, and snow or crops in part of the areas."""
    areas = segments(values, rng)
    tone = np.interp(unit(values), np.linspace(0, 1, 6), rng.permutation(np.linspace(0, 1, 6)))
    other = rng.random(areas.max() + 1)[areas]
    changed = (rng.random(areas.max() + 1) < 0.35)[areas]
    return np.asarray(np.where(changed, other, tone) + rng.normal(0, 0.03, values.shape))


KINDS: dict[str, Callable[[Pixels, Random], Pixels]] = {
    "map": as_map, "radar": as_radar, "depth": as_depth, "night": as_night, "lit": as_lit,
    "infrared": as_infrared, "season": as_season}
KNOWN = {"radar": 2.0}
"""How well the truth is known (px; others: 0.5): what a radar shows of an edge lies to one side of it."""


def drawn_truth(rng: Random) -> Affine:
    """A near start: up to 12 px, half a degree and half a per cent off."""
    around = SIZE / 2 + MARGIN
    shift = rng.uniform(-12, 12, 2)
    return (Affine.translation(*shift) * Affine.translation(around, around) * Affine.rotation(rng.uniform(-0.5, 0.5))
            * Affine.scale(1 + rng.uniform(-0.005, 0.005)) * Affine.translation(-around, -around))


def displaced(values: Pixels, truth: Affine) -> Pixels:
    """What a sensor shows whose places are off: shown place = truth(true place)."""
    rows, cols = np.indices(values.shape) + 0.5
    x, y = ~truth * (cols, rows)
    return np.asarray(ndimage.map_coordinates(values, [y - 0.5, x - 0.5], order=3, mode="nearest"))


def written(path: Path, values: Pixels, place: Affine, crs: Any) -> None:  # noqa: ANN401 - rasterio's
    """The inner part of an image as 16 bits."""
    inner = values[MARGIN:-MARGIN, MARGIN:-MARGIN]
    with rasterio.open(path, "w", driver="GTiff", width=SIZE, height=SIZE, count=1, dtype="uint16", crs=crs,
                       transform=place * Affine.translation(MARGIN, MARGIN)) as out:
        out.write((1 + unit(inner) * 10_000).astype("uint16"), 1)


def cut(path: Path, band: int, rng: Random) -> tuple[Pixels, Affine, Any, tuple[int, int]]:
    """A part of a raster that is valid throughout, at a random place."""
    side = SIZE + 2 * MARGIN
    with rasterio.open(path) as source:
        for _ in range(200):
            row, col = (int(rng.integers(0, max(1, n - side))) for n in source.shape)
            window = Window(col, row, side, side)
            values = source.read(band + 1, window=window).astype(float)
            if values.shape == (side, side) and (values == 0).mean() < 0.001 and values.std() > 0:
                return values, source.window_transform(window), source.crs, (row, col)
    raise SystemExit(f"{path} has no part of {side} x {side} valid pixels.")


def pair(folder: Path, name: str, fixed: Pixels, moving: Pixels, at: tuple[Affine, Any], rng: Random, known: float
         ) -> None:
    """Write one pair; ``known`` is how well its truth is known in pixels, 0 for unrelated ground."""
    truth = drawn_truth(rng)
    (folder / name).mkdir(parents=True, exist_ok=True)
    written(folder / name / "fixed.tif", fixed, *at)
    written(folder / name / "moving.tif", displaced(moving, truth), *at)
    inner = Affine.translation(-MARGIN, -MARGIN) * truth * Affine.translation(MARGIN, MARGIN)
    (folder / name / "truth.json").write_text(json.dumps({"truth": list(inner)[:6], "known": known}))


def fractal(rng: Random, side: int) -> Pixels:
    """Noise on scales of one to twelve pixels, of a deviation of about 1."""
    scales = [ndimage.gaussian_filter(rng.standard_normal((side, side)), s) for s in (0.7, 1.5, 3, 6)]
    return np.asarray(sum(n / n.std() * s**0.5 for n, s in zip(scales, (0.7, 1.5, 3, 6), strict=True)) / 3)


def worn(values: Pixels, rng: Random, amount: float = 1.0) -> Pixels:
    """An image bent from place to place, blurred, with other ground in parts of it, and noisy."""
    side, shown = len(values), unit(values)
    rows, cols = np.indices(shown.shape)
    bend = [ndimage.gaussian_filter(rng.standard_normal(shown.shape), 35) for _ in range(3)]
    rows, cols = (at + amount * 1.2 / np.sqrt(2) * b / b.std() for at, b in zip((rows, cols), bend[:2], strict=True))
    shown = ndimage.map_coordinates(shown, [rows, cols], order=3, mode="nearest")
    shown = ndimage.gaussian_filter(shown, amount * rng.uniform(0.7, 2.0))
    changed = bend[2] > np.quantile(bend[2], 1 - amount * rng.uniform(0.2, 0.5))
    other = ndimage.gaussian_filter(changed.astype(float), 3)
    shown = shown * (1 - other) + other * (0.5 + 0.2 * fractal(rng, side))
    noise = amount * rng.uniform(0.5, 1.2) * 0.7 * shown.std()
    return np.asarray(shown + noise * (fractal(rng, side) + rng.standard_normal(shown.shape)))


def kinds_of(args: argparse.Namespace, number: int, source: Path | None) -> None:
    """All kinds of one raster, or of invented towns, each with a pair of unrelated ground."""
    place: tuple[Affine, Any] = Affine(1, 0, 400_000, 0, -1, 5_400_000), rasterio.crs.CRS.from_epsg(32632)
    stem, side = "town" if source is None else source.stem, SIZE + 2 * MARGIN
    for kind, shown_as in KINDS.items():
        rng = np.random.default_rng([args.seed, number, *f"{stem}{kind}".encode()])
        if source is None:
            scene = town(rng, side)
            values, seen, other = as_camera(scene, rng), SENSORS[kind](scene, rng), SENSORS[kind](town(rng, side), rng)
        else:
            values, at, crs, _ = cut(source, args.band, rng)
            place = at, crs
            seen, other = shown_as(values, rng), shown_as(cut(source, args.band, rng)[0][::-1], rng)
        known = KNOWN.get(kind, 0.5)
        if args.worn:
            known = max(known, 1 + args.worn)
            seen, other = worn(seen, rng, args.worn), worn(other, rng, args.worn)
            values = unit(values) + args.worn * 0.6 * unit(values).std() * fractal(rng, side)
        pair(args.out, f"{kind}_{stem}_{number}", values, seen, place, rng, known)
        pair(args.out, f"unrelated_{kind}_{stem}_{number}", values, other, place, rng, 0)


def build(args: argparse.Namespace) -> None:
    """All kinds of each raster, the pairs that are given, and as many pairs of unrelated ground."""
    for number in range(args.count):
        for source in [*(args.raster or ()), *([None] if args.towns else [])]:
            kinds_of(args, number, source)
        for moving, fixed in args.pair or ():
            rng = np.random.default_rng([args.seed, number, *f"{moving}{fixed}".encode()])
            values, place, crs, (row, col) = cut(Path(fixed), 0, rng)
            side = SIZE + 2 * MARGIN
            with rasterio.open(moving) as source:
                other = source.read(1, window=Window(col, row, side, side)).astype(float)
            name = f"{Path(moving).stem}_{Path(fixed).stem}_{number}"
            pair(args.out, f"real_{name}", values, other, (place, crs), rng, 2.0)
            pair(args.out, f"unrelated_{name}", values, other[::-1], (place, crs), rng, 0)


def error(case: Path, transform: Path) -> float:
    """Root mean square error (px) of a saved transform over a lattice of the true places."""
    truth = Affine(*json.loads((case / "truth.json").read_text())["truth"])
    from coregix_core.io import load_transform

    saved = load_transform(transform)
    with rasterio.open(case / "fixed.tif") as fixed:
        place = fixed.transform
    cols, rows = (a.ravel() for a in np.meshgrid(np.linspace(20, SIZE - 20, 9), np.linspace(20, SIZE - 20, 9)))
    shown = ~place * saved.transform(*(place * (cols, rows)))
    return float(np.sqrt(np.mean((np.array(shown) - np.array(truth * (cols, rows))) ** 2) * 2))


def run(case: Path, command: str) -> dict[str, Any]:
    """What a command says of one case, and how far it is from the truth."""
    words = shlex.split(command.format(case=case))
    start = time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    found: dict[str, Any] = {"case": case.name, "exit": done.returncode, "seconds": time.perf_counter() - start}
    if done.returncode == 0:
        said = json.loads(done.stdout)
        found |= {"verdict": said["verdict"], "ce90": said["uncertainty_ce90_px"],
                  "error": error(case, case / "T.json")}
    return found


COMMAND = ("coregix align --moving-image {case}/moving.tif --fixed-image {case}/fixed.tif "
           "--output-image {case}/out.tif --save-transform {case}/T.json")


def outcome(found: dict[str, Any], known: float) -> str:
    """What became of a case whose truth is ``known`` to so many pixels; 0: one that has to be refused."""
    # Only code 3 says that no reliable alignment was found: any other is a fault of the input or of the program.
    if found["exit"]:
        return "refused" if found["exit"] == NO_RELIABLE_ALIGNMENT else "FAULT"
    if known == 0 or found["error"] > float(np.hypot(found["ce90"] or 0.0, known)):
        return "WRONG"
    return "solved" if found["error"] <= 3 else "off"


def score(args: argparse.Namespace) -> None:
    """Run all cases and print how many of each kind are within 3 px, wrong, or refused."""
    rows: dict[str, list[str]] = {}
    for case in sorted(p.parent for p in args.out.glob("*/truth.json") if args.only in p.parent.name):
        known = json.loads((case / "truth.json").read_text())["known"]
        found = run(case, args.command)
        result = outcome(found, known)
        rows.setdefault(case.name.split("_")[0], []).append(result)
        print(result, json.dumps({k: round(v, 2) if isinstance(v, float) else v for k, v in found.items()}), flush=True)
    for kind, results in rows.items():
        print(kind, {name: results.count(name) for name in ("solved", "off", "WRONG", "refused", "FAULT")})


def main() -> None:
    """Build or score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    making = commands.add_parser("build")
    making.set_defaults(work=build)
    making.add_argument("out", type=Path)
    making.add_argument("--raster", type=Path, action="append")
    making.add_argument("--pair", nargs=2, action="append", metavar=("MOVING", "FIXED"))
    making.add_argument("--towns", action="store_true")
    making.add_argument("--worn", type=float, nargs="?", const=1.0, default=0.0, metavar="AMOUNT")
    making.add_argument("--band", type=int, default=0)
    making.add_argument("--count", type=int, default=1)
    making.add_argument("--seed", type=int, default=1)
    scoring = commands.add_parser("score")
    scoring.set_defaults(work=score)
    scoring.add_argument("out", type=Path)
    scoring.add_argument("--only", default="")
    scoring.add_argument("--command", default=COMMAND)
    args = parser.parse_args()
    args.work(args)


if __name__ == "__main__":
    main()
