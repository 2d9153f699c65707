"""The HTML report of a stack: its proof first (closure, what failed), then the graph, the shifts, and a flip-book."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from .._typing import Floats
from ..imaging import Image
from ..io import write_text
from ..options import STACK, command_line
from . import figures
from .graph_layout import in_a_row, on_a_circle, on_a_map
from .parts import part, setting_rows, version_rows, whole_page
from .stack_figures import closure_figure, graph_figure, series_figure

_TITLE = "Stack: "

# How long the flip-book shows each image.
SECONDS = 0.7

# Rows of the table of images up to which they stand in the page; stack.csv has them all.
MAX_ROWS = 400

_HEAD = ("", "image", "date", "east px", "north px", "rotation", "scale", "CE90 px", "links", "closure px", "verdict",
         "reason")
_GRAPH = ("Links by what became of them. Used ones hold the images; what contradicts the others was dropped; what was "
          "refused had no trustworthy measurement. Numbers are those of the table.")
_SERIES = ("How far each image's middle was moved; bars are CE90, the length that 90 % of errors stay below. What "
           "hangs together in time may be the sensor's, a single step an image's own.")
_CLOSURE = ("Along three links around a triangle and back to the beginning. Before: of what each link measured by "
            "itself; after: on the ground that the whole stack found stable.")


@dataclass(frozen=True)
class StackPage:
    """What the report of a stack shows.

    ``rows`` are the table's (without the number), ``places`` (k, 2) the images' middles, that of a ``reference`` last;
    None if all are of one place. ``shifts`` (k, 2) and ``ce90`` (k,) in pixels, NaN for images that failed; ``dates``
    None if not all have one. ``links`` are (first, second, state), with states of ``stack_figures.STATES``, and lead to
    the reference as the last image. ``closures`` by title in pixels. ``failed`` has (name, reason, picture) of
    all that were left out, also those that could not be read; ``frames`` (name, before, after) of one window, in order.
    """

    folder: str
    exit_code: int
    summary: str
    tiles: Sequence[tuple[str, str, str]]
    rows: Sequence[tuple[str, ...]]
    dates: Sequence[datetime] | None
    places: Floats | None
    reference: bool
    verdicts: Sequence[str]
    shifts: Floats
    ce90: Floats
    links: Sequence[tuple[int, int, str]]
    closures: Sequence[tuple[str, Floats]]
    failed: Sequence[tuple[str, str, Image | None]]
    frames: Sequence[tuple[str, Image, Image]]
    settings: Mapping[str, object]
    version: str


def write_stack_report(path: str | os.PathLike[str], page: StackPage) -> None:
    """Write the report of a stack, whole or not at all.

    Raises MissingDependencyError without matplotlib, InputError or OutputError where it cannot be written.
    """
    write_text(path, whole_page(f"{_TITLE}{page.summary}", [
        _head(page), _flip_book(page), _proof(page), _shifts(page), _failed(page), _table(page),
        _reproduce(page)]))


def is_stack_report(path: Path) -> bool:
    """Whether a file is the report of a stack, by what its head says."""
    with suppress(OSError, ValueError), path.open(encoding="utf-8") as file:
        head = file.read(1000)
        return "content='Coregix'" in head and f"<title>{_TITLE}" in head
    return False


def _head(page: StackPage) -> str:
    # Images that could not be read are in no figure.
    verdict, title = _conclusion({**Counter(page.verdicts), "failed": len(page.failed)})
    return part("series_head", kind="Stack", folder=page.folder, verdict=verdict, title=title,
                note=page.summary, tiles=page.tiles)


def _conclusion(counts: Mapping[str, int]) -> tuple[str, str]:
    """The verdict on the whole, by how many images have which one, and its title."""
    aligned, uncertain, failed = (counts.get(verdict, 0) for verdict in ("aligned", "uncertain", "failed"))
    if not aligned + uncertain:
        return "failed", "No image could be aligned"
    if failed:
        return "uncertain", "Some images were left out"
    if uncertain:
        return "uncertain", "Some images are uncertain" if aligned else "All images are uncertain"
    return "aligned", "All images are aligned"


def _flip_book(page: StackPage) -> str:
    if len(page.frames) < 2:
        return ""
    height, width = page.frames[0][1].grid.shape
    names, before, after = zip(*page.frames, strict=True)
    books = [(title, list(zip(names, map(figures.preview, images), strict=True)))
             for title, images in (("Before", before), ("After", after))]
    return part("flip_book", books=books, width=width, height=height, seconds=SECONDS,
                share=100.0 / len(page.frames))


def _proof(page: StackPage) -> str:
    verdicts = [*page.verdicts, *["reference"] * page.reference]
    # Of images beside each other it matters where they lie, of others when they were taken.
    when = page.dates if page.places is None and len(set(page.dates or ())) > 1 else None
    pictures = [(graph_figure(_drawn_at(page, when), page.links, verdicts, in_time=when is not None), _GRAPH)]
    if any(len(values) for _, values in page.closures):
        pictures.insert(0, (closure_figure(page.closures), _CLOSURE))
    return part("pictures", title="Links and how they close", pictures=pictures)


def _drawn_at(page: StackPage, when: Sequence[datetime] | None) -> Floats:
    """Where the images (k, 2) are drawn, the reference last; by time if it is to be that."""
    if when is not None:
        # By time and not by number: what lies far apart is linked by high arcs.
        days = np.array([date.timestamp() for date in when]) / 86400
        spare = [days.max() + 0.08 * max(float(np.ptp(days)), 1.0)] * page.reference
        return in_a_row(np.concatenate([days, spare]))
    return on_a_circle(len(page.verdicts) + page.reference) if page.places is None else on_a_map(page.places)


def _shifts(page: StackPage) -> str:
    return part("pictures", title="Shifts" if page.dates is None else "Shifts over time", pictures=[
        (series_figure(page.dates, page.shifts, page.ce90, page.verdicts), _SERIES)])


def _failed(page: StackPage) -> str:
    if not page.failed:
        return ""
    return part("left_out_images", images=[
        (name, reason, None if image is None else figures.preview(image)) for name, reason, image in page.failed])


def _table(page: StackPage) -> str:
    rows = [(str(number), *row) for number, row in enumerate(page.rows[:MAX_ROWS], 1)]
    more = max(0, len(page.rows) - MAX_ROWS)
    return part("image_table", head=_HEAD, rows=rows, more=more)


def _reproduce(page: StackPage) -> str:
    # Quoted, as paths have blanks: it has to run when it is pasted.
    line = "coregix " + shlex.join(command_line(STACK, dict(page.settings)))
    return part("reproduce_series", command=line, pixels="the finest image",
                settings=setting_rows(STACK, page.settings), versions=version_rows(page.version),
                version=page.version, now=f"{datetime.now(UTC):%Y-%m-%d %H:%M}")
