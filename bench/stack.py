"""Measure stacks of known truth: how near they come, how well their stated uncertainty covers it, and what it takes.

    python bench/stack.py coverage [--stacks 20] [--seed 0]   made-up stacks of all kinds: errors, CE90, bad ones found
    python bench/stack.py noisy [--stacks 4] [--seed 0]       all dates together against each by the reference alone
    python bench/stack.py glacier [--share 0.5] [--flow 0.33]  part of the scene flows over many dates
    python bench/stack.py bent [--seed 0]                     images that bend: ``--transform local``
    python bench/stack.py time --images 12 --side 640         seconds and memory of a whole run

The ground is filtered noise with edges; each image sees it at its own place, with noise, another gamma, clouds, holes,
sometimes coarser. The error of an image is the root mean square over its area, in pixels of the finest image, less what
all share if there is no reference.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from scipy import ndimage

from coregix import StackResult, align_stack

Floats = NDArray[np.float64]
PLACE = Affine(10.0, 0.0, 500_000.0, 0.0, -10.0, 5_200_000.0)
NODATA = -9999.0
MARGIN = 40


@dataclass(frozen=True)
class Made:
    """A stack in files: true place of each image's pixel grid as a map of (columns, rows), and which are bad."""

    folder: Path
    side: int
    truth: dict[str, Callable[[Floats, Floats], tuple[Floats, Floats]]]
    bad: set[str]

    @property
    def reference(self) -> Path:
        """The raster that lies in place."""
        return self.folder / "reference.tif"


def ground(side: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Fractal noise with plots of sharp edges, (side, side)."""
    fy, fx = np.fft.fftfreq(side)[:, None], np.fft.rfftfreq(side)
    spectrum = np.maximum(np.hypot(fx, fy), 1 / side) ** -1.3
    def noise() -> Floats:
        phases = np.exp(2j * np.pi * rng.random(spectrum.shape))
        made = np.fft.irfft2(spectrum * phases, (side, side))
        return np.asarray(made / made.std())
    plots = sum(np.sign(noise()) * 0.4 for _ in range(3))
    # A sensor's blur, without which no sampling would be right.
    return ndimage.gaussian_filter(noise() + plots, 0.7).astype(np.float32)


def seen(base: NDArray[np.float32], x: Floats, y: Floats, rng: np.random.Generator, *, noise: float, gamma: float = 1.0,
         clouds: float = 0.0, holes: float = 0.0, blur: float = 0.0) -> NDArray[np.float32]:
    """The ground at pixels (x, y) of the base, as an image sees it; NODATA in holes."""
    smooth = ndimage.gaussian_filter(base, blur) if blur else base
    values = ndimage.map_coordinates(smooth, [y - 0.5, x - 0.5], order=3, mode="reflect")
    low, high = np.percentile(values, [0.5, 99.5])
    values = np.clip((values - low) / (high - low), 0, 1.2) ** gamma
    values = values + rng.standard_normal(values.shape) * noise * values.std()
    for share, bright in ((clouds, True), (holes, False)):
        if share:
            field = ndimage.gaussian_filter(rng.standard_normal(values.shape), values.shape[0] / 20)
            inside = field > np.quantile(field, 1 - share)
            values = np.where(inside, 1.5 + 0.3 * ndimage.gaussian_filter(rng.standard_normal(values.shape), 3)
                              if bright else np.nan, values)
    return np.where(np.isfinite(values), values * 1000, NODATA).astype(np.float32)


def write(path: Path, values: NDArray[np.float32], place: Affine) -> None:
    """Write one band."""
    with rasterio.open(path, "w", driver="GTiff", width=values.shape[1], height=values.shape[0], count=1,
                       dtype="float32", crs=CRS.from_epsg(32633), transform=place, nodata=NODATA) as out:
        out.write(values, 1)


def made_stack(folder: Path, seed: int, count: int, side: int, *, noise: float | None = None, plain: bool = False,
               bad: bool = True, height: float = 0.0, flow: float = 0.0, share: float = 0.5) -> Made:
    """A stack of ``count`` dates; images bend by ``height`` pixels, a ``share`` of the ground moves ``flow`` a date."""
    rng = np.random.default_rng(seed)
    base = ground(side + 2 * MARGIN, rng)
    (folder / "images").mkdir(parents=True, exist_ok=True)
    truth, ill = {}, set()
    for k in range(count):
        name, coarse = f"2021-{1 + k // 28:02d}-{1 + k % 28:02d}", 2.0 if not plain and rng.random() < 0.1 else 1.0
        size = int(side / coarse)
        turn, scale = rng.normal(0, 0.1), 1 + rng.normal(0, 2e-4)
        shift, phase = rng.normal(0, 3.0, 2), rng.uniform(0, 6, 4)

        def place(col: Floats, row: Floats, coarse: float = coarse, turn: float = turn, scale: float = scale,
                  shift: Floats = shift, phase: Floats = phase) -> tuple[Floats, Floats]:
            """Pixels of the image -> pixels of the ground."""
            moved = (Affine.translation(MARGIN + side / 2 + shift[0], MARGIN + side / 2 + shift[1])
                     * Affine.rotation(turn) * Affine.scale(scale * coarse)
                     * Affine.translation(-side / 2 / coarse, -side / 2 / coarse))
            x, y = moved * (col, row)
            wave = 2 * np.pi / side
            return (x + height * np.sin(wave * y + phase[0]) * np.cos(0.7 * wave * x + phase[1]),
                    y + height * np.sin(wave * x + phase[2]) * np.cos(0.7 * wave * y + phase[3]))

        cols, rows = np.meshgrid(np.arange(size) + 0.5, np.arange(size) + 0.5)
        x, y = place(cols, rows)
        if flow:
            # On the right the ground flows down, fastest in the middle of the stream.
            across = np.clip((x - MARGIN - side * (1 - share)) / (side * share), 0, 1)
            y = y - flow * k * np.sin(np.pi * across)
        other = bad and rng.random() < 0.1
        how: dict[str, Any] = {"noise": 0.1 * rng.random() if noise is None else noise}
        if not plain:
            how |= {"gamma": rng.uniform(0.7, 1.4), "clouds": 0.25 * (rng.random() < 0.3),
                    "holes": 0.3 * (rng.random() < 0.2), "blur": 0.5 * (coarse > 1)}
        write(folder / "images" / f"{name}.tif",
              seen(ground(side + 2 * MARGIN, rng) if other else base, x, y, rng, **how),
              PLACE * Affine.translation(MARGIN, MARGIN) * Affine.scale(coarse))
        truth[name] = place
        if other:
            ill.add(name)
    write(folder / "reference.tif", (base * 100).astype(np.float32), PLACE)
    return Made(folder, side, truth, ill)


def errors(made: Made, result: StackResult, common: bool) -> dict[str, float]:
    """Root mean square error (pixels) of each image that was aligned, less what all share with ``common``."""
    places, gaps = {}, {}
    for image in result.images:
        if image.transform is None or image.image in made.bad:
            continue
        with rasterio.open(image.path) as raster:
            grid = raster.transform
            cols, rows = (g.ravel() for g in np.meshgrid(np.linspace(4, raster.width - 4, 9),
                                                         np.linspace(4, raster.height - 4, 9)))
        x, y = made.truth[image.image](cols, rows)
        found = ~PLACE * image.transform.inverse(*(grid * (cols, rows)))
        places[image.image], gaps[image.image] = np.stack([x, y], 1), np.stack([found[0] - x, found[1] - y], 1)
    if common and gaps:
        at, gap = (np.concatenate(list(one.values())) for one in (places, gaps))
        middle = at.mean(0)
        shared = np.linalg.lstsq(np.column_stack([np.ones(len(at)), at - middle]), gap, rcond=None)[0]
        gaps = {k: g - np.column_stack([np.ones(len(g)), places[k] - middle]) @ shared for k, g in gaps.items()}
    return {name: float(np.sqrt((gap**2).sum(1).mean())) for name, gap in gaps.items()}


def run(made: Made, out: Path, **options: Any) -> StackResult:
    """Align a stack without writing pixels."""
    return align_stack([made.folder / "images"], out, **{"measure_only": True, **options})


def print_coverage(ratios: dict[str, list[float]]) -> None:
    """How many errors lie within their CE90; ``ratios`` are of one to the other, by datum."""
    everything = [ratio for of_datum in ratios.values() for ratio in of_datum]
    for name, found in {**ratios, "all": everything}.items():
        if found:
            print(f"{name}: {len(found)} images, {np.mean(np.array(found) <= 1):.0%} within CE90; "
                  f"quantiles 50, 90 %: {np.quantile(found, [0.5, 0.9]).round(2)}")


def print_stack(title: str, result: StackResult, found: dict[str, float]) -> list[float]:
    """A line of one stack; returns each error as a part of the CE90 that is stated."""
    stated = [image.ce90_px for image in result.images if image.image in found]
    parts = [found[image.image] / image.ce90_px for image in result.images if image.image in found]
    rms = np.sqrt(np.mean(np.square(list(found.values())))) if found else np.nan
    print(f"{title} {result.model}: rms {rms:.4f} px, error / CE90 {np.round(parts, 2)}, CE90 {np.round(stated, 4)}, "
          f"closure {result.closure_after_px}", flush=True)
    return parts


def coverage(args: argparse.Namespace, work: Path) -> None:
    """Errors and CE90 of made-up stacks, with a reference and without."""
    ratios: dict[str, list[float]] = {"reference": [], "mean": []}
    lost = missed = 0
    for number in range(args.stacks):
        made = made_stack(work / str(number), args.seed * 1000 + number, args.images or 6, args.side or 280)
        # Half of them have a reference, and half the mean of their own places.
        kind, datum = ("reference", {"fixed_image_path": made.reference}) if number % 2 else ("mean", {})
        result = run(made, work / str(number) / "out", **datum)
        found = errors(made, result, common=kind == "mean")
        ratios[kind] += print_stack(f"{number} {kind}", result, found)
        left_out = {image.image for image in result.images if image.transform is None}
        lost += len(left_out - made.bad)
        missed += len({image.image for image in result.images if image.verdict == "aligned"} & made.bad)
    print_coverage(ratios)
    print(f"good ones lost: {lost}; bad ones taken: {missed}")


def noisy(args: argparse.Namespace, work: Path) -> None:
    """How much nearer all dates together come than each by the reference alone: noisy dates, and a noisy reference.

    The noise of a date is in all its links, and no solution can take that away; what the reference adds, it can.
    """
    for kind, of_dates, of_reference in (("noisy dates", 1.5, 0.0), ("a noisy reference", 0.3, 1.2)):
        alone, joint = [], []
        for number in range(args.stacks):
            made = made_stack(work / kind / str(number), args.seed * 1000 + number, args.images or 8, args.side or 280,
                              noise=of_dates, plain=True, bad=False)
            _spoil(made.reference, of_reference)
            out = work / kind / str(number)
            result = run(made, out / "out", fixed_image_path=made.reference, transform="similarity")
            joint += errors(made, result, common=True).values()
            singles = []
            for name in made.truth:
                # One image and the reference: what aligning pairs would give, by the same tie points.
                one = align_stack([made.folder / "images" / f"{name}.tif", made.reference], out / name,
                                  datum="reference", measure_only=True, transform="similarity")
                singles += [image for image in one.images if image.image == name]
            alone += errors(made, replace(result, images=tuple(singles)), common=True).values()
        if not alone or not joint:
            print(f"{kind}: too noisy to be aligned at all")
            continue
        a, j = (float(np.sqrt(np.mean(np.square(one)))) for one in (alone, joint))
        print(f"{kind}, dates relative to each other: by the reference alone {a:.4f} px, jointly {j:.4f} px, "
              f"{1 - j / a:.0%} nearer to the truth", flush=True)


def _spoil(path: Path, noise: float) -> None:
    """Add noise to a raster, in units of its spread."""
    with rasterio.open(path, "r+") as raster:
        values = raster.read(1)
        values += np.random.default_rng(0).standard_normal(values.shape).astype(np.float32) * noise * values.std()
        raster.write(values, 1)


def glacier(args: argparse.Namespace, work: Path) -> None:
    """Part of the scene flows, by a fraction of a pixel from date to date."""
    made = made_stack(work / "flow", args.seed, args.images or 23, args.side or 320, plain=True, bad=False,
                      flow=args.flow, share=args.share)
    result = run(made, work / "flow" / "out", transform="similarity")
    found = errors(made, result, common=True)
    stated = {image.image: image.ce90_px for image in result.images}
    ratios = np.array([found[name] / stated[name] for name in found])
    print(f"{len(found)} of {len(made.truth)} images, rms {np.sqrt(np.mean(np.square(list(found.values())))):.4f} px, "
          f"worst {max(found.values()):.4f}; closure {result.closure_after_px}; "
          f"CE90 {np.median([stated[name] for name in found]):.3f}, {np.mean(ratios <= 1):.0%} within")


def bent(args: argparse.Namespace, work: Path) -> None:
    """Images that bend by a pixel and a half, by an affine and by fields."""
    made = made_stack(work / "bent", args.seed, args.images or 5, args.side or 400, plain=True, bad=False, height=1.5)
    for model in ("affine", "local"):
        # With a reference: without one, a field that all share stays open.
        result = run(made, work / "bent" / f"out-{model}", transform=model, fixed_image_path=made.reference)
        found = errors(made, result, common=False)
        rms = np.sqrt(np.mean(np.square(list(found.values())))) if found else np.nan
        print(f"{model} ({result.model}): {len(found)} of {len(made.truth)} images, rms {rms:.4f} px; "
              f"closure {result.closure_after_px}; CE90 {[round(i.ce90_px or np.nan, 3) for i in result.images]}",
              flush=True)


def duration(args: argparse.Namespace, work: Path) -> None:
    """A whole run with its outputs."""
    made = made_stack(work / "time", args.seed, args.images or 12, args.side or 640, bad=False)
    start = time.monotonic()
    result = run(made, work / "time" / "out", measure_only=False)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(f"{len(made.truth)} images of {made.side} x {made.side}: {time.monotonic() - start:.1f} s, "
          f"{len(result.links)} links, {sum(u.ru_utime for u in used):.0f} s of processors, largest process "
          f"{max(u.ru_maxrss for u in used) / 1024:.0f} MB; {result.summary()}")


KINDS = {"coverage": coverage, "noisy": noisy, "glacier": glacier, "bent": bent, "time": duration}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--stacks", type=int, default=20)
    parser.add_argument("--images", type=int)
    parser.add_argument("--side", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--flow", type=float, default=0.33)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        KINDS[given.kind](given, Path(folder))
