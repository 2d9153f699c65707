"""Draws the pictures of docs/how-it-works.md and docs/report.md from made scenes, into docs/images."""

from __future__ import annotations

import tempfile
from pathlib import Path

import matplotlib as mpl
import numpy as np
import scenes
from matplotlib import pyplot as plt
from numpy.typing import NDArray

from coregix import AlignResult, align_image_pair
from coregix_core.geometry import Grid
from coregix_core.imaging.image import Image
from coregix_core.imaging.proxies import edge_proxy

mpl.use("Agg")

TARGET = Path(__file__).parents[1] / "docs" / "images"
INLIER, OUTLIER = "#1b6ac9", "#d7301f"


def save(name: str, figure: plt.Figure) -> None:
    """Write a small PNG."""
    for axes in figure.axes:
        axes.set_xticks([])
        axes.set_yticks([])
    figure.savefig(TARGET / f"{name}.png", dpi=80, bbox_inches="tight", pil_kwargs={"optimize": True})
    plt.close(figure)


def hue_of(proxy: NDArray[np.complex64]) -> NDArray[np.float64]:
    """Directions as hues, strengths as brightness."""
    strength = np.clip(np.abs(proxy) / np.quantile(np.abs(proxy), 0.98), 0, 1)
    hue = np.angle(proxy) / (2 * np.pi) % 1.0
    return mpl.colors.hsv_to_rgb(np.stack([hue, 0.7 * np.ones_like(strength), strength], -1))


def draw_edges() -> None:
    """An image with a hole beside its negative, and the edges of both, which are the same but for the hole."""
    row, col = np.mgrid[:80, :120] + 0.5
    land = scenes.texture(col, row)
    hole = np.hypot(row - 32, col - 80) > 15
    pairs = ((land, hole, "an image with a hole"), (6000 - land, np.ones_like(hole), "its negative"))
    figure, axes = plt.subplots(2, 2, figsize=(6, 4.6), layout="constrained")
    for (above, below), (values, valid, title) in zip(axes.T, pairs, strict=True):
        image = Image(np.where(valid, values, 0).astype(np.float32), valid, Grid(None, scenes.TO_WORLD, 120, 80))
        above.imshow(np.where(valid, values, np.nan), cmap="gray", interpolation="nearest")
        above.set_facecolor("#dce9f7")
        above.set_title(title)
        below.imshow(hue_of(edge_proxy(image, "orientation", 1.0).values), interpolation="nearest")
        below.set_title("its edges")
    save("edges", figure)


def draw_residuals() -> None:
    """Residual arrows before an alignment, after a plain one, and after a local one, where the truth is a wave."""
    case = scenes.Case("wave", scenes.Warp(700, shift=(4.0, -3.0), wave=2.0))
    with tempfile.TemporaryDirectory() as folder:
        fixed, moving = scenes.write(case, Path(folder))
        plain, local = (align_image_pair(moving, fixed, Path(folder) / "aligned.tif", transform=model,
                                         accept_unreliable=True) for model in ("rigid", "local"))
    figure, axes = plt.subplots(1, 3, figsize=(10, 3.8), layout="constrained")
    arrows(axes[0], plain, "before", after=False)
    arrows(axes[1], plain, "after --transform rigid")
    arrows(axes[2], local, "after --transform local")
    save("residuals", figure)


def arrows(axes: plt.Axes, result: AlignResult, title: str, *, after: bool = True) -> None:
    """The residuals of a result as arrows, with a scale of their own."""
    points = result.assessment.tie_points
    dx, dy = (points.dx_after, points.dy_after) if after else (points.dx_before, points.dy_before)
    residual = result.assessment.residual_after if after else result.assessment.residual_before
    rmse = float("nan") if residual is None else residual.rmse_px
    longest = np.nanquantile(np.hypot(dx, dy)[points.inlier], 0.95)
    step = (points.x.max() - points.x.min()) / max(np.sqrt(len(points)) - 1, 1)
    for kind, colour in ((points.inlier, INLIER), (points.measured & ~points.inlier, OUTLIER)):
        axes.quiver(points.x[kind], points.y[kind], dx[kind], dy[kind], color=colour, angles="xy", scale_units="xy",
                    scale=longest / step, width=0.006)
    axes.set_title(f"{title}\nrmse {rmse:.2f} px")
    axes.set_aspect("equal")
    axes.margins(0.14)


def main() -> None:
    """Draw both."""
    draw_edges()
    draw_residuals()


if __name__ == "__main__":
    main()
