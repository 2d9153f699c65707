"""The report's pictures: previews of the two rasters, residuals as arrows, maps and histograms, all as data URIs.

The only import of matplotlib, which is an extra. Pictures carry no text of the user's, so that nothing in them needs to
be escaped.
"""

from __future__ import annotations

import base64
import importlib.util
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats, Mask
from ..errors import MissingDependencyError
from ..findings import HeightDependence, Profile, TiePoints
from ..geometry import Grid, apply_affine
from ..imaging import Image
from ..sentences import in_pixels
from .units import round_length, scale_bar, ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from PIL.Image import Image as Picture

# Grey of invalid pixels.
_BLANK = 235

# Pixels below which a residual is a point and no arrow: scaled up, noise would look like a displacement.
_TINY = 0.1

# Bins of the ranks: under bright clouds the ground takes a twentieth of the range, and still 200 of them.
_BINS = 4096

# Bytes that one picture may have; noise compresses badly, so that quality gives way.
_BUDGET = 220_000
# Colours of a chart: its own few, and those between them along the edges of lines and letters.
_CHART_COLOURS = 64

# Colour and marker of each reason, told apart without seeing colours (Okabe and Ito 2008).
_MARKS = (("#D55E00", "x"), ("#0072B2", "s"), ("#E69F00", "^"), ("#CC79A7", "D"), ("#009E73", "v"))

# Length of a long arrow as a share of the picture's width.
_LONGEST = 0.06


@dataclass(frozen=True)
class Residuals2D:
    """Displacements to draw: places and arrows in pixels of ``image``; lengths in pixels of the coarser raster.

    ``at`` and ``arrows`` are (n, 2), ``length`` and ``inlier`` (n,); NaN where nothing was measured.
    """

    title: str
    image: Image
    at: Floats
    arrows: Floats
    length: Floats
    inlier: NDArray[np.bool_]

    @classmethod
    def of(cls, title: str, image: Image, points: TiePoints, unit: tuple[float, float], *, after: bool) -> Residuals2D:
        """The displacements of tie points before or after the alignment; ``unit`` is a pixel in CRS units, x and y."""
        dx, dy = (points.dx_after, points.dy_after) if after else (points.dx_before, points.dy_before)
        # Arrows turn and grow with the grid, but its origin does not move them.
        linear = ~image.grid.transform
        ax, ay = apply_affine(linear, dx, dy)
        return cls(title, image, _pixel_places(image.grid, points), np.stack([ax - linear.c, ay - linear.f], 1),
                   np.hypot(dx / unit[0], dy / unit[1]), points.inlier)

    @property
    def drawn(self) -> Mask:
        """The inliers with a residual that is worth an arrow."""
        return np.asarray(self.inlier & np.isfinite(self.length) & (np.nan_to_num(self.length) >= _TINY))


def require() -> None:
    """Raise MissingDependencyError where the pictures cannot be made."""
    # Looked for and not imported: it is asked before the run, which needs no matplotlib.
    if importlib.util.find_spec("matplotlib") is None:
        raise MissingDependencyError(
            "A report needs matplotlib, which is not installed: pip install matplotlib.")


def load_drawing() -> None:
    """Load all that draws, fonts and encoder included, which takes a second; raises ImportError without matplotlib."""
    # Most of it is loaded no sooner than at the first picture.
    encoded(blank(1, 1.0)[0], photo=False)


def preview(image: Image) -> str:
    """An image in grey as a data URI."""
    from PIL.Image import fromarray

    return _jpeg(fromarray(stretched(image)))


def arrow_figure(panels: list[Residuals2D]) -> str:
    """Displacements as arrows on the image, all panels in one scale, which the key states; points below ``_TINY``."""
    figure, axes = _figure(panels[0].image, len(panels))
    longest = max((float(np.quantile(panel.length[panel.drawn], 0.9)) for panel in panels if panel.drawn.any()),
                  default=1.0)
    for ax, panel in zip(axes, panels, strict=True):
        _background(ax, panel.image, panel.title)
        keep = panel.drawn
        still = panel.inlier & np.isfinite(panel.length) & ~keep
        ax.plot(*panel.at[still].T, ".", color="#FFD500", markeredgecolor="black", markeredgewidth=0.3, markersize=4)
        if not keep.any():
            continue
        span, reference = panel.image.grid.width, round_length(longest)
        pixel = float(np.nanmedian(np.hypot(*panel.arrows[keep].T) / np.maximum(panel.length[keep], 1e-12)))
        # By the 90th percentile: a single wrong arrow must not shrink all others to dots.
        scale = max(reference * pixel, 1e-12) / (_LONGEST * span)
        drawn = ax.quiver(*panel.at[keep].T, *panel.arrows[keep].T, color="#FFD500", edgecolor="black", linewidth=0.4,
                          angles="xy", scale_units="xy", scale=scale, width=0.0045, headwidth=4)
        ax.quiverkey(drawn, 0.82, 1 + 0.03 * span / panel.image.grid.height, reference * pixel, f"{reference:g} px",
                     labelpos="E", coordinates="axes", color="black")
    return encoded(figure)


def length_maps(panels: list[Residuals2D]) -> str:
    """Lengths of the displacements by place; each panel has its own colour bar."""
    figure, axes = _figure(panels[0].image, len(panels))
    for ax, panel in zip(axes, panels, strict=True):
        _background(ax, panel.image, panel.title, faint=True)
        keep = panel.inlier & np.isfinite(panel.length)
        # A few outliers would take the whole range of colours.
        top = float(np.quantile(panel.length[keep], 0.98)) if keep.any() else 1.0
        drawn = ax.scatter(panel.at[keep, 0], panel.at[keep, 1], c=panel.length[keep], s=26, cmap="viridis", vmin=0.0,
                           vmax=max(top, 1e-6), edgecolor="black", linewidth=0.3)
        figure.colorbar(drawn, cax=ax.inset_axes((1.02, 0.0, 0.035, 1.0)), label="residual (px)")
    return encoded(figure)


def histograms(panels: list[Residuals2D]) -> str:
    """How often each residual length occurs, with the length that 90 % stay below."""
    figure, axes = blank(len(panels), 2.8)
    for ax, panel in zip(axes, panels, strict=True):
        length = panel.length[panel.inlier & np.isfinite(panel.length)]
        ax.set_title(panel.title, loc="left", fontsize=11)
        ax.set_xlabel("residual (px)")
        ax.set_ylabel("tie points")
        ax.spines[["top", "right"]].set_visible(False)
        if not length.size:
            continue
        ce90 = float(np.quantile(length, 0.9))
        # Up to the 99th percentile: a single outlier would press all others into one bar.
        ax.hist(length, bins=30, range=(0.0, max(float(np.quantile(length, 0.99)) * 1.1, 1e-6)), color="#0072B2")
        ax.axvline(ce90, color="#D55E00", linewidth=1.5)
        ax.set_title(f"90 % are below {in_pixels(ce90)}", loc="right", fontsize=10, color="#D55E00")
    return encoded(figure, photo=False)


def reason_map(image: Image, points: TiePoints, reasons: list[str]) -> str:
    """Where tie points are and where not, by reason."""
    figure, (ax,) = _figure(image, 1)
    _background(ax, image, "", faint=True)
    at = _pixel_places(image.grid, points)
    ax.scatter(at[points.inlier, 0], at[points.inlier, 1], s=14, c="#FFFFFF", edgecolor="black", linewidth=0.7,
               label="tie point")
    for number, reason in enumerate(reasons):
        colour, marker = _MARKS[number % len(_MARKS)]
        there = points.reason == reason
        ax.scatter(at[there, 0], at[there, 1], s=26, c=colour, marker=marker, linewidth=1.2, label=reason)
    ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1.0), frameon=False)
    return encoded(figure)


def mask_figure(panels: list[tuple[str, Image, Mask]]) -> str:
    """Images by title, with what is not kept (height, width) of each drawn over."""
    figure, axes = _figure(panels[0][1], len(panels))
    for ax, (title, image, kept) in zip(axes, panels, strict=True):
        _background(ax, image, title)
        height, width = kept.shape
        # The orange of Okabe and Ito, half transparent: what is left out stays to be seen.
        colour = np.zeros((height, width, 4), np.float32)
        colour[~kept] = 0.90, 0.62, 0.0, 0.55
        ax.imshow(colour, extent=(0, width, height, 0), interpolation="nearest")
    return encoded(figure)


def _pixel_places(grid: Grid, points: TiePoints) -> Floats:
    return np.stack(grid.to_pixel(points.x, points.y), 1)


def blank(count: int, height: float) -> tuple[Figure, list[Axes]]:
    """An empty figure of ``count`` axes beside each other, ``height`` inches high."""
    # A Figure of one's own instead of pyplot: no global state, no display.
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10.5, height), dpi=110, layout="constrained")
    return figure, list(figure.subplots(1, count, squeeze=False)[0])


def _figure(image: Image, count: int) -> tuple[Figure, list[Axes]]:
    height, width = image.grid.shape
    return blank(count, float(np.clip(9.6 / max(count, 1.6) * height / width + 0.5, 2.0, 7.5)))


def _background(ax: Axes, image: Image, title: str, *, faint: bool = False) -> None:
    grey = stretched(image)
    if faint:
        # 16 bits, as twice a byte does not fit into one.
        grey = (255 - (255 - grey.astype(np.uint16)) * 2 // 5).astype(np.uint8)
    height, width = image.grid.shape
    ax.imshow(grey, cmap="gray", vmin=0, vmax=255, extent=(0, width, height, 0), interpolation="antialiased")
    ax.set(xlim=(0, width), ylim=(height, 0))
    ax.set_title(title, loc="left", fontsize=11)
    _placed(ax, image.grid)


def _placed(ax: Axes, grid: Grid) -> None:
    """Coordinates along the left and the lower side, and a scale bar in the corner."""
    from matplotlib.patheffects import Normal, Stroke

    for axis, rotation in ((ax.xaxis, 0), (ax.yaxis, 90)):
        found = ticks(grid, 0 if axis is ax.xaxis else 1)
        axis.set_ticks([pixel for pixel, _ in found], [text for _, text in found], fontsize=7, rotation=rotation,
                       va="top" if axis is ax.xaxis else "center")
    length, label = scale_bar(grid)
    margin = 0.03 * max(grid.shape)
    right, below = grid.width - margin, grid.height - margin
    # White with a dark rim: seen on water and on snow.
    rim = [Stroke(linewidth=3, foreground="black"), Normal()]
    ax.plot((right - length, right), (below, below), "-", color="white", linewidth=1.8, solid_capstyle="butt",
            path_effects=[Stroke(linewidth=3.6, foreground="black"), Normal()])
    ax.annotate(label, (right - length / 2, below), (0, 3), textcoords="offset points", ha="center", va="bottom",
                fontsize=8, color="white", path_effects=rim)


def stretched(image: Image) -> NDArray[np.uint8]:
    """An image in greys (height, width), as many pixels of one as of another; light grey where invalid.

    By ranks (histogram equalisation): under a sky half full of clouds a linear stretch leaves the ground black.
    """
    from skimage.exposure import equalize_hist

    if not image.valid.any():
        return np.full(image.valid.shape, _BLANK, np.uint8)
    # Of valid pixels alone: what is invalid may be any number.
    ranks = equalize_hist(np.where(image.valid, image.values, image.values[image.valid][0]), _BINS, mask=image.valid)
    return np.where(image.valid, ranks * 255, _BLANK).astype(np.uint8)


def encoded(figure: Figure, *, photo: bool = True) -> str:
    """A figure as a data URI; ``photo`` says whether it shows an image."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL.Image import open as opened

    data = io.BytesIO()
    FigureCanvasAgg(figure)
    # Laid out here and once: asked for a tight box, savefig draws all of it a second time to find out how large it is.
    if (layout := figure.get_layout_engine()) is not None:
        layout.execute(figure)
    figure.set_layout_engine("none")
    box = figure.get_tightbbox().padded(0.05)
    # Read again at once: packed well, it would take a good part of the time that drawing takes.
    figure.savefig(data, format="png", bbox_inches=box, pil_kwargs={"compress_level": 1})
    drawn = opened(data).convert("RGB")
    if photo:
        return _jpeg(drawn)
    # Lines and letters of a chart would blur as JPEG, and are small as PNG of few colours.
    chart = io.BytesIO()
    drawn.quantize(_CHART_COLOURS).save(chart, "PNG", optimize=True)
    return _uri("png", chart)


def _jpeg(picture: Picture) -> str:
    """A data URI of at most about ``_BUDGET`` bytes."""
    for quality in (90, 80, 65, 45, 25):
        data = io.BytesIO()
        # subsampling 0 keeps thin coloured arrows from smearing.
        picture.save(data, "JPEG", quality=quality, optimize=True, subsampling=0)
        if data.tell() <= _BUDGET:
            break
    return _uri("jpeg", data)


def _uri(encoding: str, data: io.BytesIO) -> str:
    return f"data:image/{encoding};base64," + base64.b64encode(data.getvalue()).decode("ascii")


def height_figure(heights: Floats, points: TiePoints, lines: Sequence[tuple[str, HeightDependence]],
                  unit: tuple[float, float]) -> str:
    """Residuals of the inliers over heights (n,), in pixels of sides ``unit``, a panel for each of before and after."""
    figure, axes = blank(len(lines), 2.8)
    use = points.inlier & np.isfinite(heights)
    ends = np.array([heights[use].min(), heights[use].max()])
    for place, (ax, (name, found)) in enumerate(zip(axes, lines, strict=True)):
        both = (points.dx_after, points.dy_after) if place else (points.dx_before, points.dy_before)
        for axis, (residual, slope, colour) in enumerate(zip(
                both, (found.slope_east, found.slope_north), ("#0072B2", "#D55E00"), strict=True)):
            seen = use & np.isfinite(residual)
            ax.plot(heights[seen], residual[seen] / unit[axis], ".", markersize=4, color=colour, alpha=0.6,
                    label=("east", "north")[axis])
            middle = heights[seen].mean(), residual[seen].mean()
            ax.plot(ends, (middle[1] + slope * (ends - middle[0])) / unit[axis], "-", color=colour, linewidth=1.4)
        ax.set_title(name, loc="left", fontsize=11)
        ax.set(xlabel="height", ylabel="residual (px)")
        ax.legend(frameon=False)
    return encoded(figure, photo=False)


def profile_figure(profiles: Sequence[tuple[str, Profile]], unit: tuple[float, float]) -> str:
    """Residuals along columns and rows as curves, in pixels of sides ``unit`` (CRS units): jitter, seams, bends."""
    figure, axes = blank(len(profiles), 2.6)
    for ax, (name, found) in zip(axes, profiles, strict=True):
        ax.plot(found.at, found.east / unit[0], marker="o", markersize=3, label="east")
        ax.plot(found.at, found.north / unit[1], marker="s", markersize=3, label="north")
        ax.axhline(0, color="0.7", linewidth=0.8, zorder=0)
        ax.set(xlabel=f"{name} (CRS units)", ylabel="residual (px)")
        # Coordinates as the maps of the page have them, and few, as they are long.
        ax.ticklabel_format(axis="x", style="plain", useOffset=False)
        ax.locator_params(axis="x", nbins=5)
        ax.legend(frameon=False)
    return encoded(figure, photo=False)
