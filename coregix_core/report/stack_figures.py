"""Pictures of a stack: the graph of its links, shifts over time with error bars, how its triangles close."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from .._typing import Floats
from ..sentences import in_pixels
from .figures import blank, encoded

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# State of a link -> colour, line style and width; told apart without seeing colours.
STATES = {"used": ("#0072B2", "-", 1.0), "contradicts": ("#D55E00", "--", 1.4), "refused": ("#BBBBBB", ":", 0.9)}

COLOURS = {"aligned": "#009E73", "uncertain": "#E69F00", "failed": "#D55E00"}
MARKERS = {"aligned": "o", "uncertain": "D", "failed": "X"}

# The image that all others are aligned to, which has no verdict: its colour and marker.
_REFERENCE = ("#000000", "s")

# Images up to which each has its number beside it.
_FEW = 40


def graph_figure(at: Floats, links: Sequence[tuple[int, int, str]], verdicts: Sequence[str], *, in_time: bool) -> str:
    """The links between images at (k, 2), by state; ``in_time``: images in one line, with links as arcs above it.

    Images that are numbered from 1 have their numbers beside them, away from the middle of all.
    """
    figure, (ax,) = blank(1, 3.2 if in_time else 5.5)
    # Used ones last, on top of what was refused.
    for state in ("refused", "contradicts", "used"):
        _draw_links(ax, [_line(at[i], at[j], arc=in_time) for i, j, given in links if given == state], state)
    _draw_images(ax, at, verdicts)
    # Outside: what leads inward are lines.
    out = np.tile([0.0, -1.0], (len(at), 1)) if in_time else _outward(at)
    for k, place in enumerate(at if len(at) <= _FEW else ()):
        ax.annotate(str(k + 1), place, 11 * out[k], textcoords="offset points", ha="center", va="center", fontsize=8)
    ax.set(xticks=[], yticks=[], aspect="auto" if in_time else "equal")
    ax.margins(0.04, 0.12)
    if not in_time:
        # Room for the numbers, and some height and width for images in one line.
        middle, half = (at.max(0) + at.min(0)) / 2, np.ptp(at, axis=0) / 2
        half = 1.12 * np.maximum(half, max(half.max(), 1e-9) / 2)
        ax.set(xlim=(middle[0] - half[0], middle[0] + half[0]), ylim=(middle[1] - half[1], middle[1] + half[1]))
    ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False)
    return encoded(figure, photo=False)


def _outward(at: Floats) -> Floats:
    """Directions (k, 2) of unit length away from the middle of places; up where one lies there."""
    away = at - at.mean(0)
    far = np.hypot(*away.T)[:, None]
    return np.where(far > 1e-9 * far.max(initial=1e-9), away / np.maximum(far, 1e-12), [0.0, 1.0])


def _draw_images(ax: Axes, at: Floats, verdicts: Sequence[str]) -> None:
    kinds = {**{verdict: (colour, MARKERS[verdict], f"{verdict} images") for verdict, colour in COLOURS.items()},
             "reference": (*_REFERENCE, "reference")}
    for kind, (colour, marker, name) in kinds.items():
        members = [k for k, given in enumerate(verdicts) if given == kind]
        ax.plot(*at[members].T, marker, color=colour, markeredgecolor="black", markeredgewidth=0.5,
                markersize=7, zorder=2, label=name if members else None)


def _draw_links(ax: Axes, lines: Sequence[Floats], state: str) -> None:
    colour, style, width = STATES[state]
    for number, line in enumerate(lines):
        # Named once in the key.
        ax.plot(*line.T, style, color=colour, linewidth=width, zorder=1, label=state if number == 0 else None)


def _line(start: Floats, end: Floats, *, arc: bool) -> Floats:
    """Places (n, 2) along a link: straight, or half an ellipse as high as the link is long."""
    if not arc:
        return np.stack([start, end])
    turn = np.linspace(0, np.pi, 33)
    middle, half = (start + end) / 2, (end - start) / 2
    return np.column_stack([middle[0] - half[0] * np.cos(turn), np.abs(half[0]) * np.sin(turn)])


def series_figure(when: Sequence[datetime] | None, shifts: Floats, ce90: Floats, verdicts: Sequence[str]) -> str:
    """Shifts (k, 2) in pixels over time, or by number, with CE90 (k,) as bars; NaN for images that have none."""
    figure, axes = blank(2, 2.9)
    at = np.arange(1, len(shifts) + 1) if when is None else np.array([w.replace(tzinfo=None) for w in when])
    for ax, values, name in zip(axes, shifts.T, ("east", "north"), strict=True):
        ax.axhline(0, color="0.8", linewidth=0.8, zorder=0)
        for verdict, colour in COLOURS.items():
            members = np.array([given == verdict for given in verdicts]) & np.isfinite(values)
            if members.any():
                ax.errorbar(at[members], values[members], ce90[members], fmt=MARKERS[verdict], color=colour,
                            markersize=5, markeredgecolor="black", markeredgewidth=0.4, ecolor="0.3", elinewidth=1.0,
                            capsize=2.5, label=verdict)
        _lost(ax, at[~np.isfinite(values)])
        ax.set(ylabel=f"moved {name} (px)", xlabel="" if when is not None else "image")
        if when is not None:
            ax.tick_params(axis="x", rotation=30)
        else:
            ax.locator_params(axis="x", integer=True)
    axes[1].legend(frameon=False, loc="upper left", bbox_to_anchor=(1.01, 1.0))
    return encoded(figure, photo=False)


def _lost(ax: Axes, at: Floats) -> None:
    """Mark images that have no shift at the foot of the axes."""
    if len(at):
        ax.plot(at, np.zeros(len(at)), MARKERS["failed"], color=COLOURS["failed"], markersize=6, clip_on=False,
                transform=ax.get_xaxis_transform(), label="failed")


def closure_figure(panels: Sequence[tuple[str, Floats]]) -> str:
    """Closures of triangles in pixels as histograms, by title, each with its median and 90 %."""
    figure, axes = blank(len(panels), 2.4)
    for ax, (title, values) in zip(axes, panels, strict=True):
        # Up to the 98th percentile: a single wrong link would press all others into one bar.
        top = max(float(np.quantile(values, 0.98)) * 1.15, 1e-6) if len(values) else 1.0
        ax.hist(np.minimum(values, top), bins=24, range=(0.0, top), color="#0072B2")
        ax.set_title(title, loc="left", fontsize=11)
        ax.set(xlabel="closure (px)", ylabel="triangles")
        for share, colour in ((0.5, "#009E73"), (0.9, "#D55E00")):
            if len(values):
                found = float(np.quantile(values, share))
                ax.axvline(found, color=colour, linewidth=1.5, label=f"{share:.0%} are below {in_pixels(found)}")
        if len(values):
            ax.legend(frameon=False)
    return encoded(figure, photo=False)
