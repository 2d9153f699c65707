"""Scenes of known truth for measuring: the texture is a function of its coordinates, so that no warp interpolates.

Scene coordinates are pixels of ``PIXEL`` metres in UTM, corner convention. The moving raster shows at its own
georeferenced place p what lies in truth at ``Warp.forward(p)``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.transform import array_bounds
from rasterio.warp import calculate_default_transform, transform
from rasterio.windows import Window
from scipy import ndimage, sparse

Floats = NDArray[np.float64]

CRS_OF_SCENE = CRS.from_epsg(32633)
PIXEL = 10.0
TO_WORLD = Affine(PIXEL, 0.0, 400_000.0, 0.0, -PIXEL, 5_800_000.0)
NODATA = -9999.0
SPACINGS = (1, 2, 5, 14, 40, 120, 360)
"""Pixels between the nodes of the noise layers. The first reaches up to the pixel grid's own limit, as images do."""
LATTICE = 512
RELIEF_SPACING = 80.0
"""Pixels between the nodes of hills."""


@cache
def _lattice(seed: int) -> NDArray[np.float32]:
    return np.random.default_rng(seed).standard_normal((LATTICE, LATTICE)).astype(np.float32)


def _noise(u: Floats, v: Floats, spacing: float, seed: int) -> NDArray[np.float32]:
    """Smooth noise: a cubic B-spline with random coefficients on a lattice of the given spacing."""
    at = np.stack([v / spacing + 0.37 * seed, u / spacing + 0.61 * seed])
    # A reference that is neither turned nor bent is a product of rows and columns, which is ten times as fast.
    if at.ndim == 3 and (at[0] == at[0, :, :1]).all() and (at[1] == at[1, :1]).all():
        return (_spline(at[0, :, 0]) @ (_spline(at[1, 0]) @ _lattice(seed).T).T).astype(np.float32)
    return ndimage.map_coordinates(_lattice(seed), at, order=3, mode="grid-wrap", prefilter=False, output=np.float32)


def _spline(at: Floats) -> sparse.csr_array:
    """(places, LATTICE) weights of a cubic B-spline's coefficients at places, cyclic."""
    t, first = at % 1, np.floor(at).astype(int)
    weights = np.stack([(1 - t) ** 3, 3 * t**3 - 6 * t**2 + 4, -3 * t**3 + 3 * t**2 + 3 * t + 1, t**3], -1) / 6
    nodes = (first[:, None] + np.arange(-1, 3)) % LATTICE
    rows = np.repeat(np.arange(len(at)), 4)
    return sparse.csr_array((weights.ravel().astype(np.float32), (rows, nodes.ravel())), (len(at), LATTICE))


def texture(u: Floats, v: Floats) -> NDArray[np.float32]:
    """Fractal noise (amplitude falls with frequency as in images of land) with the sharp borders of fields on it."""
    layers = [np.float32(spacing**0.5) * _noise(u, v, spacing, i) for i, spacing in enumerate(SPACINGS)]
    fields = np.tanh(12 * _noise(u, v, 60.0, 101))
    return 1500 + 60 * sum(layers, start=np.float32(0)) + 250 * fields


def fields(u: Floats, v: Floats) -> NDArray[np.float32]:
    """Fields and woods of three sizes with sharp borders, and little texture on them: ground that a map can show."""
    shapes = ((110.0, 101, 220), (60.0, 102, 250), (32.0, 103, 180))
    borders = [np.float32(height) * np.tanh(14 * _noise(u, v, size, seed)) for size, seed, height in shapes]
    layers = [np.float32(25 * spacing**0.5) * _noise(u, v, spacing, i) for i, spacing in enumerate(SPACINGS[:4])]
    return 1500 + sum(borders + layers, start=np.float32(0))


@dataclass(frozen=True)
class Warp:
    """Shift (pixels), rotation (degrees), scale and a smooth wave (pixels) about the middle of a square scene.

    ``relief`` (pixels) is the standard deviation of a displacement along the rows, as hills make it seen from the side.
    """

    size: int
    shift: tuple[float, float] = (0.0, 0.0)
    rotation: float = 0.0
    scale: float = 1.0
    wave: float = 0.0
    relief: float = 0.0
    relief_seed: int = 31

    def forward(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Shown place -> true place."""
        middle = self.size / 2
        dx, dy = x - middle, y - middle
        c, s = self.scale * np.cos(np.radians(self.rotation)), self.scale * np.sin(np.radians(self.rotation))
        turn = 2 * np.pi / self.size
        u = c * dx - s * dy + middle + self.shift[0] + self.wave * np.sin(turn * dy) * np.cos(turn * dx / 2)
        v = s * dx + c * dy + middle + self.shift[1] + self.wave * np.cos(turn * dx) * np.sin(turn * dy / 2 + 0.5)
        if self.relief:
            # The noise has a standard deviation of about a half.
            u = u + 2 * self.relief * _noise(np.asarray(x), np.asarray(y), RELIEF_SPACING, self.relief_seed)
        return u, v

    def inverse(self, u: Floats, v: Floats) -> tuple[Floats, Floats]:
        """True place -> shown place, by fixed-point iteration."""
        x, y = u - self.shift[0], v - self.shift[1]
        for _ in range(60):
            fu, fv = self.forward(x, y)
            x, y = x - (fu - u), y - (fv - v)
        return x, y


@dataclass(frozen=True)
class Case:
    """One pair. ``extra`` are options for Coregix alone; steps are pixel sizes in scene pixels; shares are 0..1."""

    name: str
    warp: Warp
    bands: int = 1
    dtype: str = "float32"
    fixed_step: float = 1.0
    moving_step: float = 1.0
    moving_crs: CRS = CRS_OF_SCENE
    noise: float = 0.0
    gain: float = 1.0
    holes: float = 0.0
    clouds: float = 0.0
    carry_coordinates: bool = False
    ground: tuple[float, float] = (0.0, 0.0)
    """Which part of the endless ground the scene shows: cases that are to be independent need one each."""
    extra: tuple[str, ...] = ()

    @property
    def coarser(self) -> float:
        """Pixel size of the coarser raster, in scene pixels."""
        return max(self.fixed_step, self.moving_step)


@dataclass(frozen=True)
class Layout:
    """Where a raster of a case lies."""

    crs: CRS
    transform: Affine
    shape: tuple[int, int]

    def to_scene(self, col: Floats, row: Floats) -> tuple[Floats, Floats]:
        """Pixels of the raster -> scene coordinates."""
        x, y = self.transform * (col, row)
        return ~TO_WORLD * _project(self.crs, CRS_OF_SCENE, x, y)

    def from_scene(self, u: Floats, v: Floats) -> tuple[Floats, Floats]:
        """Scene coordinates -> pixels of the raster."""
        x, y = TO_WORLD * (u, v)
        return ~self.transform * _project(CRS_OF_SCENE, self.crs, x, y)


def _project(source: CRS, target: CRS, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    if source == target:
        return x, y
    px, py = transform(source, target, np.ravel(x), np.ravel(y))
    return np.reshape(px, np.shape(x)), np.reshape(py, np.shape(y))


def layout(case: Case, step: float, crs: CRS) -> Layout:
    """The grid of one raster of a case."""
    size = int(case.warp.size / step)
    grid = TO_WORLD * Affine.scale(step)
    if crs == CRS_OF_SCENE:
        return Layout(crs, grid, (size, size))
    moved, width, height = calculate_default_transform(CRS_OF_SCENE, crs, size, size, *array_bounds(size, size, grid))
    return Layout(crs, moved, (height, width))


def fixed_layout(case: Case) -> Layout:
    """The grid of the reference."""
    return layout(case, case.fixed_step, CRS_OF_SCENE)


def moving_layout(case: Case) -> Layout:
    """The grid of the source."""
    return layout(case, case.moving_step, case.moving_crs)


def blobs(u: Floats, v: Floats, share: float, seed: int) -> NDArray[np.float32]:
    """1 inside of cloud-shaped blobs that cover ``share`` of the scene, 0 outside, soft over a few pixels."""
    if not share:
        return np.zeros(np.shape(u), np.float32)
    sample = np.random.default_rng(0).uniform(0, 30_000, (2, 20_000))
    threshold = np.quantile(_noise(sample[0], sample[1], 60.0, seed), 1 - share)
    return 1 / (1 + np.exp(-np.clip(60 * (_noise(u, v, 60.0, seed) - threshold), -50, 50)))


def invalid(case: Case, col: Floats, row: Floats) -> NDArray[np.bool_]:
    """Whether moving pixels (centres) are nodata."""
    u, v = moving_layout(case).to_scene(col, row)
    return blobs(u + case.ground[0], v + case.ground[1], case.holes, 7) > 0.5


def _centres(window: Window) -> tuple[Floats, Floats]:
    row, col = np.mgrid[: window.height, : window.width] + 0.5
    return col + window.col_off, row + window.row_off


def _pixels(case: Case, grid: Layout, step: float, window: Window, *, moving: bool) -> NDArray[np.float32]:
    """One band of a raster: each pixel is the mean of the texture over its area."""
    col, row = _centres(window)
    parts = 1 if step == 1 else 4
    total = np.zeros(col.shape, np.float32)
    for dy, dx in (np.indices((parts, parts)).reshape(2, -1).T + 0.5) / parts - 0.5:
        u, v = grid.to_scene(col + dx, row + dy)
        u, v = case.warp.forward(u, v) if moving else (u, v)
        total += texture(u + case.ground[0], v + case.ground[1])
    band = total / parts**2
    rng = np.random.default_rng([int(moving), window.row_off, *(int(start) for start in case.ground)])
    if moving:
        u, v = grid.to_scene(col, row)
        cloud = blobs(u + case.ground[0], v + case.ground[1], case.clouds, 8)
        band = case.gain * band * (1 - cloud) + cloud * (4000 + 300 * rng.standard_normal(band.shape))
    return (band + case.noise * rng.standard_normal(band.shape)).astype(np.float32)


def _stack(case: Case, band: NDArray[np.float32], window: Window) -> NDArray[np.float32]:
    """The moving raster's bands: the texture, then where each pixel is, nodata in the holes."""
    col, row = _centres(window)
    stack = np.stack([band, col, row]).astype(np.float32)
    stack[:, invalid(case, col, row)] = NODATA
    return stack


def _rows(shape: tuple[int, int], height: int = 256) -> Iterator[Window]:
    for row in range(0, shape[0], height):
        yield Window(0, row, shape[1], min(height, shape[0] - row))


def write(case: Case, folder: Path) -> tuple[Path, Path]:
    """Write ``fixed.tif`` and ``moving.tif`` into a folder, block by block; what is there already is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    fixed, moving = folder / "fixed.tif", folder / "moving.tif"
    if not fixed.exists():
        _write(fixed, case, fixed_layout(case), case.fixed_step, moving=False)
    if not moving.exists():
        _write(moving, case, moving_layout(case), case.moving_step, moving=True)
    return fixed, moving


def _write(path: Path, case: Case, grid: Layout, step: float, *, moving: bool) -> None:
    carries = case.carry_coordinates and moving

    def bands_of(window: Window) -> NDArray[np.float32]:
        band = _pixels(case, grid, step, window, moving=moving)
        return _stack(case, band, window) if carries else _variants(band, case.bands, case.dtype)

    floats = case.dtype == "float32"
    part = path.with_suffix(".part.tif")
    with rasterio.open(
        part, "w", driver="GTiff", width=grid.shape[1], height=grid.shape[0], count=3 if carries else case.bands,
        dtype=case.dtype, crs=grid.crs, transform=grid.transform, nodata=NODATA if floats else 0, bigtiff="if_safer",
        tiled=True, blockxsize=256, blockysize=256, compress="deflate", zlevel=1, predictor=3 if floats else 2,
        num_threads="all_cpus",
    ) as dst, ThreadPoolExecutor(os.cpu_count()) as pool:
        windows = list(_rows(grid.shape))
        for first in range(0, len(windows), 8):  # few at a time, or the bands of all would wait in memory
            some = windows[first : first + 8]
            for window, bands in zip(some, pool.map(bands_of, some), strict=True):
                dst.write(bands.astype(case.dtype), window=window)
    part.rename(path)


def _variants(band: NDArray[np.float32], count: int, dtype: str) -> NDArray[np.float32]:
    """Bands of one scene: other gains and offsets, positive where the type is unsigned."""
    bands = np.stack([band * (1 - 0.15 * i) + 400 * i for i in range(count)])
    return np.clip(np.rint(bands), 1, 60_000) if dtype == "uint16" else bands


def speed_case(size: int, bands: int) -> Case:
    """A pair that differs by a small rotation and a shift, as two products of one sensor do."""
    return Case(f"{size}x{size}x{bands}", Warp(size, (6.4, -4.7), rotation=0.02), bands=bands, dtype="uint16", noise=12)


def accuracy_cases() -> tuple[Case, ...]:
    """One case for each way in which pairs differ."""
    base = Case("", Warp(1000, (5.1, -3.7)), carry_coordinates=True)

    def case(name: str, warp: dict[str, object] | None = None, **changes: object) -> Case:
        return replace(base, name=name, warp=Warp(1000, **(warp or {"shift": (5.1, -3.7)})), **changes)

    return (
        case("shift 3 px", {"shift": (3.37, -2.61)}),
        case("shift 60 px", {"shift": (61.7, -43.2)}),
        case("shift 250 px", {"shift": (251.3, -133.2)}),
        case("rotation 0.3 degrees", {"shift": (12.3, -8.4), "rotation": 0.3}),
        case("rotation 2 degrees", {"shift": (20.3, 14.4), "rotation": 2.0}),
        case("scale 0.5 %", {"shift": (4.3, -6.2), "rotation": 0.2, "scale": 1.005}),
        case("wave of 3 px", {"shift": (4.3, -6.2), "wave": 3.0}, extra=("--transform", "local")),
        case("holes, 30 %", holes=0.3),
        case("unmasked clouds, 20 %", clouds=0.2),
        case("noise", noise=250.0),
        case("inverted contrast", gain=-1.0),
        case("reference 2 x coarser", fixed_step=2.0),
        case("source 2.5 x coarser", moving_step=2.5),
        case("other UTM zone", moving_crs=CRS.from_epsg(32632)),
        case("WGS 84", moving_crs=CRS.from_epsg(4326)),
        case("aligned already", {"shift": (0.0, 0.0)}, noise=60.0),
    )
