"""The HTML report of a result: one file that opens offline, needs no script and prints.

The verdict comes first; then what can be seen (before and after, residuals), what was done, where and why it could not
be measured, and what is needed to do it again. All text is escaped: file names come from anywhere.
"""

from __future__ import annotations

import os
import platform
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from importlib import metadata, resources

import numpy as np
import rasterio

from .._typing import Mask
from ..findings import AlignResult, Assessment, AssessResult, Displacement, Residuals, TiePoints
from ..geometry import Grid, Transform, identity
from ..imaging import Image
from ..io import Raster, write_text
from ..options import ALIGN, ASSESS, Command, command_line
from ..registration import Pair
from . import figures
from .figures import Residuals2D, require

__all__ = ["require", "write_align_report", "write_assess_report"]

OVERVIEW, DETAIL = 800, 360
"""Longest side of the previews of the whole area and of the detail, in pixels."""

_MEANS = {
    "aligned": ("Aligned", "A measurement made apart from the alignment confirms it."),
    "uncertain": ("Uncertain", "It may be right, but the evidence is thin: look at the pictures before you use it."),
    "failed": ("Failed", "Nothing that was measured shows that the images fit. Do not use this as an alignment."),
}
# On the equator of WGS 84; the report's metres are for orientation.
_METRES_PER_DEGREE = 6378137.0 * np.pi / 180

_DISTRIBUTIONS = ("numpy", "scipy", "scikit-image", "rasterio", "SimpleITK-SimpleElastix", "matplotlib")


def write_align_report(path: str | os.PathLike[str], result: AlignResult, pair: Pair) -> None:
    """Write the report of an alignment, whole or not at all.

    Raises MissingDependencyError without matplotlib, InputError or OutputError where it cannot be written.
    """
    write_text(path, _page("Alignment", result, pair, ALIGN))


def write_assess_report(path: str | os.PathLike[str], result: AssessResult, pair: Pair) -> None:
    """Write the report of an assessment, whole or not at all.

    Raises MissingDependencyError without matplotlib, InputError or OutputError where it cannot be written.
    """
    write_text(path, _page("Assessment", result, pair, ASSESS))


@dataclass(frozen=True)
class _Units:
    """Lengths in words: CRS units, metres where they are known, and pixels."""

    name: str
    pixel: tuple[float, float]
    """Sides of a pixel of the coarser raster in CRS units."""
    metres: tuple[float, float] | None
    """Metres in a CRS unit along x and y, None where there is no CRS."""

    @classmethod
    def of(cls, pair: Pair) -> _Units:
        crs, (_, y) = pair.fixed.grid.crs, pair.frame.centre
        if crs is None:
            return cls("pixel", pair.frame.unit, None)
        if crs.is_geographic:
            # Degrees of longitude grow shorter towards the poles.
            stretch = float(np.cos(np.radians(y)))
            return cls("°", pair.frame.unit, (_METRES_PER_DEGREE * stretch, _METRES_PER_DEGREE))
        # Not linear_units_factor, which raises for what is neither geographic nor projected, such as a building site's.
        unit, factor = crs.units_factor
        return cls("m" if factor == 1 else str(unit), pair.frame.unit, (factor, factor))

    def told(self, length: float, axis: int = 1) -> str:
        """A length in CRS units along x (0) or y (1), in metres where they are known, with pixels."""
        pixels = f"{length / self.pixel[axis]:.3g} px"
        if self.metres is None:
            return pixels
        own = "" if self.name == "m" else f"{length:.3g} {self.name}, "
        return f"{_digits(length * self.metres[axis])} m ({own}{pixels})"


def _digits(value: float) -> str:
    """Enough decimals for three digits of a small number, two decimals of a large one."""
    # At most six: below a micrometre no digit means anything.
    decimals = 2 if abs(value) >= 1 or value == 0 else min(6, 2 - int(np.floor(np.log10(abs(value)))))
    return f"{value:.{decimals}f}"


def _page(kind: str, result: AlignResult | AssessResult, pair: Pair, command: Command) -> str:
    found = result.assessment
    transform = result.transform if isinstance(result, AlignResult) else identity()
    # The pictures show what the masks leave out, too.
    shown = pair.unmasked
    whole = _Views.of(shown, pair.lattice(max(1.0, max(pair.lattice(1.0).shape) / OVERVIEW)), transform)
    detail = _Views.of(shown, _detail(pair, found.tie_points), transform)
    name = os.path.basename(result.moving_image_path)  # noqa: PTH119 - it may be a URL
    # Within the page, which has to open without anything beside it.
    style = resources.files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    body = [
        _head(kind, result, pair),
        _comparison("overview", "The whole area", "", whole),
        _comparison("detail", "A detail", "At full resolution, around the clearest tie point.", detail),
        _moved(result, _Units.of(pair)) if isinstance(result, AlignResult) else "",
        _residuals(found, whole, pair.frame.unit),
        _missing(found.tie_points, whole.fixed),
        _left_out(pair, whole.masked(pair, transform)),
        _reproduce(result, pair, command)]
    return (f"<!DOCTYPE html>\n<html lang='en'>\n<head>\n<meta charset='utf-8'>\n"
            f"<meta name='viewport' content='width=device-width, initial-scale=1'>\n"
            f"<title>{escape(f'{_MEANS[found.verdict][0]}: {name}')}</title>\n<style>{style}</style>\n</head>\n<body>\n"
            + "\n".join(body) + "\n</body>\n</html>\n")


def _head(kind: str, result: AlignResult | AssessResult, pair: Pair) -> str:
    found = result.assessment
    title, meaning = _MEANS[found.verdict]
    notes = [meaning, _sentence(found.reason)]
    if isinstance(result, AlignResult):
        if result.accepted_unreliable:
            notes.append("The output was written all the same, as was asked for.")
        if result.output_image_path is None:
            notes.append("No aligned raster was written; what is shown as after is what was tried.")
        if result.already_aligned:
            notes.append("The images were in place before; the pixels stay where they were.")
    # Without an alignment, what looks local may be no more than a shift.
    if isinstance(result, AlignResult) and found.local_gain is not None and found.local_gain.helps:
        notes.append(f"A local transform would bring the residual from "
                     f"{found.local_gain.rmse_px_now:.2f} to about {found.local_gain.rmse_px_local:.2f} px.")
    paths = f"<b>{escape(result.moving_image_path)}</b> against <b>{escape(result.fixed_image_path)}</b>"
    return (f"<header><h1>{kind} report</h1><p class='paths'>{paths}</p>"
            f"<div class='verdict {found.verdict}'><strong>{title}</strong><p>{escape(' '.join(notes))}</p></div>"
            f"{_tiles(result, _Units.of(pair))}</header>")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _tiles(result: AlignResult | AssessResult, units: _Units) -> str:
    """The few numbers that people look for, large."""
    found = result.assessment
    tiles: list[tuple[str, str, str]] = []
    if isinstance(result, AlignResult) and not result.already_aligned:
        shift = result.displacement
        name = "Tried" if result.output_image_path is None else "Moved"
        tiles.append((name, _moved_words(shift, units), f"{result.transform.model} transform"))
    tiles += _residual_tiles(found, units, moved=isinstance(result, AlignResult))
    if found.uncertainty_ce90_px is not None and found.uncertainty_ce90 is not None:
        tiles.append(("Uncertainty (CE90)", _pixels(found.uncertainty_ce90_px), units.told(found.uncertainty_ce90)))
    after = found.residual_after
    coverage = "" if after is None else f"speak for {after.coverage:.0%} of the area"
    tiles.append(("Tie points", str(int(found.tie_points.inlier.sum())), coverage))
    return "<dl class='tiles'>" + "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd><dd class='more'>{escape(more)}</dd></div>"
        for name, value, more in tiles) + "</dl>"


def _residual_tiles(found: Assessment, units: _Units, *, moved: bool) -> list[tuple[str, str, str]]:
    before, after = found.residual_before, found.residual_after
    if after is None:
        return []
    # An assessment moves nothing: before and after are the same.
    more = f"was {_pixels(before.rmse_px)}" if moved and before is not None else units.told(after.rmse)
    return [("Residual (RMSE)", _pixels(after.rmse_px), more),
            ("Residual (CE90)", _pixels(after.ce90_px), units.told(after.ce90))]


def _pixels(value: float) -> str:
    # Hundredths say nothing of a residual of thousandths.
    return f"{value:.3g} px" if value < 0.1 else f"{value:.2f} px"


def _moved_words(shift: Displacement, units: _Units) -> str:
    scale, unit = ((1.0, 1.0), units.name) if units.metres is None else (units.metres, "m")
    east, north = shift.east * scale[0], shift.north * scale[1]
    return (f"{_digits(abs(east))} {unit} {'east' if east >= 0 else 'west'}, "
            f"{_digits(abs(north))} {unit} {'north' if north >= 0 else 'south'}")


@dataclass(frozen=True)
class _Views:
    """The fixed image and, by name, the moving one on its grid; only one of those where nothing was moved."""

    fixed: Image
    moving: dict[str, Image]

    @classmethod
    def of(cls, pair: Pair, grid: Grid, transform: Transform) -> _Views:
        fixed = pair.fixed_block(grid)
        x, y = fixed.grid.outline()
        shown_x, shown_y = transform(x, y)
        # One reading serves both: it reaches as far as the displacement (a pixel's sides may differ by a factor).
        margin = 2.0 + 2 * float(np.hypot(shown_x - x, shown_y - y).max()) / fixed.grid.pixel_size
        moving = pair.moving_image(fixed.grid, transform, margin)
        still = transform.model == "identity"
        transforms = {"As they are": transform} if still else {"Before": identity(), "After": transform}
        return cls(fixed, {name: pair.place(moving, under, fixed.grid) for name, under in transforms.items()})

    def masked(self, pair: Pair, transform: Transform) -> list[tuple[str, Image, Mask]]:
        """(title, image, what the masks leave of it) for the reference, and for the source under a transform."""
        grid = self.fixed.grid
        found = []
        if pair.fixed_masks is not None:
            found.append(("Reference", self.fixed, pair.fixed_masks.keep(grid)))
        if pair.moving_masks is not None:
            name, image = list(self.moving.items())[-1]
            found.append((f"Source, {name.lower()}", image, pair.placed(grid, transform).valid | ~image.valid))
        return found


def _detail(pair: Pair, points: TiePoints) -> Grid:
    """A window of the finest lattice around the clearest tie point, or in the middle."""
    lattice = pair.lattice(1.0)
    width, height = min(DETAIL, lattice.width), min(DETAIL, lattice.height)
    col, row = lattice.width / 2, lattice.height / 2
    if points.inlier.any():
        cols, rows = lattice.to_pixel(points.x, points.y)
        # Points near the border show less; those within half a window of it are second choice.
        inside = (np.abs(cols / lattice.width - 0.5) < 0.4) & (np.abs(rows / lattice.height - 0.5) < 0.4)
        best = int(np.argmax(points.confidence * points.inlier * np.where(inside, 1.0, 0.5)))
        col, row = float(cols[best]), float(rows[best])
    left, top = int(np.clip(col - width / 2, 0, lattice.width - width)), int(
        np.clip(row - height / 2, 0, lattice.height - height))
    return lattice.window(left, top, width, height)


def _comparison(name: str, title: str, note: str, views: _Views) -> str:
    """Reference and source on top of each other, by pure CSS: flicker, checkerboard, or one of them."""
    modes = (("flicker", "Flicker"), ("checker", "Checkerboard"), ("fixed", "Reference"), ("moving", "Source"))
    radios = "".join(
        f"<input type='radio' name='{name}' id='{name}-{mode}' class='{mode}'{' checked' if mode == 'flicker' else ''}>"
        f"<label for='{name}-{mode}'>{label}</label>" for mode, label in modes)
    height, width = views.fixed.grid.shape
    # The reference stands in the file once, and is used in each stack.
    image = (f"<image id='{name}-reference' width='{width}' height='{height}' preserveAspectRatio='none' "
             f"href='{figures.preview(views.fixed)}'/>")
    reference = f"<svg width='0' height='0' style='position:absolute' aria-hidden='true'><defs>{image}</defs></svg>"
    stacks = "".join(
        f"<figure style='max-width:{36 * width / height:.1f}rem'><figcaption>{caption}</figcaption><div class='stack'>"
        f"<svg viewBox='0 0 {width} {height}' role='img' aria-label='reference'><use href='#{name}-reference'/></svg>"
        f"<img class='over' alt='source, {caption.lower()}' src='{figures.preview(moving)}'>"
        f"</div></figure>" for caption, moving in views.moving.items())
    return (f"<section class='{name}'><h2>{title}</h2>{f'<p>{note}</p>' if note else ''}{reference}"
            f"<div class='modes'>{radios}<div class='views'>{stacks}</div></div></section>")


def _residuals(found: Assessment, whole: _Views, unit: tuple[float, float]) -> str:
    points = found.tie_points
    if not points.inlier.any():
        return "<section><h2>Residuals</h2><p>No tie point was found, so that there are none to show.</p></section>"
    # The first is as things were, the second as they are.
    panels = [Residuals2D.of(name, whole.fixed, points, unit, after=i > 0) for i, name in enumerate(whole.moving)]
    rows = zip(whole.moving, (found.residual_before, found.residual_after), strict=False)
    return (
        "<section><h2>Residuals</h2>"
        + _table(("", "RMSE", "median", "CE90", "tie points"),
                 [_residual_row(name, residual) for name, residual in rows if residual is not None])
        + _picture(figures.arrow_figure(panels), "Residual displacements as arrows: which way the source has to go at "
                   "each tie point. Each picture has its own scale.")
        + _picture(figures.length_maps(panels), "Length of the residuals by place.")
        + _picture(figures.histograms(panels), "How often each length occurs.") + "</section>")


def _residual_row(name: str, residual: Residuals) -> tuple[str, ...]:
    lengths = residual.rmse_px, residual.median_px, residual.ce90_px
    return (name, *map(_pixels, lengths), str(residual.count))


def _picture(source: str, caption: str) -> str:
    told = escape(caption)
    return f"<figure class='wide'><img alt='{told}' src='{source}'><figcaption>{told}</figcaption></figure>"


def _moved(result: AlignResult, units: _Units) -> str:
    shift = result.displacement
    rows = [
        ("model", result.transform.model + (" (the image stays where it is)" if result.already_aligned else "")),
        ("moved east", units.told(shift.east, 0)), ("moved north", units.told(shift.north, 1)),
        ("rotation, counter-clockwise", f"{shift.rotation_deg:z.5f}°"),
        ("scale, along x", f"{shift.scale_x_ppm:+z.1f} ppm"), ("scale, along y", f"{shift.scale_y_ppm:+z.1f} ppm"),
        ("shear", f"{shift.shear_deg:z.5f}°")]
    if result.transform.model == "local":
        rows.append(("largest local displacement", units.told(shift.local_max)))
    if result.known_points is not None:
        known = result.known_points
        rows.append(("residual at known points", f"{known.rmse_px:.2f} px at {known.count} points"))
    rows.append(("compared by", result.metric))
    title = "What was tried on the source" if result.output_image_path is None else "What was done to the source"
    return (f"<section><h2>{title}</h2><p>In the middle of the common area:</p>"
            f"{_table((), rows)}</section>")


def _missing(points: TiePoints, image: Image) -> str:
    """Where tie points are missing, and why."""
    names, counts = np.unique(points.reason[points.reason != ""], return_counts=True)
    # The commonest reason first: it is what a person can do something about.
    order = np.argsort(-counts)
    reasons = [str(names[i]) for i in order]
    rows = [(reason, str(int(counts[i]))) for reason, i in zip(reasons, order, strict=True)]
    title = "<section><h2>Where tie points are missing</h2>"
    if not len(points):
        return title + "<p>Everywhere: the images share no place that could be looked at.</p></section>"
    if not rows:
        return title + "<p>Nowhere: each place that was looked at has one.</p></section>"
    told = f"Of {len(points)} places that were looked at, {int(points.inlier.sum())} have a tie point."
    return (f"{title}<p>{told}</p>"
            + _table(("why not", "places"), rows)
            + _picture(figures.reason_map(image, points, reasons), "Places with and without a tie point.")
            + "</section>")


def _left_out(pair: Pair, panels: list[tuple[str, Image, Mask]]) -> str:
    """What the user's masks leave out of the comparison; nothing where there are none."""
    if not panels:
        return ""
    left = [(title, f"{float((kept & image.valid).sum() / max(image.valid.sum(), 1)):.0%}")
            for title, image, kept in panels]
    names = ", ".join(f"<b>{escape(name)}</b>" for name in pair.mask_names)
    return (f"<section><h2>Masks</h2><p>Not compared, by {names}; the output keeps these pixels.</p>"
            + _table(("", "left to compare"), left)
            + _picture(figures.mask_figure(panels), "What the masks leave out, in orange.") + "</section>")


def _reproduce(result: AlignResult | AssessResult, pair: Pair, command: Command) -> str:
    # Quoted, as paths have blanks: it has to run when it is pasted.
    line = "coregix " + shlex.join(command_line(command, result.settings))
    settings = [(p.flag, _setting(result.settings.get(p.api_name))) for p in command.parameters]
    seconds = [(stage, f"{value:.2f} s") for stage, value in result.seconds.items()]
    inputs = [_raster_row("source", pair.moving, pair.moving_band),
              _raster_row("reference", pair.fixed, pair.fixed_band)]
    return ("<section><h2>To do it again</h2><p>The command, with all that differs from the defaults:</p>"
            f"<pre>{escape(line)}</pre>"
            + _table(("", "file", "size", "pixel", "band", "CRS"), inputs)
            + f"<details class='settings' open><summary>All settings</summary>{_table((), settings)}</details>"
            + f"<div class='columns'>{_table(('version', ''), _versions(result.version))}"
            + f"{_table(('stage', 'time'), seconds)}</div></section>"
            + f"<footer>coregix {escape(result.version)}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC. Pixels are those of "
              "the coarser raster. CE90 is the length that 90 % of errors stay below.</footer>")


def _setting(value: object) -> str:
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return "on" if value else "off"
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _raster_row(role: str, raster: Raster, band: int) -> tuple[str, ...]:
    grid = raster.grid
    # A code where there is one: WKT would fill the page.
    code = None if grid.crs is None else grid.crs.to_epsg()
    crs = "none" if grid.crs is None else f"EPSG:{code}" if code else "its own"
    return (role, raster.path, f"{grid.width} x {grid.height}", f"{grid.pixel_size:.6g}",
            f"{band} (of 0 to {raster.count - 1})", crs)


def _versions(own: str) -> list[tuple[str, str]]:
    rows = [("coregix", own), ("Python", platform.python_version()), ("GDAL", rasterio.__gdal_version__)]
    # Results may differ with versions: to do it again, they have to be known.
    for name in _DISTRIBUTIONS:
        try:
            rows.append((name, metadata.version(name)))
        except metadata.PackageNotFoundError:
            rows.append((name, "not installed"))
    return [*rows, ("system", platform.platform())]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    top = "<thead><tr>" + "".join(f"<th>{escape(cell)}</th>" for cell in head) + "</tr></thead>" if head else ""
    body = "".join(f"<tr><th scope='row'>{escape(first)}</th>" + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
                   + "</tr>" for first, *rest in rows)
    return f"<table>{top}<tbody>{body}</tbody></table>"
