"""The result of each command: what it found and what it wrote, as values that print themselves."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from .._version import __version__
from ..geometry import EARTH_RADIUS, Transform
from .card import card
from .document import assessment_document, plain_fields
from .measurements import Assessment, Displacement, KnownPoints, Placement, Verdict

# Makes a PNG when it is asked for, or None where it cannot.
Picture = Callable[[], bytes | None] | None


@dataclass(frozen=True, repr=False)
class AssessResult:
    """What ``assess_image_pair`` returns; ``to_dict`` is what ``coregix assess`` prints."""

    moving_image_path: str
    fixed_image_path: str
    assessment: Assessment
    pixel_size: float
    unit: str
    metric: str
    settings: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    tie_points_path: str | None = None
    report_path: str | None = None
    seconds: dict[str, float] = field(default_factory=dict, compare=False)
    version: str = ""
    _picture: Picture = field(default=None, repr=False, compare=False)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return card(self.assessment, f"{self.assessment.verdict}: {self.assessment.reason}", self._picture)

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        return {**assessment_document(self.assessment), **plain_fields(self, ("assessment",))}

    @property
    def verdict(self) -> Verdict:
        """aligned, uncertain or failed."""
        return self.assessment.verdict

    def summary(self) -> str:
        """One line for people: how well the rasters fit, and whether that is known."""
        return self.assessment.summary() + _count(self.warnings)

    def __str__(self) -> str:
        return self.summary()

    def __repr__(self) -> str:
        return f"AssessResult({self.summary()[:300]})"

    __hash__ = None  # type: ignore[assignment] # it holds a dictionary


def _count(warnings: list[str]) -> str:
    """How many warnings there are, to end a summary with; what they say was said above it."""
    return f"; {len(warnings)} warning{'s' * (len(warnings) > 1)}" if warnings else ""


# Metres on the ground of one unit of angle, along a meridian.
METRES_PER = {"degree": math.radians(1) * EARTH_RADIUS, "grad": math.radians(0.9) * EARTH_RADIUS}


@dataclass(frozen=True, repr=False)
class AlignResult:
    """What ``align_image_pair`` returns; ``to_dict`` is what ``coregix align`` prints.

    ``output_image_path`` is None where nothing was written, ``temp_dir`` unless it was kept.
    ``already_aligned`` says that the pair was in place before, so that the pixels stay where they were.
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
    placement: Placement | None = None
    warnings: list[str] = field(default_factory=list)
    transform_path: str | None = None
    tie_points_path: str | None = None
    report_path: str | None = None
    sidecar_path: str | None = None
    displacement_field_path: str | None = None
    seconds: dict[str, float] = field(default_factory=dict, compare=False)
    version: str = ""
    _picture: Picture = field(default=None, repr=False, compare=False)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return card(self.assessment, self.summary(), self._picture)

    @property
    def verdict(self) -> Verdict:
        """aligned, uncertain or failed."""
        return self.assessment.verdict

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        plain = plain_fields(self, ("assessment", "transform", "displacement", "known_points", "placement"))
        plain["known_points"] = None if self.known_points is None else asdict(self.known_points)
        plain["placement"] = None if self.placement is None else asdict(self.placement)
        transform = {"model": self.transform.model, **asdict(self.displacement)}
        # These two first: scripts that were written for coregix 0.3 look for them there.
        return {"output_image_path": plain.pop("output_image_path"), "temp_dir": plain.pop("temp_dir"),
                **assessment_document(self.assessment), "transform": transform, **plain}

    def summary(self) -> str:
        """One line for people: what was moved, and how well it fits."""
        moved = "already aligned, left in place" if self.already_aligned else f"moved {self._moved()}"
        if (placed := self.placement) is not None:
            unit = {"metre": "m", "degree": "°"}.get(self.unit, self.unit)
            digits = 1 if self.unit == "metre" and self.pixel_size >= 1 else 6 if self.unit == "degree" else 2
            how = "found" if placed.found_by in ("features", "edges") else "placed"
            size = np.format_float_positional(placed.pixel_size, 4, fractional=False, trim="-")
            moved = (f"{how} at {placed.x:.{digits}f}, {placed.y:.{digits}f}, turned {placed.rotation_deg:.1f}°, "
                     f"pixels of {size} {unit}")
        if self.verdict == "failed" and not self.accepted_unreliable:
            # What was found is not to be believed, and nothing was moved by it.
            moved = "nothing was moved"
        if self.assessment.residual_after is None:
            return f"{self.verdict}: {moved}; {self.assessment.reason}{_count(self.warnings)}"
        return f"{self.verdict}: {moved}; {self.assessment.fit()}{self._advice()}{_count(self.warnings)}"

    def _moved(self) -> str:
        """The displacement in words."""
        shift = self.displacement
        # Without a CRS there is no north; in pixels, rows count downward.
        ways = {"pixel": ("right", "left", "down", "up"), "downward unit": ("right", "left", "down", "up"),
                "unit": ("right", "left", "up", "down")}.get(self.unit, ("east", "west", "north", "south"))
        # Degrees of longitude are shorter than those of latitude.
        narrow = math.cos(self.transform.centre[1] * METRES_PER.get(self.unit, 0.0) / EARTH_RADIUS)
        east = f"{self._length(shift.east, narrow)} {ways[0] if shift.east >= 0 else ways[1]}"
        north = f"{self._length(shift.north)} {ways[2] if shift.north >= 0 else ways[3]}"
        if shift.lengths is None:
            return f"{east}, {north}"
        shortest, median, longest = (self._length(value) for value in shift.lengths)
        return f"{east}, {north} in the middle ({median} in the median, {shortest} to {longest})"

    def _length(self, value: float, narrow: float = 1.0) -> str:
        """A length with its unit; degrees in metres too, and units of no name in pixels."""
        value = abs(value)
        if self.unit in METRES_PER:
            metres = value * METRES_PER[self.unit] * narrow
            # The sixth decimal of a degree is about a decimetre.
            return f"{value:.6f} {'°' if self.unit == 'degree' else self.unit} ({metres:.{1 if metres >= 1 else 2}f} m)"
        if self.unit.endswith("unit"):
            return f"{value:.2f} units ({value / self.pixel_size:.2f} px)"
        # A decimetre where pixels are metres.
        digits = 1 if self.unit == "metre" and self.pixel_size >= 1 else 2
        return f"{value:.{digits}f} {'m' if self.unit == 'metre' else self.unit}"

    def __str__(self) -> str:
        return self.summary()

    def __repr__(self) -> str:
        return f"AlignResult({self.summary()[:300]})"

    __hash__ = None  # type: ignore[assignment] # it holds a dictionary

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

    def summary(self) -> str:
        """One line for people: where the moved data are, and what became of vectors."""
        if self.features is None:
            return f"moved into {self.output_path}"
        layers = ", ".join(f"{layer}: {count}" for layer, count in self.features.items())
        return f"moved into {self.output_path} (features of {layers})"

    def __str__(self) -> str:
        return self.summary()


@dataclass(frozen=True)
class TrimResult:
    """What ``trim_edges`` returns."""

    output_image_path: str
    trimmed_pixels: int
    version: str = __version__

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        return {"output_image_path": self.output_image_path, "temp_dir": None, **vars(self)}

    def summary(self) -> str:
        """One line for people: how much was trimmed, and where the raster is."""
        pixels = "1 pixel" if self.trimmed_pixels == 1 else f"{self.trimmed_pixels} pixels"
        return f"{pixels} along the edge set to nodata in {self.output_image_path}"

    def __str__(self) -> str:
        return self.summary()


@dataclass(frozen=True)
class ExportResult:
    """What ``export_transform`` returns."""

    output_paths: tuple[str, ...]
    version: str = __version__

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        return {"output_paths": list(self.output_paths), "version": self.version}

    def summary(self) -> str:
        """One line for people: the files that were written."""
        return f"written: {', '.join(self.output_paths)}"

    def __str__(self) -> str:
        return self.summary()
