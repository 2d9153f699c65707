"""What a stack comes to, as a value: the outcome of each image and link, how triangles close, where the tables are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .._version import __version__
from ..errors import InputError, Sentence, UnreliableAlignmentError
from ..sentences import document
from .images import Unread, name_of_reference
from .solution import ImageResult, LinkResult
from .tables import image_row, link_row


@dataclass(frozen=True, repr=False)
class StackResult:
    """What ``align_stack`` returns: the outcome of each image and link, and where the tables are.

    ``closure_before_px`` and ``closure_after_px`` are the median and 90 % of the closures of triangles, in pixels: of
    the links as they were measured, and on the ground that the common solution found stable. ``array`` is the aligned
    DataArray if one was given, without the dates that failed.
    """

    output_folder: str
    stack_csv: str
    links_csv: str
    images: tuple[ImageResult, ...]
    links: tuple[LinkResult, ...]
    model: str | None
    pixel_size: float
    closure_before_px: tuple[float, float] | None
    closure_after_px: tuple[float, float] | None
    measured_links: int
    seconds: float
    array: Any = field(default=None, repr=False, compare=False)

    @property
    def exit_code(self) -> int:
        """0 where no image failed, 3 where some did."""
        return UnreliableAlignmentError.exit_code if any(i.verdict == "failed" for i in self.images) else 0

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        names = [image.image for image in self.images]
        # The links' last image, if there is one.
        names.append(name_of_reference(names))
        return {"output_folder": self.output_folder, "stack_csv": self.stack_csv, "links_csv": self.links_csv,
                "count": len(self.images), "verdicts": dict(Counter(image.verdict for image in self.images)),
                "model": self.model, "pixel_size": self.pixel_size,
                "closure_before_px": self.closure_before_px, "closure_after_px": self.closure_after_px,
                "measured_links": self.measured_links, "seconds": self.seconds, "version": __version__,
                "images": [{**image_row(image), "reason_parts": document(image.reason)} for image in self.images],
                "links": [link_row(link, names) for link in self.links]}

    def with_unread(self, unread: Sequence[Unread]) -> StackResult:
        """The result with the files that could not be read behind the images."""
        count = len(self.images)
        failed = [ImageResult(one.name, one.path, one.date, "failed", _words(one.error)) for one in unread]
        # A reference is counted behind all images.
        links = [replace(link, second=link.second + len(failed)) if link.second == count else link
                 for link in self.links]
        return replace(self, images=(*self.images, *failed), links=tuple(links))

    def summary(self) -> str:
        """One line for people."""
        counts = Counter(image.verdict for image in self.images)
        listed = ", ".join(f"{counts[v]} {v}" for v in ("aligned", "uncertain", "failed") if counts[v])
        closed = "" if self.closure_after_px is None else (
            f"; triangles close to {self.closure_after_px[0]:.3f} px (90 %: {self.closure_after_px[1]:.3f})")
        images = "1 image" if len(self.images) == 1 else f"{len(self.images)} images"
        return f"{images}: {listed}{closed}; the table is {self.stack_csv}"

    @property
    def refusals(self) -> tuple[str, ...]:
        """One line for people for each image that failed: which one, and why."""
        return tuple(f"{image.image}: {image.reason}" for image in self.images if image.verdict == "failed")

    def __str__(self) -> str:
        return self.summary()

    def __repr__(self) -> str:
        return f"StackResult({self.summary()[:300]})"


def _words(error: InputError) -> str:
    """What an error says, for another language to say it if it is one sentence."""
    part = error.parts[0]
    return part if len(error.parts) == 1 and isinstance(part, Sentence) else str(error)
