"""What was found about images and links, as tables."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from ..io import write_text
from .doubts import Doubts
from .solution import ImageResult, LinkResult, Solution

IMAGE_COLUMNS = ("image", "date", "east", "north", "east_px", "north_px", "rotation_deg", "scale", "ce90_px", "links",
                 "closure_px", "moved_share", "moved_px", "verdict", "reason", "output")
LINK_COLUMNS = ("first", "second", "verdict", "used", "ties", "ce90_px", "places", "misclosure_px", "closure_before_px",
                "closure_px", "reason")
PAIR_COLUMNS = ("first", "second", "ce90_px")


def image_row(result: ImageResult) -> dict[str, Any]:
    """An image as a row of stack.csv."""
    date = None if result.date is None else result.date.isoformat().replace("+00:00", "Z")
    return {**{name: getattr(result, name) for name in IMAGE_COLUMNS}, "date": date}


def link_row(result: LinkResult, names: Sequence[str]) -> dict[str, Any]:
    """A link as a row of links.csv, with the names of its images."""
    return {**{name: getattr(result, name) for name in LINK_COLUMNS},
            "first": names[result.first], "second": names[result.second]}


def pair_rows(solution: Solution, names: Sequence[str], doubts: Doubts | None) -> list[dict[str, Any]]:
    """How well each two images lie on each other: CE90 in pixels of the stack, no less than what links leave open."""
    return [{"first": names[i], "second": names[j],
             "ce90_px": max(solution.ce90(i, j) or 0.0, 0.0 if doubts is None else doubts.between(i, j))}
            for i, j in combinations(solution.used, 2)]


def write_table(path: str | os.PathLike[str], columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write a CSV table, whole or not at all; raises InputError or OutputError."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    # Empty for what there is not; ten digits are below a millimetre in any CRS.
    writer.writerows({k: f"{v:.10g}" if isinstance(v, float) else v for k, v in row.items()} for row in rows)
    write_text(path, text.getvalue())
