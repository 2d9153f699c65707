"""One pair of a batch: align it, say what became of it, and note that for the next run.

A note is kept under a key of the inputs (path, size, time) and all settings, so that it counts only for the same work.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from .._version import __version__
from ..errors import Cancelled, CoregixError, InputError, OutputError, UnreliableAlignmentError
from ..io import content_of, write_text
from ..options import ALIGN, MASKS
from ..progress import ProgressCallback
from .pair_list import READ, Pair, paths_of

# Options that do not change an outcome.
FREE = ("threads", "memory_budget", "progress", "overwrite")


@dataclass(frozen=True)
class PairResult:
    """What became of one pair. ``verdict`` is aligned, uncertain, failed, or error where it came to no verdict.

    RMSE and CE90 are those of the residuals before and after, in pixels. ``uncertainty_ce90_px`` is that of the
    transform, which moved the image by ``east`` and ``north`` in units (``unit``) of the reference's CRS; a pixel of
    the coarser raster has ``pixel_size`` of them. None: not measured. ``resumed``: an earlier run did the pair.
    """

    moving_image_path: str
    fixed_image_path: str
    output_image_path: str | None
    verdict: str
    rmse_before_px: float | None
    rmse_after_px: float | None
    seconds: float
    message: str
    resumed: bool = False
    model: str | None = None
    east: float | None = None
    north: float | None = None
    rotation_deg: float | None = None
    scale_x_ppm: float | None = None
    scale_y_ppm: float | None = None
    ce90_after_px: float | None = None
    uncertainty_ce90_px: float | None = None
    tie_points: int | None = None
    reason: str | None = None
    pixel_size: float | None = None
    unit: str | None = None
    report_path: str | None = None

    @property
    def well(self) -> bool:
        """The pair has its output."""
        return self.verdict in ("aligned", "uncertain")

    def summary(self) -> str:
        """One line for people: which image, and what became of it."""
        return f"{Path(self.moving_image_path).name}: {self.message or self.verdict}"

    def __str__(self) -> str:
        return self.summary()


def outcome_of(pair: Pair, note: Path, progress: ProgressCallback) -> PairResult:
    """Align a pair and note the outcome, whatever it is; only ``Cancelled`` is raised, and leaves no note."""
    from ..api import align_image_pair

    start = time.monotonic()
    try:
        # Called as a user would: a batch's outcome is that of the pair alone.
        aligned = align_image_pair(**{**pair.keywords(), "progress": progress})
        result = _with_findings(_plain_result(pair, aligned.verdict, aligned.summary()), aligned)
        result = replace(result, output_image_path=aligned.output_image_path)
    except UnreliableAlignmentError as error:
        result = _with_findings(_plain_result(pair, "failed", str(error)), error.result)
    # A pair that was stopped came to nothing: without a note the next run takes it up again.
    except Cancelled:
        raise
    except Exception as error:  # noqa: BLE001 - a pair's error is an outcome like others
        internal = "" if isinstance(error, CoregixError) else f"internal error, {type(error).__name__}: "
        result = error_result(pair, f"{internal}{error}")
    result = replace(result, seconds=round(time.monotonic() - start, 3))
    _write_note(note, result)
    return result


def error_result(pair: Pair, message: str) -> PairResult:
    """The outcome of a pair that came to no verdict."""
    return _plain_result(pair, "error", message)


def _plain_result(pair: Pair, verdict: str, message: str) -> PairResult:
    return PairResult(str(pair.moving_image_path), str(pair.fixed_image_path), None, verdict, None, None, 0.0, message)


def _with_findings(result: PairResult, measured: Any) -> PairResult:  # noqa: ANN401 - an AlignResult, or None
    if measured is None:
        return result
    found, moved = measured.assessment, measured.displacement
    before, after = found.residual_before, found.residual_after
    return replace(
        result, rmse_before_px=None if before is None else before.rmse_px,
        rmse_after_px=None if after is None else after.rmse_px, ce90_after_px=None if after is None else after.ce90_px,
        tie_points=None if after is None else after.count, uncertainty_ce90_px=found.uncertainty_ce90_px,
        reason=found.reason, model=measured.transform.model, pixel_size=measured.pixel_size, unit=measured.unit,
        report_path=measured.report_path,
        **{name: getattr(moved, name) for name in ("east", "north", "rotation_deg", "scale_x_ppm", "scale_y_ppm")})


def key_of(pair: Pair) -> str:
    """What an outcome depends on: version, settings, and the inputs as they are now."""
    # The version counts as well: another one may come to another result.
    settings = {k: v for k, v in pair.record().items() if k not in FREE}
    inputs = [_identity(path) for path in paths_of(pair, READ)]
    # By what they hold, where they are no files.
    held = [hashlib.sha256(content_of(mask)).hexdigest() for parameter in ALIGN.parameters if parameter.kind == MASKS
            for mask in getattr(pair, parameter.api_name) or () if not isinstance(mask, (str, os.PathLike))]
    text = json.dumps([__version__, settings, inputs, held], sort_keys=True, default=str)
    # File names need not be text; surrogates stand for their other bytes.
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def noted(pair: Pair, note: Path) -> PairResult | None:
    """The outcome of a pair that an earlier run finished: with its output as it was left, or refused for good.

    An error may have passed by now, so that such a pair is done again.
    """
    try:
        found = json.loads(note.read_text(encoding="utf-8"))
        result = PairResult(**{f.name: found["result"][f.name] for f in fields(PairResult)})
        # JSON knows no tuples.
        output = found["output"] and tuple(found["output"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    # An output that was changed or removed since is made again.
    left = result.well and output == _identity(str(pair.output_image_path)) is not None
    return replace(result, resumed=True) if left or result.verdict == "failed" else None


def _write_note(note: Path, result: PairResult) -> None:
    """Write down the outcome; where that fails, the next run does the pair again."""
    output = _identity(result.output_image_path) if result.output_image_path else None
    with contextlib.suppress(OutputError, InputError):
        write_text(note, json.dumps({"result": asdict(result), "output": output}))


def _identity(path: str) -> tuple[int, int] | None:
    try:
        state = Path(path).stat()
    except (OSError, ValueError):
        return None
    # Not a checksum: that reads each image once more, which for a whole archive takes hours.
    return state.st_size, state.st_mtime_ns
