"""What a run found, as typed values: residuals, tie points, verdict, and the result object of each command.

Displacements and residuals are given as (true place) minus (place shown by the moving raster), so that adding them to
the moving raster's georeference puts it right. Pixels are those of the coarser of the two rasters.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from html import escape
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ._version import __version__
from .geometry import AffineTransform, Floats, Frame, LocalTransform, Transform

Verdict = Literal["aligned", "uncertain", "failed"]

Picture = Callable[[], bytes | None] | None
"""Makes a PNG when it is asked for, or None where it cannot."""


@dataclass(frozen=True)
class Residuals:
    """Residual displacement over the inlier tie points; lengths in pixels and in CRS units.

    ``ce90`` is the length that 90 % of the residuals stay below. ``count`` counts the tie points, ``coverage`` is the
    share of the common valid area that they speak for (0..1).
    """

    rmse_px: float
    median_px: float
    ce90_px: float
    rmse: float
    median: float
    ce90: float
    count: int
    coverage: float


@dataclass(frozen=True)
class TiePoints:
    """Measured displacements at a grid of places; all arrays have the shape (n,) and the order is that of the grid.

    ``x``, ``y``: true place in the fixed CRS. ``dx_before``, ``dy_before``: displacement before the alignment, and
    ``dx_after``, ``dy_after`` after it, in CRS units; NaN where nothing could be measured. ``confidence`` is in 0..1.
    ``inlier`` marks the points that agree with their neighbours. ``reason`` says why a place has no tie point, and is
    '' where it has one.
    """

    x: Floats
    y: Floats
    dx_before: Floats
    dy_before: Floats
    dx_after: Floats
    dy_after: Floats
    confidence: Floats
    inlier: NDArray[np.bool_]
    reason: NDArray[np.str_]

    def __len__(self) -> int:
        return int(self.x.size)

    @property
    def measured(self) -> NDArray[np.bool_]:
        """Places at which a displacement was measured."""
        return np.isfinite(self.dx_after)


@dataclass(frozen=True)
class LocalGain:
    """What a local transform would bring: the part of the residuals that is smooth in space."""

    rmse_px_now: float
    rmse_px_local: float
    helps: bool


@dataclass(frozen=True)
class KnownPoints:
    """How far known points lie from where the transform puts them: root mean square, in pixels and in CRS units."""

    count: int
    rmse_px: float
    rmse: float


@dataclass(frozen=True)
class Displacement:
    """The transform in plain units, at the middle of the common area. The image was moved by these amounts.

    ``east`` and ``north`` in CRS units; ``rotation_deg`` counter-clockwise; ``scale_x_ppm`` and ``scale_y_ppm`` in
    parts per million; ``shear_deg`` in degrees. ``local_max`` is the largest local displacement in CRS units.
    """

    east: float
    north: float
    rotation_deg: float
    scale_x_ppm: float
    scale_y_ppm: float
    shear_deg: float
    local_max: float = 0.0

    @classmethod
    def of(cls, transform: Transform, frame: Frame) -> Displacement:
        """The correction that a transform stands for, at the frame's centre, in plain units."""
        affine = transform.affine if isinstance(transform, LocalTransform) else transform
        assert isinstance(affine, AffineTransform)
        x, y = transform(*frame.centre)
        unit = np.diag(frame.unit)
        # The transform maps true to shown; the image was moved the other way. In the frame, degrees do not distort
        # angles.
        back = np.linalg.inv(np.linalg.inv(unit) @ np.array(affine.matrix) @ unit)
        turn = np.arctan2(back[1, 0] - back[0, 1], back[0, 0] + back[1, 1])
        c, s = np.cos(turn), np.sin(turn)
        # What is left after the nearest rotation was taken off is symmetric: scales on its diagonal, shear beside it.
        stretch = np.array([[c, s], [-s, c]]) @ back
        local = float(np.hypot(*transform.coefficients).max()) if isinstance(transform, LocalTransform) else 0.0
        return cls(float(frame.centre[0] - x), float(frame.centre[1] - y), float(np.degrees(turn)),
                   float((stretch[0, 0] - 1) * 1e6), float((stretch[1, 1] - 1) * 1e6),
                   float(np.degrees(stretch[0, 1])), local)


@dataclass(frozen=True)
class Assessment:
    """The independent measurement of a pair under a transform, and the verdict on it."""

    verdict: Verdict
    reason: str
    residual_before: Residuals | None
    residual_after: Residuals | None
    uncertainty_ce90_px: float | None
    uncertainty_ce90: float | None
    tie_points: TiePoints
    local_gain: LocalGain | None = None


@dataclass(frozen=True)
class AssessResult:
    """What ``assess_image_pair`` returns; ``to_dict`` is what ``coregix assess`` prints."""

    moving_image_path: str
    fixed_image_path: str
    assessment: Assessment
    pixel_size: float
    unit: str
    metric: str
    settings: dict[str, Any] = field(default_factory=dict)
    tie_points_path: str | None = None
    report_path: str | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    version: str = ""
    _picture: Picture = field(default=None, repr=False, compare=False)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return _card(self.assessment, _sentence(self.assessment), self._picture)

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        return {**_assessment_dict(self.assessment), **_plain(self, ("assessment",))}


@dataclass(frozen=True)
class AlignResult:
    """What ``align_image_pair`` returns; ``to_dict`` is what ``coregix align`` prints.

    ``output_image_path`` is None where nothing was written, ``temp_dir`` unless it was kept.
    ``already_aligned`` tells that the pair was in place before, so that the pixels stay where they were.
    ``transform`` maps true places to the moving raster's georeference (see ``transform.py``).
    """

    output_image_path: str | None
    temp_dir: str | None
    assessment: Assessment
    transform: Transform
    displacement: Displacement
    already_aligned: bool
    accepted_unreliable: bool
    metric: str
    pixel_size: float
    unit: str
    moving_image_path: str
    fixed_image_path: str
    settings: dict[str, Any] = field(default_factory=dict)
    known_points: KnownPoints | None = None
    transform_path: str | None = None
    tie_points_path: str | None = None
    report_path: str | None = None
    sidecar_path: str | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    version: str = ""
    _picture: Picture = field(default=None, repr=False, compare=False)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return _card(self.assessment, self.summary(), self._picture)

    @property
    def verdict(self) -> Verdict:
        """aligned, uncertain or failed."""
        return self.assessment.verdict

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        plain = _plain(self, ("assessment", "transform", "displacement", "known_points"))
        plain["known_points"] = None if self.known_points is None else asdict(self.known_points)
        transform = {"model": self.transform.model, **asdict(self.displacement)}
        # These two first: scripts that were written for coregix 0.3 look for them there.
        return {"output_image_path": plain.pop("output_image_path"), "temp_dir": plain.pop("temp_dir"),
                **_assessment_dict(self.assessment), "transform": transform, **plain}

    def summary(self) -> str:
        """One line for people: what was moved, and how well it fits."""
        shift = self.displacement
        unit = {"metre": "m", "degree": "°"}.get(self.unit, self.unit)
        # A decimetre where pixels are metres; the sixth decimal of a degree is about as much.
        digits = 1 if self.unit == "metre" and self.pixel_size >= 1 else 6 if self.unit == "degree" else 2
        # Without a CRS rows count downward, and there is no north.
        ways = ("right", "left", "down", "up") if self.unit == "pixel" else ("east", "west", "north", "south")
        east = f"{abs(shift.east):.{digits}f} {unit} {ways[0] if shift.east >= 0 else ways[1]}"
        north = f"{abs(shift.north):.{digits}f} {unit} {ways[2] if shift.north >= 0 else ways[3]}"
        moved = "already aligned, left in place" if self.already_aligned else f"moved {east}, {north}"
        residual, uncertainty = self.assessment.residual_after, self.assessment.uncertainty_ce90_px
        if residual is None:
            return f"{self.verdict}: {moved}; {self.assessment.reason}"
        within = "" if uncertainty is None else f", uncertainty {uncertainty:.2f} px"
        return (f"{self.verdict}: {moved}; residual {residual.rmse_px:.2f} px (CE90 {residual.ce90_px:.2f} px{within}) "
                f"at {residual.count} tie points{self._advice()}")

    def _advice(self) -> str:
        gain = self.assessment.local_gain
        if gain is None or not gain.helps:
            return ""
        return f"; a local transform would leave about {gain.rmse_px_local:.2f} of {gain.rmse_px_now:.2f} px"


@dataclass(frozen=True)
class ApplyResult:
    """What ``apply_transform`` returns."""

    output_path: str
    features: dict[str, int] | None = None
    version: str = __version__

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        return {"output_image_path": self.output_path, "temp_dir": None, **vars(self)}


@dataclass(frozen=True)
class TrimResult:
    """What ``trim_edges`` returns."""

    output_image_path: str
    trimmed_pixels: int
    version: str = __version__

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        return {"output_image_path": self.output_image_path, "temp_dir": None, **vars(self)}


@dataclass(frozen=True)
class ExportResult:
    """What ``export_transform`` returns."""

    output_paths: tuple[str, ...]
    version: str = __version__

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        return {"output_paths": list(self.output_paths), "version": self.version}


def _sentence(assessment: Assessment) -> str:
    return f"{assessment.verdict}: {assessment.reason}"


def _card(assessment: Assessment, summary: str, picture: Picture) -> str:
    """A summary, the residuals and a thumbnail as HTML."""
    rows = [(name, residual) for name, residual in
            (("before", assessment.residual_before), ("after", assessment.residual_after)) if residual is not None]
    table = "".join(
        f"<tr><th>{name}</th><td>{r.rmse_px:.3g}</td><td>{r.ce90_px:.3g}</td><td>{r.count}</td></tr>"
        for name, r in rows)
    data = None if picture is None else picture()
    # Within the HTML: notebooks show no files beside them.
    image = "" if data is None else (
        f"<img alt='thumbnail' style='float:left;margin-right:1em' src='data:image/png;base64,"
        f"{b64encode(data).decode('ascii')}'>")
    return (f"<div style='overflow:auto'>{image}<b>{escape(summary)}</b><table><tr><th>residual (px)</th><th>RMSE</th>"
            f"<th>CE90</th><th>tie points</th></tr>{table}</table></div>")


def _plain(result: AssessResult | AlignResult, without: tuple[str, ...]) -> dict[str, Any]:
    return {k: v for k, v in vars(result).items() if k not in without and not k.startswith("_")}


def _assessment_dict(assessment: Assessment) -> dict[str, Any]:
    def rounded(value: Residuals | LocalGain | None) -> dict[str, Any] | None:
        # A LocalGain or Residuals holds numbers alone, so that this is JSON.
        return None if value is None else asdict(value)

    return {
        "verdict": assessment.verdict,
        "reason": assessment.reason,
        "residual_before": rounded(assessment.residual_before),
        "residual_after": rounded(assessment.residual_after),
        "uncertainty_ce90_px": assessment.uncertainty_ce90_px,
        "uncertainty_ce90": assessment.uncertainty_ce90,
        "local_gain": rounded(assessment.local_gain),
    }
