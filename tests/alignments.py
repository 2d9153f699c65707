"""A pair of files that was displaced by a known motion, and what is read of outputs."""

import numpy as np
import rasterio
from scenes import Ground, displaced, grid, textured

PIXEL = 2.0
GRID = grid(220, 200, PIXEL)
CENTRE = tuple(float(v) for v in GRID.to_world(110, 100))
EAST, NORTH = 8.6, -5.4
TRUTH = displaced(EAST, NORTH, rotation_deg=0.5, centre=CENTRE)


def ground(truth=None, seed=0):
    return np.rint(textured(GRID, truth, Ground(seed=seed))).astype(np.uint16)


def values(path):
    with rasterio.open(path) as dataset:
        return dataset.read()


def tags(path):
    with rasterio.open(path) as dataset:
        return dataset.tags()
