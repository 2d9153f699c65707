"""Pictures of a batch: how well its pairs fit before and after."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .._typing import Floats
from .figures import blank, encoded
from .stack_figures import COLOURS, MARKERS

# Pixels below which a residual is drawn as this: a logarithm knows no zero.
_MIN_RESIDUAL = 1e-3


def residual_figure(before: Floats, after: Floats, verdicts: Sequence[str]) -> str:
    """Residuals (n,) in pixels after over those before, by verdict; NaN for pairs that have none."""
    figure, (ax,) = blank(1, 3.6)
    x, y = (np.maximum(values, _MIN_RESIDUAL) for values in (before, after))
    for verdict, colour in COLOURS.items():
        members = np.array([given == verdict for given in verdicts]) & np.isfinite(x + y)
        if members.any():
            ax.plot(x[members], y[members], MARKERS[verdict], color=colour, markeredgecolor="black",
                    markeredgewidth=0.4, markersize=6, label=verdict)
    ends = np.nanmin([x, y]), np.nanmax([x, y])
    ax.plot(ends, ends, "--", color="0.6", linewidth=0.9, zorder=0)
    ax.set(xscale="log", yscale="log", xlabel="residual before (px)", ylabel="residual after (px)")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.01, 1.0))
    return encoded(figure, photo=False)
