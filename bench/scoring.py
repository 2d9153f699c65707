"""What an output that carries its source's coordinates is off by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from scenes import Case, Floats, Layout, invalid, moving_layout
from skimage.measure import ransac
from skimage.transform import AffineTransform


@dataclass(frozen=True)
class Score:
    """Errors of an output that carries its source's coordinates, in pixels of the coarser raster."""

    rmse: float = float("nan")
    p95: float = float("nan")
    hit: float = 0.0
    contaminated: float = float("nan")


def score(case: Case, output: Path) -> Score:
    """Where do the output's pixels come from, and where ought they to?

    ``hit``: the share of pixels with a valid origin that are valid. ``contaminated``: the share of valid pixels whose
    carried coordinates are no place near the others', for they are blends with nodata.
    """
    with rasterio.open(output) as src:
        grid = Layout(src.crs, src.transform, src.shape)
        carried, valid = src.read([2, 3]).astype(float), src.read_masks(2) > 0
    rows, cols = np.mgrid[20 : grid.shape[0] - 20 : 4, 20 : grid.shape[1] - 20 : 4]
    u, v = grid.to_scene(cols + 0.5, rows + 0.5)
    source = moving_layout(case)
    col, row = source.from_scene(*case.warp.inverse(u, v))
    reach = 4.0
    expected = (col > reach) & (row > reach) & (col < source.shape[1] - reach) & (row < source.shape[0] - reach)
    for dx, dy in ((-reach, -reach), (-reach, reach), (reach, -reach), (reach, reach), (0.0, 0.0)):
        expected &= ~invalid(case, col + dx, row + dy)
    seen = valid[rows, cols]
    found = carried[:, rows, cols]
    clean = seen & _near_an_affine(np.stack([cols, rows]), found, seen)
    if not (expected & clean).any():
        return Score()
    found_u, found_v = case.warp.forward(*source.to_scene(*found))
    error = (np.hypot(found_u - u, found_v - v) / case.coarser)[expected & clean]
    return Score(float(np.sqrt(np.mean(error**2))), float(np.quantile(error, 0.95)), float(seen[expected].mean()),
                 float(1 - clean.sum() / seen.sum()))


def _near_an_affine(pixel: Floats, carried: Floats, among: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where carried coordinates (2, rows, columns) are within 12 pixels of the affine that most of them follow."""
    if among.sum() < 100:
        return np.zeros(among.shape, bool)
    some = np.flatnonzero(among)[:: among.sum() // 100]
    pairs = [array.reshape(2, -1)[:, some].T for array in (pixel, carried)]
    model, _ = ransac(pairs, AffineTransform, min_samples=3, residual_threshold=6, max_trials=200, rng=0)
    predicted = model(pixel.reshape(2, -1).T).T.reshape(carried.shape)
    return np.hypot(*(carried - predicted)) < 12
