"""Does another method find the same? Residuals of a pair by feature tracking, beside those of ``coregix assess``.

    python bench/agreement.py MOVING FIXED          # of one pixel size; needs opencv-python-headless

The other method is that of KARIOS, the tool by which Sentinel-2 products are checked: corners (Shi and Tomasi 1994) of
the reference's Laplacian are tracked into the other image by a pyramid of Lucas-Kanade steps (Bouguet 2001), and those
whose windows correlate by less than a threshold (zero-mean normalised) are left out. What it shares with Coregix is the
pair alone: no edge proxies, no correlation surfaces, other places.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.windows import Window

CORNERS = {"maxCorners": 20000, "qualityLevel": 0.1, "minDistance": 10, "blockSize": 15}
WINDOW, LAPLACIAN, CORRELATION = 25, 7, 0.7
"""Sides of the tracked window and of the Laplacian's kernel, in pixels; the least correlation of windows that count."""

Image = NDArray[np.float32]


def common(moving_path: str, fixed_path: str) -> list[tuple[Image, NDArray[np.bool_]]]:
    """The first bands over the common area, fixed and moving, each with what is valid."""
    with rasterio.open(moving_path) as moving, rasterio.open(fixed_path) as fixed:
        col, row = ~fixed.transform * (moving.transform.c, moving.transform.f)
        if moving.res != fixed.res or abs(col - round(col)) > 1e-3 or abs(row - round(row)) > 1e-3:
            raise SystemExit("The two lie on different pixel grids: align one onto the other's grid first.")
        col, row = round(col), round(row)
        left, top = max(0, col), max(0, row)
        width, height = min(fixed.width, col + moving.width) - left, min(fixed.height, row + moving.height) - top
        windows = ((fixed, Window(left, top, width, height)), (moving, Window(left - col, top - row, width, height)))
        return [(src.read(1, window=w).astype(np.float32), src.read_masks(1, window=w) > 0) for src, w in windows]


def edges(image: Image, valid: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """The Laplacian as bytes, as the tracker takes them."""
    laplacian = cv2.Laplacian(image, cv2.CV_32F, ksize=LAPLACIAN)
    # Signed, and without the few that would take the whole range.
    most = np.percentile(np.abs(laplacian[valid]), 98)
    return np.clip(128 + 127 * laplacian / most, 0, 255).astype(np.uint8)


def tracked(fixed: Image, moving: Image, valid: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Displacements (n, 2) in pixels of the corners that were found again with enough correlation."""
    a, b = edges(fixed, valid), edges(moving, valid)
    inside = cv2.erode(valid.astype(np.uint8), np.ones((WINDOW, WINDOW)))
    corners = cv2.goodFeaturesToTrack(a, mask=inside, **CORNERS)
    found, status, _ = cv2.calcOpticalFlowPyrLK(a, b, corners, None, winSize=(WINDOW, WINDOW), maxLevel=1)
    good = status.ravel() == 1
    start, end = corners[good].reshape(-1, 2), found[good].reshape(-1, 2)
    score = np.array([zncc(fixed, moving, p, q) for p, q in zip(start, end, strict=True)])
    return np.asarray((end - start)[score > CORRELATION], float)


def zncc(fixed: Image, moving: Image, at: NDArray[np.float32], to: NDArray[np.float32]) -> float:
    """Zero-mean normalised correlation of the windows around two places."""
    size = (WINDOW, WINDOW)
    p, q = (cv2.getRectSubPix(image, size, place.tolist()) for image, place in ((fixed, at), (moving, to)))
    p, q = p - p.mean(), q - q.mean()
    return float((p * q).sum() / max(np.sqrt((p * p).sum() * (q * q).sum()), 1e-12))


def main() -> None:
    """Print both findings."""
    moving_path, fixed_path = sys.argv[1:3]
    (fixed, valid), (moving, also) = common(moving_path, fixed_path)
    gap = tracked(fixed, moving, valid & also)
    # As Coregix leaves out what contradicts its neighbours: here what lies far from most.
    gap = gap[np.hypot(*(gap - np.median(gap, axis=0)).T) < 1.5]
    length = np.hypot(*gap.T)
    theirs = {"points": len(gap), "mean": gap.mean(0).round(3).tolist(), "ce90": float(np.quantile(length, 0.9))}
    program = Path(sys.executable).with_name("coregix")
    done = subprocess.run([program, "assess", "--moving-image", moving_path, "--fixed-image", fixed_path],
                          capture_output=True, text=True, check=False)
    after = json.loads(done.stdout)["residual_after"]
    print(f"feature tracking: {theirs['points']} points, mean {theirs['mean']} px, CE90 {theirs['ce90']:.3f} px")
    print(f"coregix assess:   {after['count']} points, CE90 {after['ce90_px']:.3f} px")
    print(f"difference in CE90: {after['ce90_px'] - theirs['ce90']:+.3f} px")


if __name__ == "__main__":
    main()
