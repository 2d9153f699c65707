"""The HTML report of a batch: how many pairs fit, how far each was moved, and what became of every one."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from .._typing import Floats
from ..io import href_from, write_text
from ..options import BATCH, command_line
from .batch_figures import residual_figure
from .parts import part, setting_rows, version_rows, whole_page
from .stack_figures import series_figure

# Pairs up to which the table stands in the page; batch-summary.csv has them all.
MAX_ROWS = 1000

_HEAD = ("", "source", "verdict", "east", "north", "rotation", "RMSE before, px", "after", "CE90, px", "tie points",
         "reason")
_SHIFTS = ("How far each source's middle was moved, in pixels of the coarser raster, by its number in the table; bars "
           "are CE90. Sources of one sensor that hang together share a cause.")
_RESIDUALS = ("Residuals (RMSE) before and after: below the diagonal a pair fits better than it did. Both axes are "
              "logarithmic.")


@dataclass(frozen=True)
class PairRow:
    """What the report shows of a pair; lengths in CRS units or, where the name says so, in pixels. None: not known."""

    moving_image_path: str
    verdict: str
    message: str
    reason: str | None
    east: float | None
    north: float | None
    rotation_deg: float | None
    pixel_size: float | None
    rmse_before_px: float | None
    rmse_after_px: float | None
    uncertainty_ce90_px: float | None
    tie_points: int | None
    report_path: str | None


@dataclass(frozen=True)
class BatchPage:
    """What the report of a batch shows."""

    folder: str
    summary: str
    pairs: Sequence[PairRow]
    settings: Mapping[str, object]
    version: str


def write_batch_report(path: str | os.PathLike[str], page: BatchPage) -> None:
    """Write the report of a batch, whole or not at all.

    Raises MissingDependencyError without matplotlib, InputError or OutputError where it cannot be written.
    """
    write_text(path, whole_page(f"Batch: {page.summary}", [
        _head(page), _pictures(page.pairs), _table(page.pairs, Path(path).absolute().parent), _reproduce(page)]))


def _head(page: BatchPage) -> str:
    counts = Counter(pair.verdict for pair in page.pairs)
    good = counts["aligned"] + counts["uncertain"]
    verdict = "aligned" if good == len(page.pairs) else "uncertain" if good else "failed"
    title = {"aligned": "All pairs are written", "uncertain": f"{good} of {len(page.pairs)} pairs are written",
             "failed": "No pair could be aligned"}[verdict]
    tiles = [(name.capitalize(), str(counts[name]), "") for name in ("aligned", "uncertain", "failed", "error")]
    if (known := _numbers(page.pairs, "uncertainty_ce90_px")).size:
        tiles.append(("Uncertainty (CE90)", f"{np.nanmedian(known):.2f} px", "median of the pairs"))
    return part("series_head", kind="Batch", folder=page.folder, verdict=verdict, title=title, note=page.summary,
                tiles=tiles)


def _pictures(pairs: Sequence[PairRow]) -> str:
    shifts = np.stack([_column(pairs, "east"), _column(pairs, "north")], 1) / _column(pairs, "pixel_size")[:, None]
    verdicts = ["failed" if pair.verdict == "error" else pair.verdict for pair in pairs]
    # What was tried on a refused pair is not to be believed, and would stretch the axes.
    shifts[[verdict == "failed" for verdict in verdicts]] = np.nan
    pictures = [(series_figure(None, shifts, np.nan_to_num(_column(pairs, "uncertainty_ce90_px")), verdicts), _SHIFTS)]
    before, after = _column(pairs, "rmse_before_px"), _column(pairs, "rmse_after_px")
    if np.isfinite(before + after).any():
        pictures.append((residual_figure(before, after, verdicts), _RESIDUALS))
    return part("pictures", title="Shifts and residuals", pictures=pictures)


def _table(pairs: Sequence[PairRow], folder: Path) -> str:
    rows = [(str(number), *_row(pair)) for number, pair in enumerate(pairs[:MAX_ROWS], 1)]
    links = [None if pair.report_path is None else href_from(pair.report_path, folder) for pair in pairs[:MAX_ROWS]]
    return part("pair_table", head=_HEAD, rows=list(zip(rows, links, strict=True)),
                more=max(0, len(pairs) - MAX_ROWS))


def _row(pair: PairRow) -> tuple[str, ...]:
    def text(value: float | None, form: str) -> str:
        return "" if value is None else format(value, form)

    return (Path(pair.moving_image_path).name, pair.verdict, text(pair.east, "+.6g"), text(pair.north, "+.6g"),
            text(pair.rotation_deg, "+.4f"), text(pair.rmse_before_px, ".3g"), text(pair.rmse_after_px, ".3g"),
            text(pair.uncertainty_ce90_px, ".2g"), text(pair.tie_points, "d"), pair.reason or pair.message)


def _column(pairs: Sequence[PairRow], name: str) -> Floats:
    """A number of each pair, (n,); NaN where it is not known."""
    return np.array([np.nan if getattr(pair, name) is None else getattr(pair, name) for pair in pairs], float)


def _numbers(pairs: Sequence[PairRow], name: str) -> Floats:
    found = _column(pairs, name)
    return found[np.isfinite(found)]


def _reproduce(page: BatchPage) -> str:
    # Quoted, as paths have blanks: it has to run when it is pasted.
    line = "coregix " + shlex.join(command_line(BATCH, dict(page.settings)))
    return part("reproduce_series", command=line, settings=setting_rows(BATCH, page.settings),
                versions=version_rows(page.version), version=page.version, pixels="the coarser raster",
                now=f"{datetime.now(UTC):%Y-%m-%d %H:%M}")
