"""Align real imagery under a known displacement, compare what comes out with the truth, and draw it.

    python demo/demo.py BANDS OUT

BANDS holds red.tif and green.tif, Landsat bands of Rocky Mountain National Park. The red band is the reference. The
green one is turned and shifted by a known amount, and ``coregix align`` has to find that amount from the pixels alone.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from matplotlib import pyplot as plt
from numpy.typing import NDArray
from scipy import ndimage

from coregix import load_transform

ROTATION_DEG, SHIFT_COLUMNS, SHIFT_ROWS = 1.7, 14.3, -9.6
VIEW = np.s_[90:290, 130:390]
"""Rows and columns of the picture: part of the scene, so that single pixels can be seen."""

Floats = NDArray[np.float64]


def true_displacement(shape: tuple[int, int]) -> Affine:
    """Pixel (column, row) of the moving raster -> the pixel of the scene that it shows."""
    middle = shape[1] / 2, shape[0] / 2
    return Affine.translation(SHIFT_COLUMNS, SHIFT_ROWS) * Affine.rotation(ROTATION_DEG, middle)


def write_moving(source: Path, target: Path) -> Affine:
    """Resample ``source`` once by a cubic B-spline under the true displacement, and return that."""
    with rasterio.open(source) as src:
        band, valid, profile = src.read(1).astype(float), src.read_masks(1) > 0, src.profile
    # The spline must not see nodata: invalid pixels take the value of their nearest valid neighbour.
    nearest = ndimage.distance_transform_edt(~valid, return_distances=False, return_indices=True)
    displacement = true_displacement(band.shape)
    rows, cols = np.indices(band.shape) + 0.5
    u, v = displacement * (cols, rows)
    at = [v - 0.5, u - 0.5]
    moved = ndimage.map_coordinates(band[tuple(nearest)], at, order=3, mode="nearest")
    whole = ndimage.map_coordinates(valid.astype(float), at, order=1, cval=0.0) > 0.999
    moved = np.where(whole, np.clip(np.rint(moved), 0, 254), 255).astype("uint8")
    profile.update(nodata=255, driver="GTiff")
    with rasterio.open(target, "w", **profile) as dst:
        dst.write(moved, 1)
    return displacement


def displacements(fixed: Path, moving: Path, transform_file: Path, true: Affine) -> tuple[Floats, Floats, Floats]:
    """Check points (column, row) in the reference, and how far the moving raster shows them off: true and recovered.

    All have the shape (2, 20, 20) and are in pixels.
    """
    transform = load_transform(transform_file).transform
    with rasterio.open(fixed) as src:
        row, col = np.mgrid[40 : src.height - 40 : 20j, 40 : src.width - 40 : 20j]
        x, y = src.transform * (col, row)
    with rasterio.open(moving) as src:
        recovered = ~src.transform * transform(x, y)
    place = np.stack([col, row])
    return place, np.stack(~true * (col, row)) - place, np.stack(recovered) - place


def stretched(path: Path) -> NDArray[np.float64]:
    """The part of a raster that is drawn, its contrast stretched to 0..1."""
    with rasterio.open(path) as src:
        band = src.read(1, masked=True).astype(float)[VIEW]
    low, high = np.percentile(band.compressed(), [2, 98])
    return np.clip((band.filled(high) - low) / (high - low), 0, 1)


def draw(fixed: Path, moving: Path, aligned: Path, target: Path) -> None:
    """Checkerboards of the reference with the source, before and after: where they fit, lines run through."""
    reference = stretched(fixed)
    rows, cols = np.indices(reference.shape) // 40
    board = (rows + cols) % 2 == 0
    figure, axes = plt.subplots(1, 2, figsize=(11, 4.6), layout="constrained")
    for axis, path, title in zip(axes, (moving, aligned), ("Before", "After coregix align"), strict=True):
        pixels = np.where(board, reference, stretched(path))
        axis.imshow(pixels, cmap="gray", interpolation="nearest")
        axis.set_title(title)
        axis.set_axis_off()
    figure.savefig(target, dpi=110, bbox_inches="tight")


def main() -> None:
    """Make the pair, align it with the command line, print and draw the outcome."""
    bands, out = map(Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    fixed, moving = out / "reference.tif", out / "source.tif"
    aligned, transform_file, picture = out / "aligned.tif", out / "transform.json", out / "before_after.png"
    fixed.write_bytes((bands / "red.tif").read_bytes())
    displacement = write_moving(bands / "green.tif", moving)

    command = [
        str(Path(sys.executable).parent / "coregix"), "align", "--moving-image", str(moving),
        "--fixed-image", str(fixed), "--output-image", str(aligned), "--save-transform", str(transform_file),
    ]
    print("$ coregix", *command[1:], flush=True)
    if subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode:
        raise SystemExit("The alignment failed; the lines above say why.")

    place, true, recovered = displacements(fixed, moving, transform_file, displacement)
    error = np.hypot(*(recovered - true))
    draw(fixed, moving, aligned, picture)
    print(f"\nThe green band: turned by {ROTATION_DEG} degrees, shifted by ({SHIFT_COLUMNS}, {SHIFT_ROWS}) pixels.")
    print("Displacement (columns, rows) in pixels:\n  at               true                recovered")
    for i, j in ((0, 0), (0, -1), (10, 10), (-1, 0), (-1, -1)):
        print("  ({:3.0f}, {:3.0f})   ({:7.3f}, {:7.3f})   ({:7.3f}, {:7.3f})".format(
            *place[:, i, j], *true[:, i, j], *recovered[:, i, j]))
    print(f"At all {error.size} check points: rmse {np.sqrt(np.mean(np.hypot(*true) ** 2)):.3f} pixels before, "
          f"{np.sqrt(np.mean(error**2)):.3f} after (largest {error.max():.3f}; the bands themselves differ by 0.03).")
    print(f"Before and after, side by side: {picture}")
    if np.sqrt(np.mean(error**2)) > 0.5:
        raise SystemExit("The displacement was not recovered to half a pixel: something is wrong here.")


if __name__ == "__main__":
    main()
