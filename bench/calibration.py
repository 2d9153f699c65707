"""Measure how well the stated uncertainty (CE90) covers the true error, by class of pair.

    python bench/calibration.py [--count 200] [--seed 0] [--rasters A.tif B.tif …] [--pairs pairs.json] [--rows R.json]

Pairs of one raster are made by random displacements, resolutions, noise, holes, clouds and bands: of the given rasters,
or of made-up scenes if there are none. ``--pairs`` lists real pairs of known truth, one object each:

    {"class": "dates", "moving": "a.tif", "fixed": "b.tif", "truth_px": 0.1, "checkpoints": "points.csv",
     "moving_band": 0, "fixed_band": 0, "transform": "auto", "crops": 12, "crop_px": [300, 900]}

Check points have the columns fx, fy (true place) and mx, my (place that the moving raster shows), both in the fixed
CRS; ``crops`` looks at so many random parts as well. Truth is uncertain itself, by ``truth_px``: a hit is an error of
at most the root of the sum of both squares. Prints a table by class, and one by
scene: how much of it is covered if the size is set by all others. ``--rows`` keeps all pairs.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import rasterio
import scenes
from affine import Affine
from numpy.typing import NDArray
from rasterio.windows import Window, from_bounds
from scipy import ndimage

from coregix import CoregixError, align_image_pair

Floats = NDArray[np.float64]

BANDS_PX = 0.02
"""How well bands of one real raster lie on each other, in pixels: blue and red of a Landsat 8 scene lie 0.015 apart, by
the same vector in two parts of it under other displacements."""


@dataclass(frozen=True)
class Scene:
    """Bands (n, rows, columns) of one raster, NaN where invalid."""

    bands: Floats
    transform: Affine
    crs: rasterio.crs.CRS | None
    name: str


@dataclass(frozen=True)
class Made:
    """A pair in files, and places (n, 2) where the truth is known: in the fixed CRS, and where the moving one shows."""

    kind: str
    name: str
    moving: Path
    fixed: Path
    true: Floats
    shown: Floats
    truth_px: float = 0.0
    moving_band: int = 0
    fixed_band: int = 0
    model: str = "auto"


@dataclass(frozen=True)
class Row:
    """What was said of a pair, and how far it was off, in pixels."""

    kind: str
    name: str
    verdict: str
    error: float
    ce90: float
    truth_px: float
    reason: str

    @property
    def hit(self) -> bool:
        """Whether the error lies within what is stated, the truth's own error allowed for."""
        return self.error <= float(np.hypot(self.ce90, self.truth_px))


def scenes_of(paths: list[Path]) -> list[Scene]:
    """The given rasters, or made-up scenes."""
    if not paths:
        row, col = np.mgrid[0:900, 0:900] + 0.5
        return [Scene(np.stack([scenes.texture(col + 3000 * i, row), 1.2 * scenes.texture(col + 3000 * i, row)
                                - 0.5 * scenes.texture(col + 3000 * i, row + 9000)]).astype(float),
                      scenes.TO_WORLD, scenes.CRS_OF_SCENE, f"scene {i}") for i in range(4)]
    found = []
    for path in paths:
        with rasterio.open(path) as source:
            bands = source.read(out_dtype="float64")
            invalid = (source.read_masks() == 0) | ((bands == 0).all(0))
            found.append(Scene(np.where(invalid, np.nan, bands), source.transform, source.crs, path.stem))
    return found


def made_pairs(chosen: list[Scene], count: int, rng: np.random.Generator, folder: Path) -> Iterator[Made]:
    """Random pairs: of one sensor, of two bands, and small ones, by turns."""
    for number in range(count):
        scene = chosen[number % len(chosen)]
        kind = ("same sensor", "same sensor", "bands", "small")[number // len(chosen) % 4]
        most = min(scene.bands.shape[1:]) - 80
        size = int(rng.integers(100, 200) if kind == "small" else rng.integers(220, min(600, most)))
        bands = rng.permutation(len(scene.bands))[:2] if kind == "bands" and len(scene.bands) > 1 else (0, 0)
        made = displaced(scene, kind, size, (int(bands[0]), int(bands[-1])), rng, folder)
        if made is not None:
            yield made


def displaced(scene: Scene, kind: str, size: int, bands: tuple[int, int], rng: np.random.Generator, folder: Path
              ) -> Made | None:
    """A window of a scene and the same, displaced at random; None if the window lies over invalid pixels."""
    first, second = scene.bands[bands[0]], scene.bands[bands[1]]
    row0, col0 = (int(rng.integers(40, n - size - 39)) for n in first.shape)
    window = np.s_[row0 : row0 + size, col0 : col0 + size]
    if np.isnan(first[window]).mean() > 0.05:
        return None
    step = rng.uniform(1, 2.5) if rng.random() < 0.3 else 1.0
    angle, scale, shift = np.radians(rng.uniform(-1, 1)), 1 + rng.normal(0, 0.001), rng.uniform(-0.06, 0.06, 2) * size
    matrix = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    rows, cols = np.mgrid[0 : int(size / step), 0 : int(size / step)] + 0.5
    true = (np.stack([cols, rows], -1) * step - size / 2) @ matrix.T + size / 2 + shift
    at = [true[..., 1] + row0 - 0.5, true[..., 0] + col0 - 0.5]
    valid = np.isfinite(second)
    filled = np.where(valid, second, np.nanmedian(second))
    smooth = ndimage.gaussian_filter(filled, 0.5 * step) if step > 1 else filled
    moving = ndimage.map_coordinates(smooth, at, order=3, mode="nearest")
    invalid = ndimage.map_coordinates((~valid).astype(float), at, order=1, cval=1.0) > 0
    fixed, moving = troubled(first[window].copy(), np.where(invalid, np.nan, moving), rng)
    grid = scene.transform * Affine.translation(col0, row0)
    _write(folder / "fixed.tif", fixed, grid, scene.crs)
    _write(folder / "moving.tif", moving, grid * Affine.scale(step), scene.crs)
    places = np.stack(np.meshgrid(*[np.linspace(0.05, 0.95, 7) * size] * 2), -1).reshape(-1, 2)
    shown = (places - size / 2 - shift) @ np.linalg.inv(matrix).T + size / 2
    return Made(kind, scene.name, folder / "moving.tif", folder / "fixed.tif", _to_world(grid, places),
                _to_world(grid, shown), BANDS_PX if bands[0] != bands[1] else 0.0)


def troubled(fixed: Floats, moving: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Two images with noise, holes, unmasked clouds and inverted contrast, each by chance."""
    spread = float(np.nanstd(fixed))
    if rng.random() < 0.5:
        noise = rng.uniform(0.02, 0.3) * spread
        fixed, moving = (v + noise * rng.standard_normal(v.shape) for v in (fixed, moving))
    if rng.random() < 0.25:
        moving = np.where(_blobs(moving.shape, rng.uniform(0.05, 0.3), rng), np.nan, moving)
    if rng.random() < 0.25:
        cloud = ndimage.gaussian_filter(_blobs(moving.shape, rng.uniform(0.05, 0.25), rng).astype(float), 3)
        bright = np.nanmax(moving) * (0.8 + 0.5 * ndimage.gaussian_filter(rng.standard_normal(moving.shape), 4))
        moving = moving * (1 - cloud) + cloud * bright
    return fixed, -moving if rng.random() < 0.2 else moving


def real_pairs(listed: list[dict[str, object]], rng: np.random.Generator, folder: Path) -> Iterator[Made]:
    """The listed pairs, each as a whole and in crops."""
    for spec in listed:
        points = np.loadtxt(str(spec["checkpoints"]), delimiter=",", skiprows=1, usecols=(0, 1, 2, 3), ndmin=2)
        moving, fixed = Path(str(spec["moving"])), Path(str(spec["fixed"]))
        points = points[_inside(fixed, points[:, :2]) & _inside(moving, points[:, 2:])]
        whole = Made(str(spec["class"]), moving.stem, moving, fixed, points[:, :2], points[:, 2:],
                     float(spec.get("truth_px", 0.0)), int(spec.get("moving_band", 0)), int(spec.get("fixed_band", 0)),
                     str(spec.get("transform", "auto")))
        yield whole
        for _ in range(int(spec.get("crops", 0))):
            yield cropped(whole, tuple(spec.get("crop_px", (300, 900))), rng, folder)


def _inside(path: Path, places: Floats) -> NDArray[np.bool_]:
    """Whether places (n, 2) lie in a raster."""
    with rasterio.open(path) as source:
        col, row = ~source.transform * places.T
        return (np.minimum(col, row) > 0) & (col < source.width) & (row < source.height)


def cropped(whole: Made, sizes: tuple[int, int], rng: np.random.Generator, folder: Path) -> Made:
    """A random square part of a pair around one of its check points."""
    with rasterio.open(whole.fixed) as source:
        half = rng.integers(*sizes) * float(np.sqrt(abs(source.transform.determinant))) / 2
    x, y = whole.true[rng.integers(len(whole.true))]
    inside = (np.abs(whole.true - (x, y)) < half).all(1)
    for role in ("fixed", "moving"):
        with rasterio.open(getattr(whole, role)) as source:
            window = from_bounds(x - half, y - half, x + half, y + half, source.transform).round_offsets()
            window = window.round_lengths().intersection(Window(0, 0, source.width, source.height))
            profile = {**source.profile, "width": window.width, "height": window.height, "driver": "GTiff",
                       "transform": source.window_transform(window), "tiled": False}
            with rasterio.open(folder / f"{role}.tif", "w", **profile) as out:
                out.write(source.read(window=window))
    return Made(whole.kind, whole.name, folder / "moving.tif", folder / "fixed.tif", whole.true[inside],
                whole.shown[inside], whole.truth_px, whole.moving_band, whole.fixed_band, whole.model)


def judged(made: Made, folder: Path) -> Row:
    """Align a pair; say what is stated and what is true."""
    try:
        result = align_image_pair(made.moving, made.fixed, folder / "aligned.tif", transform=made.model,
                                  moving_band_index=made.moving_band, fixed_band_index=made.fixed_band)
    except CoregixError as error:
        return Row(made.kind, made.name, "refused", float("nan"), float("nan"), made.truth_px, str(error)[:160])
    found = np.column_stack(result.transform(*made.true.T))
    error = float(np.sqrt(((found - made.shown) ** 2).sum(1).mean())) / result.pixel_size
    assessment = result.assessment
    return Row(made.kind, made.name, assessment.verdict, error, float(assessment.uncertainty_ce90_px or 0.0),
               made.truth_px, assessment.reason)


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The 95 % confidence interval of a share (Wilson 1927)."""
    z, share = 1.96, hits / count
    middle = (share + z**2 / (2 * count)) / (1 + z**2 / count)
    half = z / (1 + z**2 / count) * np.sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def cells(kept: list[Row]) -> str:
    """The cells of one class in the table: those of the pairs that were not refused."""
    low, high = wilson(sum(row.hit for row in kept), len(kept))
    errors, stated = (np.array([getattr(row, name) for row in kept]) for name in ("error", "ce90"))
    # Beyond what the truth itself may be off.
    sure = np.sqrt(np.maximum(errors**2 - np.square([row.truth_px for row in kept]), 0))
    return (f"{sum(row.verdict == 'uncertain' for row in kept)} | "
            f"{np.mean([row.hit for row in kept]):.0%} ({low:.0%} to {high:.0%}) | {np.median(errors):.3f} | "
            f"{np.median(stated):.3f} | {np.median(stated / np.maximum(errors, 1e-6)):.1f} | "
            f"{(sure / stated).max():.1f}")


def table(rows: list[Row]) -> list[str]:
    """Coverage and sharpness by class, as a table in Markdown."""
    head = ["class", "pairs", "refused", "uncertain", "within CE90 (95 % interval)", "median error, px",
            "median CE90, px", "median CE90 / error", "largest error / CE90"]
    lines = [f"| {' | '.join(head)} |", "|" + " --- |" * len(head)]
    for kind in dict.fromkeys(row.kind for row in rows):
        of_kind = [row for row in rows if row.kind == kind]
        kept = [row for row in of_kind if row.verdict != "refused"]
        if not kept:
            lines.append(f"| {kind} | {len(of_kind)} | {len(of_kind)} | | | | | | |")
            continue
        lines.append(f"| {kind} | {len(of_kind)} | {len(of_kind) - len(kept)} | {cells(kept)} |")
    return lines


def left_out(rows: list[Row]) -> list[str]:
    """Leave one out: the factor on CE90 that covers nine in ten of all other scenes' pairs, tried on each scene.

    The terms of the uncertainty were sized on some of the pairs: a scene of which the factor covers less was needed.
    """
    kept = [row for row in rows if row.verdict != "refused"]
    names = list(dict.fromkeys(row.name for row in kept))
    if len(names) < 2:
        return []
    asked = np.array([np.sqrt(max(row.error**2 - row.truth_px**2, 0)) / max(row.ce90, 1e-9) for row in kept])
    lines = ["| left out | pairs | factor that the others ask for | within it |", "|" + " --- |" * 4]
    for name in names:
        own = np.array([row.name == name for row in kept])
        factor = float(np.quantile(asked[~own], 0.9))
        lines.append(f"| {name} | {own.sum()} | {factor:.2f} | {np.mean(asked[own] <= factor):.0%} |")
    return lines


def _blobs(shape: tuple[int, int], share: float, rng: np.random.Generator) -> NDArray[np.bool_]:
    smooth = ndimage.gaussian_filter(rng.standard_normal(shape), 20)
    return smooth > np.quantile(smooth, 1 - share)


def _to_world(grid: Affine, places: Floats) -> Floats:
    return np.column_stack(grid * places.T)


def _write(path: Path, values: Floats, grid: Affine, crs: rasterio.crs.CRS | None) -> None:
    with rasterio.open(path, "w", driver="GTiff", width=values.shape[1], height=values.shape[0], count=1,
                       dtype="float32", crs=crs, transform=grid, nodata=float("nan")) as out:
        out.write(values.astype(np.float32), 1)


def main() -> None:
    """Run all pairs and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200, help="random pairs that are made")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rasters", type=Path, nargs="*", default=[])
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--rows", type=Path)
    args = parser.parse_args()
    rng = np.random.default_rng(args.seed)
    listed = [] if args.pairs is None else json.loads(args.pairs.read_text(encoding="utf-8"))
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = made_pairs(scenes_of(args.rasters), args.count, rng, folder) if args.count else iter(())
        for source in (made, real_pairs(listed, rng, folder)):
            for pair in source:
                rows.append(judged(pair, folder))
                last = rows[-1]
                print(f"{last.kind}: {last.name}: {last.verdict}, error {last.error:.3f}, CE90 {last.ce90:.3f}"
                      f"{'' if last.hit or last.verdict == 'refused' else ' MISS'}; {last.reason[:100]}", flush=True)
                if args.rows is not None:
                    args.rows.write_text(json.dumps([asdict(row) for row in rows], indent=1), encoding="utf-8")
    print("\n".join([*table(rows), "", *left_out(rows)]))


if __name__ == "__main__":
    main()
