"""What a result of the core says, in words: the verdict as a sentence, what was moved, what is left. No QGIS here."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from textwrap import shorten
from typing import Any

from .coregix_core.sentences import in_pixels
from .translation import tr
from .wording import reason_of

ALIGNED, UNCERTAIN, FAILED = "aligned", "uncertain", "failed"
COLOURS = {ALIGNED: "#1a7f37", UNCERTAIN: "#b35900", FAILED: "#c62828"}
# Characters of a message that is read at a glance.
ONE_LINE = 64
# Units of the core as they are written behind a number.
SYMBOLS = {"metre": "m", "degree": "°", "pixel": "px", "US survey foot": "ft", "foot": "ft"}


@dataclass(frozen=True)
class Finding:
    """A result of ``align``, ``measure`` or ``assess`` as QGIS shows it. ``moved`` is empty where nothing moves."""

    verdict: str
    reason: str
    residual: Mapping[str, Any] | None
    before: Mapping[str, Any] | None
    uncertainty: float | None
    """CE90, in pixels."""
    moved: Mapping[str, Any] | None
    pixel: float
    unit: str
    in_place: bool = False
    placed: Mapping[str, Any] | None = None
    """Where the source was found, if it was looked for anywhere."""

    @classmethod
    def of(cls, result: Mapping[str, Any]) -> Finding | None:
        """The finding in a result of the core; None for a command that measures nothing."""
        if "verdict" not in result:
            return None
        return cls(
            str(result["verdict"]), reason_of(result), result.get("residual_after"),
            result.get("residual_before"), result.get("uncertainty_ce90_px"), result.get("transform"),
            float(result.get("pixel_size") or 1.0), str(result.get("unit") or ""), bool(result.get("already_aligned")),
            result.get("placement"))

    @property
    def name(self) -> str:
        """The verdict in the user's language."""
        return {ALIGNED: tr("aligned"), UNCERTAIN: tr("uncertain"), FAILED: tr("failed")}.get(
            self.verdict, self.verdict)

    @property
    def colour(self) -> str:
        """The colour of the verdict."""
        return COLOURS.get(self.verdict, COLOURS[FAILED])

    def sentence(self) -> str:
        """The verdict and why, in one line."""
        reason = self.reason.rstrip(".")
        return f"{self._heading()}: {reason}." if reason else f"{self._heading()}."

    def brief(self) -> str:
        """The verdict and what matters most of it, short enough for a message bar."""
        # What was moved is what a person can see of a good result; of any other, why it is not one.
        moved = f"{self._heading()}. {self.movement()}" if self.verdict == ALIGNED and self.movement() else ""
        return shortened(moved or self.sentence())

    def _heading(self) -> str:
        return {ALIGNED: tr("Aligned"), UNCERTAIN: tr("Uncertain"), FAILED: tr("Not reliable")}.get(
            self.verdict, self.verdict)

    def lines(self) -> list[str]:
        """What was moved, what is left and how sure that is, each with its units."""
        return [line for line in (self.movement(), self.remainder(), self.doubt()) if line]

    def movement(self) -> str:
        """What the alignment moves; '' where nothing moves."""
        if self.moved is None:
            return ""
        if self.placed is not None:
            # It had no place of use before: what it was moved by would mean nothing.
            return tr("Found at {x}, {y}, turned {angle}° counter-clockwise, with pixels of {size}.").format(
                x=rounded(float(self.placed["x"]), self.pixel), y=rounded(float(self.placed["y"]), self.pixel),
                angle=f"{self.placed['rotation_deg']:.1f}", size=self.length(float(self.placed["pixel_size"])))
        if self.in_place:
            return tr("The source lies in place already and was left there.")
        east, north = float(self.moved["east"]), float(self.moved["north"])
        # Without a georeference rows count downwards.
        ways = (tr("right"), tr("left"), tr("down"), tr("up")) if self.unit == "pixel" else (
            tr("east"), tr("west"), tr("north"), tr("south"))
        text = tr("Moved {east} {to_east}, {north} {to_north}").format(
            east=self.length(abs(east)), to_east=ways[0] if east >= 0 else ways[1],
            north=self.length(abs(north)), to_north=ways[2] if north >= 0 else ways[3])
        turn = float(self.moved.get("rotation_deg") or 0.0)
        # Less would be written as 0.000 degrees.
        if abs(turn) >= 0.0005:
            text += tr(", turned {angle}° counter-clockwise").format(angle=f"{turn:.3f}")
        if self.moved.get("local_max"):
            text += tr(", and locally by up to {length}").format(length=self.length(float(self.moved["local_max"])))
        return text + "."

    def remainder(self) -> str:
        """What is left, and for how much of the image that speaks."""
        if self.residual is None:
            return ""
        text = tr("Left: {pixels} ({length}) RMSE at {count} tie points, which speak for {share} % of the common "
                  "area").format(
            pixels=in_pixels(self.residual["rmse_px"]), length=self.length(self.residual["rmse"]),
            count=self.residual["count"], share=f"{100 * self.residual['coverage']:.0f}")
        # An assessment moves nothing, and one number twice would look like two.
        if self.moved is not None and not self.in_place and self.before is not None:
            text += tr("; before: {pixels}").format(pixels=in_pixels(self.before["rmse_px"]))
        return text + "."

    def doubt(self) -> str:
        """How sure the position is."""
        if self.uncertainty is None:
            return ""
        return tr("Uncertainty (CE90): {pixels} ({length}).").format(
            pixels=in_pixels(self.uncertainty), length=self.length(self.uncertainty * self.pixel))

    def symbol(self) -> str:
        """The unit of the CRS as it is written behind a number."""
        return SYMBOLS.get(self.unit, self.unit)

    def length(self, value: float) -> str:
        """A length in CRS units, to a hundredth of a pixel, with its unit."""
        # Two digits more than those of a pixel.
        digits = max(0, 2 - math.floor(math.log10(self.pixel))) if self.pixel > 0 else 2
        unit = self.symbol()
        return f"{value:.{digits}f}{'' if unit == '°' else ' '}{unit}".strip()

    def html(self) -> str:
        """All of it, for notes and the panel."""
        rest = "".join(f"<p>{escape(line)}</p>" for line in self.lines())
        return f"<p style='color:{self.colour}'><b>{escape(self.sentence())}</b></p>{rest}"


def shortened(text: str) -> str:
    """A text as a message that is read at a glance: what comes later is left out."""
    return shorten(text, ONE_LINE, placeholder=" …", break_on_hyphens=False)


def rounded(value: float, pixel: float) -> float:
    """A number in CRS units to a thousandth of a pixel: what comes after that is noise."""
    return round(value, max(0, 3 - math.floor(math.log10(pixel)))) if pixel > 0 else value
