"""What the core found of a stack, image by image, as the log, the message bar and the layers say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .translation import tr
from .verdict import ALIGNED, FAILED, UNCERTAIN, Finding
from .wording import reason_of


@dataclass(frozen=True)
class StackFindings:
    """The core's ``result``; ``unit`` is that of its lengths, '' without a CRS."""

    result: Mapping[str, Any]
    unit: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One for each image, in the order in which they were given."""
        return list(self.result["images"])

    @property
    def written(self) -> list[dict[str, Any]]:
        """Those of images that have a file: what failed has none to load."""
        return [row for row in self.rows if row["output"]]

    def failed(self) -> int:
        """How many images failed."""
        return sum(row["verdict"] == FAILED for row in self.rows)

    def whole(self) -> tuple[str, str]:
        """The worst verdict of an image, and how many are aligned."""
        verdicts = [row["verdict"] for row in self.rows]
        return max(verdicts, key=[ALIGNED, UNCERTAIN, FAILED].index), tr(
            "{good} of {count} images are aligned.").format(good=verdicts.count(ALIGNED), count=len(verdicts))

    def of_image(self, row: Mapping[str, Any]) -> Finding:
        """What was found of one image."""
        # An image without a link was not moved, which is another thing than moved by nothing.
        moved = None if row["east"] is None else {key: row[key] for key in ("east", "north", "rotation_deg")}
        return Finding(row["verdict"], reason_of(row), None, None, row["ce90_px"], moved,
                       float(self.result.get("pixel_size") or 1.0), self.unit)
