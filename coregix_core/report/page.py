"""The HTML report of a result: one file that opens offline, needs no script and prints.

The verdict comes first; then what can be seen (before and after, residuals), what was done, where and why it could not
be measured, and what is needed to do it again. The HTML is that of ``report.html``, which escapes all text: file names
come from anywhere.
"""

from __future__ import annotations

import os
import shlex
from datetime import UTC, datetime

import numpy as np

from .._typing import Mask
from ..findings import (
    AlignResult,
    Assessment,
    AssessResult,
    Displacement,
    Residuals,
    TiePoints,
    accuracy_statement,
)
from ..geometry import identity
from ..imaging import Image
from ..io import Raster, acquisition_of, write_text
from ..options import ALIGN, ASSESS, Command, command_line
from ..pairing import Pair
from ..sentences import in_pixels
from . import figures
from .axes import axis_rows, profiles_of
from .figures import Residuals2D, require
from .heights import heights_part
from .parts import part, setting_rows, version_rows, whole_page
from .units import Units, digits, extent_words, scale_bar
from .views import Views, detail_of

__all__ = ["require", "write_align_report", "write_assess_report"]

# Longest side of the previews of the whole area, in pixels.
OVERVIEW = 800

_MEANS = {
    "aligned": ("Aligned", "A measurement made apart from the alignment confirms it."),
    "uncertain": ("Uncertain", "It may be right, but the evidence is thin: look at the pictures before you use it."),
    "failed": ("Failed", "Nothing that was measured shows that the images fit. Do not use this as an alignment."),
}

_PROFILES = ("Residuals along both axes (medians of bins): waves are a sensor's jitter, steps the seams of its "
             "detectors, bends terrain or a lens. Waves shorter than {shortest:.0f} px, twice the distance of the tie "
             "points, look longer than they are.")
_ARROWS = ("Residual displacements as arrows{scale}: which way the source has to go at each tie point. Those below "
           "0.1 px are points.")


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


def _page(heading: str, result: AlignResult | AssessResult, pair: Pair, command: Command) -> str:
    found = result.assessment
    transform = result.transform if isinstance(result, AlignResult) else identity()
    # The pictures show what the masks leave out, too.
    shown = pair.unmasked
    whole = Views.of(shown, pair.grid_at(max(1.0, max(pair.grid_at(1.0).shape) / OVERVIEW)), transform)
    part_shown = detail_of(pair, found.tie_points)
    detail = None if part_shown is None else Views.of(shown, part_shown, transform)
    name = os.path.basename(result.moving_image_path)  # noqa: PTH119 - it may be a URL
    parts = [
        _head(heading, result, pair),
        _comparison("overview", "The whole area", extent_words(whole.fixed.grid), whole),
        "" if detail is None else _comparison(
            "detail", "A detail",
            "At full resolution, around the clearest tie point: " + extent_words(detail.fixed.grid), detail),
        _moved(result, Units.of(pair)) if isinstance(result, AlignResult) else "",
        _residuals(found, whole, pair.frame.unit, _statement(result, after=len(whole.moving) > 1)),
        _heights(result, pair, list(whole.moving)),
        _missing(found.tie_points, whole.fixed),
        _left_out(pair, whole.masked(pair, transform)),
        _reproduce(result, pair, command)]
    title = f"{_MEANS[found.verdict][0]}: {name}"
    return whole_page(title, parts)


def _head(heading: str, result: AlignResult | AssessResult, pair: Pair) -> str:
    found = result.assessment
    title, meaning = _MEANS[found.verdict]
    notes = [meaning, _sentence(found.reason), *(f"Warning: {text}" for text in result.warnings)]
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
    return part("head", kind=heading, moving=result.moving_image_path, fixed=result.fixed_image_path,
                 verdict=found.verdict, title=title, notes=notes, tiles=_tiles(result, Units.of(pair)))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _tiles(result: AlignResult | AssessResult, units: Units) -> list[tuple[str, str, str]]:
    """The few numbers that people look for, large: (name, value, what more there is to it)."""
    found = result.assessment
    tiles: list[tuple[str, str, str]] = []
    if isinstance(result, AlignResult) and not result.already_aligned:
        shift = result.displacement
        name = "Tried" if result.output_image_path is None else "Moved"
        tiles.append((name, _moved_words(shift, units), f"{result.transform.model} transform"))
    tiles += _residual_tiles(found, units, moved=isinstance(result, AlignResult))
    if found.uncertainty_ce90_px is not None and found.uncertainty_ce90 is not None:
        tiles.append(("Uncertainty (CE90)", in_pixels(found.uncertainty_ce90_px), units.text(found.uncertainty_ce90)))
    after = found.residual_after
    coverage = "" if after is None else f"{after.coverage:.0%} of the places that were looked at"
    tiles.append(("Tie points", str(int(found.tie_points.inlier.sum())), coverage))
    return tiles


def _residual_tiles(found: Assessment, units: Units, *, moved: bool) -> list[tuple[str, str, str]]:
    before, after = found.residual_before, found.residual_after
    if after is None:
        return []
    # An assessment moves nothing: before and after are the same.
    more = f"was {in_pixels(before.rmse_px)}" if moved and before is not None else units.text(after.rmse)
    return [("Residual (RMSE)", in_pixels(after.rmse_px), more),
            ("Residual (CE90)", in_pixels(after.ce90_px), units.text(after.ce90))]


def _moved_words(shift: Displacement, units: Units) -> str:
    scale, unit = ((1.0, 1.0), units.name) if units.metres is None else (units.metres, "m")
    east, north = shift.east * scale[0], shift.north * scale[1]
    return (f"{digits(abs(east))} {unit} {'east' if east >= 0 else 'west'}, "
            f"{digits(abs(north))} {unit} {'north' if north >= 0 else 'south'}")


def _comparison(name: str, title: str, note: str, views: Views) -> str:
    """Reference and source on top of each other, by pure CSS: flicker, checkerboard, or one of them."""
    modes = (("flicker", "Flicker"), ("checker", "Checkerboard"), ("fixed", "Reference"), ("moving", "Source"))
    height, width = views.fixed.grid.shape
    length, label = scale_bar(views.fixed.grid)
    return part("comparison", name=name, title=title, note=note, modes=modes, width=width, height=height,
                 bar={"length": length, "label": label, "size": max(width, height) / 28},
                 reference=figures.preview(views.fixed),
                 stacks=[(caption, figures.preview(moving)) for caption, moving in views.moving.items()])


def _statement(result: AlignResult | AssessResult, *, after: bool) -> str | None:
    """The residuals in CEOS-ARD's words, those before if nothing was moved."""
    reference = os.path.basename(result.fixed_image_path)  # noqa: PTH119 - it may be a URL
    return accuracy_statement(result.assessment.tie_points, reference, result.pixel_size, result.unit, after=after)


def _residuals(found: Assessment, whole: Views, unit: tuple[float, float], statement: str | None) -> str:
    points = found.tie_points
    if not points.inlier.any():
        return part("residuals", head=(), rows=None, axes=(), statement=None, pictures=())
    # The first is as things were, the second as they are.
    panels = [Residuals2D.of(name, whole.fixed, points, unit, after=i > 0) for i, name in enumerate(whole.moving)]
    scale = ", before and after in one scale" if len(panels) > 1 else ""
    measured = zip(whole.moving, (found.residual_before, found.residual_after), strict=False)
    return part(
        "residuals", head=("", "RMSE", "median", "CE90", "tie points"),
        rows=[_residual_row(name, residual) for name, residual in measured if residual is not None],
        axes=axis_rows(points, whole.moving, unit), statement=statement,
        pictures=[(figures.arrow_figure(panels), _ARROWS.format(scale=scale)),
                  (figures.length_maps(panels), "Length of the residuals by place."),
                  (figures.histograms(panels), "How often each length occurs."),
                  *_profiles(points, unit, after=len(whole.moving) > 1)])


def _profiles(points: TiePoints, unit: tuple[float, float], *, after: bool) -> list[tuple[str, str]]:
    """The picture of the profiles with its caption; none for a few tie points."""
    found = profiles_of(points, after=after)
    if not found:
        return []
    apart = max(float(np.median(np.diff(profile.at))) / unit[axis == "y"] for axis, profile in found)
    return [(figures.profile_figure(found, unit), _PROFILES.format(shortest=2 * apart))]


def _residual_row(name: str, residual: Residuals) -> tuple[str, ...]:
    lengths = residual.rmse_px, residual.median_px, residual.ce90_px
    return (name, *map(in_pixels, lengths), str(residual.count))


def _moved(result: AlignResult, units: Units) -> str:
    shift = result.displacement
    rows = [
        ("model", result.transform.model + (" (the image stays where it is)" if result.already_aligned else "")),
        ("moved east", units.text(shift.east, 0)), ("moved north", units.text(shift.north, 1)),
        ("rotation, counter-clockwise", f"{shift.rotation_deg:z.5f}°"),
        ("scale, along x", f"{shift.scale_x_ppm:+z.1f} ppm"), ("scale, along y", f"{shift.scale_y_ppm:+z.1f} ppm"),
        ("shear", f"{shift.shear_deg:z.5f}°")]
    if result.transform.model == "local":
        rows.append(("largest local displacement", units.text(shift.local_max)))
    if result.transform.model == "homography":
        rows.append(("perspective", f"things get smaller by {shift.perspective_ppm:.1f} ppm from pixel to pixel"))
    if result.known_points is not None:
        known = result.known_points
        rows.append(("residual at known points", f"{known.rmse_px:.2f} px at {known.count} points"))
    rows.append(("compared by", result.metric))
    title = "What was tried on the source" if result.output_image_path is None else "What was done to the source"
    return part("moved", title=title, rows=rows)


def _heights(result: AlignResult | AssessResult, pair: Pair, names: list[str]) -> str:
    """Residuals against height, if there is an elevation model."""
    model = result.settings.get("dem")
    if model is None or not result.assessment.tie_points.inlier.any():
        return ""
    return heights_part(os.fspath(model), pair, result.assessment.tie_points, names)


def _missing(points: TiePoints, image: Image) -> str:
    """Where tie points are missing, and why."""
    names, counts = np.unique(points.reason[points.reason != ""], return_counts=True)
    # The commonest reason first: it is what a person can do something about.
    order = np.argsort(-counts)
    reasons = [str(names[i]) for i in order]
    rows = [(reason, str(int(counts[i]))) for reason, i in zip(reasons, order, strict=True)]
    note = f"Of {len(points)} places that were looked at, {int(points.inlier.sum())} have a tie point."
    if not len(points):
        note = "Everywhere: the images share no place that could be looked at."
    elif not rows:
        note = "Nowhere: each place that was looked at has one."
    return part("missing", note=note, rows=rows, map=figures.reason_map(image, points, reasons) if rows else None)


def _left_out(pair: Pair, panels: list[tuple[str, Image, Mask]]) -> str:
    """What the user's masks leave out of the comparison; nothing where there are none."""
    if not panels:
        return ""
    left = [(title, f"{float((kept & image.valid).sum() / max(image.valid.sum(), 1)):.0%}")
            for title, image, kept in panels]
    return part("masks", names=pair.mask_names, rows=left, map=figures.mask_figure(panels))


def _reproduce(result: AlignResult | AssessResult, pair: Pair, command: Command) -> str:
    # Quoted, as paths have blanks: it has to run when it is pasted.
    line = "coregix " + shlex.join(command_line(command, result.settings))
    settings = setting_rows(command, result.settings)
    seconds = [(stage, f"{value:.2f} s") for stage, value in result.seconds.items()]
    inputs = [_raster_row("source", pair.moving, pair.moving_band),
              _raster_row("reference", pair.fixed, pair.fixed_band)]
    return part("reproduce", command=line, inputs=inputs, settings=settings, versions=version_rows(result.version),
                 seconds=seconds, version=result.version, now=f"{datetime.now(UTC):%Y-%m-%d %H:%M}")


def _raster_row(role: str, raster: Raster, band: int) -> tuple[str, ...]:
    grid = raster.grid
    # A code where there is one: WKT would fill the page.
    code = None if grid.crs is None else grid.crs.to_epsg()
    crs = "none" if grid.crs is None else f"EPSG:{code}" if code else "its own"
    return (role, raster.path, f"{grid.width} x {grid.height}", f"{grid.pixel_size:.6g}",
            f"{band} (of 0 to {raster.count - 1})", crs, str(acquisition_of(raster)) or "not known")
