"""Draws the pictures of the plugin's help panels into qgis_plugin/pictures.

.venv/bin/python tools/make_pictures.py
"""

from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt
from numpy.typing import NDArray
from scipy import ndimage

mpl.use("Agg")

TARGET = Path(__file__).parents[1] / "qgis_plugin" / "pictures"
SIZE, SHIFT = 96, (9, 6)
SOURCE, REFERENCE, ACCENT = "YlOrBr_r", "Blues_r", "#d7301f"
Image = NDArray[np.float64]


def fields() -> Image:
    """Something like fields and paths from above, in 0..1."""
    rng = np.random.default_rng(5)
    seeds = rng.uniform(0, 2 * SIZE, (60, 2))
    rows, columns = np.mgrid[: 2 * SIZE, : 2 * SIZE]
    distance = np.hypot(rows[..., None] - seeds[:, 0], columns[..., None] - seeds[:, 1])
    nearest = np.sort(distance, axis=-1)
    land = rng.uniform(0.35, 0.9, 60)[distance.argmin(axis=-1)]
    land[nearest[..., 1] - nearest[..., 0] < 1.6] = 0.1
    return ndimage.gaussian_filter(land, 0.7)


def checkerboard(axes: plt.Axes, first: Image, second: Image, title: str) -> None:
    """Two images in alternating squares, each in its own colours."""
    rows, columns = np.indices(first.shape) // 24
    odd = (rows + columns) % 2 == 1
    picture = np.where(odd[..., None], mpl.colormaps[SOURCE](first), mpl.colormaps[REFERENCE](second))
    axes.imshow(picture)
    axes.set_title(title, fontsize=9)


def save(name: str, figure: plt.Figure) -> None:
    """Write a small PNG."""
    for axes in figure.axes:
        axes.set_xticks([])
        axes.set_yticks([])
    figure.savefig(TARGET / f"{name}.png", dpi=100, bbox_inches="tight", pad_inches=0.03,
                   pil_kwargs={"optimize": True})
    plt.close(figure)


def main() -> None:
    """Draw all pictures."""
    TARGET.mkdir(exist_ok=True)
    land = fields()
    reference = land[40 : 40 + SIZE, 40 : 40 + SIZE]
    align(reference, land[40 - SHIFT[0] : 40 - SHIFT[0] + SIZE, 40 + SHIFT[1] : 40 + SHIFT[1] + SIZE])
    assess(reference)
    stack()
    apply(reference)
    trim_edges(reference)


def align(reference: Image, source: Image) -> None:
    """A source beside its place, and in it."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(2.6, 1.4))
    checkerboard(left, source, reference, "before")
    checkerboard(right, reference, reference, "after")
    save("align", figure)


def assess(reference: Image) -> None:
    """Residuals as arrows."""
    figure, axes = plt.subplots(figsize=(1.6, 1.6))
    axes.imshow(reference, cmap="gray", alpha=0.6)
    at = np.arange(12, SIZE, 18)
    x, y = np.meshgrid(at, at)
    rng = np.random.default_rng(1)
    axes.quiver(x, y, 5 + rng.normal(0, 1, x.shape), 3 + rng.normal(0, 1, x.shape), color="#1b6ac9", angles="xy",
                scale_units="xy", scale=0.5, width=0.012)
    save("assess", figure)


def stack() -> None:
    """Sheets above each other, and in one place."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(2.6, 1.4))
    offsets = {"before": ((-9, 5), (0, -8), (8, 6), (3, -2)), "after": ((0, 0),) * 4}
    for axes, (title, places) in zip((left, right), offsets.items(), strict=True):
        for number, (east, north) in enumerate(places):
            # Each image a sheet of its own, higher than the one before.
            x, y = np.array([0, 64, 64, 0, 0]) + east, np.array([0, 0, 64, 64, 0]) + north + 9 * number
            axes.plot(x + 6 * number, y, color=mpl.colormaps[SOURCE](0.2 + 0.18 * number), linewidth=2)
        axes.set_xlim(-14, 96)
        axes.set_ylim(-14, 104)
        axes.set_aspect("equal")
        axes.set_title(title, fontsize=9)
    save("stack", figure)


def apply(reference: Image) -> None:
    """An outline beside its place, and in it."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(2.6, 1.4))
    outline = np.array([[30, 22], [66, 30], [60, 68], [26, 60], [30, 22]], float)
    for axes, offset, title in ((left, (-14, 10), "vectors before"), (right, (0, 0), "after")):
        axes.imshow(reference, cmap="gray", alpha=0.6)
        axes.plot(*(outline + offset).T, color=ACCENT, linewidth=2)
        axes.set_title(title, fontsize=9)
    save("apply", figure)


def trim_edges(reference: Image) -> None:
    """A dark edge, and the image without it."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(2.6, 1.4))
    edge = ndimage.distance_transform_edt(np.pad(np.ones((SIZE - 16, SIZE - 16)), 8))
    valid = np.where(edge > 0, reference, np.nan)
    dirty = np.where((edge > 0) & (edge < 4 + 2 * np.sin(np.arange(SIZE) / 5)), 0.0, valid)
    for axes, picture, title in ((left, dirty, "before"), (right, np.where(dirty > 0, dirty, np.nan), "after")):
        axes.imshow(picture, cmap="gray", vmin=0, vmax=1)
        axes.set_facecolor("#dce9f7")
        axes.set_title(title, fontsize=9)
    save("trim-edges", figure)


if __name__ == "__main__":
    main()
